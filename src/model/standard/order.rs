//! In which order the columns of a sheet stand: what a row is about, what is to be judged, where the verdict goes; then the rest.

use super::column::StandardColumn;
use super::sheet::StandardSheet;

/// The headings that come first on a sheet, and those that come last; what is in neither list stands between them as in the
/// register.
struct Order {
    first: &'static [&'static str],
    last: &'static [&'static str],
}

/// Where a row comes from.
const ORIGIN: &[&str] = &["文件", "来源页", "来源位置"];

const fn order_of(sheet: StandardSheet) -> Order {
    let (first, last): (&[&str], &[&str]) = match sheet {
        StandardSheet::Overview | StandardSheet::Sources => (&["文件"], &[]),
        StandardSheet::Projects => {
            (&["部门", "项目名称", "总计", "绩效目标", "审核结论", "审核意见", "问题数", "指标数"], ORIGIN)
        }
        StandardSheet::Level1 | StandardSheet::Level2 => (&["部门", "项目名称", "一级指标", "二级指标"], ORIGIN),
        StandardSheet::Level3 => (
            &[
                "部门",
                "项目名称",
                "一级指标",
                "二级指标",
                "三级指标",
                "年度指标值",
                "实际完成值",
                "审核结论",
                "审核意见",
                "问题",
                "实施周期指标值",
                "符号",
                "数值",
                "单位",
                "类型",
            ],
            &["序号", "预算单位", "文件", "来源页", "来源位置"],
        ),
        StandardSheet::Budget => (&["部门", "类别", "项目", "金额"], ORIGIN),
        StandardSheet::Tasks => (&["部门", "任务名称", "主要实施内容", "审核结论", "审核意见"], ORIGIN),
        StandardSheet::Goals => (&["部门", "年度", "总体绩效目标", "审核结论", "审核意见"], ORIGIN),
        StandardSheet::Subtotals => (&["标签"], ORIGIN),
        StandardSheet::Findings => (
            &["编号", "级别", "规则", "说明", "链接", "状态", "意见", "原文", "建议", "指标", "项目名称", "部门"],
            &["文件", "来源页", "来源位置", "规则代码"],
        ),
    };
    Order { first, last }
}

/// Puts the columns of a sheet in order.
pub(super) fn arrange(sheet: StandardSheet, columns: &mut [StandardColumn]) {
    let Order { first, last } = order_of(sheet);
    columns.sort_by_key(|column| match (place_in(first, column.name), place_in(last, column.name)) {
        (Some(at), _) => (0, at),
        (None, Some(at)) => (2, at),
        (None, None) => (1, 0),
    });
}

fn place_in(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|n| *n == name)
}
