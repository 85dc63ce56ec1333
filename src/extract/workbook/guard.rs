//! What is checked of a workbook's package before any library reads it.
//!
//! The libraries that read workbooks have no limits of their own: a file of some kilobytes can make them ask for more
//! memory than there is, which ends the process. So sizes are measured here, by unpacking, not by what the file claims.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Error, Result};

/// How large a package may be. The defaults are far above any real workbook and far below what does harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most parts.
    pub entries: usize,
    /// Most bytes of one part, unpacked.
    pub entry_bytes: u64,
    /// Most bytes of all parts, unpacked.
    pub total_bytes: u64,
    /// Most times that a part larger than [`Limits::ratio_from`] may unpack to its packed size.
    pub ratio: u64,
    /// Bytes below which the ratio does not matter.
    pub ratio_from: u64,
    /// Most cells of all worksheets: more do not fit a workbook that people look at.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 10_000,
            entry_bytes: 256 << 20,
            total_bytes: 512 << 20,
            ratio: 200,
            ratio_from: 1 << 20,
            cells: 2_000_000,
        }
    }
}

/// A package that was found harmless.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// Its parts in the order of the package.
    pub parts: Vec<Part>,
}

/// A part of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name with `/` as separator.
    pub name: String,
    /// Its size in bytes, unpacked.
    pub bytes: u64,
    /// Whether the text `hidden=` stands in it: rows or columns of a sheet may be hidden.
    pub mentions_hidden: bool,
    /// How often `<c ` stands in it: the cells of a worksheet.
    pub cells: usize,
    /// Whether the text `mergeCell` stands in it.
    pub mentions_merges: bool,
}

impl Package {
    /// The part of that name.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|p| p.name == name)
    }

    /// Whether it holds macros.
    #[must_use]
    pub fn has_macros(&self) -> bool {
        self.parts.iter().any(|p| p.name.ends_with("vbaProject.bin"))
    }

    /// Whether it draws on other workbooks.
    #[must_use]
    pub fn has_external_links(&self) -> bool {
        self.parts.iter().any(|p| p.name.contains("/externalLinks/"))
    }
}

/// What a file begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// A zip package: .xlsx, .xlsm, .xlsb, .ods.
    Zip,
    /// An OLE compound file that holds an encrypted package.
    Encrypted,
    /// Another OLE compound file: .xls.
    Ole,
    /// Neither.
    Other,
}

/// Tells the container by the first bytes; for an OLE file by its directory, which names its streams.
#[must_use]
pub fn container(bytes: &[u8]) -> Container {
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Container::Zip;
    }
    if !bytes.starts_with(OLE) {
        return Container::Other;
    }
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(bytes, &name).is_some() { Container::Encrypted } else { Container::Ole }
}

/// Checks a zip package against the limits.
///
/// # Errors
/// [`Error::Limit`] where one is exceeded, [`Error::Password`] where parts are encrypted, [`Error::Damaged`] for names
/// that are doubled or lead out of the package, for document type declarations, and where it cannot be unpacked.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<Package> {
    if container(bytes) == Container::Encrypted {
        return Err(Error::Password { given: false });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits.entries {
        return Err(Error::Limit { what: format!("{} parts, at most {} are read", archive.len(), limits.entries) });
    }
    let (mut package, mut names, mut total, mut cells) = (Package::default(), BTreeSet::new(), 0, 0);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(damaged)?;
        let name = safe_name(&entry.name().map_err(damaged)?)?;
        if entry.encrypted() {
            return Err(Error::Password { given: false });
        }
        // Readers compare part names without regard to case.
        if !names.insert(name.to_ascii_lowercase()) {
            return Err(Error::Damaged { what: format!("two parts are named {name}") });
        }
        let packed = entry.compressed_size();
        let room = limits.entry_bytes.min(limits.total_bytes - total);
        let measured = measure(&mut entry, &name, packed, room, limits)?;
        total += measured.bytes;
        cells += measured.cells;
        if cells > limits.cells {
            return Err(Error::Limit { what: format!("more than {} cells", limits.cells) });
        }
        package.parts.push(Part { name, ..measured });
    }
    Ok(package)
}

fn damaged(error: ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => Error::Password { given: false },
        error => Error::Damaged { what: format!("the package cannot be unpacked: {error}") },
    }
}

/// The name with `/` as separator; real files have `\`, too.
fn safe_name(name: &str) -> Result<String> {
    let name = name.replace('\\', "/");
    let absolute = name.starts_with('/') || name.contains(':');
    if absolute || name.contains('\0') || name.split('/').any(|piece| piece == "..") {
        return Err(Error::Damaged {
            what: format!("a part's name leads out of the package: {}", name.escape_debug()),
        });
    }
    Ok(name)
}

/// Unpacks a part piece by piece, keeping none of it.
fn measure(part: &mut impl Read, name: &str, packed: u64, room: u64, limits: &Limits) -> Result<Part> {
    const PIECE: usize = 1 << 16;
    // The end of the piece before stays in front of the next, so that a word across the border is seen.
    const OVERLAP: usize = 16;
    const CELL: &[u8] = b"<c ";
    let mut piece = vec![0; OVERLAP + PIECE];
    let mut measured = Part { name: String::new(), bytes: 0, cells: 0, mentions_hidden: false, mentions_merges: false };
    loop {
        let read = fill(part, piece.get_mut(OVERLAP..).unwrap_or_default())
            .map_err(|e| Error::Damaged { what: format!("{name}: {e}") })?;
        let got = piece.get(..OVERLAP + read).unwrap_or_default();
        if measured.bytes == 0 {
            refuse_doctype(got, name)?;
        }
        measured.bytes += read as u64;
        // What the overlap holds was counted before.
        let fresh = got.get(OVERLAP.saturating_sub(CELL.len() - 1)..).unwrap_or_default();
        measured.cells += memchr::memmem::find_iter(fresh, CELL).count();
        measured.mentions_hidden |= memchr::memmem::find(got, b"hidden=").is_some();
        measured.mentions_merges |= memchr::memmem::find(got, b"mergeCell").is_some();
        if measured.bytes > room {
            return Err(Error::Limit { what: format!("{name} unpacks to more than {} MB", room >> 20) });
        }
        if measured.bytes > limits.ratio_from && measured.bytes / packed.max(1) > limits.ratio {
            return Err(Error::Limit { what: format!("{name} unpacks to more than {} times its size", limits.ratio) });
        }
        if read < PIECE {
            return Ok(measured);
        }
        piece.copy_within(PIECE.., 0);
    }
}

/// Reads until the buffer is full or the part ends.
fn fill(part: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|r| !r.is_empty()) {
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
        rest = rest.get(at + 1..).unwrap_or_default();
        let refused = rest.get(..8).is_some_and(|word| word.eq_ignore_ascii_case(b"!DOCTYPE"));
        if refused {
            return Err(Error::Damaged { what: format!("{name} has a document type declaration") });
        }
        if rest.starts_with(b"!--") {
            let end = memchr::memmem::find(rest, b"-->").unwrap_or(rest.len());
            rest = rest.get(end..).unwrap_or_default();
        } else if !rest.starts_with(b"?") {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn refusal(parts: &[(&str, &[u8])], limits: Limits) -> String {
        check(&package(parts), &limits).unwrap_err().to_string()
    }

    #[test]
    fn an_ordinary_package_is_let_through() {
        let bytes = package(&[
            ("xl/a.xml", b"<?xml version=\"1.0\"?><!-- <!DOCTYPE --><a hidden=\"1\"/>"),
            ("xl\\b.bin", b"x"),
        ]);
        let package = check(&bytes, &Limits::default()).unwrap();
        assert!(package.part("xl/a.xml").unwrap().mentions_hidden);
        assert_eq!(package.part("xl/b.bin").unwrap().bytes, 1);
    }

    #[test]
    fn limits_are_measured_not_believed() {
        let zeros = vec![b' '; 3 << 20];
        let small = Limits { entry_bytes: 1 << 20, ratio: u64::MAX, ..Limits::default() };
        assert!(refusal(&[("a", &zeros)], small).contains("more than 1 MB"));
        assert!(refusal(&[("a", &zeros)], Limits::default()).contains("200 times"));
        let two = [("a", b"" as &[u8]), ("b", b"")];
        assert!(refusal(&two, Limits { entries: 1, ..Limits::default() }).contains("2 parts"));
        let sum = Limits { total_bytes: 3, ..Limits::default() };
        assert!(refusal(&[("a", b"12"), ("b", b"34")], sum).starts_with("limit"));
    }

    #[test]
    fn escaping_and_doubled_names_are_refused() {
        for name in ["../x", "/etc/x", "a/..\\x", "c:\\x"] {
            assert!(refusal(&[(name, b"")], Limits::default()).contains("out of the package"), "{name}");
        }
        assert!(refusal(&[("xl/a.xml", b""), ("XL/A.xml", b"")], Limits::default()).contains("two parts"));
    }

    #[test]
    fn document_types_are_refused_in_any_encoding() {
        let utf16: Vec<u8> = "\u{feff}<?xml?><!DOCTYPE a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(
            refusal(&[("a.xml", b"<?xml?>\n<!doctype a [<!ENTITY b 'c'>]>")], Limits::default())
                .contains("document type")
        );
        assert!(refusal(&[("a.xml", &utf16)], Limits::default()).contains("document type"));
    }

    #[test]
    fn anything_else_is_damaged() {
        assert!(matches!(check(b"PK\x03\x04", &Limits::default()), Err(Error::Damaged { .. })));
        assert_eq!(container(b"%PDF-1.4"), Container::Other);
    }
}
