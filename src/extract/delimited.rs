//! Delimited text (CSV: commas or semicolons, quoted fields, line breaks within quotes) → a worksheet.
//!
//! What a spreadsheet program writes as CSV has the same number of fields in each record; prose and other dumps have not, whatever
//! commas stand in them. Texts with tabs are lines of fields already.

use csv::{ReaderBuilder, StringRecord};

use super::continued_rows::rows_to_heights;
use super::filling::{self, Fillings};
use super::header_spans::rows_to_spans;
use crate::Result;
use crate::model::{Budget, Line, SheetCell, Worksheet};

/// What may part fields.
const DELIMITERS: [u8; 2] = [b',', b';'];
/// Fewer fields a record are a list, or a sentence.
const FEWEST_FIELDS: usize = 3;
/// Fewer records show no regularity.
const FEWEST_RECORDS: usize = 4;
/// Share of the records with text that must have the same number of fields: programs write all alike, people edit a line.
const EVEN_SHARE: f64 = 0.9;
/// What a field takes in all stages together, bytes: it becomes a cell.
const FIELD: u64 = 768;

/// Whether the bytes may be delimited text, before they are decoded: no tabs, and as many delimiters as records of fields have.
#[must_use]
pub(super) fn may_be(bytes: &[u8]) -> bool {
    let ends = count(b'\n', bytes).max(count(b'\r', bytes));
    count(b'\t', bytes) == 0 && DELIMITERS.iter().any(|d| count(*d, bytes) >= FEWEST_RECORDS.max(ends))
}

fn count(byte: u8, bytes: &[u8]) -> usize {
    memchr::memchr_iter(byte, bytes).count()
}

/// Whether a quoted field begins on a line.
fn opens_field(line: &str) -> bool {
    line.starts_with('"') || line.contains("\t\"")
}

/// Whether fields that tabs part are quoted and go over several lines, as spreadsheet programs write texts.
#[must_use]
pub(super) fn has_quoted_tabs(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.text.contains('\t'))
        && lines.iter().any(|line| opens_field(&line.text) && line.text.matches('"').count() % 2 == 1)
}

/// The worksheet that records of quoted fields with tabs between them are, where they are such.
///
/// # Errors
/// Where its fields are more than the budget allows.
pub(super) fn tabs_to_worksheet(lines: &[Line], budget: &Budget) -> Result<Option<(Worksheet, Fillings)>> {
    records(&joined(lines), b'\t').map(|records| records_to_worksheet(&records, budget)).transpose()
}

/// The worksheet that the lines of a text of records are, where they are such, and what a program filled into it.
///
/// # Errors
/// Where its fields are more than the budget allows.
pub(super) fn lines_to_worksheet(lines: &[Line], budget: &Budget) -> Result<Option<(Worksheet, Fillings)>> {
    let text = joined(lines);
    let readings = DELIMITERS.iter().filter_map(|d| records(&text, *d));
    // Of two delimiters the one that finds more: the other stands inside fields.
    let records = readings.max_by_key(|r| r.iter().map(StringRecord::len).max());
    records.map(|records| records_to_worksheet(&records, budget)).transpose()
}

fn joined(lines: &[Line]) -> String {
    lines.iter().flat_map(|l| [l.text.as_str(), "\n"]).collect()
}

fn records_to_worksheet(records: &[StringRecord], budget: &Budget) -> Result<(Worksheet, Fillings)> {
    budget.take(records.iter().map(|r| r.len() as u64 * FIELD).sum())?;
    let mut cells = Vec::new();
    let (mut above, mut fillings) = (0, Fillings::default());
    for stretch in stretches(records) {
        fillings.add(add_stretch(stretch, above, &mut cells));
        above += stretch.len() as u32;
    }
    Ok((Worksheet { name: "表1".to_owned(), cells, ..Worksheet::default() }, fillings))
}

/// Adds the cells of records that stand below so many others; gives back what a program filled into them.
fn add_stretch(records: &[StringRecord], above: u32, cells: &mut Vec<SheetCell>) -> Fillings {
    let mut rows: Vec<Vec<&str>> = records.iter().map(|record| record.iter().collect()).collect();
    let fillings = filling::clear(&mut rows);
    let mut spans = rows_to_spans(&rows).into_iter().peekable();
    let heights = rows_to_heights(&rows);
    for (row, record) in rows.iter().enumerate() {
        for (column, text) in record.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
            let span = spans.next_if(|s| (s.row, s.column) == (row, column));
            let height = heights.get(&(row, column)).copied().unwrap_or(1);
            let (row_span, col_span) = span.map_or((height, 1), |s| (s.rows, s.columns));
            let (row, col) = (above + row as u32, column as u32);
            cells.push(SheetCell { row, col, row_span, col_span, text: text.trim().to_owned(), number: None });
        }
    }
    fillings
}

/// The records of a text parted by a delimiter, where most have the same number of fields, or the same as those around them.
fn records(text: &str, delimiter: u8) -> Option<Vec<StringRecord>> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records: Vec<StringRecord> = reader.records().collect::<std::result::Result<_, _>>().ok()?;
    (is_even(&records) || stretches(&records).len() > 1).then_some(records)
}

/// Whether most records have the same number of fields.
fn is_even(records: &[StringRecord]) -> bool {
    let mut widths: Vec<usize> = records.iter().map(StringRecord::len).collect();
    widths.sort_unstable();
    let Some(usual) = widths.chunk_by(|a, b| a == b).max_by_key(|run| run.len()) else { return false };
    let even = usual.len() as f64 >= EVEN_SHARE * records.len() as f64;
    let fields = usual.first().is_some_and(|n| *n >= FEWEST_FIELDS);
    even && fields && usual.len() >= FEWEST_RECORDS
}

/// The records parted where another table begins, one with another number of fields: tables written one below the other. All in one
/// where that explains them no better.
fn stretches(records: &[StringRecord]) -> Vec<&[StringRecord]> {
    if is_even(records) {
        return vec![records];
    }
    let runs: Vec<&[StringRecord]> = records.chunk_by(|a, b| a.len() == b.len()).collect();
    let in_tables: usize = runs.iter().filter(|run| is_table(run)).map(|run| run.len()).sum();
    if (in_tables as f64) < EVEN_SHARE * records.len() as f64 { vec![records] } else { runs }
}

/// Whether records of the same number of fields are enough for a table.
fn is_table(records: &[StringRecord]) -> bool {
    records.len() >= FEWEST_RECORDS && records.first().is_some_and(|record| record.len() >= FEWEST_FIELDS)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;

    fn sheet(text: &str, budget: &Budget) -> Result<Option<Worksheet>> {
        assert!(may_be(text.as_bytes()));
        let lines = super::super::text::lines(text.as_bytes(), &Budget::default())?;
        Ok(lines_to_worksheet(&lines.output, budget)?.map(|(sheet, _)| sheet))
    }

    fn cells(text: &str) -> Option<Vec<(u32, u32, String)>> {
        Some(sheet(text, &Budget::default()).unwrap()?.cells.into_iter().map(|c| (c.row, c.col, c.text)).collect())
    }

    #[test]
    fn records_are_rows() {
        let text = "表,,\r\n项目,金额,目标\r\n甲,\"1,200.00\",\"一、\r\n二\"\"三\"\"\"\r\n,乙,\r\n";
        let of = |r: u32, c: u32, t: &str| (r, c, t.to_owned());
        let expected = [
            of(0, 0, "表"),
            of(1, 0, "项目"),
            of(1, 1, "金额"),
            of(1, 2, "目标"),
            of(2, 0, "甲"),
            of(2, 1, "1,200.00"),
            of(2, 2, "一、\n二\"三\""),
            of(3, 1, "乙"),
        ];
        assert_eq!(cells(text).unwrap(), expected);
        let commas = text.replace("1,200.00", "1200");
        let semicolons = commas.replace(',', ";");
        assert_eq!(cells(&semicolons).unwrap().len(), expected.len());
    }

    #[test]
    fn quoted_fields_between_tabs_go_over_lines() {
        let text = "表\t\t\n项目\t金额\t目标\n甲\t1\t\"一、\n二\"\"三\"\"\"\n乙\t2\t四\n";
        let lines = super::super::text::lines(text.as_bytes(), &Budget::default()).unwrap().output;
        assert!(has_quoted_tabs(&lines));
        let (sheet, _) = tabs_to_worksheet(&lines, &Budget::default()).unwrap().unwrap();
        assert!(sheet.cells.iter().any(|c| (c.row, c.col, c.text.as_str()) == (2, 2, "一、\n二\"三\"")));
        let plain = super::super::text::lines(b"a\tb 5\" c\n1\t2\n", &Budget::default()).unwrap().output;
        assert!(!has_quoted_tabs(&plain));
    }

    #[test]
    fn tables_of_different_widths_stand_below_each_other() {
        let text = "表,,\n部门,项目,金额\n甲局,a,1\n,b,2\n名称,目标,单位,数值\n甲,x,件,1\n乙,y,件,2\n丙,z,件,3\n";
        let sheet = sheet(text, &Budget::default()).unwrap().unwrap();
        let of_two_rows: Vec<_> = sheet.cells.iter().filter(|c| c.row_span > 1).map(|c| (c.row, c.col)).collect();
        assert_eq!((of_two_rows, sheet.cells.last().unwrap().row), (vec![(2, 0)], 7));
    }

    #[test]
    fn names_of_columns_without_one_are_blanks() {
        let text = "表,Unnamed: 1,Unnamed: 2\n部门,项目,金额\n甲局,a,1\n乙局,b,Unnamed: 1\n";
        let shown: Vec<String> = cells(text).unwrap().into_iter().map(|(_, _, text)| text).collect();
        assert_eq!(shown, ["表", "部门", "项目", "金额", "甲局", "a", "1", "乙局", "b", "Unnamed: 1"]);
    }

    #[test]
    fn prose_with_commas_is_no_table() {
        let prose = "first, we look, then we write\nthe second line, too\nand a third, which, having more, goes on, and on\n\
                     a fourth, with words\nno more\n";
        assert_eq!(cells(prose), None);
    }

    #[test]
    fn fields_are_charged() {
        let text = "a,b,c\n".repeat(100);
        assert!(sheet(&text, &Budget::new(std::time::Duration::from_mins(1), 1000)).is_err());
    }
}
