"""Pages drawn by ReportLab, texts line by line, rules and fills by its tables."""
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Table as Drawn

from specs import halves

MARGIN = 45
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def wrapped(text, most):
    """Lines of at most so many halves of an em."""
    words = list(text) if any(ord(c) > 0x2e80 for c in text) else [w + " " for w in text.split(" ")]
    lines, line = [], ""
    for word in words:
        if line and halves(line + word.rstrip()) > most:
            lines.append(line.rstrip())
            line = ""
        line += word
    return lines + [line.rstrip()]


def drawn_table(table, font, bold):
    """The table as ReportLab has it, with its width and height."""
    grid = [[""] * table.cols for _ in range(table.rows)]
    pad = table.padding
    style = [("FONTSIZE", (0, 0), (-1, -1), table.size), ("LEADING", (0, 0), (-1, -1), table.size * 1.15), ("FONTNAME", (0, 0), (-1, -1), font),
             ("TOPPADDING", (0, 0), (-1, -1), pad), ("BOTTOMPADDING", (0, 0), (-1, -1), pad + 1), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
             ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4)]
    widths = [20.0] * table.cols
    for c in sorted(table.cells, key=lambda c: c.cols):
        at, to = (c.col, c.row), (c.col + c.cols - 1, c.row + c.rows - 1)
        face = bold if c.bold else font
        lines = wrapped(c.text, table.widths[c.col] if c.cols == 1 else sum(table.widths[c.col:c.col + c.cols]))
        grid[c.row][c.col] = "\n".join(lines)
        style += [("ALIGN", at, to, c.align.upper()), ("FONTNAME", at, to, face)]
        if at != to:
            style.append(("SPAN", at, to))
        if c.indent:
            style.append(("LEFTPADDING", at, to, 4 + table.size * c.indent))
        need = max(pdfmetrics.stringWidth(line, face, table.size) for line in lines) + 9 + table.size * c.indent
        own = range(c.col, c.col + c.cols)
        short = need - sum(widths[k] for k in own)
        for k in own if short > 0 else ():
            widths[k] += short / c.cols
    gap = {"none": 8, "booktabs": 5, "partial": 5, "zebra": 4}.get(table.ruling, 0)
    drawn = Drawn(grid, colWidths=[w + gap for w in widths], style=style + rules(table))
    return (drawn, *drawn.wrap(2000, 2000))


def rules(table):
    everything, head = ((0, 0), (-1, -1)), ((0, 0), (-1, table.head - 1))
    ends = [("LINEABOVE", (0, 0), (-1, 0), 1, black), ("LINEBELOW", (0, -1), (-1, -1), 1, black), ("LINEBELOW", (0, table.head - 1), (-1, table.head - 1), .5, black)]
    spans = [("LINEBELOW", (c.col, c.row), (c.col + c.cols - 1, c.row), .5, black) for c in table.cells if c.cols > 1]
    return {
        "grid": [("GRID", *everything, .5, black)],
        "lines": [("LINEBELOW", *everything, .5, black), ("LINEABOVE", (0, 0), (-1, 0), .5, black)],
        "booktabs": ends,
        "partial": ends + spans,
        "open-sides": [("INNERGRID", *everything, .5, black), ("LINEABOVE", (0, 0), (-1, 0), .5, black), ("LINEBELOW", (0, -1), (-1, -1), .5, black)],
        "inner-verticals": [("LINEAFTER", (0, 0), (-2, -1), .5, black), ("LINEBELOW", (0, table.head - 1), (-1, table.head - 1), .5, black)],
        "none": [],
        "zebra": [("ROWBACKGROUNDS", (0, table.head), (-1, -1), [white, HexColor("#dde6f0")]), ("BACKGROUND", *head, HexColor("#405a80")), ("TEXTCOLOR", *head, white)],
        "fills": [("BACKGROUND", *everything, HexColor("#e8e8e8")), ("BACKGROUND", *head, HexColor("#b0c4de")), ("GRID", *everything, 2, white)],
        "row-boxes": [("BOX", *everything, .5, black), ("LINEBELOW", *everything, .5, black)],
    }[table.ruling]


class Pen:
    """Draws blocks downwards from a height."""

    def __init__(self, path, lang):
        self.canvas = canvas.Canvas(str(path), pagesize=A4)
        self.font, self.bold = ("STSong-Light",) * 2 if lang == "zh" else ("Helvetica", "Helvetica-Bold")
        self.top = A4[1] - MARGIN

    def text(self, x, text, size=10, bold=False, centre=None):
        self.top -= size * 1.4
        self.canvas.setFont(self.bold if bold else self.font, size)
        if centre is None:
            self.canvas.drawString(x, self.top, text)
        else:
            self.canvas.drawCentredString(centre, self.top, text)

    def put_table(self, x, table):
        drawn, _, height = drawn_table(table, self.font, self.bold)
        self.top -= 6
        drawn.drawOn(self.canvas, x, self.top - height)
        self.top -= height + 4

    def put(self, blocks, x, width):
        for kind, what, *more in blocks:
            if kind in ("prose", "list"):
                for item in [what] if kind == "prose" else what:
                    for n, line in enumerate(wrapped(item, int(width / 5.2))):
                        self.text(x, ("• " if kind == "list" and n == 0 else "") + line)
                    self.top -= 4
            elif kind == "caption":
                self.text(x, what, centre=x + width / 2)
            elif kind == "title":
                self.text(x, what, 14, bold=True)
                self.top -= 6
            elif kind == "table":
                self.put_table(x, what)
            else:
                getattr(self, kind)(what, x, width, *more)

    def beside(self, tables, x, _width):
        start, low = self.top, self.top
        for table in tables:
            self.top = start
            self.put_table(x, table)
            x += drawn_table(table, self.font, self.bold)[1] + 26
            low = min(low, self.top)
        self.top = low

    def columns(self, sides, x, width):
        start, low = self.top, self.top
        for n, side in enumerate(sides):
            self.top = start
            self.put(side, x + n * (width * .52), width * .48)
            low = min(low, self.top)
        self.top = low

    def contents(self, rows, x, width, dots):
        for a, b, c in rows:
            self.text(x, a)
            self.canvas.drawString(x + 25, self.top, b + (" " + ". " * 25 if dots else ""))
            self.canvas.drawRightString(x + width, self.top, c)

    def bars(self, rows, x, _width, tall=False):
        if tall:
            base = self.top - 150
            for n, (label, value) in enumerate(rows):
                self.canvas.setFillColor(HexColor("#4472c4"))
                self.canvas.rect(x + n * 50, base, 28, value * 1.3, stroke=0, fill=1)
                self.canvas.setFillColor(black)
                self.canvas.setFont(self.font, 7)
                self.canvas.drawCentredString(x + n * 50 + 14, base - 10, label[:10])
                self.canvas.drawCentredString(x + n * 50 + 14, base + value * 1.3 + 3, f"{value:.1f}")
            self.top = base - 16
            return
        for label, value in rows:
            self.text(x, label)
            self.canvas.setFillColor(HexColor("#4472c4"))
            self.canvas.rect(x + 90, self.top - 2, value * 2.5, 9, stroke=0, fill=1)
            self.canvas.setFillColor(black)
            self.canvas.drawString(x + 96 + value * 2.5, self.top, f"{value:.1f}")

    def boxes(self, labels, x, _width):
        for n, label in enumerate(labels):
            left, bottom = x + n % 3 * 150, self.top - 40 - n // 3 * 70
            self.canvas.rect(left, bottom, 110, 30)
            self.canvas.setFont(self.font, 8)
            self.canvas.drawCentredString(left + 55, bottom + 11, label[:22])
            if n % 3 and n:
                self.canvas.line(left - 40, bottom + 15, left, bottom + 15)
        self.top -= 70 * (len(labels) + 2) // 3


def draw(path, lang, blocks):
    """Writes the page; whether all of it stands on the paper."""
    pen = Pen(path, lang)
    pen.put(blocks, MARGIN, A4[0] - 2 * MARGIN)
    pen.canvas.save()
    return pen.top > 20
