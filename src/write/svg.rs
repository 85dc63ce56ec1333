//! A page drawn with what was found on it: glyph boxes, rules, fills, and the cells of its tables.

use std::fmt::Write;

use super::mark::{KEY, open_mark};
use crate::model::{BBox, Cell, Page, Spot, Table};

/// The page as SVG, one point a unit: fills grey, glyphs as text with their boxes, rules blue, found cells red with their row and
/// column. For looking at why a table came out as it did.
#[must_use]
pub(crate) fn page(page: &Page, tables: &[Table]) -> String {
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
    for (number, table) in tables.iter().enumerate() {
        for cell in &table.cells {
            for bbox in boxes_on(cell, page.number) {
                draw_cell(&mut svg, number, cell, &bbox);
            }
        }
    }
    svg.push_str("</svg>\n");
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

fn boxes_on(cell: &Cell, number: u32) -> impl Iterator<Item = BBox> {
    std::iter::once(&cell.place.spot).chain(&cell.place.also).filter_map(move |spot| match spot {
        Spot::Page { page, bbox } if *page == number => Some(*bbox),
        _ => None,
    })
}

fn attributes(b: &BBox) -> String {
    format!(r#"x="{:.2}" y="{:.2}" width="{:.2}" height="{:.2}""#, b.left, b.top, b.width(), b.height())
}

/// XML text: markup escaped, characters that XML cannot hold replaced.
fn escape(text: &str) -> String {
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
