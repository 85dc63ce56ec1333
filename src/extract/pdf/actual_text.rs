//! `/ActualText`: what a writer says that the glyphs of a marked sequence read.

use compact_str::CompactString;

use super::unicode::fold_radicals;
use crate::model::{BBox, Glyph, UnicodeSource};

/// Gives the glyphs the text that stands for them as a whole. Their boxes stay; where the text is shorter, neighbours on
/// one line become one glyph.
pub(super) fn apply(text: &str, glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let wanted: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    // An empty text says that nothing is to be read, a soft hyphen that a word goes on: printed is what is drawn.
    if wanted.is_empty() || wanted == ['\u{AD}'] || reads(&glyphs, &wanted) {
        return glyphs;
    }
    let (blank, inked): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(is_blank);
    if inked.is_empty() {
        return give(&wanted, blank);
    }
    let mut told = give(&wanted, inked);
    told.extend(blank);
    told
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.chars().all(char::is_whitespace)
}

/// Whether the glyphs read like that without help.
fn reads(glyphs: &[Glyph], wanted: &[char]) -> bool {
    glyphs.iter().flat_map(|g| g.text.chars()).filter(|c| !c.is_whitespace()).eq(wanted.iter().copied())
}

/// Hands the characters out to the glyphs, evenly where the numbers differ.
fn give(wanted: &[char], glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let (chars, count) = (wanted.len(), glyphs.len());
    if chars >= count {
        let mut rest = wanted;
        let shares = (0..count).map(|n| (n + 1) * chars / count - n * chars / count);
        // The shares add up to all characters.
        let texts = glyphs.into_iter().zip(shares).map(|(glyph, share)| {
            let (own, behind) = rest.split_at(share);
            rest = behind;
            with_text(glyph, own)
        });
        return texts.collect();
    }
    wanted
        .iter()
        .enumerate()
        .filter_map(|(n, c)| {
            let covered = glyphs.get(n * count / chars..(n + 1) * count / chars)?;
            let first = covered.first()?;
            let same_line = covered.iter().filter(|g| g.bbox.overlap_y(&first.bbox) > 0.0);
            let bbox = BBox::around(same_line.map(|g| g.bbox)).unwrap_or(first.bbox);
            Some(with_text(Glyph { bbox, ..first.clone() }, &[*c]))
        })
        .collect()
}

fn with_text(mut glyph: Glyph, chars: &[char]) -> Glyph {
    glyph.text = fold_radicals(chars.iter().collect::<CompactString>());
    glyph.source = UnicodeSource::ActualText;
    glyph
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::WritingDirection;

    fn glyphs(text: &str) -> Vec<Glyph> {
        let glyph = |(n, c): (usize, char)| Glyph {
            text: CompactString::from_iter([c]),
            bbox: BBox::new(n as f64 * 10.0, 0.0, n as f64 * 10.0 + 10.0, 10.0),
            size: 10.0,
            direction: WritingDirection::Right,
            source: UnicodeSource::ToUnicode,
            mcid: None,
            invisible: false,
            ink: crate::model::Ink::default(),
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn texts(glyphs: &[Glyph]) -> Vec<&str> {
        glyphs.iter().map(|g| g.text.as_str()).collect()
    }

    #[test]
    fn characters_go_to_their_glyphs() {
        assert_eq!(texts(&apply("部门", glyphs("\u{FFFD}⻔"))), ["部", "门"]);
        assert_eq!(texts(&apply("ffi", glyphs("X"))), ["ffi"]);
        let merged = apply("é", glyphs("e´"));
        assert_eq!(texts(&merged), ["é"]);
        assert_eq!(merged.first().map(|g| g.bbox.right), Some(20.0));
    }

    #[test]
    fn a_hyphen_stays_as_printed() {
        assert_eq!(texts(&apply("\u{AD}", glyphs("-"))), ["-"]);
        assert_eq!(texts(&apply("", glyphs("-"))), ["-"]);
    }
}
