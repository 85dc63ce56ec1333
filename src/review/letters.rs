//! Printed characters with their boxes, and where among them a text is spelt.

use std::ops::Range;

use compact_str::CompactString;

use crate::model::{BBox, Page, Spot};
use crate::reconstruct::pages::lines::{glyphs_to_lines, join_overlapping};

/// A printed character.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) text: CompactString,
    pub(super) page: u32,
    pub(super) bbox: BBox,
}

/// A text as it is compared: without spaces and without the commas that group digits.
pub(super) fn key(text: &str) -> String {
    text.chars().filter(|c| is_compared(*c)).collect()
}

fn is_compared(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, ',' | '，')
}

/// The characters of a page whose middle lies in a box, line after line.
pub(super) fn within(page: &Page, bbox: &BBox) -> Vec<Letter> {
    let inside = page.glyphs.iter().enumerate().filter(|(_, g)| bbox.contains(g.bbox.center_x(), g.bbox.center_y()));
    let indices: Vec<u32> = inside.map(|(n, _)| n as u32).collect();
    let lines = join_overlapping(page, glyphs_to_lines(page, &indices));
    let glyphs = lines.iter().flat_map(|line| page.glyphs_of(&line.glyphs));
    glyphs.map(|g| Letter { text: g.text.clone(), page: page.number, bbox: g.bbox }).collect()
}

/// The letters that spell a text (a [`key`]), from letter `from` on or, where it is not spelt there, from the first.
pub(super) fn spelling(letters: &[Letter], key: &str, from: usize) -> Option<Range<usize>> {
    let mut spelt = String::new();
    // For each byte of the spelt text the letter it belongs to.
    let mut owners = Vec::new();
    for (number, letter) in letters.iter().enumerate() {
        for c in letter.text.chars().filter(|c| is_compared(*c)) {
            spelt.push(c);
            owners.resize(spelt.len(), number);
        }
    }
    if key.is_empty() {
        return None;
    }
    let start = owners.partition_point(|owner| *owner < from);
    let later = spelt[start..].find(key).map(|at| at + start);
    let at = later.or_else(|| spelt.find(key))?;
    Some(owners[at]..owners[at + key.len() - 1] + 1)
}

/// The boxes around letters, one for each stretch of a line.
pub(super) fn boxes(letters: &[Letter]) -> Vec<Spot> {
    let mut spots: Vec<(u32, BBox)> = Vec::new();
    for letter in letters {
        match spots.last_mut() {
            Some((page, bbox)) if *page == letter.page && goes_on(bbox, &letter.bbox) => {
                *bbox = bbox.union(&letter.bbox);
            }
            _ => spots.push((letter.page, letter.bbox)),
        }
    }
    spots.into_iter().map(|(page, bbox)| Spot::Page { page, bbox }).collect()
}

/// Whether a letter stands beside a box along one of its sides, not on another line.
fn goes_on(bbox: &BBox, next: &BBox) -> bool {
    let (wide, high) = (next.width().min(bbox.width()), next.height().min(bbox.height()));
    let gap_x = (next.left - bbox.right).max(bbox.left - next.right);
    let gap_y = (next.top - bbox.bottom).max(bbox.top - next.bottom);
    let beside = bbox.overlap_y(next) > high * SHARED && gap_x < next.height() * FARTHEST;
    let below = bbox.overlap_x(next) > wide * SHARED && gap_y < next.width() * CLOSE && bbox.height() > bbox.width();
    beside || below
}

/// The part of a letter's height that it shares with the others of its line.
const SHARED: f64 = 0.5;
/// Heights of a letter between two of one stretch at most.
const FARTHEST: f64 = 3.0;
/// The same of letters set one below the other.
const CLOSE: f64 = 0.5;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn letters(rows: &[&str]) -> Vec<Letter> {
        let row = |(y, text): (usize, &&str)| {
            let y = 12.0 * y as f64;
            let letter = |(x, c): (usize, char)| {
                let x = 10.0 * x as f64;
                Letter { text: CompactString::from(c.to_string()), page: 1, bbox: BBox::new(x, y, x + 10.0, y + 10.0) }
            };
            text.chars().enumerate().map(letter).collect::<Vec<_>>()
        };
        rows.iter().enumerate().flat_map(row).collect()
    }

    #[test]
    fn a_value_wrapped_over_two_lines_has_two_boxes() {
        let all = letters(&["完成率≥9", "5%，培训"]);
        let found = spelling(&all, &key("≥95%"), 0).unwrap();
        let spots = boxes(&all[found]);
        let page = |bbox| Spot::Page { page: 1, bbox };
        assert_eq!(spots, [page(BBox::new(30.0, 0.0, 50.0, 10.0)), page(BBox::new(0.0, 12.0, 20.0, 22.0))]);
    }

    #[test]
    fn a_text_that_stands_twice_is_found_behind_the_one_before() {
        let all = letters(&["甲1乙1"]);
        assert_eq!(spelling(&all, "1", 0), Some(1..2));
        assert_eq!(spelling(&all, "1", 2), Some(3..4));
        assert_eq!(spelling(&all, "甲", 2), Some(0..1));
        assert_eq!(spelling(&all, "丙", 0), None);
    }
}
