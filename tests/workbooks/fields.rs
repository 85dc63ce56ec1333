//! The register of fields: each field, said alone by a record, is in every output, is read back and is compared.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use std::path::Path;

use jixiao::model::fields::{Accessor, AnyField, Field, FieldValue, Holds, Record, Registered, Use, all};
use jixiao::model::{
    Amounts, BudgetLine, Document, Form, Indicator, Kind, MediaType, Place, Project, SCHEMA, Source, Subtotal, Target,
    TargetKind, Task,
};
use jixiao::write::Replace;
use jixiao::{Options, diff, write};

fn place() -> Place {
    Place::cell("表", 0, 0)
}

/// A value no other field has: its JSON name, or a number by its position.
fn set<R>(field: &Field<R>, record: &mut R) {
    match field.access {
        Accessor::Text(_, set) => set(record, Some(said(field))),
        Accessor::Number(_, set) => set(record, Some(2031.into())),
        Accessor::Target(_, set, _) => {
            let raw = said(field);
            let kind = TargetKind::Qualitative;
            set(record, Some(Target { raw, operator: None, value: None, unit: None, kind, parts: Vec::new() }));
        }
    }
}

fn said<R>(field: &Field<R>) -> String {
    format!("{COMMON}“{}”", field.about.json)
}

/// What two records share, so that comparing takes them for the same.
const COMMON: &str = "一段用来辨认的相同文字";

fn project(indicators: Vec<Indicator>) -> Project {
    Project { name: Some(COMMON.to_owned()), indicators, ..Project::new(place()) }
}

fn indicator() -> Indicator {
    Indicator { level3: Some(COMMON.to_owned()), ..Indicator::new(place()) }
}

/// The fields that tell where a record belongs when it is compared.
const KEYS: [&str; 3] = ["label", "group", "name"];

/// A document whose only record of the field's kind says nothing, and the same with the field set.
fn documents(field: AnyField) -> (Document, Document) {
    let mut form = Form { title: Some(COMMON.to_owned()), ..Form::new(Kind::ProjectCard, place()) };
    match field {
        AnyField::Form(_) => form.kind = Kind::Department,
        AnyField::Project(_) => form.projects.push(project(Vec::new())),
        AnyField::Indicator(_) => form.projects.push(project(vec![indicator()])),
        AnyField::Task(_) => {
            form.tasks.push(Task { name: None, content: None, funds: None, expected: None, place: Some(place()) });
        }
        AnyField::Budget(_) => form.budget.push(BudgetLine {
            group: String::new(),
            label: String::new(),
            amount: None,
            place: Some(place()),
        }),
        AnyField::Subtotal(_) => {
            form.subtotals.push(Subtotal { label: String::new(), amounts: Amounts::default(), place: Some(place()) });
        }
    }
    let mut with = form.clone();
    match field {
        AnyField::Form(field) => set(field, &mut with),
        AnyField::Project(field) => set(field, &mut with.projects[0]),
        AnyField::Indicator(field) => set(field, &mut with.projects[0].indicators[0]),
        AnyField::Task(field) => set(field, &mut with.tasks[0]),
        AnyField::Budget(field) => set(field, &mut with.budget[0]),
        AnyField::Subtotal(field) => set(field, &mut with.subtotals[0]),
    }
    (document(form), document(with))
}

fn document(form: Form) -> Document {
    let source = Source {
        name: "甲.pdf".to_owned(),
        sha256: "0".repeat(64),
        bytes: 1,
        media_type: MediaType::Pdf,
        pages: Some(1),
        producer: None,
        methods: Vec::new(),
    };
    Document { schema: SCHEMA.to_owned(), source, forms: vec![form], tables: None, findings: Vec::new() }
}

/// The sheet of the standard workbook that has the field's column.
fn sheet(field: AnyField) -> &'static str {
    match field {
        AnyField::Form(_) => "总体目标",
        AnyField::Project(_) => "项目",
        AnyField::Indicator(_) => "三级指标",
        AnyField::Task(_) => "重点任务",
        AnyField::Budget(_) => "部门预算",
        AnyField::Subtotal(_) => "合计",
    }
}

/// The field's value as the record that stands first says it.
fn value(document: &Document, field: AnyField) -> Option<String> {
    let form = &document.forms[0];
    let record = match field {
        AnyField::Form(_) => Record::Form(form),
        AnyField::Project(_) => Record::Project(form, form.projects.first()?),
        AnyField::Indicator(_) => Record::Indicator(form, None, form.projects.first()?.indicators.first()?),
        AnyField::Task(_) => Record::Task(form, form.tasks.first()?),
        AnyField::Budget(_) => Record::Budget(form, form.budget.first()?),
        AnyField::Subtotal(_) => Record::Subtotal(form, form.subtotals.first()?),
    };
    record.value(field).map(|v| FieldValue::into_text(v).into_owned())
}

#[test]
fn every_field_is_in_the_json_under_its_name() {
    for field in all() {
        let (_, document) = documents(field);
        let json = serde_json::to_value(&document.forms[0]).unwrap();
        let record = match field {
            AnyField::Form(_) => &json,
            AnyField::Project(_) => &json["projects"][0],
            AnyField::Indicator(_) => &json["projects"][0]["indicators"][0],
            AnyField::Task(_) => &json["tasks"][0],
            AnyField::Budget(_) => &json["budget"][0],
            AnyField::Subtotal(_) => &json["subtotals"][0],
        };
        let found = field.about().json.split('.').fold(record, |at, key| &at[key]);
        assert!(!found.is_null(), "{}", field.about().json);
    }
}

#[test]
fn every_field_is_in_the_workbook_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    for field in all() {
        let (_, document) = documents(field);
        let path = folder.path().join("甲.xlsx");
        std::fs::write(&path, write::workbook::document(&document).unwrap()).unwrap();
        let back = jixiao::read(&path, &Options::default()).unwrap();
        let (wanted, found) = (value(&document, field), back.first().and_then(|r| value(&r.document, field)));
        assert!(wanted.is_some() && wanted == found, "{}: {wanted:?} {found:?}", field.about().json);
    }
}

#[test]
fn every_field_is_in_the_csv_files() {
    for field in all() {
        let (_, document) = documents(field);
        let wanted = value(&document, field).unwrap();
        let files = write::csv::document(&document, Path::new("out.csv")).unwrap();
        let of_sheet = |names: &[&str]| {
            let named = files.iter().filter(|(path, _)| names.iter().any(|n| path.to_string_lossy().contains(n)));
            named.map(|(_, text)| String::from_utf8(text.clone()).unwrap()).collect::<String>()
        };
        let text = of_sheet(&[sheet(field), "概览"]);
        assert!(text.contains(field.about().zh) && text.contains(&wanted), "{}: {text}", field.about().json);
    }
}

#[test]
fn every_field_of_an_indicator_is_in_json_lines_and_parquet() {
    let folder = tempfile::tempdir().unwrap();
    for field in Indicator::all() {
        let (_, document) = documents(field);
        let wanted = value(&document, field).unwrap();
        let lines = String::from_utf8(write::jsonl::document(&document).unwrap()).unwrap();
        let line = lines.lines().find(|l| l.starts_with("{\"表\":\"三级指标\"")).unwrap();
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let cell = &row[field.about().zh];
        let text = cell.as_str().map_or_else(|| cell.to_string(), str::to_owned);
        assert_eq!(text, wanted, "{}", field.about().json);
        let path = folder.path().join(format!("{}.parquet", field.about().json));
        let files = write::parquet::documents([Ok(&document)].into_iter(), &path).unwrap();
        write::atomic::put(files, |_| Replace::Nothing).unwrap();
        assert_eq!(parquet_cell(&path, field.about().zh), wanted, "{}", field.about().json);
    }
}

/// The cell of a column in the only row of a file.
fn parquet_cell(path: &Path, column: &str) -> String {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field as Cell;
    let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
    let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
    let (_, cell) = row.get_column_iter().find(|(name, _)| *name == column).unwrap();
    match cell {
        Cell::Str(text) => text.clone(),
        Cell::Double(number) => number.to_string(),
        other => panic!("{column}: {other:?}"),
    }
}

#[test]
fn every_field_is_compared() {
    for field in all().filter(|f| f.about().is_for(Use::Diff)) {
        let about = field.about();
        if matches!(field, AnyField::Task(_) | AnyField::Budget(_) | AnyField::Subtotal(_))
            && KEYS.contains(&about.json)
        {
            continue;
        }
        let (without, with) = documents(field);
        let changes = diff::documents(&without, &with);
        let [change] = changes.as_slice() else { panic!("{}: {changes:?}", about.json) };
        assert_eq!(change.after, value(&with, field), "{}", about.json);
        let name = diff::field_to_text(change.field.as_deref().unwrap());
        // 部门 of a form and 主管部门 of a project have one name in the JSON, and a budget line is called by its label.
        let own = name.ends_with(about.zh) || about.json == "department" || matches!(field, AnyField::Budget(_));
        assert!(own && !name.contains(|c: char| c.is_ascii_lowercase()), "{}: {name}", about.json);
    }
}

#[test]
fn fields_have_names_of_their_own_and_sums_of_money_are_numbers() {
    fn check<R: Registered>() {
        let fields = R::fields();
        for (n, field) in fields.iter().enumerate() {
            let same = |other: &Field<R>| other.about.json == field.about.json || other.about.zh == field.about.zh;
            assert!(!fields.iter().skip(n + 1).any(same), "{}", field.about.json);
            let number = matches!(field.access, Accessor::Number(..));
            let numeric =
                matches!(field.about.holds, Holds::Amount | Holds::Count | Holds::Share | Holds::Number | Holds::Page);
            assert_eq!(number, numeric, "{}", field.about.json);
            assert!(!field.about.en.is_empty() && field.about.en.is_ascii(), "{}", field.about.json);
        }
    }
    check::<Form>();
    check::<Project>();
    check::<Indicator>();
    check::<Task>();
    check::<BudgetLine>();
    check::<Subtotal>();
}
