//! A page drawn with what was found on it: glyph boxes, rules, fills, and the cells of its tables.

use std::fmt::Write;

use super::mark::{KEY, open_mark};
use crate::model::{BBox, Cell, Page, Place, Spot, Table};

/// The page as SVG, one point a unit: fills grey, glyphs as text with their boxes, rules blue, found cells red with their row and
/// column. For looking at why a table came out as it did.
#[must_use]
pub(crate) fn page(page: &Page, tables: &[Table]) -> String {
    let mut svg = drawn(page);
    for (number, table) in tables.iter().enumerate() {
        for cell in &table.cells {
            for bbox in boxes_on(&cell.place, page.number) {
                draw_cell(&mut svg, number, cell, &bbox);
            }
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// A cell with its colour, for the drawing of what became of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Painted<'c> {
    /// Where it stands.
    pub(crate) place: &'c Place,
    /// As in SVG: #2a7.
    pub(crate) colour: &'static str,
    /// What the colour means: stands in the legend.
    pub(crate) meaning: &'static str,
    /// What a reader sees who points at the cell.
    pub(crate) title: String,
}

/// The page as SVG with cells in colours instead of the tables, and a legend of the colours at its top.
#[must_use]
pub(crate) fn page_with_claims(page: &Page, cells: &[Painted<'_>]) -> String {
    let mut svg = drawn(page);
    let mut legend: Vec<(&str, &str)> = Vec::new();
    for cell in cells {
        for bbox in boxes_on(cell.place, page.number) {
            let colour = cell.colour;
            let _ = writeln!(
                svg,
                r#"<rect {} fill="{colour}" fill-opacity="0.25" stroke="{colour}" stroke-width="0.6"><title>{}</title></rect>"#,
                attributes(&bbox),
                escape(&cell.title)
            );
            if !legend.contains(&(colour, cell.meaning)) {
                legend.push((colour, cell.meaning));
            }
        }
    }
    for (n, (colour, meaning)) in legend.iter().enumerate() {
        let left = 4.0 + LEGEND_STEP * n as f32;
        let _ = writeln!(svg, r#"<rect x="{left:.1}" y="3" width="7" height="7" fill="{colour}"/>"#);
        let _ = writeln!(svg, r#"<text x="{:.1}" y="9" font-size="6">{}</text>"#, left + 9.0, escape(meaning));
    }
    svg.push_str("</svg>\n");
    svg
}

/// Points between two entries of the legend.
const LEGEND_STEP: f32 = 52.0;

/// The drawing of the page itself, still open.
fn drawn(page: &Page) -> String {
    let mut svg = String::new();
    let (width, height) = (page.width, page.height);
    // Writing to a string cannot fail.
    let _ = writeln!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2}pt" height="{height:.2}pt" viewBox="0 0 {width:.2} {height:.2}" font-family="sans-serif">"#
    );
    let _ = writeln!(svg, "<!-- {KEY} {} -->", open_mark());
    svg.push_str("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    for fill in &page.fills {
        let [r, g, b] = fill.color;
        let _ = writeln!(svg, r#"<rect {} fill="rgb({r},{g},{b})" opacity="0.6"/>"#, attributes(&fill.bbox));
    }
    for image in &page.images {
        let _ = writeln!(svg, r##"<rect {} fill="#eee" stroke="#999" stroke-dasharray="4"/>"##, attributes(image));
    }
    for glyph in &page.glyphs {
        let _ = writeln!(svg, r##"<rect {} fill="none" stroke="#bbb" stroke-width="0.2"/>"##, attributes(&glyph.bbox));
        let _ = writeln!(
            svg,
            r#"<text x="{:.2}" y="{:.2}" font-size="{:.2}">{}</text>"#,
            glyph.bbox.left,
            glyph.bbox.top + 0.88 * glyph.bbox.height(),
            glyph.bbox.height().min(glyph.size),
            escape(&glyph.text)
        );
    }
    for rule in &page.rules {
        let _ = writeln!(svg, r##"<rect {} fill="#06c"/>"##, attributes(&rule.bbox().inflate(0.15)));
    }
    svg
}

fn draw_cell(svg: &mut String, table: usize, cell: &Cell, bbox: &BBox) {
    let _ = writeln!(
        svg,
        r##"<rect {} fill="#d00" fill-opacity="0.06" stroke="#d00" stroke-width="0.6"><title>{}</title></rect>"##,
        attributes(bbox),
        escape(&cell.text)
    );
    let _ = writeln!(
        svg,
        r##"<text x="{:.2}" y="{:.2}" font-size="4" fill="#d00">{table}:{},{}</text>"##,
        bbox.left + 1.0,
        bbox.top + 4.5,
        cell.row,
        cell.col
    );
}

fn boxes_on(place: &Place, number: u32) -> impl Iterator<Item = BBox> {
    std::iter::once(&place.spot).chain(&place.also).filter_map(move |spot| match spot {
        Spot::Page { page, bbox } if *page == number => Some(*bbox),
        _ => None,
    })
}

fn attributes(b: &BBox) -> String {
    format!(r#"x="{:.2}" y="{:.2}" width="{:.2}" height="{:.2}""#, b.left, b.top, b.width(), b.height())
}

/// XML text: markup escaped, characters that XML cannot hold replaced.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_and_control_characters_are_escaped() {
        assert_eq!(super::escape("a<b>&\"\u{1}"), "a&lt;b&gt;&amp;&quot;\u{fffd}");
    }
}
