"""Makes the PDFs of this folder: python3 make.py. Plain content streams, Helvetica, no compression, so that they can be read."""
from pathlib import Path

HERE = Path(__file__).parent
W, H = 400, 300


class Page:
    """Draws with the origin at the top left, y downwards."""

    def __init__(self):
        self.ops, self.mcid = [], 0

    def text(self, x, y, text, size=9, tag=None, turn=False):
        text = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        matrix = f"0 1 -1 0 {x} {H - y}" if turn else f"1 0 0 1 {x} {H - y}"
        show = f"BT /F1 {size} Tf {matrix} Tm ({text}) Tj ET"
        if tag:
            show = f"/{tag} <</MCID {self.mcid}>> BDC {show} EMC"
            self.mcid += 1
        self.ops.append(show)
        return self.mcid - 1

    def line(self, x0, y0, x1, y1, width=0.5):
        self.ops.append(f"{width} w {x0} {H - y0} m {x1} {H - y1} l S")

    def box(self, x0, y0, x1, y1):
        self.ops.append(f"0.5 w {x0} {H - y1} {x1 - x0} {y1 - y0} re S")

    def fill(self, x0, y0, x1, y1, grey=0.6):
        self.ops.append(f"{grey} g {x0} {H - y1} {x1 - x0} {y1 - y0} re f 0 g")


def write(name, pages, tree=None):
    """tree: nested (type, attributes, kids), a leaf is (page number, mcid)."""
    objects = ["", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]

    def add(text):
        objects.append(text)
        return len(objects)

    numbers = []
    for page in pages:
        stream = "\n".join(page.ops)
        content = add(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        numbers.append(add(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {W} {H}]/Resources<</Font<</F1 3 0 R>>>>/Contents {content} 0 R>>"))
    objects[1] = f"<</Type/Pages/Count {len(numbers)}/Kids[{' '.join(f'{n} 0 R' for n in numbers)}]>>"

    def element(node, parent):
        kind, attributes, kids = node
        own = add("")
        refs = []
        for kid in kids:
            if isinstance(kid[0], int):
                refs.append(f"<</Type/MCR/Pg {numbers[kid[0] - 1]} 0 R/MCID {kid[1]}>>")
            else:
                refs.append(f"{element(kid, own)} 0 R")
        extra = f"/A<</O/Table {attributes}>>" if attributes else ""
        objects[own - 1] = f"<</Type/StructElem/S/{kind}/P {parent} 0 R{extra}/K[{' '.join(refs)}]>>"
        return own

    marked = ""
    if tree:
        root = add("")
        top = element(tree, root)
        objects[root - 1] = f"<</Type/StructTreeRoot/K {top} 0 R>>"
        marked = f"/StructTreeRoot {root} 0 R/MarkInfo<</Marked true>>"
    objects[0] = f"<</Type/Catalog/Pages 2 0 R{marked}>>"
    out, offsets = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{text}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{o:010} 00000 n \n".encode() for o in offsets)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    (folder / "input.pdf").write_bytes(out)


ROWS = [["Region", "Staff", "Cost"], ["North", "12", "340.5"], ["South", "7", "198.0"], ["East", "31", "1,020.4"]]
XS, YS = [40, 140, 220, 320], [60, 80, 100, 120, 140]


def texts(page, rows=ROWS, xs=XS, ys=YS):
    for row, y in zip(rows, ys):
        for text, x in zip(row, xs):
            if text:
                page.text(x + 4, y + 13, text)


def grid(page, xs=XS, ys=YS):
    for y in ys:
        page.line(xs[0], y, xs[-1], y)
    for x in xs:
        page.line(x, ys[0], x, ys[-1])


def rules():
    page = Page()
    texts(page)
    for n, y in enumerate(YS):  # pieces with gaps, a little off each other, some drawn twice, some too long
        for a, b in zip(XS, XS[1:]):
            page.line(a - 0.6, y + 0.4 * (n % 2), b - 1.5, y + 0.4 * (n % 2))
        page.line(XS[0] + 30, y + 0.2, XS[1] + 30, y + 0.2)
    for n, x in enumerate(XS):
        for a, b in zip(YS, YS[1:]):
            page.line(x + 0.3 * (n % 2), a + 1.2, x + 0.3 * (n % 2), b + 0.5)
    write("broken-rules", [page])

    page = Page()
    texts(page)
    for y in YS[1:-1]:
        page.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        page.line(x, YS[0], x, YS[-1])
    write("no-outer-border", [page])

    page = Page()
    texts(page)
    for off in (0, 2):
        grid(page, [x + off for x in XS], [y + off for y in YS])
    write("double-lines", [page])

    page = Page()
    texts(page)
    for y in YS:
        page.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        page.line(x, YS[0], x, YS[-1])
    write("open-sides", [page])

    page = Page()
    page.text(120, 50, "Table 1. Staff and cost")
    page.box(20, 30, 380, 200)
    page.box(24, 34, 376, 196)
    texts(page)
    grid(page)
    page.text(44, 180, "Source: own counts, rounded to tens.")
    write("nested-boxes", [page])

    page = Page()
    rows = [["Region", "Staff", "Cost"], ["North and north-eastern islands", "", "340.5"], ["South", "7", "198.0"], ["East", "31", "1,020.4"]]
    texts(page, rows)
    grid(page)
    write("text-over-a-rule", [page])

    page = Page()
    for shift in (0, 180):
        xs = [20 + shift, 90 + shift, 130 + shift, 180 + shift]
        texts(page, ROWS, xs)
        grid(page, xs)
    write("side-by-side", [page])


PROSE = ["The office counts its staff at the end of each year. Where posts are", "shared between regions they are counted in the region that pays for",
         "them, and cost follows the post. Temporary staff is left out, as are", "posts that stood empty for more than half of the year. See also the",
         "notes at the end of this part, and the table of the year before."]


def no_tables():
    page = Page()
    page.box(30, 40, 370, 130)
    for n, line in enumerate(PROSE):
        page.text(38, 58 + 14 * n, line)
    write("box-round-prose", [page])

    page = Page()
    for n, line in enumerate(PROSE * 3):
        left, right = line[:36], line[30:]
        page.text(20, 30 + 12 * n, left, 8)
        page.text(210, 30 + 12 * n, right, 8)
    write("two-columns-of-prose", [page])

    page = Page()
    for n, line in enumerate(PROSE):
        page.text(40, 50 + 30 * n, "\x95")
        page.text(54, 50 + 30 * n, line)
        page.text(54, 62 + 30 * n, PROSE[(n + 2) % 5][:40])
    write("bulleted-list", [page])

    page = Page()
    for n, (head, number) in enumerate([("Introduction", "1"), ("Scope of the survey", "4"), ("Methods and their limits", "9"), ("Results", "15"), ("References", "42")]):
        page.text(40, 60 + 16 * n, f"{n + 1}  {head} " + "." * (70 - len(head)))
        page.text(350, 60 + 16 * n, number)
    write("table-of-contents", [page])

    page = Page()
    page.line(60, 40, 60, 200)
    page.line(60, 200, 360, 200)
    for n in range(6):
        page.line(57, 40 + 32 * n, 60, 40 + 32 * n)
        page.text(34, 43 + 32 * n, f"{50 - 10 * n}.0", 7)
    for n, year in enumerate(range(2015, 2021)):
        x = 80 + 46 * n
        page.line(x + 10, 200, x + 10, 203)
        page.fill(x, 60 + 15 * n, x + 9, 200)
        page.fill(x + 11, 90 + 9 * n, x + 20, 200, 0.3)
        page.text(x, 57 + 15 * n, f"{44 - 4 * n}.{n}", 6)
        page.text(x + 11, 86 + 9 * n, f"{34 - 3 * n}.{n}", 6)
        page.text(x, 214, str(year), 7)
    page.text(120, 240, "Men", 7)
    page.text(220, 240, "Women", 7)
    write("bar-chart", [page])


def no_more_tables():
    # Contents without dots: page numbers that rise, none of them below a heading.
    page = Page()
    page.text(40, 30, "Contents", 14)
    for n, (title, number) in enumerate([("Roads and bridges", 3), ("Schools", 7), ("Parks of the eastern district", 7), ("Water", 12), ("Staff", 20), ("Accounts", 31)]):
        page.text(40, 60 + 16 * n, str(n + 1))
        page.text(60, 60 + 16 * n, title)
        page.text(340, 60 + 16 * n, str(number))
    write("contents-without-leaders", [page])

    # Boxes with lines from one to the next.
    page = Page()
    for n, label in enumerate(["Apply", "Examine", "Decide", "Pay", "Report", "File"]):
        left, top = 40 + n % 3 * 115, 60 + n // 3 * 70
        page.box(left, top, left + 80, top + 28)
        page.text(left + 20, top + 18, label)
        if n % 3:
            page.line(left - 35, top + 14, left, top + 14)
    write("boxes-and-lines", [page])

    # Bars with a label before and a value behind each.
    page = Page()
    for n, (label, value) in enumerate([("Roads", 120), ("Schools", 64), ("Parks", 180), ("Water", 33), ("Staff", 95)]):
        page.text(40, 60 + 18 * n, label)
        page.fill(100, 51 + 18 * n, 100 + value, 62 + 18 * n)
        page.text(106 + value, 60 + 18 * n, str(value))
    write("bars-with-values", [page])


def inner_borders_only():
    # Only the borders between the columns are drawn, and a line under the headings.
    page = Page()
    rows = [["Project", "Unit", "Plan", "Spent"], ["Roads", "km", "12", "11"], ["Schools", "rooms", "40", "38"], ["Parks", "ha", "7", "7"], ["Water", "m3", "900", "870"], ["Staff", "posts", "21", "20"]]
    xs, ys = [44, 134, 214, 284], [50 + 18 * n for n in range(7)]
    for row, y in zip(rows, ys):
        for x, text in zip(xs, row):
            page.text(x, y + 12, text)
    for x in (130, 210, 280):
        page.line(x, ys[0], x, ys[-1])
    page.line(40, ys[1], 350, ys[1])
    write("inner-borders-only", [page])


def text_in_cells():
    page = Page()
    xs, ys = [40, 120, 160, 200, 240], [40, 110, 130, 150]
    for x, label in zip(xs[1:], ["First quarter", "Second quarter", "Third quarter"]):
        page.text(x + 24, 106, label, turn=True)
    page.text(44, 80, "Region")
    for y, row in zip(ys[1:], [["North", "3", "5", "8"], ["South", "1", "0", "2"]]):
        for x, text in zip(xs, row):
            page.text(x + 4, y + 13, text)
    grid(page, xs, ys)
    write("rotated-headers", [page])

    page = Page()
    xs, ys = [40, 170, 250], [60, 90, 110, 130]
    page.text(44, 72, "Area in use for ad-")
    page.text(44, 84, "ministration, in m")
    page.text(44 + 68, 80, "2", 5)
    page.text(174, 78, "1,204")
    page.text(174 + 23, 74, "a", 5)
    page.text(44, 103, "Co-ordination posts")
    page.text(174, 103, "17")
    page.text(44, 123, "CO")
    page.text(44 + 13.5, 125, "2", 5)
    page.text(44 + 18, 123, "in tonnes")
    page.text(174, 123, "-3.5")
    grid(page, xs, ys)
    write("scripts-and-hyphens", [page])


def tags():
    # No rules, a value left out (not tagged at all), wrapped cells, a merged label: the tags tell, and the places bear them out.
    page, cells = Page(), {}
    layout = [(0, 0, "Class", 50), (0, 1, "Name of the post", 50), (0, 2, "Target", 50), (0, 3, "Note", 50),
              (1, 0, "Output", 80), (1, 1, "Courses held in each", 70), (1, 2, "12", 70), (1, 3, "each month", 70),
              (2, 1, "Visits", 94), (2, 3, "with report", 94), (3, 1, "Answers in time, by", 110), (3, 2, "95 %", 110)]
    for row, col, text, y in layout:
        cells[row, col] = [page.text([40, 100, 220, 290][col], y, text, tag="TD")]
    cells[1, 1].append(page.text(100, 80, "region", tag="TD"))
    cells[3, 1].append(page.text(100, 120, "letter or call", tag="TD"))
    leaf = lambda row, col: [(1, m) for m in cells[row, col]]
    td = lambda row, col, attributes="", kind="TD": (kind, attributes, leaf(row, col))
    tree = ("Table", "", [
        ("TR", "", [td(0, c, "", "TH") for c in range(4)]),
        ("TR", "", [td(1, 0, "/RowSpan 3")] + [td(1, c) for c in (1, 2, 3)]),
        ("TR", "", [td(2, 1), td(2, 3)]),
        ("TR", "", [td(3, 1), td(3, 2)]),
    ])
    write("tagged-without-rules", [page], tree)

    # Header rules only, tags that put each line of a column into a row of its own column: the page is taken.
    page, ids = Page(), []
    for row, y in zip(ROWS, YS):
        ids.append([page.text(x + 4, y + 13, text, tag="TD") for text, x in zip(row, XS)])
    grid(page)
    flat = [m for row in ids for m in row]
    tree = ("Table", "", [("TR", "", [("TD", "", [(1, m)]) for m in flat[n:n + 4]]) for n in range(0, 12, 4)])
    write("tagged-wrongly", [page], tree)

    # Two pages, the second without any header; a row cut by the page break; only the tags say that it goes on.
    first, second = Page(), Page()
    a = [[first.text(x, y, t, tag="TD") for x, t in zip([40, 160, 280], row)] for y, row in
         zip([200, 230, 260], [["Project", "Goal", "Cost"], ["Roads", "Repairs on all", "120"], ["Schools", "New roofs for the", "75"]])]
    b = [[second.text(160, 40, "eastern district", tag="TD")],
         [second.text(x, 70, t, tag="TD") for x, t in zip([40, 160, 280], ["Parks", "Trees", "9"])]]
    cell = lambda *kids: ("TD", "", list(kids))
    tree = ("Table", "", [
        ("TR", "", [("TH", "", [(1, m)]) for m in a[0]]),
        ("TR", "", [cell((1, m)) for m in a[1]]),
        ("TR", "", [cell((1, a[2][0])), cell((1, a[2][1]), (2, b[0][0])), cell((1, a[2][2]))]),
        ("TR", "", [cell((2, m)) for m in b[1]]),
    ])
    write("tagged-over-pages", [first, second], tree)


def pages():
    def half(xs, rows, borders=True):
        page = Page()
        ys = [40, 60, 84, 104, 132]
        texts(page, rows, xs, ys)
        if borders:
            grid(page, xs, ys[:len(rows) + 1])
        else:
            page.line(xs[0], ys[0], xs[-1], ys[0])
            page.line(xs[0], ys[1], xs[-1], ys[1])
            page.line(xs[0], ys[len(rows)], xs[-1], ys[len(rows)])
        return page

    names = [["No.", "Project", "Unit"], ["1", "Roads", "Works"], ["2", "Schools", "Learning"], ["3", "Parks", "Gardens"]]
    more = [["Cost", "Goal", "Note"], ["120", "Repairs", "-"], ["75", "Roofs", "late"], ["9", "Trees", "-"]]
    later = [["4", "Rivers", "Works"], ["5", "Libraries", "Learning"], ["6", "Museums", "Arts"], ["7", "Pools", "Sports"]]
    later_more = [["33", "Dams", "-"], ["14", "Books", "-"], ["21", "Hall", "late"], ["8", "Water", "-"]]
    left, right = [40, 80, 200, 380], [20, 80, 200, 300]
    write("sideways-alternating", [half(left, names), half(right, more), half(left, later), half(right, later_more)])
    write("sideways-header-rules", [half(left, names, False), half(right, more, False)])

    # No rules at all, cells wrapped on the right only: the rows' heights tell.
    first, second, third = Page(), Page(), Page()
    tops = [30, 50, 90, 110, 150]
    for row, top in zip([["No.", "Cost", "Year"], ["1", "120", "2021"], ["2", "75", "2022"], ["3", "9", "2023"], ["4", "33", "2024"]], tops):
        for text, x in zip(row, [40, 150, 300]):
            first.text(x, top, text)
    goals = [["Goal"], ["All bridges of the eastern district", "are repaired and", "inspected"], ["New roofs"], ["Trees along all streets of the old", "town"], ["Dams"]]
    for lines, top in zip(goals, tops):
        for n, line in enumerate(lines):
            second.text(30, top + 11 * n, line)
    third.text(30, tops[0], "Note")
    write("sideways-without-rules", [first, second, third])

    # The header alone at the foot of the first page, a tall row over the break, the last row alone.
    first, second, third = Page(), Page(), Page()
    xs = [40, 120, 260, 360]
    head = ["Project", "Goal", "Cost"]
    texts(first, [head], xs, [250])
    grid(first, xs, [250, 275])
    texts(second, [head], xs, [20])
    for n in range(12):
        second.text(124, 58 + 18 * n, f"part {n + 1} of the goal,")
    second.text(44, 58, "Roads")
    second.text(264, 58, "120")
    grid(second, xs, [20, 45, 280])
    texts(third, [head, ["Parks", "Trees", "9"]], xs, [20, 45])
    grid(third, xs, [20, 45, 70])
    write("header-alone-and-last-row-alone", [first, second, third])


rules()
no_tables()
no_more_tables()
inner_borders_only()
text_in_cells()
tags()
pages()
