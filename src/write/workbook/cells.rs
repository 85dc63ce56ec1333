//! Records → the cells of their rows, column by column.

use crate::model::fields::{Accessor, FieldValue, Record, main_target};
use crate::model::labels::kind_to_text;
use crate::model::notation::parts_to_text;
use crate::model::standard::{ColumnContent, Described, StandardColumn, TargetPart, Worked};
use crate::model::{Operator, Target};

use super::row::CellValue;

/// A cell for each column: fields from the record and what it belongs to, the rest from `worked`.
pub(crate) fn cells<'a, 'c>(
    columns: impl Iterator<Item = &'c StandardColumn>,
    record: Option<Record<'a>>,
    mut worked: impl FnMut(Worked) -> CellValue<'a>,
) -> Vec<CellValue<'a>> {
    let cell = |column: &StandardColumn| match (column.content, &record) {
        (ColumnContent::Worked(what), _) => worked(what),
        (ColumnContent::Own(field) | ColumnContent::Of(field), Some(record)) => record.value(field).into(),
        (ColumnContent::Part(target, part), Some(record)) => part_of(record, target, part),
        (_, None) => CellValue::Empty,
    };
    columns.map(cell).collect()
}

impl<'a> From<Option<FieldValue<'a>>> for CellValue<'a> {
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
fn part_of<'a>(record: &Record<'a>, target: Described, part: TargetPart) -> CellValue<'a> {
    let Record::Indicator(.., indicator) = *record else { return CellValue::Empty };
    let main = main_target(indicator);
    let target = match target {
        Described::Main => main,
        Described::Own(field) => match field.access {
            Accessor::Target(get, ..) => get(indicator).filter(|t| Some(*t) != main),
            _ => None,
        },
    };
    target.map_or(CellValue::Empty, |t| target_part(t, part))
}

fn target_part(target: &Target, part: TargetPart) -> CellValue<'_> {
    match part {
        TargetPart::Operator => CellValue::optional(target.operator.map(Operator::sign)),
        TargetPart::Value => CellValue::decimal(target.value),
        TargetPart::Unit => CellValue::optional(target.unit.as_deref()),
        TargetPart::Kind => CellValue::text(kind_to_text(target.kind)),
        TargetPart::Parts if target.parts.is_empty() => CellValue::Empty,
        TargetPart::Parts => CellValue::text(parts_to_text(&target.parts)),
    }
}
