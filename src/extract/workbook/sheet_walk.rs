//! Where in a worksheet the events of its part stand.

use quick_xml::events::BytesStart;

use super::claims::attribute;

/// The row and the cell that the events have come to, each from 1; 0 before the first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SheetWalk {
    row: u32,
    column: u32,
}

impl SheetWalk {
    /// Goes on to the row or cell that begins here.
    pub(super) fn begin(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "row" => {
                let named = attribute(tag, "r").and_then(|r| r.trim().parse::<u32>().ok());
                (self.row, self.column) = (named.unwrap_or(self.row.saturating_add(1)), 0);
            }
            "c" => {
                let named = attribute(tag, "r").and_then(|r| cell_column(&r));
                self.column = named.unwrap_or(self.column.saturating_add(1));
            }
            _ => {}
        }
    }

    /// Row and column of the cell, from 0.
    pub(super) fn place(self) -> Option<(u32, u32)> {
        Some((self.row.checked_sub(1)?, self.column.checked_sub(1)?))
    }
}

/// The column of an address, from 1: B7 → 2.
fn cell_column(address: &str) -> Option<u32> {
    let mut letters = address.bytes().take_while(u8::is_ascii_alphabetic);
    letters
        .try_fold(0_u32, |column, b| column.checked_mul(26)?.checked_add(u32::from(b.to_ascii_uppercase() - b'A') + 1))
}
