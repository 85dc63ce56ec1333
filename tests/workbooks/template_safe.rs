//! Templates that would be filled wrongly are refused in words, and what stands in their place stays.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::io::{Cursor, Read, Write};
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use jixiao::Options;
use jixiao::model::{Document, Kind};
use jixiao::template::{Extra, Template};
use jixiao::vocabulary::Vocabulary;

fn sample(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name).join("input.pdf");
    jixiao::convert(&path, &Options::default()).unwrap()
}

fn cases(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/cases/templates/{name}.xlsx", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;

/// A workbook of one sheet: a text for each address, formulas with `=`, and what is merged. Covered cells are not in the file, as
/// in those of openpyxl and EasyExcel; an address without text is an empty cell.
fn workbook(cells: &[(&str, &str)], merged: &[&str]) -> Vec<u8> {
    let main = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let number = |address: &str| address.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().unwrap();
    let cell = |(address, text): &(&str, &str)| match text.strip_prefix('=') {
        Some(formula) => format!(r#"<c r="{address}"><f>{formula}</f><v>0</v></c>"#),
        None if text.is_empty() => format!(r#"<c r="{address}"/>"#),
        None => format!(r#"<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>"#),
    };
    let rows: String = cells
        .chunk_by(|a, b| number(a.0) == number(b.0))
        .map(|row| format!(r#"<row r="{}">{}</row>"#, number(row[0].0), row.iter().map(cell).collect::<String>()))
        .collect();
    let merges: String = merged.iter().map(|area| format!(r#"<mergeCell ref="{area}"/>"#)).collect();
    let sheet = format!(
        r#"<worksheet {main}><sheetData>{rows}</sheetData><mergeCells count="{}">{merges}</mergeCells></worksheet>"#,
        merged.len()
    );
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!(r#"<workbook {main}><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn filled(template: Vec<u8>, document: &Document) -> (Xlsx<Cursor<Vec<u8>>>, String) {
    let template = Template::open(template).unwrap();
    let plan = template.plan(document, &Vocabulary::default(), &Extra::default()).unwrap();
    let bytes = template.fill(&plan).unwrap();
    let mut xml = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
    (Xlsx::new(Cursor::new(bytes)).unwrap(), xml)
}

fn cell(book: &mut Xlsx<Cursor<Vec<u8>>>, row: u32, column: u32) -> String {
    let sheet = book.sheet_names().remove(0);
    let range = book.worksheet_range(&sheet).unwrap();
    range.get_value((row - 1, column - 1)).map(Data::to_string).unwrap_or_default()
}

/// One project of a self-evaluation with its indicators.
fn one_project(indicators: usize) -> Document {
    let mut document = sample("self-evaluation");
    document.forms.truncate(1);
    assert_eq!(document.forms[0].kind, Kind::SelfEvaluation);
    let project = &mut document.forms[0].projects[0];
    let first = project.indicators[0].clone();
    project.indicators.resize(indicators, first);
    document
}

fn names(document: &Document) -> Vec<String> {
    document.forms[0].all_indicators().map(|(_, i)| i.level3.clone().unwrap()).collect()
}

const HEADINGS: [&str; 8] =
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];

#[test]
fn a_value_that_has_no_place_is_refused_with_the_nearest_label() {
    let refused = |set: &[(&str, &str)]| {
        let template = Template::open(cases("form-per-sheet")).unwrap();
        let extra = Extra::new(set.iter().map(|(l, v)| ((*l).to_owned(), (*v).to_owned())).collect());
        let plan = template.plan(&sample("self-evaluation"), &Vocabulary::default(), &extra);
        plan.err().map(|error| error.to_string())
    };
    assert_eq!(refused(&[("实施单位", "某局"), ("自评1!B3", "某局")]), None);
    let error = refused(&[("实施单立", "某局")]).unwrap();
    assert!(error.contains("实施单立") && error.contains("perhaps “实施单位”"), "{error}");
    assert!(refused(&[("联系电话", "1")]).unwrap().contains("联系电话"));
    assert!(refused(&[("自评9!B3", "某局")]).unwrap().contains("自评"));
}

#[test]
fn a_template_of_another_kind_of_form_is_refused() {
    let template = Template::open(cases("form-per-sheet")).unwrap();
    let error =
        template.plan(&sample("project-list"), &Vocabulary::default(), &Extra::default()).unwrap_err().to_string();
    assert!(error.contains("a self-evaluation") && error.contains("--other-kind"), "{error}");
    // A list of projects goes into cards.
    let cards = Template::open(cases("card")).unwrap();
    assert!(cards.plan(&sample("project-list"), &Vocabulary::default(), &Extra::default()).is_ok());
}

#[test]
fn an_open_document_template_is_refused_by_name() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("mimetype", stored).unwrap();
    writer.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert!(Template::open(bytes).err().unwrap().to_string().contains(".ods"));
}

#[test]
fn a_list_whose_last_heading_is_merged_over_cells_that_are_not_in_the_file_is_a_list() {
    let mut cells = vec![("A1", "项目支出绩效自评表"), ("A2", "项目名称"), ("C2", "")];
    let columns = ["A3", "B3", "C3", "E3", "G3", "I3", "J3", "K3"];
    cells.extend(columns.into_iter().zip(HEADINGS));
    let blank = ["A4", "B4", "C4", "E4", "G4", "I4", "J4", "K4", "A5", "B5", "C5", "E5", "G5", "I5", "J5", "K5"];
    cells.extend(blank.map(|address| (address, "")));
    cells.extend([("A6", "总分"), ("J6", "=SUM(J4:J5)")]);
    let merged = [
        "A2:B2", "C2:L2", "C3:D3", "E3:F3", "G3:H3", "K3:L3", "C4:D4", "E4:F4", "G4:H4", "K4:L4", "C5:D5", "E5:F5",
        "G5:H5", "K5:L5",
    ];
    let document = one_project(4);
    let (mut book, xml) = filled(workbook(&cells, &merged), &document);
    for (row, name) in (4..).zip(names(&document)) {
        assert_eq!(cell(&mut book, row, 3), name, "row {row} of {xml}");
    }
    assert!(xml.contains("SUM(J4:J7)"), "{xml}");
}

#[test]
fn a_slot_merged_over_two_rows_owns_its_blocks_when_it_grows() {
    let mut cells = vec![("A1", "项目支出绩效自评表"), ("A2", "项目名称"), ("B2", "")];
    let columns = ["A3", "B3", "C3", "D3", "E3", "F3", "G3", "H3"];
    cells.extend(columns.into_iter().zip(HEADINGS));
    cells.extend(["A4", "B4", "C4", "D4", "E4", "F4", "G4", "H4"].map(|address| (address, "")));
    cells.extend([("A6", "总分"), ("G6", "=SUM(G4:G5)")]);
    let merged = ["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:F5", "G4:G5", "H4:H5"];
    let document = one_project(6);
    let (mut book, xml) = filled(workbook(&cells, &merged), &document);
    for (record, name) in (0..).zip(names(&document)) {
        assert_eq!(cell(&mut book, 4 + record * 2, 3), name, "record {record} of {xml}");
        let block = format!("ref=\"C{}:C{}\"", 4 + record * 2, 5 + record * 2);
        assert_eq!(xml.matches(&block).count(), 1, "{block} in {xml}");
    }
    assert!(xml.contains("SUM(G4:G15)") && !xml.contains("C4:C15"), "{xml}");
}

#[test]
fn indicators_packed_in_a_cell_are_read_back_one_by_one() {
    let document = sample("project-list");
    let count = |document: &Document| document.forms.iter().map(|f| f.all_indicators().count()).sum::<usize>();
    let cells = [
        ("A1", "2024年项目支出绩效目标表"),
        ("A2", "预算单位"),
        ("B2", "项目名称"),
        ("C2", "总计"),
        ("D2", "绩效目标"),
        ("E2", "绩效指标"),
        ("A3", ""),
        ("B3", ""),
        ("C3", ""),
        ("D3", ""),
        ("E3", ""),
    ];
    let bytes = workbook(&cells, &["A1:E1"]);
    let template = Template::open(bytes).unwrap();
    let plan = template.plan(&document, &Vocabulary::default(), &Extra::default()).unwrap();
    let first = template.fill(&plan).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("filled.xlsx");
    std::fs::write(&path, &first).unwrap();
    let back = jixiao::read_filled(&path, &template, &Options::default()).unwrap().document;
    assert_eq!(count(&back), count(&document));
    assert_eq!(back.forms[0].year, Some(2024));
    assert_eq!(back.forms[0].title.as_deref(), Some("2024年项目支出绩效目标表"));
    let said = |document: &Document| -> Vec<_> {
        document
            .forms
            .iter()
            .flat_map(jixiao::model::Form::all_indicators)
            .map(|(_, i)| (i.level3.clone(), i.annual_target.clone()))
            .collect()
    };
    assert_eq!(said(&back), said(&document));
    // Filled again it is the same workbook.
    let plan = template.plan(&back, &Vocabulary::default(), &Extra::default()).unwrap();
    assert!(template.fill(&plan).unwrap() == first);
}

#[test]
fn the_unit_that_fills_a_form_in_is_its_department() {
    let cells = [
        ("A1", "项目支出绩效目标表"),
        ("A2", "填报单位"),
        ("B2", ""),
        ("A3", "项目名称"),
        ("B3", "总计"),
        ("C3", "绩效目标"),
        ("A4", ""),
        ("B4", ""),
        ("C4", ""),
    ];
    let mut document = sample("project-list");
    document.forms[0].department = Some("某局".to_owned());
    let (mut book, xml) = filled(workbook(&cells, &["A1:C1"]), &document);
    assert_eq!(cell(&mut book, 2, 2), "某局", "{xml}");
}

#[test]
fn the_same_hint_is_given_once() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.xlsx");
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/templates/card.xlsx");
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/project-list/input.pdf");
    let mut command = assert_cmd::Command::cargo_bin("jixiao").unwrap();
    command.args(["--lang", "en", "fill", "--template"]).args([&template, &input]).arg("-o").arg(&out);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let hints: Vec<&str> = said.lines().filter(|line| line.starts_with("info：no data")).collect();
    let mut labels: Vec<&str> = hints.iter().filter_map(|hint| hint.split(" (").nth(1)?.split(')').next()).collect();
    let all = labels.len();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), all, "{said}");
}

#[test]
fn a_filled_workbook_is_as_small_as_its_template() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["项目名称", "", "主管部门", ""]).unwrap();
    for row in 1..4_000_u32 {
        let texts = ["产出指标", "效益指标", "满意度指标"];
        sheet.write(row, 0, texts[row as usize % 3]).unwrap();
        sheet.write(row, 1, format!("完成第{}批次", row * 7919 % 100_003)).unwrap();
        for column in 2..12_u16 {
            sheet.write(row, column, f64::from(row * 37 % (1_000 + u32::from(column)))).unwrap();
        }
    }
    let template = book.save_to_buffer().unwrap();
    let opened = Template::open(template.clone()).unwrap();
    let extra = Extra::new(vec![("Sheet1!B1".to_owned(), "一个项目".to_owned())]);
    let plan = opened.plan(&one_project(1), &Vocabulary::default(), &extra).unwrap();
    let filled = opened.fill(&plan).unwrap();
    assert!(filled.len() * 100 <= template.len() * 105, "{} of {}", filled.len(), template.len());
}
