//! Whether a filled workbook would still be one that opens without a repair: looked at before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use super::book::{Book, relations};
use super::formula;
use super::growth::{Ends, Growth};
use super::package::{Package, unusable};
use super::part::Growths;
use super::reference::{Area, address};
use super::scan::SheetScan;
use super::sheet_edits::SheetEdits;
use crate::Result;
use crate::error::Unusable;

/// Merged blocks that no longer lie apart or leave the sheet, and formulas that are no longer whole.
///
/// # Errors
/// Where there are any that the template does not have itself.
pub(super) fn sheets(
    book: &Book,
    scans: &[Option<SheetScan>],
    edits: &BTreeMap<usize, SheetEdits>,
    growths: &Growths,
) -> Result<()> {
    let none = Growth::default();
    for (at, edits) in edits {
        let (Some(Some(scan)), Some(sheet)) = (scans.get(*at), book.sheets.get(*at)) else { continue };
        let growth = growths.by_sheet.get(at).unwrap_or(&none);
        if overlap(&scan.merges).is_none()
            && let Some((area, other)) = overlap(&merged(scan, edits, growth))
        {
            return Err(unusable(Unusable::MergesOverlap {
                sheet: sheet.name.clone(),
                area: area.to_string(),
                other: other.to_string(),
            }));
        }
        if growth.is_empty() {
            continue;
        }
        for found in &scan.formulas {
            let grown = formula::grown(&found.text, Ends::Several, |target| growths.of(target, Some(*at)));
            if grown.is_some_and(|new| formula::is_whole(&found.text) && !formula::is_whole(&new)) {
                let cell = address(found.row, found.column);
                return Err(unusable(Unusable::FormulaBroken { sheet: sheet.name.clone(), cell }));
            }
        }
    }
    Ok(())
}

/// The merged blocks after filling.
fn merged(scan: &SheetScan, edits: &SheetEdits, growth: &Growth) -> Vec<Area> {
    let kept = scan.merges.iter().filter(|area| !edits.unmerge.contains(area));
    kept.map(|area| growth.area(*area, Ends::Block)).chain(edits.merge.iter().copied()).collect()
}

/// The first two areas of which one covers a cell of the other, or one that leaves the sheet, beside itself.
fn overlap(areas: &[Area]) -> Option<(Area, Area)> {
    if let Some(area) = areas.iter().find(|area| !area.is_on_sheet()) {
        return Some((*area, *area));
    }
    let mut sorted: Vec<Area> = areas.to_vec();
    sorted.sort_unstable();
    // The blocks that reach down to the row at hand, by their first column; those that lie apart never share one.
    let mut open: BTreeMap<u32, Area> = BTreeMap::new();
    let mut ends: BTreeSet<(u32, u32)> = BTreeSet::new();
    for area in sorted {
        while let Some((bottom, left)) = ends.first().copied().filter(|(bottom, _)| *bottom < area.top) {
            ends.remove(&(bottom, left));
            open.remove(&left);
        }
        let before = open.range(..=area.right).next_back().map(|(_, other)| *other);
        if let Some(other) = before.filter(|other| other.right >= area.left) {
            return Some((area, other));
        }
        open.insert(area.left, area);
        ends.insert((area.bottom, area.left));
    }
    None
}

/// The parts that a workbook refers to and does not have.
pub(crate) fn lost_parts(package: &mut Package, book: &Book) -> Result<BTreeSet<String>> {
    let mut lost = BTreeSet::new();
    let sheets: Vec<String> = book.sheets.iter().filter_map(|sheet| sheet.part.clone()).collect();
    for part in sheets.iter().chain([&book.part]) {
        for relation in relations(package, part)? {
            if !relation.external && !package.has(&relation.target) {
                lost.insert(relation.target);
            }
        }
    }
    Ok(lost)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn areas(refs: &[&str]) -> Vec<Area> {
        refs.iter().map(|r| Area::parse(r).unwrap()).collect()
    }

    #[test]
    fn blocks_that_share_a_cell_are_found() {
        assert_eq!(overlap(&areas(&["A1:B2", "C1:C4", "A3:B4", "D2:F2", "A5:C5"])), None);
        let (area, other) = overlap(&areas(&["A4:A15", "B4:B15", "A6:A7"])).unwrap();
        assert_eq!((area.to_string(), other.to_string()), ("A6:A7".to_owned(), "A4:A15".to_owned()));
        assert!(overlap(&areas(&["B1:D1", "A1:B1"])).is_some());
        assert!(overlap(&areas(&["C2:C3", "A1:B9", "B3:D3"])).is_some());
    }
}
