//! Which text above or below a table is its caption.

use crate::model::{BBox, Pt};
use crate::reconstruct::tolerances::{CAPTION_GAP, CAPTION_LONGEST, CAPTION_SKIPPED, CENTRED, HALF};
use crate::vocabulary::Vocabulary;

use super::page_reading::PageParagraph;

/// Share of the table's width up to which a line over it is a heading, and no prose.
const HEADING_WIDEST: f64 = 0.9;
/// How many times as long as a heading a numbered caption may be.
const NUMBERED_LONGER: usize = 4;

/// For each table, given by its box and the size of its print, the paragraph that is certainly its caption. Above a table that is a
/// numbered caption, or a heading centred over it; below it a numbered caption only. A paragraph captions one table.
pub(crate) fn captions(tables: &[(BBox, Pt)], paragraphs: &[PageParagraph], words: &Vocabulary) -> Vec<Option<usize>> {
    let mut taken = vec![false; paragraphs.len()];
    let mut found: Vec<Option<usize>> = vec![None; tables.len()];
    for direction in [above, below] {
        for (slot, table) in found.iter_mut().zip(tables) {
            if slot.is_none()
                && let Some(caption) = direction(table, paragraphs, &taken, words)
            {
                *slot = Some(caption);
                taken.iter_mut().skip(caption).take(1).for_each(|t| *t = true);
            }
        }
    }
    found
}

fn above((area, em): &(BBox, Pt), paragraphs: &[PageParagraph], taken: &[bool], words: &Vocabulary) -> Option<usize> {
    let over = paragraphs.iter().enumerate().filter(|(_, p)| over(area, p) && p.bbox.center_y() < area.top);
    let mut near: Vec<(usize, &PageParagraph)> = over.collect();
    near.sort_by(|(_, a), (_, b)| b.bbox.bottom.total_cmp(&a.bbox.bottom));
    let mut edge = area.top;
    for (n, paragraph) in near.into_iter().take(CAPTION_SKIPPED + 1) {
        if edge - paragraph.bbox.bottom > CAPTION_GAP * paragraph.size || taken[n] {
            return None;
        }
        if is_caption(paragraph, words) || is_heading(area, *em, paragraph) {
            return Some(n);
        }
        // Unit and date lines stand between title and table; a line as wide as the table is prose.
        if paragraph.bbox.width() > HALF * area.width() {
            return None;
        }
        edge = paragraph.bbox.top;
    }
    None
}

fn below((area, _): &(BBox, Pt), paragraphs: &[PageParagraph], taken: &[bool], words: &Vocabulary) -> Option<usize> {
    let free = paragraphs.iter().enumerate().zip(taken).filter(|(_, taken)| !**taken).map(|(numbered, _)| numbered);
    let near = free.filter(|(_, p)| {
        p.bbox.center_y() > area.bottom && p.bbox.top - area.bottom <= CAPTION_GAP * p.size && over(area, p)
    });
    let (number, first) = near.min_by(|(_, a), (_, b)| a.bbox.bottom.total_cmp(&b.bbox.bottom))?;
    is_caption(first, words).then_some(number)
}

/// Whether paragraph and table lie over one another for a good part of the narrower one.
fn over(area: &BBox, paragraph: &PageParagraph) -> bool {
    area.overlap_x(&paragraph.bbox) > HALF * area.width().min(paragraph.bbox.width())
}

/// A numbered caption: not too long, and no sentence that only begins by naming the table.
fn is_caption(paragraph: &PageParagraph, words: &Vocabulary) -> bool {
    words.is_numbered_caption(&paragraph.text) && paragraph.text.chars().count() <= NUMBERED_LONGER * CAPTION_LONGEST
}

/// A heading: a short line without full stop, set over the middle of the table and no smaller than its print.
fn is_heading(area: &BBox, em: Pt, paragraph: &PageParagraph) -> bool {
    let middle = (paragraph.bbox.center_x() - area.center_x()).abs() <= CENTRED * area.width();
    let inside = paragraph.bbox.width() < HEADING_WIDEST * area.width();
    let text = paragraph.text.trim_end();
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "-–—()（）·.".contains(c));
    let says = bare.chars().any(char::is_alphabetic) && text.chars().count() <= CAPTION_LONGEST;
    middle && inside && says && paragraph.size >= em && !text.ends_with(['。', '.', '；', ';', '：', ':', '，', ','])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn paragraph(text: &str, left: Pt, top: Pt, right: Pt) -> PageParagraph {
        let bbox = BBox::new(left, top, right, top + 10.0);
        PageParagraph { text: text.to_owned(), bbox, size: 10.0, place: Place::page(1, bbox), lines: Vec::new() }
    }

    fn captions_of(paragraphs: &[PageParagraph]) -> Vec<Option<usize>> {
        let tables = [(BBox::new(50.0, 100.0, 450.0, 200.0), 9.0), (BBox::new(50.0, 240.0, 450.0, 300.0), 9.0)];
        captions(&tables, paragraphs, &Vocabulary::default())
    }

    #[test]
    fn captions_stand_above_or_below() {
        let numbered = paragraph("Table 3. Shares by region", 50.0, 84.0, 200.0);
        let below = paragraph("表4 各地区比重", 50.0, 304.0, 150.0);
        assert_eq!(captions_of(&[numbered, below]), [Some(0), Some(1)]);
    }

    #[test]
    fn a_heading_stands_in_the_middle_above_the_unit_line() {
        let title = paragraph("项目支出绩效目标表", 190.0, 66.0, 310.0);
        let unit = paragraph("单位：万元", 390.0, 84.0, 450.0);
        assert_eq!(captions_of(&[title, unit]), [Some(0), None]);
    }

    #[test]
    fn prose_is_no_caption() {
        let sentence = paragraph("The shares are given below.", 150.0, 84.0, 350.0);
        let wide = paragraph("Regions differ in what they spend on the services that", 50.0, 224.0, 450.0);
        let far = paragraph("Table 9", 50.0, 340.0, 100.0);
        assert_eq!(captions_of(&[sentence, wide, far]), [None, None]);
    }
}
