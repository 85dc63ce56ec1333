//! What the fields are called in reports, and which of them a filled template should show.

use crate::vocabulary::Column;

/// Fields of a project or department form that should have a place.
pub(super) const OF_FORMS: &[(Column, &str)] = &[
    (Column::Project, "项目名称"),
    (Column::Department, "主管部门"),
    (Column::BudgetUnit, "预算单位"),
    (Column::AmountTotal, "资金总额"),
    (Column::AmountFiscal, "财政拨款"),
    (Column::AmountSpecialAccount, "财政专户拨款"),
    (Column::AmountOther, "其他资金"),
    (Column::Goal, "绩效目标"),
    (Column::GoalPeriod, "实施期目标"),
    (Column::OtherTasks, "其他任务"),
    (Column::Initial, "年初预算数"),
    (Column::Budget, "全年预算数"),
    (Column::Spent, "全年执行数"),
    (Column::Rate, "执行率"),
];

/// Fields of an indicator that should have a place.
pub(super) const OF_INDICATORS: &[(Column, &str)] = &[
    (Column::Level1, "一级指标"),
    (Column::Level2, "二级指标"),
    (Column::Level3, "三级指标"),
    (Column::PeriodValue, "实施周期指标值"),
    (Column::AnnualValue, "年度指标值"),
    (Column::Actual, "实际完成值"),
    (Column::Weight, "权重"),
    (Column::Points, "分值"),
    (Column::Score, "得分"),
    (Column::Remark, "备注"),
];

/// Fields of a task that should have a place.
pub(super) const OF_TASKS: &[(Column, &str)] = &[
    (Column::TaskName, "任务名称"),
    (Column::TaskContent, "主要实施内容"),
    (Column::TaskFunds, "拟投入资金"),
    (Column::TaskExpected, "期望目标"),
];

/// Labels a person fills in by hand, and headings of blocks: no data for them is nothing to report.
pub(super) fn is_silent(column: Column) -> bool {
    matches!(
        column,
        Column::Person
            | Column::ProjectKind
            | Column::ProjectPeriod
            | Column::Summary
            | Column::Number
            | Column::FundsBlock
            | Column::BudgetBlock
            | Column::BudgetHeading
            | Column::TaskBlock
            | Column::Indicators
            | Column::Total
            | Column::Remark
            | Column::Unit
            | Column::Reason
    )
}
