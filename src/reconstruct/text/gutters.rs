//! Labels and the lines set in columns of spaces below them → where each column starts: of the gutters that the fewest words
//! cross, those that leave each column with what its label says.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Line;
use crate::reconstruct::cheapest_path::cheapest_path;
use crate::vocabulary::Column as Meaning;

use super::free_runs::{LONGEST, MOST_GUTTERS, free_runs, sums};
use super::pieces::{Count, Piece, line_to_pieces};
use super::words::Words;
use super::wrapped::{Role, is_amount, is_bare_sign};

/// How far, in positions, columns may stand from labels printed on the page before.
const INHERITED_SLACK: usize = 8;
/// How far, in positions, a text behind others may stand from its column's start.
const PUSHED: usize = 4;
/// How far, where it is parted from the text before it by a single space.
const PUSHED_CLOSE: usize = 8;
/// Cost of a border at a single space, where every line has one there.
const LOOSE: f32 = 1.0;
/// Cost of a border inside words, where every line has one there.
const CUT: f32 = 5.0;
/// Cost of a column that holds only what belongs to other columns.
const STRANGE: f32 = 6.0;
/// Cost of a column that holds nothing; of one that is often blank.
const BLANK: f32 = 2.0;
/// See [`BLANK`].
const OFTEN_BLANK: f32 = 0.3;
/// What a gutter's width speaks for it, per position, up to [`WIDEST`].
const WIDER: f32 = 0.02;
/// See [`WIDER`].
const WIDEST: f32 = 20.0;

/// The labels over columns: what these hold, and where each label starts and ends, by both counts.
#[derive(Debug, Clone)]
pub(super) struct ColumnLabels {
    /// What the columns hold.
    pub(super) roles: Vec<Role>,
    /// Extents in display cells.
    pub(super) by_cells: Vec<(usize, usize)>,
    /// Extents in characters.
    pub(super) by_characters: Vec<(usize, usize)>,
}

/// Columns of spaces.
#[derive(Debug, Clone)]
pub(super) struct ColumnGutters {
    /// How positions are counted.
    pub(super) count: Count,
    /// Where each column but the first starts, the one left of all labels included where there is one.
    borders: Vec<usize>,
    /// Whether a column stands left of all labels: the label beside the section.
    pub(super) side_label: bool,
    /// Which columns hold numbers.
    numbers: Vec<bool>,
    /// The column of the signs of targets.
    signs: Option<usize>,
}

impl ColumnGutters {
    /// The columns whose borders the fewest words cross, positions counted as leaves fewer crossed and fewer places at which
    /// something starts.
    ///
    /// Labels inherited from the page before stand only nearly over the columns: each page is laid out by itself.
    pub(super) fn of(labels: &ColumnLabels, lines: &[&Line], inherited: bool, words: &Words) -> Self {
        let slack = if inherited { INHERITED_SLACK } else { 0 };
        let [cells, characters] = [(Count::Cells, &labels.by_cells), (Count::Characters, &labels.by_characters)]
            .map(|(count, extents)| columns_by((&labels.roles, extents), lines, (count, slack), words));
        if cells.0 < characters.0 { cells.1 } else { characters.1 }
    }

    /// A line's pieces, each with its column: cut at wide gaps, and at the single space at which a text reaches into the
    /// next column. What stands behind other texts may have been pushed off its column's start.
    pub(super) fn cut<'a>(&self, text: &'a str) -> Vec<Piece<'a>> {
        let words = line_to_pieces(text, self.count, |_| true);
        let whole = line_to_pieces(text, self.count, |_| false);
        let cuts: BTreeSet<(usize, usize)> = whole
            .iter()
            .flat_map(|piece| {
                (1..).zip(&self.borders).filter_map(|(c, border)| Some((cut_in(&words, piece, *border)?, c)))
            })
            .collect();
        let behind_numbers = whole.iter().filter_map(|piece| self.behind_number(&words, piece));
        let around_signs = whole.iter().flat_map(|piece| self.around_signs(&words, piece));
        let cuts: BTreeSet<(usize, usize)> = cuts.into_iter().chain(behind_numbers).collect();
        let mut by_place: BTreeMap<usize, usize> = cuts.into_iter().collect();
        by_place.extend(around_signs);
        let mut pieces = line_to_pieces(text, self.count, |position| by_place.contains_key(&position));
        let mut last = None;
        for piece in &mut pieces {
            let column = self.borders.partition_point(|b| *b <= piece.start);
            let pushed = self.borders.get(column).is_some_and(|b| *b <= piece.start + PUSHED);
            let taken = last.is_some_and(|l| l >= column);
            piece.column = match by_place.get(&piece.start) {
                Some(column) => *column,
                None => column + usize::from(pushed && taken),
            };
            last = Some(piece.column);
        }
        pieces
    }
}

impl ColumnGutters {
    /// Where the signs in a piece begin, and what stands behind them.
    fn around_signs(&self, words: &[Piece], piece: &Piece) -> Vec<(usize, usize)> {
        let Some(column) = self.signs else { return Vec::new() };
        let mut own = words.iter().filter(|w| (piece.start..piece.end).contains(&w.start)).peekable();
        let mut cuts = Vec::new();
        while let Some(word) = own.next() {
            if is_bare_sign(word.text) {
                cuts.push((word.start, column));
                cuts.extend(own.peek().map(|next| (next.start, column + 1)));
            }
        }
        cuts
    }

    /// Where a piece that begins with an amount in a column of numbers goes on in the next column.
    fn behind_number(&self, words: &[Piece], piece: &Piece) -> Option<(usize, usize)> {
        let column = self.borders.partition_point(|b| *b <= piece.start);
        let first = words.partition_point(|w| w.start < piece.start);
        let (_, [word, next, ..]) = words.split_at(first) else { return None };
        let is_number = self.numbers.get(column) == Some(&true) && is_amount(word.text);
        (next.start < piece.end && is_number && column < self.borders.len()).then_some((next.start, column + 1))
    }
}

/// Where a piece that reaches over a border is cut: at the start of a word nearest to it.
fn cut_in(words: &[Piece], piece: &Piece, border: usize) -> Option<usize> {
    if piece.start >= border || piece.end <= border {
        return None;
    }
    let near = words.iter().map(|w| w.start).filter(|s| (piece.start + 1..piece.end).contains(s));
    near.min_by_key(|s| s.abs_diff(border)).filter(|s| s.abs_diff(border) <= PUSHED_CLOSE)
}

type Crossed = (usize, usize);

fn columns_by(
    (roles, extents): (&[Role], &[(usize, usize)]),
    lines: &[&Line],
    (count, slack): (Count, usize),
    words: &Words,
) -> (Crossed, ColumnGutters) {
    let own: &[(usize, usize)] = if slack > 0 { &[] } else { extents };
    let inked = Inked::of(own, lines, count, words);
    let first = extents.first().map_or(0, |e| e.0);
    let (_, beside) = free_runs(&inked.crossing, 0, first);
    let side = beside.iter().max_by_key(|g| g.1).map_or(0, |g| g.0);
    let label: String = inked.leftmost.iter().filter(|p| p.1 <= side).map(|p| p.2).collect();
    let side_label =
        matches!(words.meaning(&label), Some(Meaning::Indicators | Meaning::BudgetBlock | Meaning::TaskBlock));
    let start = if side_label { side } else { 0 };
    let mut crossed = 0;
    let mut near = Vec::new();
    for pair in extents.windows(2) {
        let [left, right] = pair else { continue };
        let (from, to) = (left.1.saturating_sub(slack), right.0 + slack);
        let (least, free) = free_runs(&inked.crossing, from, to);
        crossed += least;
        near.push(inked.with_frequent_starts(free, from, to));
    }
    let mut best = inked.best_borders(roles, &near, start);
    if slack > 0 {
        // Laid out by itself, a page may have its columns anywhere.
        let (_, free) = free_runs(&inked.crossing, start, inked.end());
        let anywhere = vec![inked.with_frequent_starts(free, start, inked.end()); near.len()];
        let other = inked.best_borders(roles, &anywhere, start);
        best = if other.0 < best.0 { other } else { best };
    }
    let mut borders: Vec<usize> = if side_label { vec![side] } else { Vec::new() };
    borders.extend(best.1);
    borders.sort_unstable();
    let numbers =
        std::iter::repeat_n(false, usize::from(side_label)).chain(roles.iter().map(|r| r.is_number())).collect();
    let signs = roles
        .iter()
        .position(|r| *r == Role::Sign)
        .filter(|n| n + 1 < roles.len())
        .map(|n| n + usize::from(side_label));
    ((crossed, inked.distinct_starts()), ColumnGutters { count, borders, side_label, numbers, signs })
}

/// What a piece is by its text.
#[derive(Debug, Clone, Copy, Default)]
struct PieceNature {
    /// It is a class of the first level; of the second.
    levels: (bool, bool),
    amount: bool,
    /// It begins with an amount: what follows at a single space may be the next column's.
    begins_with_amount: bool,
}

/// What is printed where.
struct Inked<'a> {
    /// How many words a border at each position would cut.
    crossing: Vec<usize>,
    /// How many pieces it would cut, at single spaces or inside words.
    loose: Vec<usize>,
    /// How many amounts it would cut.
    amounts: Vec<usize>,
    /// How many words start at each position.
    word_starts: Vec<usize>,
    /// How many lines there are.
    lines: usize,
    /// Start, end and text of the first piece of each line.
    leftmost: Vec<(usize, usize, &'a str)>,
    /// Start of each piece and what it is, in order.
    starts: Vec<(usize, PieceNature)>,
}

/// Notes where a piece begins to be cut by a border, and where it no longer is.
fn add_piece(change: &mut [i64], start: usize, end: usize) {
    for (at, by) in [(start + 1, 1), (end, -1)] {
        change.iter_mut().skip(at.min(LONGEST)).take(1).for_each(|change| *change += by);
    }
}

impl<'a> Inked<'a> {
    fn of(labels: &[(usize, usize)], lines: &[&'a Line], count: Count, words: &Words) -> Self {
        let mut change = vec![0_i64; LONGEST + 2];
        let (mut leftmost, mut starts) = (Vec::new(), Vec::new());
        let (mut loose, mut amounts) = (change.clone(), change.clone());
        let mut word_starts = vec![0_usize; LONGEST + 1];
        for (start, end) in labels {
            add_piece(&mut change, *start, *end);
        }
        for line in lines {
            for word in line_to_pieces(&line.text, count, |_| true) {
                add_piece(&mut change, word.start, word.end);
                if is_amount(word.text) {
                    add_piece(&mut amounts, word.start, word.end);
                }
                if let Some(n) = word_starts.get_mut(word.start) {
                    *n += 1;
                }
            }
            let pieces = line_to_pieces(&line.text, count, |_| false);
            leftmost.extend(pieces.first().map(|p| (p.start, p.end, p.text)));
            for piece in pieces {
                add_piece(&mut loose, piece.start, piece.end);
                let levels = words.class_levels(piece.text);
                let amount = is_amount(piece.text);
                let begins_with_amount = piece.text.split(' ').next().is_some_and(is_amount);
                starts.push((piece.start, PieceNature { levels, amount, begins_with_amount }));
            }
        }
        starts.sort_by_key(|s| s.0);
        let (crossing, loose, amounts) = (sums(&change), sums(&loose), sums(&amounts));
        Self { crossing, loose, amounts, word_starts, lines: lines.len(), leftmost, starts }
    }

    /// The position behind everything.
    fn end(&self) -> usize {
        self.crossing.iter().rposition(|c| *c > 0).map_or(0, |x| x + 1)
    }

    /// At how many positions pieces start.
    fn distinct_starts(&self) -> usize {
        self.starts.chunk_by(|a, b| a.0 == b.0).count()
    }

    /// Gutters, and the positions at which most words start: where a long cell reaches over its column's end on some lines,
    /// no gutter is free. An amount does not reach over its column's end.
    fn with_frequent_starts(&self, mut free: Vec<(usize, usize)>, from: usize, to: usize) -> Vec<(usize, usize)> {
        let counted = self.word_starts.iter().zip(&self.amounts).enumerate().take(to.min(LONGEST) + 1).skip(from);
        let mut starts: Vec<(usize, usize)> = counted
            .filter(|(_, (words, amounts))| **words > 1 && **amounts == 0)
            .map(|(x, (words, _))| (x, *words))
            .collect();
        starts.sort_by_key(|(x, words)| (std::cmp::Reverse(*words), *x));
        starts.truncate(MOST_GUTTERS);
        starts.retain(|(x, _)| free.iter().all(|f| f.0 != *x));
        free.extend(starts.into_iter().map(|(x, _)| (x, 1)));
        free.sort_unstable();
        free
    }

    /// One gutter for each gap, so that columns hold what they should; and what speaks against them.
    fn best_borders(&self, roles: &[Role], gaps: &[Vec<(usize, usize)>], start: usize) -> (f32, Vec<usize>) {
        // Behind the last border the last column ends anywhere.
        let stages: Vec<Vec<(usize, usize)>> = gaps.iter().cloned().chain([vec![(usize::MAX, 0)]]).collect();
        let last = roles.last().copied().unwrap_or(Role::Remark);
        let path = cheapest_path((0.0, (start, 0)), &stages, |stage, (cost, (from, _)), (border, width)| {
            let role = if stage == gaps.len() { last } else { *roles.get(stage)? };
            let cost = cost + self.column_cost(role, from, border);
            if stage == gaps.len() {
                return Some(cost);
            }
            Some(cost - WIDER * (width as f32).min(WIDEST) + self.cut_cost(border))
        });
        let Some((cost, taken)) = path else { return (f32::INFINITY, Vec::new()) };
        (cost, gaps.iter().zip(taken).map(|(gap, number)| gap[number].0).collect())
    }

    /// What speaks against a border by what it cuts.
    fn cut_cost(&self, border: usize) -> f32 {
        // Behind the longest line nothing is cut.
        let [loose, crossing] = [&self.loose, &self.crossing]
            .map(|cut| cut.get(border).copied().unwrap_or(0) as f32 / self.lines.max(1) as f32);
        LOOSE * loose + CUT * crossing
    }

    /// What speaks against a column between two positions.
    fn column_cost(&self, role: Role, from: usize, to: usize) -> f32 {
        if to <= from {
            // A column that holds nothing may have no room.
            return if to == from && is_often_blank(role) { OFTEN_BLANK } else { f32::INFINITY };
        }
        let first = self.starts.partition_point(|s| s.0 < from);
        let end = self.starts.partition_point(|s| s.0 < to);
        let (own, _) = self.starts.split_at(end);
        let (_, own) = own.split_at(first);
        if own.is_empty() {
            return if is_often_blank(role) { OFTEN_BLANK } else { BLANK };
        }
        let strange = own.iter().filter(|(_, n)| is_strange(role, *n)).count();
        STRANGE * strange as f32 / own.len() as f32
    }
}

fn is_often_blank(role: Role) -> bool {
    matches!(role, Role::Remark | Role::Sign | Role::Measure | Role::OtherAmount | Role::Open)
}

fn is_strange(role: Role, nature: PieceNature) -> bool {
    let class = nature.levels != (false, false);
    match role {
        Role::Level1 => !nature.levels.0,
        Role::Level2 => !nature.levels.1,
        _ if role.is_number() => !nature.begins_with_amount,
        Role::Value | Role::Remark | Role::Open => class,
        _ => class || nature.amount,
    }
}
