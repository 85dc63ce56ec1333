//! Lines whose cells run together with nothing between them, as pages that lost their tables have them → lines of cells parted by
//! blanks: cut before and behind labels and classes, and where a target is printed twice over.

use crate::model::{Finding, Line, Place};
use crate::vocabulary::Column as Meaning;

use super::run_together::{CutCells, sums_apart, values_apart};
use super::words::Words;
use super::wrapped::Role;
use super::{findings, furniture};

/// Labels on end that make a run-together header.
const HEADER_LABELS: usize = 3;
/// Characters of the longest and shortest label; shorter ones count only next to others.
const LONGEST_LABEL: usize = 16;
/// See [`LONGEST_LABEL`].
const SHORTEST_LABEL: usize = 3;
/// Bytes of the longest text that is looked through: labels are looked for at each character.
const MOST_BYTES: usize = 60_000;
/// Bytes of the longest bracket behind a label.
const LONGEST_BRACKET: usize = 40;
/// Characters of the longest title that is looked for.
const LONGEST_TITLE: usize = 60;

/// A piece of a run-together line.
#[derive(Debug, Clone, PartialEq)]
enum GluedPart {
    Title(String),
    Label(String, Option<Meaning>),
    Text(String),
}

/// Which numbers the form prints side by side, as far as its headings tell.
#[derive(Clone, Copy)]
struct PrintedPairs {
    /// The amounts that were to be spent and were.
    amounts: bool,
    /// The targets and what was reached.
    targets: bool,
}

/// The lines with their cells apart, and what is doubtful there; `None` where no header runs together.
pub(super) fn lines_apart(lines: &[Line], words: &Words) -> Option<(Vec<Line>, Vec<Finding>)> {
    let long = lines.iter().map(|l| l.text.len()).sum::<usize>() > MOST_BYTES;
    if long || !lines.iter().any(|l| may_run_together(&l.text, words)) {
        return None;
    }
    let parts: Vec<Vec<GluedPart>> = lines.iter().map(|l| line_to_parts(&l.text, words)).collect();
    let header = parts.iter().position(|p| header_in(p).is_some())?;
    let [amounts, targets] = [Meaning::Spent, Meaning::Actual]
        .map(|meaning| parts.iter().flatten().any(|p| matches!(p, GluedPart::Label(_, Some(m)) if *m == meaning)));
    let pairs = PrintedPairs { amounts, targets };
    let (mut apart, mut doubts): (Vec<Line>, Vec<Finding>) = (Vec::new(), Vec::new());
    let mut is_below = false;
    for (n, (line, parts)) in lines.iter().zip(parts).enumerate() {
        if parts.is_empty()
            || words.is_title(furniture::bare(&line.text))
            || n < header && parts.iter().all(|p| matches!(p, GluedPart::Text(_)))
        {
            apart.push(line.clone());
            continue;
        }
        let PartedLine { rows, halved } = parts_to_rows(&parts, pairs, &mut is_below);
        apart.extend(rows.into_iter().map(|text| Line { number: line.number, text }));
        doubts.extend(halved.iter().map(|text| findings::ambiguous(text, Place::lines(line.number, line.number))));
    }
    Some((apart, doubts))
}

/// Whether a line holds headings on end without anything between them: asked before all lines are cut.
fn may_run_together(text: &str, words: &Words) -> bool {
    if words.indicator_words(text, 0).take(2).count() < 2 {
        return false;
    }
    let parts = line_to_parts(text, words);
    let Some(header) = header_in(&parts) else { return false };
    // What wrapped labels leave inside them are blanks, too: between two labels nothing stands.
    header.iter().zip(header.iter().skip(1)).all(|(left, right)| {
        let meeting: String = left.text().chars().next_back().into_iter().chain(right.text().chars().next()).collect();
        text.contains(&meeting)
    })
}

/// The labels of indicators on end.
fn header_in(parts: &[GluedPart]) -> Option<&[GluedPart]> {
    let mut rest = parts;
    while let [_, behind @ ..] = rest {
        let count = rest.iter().take_while(|p| matches!(p, GluedPart::Label(_, Some(_)))).count();
        let (labels, _) = rest.split_at(count);
        let mut meanings = labels.iter().filter_map(GluedPart::meaning);
        if count >= HEADER_LABELS && meanings.any(|m| matches!(m, Meaning::Level2 | Meaning::Level3)) {
            return Some(labels);
        }
        rest = behind;
    }
    None
}

/// A text without the blanks that only wrapped lines left between ideographs.
fn closed_up(text: &str) -> String {
    let chars: Vec<char> = furniture::bare(text).chars().collect();
    let mut closed = String::new();
    let mut rest = chars.as_slice();
    while let [c, behind @ ..] = rest {
        if c.is_whitespace() {
            let before = closed.chars().next_back();
            let next = behind.iter().copied().find(|c| !c.is_whitespace());
            if before.is_some_and(is_of_word) && next.is_some_and(is_of_word) {
                closed.push(' ');
            }
        } else {
            closed.push(*c);
        }
        rest = behind;
    }
    closed
}

/// Whether a character belongs to a word or number that blanks part from others.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || "%.-".contains(c)
}

fn line_to_parts(text: &str, words: &Words) -> Vec<GluedPart> {
    let text = closed_up(text);
    let mut parts: Vec<GluedPart> = Vec::new();
    let mut rest = text.as_str();
    if let Some((title, behind)) = title_at_start(rest, words) {
        parts.push(GluedPart::Title(title.to_owned()));
        rest = behind;
    }
    let mut before = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        let beside = before.is_empty() && !matches!(parts.last(), Some(GluedPart::Text(_)));
        let found = label_at_start(rest, beside, words).filter(|l| may_stand_behind(l, &before, rest));
        if let Some((meaning, length)) = found {
            if !before.is_empty() {
                parts.push(GluedPart::Text(std::mem::take(&mut before)));
            }
            let (label, behind) = rest.split_at(length);
            parts.push(GluedPart::Label(label.to_owned(), meaning));
            rest = behind;
        } else {
            before.push(c);
            rest = chars.as_str();
        }
        chars = rest.chars();
    }
    if !before.is_empty() {
        parts.push(GluedPart::Text(before));
    }
    parts
}

/// The title that stands before a label at the start of a text, behind the number of a list, if any, and what follows it.
fn title_at_start<'t>(text: &'t str, words: &Words) -> Option<(&'t str, &'t str)> {
    let bare = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let unnumbered = match bare.strip_prefix('、') {
        Some(unnumbered) if bare.len() < text.len() => unnumbered,
        _ => text,
    };
    let ends = unnumbered.char_indices().map(|(at, _)| at).skip(1).take(LONGEST_TITLE);
    let mut cuts = ends.filter_map(|end| unnumbered.split_at_checked(end));
    cuts.find(|(title, behind)| words.is_title(title) && label_at_start(behind, false, words).is_some())
}

/// The longest label or class a text begins with: what it means, and its bytes with the bracket behind it.
fn label_at_start(text: &str, beside: bool, words: &Words) -> Option<(Option<Meaning>, usize)> {
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_LABEL).collect();
    let shortest = if beside { 2 } else { SHORTEST_LABEL };
    let (meaning, end, behind) = ends.iter().skip(shortest - 1).rev().find_map(|end| {
        let (label, behind) = text.split_at_checked(*end)?;
        // A label does not begin or end in a number, a mark or a bracket.
        let edges = label.chars().next().zip(label.chars().next_back());
        if !edges.is_some_and(|(a, b)| a.is_alphabetic() && b.is_alphabetic()) {
            return None;
        }
        let class = words.class_levels(label) != (false, false) && words.indicator_words(label, 0).count() == 1;
        let meaning = if class { None } else { Some(words.meaning(label)?) };
        Some((meaning, *end, behind))
    })?;
    Some((meaning, end + bracket_at_start(behind)))
}

/// The bytes of the bracket a text begins with, and of the colon behind it.
fn bracket_at_start(text: &str) -> usize {
    let close = match text.chars().next() {
        Some('（') => '）',
        Some('(') => ')',
        Some('：' | ':') => return text.chars().next().map_or(0, char::len_utf8),
        _ => return 0,
    };
    text.find(close).filter(|end| *end < LONGEST_BRACKET).map_or(0, |end| end + close.len_utf8())
}

/// Whether a label can begin behind a text: words for goals and money stand in sentences and names, too.
fn may_stand_behind((meaning, length): &(Option<Meaning>, usize), before: &str, text: &str) -> bool {
    let Some(meaning) = meaning.filter(|_| !before.is_empty()) else { return true };
    let ended = before.chars().next_back().is_some_and(|c| "。；;！%".contains(c) || c.is_ascii_digit());
    if meaning.is_amount() {
        let (label, behind) = text.split_at(*length);
        return ended || label.ends_with(['：', ':']) || behind.starts_with(|c: char| c.is_ascii_digit());
    }
    let is_prose = matches!(Role::of(meaning), Role::Goal | Role::Task | Role::Open | Role::Remark);
    !is_prose || ended || meaning == Meaning::FundsBlock
}

/// A line cut into lines.
struct PartedLine {
    rows: Vec<String>,
    /// Its texts with numbers that may be one or two.
    halved: Vec<String>,
}

/// Parts of a line → lines: headings on end share one, every other label begins one.
fn parts_to_rows(parts: &[GluedPart], pairs: PrintedPairs, is_below: &mut bool) -> PartedLine {
    let (mut rows, mut halved): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut rest = parts;
    let mut before: Option<&GluedPart> = None;
    let mut last: Option<Meaning> = None;
    while let [part, behind @ ..] = rest {
        let (own, behind_labels) = rest.split_at(labels_on_end(rest));
        match part {
            GluedPart::Label(..) if own.len() >= HEADER_LABELS => {
                *is_below |= header_in(own).is_some();
                let texts: Vec<&str> = own.iter().map(GluedPart::text).collect();
                rows.push(texts.join(" "));
                last = None;
                (before, rest) = (own.last(), behind_labels);
                continue;
            }
            GluedPart::Label(text, meaning) => {
                let goes_on = meaning.is_none() && matches!(before, Some(GluedPart::Label(_, None)));
                match rows.last_mut().filter(|_| goes_on) {
                    Some(row) => row.push_str(&format!(" {text}")),
                    None => rows.push(text.clone()),
                }
                last = *meaning;
            }
            GluedPart::Title(text) => rows.push(text.clone()),
            GluedPart::Text(text) => {
                let cells = match last {
                    Some(m) if m.is_amount() => sums_apart(text, pairs.amounts),
                    _ if *is_below => values_apart(text, pairs.targets),
                    _ => CutCells { rows: vec![vec![text.clone()]], halved: false },
                };
                halved.extend(cells.halved.then(|| text.clone()));
                for (n, cells) in cells.rows.into_iter().enumerate() {
                    let cells = cells.join(" ");
                    let behind_label = n == 0 && matches!(before, Some(GluedPart::Label(..)));
                    match rows.last_mut().filter(|_| behind_label) {
                        Some(row) => row.push_str(&format!(" {cells}")),
                        None => rows.push(cells),
                    }
                }
            }
        }
        (before, rest) = (Some(part), behind);
    }
    PartedLine { rows, halved }
}

/// How many labels stand on end: the last, where an amount stands behind it, is that amount's.
fn labels_on_end(parts: &[GluedPart]) -> usize {
    let run = parts.iter().take_while(|p| matches!(p, GluedPart::Label(_, Some(_)))).count();
    let (labels, behind) = parts.split_at(run);
    let of_amount = labels.last().and_then(GluedPart::meaning).is_some_and(Meaning::is_amount);
    let amount = behind.first().is_some_and(|p| p.text().starts_with(|c: char| c.is_ascii_digit()));
    run - usize::from(of_amount && amount)
}

impl GluedPart {
    /// What a label of its own means.
    fn meaning(&self) -> Option<Meaning> {
        match self {
            Self::Label(_, meaning) => *meaning,
            Self::Text(_) | Self::Title(_) => None,
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Label(text, _) | Self::Text(text) | Self::Title(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(text: &str) -> (Vec<String>, Vec<Finding>) {
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        let (apart, doubts) = lines_apart(&lines, &Words::default()).unwrap_or_default();
        (apart.into_iter().map(|l| l.text).collect(), doubts)
    }

    #[test]
    fn cells_that_run_together_are_cut_at_labels_classes_and_targets() {
        let text = "项目名称河道清淤\n主管部门某市水务局\n全年预算数(A)全年执行数(B)预算执行率(B/A)\n年度资金总额:40003960.599.01%\n\
            一级指标二级指标三级指标指标值全年实际完成值\n数量指标清淤长度达到要求32公里2020\n质量 指标合格率100%100%抽检覆盖率≥95%97%";
        let right = [
            "项目名称 河道清淤",
            "主管部门 某市水务局",
            "全年预算数(A) 全年执行数(B) 预算执行率(B/A)",
            "年度资金总额: 4000 3960.5 99.01%",
            "一级指标 二级指标 三级指标 指标值 全年实际完成值",
            "数量指标 清淤长度达到要求32公里 20 20",
            "质量指标 合格率 100% 100%",
            "抽检覆盖率 ≥95% 97%",
        ];
        let (lines, doubts) = apart(text);
        assert_eq!(lines, right);
        // 2020 may be one target as well.
        let quotes: Vec<_> = doubts.iter().filter_map(|f| f.quote.as_deref()).collect();
        assert_eq!(quotes, ["清淤长度达到要求32公里2020"]);
    }

    #[test]
    fn cells_parted_by_blanks_stay_as_they_are() {
        assert!(apart("一级指标 二级指标 三级指标 指标值\n数量指标 清淤长度 5公里").0.is_empty());
    }
}
