//! Lines whose cells end with a pipe, as dumps of web pages have them → rows. A row may be broken behind any of its cells; what
//! merged cells lack stands as pipes at its end, so that rows of a table have as many pipes. Where no pipe tells where rows end,
//! the cells' meanings do ([`cell_stream`]).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::language::characters::without_last;
use crate::model::Line;

use super::cell_stream::{self, StreamCell};
use super::fields::{FieldRow, ends_with_pipe};
use super::words::Words;

/// Columns of the narrowest and widest table whose rows are told by their pipes.
const WIDTHS: Range<usize> = 3..41;
/// Lines that are a blank cell alone make a stream of cells: at least so many, and this share of all lines unless nearly all
/// lines hold one cell.
const FEWEST_BARE: usize = 3;
/// See [`FEWEST_BARE`].
const BARE_SHARE: f32 = 0.2;
/// See [`FEWEST_BARE`].
const SINGLE_SHARE: f32 = 0.8;
/// Lines that each hold one cell make a stream of cells from so many on.
const FEWEST_SINGLE: usize = 8;
/// Share of lines that rows of one width must explain.
const EXPLAINED_SHARE: f32 = 0.7;

/// Reads lines of such cells as rows; `None` where they are rows between pipes.
pub(super) fn lines_to_rows(lines: &[Line], words: &Words) -> Option<Vec<FieldRow>> {
    let own: Vec<&Line> = lines.iter().filter(|l| !l.text.trim().is_empty()).collect();
    if own.iter().any(|l| !ends_with_pipe(&l.text)) {
        return None;
    }
    let counts: Vec<usize> = own.iter().map(|l| l.text.matches('|').count()).collect();
    let bare = own.iter().filter(|l| l.text.trim() == "|").count();
    let is_pad: Vec<bool> = own.iter().map(|l| is_filled_up(l)).collect();
    let singles = counts.iter().filter(|c| **c == 1).count();
    let share = |count: usize| count as f32 / own.len() as f32;
    // A title that is not filled up: nothing is.
    let titled = counts.first() == Some(&1)
        && counts.get(1).is_some_and(|c| *c > 1)
        && !own.get(1).is_some_and(|l| is_blank(&l.text));
    let padded = padded_width(&counts, &is_pad).filter(|_| !titled);
    let is_stream = bare >= FEWEST_BARE && share(bare) >= BARE_SHARE
        || own.len() >= FEWEST_SINGLE && share(singles) >= SINGLE_SHARE;
    if padded.is_none() && is_stream {
        return Some(cell_stream::cells_to_rows(&lines_to_cells(&own), words));
    }
    // Where rows are not filled up with blanks, those that lack merged cells are as long as they are.
    let mut widths = if padded.is_some() { widths_side_by_side(&counts) } else { BTreeSet::new() };
    widths.extend(padded.filter(|_| widths.is_empty()));
    // Where some lines begin with a cell, a pipe that opens a line ends a blank one.
    if own.iter().filter(|l| !is_blank(&l.text)).all(|l| l.text.trim_start().starts_with('|')) {
        return None;
    }
    let groups = counts_to_groups(&counts, &widths);
    Some(groups.into_iter().filter_map(|group| lines_to_row(&own[group])).collect())
}

/// Whether a line is filled up with blank fields: one may be a cell in which nothing stands.
fn is_filled_up(l: &Line) -> bool {
    l.text.split_whitespace().collect::<String>().ends_with("|||")
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c == '|' || c.is_whitespace())
}

/// The widths that lines next to one another share: lines of such a width are rows.
fn widths_side_by_side(counts: &[usize]) -> BTreeSet<usize> {
    counts.windows(2).filter(|w| w[0] == w[1] && WIDTHS.contains(&w[0])).map(|w| w[0]).collect()
}

/// The width of rows broken behind their cells: most lines make rows of it, and most of these end in pipes alone.
fn padded_width(counts: &[usize], is_pad: &[bool]) -> Option<usize> {
    let explained = |width: usize| {
        let width = &width;
        let groups = counts_to_groups(counts, &BTreeSet::from([*width]));
        let whole = |g: &&Range<usize>| counts[(*g).clone()].iter().sum::<usize>() == *width;
        let lines: usize = groups.iter().filter(whole).map(Range::len).sum();
        let (rows, padded) = groups
            .iter()
            .filter(whole)
            .fold((0, 0), |(rows, padded), g| (rows + 1, padded + usize::from(is_pad[g.end - 1])));
        let holds = lines as f32 >= EXPLAINED_SHARE * counts.len() as f32 && padded * 2 >= rows && rows > 1;
        if holds { lines } else { 0 }
    };
    WIDTHS.rev().max_by_key(|width| explained(*width)).filter(|width| explained(*width) > 0)
}

/// Lines that make rows: a line of one of the widths, lines that together have one, or a line as it stands.
fn counts_to_groups(counts: &[usize], widths: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let widest = widths.iter().copied().fold(0, usize::max);
    let mut groups = Vec::new();
    let mut at = 0;
    while at < counts.len() {
        let (mut sum, mut end) = (0, at);
        for (n, count) in counts[at..].iter().enumerate() {
            let stands_alone = n > 0 && widths.contains(count);
            sum += count;
            if sum > widest || stands_alone {
                break;
            }
            if widths.contains(&sum) {
                end = at + n + 1;
                break;
            }
        }
        let end = end.max(at + 1);
        groups.push(at..end);
        at = end;
    }
    groups
}

fn lines_to_row(lines: &[&Line]) -> Option<FieldRow> {
    let mut fields: Vec<String> = lines.iter().flat_map(|l| cells_of(&l.text)).map(str::to_owned).collect();
    // A lone cell goes over the row: a title, a head line.
    fields.extend((fields.len() == 1).then(String::new));
    Some(FieldRow { fields, lines: [lines.first()?.number, lines.last()?.number] })
}

fn cells_of(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    without_last(text, "|").split('|').map(str::trim)
}

/// The cells of all lines: what stands between pipes, line ends passed over.
fn lines_to_cells<'a>(lines: &[&'a Line]) -> Vec<StreamCell<'a>> {
    let opened = |l: &&'a Line| {
        let text = l.text.trim();
        // A pipe that opens a line ends the blank cell before it.
        cells_of(text).map(move |text| StreamCell { text, line: l.number }).collect::<Vec<_>>()
    };
    lines.iter().flat_map(opened).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        let rows = lines_to_rows(&lines, &Words::default()).unwrap_or_default();
        let filled = |r: FieldRow| r.fields.into_iter().filter(|f| !f.is_empty()).collect();
        rows.into_iter().map(filled).collect()
    }

    #[test]
    fn rows_broken_behind_a_cell_have_as_many_pipes_as_others() {
        let text = "项目名称 | 河道清淤 | |||\n资金情况 |\n预算数 | 执行数 | 得分 | |\n年度资金总额 | 5 | 5 | 10 | |\n\
            效益指标 |\n经济效益指标 |\n|||";
        assert_eq!(
            rows(text),
            [
                vec!["项目名称", "河道清淤"],
                vec!["资金情况", "预算数", "执行数", "得分"],
                vec!["年度资金总额", "5", "5", "10"],
                vec!["效益指标", "经济效益指标"]
            ]
        );
        let alone = "项目支出绩效目标申报表 |\n||||\n主管部门 |\n某局 |\n实施单位 |\n某所 |\n|\n项目期 |\n1年 |\n|||";
        assert_eq!(rows(alone)[1], ["主管部门", "某局", "实施单位", "某所"]);
    }

    #[test]
    fn tables_of_other_widths_follow_one_another() {
        let text = "甲 | 乙 | 丙 | |\n一 | 二 | 三 | |\n绩效目标 | 好 |\n子 | 丑 | 寅 |\n卯 | 辰 | 巳 |";
        assert_eq!(rows(text).len(), 5);
    }
}
