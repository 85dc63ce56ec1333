//! The encoding of a text: by its mark, by what it says of itself, by its bytes.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// Share of two-byte characters that must be of GB 2312 for a text to be taken for Chinese of the mainland: it is above
/// 0.99 in real texts, and below 0.7 where Big5 or Shift-JIS is read as GB 18030.
const GB2312_SHARE: f64 = 0.85;
/// Bytes that are looked at to recognise an encoding.
const SAMPLE: usize = 1 << 16;

/// The first bytes, as many as `most` at most.
pub(super) fn beginning(bytes: &[u8], most: usize) -> &[u8] {
    &bytes[..bytes.len().min(most)]
}

/// The encoding of a text without a mark.
pub(super) fn recognise(bytes: &[u8]) -> &'static Encoding {
    let sample = beginning(bytes, SAMPLE);
    if let Some(utf16) = recognise_utf16(sample) {
        return utf16;
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(_) => return UTF_8,
        Err(error) => error.valid_up_to(),
    };
    // A damaged UTF-8 text has long valid stretches of several bytes a character; other encodings have none.
    let lossy = String::from_utf8_lossy(bytes);
    let (broken, long) = lossy.chars().fold((0_usize, 0_usize), |(broken, long), c| match c {
        char::REPLACEMENT_CHARACTER => (broken + 1, long),
        c => (broken, long + usize::from(c.len_utf8() > 2)),
    });
    if valid > 0 && long > broken.saturating_mul(20) {
        return UTF_8;
    }
    if gb2312_share(sample) >= GB2312_SHARE {
        return GB18030;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// UTF-16 without its mark: its line ends, spaces and digits have a zero byte, always on the same side.
pub(super) fn recognise_utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.as_chunks::<2>().0;
    let little = pairs.iter().filter(|[a, b]| *b == 0 && matches!(a, b'\t' | b'\n' | b'\r' | b' '..=b'~')).count();
    let big = pairs.iter().filter(|[a, b]| *a == 0 && matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~')).count();
    let zeros = sample.split(|b| *b == 0).count() - 1;
    match (little, big) {
        (n, 0) if n > 0 && n == zeros => Some(UTF_16LE),
        (0, n) if n > 0 && n == zeros => Some(UTF_16BE),
        _ => None,
    }
}

/// The share of GB 2312 among the two-byte characters.
fn gb2312_share(sample: &[u8]) -> f64 {
    let (mut pairs, mut gb2312, mut bytes) = (0_u32, 0_u32, sample.iter().copied());
    while let Some(lead) = bytes.next() {
        if lead >= 0x80 {
            let Some(trail) = bytes.next() else { break };
            pairs += 1;
            gb2312 += u32::from((0xA1..=0xF7).contains(&lead) && trail >= 0xA1);
        }
    }
    f64::from(gb2312) / f64::from(pairs.max(1))
}

/// How a document that names its encoding is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ChosenEncoding {
    pub(super) encoding: &'static Encoding,
    /// Bytes of its mark.
    pub(super) mark: usize,
    /// The encoding it names, where it cannot be that.
    pub(super) wrongly_named: Option<&'static Encoding>,
}

/// The encoding of a document: its mark, else the one it names where its bytes are such, else what they are.
pub(super) fn choose(bytes: &[u8], named: Option<&'static Encoding>) -> ChosenEncoding {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return ChosenEncoding { encoding, mark, wrongly_named: None };
    }
    let recognised = recognise(bytes);
    let is_plain = bytes.is_ascii() || recognised == UTF_16LE || recognised == UTF_16BE;
    let Some(named) = named.filter(|_| !is_plain) else {
        return ChosenEncoding { encoding: recognised, mark: 0, wrongly_named: None };
    };
    let named_whole = if named == GBK { GB18030 } else { named };
    // UTF-8 cannot be mistaken; that a western encoding was named says that a program wrote its default.
    let fits = match (named_whole == UTF_8, recognised == UTF_8) {
        (true, fits) => fits,
        (false, true) => false,
        (false, false) => !named.is_single_byte() || recognised.is_single_byte(),
    };
    let encoding = if fits { named_whole } else { recognised };
    ChosenEncoding { encoding, mark: 0, wrongly_named: (!fits).then_some(named) }
}

/// Bytes at the beginning of a document in which it may name its encoding.
const HEAD: usize = 1 << 14;

/// The encoding that a web page (`charset=`) or an XML file (`encoding=`) names at its beginning.
pub(super) fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = beginning(bytes, HEAD).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|word| {
        memchr::memmem::find_iter(&head, word.as_bytes()).find_map(|at| {
            let rest = head.get(at + word.len()..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_.:".contains(b)))?;
            Encoding::for_label(rest.get(..end)?)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<meta charset='GB2312'>项目支出绩效目标表：预算单位，数量指标与质量指标";

    fn chosen(bytes: &[u8]) -> (&'static str, bool) {
        let chosen = choose(bytes, named(bytes));
        (chosen.encoding.name(), chosen.wrongly_named.is_some())
    }

    #[test]
    fn what_a_page_names_counts_where_its_bytes_are_such() {
        let utf8 = TEXT.replace("GB2312", "utf-8");
        let western = TEXT.replace("GB2312", "iso-8859-1");
        assert_eq!(chosen(&GB18030.encode(TEXT).0), ("gb18030", false));
        assert_eq!(chosen(utf8.as_bytes()), ("UTF-8", false));
        assert_eq!(chosen(TEXT.as_bytes()), ("UTF-8", true));
        assert_eq!(chosen(&GB18030.encode(&utf8).0), ("gb18030", true));
        assert_eq!(chosen(&GB18030.encode(&western).0), ("gb18030", true));
        assert_eq!(named(b"<?xml version='1.0' encoding=\"Big5\"?>").map(Encoding::name), Some("Big5"));
        assert_eq!(named(b"no charset here"), None);
    }
}
