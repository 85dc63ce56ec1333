//! The records of an .xls workbook, and the texts in them ([MS-XLS]).

use encoding_rs::Encoding;

use super::records::{cut, u16_at, u32_at, utf16};
use crate::Result;
use crate::error::Piece;

/// Goes on with the record before.
const CONTINUE: u16 = 0x3C;

/// A record: its number, its content, and that of the records that go on with it.
pub(super) struct BiffRecord<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
    pub(super) more: Vec<&'s [u8]>,
}

/// A content and what comes behind it.
type Split<'s> = (&'s [u8], &'s [u8]);

/// Records one after the other.
pub(super) struct BiffRecords<'s> {
    rest: &'s [u8],
}

impl<'s> BiffRecords<'s> {
    pub(super) fn new(stream: &'s [u8]) -> Self {
        Self { rest: stream }
    }

    /// The number of the record that comes next, and its content where it is whole.
    fn peek(&self) -> Option<(u16, Option<Split<'s>>)> {
        let length = usize::from(u16_at(self.rest, 2)?);
        Some((u16_at(self.rest, 0)?, self.rest.get(4..)?.split_at_checked(length)))
    }

    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// Where it is longer than what is left.
    pub(super) fn next(&mut self) -> Result<Option<BiffRecord<'s>>> {
        let Some((kind, content)) = self.peek() else { return Ok(None) };
        let (data, rest) = content.ok_or_else(|| cut(Piece::Record))?;
        self.rest = rest;
        let mut more = Vec::new();
        while let Some((CONTINUE, Some((data, rest)))) = self.peek() {
            more.push(data);
            self.rest = rest;
        }
        Ok(Some(BiffRecord { kind, data, more }))
    }
}

/// How the texts of a workbook are written.
#[derive(Clone, Copy)]
pub(super) struct BiffTexts {
    /// UTF-16 with its high bytes left out where all are zero (BIFF8), or bytes of a code page (before).
    pub(super) unicode: bool,
    pub(super) encoding: &'static Encoding,
}

/// Bytes that go over the ends of records.
pub(super) struct Cursor<'r, 's> {
    now: &'s [u8],
    more: std::slice::Iter<'r, &'s [u8]>,
}

impl<'r, 's> Cursor<'r, 's> {
    /// From an offset in a record on.
    pub(super) fn new(record: &'r BiffRecord<'s>, at: usize) -> Self {
        Self { now: record.data.get(at..).unwrap_or_default(), more: record.more.iter() }
    }

    fn take(&mut self, length: usize) -> Option<&'s [u8]> {
        if self.now.is_empty() && length > 0 {
            self.now = self.more.next()?;
        }
        let (taken, rest) = self.now.split_at_checked(length)?;
        self.now = rest;
        Some(taken)
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        let taken = self.take(bytes)?;
        Some(taken.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > self.now.len() {
            length -= self.now.len();
            self.now = self.more.next()?;
        }
        self.take(length).map(drop)
    }

    /// A text behind its length in so many bytes.
    pub(super) fn text(&mut self, length_bytes: usize, texts: BiffTexts) -> Option<String> {
        let count = self.number(length_bytes)?;
        if !texts.unicode {
            let (bytes, rest) = self.now.split_at(count.min(self.now.len()));
            self.now = rest;
            return Some(texts.encoding.decode_without_bom_handling(bytes).0.into_owned());
        }
        if count == 0 && self.now.is_empty() && self.more.len() == 0 {
            return Some(String::new());
        }
        let flags = self.number(1)?;
        let runs = if flags & 0x08 == 0 { 0 } else { self.number(2)? * 4 };
        let phonetic = if flags & 0x04 == 0 { 0 } else { self.number(4)? };
        let text = self.characters(count, flags & 1 == 1)?;
        self.skip(runs + phonetic)?;
        Some(text)
    }

    /// So many characters, of two bytes or of one; each record that goes on says anew which.
    fn characters(&mut self, mut count: usize, mut wide: bool) -> Option<String> {
        let mut text = String::new();
        loop {
            let width = if wide { 2 } else { 1 };
            let here = count.min(self.now.len() / width);
            let (bytes, rest) = self.now.split_at(here * width);
            self.now = rest;
            if wide {
                text.push_str(&utf16(bytes));
            } else {
                text.extend(bytes.iter().copied().map(char::from));
            }
            count -= here;
            if count == 0 {
                return Some(text);
            }
            self.now = self.more.next()?;
            wide = self.number(1)? & 1 == 1;
        }
    }
}

/// The shared texts of a workbook. `keep` is asked before each.
///
/// # Errors
/// Where the table is cut off, and those of `keep`.
pub(super) fn shared_texts(
    record: &BiffRecord<'_>,
    texts: BiffTexts,
    mut keep: impl FnMut(&str) -> Result<()>,
) -> Result<Vec<String>> {
    let claimed = u32_at(record.data, 4).ok_or_else(|| cut(Piece::SharedTexts))?;
    let (mut cursor, mut all) = (Cursor::new(record, 8), Vec::new());
    for _ in 0..claimed {
        // Some writers claim more than there are.
        let Some(text) = cursor.text(2, texts) else { break };
        keep(&text)?;
        all.push(text);
    }
    Ok(all)
}

/// The encoding of a Windows code page; that of the mainland where it is unknown.
pub(super) fn code_page(number: u16) -> &'static Encoding {
    match number {
        437 | 1252 | 367 => encoding_rs::WINDOWS_1252,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1200 => encoding_rs::UTF_16LE,
        _ => encoding_rs::GB18030,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    const UNICODE: BiffTexts = BiffTexts { unicode: true, encoding: encoding_rs::GB18030 };

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
    }

    #[test]
    fn a_text_goes_over_records_and_changes_its_width_there() {
        let head = [9, 0, 0, 0, 9, 0, 0, 0];
        let first = [&head[..], &[4, 0, 0, b'a', b'b']].concat();
        let more = [&[1][..], &[0x32, 0x75, 0x59, 0x4E], &[1, 0, 0, b'c']].concat();
        let stream = [record(0xFC, &first), record(CONTINUE, &more), record(0x0A, &[])].concat();
        let mut records = BiffRecords::new(&stream);
        let table = records.next().unwrap().unwrap();
        assert_eq!(shared_texts(&table, UNICODE, |_| Ok(())).unwrap(), ["ab甲乙", "c"]);
        assert_eq!(records.next().unwrap().unwrap().kind, 0x0A);
        assert!(records.next().unwrap().is_none());
    }

    #[test]
    fn texts_of_a_code_page_are_decoded() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("项目");
        let data = [&[bytes.len() as u8, 0], bytes.as_ref()].concat();
        let stream = record(0x204, &data);
        let record = BiffRecords::new(&stream).next().unwrap().unwrap();
        let texts = BiffTexts { unicode: false, encoding: code_page(936) };
        assert_eq!(Cursor::new(&record, 0).text(2, texts).as_deref(), Some("项目"));
    }
}
