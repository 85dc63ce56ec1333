//! Whether rows and columns that were found are a table, or prose, a list, the labels of a chart.

use crate::model::{Axis, BBox, Rule};
use crate::reconstruct::joining::is_cjk;
use crate::reconstruct::matrix::Matrix;
use crate::reconstruct::tolerances::{
    ALIGNED_SURE, ALIGNED_SUREST, LONE_ROW_COLUMNS, LONE_ROW_WRAPPED, MANY_ROWS, NUMBERS_OF_TWO, PROSE_CHARACTERS,
    PROSE_WORDS, SURER_BY_NUMBERS, SURER_BY_ROWS, SURER_BY_RULES, TWO_ROWS_COLUMNS,
};

use super::division::Division;
use super::fragments::Fragment;
use super::numbers::is_number;

/// How far, in points, above or below a table its rules may lie.
const RULES_NEAR: f64 = 6.0;
/// Share of a table's width from which on a rule is one of its borders.
const RULE_WIDE: f64 = 0.7;
/// Most characters of a number of an item: 12., (iv), •.
const COUNTER_LONGEST: usize = 3;

/// What a table is judged by.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Evidence {
    /// Number of columns.
    columns: usize,
    /// Rows with text in two or more columns.
    full_rows: usize,
    /// Texts, a cell of several lines counted once.
    filled: usize,
    /// Texts that are numbers.
    numbers: usize,
    /// Columns of running text.
    prose: usize,
    /// Whether the first column holds nothing but bullets or counters.
    list: bool,
    /// Horizontal rules over most of the width in the table or at its edges.
    rules: usize,
    /// The most lines in one cell of each column, columns with several counted.
    wrapped: usize,
}

/// Collects the evidence.
pub(super) fn evidence(
    fragments: &[Fragment],
    columns: usize,
    division: &Division,
    rules: &[Rule],
    bbox: &BBox,
) -> Evidence {
    let mut found = Evidence { columns, rules: wide_rules(rules, bbox), ..Evidence::default() };
    let mut wrapped = vec![false; columns];
    let mut lines = Matrix::filled(division.rows.len(), columns, 0_usize);
    for (fragment, rows) in fragments.iter().zip(&division.covered) {
        let count = &mut lines[(rows.start, *fragment.columns.start())];
        *count += 1;
        if *count == 1 {
            found.filled += 1;
            found.numbers += usize::from(is_number(&fragment.text));
        }
    }
    for row in (0..division.rows.len()).map(|row| lines.row(row)) {
        found.full_rows += usize::from(row.iter().filter(|&&n| n > 0).count() > 1);
        wrapped.iter_mut().zip(row).for_each(|(w, &n)| *w |= n > 1);
    }
    found.wrapped = wrapped.iter().filter(|&&w| w).count();
    found.prose = prose_columns(fragments, columns);
    found.list = is_list(fragments);
    found
}

impl Evidence {
    /// How sure it is that this is a table, 0 to 1; `None` where it is none.
    pub(super) fn confidence(&self) -> Option<f32> {
        let ruled = self.rules >= 2;
        if self.columns < 2 || (self.list && self.columns == 2) || self.prose == self.columns {
            return None;
        }
        let few_rows = match self.full_rows {
            0 => return None,
            // One row is a table only as the rest of a form that a page break cut: several wrapped cells.
            1 => self.columns < LONE_ROW_COLUMNS || self.wrapped < LONE_ROW_WRAPPED,
            2 => !(ruled || self.columns >= TWO_ROWS_COLUMNS && self.filled >= 2 * self.columns - 1),
            _ => false,
        };
        if few_rows {
            return None;
        }
        // Two columns of words are seldom a table unless rules say so.
        if self.columns == 2 && !ruled && (self.prose > 0 || !NUMBERS_OF_TWO.is_reached(self.numbers, self.filled)) {
            return None;
        }
        let share = self.numbers as f32 / self.filled.max(1) as f32;
        let rules = if ruled { SURER_BY_RULES } else { 0.0 };
        let rows = if self.full_rows > MANY_ROWS { SURER_BY_ROWS } else { 0.0 };
        Some((ALIGNED_SURE + SURER_BY_NUMBERS * share + rules + rows).min(ALIGNED_SUREST))
    }
}

/// Rules over most of the table's width, in it or close above or below.
fn wide_rules(rules: &[Rule], bbox: &BBox) -> usize {
    let near = bbox.inflate(RULES_NEAR);
    let wide = |r: &&Rule| {
        r.axis == Axis::Horizontal
            && (near.top..=near.bottom).contains(&r.position)
            && r.end.min(near.right) - r.start.max(near.left) > RULE_WIDE * bbox.width()
    };
    rules.iter().filter(wide).count()
}

/// The number of columns in which most lines are running text.
fn prose_columns(fragments: &[Fragment], columns: usize) -> usize {
    let mut counts = vec![(0_usize, 0_usize); columns];
    for fragment in fragments.iter().filter(|f| !f.spans()) {
        let (long, all) = &mut counts[*fragment.columns.start()];
        *all += 1;
        let words = fragment.text.split(' ').filter(|w| w.chars().any(char::is_alphabetic)).count();
        let ideographs = fragment.text.chars().filter(|&c| is_cjk(c)).count();
        *long += usize::from(words >= PROSE_WORDS || ideographs >= PROSE_CHARACTERS);
    }
    counts.into_iter().filter(|&(long, all)| all >= 2 && long * 2 > all).count()
}

/// Whether the first column holds nothing but bullets, numbers of a list, note marks.
fn is_list(fragments: &[Fragment]) -> bool {
    let mut first = fragments.iter().filter(|f| f.columns == (0..=0)).peekable();
    first.peek().is_some() && first.all(|f| is_counter(&f.text))
}

fn is_counter(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_matches(|c: char| "().[]•·–-—*)（）、．。".contains(c) || !c.is_alphanumeric());
    let counter = bare.chars().count() <= COUNTER_LONGEST
        && (bare.is_empty() || bare.len() < text.len())
        && bare.chars().all(|c| c.is_ascii_digit() || "ivxIVX".contains(c) || bare.chars().count() == 1);
    counter || text.split(' ').all(|t| t.chars().count() == 1 && !t.chars().any(char::is_alphanumeric))
}
