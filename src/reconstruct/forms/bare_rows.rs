//! Indicator rows without headings, or with one heading over classes and names: the columns are told by what they hold.

use super::header::{Header, Heading};
use super::items::{Row, Slot};
use crate::reconstruct::tolerances::TWO_THIRDS;
use crate::vocabulary::{Column, Vocabulary};

/// Rows that have to agree about the columns.
const FEWEST_ROWS: usize = 2;
/// Rows that are looked at.
const MOST_ROWS: usize = 8;

/// The columns of indicator rows that begin with the first of the rows, where no row of headings stands over them: class of the first
/// level, class of the second, name, value.
pub(super) fn rows_to_bare_header(rows: &[&Row<'_>], vocabulary: &Vocabulary) -> Option<Header> {
    let first = rows.first()?;
    let mut cells = first.filled().skip_while(|s| vocabulary.column(s.text()) == Some(Column::Indicators));
    let (class, second, name, value) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let begins = is_first(class, vocabulary) && is_second(second, vocabulary);
    if !begins || [name, value].iter().any(|s| vocabulary.column(s.text()).is_some()) {
        return None;
    }
    let columns = [
        (Column::Level1, class.cell.col, second.cell.col),
        (Column::Level2, second.cell.col, name.cell.col),
        (Column::Level3, name.cell.col, value.cell.col),
        (Column::AnnualValue, value.cell.col, value.end()),
    ];
    let headings = columns.into_iter().map(|(role, from, to)| heading(role, from, to)).collect();
    let header = Header { headings, ..Header::default() };
    let agreeing = rows.iter().take(MOST_ROWS).take_while(|row| agrees(row, &header, vocabulary)).count();
    (agreeing >= FEWEST_ROWS).then_some(header)
}

/// 绩效指标 over classes and names, beside 指标值, or 指标类别 over the classes of both levels: the heading's columns become those of
/// classes and names. Left alone where the columns hold something else.
pub(super) fn split_block(header: &mut Header, below: &[&Row<'_>], vocabulary: &Vocabulary) {
    let valued = header.heading(Column::AnnualValue).or_else(|| header.heading(Column::PeriodValue)).map(|h| h.from);
    let levels = header.headings.iter().filter(|h| matches!(h.role, Column::Level1 | Column::Level2)).count();
    let names = header.heading(Column::Level3).map(|h| h.from);
    let wide = header.headings.iter().position(|h| {
        let is_block = match h.role {
            Column::Indicators => levels == 0,
            Column::Level1 | Column::Level2 => levels == 1 && names.is_some(),
            _ => false,
        };
        is_block && h.class.is_none() && h.to > h.from + 1 && valued.is_some_and(|v| h.to <= v)
    });
    let Some(at) = wide else { return };
    let block = header.headings[at].clone();
    let starts = column_starts(below, block.from, block.to);
    let parts: &[Column] = match (names, starts.len()) {
        (None, 3) => &[Column::Level1, Column::Level2, Column::Level3],
        (None, 2) => &[Column::Level1, Column::Level3],
        (Some(_), 2) => &[Column::Level1, Column::Level2],
        _ => return,
    };
    let ends = starts.iter().skip(1).copied().chain([block.to]);
    let columns: Vec<Heading> = starts
        .iter()
        .zip(ends)
        .zip(parts)
        .map(|((from, to), role)| Heading { role: *role, from: *from, to, ..block.clone() })
        .collect();
    // Beside classes of the second level one of the first is enough: it goes over all of them.
    let fewest = if parts.contains(&Column::Level2) { 1 } else { FEWEST_ROWS };
    let holds = columns.iter().all(|h| match h.role {
        Column::Level1 => holds_classes(below, h, (is_first, fewest), vocabulary),
        Column::Level2 => holds_classes(below, h, (is_second, FEWEST_ROWS), vocabulary),
        _ => true,
    });
    if holds {
        header.headings.splice(at..=at, columns);
    }
}

/// The columns within a range in which cells with text begin.
fn column_starts(rows: &[&Row<'_>], from: u32, to: u32) -> Vec<u32> {
    let filled = rows.iter().take(MOST_ROWS).flat_map(|row| row.filled());
    let mut starts: Vec<u32> = filled.map(|s| s.cell.col).filter(|col| (from..to).contains(col)).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Whether the cells under a heading are classes of a kind, so many at least.
fn holds_classes(
    rows: &[&Row<'_>],
    heading: &Heading,
    (is, fewest): (fn(&Slot<'_>, &Vocabulary) -> bool, usize),
    vocabulary: &Vocabulary,
) -> bool {
    let cells = rows.iter().take(MOST_ROWS).filter_map(|row| row.within(heading.from, heading.to));
    let cells: Vec<_> = cells.filter(|s| !s.is_blank()).collect();
    let classes = cells.iter().filter(|s| is(s, vocabulary)).count();
    classes >= fewest && TWO_THIRDS.is_reached(classes, cells.len())
}

fn heading(role: Column, from: u32, to: u32) -> Heading {
    Heading { role, from, to, text: String::new(), class: None, second: None }
}

/// Whether a row has classes, a name and a value in these columns; classes may come down from the row above.
fn agrees(row: &Row<'_>, header: &Header, vocabulary: &Vocabulary) -> bool {
    let class = |role: Column, is: fn(&Slot<'_>, &Vocabulary) -> bool| {
        header.cell(row, role).is_none_or(|s| s.is_blank() || is(s, vocabulary))
    };
    let stands = |role: Column| header.cell(row, role).is_some_and(|s| s.begins && !s.is_blank());
    class(Column::Level1, is_first)
        && class(Column::Level2, is_second)
        && stands(Column::Level3)
        && stands(Column::AnnualValue)
        && header
            .cell(row, Column::Level3)
            .is_some_and(|name| header.cell(row, Column::AnnualValue).is_some_and(|v| !v.is(name)))
}

fn is_first(slot: &Slot<'_>, vocabulary: &Vocabulary) -> bool {
    vocabulary.level1(slot.text()).is_some()
}

fn is_second(slot: &Slot<'_>, vocabulary: &Vocabulary) -> bool {
    vocabulary.level2(slot.text()).is_some()
}
