//! Text files → lines: UTF-8, UTF-16 with or without its mark, GB18030, and what else a detector recognises.

use encoding_rs::Encoding;

use super::encoding;
use crate::error::NotInput;
use crate::findings::{Message, UndecodableBytes};
use crate::model::{Budget, Line, Noted, Place};
use crate::{Error, Result};

/// Share of characters that may be unreadable in a damaged text; beyond, it is no text or not in this encoding.
const DAMAGE: f64 = 0.02;
/// What a line takes in all stages together, bytes: itself, its words, its place and how it was read.
const LINE: u64 = 320;
/// What a byte of text takes: it stands in lines, words, cells and what is printed of them.
const BYTE: u64 = 24;
/// What a field behind a tab takes: it becomes a cell.
const FIELD: u64 = 768;

/// Decodes a text and splits it into lines, ended by LF, CR LF or CR.
///
/// # Errors
/// Where the bytes are no text, or more than the budget allows.
pub(crate) fn lines(bytes: &[u8], budget: &Budget) -> Result<Noted<Vec<Line>>> {
    charge(bytes, budget)?;
    let text = decode(bytes)?;
    let damaged = text.contains(char::REPLACEMENT_CHARACTER);
    let ends = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let mut findings = Vec::new();
    // Dumps of PDFs whose font maps give radicals for ideographs hold these too.
    let folds = may_hold_radicals(&ends);
    let numbered = ends.split('\n').zip(1..).map(|(line, number)| Line {
        number,
        text: if folds { super::pdf::fold_radicals(line.into()).into() } else { line.to_owned() },
    });
    let lines: Vec<Line> = numbered.collect();
    let broken: Vec<&Line> = lines.iter().filter(|l| damaged && l.text.contains(char::REPLACEMENT_CHARACTER)).collect();
    if let (Some(first), Some(last)) = (broken.first(), broken.last()) {
        let at = Place::lines(first.number, last.number);
        findings.push(UndecodableBytes { lines: broken.len() }.finding().at(at).quote(first.text.clone()));
    }
    Ok(Noted { output: lines, findings })
}

/// Charges what the stages will make of a text. Lines end with the same bytes in all encodings but the one of two bytes a character,
/// where as many are counted and some more.
fn charge(bytes: &[u8], budget: &Budget) -> Result<()> {
    let [lines, returns, tabs] = [b'\n', b'\r', b'\t'].map(|byte| memchr::memchr_iter(byte, bytes).count() as u64);
    budget.take(bytes.len() as u64 * BYTE + (lines.max(returns) + 1) * LINE + tabs * FIELD)
}

fn decode(bytes: &[u8]) -> Result<String> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (encoding::recognise(bytes), 0));
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    let all = text.chars().count();
    let odd = text.matches(char::REPLACEMENT_CHARACTER).count() + text.bytes().filter(|b| is_binary(*b)).count();
    if text.contains('\0') || odd as f64 > DAMAGE * all as f64 {
        return Err(Error::UnknownFormat { what: NotInput::Binary });
    }
    Ok(text.into_owned())
}

/// Control characters that no text holds; line ends, tabs, form feeds and the end-of-file mark of DOS are none.
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=0x8 | 0xE..=0x19 | 0x1B..=0x1F | 0x7F)
}

/// Whether a radical (U+2E80 to U+2FDF) may stand in a text: by the first two bytes of such.
fn may_hold_radicals(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xE2, bytes).any(|at| bytes.get(at + 1).is_some_and(|b| (0xBA..=0xBF).contains(b)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

    use encoding_rs::GB18030;

    use super::*;

    const TEXT: &str = "项目支出绩效目标表\r\n广州市司法局\t9,486.23\r\n不少于8期（部门）";

    fn read(bytes: &[u8]) -> Vec<String> {
        lines(bytes, &Budget::default()).unwrap().output.into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn every_encoding_reads_the_same() {
        let utf16 = |unit: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let expected: Vec<&str> = TEXT.split("\r\n").collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        assert_eq!(read(TEXT.as_bytes()), expected);
        assert_eq!(read(&marked(b"\xEF\xBB\xBF", TEXT.as_bytes())), expected);
        assert_eq!(read(&marked(b"\xFF\xFE", &utf16(u16::to_le_bytes))), expected);
        assert_eq!(read(&marked(b"\xFE\xFF", &utf16(u16::to_be_bytes))), expected);
        assert_eq!(read(&utf16(u16::to_le_bytes)), expected);
        assert_eq!(read(&utf16(u16::to_be_bytes)), expected);
        assert_eq!(read(&GB18030.encode(TEXT).0), expected);
        assert_eq!(read(TEXT.replace("\r\n", "\r").as_bytes()), expected);
    }

    #[test]
    fn big5_is_not_taken_for_gb18030() {
        let text = "專案支出績效目標表，中華民國預算單位總體績效目標申報書，數量指標與質量指標".repeat(4);
        assert_eq!(read(&encoding_rs::BIG5.encode(&text).0), [text]);
    }

    #[test]
    fn a_damaged_text_is_read_and_said_to_be() {
        let mut bytes = TEXT.repeat(10).into_bytes();
        bytes.truncate(bytes.len() - 1);
        let read = lines(&bytes, &Budget::default()).unwrap();
        assert_eq!(read.findings.len(), 1);
        assert!(read.output.last().unwrap().text.ends_with("部门\u{FFFD}"));
    }

    #[test]
    fn other_files_are_refused() {
        let what = |bytes: &[u8]| match lines(bytes, &Budget::default()) {
            Err(Error::UnknownFormat { what }) => what,
            other => panic!("{other:?}"),
        };
        let noise: Vec<u8> = (0_u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(what(&noise), NotInput::Binary);
        assert_eq!(read(b"MZ is a word"), ["MZ is a word"]);
    }
}
