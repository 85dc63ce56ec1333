//! Radicals → the ideographs that are printed.

use std::collections::HashMap;
use std::sync::OnceLock;

use compact_str::CompactString;

static TABLE: &str = include_str!("../data/radicals.txt");

/// Replaces radicals (U+2E80–2FDF), which fonts' maps give for ideographs, by the unified ideographs.
pub(crate) fn fold_radicals(text: CompactString) -> CompactString {
    if text.chars().any(is_radical) {
        text.chars().map(|c| table().get(&c).copied().unwrap_or(c)).collect()
    } else {
        text
    }
}

/// Whether the character lies in one of the two blocks of radicals.
pub(super) fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}')
}

fn table() -> &'static HashMap<char, char> {
    static PARSED: OnceLock<HashMap<char, char>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let mut table: HashMap<char, char> = TABLE.lines().filter_map(line_to_pair).collect();
        // Unicode names the traditional 戶; fonts for simplified Chinese give the radical for 户.
        table.insert('\u{2F3E}', '户');
        table
    })
}

/// A radical and the ideograph it stands for.
fn line_to_pair(line: &str) -> Option<(char, char)> {
    let (from, to) = line.split_once(' ')?;
    Some((hex_to_char(from)?, hex_to_char(to)?))
}

/// The character of a code in hexadecimal figures.
fn hex_to_char(hex: &str) -> Option<char> {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_blocks_are_folded_and_nothing_else() {
        assert_eq!(fold_radicals("⾨⽬⻔⽀一⼾".into()), "門目门支一户");
        assert_eq!(fold_radicals("门（２）ﬁ".into()), "门（２）ﬁ");
        assert_eq!(table().len(), 328);
    }
}
