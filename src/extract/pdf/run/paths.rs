//! Operators that draw paths.

use hayro_interpret::kurbo::{BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::util::x_y_advances;
use hayro_interpret::{DrawMode, FillRule, StrokeProps};
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::Number;

use super::content_run::ContentRun;

/// What is closer than this is the same place, for the interpreter of the library.
const NEAR: f64 = 1.0 / 256.0;
/// A line of no length is drawn this long, so that its round ends show.
const LEAST_LINE: f64 = 0.0001;
/// The width of lines where nothing has a size.
const LEAST_WIDTH: f32 = 0.001;
/// How closely curves are followed by lines; there are none in rectangles.
pub(super) const TOLERANCE: f64 = 0.1;

/// How a path is painted.
#[derive(Clone, Copy)]
struct PathPainting {
    closed: bool,
    filled: bool,
    stroked: bool,
}

impl ContentRun<'_, '_, '_> {
    /// Whether it is an operator of paths, which is done.
    pub(super) fn is_path(&mut self, operator: &TypedInstruction<'_, '_>) -> bool {
        match operator {
            TypedInstruction::MoveTo(m) => {
                let at = point(m.0, m.1);
                self.ends = (at, at);
                self.path.move_to(at);
            }
            TypedInstruction::LineTo(l) => self.line_to(point(l.0, l.1)),
            TypedInstruction::RectPath(r) => {
                let (at, size) = (point(r.0, r.1), point(r.2, r.3));
                let rect = Rect::new(at.x, at.y, at.x + size.x, at.y + size.y);
                self.path.extend(rect.path_elements(TOLERANCE));
                self.ends = (at, at);
            }
            TypedInstruction::CubicTo(c) => self.curve_to(point(c.0, c.1), point(c.2, c.3), point(c.4, c.5)),
            TypedInstruction::CubicStartTo(c) => self.curve_to(self.ends.1, point(c.0, c.1), point(c.2, c.3)),
            TypedInstruction::CubicEndTo(c) => {
                let end = point(c.2, c.3);
                self.curve_to(point(c.0, c.1), end, end);
            }
            TypedInstruction::ClosePath(_) => self.close(),
            TypedInstruction::ClipNonZero(_) | TypedInstruction::ClipEvenOdd(_) => self.clips = true,
            operator => match painted(operator) {
                Some(how) => self.paint(how),
                None => return false,
            },
        }
        true
    }

    fn line_to(&mut self, to: Point) {
        if self.path.elements().is_empty() {
            return;
        }
        let stays = self.ends.1 == to;
        self.ends.1 = to;
        self.path.line_to(if stays { Point::new(to.x + LEAST_LINE, to.y) } else { to });
    }

    fn curve_to(&mut self, first: Point, second: Point, end: Point) {
        if !self.path.elements().is_empty() {
            self.ends.1 = end;
            self.path.curve_to(first, second, end);
        }
    }

    fn close(&mut self) {
        if !self.path.elements().is_empty() && self.path.elements().last() != Some(&PathEl::ClosePath) {
            self.path.close_path();
            self.ends.1 = self.ends.0;
        }
    }

    /// Paints the path and ends it.
    fn paint(&mut self, how: PathPainting) {
        if how.closed {
            self.close();
        }
        if !self.path.elements().is_empty() {
            if how.filled {
                self.fill();
            }
            if how.stroked {
                self.stroke();
            }
            if self.clips {
                self.clip(self.states.now.to_page * &self.path);
            }
        }
        self.clips = false;
        self.path.truncate(0);
    }

    fn fill(&mut self) {
        let (to_page, ink) = (self.states.now.to_page, self.states.now.fill.ink());
        let bbox = control_box(&self.path);
        let (x_advance, y_advance) = x_y_advances(&to_page);
        let sides = [bbox.width() * x_advance.length(), bbox.height() * y_advance.length()];
        if sides.into_iter().any(|side| f64::from((side as f32).abs()) <= NEAR) {
            // What has no area is drawn as a line of one unit of the page.
            let mut line = BezPath::new();
            line.move_to((bbox.x0, bbox.y0));
            line.line_to((bbox.x1, bbox.y1));
            let scale = x_advance.length().max(y_advance.length()) as f32;
            let line_width = if scale > 0.0 { 1.0 / scale } else { LEAST_WIDTH };
            return self.marks.paint(&line, to_page, ink, &stroked(line_width));
        }
        let mode = DrawMode::Fill(FillRule::NonZero);
        match path_to_rect(&self.path) {
            Some(rect) => self.marks.paint(&rect.to_path(TOLERANCE), to_page, ink, &mode),
            None => self.marks.paint(&self.path, to_page, ink, &mode),
        }
    }

    fn stroke(&mut self) {
        let (to_page, ink) = (self.states.now.to_page, self.states.now.stroke.ink());
        let mode = stroked(self.states.now.line_width);
        match path_to_rect(&self.path) {
            Some(rect) => self.marks.paint(&rect.to_path(TOLERANCE), to_page, ink, &mode),
            None => self.marks.paint(&self.path, to_page, ink, &mode),
        }
    }

    /// Clips to a path on the page; not to one that the clips so far lie in.
    fn clip(&mut self, path: BezPath) {
        let now = self.boxes.last().copied().map_or(Rect::new(0.0, 0.0, 1.0, 1.0), |now| now);
        let cut = match path_to_rect(&path) {
            Some(rect) if covers(&rect, &now) => return self.states.clip(false),
            Some(rect) => {
                self.marks.clip_to_rect(&rect);
                rect
            }
            None => {
                self.marks.clip_to(&path);
                path.bounding_box()
            }
        };
        self.boxes.push(now.intersect(cut));
        self.states.clip(true);
    }
}

/// How an operator paints the path, where it ends one.
fn painted(operator: &TypedInstruction<'_, '_>) -> Option<PathPainting> {
    let (closed, filled, stroked) = match operator {
        TypedInstruction::EndPath(_) => (false, false, false),
        TypedInstruction::FillPathNonZero(_)
        | TypedInstruction::FillPathNonZeroCompatibility(_)
        | TypedInstruction::FillPathEvenOdd(_) => (false, true, false),
        TypedInstruction::StrokePath(_) => (false, false, true),
        TypedInstruction::CloseAndStrokePath(_) => (true, false, true),
        TypedInstruction::FillAndStrokeNonZero(_) | TypedInstruction::FillAndStrokeEvenOdd(_) => (false, true, true),
        TypedInstruction::CloseFillAndStrokeNonZero(_) | TypedInstruction::CloseFillAndStrokeEvenOdd(_) => {
            (true, true, true)
        }
        _ => return None,
    };
    Some(PathPainting { closed, filled, stroked })
}

fn point(x: Number, y: Number) -> Point {
    Point::new(x.as_f64(), y.as_f64())
}

fn stroked(line_width: f32) -> DrawMode {
    DrawMode::Stroke(StrokeProps { line_width, ..StrokeProps::default() })
}

/// Whether a box lies within another, but for a hair.
fn covers(outer: &Rect, inner: &Rect) -> bool {
    let over = [
        outer.min_x() - inner.min_x(),
        outer.min_y() - inner.min_y(),
        inner.max_x() - outer.max_x(),
        inner.max_y() - outer.max_y(),
    ];
    over.into_iter().all(|over| over <= NEAR)
}

/// The box around all points of a path, those that curves bend to with the others.
fn control_box(path: &BezPath) -> Rect {
    let mut all: Option<Rect> = None;
    let mut add = |point: Point| {
        let at = Rect::from_points(point, point);
        all = Some(all.map_or(at, |all| all.union_pt(point)));
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) | PathEl::LineTo(p) => add(p),
            PathEl::QuadTo(p, q) => [p, q].into_iter().for_each(&mut add),
            PathEl::CurveTo(p, q, r) => [p, q, r].into_iter().for_each(&mut add),
            PathEl::ClosePath => {}
        }
    }
    all.map_or(Rect::ZERO, |all| all)
}

/// The rectangle that a path of four sides is, but for a hair.
fn path_to_rect(path: &BezPath) -> Option<Rect> {
    use PathEl::{ClosePath, LineTo, MoveTo};
    let corners = match *path.elements() {
        [MoveTo(a), LineTo(b), LineTo(c), LineTo(d), ClosePath] => [a, b, c, d, a],
        [MoveTo(a), LineTo(b), LineTo(c), LineTo(d), LineTo(end)] if is_near(a.x, end.x) && is_near(a.y, end.y) => {
            [a, b, c, d, end]
        }
        _ => return None,
    };
    let mut upright_before = None;
    for side in corners.windows(2) {
        let [from, to] = side else { return None };
        let (upright, level) = (is_near(from.x, to.x), is_near(from.y, to.y));
        if upright == level || upright_before == Some(upright) {
            return None;
        }
        upright_before = Some(upright);
    }
    Some(control_box(path))
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= NEAR
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::Affine;

    use super::*;

    #[test]
    fn four_sides_are_a_rectangle_where_they_are_upright() {
        let rect = Rect::new(1.0, 2.0, 30.0, 40.0);
        assert_eq!(path_to_rect(&rect.to_path(TOLERANCE)), Some(rect));
        assert_eq!(path_to_rect(&(Affine::rotate(0.5) * rect.to_path(TOLERANCE))), None);
        let mut open = rect.to_path(TOLERANCE);
        open.truncate(4);
        assert_eq!(path_to_rect(&open), None);
    }

    #[test]
    fn clips_around_everything_cut_nothing() {
        let page = Rect::new(0.0, 0.0, 595.0, 842.0);
        assert!(covers(&page, &page) && covers(&page.inflate(1.0, 1.0), &page));
        assert!(!covers(&page.inset(-1.0).with_size((500.0, 900.0)), &page));
    }
}
