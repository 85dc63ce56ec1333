//! Signs of comparison by their shape: networks know ≥ and ≤, but take ≧ for a W and a small ≥ for a 2.

use super::components::{self, Component};
use super::raster::{Bitmap, Grey, PAPER};

/// The wedge of a sign is so high at least, in its widths; a bar is no higher than this.
const WEDGE: f64 = 0.45;
const BAR: f64 = 0.34;
/// A bar is as wide as the wedge, but for this share.
const AS_WIDE: f64 = 0.3;
/// The same where the ends of the wedge are lost, which in very small print run together with the bar.
const AS_WIDE_SMALL: f64 = 0.7;
/// The stroke of a wedge covers no more of a row than this share of its width.
const STROKE: f64 = 0.6;
/// The point of a wedge lies so far beyond the ends of its strokes, in its widths.
const POINTED: f64 = 0.3;

/// A sign that stands alone is looked at as if it were so many dots high …
const ENLARGED: usize = 60;
/// … but no more than so many times enlarged: fewer dots than that show nothing.
const MOST_TIMES: usize = 8;
/// Strokes of small print run together in their half shades: they are looked for at several depths between ink and paper.
const DEPTHS: [u32; 4] = [50, 35, 65, 20];
/// A wedge without a bar is no higher than this, in its widths: brackets are.
const HIGHEST_WEDGE: f64 = 1.4;

/// The bars of = are as long as each other, but for this share; the upper one of 二 is shorter.
const AS_LONG: f64 = 0.12;

/// The sign that pieces of ink make: a wedge over one bar, or over two; or two bars.
pub(super) fn of_pieces(pieces: &[&Component]) -> Option<&'static str> {
    sign(pieces, AS_WIDE)
}

/// The same, of bars that may be wider or narrower than the wedge by a share.
fn sign(pieces: &[&Component], as_wide: f64) -> Option<&'static str> {
    let mut pieces = pieces.to_vec();
    pieces.sort_by_key(|piece| piece.rows().start);
    if let [upper, lower] = pieces[..]
        && are_equal_bars(upper, lower)
    {
        return Some("=");
    }
    let (wedge, bars) = pieces.split_first()?;
    let (_, width) = left_and_width(wedge);
    if !bars.iter().all(|bar| is_bar(bar, width, as_wide)) || wedge.rows().len() as f64 <= WEDGE * width {
        return None;
    }
    match (opens_left(wedge)?, bars.len()) {
        (true, 1) => Some("≥"),
        (true, 2) => Some("≧"),
        (false, 1) => Some("≤"),
        (false, 2) => Some("≦"),
        _ => None,
    }
}

/// The sign that a picture of print shows which stands alone: also > and <, and signs of very small print.
pub(super) fn of_lone(shown: &Grey) -> Option<&'static str> {
    let darkest = shown.rows().flatten().min().copied().unwrap_or(PAPER);
    let times = (ENLARGED / shown.height().max(1)).clamp(1, MOST_TIMES);
    let enlarged = shown.enlarged(times);
    DEPTHS.into_iter().find_map(|depth| {
        let shade = u32::from(darkest) + u32::from(PAPER - darkest) * depth / 100;
        let ink = Bitmap::darker(&enlarged, u8::try_from(shade).unwrap_or(PAPER));
        let pieces = components::ink_to_components(ink, &[], 1.0);
        let pieces: Vec<&Component> = pieces.iter().collect();
        sign(&pieces, AS_WIDE_SMALL).or_else(|| lone_wedge(&pieces))
    })
}

/// A wedge and nothing else.
fn lone_wedge(pieces: &[&Component]) -> Option<&'static str> {
    let [wedge] = pieces else { return None };
    let (_, width) = left_and_width(wedge);
    let shape = wedge.rows().len() as f64 / width;
    if !(WEDGE..=HIGHEST_WEDGE).contains(&shape) {
        return None;
    }
    opens_left(wedge).map(|opens_left| if opens_left { ">" } else { "<" })
}

/// Whether a piece is a bar about as wide as this.
fn is_bar(piece: &Component, width: f64, as_wide: f64) -> bool {
    let own = left_and_width(piece).1;
    piece.rows().len() as f64 <= BAR * own && (own / width - 1.0).abs() <= as_wide
}

/// Whether two bars of one length lie on top of each other.
fn are_equal_bars(upper: &Component, lower: &Component) -> bool {
    let ((left, width), (below_left, below_width)) = (left_and_width(upper), left_and_width(lower));
    let thickest = upper.rows().len().max(lower.rows().len()) as f64;
    let apart = lower.rows().start.saturating_sub(upper.rows().end) as f64;
    let same = (width - below_width).abs().max((left - below_left).abs()) <= (AS_LONG * width).max(1.0);
    same && thickest <= BAR * width && apart >= 1.0 && apart <= width
}

fn left_and_width(piece: &Component) -> (f64, f64) {
    let (left, end) = piece.dots.iter().fold((usize::MAX, 0), |(left, end), dot| (left.min(dot.0), end.max(dot.0 + 1)));
    (left as f64, end.saturating_sub(left) as f64)
}

/// Whether a piece is a wedge that points to the right. None where it is no wedge of two strokes.
fn opens_left(piece: &Component) -> Option<bool> {
    let (left, width) = left_and_width(piece);
    let rows = piece.rows();
    let mut middles: Vec<f64> = Vec::new();
    let mut wide = 0;
    for row in rows.clone() {
        let own = || piece.dots.iter().filter(|dot| dot.1 == row).map(|dot| dot.0);
        let (first, last) = (own().min()?, own().max()?);
        wide += usize::from((last + 1 - first) as f64 > STROKE * width);
        middles.push((f64::midpoint(first as f64, last as f64) + 0.5 - left) / width);
    }
    // Near the point both strokes are one.
    if wide * 4 > rows.len() {
        return None;
    }
    let (upper, rest) = middles.split_at(middles.len() / 4);
    let (middle, lower) = rest.split_at(rest.len() - upper.len());
    let ends = [mean(upper)?, mean(lower)?];
    let point = middle.split_at(middle.len() / 4).1;
    let point = mean(point.split_at(point.len() - middle.len() / 4).0)?;
    if ends.iter().all(|end| point - end >= POINTED) {
        return Some(true);
    }
    ends.iter().all(|end| end - point >= POINTED).then_some(false)
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::super::components::ink_to_components;
    use super::super::raster::Bitmap;
    use super::*;

    /// Two strokes that meet at a side, over bars.
    fn drawn(points_right: bool, bars: usize) -> Vec<Component> {
        let mut ink = Bitmap::blank(30, 40);
        for y in 0..17_usize {
            let in_from_end = y.min(16 - y) * 2;
            let x = if points_right { 3 + in_from_end } else { 20 - in_from_end };
            (x..x + 4).for_each(|x| ink.set(x, 2 + y, true));
        }
        (0..bars).for_each(|bar| (3..24).for_each(|x| ink.set(x, 24 + 6 * bar, true)));
        ink_to_components(ink, &[], 1.0)
    }

    fn sign(points_right: bool, bars: usize) -> Option<&'static str> {
        let pieces = drawn(points_right, bars);
        of_pieces(&pieces.iter().collect::<Vec<_>>())
    }

    #[test]
    fn wedges_over_bars_are_signs() {
        assert_eq!([sign(true, 1), sign(true, 2)], [Some("≥"), Some("≧")]);
        assert_eq!([sign(false, 1), sign(false, 2)], [Some("≤"), Some("≦")]);
        assert_eq!([sign(true, 0), sign(true, 3)], [None, None]);
    }

    /// A stroke: from one place to another.
    type Stroke = ((f64, f64), (f64, f64));

    /// A sign of small print: its strokes, each from one place to another, half a dot thick, in so many dots across and down.
    fn small(strokes: &[Stroke], width: usize, height: usize) -> Option<&'static str> {
        let near = |x: f64, y: f64, ((ax, ay), (bx, by)): &Stroke| {
            let (dx, dy) = (bx - ax, by - ay);
            let along = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
            (x - ax - along * dx).hypot(y - ay - along * dy)
        };
        let shade = |x: usize, y: usize| {
            let (x, y) = (x as f64 + 0.5, y as f64 + 0.5);
            let far = strokes.iter().map(|stroke| near(x, y, stroke)).fold(9.0, f64::min);
            ((far - 0.4).clamp(0.0, 1.0) * 215.0 + 40.0) as u8
        };
        of_lone(&Grey::plain(width, height, PAPER).map(|x, y, _| shade(x, y)))
    }

    #[test]
    fn signs_of_small_print_that_stand_alone_are_told_by_their_shape() {
        let wedge = |tip: f64, end: f64| [((end, 2.0), (tip, 5.0)), ((tip, 5.0), (end, 8.0))];
        let bar = |y: f64| ((2.5, y), (10.5, y));
        assert_eq!(small(&wedge(10.0, 2.5), 13, 10), Some(">"));
        assert_eq!(small(&wedge(2.5, 10.0), 13, 10), Some("<"));
        assert_eq!(small(&[bar(3.0), bar(5.6)], 13, 9), Some("="));
        let [upper, lower] = wedge(10.0, 2.5);
        assert_eq!(small(&[upper, lower, bar(10.5)], 13, 13), Some("≥"));
        // A bracket, a stroke, a comma.
        let bracket = [((3.0, 2.0), (5.0, 6.0)), ((5.0, 6.0), (5.0, 12.0)), ((5.0, 12.0), (3.0, 16.0))];
        assert_eq!(small(&bracket, 8, 18), None);
        assert_eq!((small(&[bar(4.0)], 13, 8), small(&[((5.0, 2.0), (3.5, 5.0))], 8, 7)), (None, None));
    }

    #[test]
    fn equal_bars_are_a_sign_and_unequal_ones_none() {
        let bars = |upper: usize| {
            let mut ink = Bitmap::blank(30, 20);
            (3..3 + upper).for_each(|x| ink.set(x, 4, true));
            (3..23).for_each(|x| ink.set(x, 10, true));
            let pieces = ink_to_components(ink, &[], 1.0);
            of_pieces(&pieces.iter().collect::<Vec<_>>())
        };
        assert_eq!((bars(20), bars(14)), (Some("="), None));
    }

    #[test]
    fn other_pieces_over_a_bar_are_none() {
        let mut ink = Bitmap::blank(30, 40);
        (3..24).for_each(|x| (2..20).for_each(|y| ink.set(x, y, !(6..=20).contains(&x) || y < 5)));
        (3..24).for_each(|x| ink.set(x, 26, true));
        let pieces = ink_to_components(ink, &[], 1.0);
        assert_eq!(of_pieces(&pieces.iter().collect::<Vec<_>>()), None);
        assert_eq!(of_pieces(&[]), None);
    }
}
