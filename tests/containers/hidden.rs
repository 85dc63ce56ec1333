//! What nobody sees of a sheet, whatever the sheet stands in: helper columns are left out, hidden rows read; both are said.
//! `cases/workbooks/helper.xls` was written by xlwt 1.3, `helper.ods` by LibreOffice 7.4.

use std::path::Path;

use jixiao::Document;

use super::convert;

const ROWS: [&[&str]; 7] = [
    &["2024年项目支出绩效目标表"],
    &["项目名称", "河湖水质监测", "主管部门", "青山县水务局"],
    &["年度目标", "按时完成监测，提高水质"],
    &["一级指标", "二级指标", "三级指标", "指标值"],
    &["产出指标", "数量指标", "监测次数", "≥12次"],
    &["产出指标", "质量指标", "达标率", "≥95%"],
    &["满意度指标", "服务对象满意度", "群众满意度", "≥90%"],
];

/// The rows in markup of rows and cells, with a hidden column before them and the sixth row hidden.
fn rows(row: &str, hidden_row: &str, cell: impl Fn(&str, bool) -> String) -> String {
    let row_of = |(number, texts): (usize, &&[&str])| {
        let helper = cell(&format!("A{number:03}"), true);
        let cells: String = texts.iter().map(|text| cell(text, false)).collect();
        format!("<{row} {}>{helper}{cells}</{row}>", if number == 5 { hidden_row } else { "" })
    };
    ROWS.iter().enumerate().map(row_of).collect()
}

fn check(name: &str, document: &Document) {
    let form = document.forms.first().unwrap_or_else(|| panic!("{name}: no form"));
    assert_eq!((form.year, form.projects[0].goal.as_deref()), (Some(2024), Some("按时完成监测，提高水质")), "{name}");
    assert_eq!(form.all_indicators().count(), 3, "{name}");
    let said: Vec<&str> =
        document.findings.iter().filter(|f| f.code.0 == "hidden-cells").map(|f| f.message.as_str()).collect();
    assert!(said.iter().any(|message| message.contains("1个隐藏行、1组隐藏列")), "{name}: {said:?}");
    assert!(said.iter().any(|message| message.contains("隐藏列A没有列名")), "{name}: {said:?}");
}

#[test]
fn helper_columns_and_hidden_rows_are_told_in_every_format() {
    for name in ["helper.xls", "helper.ods"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/workbooks").join(name);
        check(name, &convert(name, std::fs::read(path).unwrap()));
    }
    let cells =
        rows("Row", "ss:Hidden=\"1\"", |text, _| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>"));
    let xml = format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"表1\"><Table>\
         <Column ss:Hidden=\"1\"/>{cells}</Table></Worksheet></Workbook>"
    );
    check("a.xml", &convert("a.xml", xml.into_bytes()));
    let hidden = "style=\"display:none\"";
    let by_column = rows("tr", hidden, |text, _| format!("<td>{text}</td>"));
    let page = format!("<html><table><col {hidden}><col span=4>{by_column}</table></html>");
    check("column.html", &convert("column.html", page.into_bytes()));
    let by_cell =
        rows("tr", hidden, |text, is_hidden| format!("<td {}>{text}</td>", if is_hidden { hidden } else { "" }));
    check("cells.html", &convert("cells.html", format!("<html><table>{by_cell}</table></html>").into_bytes()));
}
