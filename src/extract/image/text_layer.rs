//! A layer of text that somebody else recognised → the places where it says otherwise than what was read in the picture.

use std::collections::BTreeMap;

use crate::findings::{LayerDiffers, Message};
use crate::language::characters::fold_width;
use crate::model::{BBox, Finding, Glyph, Page, Place};

/// Share of the characters of a layer that may differ unsaid: marks and brackets of either width do.
const DIFFERS: f64 = 0.03;
/// A layer's characters lie no further from the line they belong to than this share of its height.
const BESIDE: f64 = 0.3;
/// Places that are named of a page; the last one is what is left, as a whole.
const PLACES: usize = 12;
/// Characters quoted of either side.
const QUOTED: usize = 40;

/// Names what the layer of a page says otherwise: a finding for each line that differs, and one for what lies in no line.
pub(super) fn compare(printed: &Page, read: &Page) -> Vec<Finding> {
    let layer: Vec<&Glyph> = printed.glyphs.iter().filter(|glyph| glyph.invisible).collect();
    if !differs(&layer, read) {
        return Vec::new();
    }
    let mut left = layer;
    let mut places: Vec<LayerDifference> = Vec::new();
    for line in read.glyphs.chunk_by(is_beside) {
        let Some(bbox) = BBox::around(line.iter().map(|glyph| glyph.bbox)) else { continue };
        let near = bbox.inflate(BESIDE * bbox.width().min(bbox.height()));
        let (own, others) = left.iter().partition(|glyph| near.contains(glyph.bbox.center_x(), glyph.bbox.center_y()));
        left = others;
        let (own, here) = (text(own), text(line.iter().collect()));
        if own != here {
            places.push(LayerDifference { bbox, layer: own, read: here });
        }
    }
    if let Some(bbox) = BBox::around(left.iter().map(|glyph| glyph.bbox)) {
        places.push(LayerDifference { bbox, layer: text(left), read: String::new() });
    }
    in_few(places).into_iter().map(|place| place.finding(read.number)).collect()
}

/// What both say of one place.
struct LayerDifference {
    bbox: BBox,
    layer: String,
    read: String,
}

impl LayerDifference {
    fn finding(self, page: u32) -> Finding {
        let place = Place::page(page, self.bbox);
        LayerDiffers { page, layer: quote(self.layer), read: quote(self.read) }.finding().at(place)
    }
}

/// No more places than are named: the rest is one.
fn in_few(mut places: Vec<LayerDifference>) -> Vec<LayerDifference> {
    if places.len() > PLACES {
        let rest = places.split_off(PLACES - 1);
        let bbox = BBox::around(rest.iter().map(|place| place.bbox));
        let layer = rest.iter().map(|place| place.layer.as_str()).collect();
        let read = rest.iter().map(|place| place.read.as_str()).collect();
        places.extend(bbox.map(|bbox| LayerDifference { bbox, layer, read }));
    }
    places
}

/// Whether two characters follow each other in one line, level or upright.
fn is_beside(a: &Glyph, b: &Glyph) -> bool {
    let same = |x: f64, y: f64| (x - y).abs() < 0.01;
    let (a, b) = (&a.bbox, &b.bbox);
    same(a.top, b.top) && same(a.bottom, b.bottom) || same(a.left, b.left) && same(a.right, b.right)
}

/// Without white space, marks and brackets of one width.
fn text(glyphs: Vec<&Glyph>) -> String {
    glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter(|c| !c.is_whitespace()).map(fold_width).collect()
}

fn quote(text: String) -> String {
    if text.is_empty() { "—".to_owned() } else { text.chars().take(QUOTED).collect() }
}

/// Whether so many characters differ, wherever they stand, that it is to be said.
fn differs(layer: &[&Glyph], read: &Page) -> bool {
    let (layer, own) = (counts(&text(layer.to_vec())), counts(&text(read.glyphs.iter().collect())));
    let all: usize = layer.values().sum();
    let different = beyond(&layer, &own).max(beyond(&own, &layer));
    all > 0 && different as f64 > all as f64 * DIFFERS
}

fn counts(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    counts
}

/// How many characters the first holds beyond the second.
fn beyond(first: &BTreeMap<char, usize>, second: &BTreeMap<char, usize>) -> usize {
    first.iter().map(|(c, count)| count.saturating_sub(second.get(c).map_or(0, |other| *other))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ink, Spot, UnicodeSource, WritingDirection};

    /// Lines of characters of ten points, twenty points from one to the next.
    fn page(lines: &[&str], invisible: bool) -> Page {
        let glyph = |row: usize, column: usize, c: char| {
            let (x, y) = (10.0 * column as f64, 20.0 * row as f64);
            Glyph {
                text: c.to_string().into(),
                bbox: BBox::new(x, y, x + 10.0, y + 10.0),
                size: 10.0,
                direction: WritingDirection::Right,
                source: UnicodeSource::Picture { percent: 99 },
                mcid: None,
                invisible,
                ink: Ink::default(),
            }
        };
        let glyphs = lines.iter().enumerate().flat_map(|(row, line)| {
            line.chars().enumerate().map(move |(column, c)| glyph(row, column, c)).collect::<Vec<_>>()
        });
        Page { number: 3, width: 300.0, height: 300.0, glyphs: glyphs.collect(), ..Page::default() }
    }

    #[test]
    fn each_line_that_differs_is_named_at_its_place() {
        let layer = page(&["项目名称：甲", "预算金额12万元", "水印"], true);
        let read = page(&["项目名称:甲", "预算金额72万元"], false);
        let said = compare(&layer, &read);
        let tops: Vec<Option<f64>> = said
            .iter()
            .map(|finding| match &finding.place.as_ref()?.spot {
                Spot::Page { page: 3, bbox } => Some(bbox.top),
                _ => None,
            })
            .collect();
        assert_eq!(tops, [Some(20.0), Some(40.0)]);
        assert!(said[0].message.contains("12万元") && said[0].message.contains("72万元"));
        assert!(compare(&page(&["项目名称：甲"], true), &page(&["项目名称:甲"], false)).is_empty());
        assert!(compare(&page(&["项目"], false), &read).is_empty());
    }

    #[test]
    fn of_many_lines_the_last_ones_are_one_place() {
        let (layer, read) = (page(&["甲乙丙"; 30], true), page(&["丁戊己"; 30], false));
        assert_eq!(compare(&layer, &read).len(), PLACES);
    }
}
