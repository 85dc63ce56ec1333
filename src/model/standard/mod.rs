//! The interface of the standard workbook: its sheets and columns. Shared by the stage that writes it and the one that
//! reads it back; how places are written in its cells is in [`super::notation`].

mod column;
mod layout;
mod order;
mod sheet;

pub(crate) use column::{ColumnContent, Described, StandardColumn, TargetPart, Worked};
pub(crate) use sheet::StandardSheet;

pub(crate) use super::fields::Holds;

/// The conclusions an auditor may choose in 审核结论.
pub(crate) const CONCLUSIONS: [&str; 3] = ["通过", "退回", "待核"];
/// What an auditor may say of a finding in 状态.
pub(crate) const STATES: [&str; 3] = ["采纳", "不属实", "已整改"];
/// What marks a row that continues the long texts of the row above: stands in its first cell.
pub(crate) const CONTINUED: &str = "续";
/// What stands in 二级指标 for a form that has no second level.
pub(crate) const UNDIVIDED: &str = "未分级";
/// What stands in 一级指标 of a statistic where the class is not printed or is lost.
pub(crate) const UNCLASSED: &str = "未分类";
/// The group of a department form's budget that says what it has to spend.
pub(crate) const INCOME: &str = "收入来源";
/// What 问题 begins with where the indicator's text is truncated.
pub(crate) const PARTIAL: &str = "【不完整】";
