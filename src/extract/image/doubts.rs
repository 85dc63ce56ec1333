//! What is to be doubted of a page that was read from its picture.

use std::ops::Range;

use super::recogniser::ReadCharacter;
use super::text_lines::PrintedLine;
use crate::findings::{BlankPicture, DoubtfulCharacters, DoubtfulNumber, Message, RecognisedPage, UnsureNumber};
use crate::model::{BBox, Finding, Page, Place, UnicodeSource};

/// Below this a character is named.
const SURE: f32 = 0.6;
/// The same for digits and what stands between them.
const SURE_OF_NUMBER: f32 = 0.85;

/// The place of a line on its page.
pub(super) fn place(line: &PrintedLine, scale: f64, number: u32) -> Place {
    let at = |dots: usize| dots as f64 / scale;
    Place::page(number, BBox::new(at(line.x.start), at(line.y.start), at(line.x.end), at(line.y.end)))
}

/// The doubts about one line: characters and numbers that are not sure.
pub(super) fn of_line(read: &[ReadCharacter], place: &Place) -> Vec<Finding> {
    let mut findings = Vec::new();
    for number in number_runs(read).iter().filter_map(|run| read.get(run.clone())) {
        let sure = number.iter().map(|one| one.sure).fold(1.0, f32::min);
        if sure < SURE_OF_NUMBER {
            let percent = (sure * 100.0) as u32;
            findings.push(UnsureNumber { read: text(number), percent }.finding().at(place.clone()));
        }
    }
    let doubtful: String =
        read.iter().filter(|one| one.sure < SURE && !is_of_number(one)).map(|one| one.text.as_str()).collect();
    if !doubtful.is_empty() {
        findings.push(DoubtfulCharacters { read: text(read), doubtful }.finding().at(place.clone()));
    }
    findings
}

/// Whether two readings of the same numbers say the same but for points and commas.
pub(super) fn differ_by_points(first: &[ReadCharacter], second: &[ReadCharacter]) -> bool {
    let without = |read: &[ReadCharacter]| -> String { numbers(read).concat().replace(POINTS, "") };
    without(first) == without(second)
}

/// How many points and commas the numbers have.
pub(super) fn points(read: &[ReadCharacter]) -> usize {
    numbers(read).concat().matches(POINTS).count()
}

/// What two readings of the same numbers say: none where the second holds the first.
pub(super) fn of_two(first: &[ReadCharacter], second: &[ReadCharacter], place: &Place) -> Option<Finding> {
    let (ours, theirs) = (numbers(first), numbers(second));
    let held = theirs.windows(ours.len().max(1)).any(|window| window == ours);
    (!held).then(|| DoubtfulNumber { first: ours.join(" "), second: theirs.join(" ") }.finding().at(place.clone()))
}

/// Whether a character is a digit or a mark that changes what a number is.
fn is_of_number(one: &ReadCharacter) -> bool {
    one.text.chars().all(|c| c.is_ascii_digit() || "%‰.,，．＋+-−—~～≥≤><".contains(c))
}

const POINTS: [char; 4] = ['.', ',', '，', '．'];

/// Whether any of these is a digit: such a line is read twice.
pub(super) fn has_number(read: &[ReadCharacter]) -> bool {
    read.iter().any(|one| one.text.chars().any(|c| c.is_ascii_digit()))
}

/// The runs of characters of numbers that hold a digit.
pub(super) fn number_runs(read: &[ReadCharacter]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in read.iter().enumerate().filter(|(_, one)| is_of_number(one)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs.retain(|run| read.get(run.clone()).is_some_and(has_number));
    runs
}

fn numbers(read: &[ReadCharacter]) -> Vec<String> {
    number_runs(read).into_iter().filter_map(|run| read.get(run)).map(text).collect()
}

fn text(read: &[ReadCharacter]) -> String {
    read.iter().map(|one| one.text.as_str()).collect()
}

/// The number that the character at a place belongs to.
pub(super) fn number_around(read: &[ReadCharacter], at: usize) -> String {
    let run = number_runs(read).into_iter().find(|run| run.contains(&at));
    run.and_then(|run| read.get(run)).map(text).unwrap_or_default()
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
