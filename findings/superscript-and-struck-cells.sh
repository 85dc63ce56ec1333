#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever reads target values from workbooks: a power set as superscript (3×10⁴) and a value that was struck out before its
# successor are runs of one cell. openpyxl and python-calamine return the runs joined without a trace: 3×104, and ≥80%≥90% for a
# target that a reader of the sheet sees as ≥90%. Only openpyxl's rich_text=True, which is off by default, keeps the difference.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.2.0 openpyxl==3.1.5 python-calamine==0.9.1
venv/bin/python - <<'PY'
from importlib.metadata import version
import openpyxl
import python_calamine
import xlsxwriter

book = xlsxwriter.Workbook("runs.xlsx")
sheet = book.add_worksheet()
plain = book.add_format({"bold": False})
sheet.write_rich_string("A1", plain, "≥3×10", book.add_format({"font_script": 1}), "4", plain, "株")
sheet.write_rich_string("A2", book.add_format({"font_strikeout": True}), "≥80%", plain, "≥90%")
book.close()
joined = [r[0] for r in openpyxl.load_workbook("runs.xlsx").active.iter_rows(values_only=True)]
runs = [r[0] for r in openpyxl.load_workbook("runs.xlsx", rich_text=True).active.iter_rows(values_only=True)]
calamine = [r[0] for r in python_calamine.CalamineWorkbook.from_path("runs.xlsx").get_sheet_by_index(0).to_python()]
print("openpyxl", version("openpyxl"), joined, "with rich_text", [[(t.text, t.font.vertAlign, t.font.strike) for t in r] for r in runs])
print("python-calamine", version("python-calamine"), calamine)
assert joined == calamine == ["≥3×104株", "≥80%≥90%"], "the runs are told apart now"
assert runs[0][1].font.vertAlign == "superscript" and runs[1][0].font.strike
PY
