//! The mark of a workbook: a property of the document. Its part is not compressed, so that the digits can be put into the finished
//! package; the checksum of the part, which they change, is left out of the hash as they are.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use flate2::Crc;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

use super::digits::{DIGITS, Seen, compared, digits, hash_all, hex};
use crate::error::Damage;
use crate::{Error, Result};

/// The name of the property.
pub(crate) const PROPERTY: &str = "jixiao";

/// The part that holds the properties a program adds of its own.
const PART: &str = "docProps/custom.xml";
/// More than that part ever takes.
const LONGEST_PART: u64 = 1 << 20;
/// Bytes of a checksum.
const CHECKSUM: usize = 4;
/// Bytes by which the package may grow.
const LONGER: usize = 1 << 10;

/// A workbook whose mark stays open, with the bytes that every system gives it.
///
/// # Errors
/// Where the bytes are no package: never, for workbooks that were just written.
pub(crate) fn unsealed_workbook(bytes: Vec<u8>) -> Result<Vec<u8>> {
    made_on_unix(bytes).map_err(|error| Error::Damaged { what: Damage::Package { why: error.to_string() } })
}

/// The workbook with the hash in its open mark.
///
/// # Errors
/// Where the bytes are no package: never, for workbooks that were just written.
pub(crate) fn sealed_workbook(bytes: Vec<u8>) -> Result<Vec<u8>> {
    seal(&bytes).map_err(|error| Error::Damaged { what: Damage::Package { why: error.to_string() } })
}

fn seal(bytes: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + LONGER)));
    for number in 0..archive.len() {
        let entry = archive.by_index_raw(number)?;
        if entry.name_raw() != PART.as_bytes() {
            writer.raw_copy_file(entry)?;
            continue;
        }
        let time = entry.last_modified().unwrap_or_default();
        drop(entry);
        let options = SimpleFileOptions::default()
            .system(System::Unix)
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(time);
        writer.start_file(PART, options)?;
        std::io::copy(&mut archive.by_index(number)?, &mut writer)?;
    }
    let mut sealed = made_on_unix(writer.finish()?.into_inner())?;
    let Some(mut mark) = PackageMark::of(&mut ZipArchive::new(Cursor::new(&sealed))?) else { return Ok(sealed) };
    // The hash has zeros where the checksums are.
    let hash = hash(&mut Cursor::new(&sealed), &mark)?;
    let at = mark.at;
    mark.part.iter_mut().skip(at).zip(hash.bytes()).for_each(|(digit, new)| *digit = new);
    let mut checksum = Crc::new();
    checksum.update(&mark.part);
    for at in &mark.checksums {
        put(&mut sealed, *at, &checksum.sum().to_le_bytes());
    }
    put(&mut sealed, mark.start + at as u64, hash.as_bytes());
    Ok(sealed)
}

/// The package with every entry said to be made on a Unix, whatever this system is: the same workbook is the same bytes everywhere.
///
/// # Errors
/// Where the bytes are no package.
fn made_on_unix(mut package: Vec<u8>) -> zip::result::ZipResult<Vec<u8>> {
    /// Where in an entry of the directory the system stands, and what Unix is called there.
    const SYSTEM: (u64, u8) = (5, 3);
    let mut archive = ZipArchive::new(Cursor::new(&package))?;
    let starts: zip::result::ZipResult<Vec<u64>> =
        (0..archive.len()).map(|number| Ok(archive.by_index_raw(number)?.central_header_start())).collect();
    for start in starts? {
        put(&mut package, start + SYSTEM.0, &[SYSTEM.1]);
    }
    Ok(package)
}

/// Puts new bytes in the place of those from `at` on.
fn put(bytes: &mut [u8], at: u64, new: &[u8]) {
    if let Ok(at) = usize::try_from(at) {
        bytes.iter_mut().skip(at).zip(new).for_each(|(old, new)| *old = *new);
    }
}

/// Whether the package is as it was written. What is no package, or a broken one, has no mark.
pub(super) fn seen(file: File) -> Seen {
    let Ok(mut archive) = ZipArchive::new(BufReader::new(file)) else { return Seen::NoMark };
    let Some(mark) = PackageMark::of(&mut archive) else { return Seen::NoMark };
    let found = mark.part.get(mark.at..mark.at + DIGITS).unwrap_or_default();
    let hash = if mark.stored { hash(&mut archive.into_inner(), &mark).ok() } else { None };
    compared(found, hash.as_deref())
}

/// A mark in a package.
struct PackageMark {
    /// The part with the properties, and where in it the digits begin.
    part: Vec<u8>,
    at: usize,
    /// Whether the part is not compressed, as this program writes it.
    stored: bool,
    /// Where the part's bytes begin in the package.
    start: u64,
    /// Where its checksum stands, before the part and in the directory.
    checksums: [u64; 2],
}

impl PackageMark {
    fn of<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<Self> {
        let number = archive.index_for_name_raw(PART.as_bytes())?;
        let mut entry = archive.by_index(number).ok()?;
        let stored = entry.compression() == CompressionMethod::Stored;
        let start = entry.data_start()?;
        // Offsets in the headers as the format has them.
        let checksums = [entry.header_start() + 14, entry.central_header_start() + 16];
        let mut part = Vec::new();
        entry.by_ref().take(LONGEST_PART).read_to_end(&mut part).ok()?;
        let (at, _) = digits(&part, false)?;
        Some(Self { part, at, stored, start, checksums })
    }
}

/// SHA-256 of the package with zeros in the place of the digits and of the checksum that depends on them.
fn hash<R: Read + Seek>(package: &mut R, mark: &PackageMark) -> std::io::Result<String> {
    let [before, directory] = mark.checksums;
    let holes = [(before, CHECKSUM), (mark.start + mark.at as u64, DIGITS), (directory, CHECKSUM)];
    let mut hasher = Sha256::new();
    let mut done = 0;
    package.seek(SeekFrom::Start(0))?;
    for (at, length) in holes {
        hash_all(&mut package.by_ref().take(at.saturating_sub(done)), &mut hasher)?;
        hasher.update(vec![0; length]);
        done = at + length as u64;
        package.seek(SeekFrom::Start(done))?;
    }
    hash_all(package, &mut hasher)?;
    Ok(hex(hasher))
}
