#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever draws or reads tables made by pdfkit's own table(): a cell that spans more rows than fit on the page is printed on
# the page where the span ends only, beside its last rows. All rows before the break have nothing in that column, so every reader, human
# or not, takes them for rows without that label.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v pdftotext >/dev/null || apt-get install -y -qq poppler-utils >/dev/null
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pdfkit@0.17.2
cat > draw.cjs <<'JS'
const PDFDocument = require("pdfkit");
const { createWriteStream } = require("node:fs");
const rows = Number(process.argv[2]);
const document = new PDFDocument({ size: "A4" });
document.pipe(createWriteStream(process.argv[3]));
const row = (n) => [`item ${n}`, String(n * 10)];
document.table({ data: Array.from({ length: rows }, (_, n) => (n === 0 ? [{ rowSpan: rows, text: "LABEL" }, ...row(n)] : row(n))) });
document.end();
JS
node draw.cjs 10 short.pdf
node draw.cjs 40 long.pdf
said() { pdftotext -f "$2" -l "$2" "$1" - | grep -c LABEL || true; }
echo "pdfkit $(node -p 'require("pdfkit/package.json").version')"
echo "ten rows on one page: the label on page 1: $(said short.pdf 1)"
echo "forty rows on two pages: on page 1: $(said long.pdf 1), on page 2: $(said long.pdf 2)"
[ "$(said short.pdf 1)" = 1 ]
[ "$(said long.pdf 1)" = 0 ] || { echo "the label stands on the first page now"; exit 1; }
[ "$(said long.pdf 2)" = 1 ] || { echo "the label does not stand on the second page now"; exit 1; }
