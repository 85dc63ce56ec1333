//! doubled punctuation, unbalanced brackets and quotes.

use crate::findings::{DoubledPunctuation, GoalCut, IndicatorCut, UnbalancedPunctuation, ValueBreaksOff};
use crate::model::{Finding, Indicator, Project};

use super::judged::quote;
use super::normal::plain;
use super::outcome::Tally;
use super::view::{Group, View};

/// A text of a group with the indicator it belongs to.
struct IndicatorText<'a> {
    text: &'a str,
    indicator: Option<usize>,
    is_packed: bool,
}

impl<'a> IndicatorText<'a> {
    fn of(text: &'a str, indicator: Option<usize>) -> Self {
        Self { text, indicator, is_packed: false }
    }
}

fn passages<'a>(view: &View<'a>, group: &Group<'a>) -> Vec<IndicatorText<'a>> {
    let project: Option<&Project> = group.project.map(|n| &view.form.projects[n]);
    let mut passages: Vec<IndicatorText> = [group.goal, project.and_then(|p| p.name.as_deref())]
        .into_iter()
        .flatten()
        .map(|text| IndicatorText::of(text, None))
        .collect();
    if group.project.is_none() {
        let tasks = view.form.tasks.iter().flat_map(|t| [&t.name, &t.content, &t.expected]);
        passages.extend(tasks.flatten().map(|text| IndicatorText::of(text, None)));
    }
    if let Some(text) = project.and_then(Project::packed_indicators) {
        passages.push(IndicatorText { text, indicator: None, is_packed: true });
    } else {
        for (n, i) in group.indicators.iter().enumerate() {
            let texts = [i.level3.as_deref(), i.annual_target.as_ref().map(|t| t.raw.as_str()), i.remark.as_deref()];
            passages.extend(texts.into_iter().flatten().map(|text| IndicatorText::of(text, Some(n))));
        }
    }
    passages
}

/// 。。and the like.
pub(super) fn doubled(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        for passage in passages(view, &group) {
            tally.look();
            for (offset, pair) in doubled_marks(passage.text) {
                let finding = view.finding(DoubledPunctuation { marks: pair });
                tally.hit(locate(&group, finding, &passage, offset).quote(around(passage.text, offset)));
            }
        }
    }
}

/// Slips reported of one text.
const MOST_REPORTED: usize = 20;

/// Places where a mark follows another that cannot stand before it.
fn doubled_marks(text: &str) -> Vec<(usize, String)> {
    let following = text.char_indices().skip(1);
    let mut end_of_last = None;
    text.char_indices()
        .zip(following)
        // Ideographs are no marks.
        .filter(|(_, (_, b))| !('\u{4E00}'..='\u{9FFF}').contains(b))
        .filter(|((_, a), (_, b))| {
            let same = a == b && matches!(a, '。' | '，' | '、' | '；' | '：' | ',' | ';' | '？');
            let pause = matches!(a, '，' | '、' | '；' | ',' | ';') && *b == '。';
            same || pause
        })
        // A row of full stops is one slip, or an ellipsis.
        .filter(|((offset, _), (next, _))| end_of_last.replace(*next) != Some(*offset))
        .take(MOST_REPORTED)
        .map(|((offset, a), (_, b))| (offset, format!("{a}{b}")))
        .collect()
}

/// brackets and quotes that are not closed, or not opened.
pub(super) fn unbalanced(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        for passage in passages(view, &group) {
            tally.look();
            let Some((offset, mark)) = unbalanced_mark(passage.text) else { continue };
            let finding = view.finding(UnbalancedPunctuation { mark });
            tally.hit(locate(&group, finding, &passage, offset).quote(around(passage.text, offset)));
        }
    }
}

/// The first bracket or quote without a counterpart.
fn unbalanced_mark(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char, char)> = Vec::new();
    let mut straight: Option<usize> = None;
    let mut before = None;
    for (offset, c) in text.char_indices() {
        let folded = match c {
            '“' | '”' | '「' | '」' => c,
            _ => plain(c),
        };
        match folded {
            '(' => open.push((offset, c, ')')),
            '《' => open.push((offset, c, '》')),
            '“' => open.push((offset, c, '”')),
            '「' => open.push((offset, c, '」')),
            '"' => straight = if straight.is_some() { None } else { Some(offset) },
            ')' | '》' | '”' | '」' => {
                if open.last().is_some_and(|(.., wanted)| *wanted == folded) {
                    open.pop();
                    before = Some(c);
                    continue;
                }
                let numbers_item = folded == ')' && before.is_some_and(is_item_number);
                if !numbers_item && !is_comparison(text, offset, c) {
                    return Some((offset, c));
                }
            }
            _ => {}
        }
        before = Some(c);
    }
    let unclosed = open.iter().find(|(offset, c, _)| !is_comparison(text, *offset, *c)).map(|(o, c, _)| (*o, *c));
    unclosed.or_else(|| straight.map(|offset| (offset, '"')))
}

/// `1）`, `一）`, `a)` number an item: their bracket closes nothing.
fn is_item_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c)
}

/// `》=95%` and `《5` are printed for ≥ and <.
fn is_comparison(text: &str, offset: usize, c: char) -> bool {
    let rest = text[offset + c.len_utf8()..].trim_start();
    matches!(c, '《' | '》') && rest.starts_with(|c: char| c == '=' || c == '＝' || c.is_ascii_digit())
}

fn locate(group: &Group, finding: Finding, passage: &IndicatorText, offset: usize) -> Finding {
    let indicator = passage
        .indicator
        .or_else(|| passage.is_packed.then(|| indicator_at(passage.text, offset, group.indicators)).flatten());
    match indicator {
        Some(n) => group.locate_indicator(finding, n),
        None => group.locate(finding),
    }
}

/// The indicator that stands at an offset of the packed cell: the last one whose name is printed before it.
fn indicator_at(text: &str, offset: usize, indicators: &[Indicator]) -> Option<usize> {
    let (mut rest, mut at) = (text, None);
    for (n, indicator) in indicators.iter().enumerate() {
        let Some(name) = indicator.level3.as_deref().filter(|name| !name.is_empty()) else { continue };
        let Some((_, behind)) = rest.split_once(name) else { continue };
        if text.len() - behind.len() - name.len() > offset {
            break;
        }
        (rest, at) = (behind, Some(n));
    }
    at
}

/// Some characters on either side of an offset.
fn around(text: &str, offset: usize) -> String {
    let Some((before, after)) = text.split_at_checked(offset) else { return String::new() };
    let before: Vec<char> = before.chars().rev().take(12).collect();
    before.into_iter().rev().chain(after.chars().take(12)).collect()
}

/// an indicator whose text breaks off.
pub(super) fn cut_indicators(view: &View, tally: &mut Tally) {
    let operators = &view.thresholds().indicator_cut.operator_words;
    for group in view.groups() {
        for (n, indicator) in group.indicators.iter().enumerate() {
            tally.look();
            let raw = super::judged::target(indicator).map_or("", |t| t.raw.trim());
            let after_operator = operators.iter().any(|o| raw.ends_with(o.as_str()));
            if after_operator {
                tally.hit(group.locate_indicator(view.finding(ValueBreaksOff { end: raw }), n));
            } else if indicator.partial {
                let text = quote(indicator);
                let finding = view.finding(IndicatorCut {});
                tally.hit(group.locate_indicator(finding, n).quote(text));
            }
        }
    }
}

/// a goal that stops in the middle of a sentence, or where another row's goes on.
pub(super) fn cut_goals(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        let Some(goal) = group.goal.map(str::trim).filter(|g| !g.is_empty()) else { continue };
        tally.look();
        let ends_open = goal.ends_with(['，', ',', '、', '（', '(', '《', '“', '：']);
        let goes_on = view.survey.continues(goal, view.thresholds().goal_cut.prefix_length);
        if ends_open || goes_on.is_some() {
            let finding = view.finding(GoalCut {});
            let tail: String = goal.chars().skip(goal.chars().count().saturating_sub(24)).collect();
            let finding = group.locate(finding).quote(tail);
            tally.hit(match goes_on {
                Some(longer) => finding.suggest(longer),
                None => finding,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{doubled_marks, unbalanced_mark};

    #[test]
    fn quotes_may_nest_and_items_may_be_numbered() {
        for fine in ["“将构建“智慧司法”、“司法为民”新模式”", "1）宣传；2）培训", "(60分以上）95%", "》=95%", "a)一"]
        {
            assert_eq!(unbalanced_mark(fine), None, "{fine}");
        }
        assert_eq!(unbalanced_mark("“立足于“智慧司法”的成果").map(|m| m.1), Some('“'));
        assert_eq!(unbalanced_mark("尽援\"为").map(|m| m.1), Some('"'));
        assert_eq!(unbalanced_mark("村）社区").map(|m| m.1), Some('）'));
    }

    #[test]
    fn doubled_full_stops() {
        assert_eq!(doubled_marks("100%合。。5、").len(), 1);
        assert_eq!(doubled_marks("等等……——").len(), 0);
        assert_eq!(doubled_marks("等。。。。。一、、二").len(), 2);
    }
}
