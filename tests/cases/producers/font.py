"""Makes forms.ttf for draw.mjs and draw.py: a font of boxes with the characters of forms.json, so that no foreign font is in the PDFs.

Needs fonttools==4.68.0. usage: python3 font.py OUT.ttf
"""
import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

text = (Path(__file__).parent / "forms.json").read_text(encoding="utf-8")
chars = sorted({c for c in text if c > " "} | {chr(c) for c in range(33, 127)} | {"第", "页", "共"})
wide = {c: ord(c) >= 0x2000 for c in chars}


def box(width):
    pen = TTGlyphPen(None)
    for n, point in enumerate([(60, -60), (60, 780), (width - 60, 780), (width - 60, -60)]):
        (pen.moveTo if n == 0 else pen.lineTo)(point)
    pen.closePath()
    return pen.glyph()


names = {c: f"u{ord(c):04X}" for c in chars}
glyphs = {".notdef": box(1000), "space": TTGlyphPen(None).glyph()}
glyphs.update({names[c]: box(1000 if wide[c] else 500) for c in chars})
widths = {".notdef": (1000, 60), "space": (500, 0)}
widths.update({names[c]: (1000 if wide[c] else 500, 60) for c in chars})
fb = FontBuilder(1000, isTTF=True)
fb.setupGlyphOrder(list(glyphs))
fb.setupCharacterMap({32: "space", 0xA0: "space", 0x3000: "space", **{ord(c): names[c] for c in chars}})
fb.setupGlyf(glyphs)
fb.setupHorizontalMetrics(widths)
fb.setupHorizontalHeader(ascent=880, descent=-120)
fb.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "fullName": "Boxes", "psName": "Boxes"})
fb.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
fb.setupPost()
fb.save(sys.argv[1])
