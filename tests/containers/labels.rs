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

#[test]
fn hidden_columns_that_only_help_to_compute_are_no_part_of_a_form() {
    let rows: [&[&str]; 6] = [
        &["2024年项目支出绩效目标表"],
        &["项目名称", "河湖水质监测", "主管部门", "青山县水务局"],
        &["年度目标", "按时完成监测，提高水质"],
        &["一级指标", "二级指标", "三级指标", "指标值"],
        &["产出指标", "数量指标", "监测次数", "≥12次"],
        &["满意度指标", "服务对象满意度", "群众满意度", "≥90%"],
    ];
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        sheet.write(row, 0, format!("A{row:03}|01")).unwrap();
        for (column, text) in (1..).zip(cells) {
            sheet.write(row, column, *text).unwrap();
        }
    }
    sheet.set_column_hidden(0).unwrap();
    let document = convert("a.xlsx", book.save_to_buffer().unwrap());
    let form = &document.forms[0];
    assert_eq!((form.year, form.projects[0].goal.as_deref()), (Some(2024), Some("按时完成监测，提高水质")));
    let said = document.findings.iter().find(|f| f.message.contains("隐藏列A没有列名")).unwrap();
    assert_eq!(said.quote.as_deref(), Some("A000|01、A001|01、A002|01、A003|01、A004|01"));
}

#[test]
fn sections_of_prose_above_a_form_are_no_labels_of_it() {
    let text = "2024年部门预算公开,,,\n一、部门概况,,,\n本部门按照预算公开要求，公开部门职责和机构设置。,,,\n项目支出绩效目标申报表,,,\n\
                项目名称,河湖水质监测,主管部门,青山县水务局\n年度目标,按时完成监测。,,\n\
                一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,监测次数,≥12次\n";
    let document = convert("a.csv", text.as_bytes().to_vec());
    let form = &document.forms[0];
    assert_eq!((document.forms.len(), form.title.as_deref()), (1, Some("项目支出绩效目标申报表")));
    assert_eq!(form.projects[0].name.as_deref(), Some("河湖水质监测"));
}
