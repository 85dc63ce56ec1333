//! Forms as other places lay them out: two on a sheet, classes of their own, cells cut by pages, years beside each other.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failing test may panic")]

use crate::pictures::{only, read, shown, table, text};
use jixiao::model::{Kind, Method};

fn codes(findings: &[jixiao::model::Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.code.0.as_ref()).collect()
}

#[test]
fn forms_side_by_side_on_a_sheet_are_two() {
    let (forms, findings) = read(vec![table(
        "甲项目绩效目标表 | < | < | < |  | 乙项目绩效目标表 | < | < | <
         项目名称 | 道路 | < | < |  | 项目名称 | 桥梁 | < | <
         绩效目标 | 修路 | < | < |  | 绩效目标 | 修桥 | < | <
         一级指标 | 二级指标 | 三级指标 | 指标值 |  | 一级指标 | 二级指标 | 三级指标 | 指标值
         产出指标 | 数量指标 | 里程 | ≥3公里 |  | 产出指标 | 数量指标 | 座数 | 1座
         填表人 | 王某 |  |  |  | 填表人 | 李某 |  | ",
        Method::Worksheet,
    )]);
    let titles: Vec<_> = forms.iter().map(|f| f.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["甲项目绩效目标表", "乙项目绩效目标表"]);
    assert_eq!(shown(&forms[0]), ["产出指标/数量指标/里程 - ≥3公里"]);
    assert_eq!(shown(&forms[1]), ["产出指标/数量指标/座数 - 1座"]);
    assert_eq!(codes(&findings), [""; 0]);
    assert_eq!(forms[1].cells.unwrap().not_read, 0);
}

#[test]
fn dashes_in_empty_cells_leave_the_row_of_an_agency_a_sum() {
    let form = only(vec![
        text("2024年项目支出绩效目标表"),
        text("部门名称：云溪县林业局"),
        table(
            "项目名称 | 总计 | 财政拨款 | 其他资金 | 绩效目标 | 绩效指标
             合计 | 30.00 | 30.00 | - | - | -
             云溪县林业局 | 30.00 | 30.00 | - | - | -
             防火巡护 | 10.00 | 10.00 | - | 巡山。 | 1、产出指标：里程，年度指标值：≥3公里。
             古树保护 | 20.00 | 20.00 | - | 保护。 | 1、产出指标：株数，年度指标值：≥3株。",
            Method::Rules,
        ),
    ]);
    assert_eq!(form.projects.iter().filter_map(|p| p.name.as_deref()).collect::<Vec<_>>(), ["防火巡护", "古树保护"]);
    assert!(form.projects.iter().all(|p| p.budget_unit.as_deref() == Some("云溪县林业局")));
    assert_eq!(form.subtotals.len(), 2);
}

#[test]
fn a_class_cut_by_a_page_is_whole() {
    let (forms, findings) = read(vec![
        text("项目支出绩效目标表"),
        table(
            "项目名称 | 道路 | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值
             产出指标 | 数量指标 | 里程 | ≥3公里
             效益指标 | 可持续影 | 管护 | 长期",
            Method::Rules,
        ),
        table("^ | 响指标 | 指标2： | \n满意度指标 | 服务对象满意度指标 | 满意度 | ≥90%", Method::Rules),
    ]);
    let shown = shown(&forms[0]);
    assert_eq!(shown[1], "效益指标/可持续影响指标/管护 - 长期");
    assert!(codes(&findings).contains(&"label-joined"), "{findings:?}");
    assert!(!codes(&findings).contains(&"class-unknown"), "{findings:?}");
}

#[test]
fn a_class_printed_on_the_next_page_only_belongs_to_the_rows_above_it() {
    let form = only(vec![
        text("项目支出绩效目标表"),
        table(
            "项目名称 | 道路 | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值
             产出指标 | 数量指标 | 里程 | ≥3公里
             | 经济效益指标 | 物流成本 | 下降5%",
            Method::Rules,
        ),
        table("效益指标 | 社会效益指标 | 受益人口 | ≥3万人", Method::Rules),
    ]);
    assert_eq!(shown(&form)[1], "效益指标/经济效益指标/物流成本 - 下降5%");
}

#[test]
fn a_class_printed_in_the_middle_of_its_rows_belongs_to_those_above_it_too() {
    let form = only(vec![
        text("项目支出绩效目标表"),
        table(
            "项目名称 | 道路 | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值
              | 数量指标 | 里程 | ≥3公里
             产出指标 | 质量指标 | 合格率 | 100%
              | 时效指标 | 完工 | 12月底前",
            Method::Alignment,
        ),
    ]);
    let classes: Vec<_> = form.all_indicators().map(|(_, i)| i.level1.as_deref()).collect();
    assert_eq!(classes, [Some("产出指标"); 3]);
}

#[test]
fn a_table_with_more_columns_goes_on_where_its_classes_stand() {
    let (forms, findings) = read(vec![
        text("项目支出绩效目标表"),
        table(
            "项目名称 | 道路 | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值
             产出指标 | 数量指标 | 里程 | ≥3公里",
            Method::Rules,
        ),
        table("效益指标 | 社会效益指标 | 受益人口 | ≥3万人 | ", Method::Rules),
    ]);
    assert_eq!(shown(&forms[0]).len(), 2);
    assert!(!codes(&findings).contains(&"form-not-read"));
}

#[test]
fn a_table_of_classes_that_no_form_took_is_said() {
    let (_, findings) = read(vec![
        text("项目支出绩效目标表"),
        table(
            "项目名称 | 道路 | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值
             产出指标 | 数量指标 | 里程 | ≥3公里",
            Method::Rules,
        ),
        table(" | | | 效益指标 | 受益人口 | ≥3万人", Method::Rules),
    ]);
    assert!(codes(&findings).contains(&"form-not-read"), "{findings:?}");
}

#[test]
fn classes_of_a_place_are_kept_as_printed_and_said_once() {
    let (forms, findings) = read(vec![
        text("部门整体支出绩效目标表"),
        table(
            "部门名称 | 某局 | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值
             部门内控 | 采购执行 | 预算执行率 | ≥95%
             ^ | 采购执行 | 政府采购执行率 | 
             产出指标 | 数量指标 | 里程 | ≥3公里
             年度总体目标 | 修好路 | < | <",
            Method::Worksheet,
        ),
    ]);
    assert_eq!(shown(&forms[0])[..2], ["部门内控/采购执行/预算执行率 - ≥95%", "部门内控/采购执行/政府采购执行率 - -"]);
    assert_eq!(forms[0].overall_goal.as_deref(), Some("修好路"));
    assert_eq!(codes(&findings), ["class-unknown", "class-unknown"], "{findings:?}");
}

#[test]
fn the_target_is_that_of_the_latest_year() {
    let form = only(vec![
        text("项目支出绩效目标申报表"),
        table(
            "项目名称 | 道路 | < | < | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值 | < | <
             ^ | ^ | ^ | 2022年实际 | 2023年实际 | 2024年目标
             产出指标 | 数量指标 | 里程 | 1公里 | 2公里 | ≥3公里",
            Method::Worksheet,
        ),
    ]);
    assert_eq!(shown(&form), ["产出指标/数量指标/里程 - ≥3公里"]);
    assert_eq!(form.kind, Kind::ProjectCard);
    assert!(form.all_indicators().all(|(_, i)| i.actual.is_none()));
}

#[test]
fn values_headed_as_goals_are_values() {
    let form = only(vec![
        text("项目支出绩效自评表"),
        table(
            "项目名称 | 道路 | < | < | <
             一级指标 | 二级指标 | 三级指标 | 预期目标 | 实际完成情况
             产出指标 | 数量指标 | 里程 | ≥3公里 | 4公里",
            Method::Worksheet,
        ),
    ]);
    let indicator = form.all_indicators().next().unwrap().1;
    assert_eq!(indicator.annual_target.as_ref().unwrap().raw, "≥3公里");
    assert_eq!(indicator.actual.as_ref().unwrap().raw, "4公里");
}

#[test]
fn a_title_over_two_lines_is_one() {
    let card = || {
        table(
            "项目名称 | 道路 | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值
             产出指标 | 数量指标 | 里程 | ≥3公里",
            Method::Rules,
        )
    };
    let form = only(vec![text("某局2023年项目支出绩效目标表（含转移支付项"), text("目）"), card()]);
    assert_eq!(form.title.as_deref(), Some("某局2023年项目支出绩效目标表（含转移支付项目）"));
    let form = only(vec![text("某县2023年部门预算项目支出绩效目"), text("标申报表"), card()]);
    assert_eq!(form.title.as_deref(), Some("某县2023年部门预算项目支出绩效目标申报表"));
    let form = only(vec![text("项目支出绩效目标表"), text("（2023年度）"), card()]);
    assert_eq!((form.title.as_deref(), form.year), (Some("项目支出绩效目标表"), Some(2023)));
}

#[test]
fn what_slipped_into_a_cell_is_said() {
    let (_, findings) = read(vec![
        text("项目支出绩效目标表"),
        table(
            "项目名称 | 道路 | < | <
             主管部门 | 某局主管部门 | < | <
             绩效目标 | 修好第 2 页 共 6 页县乡道路 | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值
             产出指标 | 数量指标 | 里程 | ≥3公里
             产出指标 | 数量指标 |  | ≥4公里",
            Method::Rules,
        ),
    ]);
    assert_eq!(codes(&findings), ["row-continued", "misplaced-text", "misplaced-text"], "{findings:?}");
}

#[test]
fn management_questions_of_transfers_are_known() {
    let (forms, findings) = read(vec![
        text("转移支付绩效自评表"),
        table(
            "转移支付名称 | 水利发展资金 | < | < | < | <
             资金情况（万元） |  | 全年预算数 | 全年执行数 | 执行率 | <
             ^ | 年度资金总额 | 300 | 300 | 100% | <
             ^ | 其中：中央财政资金 | 200 | 200 | 100% | <
             ^ | 地方资金 | 100 | 100 | 100% | <
             资金管理情况 |  | 情况说明 | < | 存在问题和改进措施 | <
             ^ | 分配科学性 | 按因素法分配 | < | 无 | <
             ^ | 下达及时性 | 30日内下达 | < | 无 | <
             一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施
             产出指标 | 数量指标 | 里程 | ≥3公里 | 4公里 | ",
            Method::Worksheet,
        ),
    ]);
    assert_eq!(shown(&forms[0]), ["产出指标/数量指标/里程 - ≥3公里"]);
    assert_eq!(codes(&findings), [""; 0], "{findings:?}");
}

#[test]
fn of_two_departments_the_lower_answers_and_two_totals_are_said() {
    let (forms, findings) = read(vec![
        text("项目支出绩效目标申报表"),
        table(
            "项目名称 | 道路 | < | <
             省级主管部门 | 某省厅 | 地方主管部门 | 某县局
             预算总额 | 100 | < | <
             一级指标 | 二级指标 | 三级指标 | 指标值
             产出指标 | 数量指标 | 里程 | ≥3公里",
            Method::Worksheet,
        ),
    ]);
    assert_eq!(forms[0].department.as_deref(), Some("某县局"));
    assert_eq!(codes(&findings), [""; 0]);
    let (_, findings) = read(vec![
        text("项目支出绩效目标申报表"),
        table(
            "项目名称 | 道路 | < | <
             资金总额 | 300 | 预算总额 | 100
             一级指标 | 二级指标 | 三级指标 | 指标值
             产出指标 | 数量指标 | 里程 | ≥3公里",
            Method::Worksheet,
        ),
    ]);
    assert_eq!(codes(&findings), ["amount-unreadable"], "{findings:?}");
}
