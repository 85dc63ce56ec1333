//! A sheet after filling, streamed: rows put in, values set, everything else as it stands in the template.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::formula;
use super::growth::{Ends, Growth, Insertion};
use super::markup::{self, attribute, copy, local_name, prefix, put, qualified_name, with_attribute};
use super::merged_blocks::{before_merges, merge_cells, rewrite_merges};
use super::part::{Growths, PartEditor, PartWriter};
use super::reference::Area;
use super::row::{RawRow, RowPiece};
use super::row_breaks;
use super::rows::{NewRow, OldRow};
use super::sheet_edits::{SheetEdits, Stale};
use super::value::InsertedValue;
use crate::Result;
use crate::error::TemplateDamage;

/// A sheet that is rewritten.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SheetJob<'e> {
    /// Its index in the workbook.
    pub(crate) sheet: usize,
    /// What becomes of it.
    pub(crate) edits: &'e SheetEdits,
    /// The formulas whose stored values no longer hold.
    pub(crate) stale: &'e Stale,
}

/// Rewrites a sheet. Returns whether anything changed.
///
/// # Errors
/// Where the sheet is damaged, and those of the writer.
pub(crate) fn rewrite<R: BufRead, W: Write>(from: R, to: W, job: SheetJob<'_>, growths: &Growths) -> Result<bool> {
    let nothing = Growth::default();
    let growth = growths.by_sheet.get(&job.sheet).unwrap_or(&nothing);
    let mut from = from;
    let mut writer = PartWriter::new(PartEditor::new(growths, Some(job.sheet)), to);
    if from.fill_buf().is_ok_and(|bytes| bytes.starts_with(markup::BYTE_ORDER_MARK)) {
        writer
            .out
            .write_all(markup::BYTE_ORDER_MARK)
            .map_err(|error| markup::damaged(TemplateDamage::Writing { why: error.to_string() }))?;
    }
    let mut reader = markup::reader(from);
    let mut buffer = Vec::new();
    let (mut depth, mut merges_due, mut sheet_prefix) = (0_u32, false, String::new());
    loop {
        let event = markup::next(&mut reader, &mut buffer)?;
        let start = match &event {
            Event::Start(tag) | Event::Empty(tag) => Some((local_name(tag).to_owned(), prefix(tag).to_owned())),
            _ => None,
        };
        let closes = depth == 1 && matches!(event, Event::End(_));
        if depth == 1 && merges_due && (closes || start.as_ref().is_some_and(|(local, _)| !before_merges(local))) {
            merges_due = false;
            let has_merges = start.as_ref().is_some_and(|(local, _)| local == "mergeCells");
            if !has_merges && !job.edits.merge.is_empty() {
                writer.changed = true;
                put(&mut writer.out, &merge_cells(&sheet_prefix, &job.edits.merge))?;
            }
        }
        match (&event, start.as_ref().map(|(local, _)| local.as_str())) {
            (Event::Eof, _) => return Ok(writer.changed),
            (Event::Start(tag) | Event::Empty(tag), Some("sheetData")) if depth == 1 => {
                sheet_prefix = prefix(tag).to_owned();
                merges_due = true;
                let name = qualified_name(tag).to_owned();
                let rows = RowStream::new(job, growth, growths, &sheet_prefix);
                if matches!(event, Event::Empty(_)) {
                    rows.only_new(tag, &name, &mut writer)?;
                } else {
                    copy(&mut writer.out, &event)?;
                    if rows.rewrite(&mut reader, &mut writer)? {
                        copy_rest(&mut reader.into_inner(), &mut writer.out)?;
                        return Ok(writer.changed);
                    }
                }
            }
            (Event::Start(tag), Some("mergeCells")) if depth == 1 && job.edits.changes_merges() => {
                let tag = tag.to_string();
                rewrite_merges(&mut reader, &mut writer, job.edits, &tag)?;
            }
            (Event::Start(tag), Some("rowBreaks")) if depth == 1 && growth.repeated_form().is_some() => {
                let tag = tag.to_string();
                put(&mut writer.out, &row_breaks::repeated(&mut reader, &tag, growth)?)?;
            }
            (event, _) => {
                match event {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth = depth.saturating_sub(1),
                    _ => {}
                }
                writer.token(event)?;
            }
        }
    }
}

/// Copies what is left of a part.
fn copy_rest<W: Write>(from: &mut impl BufRead, to: &mut W) -> Result<()> {
    loop {
        let bytes = from.fill_buf().map_err(markup::not_written)?;
        if bytes.is_empty() {
            return Ok(());
        }
        to.write_all(bytes).map_err(markup::not_written)?;
        let read = bytes.len();
        from.consume(read);
    }
}

/// The rows of a sheet on their way through.
struct RowStream<'j> {
    job: SheetJob<'j>,
    growth: &'j Growth,
    growths: &'j Growths,
    prefix: &'j str,
    /// Values not written yet.
    values: std::iter::Peekable<std::collections::btree_map::Iter<'j, NewRow, BTreeMap<u32, InsertedValue>>>,
    /// Insertions not made yet.
    insertions: std::iter::Peekable<std::slice::Iter<'j, Insertion>>,
    /// Rows that will be copied.
    sources: BTreeMap<u32, RawRow>,
    masters: BTreeMap<String, (String, u32, u32)>,
}

impl<'j> RowStream<'j> {
    fn new(job: SheetJob<'j>, growth: &'j Growth, growths: &'j Growths, prefix: &'j str) -> Self {
        Self {
            job,
            growth,
            growths,
            prefix,
            values: job.edits.values.iter().peekable(),
            insertions: growth.insertions().iter().peekable(),
            sources: BTreeMap::new(),
            masters: BTreeMap::new(),
        }
    }

    /// A sheet without rows.
    fn only_new<W: Write>(mut self, tag: &str, name: &str, writer: &mut PartWriter<'_, W>) -> Result<()> {
        if self.values.peek().is_none() {
            return put(&mut writer.out, &format!("<{tag}/>"));
        }
        put(&mut writer.out, &format!("<{tag}>"))?;
        self.flush(OldRow(u32::MAX), NewRow(u32::MAX), writer)?;
        put(&mut writer.out, &format!("</{name}>"))
    }

    /// Rewrites up to and with the end tag, or as far as anything changes: whether all that follows stays as it is.
    fn rewrite<R: BufRead, W: Write>(mut self, reader: &mut Reader<R>, writer: &mut PartWriter<'_, W>) -> Result<bool> {
        let (mut buffer, mut last) = (Vec::new(), 0);
        loop {
            if self.nothing_follows(last) {
                return Ok(true);
            }
            let event = markup::next(reader, &mut buffer)?;
            match &event {
                Event::Eof => return Err(markup::damaged(TemplateDamage::RowsOpen)),
                Event::End(tag) if local_name(tag) == "sheetData" => {
                    self.flush(OldRow(u32::MAX), NewRow(u32::MAX), writer)?;
                    copy(&mut writer.out, &event)?;
                    return Ok(false);
                }
                Event::Start(tag) | Event::Empty(tag) if local_name(tag) == "row" => {
                    let number = attribute(tag, "r").and_then(|r| r.trim().parse().ok()).unwrap_or(last + 1);
                    last = number;
                    let empty = matches!(event, Event::Empty(_));
                    if self.stays(number) {
                        copy(&mut writer.out, &event)?;
                        if !empty {
                            copy_row(reader, &mut writer.out)?;
                        }
                        continue;
                    }
                    let tag = tag.to_string();
                    let row = if empty {
                        RawRow { number, tag, pieces: Vec::new() }
                    } else {
                        RawRow::read(reader, number, tag)?
                    };
                    self.row(row, writer)?;
                }
                event => copy(&mut writer.out, event)?,
            }
        }
    }

    /// Whether no row below this one, and nothing behind the rows, changes.
    fn nothing_follows(&mut self, row: u32) -> bool {
        self.growths.by_sheet.is_empty()
            && self.values.peek().is_none()
            && !self.job.edits.changes_merges()
            && self.job.stale.range((row.saturating_add(1), 0)..).next().is_none()
    }

    /// Whether the row can go through untouched: no sheet grows, nothing is put into it or before it, no formula is stale.
    fn stays(&mut self, row: u32) -> bool {
        self.growths.by_sheet.is_empty()
            && self.values.peek().is_none_or(|(next, _)| **next > NewRow(row))
            && self.job.stale.range((row, 0)..=(row, u32::MAX)).next().is_none()
    }

    fn row<W: Write>(&mut self, mut row: RawRow, writer: &mut PartWriter<'_, W>) -> Result<()> {
        let number = self.growth.row(OldRow(row.number));
        self.flush(OldRow(row.number), number, writer)?;
        let will_be_copied = self.growth.is_source(row.number);
        if will_be_copied {
            self.sources.insert(row.number, row.clone());
        }
        let (changed, original) = self.adapt(&mut row);
        if let Some(original) = original
            && will_be_copied
        {
            self.sources.insert(row.number, original);
        }
        let none = BTreeMap::new();
        let values = self.values.next_if(|(next, _)| **next == number).map_or(&none, |(_, values)| values);
        writer.changed |= changed || !values.is_empty() || number.0 != row.number;
        self.heighten(&mut row, number);
        row.write(number.0, values, &mut writer.out)
    }

    /// Makes a row as high as the text put into it needs.
    fn heighten(&self, row: &mut RawRow, number: NewRow) {
        if let Some(height) = self.job.edits.heights.get(&number) {
            let tag = with_attribute(&row.tag, "ht", &height.to_string());
            row.tag = with_attribute(&tag, "customHeight", "1");
        }
    }

    /// Formulas follow the growth; stale values go. Returns whether anything changed and, where a shared formula came apart,
    /// the row with formulas of its own before the growth.
    fn adapt(&mut self, row: &mut RawRow) -> (bool, Option<RawRow>) {
        let unshares = !self.growths.by_sheet.is_empty();
        let mut changed = false;
        if unshares {
            for piece in &mut row.pieces {
                if let RowPiece::Cell(cell) = piece {
                    cell.unshare(&mut self.masters, row.number);
                }
            }
        }
        let original = unshares.then(|| row.clone());
        let ends = if self.growth.in_list(row.number) { Ends::Stay } else { Ends::Several };
        let own = Some(self.job.sheet);
        for piece in &mut row.pieces {
            let RowPiece::Cell(cell) = piece else { continue };
            let Some(formula) = cell.formula.clone() else { continue };
            let text = formula::grown(&formula.text, ends, |target| self.growths.of(target, own));
            let area = attribute(&formula.tag, "ref").and_then(Area::parse);
            let moved = area.map(|a| self.growth.area(a, Ends::Stay)).filter(|m| Some(*m) != area);
            if text.is_some() || moved.is_some() {
                let tag = moved.map_or(formula.tag.clone(), |m| with_attribute(&formula.tag, "ref", &m.to_string()));
                cell.set_formula(&tag, text.as_deref().unwrap_or(&formula.text));
                changed = true;
            } else if self.job.stale.contains(&(row.number, cell.column)) {
                cell.drop_value();
                changed = true;
            }
        }
        (changed, original)
    }

    /// Writes what comes before a row of the template (its old and its new number): rows put in, and rows the template does
    /// not have but that get values.
    fn flush<W: Write>(&mut self, OldRow(old): OldRow, new: NewRow, writer: &mut PartWriter<'_, W>) -> Result<()> {
        while let Some(insertion) = self.insertions.next_if(|i| i.after < old) {
            let first = self.growth.row(OldRow(insertion.after)).down(1);
            for step in 0..insertion.count {
                let number = first.down(step);
                self.new_rows(number, writer)?;
                self.inserted(insertion, step, number, writer)?;
            }
        }
        self.new_rows(new, writer)
    }

    /// Writes the rows below a number that are not in the template.
    fn new_rows<W: Write>(&mut self, below: NewRow, writer: &mut PartWriter<'_, W>) -> Result<()> {
        while let Some((number, values)) = self.values.next_if(|(number, _)| **number < below) {
            let mut row = RawRow { number: number.0, tag: format!("{}row", self.prefix), pieces: Vec::new() };
            self.heighten(&mut row, *number);
            row.write(number.0, values, &mut writer.out)?;
            writer.changed = true;
        }
        Ok(())
    }

    /// Writes a copy of a list's row.
    fn inserted<W: Write>(
        &mut self,
        insertion: &Insertion,
        step: u32,
        number: NewRow,
        writer: &mut PartWriter<'_, W>,
    ) -> Result<()> {
        let source = insertion.source + step % insertion.source_height.max(1);
        let down = i64::from(number.0) - i64::from(self.growth.row(OldRow(source)).0);
        let own = Some(self.job.sheet);
        let mut copy = match self.sources.get(&source) {
            None => RawRow { number: number.0, tag: format!("{}row", self.prefix), pieces: Vec::new() },
            Some(row) if insertion.repeats => {
                let rows = (insertion.source, insertion.source + insertion.source_height.max(1) - 1);
                row.repeated(number.0, |text| {
                    formula::repeated(text, rows, number.0 - source, |target| self.growths.of(target, own))
                })
            }
            Some(row) => row.copied(number.0, |_, text| {
                let grown = formula::grown(text, Ends::Stay, |target| self.growths.of(target, own));
                formula::copied_in_list(grown.as_deref().unwrap_or(text), self.growth.list_of(insertion), down)
            }),
        };
        self.heighten(&mut copy, number);
        let none = BTreeMap::new();
        let values = self.values.next_if(|(next, _)| **next == number).map_or(&none, |(_, values)| values);
        writer.changed = true;
        copy.write(number.0, values, &mut writer.out)
    }
}

/// Copies the rest of a row as it stands.
fn copy_row<R: BufRead, W: Write>(reader: &mut Reader<R>, out: &mut W) -> Result<()> {
    let mut buffer = Vec::new();
    loop {
        let event = markup::next(reader, &mut buffer)?;
        if matches!(event, Event::Eof) {
            return Err(markup::damaged(TemplateDamage::RowOpen));
        }
        copy(out, &event)?;
        if matches!(&event, Event::End(tag) if local_name(tag) == "row") {
            return Ok(());
        }
    }
}
