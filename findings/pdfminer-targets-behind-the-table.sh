#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever takes the text of a ruled indicator table from pdfminer.six (many document loaders do): rules count for nothing, and
# its layout analysis groups cells by nearness, so that the text is neither by rows nor by columns. Every target stands in a block of its
# own behind all names, and the last classes behind the names of others; nothing is raised. With boxes_flow=None the rows come whole.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check reportlab==4.4.4 pdfminer.six==20251107
venv/bin/python - <<'PY'
from importlib.metadata import version
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import SimpleDocTemplate, Table

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值"]
ROWS = [
    ["产出指标", "数量指标", "培训场次", "≥12场"],
    ["", "质量指标", "培训合格率", "≥95%"],
    ["", "时效指标", "完成时间", "11月底前"],
    ["效益指标", "社会效益指标", "政策知晓率", "≥80%"],
    ["满意度指标", "服务对象满意度", "学员满意度", "≥90%"],
]
style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "STSong-Light", 9)]
SimpleDocTemplate("table.pdf").build([Table([HEAD] + ROWS, colWidths=[70, 90, 130, 90], style=style)])

usual = extract_text("table.pdf").split()
by_rows = extract_text("table.pdf", laparams=LAParams(boxes_flow=None)).split()
print(f"pdfminer.six {version('pdfminer.six')}, default:         {' '.join(usual)}")
print(f"pdfminer.six {version('pdfminer.six')}, boxes_flow=None: {' '.join(by_rows)}")
cells = [cell for row in [HEAD] + ROWS for cell in row if cell]
assert sorted(usual) == sorted(cells) and by_rows == cells
targets = [row[3] for row in ROWS]
assert usual[-len(targets):] == targets, "targets stand with their names again"
by_columns = [cell for column in zip(HEAD, *ROWS) for cell in column if cell]
assert usual != by_columns, "by columns, then"
PY
