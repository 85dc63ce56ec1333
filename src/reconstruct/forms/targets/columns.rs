//! Sign, value and unit in three columns (指标性质, 指标值, 度量单位) → a target: each column says its own part.

use super::{Doubt, ReadTarget, read_value};
use crate::language::number::text_to_number;
use crate::model::{Operator, Target, TargetKind};
use crate::vocabulary::{Vocabulary, fold};

/// What the three columns hold; empty where there is no such column, or nothing in it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Columns<'t> {
    pub(crate) sign: &'t str,
    pub(crate) value: &'t str,
    pub(crate) unit: &'t str,
}

/// The target of the three columns, taken as they stand: `raw` joins them (≥95%), the value alone where the others say 无 or
/// 定性. A word in the column of signs that compares nothing (正向) is no part of it. `None` where no value is printed.
pub(crate) fn columns_to_target(
    columns: Columns<'_>,
    name: Option<&str>,
    vocabulary: &Vocabulary,
) -> Option<ReadTarget> {
    let value = columns.value.trim();
    let says_nothing = vocabulary.is_qualitative(columns.unit.trim()) || vocabulary.is_no_unit(columns.unit.trim());
    let unit = Some(columns.unit.trim()).filter(|unit| !unit.is_empty() && !says_nothing);
    let operator = comparison(columns.sign, vocabulary);
    let sign = operator.map_or("", |_| columns.sign.trim());
    let alone = read_value(value, name.filter(|_| unit.is_none()), vocabulary)?;
    if operator.is_none() && unit.is_none() {
        return Some(alone);
    }
    // What the value repeats is not printed twice: ≥ | ≥95% | %.
    let repeated = unit.is_some_and(|unit| fold(value).ends_with(&fold(unit)));
    let raw = format!(
        "{}{value}{}",
        if value.starts_with(sign) { "" } else { sign },
        unit.filter(|_| !repeated).unwrap_or_default()
    );
    if let Some(number) = text_to_number(value) {
        let target = Target {
            operator: Some(operator.unwrap_or(Operator::Equal)),
            value: Some(number.normalize()),
            unit: unit.map(str::to_owned).or(alone.target.unit),
            kind: TargetKind::Quantitative,
            raw,
            parts: Vec::new(),
        };
        return Some(ReadTarget { target, doubt: None });
    }
    let Target { operator: own, value: number, unit: own_unit, kind, mut parts, .. } = alone.target;
    for part in &mut parts {
        part.unit = part.unit.take().or_else(|| unit.map(str::to_owned));
    }
    let has_number = number.is_some();
    // A sign in the value that says another thing than the column is a contradiction of the form's own.
    let differs =
        has_number && operator.is_some() && own.is_some_and(|own| own != Operator::Equal && Some(own) != operator);
    let doubt = alone.doubt.or(differs.then_some(Doubt::ColumnsDiffer));
    let shared =
        parts.first().and_then(|p| p.unit.clone()).filter(|u| parts.iter().all(|p| p.unit.as_ref() == Some(u)));
    let target = Target {
        operator: if has_number { operator.or(own) } else { own },
        unit: if has_number {
            own_unit.filter(|_| repeated || unit.is_none()).or(unit.map(str::to_owned))
        } else {
            shared
        },
        value: number,
        raw,
        kind,
        parts,
    };
    Some(ReadTarget { target, doubt })
}

/// Whether a cell of a column of signs says how the value compares, or that it does not: ≥, 大于等于, 定性, 无. 正向 does neither.
pub(crate) fn is_sign(text: &str, vocabulary: &Vocabulary) -> bool {
    comparison(text, vocabulary).is_some() || vocabulary.is_qualitative(text) || vocabulary.is_no_unit(text)
}

/// The comparison that a cell of a column of signs says: a sign or a word of comparison, nothing else.
fn comparison(text: &str, vocabulary: &Vocabulary) -> Option<Operator> {
    let text = fold(text);
    let words = vocabulary.signs().iter().chain(vocabulary.words_before());
    words.into_iter().find(|(word, _)| fold(word) == text).map(|(_, operator)| *operator)
}
