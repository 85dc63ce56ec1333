#!/usr/bin/env python3
"""Another recogniser in the place of our own: `peer.py tesseract|rapidocr JIXIAO INPUT OUTPUT`.

Pages are drawn with pdftoppm at 200 dots an inch (picture files are taken as they are) and read page-wise; what was read is handed to
`jixiao convert` as a text dump, so that the scorer compares like with like. rapidocr 3 (pip) brings its models with it.
"""
import pathlib
import subprocess
import sys
import tempfile


def tesseract(pages):
    for page in pages:
        done = subprocess.run(["tesseract", str(page), "-", "-l", "chi_sim", "--psm", "3"], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"tesseract ended with {done.returncode}: {done.stderr}")
        yield done.stdout


def rapidocr(pages):
    from rapidocr import RapidOCR
    engine = RapidOCR()
    for page in pages:
        read = engine(str(page))
        lines = []
        boxes = read.boxes if read.boxes is not None else []
        for box, text in sorted(zip(boxes, read.txts or []), key=lambda pair: (pair[0][:, 1].mean(), pair[0][:, 0].min())):
            middle, height = box[:, 1].mean(), box[:, 1].max() - box[:, 1].min()
            if lines and abs(lines[-1][0] - middle) < height / 2:
                lines[-1][1].append((box[:, 0].min(), text))
            else:
                lines.append((middle, [(box[:, 0].min(), text)]))
        yield "\n".join("  ".join(text for _, text in sorted(line)) for _, line in lines)


def main(engine, jixiao, source, target):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        pages = [pathlib.Path(source)]
        if source.endswith(".pdf"):
            subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", source, f"{folder}/page"], check=True)
            pages = sorted(folder.glob("page*.png"))
        text = folder / "read.txt"
        text.write_text("\f\n".join({"tesseract": tesseract, "rapidocr": rapidocr}[engine](pages)))
        sys.exit(subprocess.run([jixiao, "convert", str(text), "-o", target]).returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
