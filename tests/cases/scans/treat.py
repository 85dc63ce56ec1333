#!/usr/bin/env python3
# /// script
# dependencies = ["pillow", "numpy"]
# ///
"""Cases of scans from a corpus of PDFs whose content is known: `treat.py CORPUS OUT` writes OUT/seen and OUT/kept, each a corpus.

Every page is drawn with pdftoppm and treated as scanners, copiers, fax machines and cameras do; each source gets four treatments, so
that every treatment has several sources. Odd cases go to `kept`, the half that is not looked at while the program is built. Nothing is
left to chance that is not seeded by the name of the case.
"""
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zlib

import numpy
from PIL import Image, ImageDraw

from make import pictures_to_pdf

SOURCES = """
digital/flat-calc producers/p-flat-gnumeric-fit producers/p-list-gnumeric-fit wild/c11-tianjin-court-grid-pdf
wild/c12-yunnan-selfeval-grid-pdf wild/c13-transfer-selfeval-grid-pdf wild/c18-anhui-twosided-grid-pdf
wild/c19-henan-class-columns-grid-pdf wild/c31-beijing-2015-grid-pdf wild/c32-hubei-three-year-values-grid-pdf
digital/004-calc-ruled wild/r3-grid-shizuishan-2020-fit wild/c36-national-dept-selfeval-grid-pdf wild/r3-grid-kangyi-2020-fit
wild/r3-grid-zhalaite-2025-fit wild/r3-grid-tianchang-2022-fit wild/r3-grid-xiaoxian-2023-fit
""".split()
# Name, resolution, format.
TREATMENTS = [
    ("straight-200", 200, "png"), ("skew-03", 200, "pdf"), ("jpeg-60", 200, "jpg"), ("turned-90", 200, "png"),
    ("straight-300", 300, "pdf"), ("skew-10", 200, "jpg"), ("noise", 200, "png"), ("photo", 300, "jpg"),
    ("straight-150", 150, "png"), ("skew-20", 200, "png"), ("light", 200, "jpg"), ("fax", 200, "tif"),
    ("stamp", 200, "jpg"), ("jpeg-40", 200, "pdf"), ("turned-180", 200, "jpg"), ("broken", 200, "png"),
    ("small", 300, "png"), ("turned-270", 200, "tif"),
]


def noise(picture, chance, sigma):
    grey = numpy.asarray(picture, dtype=float) + chance.normal(0, sigma, (picture.height, picture.width, 1))
    specks = chance.random((picture.height, picture.width)) < 0.0004
    grey[specks] = 40
    return Image.fromarray(numpy.clip(grey, 0, 255).astype("uint8"))


def light(picture, strength):
    x = numpy.linspace(0, 1, picture.width)[None, :, None]
    y = numpy.linspace(0, 1, picture.height)[:, None, None]
    shade = 1 - strength * (0.6 * x + 0.4 * y * y)
    return Image.fromarray((numpy.asarray(picture, dtype=float) * shade).astype("uint8"))


def stamp(picture, chance):
    size = picture.width // 5
    left, top = (int(chance.integers(0, side - size)) for side in picture.size)
    seal = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(seal)
    draw.ellipse((left, top, left + size, top + size), outline=(220, 40, 40, 150), width=max(3, size // 30))
    middle, radius = (left + size / 2, top + size / 2), size / 5
    star = [(middle[0] + radius * (1, 0.4)[n % 2] * math.sin(n * math.pi / 5),
             middle[1] - radius * (1, 0.4)[n % 2] * math.cos(n * math.pi / 5)) for n in range(10)]
    draw.polygon(star, fill=(220, 40, 40, 150))
    return Image.alpha_composite(picture.convert("RGBA"), seal).convert("RGB")


def broken(picture, chance):
    """Small white gaps all over the page, which break its ruling lines."""
    dots = numpy.asarray(picture).copy()
    for _ in range(picture.width * picture.height // 9000):
        x, y = int(chance.integers(0, picture.width)), int(chance.integers(0, picture.height))
        dots[y:y + 1, x:x + 2] = 255
    return Image.fromarray(dots)


def photo(picture, chance):
    """Seen from a little aside, in the shadow of the one who holds the camera."""
    width, height = picture.size
    off = lambda side: float(chance.uniform(0.005, 0.018)) * side
    corners = [(off(width), off(height)), (width - off(width), off(height)), (width - off(width), height - off(height)),
               (off(width), height - off(height))]
    plain = [(0, 0), (width, 0), (width, height), (0, height)]
    rows = []
    for (x, y), (u, v) in zip(corners, plain):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    wanted = numpy.array([side for corner in plain for side in corner], dtype=float)
    shape = numpy.linalg.solve(numpy.array(rows), wanted)
    turned = picture.transform(picture.size, Image.PERSPECTIVE, shape, Image.BICUBIC, fillcolor=(90, 80, 70))
    return light(turned, 0.45)


def treat(picture, name, chance):
    if name.startswith("skew"):
        return picture.rotate(int(name[-2:]) / 10 * (1 if chance.random() < 0.5 else -1), Image.BICUBIC, fillcolor=(255, 255, 255))
    if name.startswith("turned"):
        return picture.rotate(-int(name.split("-")[1]), expand=True)
    if name == "noise":
        return noise(picture, chance, 18)
    if name == "light":
        return light(noise(picture, chance, 5), 0.4)
    if name == "stamp":
        return stamp(picture, chance)
    if name == "fax":
        return picture.convert("L").point(lambda shade: 255 if shade > 150 else 0).convert("1")
    if name == "broken":
        return broken(picture, chance)
    if name == "photo":
        return photo(picture, chance)
    if name == "small":
        small = picture.resize((picture.width * 7 // 10, picture.height * 7 // 10), Image.LANCZOS)
        page = Image.new("RGB", picture.size, (255, 255, 255))
        page.paste(small, (picture.width // 8, picture.height // 8))
        return page
    return picture


def save(pages, target, name, dpi, form):
    quality = int(name[-2:]) if name.startswith("jpeg") else 75
    first, *rest = pages
    if form == "tif":
        coding = "group4" if name == "fax" else "tiff_lzw"
        first.save(target, compression=coding, dpi=(dpi, dpi), save_all=True, append_images=rest)
    elif form == "png" and not rest:
        first.save(target, dpi=(dpi, dpi), compress_level=3)
    elif form == "jpg" and not rest:
        first.save(target, quality=quality, dpi=(dpi, dpi))
    else:
        with tempfile.TemporaryDirectory() as folder:
            paths = [pathlib.Path(folder) / f"{n}.jpg" for n in range(len(pages))]
            for page, path in zip(pages, paths):
                page.save(path, quality=quality)
            target.write_bytes(pictures_to_pdf([path.read_bytes() for path in paths], dpi))


def draw(source, dpi):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(dpi), source, f"{folder}/page"], check=True)
        return [Image.open(path).convert("RGB") for path in sorted(pathlib.Path(folder).iterdir())]


def main(corpus, out):
    number = 0
    for at, source in enumerate(SOURCES):
        for turn in range(4):
            name, dpi, form = TREATMENTS[(4 * at + turn) % len(TREATMENTS)]
            number += 1
            case = f"{pathlib.Path(source).name}-{name}"
            chance = numpy.random.default_rng(zlib.crc32(case.encode()))
            pages = [treat(page, name, chance) for page in draw(f"{corpus}/{source}/input.pdf", dpi)]
            folder = pathlib.Path(out) / ("kept" if (number + at) % 2 else "seen") / case
            folder.mkdir(parents=True, exist_ok=True)
            form = form if len(pages) == 1 or form == "tif" else "pdf"
            save(pages, folder / f"input.{form}", name, dpi, form)
            shutil.copy(f"{corpus}/{source}/expected.json", folder / "expected.json")
    print(number, "cases")


if __name__ == "__main__":
    main(*sys.argv[1:])
