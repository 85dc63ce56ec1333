//! What is to be doubted of a page that was read from its picture.

use std::collections::BTreeMap;

use super::recogniser::ReadCharacter;
use super::text_lines::PrintedLine;
use crate::findings::{
    BlankPicture, DoubtfulCharacters, DoubtfulNumber, LayerDiffers, Message, RecognisedPage, UnsureNumber,
};
use crate::model::{BBox, Finding, Page, Place, UnicodeSource};

/// Below this a character is named.
const SURE: f32 = 0.6;
/// The same for digits and what stands between them.
const SURE_OF_NUMBER: f32 = 0.85;
/// Share of the characters of a layer of recognised text that may differ unsaid: marks and brackets of either width do.
const LAYER_DIFFERS: f64 = 0.03;

/// The place of a line on its page.
pub(super) fn place(line: &PrintedLine, scale: f64, number: u32) -> Place {
    let at = |dots: usize| dots as f64 / scale;
    Place::page(number, BBox::new(at(line.x.start), at(line.y.start), at(line.x.end), at(line.y.end)))
}

/// The doubts about one line that was read twice.
pub(super) fn of_line(first: &[ReadCharacter], second: &[ReadCharacter], place: &Place) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (ours, theirs) = (numbers(first), numbers(second));
    let (said, again) = (texts(&ours).join(" "), texts(&theirs).join(" "));
    if said == again {
        let unsure = ours.iter().filter(|(_, sure)| *sure < SURE_OF_NUMBER);
        findings.extend(unsure.map(|(read, sure)| {
            let percent = (sure * 100.0) as u32;
            UnsureNumber { read: read.clone(), percent }.finding().at(place.clone())
        }));
    } else {
        findings.push(DoubtfulNumber { first: said, second: again }.finding().at(place.clone()));
    }
    let doubtful: String =
        first.iter().filter(|one| one.sure < SURE && !is_of_number(one)).map(|one| one.text.as_str()).collect();
    if !doubtful.is_empty() {
        let read: String = first.iter().map(|one| one.text.as_str()).collect();
        findings.push(DoubtfulCharacters { read, doubtful }.finding().at(place.clone()));
    }
    findings
}

/// Whether a character is a digit or a mark that changes what a number is.
fn is_of_number(one: &ReadCharacter) -> bool {
    one.text.chars().all(|c| c.is_ascii_digit() || "%‰.,，．＋+-−—~～≥≤><".contains(c))
}

/// Whether any of these is a digit: such a line is read twice.
pub(super) fn has_number(read: &[ReadCharacter]) -> bool {
    read.iter().any(|one| one.text.chars().any(|c| c.is_ascii_digit()))
}

/// The runs of characters of numbers that hold a digit, each with how sure the least sure of them is.
fn numbers(read: &[ReadCharacter]) -> Vec<(String, f32)> {
    let runs = read.split(|one| !is_of_number(one)).filter(|run| has_number(run));
    let number = |run: &[ReadCharacter]| {
        let text: String = run.iter().map(|one| one.text.as_str()).collect();
        (text, run.iter().map(|one| one.sure).fold(1.0, f32::min))
    };
    runs.map(number).collect()
}

/// The number that the character at a place belongs to.
pub(super) fn number_around(read: &[ReadCharacter], at: usize) -> String {
    let start = read
        .iter()
        .take(at)
        .collect::<Vec<_>>()
        .iter()
        .rposition(|one| !is_of_number(one))
        .map_or(0, |before| before + 1);
    read.iter().skip(start).take_while(|one| is_of_number(one)).map(|one| one.text.as_str()).collect()
}

fn texts(numbers: &[(String, f32)]) -> Vec<&str> {
    numbers.iter().map(|(text, _)| text.as_str()).collect()
}

/// That a page was read from its picture, and how surely.
pub(super) fn of_page(page: &Page) -> Finding {
    let percents = page.glyphs.iter().filter_map(|glyph| match glyph.source {
        UnicodeSource::Picture { percent } => Some(u32::from(percent)),
        _ => None,
    });
    let (count, sum) = percents.fold((0_u32, 0), |(count, sum), percent| (count + 1, sum + percent));
    let whole = Place::page(page.number, BBox::new(0.0, 0.0, page.width, page.height));
    let finding = match sum.checked_div(count) {
        Some(percent) => RecognisedPage { page: page.number, characters: count, percent }.finding(),
        None => BlankPicture { page: page.number }.finding(),
    };
    finding.at(whole)
}

/// Names what a layer of recognised text says otherwise, as counts of characters.
pub(super) fn compare_layer(printed: &Page, read: &Page, findings: &mut Vec<Finding>) {
    let layer = counts(printed.glyphs.iter().filter(|glyph| glyph.invisible).map(|glyph| glyph.text.as_str()));
    let own = counts(read.glyphs.iter().map(|glyph| glyph.text.as_str()));
    let all: usize = layer.values().sum();
    let (more, fewer) = (beyond(&layer, &own), beyond(&own, &layer));
    let different = more.chars().count().max(fewer.chars().count());
    if all == 0 || different as f64 <= all as f64 * LAYER_DIFFERS {
        return;
    }
    let whole = Place::page(read.number, BBox::new(0.0, 0.0, read.width, read.height));
    let quote = |text: String| if text.is_empty() { "—".to_owned() } else { text.chars().take(QUOTED).collect() };
    findings.push(LayerDiffers { page: read.number, layer: quote(more), read: quote(fewer) }.finding().at(whole));
}

/// Characters quoted of either side.
const QUOTED: usize = 40;

fn counts<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(crate::language::characters::fold_width(c)).or_default() += 1;
    }
    counts
}

/// What the first holds beyond the second.
fn beyond(first: &BTreeMap<char, usize>, second: &BTreeMap<char, usize>) -> String {
    let more = |(c, count): (&char, &usize)| {
        let count = count.saturating_sub(second.get(c).copied().unwrap_or_default());
        std::iter::repeat_n(*c, count)
    };
    first.iter().flat_map(more).collect()
}
