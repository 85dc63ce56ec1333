//! Pages → what is shown of them: a picture and the text over it.

use std::ops::Range;

use rayon::prelude::*;

use crate::locks::side_by_side;
use crate::model::{Glyph, Page, PageSource, Picture, Spot, WritingDirection};
use crate::reconstruct::pages::lines::{glyphs_to_lines, is_space, join_overlapping};
use crate::write::review::content::{PageLayer, TextRun};
use crate::write::review::{picture_to_coarse_png, picture_to_png};

use super::letters::{Letter, within};
use super::sites::Site;

/// What is shown of the pages of an input, in their order.
#[derive(Default)]
pub(super) struct Layers {
    pub(super) pages: Vec<PageLayer>,
    /// As PNG.
    pub(super) pictures: Vec<Option<Vec<u8>>>,
    /// The font of this computer that stands for others.
    pub(super) font: Option<String>,
}

/// Pages drawn with one set of parsed fonts.
const TOGETHER: u32 = 8;

struct ShownPage {
    layer: PageLayer,
    png: Option<Vec<u8>>,
    font: Option<String>,
    letters: Vec<(usize, Vec<Letter>)>,
}

/// Draws all pages; each site gets its letters.
pub(super) fn of(pages: &dyn PageSource, sites: &mut [Site]) -> Layers {
    let count = pages.page_count();
    let by_page = sites_by_page(sites, count);
    let starts: Vec<u32> = (1..=count).step_by(TOGETHER as usize).collect();
    let drawn: Vec<Vec<ShownPage>> = side_by_side(|| {
        let starts = starts.par_iter();
        starts.map(|start| draw_pages(pages, *start..(start + TOGETHER).min(count + 1), sites, &by_page)).collect()
    });
    let mut layers = Layers::default();
    for page in drawn.into_iter().flatten() {
        layers.pages.push(page.layer);
        layers.pictures.push(page.png);
        layers.font = layers.font.or(page.font);
        for (number, letters) in page.letters {
            sites[number].letters.extend(letters);
        }
    }
    layers
}

/// For each page (from 1, the first entry is empty) the sites on it.
fn sites_by_page(sites: &[Site], count: u32) -> Vec<Vec<usize>> {
    let mut by_page: Vec<Vec<usize>> = vec![Vec::new(); count as usize + 1];
    for (number, site) in sites.iter().enumerate() {
        for spot in site.place.spots() {
            if let Spot::Page { page, .. } = spot
                && let Some(own) = by_page.get_mut(*page as usize)
                && own.last() != Some(&number)
            {
                own.push(number);
            }
        }
    }
    by_page
}

/// Dots for each point: text of eight points can be read when shown at the size of the page.
const RESOLUTION: f32 = 110.0 / 72.0;
/// What a page is drawn at, parts of that, whose picture would take too much room.
const COARSER: [f32; 3] = [0.9, 0.85, 0.8];

fn draw_pages(pages: &dyn PageSource, numbers: Range<u32>, sites: &[Site], by_page: &[Vec<usize>]) -> Vec<ShownPage> {
    let pictures = pages.pictures(numbers.clone(), RESOLUTION);
    let drawn = numbers.zip(pictures.into_iter().chain(std::iter::repeat(None)));
    drawn
        .map(|(number, picture)| {
            let on_page = by_page.get(number as usize).into_iter().flatten();
            let picture = picture.and_then(|picture| within_room(pages, number, picture));
            to_shown(&pages.page(number).output, picture, on_page.map(|n| (*n, &sites[*n])))
        })
        .collect()
}

/// The picture of a page and its PNG: drawn again at fewer dots where it takes too much room, and made coarser where that does not do.
fn within_room(pages: &dyn PageSource, number: u32, picture: Picture) -> Option<(Picture, Vec<u8>)> {
    if let Some(png) = picture_to_png(&picture) {
        return Some((picture, png));
    }
    for part in COARSER {
        let again = pages.pictures(number..number + 1, RESOLUTION * part).pop().flatten()?;
        if let Some(png) = picture_to_png(&again) {
            return Some((again, png));
        }
    }
    let png = picture_to_coarse_png(&picture)?;
    Some((picture, png))
}

/// A page and, where it was drawn, its picture as they are shown, with the letters of the sites on it.
fn to_shown<'s>(
    page: &Page,
    picture: Option<(Picture, Vec<u8>)>,
    sites: impl Iterator<Item = (usize, &'s Site)>,
) -> ShownPage {
    let letters = sites.map(|(number, site)| (number, letters_of(page, site))).collect();
    let (picture, png) = picture.unzip();
    let layer = to_layer(page, picture.as_ref());
    ShownPage { layer, png, font: picture.and_then(|picture| picture.font), letters }
}

fn letters_of(page: &Page, site: &Site) -> Vec<Letter> {
    let spots = site.place.spots();
    let boxes = spots.filter_map(|spot| match spot {
        Spot::Page { page: number, bbox } if *number == page.number => Some(bbox),
        _ => None,
    });
    boxes.flat_map(|bbox| within(page, bbox)).collect()
}

fn to_layer(page: &Page, picture: Option<&Picture>) -> PageLayer {
    let rules = if picture.is_some() {
        Vec::new()
    } else {
        page.rules.iter().map(super::super::model::page::Rule::bbox).collect()
    };
    PageLayer {
        width: page.width,
        height: page.height,
        picture: picture.is_some(),
        runs: to_runs(page, picture),
        rules,
    }
}

/// Widths of a space between two glyphs of one run, in heights of the glyph.
const GAP: f64 = 0.7;

/// The text of a page in pieces that stand together.
fn to_runs(page: &Page, picture: Option<&Picture>) -> Vec<TextRun> {
    let all: Vec<u32> = (0..page.glyphs.len() as u32).collect();
    let mut runs: Vec<TextRun> = Vec::new();
    for line in join_overlapping(page, glyphs_to_lines(page, &all)) {
        let turns = turns(line.direction);
        let mut open = false;
        for glyph in page.glyphs_of(&line.glyphs) {
            if is_space(glyph) {
                continue;
            }
            let drawn = !glyph.invisible && picture.is_none_or(|picture| is_missing(page, glyph, picture));
            match runs.last_mut().filter(|last| open && last.drawn == drawn && is_near(last, glyph)) {
                Some(last) => {
                    last.bbox = last.bbox.union(&glyph.bbox);
                    last.text.push_str(&glyph.text);
                }
                None => runs.push(TextRun { bbox: glyph.bbox, turns, text: glyph.text.to_string(), drawn }),
            }
            open = true;
        }
    }
    runs
}

fn is_near(run: &TextRun, glyph: &Glyph) -> bool {
    let (gap, size) = match run.turns {
        0 | 2 => ((glyph.bbox.left - run.bbox.right).max(run.bbox.left - glyph.bbox.right), glyph.bbox.height()),
        _ => ((glyph.bbox.top - run.bbox.bottom).max(run.bbox.top - glyph.bbox.bottom), glyph.bbox.width()),
    };
    gap < size * GAP
}

const fn turns(direction: WritingDirection) -> u8 {
    match direction {
        WritingDirection::Right | WritingDirection::Slanted => 0,
        WritingDirection::Down | WritingDirection::Stacked => 1,
        WritingDirection::Left => 2,
        WritingDirection::Up => 3,
    }
}

/// Whether a picture shows nothing where a glyph is printed: its font is not in the file.
fn is_missing(page: &Page, glyph: &Glyph, picture: &Picture) -> bool {
    let (across, down) = (f64::from(picture.width) / page.width, f64::from(picture.height) / page.height);
    let columns = range(glyph.bbox.left * across, glyph.bbox.right * across);
    let rows = range(glyph.bbox.top * down, glyph.bbox.bottom * down);
    !columns.is_empty() && !rows.is_empty() && picture.is_plain(columns, rows)
}

/// The dots that a length touches.
fn range(from: f64, to: f64) -> Range<u32> {
    (from.max(0.0).floor() as u32)..(to.max(0.0).ceil() as u32)
}
