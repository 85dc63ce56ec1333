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
    /// Index of the line behind them.
    pub(super) end: usize,
}

impl SectionHeadings {
    /// The labels over the columns.
    pub(super) fn labels(&self) -> ColumnLabels {
        ColumnLabels {
            roles: self.list.iter().map(|h| h.meaning.map_or(Role::Remark, Role::of)).collect(),
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

/// The headings that stand on a line, parted by wide gaps, else by single spaces, where these are what is looked for.
pub(super) fn headings_by(
    lines: &[Line],
    at: usize,
    words: &Words,
    are_right: impl Fn(&SectionHeadings) -> bool,
) -> Option<SectionHeadings> {
    let line = lines.get(at)?;
    [false, true].into_iter().find_map(|single_spaces| {
        let cut = |count: Count| line_to_pieces(&line.text, count, |_| single_spaces);
        let list: Vec<SectionHeading> = cut(Count::Cells)
            .iter()
            .zip(cut(Count::Characters))
            .map(|(cells, characters)| piece_to_heading(cells, &characters, words))
            .collect();
        let headings = SectionHeadings { list, number: line.number, end: at + 1 };
        are_right(&headings).then_some(headings)
    })
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
    fn are_of_indicators(&self) -> bool {
        let known = self.list.iter().filter(|h| h.meaning.is_some()).count();
        let level = |m: Meaning| usize::from(self.column(m).is_some());
        known >= FEWEST_KNOWN
            && known as f32 >= KNOWN_SHARE * self.list.len() as f32
            && level(Meaning::Level1) + level(Meaning::Level2) + level(Meaning::Level3) >= 2
    }
}
