//! Columns of spaces (`pdftotext -layout`): a cell's lines stand below one another, columns side by side. [`placed`] finds
//! the columns; the rows are bands of lines whose cells are centred or aligned at the top.

use crate::model::{Finding, Line, Table};

use super::pieces::Piece;
use super::words::Words;
use super::wrapped::{Judge, LineCell, PrintedColumn, lines_to_names, placed_to_rows, rows_to_table};

mod placed;

/// Share of lines that hold a wide gap or are far indented, from which on a text counts as set in columns of spaces.
const SPACED_SHARE: f32 = 0.25;

/// One line of so many is indented less than the usual one.
const USUAL_INDENT: usize = 8;
/// Spaces further than the usual indent that are far.
const FAR: usize = 4;

/// Whether lines are set in columns of spaces rather than wrapped one below the other.
pub(super) fn is_spaced(lines: &[Option<&Line>]) -> bool {
    share(lines) >= SPACED_SHARE
}

/// The share of lines that hold a wide gap or are indented further than most.
pub(super) fn share(lines: &[Option<&Line>]) -> f32 {
    let texts = || lines.iter().flatten().map(|l| l.text.trim_end()).filter(|t| !t.is_empty());
    let all = texts().count();
    // What a web page indents throughout is no column.
    let mut indents: Vec<usize> = texts().map(indent).collect();
    indents.sort_unstable();
    let usual = indents.get(all / USUAL_INDENT).copied().unwrap_or(0);
    let spaced = texts().filter(|t| indent(t) >= usual + FAR || t.trim_start().contains("  ")).count();
    spaced as f32 / all.max(1) as f32
}

/// Spaces that a line begins with.
fn indent(t: &str) -> usize {
    t.len() - t.trim_start_matches(' ').len()
}

/// Reads lines below a header (`None` stands for a page break) that are set in columns of spaces.
pub(super) fn lines_to_table(
    columns: &[PrintedColumn],
    header: &[Line],
    lines: &[Option<&Line>],
    known_names: &[String],
    words: &Words,
    findings: &mut Vec<Finding>,
) -> Option<Table> {
    let rows = lines_to_rows(columns, header, lines, known_names, words)?;
    Some(rows_to_table(columns, rows, findings))
}

/// Their rows.
pub(super) fn lines_to_rows(
    columns: &[PrintedColumn],
    header: &[Line],
    lines: &[Option<&Line>],
    known_names: &[String],
    words: &Words,
) -> Option<Vec<Vec<LineCell>>> {
    let placed = placed::lines_to_placed(columns, header, lines, words)?;
    let short = |piece: &Piece| !columns[piece.column].role.is_long() && !columns[piece.column].role.is_number();
    let stacks = columns.iter().enumerate().map(|(n, _)| {
        placed
            .iter()
            .flat_map(|l| l.pieces.iter().filter(|p| p.column == n && short(p)).map(|p| (l.row, p.text)))
            .collect::<Vec<_>>()
    });
    let judge = Judge::new(words, lines_to_names(stacks, known_names, words), columns);
    Some(placed_to_rows(&placed, columns, &judge))
}
