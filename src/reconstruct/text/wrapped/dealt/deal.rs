//! Cells as dealt out so far.

use super::super::moves::missing_cost;
use super::super::tokens::Gap;
use super::super::weights::{self, Cost};
use super::costs;
use super::print::DealtPrint;
use super::texts::TextId;

/// A token in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DealtToken {
    pub(super) column: usize,
    pub(super) row: usize,
    /// Whether a cell begins with it.
    pub(super) begins: bool,
    /// Whether nothing but the order of its column says in which row it stands, and the column has fewer cells than rows.
    pub(super) doubtful: bool,
}

/// A column as far as it is dealt out.
#[derive(Debug, Clone, Copy, Default)]
struct Track {
    /// The row from which on its next cell may stand.
    next: usize,
    cell: Option<DealtCell>,
    /// Rows of the page without a cell of it, and what was paid for that.
    lacking: usize,
    paid: Cost,
}

impl Track {
    /// What was paid for one of the cells it lacks.
    fn paid_for_one(&self) -> Cost {
        self.paid / self.lacking.max(1) as Cost
    }
}

/// The last cell of a column.
#[derive(Debug, Clone, Copy)]
struct DealtCell {
    row: usize,
    start: usize,
    last: usize,
    count: usize,
    /// Width of its last line.
    width: u32,
    /// Its text, where it is short.
    text: Option<TextId>,
    /// What its ending here costs, which is in the cost of the whole.
    ending: Cost,
}

/// All columns as dealt out so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Deal {
    pub(super) cost: Cost,
    tracks: Vec<Track>,
    /// Rows begun; the first of the page; which rows of the page are sums.
    rows: usize,
    page: usize,
    sums: Vec<usize>,
    /// The token that began the last row.
    row_start: usize,
    /// Column and row of the token before.
    before: Option<(usize, usize)>,
    /// The last step that led here.
    pub(super) step: Option<usize>,
}

/// Where a token may go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Move {
    pub(super) to: DealtToken,
    /// What it adds to the cost.
    pub(super) cost: Cost,
}

impl Deal {
    /// Nothing dealt out.
    pub(super) fn new(columns: usize) -> Self {
        Self { tracks: vec![Track::default(); columns], ..Self::default() }
    }

    /// What tells it from others as far as what follows is concerned.
    pub(super) fn key(&self) -> Vec<usize> {
        let cell = |t: &Track| t.cell.as_ref().map_or([t.next, usize::MAX, 0], |c| [t.next, c.start, c.last]);
        let mut key: Vec<usize> = self.tracks.iter().flat_map(cell).collect();
        key.extend([self.rows, self.before.map_or(usize::MAX, |b| b.0)]);
        key
    }

    /// Adds the moves of a token; `begins` is what a cell beginning with it costs in each column.
    pub(super) fn moves(&self, print: &DealtPrint, at: usize, begins: &[Cost], moves: &mut Vec<Move>) {
        let in_line = print.tokens[at].gap == Gap::Space;
        let from = if in_line { self.before.map_or(0, |b| b.0) } else { 0 };
        let own = self.tracks.iter().zip(begins).enumerate().skip(from);
        let left = self.leaving(print).into_iter().map(|l| l.1).sum::<Cost>();
        for (column, (track, begins)) in own {
            let same_piece = in_line && self.before.is_some_and(|b| b.0 == column);
            if let Some(cell) = &track.cell {
                moves.extend(self.going_on(print, at, (column, cell), same_piece));
            }
            if !same_piece {
                self.beginning(print, (column, track), *begins, moves);
                let in_line = if in_line { weights::NEW_ROW_IN_LINE } else { 0.0 };
                let to = DealtToken { column, row: self.rows, begins: true, doubtful: false };
                moves.push(Move { to, cost: begins + weights::NEW_ROW + in_line + left });
            }
        }
    }

    fn going_on(
        &self,
        print: &DealtPrint,
        at: usize,
        (column, cell): (usize, &DealtCell),
        same_piece: bool,
    ) -> Option<Move> {
        let role = print.role(column);
        if role.is_number() || !role.is_long() && cell.count >= weights::SHORT_CELL_TOKENS {
            return None;
        }
        let token = print.tokens[at];
        let (inside, width) = if same_piece {
            (print.in_line(column, at), cell.width + 1 + token.width)
        } else {
            (print.next_line(column, (cell.last, cell.width), at), token.width)
        };
        let is_stale = cell.start < self.row_start && self.before != Some((column, cell.row));
        let stale = if is_stale && cell.row + 1 != self.rows { costs::STALE } else { 0.0 };
        let text = print.append(column, cell.text, at);
        let twice = print.twice(cell.text, at);
        let cost = inside + stale + twice + print.ends(column, at, width, text) - cell.ending;
        Some(Move { to: DealtToken { column, row: cell.row, begins: false, doubtful: false }, cost })
    }

    /// The rows already begun in which a cell of a column may begin.
    fn beginning(&self, print: &DealtPrint, (column, track): (usize, &Track), begins: Cost, moves: &mut Vec<Move>) {
        let is_long = print.role(column).is_long();
        let last = self.rows.checked_sub(1).filter(|last| *last >= self.page);
        if let Some(row) = last.filter(|last| track.next <= *last) {
            let is_right = self.before.is_none_or(|b| b.0 < column || b.1 != row);
            let order = if is_right { 0.0 } else { costs::OUT_OF_ORDER };
            let sum = if is_long && self.is_sum(print, row) { weights::SUM_BESIDE_LONG } else { 0.0 };
            let to = DealtToken { column, row, begins: true, doubtful: false };
            moves.push(Move { to, cost: begins + order + sum });
        }
        let first = (track.next.max(self.page)..self.rows).find(|row| !(is_long && self.sums.contains(row)));
        if let Some(row) = first.filter(|row| Some(*row) != last) {
            let again = self.before.is_some_and(|b| b.0 == column && b.1 < row);
            let late = if again { costs::LATE_AGAIN } else { costs::LATE };
            let to = DealtToken { column, row, begins: true, doubtful: true };
            moves.push(Move { to, cost: begins + late - track.paid_for_one() });
        }
    }

    /// Whether a row adds others up, by its name.
    fn is_sum(&self, print: &DealtPrint, row: usize) -> bool {
        let own = self.tracks.iter().filter_map(|t| t.cell.as_ref()).filter(|c| c.row == row);
        self.sums.contains(&row) || own.filter_map(|c| c.text).any(|t| print.names_sum(t))
    }

    /// The columns that the last row lacks, each with its cost: what the row above lacks too may come later.
    fn leaving(&self, print: &DealtPrint) -> Vec<(usize, Cost)> {
        let last = self.rows.checked_sub(1).filter(|last| *last >= self.page);
        let is_sum = last.is_some_and(|last| self.is_sum(print, last));
        let cost = move |(column, track): (usize, &Track)| {
            let last = last.filter(|last| track.next <= *last)?;
            let role = print.role(column);
            let missing = if is_sum && role.is_long() { 0.0 } else { missing_cost(role) };
            let again = last > self.page && track.next < last;
            Some((column, if again { missing * costs::LACKING_AGAIN } else { missing }))
        };
        self.tracks.iter().enumerate().filter_map(cost).collect()
    }

    /// Deals a token out.
    pub(super) fn take(&mut self, print: &DealtPrint, at: usize, step: Move) {
        let DealtToken { column, row, begins, .. } = step.to;
        self.cost += step.cost;
        if row == self.rows {
            self.leave_row(print);
            self.rows += 1;
            self.row_start = at;
        }
        self.before = Some((column, row));
        let is_late = row + 1 < self.rows;
        let (token, track) = (print.tokens[at], &mut self.tracks[column]);
        let old = track.cell.take();
        let cell = if let Some(cell) = old.filter(|_| !begins) {
            let in_line = print.tokens[cell.last].line == token.line;
            let width = if in_line { cell.width + 1 + token.width } else { token.width };
            let text = print.append(column, cell.text, at);
            DealtCell { last: at, count: cell.count + 1, width, text, ..cell }
        } else {
            if is_late {
                track.paid -= track.paid_for_one();
                track.lacking = track.lacking.saturating_sub(1);
            }
            track.next = row + 1;
            let text = print.append(column, None, at);
            DealtCell { row, start: at, last: at, count: 1, width: token.width, text, ending: 0.0 }
        };
        let ending = print.ends(column, at, cell.width, cell.text);
        track.cell = Some(DealtCell { ending, ..cell });
    }

    fn leave_row(&mut self, print: &DealtPrint) {
        let Some(last) = self.rows.checked_sub(1).filter(|last| *last >= self.page) else { return };
        let lacking = self.leaving(print);
        if self.is_sum(print, last) && !self.sums.contains(&last) {
            self.sums.push(last);
        }
        for (column, cost) in lacking {
            let track = &mut self.tracks[column];
            // A sum has no goal: there is nothing to come.
            if cost > 0.0 {
                track.lacking += 1;
                track.paid += cost;
            }
        }
    }

    /// Ends a page: what its rows lack does not come any more.
    pub(super) fn end_page(&mut self, print: &DealtPrint) {
        self.cost += self.leaving(print).iter().map(|l| l.1).sum::<Cost>();
        self.leave_row(print);
        for (column, track) in self.tracks.iter_mut().enumerate() {
            self.cost += track.lacking as Cost * missing_cost(print.role(column)) - track.paid;
            track.lacking = 0;
            track.paid = 0.0;
            track.next = self.rows;
        }
        self.page = self.rows;
        self.sums.clear();
    }
}
