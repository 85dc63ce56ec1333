//! The kind of a form: by its title where that names one, else by its columns and blocks.

use super::card::Card;
use super::header::Header;
use crate::model::Kind;
use crate::vocabulary::{Column, Vocabulary};

/// The kind of a card.
pub(super) fn card_kind(title: Option<&str>, card: &Card, vocabulary: &Vocabulary) -> Kind {
    if let Some(kind) = title.and_then(|t| vocabulary.title_kind(t)) {
        return kind;
    }
    if let Some(kind) = kind_of_columns(&card.header) {
        kind
    } else if card.is_department || is_of_department(title, card, vocabulary) {
        Kind::Department
    } else {
        Kind::ProjectCard
    }
}

/// Whether a card that names no project is its department's: its title does not speak of a project.
fn is_of_department(title: Option<&str>, card: &Card, vocabulary: &Vocabulary) -> bool {
    let labelled = card.labels.project.is_none() && card.labels.department.is_some();
    labelled && !title.is_some_and(|title| vocabulary.names_project(title))
}

/// The kind of a list of projects: one that says what was reached is no list of targets.
pub(super) fn list_kind(title: Option<&str>, header: &Header, vocabulary: &Vocabulary) -> Kind {
    let of_title = title.and_then(|t| vocabulary.title_kind(t)).filter(|kind| kind.is_about_projects());
    of_title.or_else(|| kind_of_columns(header)).unwrap_or(Kind::ProjectTable)
}

/// What columns of results say of the kind; `None` where there are none.
fn kind_of_columns(header: &Header) -> Option<Kind> {
    if header.has(Column::Likelihood) || header.has(Column::ActualExpected) {
        Some(Kind::Monitoring)
    } else if header.has(Column::Actual) || header.has(Column::Score) {
        Some(Kind::SelfEvaluation)
    } else {
        None
    }
}
