//! Watermarks, seals and stamps: text printed over a page and not part of what it says. It is set aside before anything is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::{MarkSetAside, Message};
use crate::model::{BBox, Finding, Glyph, Ink, Page, Place, Pt, WritingDirection};
use crate::reconstruct::tolerances::{
    MARK_INK, MARK_LARGE, MARK_ON_LINE, MARK_OVERLAP, MARK_OVERLAPPED, MARK_SAME_LINE, MARK_SPACING, SLANTED_PAGE,
};

use super::lines::is_space;

/// Share of a glyph's size by which the next may be larger or smaller and still be of one mark.
const SAME_SIZE: f64 = 0.05;
/// Side of a square in sizes of the body: a glyph meets four at most.
const SQUARE: f64 = 2.0;
/// Squares are numbered up to this, whatever a page says of its coordinates.
const SQUARES_MOST: f64 = 1e6;
/// Most squares of one axis that are searched.
const SQUARES_SEARCHED: i64 = 64;

/// The page without its marks, and what they say. `None` where it has none.
pub(crate) fn without_marks(page: &Page) -> Option<(Page, Vec<Finding>)> {
    let body = Body::of(page)?;
    let runs = runs(page, &body);
    if runs.is_empty() {
        return None;
    }
    let marks = marks(page, &runs, &body);
    if marks.is_empty() {
        return None;
    }
    let mut aside = vec![false; page.glyphs.len()];
    let mut said: BTreeMap<String, (BBox, usize)> = BTreeMap::new();
    for run in marks.iter().map(|&n| &runs[n]) {
        for &index in &run.glyphs {
            aside.iter_mut().skip(index).take(1).for_each(|slot| *slot = true);
        }
        let (area, count) = said.entry(run.text.clone()).or_insert((run.bbox, 0));
        *area = area.union(&run.bbox);
        *count += 1;
    }
    let glyphs = page.glyphs.iter().zip(aside).filter(|(_, aside)| !aside).map(|(g, _)| g.clone()).collect();
    let findings = said.into_iter().map(|(text, (area, count))| {
        MarkSetAside { page: page.number, count }.finding().at(Place::page(page.number, area)).quote(text)
    });
    Some((Page { glyphs, ..page.clone() }, findings.collect()))
}

/// What most of the page is printed in.
struct Body {
    color: [u8; 3],
    size: Pt,
}

impl Body {
    /// `None` where there is nothing but marks, or the page itself is slanted.
    fn of(page: &Page) -> Option<Self> {
        let mut inks: BTreeMap<Ink, usize> = BTreeMap::new();
        let (mut upright, mut slanted) = (Vec::new(), 0_usize);
        for glyph in page.glyphs.iter().filter(|g| !is_space(g)) {
            if glyph.direction == WritingDirection::Slanted {
                slanted += 1;
            } else {
                *inks.entry(glyph.ink).or_default() += 1;
                upright.push(glyph.size);
            }
        }
        if slanted as f64 >= SLANTED_PAGE * (slanted + upright.len()) as f64 {
            return None;
        }
        let color = inks.iter().max_by_key(|(_, count)| **count)?.0.on_paper();
        let middle = upright.len() / 2;
        let size = *upright.select_nth_unstable_by(middle, Pt::total_cmp).1;
        Some(Self { color, size })
    }

    fn is_other_ink(&self, ink: Ink) -> bool {
        ink.on_paper().into_iter().zip(self.color).any(|(a, b)| a.abs_diff(b) >= MARK_INK)
    }

    fn is_large(&self, size: Pt) -> bool {
        size >= MARK_LARGE * self.size
    }
}

/// Glyphs drawn one after the other in one ink and size that may be a mark: slanted, in another ink, or large.
struct InkRun {
    glyphs: Vec<usize>,
    text: String,
    bbox: BBox,
    ink: Ink,
    slanted: usize,
    other_ink: bool,
    large: bool,
}

fn runs(page: &Page, body: &Body) -> Vec<InkRun> {
    let mut runs: Vec<InkRun> = Vec::new();
    let mut last: Option<(&Glyph, bool)> = None;
    for (index, glyph) in page.glyphs.iter().enumerate() {
        let slanted = glyph.direction == WritingDirection::Slanted;
        let (other_ink, large) = (body.is_other_ink(glyph.ink), body.is_large(glyph.size));
        let candidate = slanted || other_ink || large;
        let goes_on = last.is_some_and(|(before, was)| {
            let (a, b) = (&before.bbox, &glyph.bbox);
            let apart = (a.center_x() - b.center_x()).hypot(a.center_y() - b.center_y());
            let same_look = before.ink == glyph.ink && (before.size - glyph.size).abs() <= SAME_SIZE * glyph.size;
            was && same_look && apart <= MARK_SPACING * glyph.size
        });
        last = Some((glyph, candidate));
        if !candidate {
            continue;
        }
        if !goes_on {
            let (text, bbox) = (String::new(), glyph.bbox);
            runs.push(InkRun { glyphs: Vec::new(), text, bbox, ink: glyph.ink, slanted: 0, other_ink, large });
        }
        if let Some(run) = runs.last_mut() {
            run.glyphs.push(index);
            run.text.push_str(&glyph.text);
            run.bbox = run.bbox.union(&glyph.bbox);
            run.slanted += usize::from(slanted);
        }
    }
    runs.retain(|run| !run.text.trim().is_empty() && run.bbox.width().is_finite() && run.bbox.height().is_finite());
    runs
}

/// The numbers of the runs that are marks.
fn marks(page: &Page, runs: &[InkRun], body: &Body) -> BTreeSet<usize> {
    let mut candidate = vec![false; page.glyphs.len()];
    for &index in runs.iter().flat_map(|r| &r.glyphs) {
        candidate.iter_mut().skip(index).take(1).for_each(|slot| *slot = true);
    }
    let printed: Vec<&Glyph> =
        page.glyphs.iter().zip(&candidate).filter(|(g, c)| !**c && !is_space(g)).map(|(g, _)| g).collect();
    let grid = GlyphSquares::of(&printed, body.size);
    let mut repeats: BTreeMap<&str, usize> = BTreeMap::new();
    for run in runs {
        *repeats.entry(run.text.as_str()).or_default() += 1;
    }
    let mut marks = BTreeSet::new();
    for (number, run) in runs.iter().enumerate() {
        let mostly_slanted = 2 * run.slanted > run.glyphs.len();
        let repeated = repeats[run.text.as_str()] > 1;
        let over = grid.share_over(page, run);
        let is_mark = if mostly_slanted {
            run.other_ink || run.large || repeated || over > 0.0
        } else if run.slanted > 0 {
            run.other_ink
        } else {
            (run.other_ink || run.large) && over >= MARK_OVERLAPPED
        };
        if is_mark {
            marks.insert(number);
        }
    }
    // Copies of a mark over blank paper, and what stands inside a round seal.
    let known: Vec<&InkRun> = marks.iter().map(|&n| &runs[n]).collect();
    let copies = runs.iter().enumerate().filter(|(_, run)| {
        known.iter().any(|mark| {
            let inside = mark.slanted > 0 && mark.bbox.contains(run.bbox.center_x(), run.bbox.center_y());
            mark.ink == run.ink && ((run.other_ink && inside) || mark.text == run.text)
        })
    });
    let copies: Vec<usize> = copies.map(|(n, _)| n).collect();
    marks.extend(copies);
    marks
}

/// Printed glyphs by place, in squares of the body's size.
struct GlyphSquares<'a> {
    step: Pt,
    squares: BTreeMap<(i64, i64), Vec<&'a Glyph>>,
}

impl<'a> GlyphSquares<'a> {
    fn of(glyphs: &[&'a Glyph], size: Pt) -> Self {
        let step = (SQUARE * size).max(1.0);
        let mut squares: BTreeMap<(i64, i64), Vec<&Glyph>> = BTreeMap::new();
        for glyph in glyphs {
            let [x, y] = [glyph.bbox.center_x(), glyph.bbox.center_y()].map(|at| (at / step).floor() as i64);
            squares.entry((x, y)).or_default().push(glyph);
        }
        Self { step, squares }
    }

    /// The share of the run's glyphs that lie over printed ones.
    fn share_over(&self, page: &Page, run: &InkRun) -> f64 {
        let glyphs = run.glyphs.iter().map(|&n| &page.glyphs[n]).filter(|g| !is_space(g));
        let (mut over, mut all) = (0_usize, 0_usize);
        for glyph in glyphs {
            all += 1;
            over += usize::from(self.is_over(&glyph.bbox));
        }
        over as f64 / all.max(1) as f64
    }

    fn is_over(&self, area: &BBox) -> bool {
        let rows = self.around(area.top, area.bottom);
        let mut squares = self.around(area.left, area.right).flat_map(|x| rows.clone().map(move |y| (x, y)));
        squares.any(|square| {
            self.squares.get(&square).into_iter().flatten().any(|glyph| {
                let b = &glyph.bbox;
                let (wide, high) = (area.right.min(b.right) - area.left.max(b.left), area.overlap_y(b));
                let of_line = high >= MARK_SAME_LINE * area.height().min(b.height());
                let is_beside = of_line && wide < MARK_ON_LINE * area.width();
                wide > 0.0 && high > 0.0 && wide * high >= MARK_OVERLAP * b.width() * b.height() && !is_beside
            })
        })
    }

    /// The squares from one beside `low` to one beside `high`.
    fn around(&self, low: Pt, high: Pt) -> std::ops::RangeInclusive<i64> {
        let [first, last] = [low, high].map(|at| (at / self.step).floor().clamp(-SQUARES_MOST, SQUARES_MOST) as i64);
        (first - 1)..=(last + 1).min(first + SQUARES_SEARCHED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UnicodeSource;

    /// Glyphs of one size on a line, from a place on.
    fn line(text: &str, left: Pt, top: Pt, width: Pt, ink: Ink) -> Vec<Glyph> {
        let glyph = |(n, c): (usize, char)| {
            let left = left + n as Pt * width;
            let bbox = BBox::new(left, top, left + width, top + 10.0);
            Glyph {
                text: c.to_string().into(),
                bbox,
                size: 10.0,
                direction: WritingDirection::Right,
                source: UnicodeSource::Encoding,
                mcid: None,
                invisible: false,
                ink,
            }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    #[test]
    fn a_label_in_its_own_ink_is_no_mark_where_its_colon_meets_the_value() {
        let brown = Ink { color: [156, 82, 35], ..Ink::default() };
        let body = line("项目单位负责人电话说明", 10.0, 50.0, 10.0, Ink::default());
        let label = line("发票代码：", 10.0, 10.0, 10.0, brown);
        let of = |left: Pt| {
            let glyphs = [body.clone(), label.clone(), line("0330022", left, 10.0, 5.0, Ink::default())].concat();
            without_marks(&Page { number: 1, width: 200.0, height: 100.0, glyphs, ..Page::default() })
        };
        assert!(of(56.5).is_none());
        let marked = of(12.0).map(|(page, said)| (page.glyphs.len(), said.len()));
        assert_eq!(marked, Some((18, 1)));
    }
}
