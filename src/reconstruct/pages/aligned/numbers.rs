//! Texts that are numbers.

use crate::language::characters::is_common_ideograph;
use crate::reconstruct::tolerances::VALUE_LONGEST;

/// Whether the text is a number as tables print it: digits with signs, separators, units of currency and per cent, or
/// a mark for "none".
pub(crate) fn is_number(text: &str) -> bool {
    let text = text.trim();
    let (mut digits, mut letters, mut characters, mut marks) = (0, 0, 0, 0);
    for c in text.chars() {
        characters += 1;
        match c {
            '0'..='9' => digits += 1,
            // One letter may be a note mark or an estimate.
            'A'..='Z' | 'a'..='z' if letters == 0 => letters += 1,
            'A'..='Z' | 'a'..='z' => return false,
            _ if is_common_ideograph(c) => return false,
            _ if "-–—―.*…‐−#/ ".contains(c) => marks += 1,
            _ if c.is_alphabetic() => return false,
            _ => {}
        }
    }
    if digits == 0 { characters > 0 && marks == characters } else { characters <= VALUE_LONGEST }
}
