//! The sheets of the standard workbook.

/// A sheet of the standard workbook, in the order of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum StandardSheet {
    /// 概览: a row is a form.
    Overview,
    /// 项目: a project.
    Projects,
    /// 一级指标: a level-1 class of a project or department form.
    Level1,
    /// 二级指标: a level-2 class.
    Level2,
    /// 三级指标: an indicator.
    Level3,
    /// 部门预算: a printed amount of a department form.
    Budget,
    /// 重点任务: a task.
    Tasks,
    /// 总体目标: a department form.
    Goals,
    /// 合计: a subtotal row.
    Subtotals,
    /// 问题清单: a finding.
    Findings,
    /// 来源: an input file.
    Sources,
}

impl StandardSheet {
    /// All sheets in the order of the workbook.
    pub(crate) const ALL: [Self; 11] = [
        Self::Overview,
        Self::Projects,
        Self::Level1,
        Self::Level2,
        Self::Level3,
        Self::Budget,
        Self::Tasks,
        Self::Goals,
        Self::Subtotals,
        Self::Findings,
        Self::Sources,
    ];

    /// The sheet's name.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Overview => "概览",
            Self::Projects => "项目",
            Self::Level1 => "一级指标",
            Self::Level2 => "二级指标",
            Self::Level3 => "三级指标",
            Self::Budget => "部门预算",
            Self::Tasks => "重点任务",
            Self::Goals => "总体目标",
            Self::Subtotals => "合计",
            Self::Findings => "问题清单",
            Self::Sources => "来源",
        }
    }

    /// Whether the sheet stands in every workbook, rows or not.
    #[must_use]
    pub(crate) const fn always(self) -> bool {
        matches!(self, Self::Overview | Self::Findings | Self::Sources)
    }

    /// The last of the columns that say what a row is about: they stay in view, and are printed on every page. `None` for 概览,
    /// which begins with its cover.
    #[must_use]
    pub(crate) const fn last_name(self) -> Option<&'static str> {
        match self {
            Self::Overview => None,
            Self::Projects => Some("项目名称"),
            Self::Level1 => Some("一级指标"),
            Self::Level2 => Some("二级指标"),
            Self::Level3 => Some("三级指标"),
            Self::Budget => Some("项目"),
            Self::Tasks => Some("任务名称"),
            Self::Goals => Some("部门"),
            Self::Subtotals => Some("标签"),
            Self::Findings => Some("规则"),
            Self::Sources => Some("文件"),
        }
    }
}
