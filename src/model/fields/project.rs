//! The fields of a project.

use super::field::{Field, Holds, Use, number, number_of, text};
use crate::model::project::Project;

/// Its indicators are compared and shown one by one.
const IN_INDICATORS: &[Use] = &[Use::Diff, Use::NoPlace, Use::NoData];
/// Forms ask for it that no list of projects prints.
const SELDOM: &[Use] = &[Use::NoData];

type ProjectField = Field<Project>;

pub(super) static FIELDS: &[ProjectField] = &[
    ProjectField::new("department", ["主管部门", "department in charge"], Holds::Word, text!(department))
        .labels(&["department"]),
    ProjectField::new("budget_unit", ["预算单位", "budget unit"], Holds::Word, text!(budget_unit))
        .labels(&["budget_unit"]),
    ProjectField::new("name", ["项目名称", "project"], Holds::Text, text!(name)).labels(&["project"]),
    ProjectField::new("amounts.total", ["总计", "total"], Holds::Amount, number!(amounts.total))
        .labels(&["amount_total"]),
    ProjectField::new("amounts.fiscal", ["财政拨款", "fiscal funds"], Holds::Amount, number!(amounts.fiscal))
        .labels(&["amount_fiscal"]),
    ProjectField::new(
        "amounts.special_account",
        ["财政专户拨款", "special account"],
        Holds::Amount,
        number!(amounts.special_account),
    )
    .labels(&["amount_special_account"]),
    ProjectField::new("amounts.other", ["其他资金", "other funds"], Holds::Amount, number!(amounts.other))
        .labels(&["amount_other"]),
    ProjectField::new("goal", ["绩效目标", "goal"], Holds::Prose, text!(goal)).labels(&["goal"]),
    ProjectField::new(
        "indicators_text",
        ["绩效指标原文", "indicators as printed"],
        Holds::Prose,
        text!(indicators_text),
    )
    .labels(&["indicators"])
    .except(IN_INDICATORS),
    ProjectField::new("goal_period", ["实施周期目标", "goal of the whole project"], Holds::Prose, text!(goal_period))
        .labels(&["goal_period"])
        .where_used(),
    ProjectField::new(
        "amounts_period.total",
        ["实施周期总计", "total of the whole project"],
        Holds::Amount,
        number_of!(amounts_period.total),
    )
    .labels(&["amount_period_total"])
    .where_used(),
    ProjectField::new(
        "amounts_period.fiscal",
        ["实施周期财政拨款", "fiscal funds of the whole project"],
        Holds::Amount,
        number_of!(amounts_period.fiscal),
    )
    .told_by_place()
    .where_used(),
    ProjectField::new(
        "amounts_period.special_account",
        ["实施周期财政专户拨款", "special account of the whole project"],
        Holds::Amount,
        number_of!(amounts_period.special_account),
    )
    .told_by_place()
    .where_used(),
    ProjectField::new(
        "amounts_period.other",
        ["实施周期其他资金", "other funds of the whole project"],
        Holds::Amount,
        number_of!(amounts_period.other),
    )
    .told_by_place()
    .where_used(),
    ProjectField::new(
        "execution.initial",
        ["年初预算数", "initial budget"],
        Holds::Amount,
        number_of!(execution.initial),
    )
    .labels(&["initial"])
    .where_used(),
    ProjectField::new(
        "execution.budget",
        ["全年预算数", "budget of the year"],
        Holds::Amount,
        number_of!(execution.budget),
    )
    .labels(&["budget"])
    .where_used(),
    ProjectField::new("execution.spent", ["全年执行数", "spent"], Holds::Amount, number_of!(execution.spent))
        .labels(&["spent"])
        .where_used(),
    ProjectField::new(
        "execution.points",
        ["预算分值", "points of the budget"],
        Holds::Number,
        number_of!(execution.points),
    )
    .labels(&["points"])
    .where_used(),
    ProjectField::new("execution.rate", ["执行率", "rate of execution"], Holds::Number, number_of!(execution.rate))
        .labels(&["rate"])
        .where_used(),
    ProjectField::new(
        "execution.score",
        ["预算得分", "score of the budget"],
        Holds::Number,
        number_of!(execution.score),
    )
    .labels(&["score"])
    .where_used(),
    ProjectField::new(
        "execution.total_points",
        ["总分值", "all points"],
        Holds::Number,
        number_of!(execution.total_points),
    )
    .told_by_place()
    .where_used()
    .except(SELDOM),
    ProjectField::new(
        "execution.total_score",
        ["总得分", "total score"],
        Holds::Number,
        number_of!(execution.total_score),
    )
    .labels(&["total"])
    .where_used()
    .except(SELDOM),
    ProjectField::new("code", ["代码", "code"], Holds::Word, text!(code))
        .labels(&["project_code"])
        .where_used()
        .except(SELDOM),
    ProjectField::new("period", ["起止时间", "period"], Holds::Word, text!(period))
        .labels(&["project_period"])
        .where_used()
        .except(SELDOM),
    ProjectField::new("goal_actual", ["目标实际完成情况", "goal reached"], Holds::Prose, text!(goal_actual))
        .labels(&["goal_actual"])
        .where_used(),
];
