//! The budget of a department form (spending and income side by side) and its tasks.

use std::collections::BTreeMap;

use crate::findings::{Message as _, TaskWithoutName};
use crate::model::{BudgetLine, Finding, Task};
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::header::Header;
use crate::reconstruct::forms::items::{Row, Slot};
use crate::reconstruct::forms::money::{is_no_amount, slot_to_amount};
use crate::reconstruct::forms::shifted_rows::straighten_first;
use crate::vocabulary::{Column, Vocabulary};

/// The budget block in work: for each side, by the column of its labels, the lines found so far.
#[derive(Debug, Default)]
pub(super) struct BudgetBlock {
    sides: BTreeMap<u32, BudgetSide>,
}

#[derive(Debug, Default)]
struct BudgetSide {
    group: String,
    lines: Vec<BudgetLine>,
}

impl BudgetBlock {
    /// Takes a row: pairs of label and amount, or of inner heading and 预算金额.
    pub(super) fn row(&mut self, row: &Row<'_>, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
        let (blocks, cells): (Vec<_>, Vec<_>) =
            row.roles(vocabulary).into_iter().partition(|(role, _)| *role == Some(Column::BudgetBlock));
        for (_, block) in &blocks {
            block.claim(Owner::Label(Column::BudgetBlock));
        }
        let mut rest = cells.iter().peekable();
        while let Some((role, label)) = rest.next() {
            if label.is_blank() || is_amount(label) {
                continue;
            }
            let next = rest.peek().copied();
            if *role == Some(Column::BudgetHeading)
                && next.is_none_or(|(r, s)| !is_amount(s) && *r != Some(Column::AmountTotal))
            {
                // Over its lines, or left of them.
                let beside = next.filter(|(r, s)| !s.is_blank() && *r != Some(Column::BudgetHeading));
                let at = beside.map_or(label.cell.col, |(_, s)| s.cell.col) + row.shift;
                label.read(Column::BudgetHeading).trim_end_matches([':', '：']).clone_into(&mut self.side(at).group);
                continue;
            }
            let Some((next_role, next)) = next else { break };
            if *next_role == Some(Column::AmountTotal) && (*role == Some(Column::BudgetHeading) || !is_amount(next)) {
                next.claim(Owner::Label(Column::AmountTotal));
                label.read(Column::BudgetHeading).clone_into(&mut self.side(label.cell.col + row.shift).group);
                rest.next();
            } else if is_amount(next) || next.is_blank() || is_no_amount(next.text()) {
                self.line((label, row.shift), next, findings);
                rest.next();
            } else if let Some(role) = role {
                label.claim(Owner::Label(*role));
            }
        }
    }

    /// Takes a row without the block's label, which may have shifted left by its column.
    pub(super) fn row_below(&mut self, mut row: Row<'_>, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
        if let Some(&first) = self.sides.keys().next() {
            let last = row.cells.iter().map(|s| s.cell.col).fold(first, u32::max);
            findings.extend(straighten_first(&mut row, first, last));
        }
        self.row(&row, vocabulary, findings);
    }

    fn line(&mut self, (label, shift): (&Slot<'_>, u32), amount: &Slot<'_>, findings: &mut Vec<Finding>) {
        // One entry for each printed amount: an empty cell gives none.
        label.claim(Owner::Label(Column::BudgetBlock));
        let Some(value) = slot_to_amount(amount, Column::BudgetBlock, findings) else { return };
        let side = self.side(label.cell.col + shift);
        side.lines.push(BudgetLine {
            group: side.group.clone(),
            label: label.text().to_owned(),
            amount: Some(value),
            place: Some(label.cell.place.clone().join(&amount.cell.place)),
        });
    }

    /// The side whose labels begin at the column.
    fn side(&mut self, column: u32) -> &mut BudgetSide {
        self.sides.entry(column).or_default()
    }

    /// The lines, spending side first.
    pub(super) fn finish(self) -> Vec<BudgetLine> {
        self.sides.into_values().flat_map(|s| s.lines).collect()
    }
}

fn is_amount(slot: &Slot<'_>) -> bool {
    slot.amount().is_some()
}

/// Whether a row divides a department's budget: 按收入性质分, 收入预算 | 支出预算, 基本支出 | 3010.4.
pub(super) fn divides_budget(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    let cells = row.roles(vocabulary);
    let headings = cells.iter().filter(|(role, _)| *role == Some(Column::BudgetHeading)).count();
    headings >= 2 && !cells.iter().any(|(_, slot)| is_amount(slot))
        || row.filled().any(|slot| vocabulary.divides_budget(slot.text()))
        || cells
            .iter()
            .zip(cells.iter().skip(1))
            .any(|((_, label), (_, value))| vocabulary.is_spending(label.text()) && is_amount(value))
}

/// Whether a row of a department's budget says what was spent of it: 预算数 | 6200 | 执行数 | 6138.
pub(super) fn says_spending(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    row.roles(vocabulary).iter().any(|(role, _)| matches!(role, Some(Column::Spent | Column::Rate)))
}

/// 任务名称 | 主要内容 | 预算金额: what tasks are, and what they cost.
pub(super) fn is_task_header(header: &Header) -> bool {
    let is_named = header.has(Column::TaskName) || header.has(Column::TaskContent);
    let columns = header.headings.iter().filter(|h| is_task_column(h.role) || h.role.is_amount()).count();
    let of_tasks = header.headings.iter().filter(|h| is_task_column(h.role)).count();
    of_tasks >= 2 || is_named && columns >= 2
}

fn is_task_column(role: Column) -> bool {
    matches!(role, Column::TaskName | Column::TaskContent | Column::TaskFunds | Column::TaskExpected)
}

/// The headings of the tasks: an amount column of any wording holds the funds, one of goals what is expected.
pub(super) fn task_header(mut header: Header) -> Header {
    let has_funds = header.has(Column::TaskFunds);
    let has_expected = header.has(Column::TaskExpected);
    for heading in header.headings.iter_mut().filter(|h| !has_expected && h.role == Column::Goal) {
        heading.role = Column::TaskExpected;
    }
    for heading in header.headings.iter_mut().filter(|h| !has_funds && h.role == Column::AmountTotal) {
        heading.role = Column::TaskFunds;
    }
    header
}

/// Reads a task row; `None` where it is empty.
pub(super) fn row_to_task(row: &Row<'_>, header: &Header, findings: &mut Vec<Finding>) -> Option<Task> {
    // The parts of its funds have no field.
    for heading in header.headings.iter().filter(|h| h.role.is_amount()) {
        row.within(heading.from, heading.to)
            .filter(|s| s.begins && !s.is_blank())
            .iter()
            .for_each(|s| s.claim(Owner::Known(heading.role)));
    }
    let funds = header.cell(row, Column::TaskFunds).and_then(|s| slot_to_amount(s, Column::TaskFunds, findings));
    let task = Task {
        name: header.take_owned(row, Column::TaskName),
        content: header.take_owned(row, Column::TaskContent),
        funds,
        expected: header.take_owned(row, Column::TaskExpected),
        place: row.place(),
    };
    let empty = task.name.is_none() && task.content.is_none() && task.funds.is_none() && task.expected.is_none();
    if !empty && task.name.is_none() && header.has(Column::TaskName) {
        findings.extend(task.place.clone().map(|place| TaskWithoutName {}.finding().at(place)));
    }
    (!empty).then_some(task)
}
