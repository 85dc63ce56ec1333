//! Lines in which labels set upright, a character a line, stand among the cells beside them (pdfplumber) → lines with each label
//! in one piece above its block. A class centred beside its rows goes above them as well.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::language::characters::{is_common_ideograph, split_before};
use crate::model::Line;
use crate::vocabulary::Column as Meaning;

use super::words::Words;

/// Characters of an upright label.
const LABEL: RangeInclusive<usize> = 3..=8;
/// Lines between two of its characters.
const APART: usize = 12;
/// Lines above an upright label in which the headings of its block stand.
const HEADER_WITHIN: usize = 48;

/// Puts upright labels and centred classes above their blocks.
pub(super) fn lines_upright<'a>(lines: &'a [Line], words: &Words) -> Cow<'a, [Line]> {
    let marks: Vec<(usize, char)> =
        lines.iter().enumerate().filter_map(|(n, l)| Some((n, mark_of(&l.text)?))).collect();
    let mut labels = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        let found = LABEL.rev().find_map(|count| label_of(marks.get(at..at + count)?, words));
        at += found.as_ref().map_or(1, |l| l.0.chars().count());
        labels.extend(found);
    }
    if labels.is_empty() {
        return Cow::Borrowed(lines);
    }
    let mut upright: Vec<Line> = lines.to_vec();
    for (_, _, own) in &labels {
        for n in own {
            without_mark(&mut upright[*n]);
        }
    }
    // From below, so that what was found above stays where it is.
    for (label, meaning, own) in labels.iter().rev() {
        let above = if *meaning == Meaning::Indicators { headings_above(&upright, own[0], words) } else { own[0] };
        let number = upright[above].number;
        upright.insert(above, Line { number, text: label.clone() });
    }
    raise_centred_classes(&mut upright, words);
    Cow::Owned(upright)
}

/// The single ideograph a line holds, or begins with before a space.
fn mark_of(text: &str) -> Option<char> {
    let text = text.trim();
    let mut chars = text.chars();
    let first = chars.next().filter(|&c| is_common_ideograph(c))?;
    chars.next().is_none_or(char::is_whitespace).then_some(first)
}

fn without_mark(line: &mut Line) {
    let rest = line.text.trim_start().chars().skip(1).collect::<String>();
    rest.trim().clone_into(&mut line.text);
}

/// The label of a block that marks make, with their lines.
fn label_of(marks: &[(usize, char)], words: &Words) -> Option<(String, Meaning, Vec<usize>)> {
    if marks.windows(2).any(|w| w[1].0 - w[0].0 > APART) {
        return None;
    }
    let label: String = marks.iter().map(|(_, c)| *c).collect();
    let meaning = words.meaning(&label)?;
    let is_block = matches!(
        meaning,
        Meaning::Goal
            | Meaning::GoalPeriod
            | Meaning::Indicators
            | Meaning::FundsBlock
            | Meaning::TaskBlock
            | Meaning::BudgetBlock
    );
    is_block.then(|| (label, meaning, marks.iter().map(|(n, _)| *n).collect()))
}

/// The line of the headings of indicators above a line; the line itself where there are none.
fn headings_above(lines: &[Line], from: usize, words: &Words) -> usize {
    let is_header = |l: &Line| l.text.split_whitespace().any(|t| words.meaning(t) == Some(Meaning::Level3));
    let near = lines.iter().enumerate().take(from + 1).rev().take(HEADER_WITHIN);
    near.clone().find(|(_, l)| is_header(l)).map_or(from, |(n, _)| n)
}

/// Moves a line that is a class of the first level above the rows before it whose classes belong to it.
fn raise_centred_classes(lines: &mut Vec<Line>, words: &Words) {
    for at in 1..lines.len() {
        let (above, below) = lines.split_at(at);
        let Some(level1) = below.first().and_then(|line| words.level1(line.text.trim())) else { continue };
        let belongs = |line: &&Line| {
            let (first, _) = split_before(line.text.trim_start(), char::is_whitespace);
            words.class_levels(first) == (false, true) && words.parent(first) == Some(level1)
        };
        let rows = above.iter().rev().take_while(belongs).count();
        if rows > 0 {
            let line = lines.remove(at);
            lines.insert(at - rows, line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upright_labels_and_centred_classes_go_above_their_blocks() {
        let text = "总\n中期目标 年度目标\n体\n目 普法。 宣传。\n标\n一级指标 二级指标 三级指标 指标值\n数量指标 场次 10场\n绩 产出指标\n\
            质量指标 合格率 95%\n效\n指 效益指标 社会效益指标 意识 提升\n标";
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        let upright = lines_upright(&lines, &Words::default());
        let read: Vec<&str> = upright.iter().map(|l| l.text.as_str()).filter(|t| !t.is_empty()).collect();
        let right = [
            "总体目标",
            "中期目标 年度目标",
            "普法。 宣传。",
            "绩效指标",
            "一级指标 二级指标 三级指标 指标值",
            "产出指标",
            "数量指标 场次 10场",
            "质量指标 合格率 95%",
            "效益指标 社会效益指标 意识 提升",
        ];
        assert_eq!(read, right);
    }

    #[test]
    fn single_characters_that_make_no_label_stay() {
        let lines = [Line { number: 1, text: "甲 乙".to_owned() }, Line { number: 2, text: "丙".to_owned() }];
        assert!(matches!(lines_upright(&lines, &Words::default()), Cow::Borrowed(_)));
    }
}
