//! The interface of the standard workbook: its sheets and columns. Shared by the stage that writes it and the one that
//! reads it back; how places are written in its cells is in [`super::notation`].

pub use super::standard_column::{Column, Holds};
use super::standard_column::{amount, count, number, page, prose, share, text, word};

/// A sheet of the standard workbook, in the order of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StandardSheet {
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

const OVERVIEW: &[Column] = &[
    word("文件"),
    text("表名"),
    word("表种"),
    word("部门"),
    page("年度"),
    word("金额单位"),
    page("页码"),
    count("项目数"),
    count("一级指标数"),
    count("二级指标数"),
    count("三级指标数"),
    count("定量指标数"),
    share("定量占比"),
    amount("总计金额"),
    count("错误"),
    count("警告"),
    count("提示"),
];
const PROJECTS: &[Column] = &[
    word("文件"),
    word("部门"),
    word("主管部门"),
    word("预算单位"),
    text("项目名称"),
    amount("总计"),
    amount("财政拨款"),
    amount("财政专户拨款"),
    amount("其他资金"),
    prose("绩效目标"),
    prose("绩效指标原文"),
    count("指标数"),
    count("问题数"),
    page("来源页"),
    text("来源位置"),
];
const LEVEL1: &[Column] = &[
    word("文件"),
    word("部门"),
    text("项目名称"),
    word("一级指标"),
    count("二级指标数"),
    count("三级指标数"),
    count("定量指标数"),
    share("定量占比"),
];
const LEVEL2: &[Column] = &[
    word("文件"),
    word("部门"),
    text("项目名称"),
    word("一级指标"),
    word("二级指标"),
    count("三级指标数"),
    count("定量指标数"),
    share("定量占比"),
];
const LEVEL3: &[Column] = &[
    word("文件"),
    word("部门"),
    word("预算单位"),
    text("项目名称"),
    word("序号"),
    word("一级指标"),
    word("二级指标"),
    text("三级指标"),
    text("实施周期指标值"),
    text("年度指标值"),
    word("符号"),
    number("数值"),
    word("单位"),
    word("类型"),
    text("实际完成值"),
    number("权重"),
    number("分值"),
    number("得分"),
    text("备注"),
    text("问题"),
    page("来源页"),
    text("来源位置"),
    word("审核结论"),
    text("审核意见"),
];
const BUDGET: &[Column] =
    &[word("文件"), word("部门"), word("类别"), word("项目"), amount("金额"), page("来源页"), text("来源位置")];
const TASKS: &[Column] = &[
    word("文件"),
    word("部门"),
    text("任务名称"),
    prose("主要实施内容"),
    amount("拟投入资金"),
    prose("期望目标"),
    page("来源页"),
    text("来源位置"),
];
const GOALS: &[Column] =
    &[word("文件"), word("部门"), page("年度"), prose("总体绩效目标"), prose("其他任务"), text("备注")];
const SUBTOTALS: &[Column] = &[
    word("文件"),
    word("标签"),
    amount("总计"),
    amount("财政拨款"),
    amount("财政专户拨款"),
    amount("其他资金"),
    amount("校验差额"),
];
const FINDINGS: &[Column] = &[
    count("编号"),
    word("级别"),
    word("规则"),
    prose("说明"),
    prose("原文"),
    text("建议"),
    word("文件"),
    word("部门"),
    text("项目名称"),
    text("指标"),
    page("来源页"),
    text("来源位置"),
    word("链接"),
];
const SOURCES: &[Column] = &[
    word("文件"),
    word("SHA-256"),
    count("字节"),
    count("页数"),
    word("生成程序"),
    word("提取方式"),
    word("版本"),
    text("选项"),
];

// Columns at the right end for what some forms print and the fixed columns have no room for. One that would be empty
// throughout is left out.
const OVERVIEW_EXTRA: &[Column] = &[text("备注")];
const PROJECTS_EXTRA: &[Column] = &[
    prose("实施周期目标"),
    amount("实施周期总计"),
    amount("实施周期财政拨款"),
    amount("实施周期财政专户拨款"),
    amount("实施周期其他资金"),
    amount("年初预算数"),
    amount("全年预算数"),
    amount("全年执行数"),
    number("预算分值"),
    number("执行率"),
    number("预算得分"),
    number("总分值"),
    number("总得分"),
];
const LEVEL3_EXTRA: &[Column] = &[
    text("分项"),
    word("周期符号"),
    number("周期数值"),
    word("周期单位"),
    word("周期类型"),
    text("周期分项"),
    word("实际符号"),
    number("实际数值"),
    word("实际单位"),
    word("实际类型"),
    text("实际分项"),
];
const SUBTOTALS_EXTRA: &[Column] = &[page("来源页"), text("来源位置")];

/// The conclusions an auditor may choose in 审核结论.
pub const CONCLUSIONS: [&str; 3] = ["通过", "退回", "待核"];
/// What marks a row that continues the long texts of the row above: stands in its first column.
pub const CONTINUED: &str = "续";
/// The code of the finding that says so: made by the workbook, no finding of the document.
pub const CONTINUED_TEXT: &str = "continued-text";
/// The code of the finding that says that a sheet has all the notes or links it may have, and later findings stand in 问题清单 only:
/// made by the workbook, too.
pub const NOTES_LEFT_OUT: &str = "notes-left-out";
/// What stands in 二级指标 for a form that has no second level.
pub const UNDIVIDED: &str = "未分级";
/// What stands in 一级指标 of a statistic where the class is not printed or is lost.
pub const UNCLASSED: &str = "未分类";
/// The group of a department form's budget that says what it has to spend.
pub const INCOME: &str = "收入来源";
/// What 问题 begins with where the indicator's text is truncated.
pub const PARTIAL: &str = "【不完整】";

impl StandardSheet {
    /// All sheets in the order of the workbook.
    pub const ALL: [Self; 11] = [
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
    pub const fn name(self) -> &'static str {
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

    /// The columns every workbook has, in order.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Overview => OVERVIEW,
            Self::Projects => PROJECTS,
            Self::Level1 => LEVEL1,
            Self::Level2 => LEVEL2,
            Self::Level3 => LEVEL3,
            Self::Budget => BUDGET,
            Self::Tasks => TASKS,
            Self::Goals => GOALS,
            Self::Subtotals => SUBTOTALS,
            Self::Findings => FINDINGS,
            Self::Sources => SOURCES,
        }
    }

    /// The columns that follow where any row has something in them.
    #[must_use]
    pub const fn extra_columns(self) -> &'static [Column] {
        match self {
            Self::Overview => OVERVIEW_EXTRA,
            Self::Projects => PROJECTS_EXTRA,
            Self::Level3 => LEVEL3_EXTRA,
            Self::Subtotals => SUBTOTALS_EXTRA,
            _ => &[],
        }
    }

    /// Whether the sheet stands in every workbook, rows or not.
    #[must_use]
    pub const fn always(self) -> bool {
        matches!(self, Self::Overview | Self::Findings | Self::Sources)
    }

    /// The position of a column by its heading, fixed columns first.
    #[must_use]
    pub fn column(self, name: &str) -> Option<usize> {
        self.columns().iter().chain(self.extra_columns()).position(|c| c.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::StandardSheet;

    #[test]
    fn headings_are_distinct() {
        for sheet in StandardSheet::ALL {
            let mut names: Vec<_> = sheet.columns().iter().chain(sheet.extra_columns()).map(|c| c.name).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{}", sheet.name());
        }
        assert_eq!(StandardSheet::Level3.column("审核意见"), Some(23));
    }
}
