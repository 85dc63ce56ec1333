//! Tables drawn with characters (w3m, psql, pandoc, `rich`: `┌──┬──┐ │ │`, `+---+---+ | |`) → tables. Where a line has no
//! rule between two rows, a cell goes on; where it has no bar between two columns, too.

use crate::model::{Block, Line, Reading};
use crate::reconstruct::text::pieces::Count;

mod frame;
mod grid;

use frame::DrawnFrame;

/// Lines of the smallest drawn table: a rule, a row, a rule.
const LEAST_LINES: usize = 3;

/// Whether a line can be of a drawn table: it begins and ends with a bar or a rule's end.
fn is_drawn(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() > 1 && text.starts_with(frame::is_bar) && text.ends_with(frame::is_bar)
}

/// How many lines the drawn table takes that begins at a line; `None` where none does.
pub(super) fn line_count(lines: &[Line], at: usize) -> Option<usize> {
    let own = &lines[at..];
    let [rule, row, ..] = own else { return None };
    let (rule, row) = (rule.text.trim(), row.text.trim());
    if !frame::is_rule(rule) || !frame::has_joints(rule) || frame::is_rule(row) {
        return None;
    }
    let count = own.iter().take_while(|l| is_drawn(&l.text)).count();
    (count >= LEAST_LINES).then_some(count)
}

/// Reads a drawn table: what stands in each of its cells. `false` where the lines draw none.
pub(super) fn lines_to_block(lines: &[Line], reading: &mut Reading) -> bool {
    let own: Vec<&Line> = lines.iter().filter(|l| is_drawn(&l.text)).collect();
    if own.len() < LEAST_LINES {
        return false;
    }
    let frames = [Count::Cells, Count::Characters].map(|count| DrawnFrame::of(&own, count));
    let best = frames.into_iter().flatten().min_by_key(|f| f.stray);
    let Some(table) = best.and_then(|frame| grid::frame_to_table(&frame)) else { return false };
    reading.blocks.push(Block::Table(table));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, u32, u32, u32, String)> {
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        let mut reading = Reading::default();
        assert_eq!(line_count(&lines, 0), Some(lines.len()));
        assert!(lines_to_block(&lines, &mut reading));
        let Some(Block::Table(table)) = reading.blocks.pop() else { return Vec::new() };
        table.cells.into_iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text)).collect()
    }

    #[test]
    fn cells_go_on_where_no_rule_or_bar_parts_them() {
        let text = "┌────────┬──────────────┐\n\
                    │项目名称│修路          │\n\
                    ├────────┼────────┬─────┤\n\
                    │绩效    │完成里程│≥5公 │\n\
                    │指标    │        │里   │\n\
                    │        ├────────┼─────┤\n\
                    │        │合格率  │95%  │\n\
                    └────────┴────────┴─────┘";
        let right = [
            (0, 0, 1, 1, "项目名称"),
            (0, 1, 1, 2, "修路"),
            (1, 0, 2, 1, "绩效指标"),
            (1, 1, 1, 1, "完成里程"),
            (1, 2, 1, 1, "≥5公里"),
            (2, 1, 1, 1, "合格率"),
            (2, 2, 1, 1, "95%"),
        ];
        assert_eq!(cells(text), right.map(|(r, c, rs, cs, t)| (r, c, rs, cs, t.to_owned())));
    }

    #[test]
    fn plain_signs_draw_too_and_rows_without_rules_between_are_lines() {
        let text = "+------+----+\n| 名称 | 值 |\n+------+----+\n| 甲   | 1  |\n| 乙   | 2  |\n+------+----+";
        let texts: Vec<String> = cells(text).into_iter().map(|c| c.4).collect();
        assert_eq!(texts, ["名称", "值", "甲", "1", "乙", "2"]);
    }
}
