//! Rows of a container without merged cells → which cells of a header were merged.
//!
//! A heading over several columns leaves blanks right of it, one over two rows leaves a blank below it. Where two rows fill each other's
//! blanks in every column, and groups of columns have headings of their own below that of the group, nothing else explains them.

/// Characters of the longest heading.
const LONGEST: usize = 30;
/// Columns that a header has at least.
const FEWEST_COLUMNS: usize = 3;

/// A cell that spans more than its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeaderSpan {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: u32,
    pub(super) columns: u32,
}

/// The cells of headers that span several rows or columns, in row order.
pub(super) fn rows_to_spans(rows: &[Vec<&str>]) -> Vec<HeaderSpan> {
    let mut spans = Vec::new();
    let mut row = 0;
    while let (Some(upper), Some(lower)) = (rows.get(row), rows.get(row + 1)) {
        match pair_to_spans(upper, lower) {
            Some(found) => {
                spans.extend(found.into_iter().map(|(column, rows, columns)| HeaderSpan {
                    row,
                    column,
                    rows,
                    columns,
                }));
                row += 2;
            }
            None => row += 1,
        }
    }
    spans
}

/// The spans of two rows of headings: column, rows, columns; `None` where they are no such.
fn pair_to_spans(upper: &[&str], lower: &[&str]) -> Option<Vec<(usize, u32, u32)>> {
    let width = upper.iter().chain(lower).filter(|t| !t.trim().is_empty()).count();
    let start = upper.iter().position(|t| !t.trim().is_empty())?;
    let end = last_filled(upper)?.max(last_filled(lower)?) + 1;
    let columns = end.saturating_sub(start);
    let begins_below = lower.iter().take(start).any(|t| !t.trim().is_empty());
    if begins_below
        || columns < FEWEST_COLUMNS
        || width < columns + 1
        || !upper.iter().chain(lower).all(|t| is_heading(t))
    {
        return None;
    }
    let (mut spans, mut groups, mut column) = (Vec::new(), 0, start);
    while column < end {
        if !has_text_at(upper, column) {
            return None;
        }
        let blanks = (column + 1..end).take_while(|n| !has_text_at(upper, *n)).count();
        let columns = blanks as u32 + 1;
        let below = (column..=column + blanks).filter(|n| has_text_at(lower, *n)).count();
        match (below, blanks) {
            (0, 0) => spans.push((column, 2, 1)),
            // A group has a heading below in each of its columns; a single one that is divided no further has one, too.
            (below, _) if below == blanks + 1 => {
                groups += usize::from(blanks > 0);
                if blanks > 0 {
                    spans.push((column, 1, columns));
                }
            }
            _ => return None,
        }
        column += blanks + 1;
    }
    (groups > 0).then_some(spans)
}

/// Whether a cell of a row holds a text.
fn has_text_at(row: &[&str], n: usize) -> bool {
    row.get(n).is_some_and(|t| !t.trim().is_empty())
}

/// The last cell of a row that holds a text.
fn last_filled(row: &[&str]) -> Option<usize> {
    row.iter().rposition(|t| !t.trim().is_empty())
}

/// Whether a text may be a heading, or is blank.
fn is_heading(text: &str) -> bool {
    let text = text.trim();
    let short = text.chars().take(LONGEST + 1).count() <= LONGEST;
    text.is_empty() || short && text.chars().any(char::is_alphabetic) && !text.starts_with(['≥', '≤', '>', '<', '='])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(rows: &[&str]) -> Vec<(usize, usize, u32, u32)> {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split(',').collect()).collect();
        rows_to_spans(&rows).into_iter().map(|s| (s.row, s.column, s.rows, s.columns)).collect()
    }

    #[test]
    fn rows_that_fill_each_others_blanks_are_a_header() {
        let header =
            ["表,,,,,", "编码,名称,项目金额,,绩效目标,成本指标,", ",,总额,财政,,三级指标,指标值", "1,甲,2,,乙,丙,3"];
        assert_eq!(spans(&header), [(1, 0, 2, 1), (1, 1, 2, 1), (1, 2, 1, 2), (1, 4, 2, 1), (1, 5, 1, 2)]);
        let counted = [",部门,项目金额,", ",,总额,财政"];
        assert_eq!(spans(&counted), [(0, 1, 2, 1), (0, 2, 1, 2)]);
        let divided = ["绩效指标,,,指标值,,实际", "一级,二级,三级,性质,数值,"];
        assert_eq!(spans(&divided), [(0, 0, 1, 3), (0, 3, 1, 2), (0, 5, 2, 1)]);
    }

    #[test]
    fn rows_of_labels_and_values_are_none() {
        assert_eq!(spans(&["项目名称,,某项目,,", "主管部门,,某局,,"]), []);
        assert_eq!(spans(&["项目资金,,预算数,执行数", ",总额,387.64,387.64", ",其中：拨款,1,2"]), []);
        assert_eq!(spans(&["产出指标,数量指标,甲,≥12台", ",质量指标,乙,≥95%", ",,丙,≥3次"]), []);
        assert_eq!(spans(&["年度目标,预期,,实际,", ",做好工作。,,做好工作。,"]), []);
    }
}
