//! A column of the standard workbook: its heading, what it holds, where that comes from.

use crate::model::fields::{AnyField, Field, Holds};
use crate::model::indicator::Indicator;

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StandardColumn {
    /// Its heading.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// What its cells say.
    pub content: ColumnContent,
}

/// What the cells of a column say.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ColumnContent {
    /// A field of the record that the row is: read back.
    Own(AnyField),
    /// A field of what the record belongs to: shown only.
    Of(AnyField),
    /// A part of what a target says.
    Part(Described, TargetPart),
    /// What the workbook works out.
    Worked(Worked),
}

/// The target that a column tells of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Described {
    /// The annual one, or the first there is.
    Main,
    /// That of a field, where it says something else than the main one.
    Own(&'static Field<Indicator>),
}

/// A part of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TargetPart {
    /// The sign.
    Operator,
    /// The number.
    Value,
    /// The unit.
    Unit,
    /// 定量 or 定性.
    Kind,
    /// Several targets in one.
    Parts,
}

/// What is no field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worked {
    /// 文件: the file's name, with a number where it is not the first of that name.
    File,
    /// 表种.
    FormKind,
    /// 页码 of a form: page and position in one cell.
    FormPlace,
    /// 项目数.
    Projects,
    /// 一级指标数.
    Level1Count,
    /// 二级指标数.
    Level2Count,
    /// 三级指标数, 指标数.
    Indicators,
    /// 定量指标数.
    Quantitative,
    /// 定量占比.
    QuantitativeShare,
    /// 总计金额.
    Money,
    /// 错误.
    Errors,
    /// 警告.
    Warnings,
    /// 提示.
    Hints,
    /// 问题数.
    ProblemCount,
    /// 问题: the messages of the findings about an indicator.
    Problems,
    /// 来源页.
    Page,
    /// 来源位置.
    Position,
    /// 审核结论; 状态 of a finding.
    Conclusion,
    /// 审核意见; 意见 of a finding.
    Opinion,
    /// 校验差额: what a printed total has over the sum of its projects.
    Difference,
    /// 一级指标 of a row of a statistic.
    Class1,
    /// 二级指标 of a row of a statistic.
    Class2,
    /// 编号 of a finding.
    Number,
    /// 级别.
    Severity,
    /// 规则: the name of a finding's code.
    RuleName,
    /// 规则代码: the code.
    Code,
    /// 说明.
    Message,
    /// 原文.
    Quote,
    /// 建议.
    Suggestion,
    /// 链接.
    Link,
    /// SHA-256.
    Sha256,
    /// 字节.
    Bytes,
    /// 页数.
    PageCount,
    /// 生成程序.
    Producer,
    /// 提取方式.
    Extraction,
    /// 版本.
    Version,
    /// 选项.
    Options,
}

impl StandardColumn {
    /// Whether the auditor writes in it: it is shown empty, too, and older workbooks lack it.
    pub(crate) const fn is_review(&self) -> bool {
        matches!(self.content, ColumnContent::Worked(Worked::Conclusion | Worked::Opinion))
    }

    /// Whether it is there for programs: hidden until somebody opens it.
    pub(crate) fn is_for_programs(&self) -> bool {
        match self.content {
            ColumnContent::Worked(Worked::Code) => true,
            ColumnContent::Own(field) => field.about().json.starts_with("cells."),
            _ => false,
        }
    }

    /// A column of a field of the row's own record.
    pub(super) const fn own(field: AnyField) -> Self {
        let about = field.about();
        Self { name: about.zh, holds: about.holds, content: ColumnContent::Own(field) }
    }

    /// A column of a field of what the row's record belongs to.
    pub(super) const fn of(field: AnyField) -> Self {
        let about = field.about();
        Self { name: about.zh, holds: about.holds, content: ColumnContent::Of(field) }
    }

    /// A column of a part of a target.
    pub(super) const fn part(name: &'static str, target: Described, part: TargetPart) -> Self {
        let holds = match part {
            TargetPart::Value => Holds::Number,
            TargetPart::Parts => Holds::Text,
            TargetPart::Operator | TargetPart::Unit | TargetPart::Kind => Holds::Word,
        };
        Self { name, holds, content: ColumnContent::Part(target, part) }
    }

    /// A column that the workbook works out.
    pub(super) const fn worked(name: &'static str, holds: Holds, worked: Worked) -> Self {
        Self { name, holds, content: ColumnContent::Worked(worked) }
    }

    /// The same under another heading.
    pub(super) const fn called(self, name: &'static str) -> Self {
        Self { name, ..self }
    }
}
