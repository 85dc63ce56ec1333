//! Records into the rows of a list: values, and the merged blocks of columns whose neighbours say the same.

use super::asked::is_of_indicator;
use super::formatted;
use super::layout::{Layout, LayoutRow};
use super::list::{ColumnFill, ListColumn, PlaceList, Rows};
use super::list_rows::has_formula;
use super::pattern;
use super::subject::{AskedField, Spelling, value_of};
use super::work::Work;
use crate::model::fields::Record;
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::growth::{Ends, Growth};
use crate::ooxml::reference::Area;
use crate::ooxml::rows::{NewRow, OldRow};
use crate::ooxml::value::InsertedValue;
use crate::vocabulary::{Column, Vocabulary};

/// Whether a column's values are a project's, shared by the rows of its indicators.
fn of_project(asked: AskedField) -> bool {
    matches!(asked, AskedField::Column(_) | AskedField::Registered(_)) && !is_of_indicator(asked)
}

/// A list on its way into the template.
pub(super) struct Pouring<'p, 'd> {
    pub(super) list: &'p PlaceList,
    pub(super) layout: &'p Layout,
    pub(super) records: &'p [Record<'d>],
    pub(super) grid: &'p SheetGrid<'p>,
    pub(super) growth: &'p Growth,
    pub(super) vocabulary: &'p Vocabulary,
}

impl Pouring<'_, '_> {
    /// Fills all columns.
    pub(super) fn pour(&self, work: &mut Work<'_>) {
        for column in &self.list.columns {
            if self.layout.rows.iter().any(|row| row.class_in(&column.fill).is_some()) {
                self.classes(column, work);
            } else {
                self.column(column, work);
            }
        }
        self.copy_flat_blocks(work);
    }

    fn row(&self, row: &LayoutRow) -> NewRow {
        row.origin.row(self.growth)
    }

    fn record(&self, row: &LayoutRow) -> Option<&Record<'_>> {
        self.records.get(row.record?)
    }

    fn value(&self, column: &ListColumn, row: &LayoutRow) -> Option<InsertedValue> {
        let record = self.record(row)?;
        let spelling =
            Spelling { split_sign: self.list.has(Column::Operator), split_unit: self.list.has(Column::Unit) };
        let runs = self.grid.runs(self.list.first, column.column);
        match &column.fill {
            // A running number is the list's own where the document prints none.
            ColumnFill::Field(AskedField::Column(Column::Number)) => {
                value_of(record, AskedField::Column(Column::Number), spelling)
                    .or_else(|| Some(InsertedValue::Number((row.record? as u64 + 1).into())))
            }
            ColumnFill::Field(field) => {
                let value = value_of(record, *field, spelling)?;
                Some(match runs {
                    Some(runs) => formatted::in_first_format(runs, value),
                    None => value,
                })
            }
            ColumnFill::Pieces(pieces) => Some(formatted::filled_in_formats(runs, pieces, |place| {
                value_of(record, pattern::field_of(place, self.vocabulary)?, Spelling::default())
            })),
        }
    }

    /// What is to be written into a row's cell: the value, or nothing over a placeholder or an example.
    fn write(&self, column: &ListColumn, row: &LayoutRow, work: &mut Work<'_>) {
        if matches!(&column.fill, ColumnFill::Pieces(pieces) if pattern::unknown(pieces, self.vocabulary).is_some()) {
            return;
        }
        let old = match row.origin {
            super::layout::RowOrigin::Old(OldRow(old)) => Some(old),
            super::layout::RowOrigin::Inserted { .. } => None,
        };
        // A formula of the list computes its column: it stays, and is copied into rows put in.
        let source = old.unwrap_or(self.list.first);
        if has_formula(self.grid, source, column.column) {
            return;
        }
        let text = old.map_or("", |old| self.grid.text(old, column.column));
        let place = pattern::pieces_of(text).is_some();
        let label = &column.label;
        match self.value(column, row) {
            Some(value) if value != InsertedValue::Text(text.to_owned()) => {
                work.set(self.row(row), column.column, label, value);
            }
            Some(_) => {}
            None if place || row.record.is_some() && !text.is_empty() && self.vocabulary.is_example(text) => {
                work.set(self.row(row), column.column, label, InsertedValue::Empty);
            }
            None => {}
        }
    }

    /// A column whose classes the template prints: they stay, their blocks reach over the rows put in.
    fn classes(&self, column: &ListColumn, work: &mut Work<'_>) {
        for row in self.layout.rows.iter().filter(|row| row.class_in(&column.fill).is_none()) {
            self.write(column, row, work);
        }
        if self.layout.insertions.is_empty() {
            return;
        }
        self.take_apart(column.column, work);
        let mut runs: Vec<(Option<u32>, NewRow, NewRow)> = Vec::new();
        for row in &self.layout.rows {
            let (class, top) = (row.class_in(&column.fill), self.row(row));
            let bottom = top.down(self.layout.height.saturating_sub(1));
            match runs.last_mut().filter(|(last, _, end)| class.is_some() && *last == class && end.down(1) == top) {
                Some((_, _, end)) => *end = bottom,
                None => runs.push((class, top, bottom)),
            }
        }
        for (_, top, bottom) in runs.iter().filter(|(class, ..)| class.is_some()) {
            self.merge(column.column, *top, *bottom, work);
        }
    }

    /// A column without printed classes.
    fn column(&self, column: &ListColumn, work: &mut Work<'_>) {
        let blocks = self.tall_blocks(column.column);
        let of_project =
            self.list.rows == Rows::Flat && matches!(&column.fill, ColumnFill::Field(asked) if of_project(*asked));
        if !of_project && blocks.is_empty() {
            for row in &self.layout.rows {
                self.write(column, row, work);
            }
            return;
        }
        let grown: Vec<(NewRow, NewRow)> =
            blocks.iter().map(|b| self.growth.rows(OldRow(b.top), OldRow(b.bottom), Ends::Several)).collect();
        if !of_project && self.fits(column, &grown) {
            for row in &self.layout.rows {
                // A block's value is written where it begins.
                let at = self.row(row);
                if !grown.iter().any(|(top, bottom)| *top < at && at <= *bottom) {
                    self.write(column, row, work);
                }
            }
            return;
        }
        self.take_apart(column.column, work);
        let mut run: Option<(&LayoutRow, NewRow)> = None;
        for row in &self.layout.rows {
            let top = self.row(row);
            let bottom = top.down(self.layout.height.saturating_sub(1));
            let joins = run.is_some_and(|(first, end)| end.down(1) == top && self.says_the_same(column, first, row));
            if let Some((_, end)) = run.as_mut().filter(|_| joins) {
                *end = bottom;
                continue;
            }
            self.close(column.column, run, work);
            self.write(column, row, work);
            run = Some((row, bottom));
        }
        self.close(column.column, run, work);
    }

    fn close(&self, column: u32, run: Option<(&LayoutRow, NewRow)>, work: &mut Work<'_>) {
        if let Some((first, end)) = run {
            self.merge(column, self.row(first), end, work);
        }
    }

    /// Whether two rows may share a cell of the column: the same value, of the same project, under the same class.
    fn says_the_same(&self, column: &ListColumn, a: &LayoutRow, b: &LayoutRow) -> bool {
        let (Some(first), Some(second)) = (self.record(a), self.record(b)) else { return false };
        let same_owner = match (first, second) {
            (Record::Indicator(f, p, _), Record::Indicator(g, q, _)) => {
                std::ptr::eq(*f, *g) && p.map(std::ptr::from_ref) == q.map(std::ptr::from_ref)
            }
            _ => false,
        };
        let is_level2 = matches!(column.fill, ColumnFill::Field(AskedField::Column(Column::Level2)));
        let value = self.value(column, a);
        let of_project = matches!(&column.fill, ColumnFill::Field(asked) if of_project(*asked));
        same_owner
            && value == self.value(column, b)
            && (value.is_some() || of_project)
            && (!is_level2 || first_level(first) == first_level(second))
    }

    /// Whether the column's blocks, grown, each hold one value only: then they stay.
    fn fits(&self, column: &ListColumn, grown: &[(NewRow, NewRow)]) -> bool {
        grown.iter().all(|(top, bottom)| {
            let mut rows = self.layout.rows.iter().filter(|row| (*top..=*bottom).contains(&self.row(row)));
            let first = rows.next().map(|row| self.value(column, row));
            rows.all(|row| Some(self.value(column, row)) == first)
        })
    }

    /// The column's blocks over several records.
    fn tall_blocks(&self, column: u32) -> Vec<Area> {
        let blocks = self.grid.blocks_of(column, self.list.first, self.list.last.max(self.list.first));
        blocks.into_iter().filter(|b| b.bottom - b.top + 1 > self.layout.height).collect()
    }

    fn take_apart(&self, column: u32, work: &mut Work<'_>) {
        work.unmerge(self.tall_blocks(column));
    }

    /// Merges a run of the column, as wide as its cells are.
    fn merge(&self, column: u32, NewRow(top): NewRow, NewRow(bottom): NewRow, work: &mut Work<'_>) {
        if bottom - top + 1 > self.layout.height {
            let width = self.grid.block(self.list.first, column);
            work.merge(Area { top, left: column, bottom, right: width.right.max(column) });
        }
    }

    /// Merged blocks within a record are made again in rows put in.
    fn copy_flat_blocks(&self, work: &mut Work<'_>) {
        for insertion in &self.layout.insertions {
            let end = insertion.source + insertion.source_height - 1;
            let blocks: Vec<Area> = (insertion.source..=end).flat_map(|row| self.grid.blocks_in(row, end)).collect();
            let first = self.growth.row(OldRow(insertion.after)).down(1);
            for step in (0..insertion.count).step_by(insertion.source_height.max(1) as usize) {
                for block in &blocks {
                    let NewRow(top) = first.down(step + (block.top - insertion.source));
                    work.merge(Area { top, bottom: top + (block.bottom - block.top), ..*block });
                }
            }
        }
    }
}

/// The class of the first level of a record.
fn first_level(s: &Record<'_>) -> Option<InsertedValue> {
    value_of(s, AskedField::Column(Column::Level1), Spelling::default())
}
