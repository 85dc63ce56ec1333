#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever prints Chinese in columns with react-pdf: a text without blanks is one word to it, so that it is not broken at the
# width of its box but runs over the next columns and off the paper; nothing is raised. With the callback for hyphenation that splits
# words into their characters the lines break.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v pdftotext >/dev/null || apt-get install -y -qq poppler-utils >/dev/null
font=/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf
[ -f "$font" ] || apt-get install -y -qq fonts-droid-fallback >/dev/null
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @react-pdf/renderer@4.3.0 react@18.3.1
cat > draw.cjs <<'JS'
const React = require("react");
(async () => {
  const { Document, Font, Page, Text, View, renderToFile } = await import("@react-pdf/renderer");
  Font.register({ family: "Chinese", src: process.argv[2] });
  if (process.argv[4] === "split") Font.registerHyphenationCallback((word) => Array.from(word));
  const text = React.createElement(Text, { style: { fontFamily: "Chinese", fontSize: 12 } }, "项目完成后按季度开展运行监控并公开结果");
  const box = React.createElement(View, { style: { width: 100 } }, text);
  await renderToFile(React.createElement(Document, null, React.createElement(Page, { size: "A4" }, box)), process.argv[3]);
})();
JS
node draw.cjs "$font" whole.pdf
node draw.cjs "$font" split.pdf split
widest() { pdftotext -bbox "$1" - | sed -n 's/.*xMax="\([0-9]*\).*/\1/p' | sort -n | tail -n 1; }
echo "@react-pdf/renderer $(node -p 'require("./node_modules/@react-pdf/renderer/package.json").version')"
echo "a box of 100 points: the text ends at $(widest whole.pdf); split into characters at $(widest split.pdf)"
[ "$(widest whole.pdf)" -gt 200 ] || { echo "Chinese is broken at the width of its box now"; exit 1; }
[ "$(widest split.pdf)" -le 100 ] || { echo "the callback does not help any more"; exit 1; }
