//! The goals of a card: beside their label, or below 中期目标 | 年度目标, 预期目标 | 实际完成情况.

use crate::model::Finding;
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::items::Row;
use crate::reconstruct::forms::shifted_rows::straighten_first;
use crate::reconstruct::joining::append_line;
use crate::vocabulary::{Column, Vocabulary};

/// The goals of a card.
#[derive(Debug, Default)]
pub(crate) struct Goals {
    /// The annual goal.
    pub(crate) goal: Option<String>,
    /// That of the whole project.
    pub(crate) period: Option<String>,
    /// What became of the goal.
    pub(crate) actual: Option<String>,
    /// Headings whose goals stand in the next row: role, first column, behind the last.
    below: Vec<(Column, u32, u32)>,
    /// Where the last goal went, for rows that go on with it.
    last: Option<Column>,
}

impl Goals {
    /// A row that begins with a label of a goal.
    pub(super) fn row(&mut self, row: &Row<'_>, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
        let mut cells: Vec<_> = row.roles(vocabulary).into_iter().filter(|(_, s)| !s.is_blank()).collect();
        // Beside a goal 完成情况 is what became of it.
        for (role, _) in cells.iter_mut().skip(1).filter(|(role, _)| *role == Some(Column::Actual)) {
            *role = Some(Column::GoalActual);
        }
        let Some((Some(first), _)) = cells.first() else { return };
        let inner =
            |role: &Option<Column>| matches!(role, Some(Column::Goal | Column::GoalPeriod | Column::GoalActual));
        if !self.below.is_empty() && !cells.iter().skip(1).any(|(r, _)| inner(r)) {
            // The label beside the goals printed again.
            self.below(row, findings);
            return;
        }
        self.below.clear();
        for (role, slot) in &cells {
            if let Some(role) = role.filter(|r| inner(&Some(*r))) {
                slot.claim(Owner::Label(role));
            }
        }
        if let (Some(role), Some(slot)) = (cells.first().and_then(|c| c.0), cells.first().map(|c| c.1)) {
            slot.claim(Owner::Label(role));
        }
        if !cells.iter().skip(1).any(|(r, _)| inner(r)) {
            let mut told: Vec<&str> = Vec::new();
            for (_, slot) in cells.iter().skip(1).filter(|(_, s)| !s.is_blank()) {
                // The two halves of a wide form print a merged cell twice.
                slot.claim(Owner::Field(*first));
                if !told.contains(&slot.text()) {
                    told.push(slot.text());
                    self.add(*first, slot.text());
                }
            }
            // An empty value: the goal may stand in the rows below.
            self.last = Some(*first);
            return;
        }
        for (n, (role, slot)) in cells.iter().enumerate() {
            // The label of the block has goals below its inner headings, or its own beside it.
            if n == 0 && !matches!(cells.as_slice(), [_, (None, _), ..]) {
                continue;
            }
            let Some(role) = role.filter(|_| inner(role)) else { continue };
            match &cells[n + 1..] {
                [(None, value), ..] => self.add(role, value.read(role)),
                _ => self.below.push((role, slot.cell.col, slot.cell.col + slot.cell.col_span.max(1))),
            }
        }
    }

    /// Takes a goal beside a label that says no more than 目标.
    pub(super) fn under_short_label(&mut self, row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
        let mut cells = row.filled();
        let (Some(label), Some(goal), None) = (cells.next(), cells.next(), cells.next()) else { return false };
        let known = vocabulary.column(&format!("项目{}", label.text())) == Some(Column::Goal);
        if known && goal.amount().is_none() {
            label.claim(Owner::Label(Column::Goal));
            self.begin(Column::Goal, goal.read(Column::Goal));
        }
        known && goal.amount().is_none()
    }

    /// Takes a goal that stands in one cell with its label: 绩效目标：….
    pub(super) fn in_cell(&mut self, row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
        let Some(slot) = row.single() else { return false };
        let Some((role @ (Column::Goal | Column::GoalPeriod | Column::GoalActual), goal)) =
            vocabulary.labelled(slot.text())
        else {
            return false;
        };
        slot.claim(Owner::Field(role));
        self.begin(role, goal);
        true
    }

    /// Begins a goal, which the rows below may go on with.
    fn begin(&mut self, role: Column, text: &str) {
        self.below.clear();
        self.add(role, text);
        self.last = Some(role);
    }

    /// Whether goals are still to come under their headings.
    pub(super) fn is_open(&self) -> bool {
        !self.below.is_empty()
    }

    /// A row below: goals under their headings, or the rest of the goal before.
    pub(super) fn below(&mut self, row: &Row<'_>, findings: &mut Vec<Finding>) {
        if self.below.is_empty() {
            if let (Some(role), Some(only)) = (self.last, row.single()) {
                self.add(role, only.read(role));
            }
            return;
        }
        let mut row = row.clone();
        let (first, last) = (self.below.first().map_or(0, |b| b.1), self.below.last().map_or(0, |b| b.2));
        if row.filled().count() == self.below.len() {
            findings.extend(straighten_first(&mut row, first, last.saturating_sub(1)));
        }
        for (role, from, to) in self.below.clone() {
            let slot = row.within(from, to).filter(|s| s.begins && !s.is_blank());
            self.add(role, slot.map(|s| s.read(role)).unwrap_or_default());
        }
    }

    pub(super) fn add(&mut self, role: Column, text: &str) {
        let goal = match role {
            Column::Goal => &mut self.goal,
            Column::GoalPeriod => &mut self.period,
            Column::GoalActual => &mut self.actual,
            _ => return,
        };
        if !text.is_empty() {
            append_line(goal.get_or_insert_default(), text);
        }
    }

    /// 总体目标 alone is the goal.
    pub(super) fn settle(&mut self) {
        if self.goal.is_none() {
            self.goal = self.period.take();
        }
    }
}
