//! Agencies' templates filled: every field placed, everything else as it was.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};
use jixiao::model::Document;
use jixiao::template::{Extra, Template};
use jixiao::vocabulary::Vocabulary;
use serde_json::{Value, json};

fn target(raw: &str, operator: Option<&str>, value: Option<f64>, unit: Option<&str>) -> Value {
    let kind = if value.is_some() { "quantitative" } else { "qualitative" };
    json!({"raw": raw, "operator": operator, "value": value, "unit": unit, "kind": kind})
}

fn indicator(level1: &str, level2: &str, level3: &str, points: f64) -> Value {
    json!({"seq": null, "level1": level1, "level2": level2, "level3": level3, "partial": false,
        "period_target": null, "annual_target": target("≥95%", Some("≥"), Some(95.0), Some("%")),
        "actual": null, "points": points, "score": null, "weight": null, "remark": null, "place": {"page": 1, "bbox": [0, 0, 1, 1]}})
}

fn project(name: &str, total: f64, indicators: &[Value]) -> Value {
    json!({"department": "甲局", "budget_unit": "甲局本级", "name": name, "goal": "=HYPERLINK(\"x\")",
        "amounts": {"total": total, "fiscal": total, "special_account": null, "other": null},
        "indicators": indicators, "place": {"page": 1, "bbox": [0, 0, 1, 1]}})
}

fn document(form: Value) -> Document {
    let mut form = form;
    for (key, value) in
        [("title", Value::Null), ("department", json!("甲局")), ("year", json!(2024)), ("unit", json!("万元"))]
    {
        form.as_object_mut().unwrap().entry(key).or_insert(value);
    }
    form["place"] = json!({"pages": [1, 1]});
    let source = json!({"name": "a.pdf", "sha256": "", "bytes": 1, "media_type": "application/pdf", "pages": 1, "producer": null});
    serde_json::from_value(json!({"schema": "jixiao/1", "source": source, "forms": [form], "findings": []})).unwrap()
}

/// Five indicators: three of one class, one of a class the forms print, one of a second level no form prints.
fn five() -> Vec<Value> {
    vec![
        indicator("产出指标", "数量指标", "案件数量", 10.0),
        indicator("产出指标", "数量指标", "培训次数", 20.0),
        indicator("产出指标", "数量指标", "印刷份数", 30.0),
        indicator("效益指标", "社会效益指标", "知晓率", 15.0),
        indicator("满意度指标", "服务对象满意度指标", "满意度", 10.0),
    ]
}

fn template(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/cases/templates/{name}.xlsx", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

struct Filled {
    book: Xlsx<Cursor<Vec<u8>>>,
    bytes: Vec<u8>,
}

/// Fills a template; `homeless`: what it has no place for.
fn fill(name: &str, document: &Document, homeless: &str) -> Filled {
    let opened = Template::open(template(name)).unwrap();
    let plan = opened.plan(document, &Vocabulary::default(), &Extra::default()).unwrap();
    let found: Vec<_> =
        plan.findings.iter().filter(|f| f.code.0 == "template-no-place").filter_map(|f| f.quote.clone()).collect();
    assert_eq!(found.join("；"), homeless);
    let bytes = opened.fill(&plan).unwrap();
    Filled { book: Xlsx::new(Cursor::new(bytes.clone())).unwrap(), bytes }
}

impl Filled {
    fn cell(&mut self, sheet: &str, row: u32, column: char) -> String {
        let range = self.book.worksheet_range(sheet).unwrap();
        range.get_value((row - 1, column as u32 - 'A' as u32)).map(Data::to_string).unwrap_or_default()
    }

    fn formula(&mut self, sheet: &str, row: u32, column: char) -> String {
        let formulas = self.book.worksheet_formula(sheet).unwrap();
        formulas.get_value((row - 1, column as u32 - 'A' as u32)).cloned().unwrap_or_default()
    }

    fn part(&self, name: &str) -> String {
        part(&self.bytes, name)
    }

    fn book_parts(&self) -> impl Iterator<Item = String> + use<> {
        let archive = zip::ZipArchive::new(Cursor::new(self.bytes.clone())).unwrap();
        archive.file_names().map(|name| name.unwrap().into_owned()).collect::<Vec<_>>().into_iter()
    }
}

fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_plan_is_carried_out_as_often_as_it_is_asked_for() {
    for (name, kind) in [("two-row-header", "project_table"), ("form-per-sheet", "self_evaluation")] {
        let projects: Vec<Value> = (1..=5).map(|n| project(&format!("项目{n}"), f64::from(n), &five())).collect();
        let document = document(json!({"kind": kind, "projects": projects}));
        let opened = Template::open(template(name)).unwrap();
        let plan = opened.plan(&document, &Vocabulary::default(), &Extra::default()).unwrap();
        let first = opened.fill(&plan).unwrap();
        assert!(first == opened.fill(&plan).unwrap(), "{name}");
    }
}

#[test]
fn a_project_list_with_a_header_of_two_rows_grows() {
    let projects: Vec<Value> = (1..=5).map(|n| project(&format!("项目{n}"), f64::from(n), &five())).collect();
    let mut filled = fill("two-row-header", &document(json!({"kind": "project_table", "projects": projects})), "");
    let sheet = "项目表";
    assert_eq!(filled.cell(sheet, 2, 'A'), "部门名称：甲局");
    assert_eq!((filled.cell(sheet, 5, 'C'), filled.cell(sheet, 9, 'C')), ("项目1".into(), "项目5".into()));
    assert_eq!((filled.cell(sheet, 9, 'A'), filled.cell(sheet, 9, 'D')), ("5".into(), "5".into()));
    assert_eq!(filled.cell(sheet, 6, 'H'), "=HYPERLINK(\"x\")");
    assert_eq!(filled.formula(sheet, 6, 'H'), "");
    assert_eq!(filled.formula(sheet, 10, 'D'), "SUM(D5:D9)");
    let xml = filled.part("xl/worksheets/sheet1.xml");
    assert!(xml.contains(r#"ref="A10:C10""#) && xml.contains(r#"ref="A11:I11""#) && !xml.contains(r#"ref="A8:C8""#));
    let workbook = filled.part("xl/workbook.xml");
    assert!(workbook.contains("$A$1:$I$11") && workbook.contains("$3:$4") && workbook.contains("fullCalcOnLoad=\"1\""));
    for untouched in ["xl/styles.xml", "xl/theme/theme1.xml", "docProps/core.xml", "[Content_Types].xml"] {
        assert_eq!(filled.part(untouched), part(&template("two-row-header"), untouched), "{untouched}");
    }
}

#[test]
fn a_card_keeps_its_classes_and_grows_where_they_are() {
    let mut indicators = five();
    indicators.push(indicator("产出指标", "安全指标", "事故数", 5.0));
    let document = document(json!({"kind": "project_card", "projects": [project("普法", 20.5, &indicators)]}));
    let mut filled = fill("card", &document, "");
    let sheet = "申报表";
    assert_eq!((filled.cell(sheet, 3, 'C'), filled.cell(sheet, 4, 'G')), ("普法".into(), "甲局本级".into()));
    assert_eq!((filled.cell(sheet, 5, 'F'), filled.cell(sheet, 6, 'F')), ("20.5".into(), "20.5".into()));
    // 数量指标 has one row in the form and three records; 安全指标 none and one.
    let names: Vec<String> = (11..=22).map(|row| filled.cell(sheet, row, 'D')).collect();
    assert_eq!(names, ["案件数量", "培训次数", "印刷份数", "", "", "", "事故数", "", "知晓率", "", "", "满意度"]);
    assert_eq!(filled.cell(sheet, 17, 'C'), "安全指标");
    assert_eq!(filled.formula(sheet, 23, 'H'), "SUM(H11:H22)");
    let xml = filled.part("xl/worksheets/sheet1.xml");
    for merged in ["B11:B17", "C11:C13", "A10:A23", "B18:B21", "D12:F12", "D17:F17"] {
        assert!(xml.contains(&format!("ref=\"{merged}\"")), "{merged} in {xml}");
    }
}

#[test]
fn each_sheet_takes_a_project() {
    let projects: Vec<Value> = (1..=3).map(|n| project(&format!("项目{n}"), f64::from(n), &five())).collect();
    let mut filled = fill("form-per-sheet", &document(json!({"kind": "self_evaluation", "projects": projects})), "");
    for n in 1..=3 {
        let sheet = format!("自评{n}");
        assert_eq!(filled.cell(&sheet, 2, 'B'), format!("项目{n}"));
        assert_eq!(filled.cell(&sheet, 5, 'C'), n.to_string());
        assert_eq!(filled.cell(&sheet, 16, 'C'), "满意度");
        assert_eq!(filled.formula(&sheet, 17, 'G'), "SUM(G12:G16)+H5");
    }
    assert_eq!(filled.part("xl/worksheets/sheet4.xml"), part(&template("form-per-sheet"), "xl/worksheets/sheet4.xml"));
}

#[test]
fn a_flat_list_splits_values_and_merges_projects() {
    let projects = [project("甲", 1.0, &five()), project("乙", 2.0, &five()[..2]), project("丙", 3.0, &five()[..1])];
    let mut filled = fill(
        "flat-list",
        &document(json!({"kind": "project_table", "projects": projects})),
        "主管部门、分值、财政拨款",
    );
    let sheet = "绩效指标汇总";
    let row: Vec<String> = "GHIJ".chars().map(|c| filled.cell(sheet, 5, c)).collect();
    assert_eq!(row, ["培训次数", "≥", "95", "%"]);
    assert_eq!((filled.cell(sheet, 9, 'B'), filled.cell(sheet, 10, 'B')), ("乙".into(), String::new()));
    assert_eq!(filled.formula(sheet, 12, 'C'), "SUM(C4:C11)");
    let xml = filled.part("xl/worksheets/sheet1.xml");
    for found in ["ref=\"B4:B8\"", "ref=\"B9:B10\"", "ref=\"A3:L11\"", "sqref=\"H4:H11\""] {
        assert!(xml.contains(found), "{found} in {xml}");
    }
}

#[test]
fn a_department_form_takes_budget_tasks_and_indicators() {
    let line = |group: &str, label: &str, amount: f64| json!({"group": group, "label": label, "amount": amount});
    let tasks: Vec<Value> = (1..=3)
        .map(|n| json!({"name": format!("任务{n}"), "content": "内容", "funds": n, "expected": "目标"}))
        .collect();
    let form = json!({"kind": "department", "overall_goal": "总目标", "tasks": tasks, "indicators": five(),
        "budget": [line("部门预算支出", "基本支出", 4972.33), line("收入来源", "财政拨款", 6457.67)]});
    let mut filled = fill("department", &document(form), "分值");
    let sheet = "Sheet1";
    assert_eq!((filled.cell(sheet, 4, 'C'), filled.cell(sheet, 4, 'E')), ("4972.33".into(), "6457.67".into()));
    assert_eq!((filled.cell(sheet, 2, 'B'), filled.cell(sheet, 9, 'B')), ("甲局".into(), "总目标".into()));
    assert_eq!((filled.cell(sheet, 13, 'B'), filled.cell(sheet, 13, 'D')), ("任务3".into(), "3".into()));
    assert_eq!(filled.cell(sheet, 14, 'A'), "其他需完成的任务（可选填）");
    assert_eq!((filled.cell(sheet, 18, 'D'), filled.cell(sheet, 16, 'F')), ("印刷份数".into(), "≥95%".into()));
}

/// A workbook of one sheet.
fn workbook(rows: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let main = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    for (name, text) in [
        ("_rels/.rels", relation("r1", "officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relation("r1", "worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!(r#"<workbook {main}><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>")),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn placeholders_take_records_and_unknown_ones_stay() {
    let cell = |address: &str, text: &str| format!(r#"<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="2">{}{}</row><row r="4"><c r="B4"><f>SUM(B2)</f><v>7</v></c></row>"#,
        cell("A1", "{department}{year}"),
        cell("B1", "{nobody}"),
        cell("A2", "{projects.name}"),
        cell("B2", "{projects.total}")
    );
    let opened = Template::open(workbook(&rows)).unwrap();
    let projects: Vec<Value> = (1..=3).map(|n| project(&format!("项目{n}"), f64::from(n), &[])).collect();
    let document = document(json!({"kind": "project_table", "projects": projects}));
    let plan = opened.plan(&document, &Vocabulary::default(), &Extra::default()).unwrap();
    assert_eq!(plan.findings.iter().filter(|f| f.code.0 == "template-unknown-placeholder").count(), 1);
    let bytes = opened.fill(&plan).unwrap();
    let mut filled = Filled { book: Xlsx::new(Cursor::new(bytes.clone())).unwrap(), bytes };
    assert_eq!((filled.cell("表", 1, 'A'), filled.cell("表", 1, 'B')), ("甲局2024".into(), "{nobody}".into()));
    assert_eq!((filled.cell("表", 4, 'A'), filled.cell("表", 4, 'B')), ("项目3".into(), "3".into()));
    assert_eq!(filled.formula("表", 6, 'B'), "SUM(B2:B4)");
    assert!(!filled.part("xl/worksheets/sheet1.xml").contains("<v>7</v>"), "a stale total was kept");
}

#[test]
fn rows_are_not_put_into_an_array_formula() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{.level3}</t></is></c><c r="B1"><f t="array" ref="B1:B2">A1:A2</f></c></row><row r="2"><c r="A2"/></row><row r="3"><c r="A3"><v>1</v></c></row>"#;
    let opened = Template::open(workbook(rows)).unwrap();
    let document = document(json!({"kind": "project_table", "projects": [project("甲", 1.0, &five())]}));
    let plan = opened.plan(&document, &Vocabulary::default(), &Extra::default()).unwrap();
    let error = opened.fill(&plan).unwrap_err().to_string();
    assert!(error.contains("array formula") && error.contains("B1:B2"), "{error}");
}

#[test]
fn what_is_no_template_is_refused_in_words() {
    let refused = |bytes: &[u8]| Template::open(bytes.to_vec()).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(refused(b"hello").contains("no .xlsx"));
    assert!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....").contains(".xls"));
    assert!(refused(b"PK\x03\x04 not really").contains("damaged") || refused(b"PK\x03\x04").contains("damaged"));
    let doctype = workbook("</sheetData></worksheet><!DOCTYPE a><sheetData>");
    assert!(!refused(&doctype).is_empty());
}

#[test]
fn a_placeholder_among_formats_leaves_them() {
    let bold = "<rPr><b/><sz val=\"11\"/></rPr>";
    let rows = format!(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><r>{bold}<t>部门：</t></r><r><t>{{depart</t></r><r><rPr><i/></rPr><t>ment}}（终）</t></r></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><r>{bold}<t>{{projects.name}}</t></r></is></c><c r="B2" t="inlineStr"><is><t>{{projects.total}}</t></is></c></row>"#
    );
    let opened = Template::open(workbook(&rows)).unwrap();
    let document =
        document(json!({"kind": "project_table", "projects": [project("甲", 1.0, &[]), project("乙", 2.0, &[])]}));
    let plan = opened.plan(&document, &Vocabulary::default(), &Extra::default()).unwrap();
    let bytes = opened.fill(&plan).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    let text = |text: &str| format!("<t xml:space=\"preserve\">{text}</t></r>");
    let head = format!("<is><r>{bold}{}<r>{}<r><rPr><i/></rPr>{}</is>", text("部门："), text("甲局"), text("（终）"));
    assert!(sheet.contains(&head), "{sheet}");
    for name in ["甲", "乙"] {
        assert!(sheet.contains(&format!("<is><r>{bold}{}</is>", text(name))), "{sheet}");
    }
}

#[test]
fn a_sheet_is_copied_with_what_hangs_on_it() {
    let projects: Vec<Value> = (1..=3).map(|n| project(&format!("项目{n}"), f64::from(n), &five())).collect();
    let mut filled =
        fill("card-with-parts", &document(json!({"kind": "project_card", "projects": projects})), "财政拨款、预算单位");
    let names = ["申报表", "申报表 (2)", "申报表 (3)", "代码"];
    assert_eq!(filled.book.sheet_names(), names);
    for (n, name) in names.iter().take(3).enumerate() {
        assert_eq!(
            (filled.cell(name, 2, 'B'), filled.cell(name, 10, 'C')),
            (format!("项目{}", n + 1), "满意度".into())
        );
        assert_eq!(filled.formula(name, 11, 'E'), "SUM(E6:E$10)");
    }
    assert_eq!(filled.formula("申报表 (3)", 1, 'H'), "'申报表 (3)'!E11*2");
    assert_eq!(filled.formula("代码", 1, 'C'), "申报表!E11");
    let workbook = filled.part("xl/workbook.xml");
    for found in
        ["activeTab=\"3\"", "localSheetId=\"3\">'代码'!$A$1:$A$2", "localSheetId=\"2\">'申报表 (3)'!$A$1:$F$12"]
    {
        assert!(workbook.contains(found), "{found} in {workbook}");
    }
    let copies = |kind: &str| filled.book_parts().filter(|part| part.contains(kind)).count();
    assert_eq!(["charts/chart", "comments/comment", "drawings/drawing"].map(copies), [3, 3, 3]);
    let chart = filled.book_parts().filter(|p| p.contains("charts/chart")).map(|p| filled.part(&p)).collect::<String>();
    for name in ["'申报表'!", "'申报表 (2)'!", "'申报表 (3)'!"] {
        assert!(chart.contains(&format!("{name}$E$6:$E$10")), "{name} in {chart}");
    }
    // Sheets that are selected together would be edited together.
    assert!(!filled.part("xl/worksheets/sheet3.xml").contains("tabSelected=\"1\""));
}

#[test]
fn forms_below_each_other_are_repeated() {
    let projects: Vec<Value> = (1..=5).map(|n| project(&format!("项目{n}"), f64::from(n), &five()[..2])).collect();
    let mut filled =
        fill("stacked-cards", &document(json!({"kind": "project_card", "projects": projects})), "财政拨款、预算单位");
    for n in 0..5 {
        assert_eq!(filled.cell("申报表", n * 10 + 2, 'B'), format!("项目{}", n + 1));
        let formula = format!("SUM(E{}:E${})", n * 10 + 6, n * 10 + 7);
        assert_eq!(filled.formula("申报表", n * 10 + 8, 'E'), formula);
    }
    assert_eq!(
        (filled.cell("申报表", 51, 'A'), filled.formula("汇总", 1, 'B')),
        ("填报单位盖章：甲局本级".into(), "申报表!E28+申报表!E8".into())
    );
    let sheet = filled.part("xl/worksheets/sheet1.xml");
    for found in ["ref=\"B42:F42\"", "<row r=\"44\" ht=\"66\"", "F16:F17 F36:F37 F46:F47", "E16:E17 E36:E37 E46:E47"] {
        assert!(sheet.contains(found), "{found} in {sheet}");
    }
    assert!(filled.part("xl/workbook.xml").contains("$A$1:$F$51"));
}

#[test]
fn projects_beyond_what_a_workbook_can_have_are_said_and_the_rest_is_filled() {
    let projects: Vec<Value> = (1..=1_003).map(|n| project(&format!("项目{n}"), f64::from(n), &[])).collect();
    let document = document(json!({"kind": "project_card", "projects": projects}));
    let folder = tempfile::tempdir().unwrap();
    let (input, card, out) =
        (folder.path().join("in.json"), folder.path().join("card.xlsx"), folder.path().join("out.xlsx"));
    std::fs::write(&input, serde_json::to_vec(&document).unwrap()).unwrap();
    std::fs::write(&card, template("card")).unwrap();
    let run = |more: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("jixiao").unwrap();
        command.args(["--lang", "en", "fill", "--template"]).args([&card, &input]).arg("-o").arg(&out).args(more);
        command.assert().code(1).stderr(predicates::str::contains("copied 1000 times at most; 2 more projects"))
    };
    run(&[]).stderr(predicates::str::contains("--partial"));
    assert!(!out.exists());
    run(&["--partial"]);
    let book: Xlsx<_> = Xlsx::new(Cursor::new(std::fs::read(&out).unwrap())).unwrap();
    assert!(book.sheet_names().len() > 1_000);
}
