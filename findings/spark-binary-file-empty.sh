#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever reads a folder of documents with Spark's binaryFile and counts on a row for each: a file without a byte, as broken-off
# downloads leave them, is left out of the frame, path and all. Nothing is logged or raised and no mode reports it, so a tally of rows by
# file name is short of files that a listing shows, as does inputFiles() of the same frame; with one byte in it the file has its row.
# Needs Java, which it installs by apt where it is not there.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v java >/dev/null || { apt-get update -qq && apt-get install -qq -y default-jre-headless; } >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyspark==4.0.1
mkdir folder
printf '%%PDF-1.4\n' >folder/whole.pdf
printf 'x' >folder/byte.pdf
: >folder/empty.pdf
venv/bin/python - <<'PY' 2>log || { tail -n 20 log; exit 1; }
import os

import pyspark
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("WARN")


def names(**options):
    rows = spark.read.format("binaryFile").options(**options).load("folder").select("path", "length").collect()
    return {os.path.basename(row.path): row.length for row in rows}


print(f"Spark {pyspark.__version__}: folder {sorted(os.listdir('folder'))}, rows {names()}, by glob {names(pathGlobFilter='*.pdf')}")
for found in [names(), names(pathGlobFilter="*.pdf"), names(ignoreCorruptFiles="false", ignoreMissingFiles="false")]:
    assert set(found) == {"whole.pdf", "byte.pdf"}, found
    assert found["byte.pdf"] == 1
listed = {os.path.basename(path) for path in spark.read.format("binaryFile").load("folder").inputFiles()}
print(f"inputFiles() {sorted(listed)}")
assert "empty.pdf" in listed
with open("folder/empty.pdf", "w") as file:
    file.write("x")
assert names()["empty.pdf"] == 1
PY
