//! The picture of a page → the page: its ruling lines and its characters.

use compact_str::CompactString;

use super::components;
use super::digit_shapes::{self, DigitShape};
use super::doubts;
use super::glyphs;
use super::paper;
use super::raster::{Bitmap, Grey, PAPER};
use super::recogniser::{ReadCharacter, Recogniser};
use super::regions::Regions;
use super::ruling;
use super::second_reading;
use super::skew;
use super::text_lines::{self, PrintedLine};
use crate::findings::{Message, OddDigit};
use crate::model::{Finding, Glyph, Noted, Page, Picture, Place};

/// Slopes below this change nothing that is looked for.
const LEVEL: f64 = 0.0004;
/// Paper around a line that is recognised, in heights of the line: above and below, left and right.
const ABOVE: f64 = 0.14;
/// The same for the second reading of a line with a number.
const FURTHER_ABOVE: f64 = 0.26;
const BESIDE: f64 = 0.3;
/// Dots beyond its ink that belong to a line: half shades.
const SOFT: isize = 1;
/// Dashes in heights of the page's lines: how thick, how long; and from which length on the character 一 looks like one.
const THIN: f64 = 0.22;
const SHORTEST_DASH: f64 = 0.25;
const LONGEST_DASH: f64 = 2.4;
const LIKE_ONE: f64 = 0.8;
/// Lower lines are looked at as if they were so high, in heights of the page's lines: a dash stays one.
const LOWEST: f64 = 0.9;

/// Reads a picture; `scale` is its dots a point. What is laid over it invisibly is not asked.
pub(super) fn picture_to_page(picture: Picture, scale: f64, number: u32, recogniser: &Recogniser) -> Noted<Page> {
    let (width, height) = (f64::from(picture.width) / scale, f64::from(picture.height) / scale);
    let grey = Grey::of_picture(&picture);
    drop(picture);
    let grey = paper::even(&grey);
    let slope = skew::ink_to_slope(&paper::ink(&grey));
    let grey = if slope.abs() < LEVEL { grey } else { grey.levelled(slope) };
    let ink = paper::ink(&grey);
    let ruled = ruling::ink_to_rules(&ink, scale);
    let (ink, grey) = without_rules(ink, &grey, &ruled.dots);
    let regions = Regions::of_rules(&ruled.rules);
    let components = components::ink_to_components(ink.clone(), &ruled.rules, scale);
    let found = text_lines::to_text_lines(components, &regions, scale);
    let shown = LevelledPage { grey, ink, usual: found.height, scale, number, recogniser };
    let read: Vec<ReadLine> = found.lines.iter().map(|line| shown.line(line)).collect();
    let (mut glyphs, mut doubts, mut digits) = (Vec::new(), Vec::new(), Vec::new());
    for line in read {
        glyphs.extend(line.glyphs);
        doubts.extend(line.doubts);
        digits.extend(line.digits);
    }
    doubts.extend(odd_digits(digits));
    let page = Page {
        number,
        width,
        height,
        glyphs,
        rules: ruled.rules,
        ..Page::default()
    };
    let findings = std::iter::once(doubts::of_page(&page)).chain(doubts).collect();
    Noted { output: page, findings }
}

/// The ink and the greys without the dots of ruling lines; the soft edges of these go with them.
fn without_rules(mut ink: Bitmap, grey: &Grey, dots: &Bitmap) -> (Bitmap, Grey) {
    let rows = dots.rows().enumerate();
    let marked = rows.flat_map(|(y, row)| row.iter().enumerate().filter(|(_, dot)| **dot).map(move |(x, _)| (x, y)));
    for (x, y) in marked {
        ink.set(x, y, false);
    }
    let edge = |x: usize, y: usize| {
        dots.at(x, y)
            || dots.at(x + 1, y)
            || dots.at(x, y + 1)
            || (x > 0 && dots.at(x - 1, y))
            || (y > 0 && dots.at(x, y - 1))
    };
    let grey = grey.map(|x, y, dot| if !ink.at(x, y) && edge(x, y) { PAPER } else { dot });
    (ink, grey)
}

/// A line as it was read.
struct ReadLine {
    glyphs: Vec<Glyph>,
    doubts: Vec<Finding>,
    /// The shapes of its digits, each with what is to be said where it is odd.
    digits: Vec<(DigitShape, Finding)>,
}

/// What is to be said of digits that do not look like the others of the page.
fn odd_digits(digits: Vec<(DigitShape, Finding)>) -> Vec<Finding> {
    let (shapes, findings): (Vec<_>, Vec<_>) = digits.into_iter().unzip();
    let doubtful = digit_shapes::doubtful(&shapes);
    let mut odd: Vec<Finding> =
        findings.into_iter().zip(doubtful).filter(|(_, odd)| *odd).map(|(said, _)| said).collect();
    odd.dedup();
    odd
}

/// A levelled page whose lines are read.
struct LevelledPage<'a> {
    grey: Grey,
    ink: Bitmap,
    /// Height of the usual line, dots.
    usual: f64,
    /// Dots a point.
    scale: f64,
    number: u32,
    recogniser: &'a Recogniser,
}

impl LevelledPage<'_> {
    /// Reads a line, and its numbers twice.
    fn line(&self, line: &PrintedLine) -> ReadLine {
        let place = doubts::place(line, self.scale, self.number);
        let (mut read, differing) = match dash(line, self.usual) {
            Some(dash) => (vec![dash], Vec::new()),
            None => self.read_twice(line, &place),
        };
        let mut doubts = doubts::of_line(&read, &place);
        doubts.extend(differing);
        let em = glyphs::em(line, &read, self.usual);
        glyphs::size_brackets(line, &mut read, em);
        let glyphs = glyphs::to_glyphs(line, &read, em, self.scale);
        let digits = if doubts.is_empty() { self.digits(line, &read, &glyphs, &place) } else { Vec::new() };
        ReadLine { glyphs, doubts, digits }
    }

    /// What a line says, each number as the surer of two readings has it, and where these differ.
    fn read_twice(&self, line: &PrintedLine, place: &Place) -> (Vec<ReadCharacter>, Vec<Finding>) {
        let mut read = self.read(line, ABOVE);
        let em = glyphs::em(line, &read, self.usual);
        let edges = glyphs::edges(line, &read, em);
        let mut differing = Vec::new();
        // From the right: what takes the place of a number moves those behind it.
        for cut in second_reading::cuts(line, &read, &edges, &self.ink, em).into_iter().rev() {
            let Some(first) = read.get(cut.characters.clone()) else { continue };
            let mut again = self.read(&cut.piece, FURTHER_ABOVE);
            let Some(doubt) = doubts::of_two(first, &again, place) else { continue };
            differing.push(doubt);
            if sure(&again) > sure(first) {
                on_line(&mut again, &cut.piece, line);
                second_reading::put_in_place(&mut read, &cut.characters, &again);
                in_order(&mut read);
            }
        }
        differing.reverse();
        (read, differing)
    }

    /// The shapes of a line's digits that are of one piece.
    fn digits(
        &self,
        line: &PrintedLine,
        read: &[ReadCharacter],
        glyphs: &[Glyph],
        place: &Place,
    ) -> Vec<(DigitShape, Finding)> {
        if !doubts::has_number(read) {
            return Vec::new();
        }
        let pieces = components::ink_to_components(self.ink.part(&line.x, &line.y), &[], self.scale);
        let shape = |(at, glyph): (usize, &Glyph)| {
            let digit = glyph.text.chars().next().filter(char::is_ascii_digit)?;
            let box_ =
                glyph.bbox.left * self.scale - line.x.start as f64..glyph.bbox.right * self.scale - line.x.start as f64;
            let mut own = pieces.iter().filter(|piece| box_.contains(&piece.middle().0));
            let (piece, None) = (own.next()?, own.next()) else { return None };
            let shape = DigitShape::of(digit, &piece.dots)?;
            let said = OddDigit { read: doubts::number_around(read, at) }.finding().at(place.clone());
            Some((shape, said))
        };
        glyphs.iter().enumerate().filter_map(shape).collect()
    }

    fn read(&self, line: &PrintedLine, above: f64) -> Vec<ReadCharacter> {
        let (left, right, crop) = crop(line, &self.grey, self.usual, above);
        let mut read = self.recogniser.read(&crop);
        // Middles as shares of the line itself, without the paper beside it.
        let width = (right - left) as f64;
        for one in &mut read {
            one.at = (one.at * width + left as f64 - line.x.start as f64) / line.x.len().max(1) as f64;
        }
        read.retain(|one| !one.text.trim().is_empty());
        in_order(&mut read);
        read
    }
}

/// A line of one thin stroke is a dash, which the network takes for a 1 or an I. A long one may be the character 一 as well.
fn dash(line: &PrintedLine, usual: f64) -> Option<ReadCharacter> {
    let (width, height) = (line.x.len() as f64, line.y.len() as f64);
    let is_dash = height <= THIN * usual && width >= SHORTEST_DASH * usual && width <= LONGEST_DASH * usual;
    let sure = if width < LIKE_ONE * usual { 0.9 } else { 0.55 };
    is_dash.then(|| ReadCharacter { text: CompactString::const_new("—"), at: 0.5, sure })
}

/// How sure the least sure character of a line is; nothing at all is never sure.
fn sure(read: &[ReadCharacter]) -> f32 {
    read.iter().map(|one| one.sure).reduce(f32::min).unwrap_or(0.0)
}

/// Middles never go back, and stay within the line.
fn in_order(read: &mut [ReadCharacter]) {
    let mut before = 0.0;
    for one in read {
        one.at = one.at.clamp(before, 1.0_f64.max(before));
        before = one.at;
    }
}

/// Middles as shares of a piece of a line become shares of the line.
fn on_line(read: &mut [ReadCharacter], piece: &PrintedLine, line: &PrintedLine) {
    let (width, before) = (line.x.len().max(1) as f64, piece.x.start as f64 - line.x.start as f64);
    for one in read {
        one.at = (before + one.at * piece.x.len() as f64) / width;
    }
}

/// The picture of a line with a little paper around it, and the dots across that it shows.
fn crop(line: &PrintedLine, grey: &Grey, usual: f64, above: f64) -> (isize, isize, Grey) {
    let height = (line.y.len() as f64).max(LOWEST * usual);
    let middle = f64::midpoint(line.y.start as f64, line.y.end as f64);
    let (above, beside) = ((height * (0.5 + above)).ceil(), (height * BESIDE).ceil() as isize);
    let (top, bottom) = ((middle - above).floor() as isize, (middle + above).ceil() as isize);
    let (left, right) = (line.x.start.cast_signed() - beside, line.x.end.cast_signed() + beside);
    // What stands beside it is another line's; its own edges are soft.
    let own = grey.part(&(line.x.start.cast_signed() - SOFT..line.x.end.cast_signed() + SOFT), &(top..bottom));
    let width = own.width().cast_signed() + beside - SOFT;
    (left, right, own.part(&(SOFT - beside..width), &(0..bottom - top)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thin_stroke_is_a_dash_and_what_is_higher_or_a_point_is_none() {
        let line = |width: usize, height: usize| PrintedLine { x: 100..100 + width, y: 50..50 + height };
        let of = |width, height| dash(&line(width, height), 30.0);
        assert_eq!(of(15, 3).map(|one| (one.text.to_string(), one.sure > 0.6)), Some(("—".to_owned(), true)));
        assert_eq!(of(28, 3).map(|one| one.sure > 0.6), Some(false));
        assert_eq!((of(15, 28), of(4, 4), of(200, 3)), (None, None, None));
        assert!(sure(&[]) < 0.1);
    }
}
