//! Rows below the header of the indicators: which of them are indicators, which add up, which end the block.

use rust_decimal::Decimal;

use crate::language::number::text_to_number;
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::header::Header;
use crate::reconstruct::forms::indicator_rows::is_in_one_piece;
use crate::reconstruct::forms::items::{Row, Slot};
use crate::reconstruct::forms::money::is_no_amount;
use crate::vocabulary::{Column, Vocabulary};

/// Cells of an indicator row that read as labels by chance at most: 预算执行 | 预算执行率.
const MOST_LABELS_IN_ROW: usize = 2;

/// Whether a row is one of indicators though it begins with a known label (预算执行 as a class): the label stands where classes
/// belong or the column of values is filled, too, and few other labels stand beside it.
pub(super) fn is_indicator_row(row: &Row<'_>, role: Option<Column>, header: &Header, vocabulary: &Vocabulary) -> bool {
    if matches!(role, None | Some(Column::Person | Column::Closing)) || is_in_one_piece(row, header) {
        return false;
    }
    let value = [Column::AnnualValue, Column::PeriodValue].iter().any(|&c| header.text(row, c).is_some());
    let is_class = row.first().is_some_and(|first| {
        [Column::Level1, Column::Level2].iter().any(|&c| header.cell(row, c).is_some_and(|s| s.is(first)))
            && header.heading(Column::Level3).is_some_and(|names| first.end() <= names.from)
    });
    let labels = row.roles(vocabulary).iter().filter(|(role, _)| role.is_some()).count();
    labels <= MOST_LABELS_IN_ROW
        && (value || is_class)
        && header.cell(row, Column::Level3).is_some_and(|s| s.begins && !s.is_blank())
}

/// What a row in one piece is: a label with a text over all columns (说明 | 无), a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClosingRow {
    /// A known label with its text: the indicators are over.
    Closing,
    /// A text that nobody knows.
    Unknown,
}

/// Takes a row in one piece below the indicators; `None` where it is another row.
pub(super) fn closing(row: &Row<'_>, role: Option<Column>, header: &Header) -> Option<ClosingRow> {
    if !is_in_one_piece(row, header) || role.is_some_and(begins_block) {
        return None;
    }
    let (Some(role), Some(label)) = (role, row.first()) else { return Some(ClosingRow::Unknown) };
    label.claim(Owner::Label(role));
    row.claim_rest(Owner::Known(role));
    Some(ClosingRow::Closing)
}

/// The sums of points and scores in a row that adds up; `None` where it is another row.
pub(super) fn total(
    row: &Row<'_>,
    role: Option<Column>,
    header: &Header,
    vocabulary: &Vocabulary,
) -> Option<[Option<Decimal>; 2]> {
    let first = row.first()?;
    if role != Some(Column::Total) && !vocabulary.is_subtotal(first.text()) {
        return None;
    }
    let points = [Column::Points, Column::Weight].into_iter().find_map(|role| sum_in(row, role, first, header));
    let score = sum_in(row, Column::Score, first, header);
    first.claim(Owner::Subtotal);
    row.filled().filter(|s| is_no_amount(s.text())).for_each(|s| s.claim(Owner::Blank));
    Some([points, score])
}

/// The sum in a column of the row whose first cell is given.
fn sum_in(row: &Row<'_>, role: Column, first: &Slot<'_>, header: &Header) -> Option<Decimal> {
    let slot = header.cell(row, role).filter(|s| !s.is(first))?;
    let number = text_to_number(slot.text().trim_end_matches(['分', '%', '％']))?;
    slot.claim(Owner::Field(role));
    Some(number)
}

/// Whether a label has a place of its own in the form, wherever it stands.
fn begins_block(role: Column) -> bool {
    use Column::{
        BudgetBlock, BudgetUnit, Department, FundsBlock, Goal, GoalActual, GoalPeriod, OtherTasks, Project, TaskBlock,
    };
    matches!(
        role,
        Goal | GoalPeriod
            | GoalActual
            | FundsBlock
            | BudgetBlock
            | TaskBlock
            | OtherTasks
            | Project
            | Department
            | BudgetUnit
    )
}
