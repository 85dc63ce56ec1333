//! Texts of forms, as programs that take the text out of PDFs leave them.

use std::fmt::Write as _;

use crate::dice::Dice;

const TITLE: &str = "2024年项目支出绩效目标表\n\n";
const NAMES: [&str; 5] = ["巡查次数", "设备采购合格率", "项目完成及时率", "受益群众人数", "服务对象满意度"];
const CLASSES: [&str; 3] = ["产出指标", "效益指标", "满意度指标"];
const VALUES: [&str; 4] = ["≥12次", "100%", "不低于95%", "全年不少于500人次"];

fn pick<'a>(list: &[&'a str], n: usize) -> &'a str {
    list.get(n % list.len()).copied().unwrap_or_default()
}

fn goal(n: usize) -> String {
    format!(
        "通过开展第{n}批工作，进一步完善工作机制，提高服务群众的能力和水平，保障各项工作顺利开展，全年完成不少于{n}次巡查。"
    )
}

fn packed_indicators(from: usize, count: usize) -> String {
    let item = |n: usize| {
        let number = from + n;
        let (class, name, value) = (pick(&CLASSES, n), pick(&NAMES, n), pick(&VALUES, n));
        format!("{}、{class}：第{number}批{name}，年度指标值：{value}。", n + 1)
    };
    (0..count).map(item).collect()
}

/// The five cells of a project.
fn project(n: usize) -> [String; 5] {
    let unit = format!("青山县{}", pick(&["水务局", "教育局", "卫生健康局"], n / 7));
    [unit.clone(), unit, format!("第{n}批河湖水质监测经费"), goal(n), packed_indicators(n, 4)]
}

const HEADER: [&str; 5] = ["主管部门", "预算单位", "项目名称", "绩效目标", "绩效指标"];

/// Pieces of a text, `width` characters each.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let all: Vec<char> = text.chars().collect();
    all.chunks(width).map(|piece| piece.iter().collect()).collect()
}

/// A list of `n` projects whose cells stand one below the other, wrapped.
pub(crate) fn wrapped(n: usize) -> Vec<u8> {
    let mut text = format!("{TITLE}{}\n", HEADER.join(" "));
    for number in 1..=n {
        for (cell, width) in project(number).iter().zip([14, 14, 13, 40, 66]) {
            write!(text, "\n{}\n", wrap(cell, width).join("\n")).unwrap();
        }
    }
    text.into_bytes()
}

/// The same, each cell wrapped at any width.
pub(crate) fn wrapped_at_random(n: usize) -> Vec<u8> {
    let (mut dice, mut text) = (Dice::new(), format!("{TITLE}{}\n", HEADER.join(" ")));
    for number in 1..=n {
        for cell in project(number) {
            let width = 6 + dice.below(60) as usize;
            writeln!(text, "{}", wrap(&cell, width).join("\n")).unwrap();
            if dice.below(3) == 0 {
                text.push('\n');
            }
        }
    }
    text.into_bytes()
}

/// `n` lines of a character each.
pub(crate) fn one_character_lines(n: usize) -> Vec<u8> {
    let all: Vec<char> = goal(1).chars().chain(packed_indicators(1, 5).chars()).collect();
    let body: String = all.iter().cycle().take(n).map(|c| format!("{c}\n")).collect();
    format!("{TITLE}{}\n{body}", HEADER.join(" ")).into_bytes()
}

/// A line of `n` cells.
pub(crate) fn one_line_with_tabs(n: usize) -> Vec<u8> {
    let cells: Vec<String> = (0..n).map(|n| format!("{}{n}", pick(&NAMES, n))).collect();
    format!("{TITLE}{}\n{}\n", HEADER.join("\t"), cells.join("\t")).into_bytes()
}

/// Rows of a list, an indicator each, five to a project.
fn flat_rows(n: usize, separator: &str, value: fn(usize) -> String) -> String {
    let header = ["预算单位", "项目名称", "预算数", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标值"];
    let mut text = format!("{TITLE}{}\n", header.join(separator));
    for row in 0..n {
        let number = row / 5;
        let head = if row % 5 == 0 {
            [
                "青山县水务局".to_owned(),
                format!("第{number}批河湖水质监测经费"),
                format!("{number}.50"),
                format!("第{number}批完成。"),
            ]
        } else {
            Default::default()
        };
        let tail =
            ["产出指标".to_owned(), "数量指标".to_owned(), format!("第{row}批{}", pick(&NAMES, row)), value(row)];
        writeln!(text, "{}", [head, tail].concat().join(separator)).unwrap();
    }
    text
}

/// A list of `n` indicators in columns of tabs.
pub(crate) fn tab_form(n: usize) -> Vec<u8> {
    flat_rows(n, "\t", |n| pick(&VALUES, n).to_owned()).into_bytes()
}

/// The same with something wrong in each: one name and one value again and again, of which none can be measured.
pub(crate) fn findings(n: usize) -> Vec<u8> {
    flat_rows(n, "\t", |n| format!("进一步提高、较好完成{}的各项工作任务", "再".repeat(n % 3)))
        .replace("第", "")
        .into_bytes()
}

/// Lines whose cells stand in columns of spaces. A Chinese character takes two columns.
fn spaced(lines: impl Iterator<Item = Vec<String>>, widths: &[usize]) -> String {
    let mut text = String::new();
    for cells in lines {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let taken: usize = cell.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            line += cell;
            line += &" ".repeat(width.saturating_sub(taken).max(2));
        }
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    text
}

/// A form of a department with `n` indicators, in columns of spaces.
pub(crate) fn space_form(n: usize) -> Vec<u8> {
    let text = flat_rows(n, "\t", |n| pick(&VALUES, n).to_owned());
    let mut lines = text.lines();
    let title: Vec<&str> = lines.by_ref().take(2).collect();
    let rows = lines.map(|line| line.split('\t').map(str::to_owned).collect());
    let body = spaced(rows, &[16, 30, 12, 22, 14, 14, 34, 20]);
    format!("{}\n{body}", title.join("\n")).into_bytes()
}

/// A list of `n` projects in columns of spaces, cells wrapped side by side.
pub(crate) fn space_list(n: usize) -> Vec<u8> {
    let widths = [16, 16, 26, 60, 90];
    let mut lines: Vec<Vec<String>> = vec![HEADER.map(str::to_owned).to_vec(), Vec::new()];
    for number in 1..=n {
        let cells: Vec<Vec<String>> =
            project(number).iter().zip(widths).map(|(cell, width)| wrap(cell, width / 2 - 2)).collect();
        let tall = cells.iter().map(Vec::len).max().unwrap_or_default();
        let line = |y: usize| {
            // Each cell stands in the middle of its row's height.
            let piece = |pieces: &Vec<String>| {
                let above = (tall - pieces.len()) / 2;
                y.checked_sub(above).and_then(|y| pieces.get(y)).cloned().unwrap_or_default()
            };
            cells.iter().map(piece).collect()
        };
        lines.extend((0..tall).map(line));
        lines.push(Vec::new());
    }
    format!("{TITLE}{}", spaced(lines.into_iter(), &widths)).into_bytes()
}

/// A project with `n` indicators in one cell.
pub(crate) fn packed(n: usize) -> Vec<u8> {
    let [department, unit, name, goal, _] = project(1);
    let cells = [department, unit, name, goal, packed_indicators(1, n)];
    format!("{TITLE}{}\n{}\n", HEADER.join("\t"), cells.join("\t")).into_bytes()
}

/// A form with `n` bytes that belong to no character.
pub(crate) fn no_utf8(n: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in 0..n / 10 {
        bytes.extend_from_slice(format!("{}\t{line}", pick(&NAMES, line)).as_bytes());
        bytes.extend((0..10_u8).map(|n| 0xF8 + (n % 8)));
        bytes.push(b'\n');
    }
    [TITLE.as_bytes(), &bytes].concat()
}
