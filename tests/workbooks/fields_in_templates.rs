//! The register of fields in templates: each field is filled in under its name and its label, read back, and missed where it has no
//! place.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jixiao::Options;
use jixiao::model::fields::{Accessor, AnyField, Field, Record, Registered, Use, all};
use jixiao::model::{
    Document, Form, Indicator, Kind, MediaType, Place, Project, SCHEMA, Source, Target, TargetKind, Task,
};
use jixiao::template::{Extra, Template};
use jixiao::vocabulary::{self, Vocabulary};
use rust_xlsxwriter::{Format, FormatBorder, Workbook};

/// The code of what finds no place.
const NO_PLACE: &str = "template-no-place";

fn place() -> Place {
    Place::cell("表", 0, 0)
}

fn set<R>(field: &Field<R>, record: &mut R) {
    match field.access {
        Accessor::Text(_, set) => set(record, Some(format!("所写的{}", field.about.json))),
        Accessor::Number(_, set) => set(record, Some(2031.into())),
        Accessor::Target(_, set, _) => {
            let (raw, kind) = (format!("所写的{}", field.about.json), TargetKind::Qualitative);
            set(record, Some(Target { raw, operator: None, value: None, unit: None, kind, parts: Vec::new() }));
        }
    }
}

/// A document whose only record has a name and the field.
fn document(field: AnyField) -> Document {
    let mut form = Form::new(Kind::ProjectCard, place());
    let mut project = Project { name: Some("某项目".to_owned()), ..Project::new(place()) };
    match field {
        AnyField::Form(field) => {
            form.kind = Kind::Department;
            form.department = Some("某局".to_owned());
            set(field, &mut form);
        }
        AnyField::Project(field) => set(field, &mut project),
        AnyField::Indicator(field) => {
            let mut indicator = Indicator { level3: Some("某指标".to_owned()), ..Indicator::new(place()) };
            set(field, &mut indicator);
            project.indicators.push(indicator);
        }
        AnyField::Task(field) => {
            form.kind = Kind::Department;
            let mut task =
                Task { name: Some("某任务".to_owned()), content: None, funds: None, expected: None, place: None };
            set(field, &mut task);
            form.tasks.push(task);
        }
        AnyField::Budget(_) | AnyField::Subtotal(_) => panic!("no record of its own in a template"),
    }
    if form.kind != Kind::Department {
        form.projects.push(project);
    }
    let source = Source {
        name: "甲.pdf".to_owned(),
        sha256: String::new(),
        bytes: 1,
        media_type: MediaType::Pdf,
        pages: Some(1),
        producer: None,
        methods: Vec::new(),
    };
    Document { schema: SCHEMA.to_owned(), source, forms: vec![form], tables: None, findings: Vec::new() }
}

fn value(document: &Document, field: AnyField) -> Option<String> {
    let form = document.forms.first()?;
    let record = match field {
        AnyField::Form(_) => Record::Form(form),
        AnyField::Project(_) => Record::Project(form, form.projects.first()?),
        AnyField::Indicator(_) => Record::Indicator(form, None, form.projects.first()?.indicators.first()?),
        AnyField::Task(_) => Record::Task(form, form.tasks.first()?),
        _ => return None,
    };
    record.value(field).map(|v| v.into_text().into_owned())
}

/// A workbook of one ruled sheet.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let (mut workbook, ruled) = (Workbook::new(), Format::new().set_border(FormatBorder::Thin));
    let sheet = workbook.add_worksheet().set_name("表").unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            if text.is_empty() {
                sheet.write_blank(row, column, &ruled).unwrap();
            } else {
                sheet.write_string_with_format(row, column, text, &ruled).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

/// Fills the template, looks for the value in its sheet and reads it back.
fn assert_filled(field: AnyField, rows: &[Vec<String>]) {
    let document = document(field);
    let wanted = value(&document, field).unwrap();
    let bytes = workbook(rows);
    let template = Template::open(bytes).unwrap();
    let plan = template.plan(&document, &Vocabulary::default(), &Extra::default()).unwrap();
    let json = field.about().json;
    assert!(plan.findings.iter().all(|f| f.code.0 != NO_PLACE), "{json}: {:?}", plan.findings);
    let filled = template.fill(&plan).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(filled.clone())).unwrap();
    let range = book.worksheet_range("表").unwrap();
    let texts: Vec<String> = range.cells().map(|(.., cell)| Data::to_string(cell)).collect();
    assert!(texts.contains(&wanted), "{json}: {wanted} not in {texts:?}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("甲.xlsx");
    std::fs::write(&path, filled).unwrap();
    let back = jixiao::read_filled(&path, &template, &Options::default()).unwrap();
    assert_eq!(value(&back.document, field), Some(wanted), "{json}");
}

/// The fields that a template may ask for.
fn asked() -> impl Iterator<Item = AnyField> {
    let own = Form::all().chain(Project::all()).chain(Indicator::all()).chain(Task::all());
    // How its cells were read no template shows.
    own.filter(|f| !f.about().json.starts_with("cells."))
}

#[test]
fn every_field_is_filled_in_under_its_name() {
    for field in asked() {
        let about = field.about();
        let of_group = about.json.contains('.');
        let name = if of_group { about.json } else { about.labels.first().copied().unwrap_or(about.json) };
        let name = format!("{{{name}}}");
        let of_list = |list: &str| name.replacen('{', &format!("{{{list}."), 1);
        let rows = match field {
            AnyField::Indicator(_) => {
                vec![row(&["项目", "{name}"]), row(&["{indicators.level3}", &of_list("indicators")])]
            }
            AnyField::Task(_) => vec![row(&["部门", "{department}"]), row(&["{tasks.name}", &of_list("tasks")])],
            AnyField::Form(_) => {
                vec![row(&["部门整体支出绩效目标表", ""]), row(&["部门", "{department}"]), row(&["内容", &name])]
            }
            _ => vec![row(&["项目", "{name}"]), row(&["内容", &name])],
        };
        assert_filled(field, &rows);
    }
}

/// The first spelling of the vocabulary that asks for a field, or its own name.
fn label(field: AnyField, vocabulary: &Vocabulary) -> Option<String> {
    let about = field.about();
    let column = |key: &str| match vocabulary::AskedField::try_from(key.to_owned()) {
        Ok(vocabulary::AskedField::Column(column)) => {
            vocabulary.labels().find(|(_, c)| *c == column).map(|(l, _)| l.to_owned())
        }
        _ => None,
    };
    let own = || {
        Some(about.zh.to_owned())
            .filter(|zh| vocabulary.field(zh) == Some(vocabulary::AskedField::Registered(about.json)))
    };
    about.labels.first().and_then(|key| column(key)).or_else(own)
}

#[test]
fn every_field_is_filled_in_under_its_label() {
    let vocabulary = Vocabulary::default();
    let mut labelled = 0;
    for field in asked() {
        let Some(label) = label(field, &vocabulary) else { continue };
        labelled += 1;
        let json = field.about().json;
        let rows = match field {
            // A list has each heading once.
            AnyField::Indicator(_) => {
                let mut header = row(&["一级指标", "三级指标", "指标值"]);
                match json {
                    "level1" | "level3" | "annual_target" => header.push("二级指标".to_owned()),
                    _ => header.push(label),
                }
                vec![row(&["项目名称", "", "", ""]), header, row(&["", "", "", ""]), row(&["", "", "", ""])]
            }
            AnyField::Task(_) => {
                let header = row(&["任务名称", "主要实施内容", "拟投入资金", "期望目标"]);
                vec![
                    row(&["部门整体支出绩效目标表", "", "", ""]),
                    row(&["部门名称", "", "", ""]),
                    header,
                    row(&["", "", "", ""]),
                ]
            }
            AnyField::Form(_) => vec![row(&["部门整体支出绩效目标表", ""]), row(&["部门名称", ""]), row(&[&label, ""])],
            // Alone, the goal of the whole project is the goal.
            _ if json == "goal_period" => vec![row(&["项目名称", ""]), row(&[&label, ""]), row(&["年度绩效目标", ""])],
            _ => vec![row(&["项目名称", ""]), row(&[&label, ""])],
        };
        assert_filled(field, &rows);
    }
    assert!(labelled > 40, "{labelled}");
}

#[test]
fn every_field_without_a_place_is_missed() {
    for field in asked().filter(|f| f.about().is_for(Use::NoPlace)) {
        let about = field.about();
        let rows = match field {
            AnyField::Indicator(_) => {
                vec![row(&["项目", "{name}"]), row(&["{indicators.level3}", "{indicators.level2}"])]
            }
            AnyField::Task(_) => vec![row(&["部门", "{department}"]), row(&["{tasks.year}", "{tasks.department}"])],
            AnyField::Form(_) => vec![row(&["部门整体支出绩效目标表", ""]), row(&["预算单位", ""])],
            _ => vec![row(&["主管部门", ""]), row(&["预算单位", ""])],
        };
        if matches!(about.json, "department" | "budget_unit" | "level2" | "level3")
            || matches!(field, AnyField::Task(_))
        {
            continue;
        }
        let template = Template::open(workbook(&rows)).unwrap();
        let plan = template.plan(&document(field), &Vocabulary::default(), &Extra::default()).unwrap();
        let missed: Vec<_> =
            plan.findings.iter().filter(|f| f.code.0 == NO_PLACE).filter_map(|f| f.quote.clone()).collect();
        assert!(missed.iter().any(|names| names.split('、').any(|n| n == about.zh)), "{}: {missed:?}", about.json);
    }
}

#[test]
fn amounts_of_the_whole_project_go_into_their_own_column() {
    let rows = [
        row(&["项目名称", "", "", ""]),
        row(&["中期资金总额", "", "年度资金总额", ""]),
        row(&["其中：财政拨款", "", "其中：财政拨款", ""]),
        row(&["其他资金", "", "其他资金", ""]),
    ];
    let field = AnyField::Project(Project::field("amounts_period.fiscal").unwrap());
    let mut document = document(field);
    let project = document.forms.first_mut().unwrap().projects.first_mut().unwrap();
    project.amounts.fiscal = Some(7.into());
    let template = Template::open(workbook(&rows)).unwrap();
    let plan = template.plan(&document, &Vocabulary::default(), &Extra::default()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(template.fill(&plan).unwrap())).unwrap();
    let range = book.worksheet_range("表").unwrap();
    let cell = |row, column| range.get_value((row, column)).map(Data::to_string).unwrap_or_default();
    assert_eq!((cell(2, 1), cell(2, 3), cell(3, 1)), ("2031".to_owned(), "7".to_owned(), String::new()));
}

#[test]
fn total_points_stand_below_the_columns_of_points() {
    let rows = [
        row(&["项目名称", "", "", "", ""]),
        row(&["一级指标", "三级指标", "指标值", "分值", "得分"]),
        row(&["", "", "", "", ""]),
        row(&["总分", "", "", "", ""]),
    ];
    for (json, column) in [("execution.total_points", 3), ("execution.total_score", 4)] {
        let field = AnyField::Project(Project::field(json).unwrap());
        assert_filled(field, &rows);
        let template = Template::open(workbook(&rows)).unwrap();
        let plan = template.plan(&document(field), &Vocabulary::default(), &Extra::default()).unwrap();
        let cell = ["A4", "B4", "C4", "D4", "E4"].get(column).unwrap();
        assert!(plan.values.iter().any(|v| v.cell == *cell && v.value == "2031"), "{json}: {:?}", plan.values);
    }
    // A total that the template works out is not missed.
    let mut printed = rows;
    printed[3] = row(&["总分", "", "", "100", "90"]);
    let field = AnyField::Project(Project::field("execution.total_points").unwrap());
    let template = Template::open(workbook(&printed)).unwrap();
    let plan = template.plan(&document(field), &Vocabulary::default(), &Extra::default()).unwrap();
    assert!(plan.findings.iter().all(|f| f.code.0 != NO_PLACE), "{:?}", plan.findings);
}

#[test]
fn a_project_without_a_total_does_not_show_that_of_its_form() {
    let mut document = document(AnyField::Project(Project::field("goal").unwrap()));
    let form = document.forms.first_mut().unwrap();
    let amounts = jixiao::model::Amounts { total: Some(99.into()), ..Default::default() };
    form.subtotals.push(jixiao::model::Subtotal { label: "合计".to_owned(), amounts, place: None });
    let rows = [row(&["项目名称", ""]), row(&["资金总额", ""])];
    let template = Template::open(workbook(&rows)).unwrap();
    let plan = template.plan(&document, &Vocabulary::default(), &Extra::default()).unwrap();
    assert!(plan.values.iter().all(|v| v.value != "99"), "{:?}", plan.values);
}

#[test]
fn labels_are_keys_of_the_vocabulary() {
    for field in all() {
        for key in field.about().labels {
            assert!(vocabulary::AskedField::try_from((*key).to_owned()).is_ok(), "{key}");
        }
    }
}
