//! Cut lines of a drawn table → rows and cells.

use crate::model::{Cell, Method, Place, Table};
use crate::reconstruct::joining;
use crate::reconstruct::matrix::Matrix;

use super::frame::{DrawnFrame, FrameLine};

/// Lines between two rules, with the lines of the rules above them: between two rules there may be no line.
struct DrawnBand<'a> {
    above: Vec<&'a FrameLine>,
    lines: Vec<&'a FrameLine>,
}

/// The table; `None` where nothing stands between its rules.
pub(super) fn frame_to_table(frame: &DrawnFrame) -> Option<Table> {
    let bands = lines_to_bands(frame);
    let (rows, columns) = (bands.len(), frame.columns);
    let mut taken = Matrix::filled(rows, columns, false);
    let mut cells = Vec::new();
    for (row, band) in bands.iter().enumerate() {
        for col in 0..columns {
            if taken[(row, col)] {
                continue;
            }
            let col_span = 1 + (col..columns - 1).take_while(|c| !taken[(row, c + 1)] && runs_on(band, *c)).count();
            let own = col..col + col_span;
            let below = bands.iter().skip(row + 1).take_while(|b| goes_down(b, col));
            let row_span = 1 + below.count();
            let covered = (row..row + row_span).flat_map(|r| own.clone().map(move |c| (r, c)));
            for at in covered {
                taken[at] = true;
            }
            let parts = bands.iter().skip(row).take(row_span).enumerate();
            let lines: Vec<&FrameLine> =
                parts.flat_map(|(n, b)| b.above.iter().filter(move |_| n > 0).chain(&b.lines).copied()).collect();
            let texts = lines.iter().flat_map(|l| l.stretches.iter().skip(col).take(col_span).map(|s| s.text.as_str()));
            cells.push(Cell {
                row: row as u32,
                col: col as u32,
                row_span: row_span as u32,
                col_span: col_span as u32,
                text: joining::join_lines(texts.filter(|t| !t.is_empty())),
                place: Place::lines(lines.first()?.number, lines.last()?.number),
                number: None,
                lost: false,
            });
        }
    }
    let (first, last) = (frame.lines.first()?.number, frame.lines.last()?.number);
    (rows > 0).then_some(Table {
        page: None,
        bbox: None,
        title: None,
        header_rows: 0,
        rows: rows as u32,
        cols: columns as u32,
        cells,
        method: Method::Text,
        confidence: 1.0,
        place: Place::lines(first, last),
    })
}

/// Lines between rules. Where only the header has a rule below it, each line is a row.
fn lines_to_bands(frame: &DrawnFrame) -> Vec<DrawnBand<'_>> {
    let mut bands: Vec<DrawnBand> = Vec::new();
    let (mut above, mut open) = (Vec::new(), false);
    for line in &frame.lines {
        if line.stretches.iter().any(|s| s.ruled) {
            above.push(line);
            open = false;
        } else if open && let Some(band) = bands.last_mut() {
            band.lines.push(line);
        } else {
            bands.push(DrawnBand { above: std::mem::take(&mut above), lines: vec![line] });
            open = true;
        }
    }
    match bands.as_slice() {
        [head, body] if head.lines.len() == 1 && body.lines.len() > 1 => {
            bands.into_iter().flat_map(band_to_rows).collect()
        }
        _ => bands,
    }
}

/// Each line a row.
fn band_to_rows(band: DrawnBand<'_>) -> impl Iterator<Item = DrawnBand<'_>> {
    let mut above = band.above;
    band.lines.into_iter().map(move |line| DrawnBand { above: std::mem::take(&mut above), lines: vec![line] })
}

/// Whether no bar parts a column from the next.
fn runs_on(band: &DrawnBand, col: usize) -> bool {
    band.lines.iter().all(|l| !l.stretches[col].barred)
}

/// Whether no rule parts a column's cell from the one above; lines without a rule above are rows of their own.
fn goes_down(band: &DrawnBand, col: usize) -> bool {
    !band.above.is_empty() && band.above.iter().all(|l| !l.stretches[col].ruled)
}
