//! The file format of the vocabulary: lists of spellings.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::column::Column;
use super::composed::ComposedLists;
use super::spellings::Spellings;
use super::template_words::TemplateLists;
use crate::model::Operator;

/// One vocabulary file. Every part may be absent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) columns: Spellings<Column>,
    pub(super) composed: ComposedLists,
    pub(super) level1: Spellings<String>,
    pub(super) level2: Spellings<String>,
    pub(super) parents: Spellings<String>,
    pub(super) operators: Operators,
    pub(super) values: Values,
    pub(super) units: Units,
    pub(super) words: OtherWords,
    pub(super) titles: Titles,
    pub(super) templates: TemplateLists,
}

/// Comparisons by where they stand.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Operators {
    pub(super) signs: Spellings<Operator>,
    pub(super) before: Spellings<Operator>,
    pub(super) behind: Spellings<Operator>,
    pub(super) touching: Touching,
}

/// Words before a number that count only where they touch it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Touching {
    pub(super) words: Vec<String>,
}

/// Words of values.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Values {
    pub(super) directions: Vec<String>,
    pub(super) qualitative: Vec<String>,
    pub(super) no_unit: Vec<String>,
    pub(super) ranges: Vec<String>,
    pub(super) estimates: Vec<String>,
    pub(super) roughly: Vec<String>,
    pub(super) alternatives: Vec<String>,
}

/// Units of values.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Units {
    pub(super) known: Vec<String>,
    pub(super) multiples: Vec<String>,
    pub(super) time: Vec<String>,
    pub(super) written: BTreeMap<String, String>,
}

/// Other words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct OtherWords {
    pub(super) period: Vec<String>,
    pub(super) part: Vec<String>,
    pub(super) annual: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) divided: Vec<String>,
    /// Parts of spending.
    pub(super) spending: Vec<String>,
    pub(super) money: Vec<String>,
    pub(super) money_label: Vec<String>,
    pub(super) subtotal: Vec<String>,
    pub(super) note: Vec<String>,
    pub(super) organisation: Vec<String>,
    pub(super) project: Vec<String>,
    pub(super) heading: Vec<String>,
}

/// Words of titles.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Titles {
    pub(super) words: Vec<String>,
    pub(super) topic: Vec<String>,
    pub(super) ends: Vec<String>,
    pub(super) subjects: Vec<String>,
    pub(super) continued: Vec<String>,
    pub(super) captions: Vec<String>,
    pub(super) self_evaluation: Vec<String>,
    pub(super) monitoring: Vec<String>,
    pub(super) project: Vec<String>,
    pub(super) department: Vec<String>,
}
