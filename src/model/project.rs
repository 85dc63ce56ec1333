//! A project of a form, and what became of its money.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::amounts::Amounts;
use super::decimal;
use super::indicator::Indicator;
use super::place::Place;

/// A project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Project {
    /// 主管部门 as printed.
    pub department: Option<String>,
    /// 预算单位 / 实施单位: the column, or the agency row above the project.
    pub budget_unit: Option<String>,
    /// 项目名称; `None` where the cell is empty or lost.
    pub name: Option<String>,
    /// The (annual) amounts.
    pub amounts: Amounts,
    /// The amounts of the whole project, where the form has both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amounts_period: Option<Amounts>,
    /// The (annual) goal.
    pub goal: Option<String>,
    /// The goal of the whole project, where the form has both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal_period: Option<String>,
    /// 实际完成情况 beside the goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal_actual: Option<String>,
    /// 项目编码, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 起止时间, 项目期, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The packed cell of indicators, joined, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicators_text: Option<String>,
    /// The indicators in printed order.
    pub indicators: Vec<Indicator>,
    /// Where the project's row or card stands.
    pub place: Place,
    /// 资金 of a self-evaluation or monitoring form, as printed: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub execution: Option<Execution>,
}

impl Project {
    /// The indicators as the text of one cell, where they are printed so.
    #[must_use]
    pub(crate) fn packed_indicators(&self) -> Option<&str> {
        self.indicators_text.as_deref()
    }

    /// A project whose indicators are printed as the text of one cell, if they are; of the rest only its place is known.
    #[must_use]
    pub(crate) fn of_packed_cell(text: Option<String>, place: Place) -> Self {
        Self { indicators_text: text, ..Self::new(place) }
    }

    /// A project of which only its place is known.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::{Place, Project};
    ///
    /// let project = Project { name: Some("普法经费".to_owned()), ..Project::new(Place::lines(2, 2)) };
    /// assert!(project.indicators.is_empty());
    /// ```
    #[must_use]
    pub fn new(place: Place) -> Self {
        Self {
            department: None,
            budget_unit: None,
            name: None,
            amounts: Amounts::default(),
            amounts_period: None,
            goal: None,
            goal_period: None,
            goal_actual: None,
            code: None,
            period: None,
            indicators_text: None,
            indicators: Vec::new(),
            place,
            execution: None,
        }
    }
}

/// The funds row (年度资金总额) of a self-evaluation or monitoring form.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Execution {
    /// 年初预算数.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub initial: Option<Decimal>,
    /// 全年预算数.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub budget: Option<Decimal>,
    /// 全年执行数.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub spent: Option<Decimal>,
    /// 分值.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub points: Option<Decimal>,
    /// 执行率 in percent.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub rate: Option<Decimal>,
    /// 得分.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub score: Option<Decimal>,
    /// 总分 as printed in the last row of a self-evaluation: attainable.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub total_points: Option<Decimal>,
    /// 总分 as printed: attained.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub total_score: Option<Decimal>,
}
