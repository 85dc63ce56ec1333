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
    let mut reader = FormulaReader { formula, parts: Parts::default() };
    let (mut rest, mut summed) = (formula, false);
    while !rest.is_empty() {
        rest = reader.token(rest, summed);
        summed = reader.opens_sum(rest);
    }
    reader.parts
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

/// The word at the start of a text, and the rest.
fn split_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c| !is_word(c)).unwrap_or(text.len()))
}

/// The name of a sheet (or of a range of them) if that and an exclamation mark stand here, and the rest.
fn split_sheet(text: &str) -> Option<(&str, &str)> {
    let (_, mut rest) = split_word(text);
    if let Some((_, behind)) = rest.strip_prefix(':').map(split_word)
        && behind.starts_with('!')
    {
        rest = behind;
    }
    let cells = rest.strip_prefix('!')?;
    let (name, _) = text.split_at_checked(text.len() - rest.len())?;
    Some((name, cells))
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

/// Reads a formula from left to right. What reads a piece takes what is left of the formula, and gives what is left behind it.
struct FormulaReader<'f> {
    formula: &'f str,
    parts: Parts,
}

impl<'f> FormulaReader<'f> {
    fn token(&mut self, text: &'f str, summed: bool) -> &'f str {
        let mut chars = text.chars();
        match chars.next() {
            Some('"') => text.split_at(quoted(text, '"')).1,
            Some('\'') => {
                let (name, rest) = text.split_at(quoted(text, '\''));
                let name = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\''));
                match (name, rest.strip_prefix('!')) {
                    (Some(name), Some(cells)) => {
                        self.operand(cells, target_of(&name.replace("''", "'")), summed).unwrap_or(cells)
                    }
                    _ => rest,
                }
            }
            Some('[') => {
                let (_, rest) = text.split_at(bracketed(text));
                if let Some((_, cells)) = split_sheet(rest) {
                    return self.operand(cells, SheetTarget::External, false).unwrap_or(cells);
                }
                self.parts.words.push(FormulaWord::Table(String::new()));
                rest
            }
            Some(c) if is_word(c) => self.word(text, summed),
            _ => chars.as_str(),
        }
    }

    /// Whether the bracket of an adding-up function was read last.
    fn opens_sum(&self, rest: &str) -> bool {
        let done = self.formula.split_at_checked(self.at(rest)).map(|(done, _)| done);
        matches!(self.parts.words.last(), Some(FormulaWord::Function(name))
            if done.is_some_and(|done| done.ends_with('(')) && ADDING.iter().any(|f| f.eq_ignore_ascii_case(name)))
    }

    /// Where what is left of the formula begins.
    fn at(&self, rest: &str) -> usize {
        self.formula.len() - rest.len()
    }

    /// Reads what begins with a word: a sheet's reference, an own one, a function, a table, a name.
    fn word(&mut self, text: &'f str, summed: bool) -> &'f str {
        if let Some((name, cells)) = split_sheet(text) {
            return self.operand(cells, target_of(name), summed).unwrap_or(cells);
        }
        if let Some(rest) = self.operand(text, SheetTarget::Own, summed) {
            return rest;
        }
        let (name, rest) = split_word(text);
        if let Some(arguments) = rest.strip_prefix('(') {
            self.parts.words.push(FormulaWord::Function(name.to_owned()));
            return arguments;
        }
        if rest.starts_with('[') {
            self.parts.words.push(FormulaWord::Table(name.to_owned()));
            return rest.split_at(bracketed(rest)).1;
        }
        if name.starts_with(|c: char| !c.is_ascii_digit() && c != '.') {
            self.parts.words.push(FormulaWord::Name(name.to_owned()));
        }
        rest
    }

    /// Reads the cells of a reference; `None` where there are none.
    fn operand(&mut self, text: &'f str, target: SheetTarget, summed: bool) -> Option<&'f str> {
        let (word, mut rest) = split_word(text);
        let first = corner(word)?;
        if rest.starts_with('(') {
            return None;
        }
        let mut last = None;
        if let Some((second, behind)) = rest.strip_prefix(':').map(split_word)
            && let Some(corner) = corner(second)
            && !behind.starts_with(['(', '!'])
            && corner.row.is_some() == first.row.is_some()
            && corner.column.is_some() == first.column.is_some()
        {
            (rest, last) = (behind, Some(corner));
        }
        // `A` or `7` alone is a name or a number; only a range of them is rows or columns.
        if last.is_none() && (first.row.is_none() || first.column.is_none()) {
            return None;
        }
        let summed_alone = summed && last.is_none() && rest.starts_with(')');
        let at = self.at(text)..self.at(rest);
        self.parts.references.push(Reference { at, target, first, last, summed_alone });
        Some(rest)
    }
}

fn corner(word: &str) -> Option<Corner> {
    let (column_fixed, rest) = word.strip_prefix('$').map_or((false, word), |r| (true, r));
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, rest) = rest.split_at_checked(letters)?;
    if letters.is_empty() {
        return Some(Corner { column: None, row: Some(Bound { number: parse_row(rest)?, fixed: column_fixed }) });
    }
    let column = Some(Bound { number: parse_column(letters)?, fixed: column_fixed });
    if rest.is_empty() {
        return Some(Corner { column, row: None });
    }
    let (fixed, digits) = rest.strip_prefix('$').map_or((false, rest), |r| (true, r));
    Some(Corner { column, row: Some(Bound { number: parse_row(digits)?, fixed }) })
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
