//! SpreadsheetML 2003, one XML file for a workbook → worksheets. Budget systems export it as `.xls`.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::builtin::name_to_code;
use super::cells::{Collector, check_length};
use super::claims::attribute;
use super::display::{NumberFormat, check_code};
use super::merges::Merge;
use super::{damaged, hidden_sheet, xml_value};
use crate::error::Damage;
use crate::extract::rich_text::{RichText, Setting};
use crate::findings::{FormulaWithoutResult, Message, StruckText};
use crate::model::{Budget, Finding, Noted, Place, Worksheet};
use crate::{Error, Result};

/// Reads all worksheets.
///
/// # Errors
/// Where it is damaged, declares a document type, or holds more than the budget allows.
pub(super) fn read(text: &str, budget: &Budget) -> Result<Noted<Vec<Worksheet>>> {
    let mut reader = Reader::from_reader(text.as_bytes());
    reader.config_mut().check_end_names = false;
    let (mut state, mut buffer) = (XmlReader::new(budget), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(element) => state.start(&element)?,
            Event::Empty(element) => {
                state.start(&element)?;
                state.end(element.local_name().as_ref())?;
            }
            Event::End(element) => state.end(element.local_name().as_ref())?,
            Event::Text(text) => state.text(&text.xml10_content())?,
            Event::CData(text) => state.text(&text.xml10_content())?,
            Event::GeneralRef(name) => match name.resolve_char_ref() {
                Ok(Some(c)) => state.text(c.encode_utf8(&mut [0; 4]))?,
                _ => state.text(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default())?,
            },
            Event::DocType(_) => {
                return Err(Error::Damaged { what: Damage::DocumentType { name: "XML".to_owned() } });
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(Noted { output: state.sheets, findings: state.findings })
}

struct XmlReader<'b> {
    budget: &'b Budget,
    sheets: Vec<Worksheet>,
    findings: Vec<Finding>,
    /// The formats of styles by their names.
    formats: BTreeMap<String, NumberFormat>,
    style: Option<String>,
    sheet: Option<XmlSheet<'b>>,
    cell: Option<XmlCell>,
    /// Whether text belongs to the cell.
    in_data: bool,
    setting: Setting,
    in_visible: bool,
}

/// A sheet while it is read.
struct XmlSheet<'b> {
    collector: Collector<'b>,
    name: String,
    merges: Vec<Merge>,
    /// Row and column from 0 of what comes next.
    row: u32,
    column: u32,
    /// Styles of rows and columns hold for cells without their own.
    row_style: Option<String>,
    column_styles: BTreeMap<u32, String>,
    next_column: u32,
    is_hidden: bool,
    without_result: usize,
    first_without_result: Option<(u32, u32)>,
}

#[derive(Default)]
struct XmlCell {
    text: RichText,
    kind: String,
    style: Option<String>,
    formula: bool,
    has_data: bool,
    across: u32,
    down: u32,
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "Hidden").as_deref() == Some("1")
}

impl<'b> XmlReader<'b> {
    fn new(budget: &'b Budget) -> Self {
        Self {
            budget,
            sheets: Vec::new(),
            findings: Vec::new(),
            formats: BTreeMap::new(),
            style: None,
            sheet: None,
            cell: None,
            in_data: false,
            setting: Setting::default(),
            in_visible: false,
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<()> {
        match (element.local_name().as_ref(), &mut self.sheet) {
            ("Style", None) => self.style = attribute(element, "ID"),
            ("NumberFormat", None) => self.format(element)?,
            ("Worksheet", _) => {
                let name = attribute(element, "Name").unwrap_or_default();
                self.sheet = Some(XmlSheet::new(name, self.budget));
            }
            ("Visible", Some(_)) => self.in_visible = true,
            ("Column", Some(sheet)) => sheet.column(element),
            ("Row", Some(sheet)) => sheet.start_row(element),
            ("Cell", Some(sheet)) => {
                if let Some(index) = number(element, "Index") {
                    sheet.column = index.saturating_sub(1);
                }
                self.cell = Some(XmlCell {
                    style: attribute(element, "StyleID"),
                    formula: attribute(element, "Formula").is_some(),
                    across: number(element, "MergeAcross").unwrap_or(0),
                    down: number(element, "MergeDown").unwrap_or(0),
                    ..XmlCell::default()
                });
            }
            ("Data", Some(_)) => {
                // A comment has data of its own, which follows that of the cell.
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.has_data) {
                    cell.kind = attribute(element, "Type").unwrap_or_default();
                    cell.has_data = true;
                    self.in_data = true;
                }
            }
            ("Comment", Some(_)) => {
                if let Some(cell) = &mut self.cell {
                    cell.has_data = true;
                }
            }
            ("Sup", _) => self.setting.raised = true,
            ("Sub", _) => self.setting.lowered = true,
            ("S", _) => self.setting.struck = true,
            _ => {}
        }
        Ok(())
    }

    fn format(&mut self, element: &BytesStart<'_>) -> Result<()> {
        let (Some(style), Some(code)) = (self.style.clone(), attribute(element, "Format")) else { return Ok(()) };
        check_code(&code)?;
        self.budget.take(FORMAT + code.len() as u64 * 8)?;
        self.formats.insert(style, NumberFormat::parse(name_to_code(&code).unwrap_or(&code)));
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<()> {
        if self.in_visible && text.contains("Hidden") {
            self.sheet.iter_mut().for_each(|sheet| sheet.is_hidden = true);
        }
        let Some(cell) = self.cell.as_mut().filter(|_| self.in_data) else { return Ok(()) };
        cell.text.add(text, self.setting);
        check_length(&cell.text.text)
    }

    fn end(&mut self, name: &str) -> Result<()> {
        match name {
            "Sup" => self.setting.raised = false,
            "Sub" => self.setting.lowered = false,
            "S" => self.setting.struck = false,
            "Visible" => self.in_visible = false,
            "Data" => self.in_data = false,
            "Cell" => self.end_cell()?,
            "Row" => self.sheet.iter_mut().for_each(|sheet| sheet.row = sheet.row.saturating_add(1)),
            "Worksheet" => self.end_sheet()?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<()> {
        self.in_data = false;
        let (Some(sheet), Some(cell)) = (&mut self.sheet, self.cell.take()) else { return Ok(()) };
        let place = (sheet.row, sheet.column);
        if cell.across > 0 || cell.down > 0 {
            let end = (place.0.saturating_add(cell.down), place.1.saturating_add(cell.across));
            sheet.merges.push(Merge { start: place, end });
        }
        sheet.column = place.1.saturating_add(cell.across).saturating_add(1);
        if cell.formula && cell.text.is_blank() {
            sheet.without_result += 1;
            sheet.first_without_result.get_or_insert(place);
        }
        if !cell.text.struck.trim().is_empty() {
            let at = Place::cell(&sheet.name, place.0, place.1);
            self.findings.push(StruckText {}.finding().at(at).quote(cell.text.struck.trim()));
        }
        let style = cell.style.as_ref().or(sheet.row_style.as_ref()).or_else(|| sheet.column_styles.get(&place.1));
        let format = style.and_then(|style| self.formats.get(style));
        let format = format.unwrap_or(&NumberFormat::General);
        let (text, number) = xml_value::value(&cell.kind, cell.text.shown(), format);
        if number.is_some() {
            sheet.collector.note_format(place, format);
        }
        sheet.collector.add(place, text, number)
    }

    fn end_sheet(&mut self) -> Result<()> {
        let Some(sheet) = self.sheet.take() else { return Ok(()) };
        let name = sheet.name;
        let (mut worksheet, covered) = sheet.collector.finish(&sheet.merges)?;
        worksheet.hidden = sheet.is_hidden;
        self.findings.extend(sheet.is_hidden.then(|| hidden_sheet(&name)));
        self.findings.extend(covered);
        if let Some((row, column)) = sheet.first_without_result {
            let finding = FormulaWithoutResult { sheet: &name, cells: sheet.without_result }.finding();
            self.findings.push(finding.at(Place::cell(&name, row, column)));
        }
        self.sheets.push(worksheet);
        Ok(())
    }
}

/// What the format of a style takes besides its code, bytes.
const FORMAT: u64 = 512;

impl<'b> XmlSheet<'b> {
    fn new(name: String, budget: &'b Budget) -> Self {
        Self {
            collector: Collector::new(&name, false, budget),
            name,
            merges: Vec::new(),
            row: 0,
            column: 0,
            row_style: None,
            column_styles: BTreeMap::new(),
            next_column: 0,
            is_hidden: false,
            without_result: 0,
            first_without_result: None,
        }
    }

    fn column(&mut self, element: &BytesStart<'_>) {
        if let Some(index) = number(element, "Index") {
            self.next_column = index.saturating_sub(1);
        }
        let span = number(element, "Span").unwrap_or(0);
        if is_hidden(element) {
            self.collector.unseen.columns.add(self.next_column, self.next_column.saturating_add(span));
        }
        let more = span.min(MOST_STYLED);
        if let Some(style) = attribute(element, "StyleID") {
            let from = self.next_column;
            self.column_styles.extend((from..=from.saturating_add(more)).map(|column| (column, style.clone())));
        }
        self.next_column = self.next_column.saturating_add(span).saturating_add(1);
    }

    fn start_row(&mut self, element: &BytesStart<'_>) {
        if let Some(index) = number(element, "Index") {
            self.row = index.saturating_sub(1);
        }
        self.column = 0;
        self.row_style = attribute(element, "StyleID");
        if is_hidden(element) {
            let more = number(element, "Span").unwrap_or(0);
            self.collector.unseen.rows.add(self.row, self.row.saturating_add(more));
        }
    }
}

/// Columns that one element gives a style.
const MOST_STYLED: u32 = 256;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    const HEAD: &str = r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
        xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>
        <Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="d"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style>
        </Styles><Worksheet ss:Name="表"><Table>"#;

    type Block = (u32, u32, u32, u32, String);

    fn cells(rows: &str) -> (Vec<Block>, Vec<String>) {
        let text = format!("{HEAD}{rows}</Table></Worksheet></Workbook>");
        let read = read(&text, &Budget::default()).unwrap();
        let sheet = read.output.into_iter().next().unwrap();
        let cells = sheet.cells.into_iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text)).collect();
        (cells, read.findings.into_iter().map(|f| f.code.0.into_owned()).collect())
    }

    #[test]
    fn cells_are_shown_by_their_formats_and_stand_where_the_file_says() {
        let rows = r#"<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">标&#10;题&amp;</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.954</Data></Cell></Row>
            <Row><Cell ss:Index="2" ss:StyleID="d"><Data ss:Type="DateTime">2026-07-07T00:00:00.000</Data><Comment><ss:Data>注</ss:Data></Comment></Cell>
            <Cell><Data ss:Type="String"><html:B>10</html:B><html:Sup>4</html:Sup></Data></Cell></Row>"#;
        let of = |r: u32, c: u32, cs: u32, t: &str| (r, c, 1, cs, t.to_owned());
        let expected = [of(1, 0, 2, "标\n题&"), of(1, 2, 1, "95.40%"), of(2, 1, 1, "2026年7月"), of(2, 2, 1, "10⁴")];
        assert_eq!(cells(rows).0, expected);
    }

    #[test]
    fn what_nobody_sees_is_said() {
        let rows = r#"<Column ss:Hidden="1"/><Row ss:Hidden="1"><Cell ss:Formula="=A2"/><Cell><Data ss:Type="Number">1</Data></Cell></Row>"#;
        assert_eq!(cells(rows).1, ["hidden-cells", "formula-without-result"]);
    }

    #[test]
    fn document_types_are_refused() {
        let text = "<?xml version=\"1.0\"?><!DOCTYPE Workbook [<!ENTITY a \"b\">]><Workbook/>";
        assert!(read(text, &Budget::default()).is_err());
    }
}
