//! What programs make of tables: numbers beside the rows, words in blanks, escapes, pieces of pages within Markdown.

use jixiao::Document;

use super::convert;

fn read(name: &str, text: &str) -> Document {
    let document = convert(name, text.as_bytes().to_vec());
    let form = document.forms.first().unwrap_or_else(|| panic!("{name}: no form"));
    assert_eq!(form.title.as_deref(), Some("2024年项目支出绩效目标表"), "{name}");
    let found: Vec<_> = form.all_indicators().map(|(_, i)| (i.level1.as_deref(), i.level3.as_deref())).collect();
    assert_eq!(found, [(Some("产出指标"), Some("监测次数")), (Some("产出指标"), Some("达标率"))], "{name}");
    document
}

fn says_filling(document: &Document) -> bool {
    document.findings.iter().any(|f| f.code.0 == "filling-left-out")
}

const ROWS: [[&str; 5]; 4] = [
    ["项目名称", "一级指标", "二级指标", "三级指标", "指标值"],
    ["水质监测", "产出指标", "数量指标", "监测次数", "≥12次"],
    ["", "", "质量指标", "达标率", "≥95%"],
    ["", "", "", "", ""],
];

/// The rows as a data frame prints them: the title is the name of the first column.
fn frame(blank: &str) -> Vec<Vec<String>> {
    let names = std::iter::once("2024年项目支出绩效目标表".to_owned()).chain((1..5).map(|n| format!("Unnamed: {n}")));
    let rows =
        ROWS.iter().take(3).map(|row| row.map(|text| if text.is_empty() { blank } else { text }.to_owned()).to_vec());
    std::iter::once(names.collect()).chain(rows).collect()
}

fn numbered(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let number = |n: usize| n.checked_sub(1).map(|n| n.to_string()).unwrap_or_default();
    rows.into_iter().enumerate().map(|(n, row)| std::iter::once(number(n)).chain(row).collect()).collect()
}

#[test]
fn what_data_frames_print_beside_a_table_is_left_out_and_said() {
    let csv = |rows: Vec<Vec<String>>| rows.iter().map(|row| row.join(",") + "\n").collect::<String>();
    let html = |rows: Vec<Vec<String>>| {
        let row = |row: &Vec<String>| format!("<tr><td>{}</td></tr>", row.join("</td><td>"));
        format!("<table class=\"dataframe\">{}</table>", rows.iter().map(row).collect::<String>())
    };
    let markdown = |rows: Vec<Vec<String>>| {
        let line = |row: &Vec<String>| format!("| {} |\n", row.join(" | "));
        let lines: Vec<String> = rows.iter().map(line).collect();
        let rule = format!("|{}\n", "---|".repeat(rows[0].len()));
        lines
            .iter()
            .enumerate()
            .map(|(n, line)| if n == 0 { format!("{line}{rule}") } else { line.clone() })
            .collect::<String>()
    };
    for (name, text) in [
        ("plain.csv", csv(frame(""))),
        ("numbered.csv", csv(numbered(frame("")))),
        ("plain.html", html(frame("NaN"))),
        ("numbered.html", html(numbered(frame("NaN")))),
        ("plain.md", markdown(frame("nan"))),
        ("numbered.md", markdown(numbered(frame("nan")))),
    ] {
        assert!(says_filling(&read(name, &text)), "{name}");
    }
}

#[test]
fn numbers_of_rows_and_columns_in_workbooks_are_left_out() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(numbered(frame(""))) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write(row, column, text).unwrap();
        }
    }
    let document = convert("a.xlsx", book.save_to_buffer().unwrap());
    assert!(says_filling(&document));
    assert_eq!(document.forms[0].title.as_deref(), Some("2024年项目支出绩效目标表"));
}

#[test]
fn pieces_of_pages_are_part_of_markdown() {
    let table = "| 项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n|---|---|---|---|---|\n\
        | 水质监测 | 产出指标 | 数量指标 | 监测次数 | ≥12次 |\n| | | 质量指标 | 达标率 | ≥95% |\n";
    let title = "2024年项目支出绩效目标表";
    read("div.md", &format!("<div>\n\n首页\n\n</div>\n\n{title}\n\n{table}"));
    read("centred.md", &format!("<p align=\"center\">{title}</p>\n\n{table}"));
}

#[test]
fn escapes_of_drawn_tables_are_no_text() {
    let grid = "2024年项目支出绩效目标表\n\n\
        +----------+----------+----------+----------+---------+\n\
        | 项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值  |\n\
        +==========+==========+==========+==========+=========+\n\
        | 水质监测 | 产出\\   | 数量指标 | 监测次数 | \\>12次  |\n\
        |          | 指标     |          |          |         |\n\
        |          |          +----------+----------+---------+\n\
        |          |          | 质量指标 | 达标率   | \\>95%   |\n\
        +----------+----------+----------+----------+---------+\n";
    let document = read("grid.md", grid);
    let values: Vec<_> = document.forms[0]
        .all_indicators()
        .filter_map(|(_, i)| i.annual_target.as_ref())
        .map(|t| t.raw.clone())
        .collect();
    assert_eq!(values, [">12次", ">95%"]);
}
