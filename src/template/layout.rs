//! Which row of a list takes which record, and where rows must be put in.

use super::list::{ColumnFill, PlaceList, Rows};
use super::printed_classes::{class_of, is_printed};
use super::subject::{AskedField, Spelling, value_of};
use crate::model::fields::Record;
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::growth::{Growth, Insertion};
use crate::ooxml::rows::{NewRow, OldRow};
use crate::ooxml::value::InsertedValue;
use crate::vocabulary::{Column, Vocabulary};

/// Where a row of the filled list comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowOrigin {
    /// A row of the template.
    Old(OldRow),
    /// A row put in: below which row, and how many rows further down it begins.
    Inserted { after: OldRow, step: u32 },
}

/// A row of the filled list.
#[derive(Debug, Clone, Copy)]
pub(super) struct LayoutRow {
    pub(super) origin: RowOrigin,
    /// The record it takes.
    pub(super) record: Option<usize>,
    /// The template's row whose class is printed for it, if it prints one: level 1 and level 2.
    pub(super) class: [Option<u32>; 2],
}

impl LayoutRow {
    /// The template's row whose class is printed for it in a column; `None` in columns of something else.
    pub(super) fn class_in(&self, fill: &ColumnFill) -> Option<u32> {
        let [level1, level2] = self.class;
        match fill {
            ColumnFill::Field(AskedField::Column(Column::Level1)) => level1,
            ColumnFill::Field(AskedField::Column(Column::Level2)) => level2,
            _ => None,
        }
    }
}

/// A list laid out.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) rows: Vec<LayoutRow>,
    pub(super) insertions: Vec<Insertion>,
    /// Sheet rows each record takes.
    pub(super) height: u32,
}

impl RowOrigin {
    /// The row's number after growth.
    pub(super) fn row(self, growth: &Growth) -> NewRow {
        match self {
            Self::Old(row) => growth.row(row),
            Self::Inserted { after, step } => growth.row(after).down(1).down(step),
        }
    }
}

/// Rows of the template that share their printed classes.
#[derive(Debug, Default)]
struct ClassRows {
    /// What the classes are, normalised; empty: any.
    words: [String; 2],
    /// First rows of the places for records, with the rows where their classes are printed.
    slots: Vec<(u32, [Option<u32>; 2])>,
    records: Vec<usize>,
    /// Records whose class the template does not print: rows of their own below. Whether it prints their level-1 class.
    others: Vec<(usize, bool)>,
}

/// Lays a list out for its records.
pub(super) fn layout(
    list: &PlaceList,
    grid: &SheetGrid<'_>,
    vocabulary: &Vocabulary,
    records: &[Record<'_>],
) -> Layout {
    let key = list.key();
    let slots: Vec<u32> = (list.first..=list.last).filter(|row| grid.block(*row, key).top == *row).collect();
    let height = slots.first().map_or(1, |row| {
        let block = grid.block(*row, key);
        block.bottom - block.top + 1
    });
    if slots.is_empty() {
        // Nothing is ruled: the rows below are free to the end of the sheet, or there is no room at all.
        let room = if list.open { records.len() } else { 0 };
        let rows = (list.first..).zip(0..room).map(|(row, record)| LayoutRow {
            origin: RowOrigin::Old(OldRow(row)),
            record: Some(record),
            class: [None, None],
        });
        return Layout { rows: rows.collect(), insertions: Vec::new(), height: 1 };
    }
    let mut segments = segments(list, grid, vocabulary, &slots);
    for (n, record) in records.iter().enumerate() {
        assign(&mut segments, n, record, vocabulary);
    }
    let mut layout = Layout { height, ..Layout::default() };
    for segment in &mut segments {
        // Those of the printed class stand next to it, so that its block reaches over them.
        segment.others.sort_by_key(|(_, same_class)| !same_class);
        layout.take(segment, list);
    }
    layout
}

fn segments(list: &PlaceList, grid: &SheetGrid<'_>, vocabulary: &Vocabulary, slots: &[u32]) -> Vec<ClassRows> {
    let columns = [Column::Level1, Column::Level2].map(|column| list.column_of(column));
    let mut segments: Vec<ClassRows> = Vec::new();
    for slot in slots {
        let mut class = [None, None];
        let mut words = [String::new(), String::new()];
        for (level, (column, (class, word))) in columns.iter().zip(class.iter_mut().zip(&mut words)).enumerate() {
            let Some(column) = column.filter(|_| matches!(list.rows, Rows::Indicators | Rows::Flat)) else { continue };
            let text = grid.text(*slot, column);
            if is_printed(text, vocabulary) {
                *class = Some(grid.block(*slot, column).top);
                *word = class_of(vocabulary, level, text);
            }
        }
        match segments.last_mut().filter(|s| s.words == words) {
            Some(segment) => segment.slots.push((*slot, class)),
            None => segments.push(ClassRows { words, slots: vec![(*slot, class)], ..ClassRows::default() }),
        }
    }
    segments
}

/// Gives a record to the segment that fits it best.
fn assign(segments: &mut [ClassRows], number: usize, record: &Record<'_>, vocabulary: &Vocabulary) {
    let second = class_word(record, Column::Level2, 1, vocabulary);
    let mut first = class_word(record, Column::Level1, 0, vocabulary);
    if let Some(parent) = vocabulary.parent(&second).filter(|_| first.is_empty()) {
        parent.clone_into(&mut first);
    }
    // Of those that fit as well the first: the last one from below.
    let fitting = segments.iter_mut().rev().filter_map(|segment| Some((segment.fits(&first, &second)?, segment)));
    if let Some((_, segment)) = fitting.max_by_key(|(fit, _)| *fit) {
        segment.records.push(number);
        return;
    }
    match segments.iter_mut().rfind(|segment| !first.is_empty() && segment.words[0] == first) {
        Some(same_class) => same_class.others.push((number, true)),
        None => segments.last_mut().into_iter().for_each(|last| last.others.push((number, false))),
    }
}

/// The class of a record in its plain spelling; empty where it says none.
fn class_word(record: &Record<'_>, column: Column, level: usize, vocabulary: &Vocabulary) -> String {
    match value_of(record, AskedField::Column(column), Spelling::default()) {
        Some(InsertedValue::Text(text)) => class_of(vocabulary, level, &text),
        _ => String::new(),
    }
}

impl ClassRows {
    /// How well a record of these classes fits here; `None` where another class is printed.
    fn fits(&self, first: &str, second: &str) -> Option<u32> {
        let [one, two] = &self.words;
        let level1 = match (one.is_empty(), one == first) {
            (true, _) => 0,
            (false, true) => 4,
            (false, false) => return None,
        };
        let level2 = match (two.is_empty(), two == second) {
            (true, _) => 1,
            (false, true) => 2,
            (false, false) => return None,
        };
        // A free row is best kept for what has no row of its own.
        Some(level1 + level2)
    }
}

impl Layout {
    /// How many records have a row.
    pub(super) fn placed(&self) -> usize {
        self.rows.iter().filter(|row| row.record.is_some()).count()
    }

    /// Adds a segment's rows: its first row, rows put in, its other rows, rows for other classes.
    fn take(&mut self, segment: &ClassRows, list: &PlaceList) {
        let (Some((first, _)), Some((last, [level1, level2]))) = (segment.slots.first(), segment.slots.last()) else {
            return;
        };
        let height = self.height;
        let more = segment.records.len().saturating_sub(segment.slots.len()) as u32;
        let others = segment.others.len() as u32;
        let single = first == last;
        // Rows put in share a class that is printed once for all rows; one printed in every row is printed in them, too.
        let shared = [
            level1.filter(|class| segment.slots.iter().all(|(_, [own, _])| *own == Some(*class))),
            level2.filter(|class| segment.slots.iter().all(|(_, [_, own])| *own == Some(*class))),
        ];
        let mut records = segment.records.iter().copied();
        for (n, (slot, class)) in segment.slots.iter().enumerate() {
            self.rows.push(LayoutRow { origin: RowOrigin::Old(OldRow(*slot)), record: records.next(), class: *class });
            for n in 0..if n == 0 { more } else { 0 } {
                let origin = RowOrigin::Inserted { after: OldRow(self.end_of(*first)), step: n * height };
                self.rows.push(LayoutRow { origin, record: records.next(), class: shared });
            }
        }
        for (n, (record, same_class)) in segment.others.iter().enumerate() {
            let step = (n as u32 + if single { more } else { 0 }) * height;
            let origin = RowOrigin::Inserted { after: OldRow(self.end_of(*last)), step };
            let class = [shared[0].filter(|_| *same_class), None];
            self.rows.push(LayoutRow { origin, record: Some(*record), class });
        }
        if single {
            self.insert(list, *first, more + others, true);
        } else {
            self.insert(list, *first, more, false);
            self.insert(list, *last, others, true);
        }
    }

    /// The last row of a place for a record.
    fn end_of(&self, slot: u32) -> u32 {
        slot + self.height - 1
    }

    /// Puts in places for so many records below one, like it.
    fn insert(&mut self, list: &PlaceList, slot: u32, records: u32, grows_ends: bool) {
        if records > 0 {
            self.insertions.push(Insertion {
                after: self.end_of(slot),
                count: records * self.height,
                source: slot,
                source_height: self.height,
                grows_ends,
                list: (list.first, list.last),
                repeats: false,
            });
        }
    }
}
