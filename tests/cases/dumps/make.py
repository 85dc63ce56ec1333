#!/usr/bin/env python3
"""Text dumps of the PDFs of a corpus, as eight extractors print them, as a corpus for score.py.

usage: make.py CORPUS OUT [EXTRACTOR…]

CORPUS is a folder of cases (input.pdf, expected.json), OUT gets a folder of cases for each extractor. Wanted: pdftotext
(poppler-utils), mutool (mupdf-tools), Java with Debian's libpdfbox2-java, pdfminer.six and pdfplumber for this Python.
`score` beside this file scores what was made.
"""
import glob
import shutil
import subprocess
import sys
from pathlib import Path

PDFBOX = ":".join(
    glob.glob("/usr/share/java/pdfbox2*.jar")
    + [f"/usr/share/java/{name}.jar" for name in ("fontbox2", "commons-logging", "bcprov", "bcmail", "bcpkix", "bcutil", "commons-io")]
)


def printed(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=300).stdout.decode("utf-8", "replace")


def pdfbox(pdf, *options):
    return printed(["java", "-cp", PDFBOX, "org.apache.pdfbox.tools.PDFBox", "ExtractText", "-console", "-encoding", "UTF-8", *options, pdf])


def pdfminer(pdf):
    from pdfminer.high_level import extract_text

    return extract_text(pdf)


def pdfplumber(pdf):
    import pdfplumber

    with pdfplumber.open(pdf) as opened:
        return "\f".join(page.extract_text() or "" for page in opened.pages)


EXTRACTORS = {
    "raw": lambda pdf: printed(["pdftotext", "-raw", pdf, "-"]),
    "layout": lambda pdf: printed(["pdftotext", "-layout", pdf, "-"]),
    "plain": lambda pdf: printed(["pdftotext", pdf, "-"]),
    "mutool": lambda pdf: printed(["mutool", "draw", "-q", "-F", "txt", pdf]),
    "pdfbox": lambda pdf: pdfbox(pdf),
    "pdfbox-sort": lambda pdf: pdfbox(pdf, "-sort"),
    "pdfminer": pdfminer,
    "pdfplumber": pdfplumber,
}


def main(corpus, out, *wanted):
    for name in wanted or EXTRACTORS:
        for case in sorted(Path(corpus).iterdir()):
            pdf = case / "input.pdf"
            if not pdf.is_file():
                continue
            text = EXTRACTORS[name](str(pdf))
            if not text.strip():
                print(f"{name} prints nothing of {case.name}", file=sys.stderr)
                continue
            to = Path(out, name, case.name)
            to.mkdir(parents=True, exist_ok=True)
            (to / "input.txt").write_text(text, encoding="utf-8")
            shutil.copy(case / "expected.json", to)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 2 else sys.exit(__doc__)
