//! Columns of a page, and tables side by side: words of one must not be read as going on in the other.

use std::ops::Range;

use crate::model::{BBox, Pt};
use crate::reconstruct::pages::words::Word;
use crate::reconstruct::tolerances::{
    COLUMN_FULL, COLUMN_GAP, COLUMN_LINES, COLUMN_PROSE, COLUMN_STROKES, COLUMN_TEXT_LEAST, PROSE_CHARACTERS,
    PROSE_WORDS, TABLES_GAP,
};

use super::pieces::{RunOfPieces, TextLine};
use super::strokes::Strokes;
use super::typeset::Typeset;

/// A strip that parts what stands left of it from what stands right of it.
pub(super) struct PageCut {
    x: Pt,
    top: Pt,
    bottom: Pt,
}

impl PageCut {
    /// The words above and below the strip, left of it, right of it.
    pub(super) fn part(&self, words: &[Word]) -> [Vec<Word>; 3] {
        [0, 1, 2].map(|side| words.iter().filter(|w| self.side(w) == side).cloned().collect())
    }

    /// Which side a word is on: 0 above or below the strip, 1 left, 2 right.
    fn side(&self, word: &Word) -> usize {
        let y = word.bbox.center_y();
        match (self.top..=self.bottom).contains(&y) {
            true if word.bbox.center_x() < self.x => 1,
            true => 2,
            false => 0,
        }
    }
}

/// The strip that parts the page's lines where most of them stand, if there is one: running text on both sides of it, or rules that end at it on both.
pub(super) fn page_cut(lines: &[TextLine], strokes: &Strokes, typeset: &Typeset) -> Option<PageCut> {
    let runs: Vec<Vec<RunOfPieces>> = lines.iter().map(|l| l.segments(TABLES_GAP)).collect();
    let mut tried: Vec<Pt> = Vec::new();
    let mut best: Option<(usize, PageCut)> = None;
    for pair in runs.iter().flat_map(|own| own.windows(2)) {
        let [a, b] = pair else { continue };
        let x = f64::midpoint(a.bbox.right, b.bbox.left);
        if tried.iter().any(|t| (t - x).abs() < typeset.em) {
            continue;
        }
        tried.push(x);
        for free in free_ranges(&runs, x, typeset.em) {
            if free.len() < COLUMN_LINES || best.as_ref().is_some_and(|(count, _)| *count >= free.len()) {
                continue;
            }
            let Some(area) = BBox::around(lines[free.clone()].iter().map(|l| l.bbox)) else { continue };
            let sides = [true, false].map(|left| FullLines::on_side(&runs[free.clone()], x, left, typeset));
            let drawn = strokes.part_at(&area, x, typeset.em);
            let parts = match drawn {
                Some(0) => false,
                Some(COLUMN_STROKES..) => true,
                _ => are_columns_of_text(&sides),
            };
            if parts {
                best = Some((free.len(), PageCut { x, top: area.top, bottom: area.bottom }));
            }
        }
        if tried.len() > COLUMN_TRIES {
            break;
        }
    }
    best.map(|(_, cut)| cut)
}

/// Strips that are tried: more than any page has.
const COLUMN_TRIES: usize = 24;

/// Ranges of lines that print nothing at a place, with text on both sides.
fn free_ranges(runs: &[Vec<RunOfPieces>], x: Pt, em: Pt) -> Vec<Range<usize>> {
    let half = COLUMN_GAP * em / 2.0;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (n, own) in runs.iter().enumerate() {
        if own.iter().any(|r| r.bbox.left < x + half && r.bbox.right > x - half) {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if last.end == n => last.end = n + 1,
            _ => ranges.push(n..n + 1),
        }
    }
    ranges
}

/// The lines on one side of a strip.
struct FullLines {
    /// All of them.
    all: usize,
    /// Those that are one run of text as long as the side is wide.
    full: usize,
}

impl FullLines {
    fn on_side(runs: &[Vec<RunOfPieces>], x: Pt, left: bool, typeset: &Typeset) -> Self {
        let own = runs.iter().map(|line| line.iter().filter(|r| (r.bbox.center_x() < x) == left).collect::<Vec<_>>());
        let own: Vec<Vec<&RunOfPieces>> = own.filter(|line| !line.is_empty()).collect();
        let width = BBox::around(own.iter().flatten().map(|r| r.bbox)).map_or(0.0, |b| b.width());
        let full = own.iter().filter(|line| is_full(line, width, typeset)).count();
        Self { all: own.len(), full }
    }
}

/// Whether a line is one run of text that is about as long as its side is wide.
fn is_full(line: &[&RunOfPieces], width: Pt, typeset: &Typeset) -> bool {
    matches!(line, [only] if only.bbox.width() >= COLUMN_FULL * width && is_long(only, typeset))
}

/// Whether running text stands on both sides, and on one of them little else. A table has it in one column.
fn are_columns_of_text(sides: &[FullLines; 2]) -> bool {
    sides.iter().all(|side| side.full >= COLUMN_TEXT_LEAST)
        && sides.iter().any(|side| side.full as f64 >= COLUMN_PROSE * side.all as f64)
}

/// Whether a run is long enough for a line of prose. Where texts are set without spaces, one inside it may be that between two columns.
fn is_long(run: &RunOfPieces, typeset: &Typeset) -> bool {
    if typeset.cjk { run.words == 1 && run.characters >= PROSE_CHARACTERS } else { run.words >= PROSE_WORDS }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::GlyphRun;
    use super::*;
    use crate::model::{Axis, Page, Rule};

    const TEXT: &str = "the budget of the year was spent";

    /// Lines ten points high, each with texts that begin at these places; their words are all as wide.
    fn lines(rows: &[&[(Pt, &str)]]) -> Vec<TextLine> {
        rows.iter()
            .enumerate()
            .map(|(n, row)| TextLine::new(row.iter().flat_map(|run| pieces(12.0 * n as Pt, run)).collect()))
            .collect()
    }

    fn pieces(y: Pt, &(left, text): &(Pt, &str)) -> Vec<GlyphRun> {
        let words = text.split(' ').enumerate();
        words
            .map(|(n, word)| {
                let left = left + 30.0 * n as Pt;
                GlyphRun {
                    bbox: BBox::new(left, y, left + 25.0, y + 10.0),
                    size: 10.0,
                    text: word.to_owned(),
                    glyphs: Vec::new(),
                    leader: false,
                }
            })
            .collect()
    }

    fn cut(lines: &[TextLine], rules: &[Rule]) -> Option<PageCut> {
        let page = Page { rules: rules.to_vec(), ..Page::default() };
        page_cut(lines, &Strokes::of(&page), &Typeset::of(lines))
    }

    #[test]
    fn columns_of_text_part_a_table_from_what_stands_beside_it() {
        let text: &[(Pt, &str)] = &[(0.0, TEXT), (250.0, TEXT)];
        let table: &[(Pt, &str)] = &[(0.0, TEXT), (250.0, "north"), (350.0, "120")];
        let page = lines(&[text, text, text, text, table, table, table, table, text, text]);
        assert!(cut(&page, &[]).is_some_and(|cut| (205.0..250.0).contains(&cut.x)));
        // Text in one column alone is that of a table.
        let page = lines(&[table, table, table, table, table, table, table, table, table]);
        assert!(cut(&page, &[]).is_none());
    }

    #[test]
    fn rules_that_end_at_a_gap_on_both_sides_part_tables() {
        let row: &[(Pt, &str)] = &[(0.0, "north"), (60.0, "120"), (150.0, "corn"), (210.0, "75")];
        let page = lines(&[row; 9]);
        let parted = [rule(0.0, 0.0, 75.0), rule(11.0, 0.0, 75.0), rule(0.0, 150.0, 220.0), rule(11.0, 150.0, 220.0)];
        assert!(cut(&page, &parted).is_some_and(|cut| (75.0..150.0).contains(&cut.x)));
        let whole = [rule(0.0, 0.0, 220.0), rule(11.0, 0.0, 220.0)];
        assert!(cut(&page, &whole).is_none());
        assert!(cut(&page, &[]).is_none());
        // Drawn cell by cell.
        let pieces = [rule(0.0, 0.0, 115.0), rule(0.0, 115.0, 220.0), rule(11.0, 0.0, 115.0), rule(11.0, 115.0, 220.0)];
        assert!(cut(&page, &pieces).is_none());
    }

    fn rule(y: Pt, start: Pt, end: Pt) -> Rule {
        Rule { axis: Axis::Horizontal, position: y, start, end, width: 1.0 }
    }
}
