//! How high filled rows have to be for their wrapped text, where the template does not fix their height.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use quick_xml::events::Event;
use unicode_width::UnicodeWidthStr;

use super::growth::Growth;
use super::markup::{self, attribute, local_name};
use super::measures::{is_on, number};
use super::reference::{Area, parse_cell};
use super::rows::NewRow;
use super::scan::SheetScan;
use super::sheet_edits::SheetEdits;
use super::text_styles::{CellText, TextStyles};
use super::value::InsertedValue;
use crate::Result;

/// The format has no higher rows, in points.
const HIGHEST: f64 = 409.0;
/// From one baseline to the next, in sizes of the font: what 宋体 and its like take in spreadsheet programs.
const LINE: f64 = 1.3;
/// Above and below the text of a cell, in points.
const MARGIN: f64 = 3.0;
/// A digit of the workbook's font, by which columns are measured, in points: 7 dots at 96 an inch.
const DIGIT: f64 = 5.25;
/// Left and right of the text of a cell, in points.
const SIDES: f64 = 3.75;
/// Words are not broken, so that lines end before the edge, on the average.
const WRAP_LOSS: f64 = 1.06;

/// A text put into a cell.
struct LongText {
    row: NewRow,
    column: u32,
    text: String,
    /// Its cell or merged block.
    block: Area,
}

/// The rows that become higher.
#[derive(Debug, Default)]
pub(crate) struct RowHeights {
    /// In points.
    pub(crate) rows: BTreeMap<NewRow, f64>,
    /// Rows whose text needs more than a row can have.
    pub(crate) too_high: BTreeSet<NewRow>,
}

/// Merged blocks by the cell they begin in.
fn by_first_cell<'a>(areas: impl Iterator<Item = &'a Area>) -> BTreeMap<(u32, u32), Area> {
    areas.map(|area| ((area.top, area.left), *area)).collect()
}

/// The texts of a filled sheet that may need more than a line.
fn long_texts(scan: &SheetScan, edits: &SheetEdits, growth: &Growth) -> Vec<(u32, LongText)> {
    let mut long = Vec::new();
    let kept = by_first_cell(scan.merges.iter().filter(|area| !edits.unmerge.contains(area)));
    let made = by_first_cell(edits.merge.iter());
    for (row, values) in &edits.values {
        let source = growth.source_row(*row);
        for (column, value) in values {
            let text = match value {
                InsertedValue::Text(text) => text.clone(),
                InsertedValue::Rich(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
                InsertedValue::Number(_) | InsertedValue::Empty => continue,
            };
            // A byte is at most a character of half width.
            let narrow = text.len() as f64 <= scan.measures.width(*column, *column) && !text.contains('\n');
            if !narrow {
                let block = made.get(&(row.0, *column)).or_else(|| kept.get(&(source, *column)));
                let block = block.map_or(Area::cell(source, *column), |block| *block);
                long.push((source, LongText { row: *row, column: *column, text, block }));
            }
        }
    }
    long.sort_by_key(|(source, _)| *source);
    long
}

/// How high the filled rows of a sheet have to be. `read` gives the sheet as it stands in the template.
///
/// # Errors
/// Where the sheet is damaged.
pub(crate) fn row_heights(
    scan: &SheetScan,
    styles: &TextStyles,
    edits: &SheetEdits,
    growth: &Growth,
    from: &mut dyn BufRead,
) -> Result<RowHeights> {
    let long = long_texts(scan, edits, growth);
    let mut heights = RowHeights::default();
    let Some((last, _)) = long.last() else { return Ok(heights) };
    let (mut reader, mut buffer) = (markup::reader(from), Vec::new());
    let (mut at, mut column, mut own) = (0_u32, 0_u32, None::<f64>);
    while at <= *last {
        match markup::next(&mut reader, &mut buffer)? {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if local_name(&tag) == "row" => {
                at = attribute(&tag, "r").and_then(|r| r.trim().parse().ok()).unwrap_or(at + 1);
                column = 0;
                let height = number(&tag, "ht").unwrap_or_else(|| scan.measures.height());
                own = Some(height).filter(|_| !is_on(&tag, "customHeight") && !is_on(&tag, "hidden"));
            }
            Event::Start(tag) | Event::Empty(tag) if local_name(&tag) == "c" => {
                column = attribute(&tag, "r").and_then(parse_cell).map_or(column + 1, |(_, c)| c);
                let Some(height) = own else { continue };
                let style = attribute(&tag, "s").and_then(|s| s.parse().ok()).unwrap_or(0);
                let style = styles.of(style);
                let from = long.partition_point(|(source, _)| *source < at);
                let here = long.iter().skip(from).take_while(|(source, _)| *source == at);
                for (_, text) in here.filter(|(_, text)| text.column == column) {
                    heights.take(text, style, scan, height);
                }
            }
            _ => {}
        }
    }
    Ok(heights)
}

impl RowHeights {
    /// Makes the row of a text as high as that needs; `height` is its height in the template.
    fn take(&mut self, text: &LongText, style: CellText, scan: &SheetScan, height: f64) {
        if !style.wraps {
            return;
        }
        let width = scan.measures.width(text.block.left, text.block.right).mul_add(DIGIT, -SIDES).max(DIGIT);
        let lines: f64 = text.text.lines().map(|line| lines_of(line, style.size, width)).sum();
        let others = f64::from(text.block.bottom - text.block.top) * scan.measures.height();
        let needed = lines.max(1.0).mul_add(style.size * LINE, MARGIN) - others;
        if needed <= height {
            return;
        }
        if needed > HIGHEST {
            self.too_high.insert(text.row);
        }
        let needed = (needed.min(HIGHEST) * 4.0).ceil() / 4.0;
        let row = self.rows.entry(text.row).or_insert(needed);
        *row = row.max(needed);
    }
}

/// Lines that a text takes in a cell of this width, in points.
fn lines_of(line: &str, size: f64, width: f64) -> f64 {
    // A character of half width is half as wide as the font is high.
    let length = line.width() as f64 * size / 2.0;
    if length <= width { 1.0 } else { (length * WRAP_LOSS / width).ceil() }
}
