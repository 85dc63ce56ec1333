//! Containers of workbooks, put together at run time.

use std::io::{Cursor, Write};

/// A zip package of parts.
pub(crate) fn zip(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A compound file that holds one stream: header, one sector of the sector table, the directory, the stream.
pub(crate) fn ole(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    let length = stream.len().max(4096);
    let sectors = length.div_ceil(SECTOR) as u32;
    let tables = (sectors + 2).div_ceil(127).max(1);
    let first = tables + 1;
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.resize(SECTOR, 0);
    let put = |bytes: &mut Vec<u8>, at: usize, value: u32| bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    put(&mut header, 24, 0x0003_003E);
    put(&mut header, 28, 0x0009_FFFE);
    put(&mut header, 32, 6);
    for (at, value) in [(44, tables), (48, tables), (56, 4096), (60, END), (68, END)] {
        put(&mut header, at, value);
    }
    (0..109).for_each(|n| put(&mut header, 76 + n as usize * 4, if n < tables { n } else { FREE }));
    let mut follow: Vec<u32> = vec![0xFFFF_FFFD; tables as usize];
    follow.push(END);
    follow.extend((1..sectors).map(|n| first + n).chain([END]));
    let mut table: Vec<u8> = follow.iter().flat_map(|n| n.to_le_bytes()).collect();
    table.resize(tables as usize * SECTOR, 0xFF);
    let mut directory = Vec::new();
    for (name, kind, start, length) in [("Root Entry", 5_u8, END, 0), (name, 2, first, length as u32)] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend(((name.len() * 2 + 2) as u16).to_le_bytes());
        entry.push(kind);
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend(length.to_le_bytes());
        entry.resize(128, 0);
        directory.extend(entry);
    }
    directory.resize(SECTOR, 0);
    let mut content = stream.to_vec();
    content.resize(sectors as usize * SECTOR, 0);
    [header, table, directory, content].concat()
}
