//! Pages with many marks. The more of them, the smaller: they stand as thick at every size.

use crate::dice::Dice;
use crate::pdf::{Drawing, PAGE, file};

const CHARACTERS: &str = "一村社区法律顾问公益服务工作经费按照上级要求在本辖区内配备实现全覆盖";

/// The side of the square that each of `n` marks has for itself on a page.
fn side(n: usize) -> f64 {
    (PAGE.0 * PAGE.1 / n as f64).sqrt()
}

fn characters(dice: &mut Dice, count: usize) -> String {
    let all: Vec<char> = CHARACTERS.chars().collect();
    (0..count).filter_map(|_| all.get(dice.below(all.len() as u64) as usize)).collect()
}

/// One page full of `n` glyphs in lines.
pub(crate) fn glyphs_in_lines(n: usize) -> Vec<u8> {
    let (mut dice, mut page) = (Dice::new(), Drawing::default());
    let side = side(n) * 0.8;
    let in_line = (PAGE.0 * 0.95 / side) as usize;
    for line in 0..n / in_line {
        let y = PAGE.1 - side * 1.5 * (line as f64 + 1.0);
        page.text(PAGE.0 * 0.02, y, side, &characters(&mut dice, in_line));
    }
    file(vec![page])
}

/// One page with `n` glyphs, each anywhere.
pub(crate) fn glyphs_scattered(n: usize) -> Vec<u8> {
    let mut page = Drawing::default();
    scatter_glyphs(&mut page, n);
    file(vec![page])
}

fn scatter_glyphs(page: &mut Drawing, n: usize) {
    let mut dice = Dice::new();
    let size = side(n) * 0.6;
    for _ in 0..n {
        let (x, y) = (dice.upto(PAGE.0 - size), dice.upto(PAGE.1 - size));
        page.text(x, y, size, &characters(&mut dice, 1));
    }
}

/// One page with a grid of `n` cells, a text in each.
pub(crate) fn grid_with_text(n: usize) -> Vec<u8> {
    let mut page = Drawing::default();
    let rows = (n as f64).sqrt().round() as usize;
    let columns = n / rows;
    let (left, bottom, right, top) = (20.0, 20.0, PAGE.0 - 20.0, PAGE.1 - 20.0);
    let (width, height) = ((right - left) / columns as f64, (top - bottom) / rows as f64);
    let thin = height / 40.0;
    for row in 0..=rows {
        let y = bottom + height * row as f64;
        page.line((left, y), (right, y), thin);
    }
    for column in 0..=columns {
        let x = left + width * column as f64;
        page.line((x, bottom), (x, top), thin);
    }
    let mut dice = Dice::new();
    for row in 0..rows {
        for column in 0..columns {
            let (x, y) = (left + width * (column as f64 + 0.1), bottom + height * (row as f64 + 0.3));
            page.text(x, y, width.min(height) * 0.35, &characters(&mut dice, 2));
        }
    }
    file(vec![page])
}

/// One page with `n` short rules, each anywhere.
pub(crate) fn rules(n: usize) -> Vec<u8> {
    let mut page = Drawing::default();
    scatter_rules(&mut page, n);
    file(vec![page])
}

fn scatter_rules(page: &mut Drawing, n: usize) {
    let mut dice = Dice::new();
    let length = side(n) * 2.0;
    for rule in 0..n {
        let (x, y) = (dice.upto(PAGE.0 - length), dice.upto(PAGE.1 - length));
        let end = if rule % 2 == 0 { (x + length, y) } else { (x, y + length) };
        page.line((x, y), end, length / 80.0);
    }
}

/// One page with `n` rules and `n` glyphs, each anywhere.
pub(crate) fn rules_and_glyphs(n: usize) -> Vec<u8> {
    let mut page = Drawing::default();
    scatter_rules(&mut page, n);
    scatter_glyphs(&mut page, n);
    file(vec![page])
}

/// One page with `n` curves.
pub(crate) fn curves(n: usize) -> Vec<u8> {
    let (mut dice, mut page) = (Dice::new(), Drawing::default());
    let side = side(n) * 2.0;
    for _ in 0..n {
        let (x, y) = (dice.upto(PAGE.0 - side), dice.upto(PAGE.1 - side));
        let mut point = || (x + dice.upto(side), y + dice.upto(side));
        page.curve([point(), point(), point(), point()]);
    }
    file(vec![page])
}

const WIDTHS: [f64; 5] = [120.0, 140.0, 90.0, 200.0, 250.0];
const ROWS_OF_A_PAGE: usize = 10;

/// A project list over `n` pages.
pub(crate) fn pages(n: usize) -> Vec<u8> {
    let drawn = (0..n).map(|number| {
        let mut page = Drawing::default();
        if number == 0 {
            page.text(300.0, 570.0, 14.0, "2024年项目支出绩效目标表");
        }
        let header = ["预算单位", "项目名称", "预算金额", "绩效目标", "绩效指标"].map(str::to_owned);
        row(&mut page, 0, &header);
        for below in 1..=ROWS_OF_A_PAGE {
            let project = number * ROWS_OF_A_PAGE + below;
            row(
                &mut page,
                below,
                &[
                    "青山县水务局".to_owned(),
                    format!("河湖水质监测第{project}期"),
                    format!("{project}.50"),
                    format!("全年完成第{project}批监测点的监测。"),
                    format!("1、产出指标：监测次数，年度指标值：≥{project}次。"),
                ],
            );
        }
        page
    });
    file(drawn.collect())
}

fn row(page: &mut Drawing, number: usize, texts: &[String; 5]) {
    let (top, height) = (550.0 - 45.0 * number as f64, 45.0);
    let mut left = 20.0;
    for (text, width) in texts.iter().zip(WIDTHS) {
        let (right, bottom) = (left + width, top - height);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        for (from, to) in corners.into_iter().zip(corners.into_iter().cycle().skip(1)) {
            page.line(from, to, 0.5);
        }
        page.text(left + 3.0, top - 25.0, 8.0, text);
        left = right;
    }
}
