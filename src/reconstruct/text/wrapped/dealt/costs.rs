//! What the order of cells costs where they come out of order, in the unit of [`super::super::weights`].

use super::super::weights::Cost;

/// A cell begins at the left of the cell before it, in the same row: lines set midway between others are printed first.
pub(super) const OUT_OF_ORDER: Cost = 0.4;
/// A cell begins in a row before the last; another one behind it.
pub(super) const LATE: Cost = 1.5;
/// See [`LATE`].
pub(super) const LATE_AGAIN: Cost = 0.1;
/// A cell goes on although a later row has begun, and another cell stands between.
pub(super) const STALE: Cost = 5.0;
/// A line of another cell stands between two of a cell, each, and at most.
pub(super) const LINE_BETWEEN: Cost = 0.25;
/// See [`LINE_BETWEEN`].
pub(super) const LINES_BETWEEN_MOST: Cost = 2.0;
/// What a row lacks that the row above lacks too may come later.
pub(super) const LACKING_AGAIN: f32 = 0.25;
/// A line of a short cell, at least so wide, is printed in it before.
pub(super) const TWICE: Cost = 3.0;
/// See [`TWICE`], in half-width cells.
pub(super) const TWICE_WIDTH: u32 = 6;
/// A piece that the text prints again and again outside the columns of organisations.
pub(super) const REPEATED_ELSEWHERE: Cost = 2.5;
/// A piece that is printed once, on a further line of an organisation's name.
pub(super) const SINGLE_IN_NAME: Cost = 1.0;
/// So often at least, and at least so wide.
pub(super) const REPEATED_TIMES: usize = 3;
/// What a first reading may cost more than what it must beat: the next know widths and names.
pub(super) const HOPELESS: Cost = 120.0;
