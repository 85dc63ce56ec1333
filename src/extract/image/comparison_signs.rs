//! Signs of comparison by their shape: networks know ≥ and ≤, but take ≧ for a W and a small ≥ for a 2.

use super::components::Component;

/// The wedge of a sign is so high at least, in its widths; a bar is no higher than this.
const WEDGE: f64 = 0.45;
const BAR: f64 = 0.34;
/// A bar is as wide as the wedge, but for this share.
const AS_WIDE: f64 = 0.3;
/// The stroke of a wedge covers no more of a row than this share of its width.
const STROKE: f64 = 0.6;
/// The point of a wedge lies so far beyond the ends of its strokes, in its widths.
const POINTED: f64 = 0.3;

/// The bars of = are as long as each other, but for this share; the upper one of 二 is shorter.
const AS_LONG: f64 = 0.12;

/// The sign that pieces of ink make: a wedge over one bar, or over two; or two bars.
pub(super) fn of_pieces(pieces: &[&Component]) -> Option<&'static str> {
    let mut pieces = pieces.to_vec();
    pieces.sort_by_key(|piece| piece.rows().start);
    if let [upper, lower] = pieces[..]
        && are_equal_bars(upper, lower)
    {
        return Some("=");
    }
    let (wedge, bars) = pieces.split_first()?;
    let (_, width) = left_and_width(wedge);
    if !bars.iter().all(|bar| is_bar(bar, width)) || wedge.rows().len() as f64 <= WEDGE * width {
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

/// Whether a piece is a bar about as wide as this.
fn is_bar(piece: &Component, width: f64) -> bool {
    let own = left_and_width(piece).1;
    piece.rows().len() as f64 <= BAR * own && (own / width - 1.0).abs() <= AS_WIDE
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
