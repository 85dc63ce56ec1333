//! A form set in columns of spaces whose columns change from section to section (card, self-evaluation, monitoring, flat
//! list): pairs of labels and values above, indicator rows below headings of their own.

use crate::model::geometry::first_behind;
use crate::model::{Block, Finding, Line, Paragraph, Place, Reading};

use super::grid::TableRows;
use super::words::Words;
use super::wrapped::line_place;
use super::{findings, furniture, paragraphs, spaced};

mod counts;
mod department;
mod headings;
mod items;
mod pairs;
mod rows;
mod stacks;

use headings::SectionHeadings;

/// Where such a form starts at `at` (its title), reads it and returns the line behind it.
pub(super) fn read_form(lines: &[Line], at: usize, words: &Words, reading: &mut Reading) -> Option<usize> {
    let title = &lines[at];
    let end = words.end_of_form(lines, at + 1);
    let body = &lines[at + 1..end];
    if !spaced::is_spaced(&body.iter().map(Some).collect::<Vec<_>>()) {
        return None;
    }
    let headings = (0..body.len()).find_map(|n| headings::headings_at(body, n, words))?;
    let mut noted = Vec::new();
    let mut grid = TableRows::default();
    let (upper, _) = body.split_at(headings.start);
    let first_pair = if words.is_department_title(furniture::bare(&title.text)) {
        department::lines_to_grid(upper, words, &mut grid)?
    } else {
        let first_pair = pairs::first_pair(upper, words);
        pairs::lines_to_grid(&upper[first_pair..], words, &mut grid);
        first_pair
    };
    let pages = lines_to_pages(&body[headings.end..], &headings, words, &mut noted);
    rows::lines_to_grid(&headings, &pages, words, &mut grid, &mut noted)?;
    let text = furniture::bare(&title.text).to_owned();
    reading.blocks.push(Block::Paragraph(Paragraph { text, place: line_place(title) }));
    paragraphs::lines_to_paragraphs(&upper[..first_pair], reading);
    reading.findings.append(&mut noted);
    let doubts = grid.doubts.iter().map(|(text, l)| findings::ambiguous(text, Place::lines(l[0], l[1])));
    reading.findings.extend(doubts);
    reading.blocks.push(Block::Table(grid.into_table()));
    Some(end)
}

/// The lines below headings, page by page, each with the headings it prints itself or else those before.
fn lines_to_pages<'a>(
    lines: &'a [Line],
    headings: &SectionHeadings,
    words: &Words,
    noted: &mut Vec<Finding>,
) -> Vec<(SectionHeadings, Vec<&'a Line>)> {
    let mut pages = vec![(headings.clone(), Vec::new())];
    let mut heads: Vec<SectionHeadings> = Vec::new();
    let mut n = 0;
    while n < lines.len() {
        heads.extend(headings::headings_at(lines, n, words).filter(|again| again.is_same(headings)));
        n = heads.last().map_or(n, |h| h.end.saturating_sub(1)).max(n) + 1;
    }
    for (n, line) in lines.iter().enumerate() {
        let text = furniture::bare(&line.text);
        let last = pages.last().map_or_else(|| headings.clone(), |p| p.0.clone());
        if line.text.starts_with('\u{c}') {
            pages.push((last, Vec::new()));
        }
        let again = first_behind(&heads, |h| h.end <= n).filter(|h| h.start <= n);
        if furniture::is_page_number(text, false) {
            noted.push(findings::page_furniture(line));
        } else if let Some(again) = again {
            noted.push(findings::repeated(text, line_place(line)));
            if n + 1 == again.end {
                pages.push((again.clone(), Vec::new()));
            }
        } else if let Some(page) = pages.last_mut() {
            page.1.push(line);
        }
    }
    pages.retain(|p| p.1.iter().any(|l| !l.text.trim().is_empty()));
    pages
}
