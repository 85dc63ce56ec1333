//! The rows of a standard sheet, whatever parts it is in and however its columns were moved.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::model::notation::{Ordinal, cells_to_place};
use crate::model::place::cell_address;
use crate::model::standard::CONTINUED;
use crate::model::{Place, SheetCell, Spot, StandardSheet, Worksheet};

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
        let below = part.cells.partition_point(|c| c.row == 0);
        let (headings, cells) = part.cells.split_at_checked(below).unwrap_or_default();
        let positions = column_positions(sheet, headings);
        let width = sheet.all_columns().count();
        for run in cells.chunk_by(|a, b| a.row == b.row) {
            let mut row = StandardRow { sheet, part: &part.name, row: 0, cells: vec![None; width] };
            for cell in run {
                row.row = cell.row;
                let slot = positions.get(cell.col as usize).copied().flatten().and_then(|at| row.cells.get_mut(at));
                if let Some(slot) = slot {
                    *slot = Some((Cow::Borrowed(cell.text.as_str()), cell.number));
                }
            }
            let continues = row.first().is_some_and(|text| text == CONTINUED);
            match self.rows.last_mut().filter(|_| continues) {
                Some(above) => above.append(row),
                None if row.cells.iter().any(Option::is_some) => self.rows.push(row),
                None => {}
            }
        }
    }
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
    fn first(&self) -> Option<&str> {
        self.cells.first()?.as_ref().map(|(text, _)| text.as_ref())
    }

    /// Appends the texts of a row marked 续.
    fn append(&mut self, continued: StandardRow<'a>) {
        for (cell, more) in self.cells.iter_mut().zip(continued.cells).skip(1) {
            if let (Some((text, _)), Some((more, _))) = (cell, more) {
                text.to_mut().push_str(&more);
            }
        }
    }

    /// The text in the column of a position, `None` for an empty cell.
    pub(super) fn text_at(&self, at: usize) -> Option<&str> {
        self.cells.get(at)?.as_ref().map(|(text, _)| text.as_ref()).filter(|t| !t.is_empty())
    }

    /// The stored number in the column of a position, or the number that somebody typed as text.
    pub(super) fn number_at(&self, at: usize) -> Option<Decimal> {
        let (text, number) = self.cells.get(at)?.as_ref()?;
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

    /// The row itself as a place, for one that was put in by hand.
    pub(super) fn own_place(&self) -> Place {
        Spot::Cell { sheet: self.part.to_owned(), cell: cell_address(self.row, 0) }.into()
    }
}
