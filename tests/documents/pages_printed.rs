//! Pages as people print them: every quarter turn of every sample, and marks over every sample, give the same document. `PAGES=500` draws
//! so many.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use crate::drawing::{Drawn, EM, write};
use jixiao::model::{
    Axis, BBox, Block, Content, Glyph, Ink, Noted, Page, PageSource, Reading, Rule, Spot, TaggedTable, UnicodeSource,
    WritingDirection,
};
use jixiao::{Options, extract};
use proptest::prelude::*;

const SAMPLES: [&str; 7] =
    ["project-list", "department", "project-card", "unruled", "flat-list", "monitoring", "font-not-embedded"];

/// The pages of a sample, with the tables that its structure tree tells of.
struct Printed {
    pages: Vec<Page>,
    tags: Vec<TaggedTable>,
}

impl PageSource for Printed {
    fn page_count(&self) -> u32 {
        self.pages.len() as u32
    }

    fn page(&self, number: u32) -> Noted<Page> {
        Noted { output: self.pages[number as usize - 1].clone(), findings: Vec::new() }
    }

    fn tagged_tables(&self) -> Vec<TaggedTable> {
        self.tags.clone()
    }
}

fn sample(name: &str) -> Printed {
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples").join(name).join("input.pdf");
    let input = extract::open(&path, &Options::default()).unwrap();
    let Content::Pages(source) = &input.content else { panic!("{name} has no pages") };
    let pages = (1..=source.page_count()).map(|n| source.page(n).output).collect();
    Printed { pages, tags: source.tagged_tables() }
}

fn read(printed: &Printed) -> Reading {
    jixiao::reconstruct::paged::read(printed)
}

/// What a reading says, without places.
fn said(reading: &Reading) -> Vec<String> {
    let mut said = Vec::new();
    for block in &reading.blocks {
        match block {
            Block::Paragraph(p) => said.push(p.text.clone()),
            Block::Table(t) => said.extend(
                t.cells.iter().map(|c| format!("{} {} {}x{} {}", c.row, c.col, c.row_span, c.col_span, c.text)),
            ),
        }
    }
    said
}

/// The page turned clockwise by a quarter.
fn quarter(page: &Page) -> Page {
    let height = page.height;
    let turned = |b: BBox| BBox::new(height - b.bottom, b.left, height - b.top, b.right);
    let way = |d| match d {
        WritingDirection::Right => WritingDirection::Down,
        WritingDirection::Down => WritingDirection::Left,
        WritingDirection::Left => WritingDirection::Up,
        WritingDirection::Up => WritingDirection::Right,
        other => other,
    };
    let glyph = |g: &Glyph| Glyph { bbox: turned(g.bbox), direction: way(g.direction), ..g.clone() };
    let rule = |r: &Rule| match r.axis {
        Axis::Horizontal => Rule { axis: Axis::Vertical, position: height - r.position, ..*r },
        Axis::Vertical => Rule {
            axis: Axis::Horizontal,
            position: r.position,
            start: height - r.end,
            end: height - r.start,
            width: r.width,
        },
    };
    Page {
        number: page.number,
        width: page.height,
        height: page.width,
        glyphs: page.glyphs.iter().map(glyph).collect(),
        clipped: page.clipped.iter().map(glyph).collect(),
        rules: page.rules.iter().map(rule).collect(),
        fills: page.fills.iter().map(|f| jixiao::model::Fill { bbox: turned(f.bbox), ..*f }).collect(),
        images: page.images.iter().copied().map(turned).collect(),
    }
}

#[test]
fn every_quarter_turn_of_every_sample_is_the_same_document() {
    for name in SAMPLES {
        let upright = sample(name);
        let (expected, places) = (said(&read(&upright)), read(&upright).findings.len());
        let mut pages = upright.pages;
        for turn in 1..4 {
            pages = pages.iter().map(quarter).collect();
            let printed = Printed { pages: pages.clone(), tags: upright.tags.clone() };
            let reading = read(&printed);
            assert_eq!(said(&reading), expected, "{name}, {turn} quarters");
            assert_eq!(reading.findings.len(), places, "{name}, {turn} quarters");
            // Places lie on the page as it is printed, at what they are about.
            for block in &reading.blocks {
                let Block::Table(table) = block else { continue };
                for cell in table.cells.iter().filter(|c| c.text.chars().count() > 1) {
                    let mut spots = std::iter::once(&cell.place.spot).chain(&cell.place.also);
                    assert!(
                        spots.any(|spot| stands_at(&printed.pages, &cell.text, spot)),
                        "{name}, {turn} quarters: {} at {:?}",
                        cell.text,
                        cell.place
                    );
                }
            }
        }
    }
}

/// Whether the text's first character is printed at the spot.
fn stands_at(pages: &[Page], text: &str, spot: &Spot) -> bool {
    let Spot::Page { page, bbox } = spot else { return false };
    let first = text.chars().next().unwrap_or_default();
    let near = |v: f64, low: f64, high: f64| (low - 9.0..=high + 9.0).contains(&v);
    pages[*page as usize - 1].glyphs.iter().any(|g| {
        let (x, y) = (f64::midpoint(g.bbox.left, g.bbox.right), f64::midpoint(g.bbox.top, g.bbox.bottom));
        g.text.starts_with(first) && near(x, bbox.left, bbox.right) && near(y, bbox.top, bbox.bottom)
    })
}

/// A mark's look.
#[derive(Debug, Clone)]
struct Mark {
    text: &'static str,
    size: f64,
    ink: Ink,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Tiled,
    Across,
    Seal,
}

fn stamp(page: &mut Page, mark: &Mark, x: f64, y: f64, slope: f64) {
    for (n, c) in mark.text.chars().enumerate() {
        let (left, top) = (x + n as f64 * mark.size * slope.cos(), y - n as f64 * mark.size * slope.sin());
        page.glyphs.push(glyph(c, left, top, mark, WritingDirection::Slanted));
    }
}

fn glyph(c: char, left: f64, top: f64, mark: &Mark, direction: WritingDirection) -> Glyph {
    Glyph {
        text: c.to_string().into(),
        bbox: BBox::new(left, top, left + mark.size, top + mark.size),
        size: mark.size,
        direction,
        source: UnicodeSource::ToUnicode,
        mcid: None,
        invisible: false,
        ink: mark.ink,
    }
}

fn marked(page: &mut Page, mark: &Mark, shift: f64) {
    let (width, height) = (page.width, page.height);
    match mark.kind {
        Kind::Tiled => {
            let step = mark.size * mark.text.chars().count() as f64 * 1.4;
            let mut y = shift;
            while y < height {
                let mut x = shift / 2.0;
                while x < width {
                    stamp(page, mark, x, y, 0.6);
                    x += step;
                }
                y += step;
            }
        }
        Kind::Across => stamp(page, mark, width * 0.2 + shift, height * 0.6, 0.5),
        Kind::Seal => {
            let (count, radius) = (mark.text.chars().count() as f64, 4.0 * mark.size);
            let ways = [WritingDirection::Slanted, WritingDirection::Right, WritingDirection::Slanted];
            for (n, c) in mark.text.chars().enumerate() {
                let angle = std::f64::consts::TAU * n as f64 / count;
                let (x, y) = (width * 0.5 + shift + radius * angle.cos(), height * 0.4 + radius * angle.sin());
                page.glyphs.push(glyph(c, x, y, mark, ways[n % 3]));
            }
        }
    }
}

fn marks() -> impl Strategy<Value = Mark> {
    let light = Ink { color: [0; 3], alpha: 40 };
    let grey = Ink { color: [200; 3], alpha: 255 };
    let (red, black) = (Ink { color: [220, 20, 20], alpha: 255 }, Ink::default());
    prop_oneof![
        (8.0..14.0_f64, prop_oneof![Just(light), Just(grey), Just(black)]).prop_map(|(size, ink)| Mark {
            text: "内部资料100",
            size,
            ink,
            kind: Kind::Tiled
        }),
        (30.0..80.0_f64, prop_oneof![Just(light), Just(grey), Just(black)]).prop_map(|(size, ink)| Mark {
            text: "送审稿",
            size,
            ink,
            kind: Kind::Across
        }),
        (9.0..16.0_f64)
            .prop_map(move |size| Mark { text: "某某区财政局预算专用章", size, ink: red, kind: Kind::Seal }),
    ]
}

fn cases() -> u32 {
    std::env::var("PAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn marks_over_every_sample_change_no_value(name in proptest::sample::select(&SAMPLES[..]), mark in marks(), shift in 0.0..90.0_f64) {
        let plain = sample(name);
        let expected = said(&read(&plain));
        let mut printed = plain;
        printed.pages.iter_mut().for_each(|page| marked(page, &mark, shift));
        let reading = read(&printed);
        prop_assert_eq!(said(&reading), expected);
        let quoted = reading.findings.iter().filter(|f| f.code.0 == "overlay-text");
        prop_assert_eq!(quoted.count(), printed.pages.len());
    }
}

#[test]
fn slanted_headings_that_lie_over_nothing_stay() {
    let mut page =
        crate::drawing::page(1, "", &[120.0, 120.0], &[&["", ""], &["甲", "一二三"], &["乙", "四五六"]], 400.0);
    write(&mut page, 60.0, 64.0, "名称");
    for glyph in page.glyphs.iter_mut().rev().take(2) {
        glyph.direction = WritingDirection::Slanted;
    }
    write(&mut page, 42.0 + 6.0 * EM, 300.0, "注：无");
    let reading = jixiao::reconstruct::paged::read(&Drawn(vec![page]));
    assert!(said(&reading).iter().any(|text| text.contains("名称")), "{:?}", said(&reading));
    assert!(!reading.findings.iter().any(|f| f.code.0 == "overlay-text"));
}
