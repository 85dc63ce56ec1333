#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever reads wide sheets that were shrunk to fit their paper: below some 6 pt of pitch, two lines of a cell and a one-line
# cell centred beside them are one line to pdfplumber (each within its 3 pt of the next), and the characters of the two lines are dealt
# into each other one by one. No word is left, nothing is raised; pypdfium2 reads the same page as it is printed.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fpdf2==2.8.4 pdfplumber==0.11.10 pypdfium2==5.15.2
venv/bin/python - <<'PY'
from importlib.metadata import version
import fpdf
import pdfplumber
import pypdfium2

LINES = ["Lectures on law held in villages", "at least 24 times in 2024"]
read = {}
for pitch in [5.5, 7.0]:
    pdf = fpdf.FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=pitch - 0.5)
    pdf.text(50, 100 + pitch / 2, "T01")
    for number, line in enumerate(LINES):
        pdf.text(100, 100 + number * pitch, line)
    pdf.output("page.pdf")
    with pdfplumber.open("page.pdf") as opened:
        read[pitch] = opened.pages[0].extract_text()
        tight = opened.pages[0].extract_text(y_tolerance=1)
    other = pypdfium2.PdfDocument("page.pdf")[0].get_textpage().get_text_range()
    print(f"pitch {pitch} pt: pdfplumber {version('pdfplumber')} {read[pitch]!r}, y_tolerance=1 {tight!r}, pypdfium2 {other!r}")
    assert all(line in other and line in tight for line in LINES)
assert all(line in read[7.0] for line in LINES)
assert all(word not in read[5.5].split() for line in LINES for word in line.split() if len(word) > 2 and word != "villages")
PY
