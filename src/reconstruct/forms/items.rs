//! A reading as one sequence of texts and table rows: what forms are searched in.

use std::collections::{BTreeMap, BTreeSet};

use super::claims::{Claim, Claims, Owner};
use super::side_by_side::table_to_parts;
use crate::language::money::MoneyUnits;
use crate::model::{Block, Cell, GrowingPlace, Method, Place, Reading, Table};
use crate::reconstruct::tolerances::NEARLY_ALL;
use crate::vocabulary::{Column, Vocabulary};

/// A text between tables, or a row of one.
#[derive(Debug, Clone)]
pub(super) enum Item<'r> {
    Text(&'r str, &'r Place),
    Row(Row<'r>),
    /// Beside what stood before, in the same table, another form begins.
    Beside,
}

/// A table or, where forms stand side by side, a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TablePart {
    /// Index of the table among the blocks of the reading.
    pub(super) block: usize,
    /// Its first column.
    pub(super) from: u32,
}

/// A row of a table: the cells that cover it, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Row<'r> {
    /// Where its table stands.
    pub(super) block: TablePart,
    pub(super) table: &'r Table,
    pub(super) cells: Vec<Slot<'r>>,
    /// Columns its cells are moved to the right to stand where they belong (rows of ragged texts).
    pub(super) shift: u32,
}

/// A cell in a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot<'r> {
    pub(super) cell: &'r Cell,
    /// Whether the cell begins in this row (else it comes down from above).
    pub(super) begins: bool,
    /// The units of money that hold here.
    pub(super) money: MoneyUnits,
    claim: &'r Claim,
}

impl<'r> Slot<'r> {
    pub(super) fn text(&self) -> &'r str {
        self.cell.text.trim()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text().is_empty()
    }

    /// Answers for the cell, unless somebody does already.
    pub(super) fn claim(&self, owner: Owner) {
        if self.claim.get().is_none() {
            self.claim.set(Some(owner));
        }
    }

    /// Its text, taken into a field.
    pub(super) fn read(&self, role: Column) -> &'r str {
        self.claim(Owner::Field(role));
        self.text()
    }

    pub(super) fn owner(&self) -> Option<Owner> {
        self.claim.get()
    }

    /// Behind the last column it covers.
    pub(super) fn end(&self) -> u32 {
        self.cell.col + self.cell.col_span.max(1)
    }

    /// Whether both are the same cell.
    pub(super) fn is(&self, other: &Slot<'_>) -> bool {
        std::ptr::eq(self.cell, other.cell)
    }
}

impl<'r> Row<'r> {
    /// The same with the cells of some columns only.
    fn between(&self, from: u32, to: u32) -> Self {
        let cells = self.cells.iter().filter(|s| (from..to).contains(&s.cell.col)).copied().collect();
        Self { block: TablePart { from, ..self.block }, cells, ..self.clone() }
    }

    /// The cells with text that begin in this row.
    pub(super) fn filled(&self) -> impl Iterator<Item = &Slot<'r>> {
        self.cells.iter().filter(|s| s.begins && !s.is_blank())
    }

    /// The first cell with text that begins here.
    pub(super) fn first(&self) -> Option<&Slot<'r>> {
        self.filled().next()
    }

    /// The only cell with text, where there is but one.
    pub(super) fn single(&self) -> Option<&Slot<'r>> {
        let mut filled = self.filled();
        filled.next().filter(|_| filled.next().is_none())
    }

    /// The first cell within the columns, one with text before an empty one.
    pub(super) fn within(&self, from: u32, to: u32) -> Option<&Slot<'r>> {
        let mut overlapping = self
            .cells
            .iter()
            .filter(|s| s.cell.col + self.shift < to && s.cell.col + s.cell.col_span + self.shift > from);
        let first = overlapping.next()?;
        if first.is_blank() { overlapping.find(|s| !s.is_blank()).or(Some(first)) } else { Some(first) }
    }

    /// Answers for all its own cells that nobody has claimed yet.
    pub(super) fn claim_rest(&self, owner: Owner) {
        self.filled().for_each(|s| s.claim(owner));
    }

    /// Whether its columns come from where texts stand, so that blank cells right of a text may be the rest of a wide one.
    pub(super) fn is_guessed(&self) -> bool {
        matches!(self.table.method, Method::Text | Method::Alignment)
    }

    /// Where the row stands: its own cells.
    pub(super) fn place(&self) -> Option<Place> {
        let filled = self.cells.iter().filter(|s| s.begins && !s.is_blank());
        join_places(filled.map(|s| &s.cell.place)).or_else(|| self.cells.first().map(|s| s.cell.place.clone()))
    }

    /// The beginning of its first text, so many characters.
    pub(super) fn beginning(&self, most: usize) -> String {
        self.first().map_or_else(String::new, |slot| slot.text().chars().take(most).collect())
    }

    /// Where the row stands; of a row without cells where its table does.
    pub(super) fn place_or_table(&self) -> Place {
        self.place().unwrap_or_else(|| self.table.place.clone())
    }

    /// The cells that begin here with what their text means as a label.
    pub(super) fn roles(&self, vocabulary: &Vocabulary) -> Vec<(Option<Column>, &Slot<'r>)> {
        self.cells.iter().filter(|s| s.begins).map(|s| (vocabulary.column(s.text()), s)).collect()
    }

    /// Whether covered cells of this table are known to be covered (spans), so that an empty cell is an empty cell.
    pub(super) fn knows_spans(&self) -> bool {
        matches!(self.table.method, Method::Rules | Method::Tags)
    }
}

/// Places as one.
pub(super) fn join_places<'p>(mut places: impl Iterator<Item = &'p Place>) -> Option<Place> {
    let mut joined = GrowingPlace::from(places.next()?.clone());
    places.for_each(|place| joined.join(place));
    Some(joined.into())
}

/// The texts and rows of a reading in order; the title of a table stands as a text before its rows.
pub(super) fn reading_to_items<'r>(reading: &'r Reading, claims: &'r Claims, vocabulary: &Vocabulary) -> Vec<Item<'r>> {
    let mut items = Vec::new();
    for (block, content) in reading.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(p) => items.push(Item::Text(&p.text, &p.place)),
            Block::Table(table) => {
                if let Some(title) = &table.title {
                    items.push(Item::Text(title, &table.place));
                }
                let rows = table_to_rows(block, table, claims.of_block(block));
                let parts = table_to_parts(table, vocabulary);
                if let [_] = parts.as_slice() {
                    items.extend(rows.into_iter().map(Item::Row));
                    continue;
                }
                for (from, to) in parts {
                    items.push(Item::Beside);
                    items.extend(rows.iter().map(|row| Item::Row(row.between(from, to))));
                }
            }
        }
    }
    items
}

/// A row and those below it in its table, as many as the deepest header has.
pub(super) fn rows_from<'i, 'r>(items: &'i [Item<'r>], n: usize) -> Vec<&'i Row<'r>> {
    let rows = items.iter().skip(n).map_while(|item| match item {
        Item::Row(row) => Some(row),
        Item::Text(..) | Item::Beside => None,
    });
    let [Item::Row(first), ..] = &items[n..] else { return Vec::new() };
    let block = first.block;
    rows.take_while(|r| r.block == block).take(MOST_HEADER_ROWS).collect()
}

/// Rows that are looked at for a header and what stands right below it.
const MOST_HEADER_ROWS: usize = 14;

/// Slots that are listed for one table at most; a table whose spans claim more lists each cell only where it begins.
const MOST_SLOTS: u64 = 4_000_000;

fn table_to_rows<'r>(block: usize, table: &'r Table, claims: &'r [Claim]) -> Vec<Row<'r>> {
    let last = table.cells.iter().map(|c| c.row).fold(0, u32::max);
    let claimed: u64 = table.cells.iter().map(|c| u64::from(row_end(c).min(last + 1) - c.row)).sum();
    let spans = claimed <= MOST_SLOTS;
    let helpers = helper_columns(table);
    let mut rows: BTreeMap<u32, Vec<Slot<'_>>> = BTreeMap::new();
    for (cell, claim) in table.cells.iter().zip(claims) {
        if helpers.contains(&cell.col) && cell.col_span <= 1 {
            claim.set(Some(Owner::Known(Column::Number)));
            continue;
        }
        let stop = if spans { row_end(cell).min(last + 1) } else { cell.row + 1 };
        for row in cell.row..stop {
            let money = MoneyUnits::default();
            rows.entry(row).or_default().push(Slot { cell, begins: row == cell.row, money, claim });
        }
    }
    rows.into_values()
        .map(|cells| Row { block: TablePart { block, from: 0 }, table, cells: in_order(cells), shift: 0 })
        .collect()
}

/// The row behind the last of a cell.
fn row_end(cell: &Cell) -> u32 {
    cell.row.saturating_add(cell.row_span.max(1))
}

/// Columns of a worksheet that hold the same in nearly every row, the title's included: kept beside a form for checking, no part
/// of it.
fn helper_columns(table: &Table) -> BTreeSet<u32> {
    if table.method != Method::Worksheet || table.rows < FEWEST_HELPER_ROWS {
        return BTreeSet::new();
    }
    let mut columns: BTreeMap<u32, (usize, bool, &str)> = BTreeMap::new();
    for cell in table.cells.iter().filter(|c| c.col_span <= 1 && !c.text.trim().is_empty()) {
        let entry = columns.entry(cell.col).or_insert((0, true, cell.text.trim()));
        entry.0 += 1;
        entry.1 &= entry.2 == cell.text.trim();
    }
    let helping =
        columns.into_iter().filter(|(_, (count, same, _))| *same && NEARLY_ALL.is_reached(*count, table.rows as usize));
    helping.map(|(column, _)| column).collect()
}

/// Rows of a table whose columns can be told to hold the same throughout.
const FEWEST_HELPER_ROWS: u32 = 5;

fn in_order(mut cells: Vec<Slot<'_>>) -> Vec<Slot<'_>> {
    cells.sort_by_key(|s| s.cell.col);
    cells
}
