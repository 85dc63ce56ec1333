//! The findings of text reading, with their places and quotes.

use crate::findings::{
    AmbiguousBlock, AmbiguousCell, CellsDealtOut, CellsOutOfOrder, HalvesDiffer, HalvesUneven, LevelOneOf, Message,
    PageFurniture, PrintedTwice, RepeatedHeader, RowShifted, words,
};
use crate::model::{Finding, Line, Place, Variant};

/// Characters of a cell that are quoted.
const QUOTED: usize = 40;
/// Characters of a row's first cell that are quoted.
const QUOTED_OF_ROW: usize = 30;

/// Says that a cell's borders are doubtful.
pub(super) fn ambiguous(text: &str, place: Place) -> Finding {
    let quote: String = text.chars().take(QUOTED).collect();
    AmbiguousCell {}.finding().at(place).quote(quote)
}

/// Says that a row's cells were put below their headings.
pub(super) fn shifted(by: usize, first: &str, place: Place) -> Finding {
    let quote: String = first.chars().take(QUOTED_OF_ROW).collect();
    RowShifted { by: by as u32 }.finding().at(place).quote(quote)
}

/// Says that lines can be read in another way.
pub(super) fn ambiguous_block(own: Variant, other: Variant, place: Place) -> Finding {
    AmbiguousBlock { taken: words::of_variant(own), other: words::of_variant(other) }.finding().at(place)
}

/// Says that rows were completed with cells printed elsewhere on the page.
pub(super) fn out_of_order(rows: usize, place: Place) -> Finding {
    CellsOutOfOrder { rows }.finding().at(place)
}

/// Says that lines of neighbouring cells were told apart by what they hold.
pub(super) fn dealt_out(rows: usize, place: Place) -> Finding {
    CellsDealtOut { rows }.finding().at(place)
}

/// Says that a cell over both halves of a form was read once.
pub(super) fn printed_twice(text: &str, place: Place) -> Finding {
    PrintedTwice {}.finding().at(place).quote(text)
}

/// Says that the halves of a form disagree.
pub(super) fn halves_differ(text: &str, place: Place) -> Finding {
    HalvesDiffer {}.finding().at(place).quote(text)
}

/// Says that the halves of a form have different numbers of rows.
pub(super) fn halves_uneven(left: usize, right: usize, place: Place) -> Finding {
    HalvesUneven { left, right }.finding().at(place)
}

/// Says that an indicator's classes are lost, and lists the classes there are.
pub(super) fn level_unresolved(name: &str, classes: &[String], place: Place) -> Finding {
    LevelOneOf { classes: classes.join("、") }.finding().at(place).quote(name)
}

/// Says that a header, a title or a head line printed again was left out.
pub(super) fn repeated(text: &str, place: Place) -> Finding {
    RepeatedHeader {}.finding().at(place).quote(text)
}

/// Says that a page number was left out.
pub(super) fn page_furniture(line: &Line) -> Finding {
    PageFurniture {}.finding().at(Place::lines(line.number, line.number)).quote(line.text.trim())
}
