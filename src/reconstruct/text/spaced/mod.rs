//! Columns of spaces (`pdftotext -layout`): a cell's lines stand below one another, columns side by side. [`placed`] finds
//! the columns, [`bands`] the rows, whose cells are centred or aligned at the top.

use crate::model::{Finding, Line, Table};

use super::pieces::Piece;
use super::words::Words;
use super::wrapped::{Column, Judge, lines_to_names, rows_to_table};

mod bands;
mod placed;

/// Share of lines that hold a wide gap or are far indented, from which on a text counts as set in columns of spaces.
const SPACED_SHARE: f32 = 0.25;

/// Whether lines are set in columns of spaces rather than wrapped one below the other.
pub(super) fn is_spaced(lines: &[Option<&Line>]) -> bool {
    share(lines) >= SPACED_SHARE
}

/// The share of lines that hold a wide gap or are far indented.
pub(super) fn share(lines: &[Option<&Line>]) -> f32 {
    let texts = || lines.iter().flatten().map(|l| l.text.trim_end()).filter(|t| !t.is_empty());
    let all = texts().count();
    let spaced = texts().filter(|t| t.starts_with("    ") || t.trim_start().contains("  ")).count();
    spaced as f32 / all.max(1) as f32
}

/// Reads lines below a header (`None` stands for a page break) that are set in columns of spaces.
pub(super) fn lines_to_table(
    columns: &[Column],
    header: &[Line],
    lines: &[Option<&Line>],
    known_names: &[String],
    words: &Words,
    findings: &mut Vec<Finding>,
) -> Option<Table> {
    let placed = placed::lines_to_placed(columns, header, lines, words)?;
    let short = |piece: &Piece| columns.get(piece.column).is_some_and(|c| !c.role.is_long() && !c.role.is_number());
    let stacks = columns.iter().enumerate().map(|(n, _)| {
        placed
            .iter()
            .flat_map(|l| l.pieces.iter().filter(|p| p.column == n && short(p)).map(|p| (l.row, p.text)))
            .collect::<Vec<_>>()
    });
    let judge = Judge::new(words, lines_to_names(stacks, known_names, words), columns);
    let rows = bands::lines_to_rows(&placed, columns, &judge);
    Some(rows_to_table(columns, rows, findings))
}
