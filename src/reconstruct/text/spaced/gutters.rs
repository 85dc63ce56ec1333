//! Where columns of spaces end: between two labels of the header, the position that the fewest pieces cross.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::Line;
use crate::reconstruct::text::wrapped::{Column, Cost, Role, is_amount, missing_cost};

use super::pieces::{Count, Piece, line_to_pieces};

/// Positions beyond this are one: no printed line is longer.
const LONGEST: usize = 4096;

/// Cost of a column of amounts that holds only texts, or the other way round.
const STRANGE: Cost = 4.0;
/// What a gutter's width speaks for it, per position, and the width beyond which wider is no better.
const WIDER: Cost = 0.02;
/// See [`WIDER`].
const WIDEST: Cost = 20.0;

/// Gutters between two labels that are weighed at most, the widest ones: no table has so many.
const MOST_GUTTERS: usize = 16;

/// A line with its pieces dealt out to columns.
#[derive(Debug, Clone)]
pub(super) struct PlacedLine<'a> {
    /// Its line number.
    pub(super) number: u32,
    /// Its position from the top, blank lines counted.
    pub(super) row: usize,
    /// Whether a page break stands before it.
    pub(super) new_page: bool,
    /// Its pieces.
    pub(super) pieces: Vec<Piece<'a>>,
}

/// How positions are counted in a text, and where its header's labels stand.
pub(super) struct Metric {
    count: Count,
    /// Start and end of each label.
    labels: Vec<(usize, usize)>,
}

impl Metric {
    /// The count by which fewer pieces cross the columns' borders. `None` where the header is not set in columns itself.
    pub(super) fn of(columns: &[Column], header: &[Line], lines: &[Option<&Line>]) -> Option<Self> {
        let metric = |count: Count| {
            let labels = label_extents(columns, header, count)?;
            let pages = pages_of(lines);
            let crossed: usize = pages.iter().map(|p| borders(p, columns, &labels, count).1).sum();
            // Counted rightly, the pieces of a column start at the same place.
            let starts: usize = pages.iter().map(|p| distinct_starts(p, count)).sum();
            Some(((crossed, starts), Self { count, labels }))
        };
        let (cells, characters) = (metric(Count::Cells)?, metric(Count::Characters)?);
        Some(if cells.0 < characters.0 { cells.1 } else { characters.1 })
    }

    /// Cuts all lines into pieces and deals these out to columns, page by page.
    pub(super) fn lines_to_pieces<'a>(
        &self,
        columns: &[Column],
        _header: &[Line],
        lines: &[Option<&'a Line>],
    ) -> Vec<PlacedLine<'a>> {
        let mut placed = Vec::new();
        let mut row = 0;
        for page in pages_of(lines) {
            let (borders, _) = borders(&page, columns, &self.labels, self.count);
            let mut new_page = true;
            for line in page {
                row += 1;
                let near = |position: usize| borders.contains(&position);
                let mut pieces = line_to_pieces(&line.text, self.count, near);
                if pieces.is_empty() {
                    continue;
                }
                for piece in &mut pieces {
                    piece.column = borders.partition_point(|b| *b <= piece.start).min(columns.len() - 1);
                }
                placed.push(PlacedLine { number: line.number, row, new_page, pieces });
                new_page = false;
            }
            row += 1;
        }
        placed
    }
}

fn pages_of<'a>(lines: &[Option<&'a Line>]) -> Vec<Vec<&'a Line>> {
    let mut pages = vec![Vec::new()];
    for line in lines {
        match line {
            Some(line) => {
                if line.text.starts_with('\u{c}') {
                    pages.push(Vec::new());
                }
                if let Some(page) = pages.last_mut() {
                    page.push(*line);
                }
            }
            None => pages.push(Vec::new()),
        }
    }
    pages.retain(|p| !p.is_empty());
    pages
}

/// At how many positions pieces start.
fn distinct_starts(page: &[&Line], count: Count) -> usize {
    let pieces = page.iter().flat_map(|l| line_to_pieces(&l.text, count, |_| false));
    pieces.map(|p| p.start).collect::<BTreeSet<_>>().len()
}

/// Start and end of each label on the header's lines; a wrapped label's first line counts.
fn label_extents(columns: &[Column], header: &[Line], count: Count) -> Option<Vec<(usize, usize)>> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let first = header.iter().find(|l| !l.text.trim().is_empty())?;
    for piece in line_to_pieces(&first.text, count, |_| false) {
        pieces.push((piece.start, piece.end));
    }
    if pieces.len() != columns.len() {
        // Labels with single spaces between them.
        pieces.clear();
        let words = line_to_pieces(&first.text, count, |_| true);
        pieces.extend(words.iter().map(|p| (p.start, p.end)));
    }
    (pieces.len() == columns.len()).then_some(pieces)
}

/// For each gap between columns the position at which the next column starts, and how many pieces cross these.
fn borders(page: &[&Line], columns: &[Column], labels: &[(usize, usize)], count: Count) -> (Vec<usize>, usize) {
    let mut change = vec![0_i64; LONGEST + 2];
    let mut inked = Inked::default();
    for line in page {
        for piece in line_to_pieces(&line.text, count, |_| false) {
            if let Some(c) = change.get_mut((piece.start + 1).min(LONGEST)) {
                *c += 1;
            }
            if let Some(c) = change.get_mut(piece.end.min(LONGEST)) {
                *c -= 1;
            }
            inked.starts.push((piece.start, is_amount(piece.text)));
        }
    }
    inked.starts.sort_unstable();
    // `crossing[x]`: pieces that a border at x would cut.
    let crossing: Vec<i64> = change
        .iter()
        .scan(0, |sum, c| {
            *sum += c;
            Some(*sum)
        })
        .collect();
    let mut crossed = 0;
    let mut gaps = Vec::new();
    for pair in labels.windows(2) {
        // A label stands over its column: the border lies between the labels.
        let [(_, left), (right, _)] = pair else { continue };
        let range = *left..(*right).min(LONGEST) + 1;
        let least = range.clone().filter_map(|x| crossing.get(x)).min().copied().unwrap_or(0);
        crossed += usize::try_from(least).unwrap_or(0);
        let mut free = runs(range, |x| crossing.get(x) == Some(&least));
        free.sort_by(|a, b| b.1.cmp(&a.1).then(b.0.cmp(&a.0)));
        free.truncate(MOST_GUTTERS);
        free.sort_unstable();
        gaps.push(if free.is_empty() { vec![(*right, 1)] } else { free });
    }
    (inked.best_borders(columns, &gaps), crossed)
}

/// Runs of positions that are free, each by its last position and its length.
fn runs(range: Range<usize>, free: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut open = false;
    for x in range {
        let is_free = free(x);
        match found.last_mut() {
            Some(last) if is_free && open => *last = (x, last.1 + 1),
            _ if is_free => found.push((x, 1)),
            _ => {}
        }
        open = is_free;
    }
    found
}

/// Where the pieces of a page start, from left to right, and which are amounts.
#[derive(Default)]
struct Inked {
    starts: Vec<(usize, bool)>,
}

impl Inked {
    /// One gutter for each gap, so that columns hold what they should and few are empty; of equal ones the widest.
    fn best_borders(&self, columns: &[Column], gaps: &[Vec<(usize, usize)>]) -> Vec<usize> {
        // For each gutter of the gap before: its cost, its position, the borders up to it.
        let mut before: Vec<(Cost, usize, Vec<usize>)> = vec![(0.0, 0, Vec::new())];
        for (gap, column) in gaps.iter().zip(columns) {
            let reach = |(border, width): &(usize, usize)| {
                let cost = |(cost, from, _): &(Cost, usize, Vec<usize>)| {
                    cost + self.column_cost(column.role, *from, *border) - WIDER * (*width as Cost).min(WIDEST)
                };
                let best = before.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))?;
                Some((cost(best), *border, best.2.iter().copied().chain([*border]).collect()))
            };
            before = gap.iter().filter_map(reach).collect();
        }
        let last = columns.last().map_or(Role::Indicators, |c| c.role);
        let end = |(cost, from, _): &(Cost, usize, Vec<usize>)| cost + self.column_cost(last, *from, usize::MAX);
        before.into_iter().min_by(|a, b| end(a).total_cmp(&end(b))).map_or_else(Vec::new, |b| b.2)
    }

    /// What speaks against a column between two positions.
    fn column_cost(&self, role: Role, from: usize, to: usize) -> Cost {
        let first = self.starts.partition_point(|s| s.0 < from);
        let end = self.starts.partition_point(|s| s.0 < to);
        let own = self.starts.get(first..end).unwrap_or_default();
        if own.is_empty() {
            return missing_cost(role);
        }
        let strange = own.iter().filter(|(_, amount)| *amount != role.is_number()).count();
        STRANGE * strange as Cost / own.len() as Cost
    }
}
