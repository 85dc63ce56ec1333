//! An input → what a person who reviews it sees: every value with the spots where it is printed, the pages as they look.

mod layers;
mod letters;
mod locate;
#[cfg(feature = "cli")]
mod notes;
mod records;
pub(crate) mod saved;
mod sheets;
mod sites;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::findings::entry_of;
use crate::model::{Code, Content, Finding, Input, Line, Review};
use crate::reconstruct::forms::claims::Owner;
use crate::write::claim_looks::looks;
use crate::write::review::content::{AboutCode, FormHead, OwnerLegend, ReviewContent, ShownCell, ShownFinding};
use crate::{Accounted, Options, Result, extract, in_time, input_to_account};

#[cfg(feature = "cli")]
pub(crate) use notes::{findings_to_notes, forms_to_bookmarks};

use layers::Layers;
use sites::Site;

/// A page of review before it is written.
pub(crate) struct ReviewedInput {
    /// What it shows.
    pub(crate) content: ReviewContent,
    /// The pictures of its pages as PNG; `None` where a page is drawn by its text.
    pub(crate) pictures: Vec<Option<Vec<u8>>>,
}

/// Where an input is.
#[derive(Debug, Clone)]
pub(crate) enum Original {
    /// On the disk.
    File(PathBuf),
    /// In memory: its name and its bytes.
    Bytes(String, Arc<[u8]>),
}

impl From<&Path> for Original {
    fn from(path: &Path) -> Self {
        Self::File(path.to_owned())
    }
}

impl Original {
    fn open(&self, options: &Options) -> Result<Input> {
        match self {
            Self::File(path) => extract::open(path, options),
            Self::Bytes(name, bytes) => extract::from_bytes(name.clone(), bytes.to_vec(), options),
        }
    }

    fn account(&self, options: &Options) -> Result<Accounted> {
        let own = self.clone();
        in_time(options, move |options| input_to_account(own.open(options)?, options))
    }
}

/// Converts an input and gathers what its page of review shows. Drawing pages has as much time again as converting.
///
/// # Errors
/// As [`crate::convert`].
pub(crate) fn review(
    original: &Original,
    reviews: &[Review],
    english: bool,
    options: &Options,
) -> Result<ReviewedInput> {
    let account = original.account(options)?;
    let mut sites = sites::of(&account, options);
    let layers = match &account.content {
        Content::Pages(_) => {
            let (own, moved) = (original.clone(), sites);
            let (layers, filled) = in_time(options, move |options| {
                let mut sites = moved;
                let input = own.open(options)?;
                let Content::Pages(pages) = &input.content else { return Ok((Layers::default(), sites)) };
                Ok((layers::of(pages.as_ref(), &mut sites), sites))
            })?;
            sites = filled;
            layers
        }
        _ => Layers::default(),
    };
    Ok(gather(account, &sites, layers, reviews, english))
}

/// The same for those who do not look at the pages.
///
/// # Errors
/// As [`crate::convert`].
#[cfg(feature = "cli")]
pub(crate) fn review_without_pictures(original: &Original, english: bool, options: &Options) -> Result<ReviewedInput> {
    let account = original.account(options)?;
    let sites = sites::of(&account, options);
    Ok(gather(account, &sites, Layers::default(), &[], english))
}

fn gather(account: Accounted, sites: &[Site], layers: Layers, reviews: &[Review], english: bool) -> ReviewedInput {
    let Accounted { document, content, .. } = account;
    let records = records::of(&document.forms, sites);
    let (lines, sheets) = match content {
        Content::Lines(lines) => (texts(lines), Vec::new()),
        Content::Worksheets(sheets) => (Vec::new(), sheets::of_worksheets(sheets)),
        Content::Passages(passages) => (Vec::new(), sheets::of_passages(passages)),
        Content::Pages(_) | Content::Document(_) => (Vec::new(), Vec::new()),
    };
    let findings: Vec<ShownFinding> = document.findings.into_iter().map(shown).collect();
    let content = ReviewContent {
        program: concat!("jixiao ", env!("CARGO_PKG_VERSION")),
        language: if english { "en" } else { "zh" },
        source: document.source,
        forms: document.forms.iter().map(FormHead::of).collect(),
        fields: records::fields(),
        records,
        codes: findings.iter().map(|shown| (shown.finding.code.0.to_string(), about(&shown.finding.code))).collect(),
        findings,
        cells: sites.iter().filter_map(cell).collect(),
        owners: legend(),
        pages: layers.pages,
        lines,
        sheets,
        font: layers.font,
        reviews: reviews.to_vec(),
    };
    ReviewedInput { content, pictures: layers.pictures }
}

fn texts(lines: Vec<Line>) -> Vec<String> {
    lines.into_iter().map(|line| line.text).collect()
}

fn shown(finding: Finding) -> ShownFinding {
    ShownFinding { english: finding.message_en.clone(), finding }
}

fn about(code: &Code) -> AboutCode {
    entry_of(code).map_or_else(AboutCode::default, |entry| AboutCode {
        rule: entry.rule,
        name: [entry.name.zh, entry.name.en],
        advice: [entry.advice.zh, entry.advice.en],
    })
}

fn cell(site: &Site) -> Option<ShownCell> {
    let owner = site.owner?;
    Some(ShownCell {
        form: site.form?,
        owner: looks(owner).id,
        role: site.role_name.clone(),
        at: site.place.spots().cloned().collect(),
        text: site.text.clone(),
    })
}

fn legend() -> Vec<OwnerLegend> {
    use crate::vocabulary::Column::Number;
    let owners = [
        Some(Owner::Field(Number)),
        Some(Owner::Class),
        Some(Owner::Label(Number)),
        Some(Owner::Known(Number)),
        Some(Owner::Subtotal),
        Some(Owner::Note),
        Some(Owner::Head),
        Some(Owner::Blank),
        None,
    ];
    owners.map(legend_entry).into()
}

fn legend_entry(owner: Option<Owner>) -> OwnerLegend {
    let looks = looks(owner);
    OwnerLegend { id: looks.id, zh: looks.zh, en: looks.en, colour: looks.colour }
}
