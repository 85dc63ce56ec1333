//! Commas and colons of a page, wide or narrow: networks tell a mark, not its width. A document prints one of them throughout.

use compact_str::CompactString;

use super::glyphs;
use super::recogniser::ReadCharacter;
use crate::language::characters::display_width;

/// Marks that come in two widths: wide and narrow.
const MARKS: [(&str, &str); 3] = [("，", ","), ("；", ";"), ("：", ":")];
/// A mark with less room, in ems, between the edges of its neighbours is a narrow one: a wide one has an em, a narrow one a quarter.
const NARROW_ROOM: f64 = 0.55;
/// Of ten marks of a page whose room tells, so many are narrow where it is printed with narrow ones.
const MOST: usize = 8;

/// A mark of a line.
pub(super) struct PrintedMark {
    /// Number of the character in its line.
    pub(super) at: usize,
    /// Of the pairs above.
    kind: usize,
    /// Whether there is room for a narrow one only. None at the ends of a line and beside other marks.
    is_narrow: Option<bool>,
}

/// The marks of a line that were read as wide ones.
pub(super) fn wide_marks(read: &[ReadCharacter], width: f64, em: f64) -> Vec<PrintedMark> {
    let mut marks = Vec::new();
    for (at, one) in read.iter().enumerate() {
        let Some(kind) = MARKS.iter().position(|(wide, _)| one.text == *wide) else { continue };
        let neighbours = [at.checked_sub(1).and_then(|before| read.get(before)), read.get(at + 1)];
        let between_words = neighbours.iter().all(|one| one.is_some_and(|one| is_word(&one.text)));
        let room = glyphs::room(read, at, width, em).filter(|_| between_words);
        marks.push(PrintedMark { at, kind, is_narrow: room.map(|room| room < NARROW_ROOM) });
    }
    marks
}

/// For each kind of mark its narrow form, where most of a page are narrow.
pub(super) struct NarrowMarks([Option<&'static str>; MARKS.len()]);

impl NarrowMarks {
    /// As the marks of a page tell.
    pub(super) fn of_page<'a>(marks: impl Iterator<Item = &'a PrintedMark>) -> Self {
        let mut counts = [(0, 0); MARKS.len()];
        for mark in marks {
            if let Some(is_narrow) = mark.is_narrow {
                let (narrow, all) = &mut counts[mark.kind];
                *narrow += usize::from(is_narrow);
                *all += 1;
            }
        }
        let mut forms = [None; MARKS.len()];
        for ((form, (_, narrow_form)), (narrow, all)) in forms.iter_mut().zip(MARKS).zip(counts) {
            *form = (narrow > 0 && narrow * 10 >= all * MOST).then_some(narrow_form);
        }
        Self(forms)
    }

    /// What a mark is on this page, where that is a narrow one.
    pub(super) fn narrow(&self, mark: &PrintedMark) -> Option<CompactString> {
        let form = self.0[mark.kind]?;
        (mark.is_narrow != Some(false)).then(|| CompactString::from(form))
    }
}

/// Whether a character is of a word: room beside brackets and marks tells nothing.
fn is_word(text: &str) -> bool {
    display_width(text) > 1 && text.chars().all(char::is_alphanumeric)
        || text.chars().all(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of characters, each so many ems after the one before.
    fn marks(line: &[(&str, f64)]) -> Vec<PrintedMark> {
        let all: f64 = 10.0;
        let mut at = 0.0;
        let one = |(text, step): &(&str, f64)| {
            at += step;
            ReadCharacter { text: (*text).into(), at: at / all, sure: 1.0, others: Vec::new() }
        };
        wide_marks(&line.iter().map(one).collect::<Vec<_>>(), all * 20.0, 20.0)
    }

    #[test]
    fn marks_are_narrow_where_most_of_their_page_are() {
        let narrow = marks(&[("甲", 0.5), ("，", 0.6), ("乙", 0.7), ("，", 0.6), ("丙", 0.6), ("，", 0.6)]);
        let wide = marks(&[("甲", 0.5), ("，", 0.9), ("乙", 1.1), ("：", 0.9), ("丙", 1.1)]);
        let mixed = NarrowMarks::of_page(narrow.iter().chain(&wide));
        assert!(narrow.iter().chain(&wide).all(|mark| mixed.narrow(mark).is_none()));
        let page = NarrowMarks::of_page(narrow.iter());
        let forms: Vec<_> = narrow.iter().chain(&wide).map(|mark| page.narrow(mark).map(String::from)).collect();
        let comma = || Some(",".to_owned());
        assert_eq!(forms, [comma(), comma(), comma(), None, None]);
    }
}
