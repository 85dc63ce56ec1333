#!/usr/bin/env python3
# /// script
# dependencies = ["pillow", "numpy"]
# ///
"""How many characters and numbers of table cells are read wrongly from pictures, and how many of them a finding names.

`cells.py JIXIAO MODELS [--dpi 200] [--noise SIGMA] [--blur RADIUS] [--pages 2] PDF…`: the pages of each PDF are drawn with pdftoppm,
treated, and read (`jixiao tables`); each cell is compared with the one that the PDF itself has at its place. White space is left out.
"""
import argparse
import difflib
import json
import pathlib
import re
import subprocess
import tempfile
import zlib

import numpy
from PIL import Image, ImageFilter

DOUBTS = {"ocr-number-doubtful", "ocr-character-doubtful"}
NUMBER = re.compile(r"\d[\d,.]*")


def tables(jixiao, models, path, out, *more):
    command = [jixiao, "tables", str(path), "-o", str(out), "--force", "--ocr-models", models, "--timeout", "600", *more]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (0, 2, 3), (done.returncode, done.stderr)
    return json.loads(out.read_text())


def cells(document, page):
    for table in document["tables"]:
        for cell in table["cells"]:
            if cell.get("place") and cell["place"].get("page") == page:
                yield cell["place"]["bbox"], re.sub(r"\s+", "", cell["text"])


def overlap(a, b):
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return across * down if across > 0 and down > 0 else 0.0


def distance(a, b):
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (x != y)))
        before = now
    return before[-1]


class Counts:
    def __init__(self):
        self.characters = self.errors = self.right = self.named_right = self.wrong = self.named_wrong = 0
        self.silent, self.named, self.mistakes = [], [], []

    def cell(self, box, want, got, findings):
        self.characters += len(want)
        errors = distance(want, got)
        self.errors += errors
        if errors:
            self.mistakes.append((want, got))
        here = [f["message"] for f in findings if overlap(f["place"]["bbox"], box) > 0]
        wanted, read = NUMBER.findall(want), NUMBER.findall(got)
        same = difflib.SequenceMatcher(None, wanted, read, autojunk=False).get_matching_blocks()
        right = [wanted[block.a + n] for block in same for n in range(block.size)]
        wrong = max(len(wanted), len(read)) - len(right)
        named = [number for number in right if any(number in message for message in here)]
        self.right += len(right)
        self.named_right += len(named)
        self.named += [(number, here) for number in named]
        self.wrong += wrong
        if here:
            self.named_wrong += wrong
        elif wrong:
            self.silent.append((want, got))


def compare(printed, read, page, counts):
    findings = [f for f in read["findings"] if f["code"] in DOUBTS and f.get("place", {}).get("page") == page]
    own = list(cells(read, page))
    for box, want in cells(printed, page):
        if want:
            best = max(own, key=lambda cell: overlap(cell[0], box), default=None)
            got = best[1] if best and overlap(best[0], box) > 0 else ""
            counts.cell(box, want, got, findings)


def treated(picture, chance, args):
    if args.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(args.blur))
    if args.noise:
        grey = numpy.asarray(picture, dtype=float) + chance.normal(0, args.noise, (picture.height, picture.width))
        picture = Image.fromarray(numpy.clip(grey, 0, 255).astype("uint8"))
    return picture


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jixiao")
    parser.add_argument("models")
    parser.add_argument("pdfs", nargs="+")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--noise", type=float, default=0)
    parser.add_argument("--blur", type=float, default=0)
    parser.add_argument("--pages", type=int, default=2)
    parser.add_argument("--details", action="store_true")
    args = parser.parse_args()
    total = Counts()
    for pdf in args.pdfs:
        counts = Counts()
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            printed = tables(args.jixiao, args.models, pdf, folder / "printed.json", "--ocr", "off")
            draw = ["pdftoppm", "-gray", "-r", str(args.dpi), "-l", str(args.pages), pdf, str(folder / "page")]
            subprocess.run(draw, check=True)
            for number, path in enumerate(sorted(folder.glob("page*.pgm")), 1):
                chance = numpy.random.default_rng(zlib.crc32(f"{pdf} {number}".encode()))
                png = folder / f"{number}.png"
                treated(Image.open(path).convert("L"), chance, args).save(png, dpi=(args.dpi, args.dpi))
                read = tables(args.jixiao, args.models, png, folder / "read.json")
                for thing in read["tables"]:
                    for cell in thing["cells"]:
                        cell.get("place") and cell["place"].update(page=number)
                for finding in read["findings"]:
                    finding.get("place") and "page" in finding["place"] and finding["place"].update(page=number)
                compare(printed, read, number, counts)
        print(f"{counts.errors:4}/{counts.characters:6} characters wrong, numbers: {counts.named_right}/{counts.right} right ones named, "
              f"{counts.named_wrong}/{counts.wrong} wrong ones named  {pathlib.Path(pdf).parent.name}", flush=True)
        for name in ("characters", "errors", "right", "named_right", "wrong", "named_wrong", "silent", "named", "mistakes"):
            setattr(total, name, getattr(total, name) + getattr(counts, name))
    if args.details:
        for name, pairs in [("silent", total.silent), ("named", total.named), ("mistake", total.mistakes)]:
            for pair in pairs:
                print(name, *pair, sep="  ")
    share = lambda part, whole: f"{part}/{whole} = {100 * part / max(whole, 1):.2f} %"
    print("characters wrong", share(total.errors, total.characters))
    print("right numbers named", share(total.named_right, total.right))
    print("wrong numbers named", share(total.named_wrong, total.wrong))


if __name__ == "__main__":
    main()
