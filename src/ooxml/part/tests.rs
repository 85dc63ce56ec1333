#![allow(clippy::unwrap_used, reason = "a test may fail")]
use super::super::growth::Insertion;
use super::*;

fn rewrite(xml: &str) -> String {
    let insertion =
        Insertion { after: 7, count: 3, source: 7, source_height: 1, grows_ends: false, list: (7, 9), repeats: false };
    let mut growths = Growths { names: vec!["表".into(), "乙".into()], ..Growths::default() };
    growths.by_sheet.insert(0, Growth::new(vec![insertion]).unwrap());
    let new = rewritten(xml.as_bytes(), PartEditor::new(&growths, Some(0))).unwrap();
    new.map_or_else(|| "unchanged".to_owned(), |bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn rows_follow_in_every_kind_of_part() {
    assert_eq!(rewrite(r#"<a><brk id="20" man="1"/></a>"#), r#"<a><brk id="23" man="1"/></a>"#);
    assert_eq!(rewrite("<c:f>'表'!$F$7:$F$9</c:f>"), "<c:f>'表'!$F$7:$F$12</c:f>");
    assert_eq!(
        rewrite("<x:formula1><xm:f>表!A9</xm:f></x:formula1><formula> A9&lt;1 </formula>"),
        "<x:formula1><xm:f>表!A12</xm:f></x:formula1><formula> A12&lt;1 </formula>"
    );
    assert_eq!(rewrite("<x><c:f>乙!$F$7:$F$9</c:f></x>"), "unchanged");
    assert_eq!(
        rewrite("<x:Anchor>4, 15, 8, 10, 5, 26, 9, 4</x:Anchor>"),
        "<x:Anchor>4, 15, 11, 10, 5, 26, 12, 4</x:Anchor>"
    );
    assert_eq!(
        rewrite(r#"<d sqref="x"/><hyperlink ref="D14" location="表!B9"/>"#),
        r#"<d sqref="x"/><hyperlink ref="D17" location="表!B12"/>"#
    );
    assert_eq!(
        rewrite(
            "<oneCellAnchor><from><row>8</row></from></oneCellAnchor><twoCellAnchor editAs='oneCell'><row>6</row><row>9</row></twoCellAnchor>"
        ),
        "<oneCellAnchor><from><row>11</row></from></oneCellAnchor><twoCellAnchor editAs='oneCell'><row>6</row><row>9</row></twoCellAnchor>"
    );
    assert_eq!(rewrite("<worksheetSource ref='A7:C9' sheet='表'/>"), "<worksheetSource ref='A7:C12' sheet='表'/>");
}

#[test]
fn what_says_nothing_of_moved_rows_stays() {
    assert_eq!(rewrite("<x><formula>$F7=\"\"</formula><selection activeCell='$A$1' sqref='A1'/></x>"), "unchanged");
}
