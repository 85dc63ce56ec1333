//! The rest of a table on a page that shows too little of it to be told by itself.

use crate::model::BBox;
use crate::reconstruct::pages::page_reading::{PageReading, TextTable};

use super::columns::common_columns;
use super::repeated::repeated_header;

/// Takes what may be a table for one where it repeats the headings of the open table over its columns. Its text is then no longer among
/// the page's paragraphs.
pub(super) fn take_faint_table(upper: &TextTable, page: &mut PageReading) {
    if !page.tables.is_empty() {
        return;
    }
    let Some(faint) = page.faint.take() else { return };
    let header = repeated_header(upper, &faint);
    if header == 0 || faint.rows() <= header || common_columns(upper, &faint).is_none() {
        return;
    }
    let area = faint.bbox().inflate(0.5 * faint.em);
    if page.paragraphs.iter().all(|p| !overlaps(&area, &p.bbox) || holds(&area, &p.bbox)) {
        page.paragraphs.retain(|p| !overlaps(&area, &p.bbox));
        page.tables.push(faint);
    }
}

fn overlaps(area: &BBox, other: &BBox) -> bool {
    area.overlap_x(other) > 0.0 && area.overlap_y(other) > 0.0
}

fn holds(area: &BBox, other: &BBox) -> bool {
    area.contains(other.left, other.top) && area.contains(other.right, other.bottom)
}
