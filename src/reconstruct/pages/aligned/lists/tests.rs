#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use proptest::prelude::*;

use super::super::above::TableAbove;
use super::super::tables;
use super::super::tests::{EM, put, texts};
use super::*;
use crate::model::Page;
use crate::reconstruct::pages::words::glyphs_to_words;

/// Widths of the columns in em, without the gap between them.
const WIDTHS: [usize; 5] = [9, 6, 5, 12, 14];
const HEADINGS: [&str; 5] = ["项目名称", "预算单位", "资金总额", "绩效目标", "绩效指标"];
/// The column of amounts, set to the right.
const AMOUNTS: usize = 2;

/// How a list is set.
#[derive(Debug, Clone)]
struct Look {
    /// Between columns, in points.
    gap: Pt,
    /// Between rows, in points.
    padding: Pt,
    /// Whether cells stand in the middle of their rows.
    middle: bool,
}

fn look() -> impl Strategy<Value = Look> {
    (3.0..9.0, 4.0..14.0, any::<bool>()).prop_map(|(gap, padding, middle)| Look { gap, padding, middle })
}

/// Rows by the numbers of characters of their texts; the amount has as many digits.
fn rows() -> impl Strategy<Value = Vec<[usize; 5]>> {
    let row =
        (5_usize..20, 3_usize..14, 4_usize..9, 1_usize..60, 1_usize..90).prop_map(|(a, b, c, d, e)| [a, b, c, d, e]);
    prop::collection::vec(row, 2..7)
}

/// Prints rows below each other, one for the headings first where asked, and says what is in them.
fn print_list(headed: bool, rows: &[[usize; 5]], look: &Look) -> (Page, Vec<Vec<String>>) {
    let mut page = Page { number: 1, width: 700.0, height: 3000.0, ..Page::default() };
    let mut character = 0x4e00;
    let mut all: Vec<Vec<String>> = Vec::new();
    if headed {
        all.push(HEADINGS.iter().map(|h| (*h).to_owned()).collect());
    }
    for lengths in rows {
        let row = lengths.iter().enumerate().map(|(n, &length)| {
            if n == AMOUNTS {
                return "1".repeat(length);
            }
            character += 100;
            (0..length as u32).filter_map(|k| char::from_u32(character + k)).collect::<String>()
        });
        all.push(row.collect());
    }
    let pitch = 1.25 * EM;
    let mut top = 50.0;
    for row in &all {
        let lines = |n: usize| row[n].chars().count().div_ceil(WIDTHS[n] * if n == AMOUNTS { 2 } else { 1 });
        let height = (0..row.len()).map(lines).max().unwrap_or(1) as Pt * pitch;
        let mut left = 40.0;
        for (n, text) in row.iter().enumerate() {
            let width = WIDTHS[n] as Pt * EM;
            let off = if look.middle { (height - lines(n) as Pt * pitch) / 2.0 } else { 0.0 };
            let most = if n == AMOUNTS { 2 * WIDTHS[n] } else { WIDTHS[n] };
            for (line, part) in text.chars().collect::<Vec<_>>().chunks(most).enumerate() {
                let part: String = part.iter().collect();
                let right = n == AMOUNTS && part.starts_with('1');
                let x = if right { left + width - 0.5 * EM * part.len() as Pt } else { left };
                put(&mut page, x, top + off + line as Pt * pitch + EM, &part);
            }
            left += width + look.gap;
        }
        top += height + look.padding;
    }
    (page, all)
}

fn read(page: &Page, above: Option<&TableAbove>) -> Vec<Vec<Vec<String>>> {
    let found = tables(page, &Strokes::of(page), &glyphs_to_words(page), &[], above);
    found.iter().map(|table| texts(page, table)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Lists come out as they were printed, however narrow their gutters and tall their cells are.
    #[test]
    fn lists_without_rules_come_out_as_printed(rows in rows(), look in look()) {
        let (page, expected) = print_list(true, &rows, &look);
        prop_assert_eq!(read(&page, None), vec![expected]);
    }

    /// So do the rows on the next page, without headings, below a running head and over a page number.
    #[test]
    fn a_page_without_headings_has_the_columns_of_the_page_before(rows in rows(), look in look()) {
        let (mut page, expected) = print_list(false, &rows, &look);
        put(&mut page, 40.0, 30.0, "附件");
        put(&mut page, 300.0, 2950.0, "第2页");
        let mut borders = vec![40.0];
        for (n, width) in WIDTHS.iter().enumerate() {
            borders.push(borders[n] + *width as Pt * EM + look.gap);
        }
        let last = borders.len() - 1;
        for border in &mut borders[1..last] {
            *border -= look.gap / 2.0;
        }
        let columns = ListColumns::between(&borders, &[(0, Column::Project)]);
        let above = TableAbove::List(ListAbove { columns, around: vec!["附件".to_owned()] });
        prop_assert_eq!(read(&page, Some(&above)), vec![expected]);
    }
}
