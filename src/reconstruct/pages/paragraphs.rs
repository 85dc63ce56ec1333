//! Glyphs outside tables → paragraphs: titles, lines of a form's head, notes, prose.

use crate::model::{BBox, Page, Place, Pt, WritingDirection};
use crate::reconstruct::joining::append_line;
use crate::reconstruct::tolerances::{
    HALF, PARAGRAPH_GAP, PARAGRAPH_INDENT, PARAGRAPH_PITCH, PARAGRAPH_RIGHT, PARAGRAPH_SIZE, PARAGRAPH_WIDTH,
};

use super::lines::{GlyphLine, glyphs_to_lines, is_space, join_overlapping, reading_frame};
use super::page_reading::{CutLine, PageParagraph};
use super::words::line_text;

/// The paragraphs of the page, from top to bottom. `taken` says which glyphs stand in tables; `right_edges` are the right
/// edges of the page's tables, to which text is often set.
pub(crate) fn glyphs_to_paragraphs(page: &Page, taken: &[bool], right_edges: &[Pt]) -> Vec<PageParagraph> {
    let free: Vec<u32> = (0..).zip(taken).filter(|(_, taken)| !**taken).map(|(glyph, _)| glyph).collect();
    let mut pieces: Vec<LineRun> = Vec::new();
    for line in join_overlapping(page, glyphs_to_lines(page, &free)) {
        pieces.extend(line_to_pieces(page, &line));
    }
    let widest = pieces.iter().filter(|p| p.upright()).map(|p| p.bbox.right);
    let mut margins: Vec<Pt> = right_edges.to_vec();
    margins.extend(widest.max_by(Pt::total_cmp));
    let mut paragraphs = join_wrapped(pieces, &margins, page.number);
    paragraphs.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top).then(a.bbox.left.total_cmp(&b.bbox.left)));
    paragraphs
}

/// Text of one line without a wide gap.
struct LineRun {
    text: String,
    bbox: BBox,
    size: Pt,
    direction: WritingDirection,
}

impl LineRun {
    fn upright(&self) -> bool {
        matches!(self.direction, WritingDirection::Right | WritingDirection::Slanted)
    }
}

fn line_to_pieces(page: &Page, line: &GlyphLine) -> Vec<LineRun> {
    let mut runs: Vec<Vec<u32>> = Vec::new();
    let mut end: Option<Pt> = None;
    for &index in &line.glyphs {
        let glyph = page.glyph(index);
        if is_space(glyph) {
            if let Some(run) = runs.last_mut() {
                run.push(index);
            }
            continue;
        }
        let frame = reading_frame(glyph.direction, &glyph.bbox);
        let near = end.is_some_and(|e| frame.left - e <= PARAGRAPH_GAP * line.size);
        match runs.last_mut() {
            Some(run) if near => run.push(index),
            _ => runs.push(vec![index]),
        }
        end = Some(end.filter(|_| near).map_or(frame.right, |e| e.max(frame.right)));
    }
    runs.into_iter()
        .filter_map(|glyphs| {
            let inked = page.glyphs_of(&glyphs).filter(|g| !is_space(g));
            let size = inked.clone().map(|g| g.size).fold(0.0, Pt::max);
            let bbox = BBox::around(inked.map(|g| g.bbox))?;
            let text = line_text(page, &GlyphLine { glyphs, ..line.clone() });
            Some(LineRun { text, bbox, size, direction: line.direction })
        })
        .collect()
}

/// Joins lines that were wrapped: a full line, and the next one at the usual distance and the same size below it.
fn join_wrapped(pieces: Vec<LineRun>, margins: &[Pt], page: u32) -> Vec<PageParagraph> {
    let mut done: Vec<PageParagraph> = Vec::new();
    let mut open: Vec<(PageParagraph, BBox)> = Vec::new();
    for piece in pieces {
        if !piece.upright() {
            done.push(to_paragraph(piece, page));
            continue;
        }
        // What lies more than a line pitch above can take no more lines.
        let (near, far): (Vec<_>, Vec<_>) = open
            .drain(..)
            .partition(|(_, last)| piece.bbox.bottom - last.bottom <= PARAGRAPH_PITCH * piece.size.max(last.height()));
        done.extend(far.into_iter().map(|(p, _)| p));
        open = near;
        if let Some((paragraph, last)) = open.iter_mut().find(|(p, last)| continues(p, last, &piece, margins)) {
            if paragraph.lines.is_empty() {
                paragraph.lines.push(CutLine { text: paragraph.text.clone(), bbox: *last });
            }
            paragraph.lines.push(CutLine { text: piece.text.clone(), bbox: piece.bbox });
            append_line(&mut paragraph.text, &piece.text);
            paragraph.bbox = paragraph.bbox.union(&piece.bbox);
            paragraph.place = Place::page(page, paragraph.bbox);
            *last = piece.bbox;
        } else {
            let bbox = piece.bbox;
            open.push((to_paragraph(piece, page), bbox));
        }
    }
    done.extend(open.into_iter().map(|(p, _)| p));
    done
}

fn to_paragraph(piece: LineRun, page: u32) -> PageParagraph {
    let (place, lines) = (Place::page(page, piece.bbox), Vec::new());
    PageParagraph { text: piece.text, bbox: piece.bbox, size: piece.size, place, lines }
}

fn continues(paragraph: &PageParagraph, last: &BBox, next: &LineRun, margins: &[Pt]) -> bool {
    let em = next.size;
    let full = margins.iter().any(|m| (last.right - m).abs() <= PARAGRAPH_RIGHT * em);
    (paragraph.size - em).abs() <= PARAGRAPH_SIZE * em
        && next.bbox.bottom - last.bottom > HALF * em
        && full
        && last.width() >= PARAGRAPH_WIDTH * em
        && next.bbox.left - paragraph.bbox.left <= HALF * em
        && last.left - next.bbox.left <= PARAGRAPH_INDENT * em
}
