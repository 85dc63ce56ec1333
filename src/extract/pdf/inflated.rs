//! How much a compressed stream inflates to, found out without keeping it: the library decodes without a limit.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;

/// The most bytes that one stream may inflate to: the text of a page has some hundred kilobytes, the largest fonts for
/// Chinese have 30 MB.
const MOST: u64 = 128 << 20;
/// The part of the memory for a document that one stream may take: it is held as bytes, as operators and as what they draw.
const SHARE: u64 = 4;
/// How many bytes one byte can stand for (deflate: a match of 258 in two bits; LZW: 3,840 in twelve; ASCII 85: `z`).
const FLATE: u64 = 1032;
const LZW: u64 = 2560;
const RUN_LENGTH: u64 = 64;
const ASCII_85: u64 = 4;

/// The most bytes that one stream may inflate to where the document may take so much memory.
pub(super) fn most(memory: u64) -> u64 {
    MOST.min(memory / SHARE)
}

/// Whether data inflates to more than `most`, or may do so in a way that no writer has a reason for.
pub(super) fn exceeds(data: &[u8], filters: &[Filter], most: u64) -> bool {
    bound(data, filters) > most && size(data, filters, most) > most
}

/// The most that data of this length can inflate to. Pictures' own codings count as nothing: pictures are not decoded.
pub(super) fn bound(data: &[u8], filters: &[Filter]) -> u64 {
    filters.iter().copied().map(ratio).fold(data.len() as u64, u64::saturating_mul)
}

/// The most bytes that one byte of a coding can inflate to.
fn ratio(filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => FLATE,
        Filter::LzwDecode => LZW,
        Filter::RunLengthDecode => RUN_LENGTH,
        Filter::Ascii85Decode => ASCII_85,
        _ => 1,
    }
}

/// What data inflates to, counted up to just over `most`; `u64::MAX` for codings upon codings, which no writer has a
/// reason for.
pub(super) fn size(data: &[u8], filters: &[Filter], most: u64) -> u64 {
    match filters {
        [Filter::FlateDecode] => flate_size(data, most),
        [Filter::LzwDecode] => lzw_size(data),
        [Filter::AsciiHexDecode | Filter::Ascii85Decode, rest @ ..] => size(&ascii_to_bytes(data, filters), rest, most),
        [Filter::Crypt, rest @ ..] => size(data, rest, most),
        [] | [Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode, ..] => {
            data.len() as u64
        }
        _ if bound(data, filters) <= most => bound(data, filters),
        _ => u64::MAX,
    }
}

/// The library tries these in turn.
fn flate_size(data: &[u8], most: u64) -> u64 {
    let whole = count(&mut ZlibDecoder::new(data), most);
    // Where the header is right, the other two find nothing more.
    if whole > 0 {
        return whole;
    }
    let headless = count(&mut DeflateDecoder::new(data.get(2..).unwrap_or_default()), most);
    count(&mut DeflateDecoder::new(data), most).max(headless)
}

/// The number of bytes up to the first error, or just over `most`.
fn count(decoder: &mut dyn Read, most: u64) -> u64 {
    let mut sink = Counter(0);
    // An error ends the stream: what came before it counts.
    let _ = io::copy(&mut decoder.take(most + 1), &mut sink);
    sink.0
}

struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.0 += data.len() as u64;
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes behind hexadecimal or base-85 text, roughly: enough to count with.
fn ascii_to_bytes(data: &[u8], filters: &[Filter]) -> Vec<u8> {
    let hex = filters.first() == Some(&Filter::AsciiHexDecode);
    let text = data.iter().copied().filter(|b| !b.is_ascii_whitespace());
    let mut bytes = Vec::with_capacity(data.len());
    let mut group = (0_u32, 0);
    for byte in text {
        if hex {
            let Some(digit) = char::from(byte).to_digit(16) else { break };
            group = (group.0 << 4 | digit, group.1 + 1);
            if group.1 == 2 {
                bytes.push(group.0 as u8);
                group = (0, 0);
            }
        } else if byte == b'z' && group.1 == 0 {
            bytes.extend([0; 4]);
        } else {
            let Some(digit) = byte.checked_sub(b'!').filter(|d| *d < 85) else { break };
            group = (group.0.wrapping_mul(85).wrapping_add(u32::from(digit)), group.1 + 1);
            if group.1 == 5 {
                bytes.extend(group.0.to_be_bytes());
                group = (0, 0);
            }
        }
    }
    bytes
}

/// The number of bytes that LZW codes stand for: codes of 9 to 12 bits, a code's length is its predecessor's and one more.
fn lzw_size(data: &[u8]) -> u64 {
    const CLEAR: u32 = 256;
    const END: u32 = 257;
    let (mut lengths, mut total, mut last) = (Vec::<u64>::new(), 0_u64, None::<u64>);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in data {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        let width = (lengths.len() + 259).ilog2().clamp(8, 11) + 1;
        if held < width {
            continue;
        }
        held -= width;
        let code = bits >> held & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        let length = match code {
            CLEAR => {
                lengths.clear();
                last = None;
                continue;
            }
            END => break,
            0..CLEAR => 1,
            _ => lengths.get((code - END - 1) as usize).copied().unwrap_or(last.unwrap_or(0) + 1),
        };
        if let Some(last) = last.filter(|_| lengths.len() < 4096) {
            lengths.push(last + 1);
        }
        last = Some(length);
        total = total.saturating_add(length);
    }
    total
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn zeros(megabytes: usize) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        let megabyte = vec![0; 1 << 20];
        for _ in 0..megabytes {
            encoder.write_all(&megabyte).unwrap();
        }
        encoder.finish().unwrap()
    }

    #[test]
    fn bombs_are_told_from_large_streams() {
        let (bomb, large) = (zeros(3), zeros(1));
        assert!(exceeds(&bomb, &[Filter::FlateDecode], 2 << 20));
        assert!(!exceeds(&large, &[Filter::FlateDecode], 2 << 20));
        assert!(!exceeds(&bomb, &[], 2 << 20) && !exceeds(&bomb, &[Filter::DctDecode], 2 << 20));
        assert!(exceeds(&large, &[Filter::FlateDecode, Filter::FlateDecode], 2 << 20));
        let hex: Vec<u8> = bomb.iter().flat_map(|b| format!("{b:02x}\n").into_bytes()).collect();
        assert!(exceeds(&hex, &[Filter::AsciiHexDecode, Filter::FlateDecode], 2 << 20));
        assert!(!exceeds(&hex, &[Filter::AsciiHexDecode], 2 << 20));
    }

    #[test]
    fn lzw_codes_are_counted() {
        // The example of ISO 32000-1, 7.4.4.2: -----A---B
        assert_eq!(lzw_size(&[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]), 10);
    }
}
