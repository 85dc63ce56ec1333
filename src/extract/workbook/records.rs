//! The records of an .xlsb part, and what .xls and .xlsb have in common.

use crate::error::{Damage, Piece};
use crate::{Error, Result};

/// Records one after the other: number and length in seven bits a byte, content.
pub(super) struct Records<'p> {
    rest: &'p [u8],
}

impl<'p> Records<'p> {
    pub(super) fn new(part: &'p [u8]) -> Self {
        Self { rest: part }
    }

    /// A number in as many bytes of seven bits as say that more follow.
    fn number(&mut self, most: u32) -> Option<usize> {
        let mut number = 0;
        for n in 0..most {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(byte & 0x7F) << (7 * n);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }

    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// Where it is longer than what is left.
    pub(super) fn next(&mut self) -> Result<Option<(usize, &'p [u8])>> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let record = self.number(2).zip(self.number(4)).and_then(|(kind, length)| {
            let (content, rest) = self.rest.split_at_checked(length)?;
            self.rest = rest;
            Some((kind, content))
        });
        record.map(Some).ok_or_else(|| cut(Piece::Record))
    }
}

/// The error of something that ends before it should.
pub(super) fn cut(piece: Piece) -> Error {
    Error::Damaged { what: Damage::CutOff { piece } }
}

/// Bytes at an offset.
fn chunk_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

/// Two bytes at an offset.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    chunk_at(bytes, at).map(u16::from_le_bytes)
}

/// Four bytes at an offset.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    chunk_at(bytes, at).map(u32::from_le_bytes)
}

/// A number of eight bytes at an offset.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    chunk_at(bytes, at).map(f64::from_le_bytes)
}

/// A number in thirty bits; the other two say whether it is whole, and whether it is to be divided by a hundred.
pub(super) fn rk_to_number(rk: u32) -> f64 {
    let number = if rk & 2 == 0 { f64::from_bits(u64::from(rk & !3) << 32) } else { f64::from(rk.cast_signed() >> 2) };
    if rk & 1 == 0 { number } else { number / 100.0 }
}

/// The text of an error value.
pub(super) fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#DATA!",
        _ => "#ERROR!",
    }
}

/// UTF-16 in little-endian bytes.
pub(super) fn utf16(bytes: &[u8]) -> String {
    encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn records_end_where_they_say_or_are_cut() {
        let mut records = Records::new(&[0x05, 1, 7, 0x94, 1, 2, 8, 9, 3, 0xFF, 0xFF, 0x7F, 0]);
        assert_eq!(records.next().unwrap(), Some((5, &[7][..])));
        assert_eq!(records.next().unwrap(), Some((0x94, &[8, 9][..])));
        assert!(records.next().is_err());
        assert_eq!(Records::new(&[]).next().unwrap(), None);
    }

    #[test]
    #[allow(clippy::float_cmp, reason = "exact")]
    fn short_numbers_are_whole_or_cut_or_hundredths() {
        assert_eq!(rk_to_number(4 << 2 | 2), 4.0);
        assert_eq!(rk_to_number((1225 << 2) | 3), 12.25);
        assert_eq!(rk_to_number(((1.5_f64.to_bits() >> 32) as u32) & !3), 1.5);
        assert_eq!(rk_to_number((-3_i32 << 2).cast_unsigned() | 2), -3.0);
    }
}
