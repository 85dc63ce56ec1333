//! What is checked of a workbook's package before any library reads it.
//!
//! The libraries that read workbooks have no limits of their own: a file of some kilobytes can make them ask for more
//! memory than there is, which ends the process. So sizes are measured here, by unpacking, not by what the file claims.

use std::collections::BTreeSet;
use std::io::Cursor;

use zip::ZipArchive;
use zip::result::ZipError;

pub(crate) use super::limits::{CheckedPackage, Limits, PackagePart};
use super::measure::measure;
use crate::error::{Damage, Limit};
use crate::{Error, Result};

/// What a file begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
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
pub(crate) fn container(bytes: &[u8]) -> Container {
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
pub(crate) fn check(bytes: &[u8], limits: &Limits) -> Result<CheckedPackage> {
    if container(bytes) == Container::Encrypted {
        return Err(Error::Password { given: false });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits.entries {
        return Err(Error::Limit { what: Limit::Parts { parts: archive.len(), most: limits.entries } });
    }
    let (mut package, mut names, mut total, mut cells) = (CheckedPackage::default(), BTreeSet::new(), 0, 0);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(damaged)?;
        let name = safe_name(&entry.name().map_err(damaged)?)?;
        if entry.encrypted() {
            return Err(Error::Password { given: false });
        }
        // Readers compare part names without regard to case.
        if !names.insert(name.to_ascii_lowercase()) {
            return Err(Error::Damaged { what: Damage::TwoParts { name } });
        }
        let packed = entry.compressed_size();
        let room = limits.entry_bytes.min(limits.total_bytes - total);
        let measured = measure(&mut entry, &name, packed, room, limits)?;
        total += measured.bytes;
        cells += measured.cells;
        if cells > limits.cells {
            return Err(Error::Limit { what: Limit::Cells { most: limits.cells } });
        }
        package.parts.push(PackagePart { name, ..measured });
    }
    Ok(package)
}

fn damaged(error: ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => Error::Password { given: false },
        error => Error::Damaged { what: Damage::Package { why: error.to_string() } },
    }
}

/// The name with `/` as separator; real files have `\`, too.
fn safe_name(name: &str) -> Result<String> {
    let name = name.replace('\\', "/");
    let absolute = name.starts_with('/') || name.contains(':');
    if absolute || name.contains('\0') || name.split('/').any(|piece| piece == "..") {
        return Err(Error::Damaged { what: Damage::NameLeadsOut { name: name.escape_debug().to_string() } });
    }
    Ok(name)
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
