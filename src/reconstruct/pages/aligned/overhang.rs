//! Marks that stick out into the gutter between two columns: typesetters squeeze a mark at the end or the beginning of a line to half
//! its width, but its box keeps the whole, and the texts of two columns seem to touch.

use crate::model::geometry::first_behind;
use crate::model::{BBox, Glyph, Page, Pt};
use crate::reconstruct::tolerances::{
    GUTTER_CJK, HAN_LATIN_GLUE, MARK_OFF, MARK_WIDTH, OVERHANG_OFF, OVERHANG_START, PARTED_STARTS_SURE, SQUEEZED_GAP,
};

use super::pieces::{GlyphRun, TextLine};

/// Parts pieces before a glyph that begins where many texts begin, where a mark beside it was squeezed.
pub(super) fn part_at_overhang(page: &Page, lines: &mut [TextLine]) {
    let starts = common_starts(lines);
    if starts.is_empty() {
        return;
    }
    for line in lines {
        if line.pieces.iter().any(|p| cuts(page, p, &starts).next().is_some()) {
            let pieces = std::mem::take(&mut line.pieces);
            *line = TextLine::new(pieces.into_iter().flat_map(|piece| part(page, piece, &starts)).collect());
        }
        trim_ends(page, &mut line.pieces, &starts);
    }
}

/// The x at which many pieces begin, from the left.
fn common_starts(lines: &[TextLine]) -> Vec<Pt> {
    let mut lefts: Vec<(Pt, Pt)> = lines.iter().flat_map(|l| &l.pieces).map(|p| (p.bbox.left, p.size)).collect();
    lefts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let groups = lefts.chunk_by(|a, b| b.0 - a.0 <= OVERHANG_OFF * b.1);
    groups.filter(|g| g.len() >= PARTED_STARTS_SURE).filter_map(|g| g.first().map(|g| g.0)).collect()
}

/// The glyphs of the piece, counted from 0, before which it parts.
fn cuts<'a>(page: &'a Page, piece: &'a GlyphRun, starts: &'a [Pt]) -> impl Iterator<Item = usize> + 'a {
    let pairs = piece.glyphs.iter().zip(piece.glyphs.iter().skip(1)).zip(1..);
    let cuts = pairs.filter(move |((before, after), _)| {
        let (before, after) = (page.glyph(**before), page.glyph(**after));
        if !is_closing(before) && !is_opening(after) {
            return false;
        }
        let (ink, end) = (inked(after), inked(before));
        let squeezed = (after.bbox.left - before.bbox.right).abs() >= MARK_OFF * after.size;
        // A digit may stand a glue behind the edge of its column.
        let glue = if after.bbox.width() < MARK_WIDTH * after.size { HAN_LATIN_GLUE } else { OVERHANG_START };
        let start = first_behind(starts, |&x| x < ink.left - glue * after.size);
        let begins = start.is_some_and(|&x| x <= ink.left + OVERHANG_START * after.size);
        squeezed && begins && ink.left - end.right >= GUTTER_CJK * after.size
    });
    cuts.map(|(_, n)| n)
}

/// The piece in parts, each as wide as its ink at the cuts.
fn part(page: &Page, piece: GlyphRun, starts: &[Pt]) -> Vec<GlyphRun> {
    let at: Vec<usize> = cuts(page, &piece, starts).collect();
    if at.is_empty() {
        return vec![piece];
    }
    let begins = std::iter::once(0).chain(at.iter().copied());
    let ends = at.iter().copied().chain([piece.glyphs.len()]);
    begins.zip(ends).filter_map(|(from, to)| glyphs_to_part(page, &piece, &piece.glyphs[from..to])).collect()
}

/// A part of a piece, as wide as its ink where a mark stands at its end.
fn glyphs_to_part(page: &Page, piece: &GlyphRun, own: &[u32]) -> Option<GlyphRun> {
    let glyphs: Vec<&Glyph> = page.glyphs_of(own).collect();
    let (first, last) = (*glyphs.first()?, *glyphs.last()?);
    let mut bbox = BBox::around(glyphs.iter().map(|g| g.bbox))?;
    bbox.left = if is_opening(first) { inked(first).left } else { bbox.left };
    bbox.right = if is_closing(last) { inked(last).right } else { bbox.right };
    let text = glyphs.iter().map(|g| g.text.trim()).collect();
    Some(GlyphRun { bbox, size: piece.size, text, glyphs: own.to_vec(), leader: piece.leader })
}

/// Takes the empty half of a last mark from pieces that another follows where many texts begin, or from the last of the line where
/// one might.
fn trim_ends(page: &Page, pieces: &mut [GlyphRun], starts: &[Pt]) {
    let mut rest = pieces;
    while let [last, behind @ ..] = rest {
        let next = behind.first().map(|p| (p.bbox.left, p.size));
        rest = behind;
        let Some(mark) = page.glyphs_of(&last.glyphs).next_back().filter(|g| is_closing(g)) else { continue };
        let end = inked(mark).right;
        let begins = match next {
            Some((left, size)) => {
                // A digit may stand a glue behind the edge of its column.
                let start = first_behind(starts, |&x| x < left - HAN_LATIN_GLUE * size);
                let begins = start.is_some_and(|&x| x <= left + OVERHANG_OFF * size);
                begins && left - last.bbox.right < SQUEEZED_GAP * size
            }
            None => first_behind(starts, |&x| x < end).is_some_and(|&x| x < last.bbox.right + GUTTER_CJK * last.size),
        };
        if begins {
            last.bbox.right = last.bbox.right.min(end);
        }
    }
}

/// The half of a mark's box that its ink is in.
fn inked(glyph: &Glyph) -> BBox {
    let middle = glyph.bbox.center_x();
    let whole = glyph.bbox.width() >= MARK_WIDTH * glyph.size;
    match () {
        () if whole && is_closing(glyph) => BBox { right: middle, ..glyph.bbox },
        () if whole && is_opening(glyph) => BBox { left: middle, ..glyph.bbox },
        () => glyph.bbox,
    }
}

fn is_closing(glyph: &Glyph) -> bool {
    glyph.text.chars().all(|c| "，。、；：！？）》」』】〉〕”’".contains(c))
}

fn is_opening(glyph: &Glyph) -> bool {
    glyph.text.chars().all(|c| "（《「『【〈〔“‘".contains(c))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may panic")]
    use super::*;
    use crate::model::{UnicodeSource, WritingDirection};

    /// Lines of two columns, the second from x = 50; the text of the first reaches it with its last mark.
    fn lines_of(ends: &[(&str, Pt)]) -> (Page, Vec<TextLine>) {
        let mut page = Page::default();
        let mut lines = Vec::new();
        for (row, &(mark, left)) in ends.iter().enumerate() {
            let top = 15.0 * row as Pt;
            let mut piece = |texts: &[(&str, Pt)]| {
                let first = page.glyphs.len() as u32;
                for &(text, left) in texts {
                    let bbox = BBox::new(left, top, left + 10.0, top + 10.0);
                    page.glyphs.push(Glyph {
                        text: text.into(),
                        bbox,
                        size: 10.0,
                        direction: WritingDirection::Right,
                        source: UnicodeSource::ToUnicode,
                        mcid: None,
                        invisible: false,
                        ink: crate::model::Ink::default(),
                    });
                }
                let boxes = texts.iter().map(|t| BBox::new(t.1, top, t.1 + 10.0, top + 10.0));
                let text = texts.iter().map(|t| t.0).collect();
                let glyphs = (first..page.glyphs.len() as u32).collect();
                GlyphRun { bbox: BBox::around(boxes).unwrap_or_default(), size: 10.0, text, glyphs, leader: false }
            };
            let pieces = if mark.is_empty() {
                vec![piece(&[("目", 30.0)]), piece(&[("指", 50.0), ("标", 60.0)])]
            } else {
                vec![piece(&[("目", left - 10.0), (mark, left), ("指", 50.0), ("标", 60.0)])]
            };
            lines.push(TextLine::new(pieces));
        }
        (page, lines)
    }

    #[test]
    fn a_squeezed_mark_ends_where_its_ink_ends() {
        let mut ends = vec![("", 0.0); 5];
        ends.push(("，", 39.0));
        let (page, mut lines) = lines_of(&ends);
        part_at_overhang(&page, &mut lines);
        assert_eq!(lines[5].pieces.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["目，", "指标"]);
        assert!((lines[5].pieces[0].bbox.right - 44.0).abs() < 0.01);
    }

    #[test]
    fn a_digit_a_glue_behind_the_edge_of_its_column_begins_there() {
        let mut ends = vec![("", 0.0); 5];
        ends.push(("、", 39.0));
        let (mut page, mut lines) = lines_of(&ends);
        let digit = lines[5].pieces[0].glyphs[2] as usize;
        page.glyphs[digit].text = "1".into();
        page.glyphs[digit].bbox = BBox { left: 52.0, right: 57.0, ..page.glyphs[digit].bbox };
        part_at_overhang(&page, &mut lines);
        assert_eq!(lines[5].pieces.len(), 2);
    }

    #[test]
    fn a_mark_inside_a_text_parts_nothing() {
        let mut ends = vec![("", 0.0); 5];
        ends.push(("，", 40.0));
        let (page, mut lines) = lines_of(&ends);
        part_at_overhang(&page, &mut lines);
        assert_eq!(lines[5].pieces.len(), 1);
    }
}
