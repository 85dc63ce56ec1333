//! `/ToUnicode` maps that give characters beyond U+FFFF as code points of five or six digits instead of in UTF-16.

use std::collections::BTreeMap;

/// Most such characters of one map.
const MOST: usize = 10_000;

/// Characters by code.
pub(super) type LongCodes = BTreeMap<u32, char>;

/// What the map says in five or six digits.
pub(super) fn long_codes(map: &[u8]) -> LongCodes {
    let mut codes = LongCodes::new();
    let mut before: Option<&[u8]> = None;
    let mut rest = map;
    while let Some(open) = rest.iter().position(|b| *b == b'<') {
        let (_, behind) = rest.split_at(open + 1);
        let (digits, after) = behind.split_at(behind.iter().take_while(|b| b.is_ascii_hexdigit()).count());
        rest = after;
        if after.first() != Some(&b'>') {
            before = None;
            continue;
        }
        if let (Some(code), 5..=6) = (before.filter(|d| matches!(d.len(), 2 | 4)), digits.len())
            && let (Some(code), Some(c)) = (number(code), number(digits).and_then(char::from_u32))
            && u32::from(c) > 0xFFFF
            && codes.len() < MOST
        {
            codes.insert(code, c);
        }
        before = Some(digits);
    }
    codes
}

fn number(digits: &[u8]) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_digits_are_a_code_point() {
        let map = b"3 beginbfchar <0001> <2A6A5> <0002> <D869DEA5> <03> <4E00> endbfchar";
        assert_eq!(long_codes(map), LongCodes::from([(1, '\u{2A6A5}')]));
        assert_eq!(long_codes(b"<< /Length 5 >> <0001> <2A6A5"), LongCodes::new());
    }
}
