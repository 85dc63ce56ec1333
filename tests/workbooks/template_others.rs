//! Thirty templates as openpyxl, users of EasyExcel and LibreOffice make them (`cases/templates/others/make.py`): filled right, read
//! back and filled again to the same bytes, their own bytes untouched.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};
use jixiao::Options;
use jixiao::model::Document;
use jixiao::template::{Extra, Plan, Template};
use jixiao::vocabulary::Vocabulary;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn template(name: &str) -> Vec<u8> {
    std::fs::read(root().join(format!("tests/cases/templates/others/{name}.xlsx"))).unwrap()
}

/// Each template with the sample poured into it and cells of the outcome, `SHEET!CELL=text` or `SHEET!CELL==formula`.
const TEMPLATES: [(&str, &str, &[&str]); 30] = [
    (
        "o-list-of-one-row",
        "project-list",
        &["项目!C32==SUM(C3:C31)", "项目!B32=", "项目!A33=说明：金额单位为万元。", "项目!C31=276.78"],
    ),
    ("o-table", "project-list", &["项目!H1==SUM(项目表[总计])", "项目!C30=276.78"]),
    (
        "o-protected",
        "self-evaluation",
        &["自评表!B2=行政执法经费", "自评表!F13==SUM(F4:F12)", "自评表!A4=产出指标", "自评表 (4)!G10==SUM(G4:G9)"],
    ),
    ("o-side-by-side", "project-list", &["总表!C32==SUM(C3:C31)", "总表!F3=", "总表!A32=合计", "总表!F32=合计"]),
    (
        "o-hidden-rows",
        "project-list",
        &["项目!A3=填全称", "项目!C4=2588.87", "项目!C33==SUM(C4:C32)", "项目!A34=代码 01"],
    ),
    (
        "o-formula-in-slot",
        "self-evaluation",
        &["自评表!B2==封面!B1", "自评表!G21==IF(E21=\"\",\"\",F21)", "封面!B2==自评表!G22"],
    ),
    ("o-empty-sheets", "project-list", &["表!C31=276.78", "填报说明!A2=项目名称：填写全称"]),
    (
        "e-fields",
        "project-list",
        &[
            "模板!A1=广州市司法局2023年项目支出绩效目标表",
            "模板!A2=单位：万元",
            "模板!D33==SUM(D4:D32)",
            "模板!A35=负责人（签字）：",
            "模板!A32=29",
        ],
    ),
    (
        "e-two-lists",
        "project-list",
        &["模板!D32==SUM(D3:D31)", "模板!A33=指标", "模板!D175=用户满意度", "模板!A176=以上。"],
    ),
    ("e-beside", "department", &["模板!B4=688.79", "模板!B30==SUM(B2:B29)", "模板!A30="]),
    ("e-chinese", "project-list", &["模板!D1={经办人员工号}", "模板!D142=用户满意度"]),
    ("e-picture", "project-list", &["模板!C30==B30/B31", "模板!B31==SUM(B2:B30)", "模板!C31==SUM(C2:C30)"]),
    ("l-list", "project-list", &["项目!C2==SUM(C4:C32)", "项目!B2=", "项目!C32=276.78"]),
    ("l-card", "project-card", &["申报表!D3=年度资金总额", "申报表!E14==SUM(E6:E13)", "申报表 (3)!B2=依法治市管理费"]),
    ("l-department", "department", &["整体!A9=", "整体!B8=一级指标"]),
    // The second half.
    (
        "o-merged-slots",
        "project-list",
        &["项目!C59=广东省政法跨部门大数据办案平台广州分中心(市司法局分平台)项目", "项目!E61==SUM(E3:E60)"],
    ),
    ("o-formats-over-list", "project-list", &["指标!D142=用户满意度", "指标!A144=备注：权重合计100。"]),
    (
        "o-numbered-columns",
        "project-list",
        &["项目!A4=1", "项目!E4=5", "项目!C5=2588.87", "项目!C2==SUM(C5:C33)", "项目!B2="],
    ),
    ("o-running-total", "project-list", &["项目!C30==N(C29)+B30", "项目!D30==B30/B$31", "项目!B31==SUM(B2:B30)"]),
    ("o-two-forms", "project-card", &["申报表!A14=项目支出绩效目标申报表", "申报表!E100==SUM(E96:E$99)"]),
    (
        "o-labels-below",
        "self-evaluation",
        &["自评表!B2=行政执法经费", "自评表!F11=100", "自评表!G11=97.3", "自评表!B3="],
    ),
    ("o-many-columns", "project-list", &["项目!C34==SUM(C5:C33)", "项目!D34=9486.23", "项目!E34=", "项目!C33=276.78"]),
    ("e-prefixed-headings", "project-list", &["模板!B30=276.78万元", "模板!B31==A2"]),
    ("e-formats", "project-list", &["模板!A1=广州市司法局（2023年）", "模板!B31=276.78"]),
    ("e-fixed-rows-below", "department", &["模板!A30=单位：广州市天河区司法局", "模板!A31=第一行", "模板!A32=第二行"]),
    ("e-tasks-and-projects", "department", &["任务!C3=688.79", "部门!A1=广州市天河区司法局"]),
    ("e-empty-below", "project-list", &["模板!D30=276.78"]),
    ("l-many-ruled-rows", "project-list", &["项目!C42==SUM(C2:C41)", "项目!C30=276.78", "项目!C31="]),
    (
        "l-evaluation",
        "self-evaluation",
        &["自评表!C4=99.99", "自评表!H4=9.3", "自评表!F19==SUM(F10:F18)+F4", "自评表!A10=产出指标"],
    ),
    ("l-flat", "project-list", &["汇总!E143=用户满意度", "汇总!B3=2588.87"]),
];

struct Samples(BTreeMap<&'static str, Document>);

impl Samples {
    fn new() -> Self {
        let names: BTreeSet<&str> = TEMPLATES.iter().map(|(_, sample, _)| *sample).collect();
        Self(names.into_iter().map(|name| (name, sample(name))).collect())
    }
}

fn sample(name: &str) -> Document {
    jixiao::convert(&root().join("samples").join(name).join("input.pdf"), &Options::default()).unwrap()
}

fn planned(template: &Template, document: &Document) -> Plan {
    template.plan(document, &Vocabulary::default(), &Extra::default()).unwrap()
}

fn filled(name: &str, document: &Document) -> (Vec<u8>, Plan) {
    let template = Template::open(template(name)).unwrap();
    let plan = planned(&template, document);
    (template.fill(&plan).unwrap(), plan)
}

fn part(package: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn codes(plan: &Plan) -> BTreeSet<&str> {
    plan.findings.iter().map(|finding| &*finding.code.0).collect()
}

/// Row and column from 0.
fn position(cell: &str) -> (u32, u32) {
    let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().fold(0, |n, letter| n * 26 + u32::from(letter - b'A') + 1);
    (cell.strip_prefix(letters).unwrap().parse::<u32>().unwrap() - 1, column - 1)
}

fn cell(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, at: (u32, u32)) -> String {
    let formula = book.worksheet_formula(sheet).unwrap().get_value(at).cloned().unwrap_or_default();
    if formula.is_empty() {
        book.worksheet_range(sheet).unwrap().get_value(at).map(Data::to_string).unwrap_or_default()
    } else {
        format!("={formula}")
    }
}

#[test]
fn each_is_filled_where_a_person_would() {
    let samples = Samples::new();
    let mut wrong = Vec::new();
    for (name, sample, cells) in TEMPLATES {
        let (bytes, _) = filled(name, &samples.0[sample]);
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        for said in cells {
            let (place, text) = said.split_once('=').unwrap();
            let (sheet, address) = place.split_once('!').unwrap();
            let found = cell(&mut book, sheet, position(address));
            if found != *text {
                wrong.push(format!("{name} {place}: {found} for {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_is_read_back_and_becomes_the_same_workbook() {
    let samples = Samples::new();
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for (name, sample, _) in TEMPLATES {
        let template = Template::open(template(name)).unwrap();
        let first = template.fill(&planned(&template, &samples.0[sample])).unwrap();
        let path = folder.path().join(format!("{name}.xlsx"));
        std::fs::write(&path, &first).unwrap();
        let back = jixiao::read_filled(&path, &template, &Options::default()).unwrap().document;
        let again = template.fill(&planned(&template, &back)).unwrap();
        if again != first {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn records_without_a_row_are_said() {
    // The header stands at the end of a sheet whose next rows say something else.
    let mut document = sample("project-list");
    let (_, plan) = filled("o-hidden-rows", &document);
    assert!(!codes(&plan).contains("template-record-left"), "{:?}", plan.findings);
    document.forms.truncate(1);
    let mut cells = vec![("A1", "预算单位"), ("B1", "项目名称"), ("C1", "总计"), ("A2", "说明：以上为部门项目")];
    cells.extend([("B2", "说明"), ("C2", "说明"), ("A3", "附件"), ("B3", "附件"), ("C3", "附件")]);
    let book = made::workbook(&cells, "");
    let template = Template::open(book).unwrap();
    let plan = planned(&template, &document);
    let left: Vec<_> = plan.findings.iter().filter(|f| f.code.0 == "template-record-left").collect();
    assert!(left.iter().any(|f| f.message.contains("29条")), "{:?}", plan.findings);
}

#[test]
fn pictures_comments_and_breaks_of_repeated_forms_are_copied() {
    let document = sample("project-card");
    let (bytes, plan) = filled("o-two-forms", &document);
    assert!(codes(&plan).contains("template-form-copied"));
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    let breaks: Vec<&str> = sheet.split("<brk id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(breaks, ["13", "26", "38", "50", "64", "78", "90"]);
    let drawing = part(&bytes, "xl/drawings/drawing1.xml");
    let rows: Vec<&str> = drawing.split("row>").skip(1).step_by(2).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(rows, ["11", "36", "48", "62", "76", "88", "100", "24"]);
    let comments = part(&bytes, "xl/comments/comment1.xml");
    let cells: Vec<&str> = comments.split("ref=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(cells, ["A2", "A28", "A40", "A52", "A66", "A80", "A92", "A15"]);
}

#[test]
fn labels_nobody_knows_are_said_once_with_the_nearest() {
    let (_, plan) = filled("o-labels-below", &sample("self-evaluation"));
    let said: Vec<&str> =
        plan.findings.iter().filter(|f| f.code.0 == "template-unknown-label").map(|f| f.message.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("实施单立") && said[0].contains("“实施单位”") && said[0].contains("--vocab"), "{said:?}");
    assert!(said[1].contains("经办科室电话") && said[1].contains("--vocab"), "{said:?}");
    // A column of formulas computes what it shows.
    let (_, plan) = filled("o-running-total", &sample("project-list"));
    assert!(!codes(&plan).contains("template-unknown-label"), "{:?}", plan.findings);
}

#[test]
fn a_field_on_another_sheet_is_not_missed() {
    let (_, plan) = filled("e-tasks-and-projects", &sample("department"));
    let missed: Vec<&str> =
        plan.findings.iter().filter(|f| f.code.0 == "template-no-place").map(|f| f.message.as_str()).collect();
    assert!(missed.iter().all(|text| !text.contains("三级指标") && !text.contains("总体绩效目标")), "{missed:?}");
    assert!(missed.iter().any(|text| text.contains("期望目标")), "{missed:?}");
}

#[test]
fn rows_become_as_high_as_wrapped_text_needs_where_the_template_fixes_none() {
    let document = sample("self-evaluation");
    let heights = |rows: &str, columns: &str| {
        let sheet = made::sheet(rows, columns);
        let template = Template::open(made::package(&sheet)).unwrap();
        let plan = planned(&template, &document);
        let xml = part(&template.fill(&plan).unwrap(), "xl/worksheets/sheet1.xml");
        let row = xml.split("<row r=\"2\"").nth(1).unwrap().split('>').next().unwrap().trim().to_owned();
        (row, codes(&plan).contains("template-row-too-high"))
    };
    let cells = r#"<c r="A2" s="0" t="inlineStr"><is><t>绩效目标</t></is></c><c r="B2" s="1"/>"#;
    let title = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>项目支出绩效自评表</t></is></c></row>"#;
    let wide = r#"<cols><col min="2" max="2" width="60" customWidth="1"/></cols>"#;
    let narrow = r#"<cols><col min="2" max="2" width="6" customWidth="1"/></cols>"#;
    let cells = format!(r#"{cells}</row><row r="3"><c r="A3" t="inlineStr"><is><t>项目名称</t></is></c><c r="B3"/>"#);
    let (row, too_high) = heights(&format!(r#"{title}<row r="2" ht="20">{cells}</row>"#), wide);
    let height: f64 = row.split("ht=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    assert!(height > 40.0 && height < 200.0 && row.contains("customHeight=\"1\"") && !too_high, "{row}");
    assert_eq!(
        heights(&format!(r#"{title}<row r="2" ht="20" customHeight="1">{cells}</row>"#), wide).0,
        r#"ht="20" customHeight="1""#
    );
    let unwrapped = cells.replace("s=\"1\"", "s=\"0\"");
    assert_eq!(heights(&format!(r#"{title}<row r="2" ht="20">{unwrapped}</row>"#), wide).0, r#"ht="20""#);
    let (row, too_high) = heights(&format!(r#"{title}<row r="2">{cells}</row>"#), narrow);
    assert!(row.contains("ht=\"409\"") && too_high, "{row}");
}

#[test]
fn twelve_hundred_projects_are_filled_in() {
    let mut document = sample("project-list");
    let projects = document.forms[0].projects.clone();
    document.forms[0].projects = projects.iter().cycle().take(1_200).cloned().collect();
    let (bytes, plan) = filled("o-list-of-one-row", &document);
    assert!(!codes(&plan).contains("template-record-left"), "{:?}", plan.findings);
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(cell(&mut book, "项目", position("C1203")), "=SUM(C3:C1202)");
}

#[test]
fn macros_stay_and_the_result_is_an_xlsm() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("模板.xlsm");
    std::fs::write(&own, made::with_macros(&template("o-list-of-one-row"))).unwrap();
    let before = std::fs::read(&own).unwrap();
    let out = folder.path().join("结果.xlsm");
    let mut command = assert_cmd::Command::cargo_bin("jixiao").unwrap();
    command
        .arg("fill")
        .arg("--template")
        .arg(&own)
        .arg(root().join("samples/project-list/input.pdf"))
        .arg("-o")
        .arg(&out);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("宏"), "{said}");
    assert_eq!(part(&std::fs::read(&out).unwrap(), "xl/vbaProject.bin"), "not run");
    assert_eq!(std::fs::read(&own).unwrap(), before);
}

#[test]
fn records_left_over_are_named_three_times_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let own = root().join("tests/cases/templates/others/e-beside.xlsx");
    let mut command = assert_cmd::Command::cargo_bin("jixiao").unwrap();
    command.arg("fill").arg("--template").arg(own).arg(root().join("samples/project-list/input.pdf"));
    let output = command.arg("-o").arg(folder.path().join("out.xlsx")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said.matches("模板中没有“").count(), 3, "{said}");
    assert!(said.contains("共28个") && !output.status.success(), "{said}");
}

/// Packages of one sheet.
mod made {
    use std::io::{Cursor, Read, Write};

    const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
    const STYLES: &str = r#"<fonts><font><sz val="11"/></font></fonts><fills><fill/></fills><borders><border/></borders><cellXfs><xf fontId="0"/><xf fontId="0"><alignment wrapText="1"/></xf></cellXfs>"#;

    pub(super) fn sheet(rows: &str, columns: &str) -> String {
        format!("<worksheet {MAIN}>{columns}<sheetData>{rows}</sheetData></worksheet>")
    }

    /// A workbook of texts by address.
    pub(super) fn workbook(cells: &[(&str, &str)], columns: &str) -> Vec<u8> {
        let number = |address: &str| address.trim_start_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
        let cell =
            |(address, text): &(&str, &str)| format!(r#"<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>"#);
        let rows: String = cells
            .chunk_by(|a, b| number(a.0) == number(b.0))
            .map(|row| format!(r#"<row r="{}">{}</row>"#, number(row[0].0), row.iter().map(cell).collect::<String>()))
            .collect();
        package(&sheet(&rows, columns))
    }

    pub(super) fn package(sheet: &str) -> Vec<u8> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!(
                r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
            )
        };
        let relations = |inside: String| {
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>"#
            )
        };
        let book = format!(r#"<workbook {MAIN}><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#);
        let of_book = relation("r1", "worksheet", "worksheets/sheet1.xml") + &relation("r2", "styles", "styles.xml");
        let parts = [
            ("[Content_Types].xml", TYPES.to_owned()),
            ("_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))),
            ("xl/_rels/workbook.xml.rels", relations(of_book)),
            ("xl/workbook.xml", book),
            ("xl/styles.xml", format!("<styleSheet {MAIN}>{STYLES}</styleSheet>")),
            ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ];
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// The workbook with a part of macros, which is only bytes.
    pub(super) fn with_macros(workbook: &[u8]) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for n in 0..archive.len() {
            let mut entry = archive.by_index(n).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            if name == "xl/_rels/workbook.xml.rels" {
                let macros = r#"<Relationship Id="rM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>"#;
                bytes = String::from_utf8(bytes).unwrap().replace("</Relationships>", macros).into_bytes();
            }
            if name == "[Content_Types].xml" {
                let text = String::from_utf8(bytes).unwrap();
                let text = text.replace(
                    "openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    "ms-excel.sheet.macroEnabled.main+xml",
                );
                bytes = text
                    .replace(
                        "<Default ",
                        r#"<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default "#,
                    )
                    .into_bytes();
            }
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(&bytes).unwrap();
        }
        writer.start_file("xl/vbaProject.bin", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(b"not run").unwrap();
        writer.finish().unwrap().into_inner()
    }
}
