//! What speaks against a reading: the scoring model of wrapped lines asked of finished tables, whichever reader made them.

use crate::model::{Block, Cell, Line, Scored, Table, TextBlock, Variant};

use super::words::Words;
use super::wrapped::{Cost, Dictionary, Judge, Role, missing_cost, starts_inside, unbalanced, weights};

/// Labels in a row that make it a header.
const HEADER_LABELS: usize = 3;

/// A reading of lines and its score.
pub(super) fn scored(variant: Variant, blocks: &[Block], lines: &[Line], words: &Words) -> Option<Scored> {
    let tables: Vec<&Table> = blocks.iter().filter_map(as_table).collect();
    let printed = lines.iter().filter(|l| !l.text.trim().is_empty()).count();
    if tables.is_empty() || printed == 0 {
        return None;
    }
    let inside: Cost = tables.iter().map(|t| table_to_cost(t, words)).sum();
    let gaps: Cost = lines.iter().map(|l| unexplained_gaps(&l.text, variant)).sum();
    Some(Scored { variant, score: (inside + gaps) / printed as Cost })
}

fn as_table(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    }
}

/// The lines with the way they were read, and the next best.
pub(super) fn block<'a>(
    lines: impl IntoIterator<Item = &'a Line>,
    variant: Variant,
    own: Option<Scored>,
    other: Option<Scored>,
) -> Option<TextBlock> {
    let numbers = lines.into_iter().filter(|l| !l.text.trim().is_empty()).map(|l| (l.number, l.number));
    let (first, last) = numbers.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(TextBlock { lines: [first, last], variant, score: own.map(|s| s.score), runner_up: other })
}

/// Cost of the tabs and wide gaps inside a line that a reading takes for mere spaces.
fn unexplained_gaps(text: &str, variant: Variant) -> Cost {
    // Tabs at the end stand for empty cells.
    let text = text.trim_matches([' ', '\u{c}']);
    let tabs = text.matches(['\t', '|']).count() as Cost * weights::TAB_UNEXPLAINED;
    let wide = text.split("  ").skip(1).filter(|piece| !piece.is_empty() && !piece.starts_with(' ')).count();
    match variant {
        Variant::Separated => 0.0,
        Variant::Spaced | Variant::SpacedSections => tabs,
        _ => tabs + wide as Cost * weights::WIDE_GAP_UNEXPLAINED,
    }
}

/// Whether two readings hold the same cells.
pub(super) fn same_cells(a: &[Block], b: &[Block]) -> bool {
    filled_cells(a) == filled_cells(b)
}

/// The cells of all tables that hold a text, by row and column.
fn filled_cells(blocks: &[Block]) -> Vec<(u32, u32, String)> {
    let tables = blocks.iter().filter_map(as_table).flat_map(|t| &t.cells);
    tables.filter(|c| !c.text.is_empty()).map(|c| (c.row, c.col, c.text.clone())).collect()
}

/// Cost of a table: of each cell in its column, of what rows lack, of each row.
fn table_to_cost(table: &Table, words: &Words) -> Cost {
    let judge = Judge::new(words, Dictionary::default(), &[]);
    let columns = table.cols as usize;
    let mut rows: Vec<Vec<&Cell>> = vec![Vec::new(); table.rows as usize];
    for cell in &table.cells {
        rows[cell.row as usize].push(cell);
    }
    let mut roles: Vec<Option<Role>> = vec![None; columns];
    // For each column the row to which a cell above reaches down.
    let mut covered = vec![0_u32; columns];
    let mut cost = 0.0;
    for (number, row) in (0_u32..).zip(&rows) {
        let labels = row.iter().filter(|c| words.meaning(&c.text).is_some()).count();
        let is_header = labels >= HEADER_LABELS;
        cost += if is_header { 0.0 } else { weights::NEW_ROW };
        for cell in row {
            let own = cell.col as usize..(cell.col + cell.col_span) as usize;
            covered[own.clone()].fill(number + cell.row_span);
            let role = roles[cell.col as usize];
            if is_header {
                roles[own].fill(words.meaning(&cell.text).map(Role::of));
            } else if cell.text.is_empty() {
                cost += role.map_or(0.0, missing_cost);
            } else {
                cost += role.map_or_else(|| loose_cell(&cell.text), |role| judge.whole_cell(role, &cell.text));
            }
        }
        let lacking = roles.iter().zip(&covered).filter(|(_, to)| **to <= number && !is_header);
        cost += lacking.map(|(role, _)| role.map_or(0.0, missing_cost)).sum::<Cost>();
    }
    cost
}

/// Cost of a text that may be anything, a label or its value.
fn loose_cell(text: &str) -> Cost {
    let odd_start = if starts_inside(text) { weights::STARTS_INSIDE } else { 0.0 };
    odd_start + if unbalanced(text) { weights::UNBALANCED } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_gaps_a_reading_does_not_explain_speak_against_it() {
        let text = "  甲局\t法制经费    12  30";
        let of = |variant| unexplained_gaps(text, variant);
        assert!(of(Variant::Separated) < of(Variant::Spaced) && of(Variant::Spaced) < of(Variant::Wrapped));
    }
}
