//! Cards and department forms: labels with values beside or below them, blocks under headings at the left, and one block
//! of indicator rows.

use super::bare_rows::rows_to_bare_header;
use super::claims::Owner;
use super::column_contents::settle_columns;
use super::header::{Header, is_indicator_header};
use super::header_tree::{claim_header, rows_to_header};
use super::indicator_rows::{joined_sides, row_to_indicator, row_to_indicators_of_classes, two_sides};
use super::items::Row;
use super::levels::{Levels, lost_levels};
use super::shifted_rows::{has_split_cost, straighten_indicators, straighten_task};
use crate::vocabulary::{Column, Vocabulary};

mod below;
mod budget;
mod content;
mod funds;
mod funds_table;
mod goal;
mod headed_amounts;
mod headings;
mod labels;
mod over_values;
mod packed;
mod printed;

use below::{ClosingRow, closing, is_indicator_row, total};
use budget::BudgetBlock;
pub(super) use content::Card;
use funds::{Funds, is_funds_header};
use headings::{is_heading, values_behind};
pub(super) use labels::Labels;
pub(super) use over_values::heads_a_card;
use over_values::{stands_over_values, values_below};

/// Reads the rows of a card.
pub(super) fn rows_to_card(rows: &[Row<'_>], vocabulary: &Vocabulary) -> Card {
    let mut reader = CardReader {
        vocabulary,
        card: Card::default(),
        section: CardBlock::Labels,
        budget: BudgetBlock::default(),
        funds: Funds::default(),
        tasks: Header::default(),
        sides: None,
        classes: Vec::new(),
        levels: (Levels::default(), Levels::default()),
        split_cost: has_split_cost(rows, vocabulary),
        lost: Vec::new(),
    };
    let mut n = 0;
    while let Some(row) = rows.get(n) {
        let below: Vec<&Row<'_>> = rows.iter().skip(n).take_while(|r| r.block == row.block).take(MOST_ROWS).collect();
        let rest = &rows[n + 1..];
        n += reader.row(row.clone(), &below, rest).max(1);
    }
    reader.finish()
}

/// Rows of the deepest header, and one above it.
const MOST_ROWS: usize = 5;

/// The block a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CardBlock {
    Labels,
    Budget,
    Tasks,
    Funds,
    Goal,
    Indicators,
    /// Below the indicators.
    Closing,
}

struct CardReader<'a> {
    vocabulary: &'a Vocabulary,
    card: Card,
    section: CardBlock,
    budget: BudgetBlock,
    funds: Funds,
    /// The headings of the tasks of a department.
    tasks: Header,
    sides: Option<(Header, Header)>,
    /// Classes that are groups of columns.
    classes: Vec<(String, Header)>,
    levels: (Levels, Levels),
    split_cost: bool,
    /// Indicators whose classes are lost.
    lost: Vec<usize>,
}

impl CardReader<'_> {
    /// Reads a row, the first of `rows`; returns how many of these it has taken.
    fn row(&mut self, row: Row<'_>, rows: &[&Row<'_>], rest: &[Row<'_>]) -> usize {
        let Some(first) = row.first() else { return 1 };
        let role = self.vocabulary.column(first.text());
        let mut header = rows_to_header(rows, self.vocabulary, &mut Vec::new());
        if is_indicator_header(&header) {
            let taken = header.rows;
            let body = &rest[taken.saturating_sub(1)..];
            settle_columns(&mut header, body, self.vocabulary, &mut self.card.findings);
            claim_header(rows, &header);
            self.begin_indicators(header);
            return taken;
        }
        if self.card.header.headings.is_empty() && stands_over_values(&header, rows, self.vocabulary) {
            claim_header(rows, &header);
            return values_below(&header, rows, &mut self.card);
        }
        let awaits_indicators = self.card.header.headings.is_empty();
        if awaits_indicators && self.funds.headed(rows, &mut self.card, self.vocabulary) {
            self.section = CardBlock::Funds;
            return 2;
        }
        if let Some(header) = rows_to_bare_header(rows, self.vocabulary).filter(|_| awaits_indicators) {
            self.begin_indicators(header);
        }
        if matches!(self.section, CardBlock::Indicators | CardBlock::Closing) && self.ends_indicators(&row, role) {
            return 1;
        }
        let is_indicator =
            self.section == CardBlock::Indicators && is_indicator_row(&row, role, &self.card.header, self.vocabulary);
        match role {
            _ if is_indicator => self.indicator(row),
            _ if self.divides_budget(&row) => {
                (self.section, self.card.is_department) = (CardBlock::Budget, true);
                self.budget.row(&row, self.vocabulary, &mut self.card.findings);
            }
            None | Some(Column::Indicators) if self.section == CardBlock::Goal && self.heads_indicators(&row, rows) => {
                first.claim(Owner::Label(Column::Indicators));
            }
            Some(Column::Indicators) if packed::packed_row(&row, &mut self.card, self.vocabulary) => {}
            Some(Column::BudgetBlock) if budget::says_spending(&row, self.vocabulary) => {
                self.section = CardBlock::Funds;
                first.claim(Owner::Label(Column::BudgetBlock));
                return self.funds.row(rows, &mut self.card, self.vocabulary);
            }
            Some(Column::BudgetBlock) => {
                (self.section, self.card.is_department) = (CardBlock::Budget, true);
                self.budget.row(&row, self.vocabulary, &mut self.card.findings);
            }
            Some(Column::TaskBlock) => {
                (self.section, self.card.is_department) = (CardBlock::Tasks, true);
                first.claim(Owner::Label(Column::TaskBlock));
                return self.task(row, rows);
            }
            None if self.section != CardBlock::Indicators && (self.goal_in_cell(&row) || self.short_goal(&row)) => {}
            Some(Column::OtherTasks) => {
                self.section = CardBlock::Labels;
                first.claim(Owner::Label(Column::OtherTasks));
                self.card.further_tasks = values_behind(&row, self.vocabulary);
            }
            _ if self.section != CardBlock::Indicators && is_funds_header(&header, &row) => {
                self.section = CardBlock::Funds;
                return self.funds.row(rows, &mut self.card, self.vocabulary);
            }
            Some(Column::FundsBlock) => {
                self.section = CardBlock::Funds;
                first.claim(Owner::Label(Column::FundsBlock));
                let taken = self.funds.row(rows, &mut self.card, self.vocabulary);
                self.card.labels.row(&row, self.vocabulary);
                return taken;
            }
            Some(Column::Goal | Column::GoalPeriod | Column::GoalActual | Column::Summary)
                if self.section != CardBlock::Indicators && self.begins_goals(&row, role) =>
            {
                self.goals(&row);
            }
            Some(Column::Goal | Column::GoalPeriod) => self.goals(&row),
            Some(Column::GoalActual) if self.section != CardBlock::Indicators => self.goals(&row),
            Some(label) if labels::is_label(label) => {
                self.section = CardBlock::Labels;
                self.pairs(&row);
            }
            _ => return self.section_row(row, rows),
        }
        1
    }

    fn begin_indicators(&mut self, header: Header) {
        self.sides = two_sides(&header);
        self.classes = header.classes();
        self.card.header = header;
        self.section = CardBlock::Indicators;
    }

    fn goals(&mut self, row: &Row<'_>) {
        self.section = CardBlock::Goal;
        self.card.goals.row(row, self.vocabulary, &mut self.card.findings);
    }

    /// Whether a row divides a department's budget.
    fn divides_budget(&self, row: &Row<'_>) -> bool {
        let may_begin = matches!(self.section, CardBlock::Labels | CardBlock::Funds | CardBlock::Budget);
        may_begin && !self.funds.is_table() && budget::divides_budget(row, self.vocabulary)
    }

    /// Takes a goal beside a label that says no more than 目标.
    fn short_goal(&mut self, row: &Row<'_>) -> bool {
        let may_begin = matches!(self.section, CardBlock::Labels | CardBlock::Funds);
        let taken = may_begin && self.card.goals.under_short_label(row, self.vocabulary);
        self.section = if taken { CardBlock::Goal } else { self.section };
        taken
    }

    /// Takes a goal that stands in one cell with its label: 绩效目标：….
    fn goal_in_cell(&mut self, row: &Row<'_>) -> bool {
        let taken = self.section != CardBlock::Goal && self.card.goals.in_cell(row, self.vocabulary);
        self.section = if taken { CardBlock::Goal } else { self.section };
        taken
    }

    /// Whether a row is the heading of the indicators below it: 分解目标.
    fn heads_indicators(&self, row: &Row<'_>, rows: &[&Row<'_>]) -> bool {
        let header = rows_to_header(&rows[1..], self.vocabulary, &mut Vec::new());
        is_indicator_header(&header) && row.single().is_some_and(|s| is_heading(s.text(), self.vocabulary))
    }

    /// Whether goals stand under two headings or more: 年度总体目标完成情况 | 预期目标 | 实际完成情况.
    fn begins_goals(&self, row: &Row<'_>, role: Option<Column>) -> bool {
        let goals = [Column::Goal, Column::GoalPeriod, Column::GoalActual];
        let headings = row.roles(self.vocabulary).iter().filter(|(r, _)| r.is_some_and(|r| goals.contains(&r))).count();
        matches!(role, Some(Column::Goal | Column::GoalPeriod)) || headings >= 2
    }

    /// Labels with values, amounts among them.
    fn pairs(&mut self, row: &Row<'_>) {
        self.funds.pairs(row, &mut self.card, self.vocabulary);
        self.card.labels.row(row, self.vocabulary);
        for pair in labels::row_to_pairs(row, self.vocabulary).into_iter().skip(1) {
            if let (Column::Goal | Column::GoalPeriod | Column::GoalActual, Some(value)) = (pair.role, pair.value) {
                pair.label.claim(Owner::Label(pair.role));
                self.card.goals.add(pair.role, value.read(pair.role));
            }
        }
    }

    /// A row that goes on with the block before.
    fn section_row(&mut self, row: Row<'_>, rows: &[&Row<'_>]) -> usize {
        match self.section {
            CardBlock::Labels | CardBlock::Closing => self.pairs(&row),
            CardBlock::Budget => self.budget.row_below(row, self.vocabulary, &mut self.card.findings),
            CardBlock::Tasks => return self.task(row, rows),
            CardBlock::Funds => {
                let taken = self.funds.row(rows, &mut self.card, self.vocabulary);
                self.card.labels.row(&row, self.vocabulary);
                return taken;
            }
            CardBlock::Goal if !self.card.goals.is_open() && labels::has_pair(&row, self.vocabulary) => {
                self.section = CardBlock::Labels;
                self.pairs(&row);
            }
            CardBlock::Goal => self.card.goals.below(&row, &mut self.card.findings),
            CardBlock::Indicators => self.indicator(row),
        }
        1
    }

    /// Takes a row that adds up, or one below the indicators that is in one piece.
    fn ends_indicators(&mut self, row: &Row<'_>, role: Option<Column>) -> bool {
        let header = &self.card.header;
        if let Some([points, score]) = total(row, role, header, self.vocabulary) {
            if points.is_some() || score.is_some() {
                let execution = self.card.execution.get_or_insert_default();
                (execution.total_points, execution.total_score) = (points, score);
            }
            return true;
        }
        let signed = row.first().and_then(|first| self.vocabulary.labelled(first.text()));
        if signed.is_some_and(|(role, _)| matches!(role, Column::Person | Column::Closing)) {
            // 填报人：… | 联系电话 | …
            self.card.labels.row(row, self.vocabulary);
            self.section = CardBlock::Closing;
            return true;
        }
        let piece = (self.section == CardBlock::Indicators).then(|| closing(row, role, header)).flatten();
        if piece == Some(ClosingRow::Closing) {
            self.section = CardBlock::Closing;
        }
        piece.is_some()
    }

    fn task(&mut self, mut row: Row<'_>, rows: &[&Row<'_>]) -> usize {
        let header = rows_to_header(rows, self.vocabulary, &mut Vec::new());
        if budget::is_task_header(&header) {
            claim_header(rows, &header);
            let taken = header.rows;
            self.tasks = budget::task_header(header);
            return taken;
        }
        if row.first().is_some_and(|s| self.vocabulary.is_subtotal(s.text())) {
            row.claim_rest(Owner::Subtotal);
            return 1;
        }
        self.card.findings.extend(straighten_task(&mut row, &self.tasks));
        let task = budget::row_to_task(&row, &self.tasks, &mut self.card.findings);
        self.card.tasks.extend(task);
        1
    }

    fn indicator(&mut self, mut row: Row<'_>) {
        let header = self.card.header.clone();
        // The label beside the rows, printed again on a further page.
        for slot in row.filled().filter(|s| self.vocabulary.column(s.text()) == Some(Column::Indicators)) {
            slot.claim(Owner::Label(Column::Indicators));
        }
        let shifted = straighten_indicators(&mut row, &header, self.split_cost, self.vocabulary);
        let number = self.card.indicators.len();
        let CardReader { levels, vocabulary, card, .. } = self;
        let found = if let Some((left, right)) = &self.sides {
            let left = row_to_indicator(&row, left, &mut levels.0, vocabulary, &mut card.findings);
            let right = row_to_indicator(&row, right, &mut levels.1, vocabulary, &mut card.findings);
            joined_sides(left, right)
        } else if !self.classes.is_empty() {
            row_to_indicators_of_classes(&row, &self.classes, vocabulary, &mut card.findings)
        } else {
            row_to_indicator(&row, &header, &mut levels.0, vocabulary, &mut card.findings).into_iter().collect()
        };
        card.findings.extend(shifted.map(|f| if found.is_empty() { f } else { f.indicator(number) }));
        if levels.0.are_lost() {
            self.lost.extend(number..number + found.len());
        }
        levels.0.complete(&mut card.indicators);
        card.indicators.extend(found);
    }

    fn finish(mut self) -> Card {
        self.card.budget = self.budget.finish();
        if let Some(first) = self.lost.first().map(|&n| &self.card.indicators[n]) {
            let finding = lost_levels(first, self.lost.len());
            self.card.findings.push(finding);
        }
        let period = self.funds.period;
        if self.card.amounts.is_empty() {
            // The only amounts printed are the project's, whatever their label says.
            self.card.amounts = period;
        } else if self.funds.parts_whole() {
            // 项目总投资 | 28 | 财政补助 | 20: the parts are those of the whole.
            self.card.amounts.total = period.total;
        } else {
            self.card.period_amounts = (!period.is_empty()).then_some(period);
        }
        self.card.goals.settle();
        self.card
    }
}
