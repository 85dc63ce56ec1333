"""Makes pages with tables and their truth: python3 make.py OUT FIRST LAST [even|odd]. Needs reportlab, pypdf, Chromium.

For each seed OUT/SEED.pdf and OUT/SEED.json. Pages whose blocks do not fit on the paper are left out. Even seeds are those to look at while
the code is worked on; odd seeds are only ever scored.
"""
import json
import pathlib
import subprocess
import sys

from pypdf import PdfReader, PdfWriter

import html_pages
import reportlab_pages
from specs import make_page, tables_of

CHUNK = 60


def fits(table, width):
    """Whether what ReportLab makes of the table is no wider than that."""
    bold = "Helvetica-Bold" if table.lang == "en" else "STSong-Light"
    _, wide, high = reportlab_pages.drawn_table(table, "Helvetica" if table.lang == "en" else "STSong-Light", bold)
    return wide <= width and high <= 640


def room(blocks, width=505):
    """The width that is there for each table of the page."""
    for kind, what, *_ in blocks:
        if kind == "table":
            yield what, width
        elif kind == "beside":
            yield from ((t, width * .47) for t in what)
        elif kind == "columns":
            for side in what:
                yield from room(side, width * .48)


def chromium(pages, out):
    """Prints pages of HTML and parts the PDF; those that do not come out as one page each are printed alone or left out."""
    page = out / "pages.html"
    page.write_text(html_pages.pages_to_html([(f"p{seed}", lang, blocks) for seed, blocks, lang in pages]))
    printed = out / "pages.pdf"
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={printed}", str(page)],
                   check=True, capture_output=True)
    reader = PdfReader(printed)
    assert len(reader.pages) in (len(pages), len(pages) + 1), (len(reader.pages), len(pages))
    for (seed, _, _), one in zip(pages, reader.pages):
        writer = PdfWriter()
        writer.add_page(one)
        writer.write(out / f"{seed}.pdf")
    page.unlink()
    printed.unlink()


def main():
    out, first, last = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    half = sys.argv[4] if len(sys.argv) > 4 else None
    out.mkdir(parents=True, exist_ok=True)
    html, made = [], 0
    for seed in range(first, last):
        if half and seed % 2 != (half == "odd"):
            continue
        blocks, lang, program = make_page(seed)
        if not all(fits(t, width) for t, width in room(blocks)):
            continue
        if not reportlab_pages.draw(out / f"{seed}.pdf", lang, blocks):
            (out / f"{seed}.pdf").unlink()
            continue
        if program == "html":
            html.append((seed, blocks, lang))
        truth = dict(seed=seed, program=program, lang=lang, tables=[t.truth() for t in tables_of(blocks)])
        (out / f"{seed}.json").write_text(json.dumps(truth, ensure_ascii=False))
        made += 1
    for n in range(0, len(html), CHUNK):
        chromium(html[n:n + CHUNK], out)
    print(made, "pages")


main()
