//! What is read of a card.

use crate::model::{Amounts, BudgetLine, Execution, Finding, Indicator, Task};
use crate::reconstruct::forms::header::Header;

use super::goal::Goals;
use super::labels::Labels;

/// What a card or department form says.
#[derive(Debug, Default)]
pub(in crate::reconstruct::forms) struct Card {
    pub(in crate::reconstruct::forms) labels: Labels,
    pub(in crate::reconstruct::forms) goals: Goals,
    pub(in crate::reconstruct::forms) amounts: Amounts,
    pub(in crate::reconstruct::forms) period_amounts: Option<Amounts>,
    pub(in crate::reconstruct::forms) execution: Option<Execution>,
    pub(in crate::reconstruct::forms) budget: Vec<BudgetLine>,
    /// The amounts printed outside its budget: a department's form has no other place for them.
    pub(in crate::reconstruct::forms) printed: Vec<BudgetLine>,
    pub(in crate::reconstruct::forms) tasks: Vec<Task>,
    pub(in crate::reconstruct::forms) further_tasks: Option<String>,
    pub(in crate::reconstruct::forms) indicators: Vec<Indicator>,
    /// The cell in which they are packed.
    pub(in crate::reconstruct::forms) packed_indicators: Option<String>,
    /// The headings of its indicator rows.
    pub(in crate::reconstruct::forms) header: Header,
    /// It has a budget or tasks: a department's.
    pub(in crate::reconstruct::forms) is_department: bool,
    pub(in crate::reconstruct::forms) findings: Vec<Finding>,
}
