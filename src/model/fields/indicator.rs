//! The fields of an indicator.

use super::field::{Field, Holds, TargetNames, Use, number, target, text};
use crate::model::indicator::Indicator;
use crate::model::target::Target;

/// The columns that describe the main target.
const MAIN: TargetNames =
    TargetNames { operator: "符号", value: "数值", unit: "单位", kind: "类型", parts: "分项" };
const PERIOD: TargetNames =
    TargetNames {
        operator: "周期符号", value: "周期数值", unit: "周期单位", kind: "周期类型", parts: "周期分项"
    };
const ACTUAL: TargetNames =
    TargetNames {
        operator: "实际符号", value: "实际数值", unit: "实际单位", kind: "实际类型", parts: "实际分项"
    };
/// A template numbers its rows itself.
const OWN_NUMBERS: &[Use] = &[Use::NoPlace, Use::NoData];
/// Mostly nothing is printed there.
const SELDOM: &[Use] = &[Use::NoData];
/// It is of the reading, not of what was read.
const OF_THE_READING: &[Use] = &[Use::Diff, Use::NoPlace, Use::NoData];

type IndicatorField = Field<Indicator>;

pub(super) static FIELDS: &[IndicatorField] = &[
    IndicatorField::new("seq", ["序号", "number"], Holds::Word, text!(seq)).labels(&["number"]).except(OWN_NUMBERS),
    IndicatorField::new("level1", ["一级指标", "level 1"], Holds::Word, text!(level1)).labels(&["level1"]),
    IndicatorField::new("level2", ["二级指标", "level 2"], Holds::Word, text!(level2)).labels(&["level2"]),
    IndicatorField::new("level3", ["三级指标", "indicator"], Holds::Text, text!(level3)).labels(&["level3"]),
    IndicatorField::new(
        "period_target",
        ["实施周期指标值", "target of the whole project"],
        Holds::Text,
        target!(period_target, PERIOD),
    )
    .labels(&["period_value"]),
    IndicatorField::new(
        "annual_target",
        ["年度指标值", "target of the year"],
        Holds::Text,
        target!(annual_target, MAIN),
    )
    .labels(&["annual_value"]),
    IndicatorField::new("actual", ["实际完成值", "reached"], Holds::Text, target!(actual, ACTUAL)).labels(&["actual"]),
    IndicatorField::new("weight", ["权重", "weight"], Holds::Number, number!(weight)).labels(&["weight"]),
    IndicatorField::new("points", ["分值", "points"], Holds::Number, number!(points)).labels(&["points"]),
    IndicatorField::new("score", ["得分", "score"], Holds::Number, number!(score)).labels(&["score"]),
    IndicatorField::new("remark", ["备注", "remark"], Holds::Text, text!(remark)).labels(&["remark"]).except(SELDOM),
    IndicatorField::new("direction", ["指标方向性", "direction"], Holds::Word, text!(direction))
        .labels(&["direction"])
        .where_used(),
    IndicatorField::new("explanation", ["指标解释", "explanation"], Holds::Prose, text!(explanation))
        .labels(&["description"])
        .where_used(),
    IndicatorField::new("criteria", ["评分标准", "criteria"], Holds::Prose, text!(criteria))
        .labels(&["criteria"])
        .where_used(),
    IndicatorField::new("likelihood", ["完成目标可能性", "likelihood"], Holds::Word, text!(likelihood))
        .labels(&["likelihood"])
        .where_used(),
    IndicatorField::new("reason", ["偏差原因", "reason for the deviation"], Holds::Text, text!(reason))
        .labels(&["reason"])
        .where_used()
        .except(SELDOM),
    IndicatorField::new("confidence", ["识别", "recognised with"], Holds::Share, number!(confidence))
        .told_by_place()
        .where_used()
        .except(OF_THE_READING),
];

/// The target that 符号, 数值, 单位, 类型 and 分项 describe: the annual one, or the first there is.
///
/// # Example
/// ```
/// use jixiao::model::{Indicator, Place};
///
/// assert!(jixiao::model::fields::main_target(&Indicator::new(Place::lines(1, 1))).is_none());
/// ```
#[must_use]
pub fn main_target(indicator: &Indicator) -> Option<&Target> {
    indicator.annual_target.as_ref().or(indicator.period_target.as_ref()).or(indicator.actual.as_ref())
}
