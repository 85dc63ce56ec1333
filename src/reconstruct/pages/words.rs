//! Lines of glyphs → words, and the text of a cell or paragraph.

use crate::model::{BBox, Page, Pt, WritingDirection};
use crate::reconstruct::joining::{append_line_below, is_cjk};
use crate::reconstruct::tolerances::{CJK_SPACE, HALF, LATIN_SPACE, SCRIPT_GAP, SCRIPT_SIZE, SMALLER_PART};

use super::lines::{GlyphLine, glyphs_to_lines, is_space, join_overlapping, reading_frame};

/// Bytes of an ideograph.
const IDEOGRAPH_BYTES: usize = 3;
/// Gaps of glyphs from which the usual one is learned.
const GAPS_LEAST: usize = 4;
/// Share of its height by which a superscript overlaps the word it stands at.
const SCRIPT_OVERLAP: f64 = 0.3;

/// Glyphs of one line without a gap or a space between them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// Its text, without spaces.
    pub(crate) text: String,
    /// Its box on the page.
    pub(crate) bbox: BBox,
    /// Largest font size in points.
    pub(crate) size: Pt,
    /// The way it runs.
    pub(crate) direction: WritingDirection,
    /// Number of its printed line: words on one baseline share it. Counts from the top.
    pub(crate) line: u32,
    /// Indices into [`Page::glyphs`], in reading order, without spaces.
    pub(crate) glyphs: Vec<u32>,
}

/// The words of a page in reading order of its lines: from top to bottom, then along the line. Superscripts and
/// subscripts belong to the word they stand at.
pub(crate) fn glyphs_to_words(page: &Page) -> Vec<Word> {
    let all: Vec<u32> = (0..page.glyphs.len() as u32).collect();
    let mut words = Vec::new();
    for (number, line) in glyphs_to_lines(page, &all).iter().enumerate() {
        for run in line_to_runs(page, line).iter() {
            words.extend(run_to_word(page, run, line.direction, number as u32));
        }
    }
    attach_scripts(words)
}

/// The text of the glyphs of one cell or paragraph: lines put together by the text rules.
pub(crate) fn cell_text(page: &Page, glyphs: &[u32]) -> String {
    let (mut text, mut before) = (String::new(), String::new());
    for line in join_overlapping(page, glyphs_to_lines(page, glyphs)) {
        let line = line_text(page, &line);
        append_line_below(&mut text, &before, &line);
        before = line;
    }
    text
}

/// The text of one line, words apart by one space.
pub(crate) fn line_text(page: &Page, line: &GlyphLine) -> String {
    let mut text = String::with_capacity(line.glyphs.len() * IDEOGRAPH_BYTES);
    for run in line_to_runs(page, line).iter() {
        if !text.is_empty() {
            text.push(' ');
        }
        for &index in run {
            text.push_str(page.glyph(index).text.trim());
        }
    }
    text
}

/// Runs of glyphs, without spaces, as indices into [`Page::glyphs`].
struct Runs {
    glyphs: Vec<u32>,
    /// Where in `glyphs` each run ends.
    ends: Vec<usize>,
}

impl Runs {
    fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.glyphs[start..end])
    }
}

/// Cuts a line at its spaces and gaps; the runs hold no space glyphs.
fn line_to_runs(page: &Page, line: &GlyphLine) -> Runs {
    let tracking = letter_spacing(page, line);
    let mut runs = Runs { glyphs: Vec::with_capacity(line.glyphs.len()), ends: Vec::new() };
    let mut before: Option<(Pt, Option<char>, Pt)> = None;
    let mut space_seen = false;
    for &index in &line.glyphs {
        let glyph = page.glyph(index);
        if is_space(glyph) {
            space_seen = true;
            continue;
        }
        let frame = reading_frame(glyph.direction, &glyph.bbox);
        let em = frame.height();
        let joined = before.is_some_and(|(end, last, last_em)| {
            let cjk = [last, glyph.text.chars().next()].into_iter().flatten().any(is_cjk);
            let gap = frame.left - end;
            !space_seen && gap < em.max(last_em) * if cjk { CJK_SPACE } else { LATIN_SPACE } + tracking
        });
        if !joined {
            runs.ends.extend(Some(runs.glyphs.len()).filter(|end| *end > 0));
        }
        runs.glyphs.push(index);
        let end = before.map_or(frame.right, |(end, ..)| if joined { end.max(frame.right) } else { frame.right });
        before = Some((end, glyph.text.chars().next_back(), em));
        space_seen = false;
    }
    runs.ends.push(runs.glyphs.len());
    runs
}

/// The gap that letters of the line have by design (spaced-out titles): the lower quartile of its gaps, where positive.
fn letter_spacing(page: &Page, line: &GlyphLine) -> Pt {
    let mut gaps: Vec<Pt> = Vec::with_capacity(line.glyphs.len());
    let mut right = None;
    for glyph in page.glyphs_of(&line.glyphs).filter(|g| !is_space(g)) {
        let frame = reading_frame(glyph.direction, &glyph.bbox);
        gaps.extend(right.replace(frame.right).map(|right: Pt| frame.left - right));
    }
    // Of a few glyphs nothing can be learned.
    if gaps.len() < GAPS_LEAST {
        return 0.0;
    }
    let smaller = gaps.len() / SMALLER_PART;
    gaps.select_nth_unstable_by(smaller, Pt::total_cmp).1.clamp(0.0, line.size)
}

fn run_to_word(page: &Page, run: &[u32], direction: WritingDirection, line: u32) -> Option<Word> {
    let mut word = Word {
        text: String::with_capacity(run.len() * IDEOGRAPH_BYTES),
        bbox: page.glyph(*run.first()?).bbox,
        size: 0.0,
        direction,
        line,
        glyphs: run.to_vec(),
    };
    for glyph in page.glyphs_of(run) {
        word.text.push_str(glyph.text.trim());
        word.bbox = word.bbox.union(&glyph.bbox);
        word.size = word.size.max(glyph.size);
    }
    Some(word)
}

/// Puts small words that are raised or lowered beside a larger word into that word.
fn attach_scripts(words: Vec<Word>) -> Vec<Word> {
    let frames: Vec<BBox> = words.iter().map(|w| reading_frame(w.direction, &w.bbox)).collect();
    let mut by_right: Vec<(Pt, usize)> = frames.iter().enumerate().map(|(n, f)| (f.right, n)).collect();
    by_right.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let hosts = words.iter().zip(&frames).map(|(script, frame)| {
        let reach = SCRIPT_GAP * script.size / SCRIPT_SIZE;
        let first = by_right.partition_point(|(right, _)| *right < frame.left - reach);
        let near = by_right.iter().skip(first).take_while(|(right, _)| *right <= frame.left + HALF * reach);
        near.map(|&(_, host)| host).find(|&host| {
            let word = &words[host];
            word.direction == script.direction
                && word.line != script.line
                && script.size <= word.size * SCRIPT_SIZE
                && frame.overlap_y(&frames[host]) >= SCRIPT_OVERLAP * frame.height()
        })
    });
    let hosts: Vec<Option<usize>> = hosts.collect();
    if hosts.iter().all(Option::is_none) {
        return words;
    }
    let mut slots: Vec<Option<Word>> = words.into_iter().map(Some).collect();
    for (n, host) in hosts.iter().enumerate() {
        // A host that is itself a script stays one word with its own host only.
        let Some(host) = host.filter(|&h| hosts[h].is_none()) else { continue };
        let Some(script) = slots[n].take() else { continue };
        if let Some(word) = &mut slots[host] {
            word.text.push_str(&script.text);
            word.bbox = word.bbox.union(&script.bbox);
            word.glyphs.extend(script.glyphs);
        }
    }
    slots.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;
    use crate::model::{Glyph, UnicodeSource};

    fn put(page: &mut Page, x: Pt, baseline: Pt, size: Pt, text: &str) -> Pt {
        let mut x = x;
        for c in text.chars() {
            let width = if is_cjk(c) { size } else { size * 0.5 };
            page.glyphs.push(Glyph {
                text: c.to_string().into(),
                bbox: BBox::new(x, baseline - 0.88 * size, x + width, baseline + 0.12 * size),
                size,
                direction: WritingDirection::Right,
                source: UnicodeSource::ToUnicode,
                mcid: None,
                invisible: false,
                ink: crate::model::Ink::default(),
            });
            x += width;
        }
        x
    }

    fn all(page: &Page) -> Vec<u32> {
        (0..page.glyphs.len() as u32).collect()
    }

    #[test]
    fn gaps_are_spaces_between_latin_words_only() {
        let mut page = Page::default();
        let x = put(&mut page, 10.0, 100.0, 10.0, "public");
        let x = put(&mut page, x + 2.5, 100.0, 10.0, "legal");
        let x = put(&mut page, x + 2.5, 100.0, 10.0, "服务");
        put(&mut page, x + 2.5, 100.0, 10.0, "12348");
        put(&mut page, 10.0, 112.0, 10.0, "专线");
        assert_eq!(cell_text(&page, &all(&page)), "public legal服务12348专线");
    }

    #[test]
    fn superscripts_stay_on_their_line_and_in_their_word() {
        let mut page = Page::default();
        let x = put(&mut page, 10.0, 100.0, 10.0, "area m");
        let x = put(&mut page, x, 96.0, 6.0, "2");
        put(&mut page, x + 3.0, 100.0, 10.0, "total");
        put(&mut page, 10.0, 112.0, 10.0, "next");
        assert_eq!(cell_text(&page, &all(&page)), "area m2 total next");
        let words: Vec<String> = glyphs_to_words(&page).into_iter().map(|w| w.text).collect();
        assert_eq!(words, ["area", "m2", "total", "next"]);
    }

    #[test]
    fn turned_text_reads_along_its_own_lines() {
        let mut flat = Page::default();
        put(&mut flat, 10.0, 100.0, 10.0, "绩效 goal");
        put(&mut flat, 10.0, 112.0, 10.0, "指标");
        for direction in [WritingDirection::Up, WritingDirection::Down, WritingDirection::Left] {
            let mut page = flat.clone();
            for glyph in &mut page.glyphs {
                let b = glyph.bbox;
                glyph.direction = direction;
                glyph.bbox = match direction {
                    WritingDirection::Up => BBox::new(b.top, -b.left, b.bottom, -b.right),
                    WritingDirection::Down => BBox::new(-b.top, b.left, -b.bottom, b.right),
                    _ => BBox::new(-b.left, -b.top, -b.right, -b.bottom),
                };
            }
            assert_eq!(cell_text(&page, &all(&page)), "绩效 goal指标", "{direction:?}");
        }
    }
}
