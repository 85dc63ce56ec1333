//! Pieces of a column → cells: one for each row ([`items_to_rows`]), or cells over several rows ([`items_to_spans`]).

use std::ops::Range;

use super::items::{ColumnPiece, off_centre};

/// Two lines nearer to each other than this, in lines, are one.
const SAME_LINE: f32 = 0.5;
/// Lines further apart than this have a blank one between them.
const NEXT_LINE: f32 = 1.5;
/// How much, in lines, a cell set at the top of its rows is worth less than one set in their middle.
const AT_TOP: f32 = 0.5;
/// How far, in lines, a cell that goes over no row stands off the rows beside it: nearly a line.
const OFF_ROWS: f32 = 0.9;
/// What standing outside of that gap costs, per line.
const OUTSIDE_GAP: f32 = 2.0;

/// Most pieces of a cell that stands in one row.
const MOST_PIECES: usize = 60;
/// Most pieces of a cell over several rows, and most units it goes over.
const MOST_SPAN_PIECES: usize = 4;
/// See [`MOST_SPAN_PIECES`].
pub(super) const MOST_UNITS: usize = 30;
/// Rows up and down in which a piece may belong to a cell.
const REACH: usize = 3;
/// Units up and down in which a piece over several rows may stand.
const SPAN_REACH: usize = 15;
/// Cost of a row without a cell.
const EMPTY: f32 = 1.2;
/// Cost of a blank line inside a cell.
const BLANK_INSIDE: f32 = 0.4;
/// Cost of a line that goes on in a far wider one.
const SHORT_BEFORE: f32 = 1.5;
/// Cost of a piece on the very line of another row.
const OTHERS_LINE: f32 = 4.0;
/// Cost of each cell over several rows: fewer cells are likelier than more.
const CELL: f32 = 0.3;
/// Cost of a cell that goes over no unit: a class without indicators, which has a row of its own.
const OVER_NONE: f32 = 1.6;
/// How far apart, in lines, two pages are taken to be.
pub(super) const PAGE_GAP: f32 = 6.0;
/// Cost of a unit that no cell goes over.
const UNCOVERED: f32 = 4.0;

/// A row's range of pieces, and how much costlier it is that they begin elsewhere.
pub(super) type Dealt = (Range<usize>, f32);

/// Deals pieces out to rows of known height, in order.
pub(super) fn items_to_rows(items: &[ColumnPiece], heights: &[f32]) -> Vec<Dealt> {
    // The pieces used by the rows so far, from which number on, and at what cost; `from` the pieces used before, per row.
    let (mut reached, mut ways) = (0, vec![0.0_f32]);
    let mut from: Vec<(usize, Vec<(usize, f32)>)> = Vec::new();
    let floors = std::iter::repeat_n(&f32::NEG_INFINITY, REACH).chain(heights);
    let ceilings = heights.iter().skip(REACH).chain(std::iter::repeat(&f32::INFINITY));
    for ((r, y), (floor, ceiling)) in heights.iter().enumerate().zip(floors.zip(ceilings)) {
        let low = items.partition_point(|i| i.y < *floor).max(reached);
        let high = if r + 1 == heights.len() { items.len() } else { items.partition_point(|i| i.y <= *ceiling) };
        let mut costs = vec![(f32::INFINITY, 0_usize, f32::INFINITY); (high + 1).saturating_sub(low)];
        for (p, before) in (reached..).zip(ways.iter().copied()).filter(|(_, cost)| cost.is_finite()) {
            let (_, unused) = items.split_at(p);
            let mut inside = 0.0;
            for q in p..=high.min(p + MOST_PIECES) {
                let (own, _) = unused.split_at(q - p);
                inside += piece_cost(own, heights, r);
                let cost = if own.is_empty() { EMPTY } else { inside + off_centre(own, *y) };
                // Fewer pieces cannot have been used up by the end of this row.
                let Some(n) = q.checked_sub(low) else { continue };
                let slot = &mut costs[n];
                if before + cost < slot.0 {
                    *slot = (before + cost, p, slot.0);
                } else {
                    slot.2 = slot.2.min(before + cost);
                }
            }
        }
        (reached, ways) = (low, costs.iter().map(|(cost, ..)| *cost).collect());
        from.push((low, costs.into_iter().map(|(cost, p, second)| (p, second - cost)).collect()));
    }
    let mut ends = items.len();
    let mut ranges: Vec<Dealt> = Vec::new();
    for (low, row) in from.iter().rev() {
        // A row that pieces cannot have been used up before has none of them.
        let way = ends.checked_sub(*low).and_then(|n| row.get(n)).copied();
        let (start, margin) = way.map_or((0, f32::INFINITY), |(p, margin)| (p.min(ends), margin));
        ranges.push((start..ends, margin));
        ends = start;
    }
    ranges.reverse();
    // Pieces out of every row's reach stay with the first row.
    if let Some(first) = ranges.first_mut() {
        first.0.start = 0;
    }
    ranges
}

/// What the last piece of a cell costs in its row; nothing where there is none.
fn piece_cost(own: &[ColumnPiece], heights: &[f32], row: usize) -> f32 {
    let (before, item) = match own {
        [] => return 0.0,
        [item] => (None, item),
        [.., before, item] => (Some(before), item),
    };
    let mut near = heights.iter().enumerate().take(row + REACH + 1).skip(row.saturating_sub(REACH));
    let others = near.any(|(n, y)| n != row && (y - item.y).abs() < SAME_LINE);
    let apart = before.is_some_and(|b| item.y - b.y > NEXT_LINE);
    let short = before.is_some_and(|b| b.is_short_beside(item));
    f32::from(u8::from(short)) * SHORT_BEFORE
        + f32::from(u8::from(others)) * OTHERS_LINE
        + f32::from(u8::from(apart)) * BLANK_INSIDE
}

/// A cell over several units: its pieces and its units.
pub(super) type StackedCell = (Range<usize>, Range<usize>);

/// Cuts pieces into cells, each over some units (top and bottom height); together these go over all units. `pages` says where
/// each page starts. With `over_none` a cell may stand between units.
/// `read` makes pieces a cell, `strange` weighs it over units.
pub(super) fn items_to_spans<C>(
    items: &[ColumnPiece],
    units: &[(f32, f32)],
    (pages, over_none): (&[f32], bool),
    read: impl Fn(&[ColumnPiece]) -> C,
    strange: impl Fn(&C, Range<usize>) -> f32,
) -> Option<Vec<StackedCell>> {
    let mut best = SpanWays::before(items, units);
    // Each cell is read once, not for each unit it may begin at.
    let ends = |p: usize| p + 1..=items.len().min(p + MOST_SPAN_PIECES);
    let cells: Vec<Vec<C>> = (0..=items.len()).map(|p| ends(p).map(|q| read(&items[p..q])).collect()).collect();
    for u in 0..=units.len() {
        let top = units.get(u).map_or(f32::INFINITY, |unit| unit.0);
        for p in best.units[u].pieces() {
            let Some((before, _)) = best.way((u, p)).filter(|way| way.0.is_finite()) else { continue };
            if u < units.len() {
                best.offer((u + 1, p), (u, p), before + UNCOVERED, || 0.0);
            }
            for (q, cell) in ends(p).zip(&cells[p]) {
                let own = &items[p..q];
                if over_none {
                    let cost = before + CELL + OVER_NONE + off_gap(own, units, u);
                    best.offer((u, q), (u, p), cost, || strange(cell, u..u));
                }
                for (v, (_, bottom)) in (u + 1..).zip(units.iter().skip(u).take(MOST_UNITS)) {
                    // The pieces that may be used before a unit only go up.
                    if q < best.units[v].first {
                        break;
                    }
                    let cost = before + CELL + off_centre_of(own, top, *bottom, pages);
                    best.offer((v, q), (u, p), cost, || strange(cell, u..v));
                }
            }
        }
    }
    best.trace((units.len(), items.len()))
}

/// The cheapest ways to have used so many pieces before each unit.
struct SpanWays {
    /// Of each unit, and of what stands behind the last.
    units: Vec<UnitWays>,
}

/// The ways to one unit: those to have used `first` pieces and more, as many as may stand before it.
struct UnitWays {
    first: usize,
    /// Cost, and the units and pieces before the last cell.
    ways: Vec<(f32, (usize, usize))>,
}

impl UnitWays {
    /// The numbers of pieces that may be used before the unit.
    fn pieces(&self) -> Range<usize> {
        self.first..self.first + self.ways.len()
    }
}

impl SpanWays {
    /// Nothing used before any unit, but none before the first.
    fn before(items: &[ColumnPiece], units: &[(f32, f32)]) -> Self {
        let reached = std::iter::repeat_n(f32::NEG_INFINITY, SPAN_REACH).chain(units.iter().map(|unit| unit.0));
        let in_reach = units.iter().skip(SPAN_REACH).map(|unit| unit.1).chain(std::iter::repeat(f32::INFINITY));
        let of_unit = |(floor, ceiling): (f32, f32)| {
            let (first, last) = (items.partition_point(|i| i.y < floor), items.partition_point(|i| i.y <= ceiling));
            UnitWays { first, ways: vec![(f32::INFINITY, (0, 0)); last + 1 - first] }
        };
        let mut units: Vec<UnitWays> = reached.zip(in_reach).take(units.len() + 1).map(of_unit).collect();
        units[0].ways[0].0 = 0.0;
        Self { units }
    }

    /// The cheapest way to have used so many pieces before a unit; `None` where so many may not be used before it.
    fn way(&self, (unit, pieces): (usize, usize)) -> Option<(f32, (usize, usize))> {
        let own = &self.units[unit];
        own.ways.get(pieces.checked_sub(own.first)?).copied()
    }

    /// Notes a way to (units, pieces) where it is the cheapest; `more`, which is no less than nothing, is only asked for where it
    /// can be.
    fn offer(&mut self, to: (usize, usize), from: (usize, usize), cost: f32, more: impl Fn() -> f32) {
        let Some((cheapest, _)) = self.way(to).filter(|way| cost < way.0) else { return };
        let cost = cost + more();
        if cost < cheapest {
            let own = &mut self.units[to.0];
            own.ways[to.1 - own.first] = (cost, from);
        }
    }

    /// The cells of the cheapest way to have used so many pieces before a unit.
    fn trace(&self, mut at: (usize, usize)) -> Option<Vec<StackedCell>> {
        let mut spans = Vec::new();
        while at != (0, 0) {
            let (_, before) = self.way(at).filter(|(cost, before)| cost.is_finite() && *before != at)?;
            spans.push((before.1..at.1, before.0..at.0));
            at = before;
        }
        spans.reverse();
        Some(spans)
    }
}

/// How far a cell's middle stands from the middle of its units, or its top from theirs: of those on its page, as one that a
/// page's end cuts is printed in its first part.
fn off_centre_of(items: &[ColumnPiece], top: f32, bottom: f32, pages: &[f32]) -> f32 {
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return 0.0 };
    let (begun, later) = pages.split_at(pages.partition_point(|start| *start <= first.y));
    let bottom = later.first().map_or(bottom, |start| bottom.min(*start - PAGE_GAP).max(top));
    let top = begun.last().map_or(top, |start| top.max(*start).min(bottom));
    let middle = (f32::midpoint(first.y, last.y) - f32::midpoint(top, bottom)).abs();
    // A cell taller than its units stands out of them on both sides.
    let taller = f32::midpoint(0.0, ((last.y - first.y) - (bottom - top)).max(0.0));
    let out = (top - first.y - taller).max(0.0) + (last.y - bottom - taller).max(0.0);
    middle.min((first.y - top).abs() + AT_TOP) + out
}

/// How far a cell that goes over no unit stands outside the gap before a unit.
fn off_gap(items: &[ColumnPiece], units: &[(f32, f32)], unit: usize) -> f32 {
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return 0.0 };
    let Some((above, below)) = units.split_at_checked(unit) else { return 0.0 };
    let above = above.last().map_or(f32::NEG_INFINITY, |u| u.1);
    let below = below.first().map_or(f32::INFINITY, |u| u.0);
    OUTSIDE_GAP * ((above + OFF_ROWS - first.y).max(0.0) + (last.y + OFF_ROWS - below).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(heights: &[f32]) -> Vec<ColumnPiece<'static>> {
        heights.iter().zip(1..).map(|(y, number)| ColumnPiece { text: "一二三四五六", y: *y, number }).collect()
    }

    #[test]
    fn wrapped_cells_stand_centred_on_their_rows() {
        let rows = items_to_rows(&items(&[1.0, 2.0, 3.0, 4.0]), &[2.0, 4.0]);
        assert_eq!(rows.iter().map(|r| r.0.clone()).collect::<Vec<_>>(), [0..3, 3..4]);
        assert!(rows.iter().all(|r| r.1 > 0.5), "{rows:?}");
    }

    #[test]
    fn a_line_midway_between_two_rows_may_belong_to_either() {
        let rows = items_to_rows(&items(&[1.0, 3.0, 4.0]), &[1.0, 4.0]);
        assert!(rows.iter().any(|r| r.1 < 0.2), "{rows:?}");
    }

    #[test]
    fn each_cell_is_read_once_however_many_rows_it_may_go_over() {
        let heights: Vec<f32> = (0..200_u8).map(f32::from).collect();
        let units: Vec<(f32, f32)> = heights.iter().map(|y| (*y, *y)).collect();
        let read = std::cell::Cell::new(0);
        let count = |own: &[ColumnPiece]| {
            read.set(read.get() + 1);
            own.len()
        };
        items_to_spans(&items(&heights), &units, (&[], false), count, |_, _| 0.0);
        assert!(read.get() <= heights.len() * MOST_SPAN_PIECES, "{}", read.get());
    }

    #[test]
    fn cells_over_several_rows_stand_in_their_middle() {
        let units = [1.0, 2.0, 3.0, 4.0].map(|y| (y, y));
        let spans = items_to_spans(
            &items(&[2.0, 4.0]),
            &units,
            (&[], false),
            |own| own.len(),
            |pieces, _| *pieces as f32 * 2.0,
        );
        assert_eq!(spans.unwrap_or_default(), [(0..1, 0..3), (1..2, 3..4)]);
    }
}
