//! Sheets too wide for the paper, printed over columns of pages: pages whose ruling lines end and begin at equal heights are laid side by
//! side and read as one wide page, before grids are sought.

use crate::model::{Budget, Page, PageSource};

mod outline;
mod sheets;
mod unite;

pub(crate) use outline::{Outline, page_outline};

use super::page_reading::PageReading;
use super::prepared::prepared;
use super::relocate::relocate;
use super::upright::Turn;
use crate::findings::{Message, SheetPieceMissing, SidesJoined, SidesJoinedUnruled, SidesReordered};
use crate::model::{BBox, Place};

/// A page as it was read by itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct OwnReading {
    /// What it says.
    pub(crate) reading: PageReading,
    /// How many of its findings, the first ones, are about the page as it was opened.
    pub(crate) opened: usize,
    /// Its ruling lines, in short.
    pub(crate) outline: Outline,
}

/// Reads the pages of wide sheets anew with `read`, side by side; all others stay as they are.
pub(crate) fn unite_sheets(
    pages: Vec<OwnReading>,
    source: &dyn PageSource,
    budget: &Budget,
    read: &dyn Fn(&Page) -> PageReading,
) -> Vec<PageReading> {
    let outlines: Vec<&Outline> = pages.iter().map(|p| &p.outline).collect();
    let rows = sheets::page_rows(&outlines);
    let mut own: Vec<Option<OwnReading>> = pages.into_iter().map(Some).collect();
    let mut done = Vec::with_capacity(own.len());
    for row in rows {
        let taken: Vec<OwnReading> = row.pages.iter().filter_map(|&n| own[n].take()).collect();
        if taken.len() > 1 && !budget.is_over() {
            done.push(read_side_by_side(&taken, row.reordered, source, read));
        } else {
            done.extend(taken.into_iter().map(lone_page));
        }
    }
    done
}

/// A page that nothing stands beside. Where its table is cut at one side all the same, that is said.
fn lone_page(page: OwnReading) -> PageReading {
    let OwnReading { mut reading, outline, .. } = page;
    if let Some(frame) = outline.frame.filter(|_| outline.is_cut_piece()) {
        let finding = SheetPieceMissing { page: reading.number }.finding();
        reading.findings.push(finding.at(Place::page(reading.number, frame)));
    }
    reading
}

fn read_side_by_side(
    pages: &[OwnReading],
    reordered: bool,
    source: &dyn PageSource,
    read: &dyn Fn(&Page) -> PageReading,
) -> PageReading {
    let opened: Vec<(Page, Turn)> = pages.iter().map(|p| prepared(source.page(p.reading.number).output)).collect();
    let (page, pieces) = unite::side_by_side(opened, &pages.iter().map(|p| &p.outline).collect::<Vec<_>>());
    let mut reading = read(&page);
    relocate(&mut reading, page.number, &|area: &BBox| pieces.place(area));
    let mut findings = Vec::new();
    for own in pages {
        findings.extend(own.reading.findings.iter().take(own.opened).cloned());
    }
    for pair in pages.windows(2) {
        let [left, right] = pair else { continue };
        let page = right.reading.number;
        let drawn = [left, right].iter().all(|own| !own.outline.verticals.is_empty());
        let finding = match (reordered, drawn) {
            (true, _) => SidesReordered { page }.finding(),
            (false, true) => SidesJoined { page }.finding(),
            (false, false) => SidesJoinedUnruled { page }.finding(),
        };
        findings.push(match (frame_place(left), frame_place(right)) {
            (Some(a), Some(b)) => finding.at(a.join(&b)),
            _ => finding,
        });
    }
    reading.findings.splice(0..0, findings);
    reading
}

/// Where the frame of a page's table lies.
fn frame_place(own: &OwnReading) -> Option<Place> {
    Some(Place::page(own.reading.number, own.outline.frame?))
}
