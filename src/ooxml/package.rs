//! The package of a workbook: its parts, read within limits, and a copy of it in which only named parts differ.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor, Read, Seek, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

use super::markup::damaged;
use crate::error::{Limit, TemplateDamage, Unusable};
use crate::extract::workbook::guard::{self, Container, Limits};
use crate::{Error, Result};

/// The longest part that is held in memory as a whole; sheets are streamed and may be longer.
const LONGEST_PART: u64 = 64 << 20;
/// The longest part at all.
const LONGEST_STREAM: u64 = 1 << 30;

/// How hard rewritten parts are compressed: with 7 sheets are no larger than others write them with 6, or with 9 by a fiftieth; 1
/// takes an eighth of the time and makes them three quarters larger (zlib-rs).
const DEFLATE_LEVEL: i64 = 7;

/// The bytes of a package.
#[derive(Clone)]
pub(crate) struct Bytes(Arc<Vec<u8>>);

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(bytes))
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// An opened package. Copies share its bytes.
#[derive(Clone)]
pub(crate) struct Package {
    archive: ZipArchive<Cursor<Bytes>>,
    /// Entry numbers by normalised part name.
    entries: BTreeMap<String, usize>,
}

/// Writes a new version of a part while reading the old one.
pub(crate) type Rewriting<'a> = Box<dyn FnMut(&mut dyn BufRead, &mut dyn Write) -> Result<()> + 'a>;

/// What becomes of a part.
pub(crate) enum PartChange<'a> {
    /// These bytes in its stead; where there is no such part it is added.
    Bytes(Vec<u8>),
    /// It is streamed through a rewriting.
    Stream(Rewriting<'a>),
    /// It goes.
    Removed,
}

/// Whether a package is an OpenDocument: it begins with its type, not compressed.
fn is_open_document(bytes: &[u8]) -> bool {
    const TYPE: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument";
    /// The header of an entry before its name.
    const HEADER: usize = 30;
    bytes.get(HEADER..).is_some_and(|rest| rest.starts_with(TYPE))
}

impl Package {
    /// Opens a package.
    ///
    /// # Errors
    /// Where it is no .xlsx package, is encrypted, or is made to do harm.
    pub(crate) fn open(bytes: Bytes) -> Result<Self> {
        match guard::container(bytes.as_ref()) {
            Container::Zip => {}
            Container::Encrypted => {
                return Err(unusable(Unusable::TemplateEncrypted));
            }
            Container::Ole => return Err(unusable(Unusable::TemplateOld)),
            Container::Other => return Err(unusable(Unusable::TemplateNoWorkbook)),
        }
        if is_open_document(bytes.as_ref()) {
            return Err(unusable(Unusable::TemplateOds));
        }
        // Sizes are measured before anything is read; document type declarations and misleading names are refused.
        guard::check(bytes.as_ref(), &Limits::default())?;
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(TemplateDamage::Package { why: e.to_string() }))?;
        let mut entries = BTreeMap::new();
        for number in 0..archive.len() {
            let name = match archive.name_for_index(number) {
                Some(Ok(name)) => part_name(&name),
                _ => return Err(damaged(TemplateDamage::UnreadableName)),
            };
            if !name.ends_with('/') && entries.insert(name, number).is_some() {
                return Err(damaged(TemplateDamage::TwoParts));
            }
        }
        Ok(Self { archive, entries })
    }

    pub(crate) fn has(&self, part: &str) -> bool {
        self.entries.contains_key(&part_name(part))
    }

    /// A part as a whole, as UTF-8; `None` where there is none.
    ///
    /// # Errors
    /// Where it is damaged or too long.
    pub(crate) fn bytes(&mut self, part: &str) -> Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let found = self.stream(part, |from| {
            from.take(LONGEST_PART + 1)
                .read_to_end(&mut bytes)
                .map_err(|e| damaged(TemplateDamage::Part { part: part.to_owned(), why: e.to_string() }))?;
            Ok(())
        })?;
        if bytes.len() as u64 > LONGEST_PART {
            return Err(Error::Limit {
                what: Limit::TemplatePart { part: part.to_owned(), megabytes: LONGEST_PART >> 20 },
            });
        }
        Ok(found.map(|()| bytes))
    }

    /// Reads a part from its beginning; `None` where there is none.
    ///
    /// # Errors
    /// Where it is damaged, and those of `read`.
    pub(crate) fn stream<T>(
        &mut self,
        part: &str,
        read: impl FnOnce(&mut dyn BufRead) -> Result<T>,
    ) -> Result<Option<T>> {
        let Some(&number) = self.entries.get(&part_name(part)) else { return Ok(None) };
        let entry = self
            .archive
            .by_index(number)
            .map_err(|e| damaged(TemplateDamage::Part { part: part.to_owned(), why: e.to_string() }))?;
        let mut from = BufReader::with_capacity(1 << 16, entry.take(LONGEST_STREAM));
        read(&mut from).map(Some)
    }

    /// Writes the package with some parts changed. All others are copied as they are, compressed bytes and order included.
    ///
    /// # Errors
    /// Where a part is damaged, and those of the rewritings and of the writer.
    pub(crate) fn write_with<W: Write + Seek>(
        &mut self,
        mut changes: BTreeMap<String, PartChange<'_>>,
        to: W,
    ) -> Result<()> {
        let mut writer = ZipWriter::new(to);
        for number in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(number).map_err(not_packed)?;
            let name = entry.name().map_err(not_packed)?.into_owned();
            let change = changes.remove(&part_name(&name));
            let options = options_of(&entry);
            match change {
                None => {
                    writer.raw_copy_file(entry).map_err(not_packed)?;
                    continue;
                }
                Some(PartChange::Removed) => continue,
                Some(PartChange::Bytes(bytes)) => {
                    drop(entry);
                    writer.start_file(name, options).map_err(not_packed)?;
                    writer.write_all(&bytes).map_err(|e| not_packed(e.into()))?;
                }
                Some(PartChange::Stream(mut rewrite)) => {
                    drop(entry);
                    let entry = self.archive.by_index(number).map_err(not_packed)?;
                    writer.start_file(name, options).map_err(not_packed)?;
                    let mut from = BufReader::with_capacity(1 << 16, entry.take(LONGEST_STREAM));
                    rewrite(&mut from, &mut writer)?;
                }
            }
        }
        // Parts that are new.
        for (name, change) in changes {
            if let PartChange::Bytes(bytes) = change {
                let options = SimpleFileOptions::default().system(System::Unix).compression_level(Some(DEFLATE_LEVEL));
                writer.start_file(name, options).map_err(not_packed)?;
                writer.write_all(&bytes).map_err(|e| not_packed(e.into()))?;
            }
        }
        writer.set_raw_comment(self.archive.comment().into()).map_err(not_packed)?;
        writer.finish().map_err(not_packed)?;
        Ok(())
    }
}

/// The error of a package that cannot be copied on.
#[expect(clippy::needless_pass_by_value, reason = "the form in which `map_err` hands it over")]
fn not_packed(error: zip::result::ZipError) -> Error {
    damaged(TemplateDamage::Package { why: error.to_string() })
}

/// The entry as it was: method and time, so that the same template gives the same bytes.
fn options_of<R: Read>(entry: &zip::read::ZipFile<'_, R>) -> SimpleFileOptions {
    let method = match entry.compression() {
        CompressionMethod::Stored => CompressionMethod::Stored,
        _ => CompressionMethod::Deflated,
    };
    // On every system the same bytes.
    SimpleFileOptions::default()
        .system(System::Unix)
        .compression_method(method)
        .compression_level((method == CompressionMethod::Deflated).then_some(DEFLATE_LEVEL))
        .last_modified_time(entry.last_modified().unwrap_or_default())
        .large_file(entry.size() > u64::from(u32::MAX) / 2)
}

/// Part names compare without case, a leading slash, or the backslashes of careless writers.
pub(crate) fn part_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The error of a template that cannot be filled.
pub(crate) fn unusable(what: Unusable) -> Error {
    Error::Setting { what }
}
