//! What a text object says: characters, the glyphs that stand for them, and where each of them is drawn.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthChar;

use super::values::{deltas, numbers};
use super::xml::Node;

/// Stands for a glyph that has no character.
const PLACEHOLDER: char = '¤';
/// Glyphs of one object: no longer than the longest of texts.
const MOST_GLYPHS: usize = 100_000;

/// How far a delta may be from what its character advances by itself and still be that, as a share of it.
const SET_SOLID: f64 = 0.05;

/// A character of a text object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TextCode {
    pub(super) c: char,
    /// Its number among the characters of the object, by which glyphs are given.
    pub(super) number: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    /// From its origin to that of the next character of the run; zero for the last.
    pub(super) step: (f64, f64),
}

/// A run of characters: one `TextCode`.
#[derive(Debug, Default, PartialEq)]
pub(super) struct CodeRun {
    pub(super) codes: Vec<TextCode>,
    /// Whether it goes downwards by its deltas.
    pub(super) vertical: bool,
}

/// Whether a character tells nothing of what is printed.
pub(super) fn is_junk(c: char) -> bool {
    matches!(c, PLACEHOLDER | '\u{FFFD}' | '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// The width of a character in em where no font tells: half for those that are narrow in Chinese fonts.
pub(super) fn usual_width(c: char) -> f64 {
    if c.width_cjk() == Some(2) { 1.0 } else { 0.5 }
}

/// The glyphs by the number of the character that they stand for.
pub(super) fn glyphs(object: &Node<'_>) -> BTreeMap<usize, Vec<u32>> {
    let mut found: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for transform in object.all("CGTransform") {
        let count = |name| transform.id(name).map(|n| n as usize);
        let first = count("CodePosition").unwrap_or(0);
        let codes = count("CodeCount").unwrap_or(1).max(1);
        let Some(list) = transform.child("Glyphs") else { continue };
        let mut given: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        // Where there are more glyphs than characters, the last character has the rest.
        for (n, glyph) in numbers(&list.text()).take(MOST_GLYPHS).enumerate() {
            given.entry(first.saturating_add(n.min(codes - 1))).or_default().push(glyph as u32);
        }
        found.extend(given);
    }
    found
}

/// The runs of an object. `advance` is how far characters go on where no delta says so: by the character and its number.
pub(super) fn runs(
    object: &Node<'_>,
    glyphs: &BTreeMap<usize, Vec<u32>>,
    most: usize,
    advance: impl Fn(char, usize) -> (f64, f64),
) -> Vec<CodeRun> {
    let (mut x, mut y, mut number, mut runs) = (0.0, 0.0, 0, Vec::new());
    for code in object.all("TextCode") {
        (x, y) = (code.number_or("X", x), code.number_or("Y", y));
        let text = code.text();
        let room = most.saturating_sub(number);
        let list = |name| code.attribute(name).map(|d| deltas(&d, text.len().max(1))).unwrap_or_default();
        let (across, down) = (list("DeltaX"), list("DeltaY"));
        let mut text: Vec<char> = characters(&text, across.len().max(down.len())).chars().take(room).collect();
        if text.is_empty() && runs.is_empty() {
            text = vec![PLACEHOLDER; glyphs.values().map(Vec::len).sum::<usize>().min(room)];
        }
        let start = (x, y, number);
        number += text.len();
        runs.push(place(&text, start, (&across, &down), &advance));
    }
    runs
}

/// The characters of a text. Line breaks and the indentation beside them are of the XML's layout; other spaces are printed, and have
/// deltas of their own, so that the number of deltas decides in doubt.
fn characters(text: &str, deltas: usize) -> String {
    let all: String = text.chars().filter(|c| !matches!(c, '\r' | '\n' | '\t')).collect();
    let fits = |text: &str| text.chars().count() == deltas + 1;
    if text.contains(['\r', '\n']) && !fits(&all) {
        return text.split(['\r', '\n']).map(|line| line.trim_matches([' ', '\t'])).collect();
    }
    if all.contains('\\') && !fits(&all) {
        let plain = unescape(&all);
        if fits(&plain) {
            return plain;
        }
    }
    all
}

/// Takes back the standard's escapes: a backslash and four hexadecimal digits.
fn unescape(text: &str) -> String {
    let Some((before, escaped)) = text.split_once('\\') else { return text.to_owned() };
    let mut out = before.to_owned();
    for piece in escaped.split('\\') {
        let code = piece.split_at_checked(4).filter(|(hex, _)| hex.chars().all(|c| c.is_ascii_hexdigit()));
        let code = code.and_then(|(hex, rest)| Some((char::from_u32(u32::from_str_radix(hex, 16).ok()?)?, rest)));
        let (c, rest) = code.unwrap_or(('\\', piece));
        out.push(c);
        out.push_str(rest);
    }
    out
}

fn place(
    text: &[char],
    (mut x, mut y, first): (f64, f64, usize),
    (across, down): (&[f64], &[f64]),
    advance: impl Fn(char, usize) -> (f64, f64),
) -> CodeRun {
    // Some writers count the units of UTF-16.
    let units: usize = text.iter().map(|c| c.len_utf16()).sum();
    let by_units = units != text.len() && across.len().max(down.len()) + 1 == units;
    let given = !across.is_empty() || !down.is_empty();
    let own = |n: usize| {
        let (x, y) = text.get(n).map_or((0.0, 0.0), |c| advance(*c, first + n));
        f64::hypot(x, y)
    };
    let mut at = 0;
    let mut codes = Vec::with_capacity(text.len());
    for (n, &c) in text.iter().enumerate() {
        let number = first + n;
        let step = if given {
            let taken = if by_units { c.len_utf16() } else { 1 };
            let steps = at..at + taken;
            at += taken;
            steps.fold((0.0, 0.0), |(x, y), k| (x + delta(across, k, own), y + delta(down, k, own)))
        } else {
            advance(c, number)
        };
        let last = n + 1 == text.len();
        codes.push(TextCode { c, number, x, y, step: if last { (0.0, 0.0) } else { step } });
        (x, y) = (x + step.0, y + step.1);
    }
    CodeRun { codes, vertical: text.len() > 1 && travel(down) > 0.0 && travel(down) > travel(across) }
}

/// How far the pen goes over a list of steps, back and forth.
fn travel(list: &[f64]) -> f64 {
    list.iter().map(|d| d.abs()).sum::<f64>()
}

/// The delta after a character. Where the list ends early its last value goes on; where that is how far its character advances by
/// itself, the others advance by themselves, too. `advance` is how far the character of that number does.
fn delta(list: &[f64], at: usize, advance: impl Fn(usize) -> f64) -> f64 {
    if let Some(delta) = list.get(at) {
        return *delta;
    }
    let Some(last) = list.last() else { return 0.0 };
    let own = advance(list.len() - 1);
    if (last.abs() - own).abs() <= own * SET_SOLID { last * advance(at) / own } else { *last }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::ofd::xml::parse;

    fn xs(xml: &str) -> Vec<Vec<(char, f64, f64)>> {
        let tree = parse(xml);
        let runs = runs(&tree.root, &glyphs(&tree.root), 100, |c, _| (usual_width(c) * 10.0, 0.0));
        runs.iter().map(|r| r.codes.iter().map(|c| (c.c, c.x, c.y)).collect()).collect()
    }

    #[test]
    fn deltas_may_be_complete_short_long_or_absent() {
        let complete = vec![vec![('绩', 1.0, 2.0), ('效', 11.0, 2.0), ('1', 21.0, 2.0)]];
        assert_eq!(xs("<TextCode X='1' Y='2' DeltaX='10 10'>绩效1</TextCode>"), complete);
        assert_eq!(xs("<TextCode X='1' Y='2' DeltaX='10'>绩效1</TextCode>"), complete);
        assert_eq!(xs("<TextCode X='1' Y='2' DeltaX='g 2 10 7 7'>绩效1</TextCode>"), complete);
        assert_eq!(xs("<TextCode X='1' Y='2'>绩效1</TextCode>"), complete);
        let mixed = vec![vec![('绩', 1.0, 0.0), ('1', 11.0, 0.0), ('效', 16.0, 0.0)]];
        assert_eq!(xs("<TextCode X='1' DeltaX='10'>绩1效</TextCode>"), mixed);
        let spread = vec![vec![('绩', 1.0, 0.0), ('1', 13.0, 0.0), ('效', 25.0, 0.0)]];
        assert_eq!(xs("<TextCode X='1' DeltaX='12'>绩1效</TextCode>"), spread);
    }

    #[test]
    fn line_breaks_and_indentation_are_no_text_but_spaces_are() {
        let texts = |xml: &str| xs(xml).iter().flatten().map(|c| c.0).collect::<String>();
        assert_eq!(texts("<TextCode DeltaX='5'>\n\t  绩效\n\t</TextCode>"), "绩效");
        assert_eq!(texts("<TextCode DeltaX='5 5 5'>  绩效</TextCode>"), "  绩效");
        assert_eq!(texts("<TextCode DeltaX='5 5 5'>\n  绩效</TextCode>"), "  绩效");
        assert_eq!(texts("<TextCode DeltaX='5'>\\0041效</TextCode>"), "A效");
        assert_eq!(texts("<TextCode>\\0041效</TextCode>"), "\\0041效");
    }

    #[test]
    fn a_text_without_place_goes_on_from_that_before_it() {
        let placed = xs("<TextCode X='1' Y='2'>绩</TextCode><TextCode Y='3'>效</TextCode>");
        assert_eq!(placed, [[('绩', 1.0, 2.0)], [('效', 1.0, 3.0)]]);
    }

    #[test]
    fn characters_of_two_units_may_have_two_deltas() {
        let placed = [[('𠀀', 0.0, 0.0), ('绩', 10.0, 0.0), ('效', 20.0, 0.0)]];
        assert_eq!(xs("<TextCode DeltaX='5 5 10'>𠀀绩效</TextCode>"), placed);
        assert_eq!(xs("<TextCode DeltaX='10 10'>𠀀绩效</TextCode>"), placed);
    }

    #[test]
    fn glyphs_stand_for_the_characters_they_are_given_for() {
        let of = |xml: &str| glyphs(&parse(xml).root).into_iter().collect::<Vec<_>>();
        let given = "<CGTransform CodePosition='1' CodeCount='2' GlyphCount='2'><Glyphs>7 8</Glyphs></CGTransform>";
        assert_eq!(of(given), [(1, vec![7]), (2, vec![8])]);
        let one = "<CGTransform CodePosition='4' CodeCount='1' GlyphCount='2'><Glyphs>7 8</Glyphs></CGTransform>";
        assert_eq!(of(one), [(4, vec![7, 8])]);
        assert_eq!(xs(&format!("{given}<TextCode X='1' Y='1'/>")).concat().len(), 2);
    }
}
