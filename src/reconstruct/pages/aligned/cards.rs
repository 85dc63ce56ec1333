//! Regions of lines → cards: one region each, from the first label of its head to the last of its indicators.

use std::ops::Range;

use crate::reconstruct::pages::page_marks::{is_page_mark, key};
use crate::reconstruct::tolerances::{HEAD_LABELS_LEAST, HEADING_LINES, LABEL_LEADING, REGION_GAP, ROWS_APART};
use crate::vocabulary::{Column, Vocabulary};

use super::blocks::heads_indicators;
use super::pieces::{GlyphRun, TextLine};
use super::regions::Region;
use super::typeset::Typeset;

/// The regions, each with headings of indicators having the head of its card, and no two cards in one.
pub(super) fn regions_to_cards(
    lines: &[TextLine],
    regions: Vec<Region>,
    stops: &[bool],
    typeset: &Typeset,
    words: &Vocabulary,
) -> Vec<Region> {
    let card = CardLines { lines, stops, typeset, words };
    let mut cards: Vec<Region> = Vec::with_capacity(regions.len());
    let mut floor = 0;
    for mut region in regions.into_iter().flat_map(|region| card.parted(region)) {
        if let Some(start) = card.headings_above(region.lines.start, floor) {
            region.lines.start = start;
        }
        let own = &lines[region.lines.clone()];
        let Some(heading) = own.iter().position(|line| heads_indicators(line, words)) else {
            cards.push(region);
            continue;
        };
        let end = region.lines.end;
        let first = card.first_line(region.lines.start + heading, floor);
        let start = first.map_or(region.lines.start, |first| first.min(region.lines.start));
        // What stood by itself between is part of the card.
        cards.retain(|other| other.lines.start < start);
        if let Some(last) = cards.last_mut() {
            last.lines.end = last.lines.end.min(start);
        }
        cards.push(Region { lines: start..end, ..region });
        floor = end;
    }
    cards
}

/// The lines of a card whose head ends the page: from the first of its labels with values to the last line, where no headings of indicators
/// follow. What ends the regions there is a goal over all columns. Below a title of a form one line is enough.
pub(super) fn head_at_end(
    lines: &[TextLine],
    regions: &[Region],
    stops: &[bool],
    typeset: &Typeset,
    words: &Vocabulary,
) -> Option<Range<usize>> {
    let card = CardLines { lines, stops, typeset, words };
    let begun = regions.iter().rfind(|r| card.names(r.lines.start) || card.names(r.lines.start + 1));
    let begun = begun.map(|r| if card.names(r.lines.start) { r.lines.start } else { r.lines.start + 1 });
    let titled = card.named_below_title().filter(|&n| begun.is_none_or(|begun| begun < n));
    let floor = regions.iter().map(|r| r.lines.end).filter(|end| begun.is_some_and(|n| *end <= n)).max().unwrap_or(0);
    let start = match (titled, begun) {
        (Some(named), _) => named,
        (None, Some(begun)) => card.first_line(begun, floor).unwrap_or(begun),
        (None, None) => return None,
    };
    let own = &lines[start..];
    let marks = own.iter().rev().take_while(|line| is_page_mark(&key(&line.text()))).count();
    let (own, _) = own.split_at(own.len() - marks);
    let whole =
        own.iter().all(|line| !heads_indicators(line, words)) && !stops.iter().skip(start + 1).any(|stop| *stop);
    let labels = own.iter().filter(|line| card.label(line).is_some_and(|column| !column.is_indicator())).count();
    let least = if titled.is_some() { 1 } else { HEAD_LABELS_LEAST };
    (whole && labels >= least).then_some(start..start + own.len())
}

/// How many lines below its title, a year and a unit among them, a card may begin.
const LINES_BELOW_TITLE: usize = 3;

struct CardLines<'a> {
    lines: &'a [TextLine],
    stops: &'a [bool],
    typeset: &'a Typeset,
    words: &'a Vocabulary,
}

impl CardLines<'_> {
    /// The column that the first text of the line is the label of, where more follows.
    fn label(&self, line: &TextLine) -> Option<Column> {
        let mut pieces = line.inked();
        let first: Option<&GlyphRun> = pieces.next();
        pieces.next().and(first).and_then(|piece| self.words.column(&piece.text))
    }

    /// Whether the line begins with the label of what a card is about.
    fn names(&self, n: usize) -> bool {
        let label = self.lines.get(n).and_then(|line| self.label(line));
        matches!(label, Some(Column::Project | Column::Department))
    }

    /// The first line of the headings of indicators that stand close above a line: set in the middle of their columns, they may keep none
    /// of the gutters free that the rows do.
    fn headings_above(&self, start: usize, floor: usize) -> Option<usize> {
        let mut above = (floor..start).rev().take(HEADING_LINES).take_while(|&n| self.stands_over_next(n, REGION_GAP));
        let heading = above.find(|&n| self.lines.get(n).is_some_and(|line| heads_indicators(line, self.words)))?;
        let wraps = (floor..heading).rev().take_while(|&n| self.stands_over_next(n, LABEL_LEADING));
        Some(heading - wraps.count())
    }

    /// Whether the line is no title and stands no further than so many em over the next one.
    fn stands_over_next(&self, n: usize, gap: f64) -> bool {
        let Some([own, next, ..]) = self.lines.get(n..) else { return false };
        self.stops.get(n) != Some(&true) && next.bbox.top - own.bbox.bottom <= gap * own.size
    }

    /// The first line below the last title of a form, where it names what a card is about.
    fn named_below_title(&self) -> Option<usize> {
        let title = self.lines.iter().rposition(|line| self.is_title(line))?;
        (title + 1..self.lines.len()).take(LINES_BELOW_TITLE).find(|&n| self.names(n))
    }

    /// Whether the line is one text, the title of a form.
    fn is_title(&self, line: &TextLine) -> bool {
        line.segments(self.typeset.bridge()).len() == 1 && self.words.is_title(&line.text())
    }

    /// The first line of the card above its headings: of those with a label and a value, below the last title, as near as rows are.
    fn first_line(&self, heading: usize, floor: usize) -> Option<usize> {
        let mut first = None;
        let mut below = &self.lines[heading];
        for n in (floor..heading).rev() {
            let line = &self.lines[n];
            let far = below.bbox.top - line.bbox.bottom > ROWS_APART * self.typeset.em;
            if self.stops[n] || far || heads_indicators(line, self.words) {
                break;
            }
            if self.label(line).is_some_and(|column| !column.is_indicator()) {
                first = Some(n);
            }
            below = line;
        }
        first
    }

    /// The region cut before each card that begins in it: at the name of a project below rows of indicators, without the title over it.
    fn parted(&self, region: Region) -> Vec<Region> {
        let mut parts: Vec<Region> = Vec::new();
        let mut start = region.lines.start;
        let mut headed = false;
        for n in region.lines.clone() {
            let line = &self.lines[n];
            if headed && self.label(line) == Some(Column::Project) {
                let own = &self.lines[start..n];
                let alone =
                    |l: &&TextLine| l.segments(self.typeset.bridge()).len() == 1 && !heads_indicators(l, self.words);
                let titles = own.iter().rev().take_while(alone).count();
                let title = own.iter().rev().take(titles).rposition(|l| {
                    let text: String = l.inked().map(|p| p.text.as_str()).collect();
                    self.words.is_title(&text)
                });
                let end = title.map_or(n, |at| n - 1 - at);
                parts.push(Region { lines: start..end, ..region.clone() });
                start = n;
                headed = false;
            }
            headed |= heads_indicators(line, self.words);
        }
        parts.push(Region { lines: start..region.lines.end, ..region });
        parts
    }
}
