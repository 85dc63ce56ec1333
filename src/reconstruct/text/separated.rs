//! Rows of separated fields → tables, or lines without separators where that is likelier.

use std::ops::Range;

use crate::model::{Finding, Line, Reading, Variant};

use super::fields::{self, FieldRow};
use super::variants::{COMPARED_LINES, Way, best_of, note};
use super::words::Words;
use super::{header_rows, piped, plain, realigned, score, tabbed, wide_headings};

fn run_to_rows(lines: &[Line], run: Range<usize>, words: &Words) -> Vec<FieldRow> {
    match piped::lines_to_rows(&lines[run.clone()], words) {
        Some(rows) => rows,
        None => fields::lines_to_rows(lines, run),
    }
}

/// Reads lines of separated rows as such, or as lines without separators where that is likelier.
pub(super) fn runs_to_blocks(lines: &[Line], runs: &[Range<usize>], words: &Words, reading: &mut Reading) {
    let rows: Vec<FieldRow> = runs.iter().flat_map(|r| run_to_rows(lines, r.clone(), words)).collect();
    let mut own = runs.iter().flat_map(|run| &lines[run.clone()]);
    if own.all(|line| line.text.trim().is_empty() || fields::ends_with_pipe(&line.text)) {
        let own: Vec<Line> = runs.iter().flat_map(|run| &lines[run.clone()]).cloned().collect();
        certain_rows_to_blocks(&own, rows, words, reading);
        return;
    }
    rows_to_blocks(runs.iter().flat_map(|run| &lines[run.clone()]), rows, words, reading);
}

/// Reads lines that are rows of words beyond doubt.
pub(super) fn certain_rows_to_blocks(lines: &[Line], rows: Vec<FieldRow>, words: &Words, reading: &mut Reading) {
    let (mut rows, mut own) = (rows, Reading::default());
    let shifted = put_right(&mut rows, words);
    tabbed::rows_to_blocks(&rows, words, &mut own);
    let scored = score::scored(Variant::Separated, &own.blocks, lines, words);
    reading.blocks.append(&mut own.blocks);
    reading.findings.append(&mut own.findings);
    reading.findings.extend(shifted);
    reading.text_blocks.extend(score::block(lines, Variant::Separated, scored, None));
}

/// Puts the cells of rows that lost merged cells below their headings, and says so.
fn put_right(rows: &mut [FieldRow], words: &Words) -> Vec<Finding> {
    header_rows::restore(rows, words);
    wide_headings::widen(rows, words);
    realigned::realign(rows, words)
}

/// Reads the rows of these lines, or the lines without separators.
fn rows_to_blocks<'l>(
    lines: impl Iterator<Item = &'l Line> + Clone,
    mut rows: Vec<FieldRow>,
    words: &Words,
    reading: &mut Reading,
) {
    let shifted = put_right(&mut rows, words);
    let compared: Vec<Line> = lines.clone().take(COMPARED_LINES).cloned().collect();
    let last = compared.last().map_or(0, |l| l.number);
    let (beginning, _) = rows.split_at(rows.partition_point(|r| r.lines[1] <= last));
    let (mut separated, mut plain) = (Reading::default(), Reading::default());
    tabbed::rows_to_blocks(beginning, words, &mut separated);
    plain::lines_to_blocks(&compared, words, &mut plain);
    let plain_way = plain.text_blocks.iter().map(|b| b.variant).find(|v| *v != Variant::Prose);
    let ways =
        [(Some(Variant::Separated), separated), (plain_way, plain)].into_iter().filter_map(|(variant, reading)| {
            Some(Way { end: 0, scored: score::scored(variant?, &reading.blocks, &compared, words)?, reading })
        });
    let best = best_of(ways.collect());
    let variant = best.as_ref().map_or(Variant::Separated, |(way, _)| way.scored.variant);
    let (mut whole, scores) = match best {
        Some((way, other)) if beginning.len() == rows.len() => (way.reading, Some((way.scored, other))),
        best => {
            let mut whole = Reading::default();
            if variant == Variant::Separated {
                tabbed::rows_to_blocks(&rows, words, &mut whole);
            } else {
                plain::lines_to_blocks(&lines.clone().cloned().collect::<Vec<_>>(), words, &mut whole);
            }
            (whole, best.map(|(way, other)| (way.scored, other)))
        }
    };
    if variant == Variant::Separated {
        whole.findings.extend(shifted);
    }
    reading.blocks.append(&mut whole.blocks);
    reading.findings.append(&mut whole.findings);
    match scores {
        Some((scored, other)) => note(lines.clone(), scored, other, reading),
        // Rows without a table: a line or two.
        None => reading.text_blocks.extend(score::block(lines.clone(), variant, None, None)),
    }
}
