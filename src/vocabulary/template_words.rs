//! Words of agencies' workbooks that are filled: what placeholders ask for, what only shows where something goes.

use std::collections::BTreeMap;

use serde::de::value::{Error, StrDeserializer};
use serde::de::{Error as _, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize};

use super::column::{Column, JsonName};
use super::label::normalise_label;
use super::spellings::{Spelled, SpelledWord, Spellings};
use crate::model::fields::{self, AnyField};

/// What a place of a template asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AskedField {
    /// What a label or a column heading means.
    Column(Column),
    /// The printed title.
    Title,
    /// The notes below the form.
    Notes,
    /// The unit of money.
    MoneyUnit,
    /// A field of the register by its JSON name: `amounts_period.fiscal`.
    Registered(&'static str),
}

impl AskedField {
    /// What a label asks for that means this column.
    pub(super) const fn of_column(column: Column) -> Self {
        if let Column::Registered(JsonName(json)) = column { Self::Registered(json) } else { Self::Column(column) }
    }
}

impl TryFrom<String> for AskedField {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        match name.as_str() {
            "title" => Ok(Self::Title),
            "notes" => Ok(Self::Notes),
            "money_unit" => Ok(Self::MoneyUnit),
            name => {
                let known = named_column(name).map(Self::Column).or_else(|| registered(name));
                known.ok_or_else(|| format!("unknown field {name}"))
            }
        }
    }
}

impl<'de> Deserialize<'de> for AskedField {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(from)?).map_err(D::Error::custom)
    }
}

pub(super) fn named_column(name: &str) -> Option<Column> {
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    Column::deserialize(name).ok()
}

/// The field of the register that has this name in the JSON.
pub(super) fn registered(name: &str) -> Option<AskedField> {
    fields::all().map(|f| f.about().json).find(|json| *json == name).map(AskedField::Registered)
}

/// The field of the register with this Chinese name that the vocabulary has no spellings for.
pub(super) fn registered_label(text: &str) -> Option<AskedField> {
    let label = normalise_label(text);
    let mut unspelt = fields::all().map(AnyField::about).filter(|f| f.labels.is_empty() && f.spelt);
    unspelt.find(|f| normalise_label(f.zh) == label).map(|f| AskedField::Registered(f.json))
}

/// What the rows of a list of placeholders are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListOf {
    /// A row is an indicator.
    Indicators,
    /// A row is a project.
    Projects,
    /// A row is a task.
    Tasks,
}

/// The words as the file has them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TemplateLists {
    pub(super) examples: Spelled,
    pub(super) total: Option<SpelledWord>,
    pub(super) lists: Spellings<ListOf>,
    pub(super) names: Spellings<AskedField>,
    pub(super) names_in_lists: NamesInLists,
}

/// Names that mean another field in lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NamesInLists {
    pub(super) indicators: Spellings<AskedField>,
    pub(super) projects: Spellings<AskedField>,
    pub(super) tasks: Spellings<AskedField>,
}

impl NamesInLists {
    /// Each list with its names.
    fn each(&self) -> [(ListOf, &Spellings<AskedField>); 3] {
        [(ListOf::Indicators, &self.indicators), (ListOf::Projects, &self.projects), (ListOf::Tasks, &self.tasks)]
    }
}

/// The words, ready for looking up.
#[derive(Debug, Default)]
pub(super) struct TemplateWords {
    pub(super) examples: Vec<String>,
    pub(super) total: String,
    pub(super) lists: Vec<(ListOf, String)>,
    pub(super) names: BTreeMap<String, AskedField>,
    pub(super) names_in_lists: BTreeMap<(ListOf, String), AskedField>,
}

impl TemplateWords {
    /// Of several lists; the earlier ones win.
    pub(super) fn new<'l>(all: impl Iterator<Item = &'l TemplateLists>) -> Self {
        let mut words = Self::default();
        for lists in all {
            words.examples.extend(lists.examples.iter().map(|word| word.clone().into_owned()));
            if let Some(total) = lists.total.as_ref().filter(|_| words.total.is_empty()) {
                words.total = total.clone().into_owned();
            }
            words.lists.extend(lists.lists.each().map(|(kind, word)| (*kind, word.to_lowercase())));
            for (field, name) in lists.names.each() {
                words.names.entry(name.to_lowercase()).or_insert(*field);
            }
            for (list, names) in lists.names_in_lists.each() {
                for (field, name) in names.each() {
                    words.names_in_lists.entry((list, name.to_lowercase())).or_insert(*field);
                }
            }
        }
        words.lists.sort();
        words
    }
}
