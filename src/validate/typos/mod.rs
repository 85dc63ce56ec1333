//! suspected misreadings and typing errors. Suggestions only: nothing is changed.

mod hashing;
mod lexicon;
mod segmentation;
mod suspicion;

use std::collections::BTreeMap;

use super::rules::Rules;
use crate::model::{Form, Indicator, Project};

use suspicion::{Suspect, Suspicion, characters};

/// Longer documents are not searched: their statistics would not fit the memory a document may take.
const MOST_BYTES: usize = 30_000_000;

/// The suspects of a document's texts.
#[derive(Debug, Default)]
pub(super) struct Typos {
    suspects: BTreeMap<Vec<char>, Vec<Suspect>>,
    /// Whether there is too much text to be searched.
    pub(super) too_long: bool,
}

/// The texts of an indicator.
pub(super) fn indicator_texts(indicator: &Indicator) -> impl Iterator<Item = &str> {
    let targets = [&indicator.annual_target, &indicator.period_target].into_iter().flatten().map(|t| t.raw.as_str());
    indicator.level3.as_deref().into_iter().chain(targets).chain(indicator.remark.as_deref())
}

/// The texts of a form that are no indicator's, with their project and its index.
pub(super) fn form_texts(form: &Form) -> impl Iterator<Item = (Option<(usize, &Project)>, &str)> {
    let tasks = form.tasks.iter().flat_map(|t| [&t.name, &t.content, &t.expected]).flatten();
    let own = form.texts_of_whole().chain(tasks).map(|t| (None, t.as_str()));
    let of_projects = form.projects.iter().enumerate().flat_map(|(n, p)| {
        [&p.name, &p.goal, &p.goal_period].into_iter().flatten().map(move |t| (Some((n, p)), t.as_str()))
    });
    own.chain(of_projects)
}

/// All texts of a document.
fn texts(forms: &[Form]) -> impl Iterator<Item = &str> {
    forms.iter().flat_map(|form| {
        let indicators = form.all_indicators().flat_map(|(_, indicator)| indicator_texts(indicator));
        form_texts(form).map(|(_, text)| text).chain(indicators)
    })
}

impl Typos {
    /// Searches all texts of a document.
    pub(super) fn of(forms: &[Form], rules: &Rules) -> Self {
        if !rules.get(CODE).is_some_and(|s| s.on) {
            return Self::default();
        }
        if texts(forms).map(str::len).sum::<usize>() > MOST_BYTES {
            return Self { too_long: true, ..Self::default() };
        }
        Self {
            suspects: Suspicion::of(texts(forms)).suspects(&rules.thresholds().suspected_typo.function_words.concat()),
            too_long: false,
        }
    }

    /// The suspects of a text, as they stand in it with what is around them, and as they perhaps should.
    pub(super) fn in_text(&self, text: &str) -> Option<(String, String)> {
        if self.suspects.is_empty() {
            return None;
        }
        let text = characters(text);
        let suspects = self.suspects.get(&text)?;
        let (first, last) = (suspects.first()?.0, suspects.last()?.0);
        let mut right = text.clone();
        for (at, c) in suspects {
            *right.get_mut(*at)? = *c;
        }
        let from = first.saturating_sub(AROUND);
        let to = (last + 1 + AROUND).min(text.len());
        let [quote, right] = [text, right].map(|text| text.iter().take(to).skip(from).collect());
        Some((quote, right))
    }
}

/// The check's code.
const CODE: &str = "suspected-typo";
/// Characters quoted on either side.
const AROUND: usize = 4;
