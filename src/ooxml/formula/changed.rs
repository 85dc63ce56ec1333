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
        if formula[reference.at.clone()] != text {
            out.push_str(&formula[done..reference.at.start]);
            out.push_str(&text);
            done = reference.at.end;
            changed = true;
        }
    }
    out.push_str(&formula[done..]);
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
        let mut text = reference.first.with_row(top).to_string();
        match reference.last {
            Some(last) => write!(text, ":{}", last.with_row(bottom)).ok()?,
            None if bottom > top && reference.summed_alone => {
                write!(text, ":{}", reference.first.with_row(bottom)).ok()?;
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
    let moved = with_references(formula, &parts, |reference| {
        let mut corners = std::iter::once(reference.first).chain(reference.last);
        if reference.target == SheetTarget::Own && corners.all(|corner| corner.is_in(rows)) {
            return Some(reference_text(reference.first.down(down), reference.last.map(|last| last.down(down))));
        }
        let growth = growth_of(&reference.target)?;
        let first = row_of(reference.first)?;
        let last = reference.last.and_then(row_of).unwrap_or(first);
        let (top, bottom) = growth.rows(OldRow(first), OldRow(last), Ends::Stay);
        Some(reference_text(reference.first.with_row(top), reference.last.map(|last| last.with_row(bottom))))
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

impl Corner {
    /// The corner in another row; of a reference to whole columns the same.
    fn with_row(self, NewRow(number): NewRow) -> Self {
        Self { row: self.row.map(|bound| Bound { number, ..bound }), ..self }
    }

    /// The corner so many rows further down, fixed or not.
    fn down(self, rows: u32) -> Self {
        let row = self.row.map(|bound| Bound { number: bound.number.saturating_add(rows).min(LAST_ROW), ..bound });
        Self { row, ..self }
    }

    /// Whether it lies in these rows, the last one included.
    fn is_in(self, (first, last): (u32, u32)) -> bool {
        self.row.is_some_and(|bound| (first..=last).contains(&bound.number))
    }

    /// The corner in a copy of its formula; `None` where it would leave the sheet.
    fn copied(self, rows: i64, columns: i64) -> Option<Self> {
        let column = match self.column {
            Some(bound) => Some(bound.moved(columns, LAST_COLUMN)?),
            None => None,
        };
        let row = match self.row {
            Some(bound) => Some(bound.moved(rows, LAST_ROW)?),
            None => None,
        };
        Some(Self { column, row })
    }
}

impl Bound {
    /// The bound moved by so much, unless it is fixed; `None` where it would leave the sheet.
    fn moved(self, by: i64, limit: u32) -> Option<Self> {
        let number = if self.fixed { i64::from(self.number) } else { i64::from(self.number) + by };
        u32::try_from(number).ok().filter(|n| (1..=limit).contains(n)).map(|number| Self { number, ..self })
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
        let before = &formula[done..reference.at.start];
        let quoted = format!("'{}'!", old.replace('\'', "''"));
        let length = if before.ends_with("'!") { quoted.len() } else { old.len() + 1 };
        let Some(kept) = before.len().checked_sub(length).and_then(|end| before.get(..end)) else { continue };
        out.push_str(kept);
        out.push_str(&format!("'{}'!", new.replace('\'', "''")));
        done = reference.at.start;
    }
    out.push_str(&formula[done..]);
    out
}

/// The formula as it reads after copying it so many rows down and columns to the right. A reference that would leave the sheet
/// becomes `#REF!`, as in Excel.
pub(crate) fn copied(formula: &str, rows: i64, columns: i64) -> String {
    let parts = parts_of(formula);
    let text = with_references(formula, &parts, |reference| Some(copied_reference(reference, rows, columns)));
    text.unwrap_or_else(|| formula.to_owned())
}

/// The formula of a row of a list as it reads in a row of that list so many rows further down: what it says of the list moves along,
/// a total below it or a rate above it stays what it is.
pub(crate) fn copied_in_list(formula: &str, list: (u32, u32), rows: i64) -> String {
    let parts = parts_of(formula);
    let text = with_references(formula, &parts, |reference| {
        let mut corners = std::iter::once(reference.first).chain(reference.last);
        let elsewhere = reference.target == SheetTarget::Own && corners.all(|corner| !corner.is_in(list));
        (!elsewhere).then(|| copied_reference(reference, rows, 0))
    });
    text.unwrap_or_else(|| formula.to_owned())
}

fn copied_reference(reference: &Reference, rows: i64, columns: i64) -> String {
    let first = reference.first.copied(rows, columns).map_or_else(|| "#REF!".to_owned(), |c| c.to_string());
    match reference.last {
        None => first,
        Some(last) => last.copied(rows, columns).map_or_else(|| "#REF!".to_owned(), |c| format!("{first}:{c}")),
    }
}
