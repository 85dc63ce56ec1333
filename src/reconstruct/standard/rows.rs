//! The rows of a standard sheet, whatever parts it is in and however its columns were moved.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::model::notation::{Ordinal, cells_to_place};
use crate::model::place::cell_address;
use crate::model::standard::CONTINUED;
use crate::model::{Place, SheetCell, Spot, StandardSheet, Worksheet};

/// Rows of a cover at most.
const MOST_ABOVE: u32 = 200;

/// All rows of a sheet and its continuations.
pub(super) struct SheetRows<'a> {
    pub(super) rows: Vec<StandardRow<'a>>,
}

/// A row: a cell for each column of the interface.
pub(super) struct StandardRow<'a> {
    pub(super) sheet: StandardSheet,
    /// The sheet or part it stands in, and its row there from 0.
    part: &'a str,
    row: u32,
    cells: Vec<Option<(Cow<'a, str>, Option<Decimal>)>>,
}

impl<'a> SheetRows<'a> {
    pub(super) fn of(sheets: &'a [Worksheet], sheet: StandardSheet) -> Self {
        let mut found = Self { rows: Vec::new() };
        for number in 1.. {
            let name = if number == 1 { sheet.name().to_owned() } else { format!("{}({number})", sheet.name()) };
            let Some(part) = sheets.iter().find(|s| s.name == name) else { break };
            found.read_part(sheet, part);
        }
        found
    }

    fn read_part(&mut self, sheet: StandardSheet, part: &'a Worksheet) {
        let (headings, cells) = heading_and_rows(sheet, part);
        let positions = column_positions(sheet, headings);
        let width = sheet.all_columns().count();
        for run in cells.chunk_by(|a, b| a.row == b.row) {
            let mut row = StandardRow { sheet, part: &part.name, row: 0, cells: vec![None; width] };
            // Whatever column stands first, the mark is in its cell.
            let continues = run.first().is_some_and(|cell| cell.text == CONTINUED);
            for cell in run.iter().skip(usize::from(continues)) {
                row.row = cell.row;
                if let Some(Some(at)) = positions.get(cell.col as usize) {
                    row.cells[*at] = Some((Cow::Borrowed(cell.text.as_str()), cell.number));
                }
            }
            match self.rows.last_mut().filter(|_| continues) {
                Some(above) => above.append(row),
                None if row.cells.iter().any(Option::is_some) => self.rows.push(row),
                None => {}
            }
        }
    }
}

/// The cells of the heading, and those below. Above the heading of 概览 stands its cover, but in older workbooks.
fn heading_and_rows(sheet: StandardSheet, part: &Worksheet) -> (&[SheetCell], &[SheetCell]) {
    let first = part.cells.iter().filter(|c| c.col == 0 && c.row > 0 && sheet == StandardSheet::Overview);
    let tops = std::iter::once(0).chain(first.map(|c| c.row).take_while(|row| *row <= MOST_ABOVE));
    let rows = tops.map(|row| row_and_rest(part, row));
    let mut found = rows.filter(|(headings, _)| sheet != StandardSheet::Overview || has_headings(sheet, headings));
    found.next().unwrap_or_default()
}

/// The cells of a row, and those below.
fn row_and_rest(part: &Worksheet, row: u32) -> (&[SheetCell], &[SheetCell]) {
    let (_, from_row) = part.cells.split_at(part.cells.partition_point(|c| c.row < row));
    from_row.split_at(from_row.partition_point(|c| c.row <= row))
}

/// Whether all headings that tell a sheet stand in a row; those of what auditors write came later.
fn has_headings(sheet: StandardSheet, row: &[SheetCell]) -> bool {
    let told = sheet.columns().iter().filter(|column| !column.is_review() && !column.is_for_programs());
    told.map(|column| column.name).all(|name| row.iter().any(|cell| cell.text.trim() == name))
}

/// Whether a worksheet is that sheet of a standard workbook, by its headings.
pub(super) fn is_sheet(sheet: StandardSheet, part: &Worksheet) -> bool {
    has_headings(sheet, heading_and_rows(sheet, part).0)
}

/// For each column of the worksheet its position in the interface. Of two equal headings the first counts: 概览 has
/// numbers for its charts at the right.
fn column_positions(sheet: StandardSheet, headings: &[SheetCell]) -> Vec<Option<usize>> {
    let mut positions: Vec<Option<usize>> = Vec::new();
    for heading in headings {
        let at = sheet.column(heading.text.trim()).filter(|at| !positions.contains(&Some(*at)));
        positions.resize(heading.col as usize, None);
        positions.push(at);
    }
    positions
}

impl<'a> StandardRow<'a> {
    /// Appends the texts of a row marked 续.
    fn append(&mut self, continued: StandardRow<'a>) {
        for (cell, more) in self.cells.iter_mut().zip(continued.cells) {
            if let (Some((text, _)), Some((more, _))) = (cell, more) {
                text.to_mut().push_str(&more);
            }
        }
    }

    /// The text in the column of a position, `None` for an empty cell.
    pub(super) fn text_at(&self, at: usize) -> Option<&str> {
        self.cells[at].as_ref().map(|(text, _)| text.as_ref()).filter(|t| !t.is_empty())
    }

    /// The stored number in the column of a position, or the number that somebody typed as text.
    pub(super) fn number_at(&self, at: usize) -> Option<Decimal> {
        let (text, number) = self.cells[at].as_ref()?;
        number.or_else(|| text.replace(',', "").trim().parse().ok())
    }

    /// The text, `None` for an empty cell.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.str(column).map(str::to_owned)
    }

    pub(super) fn str(&self, column: &str) -> Option<&str> {
        self.text_at(self.sheet.column(column)?)
    }

    /// The stored number, or the number that somebody typed as text.
    pub(super) fn number(&self, column: &str) -> Option<Decimal> {
        self.number_at(self.sheet.column(column)?)
    }

    /// A whole number.
    pub(super) fn whole<T: TryFrom<Decimal>>(&self, column: &str) -> Option<T> {
        self.number(column)?.try_into().ok()
    }

    /// What 来源页 and 来源位置 say.
    pub(super) fn place(&self) -> (Option<Ordinal>, Option<Place>) {
        cells_to_place(self.str("来源页"), self.str("来源位置"))
    }

    /// Where its record stands; of one that was put in by hand the row itself.
    pub(super) fn place_or_own(&self) -> Place {
        self.place().1.unwrap_or_else(|| self.own_place())
    }

    /// The row itself as a place, for one that was put in by hand.
    pub(super) fn own_place(&self) -> Place {
        Spot::Cell { sheet: self.part.to_owned(), cell: cell_address(self.row, 0) }.into()
    }
}
