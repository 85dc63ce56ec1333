//! Amounts of money in every unit, multiple, width and bracket, through texts, pages, workbooks and templates alike.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{Cursor, Write};

use crate::drawing::{Drawn, LONG_PAGE, page};
use jixiao::model::{Finding, Form};
use jixiao::template::Template;
use jixiao::vocabulary::Vocabulary;
use jixiao::{Document, Options};
use rust_decimal::Decimal;

/// Units of forms, and how many yuan each is.
const FORM_UNITS: [(&str, i64); 5] =
    [("元", 1), ("千元", 1000), ("万元", 10_000), ("百万元", 1_000_000), ("亿元", 100_000_000)];

/// Cells: as printed, the number, how many yuan one of it is; 0 where the cell names no unit.
const CELLS: [(&str, &str, i64); 30] = [
    ("320", "320", 0),
    ("1,234.5", "1234.5", 0),
    ("１，２３４．５", "1234.5", 0),
    ("(12.5)", "-12.5", 0),
    ("-12.5", "-12.5", 0),
    ("￥320", "320", 0),
    ("三百二十", "320", 0),
    ("320元", "320", 1),
    ("3,200,000元", "3200000", 1),
    ("３２０元", "320", 1),
    ("¥320.50元", "320.5", 1),
    ("人民币320元", "320", 1),
    ("320元整", "320", 1),
    ("320（元）", "320", 1),
    ("叁佰贰拾元整", "320", 1),
    ("5百元", "5", 100),
    ("5千元", "5", 1000),
    ("５千元", "5", 1000),
    ("320万元", "320", 10_000),
    ("320 万元", "320", 10_000),
    ("３２０．５万元", "320.5", 10_000),
    ("320万", "320", 10_000),
    ("(320万元)", "-320", 10_000),
    ("（12.5万元）", "-12.5", 10_000),
    ("320（万元）", "320", 10_000),
    ("三百二十万元", "3200000", 1),
    ("5百万元", "5", 1_000_000),
    ("1.2亿元", "1.2", 100_000_000),
    ("1亿2000万元", "1.2", 100_000_000),
    ("854万元（其中：建设400万元，设备454万元）", "854", 10_000),
];

fn right(cell: (&str, &str, i64), form: i64) -> Decimal {
    let size = if cell.2 == 0 { form } else { cell.2 };
    (cell.1.parse::<Decimal>().unwrap() * Decimal::from(size) / Decimal::from(form)).normalize()
}

fn check(way: &str, unit: &str, form: i64, found: &Form, findings: &[Finding]) {
    assert_eq!(found.unit.as_deref(), Some(unit), "{way}");
    assert_eq!(found.projects.len(), CELLS.len(), "{way} {unit}");
    for (cell, project) in CELLS.iter().zip(&found.projects) {
        let read = project.amounts.total.map(|amount| amount.normalize());
        assert_eq!(read, Some(right(*cell, form)), "{way}: {} in a form in {unit}", cell.0);
        let said = findings.iter().any(|f| f.code.0 == "unit-converted" && f.quote.as_deref() == Some(cell.0));
        assert_eq!(said, cell.2 != 0 && cell.2 != form, "{way}: {} in a form in {unit}", cell.0);
    }
}

fn convert(name: &str, bytes: &[u8]) -> Document {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    jixiao::convert(&path, &Options::default()).unwrap()
}

fn rows(unit: &str) -> Vec<Vec<String>> {
    let mut rows =
        vec![vec![format!("单位：{unit}")], ["项目名称", "预算金额", "绩效目标"].map(str::to_owned).to_vec()];
    rows.extend(
        CELLS.iter().enumerate().map(|(n, cell)| vec![format!("第{n}项工作"), cell.0.to_owned(), "目标".into()]),
    );
    rows
}

#[test]
fn texts() {
    for (unit, size) in FORM_UNITS {
        let mut text = "2024年项目支出绩效目标表\n".to_owned();
        for row in rows(unit) {
            text += &(row.join("\t") + "\n");
        }
        let document = convert("表.txt", text.as_bytes());
        check("text", unit, size, document.forms.first().unwrap(), &document.findings);
    }
}

#[test]
fn pages() {
    for (unit, size) in FORM_UNITS {
        let rows = rows(unit);
        let table: Vec<Vec<&str>> = rows.iter().skip(1).map(|r| r.iter().map(String::as_str).collect()).collect();
        let table: Vec<&[&str]> = table.iter().map(Vec::as_slice).collect();
        let mut drawn = page(1, "2024年项目支出绩效目标表", &[120.0, 280.0, 100.0], &table, LONG_PAGE);
        crate::drawing::write(&mut drawn, 400.0, 50.0, &rows[0][0]);
        let reading = jixiao::reconstruct::paged::read(&Drawn(vec![drawn]));
        let recognised = jixiao::reconstruct::forms(&reading, &Vocabulary::default());
        check("page", unit, size, recognised.forms.first().unwrap(), &recognised.findings);
    }
}

/// A workbook of one sheet with these rows of texts from row 2 on, the title above.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let main = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let cell = |row: usize, column: usize, text: &str| {
        let column = ["A", "B", "C"][column];
        format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    let mut data = format!(r#"<row r="1">{}</row>"#, cell(1, 0, "2024年项目支出绩效目标表"));
    for (n, row) in rows.iter().enumerate() {
        let number = n + 2;
        let cells: String = row.iter().enumerate().map(|(column, text)| cell(number, column, text)).collect();
        data += &format!(r#"<row r="{number}">{cells}</row>"#);
    }
    for (name, text) in [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#.to_owned(),
        ),
        ("_rels/.rels", relation("r1", "officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relation("r1", "worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!(r#"<workbook {main}><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {main}><sheetData>{data}</sheetData></worksheet>")),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn workbooks() {
    for (unit, size) in FORM_UNITS {
        let document = convert("表.xlsx", &workbook(&rows(unit)));
        check("workbook", unit, size, document.forms.first().unwrap(), &document.findings);
    }
}

#[test]
fn templates() {
    for (unit, size) in FORM_UNITS {
        let mut empty = rows(unit);
        empty.truncate(2);
        empty.push(vec![String::new(), String::new(), String::new()]);
        let template = Template::open(workbook(&empty)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filled.xlsx");
        std::fs::write(&path, workbook(&rows(unit))).unwrap();
        let document = jixiao::read_filled(&path, &template, &Options::default()).unwrap().document;
        check("template", unit, size, document.forms.first().unwrap(), &document.findings);
    }
}

#[test]
fn a_form_without_a_unit_has_that_of_its_first_amount_with_one() {
    let text = "2024年项目支出绩效目标表\n项目名称\t预算金额\t绩效目标\n甲\t320万元\t好\n乙\t5000元\t好\n";
    let document = convert("表.txt", text.as_bytes());
    let form = document.forms.first().unwrap();
    let amounts: Vec<String> = form.projects.iter().map(|p| p.amounts.total.unwrap().to_string()).collect();
    assert_eq!((form.unit.as_deref(), amounts), (Some("万元"), vec!["320".to_owned(), "0.5".to_owned()]));
}

#[test]
fn a_bare_number_is_in_the_unit_of_its_own_heading() {
    let text = "2024年项目支出绩效目标表\n单位：元\n项目名称\t预算金额（万元）\t绩效目标\n甲\t320\t好\n乙\t5\t好\n";
    let document = convert("表.txt", text.as_bytes());
    let form = document.forms.first().unwrap();
    let amounts: Vec<String> = form.projects.iter().map(|p| p.amounts.total.unwrap().to_string()).collect();
    assert_eq!((form.unit.as_deref(), amounts), (Some("元"), vec!["3200000".to_owned(), "50000".to_owned()]));
    assert_eq!(document.findings.iter().filter(|f| f.code.0 == "unit-converted").count(), 2);
}
