//! A column: its names, what it holds, where that comes from.

use super::rows::DataRow;
use super::value::DataValue;
use crate::model::fields::{AnyField, FieldValue};
use crate::model::{Target, TargetKind};

/// What the cells of a column hold; every cell may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataKind {
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// A decimal number of at most [`DECIMALS`](super::value::DECIMALS) decimals.
    Number,
    /// A measure, which is not exact.
    Real,
    /// Yes or no.
    Flag,
    /// A day.
    Day,
    /// Several texts.
    Texts,
    /// Several records of these members.
    Records(&'static [Member]),
}

/// A member of the records of a column.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// What it is.
    pub about: &'static str,
    /// What it holds: no records.
    pub kind: DataKind,
}

/// A column of a table.
#[derive(Debug)]
pub struct DataColumn {
    /// Its name, in English.
    pub name: String,
    /// Its Chinese name.
    pub zh: String,
    /// What it is, in English.
    pub about: String,
    /// What it holds.
    pub kind: DataKind,
    pub(super) content: CellSource,
}

/// What of a target a column holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum TargetContent {
    Operator,
    Value,
    Unit,
    Kind,
    Parts,
}

/// Where the cells of a column come from.
pub(super) enum CellSource {
    /// A field of the record, or of what it belongs to.
    Field(AnyField),
    /// What a target says.
    Target(AnyField, TargetContent),
    /// What is worked out from the row.
    Worked(WorkedOut),
}

impl std::fmt::Debug for CellSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Field(field) => write!(f, "Field({})", field.about().json),
            Self::Target(field, content) => write!(f, "Target({}, {content:?})", field.about().json),
            Self::Worked(_) => f.write_str("Worked"),
        }
    }
}

impl DataColumn {
    /// The cell of a row.
    #[must_use]
    pub fn value<'d>(&self, row: &DataRow<'d>) -> DataValue<'d> {
        match &self.content {
            CellSource::Worked(work) => work(row),
            CellSource::Field(field) => match row.field(*field) {
                Some(FieldValue::Text(text)) => DataValue::text(text),
                Some(FieldValue::Number(number)) if self.kind == DataKind::Whole => DataValue::whole_of(number),
                Some(FieldValue::Number(number)) => DataValue::number(number),
                Some(FieldValue::Target(target)) => DataValue::text(target.raw.as_str()),
                None => DataValue::Empty,
            },
            CellSource::Target(field, content) => match row.field(*field) {
                Some(FieldValue::Target(target)) => target_to_value(target, *content),
                _ => DataValue::Empty,
            },
        }
    }
}

fn target_to_value(target: &Target, content: TargetContent) -> DataValue<'_> {
    match content {
        TargetContent::Operator => target.operator.map_or(DataValue::Empty, |o| DataValue::text(o.sign())),
        TargetContent::Value => target.value.map_or(DataValue::Empty, DataValue::number),
        TargetContent::Unit => DataValue::optional(target.unit.as_deref()),
        TargetContent::Kind => DataValue::text(match target.kind {
            TargetKind::Quantitative => "quantitative",
            TargetKind::Qualitative => "qualitative",
        }),
        TargetContent::Parts => {
            let mut parts = Vec::new();
            add_parts(&target.parts, &mut parts);
            if parts.is_empty() { DataValue::Empty } else { DataValue::Records(parts) }
        }
    }
}

/// The parts in the order of [`PARTS`](super::target_columns::PARTS); parts of a part follow it.
fn add_parts<'d>(parts: &'d [Target], to: &mut Vec<Vec<DataValue<'d>>>) {
    use TargetContent::{Kind, Operator, Unit, Value};
    for part in parts {
        let said = [Operator, Value, Unit, Kind].map(|content| target_to_value(part, content));
        to.push(std::iter::once(DataValue::text(part.raw.as_str())).chain(said).collect());
        add_parts(&part.parts, to);
    }
}

/// What a column that is worked out does.
pub(super) type WorkedOut = for<'d> fn(&DataRow<'d>) -> DataValue<'d>;

/// A column that is worked out; `zh` and `about` as those of [`DataColumn`].
pub(super) fn worked(name: &str, zh: &str, about: &str, kind: DataKind, work: WorkedOut) -> DataColumn {
    let (name, zh, about) = (name.to_owned(), zh.to_owned(), about.to_owned());
    DataColumn { name, zh, about, kind, content: CellSource::Worked(work) }
}
