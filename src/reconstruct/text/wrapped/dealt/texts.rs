//! Texts of short cells as they grow: the same pieces are put together in many ways of dealing, and judged once.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::super::columns::Role;
use super::super::content::Judge;
use super::super::measured::Measured;
use super::super::weights::{self, Cost};

/// A text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct TextId(usize);

/// All texts that were put together.
#[derive(Default)]
pub(super) struct GrownTexts {
    texts: Vec<Measured>,
    /// By the text before and the token behind it.
    grown: FxHashMap<(Option<TextId>, usize), TextId>,
    costs: FxHashMap<(TextId, Role), Cost>,
    sums: FxHashMap<TextId, bool>,
}

/// What tells [`GrownTexts`] apart from a way to share them.
pub(super) type SharedTexts = RefCell<GrownTexts>;

impl GrownTexts {
    /// A text and the piece behind it, which is token `at`.
    pub(super) fn grow(&mut self, text: Option<TextId>, (at, piece): (usize, &str), judge: &Judge) -> TextId {
        if let Some(known) = self.grown.get(&(text, at)) {
            return *known;
        }
        let mut grown = text.map_or_else(Measured::default, |known| self.texts[known.0].clone());
        judge.append_line(&mut grown, piece);
        let id = TextId(self.texts.len());
        self.texts.push(grown);
        self.grown.insert((text, at), id);
        id
    }

    /// Cost of a text as a whole cell.
    pub(super) fn cost(&mut self, text: TextId, role: Role, judge: &Judge) -> Cost {
        let own = &self.texts[text.0];
        let cost = || {
            let content = judge.measured_short_cell(role, own);
            if role.is_organisation() && own.is_unbalanced() { content + weights::UNBALANCED } else { content }
        };
        *self.costs.entry((text, role)).or_insert_with(cost)
    }

    /// Whether a text is the name of a row that adds others up.
    pub(super) fn names_sum(&mut self, text: TextId, judge: &Judge) -> bool {
        *self.sums.entry(text).or_insert_with(|| judge.names_sum(&self.texts[text.0].text))
    }

    /// Whether a text holds a piece already.
    pub(super) fn holds(&self, text: TextId, piece: &str) -> bool {
        self.texts[text.0].text.contains(piece)
    }
}
