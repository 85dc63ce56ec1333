//! Each limit by itself.

use std::time::Duration;

use jixiao::model::{Budget, Content, SheetCell};
use jixiao::{Error, Options, extract, reconstruct, validate};

use crate::made::{self, Xlsx, cell};

/// A megabyte for one input.
fn small() -> Options {
    Options { max_memory: 1 << 20, ..Options::default() }
}

fn read(bytes: Vec<u8>, options: &Options) -> jixiao::Result<(Vec<SheetCell>, Vec<String>)> {
    let input = extract::from_bytes("input".to_owned(), bytes, options)?;
    let codes = input.findings.iter().map(|f| f.code.0.to_string()).collect();
    let Content::Worksheets(sheets) = input.content else { panic!("no workbook") };
    Ok((sheets.into_iter().flat_map(|s| s.cells).collect(), codes))
}

fn texts(bytes: Vec<u8>, options: &Options) -> Vec<String> {
    read(bytes, options).unwrap().0.into_iter().map(|c| c.text).collect()
}

fn is_limit<T>(result: &jixiao::Result<T>) -> bool {
    matches!(result, Err(Error::Limit { .. }))
}

fn is_damaged<T>(result: &jixiao::Result<T>) -> bool {
    matches!(result, Err(Error::Damaged { .. }))
}

#[test]
fn what_a_sheet_says_of_its_size_is_not_believed() {
    let rows = format!("<row>{}{}</row>", cell(0, 0, "甲"), cell(1999, 25, "乙"));
    let sheet = format!(r#"<dimension ref="A1:Z2000"/><sheetData>{rows}</sheetData>"#);
    assert_eq!(texts(Xlsx::of(&sheet).pack(), &small()), ["甲", "乙"]);
    let label = |row, column, text| made::record(0x204, &[made::at(row, column), made::long_text(text)].concat());
    let far = made::xls(&[], (2000, 200), &[label(0, 0, "甲"), label(1999, 199, "乙")].concat());
    assert_eq!(texts(far, &small()), ["甲", "乙"]);
}

#[test]
fn texts_that_a_workbook_claims_are_charged_not_reserved() {
    let mut workbook = Xlsx::of(r#"<sheetData><row><c t="s"><v>0</v></c></row></sheetData>"#);
    workbook.texts = vec!["<t>甲</t>".to_owned()];
    workbook.claimed_texts = Some(100_000);
    assert_eq!(texts(workbook.pack(), &Options::default()), ["甲"]);
    assert!(is_limit(&read(workbook.pack(), &small())));
}

#[test]
fn a_shared_text_is_charged_wherever_it_stands() {
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(100);
    let mut workbook = Xlsx::of(&format!("<sheetData><row>{cells}</row></sheetData>"));
    workbook.texts = vec![format!("<t>{}</t>", "长".repeat(2_000))];
    assert_eq!(texts(workbook.pack(), &Options::default()).len(), 100);
    assert!(is_limit(&read(workbook.pack(), &small())));
    let shared = "长".repeat(2_000);
    let cells: Vec<u8> = (0..100).flat_map(|n| made::record(0xFD, &[made::at(n, 0), vec![0; 4]].concat())).collect();
    assert!(is_limit(&read(made::xls(&[&shared], (100, 1), &cells), &small())));
}

#[test]
fn cells_and_formats_are_no_longer_than_a_program_takes() {
    let sheet =
        |length: usize| Xlsx::of(&format!("<sheetData><row>{}</row></sheetData>", cell(0, 0, &"a".repeat(length))));
    assert!(read(sheet(32_767).pack(), &Options::default()).is_ok());
    assert!(is_limit(&read(sheet(32_768).pack(), &Options::default())));
    let mut workbook = sheet(1);
    workbook.formats = vec!["0".repeat(255)];
    assert!(read(workbook.pack(), &Options::default()).is_ok());
    workbook.formats = vec!["0".repeat(256)];
    assert!(is_limit(&read(workbook.pack(), &Options::default())));
    let ods = |length: usize| {
        let text = "a".repeat(length);
        made::ods(&format!(
            "<table:table table:name='表'><table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
        ))
    };
    assert!(read(ods(32_767), &Options::default()).is_ok());
    assert!(is_limit(&read(ods(32_768), &Options::default())));
}

#[test]
fn formats_are_charged_with_what_each_cell_format_keeps_of_them() {
    let mut workbook = Xlsx::of(&format!("<sheetData><row>{}</row></sheetData>", cell(0, 0, "甲")));
    workbook.formats = vec!["0.00_ ".to_owned(); 1_000];
    assert!(read(workbook.pack(), &small()).is_ok());
    workbook.formats = vec!["0".repeat(250); 1_500];
    assert!(is_limit(&read(workbook.pack(), &small())));
}

#[test]
fn a_part_is_one_sheet_and_a_name_is_one_sheet() {
    let mut workbook = Xlsx::of(&format!("<sheetData><row>{}</row></sheetData>", cell(0, 0, "甲")));
    workbook.sheets.push(("另".to_owned(), workbook.sheets[0].1.clone()));
    assert!(is_damaged(&read(workbook.pack(), &small())));
    workbook.sheets[1] = ("表".to_owned(), "worksheets/sheet2.xml".to_owned());
    workbook.parts.push(("worksheets/sheet2.xml".to_owned(), made::worksheet("<sheetData/>")));
    assert!(is_damaged(&read(workbook.pack(), &small())));
    workbook.sheets[1].0 = "另".to_owned();
    assert_eq!(texts(workbook.pack(), &small()), ["甲"]);
}

#[test]
fn a_sheet_that_cannot_be_read_is_said() {
    let mut workbook = Xlsx::of(&format!("<sheetData><row>{}</row></sheetData>", cell(0, 0, "甲")));
    workbook.sheets.push(("缺".to_owned(), "worksheets/sheet9.xml".to_owned()));
    let (cells, codes) = read(workbook.pack(), &small()).unwrap();
    assert_eq!((cells.len(), codes), (1, vec!["sheet-unreadable".to_owned()]));
}

#[test]
fn text_under_a_merged_block_is_said() {
    let row = format!("<row>{}{}{}</row>", cell(0, 0, "甲"), cell(0, 1, "藏"), cell(0, 2, "乙"));
    let merged = r#"<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C9"/></mergeCells>"#;
    let (cells, codes) = read(Xlsx::of(&format!("<sheetData>{row}</sheetData>{merged}")).pack(), &small()).unwrap();
    let shown: Vec<_> = cells.iter().map(|c| (c.text.as_str(), c.col_span)).collect();
    assert_eq!((shown, codes), (vec![("甲", 2), ("乙", 1)], vec!["text-under-merge".to_owned()]));
}

#[test]
fn merged_blocks_cost_the_same_however_large_they_are() {
    let merged: String = (0..500).map(|n| format!(r#"<mergeCell ref="A{}:Z{}"/>"#, n * 3 + 1, n * 3 + 3)).collect();
    let row = format!("<row>{}{}</row>", cell(0, 0, "甲"), cell(1499, 25, "乙"));
    let sheet = format!("<sheetData>{row}</sheetData><mergeCells>{merged}</mergeCells>");
    let (cells, _) = read(Xlsx::of(&sheet).pack(), &small()).unwrap();
    assert_eq!(cells.len(), 500);
}

#[test]
fn declarations_of_document_types_are_refused() {
    let mut workbook = Xlsx::of("<sheetData/>");
    workbook.parts[0].1 = "<!DOCTYPE worksheet [<!ENTITY one 'x'>]><worksheet><sheetData/></worksheet>".to_owned();
    assert!(is_damaged(&read(workbook.pack(), &Options::default())));
}

#[test]
fn repeated_cells_of_open_documents_are_all_there_or_too_many() {
    let rows = |times: u32| {
        made::ods(&format!(
            "<table:table table:name='表'><table:table-row table:number-rows-repeated='{times}'><table:table-cell table:number-columns-repeated='2'><text:p>甲</text:p></table:table-cell></table:table-row></table:table>"
        ))
    };
    assert_eq!(texts(rows(300), &small()).len(), 600);
    assert!(is_limit(&read(rows(700), &small())));
    assert_eq!(texts(rows(1_500), &Options::default()).len(), 3_000);
    let inner = "<table:table-cell><table:table table:name='内'/></table:table-cell>";
    let nested = format!("<table:table table:name='表'><table:table-row>{inner}</table:table-row></table:table>");
    assert!(is_damaged(&read(made::ods(&nested), &small())));
}

#[test]
fn records_that_are_longer_than_their_part_are_refused() {
    let text = [&[0; 8][..], &made::wide("甲")].concat();
    let row = made::binary_record(0x00, &[0; 25], None);
    let sheet = |claimed| [row.clone(), made::binary_record(0x06, &text, claimed)].concat();
    assert_eq!(texts(made::xlsb(&sheet(None), &[]), &small()), ["甲"]);
    assert!(is_damaged(&read(made::xlsb(&sheet(Some(100_000)), &[]), &small())));
    // A text that would reach over the end of its record.
    let item = [&[0][..], &5_000_u32.to_le_bytes(), b"a\0"].concat();
    let texts_part = [made::binary_record(0x9F, &[9; 8_000], None), made::binary_record(0x13, &item, None)].concat();
    assert!(is_damaged(&read(made::xlsb(&row, &texts_part), &small())));
}

#[test]
fn a_file_is_no_larger_than_the_memory_for_it() {
    let lines = |count: usize| "甲\n".repeat(count).into_bytes();
    assert!(extract::from_bytes("t".to_owned(), lines(1_000), &small()).is_ok());
    assert!(is_limit(&extract::from_bytes("t".to_owned(), lines(10_000), &small())));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    std::fs::write(&path, vec![b'a'; 2 << 20]).unwrap();
    assert!(is_limit(&jixiao::convert(&path, &small())));
    assert!(is_limit(&jixiao::read(&path, &small())));
}

#[test]
fn no_time_is_none_for_every_kind_of_input_and_every_stage() {
    let options = Options { timeout: Duration::ZERO, ..Options::default() };
    let folder = tempfile::tempdir().unwrap();
    let workbook = Xlsx::of(&format!("<sheetData><row>{}</row></sheetData>", cell(0, 0, "甲"))).pack();
    let pdf = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/project-card/input.pdf")).unwrap();
    for (name, bytes) in [("t.txt", "一行\n两行\n".as_bytes().to_vec()), ("w.xlsx", workbook), ("p.pdf", pdf)] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        assert!(is_limit(&jixiao::convert(&path, &options)), "{name}");
        assert!(is_limit(&jixiao::read(&path, &options)), "{name}");
    }
    let over = Budget::new(Duration::ZERO, u64::MAX);
    let form = jixiao::convert(
        concat!(env!("CARGO_MANIFEST_DIR"), "/samples/project-card/input.pdf").as_ref(),
        &Options::default(),
    )
    .unwrap()
    .forms;
    assert!(validate::check_within(&form, &[], &Options::default().rules, &over).outcomes.is_empty());
    let text = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/seeds/000.txt")).unwrap();
    let input = extract::from_bytes("t".to_owned(), text, &Options::default()).unwrap();
    let reading = reconstruct::read(&input, &Options::default().vocabulary);
    assert!(!reconstruct::forms(&reading, &Options::default().vocabulary).forms.is_empty());
    assert!(reconstruct::forms_within(&reading, &Options::default().vocabulary, &over).forms.is_empty());
}
