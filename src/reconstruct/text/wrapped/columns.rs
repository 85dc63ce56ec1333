//! Columns of a project list, and what they hold.

use crate::vocabulary::Column as Meaning;

/// What a column of a project list holds, as far as telling columns apart needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::reconstruct::text) enum Role {
    /// 序号.
    Number,
    /// 主管部门.
    Department,
    /// 预算单位.
    Unit,
    /// 项目名称.
    Project,
    /// The name of a department's task, often a sentence.
    Task,
    /// 总计, or the only amount.
    Total,
    /// 财政拨款, the first part of the total.
    Fiscal,
    /// Other parts of the total.
    OtherAmount,
    /// 绩效目标.
    Goal,
    /// 绩效指标: all indicators of the project in one cell.
    Indicators,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Level3,
    /// A target: 实施周期指标值, 年度指标值; what was attained.
    Value,
    /// 指标性质: the sign of a target.
    Sign,
    /// 度量单位 of a target.
    Measure,
    /// 分值, 得分, 权重.
    Points,
    /// 备注, 偏差原因, and whatever else may stand behind a target; mostly nothing.
    Remark,
    /// A heading that means nothing here, or that no list knows (项目类别, 立项依据): what it holds is seen by its repeats.
    Open,
    /// A column whose cells are printed elsewhere on the page: no cell of it stands here.
    Elsewhere,
}

impl Role {
    /// Whether a cell of this column may have any number of lines.
    pub(in crate::reconstruct::text) fn is_long(self) -> bool {
        matches!(self, Self::Goal | Self::Indicators)
    }

    /// Whether a column holds organisations.
    pub(super) fn is_organisation(self) -> bool {
        matches!(self, Self::Department | Self::Unit)
    }

    /// Whether a cell of this column is a single number.
    pub(in crate::reconstruct::text) fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Total | Self::Fiscal | Self::OtherAmount | Self::Points)
    }

    /// Whether a column is one of the classes.
    pub(in crate::reconstruct::text) fn is_class(self) -> bool {
        matches!(self, Self::Level1 | Self::Level2)
    }

    /// Whether a table may have several columns of this kind.
    pub(super) fn may_repeat(self) -> bool {
        matches!(self, Self::OtherAmount | Self::Value | Self::Points | Self::Remark | Self::Open)
    }

    /// What a column of a table with this heading holds.
    pub(in crate::reconstruct::text) fn of(meaning: Meaning) -> Self {
        match meaning {
            Meaning::Number => Self::Number,
            Meaning::Department => Self::Department,
            Meaning::BudgetUnit => Self::Unit,
            Meaning::Project => Self::Project,
            Meaning::AmountTotal | Meaning::TaskFunds => Self::Total,
            Meaning::AmountFiscal => Self::Fiscal,
            Meaning::AmountSpecialAccount
            | Meaning::AmountOther
            | Meaning::AmountCarryover
            | Meaning::AmountLocal
            | Meaning::AmountPeriodTotal
            | Meaning::Initial
            | Meaning::Budget
            | Meaning::Spent
            | Meaning::SpentExpected => Self::OtherAmount,
            Meaning::Indicators => Self::Indicators,
            Meaning::TaskName => Self::Task,
            Meaning::Level1 => Self::Level1,
            Meaning::Level2 => Self::Level2,
            Meaning::Level3 => Self::Level3,
            Meaning::PeriodValue
            | Meaning::AnnualValue
            | Meaning::Actual
            | Meaning::ActualExpected
            | Meaning::Likelihood => Self::Value,
            Meaning::Operator => Self::Sign,
            Meaning::Unit => Self::Measure,
            Meaning::Points | Meaning::Score | Meaning::Weight => Self::Points,
            Meaning::Direction
            | Meaning::Reason
            | Meaning::Remark
            | Meaning::Description
            | Meaning::Criteria
            | Meaning::Registered(_) => Self::Remark,
            Meaning::ProjectKind
            | Meaning::ProjectPeriod
            | Meaning::ProjectCode
            | Meaning::UnitCode
            | Meaning::Person
            | Meaning::Summary
            | Meaning::Year
            | Meaning::Rate
            | Meaning::Total
            | Meaning::UpperDepartment
            | Meaning::Earlier => Self::Open,
            _ => Self::Goal,
        }
    }
}

/// A column as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reconstruct::text) struct PrintedColumn {
    /// The label.
    pub(in crate::reconstruct::text) label: String,
    /// What it holds.
    pub(in crate::reconstruct::text) role: Role,
    /// The lines its label stands on.
    pub(in crate::reconstruct::text) lines: [u32; 2],
    /// Whether it is part of a header broken over lines, whose halves stand only nearly over the columns.
    pub(in crate::reconstruct::text) stacked: bool,
}
