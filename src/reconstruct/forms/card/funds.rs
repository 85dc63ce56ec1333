//! The amounts of a card: labels with amounts beside them, or the table of a self-evaluation (年初预算数 | 全年预算数 | …).

use rust_decimal::Decimal;

use super::content::Card;
use super::funds_table::{is_funds_heading, is_under_headings, tabled};
use super::headed_amounts::amounts_below_headings;
use super::printed::{is_year_label, printed_again, printed_line};
use crate::findings::{Message as _, TwoTotals};
use crate::language::number::text_to_number;
use crate::model::{Amounts, Finding};
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::header::Header;
use crate::reconstruct::forms::header_tree::{claim_header, rows_to_header};
use crate::reconstruct::forms::items::{Row, Slot};
use crate::reconstruct::forms::money::{labelled_amount, set_amount, slot_to_amount};
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
    /// The row in which they stand.
    period_row: Option<u32>,
    /// A part stands beside the total of the whole project that is not said to be the year's.
    parted: bool,
    /// An amount is said to be the year's, or stands as a total elsewhere.
    annual: bool,
}

impl Funds {
    /// Takes a row; `rows` are it and those below. Returns how many rows were taken.
    pub(super) fn row(&mut self, rows: &[&Row<'_>], card: &mut Card, vocabulary: &Vocabulary) -> usize {
        let Some(row) = rows.first() else { return 1 };
        let header = rows_to_header(rows, vocabulary, &mut Vec::new());
        if is_funds_header(&header, row) {
            claim_header(rows, &header);
            let taken = header.rows.max(1);
            self.header = Some(header);
            return taken;
        }
        if let Some(header) = self.header.clone() {
            let cells = row.roles(vocabulary);
            let label = cells.iter().find_map(|(r, s)| r.filter(|c| c.is_amount()).map(|c| (c, *s)));
            if label.is_none() && card.execution.is_none() && is_under_headings(row, &header) {
                // The only row of the table: the whole amount.
                tabled(row, Column::AmountTotal, &header, card);
            }
            if let Some((role, slot)) = label {
                slot.claim(Owner::Label(role));
                let mut row = (*row).clone();
                let first = header.headings.iter().find(|h| is_funds_heading(h.role));
                let beside = first.map_or(0, |h| h.from.saturating_sub(1));
                card.findings.extend(straighten_first(&mut row, beside, header.last_column()));
                tabled(&row, role, &header, card);
            }
            return 1;
        }
        if self.headed(rows, card, vocabulary) {
            return 2;
        }
        self.amounts(row, true, card, vocabulary);
        1
    }

    /// Takes two rows of which the first heads the amounts in the second.
    pub(super) fn headed(&self, rows: &[&Row<'_>], card: &mut Card, vocabulary: &Vocabulary) -> bool {
        !self.is_table() && amounts_below_headings(rows, card, vocabulary)
    }

    /// Whether the amounts stand in a table with headings.
    pub(super) fn is_table(&self) -> bool {
        self.header.is_some()
    }

    /// Whether the only total is the whole project's, with its parts beside it.
    pub(super) fn parts_whole(&self) -> bool {
        self.parted && !self.annual && self.period.total.is_some()
    }

    /// Notes whether an amount is a part of the whole project's beside it, or the year's.
    fn note_parts(&mut self, role: Column, label: &Slot<'_>, is_period: bool, vocabulary: &Vocabulary) {
        if is_period && role != Column::AmountFiscal && role != Column::AmountOther {
            self.period_row = Some(label.cell.row);
        } else if role == Column::AmountTotal || vocabulary.is_annual(label.text()) {
            self.annual = true;
        } else {
            self.parted |= self.period_row == Some(label.cell.row);
        }
    }

    /// Amounts beside their labels.
    pub(super) fn pairs(&mut self, row: &Row<'_>, card: &mut Card, vocabulary: &Vocabulary) {
        self.amounts(row, false, card, vocabulary);
    }

    /// The same; in a block of amounts a label may say less.
    fn amounts(&mut self, row: &Row<'_>, in_block: bool, card: &mut Card, vocabulary: &Vocabulary) {
        let mut cells = row.roles(vocabulary);
        tell_short_labels(&mut cells, in_block, vocabulary);
        self.tell_annual(&mut cells, vocabulary);
        let parted = row.is_guessed() || !row.knows_spans() && is_one_pair(&cells);
        let totals = cells.iter().filter(|(r, _)| *r == Some(Column::AmountTotal)).count();
        let annual = cells.iter().any(|(r, s)| *r == Some(Column::AmountTotal) && vocabulary.is_annual(s.text()));
        if let (true, false, [first, second, ..]) = (totals > 1, annual, totals_of(&cells).as_slice()) {
            let (place, first, second) = (second.cell.place.clone(), first.text(), second.text());
            card.findings.push(TwoTotals { first, second }.finding().at(place).quote(second));
        }
        // What stands behind the spending of a year is part of that.
        let mut spending = false;
        for (n, (role, slot)) in cells.iter().enumerate() {
            let (role, value) = match role {
                Some(role) if role.is_amount() => {
                    slot.claim(Owner::Label(*role));
                    if role.is_amount_without_field() || spending {
                        if let [(None, amount), ..] = &cells[n + 1..] {
                            amount.claim(Owner::Known(*role));
                        }
                        continue;
                    }
                    (*role, beside(&cells, n, *role, parted, vocabulary, &mut card.findings))
                }
                Some(role) if is_funds_heading(*role) => {
                    slot.claim(Owner::Label(*role));
                    spending |= matches!(role, Column::Spent | Column::SpentExpected);
                    executed(*role, &cells, n, parted, card);
                    continue;
                }
                Some(_) => continue,
                None => match amount_in_cell(slot.text(), vocabulary) {
                    Some((role, value)) => {
                        slot.claim(Owner::Field(role));
                        (role, labelled_amount(slot, value, vocabulary, &mut card.findings))
                    }
                    None => continue,
                },
            };
            // 其中：专项债券资金, beside the total: a part that has no field.
            let part = role == Column::AmountTotal
                && vocabulary.part_named(slot.text()).is_some()
                && !vocabulary.is_annual(slot.text());
            let total_known = card.amounts.total.or(self.period.total).is_some();
            if part && total_known {
                continue;
            }
            // Two totals in a row: the one that says so is the year's, the other the whole project's.
            let whole = role == Column::AmountTotal && totals > 1 && annual && !vocabulary.is_annual(slot.text());
            if role == Column::AmountPeriodTotal || whole {
                self.period_column = Some(slot.cell.col);
            } else if role == Column::AmountTotal && vocabulary.is_annual(slot.text()) {
                // Below the whole project's total that of the year.
                self.period_column = self.period_column.filter(|&column| column != slot.cell.col);
            } else if role == Column::AmountTotal
                && self.period.total.is_some()
                && self.period_row != Some(slot.cell.row)
            {
                // 项目总投资, and in a row of its own what is asked for.
                self.period_column = None;
            }
            card.printed.extend(value.map(|value| printed_line(slot, value)));
            self.note_parts(role, slot, self.period_column == Some(slot.cell.col), vocabulary);
            let amounts = if self.period_column == Some(slot.cell.col) { &mut self.period } else { &mut card.amounts };
            // Of two totals in a row that is said already.
            let told = role == Column::AmountTotal && totals > 1;
            card.findings.extend(printed_again(amounts, role, value, slot).filter(|_| !told));
            set_amount(amounts, role, value);
        }
    }

    /// 规划期资金总额 | 900 | 其中：2024年度 | 400: beside the whole project's amount a year is the label of its own.
    fn tell_annual(&self, cells: &mut [(Option<Column>, &Slot<'_>)], vocabulary: &Vocabulary) {
        if self.period_column.is_none() && !cells.iter().any(|(role, _)| *role == Some(Column::AmountPeriodTotal)) {
            return;
        }
        let mut rest = cells;
        while let [label, behind @ ..] = rest {
            rest = behind;
            let Some((_, value)) = rest.first() else { break };
            if label.0.is_none() && is_year_label(label.1.text(), vocabulary) && value.amount().is_some() {
                label.0 = Some(Column::AmountTotal);
            }
        }
    }
}

/// Whether a row is one label with one amount, whatever blank cells stand between them.
fn is_one_pair(cells: &[(Option<Column>, &Slot<'_>)]) -> bool {
    let mut filled = cells.iter().filter(|(_, s)| !s.is_blank()).skip_while(|(role, _)| !is_amount_label(*role));
    let (label, amount) = (filled.next(), filled.next());
    label.is_some() && amount.is_some_and(|(_, s)| s.amount().is_some()) && filled.next().is_none()
}

fn is_amount_label(role: Option<Column>) -> bool {
    role.is_some_and(|role| role.is_amount() || is_funds_heading(role))
}

/// The labels of totals in a row.
fn totals_of<'a, 'r>(cells: &[(Option<Column>, &'a Slot<'r>)]) -> Vec<&'a Slot<'r>> {
    cells.iter().filter(|(role, _)| *role == Some(Column::AmountTotal)).map(|(_, slot)| *slot).collect()
}

/// 财政拨款 | 330 | 其他 | 0: beside other amounts a label may leave out its 资金, in their block also its 项目. The label of the block
/// with an amount beside it is that of the whole.
fn tell_short_labels(cells: &mut [(Option<Column>, &Slot<'_>)], in_block: bool, vocabulary: &Vocabulary) {
    let among_amounts = in_block || cells.iter().any(|(role, _)| role.is_some_and(Column::is_amount));
    let mut rest = cells;
    while let [label, behind @ ..] = rest {
        rest = behind;
        let Some((_, value)) = rest.first() else { break };
        if among_amounts && label.0.is_none() && label.1.amount().is_none() && value.amount().is_some() {
            let text = label.1.text();
            let wider = [format!("{text}资金"), format!("项目{text}")];
            let mut meant = wider.iter().take(if in_block { 2 } else { 1 }).filter_map(|text| vocabulary.column(text));
            label.0 = meant.find(|role| role.is_amount());
        } else if label.0 == Some(Column::FundsBlock) && value.amount().is_some() {
            label.0 = Some(Column::AmountTotal);
        }
    }
}

/// Whether a header, whose first row is given, is that of the funds of a self-evaluation, and no row of labels with amounts.
pub(super) fn is_funds_header(header: &Header, row: &Row<'_>) -> bool {
    header.headings.iter().filter(|h| is_funds_heading(h.role)).count() >= 2
        && row.filled().all(|slot| text_to_number(slot.text().trim_end_matches(['%', '％'])).is_none())
}

/// The amount in the next cell, unless that is a label.
fn beside(
    cells: &[(Option<Column>, &Slot<'_>)],
    n: usize,
    wanted: Column,
    guessed: bool,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Option<Decimal> {
    // A text shows a cell merged to the right as blanks behind it, and so do columns found from texts.
    let (role, slot) = cells.iter().skip(n + 1).find(|(_, s)| !(guessed && s.is_blank()))?;
    if role.is_some() || amount_in_cell(slot.text(), vocabulary).is_some() {
        return None;
    }
    slot_to_amount(slot, wanted, findings)
}

/// 全年预算数 | 120 | 全年执行数 | 110 | 执行率 | 92%: what stands beside such a label.
fn executed(role: Column, cells: &[(Option<Column>, &Slot<'_>)], n: usize, guessed: bool, card: &mut Card) {
    let mut behind = cells.iter().skip(n + 1);
    let Some((None, slot)) = behind.find(|(_, s)| !(guessed && s.is_blank())) else { return };
    let execution = card.execution.get_or_insert_default();
    if role == Column::Rate {
        execution.rate = slot.cell.number.or_else(|| text_to_number(slot.text().trim_end_matches(['%', '％'])));
        slot.claim(if execution.rate.is_some() { Owner::Field(role) } else { Owner::Known(role) });
        return;
    }
    let amount = slot_to_amount(slot, role, &mut card.findings);
    let (_, label) = cells[n];
    card.printed.extend(amount.map(|amount| printed_line(label, amount)));
    match role {
        Column::Initial => execution.initial = amount,
        Column::Budget => execution.budget = amount,
        Column::Spent => execution.spent = amount,
        _ => {}
    }
    if matches!(role, Column::Initial | Column::Budget) {
        set_amount(&mut card.amounts, Column::AmountTotal, amount);
    }
}

/// A label of an amount with the amount behind it in one cell: 资金总额：3680.25, 其他资金 0.00.
pub(in crate::reconstruct::forms) fn amount_in_cell<'t>(
    text: &'t str,
    vocabulary: &Vocabulary,
) -> Option<(Column, &'t str)> {
    vocabulary.labelled(text).or_else(|| spaced_pair(text, vocabulary)).filter(|(role, _)| role.is_amount())
}

/// A label and a number behind white space: 其他资金 0.00.
fn spaced_pair<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<(Column, &'t str)> {
    let (label, value) = text.rsplit_once(char::is_whitespace)?;
    text_to_number(value)?;
    Some((vocabulary.column(label.trim())?, value))
}
