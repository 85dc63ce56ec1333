//! The beginning of a row that a page break cuts off just below a table found by alignment: too little for a row of its own
//! on that page, but the table goes on.

use crate::model::geometry::outer_edges;
use crate::model::{Place, Pt};
use crate::reconstruct::pages::page_marks::{is_page_mark, key};
use crate::reconstruct::pages::page_reading::{PageParagraph, PageReading, Sides, TextCell, TextTable};
use crate::reconstruct::tolerances::{HALF, STRAY_REACH, STRAY_SIZE};

/// Takes the paragraphs that stand right below the table (which ends at `bottom` on this page), each within one of its
/// columns and in its print, and makes a last row of them. In these columns the first row of the next page, below its
/// `header` rows, must go on.
pub(crate) fn take_stray_row(
    table: &mut TextTable,
    page: &mut PageReading,
    bottom: Pt,
    next: &TextTable,
    header: usize,
) {
    let goes_on =
        |col: &usize| next.cells.iter().any(|c| (c.row, c.col) == (header, *col) && !c.text.trim().is_empty());
    let em = table.em;
    let mut end = bottom;
    let mut strays: Vec<(usize, PageParagraph)> = Vec::new();
    let mut kept = Vec::with_capacity(page.paragraphs.len());
    for paragraph in std::mem::take(&mut page.paragraphs) {
        let below = paragraph.bbox.center_y() > bottom;
        let near = paragraph.bbox.top <= end + STRAY_REACH * em;
        let alike = (paragraph.size - em).abs() <= STRAY_SIZE * em;
        let number = is_page_mark(&key(&paragraph.text));
        match column_of(table, &paragraph).filter(|_| below && near && alike && !number).filter(goes_on) {
            Some(col) => {
                end = end.max(paragraph.bbox.bottom);
                strays.push((col, paragraph));
            }
            None => kept.push(paragraph),
        }
    }
    page.paragraphs = kept;
    if strays.is_empty() {
        return;
    }
    let (row, last_edge) = (table.rows(), outer_edges(&table.row_edges).1);
    table.row_edges.push(last_edge + (end - bottom));
    table.tag_rows.push(None);
    for col in 0..table.cols() {
        let mut text = String::new();
        let mut place: Option<Place> = None;
        for (_, stray) in strays.iter().filter(|(c, _)| *c == col) {
            crate::reconstruct::joining::append_line(&mut text, &stray.text);
            place = Some(match place {
                Some(place) => place.join(&stray.place),
                None => stray.place.clone(),
            });
        }
        let place = place.or_else(|| strays.first().map(|(_, s)| s.place.clone()));
        let Some(place) = place else { continue };
        let (open, lines) = (Sides::default(), Vec::new());
        table.cells.push(TextCell { row, col, row_span: 1, col_span: 1, text, place, open, lines, last_line: 0.0 });
    }
}

/// The column that holds the paragraph whole.
fn column_of(table: &TextTable, paragraph: &PageParagraph) -> Option<usize> {
    let slack = HALF * paragraph.size;
    table.column_edges.windows(2).position(|band| {
        let &[left, right] = band else { return false };
        paragraph.bbox.left >= left - slack && paragraph.bbox.right <= right + slack
    })
}
