//! Rows → an Excel workbook. Decides nothing: what stands where comes from `emit`.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Note, Url, Workbook, Worksheet, XlsxError};

use crate::Result;
use crate::model::standard::{ColumnContent, Holds, StandardColumn, Worked};
use crate::model::{Document, StandardSheet};
use crate::write::mark::{PROPERTY, open_mark, sealed_workbook, unsealed_workbook};

use super::charts::{self, Statistics};
use super::cover;
use super::extras::{ExtraColumns, heading_row, part_name};
use super::facts::WorkbookFacts;
use super::finishing::{FinishedPart, names};
use super::first_places::FirstPlaces;
use super::formats;
use super::row::{CellValue, RowSink, SheetRow, failed};
use super::widths::{Width, row_height};

/// Links a sheet of the format may have.
const LINKS_PER_SHEET: usize = 65_530;
/// Notes a sheet gets: each is a drawn shape, which programs are slow with and which takes some kilobytes of memory until the
/// workbook is written. Where there are more, their cells are coloured all the same, and 问题清单 has every finding.
const NOTES_PER_SHEET: usize = 5_000;
/// UTF-16 units of a note, and of the texts around a drop-down.
const NOTE_LENGTH: usize = 2_000;
/// Characters of a finding and of what it quotes: both with status and opinion are in view, and on a page of paper.
const FINDING_WIDTH: f64 = 40.0;
/// Characters of a remark on an indicator: the page of a source stands beside it on paper.
const REMARK_WIDTH: f64 = 20.0;
const HEADING_HEIGHT: f64 = 30.0;
/// Pixels of a row and of a column where nothing else is set; the column says that a digit has seven.
const ROW_PIXELS: u32 = 20;
const COLUMN_PIXELS: u32 = 64;
/// How hard the package is compressed, 1 to 9: 3 takes three times as long to make workbooks a fifth smaller, the usual 6 four
/// times for a quarter (zlib-rs, the parts of 33 workbooks).
const COMPRESSION: u8 = 1;

/// What 概览 says of all documents.
#[derive(Default)]
pub(crate) struct Summary {
    pub(crate) statistics: Statistics,
    pub(crate) facts: WorkbookFacts,
}

impl Summary {
    /// Takes a document into account.
    pub(crate) fn add(&mut self, document: &Document) {
        self.statistics.add(document);
        self.facts.add(document);
    }
}

/// A workbook being written.
pub(crate) struct XlsxSink {
    workbook: Workbook,
    extras: ExtraColumns,
    streaming: bool,
    sheets: BTreeMap<StandardSheet, SheetState>,
    formats: BTreeMap<(u8, u8, bool), Format>,
    /// Sheets that are full of notes or links, not reported yet.
    full: Vec<(StandardSheet, usize)>,
}

struct SheetState {
    columns: Vec<(usize, StandardColumn)>,
    widths: Vec<Width>,
    parts: Vec<SheetPart>,
    rows: usize,
}

struct SheetPart {
    worksheet: Worksheet,
    last_row: u32,
    links: usize,
    notes: usize,
    /// A note or link had to be left out, and that was reported.
    full: bool,
}

impl XlsxSink {
    /// `streaming` keeps only one row of each sheet in memory.
    pub(crate) fn new(extras: ExtraColumns, streaming: bool) -> Result<Self> {
        let mut workbook = Workbook::new();
        // The width of columns is counted in digits of this font, which is as wide everywhere.
        workbook.set_default_format(&formats::measure(), ROW_PIXELS, COLUMN_PIXELS).map_err(failed)?;
        workbook.set_zip_compression_level(COMPRESSION);
        // Fixed, so that the same input gives the same bytes.
        let created = ExcelDateTime::from_ymd(2024, 1, 1).map_err(failed)?;
        let properties = DocProperties::new().set_creation_datetime(&created).set_title("绩效目标标准工作簿");
        workbook.set_properties(&properties.set_custom_property(PROPERTY, open_mark()));
        let mut sink =
            Self { workbook, extras, streaming, sheets: BTreeMap::new(), formats: BTreeMap::new(), full: Vec::new() };
        for sheet in StandardSheet::ALL.into_iter().filter(|s| s.always()) {
            sink.open(sheet)?;
        }
        Ok(sink)
    }

    fn open(&mut self, sheet: StandardSheet) -> Result<()> {
        if self.sheets.contains_key(&sheet) {
            return Ok(());
        }
        let all: Vec<_> = sheet.all_columns().copied().collect();
        let columns: Vec<_> = self.extras.shown(sheet).into_iter().map(|at| (at, all[at])).collect();
        let widths = widths_of(sheet, &columns);
        let mut state = SheetState { columns, widths, parts: Vec::new(), rows: 0 };
        state.parts.push(self.new_part(sheet, 0, &state.columns)?);
        self.sheets.insert(sheet, state);
        Ok(())
    }

    /// A sheet, or its continuation, with its heading.
    fn new_part(
        &mut self,
        sheet: StandardSheet,
        number: usize,
        columns: &[(usize, StandardColumn)],
    ) -> Result<SheetPart> {
        // The charts of 概览 stand beside cells written last.
        let mut worksheet = if self.streaming && sheet != StandardSheet::Overview {
            self.workbook.new_worksheet_with_constant_memory().map_err(failed)?
        } else {
            Worksheet::new()
        };
        let heading = heading_row(sheet, number);
        prepare(&mut worksheet, sheet, number, columns).map_err(failed)?;
        Ok(SheetPart { worksheet, last_row: heading, links: 0, notes: 0, full: false })
    }

    /// The finished workbook; one that holds reviews is not sealed.
    pub(crate) fn finish(mut self, summary: &Summary, places: &FirstPlaces, reviewed: bool) -> Result<Vec<u8>> {
        for (sheet, mut state) in std::mem::take(&mut self.sheets) {
            let parts = std::mem::take(&mut state.parts);
            for (number, mut part) in parts.into_iter().enumerate() {
                let columns: Vec<_> = state.columns.iter().map(|(_, column)| *column).collect();
                let heading = heading_row(sheet, number);
                let (widths, last_row) = (&state.widths, part.last_row);
                let is_one_file = summary.facts.documents == 1;
                let finished = FinishedPart { sheet, columns: &columns, widths, heading, last_row, is_one_file };
                finished.complete(&mut part.worksheet).map_err(failed)?;
                if sheet == StandardSheet::Overview && number == 0 {
                    cover::write(&mut part.worksheet, &summary.facts, places, &self.extras).map_err(failed)?;
                    charts::add(&mut part.worksheet, &summary.statistics, last_row, columns.len()).map_err(failed)?;
                }
                self.workbook.push_worksheet(part.worksheet);
            }
        }
        let bytes = self.workbook.save_to_buffer().map_err(failed)?;
        if reviewed { unsealed_workbook(bytes) } else { sealed_workbook(bytes) }
    }
}

impl RowSink for XlsxSink {
    fn row(&mut self, sheet: StandardSheet, row: &SheetRow<'_>) -> Result<()> {
        self.open(sheet)?;
        let Some(mut state) = self.sheets.remove(&sheet) else { return Ok(()) };
        let (number, at) = self.extras.part(sheet, state.rows);
        if number >= state.parts.len() {
            let part = self.new_part(sheet, number, &state.columns)?;
            state.parts.push(part);
        }
        let written = match state.parts.last_mut() {
            Some(part) => {
                let notes = row.marks.iter().filter(|m| m.severity.is_some() && !m.note.is_empty()).count();
                let over = part.notes + notes > NOTES_PER_SHEET || part.links + row.links.len() > LINKS_PER_SHEET;
                if over && !std::mem::replace(&mut part.full, true) {
                    self.full.push((sheet, state.rows));
                }
                self.write_row(part, at, &mut state.widths, &state.columns, state.rows, row)
            }
            None => Ok(()),
        };
        state.rows += 1;
        self.sheets.insert(sheet, state);
        written.map_err(failed)
    }

    fn full(&mut self) -> Vec<(StandardSheet, usize)> {
        std::mem::take(&mut self.full)
    }
}

impl XlsxSink {
    fn write_row(
        &mut self,
        part: &mut SheetPart,
        at: u32,
        widths: &mut [Width],
        columns: &[(usize, StandardColumn)],
        row_number: usize,
        row: &SheetRow<'_>,
    ) -> Result<(), XlsxError> {
        let mut lines = 1;
        for (physical, ((logical, column), width)) in columns.iter().zip(widths).enumerate() {
            let physical = physical as u16;
            let value = row.values.get(*logical).unwrap_or(&CellValue::Empty);
            width.measure(row_number, value);
            lines = lines.max(width.lines(value));
            let mark = row.marks.iter().find(|m| m.column == *logical);
            let link = row.links.iter().find(|(c, _)| c == logical).filter(|_| part.links < LINKS_PER_SHEET);
            if mark.is_none() && link.is_none() {
                // Takes the format of the column.
                match value {
                    CellValue::Empty => {}
                    CellValue::Text(text) => drop(part.worksheet.write_string(at, physical, text.as_ref())?),
                    CellValue::Number(n) => drop(part.worksheet.write_number(at, physical, *n)?),
                }
                continue;
            }
            let severity = mark.and_then(|m| m.severity);
            let key = (column.holds as u8, severity.map_or(0, |s| s as u8 + 1), link.is_some());
            let format =
                self.formats.entry(key).or_insert_with(|| formats::cell(column.holds, severity, link.is_some()));
            if let Some((_, target)) = link {
                let url = Url::new(format!("internal:{}", self.extras.link(*target)));
                part.worksheet.write_url_with_format(at, physical, url, format)?;
                part.links += 1;
            }
            match value {
                CellValue::Empty => part.worksheet.write_blank(at, physical, format)?,
                CellValue::Text(text) => {
                    part.worksheet.write_string_with_format(at, physical, text.as_ref(), format)?
                }
                CellValue::Number(n) => part.worksheet.write_number_with_format(at, physical, *n, format)?,
            };
            if let Some(mark) = mark.filter(|m| !m.note.is_empty() && part.notes < NOTES_PER_SHEET) {
                part.worksheet.insert_note(at, physical, &note(&mark.note))?;
                part.notes += 1;
            }
        }
        // Programs differ in whether they fit rows to wrapped text on opening; a height that is set they all keep.
        if lines > 1 {
            part.worksheet.set_row_height(at, row_height(lines))?;
        }
        part.last_row = at;
        Ok(())
    }
}

fn note(text: &str) -> Note {
    let short: String = text.chars().take(NOTE_LENGTH).collect();
    let lines = short.lines().map(|l| l.chars().count() / 18 + 1).sum::<usize>() as u32;
    Note::new(short).add_author_prefix(false).set_author("jixiao").set_width(260).set_height(24 + 17 * lines.min(24))
}

/// Heading, column formats and page setup.
fn prepare(
    worksheet: &mut Worksheet,
    sheet: StandardSheet,
    number: usize,
    columns: &[(usize, StandardColumn)],
) -> Result<(), XlsxError> {
    worksheet.set_name(part_name(sheet, number))?;
    let row = heading_row(sheet, number);
    let all: Vec<_> = columns.iter().map(|(_, column)| *column).collect();
    let names = names(sheet, &all);
    for (at, (_, column)) in columns.iter().enumerate() {
        worksheet.set_column_format(at as u16, &formats::column(column.holds))?;
    }
    let (heading, names_heading) = (formats::heading(), formats::names_heading());
    worksheet.set_row_height(row, HEADING_HEIGHT)?;
    for (at, (_, column)) in columns.iter().enumerate() {
        if at < names {
            let back = Url::new(format!("internal:'{}'!A1", StandardSheet::Overview.name()));
            let back = back.set_text(column.name).set_tip(format!("回到{}", StandardSheet::Overview.name()));
            worksheet.write_url_with_format(row, at as u16, back, &names_heading)?;
        } else {
            worksheet.write_string_with_format(row, at as u16, column.name, &heading)?;
        }
    }
    if row == 0 {
        worksheet.set_freeze_panes(1, names as u16)?;
    } else {
        worksheet.set_page_breaks(&[row])?;
    }
    worksheet.set_repeat_rows(row, row)?;
    worksheet.set_landscape();
    worksheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    worksheet.set_header("&L&A&R&F");
    worksheet.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

fn widths_of(sheet: StandardSheet, columns: &[(usize, StandardColumn)]) -> Vec<Width> {
    let all: Vec<_> = columns.iter().map(|(_, column)| *column).collect();
    let names = names(sheet, &all);
    all.iter().enumerate().map(|(at, column)| width_of(sheet, column, (at < names).then_some(names))).collect()
}

/// The width of a column; `names` are the columns of names that stay in sight, where it is one of them.
fn width_of(sheet: StandardSheet, column: &StandardColumn, names: Option<usize>) -> Width {
    if sheet == StandardSheet::Overview {
        return Width::on_cover(column.holds, column.name);
    }
    let width = Width::of(column.holds, column.name, names);
    match (sheet, column.content, column.holds) {
        (_, ColumnContent::Worked(Worked::Opinion), _) => width.to_write_in(),
        (StandardSheet::Findings, _, Holds::Prose) => width.at_most(FINDING_WIDTH),
        (StandardSheet::Level3, ..) if column.name == "备注" => width.at_most(REMARK_WIDTH),
        _ => width,
    }
}
