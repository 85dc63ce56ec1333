#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever reads binary workbooks (.xlsb) that SheetJS wrote: it sets the cells of a row after the first as "short" cell
# records, which name no column. The reader python-calamine (Rust's calamine) then returns the first cell of each row and drops all
# others without an error; pyxlsb returns rows of nothing. The same sheet saved as .xlsx is read whole by both ways.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit xlsx@0.18.5
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 pyxlsb==1.0.10
node -e '
const X = require("xlsx");
const book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([["name", "unit", "value"], ["lectures", "times", 12], ["villages", "places", 40]]), "S");
X.writeFile(book, "t.xlsb");
X.writeFile(book, "t.xlsx");
console.log("SheetJS", X.version);'
venv/bin/python - <<'PY'
from importlib.metadata import version
import pyxlsb
import python_calamine

whole = [["name", "unit", "value"], ["lectures", "times", 12.0], ["villages", "places", 40.0]]
rows = {f: python_calamine.CalamineWorkbook.from_path(f).get_sheet_by_index(0).to_python() for f in ("t.xlsx", "t.xlsb")}
print("python-calamine", version("python-calamine"), rows)
with pyxlsb.open_workbook("t.xlsb") as book, book.get_sheet(1) as sheet:
    binary = [[cell.v for cell in row] for row in sheet.rows()]
print("pyxlsb", version("pyxlsb"), binary)
assert rows["t.xlsx"] == whole
assert rows["t.xlsb"] == [["name"], ["lectures"], ["villages"]], "calamine reads short records otherwise now"
assert all(value is None for row in binary for value in row), "pyxlsb reads short records otherwise now"
PY
