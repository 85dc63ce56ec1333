//! Columns that only some of the lines keep apart.
//!
//! A form has blocks with columns of their own: the labels of its head are wider than the labels beside its indicators, its
//! goals run over all columns. Such lines cross a gutter that the lines of another block keep free, more of them than
//! chance allows. The gutter shows all the same: in a run of lines free of it, texts begin at one x, with others beside them.

use std::ops::Range;

use crate::model::Pt;
use crate::reconstruct::tolerances::{
    BESIDE_SHARE, GUTTER_CJK, HALF, PARTED_ALIGN, PARTED_BESIDE, PARTED_PASSES, PARTED_STARTS, PARTED_STARTS_SURE,
    PARTED_TRIES_MOST,
};

use super::ink::Gutter;
use super::pieces::{RunOfPieces, TextLine};
use super::typeset::Typeset;

/// Lines above and below that are looked at for what stands beside a text.
const LINES_BESIDE: usize = 2;

/// The gutters with those that only a run of the lines keeps free.
pub(super) fn with_parted_columns(lines: &[TextLine], gutters: Vec<Gutter>, typeset: &Typeset) -> Vec<Gutter> {
    let rows: Vec<Vec<RunOfPieces>> = lines.iter().map(|l| l.segments(typeset.bridge())).collect();
    let lefts = common_lefts(&rows, typeset.em);
    let mut gutters = gutters;
    // A gutter found may let another be seen left of it.
    for _ in 0..PARTED_PASSES {
        let before = gutters.len();
        for &x in &lefts {
            part_at(x, &rows, &mut gutters, typeset.em);
        }
        if gutters.len() == before {
            break;
        }
    }
    gutters
}

/// Adds the gutter before x, if there is one.
fn part_at(x: Pt, rows: &[Vec<RunOfPieces>], gutters: &mut Vec<Gutter>, em: Pt) {
    let at = gutters.partition_point(|g| g.center() < x);
    let (before, after) = gutters.split_at(at);
    let (before, after) = (before.last(), after.first());
    if [before, after].into_iter().flatten().any(|g| g.left <= x && x <= g.right + em) {
        return;
    }
    let left = before.map_or(f64::NEG_INFINITY, Gutter::center);
    let right = after.map_or(f64::INFINITY, Gutter::center);
    if let Some(gutter) = (SplitPoint { x, left, right, em }).gutter(rows) {
        gutters.insert(at, gutter);
    }
}

/// The x at which several runs of text begin, from the left.
fn common_lefts(rows: &[Vec<RunOfPieces>], em: Pt) -> Vec<Pt> {
    let mut lefts: Vec<Pt> = rows.iter().flatten().map(|s| s.bbox.left).collect();
    lefts.sort_by(Pt::total_cmp);
    let groups = lefts.chunk_by(|a, b| b - a <= HALF * PARTED_ALIGN * em);
    let common = groups.filter(|g| g.len() >= PARTED_STARTS).filter_map(|g| g.first().copied());
    common.take(PARTED_TRIES_MOST).collect()
}

/// An x inside a column at which another may begin.
struct SplitPoint {
    x: Pt,
    /// Left and right of the column.
    left: Pt,
    right: Pt,
    em: Pt,
}

impl SplitPoint {
    /// The gutter before x, if a run of lines shows one.
    fn gutter(&self, rows: &[Vec<RunOfPieces>]) -> Option<Gutter> {
        let free: Vec<bool> = rows.iter().map(|row| !row.iter().any(|s| self.is_crossed(s))).collect();
        let mut edge: Option<Pt> = None;
        let mut start = 0;
        for run in free.chunk_by(|a, b| a == b) {
            let range = start..start + run.len();
            start = range.end;
            if run.first() == Some(&true) {
                let own = self.run_edge(rows, range);
                edge = edge.map_or(own, |e| Some(own.map_or(e, |o| e.max(o))));
            }
        }
        edge.map(|left| Gutter { left, right: self.x })
    }

    fn is_crossed(&self, s: &RunOfPieces) -> bool {
        s.bbox.left < self.x - PARTED_ALIGN * self.em && s.bbox.right > self.x - GUTTER_CJK * s.size
    }

    fn begins(&self, s: &RunOfPieces) -> bool {
        (s.bbox.left - self.x).abs() <= PARTED_ALIGN * self.em
    }

    fn is_before(&self, s: &RunOfPieces) -> bool {
        s.bbox.right <= self.x - GUTTER_CJK * s.size && s.bbox.center_x() > self.left
    }

    /// The right edge of what stands before x in these lines, if they show a column that begins there.
    fn run_edge(&self, rows: &[Vec<RunOfPieces>], range: Range<usize>) -> Option<Pt> {
        let own = rows.get(range)?;
        let starts = own.iter().filter(|row| row.iter().any(|s| self.begins(s))).count();
        let others = own.iter().filter(|row| !row.iter().any(|s| self.begins(s)));
        let others = others.filter(|row| {
            row.iter().any(|s| s.bbox.left > self.x + PARTED_ALIGN * self.em && s.bbox.center_x() < self.right)
        });
        if starts < PARTED_STARTS || others.count() * 2 > starts {
            return None;
        }
        let mut beside = 0;
        let mut edge = f64::NEG_INFINITY;
        for (n, row) in own.iter().enumerate() {
            for before in row.iter().filter(|s| self.is_before(s)) {
                edge = edge.max(before.bbox.right);
                let around = own.iter().take(n + LINES_BESIDE + 1).skip(n.saturating_sub(LINES_BESIDE));
                let mut beginning = around.flatten().filter(|s| self.begins(s));
                let height = BESIDE_SHARE * before.bbox.height();
                beside += usize::from(beginning.any(|s| s.bbox.overlap_y(&before.bbox) > height));
            }
        }
        let least = if starts >= PARTED_STARTS_SURE { 1 } else { PARTED_BESIDE };
        (beside >= least).then_some(edge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BBox;
    use crate::reconstruct::pages::aligned::pieces::GlyphRun;

    fn line(top: Pt, spans: &[(Pt, Pt)]) -> TextLine {
        let piece = |&(left, right): &(Pt, Pt)| GlyphRun {
            bbox: BBox::new(left, top, right, top + 10.0),
            size: 10.0,
            text: "绩效".into(),
            glyphs: Vec::new(),
            leader: false,
        };
        TextLine::new(spans.iter().map(piece).collect())
    }

    /// Gutters of wide labels over narrow ones, beside which texts begin at these x.
    fn parted(lefts: &[Pt]) -> Vec<Gutter> {
        let mut lines: Vec<TextLine> =
            (0..5).map(|n| line(20.0 * Pt::from(n), &[(0.0, 80.0), (110.0, 150.0)])).collect();
        let below = lefts
            .iter()
            .enumerate()
            .map(|(n, &x)| line(100.0 + 20.0 * n as Pt, &[(0.0, 20.0), (x, x + 40.0), (110.0, 150.0)]));
        lines.extend(below);
        let typeset = Typeset { em: 10.0, space: 0.3, cjk: true };
        with_parted_columns(&lines, vec![Gutter { left: 80.0, right: 110.0 }], &typeset)
    }

    #[test]
    fn texts_that_begin_at_one_x_are_a_column_though_others_cross_it() {
        let new = Gutter { left: 20.0, right: 32.0 };
        assert_eq!(parted(&[32.0, 32.0, 32.0]), [new, Gutter { left: 80.0, right: 110.0 }]);
    }

    #[test]
    fn texts_that_begin_anywhere_are_none() {
        assert_eq!(parted(&[32.0, 40.0, 36.0]).len(), 1);
    }
}
