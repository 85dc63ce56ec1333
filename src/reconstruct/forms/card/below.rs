//! Rows below the header of the indicators: which of them are indicators, which add up, which end the block.

use super::Reader;
use super::Section;
use crate::language::number::text_to_number;
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::indicator_rows::is_in_one_piece;
use crate::reconstruct::forms::items::Row;
use crate::reconstruct::forms::money::is_no_amount;
use crate::vocabulary::Column;

/// Cells of an indicator row that read as labels by chance at most: 预算执行 | 预算执行率.
const MOST_LABELS_IN_ROW: usize = 2;

impl Reader<'_> {
    /// A row below the indicators: a label with a text over all columns (说明 | 无), a signature.
    pub(super) fn closing(&mut self, row: &Row<'_>, role: Option<Column>) -> bool {
        if !is_in_one_piece(row, &self.card.header) || role.is_some_and(begins_block) {
            return false;
        }
        if let (Some(role), Some(label)) = (role, row.first()) {
            label.claim(Owner::Label(role));
            row.claim_rest(Owner::Known(role));
            self.section = Section::Closing;
        }
        true
    }

    /// Whether a row below the indicator header is one of indicators though it begins with a known label (预算执行 as a class): the
    /// label stands where classes belong or the column of values is filled, too, and few other labels stand beside it.
    pub(super) fn in_indicators(&self, row: &Row<'_>, role: Option<Column>) -> bool {
        let header = &self.card.header;
        if self.section != Section::Indicators || matches!(role, None | Some(Column::Person | Column::Closing)) {
            return false;
        }
        if is_in_one_piece(row, header) {
            return false;
        }
        let value = [Column::AnnualValue, Column::PeriodValue].iter().any(|&c| header.text(row, c).is_some());
        let is_class = row.first().is_some_and(|first| {
            [Column::Level1, Column::Level2].iter().any(|&c| header.cell(row, c).is_some_and(|s| s.is(first)))
                && header.heading(Column::Level3).is_some_and(|names| first.end() <= names.from)
        });
        let labels = row.roles(self.vocabulary).iter().filter(|(role, _)| role.is_some()).count();
        labels <= MOST_LABELS_IN_ROW
            && (value || is_class)
            && header.cell(row, Column::Level3).is_some_and(|s| s.begins && !s.is_blank())
    }

    pub(super) fn total(&mut self, row: &Row<'_>, role: Option<Column>) -> bool {
        let Some(first) = row.first() else { return false };
        if role != Some(Column::Total) && !self.vocabulary.is_subtotal(first.text()) {
            return false;
        }
        let header = &self.card.header;
        let number = |role| {
            let slot = header.cell(row, role).filter(|s| !s.is(first))?;
            let number = text_to_number(slot.text().trim_end_matches(['分', '%', '％']));
            if number.is_some() {
                slot.claim(Owner::Field(role));
            }
            number
        };
        let points = number(Column::Points).or_else(|| number(Column::Weight));
        let score = number(Column::Score);
        first.claim(Owner::Subtotal);
        row.filled().filter(|s| is_no_amount(s.text())).for_each(|s| s.claim(Owner::Blank));
        if points.is_some() || score.is_some() {
            let execution = self.card.execution.get_or_insert_default();
            (execution.total_points, execution.total_score) = (points, score);
        }
        true
    }
}

/// Whether a label has a place of its own in the form, wherever it stands.
fn begins_block(role: Column) -> bool {
    use Column::{BudgetBlock, BudgetUnit, Department, FundsBlock, Goal, GoalActual, GoalPeriod, OtherTasks, Project, TaskBlock};
    matches!(
        role,
        Goal | GoalPeriod | GoalActual | FundsBlock | BudgetBlock | TaskBlock | OtherTasks | Project | Department | BudgetUnit
    )
}
