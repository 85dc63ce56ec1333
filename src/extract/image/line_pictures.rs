//! A line of a page → the picture of it that is read.

use std::ops::Range;

use super::raster::Grey;
use super::text_lines::PrintedLine;

/// Paper around a line that is recognised, in heights of the line: above and below, left and right.
const ABOVE: f64 = 0.14;
/// The same for the second reading of a line with a number.
const FURTHER_ABOVE: f64 = 0.26;
const BESIDE: f64 = 0.3;
/// Dots beyond its ink that belong to a line: half shades.
const SOFT: isize = 2;
/// Lower lines are looked at as if they were so high, in heights of the page's lines: a dash stays one.
const LOWEST: f64 = 0.9;

/// Dots across that a picture shows, from a place to another, and the picture.
pub(super) type LinePicture = (isize, isize, Grey);

/// A line as it is read first.
pub(super) fn whole(line: &PrintedLine, grey: &Grey, usual: f64) -> LinePicture {
    crop(line, grey, usual, ABOVE)
}

/// The picture of a line with a little paper around it, and the dots across that it shows.
fn crop(line: &PrintedLine, grey: &Grey, usual: f64, above: f64) -> LinePicture {
    let height = (line.y.len() as f64).max(LOWEST * usual);
    let middle = f64::midpoint(line.y.start as f64, line.y.end as f64);
    let (above, beside) = ((height * (0.5 + above)).ceil(), (height * BESIDE).ceil() as isize);
    let (top, bottom) = ((middle - above).floor() as isize, (middle + above).ceil() as isize);
    let (left, right) = (line.x.start.cast_signed() - beside, line.x.end.cast_signed() + beside);
    (left, right, grey.part(&(left..right), &(top..bottom)))
}

/// The picture of a line with the half shades around it.
pub(super) fn with_soft_edges(line: &PrintedLine, grey: &Grey) -> Grey {
    let grown = |side: &Range<usize>| side.start.cast_signed() - SOFT..side.end.cast_signed() + SOFT;
    grey.part(&grown(&line.x), &grown(&line.y))
}

/// The same of a piece cut out of a line: what stands beside it is left out, but for the soft edges of its own ink.
pub(super) fn cut_out(piece: &PrintedLine, grey: &Grey, usual: f64) -> LinePicture {
    let (left, right, shown) = crop(piece, grey, usual, FURTHER_ABOVE);
    let beside = piece.x.start.cast_signed() - left - SOFT;
    let width = right - left;
    let own = shown.part(&(beside..width - beside), &(0..shown.height().cast_signed()));
    (left, right, own.part(&(-beside..width - beside), &(0..shown.height().cast_signed())))
}
