//! Department forms dumped as wrapped lines: classes printed with the last of their rows, targets printed twice over, a list on
//! the next page whose title is drawn behind its rows.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failing test may panic")]

use crate::pictures::shown;
use jixiao::Options;
use jixiao::model::Document;

const HEAD: &str = "部门整体支出绩效目标申报表\n\
    部门名称 某县水务局\n\
    预算整体情况\n\
    部门预算支出 预算金额（万元） 收入来源 预算金额（万元）\n\
    基本支出 1,000.00 财政拨款 1,200.00\n\
    项目支出 200.00 其他资金 0.00\n\
    总体绩效目标\n\
    保障全县河道畅通。\n\
    年度重点工作任务\n\
    名称 主要实施内容 拟投入的资金（万元） 期望达到的目标（概述）\n\
    河道清淤工程 67.35 河道畅通，行洪安全。\n\
    一级指标 二级指标 三级指标 实施周期指标值 年度指标值\n";

fn read(rows: &str) -> Document {
    jixiao::convert_bytes("dump.txt", format!("{HEAD}{rows}"), &Options::default()).unwrap()
}

#[test]
fn a_class_printed_with_the_last_of_its_rows_holds_from_the_first() {
    let document = read(
        "清淤长度 5公里 5公里\n\
         培训次数 2次 2次\n\
         巡查次数 12次 12次\n\
         数量指标\n\
         水质监测覆盖率 90% 90%\n\
         工程验收合格率 100% 100%\n\
         产出指标\n\
         质量指标\n\
         数据准确率 ≥98% ≥98%\n\
         受益人口 3万人 3万人\n\
         效益指标\n\
         社会效益指标\n\
         防洪能力提升率 ≥5% ≥5%\n\
         沿河居民满意度 ≥90% ≥90%\n\
         满意度指标 服务对象满意度指标\n\
         用水户满意度 ≥95% ≥95%\n",
    );
    assert_eq!(
        shown(&document.forms[0]),
        [
            "产出指标/数量指标/清淤长度 5公里 5公里",
            "产出指标/数量指标/培训次数 2次 2次",
            "产出指标/数量指标/巡查次数 12次 12次",
            "产出指标/数量指标/水质监测覆盖率 90% 90%",
            "产出指标/质量指标/工程验收合格率 100% 100%",
            "产出指标/质量指标/数据准确率 ≥98% ≥98%",
            "效益指标/社会效益指标/受益人口 3万人 3万人",
            "效益指标/社会效益指标/防洪能力提升率 ≥5% ≥5%",
            "满意度指标/服务对象满意度指标/沿河居民满意度 ≥90% ≥90%",
            "满意度指标/服务对象满意度指标/用水户满意度 ≥95% ≥95%",
        ]
    );
}

#[test]
fn a_target_printed_twice_over_is_cut_in_its_middle() {
    let document = read(
        "产出指标 数量指标 清淤长度 5公里 5公里\n\
         应急抢险处置 处置率 100% 处置率 100%\n\
         质量指标 监测成果 按规范整编 一次通过 按规范整编 一次通过\n\
         满意度指标 服务对象满意度指标 沿河居民满意度 ≥90% ≥90%\n",
    );
    assert_eq!(
        shown(&document.forms[0])[1..3],
        [
            "产出指标/数量指标/应急抢险处置 处置率 100% 处置率 100%",
            "产出指标/质量指标/监测成果 按规范整编一次通过 按规范整编一次通过",
        ]
    );
}

#[test]
fn a_list_on_the_next_page_is_read_where_its_title_is_drawn_behind_its_rows() {
    let document = read(
        "产出指标 数量指标 清淤长度 5公里 5公里\n\
         质量指标 工程验收合格率 100% 100%\n\
         满意度指标 服务对象满意度指标 沿河居民满意度 ≥90% ≥90%\n\
         \u{c}部门名称：某县水务局\n\
         单位：万元\n\
         项目名称 总计 财政拨款 绩效目标 绩效指标\n\
         河道清淤工程经费 67.35 67.35\n\
         水质监测经费 128.00 128.00\n\
         某县水务局2025年项目支出绩效目标表\n\
         对城区主要河道开展清淤，保障行洪安全。\n\
         1、产出指标：清淤长度，年度指标值：≥5公里。\n\
         购置监测设备，按月发布监测报告。\n\
         1、产出指标：报告期数，年度指标值：12期。\n",
    );
    assert_eq!(document.forms.len(), 2);
    let list = &document.forms[1];
    assert_eq!(list.title.as_deref(), Some("某县水务局2025年项目支出绩效目标表"));
    let projects: Vec<_> = list.projects.iter().map(|p| (p.name.as_deref(), p.goal.as_deref())).collect();
    assert_eq!(
        projects,
        [
            (Some("河道清淤工程经费"), Some("对城区主要河道开展清淤，保障行洪安全。")),
            (Some("水质监测经费"), Some("购置监测设备，按月发布监测报告。")),
        ]
    );
}
