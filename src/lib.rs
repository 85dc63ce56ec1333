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
#![doc = include_str!("../docs/pipeline.md")]
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

pub mod diff;
pub mod error;
pub mod findings;
mod locks;
pub mod model;
mod ooxml;
mod options;
pub mod template;
mod wording;

// The stages by themselves, for tests, benches and the command: no part of the interface, they change without notice.
#[cfg(feature = "cli")]
mod batch;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod extract;
#[cfg(feature = "review")]
#[doc(hidden)]
pub mod in_memory;
#[cfg(feature = "isolated")]
#[doc(hidden)]
pub mod isolated;
mod language;
#[cfg(feature = "cli")]
mod outputs;
#[doc(hidden)]
pub mod reconstruct;
#[cfg(feature = "review")]
mod review;
#[cfg(feature = "second-reader")]
#[doc(hidden)]
pub mod second_reading;
#[doc(hidden)]
pub mod validate;
#[doc(hidden)]
pub mod vocabulary;
#[doc(hidden)]
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "what only commands write"))]
pub mod write;

use std::path::Path;

use extract::contain::{self, Stop};
use reconstruct::regions::{self, Selection};

pub use diff::documents as diff;
pub use error::{Error, Refusal, Result};
pub use model::Document;
pub use options::{MAX_MEMORY, Ocr, Options};
pub use validate::{Outcome, Report, Rules, Verdict};
pub use vocabulary::Vocabulary;
pub use write::Format;

/// Reads a workbook back: the documents of a standard workbook with what auditors wrote in it, of any other file the one that
/// converting it gives.
///
/// # Example
/// ```
/// # fn main() -> jixiao::Result<()> {
/// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
/// let documents = jixiao::read(sample.as_ref(), &jixiao::Options::default())?;
/// // What an auditor wrote beside an indicator is among the reviews.
/// assert!(documents.iter().all(|d| d.reviews.is_empty() && !d.document.forms.is_empty()));
/// # Ok(())
/// # }
/// ```
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
/// # Example
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use jixiao::template::{Extra, Template};
///
/// let options = jixiao::Options::default();
/// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
/// let form = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/templates/form-per-sheet.xlsx");
/// let template = Template::open(std::fs::read(form)?)?;
/// let plan = template.plan(&jixiao::convert(sample.as_ref(), &options)?, &options.vocabulary, &Extra::default())?;
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("filled.xlsx");
/// std::fs::write(&path, template.fill(&plan)?)?;
/// let back = jixiao::read_filled(&path, &template, &options)?;
/// assert!(back.document.forms[0].all_indicators().count() > 0);
/// # Ok(())
/// # }
/// ```
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
/// # Example
/// ```
/// # fn main() -> jixiao::Result<()> {
/// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
/// let document = jixiao::convert(sample.as_ref(), &jixiao::Options::default())?;
/// assert_eq!(document.schema, jixiao::model::SCHEMA);
/// println!("{}", serde_json::to_string_pretty(&document).expect("a document is JSON"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Where the file cannot be read at all, or takes more time or memory than it may; what is doubtful in a readable one is among the
/// document's findings.
pub fn convert(path: &Path, options: &Options) -> Result<Document> {
    let path = path.to_owned();
    in_time(options, move |options| input_to_document(extract::open(&path, options)?, options))
}

/// Converts the bytes of a file, owned or borrowed. `name` is what the document calls it; what they are is told by the bytes.
///
/// # Example
/// ```
/// # fn main() -> jixiao::Result<()> {
/// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
/// let bytes = std::fs::read(sample).expect("the sample is there");
/// let document = jixiao::convert_bytes("自评.pdf", bytes, &jixiao::Options::default())?;
/// assert_eq!(document.source.name, "自评.pdf");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// As [`convert`].
pub fn convert_bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>, options: &Options) -> Result<Document> {
    let (name, bytes) = (name.into(), bytes.into());
    in_time(options, move |options| input_to_document(extract::from_bytes(name, bytes, options)?, options))
}

/// Writes a document to anything that takes bytes, in a format of one file: workbook, JSON, JSON Lines.
///
/// # Example
/// ```
/// # fn main() -> jixiao::Result<()> {
/// let page = "<table><tr><td>项目名称<td>一级指标<td>三级指标<td>指标值</tr>\
///     <tr><td>设备购置<td>产出指标<td>采购数量<td>≥12台</tr></table>";
/// let document = jixiao::convert_bytes("page.html", page.as_bytes(), &jixiao::Options::default())?;
/// let mut json = Vec::new();
/// jixiao::write_to(&document, jixiao::Format::Json, &mut json)?;
/// assert!(String::from_utf8_lossy(&json).contains("≥12台"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Where the format is none of one file, or the bytes are not taken.
pub fn write_to(document: &Document, format: Format, out: &mut impl std::io::Write) -> Result<()> {
    format.write_to(document, &write::workbook::Origin::default(), out)
}

/// Every table of a file, forms or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Tables {
    /// The file.
    pub source: model::Source,
    /// Its tables in reading order.
    pub tables: Vec<model::Table>,
    /// What a person should look at.
    pub findings: Vec<model::Finding>,
}

/// Finds the tables of a file, whatever they say and in whatever language. Ends within [`Options::timeout`] and a second.
///
/// # Example
/// ```
/// # fn main() -> jixiao::Result<()> {
/// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
/// let found = jixiao::tables(sample.as_ref(), &jixiao::Options::default())?;
/// assert!(found.tables.iter().all(|table| table.rows > 0 && table.cols > 0));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// As [`convert`].
pub fn tables(path: &Path, options: &Options) -> Result<Tables> {
    let path = path.to_owned();
    in_time(options, move |options| tables_of(extract::open(&path, options)?, options))
}

fn tables_of(input: model::Input, options: &Options) -> Result<Tables> {
    let found = regions::tables(&input, &Selection::default(), &options.vocabulary, &|| ());
    input.budget.check()?;
    let mut findings = input.findings;
    findings.extend(found.findings);
    Ok(Tables { source: input.source, tables: found.output, findings })
}

/// Checks a document again: what each check came to, and the findings of the checks.
///
/// # Example
/// ```
/// # fn main() -> jixiao::Result<()> {
/// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
/// let options = jixiao::Options::default();
/// let document = jixiao::convert(sample.as_ref(), &options)?;
/// let report = jixiao::check(&document, &options.rules);
/// for outcome in &report.outcomes {
///     println!("{outcome:?}");
/// }
/// # assert!(!report.outcomes.is_empty());
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn check(document: &Document, rules: &Rules) -> Report {
    let of_reading = document.findings.iter().filter(|f| !validate::is_check(&f.code.0)).cloned();
    validate::check(&document.forms, &of_reading.collect::<Vec<_>>(), rules)
}

/// A document with what it was made of: what a person who reviews it looks at.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "what only commands show"))]
pub(crate) struct Accounted {
    /// The document.
    pub(crate) document: Document,
    /// What the input holds.
    pub(crate) content: model::Content,
    /// The same as tables and the text between them.
    pub(crate) reading: model::Reading,
    /// Who took each cell of the forms' tables.
    pub(crate) claimed: Vec<reconstruct::forms::claims::Claimed>,
}

fn input_to_document(input: model::Input, options: &Options) -> Result<Document> {
    input_to_account(input, options).map(|account| account.document)
}

pub(crate) fn input_to_account(input: model::Input, options: &Options) -> Result<Accounted> {
    let budget = input.budget.clone();
    let known = match &input.content {
        model::Content::Document(document) => Some(document.as_ref().clone()),
        _ => reconstruct::standard::input_to_document(&input),
    };
    if let Some(document) = known {
        let (reading, claimed) = (model::Reading::default(), Vec::new());
        return Ok(Accounted { document, content: input.content, reading, claimed });
    }
    let mut reading = reconstruct::read(&input, &options.vocabulary);
    budget.check()?;
    let mut recognised = reconstruct::forms_within(&reading, &options.vocabulary, &budget);
    budget.check()?;
    let mut source = input.source;
    if let model::Content::Pages(pages) = &input.content {
        source.methods = reading.methods();
        reconstruct::confidence::say_confidence(&mut recognised.forms, &pages.recognised_pages());
    }
    let mut findings = input.findings;
    findings.append(&mut reading.findings);
    findings.extend(recognised.findings);
    reconstruct::shifted_records::name_indicators_of_rows(&mut findings, &recognised.forms);
    if extract::textless::stays_textless(&mut findings) && recognised.forms.is_empty() {
        return Err(Error::NoText { pages: source.pages.unwrap_or_default() });
    }
    let checked = validate::check_within(&recognised.forms, &findings, &options.rules, &budget);
    budget.check()?;
    findings.extend(checked.findings);
    validate::sort(&mut findings);
    let (schema, tables) = (model::SCHEMA.to_owned(), options.tables.then_some(recognised.other_tables));
    let document = Document { schema, source, forms: recognised.forms, tables, findings };
    Ok(Accounted { document, content: input.content, reading, claimed: recognised.claimed })
}

/// Works on a thread of its own, which is given up where it does not end in time: a deeply nested input finds a large stack there,
/// and a panic stays within it.
pub(crate) fn in_time<T: Send + 'static>(
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
