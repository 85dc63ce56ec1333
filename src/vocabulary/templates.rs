//! Words of agencies' workbooks that are filled: what placeholders ask for, what only shows where something goes.

use std::collections::BTreeMap;

use serde::de::value::{Error, StrDeserializer};
use serde::de::{Error as _, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize};

use super::lists::{Lists, Spellings};
use super::{Column, Vocabulary, normalise_label};
use crate::model::fields::{self, AnyField};

/// What a place of a template asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
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

impl TryFrom<String> for Field {
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

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(from)?).map_err(D::Error::custom)
    }
}

fn named_column(name: &str) -> Option<Column> {
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    Column::deserialize(name).ok()
}

/// The field of the register that has this name in the JSON.
fn registered(name: &str) -> Option<Field> {
    fields::all().map(|f| f.about().json).find(|json| *json == name).map(Field::Registered)
}

/// The field of the register with this Chinese name that the vocabulary has no spellings for.
fn registered_label(text: &str) -> Option<Field> {
    let label = normalise_label(text);
    let unspelt = || fields::all().map(AnyField::about).filter(|f| f.labels.is_empty() && f.spelt);
    unspelt().find(|f| normalise_label(f.zh) == label).map(|f| Field::Registered(f.json))
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
    examples: Vec<String>,
    total: Option<String>,
    lists: Spellings<ListOf>,
    names: Spellings<Field>,
    names_in_lists: BTreeMap<ListOf, Spellings<Field>>,
}

/// The words, ready for looking up.
#[derive(Debug, Default)]
pub(super) struct TemplateWords {
    examples: Vec<String>,
    total: String,
    lists: Vec<(ListOf, String)>,
    names: BTreeMap<String, Field>,
    names_in_lists: BTreeMap<(ListOf, String), Field>,
}

impl TemplateWords {
    /// Of several lists; the earlier ones win.
    pub(super) fn new(all: &[&Lists]) -> Self {
        let mut words = Self::default();
        for lists in all.iter().map(|lists| &lists.templates) {
            words.examples.extend(lists.examples.iter().cloned());
            if words.total.is_empty() {
                words.total = lists.total.clone().unwrap_or_default();
            }
            words.lists.extend(each(&lists.lists).map(|(kind, word)| (kind, word.to_lowercase())));
            for (field, name) in each(&lists.names) {
                words.names.entry(name.to_lowercase()).or_insert(field);
            }
            for (list, names) in &lists.names_in_lists {
                for (field, name) in each(names) {
                    words.names_in_lists.entry((*list, name.to_lowercase())).or_insert(field);
                }
            }
        }
        words.lists.sort();
        words
    }
}

fn each<K: Copy>(spellings: &Spellings<K>) -> impl Iterator<Item = (K, &String)> {
    spellings.iter().flat_map(|(key, words)| words.iter().map(move |word| (*key, word)))
}

impl Vocabulary {
    /// What a placeholder asks for; `list` is the name before its point, empty where it has none.
    #[must_use]
    pub fn placeholder(&self, list: &str, name: &str) -> Option<Field> {
        let words = &self.index.templates;
        let plain = name.to_lowercase();
        let in_list = self.list_of(list).and_then(|list| words.names_in_lists.get(&(list, plain.clone())).copied());
        let of_group = || registered(&format!("{list}.{name}"));
        let known = in_list.or_else(of_group).or_else(|| words.names.get(&plain).copied());
        let known = known.or_else(|| named_column(&plain).or_else(|| self.column(name)).map(Field::Column));
        known.or_else(|| registered(&plain)).or_else(|| registered_label(name))
    }

    /// What a label of a template asks for: a column, or a field that only the register names.
    #[must_use]
    pub fn field(&self, text: &str) -> Option<Field> {
        self.column(text).map(Field::Column).or_else(|| registered_label(text))
    }

    /// What the rows of a list of this name are; `None` where the name does not say.
    #[must_use]
    pub fn list_of(&self, name: &str) -> Option<ListOf> {
        let name = name.to_lowercase();
        self.index.templates.lists.iter().find(|(_, word)| name.contains(word.as_str())).map(|(list, _)| *list)
    }

    /// Whether a text of a template only shows where something goes: `指标1：`, `……`, `1`.
    #[must_use]
    pub fn is_example(&self, text: &str) -> bool {
        let rest: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let examples = &self.index.templates.examples;
        let rest = examples.iter().find_map(|word| rest.strip_prefix(word.as_str())).unwrap_or(&rest);
        let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let rest = rest.trim_start_matches(numeral);
        rest.chars().all(|c| ".…．·—-：:、/／".contains(c))
    }

    /// What the amounts of a whole form are called where it has a label of its own for them.
    #[must_use]
    pub fn total_label(&self) -> &str {
        &self.index.templates.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_mean_fields() {
        let v = Vocabulary::default();
        let column = |column| Some(Field::Column(column));
        assert_eq!(v.placeholder("", "标题"), Some(Field::Title));
        assert_eq!(v.placeholder("", "name"), column(Column::Project));
        assert_eq!(v.placeholder("Indicators", "name"), column(Column::Level3));
        assert_eq!(v.placeholder("重点任务", "名称"), column(Column::TaskName));
        assert_eq!(v.placeholder("", "task_funds"), column(Column::TaskFunds));
        assert_eq!(v.placeholder("", "没有"), None);
        assert_eq!((v.list_of("项目列表"), v.list_of("x")), (Some(ListOf::Projects), None));
    }

    #[test]
    fn examples_are_told_from_texts() {
        let v = Vocabulary::default();
        assert!(["指标 1：", "……", "3", "任务二、", ""].iter().all(|text| v.is_example(text)));
        assert!(!["指标值", "一带一路", "项目名称"].iter().any(|text| v.is_example(text)));
        assert_eq!(v.total_label(), "合计");
    }

    #[test]
    fn own_names_are_read_and_unknown_fields_refused() {
        let own = Vocabulary::default().extended("[templates.names]\nproject = [\"xmmc\"]").map_err(|e| e.to_string());
        assert_eq!(own.map(|v| v.placeholder("", "XMMC")), Ok(Some(Field::Column(Column::Project))));
        let wrong = Vocabulary::default().extended("[templates.names]\nnobody = [\"x\"]").map_err(|e| e.to_string());
        assert!(wrong.is_err_and(|error| error.contains("nobody")));
    }
}
