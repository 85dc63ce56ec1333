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
    let located = pattern::located_pieces(&joined).unwrap_or_default();
    filled(runs, &located, &mut value).map_or_else(|| pattern::filled(pieces, value), InsertedValue::Rich)
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
    let mut ends = Vec::new();
    for run in runs {
        ends.push(ends.last().copied().unwrap_or(0) + run.text.len());
    }
    let mut out: Vec<Run> = Vec::new();
    let mut push = |at: usize, text: &str| -> Option<()> {
        let format = &runs.get(ends.partition_point(|end| *end <= at))?.format;
        match out.last_mut().filter(|last| last.format == *format) {
            Some(last) => last.text.push_str(text),
            None => out.push(Run { format: format.clone(), text: text.to_owned() }),
        }
        Some(())
    };
    for (piece, ranges) in pieces {
        match piece {
            TextPiece::Text(text) => {
                for (c, range) in text.chars().zip(ranges) {
                    push(range.start, c.encode_utf8(&mut [0; 4]))?;
                }
            }
            TextPiece::Place(place) => {
                let text = value(place).map(|value| value.to_text()).unwrap_or_default();
                push(ranges.first()?.start, &text)?;
            }
        }
    }
    out.retain(|run| !run.text.is_empty());
    Some(out)
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
