//! Labels that stand for more columns than they print over: of several below each other one runs over a border, the others are as wide.

use super::fragments::Fragment;

/// Gives a label of one column the columns of its neighbour above or below, where its own value stands right behind them and nothing
/// stands in them as far as the labels around it.
pub(super) fn widen_like_neighbours(fragments: &mut [Fragment]) {
    let labels: Vec<usize> =
        fragments.iter().enumerate().filter(|(_, f)| *f.columns.start() == 0).map(|(n, _)| n).collect();
    // From above to below, then from below to above: each may have been widened by the one before.
    for n in (0..labels.len()).chain((0..labels.len()).rev()) {
        let above = labels.iter().take(n).next_back().copied();
        let mut rest = labels.iter().skip(n).copied();
        let (Some(own), below) = (rest.next(), rest.next()) else { continue };
        if let Some(end) = widened(fragments, own, [above, below]) {
            fragments.iter_mut().skip(own).take(1).for_each(|f| f.columns = 0..=end);
        }
    }
}

/// The last column that the label should have, given the labels above and below it.
fn widened(fragments: &[Fragment], own: usize, [above, below]: [Option<usize>; 2]) -> Option<usize> {
    let label = Some(&fragments[own]).filter(|f| !f.spans())?;
    let [upper, lower] = [above, below].map(|n| Some(&fragments[n?]));
    let wide = upper.iter().chain(&lower).filter(|f| f.spans()).map(|f| *f.columns.end());
    let end = wide.min()?;
    let value = fragments.get(own + 1).filter(|f| f.level == label.level)?;
    if *value.columns.start() != end + 1 {
        return None;
    }
    let top = upper.map_or(f64::NEG_INFINITY, |f| f.bbox.bottom);
    let bottom = lower.map_or(f64::INFINITY, |f| f.bbox.top);
    let between = fragments.iter().take(below.unwrap_or(fragments.len())).skip(above.unwrap_or(0));
    let mut inside = between.filter(|f| (1..=end).contains(f.columns.start()));
    let free = !inside.any(|f| f.bbox.center_y() > top && f.bbox.center_y() < bottom);
    free.then_some(end)
}
