//! Lists of a template that are a row of placeholders.

use super::list::{ColumnFill, ListColumn, PlaceList, Rows, is_of_task};
use super::list_rows::extend;
use super::pattern::{self, TextPiece};
use crate::ooxml::grid::SheetGrid;
use crate::vocabulary::AskedField;
use crate::vocabulary::{Column, ListOf, Vocabulary};

/// The lists a sheet's placeholders make, from top to bottom.
pub(super) fn placeholder_lists(grid: &SheetGrid<'_>, vocabulary: &Vocabulary) -> Vec<PlaceList> {
    let mut lists: Vec<PlaceList> = Vec::new();
    for (block, text) in grid.texts() {
        let Some(pieces) = pattern::pieces_of(text) else { continue };
        let Some(name) = list_name(&pieces) else { continue };
        let fields: Vec<AskedField> = pattern::fields_of(&pieces, vocabulary).collect();
        let fill = match (pieces.as_slice(), fields.as_slice()) {
            ([TextPiece::Place(_)], [field]) => ColumnFill::Field(*field),
            _ => ColumnFill::Pieces(pieces.clone()),
        };
        let column = ListColumn { column: block.left, label: text.to_owned(), fill };
        match lists.last_mut().filter(|list| list.first == block.top && list_is_named(list, grid, name)) {
            Some(list) => {
                list.right = block.right;
                list.columns.push(column);
            }
            None => lists.push(PlaceList {
                rows: rows_named(name, vocabulary),
                columns: vec![column],
                header: None,
                first: block.top,
                last: block.top,
                open: false,
                left: block.left,
                right: block.right,
                unknown: Vec::new(),
            }),
        }
    }
    for list in &mut lists {
        let texts: Vec<&str> = list.columns.iter().map(|c| grid.text(list.first, c.column)).collect();
        let pieces = texts.iter().filter_map(|text| pattern::pieces_of(text)).flatten().collect::<Vec<_>>();
        let columns = pattern::fields_of(&pieces, vocabulary).filter_map(|field| match field {
            AskedField::Column(column) => Some(column),
            _ => None,
        });
        list.rows = match list_name(&pieces).filter(|name| !name.is_empty()) {
            Some(_) if list.rows != Rows::Flat => list.rows,
            _ => rows_asked_for(&columns.collect::<Vec<_>>()),
        };
        extend(list, grid, vocabulary);
    }
    lists
}

fn list_name(pieces: &[TextPiece]) -> Option<&str> {
    pieces.iter().find_map(|piece| match piece {
        TextPiece::Place(place) => place.list.as_deref(),
        TextPiece::Text(_) => None,
    })
}

fn list_is_named(list: &PlaceList, grid: &SheetGrid<'_>, name: &str) -> bool {
    let first = list.columns.first().map(|c| grid.text(list.first, c.column)).and_then(pattern::pieces_of);
    first.as_deref().and_then(list_name) == Some(name)
}

/// What a list of this name holds; [`Rows::Flat`] where the name does not say.
fn rows_named(name: &str, vocabulary: &Vocabulary) -> Rows {
    match vocabulary.list_of(name) {
        Some(ListOf::Indicators) => Rows::Indicators,
        Some(ListOf::Projects) => Rows::Projects,
        Some(ListOf::Tasks) => Rows::Tasks,
        None => Rows::Flat,
    }
}

fn rows_asked_for(columns: &[Column]) -> Rows {
    let of_indicator = columns.iter().any(|c| c.is_indicator() && *c != Column::Remark);
    let of_task = columns.iter().any(|c| is_of_task(*c));
    match (of_indicator, columns.contains(&Column::Project), of_task) {
        (true, true, _) => Rows::Flat,
        (true, false, _) => Rows::Indicators,
        (false, _, true) => Rows::Tasks,
        (false, _, false) => Rows::Projects,
    }
}
