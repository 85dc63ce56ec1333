//! What of a reading shows whether it is right: the numbers that its sureness is worked out from.

use crate::model::{Axis, BBox, Page, Pt, Rule};
use crate::reconstruct::pages::page_table::{PageCell, PageTable};
use crate::reconstruct::pages::words::Word;

use super::ink::{CellInk, TableInk};

/// How many there are.
pub(super) const COUNT: usize = 30;

/// How far off, in em, texts are looked for.
const FAR: f64 = 4.0;
/// How far, in em, a rule may lie off the border it draws.
const AT_BORDER: f64 = 0.6;
/// A gap between two words, in em, that may be one between columns.
const WIDE: f64 = 1.0;
/// The largest ratio told apart.
const MOST: f64 = 4.0;

/// The numbers, in the order of the weights.
pub(super) fn traits_of(page: &Page, words: &[Word], table: &PageTable) -> [f64; COUNT] {
    let ink = TableInk::of(page, words, table);
    let area = BBox::around(ink.cells.iter().flatten().map(|c| c.bbox)).unwrap_or_else(|| table.bbox());
    let filled: Vec<&CellInk> = ink.cells.iter().flatten().collect();
    let rows = Lines::of(table, &ink, true);
    let columns = Lines::of(table, &ink, false);
    let rules = RulesInside::of(&page.rules, table, &ink);
    let (above, below) = rooms(&ink, &area);
    let count = filled.len().max(1) as f64;
    let first = rows.filled.first().copied().unwrap_or_default() as f64;
    [
        1.0,
        f64::from(table.confidence),
        (table.rows() as f64).ln(),
        (table.cols() as f64).ln(),
        filled.len() as f64 / table.cells.len().max(1) as f64,
        filled.iter().filter(|c| c.number).count() as f64 / count,
        filled.iter().filter(|c| c.lines > 1).count() as f64 / count,
        filled.iter().map(|c| c.gap).fold(0.0, f64::max).min(FAR),
        filled.iter().filter(|c| c.gap > WIDE).count() as f64 / count,
        narrowest_gutter(table, &ink),
        above,
        below,
        beside(&ink, &area),
        rules.across,
        rules.down,
        table.cells.iter().filter(|c| c.col_span > 1).count() as f64 / table.rows().max(1) as f64,
        table.cells.iter().filter(|c| c.row_span > 1).count() as f64 / table.cols().max(1) as f64,
        1.0 - first / table.cols().max(1) as f64,
        mixed(table, &ink),
        rows.uneven(),
        rows.first_tall(),
        columns.filled.iter().copied().min().unwrap_or_default() as f64 / table.rows().max(1) as f64,
        rows.filled.iter().filter(|&&n| n == 1).count() as f64 / rows.filled.len().max(1) as f64,
        unlabelled(table, &ink),
        rules_along(&page.rules, &area, area.top, WIDE * ink.em),
        rules_along(&page.rules, &area, area.bottom, WIDE * ink.em),
        table.header_rows as f64,
        rows.overlapping(),
        drawn_at(page, &area, table.bbox().left, ink.em),
        drawn_at(page, &area, table.bbox().right, ink.em),
    ]
}

/// The rows of a table, or its columns.
struct Lines {
    /// Cells with text in each.
    filled: Vec<usize>,
    /// The extent of the print in each that has some.
    extents: Vec<(Pt, Pt)>,
}

impl Lines {
    fn of(table: &PageTable, ink: &TableInk<'_>, rows: bool) -> Self {
        let count = if rows { table.rows() } else { table.cols() };
        let mut filled = vec![0; count];
        let mut extents: Vec<Option<(Pt, Pt)>> = vec![None; count];
        for (cell, own) in table.cells.iter().zip(&ink.cells) {
            let Some(own) = own else { continue };
            let (first, span, low, high) = if rows {
                (cell.row, cell.row_span, own.bbox.top, own.bbox.bottom)
            } else {
                (cell.col, cell.col_span, own.bbox.left, own.bbox.right)
            };
            filled.iter_mut().skip(first).take(span).for_each(|n| *n += 1);
            if span == 1 {
                let extent = &mut extents[first];
                *extent = Some(extent.map_or((low, high), |(a, b)| (a.min(low), b.max(high))));
            }
        }
        Self { filled, extents: extents.into_iter().flatten().collect() }
    }

    /// How much the distances of the rows differ from the middle one, as a share of it.
    fn uneven(&self) -> f64 {
        let middles = self.extents.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(f64::midpoint(b.0, b.1) - f64::midpoint(a.0, a.1)),
            _ => None,
        });
        let mut steps: Vec<Pt> = middles.collect();
        let middle = middle_of(&mut steps);
        let off: Pt = steps.iter().map(|s| (s - middle).abs()).sum();
        (off / steps.len().max(1) as f64 / middle.max(1.0)).min(MOST)
    }

    /// How tall the first is, in heights of the middle one.
    fn first_tall(&self) -> f64 {
        let mut heights: Vec<Pt> = self.extents.iter().map(|(a, b)| b - a).collect();
        let first = heights.first().copied().unwrap_or(1.0);
        (first / middle_of(&mut heights).max(1.0)).min(MOST)
    }

    /// The share of those whose print reaches into that of the next.
    fn overlapping(&self) -> f64 {
        let pairs = self.extents.windows(2);
        let into = pairs.filter(|pair| matches!(pair, [a, b] if b.0 < a.1)).count();
        into as f64 / self.extents.len().max(1) as f64
    }
}

fn middle_of(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.iter().skip(values.len() / 2).copied().next().unwrap_or(1.0)
}

/// Rules in a table that are no borders of its cells.
struct RulesInside {
    /// Across the page, inside rows, in rows.
    across: f64,
    /// Down the page, inside cells, in columns.
    down: f64,
}

impl RulesInside {
    fn of(rules: &[Rule], table: &PageTable, ink: &TableInk<'_>) -> Self {
        let (mut across, mut down) = (0_usize, 0_usize);
        for rule in rules.iter().filter(|r| r.length() > ink.em) {
            let cuts = table.cells.iter().any(|cell| cuts_cell(rule, cell, ink.em));
            match rule.axis {
                Axis::Horizontal => across += usize::from(cuts),
                Axis::Vertical => down += usize::from(cuts),
            }
        }
        Self { across: share_of(across, table.rows()), down: share_of(down, table.cols()) }
    }
}

/// Whether a rule runs through the inside of a cell.
fn cuts_cell(rule: &Rule, cell: &PageCell, em: Pt) -> bool {
    let b = &cell.bbox;
    let (low, high, from, to) = match rule.axis {
        Axis::Horizontal => (b.top, b.bottom, b.left, b.right),
        Axis::Vertical => (b.left, b.right, b.top, b.bottom),
    };
    let near = AT_BORDER * em;
    let inside = rule.position > low + near && rule.position < high - near;
    inside && rule.start.max(from) + em < rule.end.min(to)
}

/// One number as a share of another, 1 at most.
fn share_of(part: usize, all: usize) -> f64 {
    (part as f64 / all.max(1) as f64).min(1.0)
}

/// Whether rules are drawn along a height over most of the width: 1 or 0.
fn rules_along(rules: &[Rule], area: &BBox, y: Pt, near: Pt) -> f64 {
    let along = rules.iter().filter(|r| r.axis == Axis::Horizontal && (r.position - y).abs() <= near);
    let covered: Pt = along.map(|r| (r.end.min(area.right) - r.start.max(area.left)).max(0.0)).sum();
    f64::from(u8::from(2.0 * covered >= area.width()))
}

/// Whether a side of the table is drawn over most of its height: 1 or 0.
fn drawn_at(page: &Page, area: &BBox, x: Pt, em: Pt) -> f64 {
    let along = page.rules.iter().filter(|r| r.axis == Axis::Vertical && (r.position - x).abs() <= AT_BORDER * em);
    let covered: Pt = along.map(|r| (r.end.min(area.bottom) - r.start.max(area.top)).max(0.0)).sum();
    f64::from(u8::from(2.0 * covered >= area.height()))
}

/// The space between the table and the nearest text above and below it, in em.
fn rooms(ink: &TableInk<'_>, area: &BBox) -> (f64, f64) {
    let (mut above, mut below) = (FAR, FAR);
    for word in ink.outside.iter().filter(|w| w.bbox.overlap_x(area) > 0.0) {
        if word.bbox.center_y() < area.top {
            above = above.min((area.top - word.bbox.bottom) / ink.em);
        } else if word.bbox.center_y() > area.bottom {
            below = below.min((word.bbox.top - area.bottom) / ink.em);
        }
    }
    (above.max(-1.0), below.max(-1.0))
}

/// Words outside at the height of the table, as a share of those inside.
fn beside(ink: &TableInk<'_>, area: &BBox) -> f64 {
    let level = ink.outside.iter().filter(|w| (area.top..=area.bottom).contains(&w.bbox.center_y())).count();
    share_of(level, ink.cells.iter().flatten().count())
}

/// The narrowest space between two neighbours of a row, in em.
fn narrowest_gutter(table: &PageTable, ink: &TableInk<'_>) -> f64 {
    let cells = table.cells.iter().zip(&ink.cells).filter_map(|(cell, own)| Some((cell.row, own.as_ref()?)));
    let cells: Vec<(usize, &CellInk)> = cells.collect();
    let gaps = cells.windows(2).filter_map(|pair| match pair {
        [(row, a), (next, b)] if row == next => Some((b.bbox.left - a.bbox.right) / ink.em),
        _ => None,
    });
    gaps.fold(FAR, f64::min).max(-1.0)
}

/// The share of cells below the first row that are a number in a column of texts, or a text in a column of numbers.
fn mixed(table: &PageTable, ink: &TableInk<'_>) -> f64 {
    let mut columns = vec![(0_usize, 0_usize); table.cols()];
    let body = table.cells.iter().zip(&ink.cells).filter(|(cell, _)| cell.row >= table.header_rows.max(1));
    for (cell, own) in body.filter(|(cell, _)| cell.col_span == 1) {
        let Some(own) = own else { continue };
        let (numbers, texts) = &mut columns[cell.col];
        if own.number { *numbers += 1 } else { *texts += 1 }
    }
    let odd: usize = columns.iter().map(|(a, b)| *a.min(b)).sum();
    let all: usize = columns.iter().map(|(a, b)| a + b).sum();
    odd as f64 / all.max(1) as f64
}

/// The share of rows whose first column is blank.
fn unlabelled(table: &PageTable, ink: &TableInk<'_>) -> f64 {
    let first = table.cells.iter().zip(&ink.cells).filter(|(cell, _)| cell.col == 0);
    let blank = first.filter(|(_, own)| own.is_none()).count();
    blank as f64 / table.rows().max(1) as f64
}
