//! Streams that would inflate beyond the memory budget, taken out of the file before the library meets them.

use std::collections::BTreeSet;

use hayro_syntax::Filter;
use memchr::memmem;

use super::inflated::{bound, size};

/// How far before its data a stream's dictionary may begin; real ones have some hundred bytes.
const DICTIONARY: usize = 1 << 16;
/// What all object streams together may inflate to, in the most of one stream: the library keeps them all.
const OBJECTS: u64 = 2;

/// Breaks the keyword of each stream that inflates to more than `most` bytes, so that only its dictionary is left; nothing
/// moves. Gives back how many there were. Pictures may be of any size, for they are not decoded; what is encrypted cannot
/// be looked into here.
pub(super) fn defuse(bytes: &mut [u8], most: u64) -> usize {
    let bombs = bombs(bytes, most);
    for &at in &bombs {
        bytes.iter_mut().skip(at).take(b"stream".len()).for_each(|byte| *byte = b' ');
    }
    bombs.len()
}

/// Places of the keywords.
fn bombs(bytes: &[u8], most: u64) -> Vec<usize> {
    let mut ends = memmem::find_iter(bytes, b"endstream").peekable();
    let (mut found, mut before, mut objects) = (Vec::new(), 0, 0_u64);
    for at in memmem::find_iter(bytes, b"stream") {
        let begin = at + b"stream".len();
        let (head, rest) = bytes.split_at(begin);
        let (head, _keyword) = head.split_at(at);
        if head.ends_with(b"end") || !rest.first().is_some_and(u8::is_ascii_whitespace) {
            continue;
        }
        while ends.next_if(|end| *end < begin).is_some() {}
        let (_, window) = head.split_at(before.max(at.saturating_sub(DICTIONARY)));
        before = begin;
        let dictionary = StreamDictionary::new(match memmem::rfind(window, b"obj") {
            Some(n) => window.split_at(n).1,
            None => window,
        });
        let length = dictionary.length.max(ends.peek().map_or(bytes.len(), |end| *end) - begin);
        let (data, _) = rest.split_at(length.min(rest.len()));
        let data = match data {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => data,
        };
        if dictionary.picture || (!dictionary.objects && bound(data, &dictionary.filters) <= most) {
            continue;
        }
        let bound = bound(data, &dictionary.filters);
        let spent = if dictionary.objects { objects } else { 0 };
        let inflated = if bound <= most.saturating_sub(spent) { bound } else { size(data, &dictionary.filters, most) };
        if inflated > most || spent + inflated > OBJECTS * most {
            found.push(at);
        } else if dictionary.objects {
            objects += inflated;
        }
    }
    found
}

/// What a stream's dictionary says, as far as it matters here.
struct StreamDictionary {
    filters: Vec<Filter>,
    /// `/Length` where it is no reference, else 0.
    length: usize,
    /// Whether it is a picture.
    picture: bool,
    /// Whether it is an object stream.
    objects: bool,
}

impl StreamDictionary {
    /// Of the text between `obj` and `stream`.
    fn new(text: &[u8]) -> Self {
        let (mut filters, mut names, mut length) = (Vec::new(), BTreeSet::new(), 0);
        for at in memchr::memchr_iter(b'/', text) {
            let (_, rest) = text.split_at(at + 1);
            let (name, value) = rest.split_at(rest.iter().take_while(|b| is_regular(**b)).count());
            let name = unescaped(name);
            filters.extend(filter(&name));
            if name == b"Length" {
                length = number(value);
            }
            names.insert(name);
        }
        let [has_filter, has_file_filter, is_image, has_width, objects] =
            [&b"Filter"[..], b"F", b"Image", b"Width", b"ObjStm"].map(|name| names.contains(name));
        // A filter that stands elsewhere is most likely the usual one.
        if filters.is_empty() && (has_filter || has_file_filter) {
            filters.push(Filter::FlateDecode);
        }
        let picture = is_image && has_width;
        Self { filters, length, picture, objects }
    }
}

fn filter(name: &[u8]) -> Option<Filter> {
    Some(match name {
        b"FlateDecode" | b"Fl" => Filter::FlateDecode,
        b"LZWDecode" | b"LZW" => Filter::LzwDecode,
        b"RunLengthDecode" | b"RL" => Filter::RunLengthDecode,
        b"ASCII85Decode" | b"A85" => Filter::Ascii85Decode,
        b"ASCIIHexDecode" | b"AHx" => Filter::AsciiHexDecode,
        b"DCTDecode" | b"DCT" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode" | b"CCF" => Filter::DctDecode,
        _ => return None,
    })
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

/// A name with its `#` escapes resolved.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, tail @ ..] = rest {
        let (byte, behind) = match tail {
            [high, low, behind @ ..] if *first == b'#' => {
                hex_to_byte(*high, *low).map_or((*first, tail), |byte| (byte, behind))
            }
            _ => (*first, tail),
        };
        plain.push(byte);
        rest = behind;
    }
    plain
}

/// The byte of two hexadecimal digits.
fn hex_to_byte(high: u8, low: u8) -> Option<u8> {
    let [high, low] = [high, low].map(|digit| char::from(digit).to_digit(16));
    u8::try_from(high? << 4 | low?).ok()
}

/// The whole number that a value begins with; a reference's object number is harmless, for it is small.
fn number(value: &[u8]) -> usize {
    let digits = value.trim_ascii_start().iter().take_while(|b| b.is_ascii_digit());
    digits.fold(0_usize, |n, digit| n.saturating_mul(10).saturating_add(usize::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    const MOST: u64 = 2 << 20;

    fn zeros(bytes: u64) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        std::io::copy(&mut std::io::Read::take(std::io::repeat(0), bytes), &mut encoder).unwrap();
        encoder.flush().unwrap();
        encoder.finish().unwrap()
    }

    fn object(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let head = format!("1 0 obj <<{dictionary}/Length {}>>\nstream\r\n", data.len());
        [head.as_bytes(), data, b"\nendstream endobj\n"].concat()
    }

    #[test]
    fn only_what_inflates_too_far_is_broken() {
        let (bomb, half) = (zeros(MOST + 1), zeros(MOST / 2));
        let left =
            |dictionary: &str, data: &[u8], times: usize| defuse(&mut object(dictionary, data).repeat(times), MOST);
        assert_eq!(left("/Filter/FlateDecode", &bomb, 2), 2);
        assert_eq!(left("/Filter [/Flate#44ecode ]", &bomb, 1), 1);
        assert_eq!(left("/Filter 5 0 R", &bomb, 1), 1);
        assert_eq!(left("/Filter[/FlateDecode/FlateDecode]", &bomb, 1), 1);
        assert_eq!(left("/Filter/FlateDecode", &half, 6), 0);
        assert_eq!(left("/Type/ObjStm/Filter/FlateDecode", &half, 6), 3);
        assert_eq!(left("/Subtype/Image/Width 9/Filter/FlateDecode", &bomb, 1), 0);
        assert_eq!(left("", &bomb, 1), 0);
    }

    #[test]
    fn nothing_moves() {
        let mut file = object("/Filter/Fl", &zeros(MOST + 1));
        let whole = file.clone();
        assert_eq!(defuse(&mut file, MOST), 1);
        assert_eq!(file.len(), whole.len());
        assert_eq!(file.iter().zip(&whole).filter(|(a, b)| a != b).count(), b"stream".len());
    }
}
