//! Forms of every layout, from tables written as text: a line a row, cells between `|`, `^` covered from above, `<` covered
//! from the left.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failing test may panic")]

use jixiao::model::{Kind, Method};
use proptest::prelude::*;

use crate::pictures::{only, read, shown, table, text};

fn amount(value: Option<rust_decimal::Decimal>) -> String {
    value.map_or_else(|| "-".to_owned(), |v| v.to_string())
}

#[test]
fn a_card_with_two_sides() {
    let form = only(vec![
        text("项目支出绩效目标申报表"),
        text("（2024年度）"),
        table(
            "项目名称 | < | 测试项目 | < | < | < | < | <
             主管部门及代码 | < | 某局 | < | < | 实施单位 | 某中心 | <
             项目属性 | < | 新增 | < | < | 项目期 | 3年 | <
             项目资金（元） | < | 中期资金总额： | < | 300 | 年度资金总额： | < | 100
             ^ | < | 其中：财政拨款 | < | 200 | 其中：财政拨款 | < | 90
             ^ | < | 其他资金 | < | 100 | 其他资金 | < | 10
             总体目标 | 中期目标（2024年-2026年） | < | < | < | 年度目标 | < | <
             ^ | 三年做完 | < | < | < | 今年做一半 | < | <
             绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
             ^ | 产出指标 | 数量指标 | 培训人数 | ≥300人 | 数量指标 | 培训人数 | ≥100人
             ^ | ^ | 质量指标 | 合格率 | 95% | 质量指标 | 通过率 | 90%
             ^ | 满意度指标 | 服务对象满意度指标 |  |  | 服务对象满意度指标 | 满意度 | ≥90%",
            Method::Rules,
        ),
    ]);
    assert_eq!((form.kind, form.year, form.unit.as_deref()), (Kind::ProjectCard, Some(2024), Some("元")));
    let project = &form.projects[0];
    assert_eq!((project.name.as_deref(), project.budget_unit.as_deref()), (Some("测试项目"), Some("某中心")));
    assert_eq!((project.goal.as_deref(), project.goal_period.as_deref()), (Some("今年做一半"), Some("三年做完")));
    let period = project.amounts_period.unwrap();
    assert_eq!(
        [amount(project.amounts.total), amount(project.amounts.fiscal), amount(project.amounts.other)],
        ["100", "90", "10"]
    );
    assert_eq!([amount(period.total), amount(period.fiscal), amount(period.other)], ["300", "200", "100"]);
    assert_eq!(
        shown(&form),
        [
            "产出指标/数量指标/培训人数 ≥300人 ≥100人",
            "产出指标/质量指标/合格率 95% -",
            "产出指标/质量指标/通过率 - 90%",
            "满意度指标/服务对象满意度指标/满意度 - ≥90%",
        ]
    );
}

#[test]
fn a_card_of_2021_with_points_and_criteria() {
    let form = only(vec![table(
        "项目支出绩效目标表 | < | < | < | < | < | <
         （2025年度） | < | < | < | < | < | <
         单位：万元 | < | < | < | < | < | <
         项目名称 | 某工程 | < | < | 项目负责人 | 张三 | <
         预算资金 | 12.5 | < | < | < | < | <
         年度绩效目标 | 完成某工程 | < | < | < | < | <
         绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 绩效标准 | 分值
         ^ | 成本指标（20分） | 经济成本指标 | 总成本 | ≤12.5万元 | 直接赋分 | 20
         ^ | 产出指标（40分） | 数量指标 | 公里数 | 3 | 按比例 | 40
         ^ | 效益指标 | 社会效益 | 出行 | 明显改善 | 分级 | 30",
        Method::Worksheet,
    )]);
    assert_eq!(
        (form.kind, form.title.as_deref(), form.year),
        (Kind::ProjectCard, Some("项目支出绩效目标表"), Some(2025))
    );
    assert_eq!(form.unit.as_deref(), Some("万元"));
    assert_eq!(amount(form.projects[0].amounts.total), "12.5");
    assert_eq!(
        shown(&form),
        [
            "成本指标/经济成本指标/总成本 - ≤12.5万元",
            "产出指标/数量指标/公里数 - 3",
            "效益指标/社会效益/出行 - 明显改善"
        ]
    );
    assert_eq!(amount(form.projects[0].indicators[1].points), "40");
}

#[test]
fn a_department_form_of_five_columns_with_basic_information() {
    let form = only(vec![
        text("2023年部门整体支出绩效目标申报表"),
        table(
            "部门（单位）名称 | 某市水务局 | < | < | <
             年度预算情况 | 部门预算支出 | 预算金额（万元） | 收入来源 | 预算金额（万元）
             ^ | 基本支出 | 1,000.50 | 财政拨款 | 1500.50
             ^ | 项目支出 | 500 | 其他资金 | 
             总体绩效目标 | 保障供水 | < | < | <
             年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | <
             ^ | ^ | ^ | 总额 | 财政拨款
             ^ | 供水 | 管网改造 | 300 | 300
             ^ | 排水 | 清淤 | 200 | 100
             ^ | 金额合计 | < | 500 | 400
             年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
             ^ | 产出指标 | 数量指标 | 管网长度 | ≥10公里
             ^ | ^ | 时效指标 | 完成时间 | 12月底前
             ^ | 效益指标 |  | 内涝点 | ≤2个",
            Method::Rules,
        ),
    ]);
    assert_eq!(
        (form.kind, form.department.as_deref(), form.unit.as_deref()),
        (Kind::Department, Some("某市水务局"), Some("万元"))
    );
    let budget: Vec<_> = form.budget.iter().map(|b| format!("{}/{}/{}", b.group, b.label, amount(b.amount))).collect();
    assert_eq!(budget, ["部门预算支出/基本支出/1000.50", "部门预算支出/项目支出/500", "收入来源/财政拨款/1500.50"]);
    let tasks: Vec<_> = form.tasks.iter().map(|t| format!("{}:{}", t.name.clone().unwrap(), amount(t.funds))).collect();
    assert_eq!(tasks, ["供水:300", "排水:200"]);
    assert_eq!(form.overall_goal.as_deref(), Some("保障供水"));
    assert_eq!(
        shown(&form),
        ["产出指标/数量指标/管网长度 - ≥10公里", "产出指标/时效指标/完成时间 - 12月底前", "效益指标/-/内涝点 - ≤2个"]
    );
}

#[test]
fn monitoring_in_the_order_of_another_city() {
    let form = only(vec![
        text("项目支出绩效目标执行监控表"),
        table(
            "项目名称 | 普法 | < | < | < | <
             实施单位 | 某所 | < | 主管部门 | 某局 | <
             项目资金（万元） |  | 年初预算数 | 1-7月执行数 | 执行率 | <
             ^ | 年度资金总额 | 20 | 8 | 40% | <
             ^ | 其中：财政拨款 | 20 | 8 | 40% | <
             年度总体目标 | 讲课 | < | < | < | <
             绩效指标 | 一级指标 | 三级指标 | 年度指标值 | 1-7月执行情况 | 目标完成可能性
             ^ | 产出指标 | 讲课次数 | ≥10次 | 6次 | 确定能
             ^ | ^ | 听课人数 | ≥300人 | 100人 | 有可能",
            Method::Rules,
        ),
    ]);
    assert_eq!(form.kind, Kind::Monitoring);
    let project = &form.projects[0];
    assert_eq!(amount(project.amounts.total), "20");
    assert_eq!(amount(project.execution.unwrap().spent), "8");
    let actual: Vec<_> = project.indicators.iter().map(|i| i.actual.clone().unwrap().raw).collect();
    assert_eq!((project.goal.as_deref(), actual), (Some("讲课"), vec!["6次".to_owned(), "100人".to_owned()]));
}

#[test]
fn a_list_with_columns_in_another_order_and_two_header_rows() {
    let form = only(vec![
        text("2024年项目绩效目标表"),
        text("填报单位：某局    金额单位：万元"),
        table(
            "序号 | 绩效目标 | 项目名称 | 预算资金 | < | < | 绩效指标
             ^ | ^ | ^ | 合计 | 财政拨款 | 其他资金 | ^
             合计 | < | < | 30 | 25 | 5 | 
             1 | 修路 | 道路 | 10 | 5 | 5 | 1、产出指标：里程，年度指标值：≥3公里。
             2 | 修桥 | 桥梁 | 20 | 20 |  | 1、产出指标：座数，年度指标值：1座。",
            Method::Rules,
        ),
    ]);
    assert_eq!((form.unit.as_deref(), form.year, form.subtotals.len()), (Some("万元"), Some(2024), 1));
    assert_eq!(amount(form.subtotals[0].amounts.fiscal), "25");
    let projects: Vec<_> =
        form.projects.iter().map(|p| format!("{} {}", p.name.clone().unwrap(), amount(p.amounts.total))).collect();
    assert_eq!(projects, ["道路 10", "桥梁 20"]);
    assert_eq!(shown(&form), ["产出指标/-/里程 - ≥3公里", "产出指标/-/座数 - 1座"]);
}

#[test]
fn agency_rows_are_known_by_their_sums() {
    let form = only(vec![
        text("项目支出绩效目标表"),
        table(
            "项目名称 | 总计 | 绩效目标 | 绩效指标
             甲单位办公室 | 30 |  | 
             道路 | 10 | 修路 | 1、产出指标：里程，年度指标值：≥3公里。
             桥梁 | 20 | 修桥 | 1、产出指标：座数，年度指标值：1座。
             乙项目 | 7 |  | ",
            Method::Rules,
        ),
    ]);
    let projects: Vec<_> = form.projects.iter().map(|p| (p.name.clone().unwrap(), p.budget_unit.clone())).collect();
    let unit = Some("甲单位办公室".to_owned());
    assert_eq!(
        projects,
        [("道路".to_owned(), unit.clone()), ("桥梁".to_owned(), unit.clone()), ("乙项目".to_owned(), unit)]
    );
}

#[test]
fn a_flat_list_continues_in_a_table_without_header() {
    let head = "项目名称 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
                 道路 | 修路 | 产出指标 | 数量指标 | 里程 | ≥ | 3 | 公里
                 ^ | ^ | ^ | 质量指标 | 合格 | 定性 | 优良 | ";
    let rest = " |  | 效益指标 | 社会效益指标 | 出行 | ≥ | 90 | %
                 桥梁 | 修桥 | 产出指标 | 数量指标 | 座数 | = | 1 | 座";
    let (forms, findings) =
        read(vec![text("项目绩效目标表"), table(head, Method::Rules), table(rest, Method::Rules), text("注：测试")]);
    assert_eq!((forms.len(), forms[0].projects.len()), (1, 2));
    assert_eq!(
        shown(&forms[0]),
        [
            "产出指标/数量指标/里程 - ≥3公里",
            "产出指标/质量指标/合格 - 优良",
            "效益指标/社会效益指标/出行 - ≥90%",
            "产出指标/数量指标/座数 - =1座",
        ]
    );
    assert_eq!(forms[0].notes, ["注：测试"]);
    assert!(findings.iter().any(|f| f.code.0 == "table-continued"));
}

#[test]
fn left_shifted_rows_of_a_text_are_put_right() {
    let picture = "部门名称 | 某局 |  |  |  | 
        总体绩效目标 | 目标 |  |  |  | 
        年度重点工作任务 | 名称 | 主要实施内容 | 拟投入的资金（万元） | 期望达到的目标（概述） | 
         | 任务甲 | 内容 | 5.00 | 目标 | 
        任务乙 | 内容 | 6.00 | 目标 |  | 
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 实施周期指标值 | 年度指标值
         | 产出指标 | 数量指标 | 甲 | 1次 | 1次
        乙（人） | 12人 | 12人 |  |  | 
         |  | 丙 | 合格 | 合格 | 
         | 成本指标 |  |  |  | 
         | 效益指标 | 社会效益指标 | 丁 | 良好以上 | 良好以上
         | 生态效益指标 |  |  |  | ";
    let (forms, findings) = read(vec![text("部门整体预算绩效目标申报表"), table(picture, Method::Text)]);
    assert_eq!(
        shown(&forms[0]),
        [
            "产出指标/数量指标/甲 1次 1次",
            "产出指标/数量指标/乙（人） 12人 12人",
            "产出指标/数量指标/丙 合格 合格",
            "效益指标/社会效益指标/丁 良好以上 良好以上",
        ]
    );
    let tasks: Vec<_> = forms[0].tasks.iter().map(|t| (t.name.clone().unwrap(), amount(t.funds))).collect();
    assert_eq!(tasks, [("任务甲".to_owned(), "5.00".to_owned()), ("任务乙".to_owned(), "6.00".to_owned())]);
    assert_eq!(findings.iter().filter(|f| f.code.0 == "row-shifted").count(), 5);
}

#[test]
fn labels_with_one_wrong_character_are_read_with_a_finding() {
    let (forms, findings) = read(vec![table(
        "项目名称 | 某项目 | < | <
         一级指标 | 二级指标 | 三级指桥 | 指标值
         产岀指标 | 数量指标 | 次数 | 5次",
        Method::Rules,
    )]);
    assert_eq!(shown(&forms[0]), ["产岀指标/数量指标/次数 - 5次"]);
    assert_eq!(findings.iter().filter(|f| f.code.0 == "label-near-miss").count(), 2);
}

#[test]
fn a_blank_template_is_a_form_without_indicators() {
    let form = only(vec![
        text("项目支出绩效自评表"),
        table(
            "项目名称 |  | < | < | < | <
             主管部门 |  | < | 实施单位 |  | <
             绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
             ^ | 产出指标 | 数量指标 |  |  | 
             ^ | ^ | 质量指标 |  |  | ",
            Method::Rules,
        ),
    ]);
    assert_eq!((form.kind, shown(&form).len()), (Kind::SelfEvaluation, 0));
}

#[test]
fn heads_of_cards_may_stand_over_the_table() {
    let form = only(vec![
        text("2024年项目支出绩效自评"),
        text("项目名称：普法经费"),
        text("主管部门：某局  单位：元"),
        table(
            "年度总体目标 | 完成普法 | < | < | < | <
             项目 | 预算数 | 执行数 | 执行率 | < | <
             年度资金总额 | 100 | 90 | 90% | < | <
             一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
             产出指标 | 数量指标 | 场次 | ≥5场 | 6场 | 10
             总分 | < | < | < | < | 98",
            Method::Rules,
        ),
    ]);
    let project = &form.projects[0];
    assert_eq!(
        (form.kind, form.title.as_deref(), form.year),
        (Kind::SelfEvaluation, Some("2024年项目支出绩效自评"), Some(2024))
    );
    assert_eq!((project.name.as_deref(), project.goal.as_deref()), (Some("普法经费"), Some("完成普法")));
    assert_eq!((form.department.as_deref(), form.unit.as_deref()), (Some("某局"), Some("元")));
    let execution = project.execution.unwrap();
    assert_eq!(
        [amount(project.amounts.total), amount(execution.spent), amount(execution.total_score)],
        ["100", "90", "98"]
    );
}

#[test]
fn a_list_printed_with_title_and_header_on_each_page_is_one_form() {
    let page = |row: &str| table(&format!("项目名称 | 绩效目标 | 绩效指标\n{row}"), Method::Rules);
    let blocks = |title: &str, other: &str| {
        vec![
            text(title),
            page("道路 | 修路 | 1、产出指标：里程，年度指标值：≥3公里。"),
            text(other),
            page("桥梁 | 修桥 | 1、产出指标：座数，年度指标值：1座。"),
            text("注：1.测试"),
            text("2.再测试"),
        ]
    };
    let form = only(blocks("项目支出绩效目标表", "项目支出绩效目标表（续表）"));
    assert_eq!((form.projects.len(), form.notes.len()), (2, 2));
    assert_eq!(read(blocks("甲局项目支出绩效目标表", "乙局项目支出绩效目标表")).0.len(), 2);
}

#[test]
fn budgets_and_prose_give_no_form() {
    let (forms, _) = read(vec![
        text("四、绩效目标设置情况"),
        text("2025年度，本单位编报绩效目标的项目共25个，涉及项目预算资金11381.60万元。"),
        text("部门项目支出预算表"),
        table(
            "部门名称 | 某局 | < | < | <
             项目名称 | 合计 | 财政拨款 | 财政专户拨款 | 其他资金
             道路 | 10 | 10 |  | 
             桥梁 | 20 | 20 |  | ",
            Method::Rules,
        ),
        table("年度 | 预算 | 执行\n2021 | 10 | 9", Method::Rules),
        table("指标名称 | 单位 | 指标值\n地区生产总值 | 亿元 | 100", Method::Rules),
        table(
            "一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准\n决策 | 立项 | 立项依据 | 5 | 充分得5分",
            Method::Rules,
        ),
    ]);
    assert_eq!(forms, []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    /// Whatever labels stand wherever: a result, and each indicator and project within bounds of its finding.
    #[test]
    fn any_table_is_read_without_panic(
        rows in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 0..9), 0..14),
        method in prop::sample::select(vec![Method::Text, Method::Rules, Method::Alignment, Method::Worksheet]),
        split in 0..14_usize,
    ) {
        let picture = |rows: &[Vec<usize>]| {
            let lines: Vec<String> = rows.iter().map(|r| r.iter().map(|&n| WORDS[n]).collect::<Vec<_>>().join("|")).collect();
            lines.join("\n")
        };
        let (first, second) = rows.split_at(split.min(rows.len()));
        let blocks = vec![text("项目支出绩效目标表"), table(&picture(first), method), text("注：1."), table(&picture(second), method)];
        let (forms, findings) = read(blocks);
        for finding in findings {
            let Some(form) = finding.form else {
                prop_assert!(matches!(finding.code.0.as_ref(), "form-not-read" | "no-form"));
                continue;
            };
            let form = &forms[form];
            let project = finding.project.map(|p| &form.projects[p]);
            let indicators = project.map_or(&form.indicators, |p| &p.indicators);
            prop_assert!(finding.indicator.is_none_or(|i| i < indicators.len()));
        }
    }
}

const WORDS: [&str; 34] = [
    "",
    "^",
    "<",
    "项目名称",
    "部门名称",
    "主管部门",
    "绩效目标",
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "预算整体情况",
    "部门预算支出",
    "预算金额（万元）",
    "年度重点工作任务",
    "名称",
    "主要实施内容",
    "拟投入的资金",
    "合计",
    "总计",
    "财政拨款",
    "12.50",
    "某局",
    "1、产出指标：甲，年度指标值：≥5次。2、满意",
    "产出指标",
    "成本指标",
    "数量指标",
    "≥95%",
    "总分",
    "年初预算数",
    "全年执行数",
    "单位：万元",
];
