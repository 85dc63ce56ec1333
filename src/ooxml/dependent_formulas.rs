//! Which stored formula results no longer hold. Readers that do not calculate would show them, and so would `LibreOffice`.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::formula::{Corner, FormulaWord, Parts, Reference, SheetTarget, parts_of};
use super::reference::{Area, LAST_COLUMN, LAST_ROW};
use super::scan::SheetScan;
use super::sheet_edits::Stale;

/// Rounds over all formulas before every formula that is left counts as stale: longer chains against the reading order are
/// rare, and a result too many taken away is calculated again on opening.
const MOST_ROUNDS: usize = 16;

/// Functions whose result may depend on any cell.
const REACHING: [&str; 3] = ["INDIRECT", "OFFSET", "CELL"];

/// Cells that changed: sheet, column, rows.
#[derive(Debug, Default)]
pub(crate) struct Changed(BTreeMap<(usize, u32), BTreeSet<u32>>);

impl Changed {
    pub(crate) fn insert(&mut self, sheet: usize, row: u32, column: u32) {
        self.0.entry((sheet, column)).or_default().insert(row);
    }

    fn meets(&self, sheet: usize, area: &Area) -> bool {
        self.0
            .range((sheet, area.left)..=(sheet, area.right))
            .any(|(_, rows)| rows.range(area.top..=area.bottom).next().is_some())
    }
}

/// A table of a sheet: its name in lower case, its sheet and area.
#[derive(Debug)]
pub(crate) struct TableArea {
    pub(crate) name: String,
    pub(crate) sheet: usize,
    pub(crate) area: Area,
}

struct FormulaReading {
    sheet: usize,
    row: u32,
    column: u32,
    reads: Vec<(usize, Area)>,
    anything: bool,
}

/// The formula cells that depend on changed ones, directly or not, by sheet.
pub(crate) fn stale(
    book: &Book,
    scans: &[Option<SheetScan>],
    tables: &[TableArea],
    mut changed: Changed,
) -> BTreeMap<usize, Stale> {
    let mut found: BTreeMap<usize, Stale> = BTreeMap::new();
    if changed.0.is_empty() {
        return found;
    }
    let mut waiting: Vec<FormulaReading> = Vec::new();
    for (sheet, scan) in scans.iter().enumerate() {
        for formula in scan.iter().flat_map(|scan| &scan.formulas) {
            let mut reading =
                FormulaReading { sheet, row: formula.row, column: formula.column, reads: Vec::new(), anything: false };
            reading.add(&parts_of(&formula.text), book, tables, 0);
            waiting.push(reading);
        }
    }
    for round in 0.. {
        let (mut left, mut any) = (Vec::with_capacity(waiting.len()), false);
        for reading in waiting {
            let met = reading.anything || reading.reads.iter().any(|(sheet, area)| changed.meets(*sheet, area));
            if met || round == MOST_ROUNDS {
                changed.insert(reading.sheet, reading.row, reading.column);
                found.entry(reading.sheet).or_default().insert((reading.row, reading.column));
                any = true;
            } else {
                left.push(reading);
            }
        }
        waiting = left;
        if !any || round == MOST_ROUNDS {
            break;
        }
    }
    // Where nothing was stored nothing can be stale.
    for (sheet, stale) in &mut found {
        let scan = scans.get(*sheet).and_then(Option::as_ref);
        for formula in scan.iter().flat_map(|scan| &scan.formulas).filter(|f| !f.has_value) {
            stale.remove(&(formula.row, formula.column));
        }
    }
    found.retain(|_, stale| !stale.is_empty());
    found
}

impl FormulaReading {
    /// Adds what a formula refers to; names may refer to names, a few levels deep.
    fn add(&mut self, parts: &Parts, book: &Book, tables: &[TableArea], depth: u32) {
        for reference in &parts.references {
            let area = area_of(reference);
            match &reference.target {
                SheetTarget::Own => self.reads.push((self.sheet, area)),
                SheetTarget::Sheet(name) => self.reads.extend(sheet_of(book, name).map(|sheet| (sheet, area))),
                SheetTarget::Sheets(first, last) => {
                    if let (Some(first), Some(last)) = (sheet_of(book, first), sheet_of(book, last)) {
                        self.reads.extend((first.min(last)..=first.max(last)).map(|sheet| (sheet, area)));
                    }
                }
                SheetTarget::External => {}
            }
        }
        for word in &parts.words {
            match word {
                FormulaWord::Function(name) => self.anything |= REACHING.iter().any(|f| f.eq_ignore_ascii_case(name)),
                FormulaWord::Name(name) if depth < 4 => {
                    let name = name.to_lowercase();
                    for (_, parts) in book.names.iter().filter(|(n, _)| *n == name) {
                        self.add(parts, book, tables, depth + 1);
                    }
                }
                FormulaWord::Name(_) => self.anything = true,
                FormulaWord::Table(name) => {
                    let name = name.to_lowercase();
                    let meant = tables.iter().filter(|t| t.name == name || name.is_empty() && t.sheet == self.sheet);
                    self.reads.extend(meant.map(|t| (t.sheet, t.area)));
                }
            }
        }
    }
}

fn sheet_of(book: &Book, name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    book.sheets.iter().position(|sheet| sheet.name.to_lowercase() == name)
}

fn area_of(reference: &Reference) -> Area {
    let last = reference.last.unwrap_or(reference.first);
    let (top, bottom) = (bound_number(reference.first, true, 1), bound_number(last, true, LAST_ROW));
    let (left, right) = (bound_number(reference.first, false, 1), bound_number(last, false, LAST_COLUMN));
    Area { top: top.min(bottom), left: left.min(right), bottom: top.max(bottom), right: left.max(right) }
}

/// The row or column of a corner; of a reference to whole rows or columns the limit given.
fn bound_number(corner: Corner, row: bool, otherwise: u32) -> u32 {
    if row { corner.row } else { corner.column }.map_or(otherwise, |bound| bound.number)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;
    use crate::ooxml::book::Sheet;
    use crate::ooxml::texts::Texts;

    fn scan(formulas: &[(&str, &str)]) -> Option<SheetScan> {
        let cells: String = formulas
            .iter()
            .enumerate()
            .map(|(n, (_, f))| format!("<row r='{}'><c r='A{0}'><f>{f}</f><v>0</v></c></row>", n + 1))
            .collect();
        let xml = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
        Some(SheetScan::read(&mut xml.as_bytes(), &mut Texts::default()).unwrap())
    }

    #[test]
    fn only_what_depends_on_the_change_is_stale() {
        let sheet = |name: &str| Sheet { name: name.into(), part: Some(String::new()) };
        let book = Book {
            sheets: vec![sheet("甲"), sheet("乙")],
            names: vec![("合计".into(), parts_of("甲!$C$1:$C$9"))],
            ..Book::default()
        };
        let first = scan(&[("", "A2+1"), ("", "SUM(C:C)"), ("", "SUM(D1:D9)"), ("", "Z1")]);
        let second = scan(&[("", "甲!A1*2"), ("", "合计"), ("", "C5"), ("", "INDIRECT(\"x\")")]);
        let mut changed = Changed::default();
        changed.insert(0, 5, 3);
        let stale = stale(&book, &[first, second], &[], changed);
        assert_eq!(stale[&0].iter().map(|(row, _)| *row).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(stale[&1].iter().map(|(row, _)| *row).collect::<Vec<_>>(), [1, 2, 4]);
    }
}
