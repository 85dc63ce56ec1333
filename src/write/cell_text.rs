//! What of a text goes into a cell of a workbook.

/// Most UTF-16 units of a cell, as Excel counts them.
const CELL_LIMIT: usize = 32_767;

/// The text as far as a cell can hold it.
pub(super) fn shortened(text: &str) -> &str {
    let mut units = 0;
    let first_outside = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_LIMIT
    });
    match first_outside.and_then(|(at, _)| text.split_at_checked(at)) {
        Some((inside, _)) => inside,
        None => text,
    }
}
