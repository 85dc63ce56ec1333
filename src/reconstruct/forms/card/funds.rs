//! The amounts of a card: labels with amounts beside them, or the table of a self-evaluation (年初预算数 | 全年预算数 | …).

use rust_decimal::Decimal;

use super::Card;
use crate::language::number::text_to_number;
use crate::model::form::Execution;
use crate::model::{Amounts, Finding, Method};
use crate::reconstruct::forms::header::{Header, row_to_header};
use crate::reconstruct::forms::items::{Row, Slot};
use crate::reconstruct::forms::money::{labelled_amount, slot_to_amount};
use crate::reconstruct::forms::shifted_rows::straighten_first;
use crate::vocabulary::{Column, Vocabulary};

/// The block of amounts in work.
#[derive(Debug, Default)]
pub(super) struct Funds {
    /// The headings of the funds table of a self-evaluation.
    header: Option<Header>,
    /// The amounts of the whole project.
    pub(super) period: Amounts,
    /// The column in which the labels of these stand.
    period_column: Option<u32>,
}

impl Funds {
    pub(super) fn row(&mut self, row: &Row<'_>, card: &mut Card, vocabulary: &Vocabulary) {
        let header = row_to_header(row, vocabulary, &mut Vec::new());
        if is_funds_header(&header) {
            self.header = Some(header);
            return;
        }
        let cells = row.roles(vocabulary);
        let guessed = matches!(row.table.method, Method::Text | Method::Alignment);
        if let Some(header) = self.header.clone() {
            let label = cells.iter().find_map(|(r, _)| r.filter(|c| c.is_amount()));
            if let Some(label) = label {
                let mut row = row.clone();
                let first = header.headings.iter().find(|h| is_funds_heading(h.role));
                let beside = first.map_or(0, |h| h.from.saturating_sub(1));
                card.findings.extend(straighten_first(&mut row, beside, header.last_column()));
                tabled(&row, label, &header, card);
            }
            return;
        }
        for (n, (role, slot)) in cells.iter().enumerate() {
            let (role, value) = match role {
                Some(role) if role.is_amount() => (*role, beside(&cells, n, guessed, &mut card.findings)),
                Some(_) => continue,
                None => match vocabulary.labelled(slot.text()) {
                    Some((role, value)) if role.is_amount() => {
                        (role, labelled_amount(slot, value, vocabulary, &mut card.findings))
                    }
                    _ => continue,
                },
            };
            if role == Column::AmountPeriodTotal {
                self.period_column = Some(slot.cell.col);
            }
            let amounts = if self.period_column == Some(slot.cell.col) { &mut self.period } else { &mut card.amounts };
            set(amounts, role, value);
        }
    }
}

/// Whether a header is that of the funds of a self-evaluation.
pub(super) fn is_funds_header(header: &Header) -> bool {
    header.headings.iter().filter(|h| is_funds_heading(h.role)).count() >= 2
}

/// Whether a row without heading at its left is one of amounts.
pub(super) fn is_funds_row(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    row.filled().any(|s| vocabulary.column(s.text()).is_some_and(|c| c.is_amount() || is_funds_heading(c)))
}

/// The amount in the next cell, unless that is a label.
fn beside(
    cells: &[(Option<Column>, &Slot<'_>)],
    n: usize,
    guessed: bool,
    findings: &mut Vec<Finding>,
) -> Option<Decimal> {
    // A text shows a cell merged to the right as blanks behind it, and so do columns found from texts.
    let skipped = |(_, s): &&(Option<Column>, &Slot<'_>)| s.is_blank() && guessed;
    let (role, slot) = cells.get(n + 1..)?.iter().find(|c| !skipped(c))?;
    if role.is_some() { None } else { slot_to_amount(slot, findings) }
}

fn set(amounts: &mut Amounts, role: Column, value: Option<Decimal>) {
    let field = match role {
        Column::AmountTotal | Column::AmountPeriodTotal => &mut amounts.total,
        Column::AmountFiscal => &mut amounts.fiscal,
        Column::AmountSpecialAccount => &mut amounts.special_account,
        Column::AmountOther => &mut amounts.other,
        _ => return,
    };
    *field = field.or(value);
}

/// A row of the funds table: the year's budget (全年预算数, else 年初预算数) is the amount; the total row gives the execution.
fn tabled(row: &Row<'_>, label: Column, header: &Header, card: &mut Card) {
    let cell = |role| header.cell(row, role).filter(|s| s.begins);
    let number = |role| {
        let slot = cell(role)?;
        slot.cell.number.or_else(|| text_to_number(slot.text().trim_end_matches(['%', '％'])))
    };
    let mut amount = |role| slot_to_amount(cell(role)?, &mut card.findings);
    let initial = amount(Column::Initial);
    let budget = amount(Column::Budget).or_else(|| amount(Column::AmountTotal));
    let spent = amount(Column::Spent);
    set(&mut card.amounts, label, budget.or(initial));
    if label == Column::AmountTotal {
        let execution = card.execution.get_or_insert_default();
        *execution = Execution {
            initial,
            budget,
            spent,
            points: number(Column::Points),
            rate: number(Column::Rate),
            score: number(Column::Score),
            ..*execution
        };
    }
}

fn is_funds_heading(role: Column) -> bool {
    matches!(role, Column::Initial | Column::Budget | Column::Spent | Column::SpentExpected | Column::Rate)
}
