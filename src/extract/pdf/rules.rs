//! Drawn paths → ruling lines and filled areas.

use hayro_interpret::DrawMode;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, PathSeg, Point, Rect};

use super::background::Background;
use super::dots::dots_to_rules;
use crate::model::{Axis, BBox, Fill, Ink, Pt, Rule};

/// A filled area up to this thick may be a ruling line: the thickest borders that word processors offer are 6 pt, and no
/// shaded row is that low.
const THICK: Pt = 6.0;
/// A ruling line is at least this many times as long as it is thick.
const ELONGATION: f64 = 3.0;
/// How far a line may lean and still be horizontal or vertical, as a slope (about 1°).
const STRAIGHT: f64 = 0.02;
/// Colours whose components all lie above this are paper (of 255).
const PAPER: u8 = 250;

/// Whether nothing is seen of it on paper.
fn is_paper(ink: Ink) -> bool {
    ink.color.iter().all(|&c| c >= PAPER)
}

/// The rules and fills drawn so far.
pub(in crate::extract) struct Drawing {
    background: Background,
    rules: Vec<Rule>,
    fills: Vec<Fill>,
    /// Filled outlines with curves: letters drawn as shapes are such.
    shapes: usize,
}

impl Drawing {
    /// On a page with this box.
    pub(in crate::extract) fn new(page: Rect) -> Self {
        Self { background: Background::new(page), rules: Vec::new(), fills: Vec::new(), shapes: 0 }
    }

    /// Adds a painted path; `clip` is the visible box on the page.
    pub(in crate::extract) fn path(&mut self, path: &BezPath, to_page: Affine, ink: Ink, mode: &DrawMode, clip: Rect) {
        if ink.alpha == 0 {
            return;
        }
        match mode {
            DrawMode::Fill(_) => self.fill(path, to_page, ink, clip),
            DrawMode::Stroke(stroke) => self.stroke(path, to_page, ink, f64::from(stroke.line_width), clip),
            DrawMode::FillAndStroke(_, stroke) => {
                self.fill(path, to_page, ink, clip);
                self.stroke(path, to_page, ink, f64::from(stroke.line_width), clip);
            }
            DrawMode::Invisible => {}
        }
    }

    /// Number of rules or fills, whichever are more.
    pub(in crate::extract) fn len(&self) -> usize {
        self.rules.len().max(self.fills.len())
    }

    /// Filled outlines with curves.
    pub(in crate::extract) fn shapes(&self) -> usize {
        self.shapes
    }

    /// Marks the area of an image as coloured.
    pub(in crate::extract) fn image(&mut self, area: Rect) {
        self.background.paint(area, true);
    }

    /// Whether something in this colour can be seen there: white on paper cannot.
    pub(in crate::extract) fn shows(&self, ink: Ink, area: Rect) -> bool {
        let middle = area.center();
        ink.alpha > 0 && (!is_paper(ink) || self.background.is_colored(middle.x, middle.y))
    }

    /// Rules and fills in drawing order, those of dotted lines last.
    pub(in crate::extract) fn into_rules_and_fills(self) -> (Vec<Rule>, Vec<Fill>) {
        let mut rules = self.rules;
        let fills = dots_to_rules(self.fills, &mut rules);
        (rules, fills)
    }

    fn stroke(&mut self, path: &BezPath, to_page: Affine, ink: Ink, line_width: f64, clip: Rect) {
        let width = line_width.abs() * to_page.determinant().abs().sqrt();
        // Digits without end make a number that is none: such a stroke has no place on the page.
        if !width.is_finite() {
            return;
        }
        for segment in path.segments() {
            if let PathSeg::Line(line) = segment
                && let Some(rule) = line_to_rule(to_page * line.p0, to_page * line.p1, width)
            {
                self.push_rule(rule, ink, clip);
            }
        }
    }

    fn fill(&mut self, path: &BezPath, to_page: Affine, ink: Ink, clip: Rect) {
        for outline in subpaths(path, to_page) {
            let Some(visible) = intersect(outline.bbox, clip) else { continue };
            let shows = self.shows(ink, visible);
            if let Some(rule) = box_to_rule(visible) {
                if shows {
                    self.rules.push(rule);
                }
                continue;
            }
            self.shapes += usize::from(!outline.rectangular);
            if outline.rectangular && shows {
                let bbox = BBox::new(visible.x0, visible.y0, visible.x1, visible.y1);
                self.fills.push(Fill { bbox, color: ink.color });
            }
            // A white shape with curves may leave most of its box as it was.
            if outline.rectangular || !is_paper(ink) {
                self.background.paint(visible, !is_paper(ink));
            }
        }
    }

    fn push_rule(&mut self, rule: Rule, ink: Ink, clip: Rect) {
        let b = rule.bbox();
        let Some(visible) = intersect(Rect::new(b.left, b.top, b.right, b.bottom), clip) else { return };
        if !self.shows(ink, visible) {
            return;
        }
        let (start, end) = match rule.axis {
            Axis::Horizontal => (visible.x0, visible.x1),
            Axis::Vertical => (visible.y0, visible.y1),
        };
        self.rules.push(Rule { start, end, ..rule });
    }
}

/// The common part of two boxes, where they touch at all.
fn intersect(a: Rect, b: Rect) -> Option<Rect> {
    let cut = Rect::new(a.x0.max(b.x0), a.y0.max(b.y0), a.x1.min(b.x1), a.y1.min(b.y1));
    (cut.x0 <= cut.x1 && cut.y0 <= cut.y1).then_some(cut)
}

fn line_to_rule(p: Point, q: Point, width: Pt) -> Option<Rule> {
    let (dx, dy) = ((q.x - p.x).abs(), (q.y - p.y).abs());
    if !(dx + dy).is_finite() || dx + dy <= 0.0 {
        return None;
    }
    if dy <= dx * STRAIGHT {
        Some(Rule {
            axis: Axis::Horizontal,
            position: f64::midpoint(p.y, q.y),
            start: p.x.min(q.x),
            end: p.x.max(q.x),
            width,
        })
    } else if dx <= dy * STRAIGHT {
        Some(Rule {
            axis: Axis::Vertical,
            position: f64::midpoint(p.x, q.x),
            start: p.y.min(q.y),
            end: p.y.max(q.y),
            width,
        })
    } else {
        None
    }
}

/// A thin filled box as a rule.
fn box_to_rule(b: Rect) -> Option<Rule> {
    let (width, height) = (b.width(), b.height());
    if height <= THICK && width >= height * ELONGATION {
        Some(Rule { axis: Axis::Horizontal, position: b.center().y, start: b.x0, end: b.x1, width: height })
    } else if width <= THICK && height >= width * ELONGATION {
        Some(Rule { axis: Axis::Vertical, position: b.center().x, start: b.y0, end: b.y1, width })
    } else {
        None
    }
}

struct Subpath {
    bbox: Rect,
    /// Only lines along the axes.
    rectangular: bool,
}

/// The outlines of a path, on the page.
fn subpaths(path: &BezPath, to_page: Affine) -> Vec<Subpath> {
    let mut outlines: Vec<Subpath> = Vec::new();
    let mut last = Point::ZERO;
    for element in path.elements() {
        match element {
            PathEl::MoveTo(p) => {
                last = to_page * *p;
                outlines.push(Subpath { bbox: Rect::from_points(last, last), rectangular: true });
            }
            PathEl::LineTo(p) => {
                let to = to_page * *p;
                if let Some(outline) = outlines.last_mut() {
                    let (dx, dy) = ((to.x - last.x).abs(), (to.y - last.y).abs());
                    outline.rectangular &= dy <= dx * STRAIGHT || dx <= dy * STRAIGHT;
                    outline.bbox = outline.bbox.union_pt(to);
                }
                last = to;
            }
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {
                if let (Some(outline), Some(end)) = (outlines.last_mut(), element.end_point()) {
                    last = to_page * end;
                    outline.rectangular = false;
                    outline.bbox = outline.bbox.union_pt(last);
                }
            }
            PathEl::ClosePath => {}
        }
    }
    outlines.retain(|o| o.bbox.is_finite());
    outlines
}
