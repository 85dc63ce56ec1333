//! Font dictionaries that would make the interpreter fill the memory with widths.

use hayro_syntax::object::{Array, Dict};

/// Codes and CIDs have at most two bytes in real fonts.
const MOST: u32 = 0xFFFF;

/// Whether the ranges of widths are such as real fonts have. The interpreter writes one entry for each code of a range,
/// and a range of four billion fits into twenty bytes.
pub(super) fn are_sane(font: &Dict<'_>, descendant: &Dict<'_>) -> bool {
    let first = font.get::<usize>(b"FirstChar".as_slice()).unwrap_or(0);
    // Widths and, for vertical writing, a height and two parts of a place.
    let ranges: [(&[u8], usize); 2] = [(b"W", 1), (b"W2", 3)];
    first <= MOST as usize
        && ranges
            .into_iter()
            .all(|(key, values)| descendant.get::<Array<'_>>(key).is_none_or(|widths| ranges_are_sane(&widths, values)))
}

/// Walks `first [w …]` and `first last w …` as the interpreter does.
fn ranges_are_sane(widths: &Array<'_>, values: usize) -> bool {
    let mut entries = widths.flex_iter();
    loop {
        if entries.next::<(u32, Array<'_>)>().is_some() {
            continue;
        }
        let range = if values == 1 {
            entries.next::<(u32, u32, f32)>().map(|(first, last, _)| (first, last))
        } else {
            entries.next::<(u32, u32, f32, f32, f32)>().map(|(first, last, ..)| (first, last))
        };
        match range {
            Some((first, last)) if last.saturating_sub(first) <= MOST => {}
            Some(_) => return false,
            None => return true,
        }
    }
}
