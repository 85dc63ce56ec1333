//! Random forms with merged cells, printed as tab-separated rows (what merged cells cover is blank, printed again, or lost, so
//! that rows stand too far left) and as wrapped lines.

use jixiao::model::{Form, Indicator};
use jixiao::reconstruct;
use jixiao::vocabulary::Vocabulary;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::compare::read;
use crate::printing::wrap;
use crate::projects::{CLAUSES, NAME_ENDS, NAMES, PLACES, TOPICS, VALUES, pick};

/// Classes of the second level with those of the first.
const LEVELS: [(&str, &str); 7] = [
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "经济效益指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "可持续影响指标"),
    ("满意度指标", "服务对象满意度指标"),
];

/// How a dump shows the slots below the first of a merged cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Covered {
    Blank,
    PrintedAgain,
    Lost,
}

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Layout {
    FlatList,
    Department,
    SelfEvaluation,
    Card,
    Monitoring,
}

/// An indicator: its place among [`LEVELS`], its name, its value.
type Item = (usize, &'static str, &'static str);

/// A project, or the whole department, with its indicators in order of their classes.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    name: String,
    goal: String,
    items: Vec<Item>,
}

pub(crate) fn covered() -> impl Strategy<Value = Covered> {
    prop_oneof![Just(Covered::Blank), Just(Covered::PrintedAgain), Just(Covered::Lost)]
}

pub(crate) fn layout() -> impl Strategy<Value = Layout> {
    prop_oneof![Just(Layout::FlatList), Just(Layout::Department), Just(Layout::SelfEvaluation)]
}

pub(crate) fn any_layout() -> impl Strategy<Value = Layout> {
    prop_oneof![3 => layout(), 1 => Just(Layout::Card), 1 => Just(Layout::Monitoring)]
}

pub(crate) fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let items = vec((0..LEVELS.len(), pick(&NAMES), pick(&VALUES)), 1..9);
    let entry = (pick(&PLACES), pick(&TOPICS), pick(&NAME_ENDS), vec(pick(&CLAUSES), 1..4), items);
    vec(entry, 1..4).prop_map(|entries| {
        let made = entries.into_iter().zip(1..).map(|((place, topic, end, clauses, mut items), n)| {
            items.sort_by_key(|i| i.0);
            Entry { name: format!("{place}{topic}{end}{n}"), goal: clauses.join("，") + "。", items }
        });
        made.collect()
    })
}

/// A row: its cells, and how many leading ones are covered from above.
type Row = (Vec<String>, usize);

/// The rows of indicators: classes, name and what stands behind it; `head` stands merged to the left of all.
fn indicator_rows(entry: &Entry, head: &[String], behind: impl Fn(&str) -> Vec<String>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut above: Option<(&str, &str)> = None;
    for &(level, name, value) in &entry.items {
        let (first, second) = LEVELS[level];
        let covered = match above {
            None => 0,
            Some((one, _)) if one != first => head.len(),
            Some((_, two)) if two != second => head.len() + 1,
            Some(_) => head.len() + 2,
        };
        above = Some((first, second));
        let own = [first, second, name].map(str::to_owned);
        rows.push((head.iter().cloned().chain(own).chain(behind(value)).collect(), covered));
    }
    rows
}

fn header(cells: &[&str]) -> Row {
    (cells.iter().map(|c| (*c).to_owned()).collect(), 0)
}

fn print(rows: &[Row], covered: Covered) -> String {
    let line = |(cells, below): &Row| {
        let cells: Vec<&str> = match covered {
            Covered::PrintedAgain => cells.iter().map(String::as_str).collect(),
            Covered::Blank => cells.iter().enumerate().map(|(n, c)| if n < *below { "" } else { c.as_str() }).collect(),
            Covered::Lost => {
                cells.iter().skip(*below).map(String::as_str).chain(std::iter::repeat_n("", *below)).collect()
            }
        };
        cells.join("\t")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A form: the lines over it, and its rows.
type Printed = (&'static str, Vec<Row>);

/// The dump of forms as tab-separated rows.
pub(crate) fn dump(entries: &[Entry], layout: Layout, covered: Covered, office: &str) -> String {
    let forms = forms(entries, layout, office);
    forms.iter().map(|(head, rows)| format!("{head}{}\n", print(rows, covered))).collect::<Vec<_>>().join("\n")
}

/// The dump of forms as wrapped lines: a line of a cell on a line of its own, cells of one line side by side, or each on a
/// line of its own and rows parted by blank lines.
pub(crate) fn wrapped_dump(entries: &[Entry], layout: Layout, office: &str, width: usize, alone: bool) -> String {
    let mut out = String::new();
    for (head, rows) in forms(entries, layout, office) {
        out.push_str(head);
        for (cells, covered) in rows {
            let mut beside = false;
            for cell in cells.iter().skip(covered).filter(|c| !c.is_empty()) {
                let lines = wrap(cell, width, true);
                let single = lines.len() == 1;
                if !out.ends_with('\n') {
                    out.push(if beside && single && !alone { ' ' } else { '\n' });
                }
                out.push_str(&lines.join("\n"));
                beside = single;
            }
            out.push_str(if alone { "\n\n" } else { "\n" });
        }
    }
    out
}

fn forms(entries: &[Entry], layout: Layout, office: &str) -> Vec<Printed> {
    match layout {
        Layout::FlatList => vec![flat_list(entries, office)],
        Layout::Department => vec![department(&entries[0], office)],
        Layout::SelfEvaluation => entries.iter().map(|e| self_evaluation(e, office)).collect(),
        Layout::Card => entries.iter().map(|e| card(e, office)).collect(),
        Layout::Monitoring => entries.iter().map(|e| monitoring(e, office)).collect(),
    }
}

fn flat_list(entries: &[Entry], office: &str) -> Printed {
    let labels =
        ["预算单位", "项目名称", "预算数", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标值", "备注"];
    let rows = entries.iter().flat_map(|entry| {
        let head = [office.to_owned(), entry.name.clone(), "12.50".to_owned(), entry.goal.clone()];
        indicator_rows(entry, &head, |value| vec![value.to_owned(), String::new()])
    });
    let rows: Vec<Row> = std::iter::once(header(&labels)).chain(rows).collect();
    ("2024年部门预算项目支出绩效目标表\n\n单位：万元\n\n", rows)
}

fn department(entry: &Entry, office: &str) -> Printed {
    let mut rows = vec![
        header(&["部门名称", office, "", "", "", ""]),
        header(&["预算整体情况", "部门预算支出", "预算金额（万元）", "收入来源", "预算金额（万元）", ""]),
        (["预算整体情况", "基本支出", "100.00", "财政拨款", "150.00", ""].map(str::to_owned).to_vec(), 1),
        (["预算整体情况", "项目支出", "50.00", "其他资金", "0.00", ""].map(str::to_owned).to_vec(), 1),
        header(&["总体绩效目标", &entry.goal, "", "", "", ""]),
        header(&["年度重点工作任务", "名称", "主要实施内容", "拟投入的资金（万元）", "期望达到的目标（概述）", ""]),
        (["年度重点工作任务", &entry.name, &entry.goal, "12.50", &entry.goal, ""].map(str::to_owned).to_vec(), 1),
        header(&["绩效指标", "一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值"]),
    ];
    rows.extend(below_label(entry, |value| vec![value.to_owned(), value.to_owned()]));
    ("部门整体预算绩效目标申报表\n\n", rows)
}

fn self_evaluation(entry: &Entry, office: &str) -> Printed {
    let mut rows = vec![
        header(&["项目名称", &entry.name, "", "", "", "", "", ""]),
        header(&["主管部门", office, "", "实施单位", office, "", "", ""]),
        header(&["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]),
        (["", "年度资金总额", "12.50", "12.50", "10.00", "10", "80%", "8"].map(str::to_owned).to_vec(), 1),
        header(&["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""]),
        (["年度总体目标", &entry.goal, "", "", "已完成", "", "", ""].map(str::to_owned).to_vec(), 1),
        header(&["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]),
    ];
    rows.extend(below_label(entry, |value| [value, value, "10", "9.5"].map(str::to_owned).to_vec()));
    ("项目支出绩效自评表\n\n（2024年度）\n", rows)
}

fn card(entry: &Entry, office: &str) -> Printed {
    let mut rows = vec![
        header(&["项目名称", &entry.name, "", "", "", ""]),
        header(&["主管部门及代码", office, "", "实施单位", office, ""]),
        header(&["项目资金（万元）", "年度资金总额：", "12.50", "", "", ""]),
        (["项目资金（万元）", "其中：财政拨款", "10.00", "", "", ""].map(str::to_owned).to_vec(), 1),
        header(&["总体目标", &entry.goal, "", "", "", ""]),
        header(&["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "备注"]),
    ];
    rows.extend(below_label(entry, |value| vec![value.to_owned(), String::new()]));
    ("项目支出绩效目标申报表\n\n（2024年度）\n", rows)
}

fn monitoring(entry: &Entry, office: &str) -> Printed {
    let labels =
        ["一级指标", "二级指标", "三级指标", "年度指标值", "1-6月执行情况", "全年预计完成情况", "完成目标可能性"];
    let mut rows = vec![
        header(&["项目名称", &entry.name, "", "", "", "", ""]),
        header(&["主管部门", office, "", "实施单位", office, "", ""]),
        header(&["年度总体目标", &entry.goal, "", "", "", "", ""]),
        header(&labels),
    ];
    rows.extend(indicator_rows(entry, &[], |value| [value, "100%", value, "确定能"].map(str::to_owned).to_vec()));
    ("项目支出绩效目标执行监控表\n\n（2024年度）\n", rows)
}

/// Indicator rows beside a section's label, which covers them all.
fn below_label(entry: &Entry, behind: impl Fn(&str) -> Vec<String>) -> Vec<Row> {
    let own = indicator_rows(entry, &["绩效指标".to_owned()], behind);
    own.into_iter().map(|(cells, below)| (cells, below.max(1))).collect()
}

/// How many indicators and goals are read as printed, and how many are printed.
pub(crate) fn right_of(entries: &[Entry], layout: Layout, text: &str) -> (usize, usize) {
    let (want, got) = wanted_and_got(entries, layout, text);
    let mut rest = got.clone();
    let right =
        want.iter().filter(|w| rest.iter().position(|g| g == *w).map(|n| rest.swap_remove(n)).is_some()).count();
    (right, want.len().max(got.len()))
}

fn wanted_and_got(entries: &[Entry], layout: Layout, text: &str) -> (Vec<String>, Vec<String>) {
    let forms = reconstruct::forms(&read(text), &Vocabulary::default()).forms;
    let entries = if layout == Layout::Department { &entries[..1] } else { entries };
    let goals = forms.iter().flat_map(|f| match layout {
        Layout::Department => vec![f.overall_goal.clone().unwrap_or_default()],
        _ => f.projects.iter().map(|p| p.goal.clone().unwrap_or_default()).collect(),
    });
    let want = entries.iter().flat_map(|e| e.items.iter().map(wanted)).chain(entries.iter().map(|e| e.goal.clone()));
    let got = forms.iter().flat_map(Form::all_indicators).map(|(_, i)| shown(i)).chain(goals);
    (want.collect(), got.collect())
}

/// Whether the forms read from a dump hold all indicators with their classes and values, and the goals.
pub(crate) fn same_forms(entries: &[Entry], layout: Layout, text: &str) -> Result<(), String> {
    let (want, got) = wanted_and_got(entries, layout, text);
    if want == got {
        return Ok(());
    }
    let unlike = want.iter().zip(&got).find(|(w, g)| w != g);
    Err(format!("{} of {} indicators and goals, {unlike:?} in\n{text}", got.len(), want.len()))
}

fn wanted(&(level, name, value): &Item) -> String {
    let (first, second) = LEVELS[level];
    format!("{first} {second} {name} {value}")
}

fn shown(indicator: &Indicator) -> String {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let value = indicator.annual_target.as_ref().map_or("", |t| t.raw.as_str());
    format!("{} {} {} {value}", text(&indicator.level1), text(&indicator.level2), text(&indicator.level3))
}
