//! Character codes → characters, by the name of a predefined `CMap`.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// What the codes of a predefined `CMap` are, apart from the glyphs they select.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// UTF-16, as 2 or 4 bytes.
    Utf16,
    /// A code is a code point.
    Scalar,
    /// A multibyte charset.
    Legacy(&'static Encoding),
}

impl Charset {
    /// Of a predefined `CMap` (ISO 32000-1, table 118, and its UTF-16 and UTF-32 successors). `None` for Identity, for the
    /// 7-bit and the traditional GB sets, whose codes go through CIDs.
    pub(super) fn of_cmap(name: &str) -> Option<Self> {
        let name = name.strip_suffix("-H").or_else(|| name.strip_suffix("-V"))?;
        if name.ends_with("UTF32") {
            return Some(Self::Scalar);
        }
        if name.ends_with("UCS2") || name.ends_with("UTF16") || name.ends_with("UCS2-HW") {
            return Some(Self::Utf16);
        }
        let encoding = match name {
            "GB-EUC" | "GBpc-EUC" | "GBK-EUC" | "GBKp-EUC" | "GBK2K" => GB18030,
            "B5pc" | "ETen-B5" | "ETenms-B5" | "HKscs-B5" => BIG5,
            "KSC-EUC" | "KSCms-UHC" | "KSCms-UHC-HW" | "KSCpc-EUC" => EUC_KR,
            "EUC" => EUC_JP,
            "83pv-RKSJ" | "90ms-RKSJ" | "90msp-RKSJ" | "90pv-RKSJ" | "Add-RKSJ" | "Ext-RKSJ" => SHIFT_JIS,
            _ => return None,
        };
        Some(Self::Legacy(encoding))
    }

    /// The character of a code.
    pub(super) fn decode(self, code: u32) -> Option<char> {
        match self {
            Self::Scalar => char::from_u32(code),
            Self::Utf16 => {
                let units = [(code >> 16) as u16, code as u16];
                let units = if units[0] == 0 { units.get(1..)? } else { &units };
                single(char::decode_utf16(units.iter().copied()).map_while(Result::ok))
            }
            Self::Legacy(encoding) => {
                let bytes = code.to_be_bytes();
                let length = (4 - code.leading_zeros() as usize / 8).max(1);
                let text = encoding.decode_without_bom_handling_and_without_replacement(bytes.get(4 - length..)?)?;
                single(text.chars())
            }
        }
    }
}

fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_by_the_name_of_their_cmap() {
        let decode = |name, code| Charset::of_cmap(name).and_then(|c| c.decode(code));
        assert_eq!(decode("GBK-EUC-H", 0xBCA8), Some('绩'));
        assert_eq!(decode("GBK-EUC-H", 0x35), Some('5'));
        assert_eq!(decode("UniGB-UCS2-H", 0x7EE9), Some('绩'));
        assert_eq!(decode("UniGB-UTF16-V", 0xD840_DC0B), Some('\u{2000B}'));
        assert_eq!(decode("90ms-RKSJ-H", 0x93FA), Some('日'));
        assert_eq!(decode("Identity-H", 0x7EE9), None);
        assert_eq!(decode("UniGB-UTF16-H", 0xD840), None);
    }
}
