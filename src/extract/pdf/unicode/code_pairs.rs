//! Characters that a font without a program writes as two codes: GBK bytes in a simple font, halves of characters beyond U+FFFF.

use encoding_rs::GBK;

/// The character that two UTF-16 units are together.
pub(super) fn surrogates(first: u32, second: u32) -> Option<char> {
    let units = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
    let halves = (0xD800..0xDC00).contains(&units[0]) && (0xDC00..0xE000).contains(&units[1]);
    halves.then(|| char::decode_utf16(units).next()?.ok()).flatten()
}

/// Names under which Chinese systems have their fonts.
const SYSTEM_FONTS: [&[u8]; 9] =
    [b"SimSun", b"NSimSun", b"SimHei", b"FangSong", b"KaiTi", b"STSong", b"STHeiti", b"STKaiti", b"STFangsong"];
/// The least second byte of GBK, and of the characters of GB 2312.
const TRAILS: (u8, u8) = (0x40, 0xA1);

/// The least second byte of the characters that a font of this name writes in two codes, where it may. A name in Latin letters may
/// also stand for a font of Latin text: there a letter is no second byte.
pub(super) fn least_trail(name: &[u8]) -> Option<u8> {
    if !name.is_ascii() {
        return Some(TRAILS.0);
    }
    SYSTEM_FONTS.iter().any(|font| name.starts_with(font)).then_some(TRAILS.1)
}

/// The character that two bytes of GBK are, the second of them no less than that.
pub(super) fn gbk(first: u32, second: u32, least: u8) -> Option<char> {
    let (lead, trail) = (u8::try_from(first).ok()?, u8::try_from(second).ok()?);
    if lead < 0x81 || trail < least {
        return None;
    }
    let bytes = [lead, trail];
    let text = GBK.decode_without_bom_handling_and_without_replacement(&bytes)?;
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_codes_are_a_character() {
        assert_eq!(gbk(0xBC, 0xA8, 0x40), Some('绩'));
        assert_eq!(gbk(0x35, 0xA8, 0x40), None);
        assert_eq!(gbk(0xFF, 0xA8, 0x40), None);
        assert_eq!(gbk(0xB7, 0x41, 0xA1), None);
        assert_eq!(least_trail("宋体".as_bytes()), Some(0x40));
        assert_eq!(least_trail(b"SimSun,Bold"), Some(0xA1));
        assert_eq!(least_trail(b"Arial"), None);
        assert_eq!(surrogates(0xD869, 0xDEA5), Some('\u{2A6A5}'));
        assert_eq!(surrogates(0x4E00, 0xDEA5), None);
    }
}
