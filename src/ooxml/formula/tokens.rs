//! Formulas: where their references stand; in `changed` how these change when rows are put in or the formula is copied.

use std::ops::Range;

use crate::ooxml::reference::{parse_column, parse_row};

/// A row or column of a reference: its number from 1 and whether it is fixed by a dollar sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) number: u32,
    pub(crate) fixed: bool,
}

/// One end of a reference; a whole row has no column, a whole column no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Corner {
    pub(crate) column: Option<Bound>,
    pub(crate) row: Option<Bound>,
}

/// The sheets a reference goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SheetTarget {
    /// The sheet the formula stands on.
    Own,
    /// A named sheet.
    Sheet(String),
    /// All sheets from one to another.
    Sheets(String, String),
    /// Another workbook.
    External,
}

/// A reference in a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// Where its cells are written, without the sheet.
    pub(crate) at: Range<usize>,
    pub(crate) target: SheetTarget,
    pub(crate) first: Corner,
    pub(crate) last: Option<Corner>,
    /// Whether it is the only argument of an adding-up function, as in `SUM(F7)`.
    pub(crate) summed_alone: bool,
}

/// A word of a formula that is no reference: a function, a name, or a table with its columns in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormulaWord {
    Function(String),
    Name(String),
    /// A table reference; the table's name is empty inside the table itself.
    Table(String),
}

/// What a formula refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) references: Vec<Reference>,
    pub(crate) words: Vec<FormulaWord>,
}

/// Finds all references and words of a formula (without its equals sign).
pub(crate) fn parts_of(formula: &str) -> Parts {
    let mut parts = Parts::default();
    let mut at = 0;
    let mut open_sum = None;
    while let Some(rest) = formula.get(at..).filter(|r| !r.is_empty()) {
        let Some(c) = rest.chars().next() else { break };
        let next = match c {
            '"' => at + quoted(rest, '"'),
            '\'' => {
                let end = at + quoted(rest, '\'');
                if formula.as_bytes().get(end) == Some(&b'!') {
                    let name = formula.get(at + 1..end - 1).unwrap_or_default().replace("''", "'");
                    operand(formula, end + 1, target_of(&name), open_sum == Some(at), &mut parts)
                } else {
                    end
                }
            }
            '[' => {
                let end = at + bracketed(rest);
                if let Some(cells) = sheet_end(formula, end) {
                    operand(formula, cells, SheetTarget::External, false, &mut parts)
                } else {
                    parts.words.push(FormulaWord::Table(String::new()));
                    end
                }
            }
            c if is_word(c) => word(formula, at, open_sum == Some(at), &mut parts),
            c => at + c.len_utf8(),
        };
        if c != ' ' {
            open_sum = None;
        }
        if let Some(FormulaWord::Function(name)) = parts.words.last()
            && formula.get(..next).is_some_and(|done| done.ends_with('('))
            && ADDING.iter().any(|f| f.eq_ignore_ascii_case(name))
        {
            open_sum = Some(next);
        }
        at = next.max(at + 1);
        while !formula.is_char_boundary(at) {
            at += 1;
        }
    }
    parts
}

/// Functions whose single argument stands for a whole list.
const ADDING: [&str; 7] = ["SUM", "AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "PRODUCT"];

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?') || !c.is_ascii() && !c.is_whitespace()
}

/// Length of a quoted piece at the start of the text; doubled quotes are part of it.
fn quoted(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote {
            match chars.peek() {
                Some((_, next)) if *next == quote => {
                    chars.next();
                }
                _ => return at + 1,
            }
        }
    }
    text.len()
}

/// Length of a piece in (nested) square brackets at the start of the text; `'` escapes the next character.
fn bracketed(text: &str) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\'' => escaped = true,
            '[' => depth += 1,
            ']' if depth <= 1 => return at + 1,
            ']' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

fn word_end(formula: &str, at: usize) -> usize {
    let rest = formula.get(at..).unwrap_or_default();
    at + rest.find(|c| !is_word(c)).unwrap_or(rest.len())
}

/// Where the cells begin if a sheet name (or a range of them) and an exclamation mark stand here.
fn sheet_end(formula: &str, at: usize) -> Option<usize> {
    let mut end = word_end(formula, at);
    if formula.as_bytes().get(end) == Some(&b':') {
        let second = word_end(formula, end + 1);
        if formula.as_bytes().get(second) == Some(&b'!') {
            end = second;
        }
    }
    (formula.as_bytes().get(end) == Some(&b'!')).then_some(end + 1)
}

fn target_of(name: &str) -> SheetTarget {
    if name.contains('[') {
        return SheetTarget::External;
    }
    match name.split_once(':') {
        Some((first, last)) => SheetTarget::Sheets(first.to_owned(), last.to_owned()),
        None => SheetTarget::Sheet(name.to_owned()),
    }
}

/// Reads what begins with a word: a sheet's reference, an own one, a function, a table, a name. Returns where it ends.
fn word(formula: &str, at: usize, summed: bool, parts: &mut Parts) -> usize {
    if let Some(cells) = sheet_end(formula, at) {
        let name = formula.get(at..cells - 1).unwrap_or_default();
        return operand(formula, cells, target_of(name), summed, parts);
    }
    let end = operand(formula, at, SheetTarget::Own, summed, parts);
    if end > at {
        return end;
    }
    let end = word_end(formula, at);
    let name = formula.get(at..end).unwrap_or_default();
    match formula.as_bytes().get(end) {
        Some(b'(') => {
            parts.words.push(FormulaWord::Function(name.to_owned()));
            end + 1
        }
        Some(b'[') => {
            parts.words.push(FormulaWord::Table(name.to_owned()));
            end + bracketed(formula.get(end..).unwrap_or_default())
        }
        _ => {
            if name.starts_with(|c: char| !c.is_ascii_digit() && c != '.') {
                parts.words.push(FormulaWord::Name(name.to_owned()));
            }
            end
        }
    }
}

/// Reads the cells of a reference. Returns where they end, or `at` where there are none.
fn operand(formula: &str, at: usize, target: SheetTarget, summed: bool, parts: &mut Parts) -> usize {
    let end = word_end(formula, at);
    let Some(first) = corner(formula.get(at..end).unwrap_or_default()) else { return at };
    if formula.as_bytes().get(end) == Some(&b'(') {
        return at;
    }
    let mut until = end;
    let mut last = None;
    if formula.as_bytes().get(end) == Some(&b':') {
        let second = word_end(formula, end + 1);
        if let Some(corner) = corner(formula.get(end + 1..second).unwrap_or_default())
            && !matches!(formula.as_bytes().get(second), Some(b'(' | b'!'))
            && corner.row.is_some() == first.row.is_some()
            && corner.column.is_some() == first.column.is_some()
        {
            (until, last) = (second, Some(corner));
        }
    }
    // `A` or `7` alone is a name or a number; only a range of them is rows or columns.
    if last.is_none() && (first.row.is_none() || first.column.is_none()) {
        return at;
    }
    let summed_alone = summed && last.is_none() && formula.as_bytes().get(until) == Some(&b')');
    parts.references.push(Reference { at: at..until, target, first, last, summed_alone });
    until
}

fn corner(word: &str) -> Option<Corner> {
    let (column_fixed, rest) = word.strip_prefix('$').map_or((false, word), |r| (true, r));
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, rest) = (rest.get(..letters)?, rest.get(letters..)?);
    let bound = |number, fixed| Some(Bound { number, fixed });
    if letters.is_empty() {
        return Some(Corner { column: None, row: bound(parse_row(rest)?, column_fixed) });
    }
    let column = bound(parse_column(letters)?, column_fixed);
    if rest.is_empty() {
        return Some(Corner { column, row: None });
    }
    let (fixed, digits) = rest.strip_prefix('$').map_or((false, rest), |r| (true, r));
    Some(Corner { column, row: bound(parse_row(digits)?, fixed) })
}

impl std::fmt::Display for Corner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(column) = self.column {
            let address = crate::ooxml::reference::address(1, column.number);
            write!(f, "{}{}", dollar(column), address.trim_end_matches('1'))?;
        }
        if let Some(row) = self.row {
            write!(f, "{}{}", dollar(row), row.number)?;
        }
        Ok(())
    }
}

/// The sign of a bound that does not move with its formula.
fn dollar(bound: Bound) -> &'static str {
    if bound.fixed { "$" } else { "" }
}
