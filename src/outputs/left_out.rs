//! What a walk over a folder leaves out because it is an output.

use std::io::Read;
use std::path::Path;

use super::key::key;
use crate::model::StandardSheet;
use crate::write::mark::{self, Seen};

/// The file name of a run's journal, by which its output folder is known.
pub(crate) const JOURNAL: &str = "jixiao.journal.jsonl";

/// Bytes that hold the first two headings of a CSV file.
const MOST_HEAD: u64 = 256;

/// Whether a folder below the one that is walked is left out: it is the output folder, or holds the journal of a run.
#[must_use]
pub(crate) fn folder(folder: &Path, output: Option<&Path>) -> bool {
    folder.join(JOURNAL).exists() || output.is_some_and(|output| key(output) == key(folder))
}

/// Whether a file is an output: it has a mark, changed or not, or it is one of the CSV files of a document.
#[must_use]
pub(crate) fn file(path: &Path) -> bool {
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase).unwrap_or_default();
    match ending.to_str() {
        Some("csv") => is_csv_of_document(path),
        Some("xlsx" | "xlsm" | "html") => mark::of(path).is_ok_and(|seen| seen != Seen::NoMark),
        _ => false,
    }
}

/// `名称-项目.csv` that begins with the headings of that sheet.
fn is_csv_of_document(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = StandardSheet::ALL.into_iter().find(|sheet| stem.ends_with(&format!("-{}", sheet.name())));
    let Some(sheet) = named else { return false };
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(MOST_HEAD).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    let mut headings = head.strip_prefix('\u{feff}').unwrap_or_default().split(',');
    // Earlier versions had the columns in another order.
    read.is_ok() && (0..2).all(|_| headings.next().is_some_and(|name| sheet.column(name).is_some()))
}
