//! Rows of separated fields → a table; title rows, head lines and notes printed in the same rows → paragraphs.

use crate::model::{Block, Cell, Finding, Method, Paragraph, Place, Reading, Table};
use crate::reconstruct::joining;

use super::fields::FieldRow;
use super::findings;
use super::words::Words;
use crate::vocabulary::Column as Meaning;

/// Characters below which a field with a colon is a label with its value, and no sentence.
const LABEL_LONGEST: usize = 60;
/// Fewest headings of a header that is looked for again further down.
const HEADINGS_LEAST: usize = 3;

/// Turns rows into blocks: what is printed above the header and below the last row becomes paragraphs, the rest one table.
pub(super) fn rows_to_blocks(rows: &[FieldRow], words: &Words, reading: &mut Reading) {
    let head = rows.iter().take_while(|r| is_head(r) && !holds_field(r, words)).count();
    let foot = rows.iter().skip(head).rev().take_while(|r| is_note(r)).count();
    let (head, rest) = rows.split_at(head);
    let (body, foot) = rest.split_at(rest.len() - foot);
    for row in head {
        push_paragraphs(row, reading);
    }
    if !body.is_empty() {
        let table = rows_to_table(body, &mut reading.findings);
        reading.blocks.push(Block::Table(table));
    }
    for row in foot {
        push_paragraphs(row, reading);
    }
}

/// A title or head line in a merged row: one filled field, or fields that carry their own label (部门名称：…, 单位：万元).
fn is_head(row: &FieldRow) -> bool {
    let (mut filled, mut labelled) = (0, 0);
    for (_, text) in row.filled() {
        filled += 1;
        labelled += usize::from(text.contains(['：', ':']) && text.chars().count() < LABEL_LONGEST);
    }
    filled == 0 || (filled == 1 && row.fields.len() > 1) || labelled == filled
}

/// Whether the fields of a row with labels of their own are those of a project (项目名称：…, 绩效目标：…): of the form, not of its head.
fn holds_field(row: &FieldRow, words: &Words) -> bool {
    row.filled().any(|(_, text)| {
        let label = text.split(['：', ':']).next().filter(|label| label.len() < text.len());
        let meaning = label.and_then(|label| words.meaning(label));
        matches!(meaning, Some(Meaning::Project | Meaning::Goal | Meaning::GoalPeriod | Meaning::AmountTotal))
    })
}

/// A note under the table: one filled field, in the first column, that starts as notes do.
fn is_note(row: &FieldRow) -> bool {
    let mut filled = row.filled();
    let first = filled.next();
    filled.next().is_none()
        && first.is_none_or(|(_, text)| text.starts_with(['注', '备', '说']) && text.contains(['：', ':']))
}

fn push_paragraphs(row: &FieldRow, reading: &mut Reading) {
    let place = Place::lines(row.lines[0], row.lines[1]);
    for (_, text) in row.filled() {
        reading
            .blocks
            .push(Block::Paragraph(Paragraph { text: joining::join_lines(text.lines()), place: place.clone() }));
    }
}

/// Turns rows into one table. A header printed again is left out, with a finding.
fn rows_to_table(rows: &[FieldRow], findings: &mut Vec<Finding>) -> Table {
    let header = rows.first().filter(|r| r.filled().count() >= HEADINGS_LEAST);
    let mut cells = Vec::new();
    let (mut row_count, mut col_count) = (0, 0);
    for (n, row) in rows.iter().enumerate() {
        let place = Place::lines(row.lines[0], row.lines[1]);
        if n > 0 && header.is_some_and(|h| same_fields(h, row)) {
            let text: Vec<&str> = row.filled().map(|(_, t)| t).collect();
            findings.push(findings::repeated(&text.join(" "), place));
            continue;
        }
        for (col, field) in row.fields.iter().enumerate() {
            cells.push(Cell {
                row: row_count,
                col: col as u32,
                row_span: 1,
                col_span: 1,
                text: cell_text(field),
                place: place.clone(),
                number: None,
                lost: false,
            });
        }
        col_count = col_count.max(row.fields.len() as u32);
        row_count += 1;
    }
    let first = rows.first().map_or(0, |r| r.lines[0]);
    let last = rows.last().map_or(first, |r| r.lines[1]);
    Table {
        page: None,
        bbox: None,
        title: None,
        header_rows: u32::from(header.is_some()),
        rows: row_count,
        cols: col_count,
        cells,
        method: Method::Text,
        confidence: 1.0,
        place: Place::lines(first, last),
    }
}

fn same_fields(a: &FieldRow, b: &FieldRow) -> bool {
    a.fields.iter().map(|f| without_blanks(f)).filter(|f| !f.is_empty()).eq(b
        .fields
        .iter()
        .map(|f| without_blanks(f))
        .filter(|f| !f.is_empty()))
}

/// A text without its blanks.
fn without_blanks(t: &str) -> String {
    t.chars().filter(|c| !c.is_whitespace()).collect::<String>()
}

/// A field's text: lines joined, and the spaces that a wrap left between two CJK characters taken out.
fn cell_text(field: &str) -> String {
    let joined = joining::join_lines(field.lines());
    joining::close_wrap_spaces(&joined)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn row(line: u32, fields: &[&str]) -> FieldRow {
        FieldRow { fields: fields.iter().map(|f| (*f).to_owned()).collect(), lines: [line, line] }
    }

    fn table(reading: &Reading) -> &Table {
        reading.blocks.iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).unwrap()
    }

    #[test]
    fn ragged_rows_stay_ragged_and_empty_fields_are_cells() {
        let mut reading = Reading::default();
        let rows = [row(1, &["一", "二", "三"]), row(2, &["", "乙"]), row(4, &["一", "二", "三"]), row(5, &["丁"])];
        rows_to_blocks(&rows, &Words::default(), &mut reading);
        let table = table(&reading);
        assert_eq!((table.rows, table.cols, table.cells.len()), (3, 3, 6));
        assert!(table.cell_at(1, 0).unwrap().text.is_empty() && table.cell_at(1, 2).is_none());
        assert_eq!(reading.findings.len(), 1);
    }

    #[test]
    fn head_rows_and_notes_become_paragraphs() {
        let mut reading = Reading::default();
        let rows = [
            row(1, &["项目支出绩效目标表", "", ""]),
            row(2, &["部门名称：甲局", "", "单位：万元"]),
            row(3, &["名称", "总计", "目标"]),
            row(4, &["修 路 2 项", "1.00", "好"]),
            row(5, &["注：不含保密项目。", "", ""]),
        ];
        rows_to_blocks(&rows, &Words::default(), &mut reading);
        let paragraphs = reading.blocks.iter().filter(|b| matches!(b, Block::Paragraph(_))).count();
        assert_eq!((paragraphs, table(&reading).rows), (4, 2));
        assert_eq!(table(&reading).cell_at(1, 0).unwrap().text, "修路 2 项");
    }
}
