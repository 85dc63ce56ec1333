//! No character of a page is lost or doubled: on every PDF of the repository, each page read on its own.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jixiao::model::{Block, Cell, Content, Method, Noted, Page, PageSource, Place, Reading, Table, TaggedTable};
use jixiao::reconstruct::forms::claims::{Claimed, Owner};
use jixiao::vocabulary::{Column, Vocabulary};
use proptest::prelude::*;

/// A single page as a document.
struct OnePage(Page);

impl PageSource for OnePage {
    fn page_count(&self) -> u32 {
        1
    }

    fn page(&self, _number: u32) -> Noted<Page> {
        Noted { output: self.0.clone(), findings: Vec::new() }
    }

    fn tagged_tables(&self) -> Vec<TaggedTable> {
        Vec::new()
    }
}

fn count<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, i64> {
    let mut counts = BTreeMap::new();
    for c in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_insert(0) += 1;
    }
    counts
}

fn texts(reading: &Reading) -> Vec<&str> {
    let mut texts: Vec<&str> =
        reading.findings.iter().filter(|f| f.code.0 == "lost-text").filter_map(|f| f.quote.as_deref()).collect();
    for block in &reading.blocks {
        match block {
            Block::Paragraph(paragraph) => texts.push(&paragraph.text),
            Block::Table(table) => {
                texts.extend(table.title.as_deref());
                texts.extend(table.cells.iter().map(|c| c.text.as_str()));
            }
        }
    }
    texts
}

/// A header printed twice on a page is kept once: its characters, and only they, may be missing.
fn header_characters(reading: &Reading) -> String {
    let tables = reading.blocks.iter().filter_map(|b| match b {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.flat_map(|t| t.cells.iter().filter(|c| c.row < t.header_rows)).map(|c| c.text.as_str()).collect()
}

fn pdfs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pdfs(&path, found);
        } else if path.extension().is_some_and(|e| e == "pdf") {
            found.push(path);
        }
    }
    found.sort();
}

#[test]
fn every_character_is_read_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    pdfs(&root.join("samples"), &mut files);
    pdfs(&root.join("tests"), &mut files);
    assert!(!files.is_empty());
    for file in files {
        let Ok(input) = jixiao::extract::open(&file, &jixiao::Options::default()) else { continue };
        let Content::Pages(source) = &input.content else { continue };
        for number in 1..=source.page_count() {
            let page = source.page(number).output;
            let printed = count(page.glyphs.iter().map(|g| g.text.as_str()));
            let reading = jixiao::reconstruct::paged::read(&OnePage(page));
            let read = count(texts(&reading).into_iter());
            let header = header_characters(&reading);
            for c in printed.keys().chain(read.keys()) {
                let missing = printed.get(c).unwrap_or(&0) - read.get(c).unwrap_or(&0);
                assert!(
                    missing == 0 || (missing > 0 && header.contains(*c)),
                    "{} page {number}: {missing} of {c} missing",
                    file.display()
                );
            }
        }
    }
}

/// All texts and numbers of a JSON value, without white space.
fn leaves(value: &serde_json::Value, found: &mut String) {
    match value {
        serde_json::Value::String(text) => found.extend(text.chars().filter(|c| !c.is_whitespace()).chain(['\n'])),
        serde_json::Value::Number(number) => {
            found.push_str(&number.to_string());
            found.push('\n');
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| leaves(v, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|v| leaves(v, found)),
        _ => {}
    }
}

fn inputs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            inputs(&path, found);
        } else if path.file_stem().is_some_and(|s| s == "input") {
            found.push(path);
        }
    }
    found.sort();
}

/// Digits of a number without what only sets it out: 1,030,700.00 → 10307.
fn significant(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').to_owned()
}

/// What a reading became, to look the texts of its cells up in.
struct Read<'a> {
    table: &'a Table,
    claimed: &'a [Claimed],
    said: &'a str,
    numbers: &'a [String],
    vocabulary: &'a Vocabulary,
}

impl Read<'_> {
    /// Whether the text of a cell stands where its owner says.
    fn holds(&self, claim: &Claimed) -> bool {
        let text = &self.table.cells[claim.cell].text;
        match claim.owner {
            Some(Owner::Label(role)) => self.vocabulary.column(text).is_some_and(|c| c == role) || self.in_field(text),
            Some(Owner::Class) => {
                self.vocabulary.level1(text).or_else(|| self.vocabulary.level2(text)).is_some() || self.in_field(text)
            }
            Some(Owner::Field(_) | Owner::Note | Owner::Subtotal) => self.in_field(text),
            Some(Owner::Head) => self.in_field(text) || self.is_head(text),
            Some(Owner::Known(role)) => self.is_known(claim, role),
            Some(Owner::Blank) => is_blank(text),
            None => self.said.contains(&bare(text)),
        }
    }

    fn in_field(&self, text: &str) -> bool {
        let bare = bare(text);
        self.said.contains(&bare) || self.numbers.contains(&significant(&bare))
    }

    /// A line of a head: each of its parts is a label with a value that is said, a year, or the number of the table.
    fn is_head(&self, text: &str) -> bool {
        let number = ["表", "附"].iter().any(|mark| text.trim().starts_with(mark)) && text.chars().count() <= 12;
        let year = significant(text).len() >= 3 && self.numbers.contains(&significant(text));
        let parts: Vec<&str> = text.split_whitespace().collect();
        let labelled = |line: &str| {
            let line = line.trim_matches(['（', '(', '）', ')']);
            let Some((label, value)) = line.split_once([':', '：']) else { return false };
            let known = self.vocabulary.column(label);
            known.is_some_and(|role| matches!(role, Column::Person | Column::Year)) || self.in_field(value)
        };
        number || year || labelled(text) || parts.iter().all(|part| labelled(part) || self.in_field(part))
    }

    /// Known, without a field: the label of that meaning stands left of it, above it, or in the cell itself.
    fn is_known(&self, claim: &Claimed, role: Column) -> bool {
        let cell = &self.table.cells[claim.cell];
        let own = cell.text.split([':', '：']).next().is_some_and(|label| self.vocabulary.column(label) == Some(role));
        own || role == Column::Number
            || self.claimed.iter().filter(|c| c.block == claim.block).any(|other| {
                let label = &self.table.cells[other.cell];
                let beside =
                    label.row <= cell.row && cell.row < label.row + label.row_span.max(1) && label.col < cell.col;
                // Rows of texts are shifted, so that the column of the heading may be another.
                let above = label.row < cell.row;
                (beside || above) && other.owner == Some(Owner::Label(role))
            })
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Says that nothing is filled in: a dash, 无, ……, 指标2：.
fn is_blank(text: &str) -> bool {
    let text = bare(text);
    let nothing = text.chars().all(|c| "-—–/／－无….·。*".contains(c));
    let example = ["指标", "项目", "任务"].iter().any(|word| text.starts_with(word)) && text.chars().count() <= 6;
    nothing || example
}

#[test]
fn every_cell_of_a_form_is_in_a_field_or_a_label_or_a_finding() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    inputs(&root.join("samples"), &mut files);
    inputs(&root.join("tests/golden"), &mut files);
    // The corpus beside the checkout, where there is one.
    for part in ["digital", "text", "wild", "producers"] {
        inputs(&root.join("../shared/corpus").join(part), &mut files);
    }
    assert!(files.len() >= 14);
    let (mut read, mut left, mut lost) = (0, 0, Vec::new());
    for file in files {
        let options = jixiao::Options::default();
        let Ok(input) = jixiao::extract::open(&file, &options) else { continue };
        let reading = jixiao::reconstruct::read(&input, &options.vocabulary);
        let recognised = jixiao::reconstruct::forms(&reading, &options.vocabulary);
        let mut said = String::new();
        leaves(&serde_json::to_value(&recognised.forms).unwrap(), &mut said);
        leaves(&serde_json::to_value(&recognised.findings).unwrap(), &mut said);
        let numbers: Vec<String> = said.lines().map(significant).collect();
        for claim in &recognised.claimed {
            let Some(Block::Table(table)) = reading.blocks.get(claim.block) else {
                unreachable!("claims are on tables")
            };
            let cell = &table.cells[claim.cell];
            let (claimed, vocabulary) = (&recognised.claimed, &options.vocabulary);
            let held = Read { table, claimed, said: &said, numbers: &numbers, vocabulary }.holds(claim);
            read += usize::from(claim.owner.is_some());
            left += usize::from(claim.owner.is_none());
            if !held {
                lost.push(format!("{}: {:?} {:?}", file.display(), cell.text, claim.owner));
            }
        }
        each_cell_once(&reading, &recognised.claimed, &file);
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    assert!(read > 1_000 && left * 100 <= read, "{left} of {read}");
}

/// In the tables in which forms stand every cell with text is claimed, and none twice.
fn each_cell_once(reading: &Reading, claimed: &[Claimed], file: &Path) {
    let mut cells: Vec<(usize, usize)> = claimed.iter().map(|c| (c.block, c.cell)).collect();
    cells.sort_unstable();
    let mut printed = Vec::new();
    for (block, content) in reading.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        if claimed.iter().any(|c| c.block == block) {
            let filled = table.cells.iter().enumerate().filter(|(_, c)| !c.text.trim().is_empty());
            printed.extend(filled.map(|(n, _)| (block, n)));
        }
    }
    assert_eq!(cells, printed, "{}", file.display());
}

/// Headings of indicator columns: known ones, ones put together from parts, ones that nobody knows.
const HEADINGS: [&str; 18] = [
    "年度指标值",
    "目标值",
    "全年实际完成值",
    "年度考核目标值",
    "单位自评得分",
    "分值",
    "权重",
    "备注",
    "指标解释",
    "评分标准",
    "偏差原因分析及改进措施",
    "佐证编号",
    "责任科室",
    "指标性质",
    "度量单位",
    "2022年实际",
    "完成情况",
    "核查人意见栏",
];

/// Rows of labels and values above and below the indicators.
const ROWS: [&[&str]; 16] = [
    &["项目名称", "乡村道路养护"],
    &["主管部门", "某县交通局", "实施单位", "某县公路站"],
    &["项目总负责领导", "张某"],
    &["填表人", "王某", "联系电话", "0558-1234567"],
    &["年度绩效目标", "养护道路386公里，保障通行。"],
    &["年度资金总额", "120.50", "其中：财政拨款", "100.00", "其他资金", "20.50"],
    &["地方资金", "33.10"],
    &["评价结论", "自评等级为优"],
    &["分配科学性", "按因素法分配", "无"],
    &["项目属性", "延续项目", "项目期", "2024年"],
    &["审定编号", "甲-0731"],
    &["说明", "无"],
    &["预算执行", "序时进度达标", "≥75%"],
    &["合计", "", "100"],
    &["单位：万元"],
    &["总体目标", "预期目标", "实际完成情况"],
];

/// Contents of indicator cells.
const CELLS: [&str; 16] = [
    "≥95%",
    "386公里",
    "",
    "12",
    "优",
    "—",
    "2024年11月底前",
    "正向",
    "%",
    "已完成",
    "受降雨影响进度滞后",
    "……",
    "指标2：",
    "3.5万人",
    "8",
    "无",
];

fn worksheet(rows: &[Vec<String>]) -> Reading {
    let mut cells = Vec::new();
    for (r, row) in (0..).zip(rows) {
        for (c, text) in (0..).zip(row) {
            let place = Place::lines(r + 1, r + 1);
            let (text, number) = (text.clone(), None);
            cells.push(Cell { row: r, col: c, row_span: 1, col_span: 1, text, place, number, lost: false });
        }
    }
    let cols = rows.iter().map(Vec::len).max().unwrap_or(0) as u32;
    let table = Table {
        page: None,
        bbox: None,
        title: None,
        header_rows: 0,
        rows: rows.len() as u32,
        cols,
        cells,
        method: Method::Worksheet,
        confidence: 1.0,
        place: Place::lines(1, rows.len() as u32),
    };
    Reading { blocks: vec![Block::Table(table)], ..Reading::default() }
}

proptest! {
    /// Whatever stands in a form, known or not: each cell with text is claimed once, and its text is in the result.
    #[test]
    fn no_cell_of_a_random_form_vanishes(
        above in prop::collection::vec(0..ROWS.len(), 1..8),
        headings in prop::sample::subsequence(HEADINGS.to_vec(), 1..9).prop_shuffle(),
        body in prop::collection::vec(prop::collection::vec(0..CELLS.len(), 9), 1..7),
        below in prop::collection::vec(0..ROWS.len(), 0..4),
    ) {
        let texts = |row: &[&str]| row.iter().map(|t| (*t).to_owned()).collect::<Vec<String>>();
        let mut rows = vec![texts(&["乡村道路养护项目支出绩效自评表"])];
        rows.extend(above.iter().map(|&n| texts(ROWS[n])));
        rows.push(texts(&[&["一级指标", "二级指标", "三级指标"], headings.as_slice()].concat()));
        for (n, cells) in body.iter().enumerate() {
            let classes = [["产出指标", "数量指标"], ["管护水平", "巡查到位"], ["效益指标", "社会效益指标"]][n % 3];
            let values = cells.iter().take(headings.len()).map(|&c| CELLS[c]);
            let name = format!("指标名称之{n}");
            rows.push(classes.iter().copied().chain([name.as_str()]).chain(values).map(str::to_owned).collect());
        }
        rows.extend(below.iter().map(|&n| texts(ROWS[n])));
        let reading = worksheet(&rows);
        let vocabulary = Vocabulary::default();
        let recognised = jixiao::reconstruct::forms(&reading, &vocabulary);
        let Some(Block::Table(table)) = reading.blocks.first() else { unreachable!("there is one table") };
        let printed = table.cells.iter().enumerate().filter(|(_, c)| !c.text.is_empty()).map(|(n, _)| n);
        let mut claimed: Vec<usize> = recognised.claimed.iter().map(|c| c.cell).collect();
        claimed.sort_unstable();
        if !recognised.forms.is_empty() {
            prop_assert_eq!(claimed, printed.collect::<Vec<_>>());
        }
        let mut said = String::new();
        leaves(&serde_json::to_value(&recognised.forms).unwrap(), &mut said);
        leaves(&serde_json::to_value(&recognised.findings).unwrap(), &mut said);
        let numbers: Vec<String> = said.lines().map(significant).collect();
        let (claimed, vocabulary) = (&recognised.claimed, &vocabulary);
        let read = Read { table, claimed, said: &said, numbers: &numbers, vocabulary };
        for claim in claimed {
            let text = &table.cells[claim.cell].text;
            prop_assert!(read.holds(claim), "{:?} {:?}", text, claim.owner);
        }
    }
}
