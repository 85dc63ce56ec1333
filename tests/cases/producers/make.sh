#!/usr/bin/env bash
# Makes the PDFs of this folder in a folder of its own: make.sh OUT. Needs python3, node and npm; what is installed is pinned.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "$1" && cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fonttools==4.68.0
"$work/venv/bin/python" "$here/font.py" "$work/boxes.ttf"
cp "$here/package.json" "$here/forms.json" "$here/draw.mjs" "$work/"
(cd "$work" && npm install --silent --no-audit --no-fund --ignore-scripts && node draw.mjs "$work/boxes.ttf" "$out")
# Where firefox-esr is installed, its prints too.
if command -v firefox-esr > /dev/null; then
  "$work/venv/bin/python" "$here/print.py" "$work/boxes.ttf" "$out" grey-department hair-department grey-rows hair-rows
fi
