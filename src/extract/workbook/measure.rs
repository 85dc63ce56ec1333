//! What a part of a package holds, found out by unpacking it piece by piece.

use std::io::Read;

use super::limits::{Limits, PackagePart};
use crate::error::{Damage, Limit};
use crate::{Error, Result};

/// Unpacks a part piece by piece, keeping none of it.
pub(super) fn measure(
    part: &mut impl Read,
    name: &str,
    packed: u64,
    room: u64,
    limits: &Limits,
) -> Result<PackagePart> {
    const PIECE: usize = 1 << 16;
    // The end of the piece before stays in front of the next, so that a word across the border is seen.
    const OVERLAP: usize = 16;
    const CELL: &[u8] = b"<c ";
    let mut piece = vec![0; OVERLAP + PIECE];
    let mut measured = PackagePart::default();
    let mut run = LongestRun::default();
    loop {
        let (_, room_for_new) = piece.split_at_mut(OVERLAP);
        let read = fill(part, room_for_new)
            .map_err(|e| Error::Damaged { what: Damage::Part { name: name.to_owned(), why: e.to_string() } })?;
        let (got, _) = piece.split_at(OVERLAP + read);
        if measured.bytes == 0 {
            refuse_doctype(got, name)?;
        }
        measured.bytes += read as u64;
        let (_, new) = got.split_at(OVERLAP);
        measured.elements += memchr::memchr_iter(b'<', new).count() as u64;
        run.see(new);
        if is_markup(name) && run.longest() > limits.run {
            return Err(Error::Limit {
                what: Limit::TextOfPart { name: name.to_owned(), megabytes: limits.run >> 20 },
            });
        }
        // What the overlap holds was counted before.
        let (_, fresh) = got.split_at(OVERLAP + 1 - CELL.len());
        measured.cells += memchr::memmem::find_iter(fresh, CELL).count();
        measured.mentions_hidden |= memchr::memmem::find(got, b"hidden=").is_some();
        measured.mentions_runs |= mentions_any(got, [b"vertAlign", b"strike"]);
        measured.mentions_formulas |= mentions_any(got, [b"<f>", b"<f "]);
        measured.mentions_merges |= memchr::memmem::find(got, b"mergeCell").is_some();
        if measured.bytes > room {
            return Err(Error::Limit { what: Limit::Unpacked { name: name.to_owned(), megabytes: room >> 20 } });
        }
        if measured.bytes > limits.ratio_from && measured.bytes / packed.max(1) > limits.ratio {
            return Err(Error::Limit { what: Limit::Ratio { name: name.to_owned(), times: limits.ratio } });
        }
        if read < PIECE {
            return Ok(measured);
        }
        piece.copy_within(PIECE.., 0);
    }
}

/// Whether one of the words stands in the bytes.
fn mentions_any(bytes: &[u8], words: [&[u8]; 2]) -> bool {
    words.into_iter().any(|word| memchr::memmem::find(bytes, word).is_some())
}

/// The longest run of bytes without the beginning of an element. Comments and sections of plain characters may hold that of others,
/// so that from the first on all counts as one run.
#[derive(Default)]
struct LongestRun {
    now: u64,
    longest: u64,
    /// The piece before ended with `<`.
    begun: bool,
    opaque: bool,
}

impl LongestRun {
    fn see(&mut self, bytes: &[u8]) {
        self.opaque |= self.begun && bytes.first() == Some(&b'!');
        let mut before = 0;
        for at in memchr::memchr_iter(b'<', bytes) {
            if self.opaque {
                break;
            }
            self.longest = self.longest.max(self.now + (at - before) as u64);
            (self.now, before) = (0, at);
            self.opaque = bytes.get(at + 1) == Some(&b'!');
        }
        self.now += (bytes.len() - before) as u64;
        self.begun = bytes.last() == Some(&b'<');
    }

    fn longest(&self) -> u64 {
        self.longest.max(self.now)
    }
}

/// Whether a part is XML by its name: pictures and the records of binary workbooks have no elements.
pub(super) fn is_markup(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or(name, |(_, ending)| ending);
    ["xml", "rels", "vml"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads until the buffer is full or the part ends.
fn fill(part: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        let (_, rest) = buffer.split_at_mut(filled);
        match part.read(rest)? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// A document type declaration can only stand before the first element. No program writes one into a workbook; it is
/// how entity bombs and readers of local files are made.
fn refuse_doctype(start: &[u8], name: &str) -> Result<()> {
    // UTF-16 has a zero byte in each character that matters here.
    let plain: Vec<u8> = start.iter().copied().filter(|b| *b != 0).collect();
    let mut rest = plain.as_slice();
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = rest.split_at(at + 1).1;
        if rest.first_chunk().is_some_and(|word: &[u8; 8]| word.eq_ignore_ascii_case(b"!DOCTYPE")) {
            return Err(Error::Damaged { what: Damage::DocumentType { name: name.to_owned() } });
        }
        if rest.starts_with(b"!--") {
            let Some(end) = memchr::memmem::find(rest, b"-->") else { return Ok(()) };
            rest = rest.split_at(end).1;
        } else if !rest.starts_with(b"?") {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn longest(pieces: &[&str]) -> u64 {
        let mut run = LongestRun::default();
        for piece in pieces {
            run.see(piece.as_bytes());
        }
        run.longest()
    }

    #[test]
    fn runs_are_measured_over_pieces_and_comments() {
        assert_eq!(longest(&["<a>12345</a>"]), 8);
        assert_eq!(longest(&["<a>123", "45678", "</a>"]), 11);
        assert_eq!(longest(&["<a/><!--<b/><b/><b/>-->"]), 19);
        assert_eq!(longest(&["<a/><", "a/>"]), 4);
        assert_eq!(longest(&["<a/><", "!--<b/>"]), 8);
    }

    #[test]
    fn a_long_text_is_refused_before_a_reader_holds_it() {
        let text = format!("<a>{}</a>", "x".repeat(200_000));
        let small = Limits { run: 100_000, ..Limits::default() };
        let refused = |name| measure(&mut text.as_bytes(), name, 1 << 20, 1 << 20, &small).is_err();
        assert!(refused("a.xml") && !refused("a.jpeg"));
    }
}
