//! What may be a heading: a short text without marks that is no value. Where such texts stand between known headings, they are.

use crate::model::Line;
use crate::reconstruct::text::furniture;
use crate::reconstruct::text::words::{Words, without_bracket};

use super::columns::PrintedColumn;

/// Characters of the shortest and longest unknown heading, a bracket behind it aside.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=12;
/// Bytes of the longest line looked at for a header that begins with an unknown heading.
const LONGEST_LINE: usize = 2000;
/// Lines below a header in which a heading does not stand alone again.
pub(super) const REPEATS_WITHIN: usize = 300;

/// The pieces of a line between spaces and borders.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == '\u{c}' || c == '|').filter(|p| !p.is_empty())
}

/// The known headings on lines that hold nothing else, from a line on, and the line behind them.
pub(in crate::reconstruct::text) fn heading_lines(
    lines: &[Line],
    at: usize,
    words: &Words,
) -> Option<(Vec<PrintedColumn>, usize)> {
    let mut columns: Vec<PrintedColumn> = Vec::new();
    let mut end = at;
    for (line, behind) in lines.iter().skip(at).zip(at + 1..) {
        let own: Option<Vec<PrintedColumn>> = pieces(&line.text).map(|p| known_heading(p, line, words)).collect();
        let Some(own) = own else { break };
        let again = |c: &PrintedColumn| columns.iter().any(|known| known.role == c.role && !c.role.may_repeat());
        if own.iter().any(again) || own.is_empty() && columns.is_empty() {
            break;
        }
        if !own.is_empty() {
            columns.extend(own);
            end = behind;
        }
    }
    (!columns.is_empty()).then_some((columns, end))
}

fn known_heading(text: &str, line: &Line, words: &Words) -> Option<PrintedColumn> {
    let whole = words.column_label(text).filter(|(_, len)| *len == text.len()).map(|(role, _)| role);
    let role = whole.or_else(|| words.whole_heading(text))?;
    Some(PrintedColumn { label: text.to_owned(), role, lines: [line.number; 2], stacked: false })
}

/// Whether a text may be a heading that no list knows.
pub(super) fn may_be_heading(text: &str, words: &Words) -> bool {
    let name = without_bracket(text);
    LENGTHS.contains(&name.chars().count())
        && name.chars().all(is_of_heading)
        && !words.is_title(text)
        && !words.is_subtotal(text)
        && !words.is_sign(text)
        && words.class_levels(text) == (false, false)
        && !goes_on_from_label(text, words)
}

/// Whether a character may stand in a heading.
fn is_of_heading(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '（' | '）' | '(' | ')' | '/' | '、')
}

/// Whether a text is a known label and more: 绩效目标是指.
fn goes_on_from_label(text: &str, words: &Words) -> bool {
    let label = words.column_label(text).map_or(0, |(_, len)| text.split_at(len).0.chars().count());
    label > 2 && !words.ends_like_heading(text)
}

/// Whether a text is likelier a value beside the label of a card: an organisation, the name of a project.
pub(super) fn is_like_value(text: &str, words: &Words) -> bool {
    (words.is_organisation(text) || words.ends_like_name(text)) && !words.ends_like_heading(text)
}

/// Whether a piece on the next line is what a narrow column left of a heading.
pub(super) fn is_rest(first: &str, rest: &str, words: &Words) -> bool {
    let (first, rest_length) = (first.chars().count(), rest.chars().count());
    rest_length < first && rest_length <= 2 && words.column_label(rest).is_none() && may_be_part(rest)
}

/// Whether a line may hold nothing but the ends of headings above it.
pub(super) fn may_end_headings(line: &str, words: &Words) -> bool {
    let mut own = pieces(line).peekable();
    let is_end = |text: &str| {
        text.chars().count() <= *LENGTHS.end() / 2
            && text.chars().all(is_of_heading)
            && words.column_label(text).is_none()
            && !words.is_subtotal(text)
    };
    own.peek().is_some() && own.all(is_end)
}

fn may_be_part(text: &str) -> bool {
    text.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
}

/// Whether a header may begin at a line: with a known label, or with an unknown heading beside or above known ones.
pub(super) fn may_begin_header(lines: &[Line], at: usize, words: &Words) -> bool {
    let Some(line) = lines.get(at).filter(|l| !l.text.is_empty()) else { return false };
    let mut own = pieces(&line.text);
    let Some(first) = own.next() else { return false };
    if first.chars().next().is_some_and(|c| words.begins_like_label(c)) {
        let printed: String = pieces(&line.text).collect();
        if words.begins_label(&printed) {
            return true;
        }
    }
    if line.text.len() > LONGEST_LINE || !may_be_heading(first, words) {
        return false;
    }
    let is_label = |text: &str| words.column_label(text).is_some_and(|(_, len)| len == text.len());
    let mut labels = own.filter(|p| is_label(p));
    if labels.next().is_some() {
        return labels.next().is_some();
    }
    let next = lines.iter().skip(at + 1).map(|l| furniture::bare(&l.text)).find(|t| !t.is_empty());
    words.ends_like_heading(first) && pieces(&line.text).count() == 1 && next.is_some_and(is_label)
}
