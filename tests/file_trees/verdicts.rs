//! What auditors type into the review columns of workbooks.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader};

use crate::random::Random;
use crate::tree::Tree;

/// A verdict in a workbook.
pub(crate) struct Verdict {
    path: PathBuf,
    text: String,
}

impl Verdict {
    /// It still stands in a review column of its workbook.
    pub(crate) fn check(&self, tree: u64, arguments: &[String]) {
        let found = column(&self.path).is_some_and(|(_, cells)| cells.iter().any(|cell| cell.contains(&self.text)));
        assert!(found, "tree {tree}: “{}” is gone from {} after {arguments:?}", self.text, self.path.display());
    }
}

/// Types verdicts into some of the workbooks that the program wrote.
pub(crate) fn typed(random: &mut Random, tree: &mut Tree) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for path in tree.outputs().into_iter().filter(|path| path.extension().is_some_and(|e| e == "xlsx")) {
        let Some((at, cells)) = column(&path).filter(|(_, cells)| !cells.is_empty()) else { continue };
        if random.chance(25) {
            continue;
        }
        for n in 0..=random.below(2) {
            let row = 2 + random.below(cells.len() as u64);
            let text = format!("意见{}-{n}", random.next() % 100_000);
            if write_cell(&path, at, row, &text) {
                verdicts.retain(|v: &Verdict| column(&v.path).unwrap().1.iter().any(|cell| cell.contains(&v.text)));
                verdicts.push(Verdict { path: path.clone(), text });
            }
        }
    }
    verdicts
}

/// The column of 审核意见 in 三级指标, counted from 0, and its cells below the heading.
fn column(path: &Path) -> Option<(usize, Vec<String>)> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).ok()?;
    let sheet = book.worksheet_range("三级指标").ok()?;
    let mut rows = sheet.rows();
    let at = rows.next()?.iter().position(|cell| *cell == Data::String("审核意见".into()))?;
    Some((at, rows.map(|row| row[at].to_string()).collect()))
}

/// Puts a text into a cell of 三级指标, as a spreadsheet program that saves the workbook does.
fn write_cell(path: &Path, column: usize, row: u64, text: &str) -> bool {
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
    let read = |archive: &mut zip::ZipArchive<_>, name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let book = read(&mut archive, "xl/workbook.xml");
    let names: Vec<&str> = book.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let number = names.iter().position(|name| *name == "三级指标").unwrap() + 1;
    let part = format!("xl/worksheets/sheet{number}.xml");
    let sheet = read(&mut archive, &part);
    let letters = letters(column);
    let Some(start) = sheet.find(&format!("<row r=\"{row}\"")) else { return false };
    let end = start + sheet[start..].find("</row>").unwrap();
    let name = format!("{letters}{row}");
    let old = sheet[start..end].find(&format!("<c r=\"{name}\"")).map(|at| start + at);
    let cell = format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let (before, after) = if let Some(at) = old {
        let rest = &sheet[at..end];
        let tag = rest.find('>').unwrap();
        let length = if rest[..tag].ends_with('/') { tag + 1 } else { rest.find("</c>").unwrap() + 4 };
        (at, at + length)
    } else {
        // Behind the cells of the columns before it.
        let later = cells_after(&sheet[start..end], column).map_or(end, |at| start + at);
        (later, later)
    };
    let sheet = format!("{}{cell}{}", &sheet[..before], &sheet[after..]);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..archive.len() {
        let entry = archive.by_index_raw(n).unwrap();
        if entry.name_raw() == part.as_bytes() {
            drop(entry);
            writer.start_file(part.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(sheet.as_bytes()).unwrap();
        } else {
            writer.raw_copy_file(entry).unwrap();
        }
    }
    std::fs::write(path, writer.finish().unwrap().into_inner()).unwrap();
    true
}

/// Where the first cell of a later column begins.
fn cells_after(row: &str, column: usize) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = row[from..].find("<c r=\"") {
        let at = from + at;
        let name: String = row[at + 6..].chars().take_while(char::is_ascii_uppercase).collect();
        let number = name.bytes().fold(0, |n, b| n * 26 + usize::from(b - b'A') + 1);
        if number > column + 1 {
            return Some(at);
        }
        from = at + 6;
    }
    None
}

fn letters(column: usize) -> String {
    let mut number = column + 1;
    let mut letters = Vec::new();
    while number > 0 {
        letters.push(b'A' + ((number - 1) % 26) as u8);
        number = (number - 1) / 26;
    }
    letters.reverse();
    String::from_utf8(letters).unwrap()
}
