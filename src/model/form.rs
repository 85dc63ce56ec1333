//! What the tables say: forms, projects, indicators.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::amounts::Subtotal;
use super::decimal;
use super::indicator::Indicator;
use super::place::Place;
use super::project::Project;

/// The kind of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 项目支出绩效目标表: a list of projects.
    ProjectTable,
    /// 部门整体预算绩效目标申报表.
    Department,
    /// 项目支出绩效目标申报表: one project a form.
    ProjectCard,
    /// 绩效自评表.
    SelfEvaluation,
    /// 绩效目标执行监控表.
    Monitoring,
}

impl Kind {
    /// Whether forms of this kind are about projects, each with amounts, a goal and indicators of its own; those of the other kind are
    /// about a department as a whole, and hold these themselves.
    #[must_use]
    pub(crate) const fn is_about_projects(self) -> bool {
        !matches!(self, Self::Department)
    }
}

/// A form found in the input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Form {
    /// Its kind.
    pub kind: Kind,
    /// The printed title.
    pub title: Option<String>,
    /// 部门名称; of a project list without that line the department of its rows, without "(部门)".
    pub department: Option<String>,
    /// The year printed in title or head; never guessed.
    pub year: Option<i32>,
    /// The unit of money as printed.
    pub unit: Option<String>,
    /// Where the form stands.
    pub place: Place,
    /// Notes (注：…), as printed.
    #[serde(default)]
    pub notes: Vec<String>,
    /// 合计 and agency rows (all kinds but `department`).
    #[serde(default)]
    pub subtotals: Vec<Subtotal>,
    /// Projects (all kinds but `department`).
    #[serde(default)]
    pub projects: Vec<Project>,
    /// One entry for each printed amount of a department form, spending side first.
    #[serde(default)]
    pub budget: Vec<BudgetLine>,
    /// 总体绩效目标 of a department form.
    #[serde(default)]
    pub overall_goal: Option<String>,
    /// 实际完成情况 beside that goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal_actual: Option<String>,
    /// 项目编码, 单位编码 of a department form, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 起止时间 of a department form, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// 年度重点工作任务 of a department form.
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// 其他需完成的任务 of a department form.
    #[serde(default)]
    pub other_tasks: Option<String>,
    /// Indicators of a department form.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// What became of the cells of its tables; `None` where it was not read from tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<Cells>,
}

/// What became of the non-blank cells of a form's tables: each is one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cells {
    /// Read into a field.
    pub read: u32,
    /// A known label, heading, subtotal or note, or a value no field is meant for.
    pub known: u32,
    /// Named by a finding `not-read`.
    pub not_read: u32,
}

impl Form {
    /// What is said of the form as a whole: its goal, and the tasks that have no rows of their own.
    pub(crate) fn texts_of_whole(&self) -> impl Iterator<Item = &String> {
        [&self.overall_goal, &self.other_tasks].into_iter().flatten()
    }

    /// A form of which only its kind and place are known.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::{Form, Kind, Place};
    ///
    /// let form = Form::new(Kind::ProjectCard, Place::lines(1, 40));
    /// assert!(form.projects.is_empty() && form.title.is_none());
    /// ```
    #[must_use]
    pub fn new(kind: Kind, place: Place) -> Self {
        Self {
            kind,
            title: None,
            department: None,
            year: None,
            unit: None,
            place,
            notes: Vec::new(),
            subtotals: Vec::new(),
            projects: Vec::new(),
            budget: Vec::new(),
            overall_goal: None,
            goal_actual: None,
            code: None,
            period: None,
            tasks: Vec::new(),
            other_tasks: None,
            indicators: Vec::new(),
            cells: None,
        }
    }

    /// All indicators of the form with the index of their project (`None`: the form's own).
    ///
    /// # Example
    /// ```
    /// use jixiao::model::{Form, Indicator, Kind, Place, Project};
    ///
    /// let indicators = vec![Indicator::new(Place::lines(3, 3))];
    /// let projects = vec![Project { indicators, ..Project::new(Place::lines(2, 3)) }];
    /// let form = Form { projects, ..Form::new(Kind::ProjectTable, Place::lines(1, 3)) };
    /// assert_eq!(form.all_indicators().next().and_then(|(project, _)| project), Some(0));
    /// ```
    pub fn all_indicators(&self) -> impl Iterator<Item = (Option<usize>, &Indicator)> {
        let own = self.indicators.iter().map(|i| (None, i));
        let of_projects =
            self.projects.iter().enumerate().flat_map(|(n, p)| p.indicators.iter().map(move |i| (Some(n), i)));
        own.chain(of_projects)
    }
}

/// A printed amount of a department form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BudgetLine {
    /// The inner heading above it: 部门预算支出, 事业发展性支出, 收入来源, 按预算级次划分.
    pub group: String,
    /// Its label.
    pub label: String,
    /// The amount; `None` where the cell is empty.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub amount: Option<Decimal>,
    /// Where it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A task of a department form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Task {
    /// 名称.
    pub name: Option<String>,
    /// 主要实施内容.
    pub content: Option<String>,
    /// 拟投入的资金.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub funds: Option<Decimal>,
    /// 期望达到的目标.
    pub expected: Option<String>,
    /// Where it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}
