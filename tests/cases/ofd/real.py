"""Reads OFD files that other programs wrote, and compares.

usage: real.py JIXIAO FOLDER [--update]

FOLDER holds signout.ofd, z.ofd, SignScaleError.ofd and path_unstd.ofd of github.com/ofdrw/ofdrw at 7459e350 (Apache-2.0; no copy of
them is kept here). Of each the characters are compared with those of the TextCode elements in the order in which the pages, their
templates and annotations name them, read here without a word of the reader; and the grids of the tables with real.txt, which was
compared with the drawn pages: rows, columns, and of each cell its place, its spans and a digest of its text. Exits with 1 where a
file has less than 0.99 of its characters, or another grid.
"""

import collections
import hashlib
import html
import json
import pathlib
import re
import subprocess
import sys
import zipfile

FILES = ["SignScaleError.ofd", "path_unstd.ofd", "signout.ofd", "z.ofd"]
LEAST = 0.99


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found and found[1]


def characters(path):
    """The characters of the TextCodes of all pages, in order."""
    package = zipfile.ZipFile(path)
    names = {name.lstrip("/").lower(): name for name in package.namelist()}

    def part(name, beside="Doc_0/"):
        name = name if name.startswith("/") else beside + name
        return package.read(names[name.lstrip("/").lower()]).decode()

    document = part("Document.xml")
    tags = re.findall(r"<(?:ofd:)?TemplatePage\b[^>]*>", document)
    templates = {attribute(tag, "ID"): attribute(tag, "BaseLoc") for tag in tags}
    parts = []
    for tag in re.findall(r"<(?:ofd:)?Page\s[^>]*BaseLoc[^>]*>", document):
        page = part(attribute(tag, "BaseLoc"))
        used = re.findall(r'TemplateID="(\d+)"', page)
        parts += [part(templates[number]) for number in used] + [page]
    parts += [package.read(name).decode() for name in names.values() if name.endswith("Annotation.xml")]
    texts = [text for page in parts for text in re.findall(r"<(?:ofd:)?TextCode[^>]*>(.*?)</", page, re.S)]
    plain = [html.unescape(re.sub(r"<!\[CDATA\[(.*?)\]\]>", r"\1", text, flags=re.S)) for text in texts]
    return [c for text in plain for c in text if not c.isspace()]


def f1(wanted, found):
    both = sum((collections.Counter(wanted) & collections.Counter(found)).values())
    return 2 * both / max(1, len(wanted) + len(found))


def run(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


def grids(document):
    lines = []
    for table in document["tables"]:
        lines.append(f"  page {table['page']}: {table['rows']} x {table['cols']}")
        for cell in table["cells"]:
            text = "".join(cell["text"].split())
            digest = hashlib.sha256(text.encode()).hexdigest()[:8] if text else "-"
            at = [cell[side] for side in ("row", "col", "row_span", "col_span")]
            lines.append("    " + " ".join(map(str, [*at, len(text), digest])))
    return lines


def main():
    program, folder, *more = sys.argv[1:]
    kept = pathlib.Path(__file__).with_suffix(".txt")
    lines, low = [], []
    for name in FILES:
        path = str(pathlib.Path(folder, name))
        wanted = characters(path)
        found = [c for c in run(program, "inspect", "--text", path) if not c.isspace()]
        score = f1(wanted, found)
        print(f"{name}: {len(wanted)} characters, F1 {score:.4f}")
        low += [name] if score < LEAST else []
        lines += [name, *grids(json.loads(run(program, "tables", path)))]
    text = "\n".join(lines) + "\n"
    if "--update" in more:
        kept.write_text(text)
    differs = text != kept.read_text()
    print("grids: " + ("other than in real.txt" if differs else "as in real.txt"))
    sys.exit(1 if low or differs else 0)


if __name__ == "__main__":
    main()
