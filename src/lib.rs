//! Reads Chinese budget performance-target tables out of PDF, text and workbook files.
//!
//! # The pipeline
//! - **[`extract`]** opens a file and says what is on it: glyphs and ruling lines of a PDF page, lines of a text, cells
//!   of a worksheet. No meaning yet.
//! - **[`reconstruct`]** turns marks into words, words and rules into grids, grids into tables, tables over several pages into
//!   one, and tables into forms, projects, indicators and targets.
//! - **[`validate`]** reads the forms and says what is wrong with them. It changes nothing.
//! - **[`write`](mod@write)** hands the result out: workbook, JSON, report.
//!
//! The stages meet only in the types of [`model`]; how text is read (numbers, money, widths) stands once, in [`language`].
//!
//! # Example
//! ```
//! # fn main() -> jixiao::Result<()> {
//! let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/project-list/input.pdf");
//! let document = jixiao::convert(sample.as_ref(), &jixiao::Options::default())?;
//! let form = document.forms.first().expect("the sample holds a form");
//! assert_eq!(form.year, Some(2023));
//! for (project, indicator) in form.all_indicators() {
//!     let project = project.and_then(|n| form.projects.get(n)).and_then(|p| p.name.as_deref());
//!     let target = indicator.annual_target.as_ref().map(|t| t.raw.as_str());
//!     println!("{project:?} {:?} {target:?} {:?}", indicator.level3, indicator.place);
//! }
//! assert_eq!(form.all_indicators().count(), 141);
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "cli")]
pub mod batch;
pub mod diff;
pub mod error;
pub mod extract;
pub mod findings;
pub mod language;
pub mod model;
mod ooxml;
pub mod options;
#[cfg(feature = "cli")]
pub mod outputs;
pub mod reconstruct;
pub mod template;
pub mod validate;
pub mod vocabulary;
pub(crate) mod wording;
pub mod write;

#[cfg(feature = "cli")]
pub mod cli;

use std::path::Path;

use extract::contain::{self, Stop};

pub use error::{Error, Result};
pub use model::Document;
pub use options::Options;

/// Reads a workbook back: the documents of a standard workbook with what auditors wrote in it, of any other file the one that
/// converting it gives.
///
/// # Errors
/// As [`convert`].
pub fn read(path: &Path, options: &Options) -> Result<Vec<model::Reviewed>> {
    read_back(path, options).map(|(documents, _)| documents)
}

/// The same, and whether the file is a standard workbook.
fn read_back(path: &Path, options: &Options) -> Result<(Vec<model::Reviewed>, bool)> {
    let path = path.to_owned();
    in_time(options, move |options| {
        let input = extract::open(&path, options)?;
        if let model::Content::Worksheets(sheets) = &input.content
            && let Some(documents) = reconstruct::standard::documents(sheets)
        {
            return Ok((documents, true));
        }
        Ok((vec![input_to_document(input, options)?.into()], false))
    })
}

/// Reads a template that was filled: what it has places for, as [`Template::read`](template::Template::read) says, and the
/// findings of checking that.
///
/// # Errors
/// Where the file is no workbook or cannot be read.
pub fn read_filled(path: &Path, template: &template::Template, options: &Options) -> Result<model::Reviewed> {
    let input = extract::open(path, options)?;
    let model::Content::Worksheets(sheets) = &input.content else {
        return Err(Error::UnknownFormat { what: error::NotInput::NoWorkbook });
    };
    let back = template.read(sheets, &options.vocabulary)?;
    let mut findings = input.findings;
    findings.extend(back.findings);
    let checked = validate::check_within(&back.forms, &findings, &options.rules, &input.budget);
    input.budget.check()?;
    findings.extend(checked.findings);
    validate::sort(&mut findings);
    let schema = model::SCHEMA.to_owned();
    let document = Document { schema, source: input.source, forms: back.forms, tables: None, findings };
    Ok(model::Reviewed { document, reviews: back.reviews })
}

/// Converts one file. Ends within [`Options::timeout`] and a second.
///
/// # Errors
/// Where the file cannot be read at all, or takes more time or memory than it may; what is doubtful in a readable one is among the
/// document's findings.
pub fn convert(path: &Path, options: &Options) -> Result<Document> {
    let path = path.to_owned();
    in_time(options, move |options| input_to_document(extract::open(&path, options)?, options))
}

/// Converts the bytes of a file. `name` is what the document calls it.
///
/// # Errors
/// As [`convert`].
pub fn convert_bytes(name: String, bytes: Vec<u8>, options: &Options) -> Result<Document> {
    in_time(options, move |options| input_to_document(extract::from_bytes(name, bytes, options)?, options))
}

fn input_to_document(input: model::Input, options: &Options) -> Result<Document> {
    if let Some(document) = reconstruct::standard::input_to_document(&input) {
        return Ok(document);
    }
    let budget = input.budget.clone();
    let reading = reconstruct::read(&input, &options.vocabulary);
    budget.check()?;
    let recognised = reconstruct::forms_within(&reading, &options.vocabulary, &budget);
    budget.check()?;
    let mut source = input.source;
    if source.media_type == model::MediaType::Pdf {
        source.methods = reading.methods();
    }
    let mut findings = input.findings;
    findings.extend(reading.findings);
    findings.extend(recognised.findings);
    if recognised.forms.is_empty() && findings.iter().any(|f| f.code == findings::NO_TEXT.code) {
        return Err(Error::NoText { pages: source.pages.unwrap_or_default() });
    }
    let checked = validate::check_within(&recognised.forms, &findings, &options.rules, &budget);
    budget.check()?;
    findings.extend(checked.findings);
    validate::sort(&mut findings);
    Ok(Document {
        schema: model::SCHEMA.to_owned(),
        source,
        forms: recognised.forms,
        tables: options.tables.then_some(recognised.other_tables),
        findings,
    })
}

/// Works on a thread of its own, which is given up where it does not end in time: a deeply nested input finds a large stack there,
/// and a panic stays within it.
fn in_time<T: Send + 'static>(
    options: &Options,
    work: impl FnOnce(&Options) -> Result<T> + Send + 'static,
) -> Result<T> {
    let budget = model::Budget::new(options.timeout, options.max_memory);
    let (own, stack) = (options.clone(), contain::stack_size(options.max_memory));
    contain::on_thread(budget.deadline(), stack, move || work(&own)).unwrap_or_else(|stop| {
        Err(match stop {
            Stop::Time => budget.too_slow(),
            Stop::Memory => budget.too_large(),
            Stop::Panic => Error::Damaged { what: error::Damage::Parts },
        })
    })
}
