use super::*;

/// A table of rows of cells: first column, columns, rows, text. Borders stand 50 pt apart, from `left` on.
fn table(left: usize, cols: usize, rows: &[&[(usize, usize, usize, &str)]]) -> TextTable {
    let edges = |from: usize, count: usize| (0..=count).map(|n| 50.0 * (from + n) as Pt).collect::<Vec<_>>();
    let place = Place::page(1, BBox::default());
    let cell = |row: usize, &(col, col_span, row_span, text): &(usize, usize, usize, &str)| TextCell {
        row,
        col,
        row_span,
        col_span,
        text: text.to_owned(),
        place: place.clone(),
        open: Sides { top: row == 0 && text.is_empty(), ..Sides::default() },
        lines: Vec::new(),
        last_line: 0.0,
    };
    TextTable {
        page: 1,
        method: Method::Rules,
        confidence: 1.0,
        column_edges: edges(left, cols),
        row_edges: edges(0, rows.len()),
        header_rows: 0,
        em: 10.0,
        cells: rows.iter().enumerate().flat_map(|(n, cells)| cells.iter().map(move |c| cell(n, c))).collect(),
        tag_rows: vec![None; rows.len()],
        place,
        tail: 0,
        spanning: Vec::new(),
    }
}

/// Of each cell its row, column, rows and text.
fn cells(table: &TextTable) -> Vec<(usize, usize, usize, &str)> {
    table.cells.iter().map(|c| (c.row, c.col, c.row_span, c.text.as_str())).collect()
}

fn upper() -> TextTable {
    table(
        0,
        4,
        &[
            &[(0, 1, 2, "产出"), (1, 1, 2, "数量"), (2, 1, 1, "人数"), (3, 1, 1, "5")],
            &[(2, 1, 1, "次数"), (3, 1, 1, "6")],
        ],
    )
}

#[test]
fn rows_that_moved_stand_in_their_columns_until_the_labels_end() {
    let lower = table(
        0,
        4 - 1,
        &[&[(0, 1, 1, "件数"), (1, 1, 1, "7"), (2, 1, 1, "")], &[(0, 1, 1, "质量"), (1, 1, 1, "率"), (2, 1, 1, "8")]],
    );
    let right = with_missing_columns(&upper(), &lower);
    let expected = [
        (0, 0, 2, ""),
        (0, 1, 1, ""),
        (0, 2, 1, "件数"),
        (0, 3, 1, "7"),
        (1, 1, 1, "质量"),
        (1, 2, 1, "率"),
        (1, 3, 1, "8"),
    ];
    assert_eq!(right.as_ref().map(cells), Some(expected.to_vec()));
}

#[test]
fn a_table_that_begins_right_of_a_label_has_the_label_beside_it() {
    let lower = table(1, 3, &[&[(0, 1, 1, "质量"), (1, 1, 1, "率"), (2, 1, 1, "8")]]);
    let right = with_missing_columns(&upper(), &lower);
    assert_eq!(
        right.as_ref().map(cells),
        Some(vec![(0, 0, 1, ""), (0, 1, 1, "质量"), (0, 2, 1, "率"), (0, 3, 1, "8")])
    );
}

#[test]
fn a_table_of_all_columns_misses_none() {
    let lower = table(0, 4, &[&[(0, 1, 1, "效益"), (1, 1, 1, "社会"), (2, 1, 1, "率"), (3, 1, 1, "8")]]);
    assert!(with_missing_columns(&upper(), &lower).is_none());
}
