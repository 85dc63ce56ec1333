//! Cards and department forms: labels with values beside or below them, blocks under headings at the left, and one block
//! of indicator rows.

use super::header::{Header, is_indicator_header, row_to_header};
use super::indicator_rows::{Levels, joined_sides, lost_levels, row_to_indicator, two_sides};
use super::items::{Row, Slot};
use super::shifted_rows::{has_split_cost, straighten_indicators, straighten_task};
use crate::language::number::text_to_number;
use crate::model::form::Execution;
use crate::model::{Amounts, BudgetLine, Finding, Indicator, Task};
use crate::vocabulary::{Column, Vocabulary};

mod budget;
mod funds;
mod goal;
mod labels;

use budget::Budget;
use funds::{Funds, is_funds_header, is_funds_row};
use goal::Goals;
use labels::Labels;

/// What a card or department form says.
#[derive(Debug, Default)]
pub(super) struct Card {
    pub(super) labels: Labels,
    pub(super) goals: Goals,
    pub(super) amounts: Amounts,
    pub(super) amounts_period: Option<Amounts>,
    pub(super) execution: Option<Execution>,
    pub(super) budget: Vec<BudgetLine>,
    pub(super) tasks: Vec<Task>,
    pub(super) other_tasks: Option<String>,
    pub(super) indicators: Vec<Indicator>,
    /// The headings of its indicator rows.
    pub(super) header: Header,
    /// It has a budget or tasks: a department's.
    pub(super) is_department: bool,
    pub(super) findings: Vec<Finding>,
}

/// Reads the rows of a card.
pub(super) fn rows_to_card(rows: &[Row<'_>], vocabulary: &Vocabulary) -> Card {
    let mut reader = Reader {
        vocabulary,
        card: Card::default(),
        section: Section::Labels,
        budget: Budget::default(),
        funds: Funds::default(),
        tasks: Header::default(),
        sides: None,
        levels: (Levels::default(), Levels::default()),
        split_cost: has_split_cost(rows, vocabulary),
        lost: Vec::new(),
    };
    for row in rows {
        reader.row(row.clone());
    }
    reader.finish()
}

/// The block a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Labels,
    Budget,
    Tasks,
    Funds,
    Goal,
    Indicators,
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    card: Card,
    section: Section,
    budget: Budget,
    funds: Funds,
    /// The headings of the tasks of a department.
    tasks: Header,
    sides: Option<(Header, Header)>,
    levels: (Levels, Levels),
    split_cost: bool,
    /// Indicators whose classes are lost.
    lost: Vec<usize>,
}

impl Reader<'_> {
    fn row(&mut self, row: Row<'_>) {
        let Some(first) = row.first() else { return };
        let role = self.vocabulary.column(first.text());
        let header = row_to_header(&row, self.vocabulary, &mut Vec::new());
        if is_indicator_header(&header) {
            self.sides = two_sides(&header);
            self.card.header = header;
            self.section = Section::Indicators;
            return;
        }
        if self.section == Section::Indicators && self.total(&row, role) {
            return;
        }
        match role {
            Some(Column::BudgetBlock) => {
                (self.section, self.card.is_department) = (Section::Budget, true);
                self.budget.row(&row, self.vocabulary, &mut self.card.findings);
            }
            Some(Column::TaskBlock) => {
                (self.section, self.card.is_department) = (Section::Tasks, true);
                self.task(row);
            }
            Some(Column::OtherTasks) => {
                self.section = Section::Labels;
                self.card.other_tasks = values_behind(&row, self.vocabulary);
            }
            _ if self.section != Section::Indicators && is_funds_header(&header) => {
                self.section = Section::Funds;
                self.funds.row(&row, &mut self.card, self.vocabulary);
            }
            Some(Column::FundsBlock) => {
                self.section = Section::Funds;
                self.funds.row(&row, &mut self.card, self.vocabulary);
            }
            Some(Column::Goal | Column::GoalPeriod)
                if self.section != Section::Indicators || !self.in_indicators(&row) =>
            {
                self.section = Section::Goal;
                self.card.goals.row(&row, self.vocabulary, &mut self.card.findings);
            }
            Some(label) if labels::is_label(label) && !self.in_indicators(&row) => {
                self.section = Section::Labels;
                self.card.labels.row(&row, self.vocabulary);
            }
            _ => self.section_row(row),
        }
    }

    /// A row that goes on with the block before.
    fn section_row(&mut self, row: Row<'_>) {
        match self.section {
            Section::Labels if is_funds_row(&row, self.vocabulary) => {
                self.funds.row(&row, &mut self.card, self.vocabulary);
            }
            Section::Labels => self.card.labels.row(&row, self.vocabulary),
            Section::Budget => self.budget.row_below(row, self.vocabulary, &mut self.card.findings),
            Section::Tasks => self.task(row),
            Section::Funds => self.funds.row(&row, &mut self.card, self.vocabulary),
            Section::Goal => self.card.goals.below(&row, &mut self.card.findings),
            Section::Indicators => self.indicator(row),
        }
    }

    /// Whether a row below the indicator header is one of indicators: a label stands where classes or names belong, and
    /// the columns of name and value are filled.
    fn in_indicators(&self, row: &Row<'_>) -> bool {
        let header = &self.card.header;
        let value = [Column::AnnualValue, Column::PeriodValue].iter().any(|&c| header.text(row, c).is_some());
        self.section == Section::Indicators
            && value
            && header.cell(row, Column::Level3).is_some_and(|s| s.begins && !s.is_blank())
    }

    fn total(&mut self, row: &Row<'_>, role: Option<Column>) -> bool {
        let Some(first) = row.first() else { return false };
        if role != Some(Column::Total) && !self.vocabulary.is_subtotal(first.text()) {
            return false;
        }
        let amount = |role| self.card.header.cell(row, role).and_then(|s| text_to_number(s.text()));
        let (points, score) = (amount(Column::Points), amount(Column::Score));
        if points.is_some() || score.is_some() {
            let execution = self.card.execution.get_or_insert_default();
            (execution.total_points, execution.total_score) = (points, score);
        }
        true
    }

    fn task(&mut self, mut row: Row<'_>) {
        let header = row_to_header(&row, self.vocabulary, &mut Vec::new());
        if header.headings.iter().filter(|h| is_task_column(h.role)).count() >= 2 {
            self.tasks = budget::task_header(header);
            return;
        }
        // A second header row: 总额 | 财政拨款 | 其他资金 under 预算金额.
        if !header.headings.is_empty() && header.headings.len() == row.filled().count() {
            self.tasks.refine(header);
            self.tasks = budget::task_header(std::mem::take(&mut self.tasks));
            return;
        }
        if row.first().is_some_and(|s| self.vocabulary.is_subtotal(s.text())) {
            return;
        }
        self.card.findings.extend(straighten_task(&mut row, &self.tasks));
        let task = budget::row_to_task(&row, &self.tasks, &mut self.card.findings);
        self.card.tasks.extend(task);
    }

    fn indicator(&mut self, mut row: Row<'_>) {
        let header = self.card.header.clone();
        let shifted = straighten_indicators(&mut row, &header, self.split_cost, self.vocabulary);
        let number = self.card.indicators.len();
        let Reader { levels, vocabulary, card, .. } = self;
        let found = if let Some((left, right)) = &self.sides {
            let left = row_to_indicator(&row, left, &mut levels.0, vocabulary, &mut card.findings);
            let right = row_to_indicator(&row, right, &mut levels.1, vocabulary, &mut card.findings);
            joined_sides(left, right)
        } else {
            row_to_indicator(&row, &header, &mut levels.0, vocabulary, &mut card.findings).into_iter().collect()
        };
        card.findings.extend(shifted.map(|f| if found.is_empty() { f } else { f.indicator(number) }));
        if levels.0.are_lost() {
            self.lost.extend(number..number + found.len());
        }
        card.indicators.extend(found);
    }

    fn finish(mut self) -> Card {
        self.card.budget = self.budget.finish();
        if let Some(first) = self.lost.first().and_then(|&n| self.card.indicators.get(n)) {
            let finding = lost_levels(first, self.lost.len());
            self.card.findings.push(finding);
        }
        let period = self.funds.period;
        self.card.amounts_period = (!period.is_empty()).then_some(period);
        self.card.goals.settle();
        self.card
    }
}

fn is_task_column(role: Column) -> bool {
    matches!(role, Column::TaskName | Column::TaskContent | Column::TaskFunds | Column::TaskExpected)
}

/// The texts behind the label of a row, each once (a merged cell printed on two halves repeats).
fn values_behind(row: &Row<'_>, vocabulary: &Vocabulary) -> Option<String> {
    let mut texts: Vec<&str> = Vec::new();
    for text in row.filled().skip(1).map(Slot::text) {
        if !texts.contains(&text) && vocabulary.column(text).is_none() {
            texts.push(text);
        }
    }
    (!texts.is_empty()).then(|| crate::reconstruct::joining::join_lines(texts))
}
