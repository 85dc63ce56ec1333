//! Lines whose columns differ from row to row → the fewest gutters that part every two texts standing beside each other.

use std::ops::RangeInclusive;

use crate::model::{BBox, Pt};
use crate::reconstruct::tolerances::{BESIDE_SHARE, HALF, LABEL_LEADING, PARTED_ALIGN, SQUEEZED_GAP};
use crate::vocabulary::Vocabulary;

use super::fragments::Fragment;
use super::ink::Gutter;
use super::pieces::{GlyphRun, TextLine};
use super::typeset::Typeset;

/// How many texts back the line above is looked for: a line or two of a table.
const TEXTS_BACK: usize = 32;

/// The columns of a block of labels and values.
pub(super) struct GapColumns {
    /// The gutters between them, from left to right.
    pub(super) gutters: Vec<Gutter>,
    /// The texts, of one or several lines, with the columns that the longest of its lines is printed in.
    texts: Vec<(BBox, RangeInclusive<usize>)>,
}

impl GapColumns {
    /// The columns of lines. Each space between two texts that stand beside each other is parted by a gutter; of the spaces that one
    /// gutter parts it is what they have in common.
    pub(super) fn of(lines: &[TextLine], typeset: &Typeset, words: &Vocabulary) -> Self {
        let texts = paragraphs(lines, typeset, words);
        let gaps = gaps_beside(&texts);
        let gutters = common_gutters(gaps, lines, typeset);
        let printed = |text: &BBox| {
            let slack = PARTED_ALIGN * typeset.em;
            let first = gutters.partition_point(|g| g.center() < text.left + slack);
            let last = gutters.partition_point(|g| g.center() < text.right - slack);
            first..=last.max(first)
        };
        let texts: Vec<(BBox, RangeInclusive<usize>)> = texts.into_iter().map(|text| (text, printed(&text))).collect();
        Self { gutters, texts }
    }

    /// Gives each fragment the columns of the text that it is a line of.
    pub(super) fn place(&self, fragments: &mut [Fragment]) {
        for fragment in fragments {
            let (x, y) = (fragment.bbox.center_x(), fragment.bbox.center_y());
            if let Some((_, columns)) = self.texts.iter().find(|(text, _)| text.contains(x, y)) {
                fragment.columns = columns.clone();
            }
        }
    }
}

/// The fewest gutters that part all gaps, no wider than the pieces of the lines leave them.
fn common_gutters(mut gaps: Vec<Gutter>, lines: &[TextLine], typeset: &Typeset) -> Vec<Gutter> {
    gaps.sort_by(|a, b| a.right.total_cmp(&b.right).then(a.left.total_cmp(&b.left)));
    let mut gutters: Vec<Gutter> = Vec::new();
    for gap in gaps {
        match gutters.last_mut() {
            // Gaps come by their right ends: the first of a gutter ends first.
            Some(last) if gap.left < last.right => last.left = last.left.max(gap.left),
            _ => gutters.push(gap),
        }
    }
    for gap in lines.iter().flat_map(|line| narrow_gaps(line, typeset)) {
        for gutter in &mut gutters {
            let both = Gutter { left: gutter.left.max(gap.left), right: gutter.right.min(gap.right) };
            if both.width() > 0.0 {
                *gutter = both;
            }
        }
    }
    gutters
}

/// Pieces of a line that read on.
#[derive(Clone, Copy)]
struct TextOfLine {
    bbox: BBox,
    size: Pt,
    /// Whether it is a known label.
    label: bool,
}

/// The texts of a line: a known label is one of its own, however near the next stands.
fn texts_of(line: &TextLine, typeset: &Typeset, words: &Vocabulary) -> Vec<TextOfLine> {
    let mut texts: Vec<TextOfLine> = Vec::new();
    for piece in line.inked() {
        let label = words.column(&piece.text).is_some();
        match texts.last_mut() {
            Some(last) if !label && !last.label && reads_on(last, piece, typeset) => {
                last.bbox = last.bbox.union(&piece.bbox);
                last.size = last.size.max(piece.size);
            }
            _ => texts.push(TextOfLine { bbox: piece.bbox, size: piece.size, label }),
        }
    }
    texts
}

fn reads_on(last: &TextOfLine, piece: &GlyphRun, typeset: &Typeset) -> bool {
    piece.bbox.left - last.bbox.right < typeset.bridge() * last.size.max(piece.size)
}

/// Texts of one or several lines, from the top.
fn paragraphs(lines: &[TextLine], typeset: &Typeset, words: &Vocabulary) -> Vec<BBox> {
    // Each with its last line, all its lines, and how far right the texts beside them let it reach.
    let mut paragraphs: Vec<(TextOfLine, BBox, Pt)> = Vec::new();
    for line in lines {
        let texts = texts_of(line, typeset, words);
        let ends = texts.iter().skip(1).map(|next| next.bbox.left).chain([Pt::INFINITY]);
        for (text, end) in texts.iter().zip(ends) {
            let fits =
                |p: &&mut (TextOfLine, BBox, Pt)| goes_on(&p.0, text) && p.1.right <= end && text.bbox.right <= p.2;
            match paragraphs.iter_mut().rev().take(TEXTS_BACK).find(fits) {
                Some(paragraph) => *paragraph = (*text, paragraph.1.union(&text.bbox), paragraph.2.min(end)),
                None => paragraphs.push((*text, text.bbox, end)),
            }
        }
    }
    paragraphs.into_iter().map(|(_, all, _)| all).collect()
}

/// Whether the text is the next line of the other: close below it, from one left edge.
fn goes_on(above: &TextOfLine, text: &TextOfLine) -> bool {
    let gap = text.bbox.top - above.bbox.bottom;
    !(above.label && text.label)
        && (above.bbox.left - text.bbox.left).abs() <= PARTED_ALIGN * text.size
        && gap > -HALF * text.size
        && gap <= LABEL_LEADING * text.size
}

/// The spaces between texts that stand beside each other with none between them.
fn gaps_beside(texts: &[BBox]) -> Vec<Gutter> {
    let mut gaps: Vec<Gutter> = Vec::new();
    for text in texts {
        let beside = || texts.iter().filter(|other| is_beside(text, other));
        let right = beside().filter(|b| b.left >= text.right).min_by(|a, b| a.left.total_cmp(&b.left));
        let left = beside().filter(|b| b.right <= text.left).max_by(|a, b| a.right.total_cmp(&b.right));
        gaps.extend(right.map(|next| Gutter { left: text.right, right: next.left }));
        gaps.extend(left.map(|before| Gutter { left: before.right, right: text.left }));
    }
    gaps.retain(|gap| gap.width() > 0.0);
    gaps
}

/// Whether two texts stand at partly the same height.
fn is_beside(a: &BBox, b: &BBox) -> bool {
    a.overlap_y(b) > BESIDE_SHARE * a.height().min(b.height())
}

/// The spaces between pieces of a line that are narrower than a gutter.
fn narrow_gaps(line: &TextLine, typeset: &Typeset) -> Vec<Gutter> {
    let pieces: Vec<&GlyphRun> = line.inked().collect();
    let pairs = pieces.iter().zip(pieces.iter().skip(1));
    let gaps = pairs.map(|(a, b)| Gutter { left: a.bbox.right, right: b.bbox.left });
    gaps.filter(|gap| gap.width() > SQUEEZED_GAP * HALF * typeset.em).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f64, spans: &[(f64, f64)]) -> TextLine {
        let piece = |&(left, right): &(f64, f64)| GlyphRun {
            bbox: BBox::new(left, y, right, y + 10.0),
            size: 10.0,
            text: "某某".to_owned(),
            glyphs: Vec::new(),
            leader: false,
        };
        TextLine::new(spans.iter().map(piece).collect())
    }

    #[test]
    fn no_two_texts_of_a_line_share_a_column() {
        let lines = [
            line(0.0, &[(0.0, 40.0), (100.0, 300.0)]),
            line(20.0, &[(0.0, 40.0), (100.0, 180.0), (220.0, 260.0), (280.0, 320.0)]),
            line(40.0, &[(0.0, 90.0), (150.0, 170.0)]),
        ];
        let gutters = GapColumns::of(&lines, &Typeset::of(&lines), &Vocabulary::default()).gutters;
        let found: Vec<(f64, f64)> = gutters.iter().map(|g| (g.left, g.right)).collect();
        assert_eq!(found, vec![(90.0, 100.0), (180.0, 220.0), (260.0, 280.0)]);
    }
}
