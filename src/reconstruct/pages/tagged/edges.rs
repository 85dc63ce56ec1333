//! Where the borders between the tagged cells' columns or rows must lie, and which cells do not keep to them.

use crate::model::Pt;

/// The extent of a tagged cell's text along one axis, and the borders it should lie between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    /// Number of the border before it.
    pub(super) first: usize,
    /// Number of the border behind it.
    pub(super) end: usize,
    /// Where its text begins.
    pub(super) low: Pt,
    /// Where its text ends.
    pub(super) high: Pt,
}

/// Positions of the `count` bands' borders that the texts leave free, ascending; `padding` is left where text stands on one
/// side only. `None` without any text.
pub(super) fn extents_to_edges(extents: &[Extent], count: usize, padding: Pt) -> Option<Vec<Pt>> {
    let (low, high) = outer(extents)?;
    Some(ascending(&interpolated(&positions(extents, count, padding)), low, high))
}

/// The same where the texts tell the place of every border; else `None`.
pub(super) fn known_edges(extents: &[Extent], count: usize, padding: Pt) -> Option<Vec<Pt>> {
    let (low, high) = outer(extents)?;
    let known: Option<Vec<Pt>> = positions(extents, count, padding).into_iter().collect();
    Some(ascending(&known?, low, high))
}

fn outer(extents: &[Extent]) -> Option<(Pt, Pt)> {
    let low = extents.iter().map(|e| e.low).min_by(Pt::total_cmp)?;
    Some((low, extents.iter().map(|e| e.high).max_by(Pt::total_cmp)?))
}

/// For each border where the texts beside it leave it room; `None` where none stands beside it.
fn positions(extents: &[Extent], count: usize, padding: Pt) -> Vec<Option<Pt>> {
    let mut before: Vec<Vec<Pt>> = vec![Vec::new(); count + 1];
    let mut behind: Vec<Vec<Pt>> = vec![Vec::new(); count + 1];
    for extent in extents {
        if let (Some(before), Some(behind)) = (before.get_mut(extent.end), behind.get_mut(extent.first)) {
            before.push(extent.high);
            behind.push(extent.low);
        }
    }
    let mut edges: Vec<Option<Pt>> =
        before.into_iter().zip(behind).map(|(before, behind)| free_position(before, behind, padding)).collect();
    let (low, high) = outer(extents).unwrap_or_default();
    if let Some(first) = edges.first_mut() {
        *first = Some(low);
    }
    if let Some(last) = edges.last_mut() {
        *last = Some(high);
    }
    edges
}

/// Where a border with these ends before it and beginnings behind it lies, so that the fewest of them are on the wrong side.
fn free_position(mut before: Vec<Pt>, mut behind: Vec<Pt>, padding: Pt) -> Option<Pt> {
    before.sort_by(|a, b| b.total_cmp(a));
    behind.sort_by(Pt::total_cmp);
    let (Some(&last), Some(&next)) = (before.first(), behind.first()) else {
        return before.first().map(|end| end + padding).or(behind.first().map(|begin| begin - padding));
    };
    if last <= next {
        return Some(f64::midpoint(last, next));
    }
    // Leaving out the outermost of either side, whichever is fewer in all.
    let mut best: Option<(usize, Pt)> = None;
    let mut passed = behind.len();
    for (n, &end) in before.iter().enumerate() {
        passed = passed.min(behind.len());
        while passed > 0 && behind[passed - 1] >= end {
            passed -= 1;
        }
        let cost = n + passed;
        let position = behind.get(passed).map_or(end, |&begin| f64::midpoint(end, begin));
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, position));
        }
    }
    best.map(|(_, position)| position)
}

/// Borders that nothing tells of, at equal distances between those that are known.
fn interpolated(edges: &[Option<Pt>]) -> Vec<Pt> {
    let known: Vec<(usize, Pt)> = edges.iter().enumerate().filter_map(|(n, e)| Some((n, (*e)?))).collect();
    let mut filled = Vec::with_capacity(edges.len());
    for (n, edge) in edges.iter().enumerate() {
        let (before, behind) = known.split_at(known.partition_point(|(k, _)| *k < n));
        filled.push(match (*edge, before.last(), behind.first()) {
            (Some(edge), ..) => edge,
            (None, Some(&(a, from)), Some(&(b, to))) => from + (to - from) * (n - a) as Pt / (b - a) as Pt,
            (None, one, other) => one.or(other).map_or(0.0, |(_, e)| *e),
        });
    }
    filled
}

/// No border before the one before it, none outside the text.
fn ascending(edges: &[Pt], low: Pt, high: Pt) -> Vec<Pt> {
    let mut last = low;
    edges
        .iter()
        .map(|&edge| {
            last = edge.clamp(last, high.max(last));
            last
        })
        .collect()
}

/// How many texts reach over their borders by more than `reach`.
pub(super) fn misfits(extents: &[Extent], edges: &[Pt], reach: Pt) -> usize {
    let outside = extents.iter().filter(|e| {
        edges.get(e.first).is_some_and(|&edge| e.low < edge - reach)
            || edges.get(e.end).is_some_and(|&edge| e.high > edge + reach)
    });
    outside.count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    fn extent(first: usize, end: usize, low: Pt, high: Pt) -> Extent {
        Extent { first, end, low, high }
    }

    #[test]
    fn borders_lie_in_the_space_between_texts() {
        let extents =
            [extent(0, 1, 0.0, 20.0), extent(1, 2, 30.0, 50.0), extent(0, 1, 2.0, 24.0), extent(0, 2, 0.0, 48.0)];
        let edges = extents_to_edges(&extents, 2, 1.0).unwrap();
        assert_eq!(edges, [0.0, 27.0, 50.0]);
        assert_eq!(misfits(&extents, &edges, 0.5), 0);
    }

    #[test]
    fn one_overlong_text_moves_no_border() {
        let mut extents: Vec<Extent> =
            (0..8).flat_map(|_| [extent(0, 1, 0.0, 20.0), extent(1, 2, 30.0, 50.0)]).collect();
        extents.push(extent(0, 1, 0.0, 44.0));
        let edges = extents_to_edges(&extents, 2, 1.0).unwrap();
        assert!((20.0..30.0).contains(&edges[1]), "{edges:?}");
        assert_eq!(misfits(&extents, &edges, 0.5), 1);
    }

    #[test]
    fn empty_bands_lie_between_their_neighbours() {
        let edges = extents_to_edges(&[extent(0, 1, 0.0, 10.0), extent(3, 4, 40.0, 50.0)], 4, 2.0).unwrap();
        assert_eq!(edges, [0.0, 12.0, 25.0, 38.0, 50.0]);
    }

    #[test]
    fn cells_given_to_wrong_columns_do_not_fit() {
        let extents: Vec<Extent> = (0..6)
            .map(|n| if n % 2 == 0 { extent(0, 1, 0.0, 20.0) } else { extent(0, 1, 60.0, 80.0) })
            .chain((0..6).map(|n| if n % 2 == 0 { extent(1, 2, 30.0, 50.0) } else { extent(1, 2, 90.0, 99.0) }))
            .collect();
        let edges = extents_to_edges(&extents, 2, 1.0).unwrap();
        assert!(misfits(&extents, &edges, 0.5) >= 3);
    }
}
