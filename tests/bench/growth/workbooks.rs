//! Worksheets with many rows, merges, labels.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

const HEADER: [&str; 8] =
    ["预算单位", "项目名称", "预算金额", "年度绩效目标", "一级指标", "二级指标", "三级指标", "年度指标值"];
const CLASSES: [(&str, &str); 4] = [
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
];

fn saved(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn write(sheet: &mut Worksheet, row: usize, column: usize, text: &str) {
    sheet.write_string(row as u32, column as u16, text).unwrap();
}

fn write_row(sheet: &mut Worksheet, row: usize, from: usize, texts: &[&str]) {
    texts.iter().enumerate().for_each(|(n, text)| write(sheet, row, from + n, text));
}

fn title(sheet: &mut Worksheet, header: &[&str]) {
    write(sheet, 0, 0, "2024年项目支出绩效目标表");
    write_row(sheet, 1, 0, header);
}

/// An indicator from the fifth column on.
fn indicator(sheet: &mut Worksheet, row: usize, number: usize) {
    let (first, second) = CLASSES.get(number % CLASSES.len()).copied().unwrap_or_default();
    let (name, value) = (format!("第{number}批监测完成率"), format!("≥{}%", 50 + number % 50));
    write_row(sheet, row, 4, &[first, second, &name, &value]);
}

fn head(sheet: &mut Worksheet, row: usize, number: usize) {
    let (name, goal) = (format!("第{number}批河湖水质监测经费"), format!("完成第{number}批监测点的监测。"));
    write_row(sheet, row, 0, &["青山县水务局", &name, &format!("{number}.50"), &goal]);
}

/// `n` rows, an indicator each, five to a project.
pub(crate) fn rows(n: usize) -> Vec<u8> {
    saved(|sheet| {
        title(sheet, &HEADER);
        for number in 0..n {
            if number % 5 == 0 {
                head(sheet, number + 2, number / 5);
            }
            indicator(sheet, number + 2, number);
        }
    })
}

/// A project of `n` rows, an indicator each.
pub(crate) fn one_project(n: usize) -> Vec<u8> {
    saved(|sheet| {
        title(sheet, &HEADER);
        head(sheet, 2, 1);
        (0..n).for_each(|number| indicator(sheet, number + 2, number));
    })
}

/// `n` rows, the cells of a project merged over five.
pub(crate) fn merges(n: usize) -> Vec<u8> {
    let format = Format::new();
    saved(|sheet| {
        title(sheet, &HEADER);
        for first in (0..n.next_multiple_of(5)).step_by(5) {
            let number = first / 5;
            let (name, goal) = (format!("第{number}批水质监测经费"), format!("完成第{number}批监测点的监测。"));
            for (column, text) in ["青山县水务局", &name, &format!("{number}.50"), &goal].into_iter().enumerate()
            {
                let (top, column) = (first as u32 + 2, column as u16);
                sheet.merge_range(top, column, top + 4, column, text, &format).unwrap();
            }
            (first..first + 5).for_each(|number| indicator(sheet, number + 2, number));
        }
    })
}

/// `n` projects, two indicators packed into a cell of each.
pub(crate) fn projects(n: usize) -> Vec<u8> {
    saved(|sheet| {
        title(sheet, &["预算单位", "项目名称", "预算金额", "绩效目标", "绩效指标"]);
        for number in 0..n {
            head(sheet, number + 2, number);
            let packed = format!(
                "1、产出指标：第{number}批监测次数，年度指标值：≥{number}次。2、效益指标：第{number}批达标率，年度指标值：≥95%"
            );
            write(sheet, number + 2, 4, &packed);
        }
    })
}

/// `n` rows of labels, with little between them.
pub(crate) fn labels(n: usize) -> Vec<u8> {
    let labels = ["项目名称", "主管部门", "预算金额", "年度绩效目标", "一级指标", "三级指标", "指标值", "备注"];
    saved(|sheet| {
        write(sheet, 0, 0, "项目支出绩效目标表");
        for row in 1..=n {
            write_row(sheet, row, 0, &labels);
            write(sheet, row, row % labels.len(), &format!("第{row}批"));
        }
    })
}
