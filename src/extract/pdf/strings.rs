//! PDF text strings → text: UTF-16 and UTF-8 with their marks, else `PDFDocEncoding`.

/// `PDFDocEncoding` of 0x18–0x1F (ISO 32000-1, annex D.3).
const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
/// `PDFDocEncoding` of 0x80–0xA0 (ISO 32000-1, annex D.3).
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
];

/// Decodes a text string (metadata, `/ActualText`). Without control characters, which print nothing and which no workbook
/// may hold, and without white space at its ends.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let mut text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&b| pdf_doc(b)).collect(),
    };
    text.retain(|c| !c.is_control() || c.is_whitespace());
    text.trim().to_owned()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|&pair| unit(pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn pdf_doc(byte: u8) -> char {
    let special = match byte {
        0x18..=0x1F => Some(LOW[usize::from(byte - 0x18)]),
        0x80..=0xA0 => Some(HIGH[usize::from(byte - 0x80)]),
        _ => None,
    };
    special.unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::text_string;

    #[test]
    fn marks_tell_the_encoding() {
        assert_eq!(text_string(&[0xFE, 0xFF, 0x95, 0xE8]), "门");
        assert_eq!(text_string(&[0xFF, 0xFE, 0xE8, 0x95, 0, 0]), "门");
        assert_eq!(text_string("\u{FEFF}门".as_bytes()), "门");
        assert_eq!(text_string(&[0xFE, 0xFF, 0, 7, 0x95, 0xE8, 0, 0, 0, 32, 0x95, 0xE8]), "门 门");
        assert_eq!(text_string(b" Acrobat\x92 \x80 \xA0"), "Acrobat™ • €");
    }
}
