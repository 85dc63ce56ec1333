//! Rows of 三级指标 → indicators, with what an auditor wrote beside them.

use crate::model::labels::text_to_kind;
use crate::model::notation::text_to_parts;
use crate::model::standard::PARTIAL;
use crate::model::{Indicator, Operator, Place, Target, TargetKind};

use super::rows::StandardRow;

/// 审核结论 and 审核意见.
pub(super) type Verdict = (Option<String>, Option<String>);

/// The indicator of a row.
pub(super) fn row_to_indicator(row: &StandardRow<'_>, place: Place) -> Indicator {
    let (annual, period, actual) = (row.text("年度指标值"), row.text("实施周期指标值"), row.text("实际完成值"));
    let raw = annual.as_ref().or(period.as_ref()).or(actual.as_ref());
    let main = raw.map(|raw| described(row, raw, ["符号", "数值", "单位", "类型", "分项"]));
    // A target without columns of its own says what the main one says.
    let other = |raw: Option<String>, columns: [&str; 5]| {
        let raw = raw?;
        let same = || main.clone().map(|m| Target { raw: raw.clone(), ..m });
        if row.str(columns[3]).is_some() { Some(described(row, &raw, columns)) } else { same() }
    };
    Indicator {
        seq: row.text("序号"),
        level1: row.text("一级指标"),
        level2: row.text("二级指标"),
        level3: row.text("三级指标"),
        partial: row.str("问题").is_some_and(|p| p.starts_with(PARTIAL)),
        period_target: other(period, ["周期符号", "周期数值", "周期单位", "周期类型", "周期分项"]),
        annual_target: annual.and(main.clone()),
        actual: other(actual, ["实际符号", "实际数值", "实际单位", "实际类型", "实际分项"]),
        points: row.number("分值"),
        score: row.number("得分"),
        weight: row.number("权重"),
        remark: row.text("备注"),
        ..Indicator::new(place)
    }
}

/// The target that sign, number, unit, kind and parts describe.
fn described(row: &StandardRow<'_>, raw: &str, [sign, number, unit, kind, parts]: [&str; 5]) -> Target {
    let value = row.number(number);
    let assumed = if value.is_some() { TargetKind::Quantitative } else { TargetKind::Qualitative };
    Target {
        raw: raw.to_owned(),
        operator: row.str(sign).and_then(Operator::from_sign),
        value,
        unit: row.text(unit),
        kind: row.str(kind).and_then(text_to_kind).unwrap_or(assumed),
        parts: row.str(parts).map(text_to_parts).unwrap_or_default(),
    }
}

/// What an auditor wrote, `None` for nothing.
pub(super) fn row_to_verdict(row: &StandardRow<'_>) -> Option<Verdict> {
    let verdict = (row.text("审核结论"), row.text("审核意见"));
    (verdict != (None, None)).then_some(verdict)
}
