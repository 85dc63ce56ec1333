//! Tokens of a department form, or of one half of it → its sections.

use crate::model::Place;
use crate::reconstruct::joining;
use crate::reconstruct::text::labels::labels_at;
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{Gap, LineCell, Role, Token, is_amount, tokens_to_rows};
use crate::vocabulary::Column as Meaning;

use super::late;
use super::sections::{
    OwnSection, Section, SectionText, Sectioned, is_indicator_heading, is_task_heading, label_piece, piece,
    tokens_to_sections,
};

/// Most tokens of a label in the budget block, before its amount.
const BUDGET_LABEL_TOKENS: usize = 6;

/// Rows under headings.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Headed {
    /// The label beside the section (年度重点工作任务), where printed.
    pub(super) label: Option<SectionText>,
    /// The headings with what they mean.
    pub(super) headings: Vec<(Meaning, SectionText)>,
    /// The rows; a cell's column is an index of `headings`.
    pub(super) rows: Vec<Vec<LineCell>>,
}

/// The sections of a form or of one half of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Part {
    /// 部门名称 and its value.
    pub(super) department: (Option<SectionText>, Option<SectionText>),
    /// 预算整体情况.
    pub(super) budget_label: Option<SectionText>,
    /// For each printed row its labels and amounts in order.
    pub(super) budget: Vec<Vec<SectionText>>,
    /// 总体绩效目标 and the goal.
    pub(super) goal: (Option<SectionText>, Option<SectionText>),
    /// The tasks.
    pub(super) tasks: Headed,
    /// 其他需完成的任务 and what is printed there.
    pub(super) other: (Option<SectionText>, Option<SectionText>),
    /// The indicators.
    pub(super) indicators: Headed,
    /// How many cells drawn behind the rows stand in them.
    pub(super) placed: usize,
    /// Text of no section.
    loose: Vec<SectionText>,
}

impl Part {
    /// How many sections the part has.
    pub(super) fn section_count(&self) -> usize {
        let sections = [
            !self.budget.is_empty(),
            self.goal.1.is_some(),
            !self.tasks.headings.is_empty(),
            self.other.0.is_some(),
            !self.indicators.headings.is_empty(),
        ];
        sections.into_iter().filter(|s| *s).count()
    }

    /// Whether the other part is the right half of this one: it has the headings this one lacks, and none of its own.
    pub(super) fn is_completed_by(&self, other: &Self) -> bool {
        let apart = |a: &Headed, b: &Headed| b.headings.iter().all(|(m, _)| !has_heading(a, *m));
        other.section_count() > 0 && apart(&self.tasks, &other.tasks) && apart(&self.indicators, &other.indicators)
    }

    /// Takes out the texts of no section.
    pub(super) fn take_loose(&mut self) -> Vec<(String, Place)> {
        std::mem::take(&mut self.loose).into_iter().map(|p| (p.text, Place::lines(p.lines[0], p.lines[1]))).collect()
    }
}

/// Whether a grid has a heading of a meaning.
fn has_heading(grid: &Headed, meaning: Meaning) -> bool {
    grid.headings.iter().any(|(m, _)| *m == meaning)
}

/// Reads the sections.
pub(super) fn tokens_to_part(tokens: &[Token], words: &Words) -> Part {
    let Sectioned { head, mut sections, again } = tokens_to_sections(tokens, words);
    let mut part = Part { loose: again, ..Part::default() };
    read_head(&head, words, &mut part);
    part.placed = late::deal_late(&mut sections, words).unwrap_or(0);
    for section in sections {
        read_section(section, words, &mut part);
    }
    part
}

fn read_section(own: OwnSection, words: &Words, part: &mut Part) {
    let OwnSection { section, label, tokens, rows } = own;
    let own = tokens.as_slice();
    match section {
        Section::Department => {
            part.department = (label, line_of(own));
            let used = own.iter().take_while(|t| Some(t.line) == own.first().map(|f| f.line)).count();
            part.loose.extend(lines_of(&own[used..]));
        }
        Section::Budget => {
            part.budget_label = label;
            let used = read_budget(own, words, &mut part.budget);
            part.goal.1 = piece(&own[used..]);
        }
        // A label beside the middle of the goal: its first lines stand above.
        Section::Goal => part.goal = (label, joined(part.goal.1.take(), piece(own))),
        Section::Tasks => part.tasks = read_grid(own, label, words, is_task_heading, rows),
        Section::Other => part.other = (label, piece(own)),
        Section::Indicators => part.indicators = read_grid(own, label, words, is_indicator_heading, rows),
    }
}

/// Two pieces as one.
fn joined(first: Option<SectionText>, second: Option<SectionText>) -> Option<SectionText> {
    match (first, second) {
        (Some(mut first), Some(second)) => {
            joining::append_line(&mut first.text, &second.text);
            first.lines[1] = second.lines[1];
            Some(first)
        }
        (first, second) => first.or(second),
    }
}

/// The text above the first section: a department's name stands alone in a half page, anything else is loose.
fn read_head(tokens: &[Token], words: &Words, part: &mut Part) {
    for line in lines_of(tokens) {
        if part.department.1.is_none() && words.is_organisation(&line.text) {
            part.department.1 = Some(line);
        } else {
            part.loose.push(line);
        }
    }
}

fn lines_of(tokens: &[Token]) -> Vec<SectionText> {
    tokens.chunk_by(|a, b| a.line == b.line).filter_map(piece).collect()
}

fn line_of(tokens: &[Token]) -> Option<SectionText> {
    piece(tokens.chunk_by(|a, b| a.line == b.line).next()?)
}

/// Lines a wrapped budget label may take.
const BUDGET_LINES: usize = 3;

/// Reads budget rows: a label and its amount, or a heading over amounts, one or two a line. Returns how many tokens these
/// are; what follows is no budget.
fn read_budget(tokens: &[Token], words: &Words, rows: &mut Vec<Vec<SectionText>>) -> usize {
    let mut used = 0;
    while used < tokens.len() {
        let row = (1..=BUDGET_LINES).find_map(|lines| budget_row(tokens, used, lines, words));
        let Some((row, end)) = row else { break };
        rows.push(row);
        used = end;
    }
    used
}

/// A budget row of so many lines: labels, each before an amount or the heading of amounts.
fn budget_row(tokens: &[Token], from: usize, lines: usize, words: &Words) -> Option<(Vec<SectionText>, usize)> {
    let mut row = Vec::new();
    let mut label_start = from;
    let mut line_count = 1;
    for (n, token) in tokens.iter().enumerate().skip(from) {
        if n > from && token.gap != Gap::Space {
            let complete = label_start == n && !row.is_empty();
            if complete {
                return Some((row, n));
            }
            line_count += 1;
            if line_count > lines {
                return None;
            }
        }
        let is_amount = is_amount(token.text) || words.meaning(token.text) == Some(Meaning::AmountTotal);
        if is_amount && label_start < n {
            row.extend(piece(&tokens[label_start..n]));
            row.extend(piece(&tokens[n..=n]));
            label_start = n + 1;
        } else if n - label_start > BUDGET_LABEL_TOKENS {
            return None;
        }
    }
    (label_start == tokens.len() && !row.is_empty()).then_some((row, tokens.len()))
}

/// Reads headings and the rows below.
fn read_grid(
    tokens: &[Token],
    label: Option<SectionText>,
    words: &Words,
    belongs: fn(Meaning) -> bool,
    rows: Option<Vec<Vec<LineCell>>>,
) -> Headed {
    let labels = labels_at(tokens, 0, words, belongs);
    let headings = labels.iter().filter_map(|l| Some((l.meaning, label_piece(tokens, l)?))).collect();
    let body = &tokens[labels.last().map_or(0, |l| l.end)..];
    let roles: Vec<Role> = labels.iter().map(|l| Role::of(l.meaning)).collect();
    let mut rows = match rows {
        Some(rows) => rows,
        None if roles.is_empty() => Vec::new(),
        None => tokens_to_rows(body, &roles, words),
    };
    for (column, _) in roles.iter().enumerate().rev().filter(|(_, r)| r.is_class()) {
        classes_to_first_rows(&mut rows, column, words);
    }
    Headed { label, headings, rows }
}

/// Classes printed beside the middle of their rows, or with the last of them: each goes to the first row it holds from. The first
/// class of a column holds from the first row on; where that is too many for all to stand in the middle, and the last row has one, they
/// stand last.
fn classes_to_first_rows(rows: &mut [Vec<LineCell>], column: usize, words: &Words) {
    let printed: Vec<usize> = (0..rows.len()).filter(|n| rows[*n].iter().any(|c| c.column == column)).collect();
    let [first, ..] = *printed.as_slice() else { return };
    let ends = printed.last().is_some_and(|last| last + 1 == rows.len());
    let stand_last = ends && printed.get(1).is_some_and(|second| *second - first <= first);
    let mut from = 0;
    for own in printed.into_iter().take(if stand_last { usize::MAX } else { 1 }) {
        let (_, block) = rows[..=own].split_at_mut(from);
        class_to_first_row(block, column, words);
        from = own + 1;
    }
}

/// Moves the class of a column from the last of its rows to the first, or to the first that names a class below it.
fn class_to_first_row(block: &mut [Vec<LineCell>], column: usize, words: &Words) {
    let Some((last, above)) = block.split_last_mut() else { return };
    let Some(at) = last.iter().position(|c| c.column == column) else { return };
    let is_above = |cell: &LineCell| cell.column == column + 1 && words.parent(&cell.text) == Some(&*last[at].text);
    let to = above.iter().position(|row| row.iter().any(is_above)).unwrap_or(0);
    if let Some(row) = above.get_mut(to) {
        row.push(last.remove(at));
        row.sort_by_key(|c| c.column);
    }
}
