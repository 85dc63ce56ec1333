//! A line of print → its characters, its numbers read twice, with what is to be doubted of them.

use std::ops::Range;

use compact_str::CompactString;

use super::comparison_signs;
use super::components::{self, Component};
use super::digit_heights::DigitRow;
use super::digit_shapes::DigitShape;
use super::doubts;
use super::glyphs;
use super::known_words;
use super::line_pictures;
use super::mark_widths::{self, PrintedMark};
use super::raster::{Bitmap, Grey};
use super::recogniser::{ReadCharacter, Recogniser};
use super::second_reading;
use super::text_lines::PrintedLine;
use crate::findings::{Message, OddDigit};
use crate::model::{Finding, Glyph, Place};

/// Dashes in heights of the page's lines: how thick, how long; and from which length on the character 一 looks like one.
const THIN: f64 = 0.22;
const SHORTEST_DASH: f64 = 0.25;
const LONGEST_DASH: f64 = 2.4;
const LIKE_ONE: f64 = 0.8;
/// A line of so few characters, read less surely than this, is read again though it shows no number: it may have lost one.
const FEW: usize = 4;
const UNSURE: f32 = 0.7;
/// How sure a sign is that is told by its shape.
const SURE_OF_SIGN: f32 = 0.9;
/// The core of a stroke is darker than this.
const CORE: u8 = 125;
/// Dots in one row from which on they are ……, which has six.
const DOTS: usize = 4;

/// A line as it was read.
pub(super) struct ReadLine {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) doubts: Vec<Finding>,
    /// The shapes of its digits, each with what is to be said where it is odd.
    pub(super) digits: Vec<(DigitShape, Finding)>,
    /// Its marks, which may be narrow ones.
    pub(super) marks: Vec<PrintedMark>,
}

/// What lines are read from: the page made level, without its ruling lines.
pub(super) struct LineReader<'a> {
    pub(super) grey: Grey,
    pub(super) ink: Bitmap,
    /// Height of the usual line, dots.
    pub(super) usual: f64,
    /// Dots a point.
    pub(super) scale: f64,
    /// The page's number.
    pub(super) number: u32,
    pub(super) recogniser: &'a Recogniser,
}

impl LineReader<'_> {
    /// What a line says at first sight.
    pub(super) fn read_once(&self, line: &PrintedLine) -> Vec<ReadCharacter> {
        self.read(line, line_pictures::whole(line, &self.grey, self.usual))
    }

    /// Reads a line, unless it is known what it says at first sight, and its numbers twice.
    pub(super) fn line(&self, line: &PrintedLine, known: Option<Vec<ReadCharacter>>) -> ReadLine {
        let place = doubts::place(line, self.scale, self.number);
        let (mut read, differing) = match dash(line, self.usual).and_then(|dash| of_low_ink(line, &self.ink, dash)) {
            Some(dash_or_dots) => (dash_or_dots, Vec::new()),
            None => self.read_twice(line, known, &place),
        };
        let pieces = self.pieces(line, &read);
        self.take_signs(line, &mut read, &pieces);
        let mut doubts = doubts::of_line(&read, &place);
        doubts.extend(differing);
        doubts.extend(known_words::take_known(&mut read, &place));
        let em = glyphs::em(line, &read, self.usual);
        glyphs::size_brackets(line, &mut read, em);
        let marks = mark_widths::wide_marks(&read, line.x.len() as f64, em);
        let glyphs = glyphs::to_glyphs(line, &read, em, self.scale);
        let mut digits = Vec::new();
        if doubts.is_empty() {
            (digits, doubts) = self.digits(line, &read, &glyphs, &pieces, &place);
        }
        ReadLine { glyphs, doubts, digits, marks }
    }

    /// The ink of a line in pieces, where some of it may be a digit or a sign.
    fn pieces(&self, line: &PrintedLine, read: &[ReadCharacter]) -> Vec<Component> {
        if read.len() > 1 && !read.iter().any(is_figure_or_sign) {
            return Vec::new();
        }
        components::ink_to_components(self.ink.part(&line.x, &line.y), &[], self.scale)
    }

    /// Signs of comparison are what their shape says, also where the network saw none.
    fn take_signs(&self, line: &PrintedLine, read: &mut Vec<ReadCharacter>, pieces: &[Component]) {
        if pieces.is_empty() {
            return;
        }
        // Strokes of small print touch each other in their half shades only.
        let (x, y) = (&line.x, &line.y);
        let part = self
            .grey
            .part(&(x.start.cast_signed()..x.end.cast_signed()), &(y.start.cast_signed()..y.end.cast_signed()));
        let cores = components::ink_to_components(Bitmap::darker(&part, CORE), &[], self.scale);
        if read.len() <= 1 {
            let all = [pieces, &cores].map(|pieces| comparison_signs::of_pieces(&pieces.iter().collect::<Vec<_>>()));
            let lone = || comparison_signs::of_lone(&line_pictures::with_soft_edges(line, &self.grey));
            if let Some(sign) = all.into_iter().flatten().next().or_else(lone) {
                *read = vec![sign_character(sign)];
            }
            return;
        }
        let edges = glyphs::edges(line, read, glyphs::em(line, read, self.usual));
        let left = line.x.start as f64;
        for (one, ends) in read.iter_mut().zip(edges.windows(2)).filter(|(one, _)| is_figure_or_sign(one)) {
            let &[start, end] = ends else { continue };
            let sign = [pieces, &cores].into_iter().find_map(|pieces| {
                let own = pieces.iter().filter(|piece| (start - left..end - left).contains(&piece.middle().0));
                comparison_signs::of_pieces(&own.collect::<Vec<_>>())
            });
            if let Some(sign) = sign {
                *one = ReadCharacter { at: one.at, ..sign_character(sign) };
            }
        }
    }

    /// What a line says, each number as the surer of two readings has it, and where these differ.
    fn read_twice(
        &self,
        line: &PrintedLine,
        known: Option<Vec<ReadCharacter>>,
        place: &Place,
    ) -> (Vec<ReadCharacter>, Vec<Finding>) {
        let mut read = known.unwrap_or_else(|| self.read_once(line));
        let em = glyphs::em(line, &read, self.usual);
        let edges = glyphs::edges(line, &read, em);
        let mut differing = Vec::new();
        let cuts = second_reading::cuts(line, &read, &edges, &self.ink, em);
        if cuts.is_empty() && read.len() <= FEW && sure(&read) < UNSURE {
            let again = self.read(line, line_pictures::cut_out(line, &self.grey, self.usual));
            if sure(&again) > sure(&read) {
                read = again;
            }
            return (read, differing);
        }
        // From the right: what takes the place of a number moves those behind it.
        for cut in cuts.into_iter().rev() {
            let Some(first) = read.get(cut.characters.clone()) else { continue };
            let mut again = self.read(&cut.piece, line_pictures::cut_out(&cut.piece, &self.grey, self.usual));
            let ink =
                doubts::differ_by_points(first, &again).then(|| self.points(line, &read, &edges, &cut.characters));
            if ink == Some(doubts::points(first)) {
                continue;
            }
            let is_as_inked = ink == Some(doubts::points(&again));
            let doubt = doubts::of_two(first, &again, place);
            let differs = doubt.is_some();
            differing.extend(doubt);
            if cut.piece.x == line.x {
                // A short line is read again as a whole: the surer reading is taken for all of it, unless it leaves something out.
                if is_as_inked || again.len() >= read.len() && sure(&again) > sure(&read) {
                    read = again;
                }
                break;
            }
            if differs && (is_as_inked || sure(&again) > sure(first)) {
                on_line(&mut again, &cut.piece, line);
                second_reading::put_in_place(&mut read, &cut.characters, &again);
                in_order(&mut read);
            }
        }
        differing.reverse();
        (read, differing)
    }

    /// How many points stand between the digits of some numbers: the ink decides between two readings that differ by them.
    fn points(&self, line: &PrintedLine, read: &[ReadCharacter], edges: &[f64], numbers: &Range<usize>) -> usize {
        let left = line.x.start as f64;
        let boxes = edges.windows(2).filter_map(|ends| ends.first_chunk());
        let boxed = read.iter().zip(boxes).enumerate().filter(|(_, (one, _))| is_digit(&one.text));
        let digits = boxed.map(|(at, (_, [start, end]))| (at, start - left..end - left)).collect();
        DigitRow { digits, pieces: &self.pieces(line, read) }.points(numbers.start, numbers.end)
    }

    /// What the ink of a line's digits says: the shapes of those that are of one piece, and the numbers that hold digits of other heights
    /// than the rest, or points that were not read.
    fn digits(
        &self,
        line: &PrintedLine,
        read: &[ReadCharacter],
        glyphs: &[Glyph],
        pieces: &[Component],
        place: &Place,
    ) -> (Vec<(DigitShape, Finding)>, Vec<Finding>) {
        if !doubts::has_number(read) {
            return (Vec::new(), Vec::new());
        }
        let left = line.x.start as f64;
        let digits = glyphs.iter().enumerate().filter(|(_, glyph)| is_digit(&glyph.text));
        let digits: Vec<(usize, Range<f64>)> = digits
            .map(|(at, glyph)| (at, glyph.bbox.left * self.scale - left..glyph.bbox.right * self.scale - left))
            .collect();
        let row = DigitRow { digits, pieces };
        let odd = |at: usize| OddDigit { read: doubts::number_around(read, at) }.finding().at(place.clone());
        let mut doubts: Vec<Finding> = row.odd().into_iter().chain(row.gaps()).map(odd).collect();
        for run in doubts::number_runs(read) {
            if read.get(run.clone()).is_some_and(|read| row.points(run.start, run.end) > doubts::points(read)) {
                doubts.push(odd(run.start));
            }
        }
        doubts.dedup();
        let shape = |(at, x): &(usize, Range<f64>)| {
            let digit = read.get(*at)?.text.chars().next()?;
            let mut own = pieces.iter().filter(|piece| x.contains(&piece.middle().0));
            let (piece, None) = (own.next()?, own.next()) else { return None };
            Some((DigitShape::of(digit, &piece.dots)?, odd(*at)))
        };
        (row.digits.iter().filter_map(shape).collect(), doubts)
    }

    /// Reads what is shown of a line, from a place to another.
    fn read(&self, line: &PrintedLine, (left, right, shown): line_pictures::LinePicture) -> Vec<ReadCharacter> {
        let mut read = self.recogniser.read(&shown);
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

/// A sign that was told by its shape, in the middle of its line.
fn sign_character(sign: &'static str) -> ReadCharacter {
    ReadCharacter { text: CompactString::const_new(sign), at: 0.5, sure: SURE_OF_SIGN, others: Vec::new() }
}

/// Whether a character was read as a figure, a letter or a sign: what signs of comparison are taken for.
fn is_figure_or_sign(one: &ReadCharacter) -> bool {
    one.text.chars().all(|c| c.is_ascii_alphanumeric() || "≥≤≧≦><".contains(c))
}

fn is_digit(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// A line of one thin stroke is a dash, which the network takes for a 1 or an I. A long one may be the character 一 as well.
fn dash(line: &PrintedLine, usual: f64) -> Option<ReadCharacter> {
    let (width, height) = (line.x.len() as f64, line.y.len() as f64);
    let is_dash = height <= THIN * usual && width >= SHORTEST_DASH * usual && width <= LONGEST_DASH * usual;
    let sure = if width < LIKE_ONE * usual { 0.9 } else { 0.55 };
    is_dash.then(|| ReadCharacter { text: CompactString::const_new("—"), at: 0.5, sure, others: Vec::new() })
}

/// A dash where ink goes on all along a line as low as one, and …… where it is many dots.
fn of_low_ink(line: &PrintedLine, ink: &Bitmap, dash: ReadCharacter) -> Option<Vec<ReadCharacter>> {
    let inked: Vec<bool> = line.x.clone().map(|x| line.y.clone().any(|y| ink.at(x, y))).collect();
    match inked.chunk_by(|a, b| a == b).filter(|run| run.first() == Some(&true)).count() {
        1 => Some(vec![dash]),
        runs if runs >= DOTS => {
            let text = CompactString::const_new("…");
            Some([0.25, 0.75].map(|at| ReadCharacter { text: text.clone(), at, ..dash.clone() }).to_vec())
        }
        _ => None,
    }
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

    #[test]
    fn low_ink_is_a_dash_or_dots_or_to_be_read() {
        let line = PrintedLine { x: 10..70, y: 20..23 };
        let said = |gaps: usize| {
            let dots = line.x.clone().filter(|x| gaps == 0 || x % (60 / gaps) >= 4).map(|x| (x, 21));
            let ink = Bitmap::of_dots(100, 40, dots);
            let read = dash(&line, 30.0).and_then(|dash| of_low_ink(&line, &ink, dash));
            read.map(|read| read.iter().map(|one| one.text.as_str()).collect::<String>())
        };
        assert_eq!([said(0).as_deref(), said(2).as_deref(), said(6).as_deref()], [Some("—"), None, Some("……")]);
    }
}
