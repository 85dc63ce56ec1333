//! The headings over indicator rows.

use crate::model::Line;
use crate::reconstruct::text::gutters::ColumnLabels;
use crate::reconstruct::text::pieces::{Count, Piece, line_to_pieces};
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::Role;
use crate::vocabulary::Column as Meaning;

/// Fewest headings with a known meaning, and their least share.
const FEWEST_KNOWN: usize = 3;
/// See [`FEWEST_KNOWN`].
const KNOWN_SHARE: f32 = 0.6;

/// One heading: its text, meaning, and where it stands by characters and by cells.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SectionHeading {
    /// Its label.
    pub(super) text: String,
    /// What it means.
    pub(super) meaning: Option<Meaning>,
    by_cells: (usize, usize),
    by_characters: (usize, usize),
}

/// The headings of a section.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SectionHeadings {
    /// From left to right.
    pub(super) list: Vec<SectionHeading>,
    /// The number of their line.
    pub(super) number: u32,
    /// Index of their first line.
    pub(super) start: usize,
    /// Index of the line behind them.
    pub(super) end: usize,
}

impl SectionHeading {
    fn extent(&self, count: Count) -> (usize, usize) {
        if count == Count::Cells { self.by_cells } else { self.by_characters }
    }

    /// A heading that goes on in another piece below it.
    fn and(&self, below: &Self, words: &Words) -> Self {
        let text = format!("{}{}", self.text, below.text);
        let join = |a: (usize, usize), b: (usize, usize)| (a.0.min(b.0), a.1.max(b.1));
        Self {
            meaning: words.meaning(&text),
            text,
            by_cells: join(self.by_cells, below.by_cells),
            by_characters: join(self.by_characters, below.by_characters),
        }
    }
}

impl SectionHeadings {
    /// The labels over the columns.
    pub(super) fn labels(&self) -> ColumnLabels {
        ColumnLabels {
            roles: self.list.iter().map(|h| h.meaning.map_or(Role::Open, Role::of)).collect(),
            by_cells: self.list.iter().map(|h| h.by_cells).collect(),
            by_characters: self.list.iter().map(|h| h.by_characters).collect(),
        }
    }

    /// Whether both print the same labels.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.list.iter().map(|h| &h.text).eq(other.list.iter().map(|h| &h.text))
    }

    /// The column of a meaning.
    pub(super) fn column(&self, meaning: Meaning) -> Option<usize> {
        self.list.iter().position(|h| h.meaning == Some(meaning))
    }
}

/// The headings of indicator rows that stand on a line.
pub(super) fn headings_at(lines: &[Line], at: usize, words: &Words) -> Option<SectionHeadings> {
    headings_by(lines, at, words, SectionHeadings::are_of_indicators)
}

/// The headings that stand on a line, parted by wide gaps, else by single spaces, where these are what is looked for; with
/// what the lines above and below hold of wrapped ones.
pub(super) fn headings_by(
    lines: &[Line],
    at: usize,
    words: &Words,
    are_right: impl Fn(&SectionHeadings) -> bool,
) -> Option<SectionHeadings> {
    let line = &lines[at];
    let headings = [false, true].into_iter().find_map(|single_spaces| {
        let list = line_to_headings(line, single_spaces, words);
        let headings = SectionHeadings { list, number: line.number, start: at, end: at + 1 };
        are_right(&headings).then_some(headings)
    })?;
    let (above, below) = (lines[..at].last(), lines[at + 1..].first());
    let both = [(above, below), (None, below), (above, None)];
    let wrapped = both.into_iter().find_map(|(above, below)| {
        let by = |count| headings.with_wrapped(above, below, count, words);
        by(Count::Characters).or_else(|| by(Count::Cells))
    });
    Some(wrapped.filter(are_right).unwrap_or(headings))
}

fn line_to_headings(line: &Line, single_spaces: bool, words: &Words) -> Vec<SectionHeading> {
    let cut = |count: Count| line_to_pieces(&line.text, count, |_| single_spaces);
    let characters = cut(Count::Characters);
    cut(Count::Cells)
        .iter()
        .zip(characters)
        .map(|(cells, characters)| piece_to_heading(cells, &characters, words))
        .collect()
}

fn piece_to_heading(cells: &Piece, characters: &Piece, words: &Words) -> SectionHeading {
    SectionHeading {
        text: cells.text.to_owned(),
        meaning: words.meaning(cells.text),
        by_cells: (cells.start, cells.end),
        by_characters: (characters.start, characters.end),
    }
}

impl SectionHeadings {
    /// The headings with what stands above and below them, where each piece there is part of a label that is known whole.
    fn with_wrapped(&self, above: Option<&Line>, below: Option<&Line>, count: Count, words: &Words) -> Option<Self> {
        let pieces = |line: Option<&Line>| line.map_or_else(Vec::new, |l| line_to_headings(l, false, words));
        let (upper, lower) = (pieces(above), pieces(below));
        if above.is_some() && upper.is_empty() || below.is_some() && lower.is_empty() {
            return None;
        }
        let mut list: Vec<(SectionHeading, bool)> = upper.into_iter().map(|h| (h, true)).collect();
        for (own, is_new) in self.list.iter().map(|h| (h, false)).chain(lower.iter().map(|h| (h, true))) {
            let (start, end) = own.extent(count);
            let over = |h: &&mut (SectionHeading, bool)| h.0.extent(count).0 < end && start < h.0.extent(count).1;
            match list.iter_mut().find(over) {
                Some(before) => *before = (before.0.and(own, words), true),
                None => list.push((own.clone(), is_new)),
            }
        }
        list.sort_by_key(|h| h.0.extent(count).0);
        if list.iter().any(|(h, is_changed)| *is_changed && h.meaning.is_none()) {
            return None;
        }
        let (before, behind) = (usize::from(above.is_some()), usize::from(below.is_some()));
        let list = list.into_iter().map(|h| h.0).collect();
        Some(Self { list, number: self.number, start: self.start - before, end: self.end + behind })
    }

    fn are_of_indicators(&self) -> bool {
        let known = self.list.iter().filter(|h| h.meaning.is_some()).count();
        let level = |m: Meaning| usize::from(self.column(m).is_some());
        known >= FEWEST_KNOWN
            && known as f32 >= KNOWN_SHARE * self.list.len() as f32
            && level(Meaning::Level1) + level(Meaning::Level2) + level(Meaning::Level3) >= 2
    }
}
