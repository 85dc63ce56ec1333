#!/usr/bin/env python3
"""Writes shapes.txt and sounds.txt anew: which characters look alike, and which sound alike.

usage: alike.py SANS_FONT SERIF_FONT      (of Debian's fonts-noto-cjk: NotoSansCJK-Regular.ttc NotoSerifCJK-Regular.ttc)

Needs numpy, pillow, pypinyin 0.55.0 (MIT: sounds) and jieba 0.42.1 (MIT: how often a character is used), all by pip.
"""

import collections
import os
import sys

import jieba
import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypinyin import Style, pinyin

# Characters that are compared: of those of GB 2312 the ones used most.
MOST_USED = 6000
# The simplified Chinese face among those of the font files.
FACE = 2
# Pixels a side: strokes of a dense character are still apart.
SIZE = 32
# Pixels: strokes that lie beside each other by less are alike.
BLUR = 1.0
# Of a character so many others at most.
NEAREST = 10
# Cosine of two pictures, mean of both fonts: below, others do not see them as alike.
NEAR = 0.825


def characters():
    used = collections.Counter()
    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8") as words:
        for line in words:
            word, times, *_ = line.split()
            for c in word:
                used[c] += int(times)
    known = {
        bytes([row, column]).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for column in range(0xA1, 0xFF)
    }
    ranked = sorted((c for c in used if c in known), key=lambda c: (-used[c], c))
    return sorted(ranked[:MOST_USED])


def pictures(chosen, file):
    font = ImageFont.truetype(file, SIZE, index=FACE)
    drawn = []
    for c in chosen:
        # In the middle of a frame that no character leaves.
        picture = Image.new("L", (2 * SIZE, 2 * SIZE))
        ImageDraw.Draw(picture).text((SIZE, SIZE), c, font=font, fill=255, anchor="mm")
        frame = picture.crop((SIZE // 2 - 2, SIZE // 2 - 2, SIZE + SIZE // 2 + 2, SIZE + SIZE // 2 + 2))
        drawn.append(numpy.asarray(frame.filter(ImageFilter.GaussianBlur(BLUR)), dtype=numpy.float32).ravel())
    drawn = numpy.stack(drawn)
    return drawn / numpy.linalg.norm(drawn, axis=1, keepdims=True)


def main(fonts):
    here = os.path.dirname(os.path.abspath(__file__))
    chosen = characters()
    likeness = sum(p @ p.T for p in (pictures(chosen, font) for font in fonts)) / len(fonts)
    numpy.fill_diagonal(likeness, -1)
    with open(os.path.join(here, "shapes.txt"), "w", encoding="utf-8") as out:
        out.write(
            f"# A character and those that look like it: of {MOST_USED:,} characters the {NEAREST} whose drawn pictures are nearest, where these are near.\n"
            "# Written by alike.py, of Noto Sans CJK SC and Noto Serif CJK SC.\n"
        )
        for c, row in zip(chosen, likeness):
            near = [i for i in numpy.argsort(-row, kind="stable")[:NEAREST] if row[i] >= NEAR]
            if near:
                out.write(c + "".join(chosen[i] for i in near) + "\n")
    by_sound = collections.defaultdict(str)
    for c in chosen:
        by_sound[pinyin(c, style=Style.NORMAL)[0][0]] += c
    with open(os.path.join(here, "sounds.txt"), "w", encoding="utf-8") as out:
        out.write(
            f"# Characters of one sound without its tone, a sound a line, of the same {MOST_USED:,}.\n"
            "# Written by alike.py, by the sounds of pypinyin 0.55.0 (MIT).\n"
        )
        for _, alike in sorted(by_sound.items()):
            if len(alike) > 1:
                out.write(alike + "\n")


if __name__ == "__main__":
    main(sys.argv[1:3]) if len(sys.argv) == 3 else sys.exit(__doc__)
