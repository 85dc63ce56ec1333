//! A picture whose print is upright → its ruling lines, its lines of text, and what they say.

use std::collections::BTreeMap;

use super::components::{self, Component};
use super::digit_shapes::{self, DigitShape};
use super::doubts;
use super::dust;
use super::line_reader::{LineReader, ReadLine};
use super::mark_widths::NarrowMarks;
use super::paper;
use super::raster::{Bitmap, Grey, PAPER};
use super::recogniser::{ReadCharacter, Recogniser, side_by_side};
use super::regions::Regions;
use super::ruling;
use super::skew;
use super::text_lines::{self, PrintedLine, TextLines};
use super::trial::Trial;
use crate::model::{Finding, Page, Rule};

/// Slopes below this change nothing that is looked for.
const LEVEL: f64 = 0.0004;
/// Dots beyond its ink that belong to print: half shades.
const SOFT: usize = 1;
/// Lines tried are no longer than this, dots: ten characters or so at the usual resolution.
const LONGEST_TRIED: usize = 450;
/// Lines that are tried.
const TRIED: usize = 6;

/// A page made level, without its ruling lines: what is read line by line.
pub(super) struct LevelledPage<'a> {
    rules: Vec<Rule>,
    lines: Vec<PrintedLine>,
    /// What lines read as at first sight that were tried, by their places among the lines.
    tried: BTreeMap<usize, Vec<ReadCharacter>>,
    /// Width and height in dots.
    size: (usize, usize),
    reader: LineReader<'a>,
}

impl<'a> LevelledPage<'a> {
    /// Of even greys, as they lie: made level, its ruling lines and lines of text found.
    pub(super) fn of(grey: Grey, scale: f64, number: u32, recogniser: &'a Recogniser) -> Self {
        let slope = skew::ink_to_slope(&paper::ink(&grey));
        let grey = if slope.abs() < LEVEL { grey } else { grey.levelled(slope) };
        let ink = paper::ink(&grey);
        let ruled = ruling::ink_to_rules(&ink, scale);
        let (ink, grey) = without_rules(ink, grey, &ruled.dots);
        let regions = Regions::of_rules(&ruled.rules);
        let components = components::ink_to_components(ink, &ruled.rules, scale);
        let components = dust::without_dust(components, scale);
        let (ink, grey) = only_print(&components, &grey);
        let TextLines { lines, height: usual } = text_lines::to_text_lines(components, &regions, scale);
        let size = (grey.width(), grey.height());
        let reader = LineReader { grey, ink, usual, scale, number, recogniser };
        Self { rules: ruled.rules, lines, tried: BTreeMap::new(), size, reader }
    }

    /// What some of its lines read as: the widest, of those that are no longer than can be read at once. None where none holds a
    /// character. What they read as is kept.
    pub(super) fn trial(&mut self) -> Option<Trial> {
        let mut widest: Vec<(usize, &PrintedLine)> =
            self.lines.iter().enumerate().filter(|(_, line)| line.x.len() <= LONGEST_TRIED).collect();
        widest.sort_by_key(|(_, line)| std::cmp::Reverse(line.x.len()));
        widest.truncate(TRIED);
        let read = side_by_side(&widest, |(at, line)| (*at, self.reader.read_once(line)));
        self.tried = read.into_iter().collect();
        let read: Vec<f32> = self.tried.values().flatten().map(|character| character.sure).collect();
        let count = read.len();
        (count > 0).then(|| Trial { count, sure: read.iter().sum::<f32>() / count as f32 })
    }

    /// All it says.
    pub(super) fn read_all(self) -> (Page, Vec<Finding>) {
        let (mut glyphs, mut doubts, mut digits) = (Vec::new(), Vec::new(), Vec::new());
        let all: Vec<(usize, &PrintedLine)> = self.lines.iter().enumerate().collect();
        let lines: Vec<ReadLine> = side_by_side(&all, |(at, line)| self.reader.line(line, self.tried.get(at).cloned()));
        let narrow = NarrowMarks::of_page(lines.iter().flat_map(|line| &line.marks));
        for mut line in lines {
            for mark in &line.marks {
                if let (Some(glyph), Some(form)) = (line.glyphs.get_mut(mark.at), narrow.narrow(mark)) {
                    glyph.text = form;
                }
            }
            glyphs.extend(line.glyphs);
            doubts.extend(line.doubts);
            digits.extend(line.digits);
        }
        doubts.extend(odd_digits(digits));
        let scale = self.reader.scale;
        let (width, height) = (self.size.0 as f64 / scale, self.size.1 as f64 / scale);
        let page = Page { number: self.reader.number, width, height, glyphs, rules: self.rules, ..Page::default() };
        let findings = std::iter::once(doubts::of_page(&page)).chain(doubts).collect();
        (page, findings)
    }
}

/// The ink and the greys without the dots of ruling lines; the soft edges of these go with them.
fn without_rules(mut ink: Bitmap, mut grey: Grey, dots: &Bitmap) -> (Bitmap, Grey) {
    for (x, y) in dots.inked() {
        ink.set(x, y, false);
    }
    for (x, y) in dots.inked() {
        // The dot, and the four it has sides in common with.
        let beside = [(x.saturating_sub(1), y), (x, y), (x + 1, y), (x, y.saturating_sub(1)), (x, y + 1)];
        for (x, y) in beside.into_iter().filter(|(x, y)| !ink.at(*x, *y)) {
            grey.set(x, y, PAPER);
        }
    }
    (ink, grey)
}

/// The ink of what is print, and its greys: dust, what is left of ruling lines and the grain of paper become paper.
fn only_print(print: &[Component], grey: &Grey) -> (Bitmap, Grey) {
    let dots = || print.iter().flat_map(|component| component.dots.iter().copied());
    (Bitmap::of_dots(grey.width(), grey.height(), dots()), grey.only_around(dots(), SOFT))
}

/// What is to be said of digits that do not look like the others of the page.
fn odd_digits(digits: Vec<(DigitShape, Finding)>) -> Vec<Finding> {
    let (shapes, findings): (Vec<_>, Vec<_>) = digits.into_iter().unzip();
    let doubtful = digit_shapes::doubtful(&shapes);
    let mut odd: Vec<Finding> =
        findings.into_iter().zip(doubtful).filter(|(_, odd)| *odd).map(|(said, _)| said).collect();
    odd.dedup();
    odd
}
