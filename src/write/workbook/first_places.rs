//! The places to look at first: the worst findings, of each rule one before any has a second.

use std::collections::BTreeMap;

use crate::model::{Code, Finding, Severity};

use super::row::CellRef;

/// Places that 概览 names.
pub(crate) const PLACES: usize = 10;

/// A place to look at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlaceToSee {
    pub(crate) severity: Severity,
    /// What it is about, where the finding says, and what is wrong.
    pub(crate) text: String,
    /// The cell in question.
    pub(crate) cell: CellRef,
    /// The row of 问题清单.
    pub(crate) finding: CellRef,
}

/// The worst places seen so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct FirstPlaces {
    /// By severity, how many of the rule came before, order.
    places: BTreeMap<(Severity, usize, usize), PlaceToSee>,
    of_rule: BTreeMap<(Severity, Code), usize>,
    seen: usize,
}

impl FirstPlaces {
    /// Takes a finding that has a cell into account; `about` is the name of its indicator or project.
    pub(crate) fn add(&mut self, finding: &Finding, about: Option<&str>, cell: CellRef, row: CellRef) {
        let before = self.of_rule.entry((finding.severity, finding.code.clone())).or_default();
        let key = (finding.severity, *before, self.seen);
        *before += 1;
        self.seen += 1;
        let is_full = self.places.len() >= PLACES;
        if is_full && self.places.last_key_value().is_some_and(|(worst, _)| *worst <= key) {
            return;
        }
        let text = about.map_or_else(|| finding.message.clone(), |about| format!("【{about}】{}", finding.message));
        self.places.insert(key, PlaceToSee { severity: finding.severity, text, cell, finding: row });
        if is_full {
            self.places.pop_last();
        }
    }

    /// The places, worst first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &PlaceToSee> {
        self.places.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{ContinuedText, Message};
    use crate::model::StandardSheet;

    #[test]
    fn errors_come_first_and_no_rule_takes_all_places() {
        let cell = CellRef { sheet: StandardSheet::Level3, row: 0, column: 0 };
        let mut places = FirstPlaces::default();
        let finding = |code: &'static str, severity| {
            let message = code.to_owned();
            Finding { code: Code(code.into()), severity, message, ..ContinuedText {}.finding() }
        };
        for _ in 0..20 {
            places.add(&finding("many", Severity::Error), None, cell, cell);
        }
        places.add(&finding("mild", Severity::Info), None, cell, cell);
        places.add(&finding("one", Severity::Error), None, cell, cell);
        let texts: Vec<_> = places.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts.len(), PLACES);
        assert_eq!(texts.get(..3), Some(["many", "one", "many"].as_slice()));
    }
}
