//! Formulas after rows were put in, or copied to other rows.

use std::fmt::Write;

use super::tokens::{Bound, Corner, Parts, Reference, SheetTarget, parts_of};
use crate::ooxml::growth::{Ends, Growth};
use crate::ooxml::reference::{LAST_COLUMN, LAST_ROW};
use crate::ooxml::rows::{NewRow, OldRow};

/// The formula with the cells of some references replaced; `None` where nothing changes.
fn with_references(
    formula: &str,
    parts: &Parts,
    mut change: impl FnMut(&Reference) -> Option<String>,
) -> Option<String> {
    let (mut out, mut done, mut changed) = (String::new(), 0, false);
    for reference in &parts.references {
        let Some(text) = change(reference) else { continue };
        let old = formula.get(reference.at.clone()).unwrap_or_default();
        if text != old {
            out.push_str(formula.get(done..reference.at.start).unwrap_or_default());
            out.push_str(&text);
            done = reference.at.end;
            changed = true;
        }
    }
    out.push_str(formula.get(done..).unwrap_or_default());
    changed.then_some(out)
}

/// The formula after rows were put in. `growth_of` gives the growth of the sheets a reference goes to, where they grow.
/// `None`: it stays as it is.
pub(crate) fn grown<'g>(
    formula: &str,
    ends: Ends,
    growth_of: impl Fn(&SheetTarget) -> Option<&'g Growth>,
) -> Option<String> {
    let parts = parts_of(formula);
    with_references(formula, &parts, |reference| {
        let growth = growth_of(&reference.target)?;
        let first_row = reference.first.row?;
        let last_row = reference.last.and_then(|corner| corner.row).unwrap_or(first_row);
        let one_row_list = growth
            .below(last_row.number)
            .is_some_and(|i| i.list.0 == i.list.1 && ends != Ends::Stay && first_row.number == last_row.number);
        let ends = if one_row_list { Ends::Any } else { ends };
        let (top, bottom) = growth.rows(OldRow(first_row.number), OldRow(last_row.number), ends);
        let with_row =
            |corner: Corner, NewRow(number)| Corner { row: corner.row.map(|r| Bound { number, ..r }), ..corner };
        let mut text = with_row(reference.first, top).to_string();
        match reference.last {
            Some(last) => write!(text, ":{}", with_row(last, bottom)).ok()?,
            None if bottom > top && reference.summed_alone => {
                write!(text, ":{}", with_row(reference.first, bottom)).ok()?;
            }
            None => {}
        }
        Some(text)
    })
}

/// The formula as it reads in a copy of the rows it stands in, so many rows further down: what it says of these rows moves
/// along, fixed or not; the rest is as after the growth.
pub(crate) fn repeated<'g>(
    formula: &str,
    rows: (u32, u32),
    down: u32,
    growth_of: impl Fn(&SheetTarget) -> Option<&'g Growth>,
) -> String {
    let parts = parts_of(formula);
    let inside = |corner: Corner| row_of(corner).is_some_and(|row| (rows.0..=rows.1).contains(&row));
    let moved = with_references(formula, &parts, |reference| {
        let along =
            reference.target == SheetTarget::Own && inside(reference.first) && reference.last.is_none_or(inside);
        let new = |corner: Corner| {
            let row =
                corner.row.map(|bound| Bound { number: bound.number.saturating_add(down).min(LAST_ROW), ..bound });
            Corner { row, ..corner }
        };
        if along {
            return Some(reference_text(new(reference.first), reference.last.map(new)));
        }
        let growth = growth_of(&reference.target)?;
        let first = row_of(reference.first)?;
        let last = reference.last.and_then(row_of).unwrap_or(first);
        let (top, bottom) = growth.rows(OldRow(first), OldRow(last), Ends::Stay);
        let with = |corner: Corner, NewRow(number)| Corner {
            row: corner.row.map(|bound| Bound { number, ..bound }),
            ..corner
        };
        Some(reference_text(with(reference.first, top), reference.last.map(|last| with(last, bottom))))
    });
    moved.unwrap_or_else(|| formula.to_owned())
}

/// A reference as written in a formula.
fn reference_text(first: Corner, last: Option<Corner>) -> String {
    match last {
        Some(last) => format!("{first}:{last}"),
        None => first.to_string(),
    }
}

/// The row of a corner.
fn row_of(corner: Corner) -> Option<u32> {
    corner.row.map(|bound| bound.number)
}

/// The formula on a copy of a sheet: what it says of that sheet by name it says of the copy.
pub(crate) fn on_sheet(formula: &str, old: &str, new: &str) -> String {
    let parts = parts_of(formula);
    let (mut out, mut done) = (String::new(), 0);
    let names =
        |target: &SheetTarget| matches!(target, SheetTarget::Sheet(name) if name.to_lowercase() == old.to_lowercase());
    for reference in parts.references.iter().filter(|r| names(&r.target)) {
        let Some(before) = formula.get(done..reference.at.start) else { continue };
        let quoted = format!("'{}'!", old.replace('\'', "''"));
        let length = if before.ends_with("'!") { quoted.len() } else { old.len() + 1 };
        let Some(kept) = before.len().checked_sub(length).and_then(|end| before.get(..end)) else { continue };
        out.push_str(kept);
        out.push_str(&format!("'{}'!", new.replace('\'', "''")));
        done = reference.at.start;
    }
    out.push_str(formula.get(done..).unwrap_or_default());
    out
}

/// The formula as it reads after copying it so many rows down and columns to the right. A reference that would leave the sheet
/// becomes `#REF!`, as in Excel.
pub(crate) fn copied(formula: &str, rows: i64, columns: i64) -> String {
    let parts = parts_of(formula);
    let moved = |bound: Bound, by: i64, limit: u32| {
        let number = if bound.fixed { i64::from(bound.number) } else { i64::from(bound.number) + by };
        u32::try_from(number).ok().filter(|n| (1..=limit).contains(n)).map(|number| Bound { number, ..bound })
    };
    let corner = |corner: Corner| {
        let column = match corner.column {
            Some(bound) => Some(moved(bound, columns, LAST_COLUMN)?),
            None => None,
        };
        let row = match corner.row {
            Some(bound) => Some(moved(bound, rows, LAST_ROW)?),
            None => None,
        };
        Some(Corner { column, row })
    };
    let text = with_references(formula, &parts, |reference| {
        let first = corner(reference.first).map_or_else(|| "#REF!".to_owned(), |c| c.to_string());
        Some(match reference.last {
            None => first,
            Some(last) => corner(last).map_or_else(|| "#REF!".to_owned(), |c| format!("{first}:{c}")),
        })
    });
    text.unwrap_or_else(|| formula.to_owned())
}
