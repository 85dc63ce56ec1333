//! The register of findings: every code once, with its topic, what it means, what to do about it, and the messages that report
//! it in both languages.
//!
//! The other parts name a message and its values, nothing else: `AmountUnreadable { text }.finding().at(place)`. A new code is
//! an entry in one of the files here; `docs/findings.md` is written from them.

mod entry;
mod reading;
mod templates;
mod value;

pub use entry::{Entry, MessageText};
pub use value::Words;

#[allow(unused_imports, reason = "for the stages that name codes of the register")]
pub(crate) use self::{entry::Message, reading::*, templates::*, value::Listed};

use crate::model::{Code, Topic};

/// The codes of checks.
const CHECKS: &[&str] = &[
    "total-mismatch",
    "amount-parts-mismatch",
    "budget-unbalanced",
    "tasks-exceed-budget",
    "funds-without-task",
    "goal-missing",
    "blank-project",
    "indicators-missing",
    "few-indicators",
    "indicator-incomplete",
    "indicator-cut",
    "goal-cut",
    "numbering",
    "doubled-punctuation",
    "unbalanced-punctuation",
    "suspected-typo",
    "class-missing",
    "mostly-qualitative",
    "quantified-share",
    "duplicate-project",
    "duplicate-name",
    "duplicate-value",
    "values-rotated",
    "value-of-another",
    "value-of-another-project",
    "unit-mismatch",
    "unit-missing",
    "percent-out-of-range",
    "operator-missing",
    "direction-doubtful",
    "count-capped",
    "period-below-year",
    "value-repeats-name",
    "value-vague",
    "level-unresolved",
    "row-repaired",
    "year-missing",
    "year-differs",
    "goal-number-without-indicator",
    "goal-object-without-indicator",
    "goal-is-statute",
    "class-doubtful",
    "money-unit-missing",
    "money-unit",
    "placeholder",
    "late-deadline",
    "excel-serial",
    "execution-rate",
    "score-above-points",
    "points-total",
    "score-total",
    "reason-missing",
    "published-count",
];

/// What a code is about.
#[must_use]
pub fn topic_of(code: &Code) -> Topic {
    let check = CHECKS.contains(&&*code.0);
    entry_of(code).map_or(if check { Topic::Substance } else { Topic::Reading }, |entry| entry.topic)
}

/// The parts of the register.
static PARTS: [&[&Entry]; 2] = [reading::ENTRIES, templates::ENTRIES];

/// All entries, in the order of the stages that report them.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    PARTS.iter().flat_map(|part| part.iter().copied())
}

/// The entry of a code; `None` where this version has no such code.
#[must_use]
pub fn entry_of(code: &Code) -> Option<&'static Entry> {
    all().find(|entry| entry.code == *code)
}
