//! What programs that make text of tables print where a slot is blank.

/// Whether a text is what a program calls a column without a heading: `Unnamed: 1`, counted from 0 (pandas and what is made with it).
pub(super) fn is_unnamed(text: &str, column: usize) -> bool {
    text.trim().strip_prefix("Unnamed: ").is_some_and(|number| number.parse() == Ok(column))
}

/// Whether a text of a header is what a program prints over a column without a heading: also `Col2`, counted from 1 (PyMuPDF).
pub(super) fn is_filling(text: &str, column: usize) -> bool {
    is_unnamed(text, column) || text.trim().strip_prefix("Col").is_some_and(|number| number.parse() == Ok(column + 1))
}

/// Whether a text is what pandas prints for a slot that holds nothing.
pub(super) fn is_not_a_number(text: &str) -> bool {
    text.trim() == "NaN"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_without_headings_are_fillings() {
        assert!(is_unnamed("Unnamed: 0", 0) && is_unnamed("Unnamed: 12", 12));
        assert!(!is_unnamed("Unnamed: 1", 2) && !is_unnamed("Unnamed", 0) && !is_unnamed("Col1", 0));
        assert!(is_filling("Col1", 0) && is_filling("Unnamed: 3", 3));
        assert!(!is_filling("Col1", 1) && !is_filling("Column1", 0) && !is_filling("", 0));
        assert!(is_not_a_number("NaN") && !is_not_a_number("Nancy"));
    }
}
