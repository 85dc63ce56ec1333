#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever lets openpyxl fill in or copy a workbook in which empty cells carry links (buttons of templates, marks of reviewers):
# loading and saving it, changing nothing, writes the address of each link into its cell as text, so that the empty cell is one with a
# value. Nothing is raised.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
venv/bin/python - <<'PY'
import re
import zipfile
import openpyxl

book = openpyxl.Workbook()
book.active["B2"] = "link"
book.active["B2"].hyperlink = "https://example.org/guide"
book.save("linked.xlsx")
# The same workbook with the cell empty, as spreadsheet programs keep it when its text is deleted.
with zipfile.ZipFile("linked.xlsx") as old, zipfile.ZipFile("empty.xlsx", "w") as new:
    for name in old.namelist():
        part = old.read(name)
        if name == "xl/worksheets/sheet1.xml":
            part = re.sub(rb'<c r="B2"[^>]*>.*?</c>', b'<c r="B2"/>', part)
            assert b'<c r="B2"/>' in part
        new.writestr(name, part)


def cell(path):
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    return re.search(r'<c r="B2"[^>]*?(/>|>.*?</c>)', sheet).group(0)


openpyxl.load_workbook("empty.xlsx").save("saved.xlsx")
print("openpyxl", openpyxl.__version__)
print("before:", cell("empty.xlsx"))
print("after: ", cell("saved.xlsx"))
read = openpyxl.load_workbook("saved.xlsx").active["B2"].value
assert cell("empty.xlsx") == '<c r="B2"/>'
assert read == "https://example.org/guide" and cell("saved.xlsx") != '<c r="B2"/>', "an empty cell with a link stays empty now"
PY
