//! The mark that an output carries: the hash of its own content, by which the program knows later whether the file is still what it
//! wrote.
//!
//! A mark is `jixiao-mark:` and 64 hexadecimal digits: the SHA-256 of the file with zeros in their place. JSON has it as its
//! first key, SVG as a comment, Parquet as a key of its metadata, a log in its last line ([`text`]), a workbook as a property of the
//! document ([`package`]). Where a workbook holds reviews the digits stay zeros: it is not this program's alone.

mod package;
mod text;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use sha2::{Digest, Sha256};

pub(crate) use package::{PROPERTY, sealed_workbook};
#[cfg(feature = "cli")]
pub(crate) use text::append;
pub(crate) use text::seal;

/// What stands before the digits.
const PREFIX: &str = "jixiao-mark:";
/// Hexadecimal digits of the hash.
const DIGITS: usize = 64;

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

/// Looks at the mark of a file.
///
/// # Errors
/// Where the file cannot be read.
pub fn of(path: &Path) -> io::Result<Seen> {
    let mut file = File::open(path)?;
    let mut magic = [0; 4];
    let known = file.read_exact(&mut magic).is_ok();
    file.seek(SeekFrom::Start(0))?;
    if known && magic == *b"PK\x03\x04" {
        return Ok(package::seen(file));
    }
    text::seen(&mut file)
}

/// SHA-256 of all that `from` gives, in hexadecimal digits.
///
/// # Errors
/// Where reading fails.
pub fn sha256_of(mut from: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(hex(hasher)),
            Ok(count) => hasher.update(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().fold(String::with_capacity(DIGITS), |text, b| text + &format!("{b:02x}"))
}

/// What the digits of a mark say beside those of the file.
fn compared(found: &[u8], now: Option<&str>) -> Seen {
    match now {
        _ if found.iter().all(|digit| *digit == b'0') => Seen::Reviewed,
        Some(now) if now.as_bytes() == found => Seen::Unchanged,
        _ => Seen::Changed,
    }
}

/// Where a mark's digits begin in `bytes`, and the digits: of the first mark, or the last one.
fn digits(bytes: &[u8], last: bool) -> Option<(usize, &[u8])> {
    let at = if last {
        memchr::memmem::rfind(bytes, PREFIX.as_bytes())
    } else {
        memchr::memmem::find(bytes, PREFIX.as_bytes())
    };
    let start = at? + PREFIX.len();
    let digits = bytes.get(start..start + DIGITS)?;
    digits.iter().all(u8::is_ascii_hexdigit).then_some((start, digits))
}
