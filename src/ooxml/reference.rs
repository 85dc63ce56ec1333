//! Cell addresses: `B3`, `$A$1:B2`, as numbers.

use crate::language::characters::without_first;

/// The last row and column of a sheet, from 1.
pub(crate) const LAST_ROW: u32 = 1_048_576;
pub(crate) const LAST_COLUMN: u32 = 16_384;

/// A block of cells, rows and columns from 1, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Area {
    pub(crate) top: u32,
    pub(crate) left: u32,
    pub(crate) bottom: u32,
    pub(crate) right: u32,
}

impl Area {
    pub(crate) fn cell(row: u32, column: u32) -> Self {
        Self { top: row, left: column, bottom: row, right: column }
    }

    /// From `A1` or `A1:B2`, with or without dollar signs.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let Some((first, last)) = text.split_once(':') else {
            let (row, column) = parse_cell(text)?;
            return Some(Self::cell(row, column));
        };
        let ((r0, c0), (r1, c1)) = (parse_cell(first)?, parse_cell(last)?);
        Some(Self { top: r0.min(r1), left: c0.min(c1), bottom: r0.max(r1), right: c0.max(c1) })
    }

    pub(crate) fn contains(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// Whether all of it lies within the rows and columns a sheet may have.
    pub(crate) fn is_on_sheet(&self) -> bool {
        self.top > 0 && self.left > 0 && self.bottom <= LAST_ROW && self.right <= LAST_COLUMN
    }

    pub(crate) fn is_cell(&self) -> bool {
        self.top == self.bottom && self.left == self.right
    }
}

impl std::fmt::Display for Area {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&address(self.top, self.left))?;
        if self.is_cell() { Ok(()) } else { write!(f, ":{}", address(self.bottom, self.right)) }
    }
}

/// Row and column from 1 of `B3` or `$B$3`.
pub(crate) fn parse_cell(text: &str) -> Option<(u32, u32)> {
    let text = without_first(text, "$");
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    let digits = without_first(digits, "$");
    Some((parse_row(digits)?, parse_column(letters)?))
}

/// The number of a row written in digits only.
pub(crate) fn parse_row(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|row| (1..=LAST_ROW).contains(row))
}

/// The number of a column written in letters only.
pub(crate) fn parse_column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let number = letters.bytes().fold(0, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    (number <= LAST_COLUMN).then_some(number)
}

/// The address of a cell, row and column from 1.
pub(crate) fn address(row: u32, column: u32) -> String {
    crate::model::place::cell_address(row.saturating_sub(1), column.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    #[test]
    fn addresses_are_read_and_written() {
        assert_eq!(parse_cell("$XFD$1048576"), Some((1_048_576, 16_384)));
        assert_eq!(parse_cell("XFE1"), None);
        assert_eq!(parse_cell("A0"), None);
        assert_eq!(Area::parse("B7:A3").unwrap().to_string(), "A3:B7");
        assert_eq!(Area::parse("C3").unwrap().to_string(), "C3");
    }
}
