#![allow(clippy::unwrap_used, reason = "a test may fail")]
use super::*;
use crate::ooxml::growth::{Ends, Growth, Insertion};

fn insertion(after: u32, grows_ends: bool, list: (u32, u32)) -> Growth {
    Growth::new(vec![Insertion { after, count: 3, source: after, source_height: 1, grows_ends, list, repeats: false }])
        .unwrap()
}

fn grow(formula: &str) -> String {
    let growth = insertion(7, false, (7, 9));
    let of = |target: &SheetTarget| matches!(target, SheetTarget::Own | SheetTarget::Sheet(_)).then_some(&growth);
    grown(formula, Ends::Several, of).unwrap_or_else(|| formula.to_owned())
}

#[test]
fn references_follow_inserted_rows() {
    assert_eq!(grow("SUM(F7:F9)"), "SUM(F7:F12)");
    assert_eq!(grow(r#"IF(F8="","F8",F8/$F$10)"#), r#"IF(F11="","F8",F11/$F$13)"#);
    assert_eq!(grow("'甲''表'!$8:$9+表二!B8"), "'甲''表'!$11:$12+表二!B11");
    assert_eq!(grow("[1]表!A9+'[b.xlsx]表'!A9+'[b]a:c'!A9"), "[1]表!A9+'[b.xlsx]表'!A9+'[b]a:c'!A9");
    assert_eq!(grow("资金表[[#Totals],[F9]]+LOG10(9)+A:A+F9x+1E9"), "资金表[[#Totals],[F9]]+LOG10(9)+A:A+F9x+1E9");
    assert_eq!(grow("SUM(一月:三月!A9)+a9"), "SUM(一月:三月!A9)+A12");
}

#[test]
fn a_list_of_one_row_takes_its_sum_along() {
    let growth = insertion(7, true, (7, 7));
    let grow = |formula: &str, ends| grown(formula, ends, |_| Some(&growth));
    assert_eq!(grow("SUM(F7:F7)+F7", Ends::Several).unwrap(), "SUM(F7:F10)+F7");
    assert_eq!(grow("SUM(F7)/F8", Ends::Several).unwrap(), "SUM(F7:F10)/F11");
    assert_eq!(grow("SUM(F6:F7)", Ends::Several).unwrap(), "SUM(F6:F10)");
    assert_eq!(grow("SUM(F$7:F7)", Ends::Stay), None);
}

#[test]
fn copying_moves_what_is_not_fixed() {
    assert_eq!(copied(r#"IF(F7="","",F7/$F$13)"#, 2, 0), r#"IF(F9="","",F9/$F$13)"#);
    assert_eq!(copied("A1+表!B$2:C3", -1, 1), "#REF!+表!C$2:D2");
    assert_eq!(copied("$6:$6+7:7", 1, 0), "$6:$6+8:8");
}

#[test]
fn words_are_told_from_references() {
    let parts = parts_of("INDIRECT(名称1)+资金表[预算]+[预算]+TRUE");
    assert!(parts.references.is_empty());
    assert_eq!(parts.words.len(), 5);
}

#[test]
fn a_repeated_form_speaks_of_its_own_rows() {
    let nothing = |_: &SheetTarget| None;
    let copy = |text: &str| repeated(text, (11, 20), 30, nothing);
    assert_eq!(copy("SUM(G12:G13)+$H$15*B2"), "SUM(G42:G43)+$H$45*B2");
    assert_eq!(copy("SUM(A1:A12)+参数!C12+A21"), "SUM(A1:A12)+参数!C12+A21");
}

#[test]
fn a_copied_sheet_speaks_of_itself() {
    assert_eq!(on_sheet("'自评 1'!A1+自评!B2*'自评 1'!$C$3", "自评 1", "自评 2"), "'自评 2'!A1+自评!B2*'自评 2'!$C$3");
    assert_eq!(on_sheet("SUM(卡!A1:B2)&\"卡!\"", "卡", "卡 (2)"), "SUM('卡 (2)'!A1:B2)&\"卡!\"");
}
