//! Marks of files that are not compressed: JSON, SVG, web pages, Parquet.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use sha2::{Digest, Sha256};

use super::digits::{DIGITS, KEY, PREFIX, Seen, compared, digits, hash_all, hex, sha256_of};

/// Bytes at the beginning in which the mark of JSON, SVG and web pages stands.
const HEAD: u64 = 1 << 10;
/// What stands before the mark of a web page.
pub(crate) const HTML_START: &str = "<!doctype html>\n";
/// Bytes at the end in which that of Parquet stands: after it come the maker's name and a few bytes for each column.
const TAIL: u64 = 1 << 16;

/// Puts the hash into a file's open mark; does nothing where there is none. Gives the SHA-256 of the finished file.
///
/// # Errors
/// Where the file cannot be read or written.
pub(crate) fn seal(file: &mut (impl Read + Write + Seek)) -> io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let content = sha256_of(&mut *file)?;
    let Some((at, open)) = place(file)? else { return Ok(content) };
    if open.iter().any(|digit| *digit != b'0') {
        return Ok(content);
    }
    file.seek(SeekFrom::Start(at))?;
    file.write_all(content.as_bytes())?;
    file.seek(SeekFrom::Start(0))?;
    sha256_of(file)
}

pub(super) fn seen(file: &mut File) -> io::Result<Seen> {
    let Some((at, found)) = place(file)? else { return Ok(Seen::NoMark) };
    file.seek(SeekFrom::Start(0))?;
    let mut hasher = Sha256::new();
    // What stands before the digits, zeros, and what stands behind them.
    hash_all(&mut (&mut *file).take(at), &mut hasher)?;
    hasher.update([b'0'; DIGITS]);
    file.seek(SeekFrom::Start(at + DIGITS as u64))?;
    hash_all(file, &mut hasher)?;
    Ok(compared(&found, Some(&hex(hasher))))
}

/// Where the digits of the file's mark begin, and the digits.
fn place(file: &mut (impl Read + Seek)) -> io::Result<Option<(u64, Vec<u8>)>> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    (&mut *file).take(HEAD).read_to_end(&mut head)?;
    if !head.starts_with(b"PAR1") {
        let found = digits(&head, false).filter(|(at, _)| is_key_or_comment(head.get(..*at).unwrap_or_default()));
        return match found {
            Some((at, found)) => Ok(Some((at as u64, found.to_vec()))),
            None => last_line(file, length),
        };
    }
    let start = length.saturating_sub(TAIL);
    file.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    (&mut *file).take(TAIL).read_to_end(&mut tail)?;
    Ok(digits(&tail, true).map(|(at, found)| (start + at as u64, found.to_vec())))
}

/// Whether the mark behind `before` is the first key of a JSON object, or the comment of an SVG picture or a web page, and no text of a document.
fn is_key_or_comment(before: &[u8]) -> bool {
    let before = before.strip_suffix(PREFIX.as_bytes()).unwrap_or_default();
    let key = format!("{{\n  \"{KEY}\": \"");
    let comment = format!("<!-- {KEY} ");
    if let Some(rest) = before.strip_suffix(key.as_bytes()) {
        rest.is_empty() || rest == b"[\n  "
    } else {
        let page = before.starts_with(HTML_START.as_bytes()) && before.len() == HTML_START.len() + comment.len();
        (page || before.starts_with(b"<svg ")) && before.ends_with(comment.as_bytes())
    }
}

/// What the line with the mark of a file of JSON lines begins and ends with.
fn line_around() -> (String, &'static str) {
    (format!("{{\"{KEY}\":\"{PREFIX}"), "\"}\n")
}

/// The last line of a PDF: a comment with an open mark.
#[cfg(feature = "cli")]
pub(crate) fn closing_comment() -> String {
    let (before, after) = line_around();
    format!("%{before}{}{after}", "0".repeat(DIGITS))
}

/// Puts a line with the mark behind the last line of a file of JSON lines.
///
/// # Errors
/// Where the file cannot be read or written.
#[cfg(feature = "cli")]
pub(crate) fn append(file: &mut File) -> io::Result<()> {
    let (before, after) = line_around();
    file.seek(SeekFrom::Start(0))?;
    let mut hasher = Sha256::new();
    hash_all(file, &mut hasher)?;
    hasher.update(before.as_bytes());
    hasher.update([b'0'; DIGITS]);
    hasher.update(after.as_bytes());
    file.write_all(format!("{before}{}{after}", hex(hasher)).as_bytes())
}

/// The mark in the last line.
fn last_line(file: &mut (impl Read + Seek), length: u64) -> io::Result<Option<(u64, Vec<u8>)>> {
    let (before, after) = line_around();
    let line = (before.len() + DIGITS + after.len()) as u64;
    let Some(start) = length.checked_sub(line) else { return Ok(None) };
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(line).read_to_end(&mut bytes)?;
    let inner = bytes.strip_prefix(before.as_bytes()).and_then(|rest| rest.strip_suffix(after.as_bytes()));
    let found = inner.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    Ok(found.map(|digits| (start + before.len() as u64, digits.to_vec())))
}
