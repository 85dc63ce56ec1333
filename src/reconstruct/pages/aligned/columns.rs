//! The lines of a region → its columns.

use super::ink::{Coverage, Gutter, Scale};
use super::pieces::TextLine;
use super::regions::{Region, crosses, crossings_allowed};
use super::typeset::Typeset;

/// The gutters between the columns of a region, from its pieces: finer than those it was found by.
pub(super) fn region_to_gutters(lines: &[TextLine], region: &Region, typeset: &Typeset) -> Vec<Gutter> {
    let scale = Scale::over(lines);
    let mut coverage = Coverage::new(&scale);
    let mut counted: Vec<&TextLine> = Vec::new();
    for line in lines {
        let segments = line.segments(typeset.bridge());
        let spanner = matches!(segments.as_slice(), [only] if region.gutters.iter().any(|g| crosses(only, g)));
        if !spanner {
            coverage.add(&scale.ink(line.inked().map(|p| (p.bbox.left, p.bbox.right))));
            counted.push(line);
        }
    }
    let width = typeset.gutter(counted.len()) * typeset.em;
    let mut gutters = coverage.gutters(&scale, crossings_allowed(counted.len()), width);
    gutters.retain(|g| is_supported(g, &counted, region, typeset));
    merge_symbol_columns(&counted, gutters)
}

/// A gutter that was not seen while the region grew must be kept free by enough lines with print close to both sides.
fn is_supported(gutter: &Gutter, lines: &[&TextLine], region: &Region, typeset: &Typeset) -> bool {
    let known = region.gutters.iter().any(|g| g.left < gutter.right && gutter.left < g.right);
    if known || gutter.width() >= typeset.em {
        return true;
    }
    let beside = |line: &&&TextLine| {
        let left = line.inked().any(|p| p.bbox.right <= gutter.left + 0.1 * typeset.em);
        let right = line.inked().any(|p| p.bbox.left >= gutter.right - 0.1 * typeset.em);
        left && right
    };
    lines.iter().filter(beside).count() >= 4
}

/// Removes gutters that cut off a column of nothing but currency signs, per cent signs, brackets or note marks.
fn merge_symbol_columns(lines: &[&TextLine], gutters: Vec<Gutter>) -> Vec<Gutter> {
    let mut symbols: Vec<(bool, bool)> = vec![(true, true); gutters.len() + 1];
    for piece in lines.iter().flat_map(|l| l.inked()) {
        let column = gutters.partition_point(|g| g.center() < piece.bbox.center_x());
        if let Some((before, after)) = symbols.get_mut(column) {
            *before &= piece.text.chars().all(|c| "$€£¥￥(（±<>≤≥".contains(c));
            *after &= piece.text.chars().all(|c| "%％‰)）*†‡§¹²³".contains(c));
        }
    }
    let keep = |n: usize| {
        let glued_right = symbols.get(n).is_some_and(|s| s.0);
        let glued_left = symbols.get(n + 1).is_some_and(|s| s.1);
        !glued_right && !glued_left
    };
    gutters.into_iter().enumerate().filter(|(n, _)| keep(*n)).map(|(_, g)| g).collect()
}
