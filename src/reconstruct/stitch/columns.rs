//! Which columns of the next page's table continue which of this page's.

use crate::model::geometry::inner_edges;
use crate::model::{Method, Pt};
use crate::reconstruct::pages::page_reading::TextTable;
use crate::reconstruct::tolerances::{COLUMN_DRIFT, COLUMN_SHARE, HALF};

/// How much further than inner borders, in drifts, the outer ones may lie off: their lines are thicker.
const OUTER_DRIFT: f64 = 2.0;

/// The common columns of two tables.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CommonColumns {
    /// x of the common borders, as on the first page.
    pub(crate) edges: Vec<Pt>,
    /// For each border of the upper table its number among the common ones.
    pub(crate) upper: Vec<usize>,
    /// For each border of the lower table its number among the common ones.
    pub(crate) lower: Vec<usize>,
    /// Whether the borders agree as ruled ones do.
    pub(crate) exact: bool,
}

/// The common columns, or `None` where the tables do not fit below each other.
pub(crate) fn common_columns(upper: &TextTable, lower: &TextTable) -> Option<CommonColumns> {
    // Borders between columns of text shift with what each page prints into them.
    if upper.cols() == lower.cols() && (upper.method != Method::Rules || lower.method != Method::Rules) {
        return overlapping_columns(upper, lower).or_else(|| exact_columns(upper, lower));
    }
    exact_columns(upper, lower).or_else(|| overlapping_columns(upper, lower))
}

/// Parts of one tagged table have the columns of its tags, wherever their texts end.
pub(crate) fn same_columns(upper: &TextTable, lower: &TextTable) -> Option<CommonColumns> {
    let tagged = upper.method == Method::Tags && lower.method == Method::Tags && upper.cols() == lower.cols();
    let all: Vec<usize> = (0..upper.column_edges.len()).collect();
    tagged.then(|| CommonColumns { edges: upper.column_edges.clone(), upper: all.clone(), lower: all, exact: true })
}

/// Both tables have the same outer borders and nearly all inner borders of one are also the other's: the union.
fn exact_columns(upper: &TextTable, lower: &TextTable) -> Option<CommonColumns> {
    let drift = COLUMN_DRIFT * upper.em.max(lower.em);
    let (a, b) = (&upper.column_edges, &lower.column_edges);
    let near =
        |p: Option<&Pt>, q: Option<&Pt>| matches!((p, q), (Some(p), Some(q)) if (p - q).abs() <= OUTER_DRIFT * drift);
    if !near(a.first(), b.first()) || !near(a.last(), b.last()) {
        return None;
    }
    let (a_inner, b_inner) = (inner_edges(a), inner_edges(b));
    let mut common = CommonColumns { edges: vec![*a.first()?], upper: vec![0], lower: vec![0], exact: true };
    let (mut from_upper, mut from_lower, mut shared) = (0, 0, 2);
    loop {
        let number = common.edges.len();
        let (x, y) = (a_inner.get(from_upper).copied(), b_inner.get(from_lower).copied());
        let both = matches!((x, y), (Some(x), Some(y)) if (x - y).abs() <= drift);
        let from_a = x.filter(|x| both || y.is_none_or(|y| *x < y));
        let Some(edge) = from_a.or(y) else { break };
        common.edges.push(edge);
        if from_a.is_some() {
            common.upper.push(number);
            from_upper += 1;
        }
        if from_a.is_none() || both {
            common.lower.push(number);
            from_lower += 1;
        }
        shared += usize::from(both);
    }
    for numbers in [&mut common.upper, &mut common.lower] {
        numbers.push(common.edges.len());
    }
    common.edges.push(*a.last()?);
    let fewer = a.len().min(b.len());
    (shared as f64 >= COLUMN_SHARE * fewer as f64).then_some(common)
}

/// The common number of an edge; one that lies behind the numbered ones keeps its own.
pub(super) fn renumbered(numbers: &[usize], edge: usize) -> usize {
    numbers.get(edge).copied().unwrap_or(edge)
}

/// Tables found by alignment: each column of the one lies over exactly one column of the other.
fn overlapping_columns(upper: &TextTable, lower: &TextTable) -> Option<CommonColumns> {
    if upper.method == Method::Rules && lower.method == Method::Rules {
        return None;
    }
    let (more, fewer) = if upper.cols() >= lower.cols() { (upper, lower) } else { (lower, upper) };
    let mut edges = Vec::with_capacity(fewer.column_edges.len());
    let mut next = 0;
    for band in fewer.column_edges.windows(2) {
        let &[left, right] = band else { continue };
        let others = more.column_edges.iter().zip(more.column_edges.iter().skip(1)).enumerate().skip(next);
        let (best, length) = others
            .map(|(n, (l, r))| (n, (right.min(*r) - left.max(*l)).max(0.0)))
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        if length < HALF * (right - left) {
            return None;
        }
        edges.push(best);
        next = best + 1;
    }
    let same = fewer.cols() == more.cols();
    // Borders of the table with fewer columns: where its columns begin, and the end.
    edges.push(more.cols());
    if let Some(first) = edges.first_mut() {
        *first = 0;
    }
    let all: Vec<usize> = (0..more.column_edges.len()).collect();
    let (a, b) = if upper.cols() >= lower.cols() { (all, edges) } else { (edges, all) };
    let common = CommonColumns { edges: more.column_edges.clone(), upper: a, lower: b, exact: false };
    (same || fewer.cols() + 1 >= more.cols()).then_some(common)
}
