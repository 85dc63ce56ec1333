//! Cells of a row → the fields of its record.

use crate::model::fields::{Accessor, Field, Registered};
use crate::model::labels::text_to_kind;
use crate::model::notation::text_to_parts;
use crate::model::standard::{ColumnContent, Described, TargetPart};
use crate::model::{Indicator, Operator, Target, TargetKind};

use super::rows::StandardRow;

/// Sets every field of a record that its sheet has a column for, targets apart.
pub(super) fn set_fields<R: Registered>(row: &StandardRow<'_>, record: &mut R) {
    for (at, column) in row.sheet.all_columns().enumerate() {
        let ColumnContent::Own(field) = column.content else { continue };
        match R::own(field).map(|f| &f.access) {
            Some(Accessor::Text(_, set)) => set(record, row.text_at(at).map(str::to_owned)),
            Some(Accessor::Number(_, set)) => set(record, row.number_at(at)),
            Some(Accessor::Target(..)) | None => {}
        }
    }
}

/// Sets the targets of an indicator: the main one says what stands in the columns of every workbook, another one what stands in its
/// own, or where these are empty the same.
pub(super) fn set_targets(row: &StandardRow<'_>, indicator: &mut Indicator) {
    let fields: Vec<&'static Field<Indicator>> =
        Indicator::fields().iter().filter(|f| matches!(f.access, Accessor::Target(..))).collect();
    let main_first = fields.iter().filter(|f| f.about.json == "annual_target").chain(&fields);
    let main = main_first.into_iter().find_map(|f| row.text(f.about.zh)).map(|raw| described(row, &raw, None));
    for field in fields {
        let Accessor::Target(_, set, _) = field.access else { continue };
        let target = row.text(field.about.zh).and_then(|raw| {
            let own = TargetColumns { row, of: Some(field) };
            let is_main = field.about.json == "annual_target";
            if !is_main && own.text(TargetPart::Kind).is_some() {
                return Some(described(row, &raw, Some(field)));
            }
            main.clone().map(|m| Target { raw, ..m })
        });
        set(indicator, target);
    }
}

/// The columns that describe a target: the main one, or that of a field.
struct TargetColumns<'r, 'c> {
    row: &'r StandardRow<'c>,
    of: Option<&'static Field<Indicator>>,
}

impl TargetColumns<'_, '_> {
    fn position(&self, wanted: TargetPart) -> Option<usize> {
        self.row.sheet.all_columns().position(|c| match (c.content, self.of) {
            (ColumnContent::Part(Described::Main, part), None) => part == wanted,
            (ColumnContent::Part(Described::Own(field), part), Some(of)) => {
                part == wanted && field.about.json == of.about.json
            }
            _ => false,
        })
    }

    fn text(&self, wanted: TargetPart) -> Option<&str> {
        self.row.text_at(self.position(wanted)?)
    }
}

/// The target that sign, number, unit, kind and parts describe.
fn described(row: &StandardRow<'_>, raw: &str, of: Option<&'static Field<Indicator>>) -> Target {
    let columns = TargetColumns { row, of };
    let value = columns.position(TargetPart::Value).and_then(|at| row.number_at(at));
    let assumed = if value.is_some() { TargetKind::Quantitative } else { TargetKind::Qualitative };
    Target {
        raw: raw.to_owned(),
        operator: columns.text(TargetPart::Operator).and_then(Operator::from_sign),
        value,
        unit: columns.text(TargetPart::Unit).map(str::to_owned),
        kind: columns.text(TargetPart::Kind).and_then(text_to_kind).unwrap_or(assumed),
        parts: columns.text(TargetPart::Parts).map(text_to_parts).unwrap_or_default(),
    }
}
