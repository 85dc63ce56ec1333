//! Pieces of a line → fragments of cells: what one line prints into one column, or over several.

use std::ops::RangeInclusive;

use crate::model::{BBox, Pt};
use crate::reconstruct::joining::is_cjk;
use crate::reconstruct::tolerances::{HALF, INTO_GUTTER, LABEL_LEADING, LAST_LINE_REACH, NUMBER_GAP, PARTED_ALIGN};
use crate::vocabulary::Vocabulary;

use super::ink::Gutter;
use super::numbers::is_number;
use super::pieces::{GlyphRun, TextLine};
use super::typeset::Typeset;

/// How far, in em, a piece may reach into a column and not be printed in it.
const INTO_COLUMN: f64 = 0.15;
/// Gaps wider than this, in em, are a space in the text.
const SPACED: f64 = 0.15;
/// The most characters of a text that is looked up in the vocabulary.
const KNOWN_LONGEST: usize = 16;
/// The width in em of what is not an ideograph.
const NARROW: f64 = 0.5;

/// What one line prints into one cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fragment {
    /// Index of its line in the region.
    pub(super) level: usize,
    /// First and last column.
    pub(super) columns: RangeInclusive<usize>,
    /// Its box.
    pub(super) bbox: BBox,
    /// Font size.
    pub(super) size: Pt,
    /// Its words, apart by a space where they stand apart.
    pub(super) text: String,
    /// Width of its first word: what would have to fit at the end of the line before.
    pub(super) first_word: Pt,
    /// Whether all its text is a label or a class that the vocabulary knows.
    pub(super) known: bool,
    /// Whether it is certainly no line of a text that goes on.
    pub(super) heads: bool,
    /// Its glyphs.
    pub(super) glyphs: Vec<u32>,
}

impl Fragment {
    /// Whether it stands in more than one column.
    pub(super) fn spans(&self) -> bool {
        self.columns.start() < self.columns.end()
    }
}

/// The fragments of all lines, line by line, from left to right.
pub(super) fn lines_to_fragments(lines: &[TextLine], gutters: &[Gutter], typeset: &Typeset) -> Vec<Fragment> {
    let own = lines.iter().enumerate().flat_map(|(level, line)| line_to_fragments(level, line, gutters, typeset));
    let mut fragments: Vec<Fragment> = own.collect();
    if typeset.cjk {
        widen_last_lines(&mut fragments);
        let words = Vocabulary::default();
        for fragment in &mut fragments {
            fragment.known = is_known(&fragment.text, &words);
        }
    }
    fragments
}

/// Whether the text is a label, a heading or a class of indicators.
fn is_known(text: &str, words: &Vocabulary) -> bool {
    text.chars().count() <= KNOWN_LONGEST
        && (words.column(text).is_some() || words.level1(text).is_some() || words.level2(text).is_some())
}

/// The short last line of a text over several columns stands in as many: below it, as far left, alone there.
fn widen_last_lines(fragments: &mut [Fragment]) {
    for n in 1..fragments.len() {
        let (above, rest) = fragments.split_at_mut(n);
        let Some((fragment, after)) = rest.split_first_mut() else { return };
        let goes_on = |upper: &&Fragment| {
            let gap = fragment.bbox.top - upper.bbox.bottom;
            upper.spans()
                && upper.columns.start() == fragment.columns.start()
                && upper.columns.end() > fragment.columns.end()
                && (upper.bbox.left - fragment.bbox.left).abs() <= PARTED_ALIGN * fragment.size
                && gap > -HALF * fragment.size
                && gap <= LABEL_LEADING * fragment.size
        };
        let Some(columns) = above.iter().rev().take(LAST_LINE_REACH).find(goes_on).map(|u| u.columns.clone()) else {
            continue;
        };
        let beside = after.iter().take_while(|f| f.level == fragment.level).next();
        if beside.is_none_or(|f| f.columns.start() > columns.end()) {
            fragment.columns = columns;
        }
    }
}

fn line_to_fragments(level: usize, line: &TextLine, gutters: &[Gutter], typeset: &Typeset) -> Vec<Fragment> {
    let mut fragments: Vec<Fragment> = Vec::new();
    for piece in &line.pieces {
        if let Some(last) = fragments.last_mut().filter(|_| piece.leader) {
            last.glyphs.extend(&piece.glyphs);
            last.text.push_str(&piece.text);
            continue;
        }
        let columns = piece_columns(piece, gutters);
        match fragments.last_mut() {
            Some(last) if reads_on(last, piece, &columns, gutters, typeset) => append(last, piece, &columns),
            _ => fragments.push(Fragment {
                level,
                columns,
                bbox: piece.bbox,
                size: piece.size,
                text: piece.text.clone(),
                first_word: leading_width(piece),
                known: false,
                heads: false,
                glyphs: piece.glyphs.clone(),
            }),
        }
    }
    fragments
}

/// Width of what a line cannot break at the beginning of a piece: one ideograph with the marks that must not begin the next
/// line, a number, a Latin word.
fn leading_width(piece: &GlyphRun) -> Pt {
    if !piece.text.chars().any(is_cjk) {
        return piece.bbox.width();
    }
    let mut ems = 0.0;
    let mut open = true;
    let mut latin = false;
    for c in piece.text.chars() {
        let closes = "，。、；：！？）》〉】〕”’,.;:!?)]}%％".contains(c);
        let narrow = c.is_ascii();
        if !(open || closes || latin && narrow) {
            break;
        }
        ems += if narrow { NARROW } else { 1.0 };
        latin = narrow && !closes;
        open = "（《〈【〔“‘([{".contains(c);
    }
    (ems * piece.size).min(piece.bbox.width())
}

/// The columns a piece is printed in: those on both sides of every gutter whose middle it covers.
fn piece_columns(piece: &GlyphRun, gutters: &[Gutter]) -> RangeInclusive<usize> {
    let slack = INTO_COLUMN * piece.size;
    let first = gutters.partition_point(|g| g.center() < piece.bbox.left + slack);
    let last = gutters.partition_point(|g| g.center() < piece.bbox.right - slack);
    first..=last.max(first)
}

/// Whether the piece belongs to the fragment before it: the same column, or an ordinary space between them inside
/// what would be the gutter.
fn reads_on(
    last: &Fragment,
    piece: &GlyphRun,
    columns: &RangeInclusive<usize>,
    gutters: &[Gutter],
    typeset: &Typeset,
) -> bool {
    if last.columns.end() >= columns.start() {
        return true;
    }
    let gap = piece.bbox.left - last.bbox.right;
    let numbers = is_number(&piece.text) && last.text.rsplit(' ').next().is_some_and(is_number);
    let bridge = if numbers { NUMBER_GAP.min(typeset.bridge()) } else { typeset.bridge() };
    let near = gap < bridge * piece.size.max(last.size);
    let intrudes = gutters.get(*last.columns.end()).is_some_and(|g| {
        last.bbox.right > g.left + INTO_GUTTER * g.width() || piece.bbox.left < g.right - INTO_GUTTER * g.width()
    });
    near && intrudes && columns.start() - last.columns.end() == 1
}

fn append(last: &mut Fragment, piece: &GlyphRun, columns: &RangeInclusive<usize>) {
    if piece.bbox.left - last.bbox.right > SPACED * piece.size {
        last.text.push(' ');
    }
    last.text.push_str(&piece.text);
    last.columns = *last.columns.start()..=(*last.columns.end()).max(*columns.end());
    last.bbox = last.bbox.union(&piece.bbox);
    last.size = last.size.max(piece.size);
    last.glyphs.extend(&piece.glyphs);
}
