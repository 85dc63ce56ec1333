//! What the tables say: forms, projects, indicators.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::amounts::{Amounts, Subtotal};
use super::decimal;
use super::place::Place;
use super::target::Target;

/// The kind of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

/// A form found in the input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
pub struct Cells {
    /// Read into a field.
    pub read: u32,
    /// A known label, heading, subtotal or note, or a value no field is meant for.
    pub known: u32,
    /// Named by a finding `not-read`.
    pub not_read: u32,
}

impl Form {
    /// A form of which only its kind and place are known.
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
    pub fn all_indicators(&self) -> impl Iterator<Item = (Option<usize>, &Indicator)> {
        let own = self.indicators.iter().map(|i| (None, i));
        let of_projects =
            self.projects.iter().enumerate().flat_map(|(n, p)| p.indicators.iter().map(move |i| (Some(n), i)));
        own.chain(of_projects)
    }
}

/// A project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// A project of which only its place is known.
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
pub struct Execution {
    /// 年初预算数.
    #[serde(with = "decimal")]
    pub initial: Option<Decimal>,
    /// 全年预算数.
    #[serde(with = "decimal")]
    pub budget: Option<Decimal>,
    /// 全年执行数.
    #[serde(with = "decimal")]
    pub spent: Option<Decimal>,
    /// 分值.
    #[serde(with = "decimal")]
    pub points: Option<Decimal>,
    /// 执行率 in percent.
    #[serde(with = "decimal")]
    pub rate: Option<Decimal>,
    /// 得分.
    #[serde(with = "decimal")]
    pub score: Option<Decimal>,
    /// 总分 as printed in the last row of a self-evaluation: attainable.
    #[serde(with = "decimal")]
    pub total_points: Option<Decimal>,
    /// 总分 as printed: attained.
    #[serde(with = "decimal")]
    pub total_score: Option<Decimal>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// The printed number, not a key: numbering restarts inside cells.
    pub seq: Option<String>,
    /// 一级指标; `None` where it is not printed or is lost.
    pub level1: Option<String>,
    /// 二级指标; `None` where the form has none or it is lost.
    pub level2: Option<String>,
    /// 三级指标: the indicator's name.
    pub level3: Option<String>,
    /// Whether its text is truncated.
    pub partial: bool,
    /// 实施周期指标值, 中期指标值.
    pub period_target: Option<Target>,
    /// 年度指标值, 指标值.
    pub annual_target: Option<Target>,
    /// 实际完成值.
    pub actual: Option<Target>,
    /// 分值: attainable.
    #[serde(with = "decimal")]
    pub points: Option<Decimal>,
    /// 得分: attained.
    #[serde(with = "decimal")]
    pub score: Option<Decimal>,
    /// 权重.
    #[serde(with = "decimal")]
    pub weight: Option<Decimal>,
    /// 备注, or the text printed after the final value.
    pub remark: Option<String>,
    /// 指标方向性, as printed: 正向, 反向.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// 指标解释, 指标说明.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// 评分标准, 绩效标准, 指标值说明, 数据来源, as printed; several columns joined with ；.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// 完成目标可能性, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<String>,
    /// 偏差原因分析及改进措施.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where it is printed.
    pub place: Place,
}

impl Indicator {
    /// An indicator of which only its place is known.
    #[must_use]
    pub fn new(place: Place) -> Self {
        Self {
            seq: None,
            level1: None,
            level2: None,
            level3: None,
            partial: false,
            period_target: None,
            annual_target: None,
            actual: None,
            points: None,
            score: None,
            weight: None,
            remark: None,
            direction: None,
            explanation: None,
            criteria: None,
            likelihood: None,
            reason: None,
            place,
        }
    }
}

/// A printed amount of a department form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// The inner heading above it: 部门预算支出, 事业发展性支出, 收入来源, 按预算级次划分.
    pub group: String,
    /// Its label.
    pub label: String,
    /// The amount; `None` where the cell is empty.
    #[serde(with = "decimal")]
    pub amount: Option<Decimal>,
    /// Where it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A task of a department form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// 名称.
    pub name: Option<String>,
    /// 主要实施内容.
    pub content: Option<String>,
    /// 拟投入的资金.
    #[serde(with = "decimal")]
    pub funds: Option<Decimal>,
    /// 期望达到的目标.
    pub expected: Option<String>,
    /// Where it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}
