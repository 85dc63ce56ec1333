"""Scores what `jixiao tables` reads of the pages of make.py: python3 score.py MADE READ [--each]. READ/SEED.json is its output for MADE/SEED.pdf.

Adjacency relations: each text with its nearest neighbour to the right and below, blanks passed over. Every relation read counts for
precision, each table of the truth is held against one table read. A table is perfect when its relations are all there and no others, and,
where every cell is drawn, its rows and columns are as many.
"""
import json
import pathlib
import sys
import unicodedata
from collections import Counter, defaultdict

SURE = 0.9


def plain(text):
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def relations(cells):
    slots = {}
    for n, c in enumerate(cells):
        if plain(c["text"]):
            for row in range(c["row"], c["row"] + c["row_span"]):
                for col in range(c["col"], c["col"] + c["col_span"]):
                    slots[row, col] = n
    found = set()
    for axis in (0, 1):
        lines = defaultdict(list)
        for slot in sorted(slots, key=lambda s: (s[axis], s[1 - axis])):
            lines[slot[axis]].append(slots[slot])
        for line in lines.values():
            found.update((a, b, axis) for a, b in zip(line, line[1:]) if a != b)
    return Counter((plain(cells[a]["text"]), plain(cells[b]["text"]), axis) for a, b, axis in found)


def same_texts(a, b):
    return Counter(plain(c["text"]) for c in a if plain(c["text"])) == Counter(plain(c["text"]) for c in b if plain(c["text"]))


def is_perfect(truth, read):
    drawn = not truth["blank"] or (truth["rows"], truth["cols"]) == (read["rows"], read["cols"])
    return drawn and same_texts(truth["cells"], read["cells"]) and relations(truth["cells"]) == relations(read["cells"])


def pairs(truths, reads):
    """Tables of the truth with the tables read that share most relations, or texts where they have none."""
    common = []
    for i, t in enumerate(truths):
        for k, r in enumerate(reads):
            shared = sum((relations(t["cells"]) & relations(r["cells"])).values())
            texts = Counter(plain(c["text"]) for c in t["cells"]) & Counter(plain(c["text"]) for c in r["cells"])
            texts.pop("", None)
            if shared or texts:
                common.append((shared, sum(texts.values()), -i, -k))
    of = {}
    for *_, i, k in sorted(common, reverse=True):
        if -i not in of and -k not in of.values():
            of[-i] = -k
    return of


def judged(made, read):
    """For every page its relations (true, read, common), its tables with what became of them, and how sure each table read is."""
    for path in sorted(made.glob("*.json"), key=lambda p: int(p.stem)):
        truth = json.loads(path.read_text())
        out = read / path.name
        reads = json.loads(out.read_text())["tables"] if out.exists() else []
        of = pairs(truth["tables"], reads)
        counts = Counter()
        states = []
        for i, t in enumerate(truth["tables"]):
            own = relations(t["cells"])
            counts["true"] += sum(own.values())
            if i in of:
                counts["common"] += sum((own & relations(reads[of[i]]["cells"])).values())
            state = "lost" if i not in of else "perfect" if is_perfect(t, reads[of[i]]) else "wrong"
            states.append((t["ruling"], state, reads[of[i]]["confidence"] if i in of else None))
        for k, r in enumerate(reads):
            counts["read"] += sum(relations(r["cells"]).values())
            if k not in of.values():
                states.append(("none", "false", r["confidence"]))
        yield truth, counts, states


def main():
    made, read = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    counts, by_ruling, said, pages, on_bare = Counter(), defaultdict(Counter), Counter(), 0, 0
    for truth, own, states in judged(made, read):
        pages += 1
        counts += own
        bad = []
        for ruling, state, sure in states:
            by_ruling["(no such table)" if state == "false" else ruling][state] += 1
            on_bare += state == "false" and not truth["tables"]
            said["perfect"] += state == "perfect"
            if sure is not None and sure >= SURE:
                said["sure"] += 1
                said["sure and perfect"] += state == "perfect"
            if state != "perfect":
                bad.append(f"{ruling}:{state}" + (f"@{sure:.2f}" if sure is not None else ""))
        if bad and "--each" in sys.argv:
            print(truth["seed"], truth["program"], truth["lang"], *bad)
    precision, recall = counts["common"] / max(1, counts["read"]), counts["common"] / max(1, counts["true"])
    for ruling, states in sorted(by_ruling.items()):
        print(f"  {ruling:16}", *(f"{state} {n}" for state, n in sorted(states.items())))
    tables = sum(n for ruling, states in by_ruling.items() for state, n in states.items() if state != "false")
    print(f"{pages} pages, {tables} tables: F1 {2 * precision * recall / max(1e-9, precision + recall):.4f} (precision {precision:.4f}, recall {recall:.4f}), "
          f"perfect {said['perfect']} ({said['perfect'] / tables:.3f}), false tables {by_ruling['(no such table)']['false']} ({on_bare} on pages without any)")
    print(f"said >= {SURE} sure: {said['sure']}, of these perfect {said['sure and perfect'] / max(1, said['sure']):.3f}; "
          f"of the perfect ones said so {said['sure and perfect'] / max(1, said['perfect']):.3f}")


if __name__ == "__main__":
    main()
