#!/usr/bin/env python3
# /// script
# dependencies = ["pillow", "numpy"]
# ///
"""Pictures without print: `negative.py FOLDER` draws dust.png (specks on a blank sheet of A4) and hills.jpg (a landscape with a house)."""
import sys

import numpy
from PIL import Image, ImageDraw
chance = numpy.random.default_rng(21)
dust = chance.random((2339, 1654)) >= 0.0004
Image.fromarray(dust).save(f'{sys.argv[1]}/dust.png', dpi=(200, 200), optimize=True)
# Hills under a bright sky, with windows of a house: shades without print.
width, height = 1600, 1200
x = numpy.linspace(0, 1, width)[None, :]; y = numpy.linspace(0, 1, height)[:, None]
hills = 0.55 + 0.12*numpy.sin(6*x) + 0.05*numpy.sin(19*x+1)
sky = 225 - 60*y; land = 70 + 50*(y-hills) + 12*numpy.sin(90*x*y)
shade = numpy.where(y < hills, sky, land) + chance.normal(0, 4, (height, width))
picture = Image.fromarray(numpy.clip(shade, 0, 255).astype('uint8'))
draw = ImageDraw.Draw(picture)
draw.rectangle((900, 620, 1300, 1000), fill=150)
draw.polygon([(860, 620), (1340, 620), (1100, 430)], fill=50)
for column in range(4):
    for row in range(3):
        draw.rectangle((940+column*90, 660+row*110, 990+column*90, 730+row*110), fill=60, outline=210, width=5)
picture.save(f'{sys.argv[1]}/hills.jpg', quality=40, dpi=(150, 150))
