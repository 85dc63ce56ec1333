//! Pages drawn glyph by glyph and rule by rule.

#![allow(dead_code, reason = "each test draws with what it needs")]

use jixiao::model::{
    Axis, BBox, Glyph, Noted, Page, PageSource, Pt, Rule, TaggedTable, UnicodeSource, WritingDirection,
};

/// Height of a page that holds some forty rows.
pub(crate) const LONG_PAGE: Pt = 1200.0;

/// Drawn pages as an input.
pub(crate) struct Drawn(pub(crate) Vec<Page>);

impl PageSource for Drawn {
    fn page_count(&self) -> u32 {
        self.0.len() as u32
    }

    fn page(&self, number: u32) -> Noted<Page> {
        Noted { output: self.0[number as usize - 1].clone(), findings: Vec::new() }
    }

    fn tagged_tables(&self) -> Vec<TaggedTable> {
        Vec::new()
    }
}

/// Size of the glyphs.
pub(crate) const EM: Pt = 8.0;

/// Writes a text, a glyph of one em for each character.
pub(crate) fn write(page: &mut Page, x: Pt, y: Pt, text: &str) {
    for (n, c) in text.chars().enumerate() {
        let left = x + EM * n as Pt;
        page.glyphs.push(Glyph {
            text: c.to_string().into(),
            bbox: BBox::new(left, y, left + EM, y + EM),
            size: EM,
            direction: WritingDirection::Right,
            source: UnicodeSource::ToUnicode,
            mcid: None,
            invisible: false,
            ink: jixiao::model::Ink::default(),
        });
    }
}

/// A page with one ruled table: a title above it where given, columns of the widths, rows of one line each, all borders.
pub(crate) fn page(number: u32, title: &str, widths: &[Pt], rows: &[&[&str]], height: Pt) -> Page {
    let mut page = Page { number, width: 600.0, height, ..Page::default() };
    let (left, top) = (40.0, 60.0);
    let right = left + widths.iter().sum::<Pt>();
    write(&mut page, f64::midpoint(left, right) - EM * title.chars().count() as Pt / 2.0, 40.0, title);
    let heights: Vec<Pt> = (0..rows.len()).map(|n| 16.0 + 5.0 * (n % 3) as Pt).collect();
    let bottom = top + heights.iter().sum::<Pt>();
    let mut y = top;
    for (row, height) in rows.iter().zip(&heights) {
        page.rules.push(Rule { axis: Axis::Horizontal, position: y, start: left, end: right, width: 0.5 });
        let mut x = left;
        for (text, width) in row.iter().zip(widths) {
            write(&mut page, x + 2.0, y + 4.0, text);
            x += width;
        }
        y += height;
    }
    page.rules.push(Rule { axis: Axis::Horizontal, position: bottom, start: left, end: right, width: 0.5 });
    let mut x = left;
    for width in widths.iter().chain(&[0.0]) {
        page.rules.push(Rule { axis: Axis::Vertical, position: x, start: top, end: bottom, width: 0.5 });
        x += width;
    }
    page
}
