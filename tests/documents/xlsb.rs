//! Binary workbooks (.xlsb) as inputs. No free program writes them, so the records are put together here, as [MS-XLSB] has them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Cursor, Write};

use assert_cmd::Command;
use jixiao::Document;
use jixiao::model::Place;

/// What stands in a cell.
enum Cell {
    Text(&'static str),
    Number(f64),
}
use Cell::{Number, Text};

const GOALS: &str = "1、产出指标：培训场次，年度指标值：≥4场。2、满意度指标：学员满意率，年度指标值：≥90%。";

fn rows() -> Vec<Vec<Cell>> {
    let heads = ["项目名称", "总计", "财政拨款", "绩效目标", "绩效指标"].map(Text);
    let project = |name, total| vec![Text(name), Number(total), Number(total), Text("按计划完成。"), Text(GOALS)];
    vec![
        vec![Text("2024年项目支出绩效目标表")],
        vec![Text("部门名称：某市司法局")],
        vec![Text("单位：万元")],
        heads.into(),
        vec![Text("合计"), Number(13.5), Number(13.5)],
        project("普法经费", 12.25),
        project("培训经费", 1.0),
    ]
}

/// A record: its number and length, seven bits a byte, and its content.
fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if kind < 0x80 {
        bytes.push(kind as u8);
    } else {
        bytes.extend([kind as u8 | 0x80, (kind >> 7) as u8]);
    }
    let mut length = content.len();
    loop {
        let low = (length & 0x7F) as u8;
        length >>= 7;
        bytes.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    bytes.extend(content);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

/// The sheet: its size, its rows with texts and numbers in their cells (BrtCellSt, BrtCellReal; one as BrtCellRk).
fn sheet() -> Vec<u8> {
    sheet_with(&[], None)
}

/// The same with records before its rows, and one row hidden.
fn sheet_with(before: &[u8], hidden: Option<u32>) -> Vec<u8> {
    let rows = rows();
    let size: Vec<u8> = [0, rows.len() as u32 - 1, 0, 4].into_iter().flat_map(u32::to_le_bytes).collect();
    let mut bytes = [record(0x81, &[]), record(0x94, &size), before.to_vec(), record(0x91, &[])].concat();
    for (number, row) in (0_u32..).zip(&rows) {
        let mut head = number.to_le_bytes().to_vec();
        head.extend([0; 21]);
        // BrtRowHdr: fDyZero stands behind format, height and the bits of margins.
        head.iter_mut().skip(11).take(1).for_each(|flags| *flags |= u8::from(hidden == Some(number)) << 4);
        bytes.extend(record(0x00, &head));
        for (column, cell) in (0_u32..).zip(row) {
            let mut content = column.to_le_bytes().to_vec();
            content.extend([0; 4]);
            let kind = match cell {
                Text(text) => {
                    content.extend(wide(text));
                    0x06
                }
                // A whole number, shifted over two bits that say so.
                Number(n) if n.fract() == 0.0 => {
                    content.extend(((*n as i32) << 2 | 2).to_le_bytes());
                    0x02
                }
                Number(n) => {
                    content.extend(n.to_le_bytes());
                    0x05
                }
            };
            bytes.extend(record(kind, &content));
        }
    }
    bytes.extend([record(0x92, &[]), record(0x82, &[])].concat());
    bytes
}

fn workbook(sheet: &[u8]) -> Vec<u8> {
    let mut bundle = [0_u32, 1].into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
    bundle.extend(wide("rId1"));
    bundle.extend(wide("项目表"));
    let book = [record(0x83, &[]), record(0x8F, &[]), record(0x9C, &bundle), record(0x90, &[]), record(0x9D, &[0; 26])];
    let relations = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
    let parts: [(&str, Vec<u8>); 5] = [
        ("[Content_Types].xml", types.into()),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.bin").into()),
        ("xl/_rels/workbook.bin.rels", relations("worksheet", "worksheets/sheet1.bin").into()),
        ("xl/workbook.bin", book.concat()),
        ("xl/worksheets/sheet1.bin", sheet.to_vec()),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_binary_workbook_is_converted_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("项目表.xlsb"), folder.path().join("out.json"));
    std::fs::write(&input, workbook(&sheet())).unwrap();
    Command::cargo_bin("jixiao").unwrap().arg("convert").arg(&input).arg("-o").arg(&out).assert().success();
    let document: Document = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    let form = document.forms.first().unwrap();
    assert_eq!(
        (form.year, form.department.as_deref(), form.unit.as_deref()),
        (Some(2024), Some("某市司法局"), Some("万元"))
    );
    let said: Vec<_> = form
        .projects
        .iter()
        .map(|p| (p.name.as_deref().unwrap(), p.amounts.total.unwrap().to_string(), p.indicators.len()))
        .collect();
    assert_eq!(said, [("普法经费", "12.25".to_owned(), 2), ("培训经费", "1".to_owned(), 2)]);
    assert_eq!(form.projects[1].place.spot, Place::cell("项目表", 6, 0).spot);
    // 12.25 and 1 are not 13.5.
    let check = Command::cargo_bin("jixiao").unwrap().arg("check").arg(&input).output().unwrap();
    assert_eq!(check.status.code(), Some(1), "{}", String::from_utf8_lossy(&check.stdout));
    assert!(String::from_utf8_lossy(&check.stdout).contains("13.25"));
}

#[test]
fn hidden_rows_and_columns_of_a_binary_workbook_are_said() {
    // BrtColInfo: first and last column, width, format, fHidden.
    let column: Vec<u8> = [4_u32, 4, 2_304, 0].into_iter().flat_map(u32::to_le_bytes).chain([1, 0]).collect();
    let columns = [record(0x186, &[]), record(0x3C, &column), record(0x187, &[])].concat();
    let (_, read) = jixiao::extract::workbook::open(&workbook(&sheet_with(&columns, Some(5)))).unwrap();
    assert_eq!(read.output[0].hidden_columns, [(4, 4)]);
    let said: Vec<&str> = read.findings.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(said, ["工作表“项目表”有1个隐藏行、1组隐藏列，隐藏行和有列名的隐藏列也已读取"]);
}

#[test]
fn a_binary_workbook_that_is_cut_short_ends_in_an_error() {
    let whole = sheet();
    for length in [0, 3, 30, whole.len() / 2, whole.len() - 10] {
        let read = jixiao::extract::workbook::open(&workbook(&whole[..length]));
        assert!(read.is_err() || read.unwrap().1.output.iter().all(|s| s.cells.is_empty()), "{length}");
    }
}
