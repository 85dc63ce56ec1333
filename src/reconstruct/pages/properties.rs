//! What must hold for any page: a drawn grid is read as it was drawn, and no character is lost or doubled.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::grid::Span;
use super::tags::TagIndex;
use super::{read_page, ruled};
use crate::model::{Axis, BBox, Glyph, Page, Pt, Rule, UnicodeSource, WritingDirection};

/// A grid to draw: sizes in em, cells with the number of characters in them.
#[derive(Debug, Clone)]
struct Drawn {
    widths: Vec<Pt>,
    heights: Vec<Pt>,
    cells: Vec<(Span, usize)>,
    em: Pt,
    jitter: Vec<Pt>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (2_usize..7, 2_usize..7, 4.0_f64..14.0).prop_flat_map(|(rows, cols, em)| {
        let merges = prop::collection::vec((0..rows, 0..cols, 1_usize..4, 1_usize..4), 0..6);
        (
            prop::collection::vec(5.0_f64..20.0, cols),
            prop::collection::vec(2.6_f64..6.0, rows),
            merges,
            prop::collection::vec(1_usize..9, rows * cols),
            prop::collection::vec(-0.06_f64..0.06, 64),
        )
            .prop_map(move |(widths, heights, merges, lengths, jitter)| Drawn {
                cells: merged(rows, cols, &merges, &lengths),
                widths,
                heights,
                em,
                jitter,
            })
    })
}

/// Single cells, of which some rectangles become one.
fn merged(rows: usize, cols: usize, merges: &[(usize, usize, usize, usize)], lengths: &[usize]) -> Vec<(Span, usize)> {
    let mut owner: Vec<usize> = (0..rows * cols).collect();
    for &(row, col, height, width) in merges {
        let (bottom, right) = ((row + height).min(rows), (col + width).min(cols));
        let slots: Vec<usize> = (row..bottom).flat_map(|r| (col..right).map(move |c| r * cols + c)).collect();
        if slots.iter().all(|slot| owner[*slot] == *slot && owner.iter().filter(|o| *o == slot).count() == 1) {
            for slot in slots {
                owner[slot] = row * cols + col;
            }
        }
    }
    let mut cells: BTreeMap<usize, Span> = BTreeMap::new();
    for (slot, &own) in owner.iter().enumerate() {
        let (row, col) = (slot / cols, slot % cols);
        let cell = cells.entry(own).or_insert(Span { row, col, row_span: 1, col_span: 1 });
        cell.row_span = row - cell.row + 1;
        cell.col_span = cell.col_span.max(col - cell.col + 1);
    }
    cells.into_values().zip(lengths.iter().copied()).collect()
}

/// Whether a cell begins at every border: a border that none has is not drawn.
fn every_border_drawn(grid: &Drawn) -> bool {
    (0..grid.heights.len()).all(|r| grid.cells.iter().any(|(s, _)| s.row == r))
        && (0..grid.widths.len()).all(|c| grid.cells.iter().any(|(s, _)| s.col == c))
}

fn edges(start: Pt, sizes: &[Pt], em: Pt) -> Vec<Pt> {
    let mut edges = vec![start];
    for size in sizes {
        edges.push(edges[edges.len() - 1] + size * em);
    }
    edges
}

fn draw(grid: &Drawn) -> Page {
    let (xs, ys) = (edges(40.0, &grid.widths, grid.em), edges(60.0, &grid.heights, grid.em));
    let mut page = Page { number: 1, width: 2000.0, height: 2000.0, ..Page::default() };
    let mut shake = grid.jitter.iter().cycle().map(|j| j * grid.em);
    for (n, (span, length)) in grid.cells.iter().enumerate() {
        let cell = BBox::new(xs[span.col], ys[span.row], xs[span.col + span.col_span], ys[span.row + span.row_span]);
        for (axis, position, start, end) in [
            (Axis::Horizontal, cell.top, cell.left, cell.right),
            (Axis::Horizontal, cell.bottom, cell.left, cell.right),
            (Axis::Vertical, cell.left, cell.top, cell.bottom),
            (Axis::Vertical, cell.right, cell.top, cell.bottom),
        ] {
            let mut moved = |v: Pt| v + shake.next().unwrap();
            page.rules.push(Rule { axis, position: moved(position), start: moved(start), end: moved(end), width: 0.5 });
        }
        write(&mut page, &cell, grid.em, &format!("{n:02}字"), *length);
    }
    page
}

/// Writes `length` characters into the cell, wrapped at its width.
fn write(page: &mut Page, cell: &BBox, em: Pt, text: &str, length: usize) {
    let per_line = ((cell.width() / em - 0.6) as usize).max(1);
    for (n, c) in text.chars().cycle().take(length).enumerate() {
        let (left, top) = (cell.left + em * (0.3 + (n % per_line) as Pt), cell.top + em * (0.3 + (n / per_line) as Pt));
        if top + em > cell.bottom {
            return;
        }
        page.glyphs.push(Glyph {
            text: c.to_string().into(),
            bbox: BBox::new(left, top, left + em, top + em),
            size: em,
            direction: WritingDirection::Right,
            source: UnicodeSource::ToUnicode,
            mcid: None,
            invisible: false,
            ink: crate::model::Ink::default(),
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn a_drawn_grid_is_read_as_drawn(grid in drawn()) {
        prop_assume!(every_border_drawn(&grid));
        prop_assume!(grid.cells.len() > 1);
        let page = draw(&grid);
        let tables = ruled::tables(&page, &ruled::GlyphIndex::new(&page)).unwrap();
        prop_assert_eq!(tables.len(), 1);
        let mut wanted: Vec<Span> = grid.cells.iter().map(|(span, _)| *span).collect();
        wanted.sort_unstable();
        let read: Vec<Span> = tables[0]
            .cells
            .iter()
            .map(|c| Span { row: c.row, col: c.col, row_span: c.row_span, col_span: c.col_span })
            .collect();
        prop_assert_eq!(read, wanted);
        let mut held: Vec<u32> = tables[0].cells.iter().flat_map(|c| c.glyphs.iter().copied()).collect();
        held.sort_unstable();
        prop_assert_eq!(held, (0..page.glyphs.len() as u32).collect::<Vec<_>>());
        for cell in &tables[0].cells {
            for &glyph in &cell.glyphs {
                let b = page.glyphs[glyph as usize].bbox;
                prop_assert!(cell.bbox.inflate(grid.em * 0.2).contains(b.center_x(), b.center_y()));
            }
        }
    }

    #[test]
    fn no_character_is_lost_or_doubled(grid in drawn(), cut in 0.0_f64..1.0) {
        // Rules left out at random make any outline; the text must come through all the same.
        let mut page = draw(&grid);
        let kept = (page.rules.len() as f64 * cut) as usize;
        page.rules.truncate(kept);
        prop_assert_eq!(printed(&page), read(&page));
    }
}

/// The characters on the page, counted.
fn printed(page: &Page) -> BTreeMap<char, usize> {
    count(page.glyphs.iter().map(|g| g.text.as_str()))
}

/// The characters in the page's cells, paragraphs and `lost-text` findings, counted.
fn read(page: &Page) -> BTreeMap<char, usize> {
    let reading = read_page(page, &TagIndex::default(), None);
    let cells = reading.tables.iter().flat_map(|t| &t.cells).map(|c| c.text.as_str());
    let paragraphs = reading.paragraphs.iter().map(|p| p.text.as_str());
    let lost = reading.findings.iter().filter_map(|f| f.quote.as_deref());
    count(cells.chain(paragraphs).chain(lost))
}

fn count<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_insert(0) += 1;
    }
    counts
}
