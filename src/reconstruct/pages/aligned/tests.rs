#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_lossless, reason = "a test may panic")]

use proptest::prelude::*;

use super::*;
use crate::model::{Glyph, Pt, UnicodeSource, WritingDirection};
use crate::reconstruct::pages::words::{cell_text, glyphs_to_words};

pub(super) const EM: Pt = 10.0;

/// Prints Latin text half an em per letter, with real spaces of 0.28 em; returns where it ends.
pub(super) fn put(page: &mut Page, left: Pt, baseline: Pt, text: &str) -> Pt {
    let mut x = left;
    for c in text.chars() {
        let width = match c {
            ' ' => 0.28 * EM,
            c if u32::from(c) > 0x2e80 => EM,
            _ => 0.5 * EM,
        };
        page.glyphs.push(Glyph {
            text: c.to_string().into(),
            bbox: BBox::new(x, baseline - 0.88 * EM, x + width, baseline + 0.12 * EM),
            size: EM,
            direction: WritingDirection::Right,
            source: UnicodeSource::ToUnicode,
            mcid: None,
            invisible: false,
            ink: crate::model::Ink::default(),
        });
        x += width;
    }
    x
}

/// The texts of a table's cells, by row and column.
pub(super) fn texts(page: &Page, table: &PageTable) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new(); table.cols()]; table.rows()];
    for cell in &table.cells {
        rows[cell.row][cell.col] = cell_text(page, &cell.glyphs);
    }
    rows
}

fn read(page: &Page) -> Vec<Vec<Vec<String>>> {
    let found = tables(page, &Strokes::of(page), &glyphs_to_words(page), &[], None);
    found.iter().map(|table| texts(page, table)).collect()
}

/// Prints rows of cells of CJK text wrapped to the columns' widths and centred vertically, without any rule.
fn print_form(widths: &[usize], rows: &[Vec<usize>], padding: Pt) -> (Page, Vec<Vec<String>>) {
    let mut page = Page { number: 1, width: 900.0, height: 3000.0, ..Page::default() };
    let pitch = 1.25 * EM;
    let mut top = 50.0;
    let mut character = 0x4e00;
    let mut expected = Vec::new();
    for lengths in rows {
        let lines = |n: usize| lengths[n].div_ceil(widths[n]).max(1);
        let height = (0..widths.len()).map(lines).max().unwrap_or(1) as Pt * pitch;
        let mut left = 40.0;
        let mut texts = Vec::new();
        for (n, &length) in lengths.iter().enumerate() {
            let text: String = (0..length as u32).filter_map(|k| char::from_u32(character + k)).collect();
            character += length as u32;
            let own = lines(n) as Pt * pitch;
            for (line, part) in text.chars().collect::<Vec<_>>().chunks(widths[n]).enumerate() {
                let baseline = top + (height - own) / 2.0 + line as Pt * pitch + EM;
                put(&mut page, left, baseline, &part.iter().collect::<String>());
            }
            left += widths[n] as Pt * EM + 0.8 * EM;
            texts.push(text);
        }
        expected.push(texts);
        top += height + padding;
    }
    (page, expected)
}

proptest! {
    // The same cases each time: the build must not depend on luck. Change the seed to look further.
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Wrapped cells of forms without rules come out as they were printed.
    #[test]
    fn forms_without_rules_come_out_as_printed(
        widths in prop::collection::vec(4_usize..12, 3..6),
        rows in prop::collection::vec(prop::collection::vec(1_usize..40, 6), 3..8),
        padding in 6.0..14.0,
    ) {
        // Forms begin with a row of short headings.
        let heading = std::iter::once(vec![2; widths.len()]);
        let rows: Vec<Vec<usize>> = heading.chain(rows.iter().map(|r| r[..widths.len()].to_vec())).collect();
        let (page, expected) = print_form(&widths, &rows, padding);
        prop_assert_eq!(read(&page), vec![expected]);
    }

    /// No glyph stands in two cells, and none is made up.
    #[test]
    fn every_glyph_stands_in_one_cell_at_most(
        places in prop::collection::vec((0.0..600.0, 0.0..800.0, "[a-z0-9. ]{1,12}"), 0..120),
    ) {
        let mut page = Page { number: 1, width: 700.0, height: 900.0, ..Page::default() };
        for (x, y, text) in &places {
            put(&mut page, *x, *y, text);
        }
        let mut seen = vec![0_usize; page.glyphs.len()];
        for table in tables(&page, &Strokes::of(&page), &glyphs_to_words(&page), &[], None) {
            let mut slots = vec![0_usize; table.rows() * table.cols()];
            for cell in &table.cells {
                cell.glyphs.iter().for_each(|&g| seen[g as usize] += 1);
                for row in cell.row..cell.row + cell.row_span {
                    for col in cell.col..cell.col + cell.col_span {
                        slots[row * table.cols() + col] += 1;
                    }
                }
            }
            prop_assert!(slots.iter().all(|&n| n == 1), "each slot is covered once");
        }
        prop_assert!(seen.iter().all(|&n| n <= 1));
    }
}

#[test]
fn numbers_and_wrapped_labels_make_rows() {
    let mut page = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
    let rows = [
        ("", "1994", "1997"),
        ("Country", "per cent", "per cent"),
        ("Germany", "41.5", "27.9"),
        ("United Kingdom of Great", "", ""),
        ("Britain", "1,234.0", "3.5"),
        ("France", "7.1", "12.0"),
    ];
    for (n, (label, a, b)) in rows.iter().enumerate() {
        let y = 100.0 + 12.0 * n as Pt;
        put(&mut page, 50.0, y, label);
        put(&mut page, 200.0, y, a);
        put(&mut page, 280.0, y, b);
    }
    let tables = read(&page);
    assert_eq!(tables.len(), 1);
    let texts: Vec<&str> = tables[0].iter().map(|r| r[0].as_str()).collect();
    assert!(texts.contains(&"United Kingdom of Great Britain"), "{tables:?}");
    assert_eq!(tables[0].last().unwrap(), &["France", "7.1", "12.0"]);
}

#[test]
fn prose_and_lists_are_no_tables() {
    let mut page = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
    for n in 0..20 {
        let y = 50.0 + 12.0 * n as Pt;
        put(&mut page, 50.0, y, "the quick brown fox jumps over the lazy dog and");
        put(&mut page, 320.0, y, "another column of plain prose goes on and on her");
    }
    for n in 0..6 {
        let y = 400.0 + 12.0 * n as Pt;
        put(&mut page, 50.0, y, "•");
        put(&mut page, 70.0, y, "an entry of a list that says something");
    }
    assert_eq!(read(&page), Vec::<Vec<Vec<String>>>::new());
}

#[test]
fn a_column_filled_only_in_its_heading_is_kept() {
    let mut page = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
    for (n, row) in ["项目名称 总计 财政专户 其他资金", "甲项目 9.1", "乙项目 12.5", "丙项目 3.0"].iter().enumerate()
    {
        for (col, text) in row.split(' ').enumerate() {
            put(&mut page, 50.0 + 90.0 * col as Pt, 100.0 + 16.0 * n as Pt, text);
        }
    }
    assert_eq!(read(&page)[0][0], ["项目名称", "总计", "财政专户", "其他资金"]);
    assert_eq!(read(&page)[0][3], ["丙项目", "3.0", "", ""]);
}

#[test]
fn shading_drawn_cell_by_cell_parts_rows() {
    let rows = vec![vec![6, 9, 30, 40]; 6];
    let (mut page, expected) = print_form(&[4, 6, 12, 14], &rows, 0.0);
    let text = |page: &Page| read(page).concat();
    let height = 3.0 * 1.25 * EM;
    for n in (0..6).step_by(2) {
        let top = 50.0 + n as Pt * height;
        for (left, right) in [(38.0, 90.0), (90.0, 170.0), (170.0, 300.0), (300.0, 480.0)] {
            let bbox = BBox::new(left, top, right, top + height);
            page.fills.push(crate::model::Fill { bbox, color: [220, 220, 240] });
        }
    }
    assert_eq!(text(&page), expected);
}

#[test]
fn the_head_of_a_card_and_its_rows_have_columns_of_their_own() {
    let mut page = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
    // Labels of the head are wider than the labels beside the rows, values stand wherever their rows want them.
    let head = [
        vec![(40.0, "项目名称"), (150.0, "河湖清漂保洁")],
        vec![(40.0, "主管部门"), (150.0, "某县水务局"), (330.0, "实施单位"), (420.0, "某县水务局")],
        vec![(150.0, "年度资金总额"), (420.0, "12.50")],
        vec![(40.0, "项目资金（万元）"), (150.0, "其中：财政拨款"), (420.0, "12.50")],
        vec![(150.0, "其他资金")],
        vec![(40.0, "总体目标"), (150.0, "完成年度计划内的各项任务，保障设施正常运行，群众满意度稳步提升。")],
    ];
    let rows = [
        vec![(120.0, "一级指标"), (200.0, "二级指标"), (320.0, "三级指标"), (470.0, "指标值")],
        vec![(120.0, "产出指标"), (200.0, "数量指标"), (300.0, "清漂河道长度"), (475.0, "≥40公里")],
        vec![(40.0, "绩效指标"), (200.0, "质量指标"), (300.0, "清漂合格率"), (475.0, "≥95%")],
        vec![(120.0, "效益指标"), (195.0, "社会效益指标"), (300.0, "公众知晓程度"), (475.0, "明显提高")],
        vec![(115.0, "满意度指标"), (190.0, "服务对象满意度"), (300.0, "群众满意度"), (475.0, "≥90%")],
    ];
    for (n, line) in head.iter().chain(&rows).enumerate() {
        for (left, text) in line {
            put(&mut page, *left, 100.0 + 20.0 * n as Pt, text);
        }
    }
    let tables = read(&page);
    assert_eq!(tables.len(), 1);
    let filled = |row: &Vec<String>| row.iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<String>>();
    let texts: Vec<Vec<String>> = tables[0].iter().map(filled).collect();
    assert_eq!(texts[1], ["主管部门", "某县水务局", "实施单位", "某县水务局"]);
    assert!(texts.iter().any(|row| row.ends_with(&["其中：财政拨款".to_owned(), "12.50".to_owned()])));
    assert!(texts.iter().any(|row| row.ends_with(&["其他资金".to_owned()])));
    assert!(texts.iter().any(|row| *row == ["一级指标", "二级指标", "三级指标", "指标值"]));
    assert!(texts.iter().any(|row| row.ends_with(&[
        "质量指标".to_owned(),
        "清漂合格率".to_owned(),
        "≥95%".to_owned()
    ])));
    assert!(texts.iter().any(|row| *row == ["满意度指标", "服务对象满意度", "群众满意度", "≥90%"]));
}

/// A goal over all columns ends no card: its head alone at the end of a page is one table.
#[test]
fn the_head_of_a_card_at_the_end_of_a_page_is_one_table() {
    let mut page = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
    let head = [
        ("项目名称", "水库维修养护经费", "", ""),
        ("主管部门", "水务局", "实施单位", "河长制办公室"),
        ("项目资金", "年度资金总额", "", "199.00"),
        ("", "其他资金", "", ""),
    ];
    for (n, row) in head.iter().enumerate() {
        let baseline = 50.0 + 25.0 * n as Pt;
        for (x, text) in [(40.0, row.0), (140.0, row.1), (300.0, row.2), (400.0, row.3)] {
            put(&mut page, x, baseline, text);
        }
    }
    put(&mut page, 40.0, 165.0, "总体目标");
    for (n, line) in
        ["加强日常巡查和维护管理；及时处置各类隐患；组织开展专题培训", "，提升队伍能力，促进事业持续健康发展。"]
            .iter()
            .enumerate()
    {
        put(&mut page, 140.0, 158.75 + 12.5 * n as Pt, line);
    }
    put(&mut page, 290.0, 780.0, "第1页");
    let found = read(&page);
    assert_eq!(found.len(), 1, "{found:?}");
    let last: String = found[0].last().unwrap().concat();
    assert!(last.starts_with("总体目标加强日常") && last.ends_with("健康发展。"), "{found:?}");
    assert!(found[0].iter().flatten().any(|text| text == "其他资金"), "{found:?}");
}
