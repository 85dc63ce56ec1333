//! What the page in a browser calls: bytes in, bytes and JSON out. The page runs it in a worker, which it starts anew where it ends.

use jixiao::in_memory;
use jixiao::model::{Document, Review, Severity};
use jixiao::template::{Extra, Plan, Template};
use jixiao::{Format, Options, Rules, Vocabulary};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;

/// What the page was told by the person before it.
#[derive(Deserialize)]
#[serde(default)]
struct Settings {
    english: bool,
    password: Option<String>,
    /// As a file for `--vocab`.
    vocabulary: Option<String>,
    /// As a file for `--rules`.
    rules: Option<String>,
    timeout_s: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { english: false, password: None, vocabulary: None, rules: None, timeout_s: 60 }
    }
}

impl Settings {
    fn parse(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    fn options(&self) -> jixiao::Result<Options> {
        let mut options = Options { password: self.password.clone(), ..Options::default() };
        options.timeout = std::time::Duration::from_secs(self.timeout_s);
        if let Some(own) = &self.vocabulary {
            options.vocabulary = Vocabulary::default().extended(own)?;
        }
        if let Some(own) = &self.rules {
            options.rules = Rules::with_overrides(own)?;
        }
        Ok(options)
    }
}

/// A file for the person before the page.
#[wasm_bindgen(getter_with_clone)]
pub struct NamedFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What is said of a document in the list of files.
#[derive(Serialize)]
struct Summary {
    forms: Vec<FormSummary>,
    indicators: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    sha256: String,
}

#[derive(Serialize)]
struct FormSummary {
    title: Option<String>,
    projects: usize,
    indicators: usize,
}

/// A file that was converted.
#[wasm_bindgen]
pub struct Converted {
    document: Document,
    options: Options,
    english: bool,
}

/// Reads a file.
///
/// # Errors
/// Why it cannot be read, in the language of the settings.
#[wasm_bindgen]
pub fn convert(name: String, bytes: Vec<u8>, settings: &str) -> Result<Converted, String> {
    let settings = Settings::parse(settings)?;
    let said = |error: jixiao::Error| in_memory::reason(&error, settings.english);
    let options = settings.options().map_err(said)?;
    let document = jixiao::convert_bytes(name, bytes, &options).map_err(said)?;
    let document = if settings.english { document.in_english() } else { document };
    Ok(Converted { document, options, english: settings.english })
}

/// The page of review of a file, with the verdicts there are (a file as the page saves them).
///
/// # Errors
/// As [`convert`].
#[wasm_bindgen]
pub fn review(name: String, bytes: &[u8], settings: &str, verdicts: Option<String>) -> Result<Vec<u8>, String> {
    let settings = Settings::parse(settings)?;
    let said = |error: jixiao::Error| in_memory::reason(&error, settings.english);
    let options = settings.options().map_err(said)?;
    let reviews = match verdicts {
        Some(file) => {
            let document = jixiao::convert_bytes(name.clone(), bytes, &options).map_err(said)?;
            in_memory::saved_reviews(file.as_bytes(), &document).map_err(said)?
        }
        None => Vec::new(),
    };
    in_memory::review_page(name, bytes, &reviews, settings.english, &options).map_err(said)
}

/// Why the program ended the last time: 0 it broke, 1 the time was over, 2 there was more than the memory allowed.
#[wasm_bindgen]
#[must_use]
pub fn last_stop() -> u8 {
    stopped()
}

#[cfg(target_family = "wasm")]
use jixiao::extract::contain::last_stop as stopped;
#[cfg(not(target_family = "wasm"))]
fn stopped() -> u8 {
    0
}

#[wasm_bindgen]
impl Converted {
    /// JSON: forms, counts.
    #[must_use]
    pub fn summary(&self) -> String {
        let forms = self.document.forms.iter().map(|form| FormSummary {
            title: form.title.clone(),
            projects: form.projects.len(),
            indicators: form.all_indicators().count(),
        });
        let summary = Summary {
            forms: forms.collect(),
            indicators: self.document.forms.iter().map(|form| form.all_indicators().count()).sum(),
            errors: self.document.findings_of(Severity::Error),
            warnings: self.document.findings_of(Severity::Warning),
            infos: self.document.findings_of(Severity::Info),
            sha256: self.document.source.sha256.clone(),
        };
        serde_json::to_string(&summary).unwrap_or_default()
    }

    /// The files of a format (`xlsx`, `json`, `jsonl`, `csv`), byte for byte as the command writes them.
    ///
    /// # Errors
    /// Why they cannot be made.
    pub fn files(&self, format: &str, stem: &str, verdicts: Option<String>) -> Result<Vec<NamedFile>, String> {
        let format: Format = format.parse()?;
        let reviews = self.reviews(verdicts)?;
        let files = in_memory::files(&self.document, &reviews, format, stem).map_err(|error| self.said(&error))?;
        Ok(files.into_iter().map(|(name, bytes)| NamedFile { name, bytes }).collect())
    }

    /// What of the document would go where in a template.
    ///
    /// # Errors
    /// Why the template cannot be filled.
    pub fn plan(&self, template: Vec<u8>) -> Result<Filling, String> {
        let template = Template::open(template).map_err(|error| self.said(&error))?;
        let plan = template.plan(&self.document, &self.options.vocabulary, &Extra::default());
        Ok(Filling { plan: plan.map_err(|error| self.said(&error))?, template, english: self.english })
    }

    fn reviews(&self, verdicts: Option<String>) -> Result<Vec<Review>, String> {
        let Some(file) = verdicts else { return Ok(Vec::new()) };
        in_memory::saved_reviews(file.as_bytes(), &self.document).map_err(|error| self.said(&error))
    }

    fn said(&self, error: &jixiao::Error) -> String {
        in_memory::reason(error, self.english)
    }
}

/// A template that may be filled.
#[wasm_bindgen]
pub struct Filling {
    template: Template,
    plan: Plan,
    english: bool,
}

#[derive(Serialize)]
struct PlanSummary<'a> {
    /// Sheet, cell, what asks for it, value.
    values: Vec<[&'a str; 4]>,
    /// Sheet, row of the template they go below, how many.
    rows: Vec<(&'a str, u32, u32)>,
    /// Severity, message.
    findings: Vec<(Severity, &'a str)>,
    /// Whether there is room for everything.
    whole: bool,
}

#[wasm_bindgen]
impl Filling {
    /// JSON: what goes where.
    #[must_use]
    pub fn summary(&self) -> String {
        let values = self.plan.values.iter().map(|v| [v.sheet.as_str(), &v.cell, &v.field, &v.value]);
        let message = |finding: &'_ jixiao::model::Finding| {
            if self.english { finding.message_en.clone() } else { finding.message.clone() }
        };
        let messages: Vec<_> = self.plan.findings.iter().map(|finding| (finding.severity, message(finding))).collect();
        let summary = PlanSummary {
            values: values.collect(),
            rows: self.plan.rows.iter().map(|rows| (rows.sheet.as_str(), rows.after, rows.count)).collect(),
            findings: messages.iter().map(|(severity, text)| (*severity, text.as_str())).collect(),
            whole: !self.plan.leaves_records(),
        };
        serde_json::to_string(&summary).unwrap_or_default()
    }

    /// The filled workbook.
    ///
    /// # Errors
    /// Where the template has no room for all records, or what was filled would not be a sound workbook.
    pub fn fill(&self) -> Result<Vec<u8>, String> {
        if self.plan.leaves_records() {
            let (zh, en) = (
                "模板容不下所有项目或部门，没有填写",
                "the template has no room for all projects or departments: nothing was filled",
            );
            return Err(if self.english { en } else { zh }.to_owned());
        }
        self.template.fill(&self.plan).map_err(|error| in_memory::reason(&error, self.english))
    }
}
