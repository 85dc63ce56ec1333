//! Which columns each sheet has: those of its record's fields, beside what the record belongs to and what is worked out.

use std::sync::LazyLock;

use super::column::{Described, StandardColumn, TargetPart, Worked};
use super::order;
use super::sheet::StandardSheet;
use crate::model::amounts::Subtotal;
use crate::model::fields::{Accessor, AnyField, Holds, Registered, Shown};
use crate::model::form::{BudgetLine, Form, Task};
use crate::model::indicator::Indicator;
use crate::model::project::Project;

/// The columns of a sheet.
#[derive(Debug, Default)]
struct SheetColumns {
    /// Those every workbook has.
    always: Vec<StandardColumn>,
    /// Those that follow where any row has something in them.
    where_used: Vec<StandardColumn>,
}

static SHEETS: LazyLock<[SheetColumns; StandardSheet::ALL.len()]> =
    LazyLock::new(|| StandardSheet::ALL.map(columns_of));

impl StandardSheet {
    /// The columns every workbook has, in order.
    #[must_use]
    pub(crate) fn columns(self) -> &'static [StandardColumn] {
        self.layout().map_or(&[], |c| &c.always)
    }

    /// The columns that follow where any row has something in them.
    #[must_use]
    pub(crate) fn extra_columns(self) -> &'static [StandardColumn] {
        self.layout().map_or(&[], |c| &c.where_used)
    }

    /// All columns: those every workbook has first.
    pub(crate) fn all_columns(self) -> impl Iterator<Item = &'static StandardColumn> + Clone {
        self.columns().iter().chain(self.extra_columns())
    }

    /// The position of a column by its heading, fixed columns first.
    #[must_use]
    pub(crate) fn column(self, name: &str) -> Option<usize> {
        self.all_columns().position(|c| c.name == name)
    }

    fn layout(self) -> Option<&'static SheetColumns> {
        SHEETS.get(self as usize)
    }
}

fn columns_of(sheet: StandardSheet) -> SheetColumns {
    let mut columns = match sheet {
        StandardSheet::Overview => overview(),
        StandardSheet::Projects => projects(),
        StandardSheet::Level1 => classes(&[CLASS1, LEVEL2_COUNT]),
        StandardSheet::Level2 => classes(&[CLASS1, CLASS2]),
        StandardSheet::Level3 => indicators(),
        StandardSheet::Budget => records::<BudgetLine>(),
        StandardSheet::Tasks => tasks(),
        StandardSheet::Goals => goals(),
        StandardSheet::Subtotals => subtotals(),
        StandardSheet::Findings => findings(),
        StandardSheet::Sources => sources(),
    };
    order::arrange(sheet, &mut columns.always);
    columns
}

const CONCLUSION: StandardColumn = StandardColumn::worked("审核结论", Holds::Word, Worked::Conclusion);
const OPINION: StandardColumn = StandardColumn::worked("审核意见", Holds::Text, Worked::Opinion);
const FILE: StandardColumn = StandardColumn::worked("文件", Holds::Word, Worked::File);
const PAGE: StandardColumn = StandardColumn::worked("来源页", Holds::Page, Worked::Page);
const POSITION: StandardColumn = StandardColumn::worked("来源位置", Holds::Word, Worked::Position);
const CLASS1: StandardColumn = StandardColumn::worked("一级指标", Holds::Word, Worked::Class1);
const CLASS2: StandardColumn = StandardColumn::worked("二级指标", Holds::Word, Worked::Class2);
const LEVEL2_COUNT: StandardColumn = StandardColumn::worked("二级指标数", Holds::Count, Worked::Level2Count);
const TALLY: [StandardColumn; 3] = [
    StandardColumn::worked("三级指标数", Holds::Count, Worked::Indicators),
    StandardColumn::worked("定量指标数", Holds::Count, Worked::Quantitative),
    StandardColumn::worked("定量占比", Holds::Share, Worked::QuantitativeShare),
];

/// The fields of a record, by where they are shown.
fn own<R: Registered>(shown: Shown) -> impl Iterator<Item = AnyField> {
    R::all().filter(move |f| f.about().shown == shown)
}

/// Fields of a record that stand beside what belongs to it.
fn of<R: Registered>(json: &str) -> Option<StandardColumn> {
    R::field(json).map(R::any).map(StandardColumn::of)
}

fn department() -> Option<StandardColumn> {
    of::<Form>("department")
}

/// Fields of a form that have no column in 概览 but in 总体目标.
fn is_of_goal(field: AnyField) -> bool {
    matches!(field.about().json, "overall_goal" | "other_tasks" | "code" | "period" | "goal_actual")
}

fn is_notes(field: AnyField) -> bool {
    field.about().json == "notes"
}

fn overview() -> SheetColumns {
    let mut always = vec![FILE];
    for field in own::<Form>(Shown::Always).filter(|f| !is_of_goal(*f) && !is_notes(*f)) {
        always.push(StandardColumn::own(field));
        if field.about().json == "title" {
            always.push(StandardColumn::worked("表种", Holds::Word, Worked::FormKind));
        }
    }
    always.extend([
        StandardColumn::worked("页码", Holds::Page, Worked::FormPlace),
        StandardColumn::worked("项目数", Holds::Count, Worked::Projects),
        StandardColumn::worked("一级指标数", Holds::Count, Worked::Level1Count),
        LEVEL2_COUNT,
    ]);
    always.extend(TALLY);
    always.extend([
        StandardColumn::worked("总计金额", Holds::Amount, Worked::Money),
        StandardColumn::worked("错误", Holds::Count, Worked::Errors),
        StandardColumn::worked("警告", Holds::Count, Worked::Warnings),
        StandardColumn::worked("提示", Holds::Count, Worked::Hints),
    ]);
    // The notes of a department form stand beside its goal.
    let notes = own::<Form>(Shown::Always).filter(|f| is_notes(*f));
    let where_used = notes.chain(own::<Form>(Shown::WhereUsed).filter(|f| !is_of_goal(*f)));
    SheetColumns { always, where_used: where_used.map(StandardColumn::own).collect() }
}

fn goals() -> SheetColumns {
    let mut always = vec![FILE];
    always.extend(department().into_iter().chain(of::<Form>("year")));
    always.extend(own::<Form>(Shown::Always).filter(|f| is_of_goal(*f) || is_notes(*f)).map(StandardColumn::own));
    always.extend([CONCLUSION, OPINION]);
    let where_used = own::<Form>(Shown::WhereUsed).filter(|f| is_of_goal(*f)).map(StandardColumn::own).collect();
    SheetColumns { always, where_used }
}

fn projects() -> SheetColumns {
    let mut always = vec![FILE];
    always.extend(department());
    always.extend(own::<Project>(Shown::Always).map(StandardColumn::own));
    always.extend([
        StandardColumn::worked("指标数", Holds::Count, Worked::Indicators),
        StandardColumn::worked("问题数", Holds::Count, Worked::ProblemCount),
        PAGE,
        POSITION,
        CONCLUSION,
        OPINION,
    ]);
    SheetColumns { always, where_used: own::<Project>(Shown::WhereUsed).map(StandardColumn::own).collect() }
}

fn classes(of_class: &[StandardColumn]) -> SheetColumns {
    let mut always = vec![FILE];
    always.extend(department().into_iter().chain(of::<Project>("name")));
    always.extend_from_slice(of_class);
    always.extend(TALLY);
    SheetColumns { always, where_used: Vec::new() }
}

fn indicators() -> SheetColumns {
    let mut always = vec![FILE];
    always.extend(department());
    always.extend(of::<Project>("budget_unit").into_iter().chain(of::<Project>("name")));
    let (mut parts, mut others) = (Vec::new(), Vec::new());
    for field in Indicator::fields() {
        let column = StandardColumn::own(Indicator::any(field));
        match field.about.shown {
            Shown::Always => always.push(column),
            Shown::WhereUsed => others.push(column),
        }
        let Accessor::Target(_, _, names) = field.access else { continue };
        let own = Described::Own(field);
        if field.about.json == "annual_target" {
            // Its own columns tell of the main target, whichever that is.
            always.extend([
                StandardColumn::part(names.operator, Described::Main, TargetPart::Operator),
                StandardColumn::part(names.value, Described::Main, TargetPart::Value),
                StandardColumn::part(names.unit, Described::Main, TargetPart::Unit),
                StandardColumn::part(names.kind, Described::Main, TargetPart::Kind),
            ]);
            parts.insert(0, StandardColumn::part(names.parts, Described::Main, TargetPart::Parts));
        } else {
            parts.extend([
                StandardColumn::part(names.operator, own, TargetPart::Operator),
                StandardColumn::part(names.value, own, TargetPart::Value),
                StandardColumn::part(names.unit, own, TargetPart::Unit),
                StandardColumn::part(names.kind, own, TargetPart::Kind),
                StandardColumn::part(names.parts, own, TargetPart::Parts),
            ]);
        }
    }
    always.extend([StandardColumn::worked("问题", Holds::Text, Worked::Problems), PAGE, POSITION, CONCLUSION, OPINION]);
    parts.append(&mut others);
    SheetColumns { always, where_used: parts }
}

/// A sheet with nothing but a record's fields and its place.
fn records<R: Registered>() -> SheetColumns {
    let mut always = vec![FILE];
    always.extend(department());
    always.extend(own::<R>(Shown::Always).map(StandardColumn::own));
    always.extend([PAGE, POSITION]);
    SheetColumns { always, where_used: own::<R>(Shown::WhereUsed).map(StandardColumn::own).collect() }
}

fn tasks() -> SheetColumns {
    let mut columns = records::<Task>();
    columns.always.extend([CONCLUSION, OPINION]);
    columns
}

fn subtotals() -> SheetColumns {
    let mut always = vec![FILE];
    always.extend(own::<Subtotal>(Shown::Always).map(StandardColumn::own));
    always.push(StandardColumn::worked("校验差额", Holds::Amount, Worked::Difference));
    SheetColumns { always, where_used: vec![PAGE, POSITION] }
}

fn findings() -> SheetColumns {
    let mut always = vec![
        StandardColumn::worked("编号", Holds::Count, Worked::Number),
        StandardColumn::worked("级别", Holds::Word, Worked::Severity),
        StandardColumn::worked("规则", Holds::Text, Worked::RuleName),
        StandardColumn::worked("说明", Holds::Prose, Worked::Message),
        CONCLUSION.called("状态"),
        OPINION.called("意见"),
        StandardColumn::worked("原文", Holds::Prose, Worked::Quote),
        StandardColumn::worked("建议", Holds::Text, Worked::Suggestion),
        FILE,
    ];
    always.extend(department().into_iter().chain(of::<Project>("name")));
    always.extend(of::<Indicator>("level3").map(|c| c.called("指标")));
    always.extend([
        PAGE,
        POSITION,
        StandardColumn::worked("链接", Holds::Word, Worked::Link),
        StandardColumn::worked("规则代码", Holds::Word, Worked::Code),
    ]);
    SheetColumns { always, where_used: Vec::new() }
}

fn sources() -> SheetColumns {
    let always = vec![
        FILE,
        StandardColumn::worked("SHA-256", Holds::Word, Worked::Sha256),
        StandardColumn::worked("字节", Holds::Count, Worked::Bytes),
        StandardColumn::worked("页数", Holds::Count, Worked::PageCount),
        StandardColumn::worked("生成程序", Holds::Word, Worked::Producer),
        StandardColumn::worked("提取方式", Holds::Word, Worked::Extraction),
        StandardColumn::worked("版本", Holds::Word, Worked::Version),
        StandardColumn::worked("选项", Holds::Text, Worked::Options),
    ];
    SheetColumns { always, where_used: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::StandardSheet;

    #[test]
    fn headings_are_distinct() {
        for sheet in StandardSheet::ALL {
            let mut names: Vec<_> = sheet.all_columns().map(|c| c.name).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{}", sheet.name());
        }
    }

    #[test]
    fn columns_every_workbook_has_are_where_they_were() {
        let names = |sheet: StandardSheet| sheet.columns().iter().map(|c| c.name).collect::<Vec<_>>().join(" ");
        assert_eq!(
            names(StandardSheet::Level3),
            "部门 项目名称 一级指标 二级指标 三级指标 年度指标值 实际完成值 审核结论 审核意见 问题 实施周期指标值 符号 数值 单位 类型 \
             权重 分值 得分 备注 序号 预算单位 文件 来源页 来源位置"
        );
        assert_eq!(
            names(StandardSheet::Projects),
            "部门 项目名称 总计 绩效目标 审核结论 审核意见 问题数 指标数 主管部门 预算单位 财政拨款 财政专户拨款 其他资金 绩效指标原文 \
             文件 来源页 来源位置"
        );
        assert_eq!(
            names(StandardSheet::Overview),
            "文件 表名 表种 部门 年度 金额单位 页码 项目数 一级指标数 二级指标数 三级指标数 定量指标数 定量占比 总计金额 \
             错误 警告 提示"
        );
        assert_eq!(names(StandardSheet::Goals), "部门 年度 总体绩效目标 审核结论 审核意见 其他任务 备注 文件");
        assert_eq!(
            names(StandardSheet::Tasks),
            "部门 任务名称 主要实施内容 审核结论 审核意见 拟投入资金 期望目标 文件 来源页 来源位置"
        );
        assert_eq!(
            names(StandardSheet::Findings),
            "编号 级别 规则 说明 链接 状态 意见 原文 建议 指标 项目名称 部门 文件 来源页 来源位置 规则代码"
        );
        assert_eq!(names(StandardSheet::Subtotals), "标签 总计 财政拨款 财政专户拨款 其他资金 校验差额 文件");
    }

    #[test]
    fn the_last_name_is_a_column() {
        for sheet in StandardSheet::ALL {
            assert!(sheet.last_name().is_none_or(|name| sheet.column(name).is_some()), "{}", sheet.name());
        }
    }
}
