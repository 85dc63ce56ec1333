//! Bytes → bytes: what the program does where there are no files, in a browser.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use crate::error::Damage;
use crate::extract;
use crate::model::{Block, Content, Document, Input, Review};
use crate::reconstruct;
use crate::review::saved::SavedReviews;
use crate::review::{self, Original};
use crate::write::workbook::{self, Origin};
use crate::write::{Format, csv, json, jsonl, mark, svg};
use crate::{Error, Options, Result, Tables};

/// The page of review of an input, as `jixiao review` writes it.
///
/// # Errors
/// As [`convert_bytes`](crate::convert_bytes).
pub fn review_page(
    name: String,
    bytes: &[u8],
    reviews: &[Review],
    english: bool,
    options: &Options,
) -> Result<Vec<u8>> {
    let original = Original::Bytes(name, Arc::from(bytes));
    let made = review::review(&original, reviews, english, options)?;
    let mut page = Vec::new();
    crate::write::review::write(&made.content, made.pictures.into_iter(), &mut page).map_err(not_made)?;
    sealed(page)
}

/// The files of a document with their names, byte for byte as `jixiao convert -o STEM.FORMAT` writes them.
///
/// # Errors
/// Where the format has no room for the document, or is none of a browser's.
pub fn files(document: &Document, reviews: &[Review], format: Format, stem: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let name = format!("{stem}.{}", format.extension());
    match format {
        Format::Json => Ok(vec![(name, sealed(json::with_mark(&json::document(document)))?)]),
        Format::Xlsx => {
            let book = workbook::document_with(document, reviews, &Origin::default())?;
            Ok(vec![(name, sealed(book)?)])
        }
        Format::Jsonl => Ok(vec![(name, sealed(jsonl::document(document)?)?)]),
        Format::Csv => {
            let files = csv::document(document, Path::new(&name))?.into_iter();
            Ok(files.map(|(path, bytes)| (path.to_string_lossy().into_owned(), bytes)).collect())
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            Err(Error::Setting { what: crate::error::Unusable::SeveralFiles { format: format.extension().to_owned() } })
        }
    }
}

/// Every table of an input, as [`tables`](crate::tables()) gives those of a file.
///
/// # Errors
/// As [`convert_bytes`](crate::convert_bytes).
pub fn tables(name: String, bytes: Vec<u8>, options: &Options) -> Result<Tables> {
    crate::in_time(options, move |options| crate::tables_of(extract::from_bytes(name, bytes, options)?, options))
}

/// A page of a file (from 1) drawn as SVG, with the cells that were found; nothing where the input has no such page.
///
/// # Errors
/// As [`convert`](crate::convert()).
pub fn page_of_file(path: &Path, page: u32, options: &Options) -> Result<Option<String>> {
    let path = path.to_owned();
    crate::in_time(options, move |options| Ok(drawn(&extract::open(&path, options)?, page, options)))
}

/// The same of bytes.
///
/// # Errors
/// As [`convert_bytes`](crate::convert_bytes).
pub fn page_of_bytes(name: String, bytes: Vec<u8>, page: u32, options: &Options) -> Result<Option<String>> {
    crate::in_time(options, move |options| Ok(drawn(&extract::from_bytes(name, bytes, options)?, page, options)))
}

fn drawn(input: &Input, page: u32, options: &Options) -> Option<String> {
    let Content::Pages(pages) = &input.content else { return None };
    if !(1..=pages.page_count()).contains(&page) {
        return None;
    }
    let blocks = reconstruct::read(input, &options.vocabulary).blocks.into_iter();
    let tables = blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    Some(svg::page(&pages.page(page).output, &tables.collect::<Vec<_>>()))
}

/// The verdicts of a file that a page of review saved, on the records of a document.
///
/// # Errors
/// Where it is no such file.
pub fn saved_reviews(file: &[u8], document: &Document) -> Result<Vec<Review>> {
    Ok(SavedReviews::parse(file)?.on(document).reviews)
}

/// Why there is no document, and what to do about it where there is no command line.
#[must_use]
pub fn reason(error: &Error, english: bool) -> String {
    let (zh, en) = match error {
        Error::UnknownFormat { .. } => (
            "请确认文件是否完整，或先另存为PDF、TXT或XLSX。",
            "Check that the file is whole, or save it as PDF, TXT or XLSX first.",
        ),
        Error::Damaged { .. } => ("请重新下载或重新导出。", "Download or export it again."),
        Error::Password { .. } => ("请在“密码”一栏填写后重试。", "Fill in the password and try again."),
        Error::NoText { .. } => {
            ("网页版不识别图片，请用命令行版。", "This page does not read pictures: take the command.")
        }
        Error::Limit { .. } => {
            ("请拆分文件，或用命令行版放宽限制。", "Split the file, or raise the limit with the command.")
        }
        Error::Setting { .. } | Error::Read { .. } | Error::Write { .. } | Error::Refused { .. } => ("", ""),
    };
    if english { format!("{error}. {en}") } else { format!("{}。{zh}", error.cause_in_chinese()) }
}

/// The bytes with their hash in their mark.
fn sealed(bytes: Vec<u8>) -> Result<Vec<u8>> {
    let mut file = Cursor::new(bytes);
    mark::seal(&mut file).map_err(not_made)?;
    Ok(file.into_inner())
}

fn not_made(error: std::io::Error) -> Error {
    Error::Damaged { what: Damage::Package { why: error.to_string() } }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a browser gets is what the command writes.
    #[test]
    fn files_are_those_that_the_library_writes() {
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
        let document = crate::convert(sample.as_ref(), &Options::default()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for format in [Format::Xlsx, Format::Json, Format::Jsonl, Format::Csv] {
            let written = format.write(&document, &folder.path().join(format!("out.{}", format.extension()))).unwrap();
            let made = files(&document, &[], format, "out").unwrap();
            assert_eq!(written.len(), made.len());
            for (name, bytes) in made {
                assert!(std::fs::read(folder.path().join(&name)).unwrap() == bytes, "{name}");
            }
        }
    }
}
