//! Text of several formats in one cell: a placeholder in it takes its value, the formats of the text around it stay.

use std::ops::Range;

use super::pattern::{self, Placeholder, TextPiece};
use crate::ooxml::run::Run;
use crate::ooxml::value::InsertedValue;

/// The value of a cell with placeholders, in the formats of the cell's text where it has several.
pub(super) fn filled_in_formats(
    runs: Option<&[Run]>,
    pieces: &[TextPiece],
    mut value: impl FnMut(&Placeholder) -> Option<InsertedValue>,
) -> InsertedValue {
    let Some(runs) = runs else { return pattern::filled(pieces, value) };
    if let [TextPiece::Place(_)] = pieces {
        return in_first_format(runs, pattern::filled(pieces, value));
    }
    let joined: String = runs.iter().map(|run| run.text.as_str()).collect();
    let located = pattern::located_pieces(&joined);
    let rich = located.and_then(|located| filled(runs, &located, &mut value));
    rich.map_or_else(|| pattern::filled(pieces, value), InsertedValue::Rich)
}

/// A text in the format the runs begin with; a number has none but the cell's.
pub(super) fn in_first_format(runs: &[Run], value: InsertedValue) -> InsertedValue {
    match (value, runs.first()) {
        (InsertedValue::Text(text), Some(first)) => {
            InsertedValue::Rich(vec![Run { format: first.format.clone(), text }])
        }
        (value, _) => value,
    }
}

/// The filled text in the formats of the template's runs: a value has the format its placeholder begins in. `None` where the runs
/// are not those of the text.
fn filled(
    runs: &[Run],
    pieces: &[(TextPiece, Vec<Range<usize>>)],
    mut value: impl FnMut(&Placeholder) -> Option<InsertedValue>,
) -> Option<Vec<Run>> {
    let formats = RunFormats::of(runs);
    let mut out: Vec<Run> = Vec::new();
    for (piece, ranges) in pieces {
        match piece {
            TextPiece::Text(text) => {
                for (c, range) in text.chars().zip(ranges) {
                    push(&mut out, formats.at(range.start)?, c.encode_utf8(&mut [0; 4]));
                }
            }
            TextPiece::Place(place) => {
                let value = value(place).unwrap_or(InsertedValue::Empty);
                push(&mut out, formats.at(ranges.first()?.start)?, &value.to_text());
            }
        }
    }
    out.retain(|run| !run.text.is_empty());
    Some(out)
}

/// The formats of a text, each with the byte it ends before, ascending.
struct RunFormats<'r>(Vec<(usize, &'r str)>);

impl<'r> RunFormats<'r> {
    fn of(runs: &'r [Run]) -> Self {
        let mut end = 0;
        let mut formats = Vec::new();
        for run in runs {
            end += run.text.len();
            formats.push((end, run.format.as_str()));
        }
        Self(formats)
    }

    /// The format of a byte; `None` behind the end.
    fn at(&self, byte: usize) -> Option<&'r str> {
        let (_, behind) = self.0.split_at(self.0.partition_point(|(end, _)| *end <= byte));
        behind.first().map(|(_, format)| *format)
    }
}

/// Adds text to runs, to the last one where that has its format.
fn push(runs: &mut Vec<Run>, format: &str, text: &str) {
    match runs.last_mut().filter(|last| last.format == format) {
        Some(last) => last.text.push_str(text),
        None => runs.push(Run { format: format.to_owned(), text: text.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    #[test]
    fn a_value_has_the_format_its_placeholder_begins_in() {
        let run = |format: &str, text: &str| Run { format: format.into(), text: text.into() };
        let runs = [run("<b/>", "单位："), run("", "{de"), run("<i/>", "partment}年"), run("<b/>", r"\{终")];
        let joined: String = runs.iter().map(|r| r.text.as_str()).collect();
        let pieces = pattern::located_pieces(&joined).unwrap();
        let found = filled(&runs, &pieces, |_| Some(InsertedValue::Text("甲局".into()))).unwrap();
        assert_eq!(found, [run("<b/>", "单位："), run("", "甲局"), run("<i/>", "年"), run("<b/>", "{终")]);
    }
}
