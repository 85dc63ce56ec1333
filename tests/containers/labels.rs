//! What a reader sees though it is no text of the file, and characters of other encodings.

use jixiao::Options;

use super::{convert, word};

const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
    <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>
      <w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
      <w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
    <w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
  </w:numbering>"#;

fn paragraph(list: &str, text: &str) -> String {
    let number = if list.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>")
    };
    format!("<w:p>{number}<w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn automatic_numbers_of_word_are_read() {
    let cell = |content: String| format!("<w:tc>{content}</w:tc>");
    let packed = [
        paragraph("4", "产出指标：验收合格率，年度指标值：≥95%。"),
        paragraph("4", "满意度指标：服务对象满意度，年度指标值：≥90%。"),
    ]
    .concat();
    let header = ["序号", "预算单位", "项目名称", "绩效指标"].map(|text| cell(paragraph("", text))).concat();
    let row = |unit: &str, name: &str| {
        [cell(paragraph("5", "")), cell(paragraph("", unit)), cell(paragraph("", name)), cell(packed.clone())].concat()
    };
    let body = format!(
        "{}<w:tbl><w:tr>{header}</w:tr><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        paragraph("", "2024年项目支出绩效目标表"),
        row("青山县水务局", "河湖水质监测"),
        row("青山县教育局", "校舍维修")
    );
    let document = convert("a.docx", word::package_with(&body, &[("word/numbering.xml", LISTS)]));
    let form = &document.forms[0];
    let found: Vec<_> = form.all_indicators().map(|(_, i)| (i.seq.as_deref(), i.level3.as_deref())).collect();
    let want = [("1", "验收合格率"), ("2", "服务对象满意度"), ("3", "验收合格率"), ("4", "服务对象满意度")];
    assert_eq!(found, want.map(|(seq, name)| (Some(seq), Some(name))));
}

#[test]
fn a_table_in_big5_is_read_as_such() {
    let header = "\"預算單位\",\"項目名稱\",\"績效目標\"\r\n";
    let record = "\"青山縣水務局\",\"河湖水質監測經費\",\"按時完成監測，\r\n提高水質及服務滿意程度\"\r\n";
    let text = header.to_owned() + &record.repeat(4);
    let options = Options { tables: true, ..Options::default() };
    let (bytes, _, lossy) = encoding_rs::BIG5.encode(&text);
    assert!(!lossy);
    let document = jixiao::convert_bytes("a.csv".to_owned(), bytes.into_owned(), &options).unwrap();
    let cells: Vec<&str> = document.tables.iter().flatten().flat_map(|t| &t.cells).map(|c| c.text.as_str()).collect();
    assert_eq!(&cells[..5], ["預算單位", "項目名稱", "績效目標", "青山縣水務局", "河湖水質監測經費"]);
}
