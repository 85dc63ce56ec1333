"""Pages as HTML, for Chromium to print."""
from html import escape


def rules(table):
    """CSS of the cells: sides drawn."""
    line, thick = "0.5pt solid black", "1pt solid black"
    return {
        "grid": f"td{{border:{line}}}",
        "lines": f"tr{{border-top:{line};border-bottom:{line}}}",
        "booktabs": f"table{{border-top:{thick};border-bottom:{thick}}} tr.last-head{{border-bottom:{line}}}",
        "partial": f"table{{border-top:{thick};border-bottom:{thick}}} tr.last-head{{border-bottom:{line}}} td.span{{border-bottom:{line}}}",
        "open-sides": f"td{{border:{line}}} td.first{{border-left:none}} td.last{{border-right:none}}",
        "inner-verticals": f"td{{border-left:{line}}} td.first{{border-left:none}} tr.last-head td{{border-bottom:{line}}}",
        "none": "",
        "zebra": "tr.even td{background:#dde6f0} tr.head td{background:#405a80;color:white}",
        "fills": "td{background:#e8e8e8;border:2pt solid white} tr.head td{background:#b0c4de}",
        "row-boxes": f"table{{border:{line}}} tr{{border-bottom:{line}}}",
    }[table.ruling]


def table_to_html(table, name):
    css = "".join(f"#{name} {rule}" if not rule.startswith("table") else f"#{name}{rule[5:]}"
                  for rule in rules(table).replace("} ", "}\n").split("\n") if rule)
    rows = []
    for n in range(table.rows):
        kind = ("head" if n < table.head else "body") + (" last-head" if n == table.head - 1 else "") + (" even" if (n - table.head) % 2 else "")
        cells = []
        for c in sorted((c for c in table.cells if c.row == n), key=lambda c: c.col):
            edge = (" first" if c.col == 0 else "") + (" last" if c.col + c.cols == table.cols else "") + (" span" if c.cols > 1 else "")
            wrap = "" if c.cols > 1 else f"max-width:{table.widths[c.col] * .55:.1f}em;"
            style = f"{wrap}text-align:{c.align};" + ("font-weight:bold;" if c.bold else "") + (f"padding-left:{1 + c.indent}em;" if c.indent else "")
            cells.append(f'<td class="{edge}" rowspan={c.rows} colspan={c.cols} style="{style}">{escape(c.text)}</td>')
        rows.append(f'<tr class="{kind}">{"".join(cells)}</tr>')
    return (f'<style>{css} #{name} td{{padding:{table.padding}pt {4 if table.ruling != "none" else 7}pt}}</style>'
            f'<table id="{name}" style="font-size:{table.size}pt">{"".join(rows)}</table>')


def blocks_to_html(blocks, name):
    out = []
    for n, (kind, what, *more) in enumerate(blocks):
        own = f"{name}-{n}"
        if kind == "prose":
            out.append(f"<p>{escape(what)}</p>")
        elif kind == "caption":
            out.append(f"<p style='text-align:center;margin:4pt'>{escape(what)}</p>")
        elif kind == "title":
            out.append(f"<h2>{escape(what)}</h2>")
        elif kind == "table":
            out.append(table_to_html(what, own))
        elif kind == "beside":
            sides = "".join(f"<div>{table_to_html(t, f'{own}-{k}')}</div>" for k, t in enumerate(what))
            out.append(f'<div style="display:flex;gap:26pt;align-items:flex-start">{sides}</div>')
        elif kind == "columns":
            sides = "".join(f'<div style="width:48%">{blocks_to_html(s, f"{own}-{k}")}</div>' for k, s in enumerate(what))
            out.append(f'<div style="display:flex;justify-content:space-between">{sides}</div>')
        elif kind == "contents":
            dots = " . . . . . . . . . ." if more[0] else ""
            out.append("".join(f'<div style="display:flex;margin:3pt 0"><span style="width:2.5em">{a}</span><span style="flex:1">{escape(b)}{dots}</span><span>{c}</span></div>'
                               for a, b, c in what))
        elif kind == "list":
            out.append("<ul>" + "".join(f"<li>{escape(t)}</li>" for t in what) + "</ul>")
        elif kind == "bars":
            out.append("".join(f'<div style="display:flex;margin:4pt 0"><span style="width:7em">{escape(a)}</span>'
                               f'<span style="width:{v * 2.5:.0f}pt;background:#4472c4;margin-right:5pt"></span><span>{v:.1f}</span></div>' for a, v in what))
        elif kind == "boxes":
            out.append('<div style="display:flex;flex-wrap:wrap;gap:18pt 24pt">' + "".join(
                f'<div style="border:1pt solid black;padding:6pt 8pt;width:90pt;text-align:center">{escape(t)}</div>' for t in what) + "</div>")
    return "\n".join(out)


STYLE = """@page{size:A4;margin:14mm} body{font:10pt sans-serif;margin:0} section{break-after:page;height:265mm;overflow:hidden}
table{border-collapse:collapse;margin:6pt 0} p{text-align:justify;margin:6pt 0;line-height:1.4} h2{font-size:14pt} :lang(zh){font-family:'Noto Sans CJK SC'}"""


def pages_to_html(pages):
    """One document; `pages` are `(name, lang, blocks)`."""
    sections = "".join(f'<section lang="{lang}">{blocks_to_html(blocks, name)}</section>' for name, lang, blocks in pages)
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{sections}'
