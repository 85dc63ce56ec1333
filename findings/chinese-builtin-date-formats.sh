#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever reads workbooks of Chinese offices with openpyxl (and pandas over it): the built-in number formats 27 to 36 and
# 50 to 58, which Chinese Excel gives to dates such as 2023年12月31日 and which no workbook spells out, are no dates to it. The cell
# comes back as the number 45291, without a warning; format 14 in the same column is a date, and python-calamine reads all as dates.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.2.0 openpyxl==3.1.5 python-calamine==0.9.1
venv/bin/python - <<'PY'
import datetime
from importlib.metadata import version
import openpyxl
import python_calamine
import xlsxwriter

FORMATS = [14, *range(27, 37), *range(50, 59)]
TIMES = {32, 33, 34, 35, 55, 56}  # hours and minutes in some locales
book = xlsxwriter.Workbook("dates.xlsx")
sheet = book.add_worksheet()
for row, number in enumerate(FORMATS):
    sheet.write_number(row, 0, 45291, book.add_format({"num_format": number}))
book.close()
one = [r[0] for r in openpyxl.load_workbook("dates.xlsx").active.iter_rows(values_only=True)]
other = [r[0] for r in python_calamine.CalamineWorkbook.from_path("dates.xlsx").get_sheet_by_index(0).to_python()]
for number, a, b in zip(FORMATS, one, other):
    print(f"format {number}: openpyxl {version('openpyxl')} {a!r}, python-calamine {version('python-calamine')} {b!r}")
day = datetime.date(2023, 12, 31)
assert one[0] == datetime.datetime(2023, 12, 31)
assert all(v == 45291 for v in one[1:]), "openpyxl knows some of these formats now"
assert all(b == day for n, b in zip(FORMATS, other) if n not in TIMES), "calamine reads these formats otherwise now"
PY
