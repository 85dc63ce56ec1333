//! Values as workbooks set them: raised figures, struck-out runs, dates as texts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::io::{Cursor, Write};

use jixiao::{Document, Options};

/// A card whose values stand in the shared texts of a workbook, each as the content of an `si` element, or in
/// the sheet, as a formula and its result.
fn card(values: &[&str]) -> Document {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let main = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let row = |number: usize, texts: &[&str]| {
        let cell = |n: usize, text: &str| {
            format!(r#"<c r="{}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#, ["A", "B", "C", "D"][n])
        };
        texts.iter().enumerate().map(|(n, text)| cell(n, text)).collect::<String>()
    };
    let mut data = format!(r#"<row r="1">{}</row>"#, row(1, &["2024年项目支出绩效目标表"]));
    data += &format!(r#"<row r="2">{}</row>"#, row(2, &["项目名称", "普法"]));
    data += &format!(r#"<row r="3">{}</row>"#, row(3, &["一级指标", "二级指标", "三级指标", "指标值"]));
    for (n, value) in values.iter().enumerate() {
        let number = n + 4;
        let texts = row(number, &["产出指标", "数量指标", "名称"]);
        let value = match value.strip_prefix("<f>") {
            Some(_) => format!(r#"<c r="D{number}">{value}</c>"#),
            None => format!(r#"<c r="D{number}" t="s"><v>{n}</v></c>"#),
        };
        data += &format!(r#"<row r="{number}">{texts}{value}</row>"#);
    }
    let shared: String = values.iter().map(|value| format!("<si>{value}</si>")).collect();
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#;
    let relations = relation("r1", "worksheet", "worksheets/sheet1.xml").replace(
        "</Relationships>",
        r#"<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    );
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", types.to_owned()),
        ("_rels/.rels", relation("r1", "officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relations),
        (
            "xl/workbook.xml",
            format!(r#"<workbook {main}><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#),
        ),
        ("xl/sharedStrings.xml", format!("<sst {main}>{shared}</sst>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {main}><sheetData>{data}</sheetData></worksheet>")),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("表.xlsx");
    std::fs::write(&path, writer.finish().unwrap().into_inner()).unwrap();
    jixiao::convert(&path, &Options::default()).unwrap()
}

/// Raw text, number and unit of each indicator.
fn shown(document: &Document) -> Vec<String> {
    let indicators = document.forms.iter().flat_map(|f| &f.projects).flat_map(|p| &p.indicators);
    let targets = indicators.map(|i| i.annual_target.clone().unwrap());
    let value = |v: Option<rust_decimal::Decimal>| v.map(|v| v.to_string()).unwrap_or_default();
    targets.map(|t| format!("{}|{}|{}", t.raw, value(t.value), t.unit.unwrap_or_default())).collect()
}

#[test]
fn raised_figures_are_characters_and_struck_runs_are_left_out_and_said() {
    let document = card(&[
        r#"<r><t>≥3×10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>4</t></r><r><t>株</t></r>"#,
        "<r><rPr><strike/></rPr><t>≥80%</t></r><r><t>≥90%</t></r>",
        r#"<r><rPr><strike val="0"/></rPr><t>≥7</t></r><r><t>0%</t></r><rPh sb="0" eb="1"><t>だ</t></rPh>"#,
        r#"<r><t>CO</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r><r><t>减排5吨</t></r>"#,
        "<t>≥6人</t>",
    ]);
    let right = ["≥3×10⁴株|30000|株", "≥90%|90|%", "≥70%|70|%", "CO₂减排5吨|5|吨", "≥6人|6|人"];
    assert_eq!(shown(&document), right);
    let struck: Vec<_> = document.findings.iter().filter(|f| f.code.0 == "struck-text").collect();
    let [only] = struck.as_slice() else { panic!("{struck:?}") };
    assert_eq!(only.quote.as_deref(), Some("≥80%"));
}

/// XlsxWriter 3.2.0 stores 0 as the result of what it takes for a formula, openpyxl 3.1.5 nothing.
#[test]
fn a_target_that_a_program_took_for_a_formula_is_read_as_it_was_written() {
    let document = card(&["<f>100%</f><v>0</v>", "<f>24</f><v></v>", "<f>24</f><v>24</v>", "<f>2+3</f><v>5</v>"]);
    assert_eq!(shown(&document), ["=100%|100|%", "=24|24|", "24|24|", "5|5|"]);
    let said: Vec<_> = document.findings.iter().filter(|f| f.code.0 == "formula-constant").collect();
    let quotes: Vec<_> = said.iter().filter_map(|f| f.quote.as_deref()).collect();
    assert_eq!(quotes, ["=100%", "=24"]);
    assert!(said.iter().all(|f| f.place.is_some()), "{said:?}");
    assert!(document.findings.iter().all(|f| f.code.0 != "formula-without-result"));
}

#[test]
fn a_date_is_no_number_however_it_is_written() {
    let document = card(&["<t>2026/7/7</t>", "<t>2026-07-07</t>", "<t>7/7/2026</t>", "<t>2026年7月7日</t>"]);
    let right = ["2026/7/7||", "2026-07-07||", "7/7/2026||", "2026年7月7日||"];
    assert_eq!(shown(&document), right);
    assert!(!document.findings.iter().any(|f| f.code.0 == "value-unreadable"));
}

#[test]
fn what_cannot_be_told_has_no_value_and_is_said() {
    let document = card(&["<t>≥78OO件</t>", "<t>师生比2/3</t>", "<t>≥95%</t>"]);
    assert_eq!(shown(&document), ["≥78OO件||", "师生比2/3||", "≥95%|95|%"]);
    let said: Vec<_> = document.findings.iter().filter(|f| f.code.0 == "value-unreadable").collect();
    let quotes: Vec<_> = said.iter().map(|f| f.quote.as_deref().unwrap_or_default()).collect();
    assert_eq!(quotes, ["≥78OO件", "师生比2/3"]);
    assert_eq!(said.first().and_then(|f| f.suggestion.as_deref()), Some("≥7800件"));
}
