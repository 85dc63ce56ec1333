//! Compound files, the container of .xls: one stream out of many ([MS-CFB]). No sector is read twice, so that nothing is larger than
//! the file.

use super::records::{cut, u16_at, u32_at};
use crate::error::{Damage, NotInput, Piece};
use crate::{Error, Result};

/// Sector numbers from here on are no sectors.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// Sectors of the table that the header names itself.
const IN_HEADER: usize = 109;
/// Bytes of a directory entry.
const ENTRY: usize = 128;
/// Streams shorter than this stand in the mini stream.
const MINI: usize = 4096;
/// Bytes of a sector of the mini stream.
const MINI_SECTOR: usize = 64;

struct File<'b> {
    bytes: &'b [u8],
    /// Bytes of a sector.
    size: usize,
    /// Sectors that hold the table of which sector follows which.
    table: Vec<u32>,
}

struct SectorTable {
    name: String,
    start: u32,
    length: usize,
}

/// The first stream of one of these names, compared without case.
///
/// # Errors
/// Where there is none, or the file is damaged.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>> {
    let file = File::open(bytes)?;
    let directory = file.chain(u32_at(bytes, 48).ok_or_else(|| cut(Piece::Header))?, usize::MAX)?;
    let entries: Vec<SectorTable> = directory.as_chunks::<ENTRY>().0.iter().filter_map(entry).collect();
    let Some(found) = entries.iter().find(|entry| names.iter().any(|name| entry.name.eq_ignore_ascii_case(name)))
    else {
        return Err(Error::UnknownFormat { what: NotInput::CompoundWithoutWorkbook });
    };
    if found.length >= MINI {
        return file.chain(found.start, found.length);
    }
    let root = entries.first().ok_or_else(|| cut(Piece::Directory))?;
    let mini = file.chain(root.start, root.length)?;
    let follow = file.chain(u32_at(bytes, 60).ok_or_else(|| cut(Piece::Header))?, usize::MAX)?;
    walk(
        found.start,
        found.length,
        mini.len() / MINI_SECTOR,
        |number| mini.get(number as usize * MINI_SECTOR..)?.get(..MINI_SECTOR),
        |number| u32_at(&follow, number as usize * 4),
    )
}

impl<'b> File<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self> {
        let size = match u16_at(bytes, 30).ok_or_else(|| cut(Piece::Header))? {
            9 => 512,
            12 => 4096,
            _ => return Err(Error::Damaged { what: Damage::SectorSize }),
        };
        let mut file = Self { bytes, size, table: Vec::new() };
        let listed = bytes.get(76..).unwrap_or_default();
        file.table.extend((0..IN_HEADER).map_while(|n| sector_named(listed, n)));
        let mut more = u32_at(bytes, 68).ok_or_else(|| cut(Piece::Header))?;
        // A sector of the table may name none, and be its own successor.
        for _ in 0..=file.sectors() {
            if more >= NO_SECTOR || file.table.len() > file.sectors() {
                break;
            }
            let sector = file.sector(more).ok_or_else(|| cut(Piece::SectorTable))?;
            let own = size / 4 - 1;
            file.table.extend((0..own).map_while(|n| sector_named(sector, n)));
            more = u32_at(sector, own * 4).unwrap_or(NO_SECTOR);
        }
        if more < NO_SECTOR || file.table.len() > file.sectors() {
            return Err(Error::Damaged { what: Damage::SectorTable });
        }
        Ok(file)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.size
    }

    /// A sector; the last of a file may be short.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let rest = self.bytes.get((number as usize + 1).checked_mul(self.size)?..)?;
        Some(rest.get(..self.size).unwrap_or(rest)).filter(|s| !s.is_empty())
    }

    fn next(&self, number: u32) -> Option<u32> {
        let per_sector = self.size / 4;
        let sector = self.sector(*self.table.get(number as usize / per_sector)?)?;
        u32_at(sector, number as usize % per_sector * 4)
    }

    /// The sectors from one on, at most so many bytes.
    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>> {
        walk(start, length, self.sectors(), |n| self.sector(n), |n| self.next(n))
    }
}

/// The sector that an entry of a table names.
fn sector_named(from: &[u8], n: usize) -> Option<u32> {
    u32_at(from, n * 4).filter(|s| *s < NO_SECTOR)
}

/// Puts a chain of at most so many sectors together.
fn walk<'s>(
    start: u32,
    length: usize,
    most: usize,
    sector: impl Fn(u32) -> Option<&'s [u8]>,
    next: impl Fn(u32) -> Option<u32>,
) -> Result<Vec<u8>> {
    let (mut whole, mut at) = (Vec::new(), start);
    for _ in 0..=most {
        if at >= NO_SECTOR || whole.len() >= length {
            whole.truncate(length);
            return Ok(whole);
        }
        whole.extend_from_slice(sector(at).ok_or_else(|| cut(Piece::ChainSectors))?);
        at = next(at).unwrap_or(NO_SECTOR);
    }
    Err(Error::Damaged { what: Damage::SectorCircle })
}

/// A stream or the root; `None` for a folder or an unused entry.
fn entry(bytes: &[u8; ENTRY]) -> Option<SectorTable> {
    const STREAM: u8 = 2;
    const ROOT: u8 = 5;
    let kind = *bytes.get(66)?;
    if kind != STREAM && kind != ROOT {
        return None;
    }
    let name_length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(62);
    let name = super::records::utf16(bytes.get(..name_length)?);
    Some(SectorTable { name, start: u32_at(bytes, 116)?, length: u32_at(bytes, 120)? as usize })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    /// A file of one sector table, one directory sector, and a stream from sector 2 on.
    fn file(follow: &[u32], length: u32) -> Vec<u8> {
        let mut bytes = vec![0; 512];
        bytes.splice(..8, *b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        let mut put = |at: usize, value: u32| bytes.splice(at..at + 4, value.to_le_bytes()).for_each(drop);
        put(30, 9);
        put(48, 1);
        put(60, u32::MAX - 1);
        put(68, u32::MAX - 1);
        (0..IN_HEADER).for_each(|n| put(76 + n * 4, if n == 0 { 0 } else { u32::MAX }));
        let mut table: Vec<u8> =
            [u32::MAX - 2, u32::MAX - 1].iter().chain(follow).flat_map(|n| n.to_le_bytes()).collect();
        table.resize(512, 0xFF);
        let mut directory = Vec::new();
        for (name, kind, start, length) in [("Root Entry", 5, u32::MAX - 1, 0), ("Workbook", 2, 2, length)] {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.resize(64, 0);
            entry.extend(((name.len() * 2 + 2) as u16).to_le_bytes());
            entry.push(kind);
            entry.resize(116, 0);
            entry.extend(start.to_le_bytes());
            entry.extend(length.to_le_bytes());
            entry.resize(ENTRY, 0);
            directory.extend(entry);
        }
        directory.resize(512, 0);
        [bytes, table, directory, (0..follow.len() * 512).map(|n| (n / 512) as u8).collect()].concat()
    }

    #[test]
    fn a_stream_is_put_together_from_its_sectors() {
        let chain: Vec<u32> = (3..11).chain([u32::MAX - 1]).collect();
        let stream = stream(&file(&chain, 4200), &["book", "workbook"]).unwrap();
        assert_eq!((stream.len(), stream.last()), (4200, Some(&8)));
    }

    #[test]
    fn circles_and_missing_streams_are_errors() {
        let circle: Vec<u32> = (3..11).chain([2]).collect();
        assert!(stream(&file(&circle, 1 << 30), &["Workbook"]).is_err());
        assert!(stream(&file(&circle, 4200), &["Book"]).is_err());
        assert!(stream(b"\xD0\xCF\x11\xE0", &["Workbook"]).is_err());
        // The table goes on in a sector that names none and is its own successor.
        let mut own = file(&(3..11).chain([u32::MAX - 1]).collect::<Vec<_>>(), 4200);
        let number = (own.len() / 512 - 1) as u32;
        own.splice(68..72, number.to_le_bytes());
        own.extend([0xFF; 508].into_iter().chain(number.to_le_bytes()));
        assert!(stream(&own, &["Workbook"]).is_err());
    }
}
