#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever extracts rare Chinese characters (names of people and places above U+FFFF) from PDFs drawn by ReportLab: its
# ToUnicode map writes such a character as five hexadecimal digits (20BB7) instead of a UTF-16 surrogate pair, so readers take two
# bytes of it for another, harmless looking character, and say nothing. The font comes from Debian's package fonts-hanazono.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v pdftotext >/dev/null || apt-get install -y -qq poppler-utils >/dev/null
[ -d /usr/share/fonts/truetype/hanazono ] || apt-get install -y -qq fonts-hanazono >/dev/null
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check reportlab==5.1.0 pdfminer.six==20260107 pymupdf==2.0
venv/bin/python - <<'PY'
import re
import subprocess
from importlib.metadata import version
import pymupdf
from pdfminer.high_level import extract_text
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

pdfmetrics.registerFont(TTFont("Rare", "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"))
page = canvas.Canvas("rare.pdf", pageCompression=0)
page.setFont("Rare", 20)
page.drawString(72, 700, "\U00020BB7")
page.save()
codes = re.findall(rb"<20BB7>", open("rare.pdf", "rb").read())
read = {
    "pdfminer.six " + version("pdfminer.six"): extract_text("rare.pdf").strip(),
    "PyMuPDF " + version("pymupdf"): pymupdf.open("rare.pdf")[0].get_text().strip(),
    "poppler": subprocess.run(["pdftotext", "rare.pdf", "-"], capture_output=True, text=True, check=True).stdout.strip(),
}
print("ReportLab", version("reportlab"), "map entries of five digits:", len(codes))
for reader, text in read.items():
    print(reader, [f"U+{ord(c):04X}" for c in text])
assert codes, "ReportLab writes surrogate pairs now"
assert all("\U00020BB7" not in text for text in read.values()), "a reader takes five digits for one character now"
PY
