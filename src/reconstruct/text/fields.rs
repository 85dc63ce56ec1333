//! Lines with separators → rows of fields: tabs, Markdown pipes, fields quoted as in CSV (also over several lines).

use std::ops::Range;

use crate::language::characters::split_before;
use crate::model::Line;

/// A row of a text whose cells are separated by a character, as printed: missing fields at its end stay missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldRow {
    /// The fields, trimmed.
    pub(super) fields: Vec<String>,
    /// First and last line number.
    pub(super) lines: [u32; 2],
}

impl FieldRow {
    /// The fields that hold text, with their column.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        self.fields.iter().enumerate().filter(|(_, f)| !f.is_empty()).map(|(n, f)| (n, f.as_str()))
    }
}

/// Whether blank cells leave no trace in these rows: none of several fields has one.
pub(super) fn drop_blanks<'r>(mut rows: impl Iterator<Item = &'r FieldRow>) -> bool {
    // A lone field has a blank behind it that is none of the page's.
    rows.all(|row| row.fields.iter().skip(1).all(|field| !field.is_empty()) || row.filled().count() == 1)
}

/// Whether the line's cells are separated by a character.
pub(super) fn is_separated(text: &str) -> bool {
    text.contains('\t') || ends_with_pipe(text)
}

/// Whether the line's last cell ends with a pipe.
pub(super) fn ends_with_pipe(text: &str) -> bool {
    text.trim_end().ends_with('|')
}

/// What stands between the pipes at a line's start and end.
fn between_pipes(text: &str) -> Option<&str> {
    text.trim().strip_prefix('|')?.strip_suffix('|').filter(|inner| !inner.is_empty())
}

/// Whether a row is the rule under a Markdown header (`|---|:-:|`).
fn is_markdown_rule(text: &str) -> bool {
    let text = text.trim();
    between_pipes(text).is_some() && text.contains('-') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Reads rows of fields from lines of which all are separated, blank, or inside a quoted field. The rule under a Markdown
/// header is no row.
pub(super) fn lines_to_rows(lines: &[Line], range: Range<usize>) -> Vec<FieldRow> {
    let mut rows = Vec::new();
    let mut n = range.start;
    while n < range.end {
        let line = &lines[n];
        let used = quoted_line_count(lines, n, range.end);
        let text = line.text.trim_start_matches('\u{c}');
        if !text.trim().is_empty() && !is_markdown_rule(text) {
            let own = &lines[n..n + used];
            let fields = if used > 1 {
                let whole: Vec<&str> = own.iter().map(|l| l.text.as_str()).collect();
                split_tabs(&whole.join("\n"))
            } else if let Some(inner) = between_pipes(text).filter(|_| !text.contains('\t')) {
                inner.split('|').map(|f| f.trim().to_owned()).collect()
            } else {
                split_tabs(text)
            };
            rows.push(FieldRow { fields, lines: [line.number, own[used - 1].number] });
        }
        n += used;
    }
    rows
}

/// How many lines the row starting at line `n` takes: more than one only where a quoted field holds line breaks.
///
/// The search for the closing quote ends at the next line that has any quote, so that all searches together are linear.
pub(super) fn quoted_line_count(lines: &[Line], n: usize, end: usize) -> usize {
    let mut used = 1;
    let first = &lines[n].text;
    let mut open = first.contains('\t') && leaves_quote_open(first, false);
    while open && n + used < end {
        let line = &lines[n + used];
        used += 1;
        if line.text.contains('"') {
            if !closes_quote(&line.text) {
                return 1;
            }
            open = leaves_quote_open(&line.text, true);
        }
    }
    if open { 1 } else { used }
}

/// Whether a field that starts with a quote is not closed on this line.
fn leaves_quote_open(text: &str, open_at_start: bool) -> bool {
    let last = match text.rsplit_once('\t') {
        Some((_, last)) => last,
        None if open_at_start => return !closes_quote(text),
        None => text,
    };
    last.starts_with('"') && unquoted(last).is_none() && last.matches('"').count() % 2 == 1
}

/// Whether the line starts inside a quoted field and ends it.
fn closes_quote(text: &str) -> bool {
    let field = split_before(text, |c| c == '\t').0.trim_end();
    field.ends_with('"') && field.matches('"').count() % 2 == 1
}

fn split_tabs(text: &str) -> Vec<String> {
    text.split('\t').map(|f| unquoted(f.trim()).unwrap_or_else(|| f.trim().to_owned())).collect()
}

/// The content of a field quoted as in CSV: quotes around it, every quote inside doubled. `None` where the quotes are text.
fn unquoted(field: &str) -> Option<String> {
    let inner = field.strip_prefix('"')?.strip_suffix('"')?;
    let bare = inner.replace("\"\"", "");
    let needed = inner.contains(['"', '\n', '\t', ',']);
    (needed && !bare.contains('"')).then(|| inner.replace("\"\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect()
    }

    fn rows(text: &str) -> Vec<FieldRow> {
        let lines = lines(text);
        lines_to_rows(&lines, 0..lines.len())
    }

    #[test]
    fn quoted_fields_may_hold_line_breaks() {
        let rows = rows("甲\t\"1、产出\n2、效益\"\t丙\n丁\t戊\t己");
        assert_eq!(rows[0].fields, ["甲", "1、产出\n2、效益", "丙"]);
        assert_eq!(rows[0].lines, [1, 2]);
        assert_eq!(rows[1].lines, [3, 3]);
    }

    #[test]
    fn quotes_that_are_text_stay() {
        let rows = rows("推动\"专兼结合\"队伍\t\"第一道防线\"作用\t援尽援\"为");
        assert_eq!(rows[0].fields, ["推动\"专兼结合\"队伍", "\"第一道防线\"作用", "援尽援\"为"]);
        assert_eq!(self::rows("甲\t\"智慧矫正\n乙\t丙")[0].fields, ["甲", "\"智慧矫正"]);
    }

    #[test]
    fn markdown_tables_are_rows() {
        let rows = rows("| 名称 | 值 |\n|---|:-:|\n| 甲 |  |");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].fields, ["甲", ""]);
    }
}
