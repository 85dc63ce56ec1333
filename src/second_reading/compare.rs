//! Two readings of the pages → where they differ.

use std::collections::BTreeMap;

use super::tally::{CharacterCounts, Printed};
use crate::findings::{Message, SecondReaderDiffers, SecondReaderUnable};
use crate::model::{BBox, Finding, Glyph, Page, Place, WritingDirection};

/// Most characters of a difference that are quoted.
const QUOTED: usize = 60;
/// Part of our characters that the other must have found for its reading to count as one: less is an encoding it does not know.
const READABLE: f64 = 0.5;
/// The same where it found nothing else in their place: a font of several that it knows nothing of.
const READABLE_ALONE: f64 = 0.97;

/// What we read on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRead {
    /// Page number, from 1.
    pub number: u32,
    /// The whole page.
    pub area: BBox,
    /// What is printed.
    pub shown: CharacterCounts,
    /// What the clip hides, which the other engine does not know from what is printed.
    pub clipped: CharacterCounts,
}

impl PageRead {
    /// What we read on this page.
    #[must_use]
    pub fn of(page: &Page) -> Self {
        Self {
            number: page.number,
            area: BBox::new(0.0, 0.0, page.width, page.height),
            shown: CharacterCounts::of(page.glyphs.iter().map(printed)),
            clipped: CharacterCounts::of(page.clipped.iter().map(printed)),
        }
    }
}

fn printed(glyph: &Glyph) -> Printed<'_> {
    let BBox { left, top, right, bottom } = glyph.bbox;
    let (x, y) = (glyph.bbox.center_x(), glyph.bbox.center_y());
    // The middle of the box runs beside the baseline, which is all that a run of digits asks for.
    let (start, along) = match glyph.direction {
        WritingDirection::Right => ((left, y), (1.0, 0.0)),
        WritingDirection::Left => ((right, y), (-1.0, 0.0)),
        WritingDirection::Down | WritingDirection::Stacked => ((x, top), (0.0, 1.0)),
        WritingDirection::Up => ((x, bottom), (0.0, -1.0)),
        // Which way it runs is not kept: a digit continues what was drawn just before it.
        WritingDirection::Slanted => ((x, y), (0.0, 0.0)),
    };
    Printed { text: &glyph.text, start, along, placed: true, size: glyph.size }
}

/// Names every page that the other engine read in another way, and those that it could not read. `theirs` by page number.
#[must_use]
pub fn differences(ours: &[PageRead], theirs: &BTreeMap<u32, CharacterCounts>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut unable = Vec::new();
    for page in ours {
        match theirs.get(&page.number) {
            Some(their) if can_read(page, their) => findings.extend(difference(page, their)),
            _ if page.shown.is_empty() => {}
            _ => unable.push(page.number),
        }
    }
    if !unable.is_empty() {
        findings.push(SecondReaderUnable { pages: ranges(&unable), of: ours.len() }.finding());
    }
    findings
}

/// Whether the other engine knows the encodings of the page's fonts.
fn can_read(page: &PageRead, their: &CharacterCounts) -> bool {
    let (shown, missing) = (f64::from(page.shown.total()), f64::from(page.shown.without(&[their]).total()));
    let is_all = their.without(&[&page.shown, &page.clipped]).is_empty();
    let least = if is_all { READABLE_ALONE } else { READABLE };
    shown - missing >= shown * least
}

fn difference(page: &PageRead, their: &CharacterCounts) -> Option<Finding> {
    let ours = page.shown.without(&[their]);
    let others = their.without(&[&page.shown, &page.clipped]);
    if ours.is_empty() && others.is_empty() && ours.numbers.is_empty() && others.numbers.is_empty() {
        return None;
    }
    let (ours, theirs) = (quote(&ours), quote(&others));
    let finding = SecondReaderDiffers { ours: ours.clone(), theirs: theirs.clone() }.finding();
    Some(finding.at(Place::page(page.number, page.area)).quote(ours).suggest(theirs))
}

/// Numbers first, then characters, each as often as it is missing in the other.
fn quote(tally: &CharacterCounts) -> String {
    let numbers = tally.numbers.iter().flat_map(|(number, &count)| std::iter::repeat_n(number.clone(), count as usize));
    let characters: String =
        tally.characters.iter().flat_map(|(c, &count)| std::iter::repeat_n(*c, count as usize)).take(QUOTED).collect();
    let mut parts: Vec<String> = numbers.take(QUOTED / 4).collect();
    parts.extend((!characters.is_empty()).then_some(characters));
    if parts.is_empty() { "—".to_owned() } else { parts.join(" ") }
}

/// 1–3, 5
fn ranges(pages: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => ranges.push((page, page)),
        }
    }
    let text = ranges.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") });
    text.collect::<Vec<_>>().join(", ")
}
