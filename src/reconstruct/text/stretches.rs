//! Lines → stretches of one shape. A table interrupted by blank lines, page numbers, or its own title printed again is one
//! stretch of several runs.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Finding, Line, Place};

use super::{drawn, fields, findings, furniture};

/// How the lines of a stretch hold their cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Cells separated by tabs or pipes.
    Separated,
    /// Cells between strokes drawn with characters.
    Drawn,
    /// Anything else.
    Plain,
}

/// Lines of one shape: runs of line indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Their shape.
    pub(super) shape: Shape,
    /// The lines, as indices into all lines.
    pub(super) runs: Vec<Range<usize>>,
}

impl Stretch {
    /// Its lines, of all those of the text.
    fn lines<'l>(&self, all: &'l [Line]) -> impl Iterator<Item = &'l Line> {
        self.runs.iter().flat_map(|run| &all[run.clone()])
    }
}

/// Cuts a text into stretches.
pub(super) fn lines_to_stretches(lines: &[Line], findings: &mut Vec<Finding>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (shape, run) in lines_to_runs(lines) {
        if shape == Shape::Separated
            && !begins_like_table(lines, &stretches, &run)
            && let Some(table) = table_before_furniture(lines, &mut stretches, findings)
        {
            table.runs.push(run);
            continue;
        }
        stretches.push(Stretch { shape, runs: vec![run] });
    }
    stretches
}

/// Whether the rows begin with the label the last table began with, and another value: the next of several cards under one
/// title. (The header of a list printed again is the same altogether.)
fn begins_like_table(lines: &[Line], stretches: &[Stretch], run: &Range<usize>) -> bool {
    let first_row = |run: &Range<usize>| {
        let row = lines[run.clone()].iter().find(|l| !l.text.trim().is_empty())?;
        let fields: Vec<&str> = row.text.split(['\t', '|']).map(str::trim).filter(|f| !f.is_empty()).collect();
        (fields.len() > 1).then_some(fields)
    };
    let last = stretches.iter().rev().find(|s| s.shape == Shape::Separated).and_then(|s| s.runs.first());
    let (Some(before), Some(now)) = (last.and_then(first_row), first_row(run)) else { return false };
    before.first() == now.first() && before != now
}

/// Maximal runs of separated and of other lines. Blank lines go with the run before them.
fn lines_to_runs(lines: &[Line]) -> Vec<(Shape, Range<usize>)> {
    let mut runs: Vec<(Shape, Range<usize>)> = Vec::new();
    let mut n = 0;
    while let Some(line) = lines.get(n) {
        if let Some(used) = drawn::line_count(lines, n) {
            runs.push((Shape::Drawn, n..n + used));
            n += used;
            continue;
        }
        let separated = fields::is_separated(&line.text);
        let used = if separated { fields::quoted_line_count(lines, n, lines.len()) } else { 1 };
        let blank = line.text.trim().is_empty() && !line.text.contains('\t');
        let shape = if separated { Shape::Separated } else { Shape::Plain };
        match runs.last_mut() {
            Some((last, run)) if blank || *last == shape => run.end = n + used,
            _ => runs.push((shape, n..n + used)),
        }
        n += used;
    }
    runs
}

/// Where only page furniture and printed-again lines stand between the last table and here: takes them off and returns
/// the table, which goes on.
fn table_before_furniture<'a>(
    lines: &[Line],
    stretches: &'a mut Vec<Stretch>,
    findings: &mut Vec<Finding>,
) -> Option<&'a mut Stretch> {
    let between = stretches.last().filter(|s| s.shape == Shape::Plain)?.clone();
    let [above @ .., _, _] = stretches.as_slice() else { return None };
    let printed = above.last().into_iter().flat_map(|above| above.lines(lines));
    let printed: BTreeSet<&str> = printed.map(|l| furniture::bare(&l.text)).collect();
    let mut noted = Vec::new();
    for line in between.lines(lines) {
        let text = furniture::bare(&line.text);
        if text.is_empty() {
            continue;
        } else if furniture::is_page_number(text, true) {
            noted.push(findings::page_furniture(line));
        } else if printed.contains(text) {
            noted.push(findings::repeated(text, Place::lines(line.number, line.number)));
        } else {
            return None;
        }
    }
    findings.append(&mut noted);
    stretches.pop();
    stretches.last_mut()
}
