//! Tables over several pages, drawn here: what is joined, what is not.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use crate::drawing::Drawn;
use jixiao::model::{Axis, Block, Page, Pt, Reading, Rule, Table};

fn page(number: u32, title: &str, widths: &[Pt], rows: &[&[&str]]) -> Page {
    crate::drawing::page(number, title, widths, rows, 400.0)
}

fn read(pages: Vec<Page>) -> (Vec<Table>, Reading) {
    let reading = jixiao::reconstruct::paged::read(&Drawn(pages));
    let tables = reading.blocks.iter().filter_map(|b| match b {
        Block::Table(table) => Some(table.clone()),
        Block::Paragraph(_) => None,
    });
    (tables.collect(), reading)
}

fn text(table: &Table, row: u32, col: u32) -> &str {
    &table.cell_at(row, col).unwrap().text
}

fn has(reading: &Reading, code: &str) -> bool {
    reading.findings.iter().any(|f| f.code.0 == code)
}

const LIST: [Pt; 3] = [120.0, 120.0, 200.0];
const HEAD: [&str; 3] = ["项目名称", "预算单位", "绩效目标"];

#[test]
fn a_row_cut_below_a_repeated_header_is_one_row() {
    let first = page(
        1,
        "绩效目标表",
        &LIST,
        &[&HEAD, &["项目一", "单位一", "完成任务。"], &["项目二", "单位二", "按照上级要求"]],
    );
    let second = page(2, "", &LIST, &[&HEAD, &["", "", "完成全部工作。"], &["项目三", "单位三", "完成任务。"]]);
    let (tables, reading) = read(vec![first, second]);
    assert_eq!(tables.len(), 1);
    assert_eq!((tables[0].rows, tables[0].header_rows), (4, 1));
    assert_eq!(text(&tables[0], 2, 2), "按照上级要求完成全部工作。");
    assert_eq!(tables[0].cell_at(2, 2).unwrap().place.also.len(), 1);
    assert!(has(&reading, "row-joined") && has(&reading, "pages-joined"));
}

#[test]
fn a_row_whose_halves_make_what_other_rows_print_whole_is_one_row() {
    let head: &[&str] = &["预算单位", "项目名称", "绩效目标"];
    let rows = [head, &["市审计局（本级）", "项目一", "完成任务。"], &["市审计局", "项目二", "按照上级要求完成。"]];
    let second = [head, &["（本级）", "", "另行安排。"], &["市审计局（本级）", "项目三", "完成。"]];
    let (tables, _) = read(vec![page(1, "绩效目标表", &LIST, &rows), page(2, "", &LIST, &second)]);
    assert_eq!((tables.len(), tables[0].rows), (1, 4));
    assert_eq!(text(&tables[0], 2, 0), "市审计局（本级）");
}

#[test]
fn the_rest_of_a_row_alone_under_its_headings_goes_on_with_it_and_a_note_below_stays_apart() {
    let rows = [&HEAD[..], &["项目一", "单位一", "完成任务。"], &["项目二", "单位二", "按照上级要求"]];
    let first = page(1, "绩效目标表", &LIST, &rows);
    let mut second = page(2, "", &LIST, &[&HEAD, &["", "", "完成全部工作。"]]);
    // Nothing is drawn on the second page: its two lines are no table by themselves.
    second.rules.clear();
    let note = page(2, "", &LIST, &[&[""], &[""], &[""], &[""], &["注：不含保密项目。"]]);
    second.glyphs.extend(note.glyphs);
    let (tables, reading) = read(vec![first, second]);
    assert_eq!((tables.len(), tables[0].rows), (1, 3));
    assert_eq!(text(&tables[0], 2, 2), "按照上级要求完成全部工作。");
    assert_eq!(text(&tables[0], 2, 0), "项目二");
    let paragraphs = reading.blocks.iter().filter_map(|b| match b {
        Block::Paragraph(p) => Some(p.text.as_str()),
        Block::Table(_) => None,
    });
    assert_eq!(paragraphs.collect::<Vec<_>>(), ["绩效目标表", "注：不含保密项目。"]);
    assert!(has(&reading, "row-joined") && has(&reading, "pages-joined"));
}

#[test]
fn rows_that_fill_the_same_columns_with_short_texts_are_two_though_no_line_parts_them() {
    let mut first =
        page(1, "绩效目标表", &LIST, &[&HEAD, &["项目一", "单位", "完成任务"], &["项目二", "单位乙", "按照要求"]]);
    let mut second = page(2, "", &LIST, &[&["项目三", "单位丙", "验收合格"], &["项目四", "单位", "完成任务"]]);
    // No line closes the first page, none opens the second.
    let horizontal = |r: &Rule| r.axis == Axis::Horizontal;
    let ends = |page: &Page, lowest: bool| {
        let heights = page.rules.iter().filter(|r| horizontal(r)).map(|r| r.position);
        if lowest { heights.fold(Pt::NEG_INFINITY, Pt::max) } else { heights.fold(Pt::INFINITY, Pt::min) }
    };
    let (bottom, top) = (ends(&first, true), ends(&second, false));
    first.rules.retain(|r| !horizontal(r) || r.position < bottom);
    second.rules.retain(|r| !horizontal(r) || r.position > top);
    let (tables, reading) = read(vec![first, second]);
    assert_eq!((tables.len(), tables[0].rows), (1, 5));
    assert!(!has(&reading, "row-joined"));
}

#[test]
fn rows_that_only_follow_each_other_stay_apart() {
    let first =
        page(1, "绩效目标表", &LIST, &[&HEAD, &["项目一", "单位", "完成任务。"], &["项目二", "单位", "按照要求"]]);
    let second = page(2, "", &LIST, &[&HEAD, &["项目三", "单位", ""], &["项目四", "单位", "完成任务。"]]);
    let (tables, reading) = read(vec![first, second]);
    assert_eq!((tables.len(), tables[0].rows), (1, 5));
    assert!(!has(&reading, "row-joined"));
}

#[test]
fn a_form_with_its_own_title_begins_anew() {
    let card = |number, name: &'static str| {
        page(
            number,
            "项目支出绩效目标申报表",
            &LIST,
            &[&["项目名称", name, ""], &["主管部门", "市局", ""], &["目标", "完成", ""]],
        )
    };
    let (tables, _) = read(vec![card(1, "甲"), card(2, "乙"), card(3, "丙")]);
    assert_eq!(tables.len(), 3);
}

#[test]
fn halves_of_a_wide_sheet_are_put_side_by_side_in_both_page_orders() {
    let left = |number, rows: &[&[&str]]| page(number, "", &[120.0, 120.0], rows);
    let right = |number, rows: &[&[&str]]| page(number, "", &[200.0, 80.0, 60.0], rows);
    let upper_left: &[&[&str]] =
        &[&["项目名称", "预算单位"], &["项目一", "单位一"], &["项目二", "单位二"], &["项目三", "单位三"]];
    let upper_right: &[&[&str]] =
        &[&["绩效目标", "金额", "备注"], &["目标一", "1", ""], &["目标二", "2", ""], &["目标三", "3", ""]];
    let lower_left: &[&[&str]] = &[&["项目四", "单位四"], &["项目五", "单位五"], &["项目六", "单位六"]];
    let lower_right: &[&[&str]] = &[&["目标四", "4", ""], &["目标五", "5", ""], &["目标六", "6", ""]];
    let over = vec![left(1, upper_left), right(2, upper_right), left(3, lower_left), right(4, lower_right)];
    let down = vec![left(1, upper_left), left(2, lower_left), right(3, upper_right), right(4, lower_right)];
    for pages in [over, down] {
        let (tables, reading) = read(pages);
        assert_eq!(tables.len(), 1);
        assert_eq!((tables[0].rows, tables[0].cols), (7, 5));
        for (row, name) in (1..).zip(["一", "二", "三", "四", "五", "六"]) {
            assert_eq!(text(&tables[0], row, 0), format!("项目{name}"));
            assert_eq!(text(&tables[0], row, 2), format!("目标{name}"));
            assert_eq!(text(&tables[0], row, 3), row.to_string());
        }
        assert!(has(&reading, "pages-joined-sideways"));
    }
}

#[test]
fn pages_that_begin_with_the_same_headings_are_no_sides_of_one_sheet() {
    let rows = |name: &'static str| [HEAD, [name, "单位一", "完成任务。"], ["项目", "单位二", "完成工作。"]];
    let drawn = |number, widths: &[Pt], rows: &[[&str; 3]]| {
        page(number, "", widths, &rows.iter().map(<[&str; 3]>::as_slice).collect::<Vec<_>>())
    };
    let pages = vec![drawn(1, &LIST, &rows("甲")), drawn(2, &[100.0, 140.0, 200.0], &rows("乙"))];
    let (tables, reading) = read(pages);
    assert!(!has(&reading, "pages-joined-sideways"));
    let names = tables.iter().flat_map(|table| &table.cells).filter(|cell| cell.text == "甲" || cell.text == "乙");
    assert_eq!(names.map(|cell| cell.col).collect::<Vec<_>>(), [0, 0]);
}
