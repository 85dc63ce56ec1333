#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use super::super::above::{CardAbove, TableAbove};
use super::super::tables;
use super::super::tests::{put, texts};
use super::*;
use crate::model::Page;
use crate::reconstruct::pages::block_columns::BlockColumns;
use crate::reconstruct::pages::words::glyphs_to_words;

/// What the page before ends with: four columns, its second no wider than 数量指标.
fn above() -> TableAbove {
    let block = BlockColumns {
        borders: vec![40.0, 110.0, 180.0, 300.0, 400.0],
        windows: vec![(80.0, 120.0), (160.0, 250.0), (290.0, 330.0)],
        ink: vec![vec![
            BBox::new(40.0, 700.0, 80.0, 710.0),
            BBox::new(120.0, 700.0, 160.0, 710.0),
            BBox::new(250.0, 700.0, 290.0, 710.0),
            BBox::new(330.0, 700.0, 360.0, 710.0),
        ]],
        labels: 2,
    };
    TableAbove::Card(CardAbove { block, around: vec!["附件#".to_owned()] })
}

fn read(page: &Page) -> Vec<Vec<Vec<String>>> {
    let found = tables(page, &Strokes::of(page), &glyphs_to_words(page), &[], Some(&above()));
    found.iter().map(|table| texts(page, table)).collect()
}

fn page_of(lines: &[(f64, &[(f64, &str)])]) -> Page {
    let mut page = Page { number: 2, width: 500.0, height: 800.0, ..Page::default() };
    for (baseline, line) in lines {
        for (left, text) in *line {
            put(&mut page, *left, *baseline, text);
        }
    }
    page
}

#[test]
fn rows_at_the_top_of_a_page_have_the_columns_of_the_card_before() {
    // The label of the first two rows stands on the page before; that of the third is its own.
    let page = page_of(&[
        (30.0, &[(40.0, "附件2")]),
        (60.0, &[(120.0, "生态效益指标"), (250.0, "处理率"), (330.0, "甲乙")]),
        (80.0, &[(120.0, "可持续影响指标"), (250.0, "使用年限"), (330.0, "丙丁")]),
        (100.0, &[(40.0, "满意指标"), (120.0, "服务对象满意度指标"), (250.0, "群众满意"), (330.0, "戊")]),
    ]);
    let expected = [
        ["", "生态效益指标", "处理率", "甲乙"],
        ["", "可持续影响指标", "使用年限", "丙丁"],
        ["满意指标", "服务对象满意度指标", "群众满意", "戊"],
    ];
    assert_eq!(read(&page), vec![expected.map(|row| row.map(str::to_owned).to_vec()).to_vec()]);
}

#[test]
fn another_card_does_not_go_on() {
    let page = page_of(&[
        (60.0, &[(40.0, "项目名称"), (120.0, "设备更新"), (250.0, "实施单位"), (330.0, "甲所")]),
        (80.0, &[(40.0, "主管部门"), (120.0, "乙局"), (250.0, "资金总额"), (330.0, "12")]),
    ]);
    let first = read(&page).into_iter().next().unwrap();
    assert_eq!(first[0][0], "项目名称");
    assert_eq!(first.len(), 2);
}
