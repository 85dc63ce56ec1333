//! Who took each cell of the forms: as lines, for programs, drawn.

use serde::Serialize;

use super::Language;
use super::documents::spot;
use super::messages::pick;
use crate::model::{Block, Budget, Place, Reading};
use crate::reconstruct::forms::claims::Owner;
use crate::vocabulary::{Column, Vocabulary};
use crate::write::claim_looks::looks;
use crate::write::svg::Painted;

/// A cell of a form with what became of its text.
#[derive(Debug, Serialize)]
pub(super) struct ShownClaim {
    /// Index of its form.
    form: usize,
    place: Place,
    /// field, label, known, class, subtotal, note, head, blank; `None`: nobody took it.
    #[serde(serialize_with = "owner_name")]
    owner: Option<Owner>,
    /// The meaning of the field or label.
    role: Option<Column>,
    /// The same in the words of forms.
    #[serde(skip)]
    name: Option<String>,
    text: String,
}

/// The cells of all forms of a reading.
pub(super) fn claims(reading: &Reading, vocabulary: &Vocabulary, budget: &Budget) -> Vec<ShownClaim> {
    let recognised = crate::reconstruct::forms_within(reading, vocabulary, budget);
    let cells = recognised.claimed.iter().filter_map(|claimed| {
        let Block::Table(table) = &reading.blocks[claimed.block] else { return None };
        let cell = &table.cells[claimed.cell];
        let role = match claimed.owner {
            Some(Owner::Field(role) | Owner::Label(role) | Owner::Known(role)) => Some(role),
            _ => None,
        };
        Some(ShownClaim {
            form: claimed.form,
            place: cell.place.clone(),
            owner: claimed.owner,
            role,
            name: role.and_then(|role| vocabulary.name_of(role)).map(str::to_owned),
            text: cell.text.clone(),
        })
    });
    cells.collect()
}

/// A line a cell: form, place, owner, text.
pub(super) fn lines(claims: &[ShownClaim], language: Language) -> Vec<String> {
    claims.iter().map(|claim| line(claim, language)).collect()
}

fn line(claim: &ShownClaim, language: Language) -> String {
    let text = claim.text.replace(['\n', '\r'], " ");
    format!("{} [{}] {} | {text}", claim.form + 1, spot(&claim.place, language), said(claim, language))
}

/// The cells with their colours.
pub(super) fn painted(claims: &[ShownClaim], language: Language) -> Vec<Painted<'_>> {
    claims.iter().map(|claim| paint(claim, language)).collect()
}

fn paint(claim: &ShownClaim, language: Language) -> Painted<'_> {
    let looks = looks(claim.owner);
    Painted {
        place: &claim.place,
        colour: looks.colour,
        meaning: pick(language, looks.zh, looks.en),
        title: format!("{} | {}", said(claim, language), claim.text),
    }
}

fn said(claim: &ShownClaim, language: Language) -> String {
    let looks = looks(claim.owner);
    let owner = pick(language, looks.zh, looks.en);
    match (&claim.name, language) {
        (Some(name), Language::Zh) => format!("{owner}“{name}”"),
        (Some(name), Language::En) => format!("{owner} {name}"),
        (None, _) => owner.to_owned(),
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "serde hands over references")]
fn owner_name<S: serde::Serializer>(owner: &Option<Owner>, serializer: S) -> Result<S::Ok, S::Error> {
    match owner {
        Some(_) => serializer.serialize_str(looks(*owner).id),
        None => serializer.serialize_none(),
    }
}
