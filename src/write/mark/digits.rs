//! The digits of a mark, and the hash they stand for.

use std::io::{self, BufRead, BufReader, Read};

use sha2::{Digest, Sha256};

/// What stands before the digits.
pub(super) const PREFIX: &str = "jixiao-mark:";
/// Hexadecimal digits of the hash.
pub(super) const DIGITS: usize = 64;

/// The name of the key in JSON and Parquet, and of the comment in SVG.
pub(crate) const KEY: &str = "mark";

/// A mark whose digits are yet to come.
pub(crate) fn open_mark() -> String {
    format!("{PREFIX}{}", "0".repeat(DIGITS))
}

/// What a file's mark says of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// It has none: someone else's file, or of a format without marks.
    NoMark,
    /// It was written by this program and saved by something else since.
    Changed,
    /// It was written by this program with what auditors wrote in an older workbook: nothing but its own bytes may take its place.
    Reviewed,
    /// It is byte for byte what this program wrote.
    Unchanged,
}

/// SHA-256 of all that `from` gives, in hexadecimal digits.
///
/// # Errors
/// Where reading fails.
pub(crate) fn sha256_of(mut from: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    hash_all(&mut from, &mut hasher)?;
    Ok(hex(hasher))
}

/// Adds all bytes to a hash.
pub(super) fn hash_all(from: &mut impl Read, to: &mut Sha256) -> io::Result<()> {
    let mut from = BufReader::with_capacity(1 << 16, from);
    loop {
        let read = match from.fill_buf() {
            Ok([]) => return Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        to.update(read);
        let count = read.len();
        from.consume(count);
    }
}

pub(super) fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().fold(String::with_capacity(DIGITS), |text, b| text + &format!("{b:02x}"))
}

/// What the digits of a mark say beside those of the file.
pub(super) fn compared(found: &[u8], now: Option<&str>) -> Seen {
    match now {
        _ if found.iter().all(|digit| *digit == b'0') => Seen::Reviewed,
        Some(now) if now.as_bytes() == found => Seen::Unchanged,
        _ => Seen::Changed,
    }
}

/// Where a mark's digits begin in `bytes`, and the digits: of the first mark, or the last one.
pub(super) fn digits(bytes: &[u8], last: bool) -> Option<(usize, &[u8])> {
    let at = if last {
        memchr::memmem::rfind(bytes, PREFIX.as_bytes())
    } else {
        memchr::memmem::find(bytes, PREFIX.as_bytes())
    };
    let start = at? + PREFIX.len();
    let digits = bytes.get(start..start + DIGITS)?;
    digits.iter().all(u8::is_ascii_hexdigit).then_some((start, digits))
}
