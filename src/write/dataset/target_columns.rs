//! The columns of a field: one for most, several for a target.

use super::column::{CellSource, DataColumn, DataKind, Member, TargetContent};
use crate::model::fields::{AnyField, Holds, Registered};

/// What is said of each of several targets in one value.
pub(super) const PARTS: &[Member] = &[
    Member { name: "raw", zh: "原文", about: "as printed", kind: DataKind::Text },
    Member { name: "operator", zh: "符号", about: "≥ ≤ > < =", kind: DataKind::Text },
    Member { name: "value", zh: "数值", about: "the number", kind: DataKind::Number },
    Member { name: "unit", zh: "单位", about: "the unit of the number", kind: DataKind::Text },
    Member { name: "kind", zh: "类型", about: "quantitative or qualitative", kind: DataKind::Text },
];

/// What is said of a target beside its words: end of the name, Chinese and English meaning, what it holds.
const SAID: [(&str, &str, &str, DataKind, TargetContent); 5] = [
    ("operator", "符号", "comparison ≥ ≤ > < =", DataKind::Text, TargetContent::Operator),
    ("value", "数值", "number", DataKind::Number, TargetContent::Value),
    ("unit", "单位", "unit of the number", DataKind::Text, TargetContent::Unit),
    ("kind", "类型", "quantitative or qualitative", DataKind::Text, TargetContent::Kind),
    ("parts", "分项", "several targets in one value", DataKind::Records(PARTS), TargetContent::Parts),
];

/// The columns of all fields of a record, in the order of the register.
pub(super) fn of_record<R: Registered>() -> Vec<DataColumn> {
    R::all().flat_map(of_field).collect()
}

fn of_field(field: AnyField) -> Vec<DataColumn> {
    let about = field.about();
    let name = about.json.replace('.', "_");
    let mut columns = Vec::new();
    if field.is_target() {
        for (end, zh, en, kind, content) in SAID {
            columns.push(DataColumn {
                name: format!("{name}_{end}"),
                zh: format!("{}：{zh}", about.zh),
                about: format!("{}: {en}", about.en),
                kind,
                content: CellSource::Target(field, content),
            });
        }
    }
    let (zh, about, kind) = (about.zh.to_owned(), about.en.to_owned(), kind(field));
    columns.insert(0, DataColumn { name, zh, about, kind, content: CellSource::Field(field) });
    columns
}

/// A year or a count is a whole number, another number a decimal.
fn kind(field: AnyField) -> DataKind {
    match field.about().holds {
        Holds::Prose | Holds::Text | Holds::Word => DataKind::Text,
        Holds::Count | Holds::Page => DataKind::Whole,
        Holds::Amount | Holds::Share | Holds::Number => DataKind::Number,
    }
}
