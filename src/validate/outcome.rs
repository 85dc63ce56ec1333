//! What a check says of a form.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::findings::{Entry, Said};
use crate::model::{Finding, Severity};

/// What a check says of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything the check looked at is as it should be.
    Holds,
    /// Something is not; see the findings of the check's code.
    Violated,
    /// The form lacks what the check needs; see [`Outcome::missing`].
    CannotDecide,
}

/// The outcome of one check for one form. Forms a check has nothing to say about have no outcome of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Index of the form.
    pub form: usize,
    /// The check's code.
    pub check: &'static str,
    /// The number of the rule it belongs to, `R-01` … `R-31`.
    pub rule: String,
    /// What it says.
    pub verdict: Verdict,
    /// Where it is violated, also where another check reports the same cause.
    pub hits: Vec<Hit>,
    /// What is missing for a decision, in Chinese; may accompany a violation elsewhere in the form.
    pub missing: Vec<String>,
    /// The same in English.
    pub missing_en: Vec<String>,
}

/// A part of a form by its indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hit {
    /// Index of the project.
    pub project: Option<usize>,
    /// Index of the indicator in its project, or in the form where there is no project.
    pub indicator: Option<usize>,
}

/// Outcomes and findings of all checks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// In form order, then check order.
    pub outcomes: Vec<Outcome>,
    /// Most severe first, then by place; one for each cause.
    pub findings: Vec<Finding>,
}

/// What a check gathers while it goes through a form.
#[derive(Debug, Default)]
pub(super) struct Tally {
    looked_at: bool,
    pub(super) findings: Vec<Finding>,
    missing: BTreeSet<(String, String)>,
}

impl Tally {
    /// Notes that there was something to check.
    pub(super) fn look(&mut self) {
        self.looked_at = true;
    }

    /// Notes a violation.
    pub(super) fn hit(&mut self, finding: Finding) {
        self.looked_at = true;
        self.findings.push(finding);
    }

    /// Notes what was missing.
    pub(super) fn lacks(&mut self, missing: &impl Said) {
        self.missing.insert((missing.in_chinese(), missing.in_english()));
    }

    /// The outcome, or `None` where there was nothing to check.
    pub(super) fn outcome(&self, form: usize, check: &'static Entry) -> Option<Outcome> {
        let verdict = if !self.findings.is_empty() {
            Verdict::Violated
        } else if !self.missing.is_empty() {
            Verdict::CannotDecide
        } else if self.looked_at {
            Verdict::Holds
        } else {
            return None;
        };
        let mut hits: Vec<Hit> =
            self.findings.iter().map(|f| Hit { project: f.project, indicator: f.indicator }).collect();
        hits.sort_unstable();
        hits.dedup();
        let (missing, missing_en) = self.missing.iter().cloned().unzip();
        let rule = check.rule.unwrap_or_default().to_owned();
        Some(Outcome { form, check: &check.code.0, rule, verdict, hits, missing, missing_en })
    }
}

/// Sorts findings: most severe first, then by form, project and indicator (document-wide ones first), then by code.
#[doc(hidden)]
pub fn sort(findings: &mut [Finding]) {
    fn key(f: &Finding) -> (Severity, Option<usize>, Option<usize>, Option<usize>, Option<u32>) {
        (f.severity, f.form, f.project, f.indicator, f.place.as_ref().and_then(crate::model::Place::first_page))
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.code.cmp(&b.code)));
}
