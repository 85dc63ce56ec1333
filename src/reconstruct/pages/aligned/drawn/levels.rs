//! Horizontal rules and shaded boxes → the heights and column borders of a table.

use crate::model::geometry::inner_edges;
use crate::model::{Axis, BBox, Page, Pt, Rule};
use crate::reconstruct::pages::aligned::pieces::{GlyphRun, RunOfPieces, TextLine};
use crate::reconstruct::pages::aligned::typeset::Typeset;
use crate::reconstruct::tolerances::{
    BAND_SNAP, BORDER_COVER, BORDER_STEP, DRAWN_ENDS_LEAST, DRAWN_ENDS_SHARE, EDGES_LEAST, HALF,
};

/// How far, in points, inside a fill's edge x must lie to be in it.
const FILL_EDGE: f64 = 2.0;
/// How far, in em, a text must reach over both sides of x to be printed over it.
const OVER: f64 = 0.2;

/// A height at which tops and bottoms of cells are drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Level {
    /// Its y.
    pub(super) y: Pt,
    /// Left and right of what is drawn, from the left.
    pub(super) marks: Vec<(Pt, Pt)>,
    /// Whether all of it is edges of shading.
    pub(super) shaded: bool,
}

impl Level {
    /// Whether most of the stretch is drawn.
    pub(super) fn covers(&self, left: Pt, right: Pt) -> bool {
        let (mut covered, mut reach) = (0.0, left);
        for &(a, b) in &self.marks {
            covered += (b.min(right) - a.max(reach)).max(0.0);
            reach = reach.max(b.min(right));
        }
        covered >= BORDER_COVER * (right - left)
    }

    /// What is drawn at x: whether it ends there or runs through; `None` where nothing is drawn.
    pub(super) fn ends_at(&self, x: Pt, slack: Pt) -> Option<bool> {
        let ends = self.marks.iter().any(|m| (m.0 - x).abs() <= slack || (m.1 - x).abs() <= slack);
        let through = self.marks.iter().any(|m| m.0 < x && m.1 > x);
        (ends || through).then_some(ends)
    }

    fn extent(&self) -> (Pt, Pt) {
        let left = self.marks.iter().map(|m| m.0).fold(Pt::INFINITY, Pt::min);
        (left, self.marks.iter().map(|m| m.1).fold(Pt::NEG_INFINITY, Pt::max))
    }
}

/// A table drawn by the tops and bottoms of its cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    /// Its left edge.
    pub(super) left: Pt,
    /// Its right edge.
    pub(super) right: Pt,
    /// From the top.
    pub(super) levels: Vec<Level>,
    /// x of its column borders, with the outer ones.
    pub(super) borders: Vec<Pt>,
    /// Its shaded boxes.
    pub(super) fills: Vec<BBox>,
    /// The sides of cells that are drawn in it.
    pub(super) sides: Vec<Rule>,
    /// Whether nothing but shading is drawn.
    pub(super) shaded: bool,
    /// Whether what is drawn ends at most borders: then where it runs through there is none.
    pub(super) cell_by_cell: bool,
    /// How near, in points, an end must be to a border.
    pub(super) slack: Pt,
}

impl Frame {
    /// Its box.
    pub(super) fn bbox(&self) -> BBox {
        let y = |level: Option<&Level>| level.map_or(0.0, |l| l.y);
        BBox::new(self.left, y(self.levels.first()), self.right, y(self.levels.last()))
    }

    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.borders.len().saturating_sub(1)
    }

    /// Left and right of a column.
    pub(super) fn slot(&self, column: usize) -> (Pt, Pt) {
        (self.borders[column], self.borders[column + 1])
    }

    /// The column at x.
    pub(super) fn column_of(&self, x: Pt) -> usize {
        self.borders.partition_point(|&b| b <= x).saturating_sub(1).min(self.columns().saturating_sub(1))
    }

    /// The runs of text of a line; a gap over a border parts two of them, however narrow it is.
    pub(super) fn runs(&self, line: &TextLine, typeset: &Typeset) -> Vec<RunOfPieces> {
        let mut columns: Vec<Vec<GlyphRun>> = Vec::new();
        let mut last: Option<usize> = None;
        for piece in line.inked() {
            let column = self.column_of(piece.bbox.center_x());
            match columns.last_mut() {
                Some(own) if last == Some(column) => own.push(piece.clone()),
                _ => columns.push(vec![piece.clone()]),
            }
            last = Some(column);
        }
        columns.into_iter().flat_map(|own| TextLine::new(own).segments(typeset.bridge())).collect()
    }

    /// Whether the run is printed over a border between columns.
    pub(super) fn is_over_border(&self, run: &RunOfPieces) -> bool {
        self.borders.iter().any(|&x| is_over(run, x))
    }

    /// Whether a shaded box goes on over x in the band below the level.
    pub(super) fn is_inside_fill(&self, x: Pt, band: usize) -> bool {
        let at = |n: usize| self.levels.get(n).map_or(0.0, |l| l.y);
        let y = f64::midpoint(at(band), at(band + 1));
        self.fills.iter().any(|f| f.left + FILL_EDGE < x && x < f.right - FILL_EDGE && f.top < y && y < f.bottom)
    }

    /// Whether a side of a cell is drawn at x over most of the heights.
    pub(super) fn has_side(&self, x: Pt, top: Pt, bottom: Pt) -> bool {
        let own = self.sides.iter().filter(|side| (side.position - x).abs() <= self.slack);
        let drawn: Pt = own.map(|side| (side.end.min(bottom) - side.start.max(top)).max(0.0)).sum();
        drawn >= BORDER_COVER * (bottom - top)
    }

    /// Whether a point is shaded.
    pub(super) fn is_shaded(&self, x: Pt, y: Pt) -> bool {
        self.fills.iter().any(|f| f.contains(x, y))
    }
}

/// Whether the run is printed over x.
pub(super) fn is_over(run: &RunOfPieces, x: Pt) -> bool {
    run.bbox.left < x - OVER * run.size && run.bbox.right > x + OVER * run.size
}

/// The frames of a page, outside the boxes that are taken.
pub(super) fn page_to_frames(
    page: &Page,
    (lines, stops): (&[TextLine], &[bool]),
    typeset: &Typeset,
    taken: &[BBox],
) -> Vec<Frame> {
    let levels = page_to_levels(page, typeset, taken);
    let mut groups: Vec<(Vec<Level>, bool)> = Vec::new();
    for level in levels {
        match groups.last_mut() {
            Some((group, _)) if goes_on(group, &level, lines, typeset) => group.push(level),
            Some((group, part)) => {
                // Shading of the same columns with text beside it: some columns of one table.
                let parts = level.shaded && has_text_beside(group, &level, lines, typeset);
                *part |= parts;
                groups.push((vec![level], parts));
            }
            None => groups.push((vec![level], false)),
        }
    }
    let whole = groups.into_iter().filter(|(group, part)| !part || group.iter().any(|l| !l.shaded));
    let groups: Vec<Vec<Level>> = whole.map(|(group, _)| group).collect();
    let frames = groups.into_iter().flat_map(|group| {
        // Tables below each other are drawn alike: what one of them has too seldom may be seen in the others.
        let ends: Vec<Pt> = group.iter().flat_map(|l| &l.marks).flat_map(|m| [m.0, m.1]).collect();
        let parts = parted_at_titles(group, lines, stops);
        parts.into_iter().filter_map(move |part| levels_to_frame(page, part, &ends, typeset))
    });
    frames.collect()
}

/// The levels in parts: below a title begins another table.
fn parted_at_titles(levels: Vec<Level>, lines: &[TextLine], stops: &[bool]) -> Vec<Vec<Level>> {
    let titles: Vec<Pt> = lines.iter().zip(stops).filter(|(_, stop)| **stop).map(|(l, _)| l.bbox.center_y()).collect();
    let mut parts: Vec<Vec<Level>> = Vec::new();
    let mut above = usize::MAX;
    for level in levels {
        let titled = titles.partition_point(|&y| y < level.y);
        match parts.last_mut() {
            Some(part) if titled == above => part.push(level),
            _ => parts.push(vec![level]),
        }
        above = titled;
    }
    parts
}

fn page_to_levels(page: &Page, typeset: &Typeset, taken: &[BBox]) -> Vec<Level> {
    let em = typeset.em;
    let rules = page.rules.iter().filter(|r| r.axis == Axis::Horizontal && r.length() >= em);
    let rules = rules.map(|r| (r.position, r.start, r.end, false));
    let fills = page.fills.iter().filter(|f| f.bbox.width() >= em && f.bbox.height() >= HALF * em);
    let fills = fills.flat_map(|f| [f.bbox.top, f.bbox.bottom].map(|y| (y, f.bbox.left, f.bbox.right, true)));
    let free = |m: &(Pt, Pt, Pt, bool)| !taken.iter().any(|b| b.inflate(1.0).contains(f64::midpoint(m.1, m.2), m.0));
    let mut marks: Vec<(Pt, Pt, Pt, bool)> = rules.chain(fills).filter(is_finite_mark).filter(free).collect();
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let to_level = |group: &[(Pt, Pt, Pt, bool)]| {
        let mut marks: Vec<(Pt, Pt)> = group.iter().map(|m| (m.1, m.2)).collect();
        marks.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let y = group.iter().map(|m| m.0).sum::<Pt>() / group.len() as Pt;
        Level { y, marks, shaded: group.iter().all(|m| m.3) }
    };
    marks.chunk_by(|a, b| b.0 - a.0 <= BAND_SNAP).map(to_level).collect()
}

/// Whether a mark has finite measures.
fn is_finite_mark(m: &(Pt, Pt, Pt, bool)) -> bool {
    m.0.is_finite() && m.1.is_finite() && m.2.is_finite()
}

/// Whether the level begins within the width of the table above it, and a text beside it stands between.
fn has_text_beside(group: &[Level], level: &Level, lines: &[TextLine], typeset: &Typeset) -> bool {
    let em = typeset.em;
    let extents = group.iter().map(Level::extent);
    let (left, right) = extents.fold((Pt::INFINITY, Pt::NEG_INFINITY), |a, e| (a.0.min(e.0), a.1.max(e.1)));
    let (from, to) = level.extent();
    let (left, right) = (left.min(from), right.max(to));
    let Some(last) = group.last() else { return false };
    let between = lines.iter().filter(|l| l.bbox.center_y() > last.y && l.bbox.center_y() < level.y);
    let several = between.filter(|l| l.segments(typeset.bridge()).len() > 1);
    let mut beside = several.filter(|l| l.bbox.left < left - em || l.bbox.right > right + em);
    from < right && to > left && beside.next().is_some()
}

/// Whether the level belongs to the table above it: it lies in its width, and no line of text runs through between them.
fn goes_on(group: &[Level], level: &Level, lines: &[TextLine], typeset: &Typeset) -> bool {
    let em = typeset.em;
    let extents = group.iter().map(Level::extent);
    let (left, right) = extents.fold((Pt::INFINITY, Pt::NEG_INFINITY), |a, e| (a.0.min(e.0), a.1.max(e.1)));
    let (from, to) = level.extent();
    let inside = from >= left - em && to <= right + em;
    let around = from <= left + em && to >= right - em;
    let Some(last) = group.last() else { return false };
    if !inside && !around {
        return false;
    }
    let (left, right) = (left.min(from), right.max(to));
    let full = last.covers(left, right) && level.covers(left, right);
    let first = lines.partition_point(|l| l.bbox.center_y() < last.y);
    let between: Vec<&TextLine> = lines.iter().skip(first).take_while(|l| l.bbox.center_y() < level.y).collect();
    let outside = between.iter().any(|l| l.bbox.left < left - em || l.bbox.right > right + em);
    let ends: Vec<Pt> = group.iter().flat_map(|l| &l.marks).map(|m| m.1).filter(|x| *x < right - em).collect();
    let runs_through = |line: &&TextLine| match line.segments(typeset.bridge()).as_slice() {
        [only] => ends.iter().any(|&x| only.bbox.left < x - em && only.bbox.right > x + em),
        _ => false,
    };
    !(outside || full && !between.is_empty() && between.iter().all(runs_through))
}

/// A frame of the levels. `others` are the ends of what is drawn in the tables above and below, too.
fn levels_to_frame(page: &Page, levels: Vec<Level>, others: &[Pt], typeset: &Typeset) -> Option<Frame> {
    // A row alone on its page has one more edge: over its headings, which are added later.
    if levels.len() + 1 < EDGES_LEAST {
        return None;
    }
    let em = typeset.em;
    let extents = levels.iter().map(Level::extent);
    let (left, right) = extents.fold((Pt::INFINITY, Pt::NEG_INFINITY), |a, e| (a.0.min(e.0), a.1.max(e.1)));
    let (top, bottom) = (levels.first()?.y, levels.last()?.y);
    let inside = |b: &BBox| b.top >= top - BAND_SNAP && b.bottom <= bottom + BAND_SNAP && b.left >= left - 1.0;
    let fills: Vec<BBox> = page.fills.iter().map(|f| f.bbox).filter(|b| inside(b) && b.height() >= HALF * em).collect();
    let sides = sides_within(page, &BBox::new(left, top, right, bottom), em);
    let mut ends: Vec<Pt> = levels.iter().flat_map(|l| &l.marks).flat_map(|m| [m.0, m.1]).collect();
    // A side that is drawn is a border for sure.
    ends.extend(sides.iter().flat_map(|side| std::iter::repeat_n(side.position, DRAWN_ENDS_LEAST)));
    ends.retain(|x| *x > left + HALF * em && *x < right - HALF * em);
    ends.sort_by(Pt::total_cmp);
    let mut borders = vec![left];
    for group in ends.chunk_by(|a, b| b - a <= BORDER_STEP * em) {
        let near = |x: &&Pt| group.iter().any(|own| (**x - own).abs() <= BORDER_STEP * em);
        if group.len() >= DRAWN_ENDS_LEAST || others.iter().filter(near).count() >= DRAWN_ENDS_LEAST {
            borders.push(group.iter().sum::<Pt>() / group.len() as Pt);
        }
    }
    borders.push(right);
    // Cells drawn one by one end at most heights.
    let inner = |l: &Level| l.marks.iter().any(|m| m.1 < right - HALF * em || m.0 > left + HALF * em);
    let parted = levels.iter().filter(|l| inner(l)).count();
    if borders.len() < EDGES_LEAST || parted * 2 < levels.len() {
        return None;
    }
    let shaded = levels.iter().filter(|l| l.shaded).count() * 2 > levels.len();
    let slack = BORDER_STEP * em;
    let seen = levels.iter().flat_map(|l| inner_edges(&borders).iter().filter_map(|&x| l.ends_at(x, slack)));
    let (ends, all) = seen.fold((0, 0), |(ends, all), end| (ends + u32::from(end), all + 1));
    let cell_by_cell = f64::from(ends) >= DRAWN_ENDS_SHARE * f64::from(all);
    Some(Frame { left, right, levels, borders, fills, sides, shaded, cell_by_cell, slack })
}

/// The sides of cells that are drawn in the area.
fn sides_within(page: &Page, area: &BBox, em: Pt) -> Vec<Rule> {
    let own = page.rules.iter().filter(|r| r.axis == Axis::Vertical && r.length() >= em);
    own.filter(|r| area.contains(r.position, f64::midpoint(r.start, r.end))).copied().collect()
}
