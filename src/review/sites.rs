//! Where text stands in an input: the cells of the forms' tables and the paragraphs around them.

use crate::model::{Block, Place};
use crate::reconstruct::forms::claims::Owner;
use crate::vocabulary::Column;
use crate::{Accounted, Options};

use super::letters::{Letter, key};

/// A piece of text of the input.
#[derive(Debug)]
pub(super) struct Site {
    /// Index of its form; `None` outside of tables.
    pub(super) form: Option<usize>,
    /// Who took it; `None` for what is no cell of a form.
    #[expect(clippy::option_option, reason = "no cell, a cell of nobody, a cell of somebody")]
    pub(super) owner: Option<Option<Owner>>,
    /// What it means as the vocabulary keys it.
    pub(super) role: Option<String>,
    /// The same in the words of forms.
    pub(super) role_name: Option<String>,
    /// What it says.
    pub(super) text: String,
    /// The same as it is compared.
    pub(super) key: String,
    /// Where it is.
    pub(super) place: Place,
    /// Rows it covers, of a sheet.
    pub(super) rows: u32,
    /// Its printed characters, where the input has pages.
    pub(super) letters: Vec<Letter>,
}

/// The cells of all forms, then the paragraphs.
pub(super) fn of(account: &Accounted, options: &Options) -> Vec<Site> {
    let blocks = &account.reading.blocks;
    let cells = account.claimed.iter().filter_map(|claimed| {
        let Block::Table(table) = &blocks[claimed.block] else { return None };
        let cell = &table.cells[claimed.cell];
        let role = match claimed.owner {
            Some(Owner::Field(role) | Owner::Label(role) | Owner::Known(role)) => Some(role),
            _ => None,
        };
        Some(Site {
            form: Some(claimed.form),
            owner: Some(claimed.owner),
            role: role.filter(|_| matches!(claimed.owner, Some(Owner::Field(_)))).and_then(role_key),
            role_name: role.and_then(|role| options.vocabulary.name_of(role)).map(str::to_owned),
            rows: cell.row_span,
            ..Site::new(&cell.text, &cell.place)
        })
    });
    let paragraphs = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(Site::new(&paragraph.text, &paragraph.place)),
        Block::Table(_) => None,
    });
    let titles = blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(Site::new(table.title.as_deref()?, &table.place)),
        Block::Paragraph(_) => None,
    });
    cells.chain(paragraphs).chain(titles).collect()
}

impl Site {
    fn new(text: &str, place: &Place) -> Self {
        Self {
            form: None,
            owner: None,
            role: None,
            role_name: None,
            text: text.to_owned(),
            key: key(text),
            place: place.clone(),
            rows: 1,
            letters: Vec::new(),
        }
    }
}

/// The key of a meaning in the vocabulary, which the register of fields names.
fn role_key(role: Column) -> Option<String> {
    if let Column::Registered(name) = role {
        return Some(name.0.to_owned());
    }
    serde_json::to_value(role).ok()?.as_str().map(str::to_owned)
}
