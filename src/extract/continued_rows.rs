//! Rows of a container without merged cells → which cells of a list go on below.
//!
//! A cell over several rows leaves blanks below it. Below a row of headings a row that begins with blanks goes on with what stands
//! above these; where something stands in a column anew, all to its right is new as well.

use std::collections::BTreeMap;

/// Columns that a list has at least.
const FEWEST_COLUMNS: usize = 3;

/// The rows that cells go over, by the row and column in which they begin, of those that go over more than one.
pub(super) fn rows_to_heights(rows: &[Vec<&str>]) -> BTreeMap<(usize, usize), u32> {
    let mut heights = BTreeMap::new();
    let width = rows.iter().map(|row| filled(row)).fold(0, usize::max);
    let Some(header) = rows.iter().position(|row| filled(row) == width).filter(|_| width >= FEWEST_COLUMNS) else {
        return heights;
    };
    let left = rows.iter().filter_map(|row| row.iter().position(|text| !is_blank(text))).min().unwrap_or_default();
    // The row in which the cell of each column begins.
    let mut begun: Vec<Option<usize>> = Vec::new();
    for (number, row) in rows.iter().enumerate().skip(header + 1) {
        let Some(first) = row.iter().position(|text| !is_blank(text)) else {
            begun.clear();
            continue;
        };
        if first == left && filled(row) == 1 {
            begun.clear();
            continue;
        }
        for (column, above) in begun.iter().take(first).enumerate() {
            if let Some(above) = above {
                heights.insert((*above, column), (number - above) as u32 + 1);
            }
        }
        begun.resize(first.min(begun.len()), None);
        begun.resize(first, None);
        begun.extend(row.iter().skip(first).map(|text| (!is_blank(text)).then_some(number)));
    }
    heights
}

fn filled(row: &[&str]) -> usize {
    row.iter().filter(|text| !is_blank(text)).count()
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(rows: &[&str]) -> Vec<(usize, usize, u32)> {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split(',').collect()).collect();
        rows_to_heights(&rows).into_iter().map(|((row, column), height)| (row, column, height)).collect()
    }

    #[test]
    fn rows_that_begin_with_blanks_go_on_with_what_stands_above() {
        let list =
            ["表,,,", "部门,单位,项目,目标", "甲局,一站,a,x", ",,b,y", ",二站,c,z", ",,d,u", "乙局,三站,e,v", ",,,w"];
        assert_eq!(heights(&list), [(2, 0, 4), (2, 1, 2), (4, 1, 2), (6, 0, 2), (6, 1, 2), (6, 2, 2)]);
    }

    #[test]
    fn blank_rows_and_lines_of_text_end_cells_and_blanks_further_right_are_none() {
        assert_eq!(heights(&["部门,项目,目标", "甲局,a,x", ",,", ",b,y"]), []);
        assert_eq!(heights(&["部门,项目,目标", "甲局,a,x", "说明：无,,", ",b,y"]), []);
        assert_eq!(heights(&["部门,项目,目标", "甲局,a,x", "乙局,,y", "丙局,b,"]), []);
        assert_eq!(heights(&["单位,甲局", ",乙局"]), []);
    }
}
