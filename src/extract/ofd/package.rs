//! The zip package: its parts by name, unpacked within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::NODE;
use crate::error::{Damage, Limit, NotInput};
use crate::extract::workbook::guard::Limits;
use crate::{Error, Result};

/// The part of the memory for a document that one part may take while it is read: pages are read side by side.
const PART_SHARE: u64 = 4;
/// Longest name of a part that is looked at.
const LONGEST_NAME: usize = 1000;

/// An opened package.
pub(super) struct OfdPackage {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
    /// Numbers of entries by normalised name.
    entries: BTreeMap<String, usize>,
    limits: Limits,
    /// Most bytes that a part may take while it is read.
    most: u64,
}

/// Why a part was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// There is none of that name.
    Missing,
    /// It cannot be unpacked, or holds what no part does.
    Damaged(Error),
    /// It is larger than it may be.
    TooLarge(Error),
}

impl From<Unread> for Error {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Missing => Self::Damaged { what: Damage::NoPages },
            Unread::Damaged(error) | Unread::TooLarge(error) => error,
        }
    }
}

/// The name of the entry by which all others are found.
pub(super) const ROOT: &str = "ofd.xml";

/// Names compare without case, leading slashes, `.` and the backslashes of careless writers; `..` goes up, but not out.
fn normal(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    let mut pieces: Vec<&str> = Vec::new();
    for piece in name.split('/') {
        match piece {
            "" | "." => {}
            ".." => drop(pieces.pop()),
            piece => pieces.push(piece),
        }
    }
    pieces.join("/")
}

impl OfdPackage {
    /// Opens a package for a document that may take so much memory.
    ///
    /// # Errors
    /// Where it is damaged, has too many parts, or is encrypted.
    pub(super) fn open(bytes: Vec<u8>, memory: u64) -> Result<Self> {
        let limits = Limits::default();
        let mut archive = ZipArchive::new(Cursor::new(Arc::from(bytes))).map_err(damaged)?;
        if archive.len() > limits.entries {
            return Err(Error::Limit { what: Limit::Parts { parts: archive.len(), most: limits.entries } });
        }
        let mut entries = BTreeMap::new();
        for number in 0..archive.len() {
            let entry = archive.by_index_raw(number).map_err(damaged)?;
            if entry.encrypted() {
                return Err(Error::UnknownFormat { what: NotInput::EncryptedOfd });
            }
            // Nothing refers to a name that cannot be read.
            let Ok(name) = entry.name() else { continue };
            if !name.ends_with('/') && name.len() <= LONGEST_NAME {
                // Of two entries of one name the first counts, as for the readers that look them up in order.
                entries.entry(normal(&name)).or_insert(number);
            }
        }
        Ok(Self { archive, entries, limits, most: memory / PART_SHARE })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&normal(name))
    }

    /// The name of a part that another one refers to: from the root where it begins with a slash, else from the folder of the other
    /// one. Where nothing stands there, the other way is tried.
    pub(super) fn resolve(&self, location: &str, from: &str) -> String {
        let location = location.trim();
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut ways = [normal(&format!("{folder}/{location}")), normal(location)];
        if location.starts_with(['/', '\\']) {
            ways.reverse();
        }
        let [first, second] = ways;
        if self.entries.contains_key(&first) || !self.entries.contains_key(&second) { first } else { second }
    }

    /// The bytes of a part.
    pub(super) fn bytes(&self, name: &str) -> Result<Vec<u8>, Unread> {
        let number = *self.entries.get(&normal(name)).ok_or(Unread::Missing)?;
        let mut archive = self.archive.clone();
        let part = archive.by_index(number).map_err(|e| Unread::Damaged(damaged(e)))?;
        let packed = part.compressed_size();
        let most = self.most.min(self.limits.entry_bytes);
        let mut bytes = Vec::new();
        part.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| {
            Unread::Damaged(Error::Damaged { what: Damage::Part { name: name.to_owned(), why: e.to_string() } })
        })?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(too_large(name, most));
        }
        if length > self.limits.ratio_from && length / packed.max(1) > self.limits.ratio {
            let what = Limit::Ratio { name: name.to_owned(), times: self.limits.ratio };
            return Err(Unread::TooLarge(Error::Limit { what }));
        }
        Ok(bytes)
    }

    /// The text of an XML part, whose tree is not larger than a part may be.
    pub(super) fn text(&self, name: &str) -> Result<String, Unread> {
        let text = decode(self.bytes(name)?);
        let elements = memchr::memchr_iter(b'<', text.as_bytes()).count() as u64;
        if elements.saturating_mul(NODE).saturating_add(text.len() as u64) > self.most {
            return Err(too_large(name, self.most));
        }
        if has_doctype(&text) {
            return Err(Unread::Damaged(Error::Damaged { what: Damage::DocumentType { name: name.to_owned() } }));
        }
        Ok(text)
    }
}

fn too_large(name: &str, most: u64) -> Unread {
    Unread::TooLarge(Error::Limit { what: Limit::Unpacked { name: name.to_owned(), megabytes: most >> 20 } })
}

fn damaged(error: ZipError) -> Error {
    Error::Damaged { what: Damage::Package { why: error.to_string() } }
}

/// The text of a part: UTF-8, or what its first bytes or its declaration name.
fn decode(bytes: Vec<u8>) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
        return encoding.decode(&bytes).0.into_owned();
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.into_bytes();
            let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(100)).unwrap_or_default()).to_lowercase();
            let declared = head.split_once("encoding=").and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
            let encoding = declared.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
            encoding.unwrap_or(encoding_rs::UTF_8).decode(&bytes).0.into_owned()
        }
    }
}

/// A document type declaration stands before the first element. No writer of the format makes one; entity bombs are made of them.
fn has_doctype(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        if after.get(..8).is_some_and(|name| name.eq_ignore_ascii_case("!DOCTYPE")) {
            return true;
        }
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        if !after.starts_with(['?', '!']) {
            return false;
        }
        let Some((_, after)) = after.split_once(end) else { return false };
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_in_case_and_slashes_only() {
        for name in ["/Doc_0\\Pages/./X.xml", "doc_0/pages/x.XML", "a/../Doc_0//Pages/x.xml", "../Doc_0/Pages/x.xml"] {
            assert_eq!(normal(name), "doc_0/pages/x.xml");
        }
    }

    #[test]
    fn document_types_are_found_before_the_first_element_only() {
        assert!(has_doctype("<?xml?><!-- < --><!doctype a>"));
        assert!(!has_doctype("<?xml?><a><!DOCTYPE b></a>") && !has_doctype("<!-- <!DOCTYPE a> --><a/>"));
    }

    #[test]
    fn parts_are_read_in_the_encoding_they_declare() {
        let (gbk, ..) = encoding_rs::GBK.encode("<?xml version=\"1.0\" encoding=\"GBK\"?><a>绩效</a>");
        assert!(decode(gbk.into_owned()).contains("绩效"));
        assert_eq!(decode("\u{feff}绩效".as_bytes().to_vec()), "绩效");
        let utf16: Vec<u8> = "\u{feff}绩效".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(utf16), "绩效");
    }
}
