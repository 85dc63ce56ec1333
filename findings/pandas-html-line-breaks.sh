#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever hands on tables of forms (cells of many lines) as HTML made by pandas: to_html writes a line break in a cell as a
# backslash and the letter n, two visible characters that no reader of HTML takes for a break, pandas' own read_html included.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pandas==2.3.3 lxml==6.0.2
venv/bin/python - <<'PY'
import io
import pandas

written = pandas.DataFrame({"指标": ["办理案件\n调解纠纷"]}).to_html(index=False)
read = pandas.read_html(io.StringIO(written))[0].iloc[0, 0]
print("pandas", pandas.__version__)
print("in the page:", next(line.strip() for line in written.splitlines() if "<td>" in line))
print("read back:", repr(read))
assert "办理案件\\n调解纠纷" in written, "a line break is something else now"
assert read == "办理案件\\n调解纠纷", "read_html takes the two characters for a break now"
PY
