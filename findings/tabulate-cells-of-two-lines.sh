#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever prints tables of forms as Markdown with tabulate (and pandas' to_markdown over it): a cell of two lines becomes two
# rows with tablefmt="pipe", so that a reader finds more indicators than there are, the second of them without a target; with "github"
# the line break stands as it is and ends the row in the middle. Neither says so, and what pandas makes cannot be told from real rows.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tabulate==0.9.0 pandas==2.3.3 markdown-it-py==3.0.0
venv/bin/python -W error - <<'PY'
from importlib.metadata import version
import pandas
from markdown_it import MarkdownIt
from tabulate import tabulate

rows = [["产出指标", "举办普法\n讲座场次", "≥3场"], ["效益指标", "知晓率", "≥90%"]]
head = ["一级指标", "三级指标", "目标值"]
texts = {
    "pipe": tabulate(rows, headers=head, tablefmt="pipe"),
    "github": tabulate(rows, headers=head, tablefmt="github"),
    "pandas": pandas.DataFrame(rows, columns=head).to_markdown(index=False),
}
read = {}
for name, text in texts.items():
    html = MarkdownIt("commonmark").enable("table").render(text)
    body = html.split("<tbody>")[1].split("</tbody>")[0]
    cells = [[cell.split(">", 1)[1].split("<")[0] for cell in row.split("<td")[1:]] for row in body.split("<tr>")[1:]]
    read[name] = cells
    print(f"tabulate {version('tabulate')}, {name}: 2 rows -> {len(cells)}: {cells}")
assert read["pipe"] == [["产出指标", "举办普法", "≥3场"], ["", "讲座场次", ""], ["效益指标", "知晓率", "≥90%"]]
assert read["pandas"] == read["pipe"]
assert read["github"][0][:2] == ["产出指标", "举办普法"] and read["github"][1][0] == "讲座场次"
PY
