//! What is wrong, outsized or changed in a container is refused by name or said.

use std::time::Duration;

use jixiao::error::{Error, NotInput};
use jixiao::{Document, Options};

use super::{convert, word};

const FORM: &str = "<table border=1><tr><td>项目名称<td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>\
    <tr><td rowspan=2>设备购置<td>产出指标<td>数量指标<td>采购设备数量<td>≥12台</tr>\
    <tr><td>效益指标<td>社会效益指标<td>受益人数<td>≥300人</tr></table>";

fn codes(document: &Document) -> Vec<String> {
    let mut codes: Vec<String> = document.findings.iter().map(|f| f.code.0.to_string()).collect();
    codes.dedup();
    codes
}

fn refusal(bytes: &[u8], options: &Options) -> Error {
    jixiao::convert_bytes("x".to_owned(), bytes.to_vec(), options).expect_err("it should be refused")
}

#[test]
fn what_is_not_read_is_refused_by_name() {
    let ole = |stream: &str| {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]));
        bytes
    };
    for (bytes, wanted) in [
        (ole("WordDocument"), NotInput::OldWord),
        (ole("PowerPoint Document"), NotInput::Presentation),
        (b"{\"rows\": []}".to_vec(), NotInput::OtherJson),
        (b"GIF89a\x01\0\x01\0".to_vec(), NotInput::Picture),
        (b"<?xml version=\"1.0\"?><invoice/>".to_vec(), NotInput::Xml),
    ] {
        let Error::UnknownFormat { what } = refusal(&bytes, &Options::default()) else { panic!("{wanted:?}") };
        assert_eq!(what, wanted);
    }
}

#[test]
fn document_types_are_refused() {
    let own = "<?xml version=\"1.0\"?><!DOCTYPE Workbook [<!ENTITY a \"b\">]>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet/></Workbook>";
    let docx = word::package("<w:p/>");
    assert!(refusal(own.as_bytes(), &Options::default()).to_string().contains("document type"));
    // That of a web page declares nothing.
    let page = format!("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\"><html><body>{FORM}</body></html>");
    assert_eq!(convert("a.html", page.into_bytes()).forms.len(), 1);
    assert!(convert("a.docx", docx).forms.is_empty());
}

#[test]
fn spans_larger_than_any_are_said_and_cost_nothing() {
    let page = FORM.replace("rowspan=2", "rowspan=5000");
    let document = convert("a.html", format!("<html>{page}</html>").into_bytes());
    assert!(codes(&document).contains(&"outsized-span".to_owned()), "{:?}", codes(&document));
    assert_eq!(document.forms[0].projects[0].indicators.len(), 2);
}

#[test]
fn tables_very_deep_in_tables_are_read_as_text() {
    let page = format!("<html>{}{FORM}{}</html>", "<table><tr><td>".repeat(3_000), "</table>".repeat(3_000));
    let document = convert("a.html", page.into_bytes());
    assert!(document.forms.len() <= 1);
    let deep = "<w:tbl><w:tr><w:tc>".repeat(1_000) + "<w:p/>" + &"</w:tc></w:tr></w:tbl>".repeat(1_000);
    assert!(convert("a.docx", word::package(&deep)).forms.is_empty());
}

#[test]
fn an_encoding_that_is_named_wrongly_is_said() {
    let page = format!("<html><meta charset=gb2312>{FORM}</html>");
    let document = convert("a.html", page.into_bytes());
    assert_eq!((document.forms.len(), codes(&document).contains(&"wrong-encoding".to_owned())), (1, true));
    let page = format!("<html><meta charset=utf-8>{FORM}</html>");
    let document = convert("a.html", encoding_rs::GB18030.encode(&page).0.into_owned());
    assert_eq!((document.forms.len(), codes(&document).contains(&"wrong-encoding".to_owned())), (1, true));
}

#[test]
fn a_large_page_is_refused_within_its_memory_with_how_to_raise_it() {
    let options = Options { max_memory: 4 << 20, timeout: Duration::from_secs(20), ..Options::default() };
    let row = "<tr><td>甲<td>乙<td>丙</tr>";
    let many = format!("<html><table>{}</table></html>", row.repeat(20_000));
    assert!(matches!(refusal(many.as_bytes(), &options), Error::Limit { .. }));
    // One token that never ends.
    let comment = format!("<html><!-- {}", "x".repeat(2 << 20));
    assert!(matches!(refusal(comment.as_bytes(), &options), Error::Limit { .. }));
}

#[test]
fn tracked_changes_are_read_as_accepted_and_said() {
    let cell = |text: &str| format!("<w:tc><w:p>{text}</w:p></w:tc>");
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let row = |cells: [String; 4]| format!("<w:tr>{}</w:tr>", cells.map(|c| cell(&c)).concat());
    let changed = format!(
        "{}<w:del w:id=\"1\"><w:r><w:delText>95</w:delText></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>{}",
        run("≥"),
        run("98"),
        run("%")
    );
    let header = ["一级指标", "二级指标", "三级指标", "指标值"].map(run);
    let body = format!(
        "<w:p>{}</w:p><w:tbl>{}{}</w:tbl>",
        run("项目支出绩效目标表"),
        row(header),
        row([run("产出指标"), run("质量指标"), run("验收合格率"), changed])
    );
    let document = convert("a.docx", word::package(&body));
    let form = &document.forms[0];
    let (_, indicator) = form.all_indicators().next().unwrap();
    assert_eq!(indicator.annual_target.as_ref().unwrap().raw, "≥98%");
    assert!(codes(&document).contains(&"tracked-changes".to_owned()));
}

#[test]
fn rows_that_nobody_sees_are_read_and_said() {
    let page = FORM.replacen("<tr><td>效益", "<tr style='height:0;display: none'><td>效益", 1);
    let document = convert("a.xls", format!("<html>{page}</html>").into_bytes());
    assert!(codes(&document).contains(&"hidden-cells".to_owned()));
    assert_eq!(document.forms[0].projects[0].indicators.len(), 2);
}
