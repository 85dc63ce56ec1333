"""A seed -> the specification of one page: what stands on it, and of its tables every cell.

Nothing here is taken from a real document: words are drawn from short lists, numbers at random. A page is a list of blocks, each
`("prose", text)`, `("title", text)`, `("table", Table)`, `("beside", [Table, Table])`, `("columns", [blocks, blocks])`, or one of the
things that are no tables: `("contents", rows)`, `("bars", rows)`, `("list", items)`, `("boxes", labels)`.
"""
import random
from dataclasses import dataclass, field

WORDS = {
    "en": """region output index share of total budget revenue staff area units sold price volume change annual mean rate level
    capital spending service cost plan actual target gap energy water transport health school public road north south east west
    coast river upper lower island urban rural young older adult first second net gross import export fuel grain steel paper
    local central other special general grant loan debt interest fees rent travel training equipment repair research""".split(),
    "zh": "地区 产量 指数 收入 支出 预算 决算 合计 人数 面积 单价 数量 增长 全年 平均 水平 基本 项目 服务 成本 计划 实际 目标 差额 能源 "
          "供水 交通 卫生 学校 公共 道路 北部 南部 东部 西部 上游 下游 城镇 农村 青年 老年 上级 本级 其他 专项 一般 补助 借款 利息 租金 差旅 "
          "培训 设备 维修 研究 上年 结转 结余 税金 资产 负债".split(),
}
RULINGS = ["grid", "grid", "grid", "lines", "booktabs", "partial", "open-sides", "inner-verticals", "none", "none", "zebra", "fills",
           "row-boxes"]


@dataclass
class Cell:
    row: int
    col: int
    text: str
    rows: int = 1
    cols: int = 1
    align: str = "left"
    bold: bool = False
    indent: int = 0


@dataclass
class Table:
    lang: str
    ruling: str
    rows: int
    cols: int
    head: int
    size: float
    padding: float
    cells: list = field(default_factory=list)
    widths: list = field(default_factory=list)  # most characters (em halves) of each column before its texts wrap
    groups: set = field(default_factory=set)
    narrow: bool = False

    def truth(self):
        cells = [dict(row=c.row, col=c.col, row_span=c.rows, col_span=c.cols, text=c.text) for c in self.cells]
        return dict(rows=self.rows, cols=self.cols, head=self.head, blank=self.ruling == "grid", ruling=self.ruling, cells=cells)


def phrase(r, lang, low, high):
    words = [r.choice(WORDS[lang]) for _ in range(r.randint(low, high))]
    return "".join(words) if lang == "zh" else " ".join(words).capitalize()


def prose(r, lang, sentences):
    ends = "。" if lang == "zh" else ". "
    return "".join(phrase(r, lang, 7, 18) + ends for _ in range(sentences)).strip()


def number(r, kind):
    value = r.choice([9, 99, 999, 9999, 999999])
    if kind == "int":
        return f"{r.randint(0, value):,}"
    if kind == "decimal":
        return f"{r.uniform(0, value):,.2f}"
    if kind == "percent":
        return f"{r.uniform(0, 100):.1f}%"
    if kind == "signed":
        return r.choice(["-", "", "("]) + f"{r.uniform(0, 99):.1f}" if r.random() < .9 else "–"
    if kind == "date":
        return f"20{r.randint(10, 29)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"
    return f"{r.randint(0, 99999):05}"  # code


def close(text):
    return text + ")" if text.startswith("(") else text


def body_text(r, lang, kind, blank):
    if r.random() < blank:
        return ""
    if kind == "words":
        return phrase(r, lang, 1, 2)
    if kind == "text":
        return phrase(r, lang, 4, 11)
    return close(number(r, kind))


def header(r, table, kinds):
    """Head rows: where there are several, headings over two or three columns, the others as high as the head."""
    row_of = [0] * table.cols
    spanning = []
    for level in range(table.head - 1):
        col = 1
        while col < table.cols:
            wide = min(r.choice([1, 2, 2, 3]), table.cols - col)
            inside = next((s for s in reversed(spanning) if s[0] == level - 1 and s[1] <= col < s[1] + s[2]), None)
            if level and not inside:
                col += 1
                continue
            if inside:
                wide = min(wide, inside[1] + inside[2] - col)
            if wide > 1 and (not level or wide < inside[2]):
                spanning.append((level, col, wide))
                table.cells.append(Cell(level, col, phrase(r, table.lang, 1, 3), cols=wide, align="center", bold=True))
                for c in range(col, col + wide):
                    row_of[c] = level + 1
            col += wide
    for col in range(table.cols):
        few, many = (1, 2) if r.random() < .7 else (2, 4)
        text = phrase(r, table.lang, few, many) if col or r.random() < .8 else ""
        if kinds[col] in ("int", "decimal") and r.random() < .15:
            text = str(r.randint(1995, 2030))
        align = "center" if table.ruling == "grid" else ("left" if kinds[col] in ("words", "text") else "right")
        table.cells.append(Cell(row_of[col], col, text, rows=table.head - row_of[col], align=align, bold=True))
    if table.head > 1 and not spanning:  # nothing was spanned: one head row
        for c in table.cells:
            c.row, c.rows = 0, 1
        table.head = 1


def make_table(r, lang, width, ruling=None):
    """A table not wider than `width` characters."""
    ruling = ruling or r.choice(RULINGS)
    most = max(2, min(9, width // 11))
    cols = r.randint(2 if ruling == "grid" else min(3, most), most)
    ruled = ruling in ("grid", "row-boxes", "open-sides", "lines")
    table = Table(lang, ruling, 0, cols, r.choice([1, 1, 1, 2, 2, 3] if cols > 3 else [1]), r.choice([7, 8, 9, 10, 11]), r.choice([.5, 1, 2, 3, 5]))
    kinds = [r.choice(["words", "words", "text" if ruled else "words", "code"])]
    kinds += [r.choice(["int", "decimal", "percent", "signed", "int", "decimal", "date", "words" if cols < 6 else "int", "text" if ruled and cols < 6 else "int"])
              for _ in range(cols - 1)]
    header(r, table, kinds)
    mostly_blank = ruling == "grid" and r.random() < .25
    blank = r.choice([.8, .95, 1.0]) if mostly_blank else r.choice([0, 0, 0, .05, .15])
    aligns = ["left" if kind in ("words", "text") else r.choice(["right"] * 5 + ["center"]) for kind in kinds]
    grouped = kinds[0] == "words" and r.random() < .3
    indent = r.choice([0, 1, 2]) if grouped else 0
    merge = ruling == "grid" and kinds[0] == "words" and not grouped and r.random() < .35
    row, until = table.head, 0
    for n in range(r.randint(3, 22)):
        if grouped and n % 5 == 0 and n < 18:
            table.groups.add(row)
            table.cells.append(Cell(row, 0, phrase(r, lang, 1, 2), bold=r.random() < .6))
            table.cells += [Cell(row, c, "") for c in range(1, cols)]
            row += 1
        for col, kind in enumerate(kinds):
            if merge and col == 0:
                if row < until:
                    continue
                tall = r.choice([1, 2, 3])
                table.cells.append(Cell(row, 0, phrase(r, lang, 1, 2), rows=tall, align="center"))
                until = row + tall
                continue
            text = body_text(r, lang, kind, 0 if col == 0 else blank)
            table.cells.append(Cell(row, col, text, align=aligns[col], indent=indent if col == 0 and grouped else 0))
        row += 1
    while row < until:  # what the last merged label still needs
        table.cells += [Cell(row, c, body_text(r, lang, kinds[c], blank)) for c in range(1, cols)]
        row += 1
    table.rows = row
    table.narrow = ruled and r.random() < .5
    table.widths = [max(8, width // cols) if table.narrow or kind == "text" else 40 for kind in kinds]
    while sum(natural(table, c) for c in range(cols)) > width and max(table.widths) > 7:
        wide = max(range(cols), key=lambda c: natural(table, c))
        table.widths[wide] = max(7, int(natural(table, wide) * .8))
    return table


def halves(text):
    return sum(2 if ord(ch) > 0x2e80 else 1 for ch in text)


def natural(table, col):
    own = [halves(c.text) + 2 * c.indent for c in table.cells if c.col == col and c.cols == 1]
    return min(table.widths[col], max(own, default=4)) + 2


def no_table(r, lang):
    kind = r.choice(["contents", "contents", "bars", "list", "boxes", "slide", "prose"])
    title = ("title", phrase(r, lang, 2, 4))
    if kind == "contents":
        page, rows = 1, []
        for n in range(r.randint(6, 22)):
            page += r.randint(0, 5)
            rows.append((f"{n + 1}" if r.random() < .8 else "", phrase(r, lang, 2, 5), str(page)))
        return [title, ("contents", rows, r.random() < .3)]
    if kind == "bars":
        return [title, ("prose", prose(r, lang, 3)), ("bars", [(phrase(r, lang, 1, 2), r.uniform(5, 100)) for _ in range(r.randint(4, 10))], r.random() < .5),
                ("prose", prose(r, lang, 3))]
    if kind == "list":
        return [title, ("prose", prose(r, lang, 2)), ("list", [phrase(r, lang, 4, 25) for _ in range(r.randint(4, 12))]), ("prose", prose(r, lang, 3))]
    if kind == "boxes":
        return [title, ("boxes", [phrase(r, lang, 1, 3) for _ in range(r.randint(3, 9))])]
    if kind == "slide":
        return [title, ("columns", [[("title", phrase(r, lang, 1, 3)), ("list", [phrase(r, lang, 2, 6) for _ in range(r.randint(3, 6))])] for _ in "ab"])]
    return [title, ("columns", [[("prose", prose(r, lang, r.randint(3, 6))) for _ in range(4)] for _ in "ab"])]


def make_page(seed):
    """The blocks of the page, and which program draws it."""
    r = random.Random(f"general tables {seed}")
    lang = r.choice(["en", "en", "zh"])
    width = 100
    caption = ("表" if lang == "zh" else "Table ") + f"{r.randint(1, 9)} "
    layout = r.choice(["one"] * 9 + ["two", "two", "beside", "column", "column", "none", "none", "none"])
    text = lambda: ("prose", prose(r, lang, r.randint(2, 5)))
    table = lambda wide=width, ruling=None: ("table", make_table(r, lang, wide, ruling))
    if layout == "one":
        blocks = [text(), ("caption", caption + phrase(r, lang, 2, 5)), table(), text()]
        if r.random() < .3:
            blocks = blocks[2:3]
    elif layout == "two":
        blocks = [text(), table(), text(), table(), text()]
    elif layout == "beside":
        ruling = r.choice(RULINGS)
        blocks = [text(), ("beside", [make_table(r, lang, 44, ruling) for _ in "ab"]), text()]
    elif layout == "column":
        sides = [[text(), text(), text()], [text(), table(46), text()]]
        r.shuffle(sides)
        blocks = [("columns", sides)]
    else:
        blocks = no_table(r, lang)
    return blocks, lang, "html" if seed // 2 % 2 else "reportlab"


def tables_of(blocks):
    """All tables, in reading order."""
    for kind, what, *_ in blocks:
        if kind == "table":
            yield what
        elif kind == "beside":
            yield from what
        elif kind == "columns":
            for side in what:
                yield from tables_of(side)
