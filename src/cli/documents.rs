//! Documents for commands that read them: converted files, or documents converted before.

use std::path::Path;

use crate::batch::protocol::Setup;
use crate::error::Damage;
use crate::extract::{self, Hashed, file};
use crate::model::Document;
use crate::{Options, Result};

/// The part of the memory for a document that its JSON may take: as records it takes some times as much.
const JSON_SHARE: u64 = 8;

/// Converts a file, or reads the JSON of a document that was converted before.
///
/// # Errors
/// Where the file cannot be read or is no document.
pub(crate) fn read(input: &Path, options: &Options) -> Result<Document> {
    match kept(input, options) {
        Some(document) => document,
        None => crate::convert(input, options),
    }
}

/// The same, with a second reading where the setup asks for one.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_with(setup: &Setup, input: &Path, options: &Options) -> Result<Document> {
    match kept(input, options) {
        Some(document) => document,
        None => {
            setup.document(extract::name(input), Hashed::new(file::read_within(input, options.max_memory)?), options)
        }
    }
}

/// The document of a JSON file; `None`: no JSON.
fn kept(input: &Path, options: &Options) -> Option<Result<Document>> {
    let is_json = input.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    is_json.then(|| parse(&file::read_within(input, options.max_memory / JSON_SHARE)?))
}

fn parse(json: &[u8]) -> Result<Document> {
    serde_json::from_slice(json).map_err(|e| crate::Error::Damaged { what: Damage::Json { why: e.to_string() } })
}

/// A place in few characters: 第3页, or bare numbers as editors parse them.
pub(crate) fn spot(place: &crate::model::Place, language: super::Language) -> String {
    use crate::model::Spot;
    let zh = language == super::Language::Zh;
    match &place.spot {
        Spot::Page { page, .. } if zh => format!("第{page}页"),
        Spot::Pages { pages: [first, last] } if zh => format!("第{first}-{last}页"),
        Spot::Line { line } if zh => format!("第{line}行"),
        Spot::Lines { lines: [first, last] } if zh => format!("第{first}-{last}行"),
        Spot::Page { page: first, .. }
        | Spot::Pages { pages: [first, _] }
        | Spot::Line { line: first }
        | Spot::Lines { lines: [first, _] } => first.to_string(),
        Spot::Cell { sheet, cell } => format!("{sheet}!{cell}"),
        Spot::Sheet { sheet } => sheet.clone(),
    }
}
