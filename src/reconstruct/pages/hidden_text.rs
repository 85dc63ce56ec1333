//! Text that the file holds inside a table but a clip hides: lines of a cell that is too low or too narrow for them. It stays out of the
//! values and is quoted.

use std::collections::BTreeMap;

use crate::findings::{HiddenText, Message};
use crate::model::{BBox, Finding, Glyph, Page, Place};

use super::lines::is_space;
use super::page_table::PageTable;

/// A finding for each cell in whose box text is hidden.
pub(crate) fn hidden_in<'t>(page: &Page, tables: impl Iterator<Item = &'t PageTable>) -> Vec<Finding> {
    let hidden: Vec<&Glyph> = page.clipped.iter().filter(|g| !is_space(g)).collect();
    if hidden.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for table in tables {
        let area = table.bbox();
        let inside: Vec<&Glyph> = hidden.iter().copied().filter(|g| holds(&area, &g.bbox)).collect();
        if inside.is_empty() {
            continue;
        }
        let mut by_cell: BTreeMap<usize, String> = BTreeMap::new();
        for glyph in inside {
            if let Some(cell) = table.cells.iter().position(|c| holds(&c.bbox, &glyph.bbox)) {
                by_cell.entry(cell).or_default().push_str(&glyph.text);
            }
        }
        findings.extend(by_cell.into_iter().map(|(cell, text)| {
            let place = Place::page(page.number, table.cells[cell].bbox);
            HiddenText {}.finding().at(place).quote(text)
        }));
    }
    findings
}

fn holds(area: &BBox, glyph: &BBox) -> bool {
    area.contains(glyph.center_x(), glyph.center_y())
}
