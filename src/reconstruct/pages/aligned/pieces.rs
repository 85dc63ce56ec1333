//! Words → text lines made of pieces: what the search for columns and rows looks at.

use crate::model::{BBox, Glyph, Page, Pt, WritingDirection};
use crate::reconstruct::joining::is_cjk;
use crate::reconstruct::pages::words::Word;
use crate::reconstruct::tolerances::{HAN_LATIN_GLUE, LEADER_DOTS, NARROW_GAP, NUMBER_GAP, PIECE_GAP};

use super::numbers::is_number;

/// A run of glyphs that stand close together. Gaps between pieces may be gutters between columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GlyphRun {
    /// Its box, as tall as its font.
    pub(super) bbox: BBox,
    /// Font size in points.
    pub(super) size: Pt,
    /// Its characters.
    pub(super) text: String,
    /// Indices into [`Page::glyphs`].
    pub(super) glyphs: Vec<u32>,
    /// Dots that lead the eye over a gap: printed, but no sign of a column.
    pub(super) leader: bool,
}

/// The pieces on one baseline from left to right.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct TextLine {
    /// Its pieces, never empty.
    pub(super) pieces: Vec<GlyphRun>,
    /// The box around them.
    pub(super) bbox: BBox,
    /// The largest font size in points.
    pub(super) size: Pt,
}

impl TextLine {
    /// A line of the pieces, from left to right.
    pub(super) fn new(mut pieces: Vec<GlyphRun>) -> Self {
        pieces.sort_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left));
        let bbox = BBox::around(pieces.iter().map(|p| p.bbox)).unwrap_or_default();
        let size = pieces.iter().map(|p| p.size).fold(0.0, f64::max);
        Self { pieces, bbox, size }
    }

    /// The pieces that are no leaders.
    pub(super) fn inked(&self) -> impl DoubleEndedIterator<Item = &GlyphRun> {
        self.pieces.iter().filter(|p| !p.leader)
    }

    /// Its text, without spaces.
    pub(super) fn text(&self) -> String {
        self.inked().map(|p| p.text.as_str()).collect()
    }

    /// Runs of pieces without a gap wider than `gap` em, as boxes with their characters counted.
    pub(super) fn segments(&self, gap: f64) -> Vec<RunOfPieces> {
        let mut segments: Vec<RunOfPieces> = Vec::new();
        for piece in self.inked() {
            match segments.last_mut() {
                // Between two numbers stands no space of a sentence.
                Some(last)
                    if piece.bbox.left - last.bbox.right
                        < if last.number && is_number(&piece.text) { gap.min(NUMBER_GAP) } else { gap }
                            * piece.size.max(last.size) =>
                {
                    last.number = is_number(&piece.text);
                    last.bbox = last.bbox.union(&piece.bbox);
                    last.size = last.size.max(piece.size);
                    last.words += 1;
                    last.characters += piece.text.chars().count();
                }
                _ => segments.push(RunOfPieces {
                    bbox: piece.bbox,
                    size: piece.size,
                    number: is_number(&piece.text),
                    words: 1,
                    characters: piece.text.chars().count(),
                }),
            }
        }
        segments
    }
}

/// A run of pieces of one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RunOfPieces {
    /// Its box.
    pub(super) bbox: BBox,
    /// Largest font size.
    pub(super) size: Pt,
    /// Whether its last piece is a number.
    pub(super) number: bool,
    /// Number of pieces.
    pub(super) words: usize,
    /// Number of characters.
    pub(super) characters: usize,
}

/// The gap in em that parts two pieces of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PieceGaps {
    /// Between an ideograph and a letter or digit.
    pub(super) glue: f64,
    /// Between others.
    pub(super) others: f64,
}

impl PieceGaps {
    /// What typesetters put between ideographs and other letters or digits parts nothing.
    pub(super) const USUAL: Self = Self { glue: HAN_LATIN_GLUE, others: PIECE_GAP };
    /// Whatever may be a border.
    pub(super) const NARROW: Self = Self { glue: NARROW_GAP, others: NARROW_GAP };
}

/// The lines of the words that run from left to right, from top to bottom.
pub(super) fn words_to_lines<'a>(page: &Page, words: impl Iterator<Item = &'a Word>, gaps: PieceGaps) -> Vec<TextLine> {
    let mut rows: Vec<(u32, Vec<GlyphRun>)> = Vec::new();
    for word in words {
        if word.direction != WritingDirection::Right {
            continue;
        }
        let pieces = word_to_pieces(page, word, gaps);
        match rows.last_mut() {
            Some((line, row)) if *line == word.line => row.extend(pieces),
            _ => rows.push((word.line, pieces)),
        }
    }
    let lines = rows.into_iter().map(|(_, pieces)| TextLine::new(pieces)).filter(|l| l.inked().next().is_some());
    let mut lines: Vec<TextLine> = lines.collect();
    lines.sort_by(|a, b| a.bbox.center_y().total_cmp(&b.bbox.center_y()));
    lines
}

/// Cuts a word where its glyphs stand apart, and before and after leading dots.
fn word_to_pieces(page: &Page, word: &Word, parting: PieceGaps) -> Vec<GlyphRun> {
    let glyphs = || word.glyphs.iter().map(|&i| (i, page.glyph(i)));
    let mut gaps: Vec<Pt> = Vec::with_capacity(word.glyphs.len());
    gaps.extend(glyphs().zip(glyphs().skip(1)).map(|((_, a), (_, b))| b.bbox.left - a.bbox.right));
    let middle = gaps.len() / 2;
    let tracking = if gaps.is_empty() { 0.0 } else { gaps.select_nth_unstable_by(middle, Pt::total_cmp).1.max(0.0) };
    let leaders = leader_flags(page, word);
    let mut pieces: Vec<GlyphRun> = Vec::new();
    for ((index, glyph), leader) in glyphs().zip(leaders) {
        let bbox = glyph.bbox;
        match pieces.last_mut() {
            Some(last)
                if last.leader == leader
                    && bbox.left - last.bbox.right < piece_gap(last, glyph, parting) + tracking =>
            {
                last.bbox = last.bbox.union(&bbox);
                last.size = last.size.max(glyph.size);
                last.text.push_str(glyph.text.trim());
                last.glyphs.push(index);
            }
            _ => pieces.push(GlyphRun {
                bbox,
                size: glyph.size.max(1.0),
                text: glyph.text.trim().to_owned(),
                glyphs: vec![index],
                leader,
            }),
        }
    }
    pieces
}

/// The gap that parts a glyph from the piece before it.
fn piece_gap(last: &GlyphRun, glyph: &Glyph, gaps: PieceGaps) -> Pt {
    let ends = last.text.chars().next_back();
    let begins = glyph.text.chars().next();
    let glue = ends.zip(begins).is_some_and(|(a, b)| is_cjk(a) && is_letter(b) || is_letter(a) && is_cjk(b));
    if glue { gaps.glue * glyph.size } else { gaps.others * glyph.size }
}

/// Whether a character is a letter or digit, and no ideograph.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c)
}

/// For each glyph of the word whether it is one of a row of leading dots.
fn leader_flags(page: &Page, word: &Word) -> Vec<bool> {
    let dots: Vec<bool> = page.glyphs_of(&word.glyphs).map(is_leader_dot).collect();
    let mut flags = vec![false; dots.len()];
    let mut start = 0;
    for run in dots.chunk_by(|a, b| a == b) {
        if run.first() == Some(&true) && run.len() >= LEADER_DOTS {
            flags.iter_mut().skip(start).take(run.len()).for_each(|f| *f = true);
        }
        start += run.len();
    }
    flags
}

/// Whether a glyph is one of the dots that lead the eye.
fn is_leader_dot(g: &Glyph) -> bool {
    !g.text.is_empty() && g.text.chars().all(|c| matches!(c, '.' | '·' | '…' | '‥' | '_'))
}
