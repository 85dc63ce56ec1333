//! ReadCharacter characters of a line → glyphs with boxes.

use compact_str::CompactString;

use super::recogniser::ReadCharacter;
use super::text_lines::PrintedLine;
use crate::language::characters::display_width;
use crate::model::{BBox, Glyph, Ink, UnicodeSource, WritingDirection};

/// The ink of a line of ideographs is this much of their em.
const INK_OF_EM: f64 = 0.92;
/// Steps between neighbours, in heights of their line; longer ones hold a gap.
const STEPS: std::ops::Range<f64> = 0.6..1.7;
/// Lower lines are of the usual print all the same, in heights of the page's lines: figures, dashes.
const LOWEST: f64 = 0.8;
/// Without characters that tell the em, lines of larger print are taken for no larger than this.
const HIGHEST: f64 = 1.1;
/// A bracket with this much room, in ems, between the edges of its neighbours is a wide one: wide ones had 0.65 to 1.45 on prints of five
/// to nine points at 200 and 250 dpi, narrow ones 0.23 to 0.56.
const WIDE_ROOM: f64 = 0.6;
/// Brackets that come in two widths: opening and closing, wide and narrow.
const BRACKETS: [(&str, &str); 2] = [("（", "("), ("）", ")")];
/// What round brackets are taken for.
const BRACES: [&str; 2] = ["{", "}"];

/// The em of a line in dots: by the steps between wide characters, or by the height of the page's lines.
pub(super) fn em(line: &PrintedLine, read: &[ReadCharacter], usual: f64) -> f64 {
    let width = line.x.len() as f64;
    let pairs = read.windows(2).filter_map(|pair| match pair {
        [a, b] if is_wide(&a.text) && is_wide(&b.text) => Some((b.at - a.at) * width),
        _ => None,
    });
    let height = line.y.len() as f64;
    let mut steps: Vec<f64> = pairs.filter(|step| STEPS.contains(&(step / height))).collect();
    steps.sort_by(f64::total_cmp);
    match steps.get(steps.len() / 2) {
        Some(step) if steps.len() >= 2 => *step,
        // Brackets are higher than their em: it would reach into the line above.
        _ => height.clamp(usual * LOWEST, usual * HIGHEST) / INK_OF_EM,
    }
}

/// The glyphs of a line: side by side, each as far as half way to its neighbours. `scale` is dots a point.
pub(super) fn to_glyphs(line: &PrintedLine, read: &[ReadCharacter], em: f64, scale: f64) -> Vec<Glyph> {
    let middle = f64::midpoint(line.y.start as f64, line.y.end as f64);
    let edges = edges(line, read, em);
    let boxes = edges.windows(2).filter_map(|pair| pair.first_chunk());
    let glyph = |(one, [start, end]): (&ReadCharacter, &[f64; 2])| Glyph {
        text: one.text.clone(),
        bbox: BBox::new(start / scale, (middle - em / 2.0) / scale, end / scale, (middle + em / 2.0) / scale),
        size: em / scale,
        direction: WritingDirection::Right,
        source: UnicodeSource::Picture { percent: (one.sure * 100.0).clamp(0.0, 100.0) as u8 },
        mcid: None,
        invisible: false,
        ink: Ink::default(),
    };
    read.iter().zip(boxes).map(glyph).collect()
}

/// Where the characters of a line begin, and the last ends, in dots of the page.
pub(super) fn edges(line: &PrintedLine, read: &[ReadCharacter], em: f64) -> Vec<f64> {
    let (left, width) = (line.x.start as f64, line.x.len() as f64);
    let borders = read.windows(2).filter_map(|pair| match pair {
        [a, b] => Some(left + border(a, b, width, em)),
        _ => None,
    });
    std::iter::once(left).chain(borders).chain([left + width]).collect()
}

/// Where one character ends and the next begins: between their middles, by their widths.
fn border(a: &ReadCharacter, b: &ReadCharacter, width: f64, em: f64) -> f64 {
    let (from, to) = (a.at * width, b.at * width);
    let (half_a, half_b) = (half_width(&a.text) * em, half_width(&b.text) * em);
    from + (to - from) * half_a / (half_a + half_b)
}

fn half_width(text: &str) -> f64 {
    if is_wide(text) { 0.5 } else { 0.25 }
}

fn is_wide(text: &str) -> bool {
    display_width(text) > 1
}

/// Brackets as wide or as narrow as there is room for, both of a pair alike: as there is for the opening one, or else for the other.
pub(super) fn size_brackets(line: &PrintedLine, read: &mut [ReadCharacter], em: f64) {
    let width = line.x.len() as f64;
    let mut wide: Vec<Option<bool>> =
        (0..read.len()).map(|at| room(read, at, width, em).map(|room| room >= WIDE_ROOM)).collect();
    for (opening, closing) in pairs(read) {
        let both = wide[opening].or(wide[closing]);
        for (at, round) in [(opening, "("), (closing, ")")] {
            wide[at] = both;
            // Braces are what a bracket looks like that touches a line.
            if BRACES.contains(&read[at].text.as_str()) {
                read[at].text = CompactString::const_new(round);
            }
        }
    }
    for (one, is_wide) in read.iter_mut().zip(wide) {
        let bracket = BRACKETS.iter().find(|(wide, narrow)| one.text == *wide || one.text == *narrow);
        if let (Some((wide, narrow)), Some(is_wide)) = (bracket, is_wide) {
            one.text = CompactString::from(if is_wide { *wide } else { *narrow });
        }
    }
}

/// The places of opening brackets with those of the ones that close them.
fn pairs(read: &[ReadCharacter]) -> Vec<(usize, usize)> {
    let [(wide_open, open), (wide_close, close)] = BRACKETS;
    let (mut opened, mut pairs) = (Vec::new(), Vec::new());
    for (at, one) in read.iter().enumerate() {
        let [open_brace, close_brace] = BRACES;
        if one.text == wide_open || one.text == open || one.text == open_brace {
            opened.push(at);
        } else if (one.text == wide_close || one.text == close || one.text == close_brace)
            && let Some(opening) = opened.pop()
        {
            pairs.push((opening, at));
        }
    }
    pairs
}

/// The room of a character between the edges of its neighbours, in ems; none at the ends of a line.
pub(super) fn room(read: &[ReadCharacter], at: usize, width: f64, em: f64) -> Option<f64> {
    let [before, _, after] = read.get(at.checked_sub(1)?..)?.first_chunk()?;
    Some((after.at - before.at) * width / em - half_width(&before.text) - half_width(&after.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_as_wide_as_their_room() {
        // Of a line of ten ems: 率（甲）乙(2022)。 with wide brackets first and narrow ones after.
        let middles = [
            ("率", 0.5),
            ("(", 1.5),
            ("甲", 2.5),
            ("）", 3.4),
            ("乙", 4.5),
            ("（", 5.15),
            ("2", 5.55),
            ("）", 6.1),
            ("丙", 6.8),
        ];
        let character =
            |(text, at): (&str, f64)| ReadCharacter { text: text.into(), at: at / 10.0, sure: 1.0, others: Vec::new() };
        let mut read = middles.map(character);
        let line = PrintedLine { x: 0..1000, y: 0..100 };
        size_brackets(&line, &mut read, 100.0);
        assert_eq!(read.map(|one| one.text.to_string()).concat(), "率（甲）乙(2)丙");
    }

    #[test]
    fn a_brace_with_a_bracket_is_a_bracket() {
        let character = |(at, c): (usize, char)| ReadCharacter {
            text: c.to_string().into(),
            at: at as f64 / 7.0 + 0.07,
            sure: 1.0,
            others: Vec::new(),
        };
        let mut read: Vec<ReadCharacter> = "名称{单位)无".chars().enumerate().map(character).collect();
        size_brackets(&PrintedLine { x: 0..700, y: 0..100 }, &mut read, 100.0);
        assert_eq!(read.iter().map(|one| one.text.as_str()).collect::<String>(), "名称（单位）无");
    }

    #[test]
    fn boxes_stand_side_by_side_and_fill_the_line() {
        let character =
            |(text, at): (&str, f64)| ReadCharacter { text: text.into(), at, sure: 1.0, others: Vec::new() };
        let read = [("1", 0.1), ("、", 0.3), ("修", 0.7)].map(character);
        let glyphs = to_glyphs(&PrintedLine { x: 30..330, y: 0..100 }, &read, 100.0, 1.0);
        let ends: Vec<i32> =
            glyphs.iter().flat_map(|glyph| [glyph.bbox.left, glyph.bbox.right]).map(|x| x as i32).collect();
        let [30, first_end, second, second_end, third, 330] = ends[..] else { panic!("{ends:?}") };
        assert_eq!((first_end, second_end), (second, third));
        assert!(30 < first_end && first_end < second_end && second_end < 330);
    }
}
