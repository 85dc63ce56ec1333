//! Pages → tables and paragraphs.

use crate::findings::{LostText, Message, PageIsDrawing};
use crate::model::{BBox, Finding, Noted, Page, Place};
use crate::reconstruct::tolerances::LATTICE_RULES_LIMIT;

pub(crate) mod agreement;
pub(crate) mod aligned;
mod bars;
mod beside;
pub(crate) mod block_columns;
mod by_glyph;
pub(crate) mod captions;
pub(crate) mod card_at_end;
pub(crate) mod choose;
pub(crate) mod contents;
pub(crate) mod drawings;
pub(crate) mod fill;
mod filled_rows;
pub(crate) mod grid;
mod hidden_text;
pub(crate) mod lines;
mod open_ends;
pub(crate) mod overlay;
pub(crate) mod page_marks;
pub(crate) mod page_reading;
pub(crate) mod page_table;
pub(crate) mod pages_on;
pub(crate) mod paragraphs;
pub(crate) mod prepared;
pub(crate) mod printed_over;
pub(crate) mod relocate;
pub(crate) mod ruled;
pub(crate) mod rules;
mod sureness;
pub(crate) mod tagged;
pub(crate) mod tags;
mod undrawn_sides;
pub(crate) mod upright;
mod vertical_ends;
mod visible_fills;
pub(crate) mod wide;
pub(crate) mod words;

#[cfg(test)]
mod properties;

use aligned::TableAbove;
use card_at_end::block_at_end;
use page_reading::{PageReading, TextTable, to_text_table};
use tags::TagIndex;

/// Reads one page: its tables, and the text outside them. `above` is what the page before ends with and may go on here.
pub(crate) fn read_page(page: &Page, tags: &TagIndex, above: Option<&TableAbove>) -> PageReading {
    let mut findings: Vec<Finding> = drawing(page).into_iter().collect();
    let cleaned = printed_over::without_marks(page);
    let page = cleaned.as_ref().map_or(page, |(page, _)| page);
    findings.extend(cleaned.iter().flat_map(|(_, said)| said.iter().cloned()));
    let words = words::glyphs_to_words(page);
    let by_height = ruled::GlyphIndex::new(page);
    let Noted { output: tables, findings: noted } = choose::page_tables(page, &by_height, &words, tags, above);
    findings.extend(noted);
    let mut taken = vec![false; page.glyphs.len()];
    for index in tables.iter().flat_map(|t| &t.table.cells).flat_map(|c| &c.glyphs) {
        if let Some(slot) = taken.get_mut(*index as usize) {
            *slot = true;
        }
    }
    let right_edges: Vec<f64> = tables.iter().map(|t| t.table.bbox().right).collect();
    let paragraphs = paragraphs::glyphs_to_paragraphs(page, &taken, &right_edges);
    findings.extend(lost_text(page, &taken));
    findings.extend(hidden_text::hidden_in(page, tables.iter().map(|t| &t.table)));
    let bare = if tables.is_empty() { ruled::bare_grid(page, &by_height) } else { None };
    let faint = if tables.is_empty() { aligned::faint_table(page, &words) } else { None };
    let faint = faint.map(|table| to_text_table(page, &by_height, &table, vec![None; table.rows()]));
    let bare = bare.map(|grid| to_text_table(page, &by_height, &grid, tags.rows_of(page, &grid).0));
    let texts = tables.iter().map(|t| to_text_table(page, &by_height, &t.table, t.tag_rows.clone()));
    let texts: Vec<TextTable> = texts.collect();
    let block = tables.last().zip(texts.last()).and_then(|(t, text)| block_at_end(page, &t.table, text));
    PageReading {
        number: page.number,
        width: page.width,
        height: page.height,
        tables: texts,
        bare,
        faint,
        paragraphs,
        block,
        findings,
    }
}

/// A page with too many rules for any table is read by alignment only, and says so.
fn drawing(page: &Page) -> Option<Finding> {
    let everywhere = Place::page(page.number, BBox::new(0.0, 0.0, page.width, page.height));
    (page.rules.len() > LATTICE_RULES_LIMIT).then(|| PageIsDrawing {}.finding().at(everywhere))
}

/// Glyphs without a usable place can stand in no cell and no paragraph: they are quoted.
fn lost_text(page: &Page, taken: &[bool]) -> Option<Finding> {
    let lost = page.glyphs.iter().zip(taken).filter(|(g, taken)| {
        let b = &g.bbox;
        !**taken && [b.left, b.top, b.right, b.bottom].iter().any(|v| !v.is_finite())
    });
    let text: String = lost.map(|(g, _)| g.text.as_str()).collect();
    let everywhere = Place::page(page.number, BBox::new(0.0, 0.0, page.width, page.height));
    (!text.trim().is_empty()).then(|| LostText {}.finding().at(everywhere).quote(text))
}
