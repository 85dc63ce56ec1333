//! Sheets too wide for the paper, cut here over columns of pages: read as the uncut sheet is. `PAGES=500` draws so many.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use crate::drawing::{Drawn, EM, write};
use jixiao::model::{Axis, BBox, Block, Page, Pt, Reading, Rule, Spot, Table};
use proptest::prelude::*;

/// A drawn sheet: columns, rows, and which cells are merged with the one to their right.
#[derive(Debug, Clone)]
struct Sheet {
    widths: Vec<Pt>,
    heights: Vec<Pt>,
    merged: Vec<bool>,
    /// Columns after which the paper ends.
    seams: Vec<usize>,
    /// Rows after which the paper ends.
    breaks: Vec<usize>,
}

const TOP: Pt = 80.0;
const LEFT: Pt = 40.0;

impl Sheet {
    fn x(&self, col: usize) -> Pt {
        LEFT + self.widths[..col].iter().sum::<Pt>()
    }

    fn is_merged(&self, row: usize, col: usize) -> bool {
        col + 1 < self.widths.len() && self.merged[row * self.widths.len() + col]
    }

    /// The rows as one page shows them.
    fn draw(&self, rows: std::ops::Range<usize>) -> Page {
        let right = self.x(self.widths.len());
        let height = TOP + self.heights.iter().sum::<Pt>() + 40.0;
        let mut page = Page { number: 1, width: right + LEFT, height, ..Page::default() };
        if rows.start == 0 {
            write(&mut page, f64::midpoint(LEFT, right) - 6.5 * EM, 50.0, "项目支出绩效目标申报一览表");
        }
        let mut y = TOP;
        let mut line = |axis, position, start, end| page.rules.push(Rule { axis, position, start, end, width: 0.5 });
        let mut texts = Vec::new();
        for row in rows {
            line(Axis::Horizontal, y, LEFT, right);
            let bottom = y + self.heights[row];
            let mut begin = 0;
            for col in 0..self.widths.len() {
                if self.is_merged(row, col) {
                    continue;
                }
                line(Axis::Vertical, self.x(begin), y, bottom);
                let text = format!("{row}行{col}列");
                let middle = f64::midpoint(self.x(begin), self.x(col + 1));
                texts.push((middle - EM * text.chars().count() as Pt / 2.0, y + 5.0, text));
                begin = col + 1;
            }
            line(Axis::Vertical, right, y, bottom);
            line(Axis::Horizontal, bottom, LEFT, right);
            y = bottom;
        }
        for (x, y, text) in texts {
            write(&mut page, x, y, &text);
        }
        page
    }

    /// What the paper shows of the page between two columns.
    fn cut(&self, page: &Page, from: usize, to: usize) -> Page {
        let (left, right) = (self.x(from), self.x(to));
        let shift = LEFT - left;
        let mut piece = Page { width: 1200.0, height: page.height, ..Page::default() };
        for glyph in &page.glyphs {
            let mut moved = glyph.clone();
            moved.bbox =
                BBox::new(glyph.bbox.left + shift, glyph.bbox.top, glyph.bbox.right + shift, glyph.bbox.bottom);
            let shown = (left..right).contains(&f64::midpoint(glyph.bbox.left, glyph.bbox.right));
            if shown { piece.glyphs.push(moved) } else { piece.clipped.push(moved) }
        }
        for rule in &page.rules {
            match rule.axis {
                Axis::Vertical if (left..=right).contains(&rule.position) => {
                    piece.rules.push(Rule { position: rule.position + shift, ..*rule });
                }
                Axis::Horizontal => {
                    let (start, end) = (rule.start.max(left) + shift, rule.end.min(right) + shift);
                    piece.rules.push(Rule { start, end, ..*rule });
                }
                Axis::Vertical => {}
            }
        }
        piece
    }

    /// Whether the first two sides have columns of equal widths: then nothing tells them from two pages one below the other.
    fn sides_look_alike(&self) -> bool {
        let first = self.seams[0];
        let second = self.seams.get(1).copied().unwrap_or(self.widths.len()) - first;
        first == second && (0..first).all(|n| (self.widths[n] - self.widths[first + n]).abs() < 5.0)
    }

    /// The sheet on paper.
    fn pages(&self, over_then_down: bool) -> Vec<Page> {
        let bounds = |ends: &[usize], last: usize| {
            let ends = ends.iter().copied().chain([last]);
            std::iter::once(0).chain(ends.clone()).zip(ends).collect::<Vec<_>>()
        };
        let sides = bounds(&self.seams, self.widths.len());
        let bands: Vec<Page> =
            bounds(&self.breaks, self.heights.len()).into_iter().map(|(a, b)| self.draw(a..b)).collect();
        let mut pages = Vec::new();
        if over_then_down {
            for band in &bands {
                pages.extend(sides.iter().map(|&(a, b)| self.cut(band, a, b)));
            }
        } else {
            for &(a, b) in &sides {
                pages.extend(bands.iter().map(|band| self.cut(band, a, b)));
            }
        }
        (1..).zip(&mut pages).for_each(|(number, page)| page.number = number);
        pages
    }
}

fn read(pages: Vec<Page>) -> (Vec<Table>, Reading) {
    let reading = jixiao::reconstruct::paged::read(&Drawn(pages));
    let tables = reading.blocks.iter().filter_map(|b| match b {
        Block::Table(table) => Some(table.clone()),
        Block::Paragraph(_) => None,
    });
    (tables.collect(), reading)
}

fn cells(table: &Table) -> Vec<(u32, u32, u32, u32, &str)> {
    table.cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text.as_str())).collect()
}

fn paragraphs(reading: &Reading) -> Vec<&str> {
    let texts = reading.blocks.iter().filter_map(|b| match b {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    texts.collect()
}

fn cases() -> u32 {
    std::env::var("PAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(24)
}

prop_compose! {
    fn sheets()(cols in 4..10_usize, rows in 5..14_usize)(
        widths in proptest::collection::vec(60.0..180.0_f64, cols),
        heights in proptest::collection::vec(18.0..40.0_f64, rows),
        merged in proptest::collection::vec(proptest::bool::weighted(0.2), cols * rows),
        seams in proptest::collection::btree_set(1..cols, 1..3),
        breaks in proptest::option::of(3..rows - 1),
    ) -> Sheet {
        Sheet { widths, heights, merged, seams: seams.into_iter().collect(), breaks: breaks.into_iter().collect() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(16), ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_over_columns_of_pages_is_the_sheet(sheet in sheets(), over_then_down in any::<bool>()) {
        prop_assume!(!sheet.sides_look_alike());
        let whole: Vec<Page> = {
            let uncut = Sheet { seams: Vec::new(), ..sheet.clone() };
            uncut.pages(false).into_iter().map(|page| Page { width: 3000.0, ..page }).collect()
        };
        let (whole, whole_reading) = read(whole);
        let (tables, reading) = read(sheet.pages(over_then_down));
        prop_assert_eq!(tables.iter().map(cells).collect::<Vec<_>>(), whole.iter().map(cells).collect::<Vec<_>>());
        prop_assert_eq!(paragraphs(&reading), paragraphs(&whole_reading));
        for cell in tables.iter().flat_map(|t| &t.cells) {
            for spot in std::iter::once(&cell.place.spot).chain(&cell.place.also) {
                let Spot::Page { bbox, .. } = spot else { panic!("{spot:?}") };
                prop_assert!(bbox.left >= LEFT - 1.0 && bbox.right <= 1200.0 && bbox.right - bbox.left > 1.0, "{bbox:?}");
            }
        }
    }
}

fn sheet() -> Sheet {
    let mut merged = vec![false; 5 * 6];
    merged[2] = true; // the paper ends inside this cell
    merged[12] = true;
    Sheet {
        widths: vec![80.0, 120.0, 100.0, 104.0, 90.0],
        heights: vec![20.0, 24.0, 28.0, 22.0, 30.0, 26.0],
        merged,
        seams: vec![3],
        breaks: Vec::new(),
    }
}

#[test]
fn places_are_on_the_printed_pages() {
    let (tables, reading) = read(sheet().pages(false));
    let place = |row, col| tables[0].cell_at(row, col).unwrap().place.clone();
    assert_eq!(place(1, 4).spot, Spot::Page { page: 2, bbox: BBox::new(144.0, 100.0, 234.0, 124.0) });
    let cut = place(0, 2);
    assert_eq!(cut.spot, Spot::Page { page: 1, bbox: BBox::new(240.0, 80.0, 340.0, 100.0) });
    assert_eq!(cut.also, [Spot::Page { page: 2, bbox: BBox::new(40.0, 80.0, 144.0, 100.0) }]);
    assert!(reading.findings.iter().any(|f| f.code.0 == "pages-joined-sideways"));
    assert!(!reading.findings.iter().any(|f| f.code.0 == "sheet-piece-missing"));
}

#[test]
fn a_piece_without_its_other_side_is_said() {
    let mut pages = sheet().pages(false);
    pages.truncate(1);
    let (_, reading) = read(pages);
    assert!(reading.findings.iter().any(|f| f.code.0 == "sheet-piece-missing"), "{:?}", reading.findings);
}

#[test]
fn sides_printed_in_the_wrong_order_are_put_right_and_said() {
    let mut pages = sheet().pages(false);
    pages.reverse();
    (1..).zip(&mut pages).for_each(|(number, page)| page.number = number);
    let (tables, reading) = read(pages);
    assert_eq!((tables.len(), tables[0].cols), (1, 5));
    let said = reading.findings.iter().find(|f| f.code.0 == "pages-joined-sideways").unwrap();
    assert!(said.message.contains("页序"), "{}", said.message);
}

#[test]
fn a_running_head_is_kept_once_and_title_columns_are_not_repeated() {
    let sheet = sheet();
    let band = sheet.draw(0..6);
    let (left, mut right) = (sheet.cut(&band, 0, 3), sheet.cut(&band, 3, 5));
    right.number = 2;
    // The first column is printed again at the left of the second page.
    let titles = sheet.cut(&band, 0, 1);
    right
        .glyphs
        .iter_mut()
        .for_each(|g| g.bbox = BBox::new(g.bbox.left + 80.0, g.bbox.top, g.bbox.right + 80.0, g.bbox.bottom));
    for rule in &mut right.rules {
        match rule.axis {
            Axis::Vertical => rule.position += 80.0,
            Axis::Horizontal => rule.end += 80.0,
        }
    }
    right.glyphs.extend(titles.glyphs);
    right.rules.extend(titles.rules.into_iter().filter(|r| r.axis == Axis::Vertical));
    let mut pages = vec![Page { number: 1, ..left }, right];
    for page in &mut pages {
        write(page, 500.0, 10.0, "附件二");
    }
    let (tables, reading) = read(pages);
    assert_eq!((tables.len(), tables[0].cols), (1, 5));
    assert_eq!(paragraphs(&reading).iter().filter(|t| **t == "附件二").count(), 1);
}

#[test]
fn forms_of_one_layout_are_no_sides() {
    let whole = Sheet { seams: Vec::new(), ..sheet() };
    let pages = [whole.pages(false), whole.pages(false)].concat();
    let pages = (1..).zip(pages).map(|(number, page)| Page { number, ..page }).collect();
    let (_, reading) = read(pages);
    assert!(!reading.findings.iter().any(|f| f.code.0 == "pages-joined-sideways"));
}
