//! What the cover says of all documents of a workbook: how much was read, and what is wrong by rule.

use std::collections::BTreeMap;

use crate::model::labels::form_kind_to_text;
use crate::model::{Cells, Code, Document, Kind, Severity};

use super::indicators::is_quantitative;

/// Counts over all documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct WorkbookFacts {
    pub(crate) documents: usize,
    /// The name of the first document.
    pub(crate) file: String,
    kinds: BTreeMap<Kind, usize>,
    pub(crate) projects: usize,
    pub(crate) indicators: usize,
    pub(crate) quantitative: usize,
    /// What became of the cells of the forms that know it; `None` where none does.
    pub(crate) cells: Option<Cells>,
    by_rule: BTreeMap<(Severity, Code), usize>,
    /// The day the workbook was made, where it is to say.
    pub(crate) date: Option<String>,
}

impl WorkbookFacts {
    /// Takes a document into account.
    pub(crate) fn add(&mut self, document: &Document) {
        if self.documents == 0 {
            self.file.clone_from(&document.source.name);
        }
        self.documents += 1;
        for form in &document.forms {
            *self.kinds.entry(form.kind).or_default() += 1;
            self.projects += form.projects.len();
            for (_, indicator) in form.all_indicators() {
                self.indicators += 1;
                self.quantitative += usize::from(is_quantitative(indicator));
            }
            if let Some(cells) = form.cells {
                let all = self.cells.get_or_insert_default();
                all.read = all.read.saturating_add(cells.read);
                all.known = all.known.saturating_add(cells.known);
                all.not_read = all.not_read.saturating_add(cells.not_read);
            }
        }
        for finding in &document.findings {
            *self.by_rule.entry((finding.severity, finding.code.clone())).or_default() += 1;
        }
    }

    /// The number of forms, with that of each kind.
    pub(crate) fn forms(&self) -> (usize, String) {
        let kinds: Vec<_> = self.kinds.iter().map(|(kind, n)| format!("{} {n}", form_kind_to_text(*kind))).collect();
        (self.kinds.values().sum(), kinds.join("，"))
    }

    /// The rules with findings, worst first, then most first.
    pub(crate) fn rules(&self) -> Vec<(Severity, &str, usize)> {
        let named = self.by_rule.iter().map(|((severity, code), n)| (*severity, crate::findings::name_of(code), *n));
        let mut rules: Vec<_> = named.collect();
        rules.sort_by_key(|(severity, _, n)| (*severity, std::cmp::Reverse(*n)));
        rules
    }

    /// The number of findings of a severity.
    pub(crate) fn findings(&self, severity: Severity) -> usize {
        self.by_rule.iter().filter(|((s, _), _)| *s == severity).map(|(_, n)| n).sum()
    }
}
