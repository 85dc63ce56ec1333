//! Which columns each sheet has: those of its record's fields, beside what the record belongs to and what is worked out.

use std::sync::LazyLock;

use super::column::{Column, Described, TargetPart, Worked};
use super::sheet::StandardSheet;
use crate::model::amounts::Subtotal;
use crate::model::fields::{Access, AnyField, Holds, Registered, Shown};
use crate::model::form::{BudgetLine, Form, Task};
use crate::model::indicator::Indicator;
use crate::model::project::Project;

/// The columns of a sheet.
#[derive(Debug, Default)]
struct Columns {
    /// Those every workbook has.
    always: Vec<Column>,
    /// Those that follow where any row has something in them.
    where_used: Vec<Column>,
}

static SHEETS: LazyLock<[Columns; StandardSheet::ALL.len()]> = LazyLock::new(|| StandardSheet::ALL.map(columns_of));

impl StandardSheet {
    /// The columns every workbook has, in order.
    #[must_use]
    pub(crate) fn columns(self) -> &'static [Column] {
        self.layout().map_or(&[], |c| &c.always)
    }

    /// The columns that follow where any row has something in them.
    #[must_use]
    pub(crate) fn extra_columns(self) -> &'static [Column] {
        self.layout().map_or(&[], |c| &c.where_used)
    }

    /// All columns: those every workbook has first.
    pub(crate) fn all_columns(self) -> impl Iterator<Item = &'static Column> + Clone {
        self.columns().iter().chain(self.extra_columns())
    }

    /// The position of a column by its heading, fixed columns first.
    #[must_use]
    pub(crate) fn column(self, name: &str) -> Option<usize> {
        self.all_columns().position(|c| c.name == name)
    }

    fn layout(self) -> Option<&'static Columns> {
        SHEETS.get(self as usize)
    }
}

fn columns_of(sheet: StandardSheet) -> Columns {
    match sheet {
        StandardSheet::Overview => overview(),
        StandardSheet::Projects => projects(),
        StandardSheet::Level1 => classes(&[CLASS1, LEVEL2_COUNT]),
        StandardSheet::Level2 => classes(&[CLASS1, CLASS2]),
        StandardSheet::Level3 => indicators(),
        StandardSheet::Budget => records::<BudgetLine>(),
        StandardSheet::Tasks => records::<Task>(),
        StandardSheet::Goals => goals(),
        StandardSheet::Subtotals => subtotals(),
        StandardSheet::Findings => findings(),
        StandardSheet::Sources => sources(),
    }
}

const FILE: Column = Column::worked("文件", Holds::Word, Worked::File);
const PAGE: Column = Column::worked("来源页", Holds::Page, Worked::Page);
const POSITION: Column = Column::worked("来源位置", Holds::Text, Worked::Position);
const CLASS1: Column = Column::worked("一级指标", Holds::Word, Worked::Class1);
const CLASS2: Column = Column::worked("二级指标", Holds::Word, Worked::Class2);
const LEVEL2_COUNT: Column = Column::worked("二级指标数", Holds::Count, Worked::Level2Count);
const TALLY: [Column; 3] = [
    Column::worked("三级指标数", Holds::Count, Worked::Indicators),
    Column::worked("定量指标数", Holds::Count, Worked::Quantitative),
    Column::worked("定量占比", Holds::Share, Worked::QuantitativeShare),
];

/// The fields of a record, by where they are shown.
fn own<R: Registered>(shown: Shown) -> impl Iterator<Item = AnyField> {
    R::all().filter(move |f| f.about().shown == shown)
}

/// Fields of a record that stand beside what belongs to it.
fn of<R: Registered>(json: &str) -> Option<Column> {
    R::field(json).map(R::any).map(Column::of)
}

fn department() -> Option<Column> {
    of::<Form>("department")
}

/// Fields of a form that have no column in 概览 but in 总体目标.
fn is_of_goal(field: AnyField) -> bool {
    matches!(field.about().json, "overall_goal" | "other_tasks" | "code" | "period" | "goal_actual")
}

fn is_notes(field: AnyField) -> bool {
    field.about().json == "notes"
}

fn overview() -> Columns {
    let own_head = |f: &AnyField| !is_of_goal(*f) && !is_notes(*f);
    let mut always = vec![FILE];
    for field in own::<Form>(Shown::Always).filter(own_head) {
        always.push(Column::own(field));
        if field.about().json == "title" {
            always.push(Column::worked("表种", Holds::Word, Worked::FormKind));
        }
    }
    always.extend([
        Column::worked("页码", Holds::Page, Worked::FormPlace),
        Column::worked("项目数", Holds::Count, Worked::Projects),
        Column::worked("一级指标数", Holds::Count, Worked::Level1Count),
        LEVEL2_COUNT,
    ]);
    always.extend(TALLY);
    always.extend([
        Column::worked("总计金额", Holds::Amount, Worked::Money),
        Column::worked("错误", Holds::Count, Worked::Errors),
        Column::worked("警告", Holds::Count, Worked::Warnings),
        Column::worked("提示", Holds::Count, Worked::Hints),
    ]);
    // The notes of a department form stand beside its goal.
    let notes = own::<Form>(Shown::Always).filter(|f| is_notes(*f));
    let where_used = notes.chain(own::<Form>(Shown::WhereUsed).filter(|f| !is_of_goal(*f)));
    Columns { always, where_used: where_used.map(Column::own).collect() }
}

fn goals() -> Columns {
    let mut always = vec![FILE];
    always.extend(department().into_iter().chain(of::<Form>("year")));
    always.extend(own::<Form>(Shown::Always).filter(|f| is_of_goal(*f) || is_notes(*f)).map(Column::own));
    let where_used = own::<Form>(Shown::WhereUsed).filter(|f| is_of_goal(*f)).map(Column::own).collect();
    Columns { always, where_used }
}

fn projects() -> Columns {
    let mut always = vec![FILE];
    always.extend(department());
    always.extend(own::<Project>(Shown::Always).map(Column::own));
    always.extend([
        Column::worked("指标数", Holds::Count, Worked::Indicators),
        Column::worked("问题数", Holds::Count, Worked::ProblemCount),
        PAGE,
        POSITION,
    ]);
    Columns { always, where_used: own::<Project>(Shown::WhereUsed).map(Column::own).collect() }
}

fn classes(of_class: &[Column]) -> Columns {
    let mut always = vec![FILE];
    always.extend(department().into_iter().chain(of::<Project>("name")));
    always.extend_from_slice(of_class);
    always.extend(TALLY);
    Columns { always, where_used: Vec::new() }
}

fn indicators() -> Columns {
    let mut always = vec![FILE];
    always.extend(department());
    always.extend(of::<Project>("budget_unit").into_iter().chain(of::<Project>("name")));
    let (mut parts, mut others) = (Vec::new(), Vec::new());
    for field in Indicator::fields() {
        let column = Column::own(Indicator::any(field));
        match field.about.shown {
            Shown::Always => always.push(column),
            Shown::WhereUsed => others.push(column),
        }
        let Access::Target(_, _, names) = field.access else { continue };
        let described = |name, target, part| Column::part(name, target, part);
        let own = Described::Own(field);
        if field.about.json == "annual_target" {
            // Its own columns tell of the main target, whichever that is.
            always.extend([
                described(names.operator, Described::Main, TargetPart::Operator),
                described(names.value, Described::Main, TargetPart::Value),
                described(names.unit, Described::Main, TargetPart::Unit),
                described(names.kind, Described::Main, TargetPart::Kind),
            ]);
            parts.insert(0, described(names.parts, Described::Main, TargetPart::Parts));
        } else {
            parts.extend([
                described(names.operator, own, TargetPart::Operator),
                described(names.value, own, TargetPart::Value),
                described(names.unit, own, TargetPart::Unit),
                described(names.kind, own, TargetPart::Kind),
                described(names.parts, own, TargetPart::Parts),
            ]);
        }
    }
    always.extend([
        Column::worked("问题", Holds::Text, Worked::Problems),
        PAGE,
        POSITION,
        Column::worked("审核结论", Holds::Word, Worked::Conclusion),
        Column::worked("审核意见", Holds::Text, Worked::Opinion),
    ]);
    parts.append(&mut others);
    Columns { always, where_used: parts }
}

/// A sheet with nothing but a record's fields and its place.
fn records<R: Registered>() -> Columns {
    let mut always = vec![FILE];
    always.extend(department());
    always.extend(own::<R>(Shown::Always).map(Column::own));
    always.extend([PAGE, POSITION]);
    Columns { always, where_used: own::<R>(Shown::WhereUsed).map(Column::own).collect() }
}

fn subtotals() -> Columns {
    let mut always = vec![FILE];
    always.extend(own::<Subtotal>(Shown::Always).map(Column::own));
    always.push(Column::worked("校验差额", Holds::Amount, Worked::Difference));
    Columns { always, where_used: vec![PAGE, POSITION] }
}

fn findings() -> Columns {
    let mut always = vec![
        Column::worked("编号", Holds::Count, Worked::Number),
        Column::worked("级别", Holds::Word, Worked::Severity),
        Column::worked("规则", Holds::Word, Worked::Code),
        Column::worked("说明", Holds::Prose, Worked::Message),
        Column::worked("原文", Holds::Prose, Worked::Quote),
        Column::worked("建议", Holds::Text, Worked::Suggestion),
        FILE,
    ];
    always.extend(department().into_iter().chain(of::<Project>("name")));
    always.extend(of::<Indicator>("level3").map(|c| c.called("指标")));
    always.extend([PAGE, POSITION, Column::worked("链接", Holds::Word, Worked::Link)]);
    Columns { always, where_used: Vec::new() }
}

fn sources() -> Columns {
    let always = vec![
        FILE,
        Column::worked("SHA-256", Holds::Word, Worked::Sha256),
        Column::worked("字节", Holds::Count, Worked::Bytes),
        Column::worked("页数", Holds::Count, Worked::PageCount),
        Column::worked("生成程序", Holds::Word, Worked::Producer),
        Column::worked("提取方式", Holds::Word, Worked::Extraction),
        Column::worked("版本", Holds::Word, Worked::Version),
        Column::worked("选项", Holds::Text, Worked::Options),
    ];
    Columns { always, where_used: Vec::new() }
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
        assert_eq!(StandardSheet::Level3.column("审核意见"), Some(23));
    }

    #[test]
    fn columns_every_workbook_has_are_where_they_were() {
        let names = |sheet: StandardSheet| sheet.columns().iter().map(|c| c.name).collect::<Vec<_>>().join(" ");
        assert_eq!(
            names(StandardSheet::Level3),
            "文件 部门 预算单位 项目名称 序号 一级指标 二级指标 三级指标 实施周期指标值 年度指标值 符号 数值 单位 类型 \
             实际完成值 权重 分值 得分 备注 问题 来源页 来源位置 审核结论 审核意见"
        );
        assert_eq!(
            names(StandardSheet::Projects),
            "文件 部门 主管部门 预算单位 项目名称 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标原文 指标数 问题数 \
             来源页 来源位置"
        );
        assert_eq!(
            names(StandardSheet::Overview),
            "文件 表名 表种 部门 年度 金额单位 页码 项目数 一级指标数 二级指标数 三级指标数 定量指标数 定量占比 总计金额 \
             错误 警告 提示"
        );
        assert_eq!(names(StandardSheet::Goals), "文件 部门 年度 总体绩效目标 其他任务 备注");
    }
}
