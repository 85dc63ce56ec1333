#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever takes the places of characters from pdf-extract: in PDFs made by typst every character is 0 wide, so that all of a
# run stands at one place and columns, gaps and doubled characters cannot be told. typst writes a CID font's widths as ranges (first,
# last, width) with a default of 0; other readers take the same file's widths as they are meant. Nothing is raised.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.13.2 pdfminer.six==20260107
venv/bin/python - <<'PY'
import typst

with open("a.typ", "w") as text:
    text.write("#set text(size: 12pt)\nTotal 100 20 3000")
typst.compile("a.typ", output="a.pdf")
PY
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "widths"
version = "0.0.0"
edition = "2024"

[dependencies]
pdf-extract = "=0.12.1"
TOML
cat > src/main.rs <<'RUST'
use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform};

#[derive(Default)]
struct Seen(Vec<(String, f64, f64)>);

impl OutputDev for Seen {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }
    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
    fn output_character(&mut self, at: &Transform, width: f64, _: f64, _: f64, text: &str) -> Result<(), OutputError> {
        self.0.push((text.to_owned(), at.m31, width));
        Ok(())
    }
    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

fn main() {
    let document = Document::load("a.pdf").unwrap();
    let mut seen = Seen::default();
    pdf_extract::output_doc_page(&document, &mut seen, 1).unwrap();
    for (text, x, width) in seen.0 {
        println!("{text}\t{x:.1}\t{width}");
    }
}
RUST
CARGO_TARGET_DIR=target CARGO_PROFILE_DEV_DEBUG=0 cargo run --quiet > theirs
venv/bin/python - <<'PY'
from importlib.metadata import version

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar


def characters(item):
    if isinstance(item, LTChar):
        yield item
    elif hasattr(item, "__iter__"):
        for part in item:
            yield from characters(part)


theirs = [line.rstrip("\n").split("\t") for line in open("theirs")]
others = [c for page in extract_pages("a.pdf") for c in characters(page) if c.get_text() != " "]
print(f"typst {version('typst')}, read by pdf-extract 0.12.1: character, x, width")
for text, x, width in theirs[:6]:
    print(f"  {text!r} {x} {width}")
print(f"by pdfminer.six {version('pdfminer.six')}:")
for c in others[:6]:
    print(f"  {c.get_text()!r} {c.x0:.1f} {c.width:.2f}")
assert len(theirs) == 17 and all(float(width) == 0 for _, _, width in theirs), "pdf-extract knows these widths now"
assert all(c.width > 2 for c in others) and others[-1].x0 - others[0].x0 > 60, "the file is drawn otherwise now"
PY
