//! Lines set in columns of spaces → their pieces, dealt out to the columns of a header, page by page.

use crate::model::Line;
use crate::reconstruct::text::gutters::{ColumnGutters, ColumnLabels};
use crate::reconstruct::text::pieces::{Count, line_to_pieces};
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{PlacedLine, PrintedColumn};

/// Cuts lines into pieces and deals these out to the columns of a header. `None` where the header itself is not set in
/// columns.
pub(in crate::reconstruct::text) fn lines_to_placed<'a>(
    columns: &[PrintedColumn],
    header: &[Line],
    lines: &[Option<&'a Line>],
    words: &Words,
) -> Option<Vec<PlacedLine<'a>>> {
    let stacked = columns.iter().any(|c| c.stacked);
    let labels = if stacked { anywhere(columns) } else { header_to_labels(columns, header)? };
    let mut placed = Vec::new();
    let mut row = 0;
    for page in pages_of(lines) {
        let borders = ColumnGutters::of(&labels, &page, stacked, words);
        let mut new_page = true;
        for line in page {
            row += 1;
            let mut pieces = borders.cut(&line.text);
            if pieces.is_empty() {
                continue;
            }
            for piece in &mut pieces {
                piece.column = piece.column.min(columns.len() - 1);
            }
            placed.push(PlacedLine { number: line.number, row, new_page, pieces });
            new_page = false;
        }
        row += 1;
    }
    Some(placed)
}

fn pages_of<'a>(lines: &[Option<&'a Line>]) -> Vec<Vec<&'a Line>> {
    let mut pages = vec![Vec::new()];
    for line in lines {
        match line {
            Some(line) => {
                if line.text.starts_with('\u{c}') {
                    pages.push(Vec::new());
                }
                if let Some(page) = pages.last_mut() {
                    page.push(*line);
                }
            }
            None => pages.push(Vec::new()),
        }
    }
    pages.retain(|p| !p.is_empty());
    pages
}

/// Labels that do not say where their columns stand.
fn anywhere(columns: &[PrintedColumn]) -> ColumnLabels {
    let extents = vec![(0, 0); columns.len()];
    ColumnLabels { roles: columns.iter().map(|c| c.role).collect(), by_cells: extents.clone(), by_characters: extents }
}

fn header_to_labels(columns: &[PrintedColumn], header: &[Line]) -> Option<ColumnLabels> {
    Some(ColumnLabels {
        roles: columns.iter().map(|c| c.role).collect(),
        by_cells: label_extents(columns, header, Count::Cells)?,
        by_characters: label_extents(columns, header, Count::Characters)?,
    })
}

/// Start and end of each label on the header's lines; a wrapped label's first line counts.
fn label_extents(columns: &[PrintedColumn], header: &[Line], count: Count) -> Option<Vec<(usize, usize)>> {
    let first = header.iter().find(|l| !l.text.trim().is_empty())?;
    [false, true].into_iter().find_map(|single_spaces| {
        let pieces = line_to_pieces(&first.text, count, |_| single_spaces);
        let extents: Vec<(usize, usize)> = pieces.iter().map(|p| (p.start, p.end)).collect();
        (extents.len() == columns.len()).then_some(extents)
    })
}
