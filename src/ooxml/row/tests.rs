#![allow(clippy::unwrap_used, reason = "a test may fail")]
use super::*;

fn row(xml: &str) -> RawRow {
    let mut reader = markup::reader(xml.as_bytes());
    let tag = markup::next(&mut reader, &mut Vec::new()).unwrap().to_string();
    RawRow::read(&mut reader, 7, tag).unwrap()
}

fn written(row: &RawRow, number: u32, values: &[(u32, InsertedValue)]) -> String {
    let mut out = Vec::new();
    row.write(number, &values.iter().cloned().collect(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn values_go_between_the_cells_in_column_order() {
    let row = row(r#"<x:row r="7" spans="2:4"><x:c r="B7" s="3" t="s"><x:v>1</x:v></x:c> <x:c r="D7" s='4'/></x:row>"#);
    let values = [
        (1, InsertedValue::Text("=1+1".into())),
        (2, InsertedValue::Number("9486.230".parse().unwrap())),
        (3, InsertedValue::Empty),
    ];
    assert_eq!(
        written(&row, 8, &values),
        r#"<x:row r="8"><x:c r="A8" t="inlineStr"><x:is><x:t xml:space="preserve">=1+1</x:t></x:is></x:c><x:c r="B8" s="3"><x:v>9486.23</x:v></x:c> <x:c r="C8"/><x:c r="D8" s='4'/></x:row>"#
    );
}

#[test]
fn a_copy_keeps_styles_and_formulas_only() {
    let row = row(
        r#"<row r="7" ht="30"><c r="A7" s="1" t="s"><v>4</v></c><c r="B7" s="2" t="str"><f>A7&amp;"x"</f><v>ax</v></c></row>"#,
    );
    let copy = row.copied(9, |_, text| formula::copied(text, 2, 0));
    assert_eq!(
        written(&copy, 9, &[]),
        r#"<row r="9" ht="30"><c r="A9" s="1"/><c r="B9" s="2"><f>A9&amp;"x"</f></c></row>"#
    );
}

#[test]
fn shared_formulas_come_apart() {
    let mut row = row(
        r#"<row r="7"><c r="A7"><f t="shared" ref="A7:B7" si="0">C7*2</f><v>1</v></c><c r="B7"><f t="shared" si="0"/><v>2</v></c></row>"#,
    );
    let mut masters = BTreeMap::new();
    for piece in &mut row.pieces {
        if let RowPiece::Cell(cell) = piece {
            cell.unshare(&mut masters, 7);
        }
    }
    assert_eq!(written(&row, 7, &[]), r#"<row r="7"><c r="A7"><f>C7*2</f></c><c r="B7"><f>D7*2</f></c></row>"#);
}
