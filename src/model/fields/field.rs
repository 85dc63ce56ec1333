//! What is known of a field: names, labels, what it holds, how it is got and set.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::model::target::Target;

/// What a field or a column holds, which says how it is shown and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text of sentences.
    Prose,
    /// Text that may be long: wrapped.
    Text,
    /// A word: a name, a class, a unit.
    Word,
    /// A sum of money, in the form's unit.
    Amount,
    /// A count.
    Count,
    /// A share, 0 to 1.
    Share,
    /// A number as printed.
    Number,
    /// A page number or range, or a year.
    Page,
}

/// Where a field stands in the sheet of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In a column that every workbook has.
    Always,
    /// In a column that is left out where it would be empty throughout.
    WhereUsed,
}

/// A use of the register that a field may be kept out of; each exception says why where it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Two documents are compared by it.
    Diff,
    /// A template without a place for it is reported.
    NoPlace,
    /// A template's place for it that stays empty is reported.
    NoData,
}

/// What a field is, whatever it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Its name in the JSON, with that of its group: `level3`, `amounts.total`.
    pub json: &'static str,
    /// Its Chinese name: heading of its column, name in reports.
    pub zh: &'static str,
    /// Its English name.
    pub en: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Where its column is.
    pub shown: Shown,
    /// The keys of the vocabulary whose spellings name it in a template or a table.
    pub labels: &'static [&'static str],
    /// Whether its Chinese name, too, is a label of it where the vocabulary has no spellings for it. Not so for what only the place
    /// among other labels tells.
    pub spelt: bool,
    /// What it is kept out of.
    pub except: &'static [Use],
}

/// A field of the records of one type.
#[derive(Debug, Clone, Copy)]
pub struct Field<R: 'static> {
    /// Names, labels and the like.
    pub about: About,
    /// How it is got and set.
    pub access: Accessor<R>,
}

/// Headings of the columns that say what a target says: sign, number, unit, kind, parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetNames {
    /// The sign: ≥ ≤ > < =.
    pub operator: &'static str,
    /// The number.
    pub value: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// 定量 or 定性.
    pub kind: &'static str,
    /// Several targets in one.
    pub parts: &'static str,
}

/// Gets a text; `None` or an empty one where there is none.
type GetText<R> = fn(&R) -> Option<Cow<'_, str>>;
/// Gets a target.
type GetTarget<R> = fn(&R) -> Option<&Target>;
/// Sets a value, or takes it away.
type Set<R, V> = fn(&mut R, Option<V>);

/// How a field is got from a record and set in one, by what it is.
#[derive(Debug, Clone, Copy)]
pub enum Accessor<R: 'static> {
    /// A text.
    Text(GetText<R>, Set<R, String>),
    /// A number.
    Number(fn(&R) -> Option<Decimal>, Set<R, Decimal>),
    /// A target.
    Target(GetTarget<R>, Set<R, Target>, TargetNames),
}

/// The value of a field: never an empty text.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number.
    Number(Decimal),
    /// A target.
    Target(&'a Target),
}

impl<R> Field<R> {
    /// A field with a column in every workbook; `names` in Chinese and English.
    pub(super) const fn new(json: &'static str, names: [&'static str; 2], holds: Holds, access: Accessor<R>) -> Self {
        let [zh, en] = names;
        Self {
            about: About { json, zh, en, holds, shown: Shown::Always, labels: &[], spelt: true, except: &[] },
            access,
        }
    }

    /// The same named by the spellings under keys of the vocabulary.
    pub(super) const fn labels(self, keys: &'static [&'static str]) -> Self {
        Self { about: About { labels: keys, ..self.about }, ..self }
    }

    /// The same told by its place among other labels only.
    pub(super) const fn told_by_place(self) -> Self {
        Self { about: About { spelt: false, ..self.about }, ..self }
    }

    /// The same with a column only where it is used.
    pub(super) const fn where_used(self) -> Self {
        Self { about: About { shown: Shown::WhereUsed, ..self.about }, ..self }
    }

    /// The same kept out of some uses.
    pub(super) const fn except(self, uses: &'static [Use]) -> Self {
        Self { about: About { except: uses, ..self.about }, ..self }
    }

    /// What a record says; `None` for nothing, or an empty text.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::fields::Registered;
    /// use jixiao::model::{Indicator, Place};
    ///
    /// let indicator = Indicator { level3: Some("及格率".to_owned()), ..Indicator::new(Place::lines(1, 1)) };
    /// let field = Indicator::field("level3").expect("indicators have a name");
    /// assert_eq!(field.get(&indicator).map(|value| value.into_text()).as_deref(), Some("及格率"));
    /// ```
    pub fn get<'r>(&self, record: &'r R) -> Option<FieldValue<'r>> {
        match self.access {
            Accessor::Text(get, _) => get(record).filter(|t| !t.is_empty()).map(FieldValue::Text),
            Accessor::Number(get, _) => get(record).map(FieldValue::Number),
            Accessor::Target(get, ..) => get(record).map(FieldValue::Target),
        }
    }
}

impl About {
    /// Whether the field takes part in a use.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::fields::{self, Use};
    ///
    /// let weight = fields::all().find(|field| field.about().json == "weight").expect("indicators have a weight");
    /// assert!(weight.about().is_for(Use::Diff));
    /// ```
    #[must_use]
    pub fn is_for(&self, wanted: Use) -> bool {
        !self.except.contains(&wanted)
    }
}

impl<'a> FieldValue<'a> {
    /// As one text, as printed: a target's own words, a number in its shortest spelling.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::fields::FieldValue;
    ///
    /// assert_eq!(FieldValue::Text("及格率".into()).into_text(), "及格率");
    /// ```
    #[must_use]
    pub fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => Cow::Owned(number.normalize().to_string()),
            Self::Target(target) => Cow::Borrowed(&target.raw),
        }
    }
}

/// Access to a field `Option<String>` of the record.
macro_rules! text {
    ($($field:ident).+) => {
        $crate::model::fields::field::Accessor::Text(
            |r| r.$($field).+.as_deref().map(std::borrow::Cow::Borrowed),
            |r, text| r.$($field).+ = text,
        )
    };
}

/// Access to a field `String` of the record.
macro_rules! word {
    ($field:ident) => {
        $crate::model::fields::field::Accessor::Text(
            |r| Some(std::borrow::Cow::Borrowed(r.$field.as_str())),
            |r, text| r.$field = text.unwrap_or_default(),
        )
    };
}

/// Access to a field `Option<Decimal>` of the record.
macro_rules! number {
    ($($field:ident).+) => {
        $crate::model::fields::field::Accessor::Number(|r| r.$($field).+, |r, number| r.$($field).+ = number)
    };
}

/// Access to a field `Option<Decimal>` of a group that the record may lack: the group is made for the first value.
macro_rules! number_of {
    ($group:ident . $field:ident) => {
        $crate::model::fields::field::Accessor::Number(
            |r| r.$group.as_ref().and_then(|g| g.$field),
            |r, number| match number {
                Some(_) => r.$group.get_or_insert_default().$field = number,
                None => r.$group.iter_mut().for_each(|g| g.$field = None),
            },
        )
    };
}

/// Access to a field `Option<Target>` of the record.
macro_rules! target {
    ($field:ident, $names:expr) => {
        $crate::model::fields::field::Accessor::Target(|r| r.$field.as_ref(), |r, target| r.$field = target, $names)
    };
}

pub(super) use {number, number_of, target, text, word};
