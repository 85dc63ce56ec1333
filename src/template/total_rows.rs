//! Rows of totals beside a list: each total stands in the column of what it adds up.

use super::labelled_cell::LabelledCell;
use super::list::{ColumnFill, PlaceList, Rows};
use crate::ooxml::grid::SheetGrid;
use crate::vocabulary::AskedField;
use crate::vocabulary::{Column, Vocabulary};

/// The totals of a list of projects: of its columns of amounts, in the row below it or above its header. The cell beside the label
/// is one of another column.
pub(super) fn amount_pairs(
    grid: &SheetGrid<'_>,
    vocabulary: &Vocabulary,
    lists: &[PlaceList],
    pairs: &mut Vec<LabelledCell>,
) {
    for list in lists.iter().filter(|list| matches!(list.rows, Rows::Projects | Rows::Flat)) {
        let top = list.header.map_or(list.first, |header| header.top);
        let beside = [top.saturating_sub(1), list.last.max(list.first) + 1];
        for row in beside.into_iter().filter(|row| *row > 0) {
            let labels = grid
                .texts_of(row)
                .filter(|(block, text)| (list.left..=list.right).contains(&block.left) && vocabulary.is_subtotal(text));
            for (block, text) in labels {
                pairs.retain(|pair| pair.label_at != (block.top, block.left));
                let label: String = text.split_whitespace().collect();
                let right = list.columns.iter().filter(|c| c.column > block.right);
                pairs.extend(right.filter_map(|column| {
                    let ColumnFill::Field(field @ AskedField::Column(amount)) = &column.fill else { return None };
                    let free =
                        amount.is_amount() && grid.is_blank(row, column.column) && grid.is_ruled(row, column.column);
                    free.then(|| LabelledCell {
                        field: Some(*field),
                        label: label.clone(),
                        label_at: (block.top, block.left),
                        row,
                        column: column.column,
                        behind: None,
                        heading: false,
                        total: true,
                    })
                }));
            }
        }
    }
}

/// The cells of a 总分 row below a list's columns of points: attainable and attained. Gives what stands there already, with its row.
pub(super) fn total_pairs(
    grid: &SheetGrid<'_>,
    vocabulary: &Vocabulary,
    lists: &[PlaceList],
    pairs: &mut Vec<LabelledCell>,
) -> Vec<(AskedField, u32)> {
    let mut said = Vec::new();
    for (block, text) in grid.texts() {
        // What a text means is asked last: a sheet may have a million, and few have a list above them.
        let above = lists.iter().rev().find(|l| l.last.max(l.first) < block.top && l.rows == Rows::Indicators);
        if above.is_none() || vocabulary.column(text) != Some(Column::Total) {
            continue;
        }
        let columns = [(Column::Points, "execution.total_points"), (Column::Score, "execution.total_score")]
            .map(|(column, json)| above.and_then(|l| l.column_of(column)).map(|at| (at, AskedField::Registered(json))));
        if columns.iter().all(Option::is_none) {
            continue;
        }
        // With columns for them, the cell beside the label says nothing.
        pairs.retain(|pair| pair.label_at != (block.top, block.left));
        for (column, field) in columns.into_iter().flatten().filter(|(at, _)| *at > block.right) {
            if grid.is_blank(block.top, column) && grid.is_ruled(block.top, column) {
                let label = text.split_whitespace().collect();
                let label_at = (block.top, block.left);
                let (row, field) = (block.top, Some(field));
                pairs.push(LabelledCell {
                    field,
                    label,
                    label_at,
                    row,
                    column,
                    behind: None,
                    heading: false,
                    total: false,
                });
            } else {
                said.push((field, block.top));
            }
        }
    }
    said
}
