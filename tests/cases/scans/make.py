#!/usr/bin/env python3
"""Pages of a PDF as pictures: `make.py IN.pdf OUT.pdf [DPI]`. Draws with pdftoppm (poppler-utils), greys, JPEG of quality 45."""
import pathlib
import struct
import subprocess
import sys
import tempfile


def size(jpeg):
    """Height, width and colours of a JPEG, from its frame header."""
    at = 2
    while True:
        marker, length = struct.unpack(">HH", jpeg[at:at + 4])
        if 0xFFC0 <= marker <= 0xFFC2:
            return struct.unpack(">HHB", jpeg[at + 5:at + 10])
        at += 2 + length


def pictures_to_pdf(pages, dpi):
    """A PDF of JPEGs, a page each."""
    kids = " ".join(f"{3 * n + 3} 0 R" for n in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    for n, jpeg in enumerate(pages):
        height, width, colours = size(jpeg)
        space = b"/DeviceGray" if colours == 1 else b"/DeviceRGB"
        x, y = width * 72 / dpi, height * 72 / dpi
        draw = f"q {x:.2f} 0 0 {y:.2f} 0 0 cm /I Do Q".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {x:.2f} {y:.2f}] /Contents {3 * n + 4} 0 R "
            f"/Resources << /XObject << /I {3 * n + 5} 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw),
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 "
            b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, space, len(jpeg), jpeg),
        ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def main(source, target, dpi=200):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-jpeg", "-jpegopt", "quality=45", source, f"{folder}/page"],
                       check=True)
        pages = [path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir())]
    pathlib.Path(target).write_bytes(pictures_to_pdf(pages, dpi))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
