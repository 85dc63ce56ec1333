//! A card that a page break cuts between its head and its indicators. The columns of the two have nothing to do with each other.

use crate::model::geometry::inner_edges;
use crate::model::{Method, Pt};
use crate::reconstruct::pages::aligned::{common_edges, edge_numbers};
use crate::reconstruct::pages::card_at_end::opens_block;
use crate::reconstruct::pages::page_reading::TextTable;
use crate::reconstruct::tolerances::{BLOCK_EDGES_APART, HEADING_LINES};
use crate::vocabulary::{Column, Vocabulary};

use super::columns::CommonColumns;

/// How many headings of levels show that a row heads indicators.
const LEVELS_LEAST: usize = 2;

/// The borders of both tables, where the upper one is the head of a card without rules and the lower one begins with the headings of
/// indicators.
pub(super) fn card_columns(upper: &TextTable, lower: &TextTable) -> Option<CommonColumns> {
    let ruled = upper.method == Method::Rules && lower.method == Method::Rules;
    let words = Vocabulary::default();
    let headed = (0..HEADING_LINES).any(|row| levels_in(lower, row, &words) >= LEVELS_LEAST);
    if ruled || !is_card_head(upper, &words) || !(headed || has_next_label(upper, lower, &words)) {
        return None;
    }
    let (left, right) = outer_edges(upper, lower)?;
    let (above, below) = (with_outer(&upper.column_edges, left, right), with_outer(&lower.column_edges, left, right));
    let edges = common_edges(&above, &below, BLOCK_EDGES_APART * upper.em.max(lower.em));
    let (upper, lower) = (edge_numbers(&above, &edges), edge_numbers(&below, &edges));
    Some(CommonColumns { edges, upper, lower, exact: false })
}

/// Whether the lower table begins with a label of a card's head that the upper one does not have.
fn has_next_label(upper: &TextTable, lower: &TextTable, words: &Vocabulary) -> bool {
    let first = lower.cells.iter().find(|c| c.row == 0 && !c.text.trim().is_empty());
    let label = first.and_then(|c| words.column(&c.text)).filter(|label| *label != Column::Project);
    label.is_some_and(|label| opens_block(label) && upper.cells.iter().all(|c| words.column(&c.text) != Some(label)))
}

/// Whether the table names a project or a department in its first rows and holds no headings of indicators.
fn is_card_head(table: &TextTable, words: &Vocabulary) -> bool {
    let named = table.cells.iter().filter(|c| c.row < HEADING_LINES && c.col == 0);
    let mut labels = named.filter_map(|c| words.column(&c.text));
    labels.any(|label| matches!(label, Column::Project | Column::Department))
        && table.cells.iter().all(|c| words.column(&c.text).is_none_or(|label| !is_level(label)))
}

/// How many headings of levels stand in a row.
fn levels_in(table: &TextTable, row: usize, words: &Vocabulary) -> usize {
    table.cells.iter().filter(|c| c.row == row && words.column(&c.text).is_some_and(is_level)).count()
}

fn is_level(heading: Column) -> bool {
    matches!(heading, Column::Level1 | Column::Level2 | Column::Level3)
}

/// The outermost borders of both.
fn outer_edges(upper: &TextTable, lower: &TextTable) -> Option<(Pt, Pt)> {
    let left = upper.column_edges.first()?.min(*lower.column_edges.first()?);
    Some((left, upper.column_edges.last()?.max(*lower.column_edges.last()?)))
}

/// The borders with others as the outer ones.
fn with_outer(edges: &[Pt], left: Pt, right: Pt) -> Vec<Pt> {
    std::iter::once(left).chain(inner_edges(edges).iter().copied()).chain([right]).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::model::{BBox, Place};
    use crate::reconstruct::pages::page_reading::TextCell;

    fn table(edges: &[Pt], rows: &[&[&str]]) -> TextTable {
        let place = Place::page(1, BBox::new(0.0, 0.0, 1.0, 1.0));
        let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
            let place = place.clone();
            texts.iter().enumerate().map(move |(col, t)| TextCell::single(row, col, (*t).to_owned(), place.clone()))
        });
        TextTable {
            page: 1,
            method: Method::Alignment,
            confidence: 0.7,
            column_edges: edges.to_vec(),
            row_edges: (0..=rows.len()).map(|n| n as Pt).collect(),
            header_rows: 0,
            em: 10.0,
            cells: cells.collect(),
            tag_rows: vec![None; rows.len()],
            place: place.clone(),
            tail: 0,
            spanning: Vec::new(),
        }
    }

    #[test]
    fn headings_of_indicators_go_on_with_the_head_of_a_card() {
        let head = table(&[40.0, 120.0, 300.0], &[&["项目名称", "维修养护"], &["总体目标", "保障运行"]]);
        let rows =
            table(&[36.0, 118.0, 180.0, 320.0], &[&["一级指标", "二级指标", "三级指标"], &["产出指标", "", "次数"]]);
        let common = card_columns(&head, &rows).unwrap();
        assert_eq!(common.edges, vec![36.0, 119.0, 180.0, 320.0]);
        assert_eq!((common.upper, common.lower), (vec![0, 1, 3], vec![0, 1, 2, 3]));
        // Rows that head no indicators do not, nor do headings below other headings.
        assert_eq!(card_columns(&head, &head), None);
        assert_eq!(card_columns(&rows, &rows), None);
    }
}
