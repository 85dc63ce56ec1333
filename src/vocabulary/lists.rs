//! The file format of the vocabulary: lists of spellings.

use serde::Deserialize;

use super::column::Column;
use super::composed::ComposedLists;
use super::spellings::{Replacements, Spelled, SpelledWord, Spellings};
use super::template_words::TemplateLists;
use crate::model::Operator;

/// One vocabulary file. Every part may be absent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) columns: Spellings<Column>,
    pub(super) composed: ComposedLists,
    pub(super) level1: Spellings<SpelledWord>,
    pub(super) level2: Spellings<SpelledWord>,
    pub(super) parents: Spellings<SpelledWord>,
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
    pub(super) words: Spelled,
}

/// Words of values.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Values {
    pub(super) directions: Spelled,
    pub(super) qualitative: Spelled,
    pub(super) no_unit: Spelled,
    pub(super) ranges: Spelled,
    pub(super) estimates: Spelled,
    pub(super) roughly: Spelled,
    pub(super) alternatives: Spelled,
}

/// Units of values.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Units {
    pub(super) known: Spelled,
    pub(super) multiples: Spelled,
    pub(super) time: Spelled,
    pub(super) written: Replacements,
}

/// Other words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct OtherWords {
    pub(super) period: Spelled,
    pub(super) part: Spelled,
    pub(super) annual: Spelled,
    pub(super) whole: Spelled,
    pub(super) adjusted: Spelled,
    /// Classes of schemes of evaluation.
    pub(super) evaluated: Spelled,
    pub(super) divided: Spelled,
    /// Parts of spending.
    pub(super) spending: Spelled,
    pub(super) money: Spelled,
    pub(super) money_label: Spelled,
    pub(super) subtotal: Spelled,
    pub(super) note: Spelled,
    pub(super) organisation: Spelled,
    pub(super) project: Spelled,
    pub(super) heading: Spelled,
}

/// Words of titles.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Titles {
    pub(super) words: Spelled,
    pub(super) topic: Spelled,
    pub(super) ends: Spelled,
    pub(super) subjects: Spelled,
    pub(super) continued: Spelled,
    pub(super) captions: Spelled,
    pub(super) self_evaluation: Spelled,
    pub(super) monitoring: Spelled,
    pub(super) project: Spelled,
    pub(super) department: Spelled,
}
