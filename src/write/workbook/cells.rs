//! Records → the cells of their rows, column by column.

use crate::model::fields::{Access, FieldValue, Record, main_target};
use crate::model::labels::kind_to_text;
use crate::model::notation::parts_to_text;
use crate::model::standard::{Column, Content, Described, TargetPart, Worked};
use crate::model::{Operator, Target};

use super::row::Value;

/// A cell for each column: fields from the record and what it belongs to, the rest from `worked`.
pub(crate) fn cells<'a, 'c>(
    columns: impl Iterator<Item = &'c Column>,
    record: Option<Record<'a>>,
    mut worked: impl FnMut(Worked) -> Value<'a>,
) -> Vec<Value<'a>> {
    let cell = |column: &Column| match (column.content, &record) {
        (Content::Worked(what), _) => worked(what),
        (Content::Own(field) | Content::Of(field), Some(record)) => record.value(field).into(),
        (Content::Part(target, part), Some(record)) => part_of(record, target, part),
        (_, None) => Value::Empty,
    };
    columns.map(cell).collect()
}

impl<'a> From<Option<FieldValue<'a>>> for Value<'a> {
    fn from(value: Option<FieldValue<'a>>) -> Self {
        match value {
            None => Self::Empty,
            Some(FieldValue::Text(text)) => Self::text(text),
            Some(FieldValue::Number(number)) => Self::decimal(Some(number)),
            Some(FieldValue::Target(target)) => Self::text(target.raw.as_str()),
        }
    }
}

/// What a target says. One that says the same as the main target, or is the main one, needs no columns of its own.
fn part_of<'a>(record: &Record<'a>, target: Described, part: TargetPart) -> Value<'a> {
    let Record::Indicator(.., indicator) = *record else { return Value::Empty };
    let main = main_target(indicator);
    let target = match target {
        Described::Main => main,
        Described::Own(field) => match field.access {
            Access::Target(get, ..) => get(indicator).filter(|t| Some(*t) != main),
            _ => None,
        },
    };
    target.map_or(Value::Empty, |t| target_part(t, part))
}

fn target_part(target: &Target, part: TargetPart) -> Value<'_> {
    match part {
        TargetPart::Operator => Value::optional(target.operator.map(Operator::sign)),
        TargetPart::Value => Value::decimal(target.value),
        TargetPart::Unit => Value::optional(target.unit.as_deref()),
        TargetPart::Kind => Value::text(kind_to_text(target.kind)),
        TargetPart::Parts if target.parts.is_empty() => Value::Empty,
        TargetPart::Parts => Value::text(parts_to_text(&target.parts)),
    }
}
