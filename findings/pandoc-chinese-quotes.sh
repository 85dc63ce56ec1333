#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever keeps Chinese tables as Markdown with pandoc: it writes “ ” and ‘ ’ as straight quotes and guesses them back from
# the blanks around them. Chinese has none, so on reading the opening quote of 开展“双随机”检查 becomes a closing one (in
# commonmark_x the closing one an opening one). Nothing is said; the same text through gfm comes back as it was.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.15
venv/bin/python - <<'PY'
import re
import pypandoc

target = "开展“双随机、一公开”检查次数"
html = f"<table><tr><th>三级指标</th><th>指标值</th></tr><tr><td>{target}</td><td>≥3次</td></tr></table>"
back = {}
for form in ["markdown", "commonmark_x", "gfm"]:
    text = pypandoc.convert_text(html, form, format="html")
    again = pypandoc.convert_text(text, "html", format=form)
    back[form] = re.search(r"开展.*?次数", again).group()
    print(f"pandoc {pypandoc.get_pandoc_version()}, {form}: {target} -> {re.search('开展.*?次数', text).group()} -> {back[form]}")
assert back["markdown"] == "开展”双随机、一公开”检查次数"
assert back["commonmark_x"] == "开展“双随机、一公开“检查次数"
assert back["gfm"] == target
PY
