//! Forms as finance offices of further places lay them out, each with what is to be read: `cases/offices/`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failing test may panic")]

use crate::pictures::{read, table};
use jixiao::model::{Block, Form, Indicator, Kind, Method, Target};

/// The tables of a case, and what they say: `F` a form, `S` a sum, `P` a project, `B` a line of a budget, `G` its goal, `T` a task,
/// `I` an indicator, `N` a note.
struct Case {
    name: String,
    /// As they are drawn: `|` between cells, `<` and `^` for what the cell left of it or above covers.
    grids: String,
    tables: Vec<Block>,
    wanted: Vec<String>,
}

fn cases(text: &str) -> Vec<Case> {
    let of_case = |case: &str| {
        let (name, rest) = case.split_once('\n').unwrap();
        let (grids, wanted) = rest.split_once("\n---\n").unwrap();
        let tables = grids.split("\n===\n").map(|grid| broken(table(grid, Method::Worksheet))).collect();
        Case {
            name: name.to_owned(),
            grids: grids.to_owned(),
            tables,
            wanted: wanted.lines().map(str::to_owned).collect(),
        }
    };
    format!("\n{text}").split("\n# ").skip(1).map(of_case).collect()
}

/// The table with its line breaks.
fn broken(block: Block) -> Block {
    let Block::Table(mut table) = block else { return block };
    table.cells.iter_mut().for_each(|cell| cell.text = cell.text.replace('⏎', "\n"));
    Block::Table(table)
}

fn bare(text: Option<&str>) -> String {
    text.unwrap_or_default().split_whitespace().collect()
}

fn shown(value: Option<impl std::fmt::Display>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn money(value: Option<rust_decimal::Decimal>) -> String {
    shown(value.map(|v| v.normalize()))
}

fn raw(target: Option<&Target>) -> String {
    bare(target.map(|t| t.raw.as_str()))
}

fn indicator(i: &Indicator) -> String {
    let levels = [&i.level1, &i.level2, &i.level3].map(|l| bare(l.as_deref()));
    let targets = [&i.period_target, &i.annual_target, &i.actual].map(|t| raw(t.as_ref()));
    let numbers = [i.points, i.score, i.weight].map(money);
    format!("I {}", [levels, targets, numbers].concat().join("|"))
}

fn said(form: &Form) -> Vec<String> {
    let kind = serde_json::to_value(form.kind).unwrap();
    let head = [bare(kind.as_str()), bare(form.title.as_deref()), bare(form.department.as_deref())];
    let tail = [shown(form.year), bare(form.unit.as_deref())];
    let mut lines = vec![format!("F {}", [head.as_slice(), &tail].concat().join("|"))];
    lines.extend(form.subtotals.iter().map(|s| format!("S {}|{}", bare(Some(&s.label)), money(s.amounts.total))));
    for p in &form.projects {
        let names = [&p.department, &p.budget_unit, &p.name].map(|t| bare(t.as_deref()));
        let amounts = [p.amounts.total, p.amounts.fiscal, p.amounts.other].map(money);
        lines.push(format!("P {}|{}", [names, amounts].concat().join("|"), bare(p.goal.as_deref())));
        lines.extend(p.indicators.iter().map(indicator));
    }
    if form.kind == Kind::Department {
        let budget = form.budget.iter();
        lines
            .extend(budget.map(|l| format!("B {}|{}|{}", bare(Some(&l.group)), bare(Some(&l.label)), money(l.amount))));
        lines.push(format!("G {}", bare(form.overall_goal.as_deref())));
        for task in &form.tasks {
            let texts = [&task.name, &task.content].map(|t| bare(t.as_deref()));
            lines.push(format!("T {}|{}|{}", texts.join("|"), money(task.funds), bare(task.expected.as_deref())));
        }
        lines.extend(form.indicators.iter().map(indicator));
    }
    lines.extend(form.notes.iter().map(|n| format!("N {}", bare(Some(n)))));
    lines
}

/// Reads the cases; all that differs is shown, each case with its lines that are wanted (-) and said (+).
fn are_read(text: &str, least: usize) {
    let cases = cases(text);
    assert!(cases.len() >= least);
    let (mut lines, mut differing) = (0, Vec::new());
    for case in cases {
        let (forms, _) = read(case.tables);
        let said: Vec<String> = forms.iter().flat_map(said).collect();
        lines += case.wanted.len();
        let missing = case.wanted.iter().filter(|line| !said.contains(line)).map(|line| format!("- {line}"));
        let other = said.iter().filter(|line| !case.wanted.contains(line)).map(|line| format!("+ {line}"));
        if said != case.wanted {
            differing.push((case.name, missing.chain(other).collect::<Vec<_>>()));
        }
    }
    let lost = differing.iter().flat_map(|(_, d)| d).filter(|l| l.starts_with('-')).count();
    let shown: Vec<String> = differing.iter().map(|(name, d)| format!("{name}\n{}", d.join("\n"))).collect();
    assert!(differing.is_empty(), "{lost} of {lines} lines missing\n{}", shown.join("\n"));
}

#[test]
fn forms_of_offices_are_read() {
    are_read(include_str!("../cases/offices/first.txt"), 22);
}

#[test]
fn further_forms_of_offices_are_read() {
    are_read(include_str!("../cases/offices/second.txt"), 13);
}

/// Written before the program had read any of them.
#[test]
fn unseen_forms_of_offices_are_read() {
    are_read(include_str!("../cases/offices/third.txt"), 20);
    are_read(include_str!("../cases/offices/fourth.txt"), 6);
}

/// The like, of further kinds of offices and forms.
#[test]
fn forms_of_further_offices_are_read() {
    are_read(include_str!("../cases/offices/fifth.txt"), 22);
    are_read(include_str!("../cases/offices/sixth.txt"), 20);
}

/// Indicators on their side, without headings, below a list's only row; lists of results; units in cells of their own.
#[test]
fn forms_in_other_arrangements_are_read() {
    are_read(include_str!("../cases/offices/seventh.txt"), 25);
    are_read(include_str!("../cases/offices/eighth.txt"), 11);
}

/// Drawn beside these and set aside: 16 of 22 were read at once, of the others what was lost was said.
#[test]
fn forms_set_aside_are_read() {
    are_read(include_str!("../cases/offices/ninth.txt"), 22);
}

#[test]
fn forms_with_values_below_their_labels_are_read() {
    are_read(include_str!("../cases/offices/tenth.txt"), 13);
}

/// Under the title of a form: a list of results without targets, indicators that are columns of a list.
#[test]
fn a_table_under_the_title_of_a_form_is_read_or_said() {
    let results = "2024年度项目支出绩效自评结果公开表|<|<|<\n序号|项目名称|年初预算|自评等级\n1|文物征集|200|优\n2|展览提升|150|优";
    let columns =
        "2025年项目绩效目标表|<|<|<\n项目名称|预算|绩效目标|指标名称\n^|^|^|调解案件数\n人民调解|32|化解矛盾。|≥800件";
    for picture in [results, columns] {
        let (forms, findings) = read(vec![table(picture, Method::Worksheet)]);
        let said = findings.iter().any(|f| f.code.0 == "form-not-read");
        assert!(!forms.is_empty() || said, "{findings:?}");
    }
}

/// Layouts that are not read: each indicator that is lost is quoted by a finding.
#[test]
fn what_is_not_read_is_said() {
    for case in cases(include_str!("../cases/offices/not_read.txt")) {
        let (forms, findings) = read(case.tables);
        let said: Vec<String> = forms.iter().flat_map(said).collect();
        let quotes: String = findings.iter().filter_map(|f| f.quote.as_deref()).collect();
        for line in case.wanted.iter().filter(|line| line.starts_with("I ") && !said.contains(line)) {
            let name = line.split('|').nth(2).unwrap();
            assert!(quotes.contains(name), "{}: {name} {quotes}", case.name);
        }
    }
}

/// Amounts under headings that leave out their 资金, contents beside the names of indicators, numbers of projects, results of tasks.
#[test]
fn forms_with_headings_over_amounts_are_read() {
    are_read(include_str!("../cases/offices/eleventh.txt"), 5);
}

/// Drawn of what further offices publish: of the first 14, which stood there before the program had read any of them, 7 were read at once.
#[test]
fn forms_with_further_columns_are_read() {
    are_read(include_str!("../cases/offices/twelfth.txt"), 13);
}

/// Columns of one indicator each below its classes, with or without names of projects beside them.
#[test]
fn lists_whose_columns_are_indicators_are_read() {
    let text = include_str!("../cases/offices/thirteenth.txt");
    are_read(text, 3);
    for case in cases(text) {
        let tabs = with_tabs(&case.grids);
        let document = jixiao::convert_bytes("表.txt", tabs, &jixiao::Options::default()).unwrap();
        let said: Vec<String> = document.forms.iter().flat_map(said).collect();
        let missing: Vec<_> = case.wanted.iter().filter(|line| line.starts_with('I') && !said.contains(line)).collect();
        assert!(missing.is_empty(), "{} {missing:#?}", case.name);
    }
}

/// The tables as tab-separated text: what merged cells cover is blank.
fn with_tabs(grids: &str) -> String {
    let row = |row: &str| {
        let cells = row.split('|').map(|cell| if matches!(cell, "<" | "^") { "" } else { cell });
        cells.collect::<Vec<_>>().join("\t").replace('⏎', " ") + "\n"
    };
    grids.lines().filter(|line| *line != "===").map(row).collect()
}

/// The tables as the text of a page of the web: a pipe behind each cell, nothing where merged cells cover others, a line break behind a
/// cell that has one.
fn with_pipes(grids: &str) -> String {
    let cell = |cell: &str| match cell {
        "<" | "^" => String::new(),
        broken if broken.contains('⏎') => broken.replace('⏎', " ") + " |\n",
        whole => format!("{whole} | "),
    };
    let row = |row: &str| row.split('|').map(cell).collect::<String>().trim_end().to_owned() + "\n";
    grids.lines().filter(|line| *line != "===").map(row).collect()
}

/// The tables as words: a row a line, nothing for blank and covered cells.
fn with_spaces(grids: &str) -> String {
    let row = |row: &str| {
        let cells: Vec<&str> = row.split('|').filter(|cell| !matches!(*cell, "<" | "^" | "")).collect();
        cells.join(" ").replace('⏎', " ") + "\n"
    };
    grids.lines().filter(|line| *line != "===").map(row).collect()
}

/// Of all layouts written as texts these shares of projects, tasks and indicators are read as from the tables.
#[test]
fn forms_of_offices_are_read_from_texts() {
    let files = [
        include_str!("../cases/offices/first.txt"),
        include_str!("../cases/offices/second.txt"),
        include_str!("../cases/offices/third.txt"),
        include_str!("../cases/offices/fourth.txt"),
        include_str!("../cases/offices/fifth.txt"),
        include_str!("../cases/offices/sixth.txt"),
        include_str!("../cases/offices/seventh.txt"),
        include_str!("../cases/offices/eighth.txt"),
        include_str!("../cases/offices/ninth.txt"),
        include_str!("../cases/offices/tenth.txt"),
        include_str!("../cases/offices/eleventh.txt"),
        include_str!("../cases/offices/twelfth.txt"),
    ];
    for (write, floor) in [(with_tabs as fn(&str) -> String, 0.99), (with_pipes, 0.96), (with_spaces, 0.87)] {
        let (mut right, mut all, mut differing) = (0_u32, 0_u32, Vec::new());
        for case in files.iter().flat_map(|file| cases(file)) {
            let options = jixiao::Options::default();
            let document = jixiao::convert_bytes("表.txt", write(&case.grids), &options).unwrap();
            let said: Vec<String> = document.forms.iter().flat_map(said).collect();
            let wanted = case.wanted.iter().filter(|line| line.starts_with(['P', 'T', 'I']));
            let (found, missing): (Vec<_>, Vec<_>) = wanted.partition(|line| said.contains(line));
            right += found.len() as u32;
            all += (found.len() + missing.len()) as u32;
            differing.extend((!missing.is_empty()).then(|| format!("{} {missing:#?}", case.name)));
        }
        let share = f64::from(right) / f64::from(all);
        assert!(share >= floor, "{share} of {all} lines, {} cases\n{}", differing.len(), differing.join("\n"));
    }
}
