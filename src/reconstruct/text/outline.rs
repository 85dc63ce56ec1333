//! A form whose cells stand on lines of their own, agency, project, classes and indicators in one column, as pages that lost
//! their tables have outlines: the rows of the table they were.

use crate::model::{Block, Line, Reading};
use crate::vocabulary::Column as Meaning;

use super::furniture;
use super::grid::{Joined, TableRows};
use super::paragraphs;
use super::words::Words;
use super::wrapped::is_amount;

/// Lines from the title on within which the headings stand.
const HEAD_LINES: usize = 16;
/// Fewest rows of classes.
const FEWEST_CLASSES: usize = 2;
/// Characters of the longest target that is told from a name.
const LONGEST_VALUE: usize = 12;
/// Columns of the names, the targets and the amounts.
const NAME: usize = 0;
/// See [`NAME`].
const VALUE: usize = 1;
/// See [`NAME`].
const AMOUNT: usize = 2;

/// A line that holds a cell.
struct CellLine<'a> {
    text: &'a str,
    number: u32,
    indented: bool,
}

/// Where such a form starts at `at` (its title), reads it and returns the line behind it.
pub(super) fn read_form(lines: &[Line], at: usize, words: &Words, reading: &mut Reading) -> Option<usize> {
    let end = words.end_of_form(lines, at + 1);
    let below = lines.iter().enumerate().take(end).skip(at + 1);
    let items: Vec<(usize, CellLine)> = below.filter_map(|(n, line)| Some((n, line_to_item(line)?))).collect();
    let (start, columns) =
        (0..items.len().min(HEAD_LINES)).find_map(|n| Some((n, headings_at(&items[n..], words)?)))?;
    // Headings of classes before them are those of a table with a column for each.
    if items.iter().take(start).any(|(_, line)| is_class_heading(line, words)) {
        return None;
    }
    let (heads, body) = items[start..].split_at(columns.len());
    let is_class = |item: &CellLine| words.class_levels(item.text) != (false, false);
    if body.iter().filter(|(_, item)| is_class(item)).count() < FEWEST_CLASSES {
        return None;
    }
    let any_indent = body.iter().any(|(_, item)| item.indented);
    let mut rows: Vec<Vec<(usize, Joined)>> = Vec::new();
    let mut below_class = false;
    let mut last = at;
    for (n, item) in body {
        let cell = (item.text.to_owned(), [item.number, item.number]);
        let has = |column: usize| rows.last().is_some_and(|r| r.iter().any(|c| c.0 == column));
        let is_value = if any_indent { !item.indented } else { has(NAME) && reads_as_value(item.text) };
        if !is_value || is_class(item) {
            below_class = is_class(item) || below_class && !begins_project(body, *n, words);
            rows.push(vec![(NAME, cell)]);
        } else {
            let column = if !below_class && is_amount(item.text) && columns.contains(&AMOUNT) { AMOUNT } else { VALUE };
            if has(column) || rows.is_empty() {
                break;
            }
            rows.last_mut()?.push((column, cell));
        }
        last = *n;
    }
    let mut grid = TableRows::default();
    grid.push_cells(columns.iter().zip(heads).map(|(c, (_, h))| (*c, (h.text.to_owned(), [h.number, h.number]))));
    for row in rows {
        grid.push_cells(row);
    }
    paragraphs::lines_to_paragraphs(&lines[at..items[start].0], reading);
    reading.blocks.push(Block::Table(grid.into_table()));
    Some(last + 1)
}

fn line_to_item(line: &Line) -> Option<CellLine<'_>> {
    let text = furniture::bare(&line.text);
    let indented = line.text.starts_with(char::is_whitespace);
    (!text.is_empty()).then_some(CellLine { text, number: line.number, indented })
}

/// The headings on end that begin with an item: one of names, one of targets, perhaps one of amounts, none of classes.
fn headings_at(items: &[(usize, CellLine)], words: &Words) -> Option<Vec<usize>> {
    let column = |item: &CellLine| match words.meaning(item.text)? {
        Meaning::Project | Meaning::Level3 | Meaning::Indicators => Some(NAME),
        Meaning::AnnualValue | Meaning::PeriodValue => Some(VALUE),
        meaning if meaning.is_amount() => Some(AMOUNT),
        _ => None,
    };
    let columns: Vec<usize> = items.iter().map_while(|(_, item)| column(item)).take(AMOUNT + 1).collect();
    (columns.len() >= 2 && columns.starts_with(&[NAME]) && columns.contains(&VALUE)).then_some(columns)
}

fn is_class_heading(line: &CellLine, words: &Words) -> bool {
    matches!(words.meaning(line.text), Some(Meaning::Level1 | Meaning::Level2))
}

/// Whether a text that stands behind a name is its target or amount rather than the next name.
fn reads_as_value(text: &str) -> bool {
    let short = text.chars().count() <= LONGEST_VALUE;
    is_amount(text) || short && text.contains(|c: char| c.is_ascii_digit()) && !text.starts_with(char::is_alphabetic)
}

/// Whether a name below indicators begins the next project: a class of the first level follows.
fn begins_project(body: &[(usize, CellLine)], at: usize, words: &Words) -> bool {
    let behind = body.partition_point(|(n, _)| *n <= at);
    let names = body.iter().skip(behind).take(2);
    names.map(|(_, item)| words.class_levels(item.text)).any(|(first, second)| first && !second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_the_rows_of_an_outline() {
        let text = "某市清淤中心2023年项目绩效目标表\n\n单位:元\n\n项目\n\n指标值\n\n绩效金额\n\n 某市清淤中心\n\n  河道清淤\n\n3000000\n\n\
            \x20  产出指标\n\n    数量指标\n\n     清淤长度\n\n5公里\n\n   效益指标\n\n    社会效益指标\n\n     投诉\n\n0\n\n附件下载:";
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        let mut reading = Reading::default();
        let end = read_form(&lines, 0, &Words::default(), &mut reading);
        assert_eq!(end, Some(lines.len() - 2));
        let Some(Block::Table(table)) = reading.blocks.last() else { panic!("no table") };
        let cell = |text: &str| table.cells.iter().find(|c| c.text == text).map(|c| (c.row, c.col));
        assert_eq!([cell("绩效金额"), cell("3000000"), cell("5公里")], [Some((0, 2)), Some((2, 2)), Some((5, 1))]);
        assert_eq!(cell("附件下载:"), None);
    }
}
