//! The work on one sheet while it is planned.

use std::collections::{BTreeMap, BTreeSet};

use super::labelled_cell::LabelledCell;
use crate::findings::{Message, NoData, NoRoomInList, UnknownPlaceholder};
use crate::model::Finding;
use crate::ooxml::growth::Growth;
use crate::ooxml::reference::{Area, address};
use crate::ooxml::rows::{NewRow, OldRow};
use crate::ooxml::value::InsertedValue;

/// The work on one sheet while it is planned.
pub(super) struct Work<'s> {
    pub(super) name: &'s str,
    pub(super) values: BTreeMap<(NewRow, u32), (String, InsertedValue)>,
    pub(super) merges: BTreeSet<Area>,
    pub(super) unmerges: BTreeSet<Area>,
    pub(super) findings: Vec<Finding>,
}

impl Work<'_> {
    pub(super) fn set(&mut self, row: NewRow, column: u32, field: &str, value: InsertedValue) {
        self.values.insert((row, column), (field.to_owned(), value));
    }

    pub(super) fn merge(&mut self, area: Area) {
        self.merges.insert(area);
    }

    pub(super) fn unmerge(&mut self, areas: Vec<Area>) {
        self.unmerges.extend(areas);
    }

    /// Sets a single value, or says that there is none for the place.
    pub(super) fn set_found(&mut self, pair: &LabelledCell, growth: &Growth, value: Option<InsertedValue>) {
        let row = growth.row(OldRow(pair.row));
        match (value, &pair.behind) {
            (Some(value), None) => self.set(row, pair.column, &pair.label, value),
            (Some(InsertedValue::Empty), Some(_)) => {}
            (Some(value), Some(label)) => {
                self.set(row, pair.column, &pair.label, InsertedValue::Text(format!("{label}{}", value.to_text())));
            }
            (None, _) => self.no_data(OldRow(pair.row), pair.column, &pair.label),
        }
    }

    pub(super) fn unknown(&mut self, OldRow(row): OldRow, column: u32, name: &str, text: &str) {
        let message = UnknownPlaceholder { sheet: self.name, cell: address(row, column), name };
        let place = crate::model::Place::cell(self.name, row.saturating_sub(1), column.saturating_sub(1));
        self.findings.push(message.finding().at(place).quote(text));
    }

    pub(super) fn no_room(&mut self, OldRow(row): OldRow, count: usize) {
        let message = NoRoomInList { sheet: self.name, row, count };
        let place = crate::model::Place::cell(self.name, row.saturating_sub(1), 0);
        self.findings.push(message.finding().at(place).quote(self.name));
    }

    pub(super) fn no_data(&mut self, OldRow(row): OldRow, column: u32, label: &str) {
        let message = NoData { sheet: self.name, cell: address(row, column), label };
        let place = crate::model::Place::cell(self.name, row.saturating_sub(1), column.saturating_sub(1));
        self.findings.push(message.finding().at(place).quote(label));
    }
}
