//! Cells of a department form that are drawn behind the rows of their page: those of the indicators go into their rows, what
//! stands before them into the tasks above, the rest into the goal.

use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{
    Cost, Dictionary, Gap, Judge, LateRows, LineCell, PrintedColumn, Role, Token, cost_of_rows, late_starts,
    runs_to_rows, tokens_to_printed_rows, tokens_to_rows, weights,
};

use super::sections::{OwnSection, Section};

/// The cells of a page as dealt out.
struct DealtPage<'a> {
    /// Its indicators.
    rows: Vec<Vec<LineCell>>,
    /// Its tasks, where some of their cells are drawn late.
    tasks: Option<Vec<Vec<LineCell>>>,
    /// Its goal.
    goal: Vec<Token<'a>>,
    /// How many late cells stand in rows.
    placed: usize,
    cost: Cost,
}

/// Rows as printed, under their headings.
struct HeadedRows<'s, 'a> {
    columns: Vec<PrintedColumn>,
    judge: Judge<'s>,
    body: &'s [Token<'a>],
}

impl<'s, 'a> HeadedRows<'s, 'a> {
    fn of(section: &'s OwnSection<'a>, words: &'s Words) -> Option<Self> {
        let (roles, body) = section.headed(words)?;
        let column = |role: Role| PrintedColumn { label: String::new(), role, lines: [0, 0], stacked: false };
        let columns: Vec<PrintedColumn> = roles.into_iter().map(column).collect();
        let judge = Judge::new(words, Dictionary::default(), &columns);
        Some(Self { columns, judge, body })
    }

    /// Rows of a run drawn first and one drawn late, which may begin with what belongs above.
    fn rows(&self, first: &[Token], late: &[Token], may_skip: bool) -> Option<LateRows> {
        runs_to_rows(first, late, &self.columns, &self.judge, may_skip)
    }

    /// What speaks against rows in order.
    fn cost_in_order(&self, tokens: &[Token]) -> Cost {
        cost_of_rows(tokens, &self.columns, &self.judge)
    }

    fn rows_in_order(&self, tokens: &[Token]) -> Vec<Vec<LineCell>> {
        let roles: Vec<Role> = self.columns.iter().map(|c| c.role).collect();
        tokens_to_rows(tokens, &roles, self.judge.words)
    }

    /// The cheapest way to part a page into what is drawn first and late; `None` where it is likelier in order.
    fn page(&self, page: &[Token<'a>], tasks: Option<&HeadedRows<'s, 'a>>, has_goal: bool) -> Option<DealtPage<'a>> {
        let lines = tokens_to_printed_rows(page);
        let ways = late_starts(&lines, &self.columns, &self.judge).into_iter().filter_map(|at| {
            let ((first, _), (_, late)) = (lines.split_at_checked(at)?, page.split_at_checked(at)?);
            self.dealt(first, late, tasks, has_goal)
        });
        let best = ways.min_by(|a, b| a.cost.total_cmp(&b.cost))?;
        let in_order = self.cost_in_order(page) + tasks.map_or(0.0, |t| t.cost_in_order(t.body));
        (best.cost + weights::LATE_CLEARLY < in_order).then_some(best)
    }

    fn dealt(
        &self,
        first: &[Token<'a>],
        late: &[Token<'a>],
        tasks: Option<&HeadedRows<'s, 'a>>,
        has_goal: bool,
    ) -> Option<DealtPage<'a>> {
        let made = self.rows(first, late, tasks.is_some() || has_goal)?;
        let mut page =
            DealtPage { rows: made.rows, tasks: None, goal: Vec::new(), placed: made.placed, cost: made.cost };
        let (mut above, _) = late.split_at_checked(made.above)?;
        if let Some(tasks) = tasks {
            match tasks.rows(&tokens_to_printed_rows(tasks.body), above, has_goal).filter(|t| t.placed > 0) {
                Some(own) => {
                    (above, _) = above.split_at_checked(own.above)?;
                    page.placed += own.placed;
                    page.cost += own.cost;
                    page.tasks = Some(own.rows);
                }
                None => page.cost += tasks.cost_in_order(tasks.body),
            }
        }
        if let Some((start, end)) = above.first().zip(above.last()) {
            let pieces: Cost = above.iter().map(|t| self.judge.long_piece(Role::Goal, t.text)).sum();
            page.cost += pieces + self.judge.long_start(Role::Goal, start.text) + Judge::long_end(end.text);
            page.goal = above.to_vec();
        }
        (has_goal || page.goal.is_empty()).then_some(page)
    }
}

/// Deals out the cells drawn behind the rows of indicators: into these, the tasks above and the goal. How many stand in rows;
/// `None` where there are none.
pub(super) fn deal_late(sections: &mut [OwnSection], words: &Words) -> Option<usize> {
    let [indicators, tasks, goal] =
        [Section::Indicators, Section::Tasks, Section::Goal].map(|s| sections.iter().rposition(|own| own.section == s));
    let (indicators, goal) = (indicators?, goal.filter(|n| sections[*n].tokens.is_empty()));
    let (mut rows, mut placed) = (Vec::new(), 0);
    let (mut task_rows, mut goal_tokens) = (None, Vec::new());
    {
        let own = HeadedRows::of(&sections[indicators], words)?;
        let own_tasks = tasks.and_then(|n| HeadedRows::of(&sections[n], words));
        for (n, page) in own.body.chunk_by(|_, b| b.gap != Gap::Page).enumerate() {
            let above = own_tasks.as_ref().filter(|_| n == 0);
            match own.page(page, above, n == 0 && goal.is_some()) {
                Some(dealt) => {
                    placed += dealt.placed;
                    rows.extend(dealt.rows);
                    task_rows = task_rows.or(dealt.tasks);
                    goal_tokens.extend(dealt.goal);
                }
                None => rows.extend(own.rows_in_order(page)),
            }
        }
    }
    if placed == 0 && goal_tokens.is_empty() {
        return None;
    }
    sections[indicators].rows = Some(rows);
    if let Some((section, made)) = tasks.zip(task_rows) {
        sections[section].rows = Some(made);
    }
    if let Some(goal) = goal {
        sections[goal].tokens = goal_tokens;
    }
    Some(placed)
}
