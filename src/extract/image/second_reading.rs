//! Numbers of a line, cut out to be read once more: recognisers are sure of wrong figures, and a cut of its own is another look.

use std::ops::Range;

use super::doubts::number_runs;
use super::raster::Bitmap;
use super::recogniser::ReadCharacter;
use super::text_lines::PrintedLine;

/// How far from where two characters should part a gap between them is looked for, in ems.
const NEAR: f64 = 0.4;

/// A piece of a line around numbers.
pub(super) struct NumberCut {
    /// The characters of the numbers as they were read first, from the first to the last.
    pub(super) characters: Range<usize>,
    /// The piece: the numbers and a character at either side of each.
    pub(super) piece: PrintedLine,
}

/// The pieces of a line that hold its numbers, from the left; where pieces would meet they are one.
/// `edges` are where its characters begin and the last ends, in dots of the page.
pub(super) fn cuts(line: &PrintedLine, read: &[ReadCharacter], edges: &[f64], ink: &Bitmap, em: f64) -> Vec<NumberCut> {
    let blank = blank_columns(line, ink);
    let at = |character: usize| edges.get(character).map_or(line.x.end, |edge| gap_near(*edge, &blank, em));
    let mut cuts: Vec<NumberCut> = Vec::new();
    for characters in number_runs(read) {
        let start = characters.start.checked_sub(1).map_or(line.x.start, at);
        let end = if characters.end + 1 >= read.len() { line.x.end } else { at(characters.end + 1) };
        match cuts.last_mut() {
            Some(before) if start < before.piece.x.end => {
                before.characters.end = characters.end;
                before.piece.x.end = end.max(before.piece.x.end);
            }
            _ => cuts
                .push(NumberCut { characters, piece: PrintedLine { x: start..end.max(start + 1), y: line.y.clone() } }),
        }
    }
    cuts
}

/// The columns of a line without ink.
fn blank_columns(line: &PrintedLine, ink: &Bitmap) -> Vec<usize> {
    line.x.clone().filter(|x| line.y.clone().all(|y| !ink.at(*x, y))).collect()
}

/// The blank column nearest to a place, or the place where none is near.
fn gap_near(place: f64, blank: &[usize], em: f64) -> usize {
    let distance = |column: &usize| (*column as f64 + 0.5 - place).abs();
    let near = blank.iter().filter(|column| distance(column) <= NEAR * em);
    near.min_by(|a, b| distance(a).total_cmp(&distance(b))).copied().unwrap_or(place.max(0.0).round() as usize)
}

/// Puts the numbers of a second reading in the place of those of the first.
pub(super) fn put_in_place(read: &mut Vec<ReadCharacter>, characters: &Range<usize>, again: &[ReadCharacter]) -> bool {
    let runs = number_runs(again);
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return false };
    let numbers = &again[first.start..last.end];
    if characters.end > read.len() {
        return false;
    }
    read.splice(characters.clone(), numbers.iter().cloned());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters of twenty dots each, from 100 on, with a gap of four dots before each.
    fn line(text: &str) -> (PrintedLine, Vec<ReadCharacter>, Vec<f64>, Bitmap) {
        let count = text.chars().count();
        let line = PrintedLine { x: 100..100 + 20 * count, y: 50..70 };
        let mut ink = Bitmap::blank(800, 100);
        (line.x.clone()).filter(|x| (x - 100) % 20 >= 4).for_each(|x| ink.set(x, 60, true));
        let character = |(at, c): (usize, char)| ReadCharacter {
            text: c.to_string().into(),
            at: (at as f64 + 0.5) / count as f64,
            sure: 1.0,
            others: Vec::new(),
        };
        let read = text.chars().enumerate().map(character).collect();
        let edges = (0..=count).map(|at| 103.0 + 20.0 * at as f64).collect();
        (line, read, edges, ink)
    }

    fn cut(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
        let (line, read, edges, ink) = line(text);
        cuts(&line, &read, &edges, &ink, 20.0).into_iter().map(|cut| (cut.characters, cut.piece.x)).collect()
    }

    #[test]
    fn numbers_are_cut_out_with_a_neighbour_at_either_side() {
        assert_eq!(cut("完成率为95%以上且及时率"), [(4..7, 162..262)]);
        assert_eq!(cut("12台"), [(0..2, 100..160)]);
        assert_eq!(cut("2022年1月"), [(0..6, 100..240)]);
        assert!(cut("没有数字").is_empty());
    }

    #[test]
    fn a_second_reading_takes_the_place_of_the_first() {
        let (_, mut read, _, _) = line("为22次");
        let (_, again, _, _) = line("为≥2次");
        assert!(put_in_place(&mut read, &(1..3), &again));
        assert_eq!(read.iter().map(|one| one.text.as_str()).collect::<String>(), "为≥2次");
        assert!(!put_in_place(&mut read, &(1..3), &[]));
    }
}
