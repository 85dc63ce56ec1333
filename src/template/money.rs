//! The unit of money a template prints, and a document's amounts in it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::findings::{Message, MoneyConverted, MoneyNotConverted};
use crate::language::money::MoneyUnit;
use crate::model::fields::{Accessor, Holds, Registered};
use crate::model::{Document, Finding, Form};
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::reference::Area;
use crate::vocabulary::{Column, Vocabulary};

/// The unit of money printed in these rows: 单位：万元, or in brackets behind a label, 项目资金（万元）.
pub(super) fn printed_unit(grid: &SheetGrid<'_>, rows: (u32, u32), vocabulary: &Vocabulary) -> Option<String> {
    units(grid, rows, vocabulary).into_iter().next()
}

/// All units of money printed in these rows, as written, in reading order.
pub(super) fn units(grid: &SheetGrid<'_>, rows: (u32, u32), vocabulary: &Vocabulary) -> Vec<String> {
    let texts = grid.texts().filter(|(block, _)| (rows.0..=rows.1).contains(&block.top));
    texts.filter_map(|(_, text)| unit_of(text, vocabulary)).collect()
}

/// The unit of money that a text prints.
pub(super) fn unit_of(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    if let Some((label, rest)) = text.split_once([':', '：']) {
        let unit = rest.trim();
        if vocabulary.is_money_label(label) && vocabulary.is_money_unit(unit) {
            return Some(unit.to_owned());
        }
    }
    let (_, inner) = text.rsplit_once(['(', '（'])?;
    let unit = inner.split([')', '）']).next()?.trim();
    let unit = unit.rsplit_once([':', '：']).map_or(unit, |(_, unit)| unit.trim_start());
    vocabulary.is_money_unit(unit).then(|| unit.to_owned())
}

/// The heading above a label of a department's budget: 部门预算支出, 收入来源.
pub(super) fn budget_group(
    grid: &SheetGrid<'_>,
    label: Option<Area>,
    top: u32,
    vocabulary: &Vocabulary,
) -> Option<String> {
    let label = label?;
    (top..label.top).rev().find_map(|row| {
        let text = grid.text(row, label.left);
        (vocabulary.column(text) == Some(Column::BudgetHeading)).then(|| text.split_whitespace().collect())
    })
}

/// The document with its amounts in the unit the template prints; `None` where they are, or none is printed or known.
/// A finding says what was converted, or that the template prints several units.
pub(super) fn in_printed_unit(
    document: &Document,
    printed: &[String],
    findings: &mut Vec<Finding>,
) -> Option<Document> {
    let known: BTreeSet<&str> = printed.iter().map(String::as_str).collect();
    if known.is_empty()
        || document.forms.iter().filter_map(|form| form.unit.as_deref()).all(|unit| known.iter().all(|k| *k == unit))
    {
        return None;
    }
    let mut converted = document.clone();
    let mut any = false;
    for form in &mut converted.forms {
        let Some(unit) = form.unit.clone().filter(|unit| !known.contains(unit.as_str())) else { continue };
        let target = known.iter().next().filter(|_| known.len() == 1);
        let factor = target.and_then(|t| MoneyUnit::from_text(&unit)?.factor(MoneyUnit::from_text(t)?));
        let finding = if let (Some(target), Some(factor)) = (target, factor) {
            convert(form, factor);
            form.unit = Some((*target).to_owned());
            any = true;
            MoneyConverted { from: unit, to: *target }.finding()
        } else {
            MoneyNotConverted { from: unit, units: known.iter().copied().collect::<Vec<_>>().join("、") }.finding()
        };
        findings.push(finding.at(form.place.clone()));
    }
    any.then_some(converted)
}

/// Multiplies every amount of money of a form.
fn convert(form: &mut Form, factor: Decimal) {
    form.subtotals.iter_mut().for_each(|s| multiply(s, factor));
    form.budget.iter_mut().for_each(|line| multiply(line, factor));
    form.tasks.iter_mut().for_each(|task| multiply(task, factor));
    for project in &mut form.projects {
        multiply(project, factor);
        project.indicators.iter_mut().for_each(|i| multiply(i, factor));
    }
    form.indicators.iter_mut().for_each(|i| multiply(i, factor));
    multiply(form, factor);
}

fn multiply<R: Registered>(record: &mut R, factor: Decimal) {
    for field in R::fields().iter().filter(|f| f.about.holds == Holds::Amount) {
        if let Accessor::Number(get, set) = &field.access
            && let Some(amount) = get(record)
        {
            set(record, amount.checked_mul(factor));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read() {
        let v = Vocabulary::default();
        let units = ["单位：万元", "金额单位: 元", "项目资金\n（万元）", "（单位：万元）", "分值（100分）", "单位：个"];
        let found = units.map(|text| unit_of(text, &v));
        let some = |unit: &str| Some(unit.to_owned());
        assert_eq!(found, [some("万元"), some("元"), some("万元"), some("万元"), None, None]);
    }
}
