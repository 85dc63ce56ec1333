//! Placed lines → rows: bands of lines, chosen together so that each band's cells read as cells of their columns and stand
//! centred on it or start at its top.

use unicode_width::UnicodeWidthStr;

use crate::reconstruct::joining;
use crate::reconstruct::text::pieces::Piece;

use super::columns::{PrintedColumn, Role};
use super::content::Judge;
use super::measured::Measured;
use super::moves::missing_cost;
use super::table::LineCell;
use super::tokens::head_width;
use super::weights::{self, Cost};
use super::widths::Widths;

/// A line with its pieces dealt out to columns.
#[derive(Debug, Clone)]
pub(in crate::reconstruct::text) struct PlacedLine<'a> {
    /// Its line number.
    pub(in crate::reconstruct::text) number: u32,
    /// Its position from the top, blank lines counted.
    pub(in crate::reconstruct::text) row: usize,
    /// Whether a page break stands before it.
    pub(in crate::reconstruct::text) new_page: bool,
    /// Its pieces.
    pub(in crate::reconstruct::text) pieces: Vec<Piece<'a>>,
}

/// Most lines a row may take.
const BAND_LINES: usize = 120;

/// Characters beyond which no name, class or target goes on: ten times the longest in the forms at hand.
const SHORT_CELL_MOST: usize = 400;

/// A cell of a band while lines are added.
#[derive(Clone)]
struct Growing<'a> {
    column: usize,
    /// Its text, of a short cell.
    text: Measured,
    /// The last of its lines.
    end: &'a str,
    content: Cost,
    inside: Cost,
    width: u32,
    rows: (usize, usize),
}

/// What a piece costs and takes, whatever row it stands in: asked for each line a row may start at.
#[derive(Clone, Copy)]
struct PieceCosts {
    width: u32,
    head: u32,
    /// As the first line of a long cell, and as any.
    long_start: Cost,
    long: Cost,
}

impl PieceCosts {
    fn of(piece: &Piece, columns: &[PrintedColumn], judge: &Judge) -> Self {
        let long = Some(columns[piece.column].role).filter(|role| role.is_long());
        Self {
            width: piece.text.width() as u32,
            head: head_width(piece.text),
            long_start: long.map_or(0.0, |role| judge.long_start(role, piece.text)),
            long: long.map_or(0.0, |role| judge.long_piece(role, piece.text)),
        }
    }
}

/// The best way to end a row before some line.
#[derive(Clone, Copy)]
struct Ended {
    cost: Cost,
    /// Of the best way whose row starts elsewhere.
    second: Cost,
    from: usize,
}

const NEVER: Ended = Ended { cost: Cost::INFINITY, second: Cost::INFINITY, from: 0 };

impl Ended {
    fn offer(&mut self, cost: Cost, from: usize) {
        if cost < self.cost {
            *self = Self { cost, second: self.cost, from };
        } else if cost < self.second {
            self.second = cost;
        }
    }
}

/// Columns from this one on count as one: no table has so many.
const LAST_BIT: usize = 63;

/// Lines of a band that fill the same columns.
struct SameColumns {
    bits: u64,
    lines: usize,
    /// How often they begin anew behind other lines.
    groups: usize,
    /// The position of the last of them.
    last: usize,
}

/// Which columns the lines of a band fill.
#[derive(Default)]
struct FilledColumns {
    all: u64,
    lines: usize,
    same: Vec<SameColumns>,
}

impl FilledColumns {
    fn add(&mut self, line: &PlacedLine) {
        let bits = line.pieces.iter().fold(0, |bits, p| bits | 1_u64 << p.column.min(LAST_BIT));
        self.all |= bits;
        self.lines += 1;
        match self.same.iter_mut().find(|s| s.bits == bits) {
            Some(same) => {
                same.lines += 1;
                same.groups += usize::from(line.row > same.last + 1);
                same.last = line.row;
            }
            None => self.same.push(SameColumns { bits, lines: 1, groups: 1, last: line.row }),
        }
    }

    /// What speaks for the lines that fill every column being rows of their own. Hardly ever do all cells of a row go on in
    /// another line, unless they stand beside the middle of a longer one.
    fn cost(&self) -> Cost {
        let Some(full) = self.same.iter().find(|s| s.bits == self.all) else { return 0.0 };
        if full.lines == self.lines {
            return weights::FULL_LINE * full.lines.saturating_sub(1) as Cost;
        }
        let beside = full.lines.saturating_sub(full.groups) as Cost;
        weights::FULL_LINE * full.groups.saturating_sub(1) as Cost + weights::FULL_LINE_BESIDE * beside
    }
}

/// Reads placed lines as rows of cells.
pub(in crate::reconstruct::text) fn lines_to_rows(
    lines: &[PlacedLine],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> Vec<Vec<LineCell>> {
    let widths = column_widths(lines, columns.len());
    let facts_of = |line: &PlacedLine| line.pieces.iter().map(|p| PieceCosts::of(p, columns, judge)).collect();
    let facts: Vec<Vec<PieceCosts>> = lines.iter().map(facts_of).collect();
    let mut best = vec![NEVER; lines.len() + 1];
    best[0].cost = 0.0;
    for from in 0..lines.len() {
        let cost = best[from].cost;
        if !cost.is_finite() {
            continue;
        }
        let mut band: Vec<Option<Growing>> = vec![None; columns.len()];
        let mut filled = FilledColumns::default();
        for (to, facts) in facts.iter().enumerate().skip(from).take(BAND_LINES) {
            add_line(&mut band, facts, (lines, from, to), columns, judge, &widths);
            filled.add(&lines[to]);
            let total = cost + band_cost(&band, ((lines, from, to), filled.cost()), columns, judge, &widths);
            best[to + 1].offer(total, from);
            // A longer row would only have it longer yet; each line more would have the whole of it weighed again.
            if band.iter().flatten().any(|cell| cell.text.length > SHORT_CELL_MOST) {
                break;
            }
        }
    }
    let mut rows = Vec::new();
    let mut end = lines.len();
    while end > 0 {
        let way = best[end];
        let from = way.from.min(end - 1);
        let mut row = band_to_cells(&lines[from..end], columns.len());
        // Said once, of the row's first cell.
        row.iter_mut().take(1).for_each(|cell| cell.margin = way.second - way.cost);
        rows.push(row);
        end = from;
    }
    rows.reverse();
    rows
}

/// How wide the columns are: nearly as wide as the widest of their lines.
fn column_widths(lines: &[PlacedLine], columns: usize) -> Widths {
    let mut widths = vec![Vec::new(); columns];
    for piece in lines.iter().flat_map(|l| &l.pieces) {
        widths[piece.column].push(piece.text.width() as u32);
    }
    Widths::from_all_lines(widths)
}

fn add_line<'a>(
    band: &mut [Option<Growing<'a>>],
    facts: &[PieceCosts],
    (lines, from, at): (&[PlacedLine<'a>], usize, usize),
    columns: &[PrintedColumn],
    judge: &Judge,
    widths: &Widths,
) {
    let line = &lines[at];
    let page = if at > from && line.new_page { weights::PAGE_INSIDE } else { 0.0 };
    let blank = at > from && !line.new_page && line.row > lines[at - 1].row + 1;
    for (piece, facts) in line.pieces.iter().zip(facts) {
        let role = columns[piece.column].role;
        let cell = band[piece.column].get_or_insert_with(|| Growing {
            column: piece.column,
            text: Measured::default(),
            end: "",
            content: facts.long_start,
            inside: 0.0,
            width: 0,
            rows: (line.row, line.row),
        });
        if !cell.end.is_empty() && cell.rows.1 == line.row {
            // Pieces of one cell between spaces.
            cell.inside += if role.is_long() { weights::SPACE_INSIDE_LONG } else { weights::SPACE_INSIDE_SHORT };
        } else if !cell.end.is_empty() {
            let apart = if blank { weights::BLANK_INSIDE } else { 0.0 };
            let number = if role.is_number() { weights::NUMBER_BROKEN } else { 0.0 };
            cell.inside += number + page + apart + widths.goes_on(piece.column, cell.width, facts.head, facts.width);
        }
        if !piece.text.trim().is_empty() {
            cell.end = piece.text.trim();
        }
        cell.content = if role.is_long() {
            cell.content + facts.long
        } else {
            judge.append_line(&mut cell.text, piece.text);
            judge.measured_short_cell(role, &cell.text)
        };
        let same_line = cell.width > 0 && cell.rows.1 == line.row;
        cell.width = if same_line { cell.width + 1 + facts.width } else { facts.width };
        cell.rows.1 = line.row;
    }
}

fn band_cost(
    band: &[Option<Growing>],
    ((lines, from, to), full_lines): ((&[PlacedLine], usize, usize), Cost),
    columns: &[PrintedColumn],
    judge: &Judge,
    widths: &Widths,
) -> Cost {
    let one_page = lines[from + 1..=to].iter().all(|l| !l.new_page);
    let extent = band.iter().flatten().map(|c| c.rows).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default();
    let mut cost = weights::NEW_ROW + full_lines;
    let filled = || band.iter().zip(columns).filter_map(|(cell, column)| Some((cell.as_ref()?, column.role)));
    let is_sum = filled().any(|(cell, role)| role == Role::Project && judge.names_sum(&cell.text.text));
    if is_sum && filled().any(|(_, role)| role.is_long()) {
        cost += weights::SUM_BESIDE_LONG;
    }
    for (slot, column) in band.iter().zip(columns) {
        let Some(cell) = slot else {
            // What adds up has no texts of its own.
            cost += if is_sum && column.role.is_long() { 0.0 } else { missing_cost(column.role) };
            continue;
        };
        cost += cell.content + cell.inside + widths.ends(cell.column, cell.width);
        if column.role.is_long() {
            cost += Judge::long_end(cell.end);
        }
        if one_page {
            let centre = Cost::midpoint(cell.rows.0 as Cost, cell.rows.1 as Cost)
                - Cost::midpoint(extent.0 as Cost, extent.1 as Cost);
            let top = (cell.rows.0 - extent.0) as Cost;
            cost += weights::OFF_CENTRE * centre.abs().min(top).min(weights::OFF_CENTRE_MOST);
        }
    }
    cost
}

fn band_to_cells(lines: &[PlacedLine], columns: usize) -> Vec<LineCell> {
    let mut cells: Vec<Option<LineCell>> = vec![None; columns];
    for line in lines {
        for piece in &line.pieces {
            let slot = &mut cells[piece.column];
            match slot {
                Some(cell) if cell.lines[1] == line.number => {
                    cell.text.push(' ');
                    cell.text.push_str(piece.text);
                }
                Some(cell) => {
                    joining::append_line(&mut cell.text, piece.text);
                    cell.lines[1] = line.number;
                }
                None => {
                    *slot = Some(LineCell {
                        column: piece.column,
                        text: piece.text.to_owned(),
                        lines: [line.number, line.number],
                        margin: Cost::INFINITY,
                    });
                }
            }
        }
    }
    cells.into_iter().flatten().map(|c| LineCell { text: joining::close_wrap_spaces(&c.text), ..c }).collect()
}
