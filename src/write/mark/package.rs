//! The mark of a workbook: a property of the document, and a hash over the parts as they stand in the package.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{DIGITS, Seen, digits, hex, text};
use crate::{Error, Result};

/// The name of the property.
pub(crate) const PROPERTY: &str = "jixiao";

/// The part that holds the properties a program adds of its own.
const PART: &str = "docProps/custom.xml";
/// More than that part ever takes.
const LONGEST_PART: u64 = 1 << 20;

/// The workbook with the hash in its open mark.
///
/// # Errors
/// Where the bytes are no package: never, for workbooks that were just written.
pub(crate) fn sealed_workbook(bytes: Vec<u8>) -> Result<Vec<u8>> {
    seal(&bytes).map_err(|error| Error::Damaged { what: error.to_string() })
}

fn seal(bytes: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let (hash, properties) = hash(&mut archive)?;
    let Some((mut properties, at)) = properties else { return Ok(bytes.to_vec()) };
    properties.iter_mut().skip(at).zip(hash.bytes()).for_each(|(digit, new)| *digit = new);
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + DIGITS)));
    for number in 0..archive.len() {
        let entry = archive.by_index_raw(number)?;
        if entry.name_raw() == PART.as_bytes() {
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Stored)
                .last_modified_time(entry.last_modified().unwrap_or_default());
            writer.start_file(PART, options)?;
            writer.write_all(&properties)?;
        } else {
            writer.raw_copy_file(entry)?;
        }
    }
    Ok(writer.finish()?.into_inner())
}

/// Whether the package is as it was written. What is no package, or a broken one, has no mark.
pub(super) fn seen(file: File) -> Seen {
    let Ok(mut archive) = ZipArchive::new(BufReader::new(file)) else { return Seen::NoMark };
    if archive.index_for_name_raw(PART.as_bytes()).is_none() {
        return Seen::NoMark;
    }
    let Some((properties, at)) = properties(&mut archive) else { return Seen::NoMark };
    let found = properties.get(at..at + DIGITS).unwrap_or_default().to_vec();
    match hash(&mut archive) {
        Ok((hash, Some(_))) if hash.as_bytes() == found => Seen::Unchanged,
        _ => Seen::Changed,
    }
}

/// The properties as text and where in it the mark's digits begin.
fn properties<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<(Vec<u8>, usize)> {
    let number = archive.index_for_name_raw(PART.as_bytes())?;
    let mut content = Vec::new();
    archive.by_index(number).ok()?.take(LONGEST_PART).read_to_end(&mut content).ok()?;
    let (at, _) = digits(&content, false)?;
    Some((content, at))
}

type Properties = Option<(Vec<u8>, usize)>;

/// The hash over all parts: name, time, sizes and compressed bytes of each, but of the properties the text with an open mark.
fn hash<R: Read + Seek>(archive: &mut ZipArchive<R>) -> zip::result::ZipResult<(String, Properties)> {
    let properties = properties(archive);
    let mut hasher = Sha256::new();
    for number in 0..archive.len() {
        let mut entry = archive.by_index_raw(number)?;
        hasher.update((entry.name_raw().len() as u64).to_le_bytes());
        hasher.update(entry.name_raw());
        if let (Some((content, at)), true) = (&properties, entry.name_raw() == PART.as_bytes()) {
            let mut open = content.clone();
            open.iter_mut().skip(*at).take(DIGITS).for_each(|digit| *digit = b'0');
            hasher.update(&open);
            continue;
        }
        let time = entry.last_modified().unwrap_or_default();
        hasher.update(time.datepart().to_le_bytes());
        hasher.update(time.timepart().to_le_bytes());
        hasher.update(entry.crc32().to_le_bytes());
        hasher.update(entry.size().to_le_bytes());
        hasher.update(entry.compressed_size().to_le_bytes());
        hasher.update([u8::from(entry.compression() == CompressionMethod::Deflated)]);
        text::copy(&mut entry, &mut hasher)?;
    }
    hasher.update(archive.comment());
    Ok((hex(hasher), properties))
}
