#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever writes target values to a workbook with pandas: a target that begins with its operator (=100%) is stored as a
# formula, whichever engine writes it. Read back it is 0 where XlsxWriter wrote it and nothing where openpyxl did, beside ≥95% that
# stays as it was; no warning is given, and a spreadsheet program shows 1. Targets of exactly 100 per cent are the most common of all.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pandas==2.3.3 XlsxWriter==3.2.0 openpyxl==3.1.5 python-calamine==0.9.1
venv/bin/python -W error - <<'PY'
from importlib.metadata import version
import pandas
import python_calamine

targets = ["=100%", "=24", "≥95%"]
came_back = {}
for engine, package in [("openpyxl", "openpyxl"), ("xlsxwriter", "XlsxWriter")]:
    pandas.DataFrame({"目标值": targets}).to_excel(f"{engine}.xlsx", index=False, engine=engine)
    one = pandas.read_excel(f"{engine}.xlsx")["目标值"].tolist()
    sheet = python_calamine.CalamineWorkbook.from_path(f"{engine}.xlsx").get_sheet_by_index(0)
    other = [row[0] for row in sheet.to_python()[1:]]
    came_back[engine] = (one, other)
    print(f"pandas {version('pandas')} with {package} {version(package)}: {targets} -> pandas {one}, python-calamine {other}")
one, other = came_back["xlsxwriter"]
assert one == [0, 0, "≥95%"] and other == [0.0, 0.0, "≥95%"], "XlsxWriter's targets come back otherwise now"
one, other = came_back["openpyxl"]
assert pandas.isna(one[0]) and pandas.isna(one[1]) and one[2] == "≥95%" and other == ["", "", "≥95%"]
PY
