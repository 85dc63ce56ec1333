//! Which cells of the forms' tables were read, which are known, and which nobody took: these become findings, row by row.

use std::collections::BTreeMap;

use super::claims::{Claimed, Claims};
use super::items::{TablePart, join_places};
use super::segment::Segment;
use crate::findings::{Message as _, NotRead};
use crate::model::form::Cells;
use crate::model::{Block, Cell, Finding, Reading};
use crate::vocabulary::Vocabulary;

/// Where forms begin: in each block the first row of each form in it.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    parts: BTreeMap<TablePart, BTreeMap<u32, usize>>,
}

impl Beginnings {
    /// Notes where a form stands.
    pub(super) fn add(&mut self, segment: &Segment<'_>, form: usize) {
        for &part in &segment.blocks {
            let rows = segment.above.iter().chain(&segment.rows).filter(|r| r.block == part);
            let first = rows.flat_map(|r| r.cells.iter().map(|s| s.cell.row)).min().unwrap_or(0);
            self.parts.entry(part).or_default().entry(first).or_insert(form);
        }
    }

    /// Whether a form stands in the block.
    pub(super) fn holds(&self, block: usize) -> bool {
        self.parts.range(TablePart { block, from: 0 }..=TablePart { block, from: u32::MAX }).next().is_some()
    }

    /// The form to which a cell belongs: the last that begins above it in its part of the table, else the first there.
    fn form_of(&self, block: usize, (row, column): (u32, u32)) -> Option<usize> {
        let mut parts = self.parts.range(TablePart { block, from: 0 }..=TablePart { block, from: column });
        let (_, forms) = parts.next_back()?;
        forms.range(..=row).next_back().or_else(|| forms.iter().next()).map(|(_, form)| *form)
    }
}

/// What became of the cells of each form, and the findings for those that nobody took.
pub(super) fn claims_to_cells(
    reading: &Reading,
    claims: &Claims,
    beginnings: &Beginnings,
    vocabulary: &Vocabulary,
) -> (Vec<Claimed>, Vec<Finding>) {
    let mut claimed = Vec::new();
    let mut findings = Vec::new();
    for (block, content) in reading.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        let mut left: BTreeMap<(u32, usize), Vec<&Cell>> = BTreeMap::new();
        for (n, (cell, claim)) in table.cells.iter().zip(claims.of_block(block)).enumerate() {
            let Some(form) = beginnings.form_of(block, (cell.row, cell.col)).filter(|_| !cell.text.trim().is_empty())
            else {
                continue;
            };
            claimed.push(Claimed { block, cell: n, form, owner: claim.get() });
            if claim.get().is_none() {
                left.entry((cell.row, form)).or_default().push(cell);
            }
        }
        findings.extend(left.into_iter().map(|((_, form), cells)| not_read(&cells, vocabulary).form(form)));
    }
    (claimed, findings)
}

/// How many cells of each of so many forms are read, known and not read; `None` where it has none.
pub(super) fn counts(claimed: &[Claimed], forms: usize) -> Vec<Option<Cells>> {
    let mut counts = vec![None; forms];
    for claim in claimed {
        let Some(count) = counts.get_mut(claim.form) else { continue };
        let cells: &mut Cells = count.get_or_insert_default();
        match claim.owner {
            Some(owner) if owner.is_field() => cells.read += 1,
            Some(_) => cells.known += 1,
            None => cells.not_read += 1,
        }
    }
    counts
}

/// Characters of a cell that stand in the message; the quote has all of them.
const SHOWN: usize = 60;

fn not_read(cells: &[&Cell], vocabulary: &Vocabulary) -> Finding {
    let texts: Vec<&str> = cells.iter().map(|c| c.text.trim()).collect();
    let quote = texts.join(" | ");
    let mut shown: String = quote.chars().take(SHOWN).collect();
    if shown.len() < quote.len() {
        shown.push('…');
    }
    let near = texts.iter().find_map(|t| vocabulary.column_near(t));
    let finding = NotRead { text: shown.as_str() }.finding().quote(quote.clone());
    let finding = match near {
        Some(near) => finding.suggest(near.spelling),
        None => finding,
    };
    match join_places(cells.iter().map(|c| &c.place)) {
        Some(place) => finding.at(place),
        None => finding,
    }
}
