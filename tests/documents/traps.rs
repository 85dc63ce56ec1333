//! The catalogue of irregularities: each trap that published forms and their dumps hold, as small as it can be, in the words of
//! another department. Those that need a whole document are golden cases (`golden/text-000` … `text-004`).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failing test may panic")]

use jixiao::model::{Finding, Form, Indicator, Target, TargetKind};
use jixiao::validate::Rules;
use jixiao::{Options, extract, reconstruct, validate};

struct Read {
    forms: Vec<Form>,
    findings: Vec<Finding>,
}

fn read(text: &str) -> Read {
    let options = Options::default();
    let input = extract::from_bytes("dump.txt".to_owned(), text.as_bytes().to_vec(), &options).unwrap();
    let reading = reconstruct::read(&input, &options.vocabulary);
    let recognised = reconstruct::forms(&reading, &options.vocabulary);
    let mut findings: Vec<Finding> = reading.findings.into_iter().chain(recognised.findings).collect();
    findings.extend(validate::check(&recognised.forms, &findings, &Rules::default()).findings);
    Read { forms: recognised.forms, findings }
}

impl Read {
    fn has(&self, code: &str) -> bool {
        self.findings.iter().any(|f| f.code.0 == code)
    }

    fn indicators(&self) -> Vec<&Indicator> {
        self.forms.iter().flat_map(|f| f.all_indicators().map(|(_, i)| i)).collect()
    }
}

/// A list with a row a project: goal and packed indicators.
fn list(rows: &[(&str, &str, &str)]) -> String {
    let mut text = "项目支出绩效目标表\n主管部门\t预算单位\t项目名称\t绩效目标\t绩效指标\n".to_owned();
    for (name, goal, packed) in rows {
        text.push_str(&format!("长沙市水务局\t长沙市河道管理所\t{name}\t{goal}\t{packed}\n"));
    }
    text
}

fn packed(cell: &str) -> Read {
    read(&list(&[("河道清淤经费", "完成年度清淤任务，确保行洪安全。", cell)]))
}

/// A value beside the name of an ordinary indicator.
fn value(name: &str, printed: &str) -> Target {
    let read = packed(&format!("1、产出指标：{name}，年度指标值：{printed}。"));
    let indicators = read.indicators();
    assert_eq!(indicators.len(), 1, "{printed}");
    indicators[0].annual_target.clone().unwrap()
}

fn shown(target: &Target) -> String {
    let number = target.value.map(|v| v.to_string()).unwrap_or_default();
    format!("{}{number}{}", target.operator.map_or("", |o| o.sign()), target.unit.clone().unwrap_or_default())
}

#[test]
fn a1_numbering_restarts_and_stays_as_printed() {
    let read = packed(
        "1、产出指标：清淤长度，年度指标值：不少于12公里。2、效益指标：水质达标率，年度指标值：≥90%。\
         1、产出指标：巡查次数，年度指标值：≥48次。",
    );
    let seqs: Vec<_> = read.indicators().iter().map(|i| i.seq.clone().unwrap()).collect();
    assert_eq!(seqs, ["1", "2", "1"]);
    assert!(read.has("numbering"));
}

#[test]
fn a2_a5_a6_what_a_value_may_hold() {
    let cell = "1、产出指标：设备购置，年度指标值：1.购置水泵至少两台。2.购置发电机、3.配备标识牌。\
                2、产出指标：水质评定，年度指标值：全部河段纳入评定范围。达标率要达到85%。\
                3、产出指标：人均巡查次数，年度指标值：100%。（人均巡查次数为年度平均值。）";
    let read = packed(cell);
    let raws: Vec<_> = read.indicators().iter().map(|i| i.annual_target.clone().unwrap().raw).collect();
    assert_eq!(
        raws,
        ["1.购置水泵至少两台。2.购置发电机、3.配备标识牌", "全部河段纳入评定范围。达标率要达到85%", "100%"]
    );
    assert_eq!(read.indicators()[0].annual_target.clone().unwrap().kind, TargetKind::Qualitative);
    assert_eq!(read.indicators()[1].annual_target.as_ref().map(shown).unwrap(), "≥85%");
    assert_eq!(read.indicators()[2].remark.as_deref(), Some("（人均巡查次数为年度平均值。）"));
}

#[test]
fn a3_numbering_in_a_goal_is_no_indicator() {
    let goal = "1、完成清淤任务；2、确保行洪安全；6、保障后勤。";
    let read = read(&list(&[("河道清淤经费", goal, "1、产出指标：清淤长度，年度指标值：≥12公里。")]));
    assert_eq!(read.forms[0].projects[0].goal.as_deref(), Some(goal));
    assert_eq!(read.indicators().len(), 1);
}

#[test]
fn a4_doubled_stops_end_an_item_and_are_reported() {
    let read = packed("1、产出指标：验收，年度指标值：100%合。。2、产出指标：清淤长度，年度指标值：≥12公里。。");
    let raws: Vec<_> = read.indicators().iter().map(|i| i.annual_target.clone().unwrap().raw).collect();
    assert_eq!(raws, ["100%合", "≥12公里"]);
    assert!(read.has("doubled-punctuation"));
}

#[test]
fn a7_a8_widths_and_brackets_stay_as_printed() {
    let name = "湘水〔2023〕12号、﹝2022﹞7号镇(街)、村（社区）清淤";
    let read = read(&list(&[(
        name,
        "好。",
        "1、产出指标:镇(街)覆盖率,年度指标值:100%。2、效益指标：村（社区）满意率，年度指标值：≥90%。",
    )]));
    assert_eq!(read.forms[0].projects[0].name.as_deref(), Some(name));
    let names: Vec<_> = read.indicators().iter().map(|i| i.level3.clone().unwrap()).collect();
    assert_eq!(names, ["镇(街)覆盖率", "村（社区）满意率"]);
}

#[test]
fn a9_spaces_that_a_wrap_left_are_closed_and_others_stay() {
    let read = read(&list(&[(
        "河道清淤 经费",
        "方便沿岸居 民出行，购置 3 台水泵。",
        "1、产出指标：巡查 次数，年度指标值：≥48次。",
    )]));
    let project = &read.forms[0].projects[0];
    assert_eq!(project.name.as_deref(), Some("河道清淤经费"));
    assert_eq!(project.goal.as_deref(), Some("方便沿岸居民出行，购置 3 台水泵。"));
    assert_eq!(read.indicators()[0].level3.as_deref(), Some("巡查次数"));
}

#[test]
fn a10_to_a16_numbers_operators_and_units() {
    for (name, printed, expected) in [
        ("人员考核", "每半年考核合格率(60分以上)95%以上", "≥95%"),
        ("热线", "拨打“12345”热线接通率不低于90%", "≥90%"),
        ("2023年完成河段", "≥14条", "≥14条"),
        ("故障处理", "处理时间小于十分钟", "<10分钟"),
        ("协作范围", "五省一自治区", ""),
        ("河长制落实", "全面落实", ""),
        ("巡查时间（小时）", "≥8", "≥8小时"),
        ("巡查完成率（%）", "≥95%", "≥95%"),
        ("受理群众来电", "60件(次/宗)", "=60件(次/宗)"),
        ("发放宣传品", "≥20次（件）", "≥20次（件）"),
        ("系统并发", "≥100个/秒", "≥100个/秒"),
        ("经费支出", "不超过40万元", "≤40万元"),
        ("办结时限", "自受理之日起15日内", "≤15日"),
        ("投诉率", "低于2%", "<2%"),
        ("达标率", "法定期限达标率100%", "=100%"),
        ("平均成功率", "调解成功率97.5%以上", "≥97.5%"),
    ] {
        assert_eq!(shown(&value(name, printed)), expected, "{name}: {printed}");
    }
}

#[test]
fn a12_several_targets_in_one_value() {
    for (printed, expected) in [
        ("累计不少于8个小时或3个半天", vec!["≥8小时", "≥3个半天"]),
        ("《水情》10期，《河湖大讲堂》6期", vec!["=10期", "=6期"]),
        ("处级≥110学分，科级≥90学分", vec!["≥110学分", "≥90学分"]),
    ] {
        let target = value("培训", printed);
        assert_eq!(
            (target.value, target.parts.iter().map(shown).collect::<Vec<_>>()),
            (None, expected.iter().map(|s| (*s).to_owned()).collect())
        );
    }
}

#[test]
fn a15_a17_a18_what_is_missing_or_doubled_is_reported() {
    let cell = "1、产出指标：宣传资料发放，年度指标值：≥480。2、产出指标：巡查次数，年度指标值：≥48次。";
    let goal = "通过清淤保障河道行洪安全。";
    let read = read(&list(&[("清淤一期", goal, cell), ("清淤二期", goal, cell)]));
    assert!(read.has("unit-missing") && read.has("duplicate-project") && read.has("class-missing"));
    assert_eq!(read.forms[0].projects.len(), 2);
}

#[test]
fn the_same_indicator_without_its_operator_is_reported() {
    let cell = |target: &str| {
        format!("1、产出指标：故障排除速度，年度指标值：{target}。2、效益指标：满意率，年度指标值：≥90%。")
    };
    let cells = [cell("<24小时"), cell("≤24小时"), cell("24小时内"), cell("24小时")];
    let rows: Vec<(&str, &str, &str)> =
        ["一期", "二期", "三期", "四期"].into_iter().zip(&cells).map(|(n, c)| (n, "保障运行。", c.as_str())).collect();
    let read = read(&list(&rows));
    let missing: Vec<_> = read.findings.iter().filter(|f| f.code.0 == "operator-missing").map(|f| f.project).collect();
    assert_eq!(missing, [Some(3)]);
}

#[test]
fn cells_cut_by_their_row_are_kept_as_they_are_and_reported() {
    let rows = [
        ("清淤一期", "", "1、产出指标：清淤长度，年度指标值：≥12公里。"),
        ("清淤二期", "保障行洪。", "次数，年度指标值：21。3、效益指标：投诉率，年度指标值：低于"),
        ("清淤三期", "保障行洪。", "1、产出指标：巡查次数，年度指标值：≥48次。2、满意"),
        ("清淤四期", "保障行洪。", ""),
        ("清淤五期", "保障行洪。", "1、产出指标：巡查次数，年度指标值：≥48次。2、满意度指标：服务对象"),
    ];
    let read = read(&list(&rows));
    let projects = &read.forms[0].projects;
    assert!(read.has("goal-missing") && read.has("indicators-missing"));
    let head = &projects[1].indicators[0];
    assert_eq!((head.level1.clone(), head.level3.as_deref(), head.partial), (None, Some("次数"), true));
    let tail = projects[1].indicators[1].annual_target.clone().unwrap();
    assert_eq!((tail.raw.as_str(), tail.value), ("低于", None));
    let fragment = projects[2].indicators.last().unwrap();
    assert_eq!(
        (fragment.seq.as_deref(), &fragment.level1, &fragment.level3, fragment.partial),
        (Some("2"), &None, &None, true)
    );
    let cut = projects[4].indicators.last().unwrap();
    assert_eq!(
        (cut.level1.as_deref(), cut.level3.as_deref(), cut.partial),
        (Some("满意度指标"), Some("服务对象"), true)
    );
    assert!(read.findings.iter().filter(|f| f.code.0 == "truncated-indicator").count() >= 4);
}

#[test]
fn wrapped_lines_break_words_numbers_and_brackets_anywhere() {
    let unit = "长沙市水务局(部\n门)\n\n长沙市河道管理所";
    let text = format!(
        "项目支出绩效目标表\n\n主管部门 预算单位 项目名称 绩效目标 绩效指标\n\n\
         {unit}\n湘财农〔2023〕12号河道（一\n期）清淤养护工作经费\n\n\
         通过清淤养护，保障河道行洪安全，改善沿岸居民（含租户）生活环境，防范化解各类水患风险，提高治\n\
         理能力。\n\n\
         1、产出指标：清淤长度，年度指标值：清淤总长度不少\n于12公里。2\n、产出指标：巡查次数，年度指\n\
         标值：每月巡查不低\n于4次。3、效益指\n标：水质达标率，年度指标值：达到90%以上\n。\n\n\
         {unit} 堤防养护经费 通过养护保障堤防安全，提高沿岸防洪能力。\n\n\
         1、产出指标：养护长度，年度指标值：≥30公里。2、满意度指标：群众满意度，年度指标值：≥90%。\n"
    );
    let read = read(&text);
    let projects = &read.forms[0].projects;
    assert_eq!(projects.len(), 2, "{projects:#?}");
    assert_eq!(projects[0].department.as_deref(), Some("长沙市水务局(部门)"));
    assert_eq!(projects[0].name.as_deref(), Some("湘财农〔2023〕12号河道（一期）清淤养护工作经费"));
    assert!(projects[0].goal.as_deref().unwrap().ends_with("提高治理能力。"));
    let targets: Vec<_> = projects[0].indicators.iter().map(|i| shown(i.annual_target.as_ref().unwrap())).collect();
    assert_eq!(targets, ["≥12公里", "≥4次", "≥90%"]);
    assert_eq!(projects[1].name.as_deref(), Some("堤防养护经费"));
    assert_eq!(projects[1].indicators.len(), 2);
}

#[test]
fn sums_and_agency_rows_are_no_projects() {
    let text = "2024年项目支出绩效目标表\n部门名称：长沙市水务局\t\t\t单位：万元\n\
                项目名称（资金使用单位）\t总计\t财政拨款\t绩效目标\t绩效指标\n\
                合计\t30.00\t30.00\t\t\n长沙市河道管理所\t30.00\t30.00\t\t\n\
                “两河”：湘江 清淤项目\t10.00\t10.00\t保障行洪。\t1、产出指标：清淤长度，年度指标值：≥12公里。\n\n\
                堤防养护\t20.00\t20.00\t保障堤防。\t1、产出指标：养护长度，年度指标值：≥30公里。\n注：不含保密项目。";
    let read = read(text);
    let form = &read.forms[0];
    assert_eq!(
        (form.year, form.unit.as_deref(), form.department.as_deref()),
        (Some(2024), Some("万元"), Some("长沙市水务局"))
    );
    assert_eq!((form.subtotals.len(), form.projects.len(), form.notes.len()), (2, 2, 1));
    assert_eq!(form.projects[0].name.as_deref(), Some("“两河”：湘江清淤项目"));
    assert_eq!(form.projects[0].budget_unit.as_deref(), Some("长沙市河道管理所"));
    assert!(!read.has("total-mismatch"));
}
