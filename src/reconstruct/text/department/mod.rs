//! A department form (部门整体…绩效目标表) as wrapped lines: budget, overall goal, tasks and indicators one after the other, each
//! with labels of its own; printed on one page or on two side by side, whose halves then follow one another.

use std::ops::Range;

use crate::model::{Block, Line, Paragraph, Place, Reading};

use super::words::Words;
use super::wrapped::lines_to_tokens;
use super::{findings, furniture};

mod late;
mod parts;
mod sections;
mod table;

use parts::Part;

/// Fewest sections that make a department form of lines below its title.
const FEWEST_SECTIONS: usize = 3;

/// Where a department form starts at `at` (its title), reads it and returns the line behind it.
pub(super) fn read_form(lines: &[Line], at: usize, words: &Words, reading: &mut Reading) -> Option<usize> {
    let title = furniture::bare(&lines.get(at)?.text);
    if !words.is_department_title(title) {
        return None;
    }
    let first = at + 1..words.end_of_form(lines, at + 1);
    let mut part = lines_to_part(lines, first.clone(), words);
    if part.section_count() < FEWEST_SECTIONS {
        return None;
    }
    let mut end = first.end;
    let mut noted = Vec::new();
    let again = lines.get(end).filter(|l| furniture::bare(&l.text) == title);
    let mut right = None;
    if let Some(line) = again {
        let second = end + 1..words.end_of_form(lines, end + 1);
        let other = lines_to_part(lines, second.clone(), words);
        if part.is_completed_by(&other) {
            noted.push(findings::repeated(title, Place::lines(line.number, line.number)));
            end = second.end;
            right = Some(other);
        }
    }
    let title_line = lines.get(at)?.number;
    reading
        .blocks
        .push(Block::Paragraph(Paragraph { text: title.to_owned(), place: Place::lines(title_line, title_line) }));
    for (text, place) in part.take_loose().into_iter().chain(right.as_mut().map(Part::take_loose).unwrap_or_default()) {
        reading.blocks.push(Block::Paragraph(Paragraph { text, place }));
    }
    reading.findings.append(&mut noted);
    let placed = part.placed + right.as_ref().map_or(0, |p| p.placed);
    let made = table::parts_to_table(part, right, &mut reading.findings);
    if placed > 0 {
        reading.findings.push(findings::out_of_order(placed, made.place.clone()));
    }
    reading.blocks.push(Block::Table(made));
    Some(end)
}

fn lines_to_part(lines: &[Line], range: Range<usize>, words: &Words) -> Part {
    let kept = lines.get(range).unwrap_or_default().iter().map(Some);
    parts::tokens_to_part(&lines_to_tokens(kept), words)
}
