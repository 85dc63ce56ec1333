//! Charts and diagrams, whose labels stand in rows and columns and whose lines meet, told from tables.

use crate::model::{Axis, BBox, Page, Pt, Rule};
use crate::reconstruct::tolerances::{BASELINE_STEP, LATTICE_RULES_LIMIT, MARK_LONGEST, MARKS_LEAST, MARKS_SHARE};

use super::page_table::PageTable;
use super::rules::{join_rules, small_print};

/// The short lines of a page that border nothing: ticks of scales, ends of bars, symbols.
#[derive(Debug, Default)]
pub(crate) struct Marks(Vec<BBox>);

impl Marks {
    /// The page's marks, from the top. Dashes count as the line they make; a short piece in line with a long one is an underline
    /// of narrow columns.
    pub(crate) fn of(page: &Page) -> Self {
        if page.rules.len() > LATTICE_RULES_LIMIT {
            return Self::default();
        }
        let em = small_print(page, None);
        let mut marks = Vec::new();
        for axis in [Axis::Horizontal, Axis::Vertical] {
            let rules = join_rules(&page.rules, axis, em);
            let (short, long): (Vec<Rule>, Vec<Rule>) =
                rules.into_iter().partition(|r| r.length() <= MARK_LONGEST * em);
            let alone = |mark: &&Rule| axis == Axis::Vertical || !in_line(&long, mark.position, BASELINE_STEP * em);
            marks.extend(short.iter().filter(alone).map(Rule::bbox));
        }
        marks.sort_by(|a, b| a.top.total_cmp(&b.top));
        Self(marks)
    }

    /// Whether the table's texts are the labels of a drawing: many marks stand among them.
    pub(crate) fn make_a_drawing_of(&self, table: &PageTable) -> bool {
        let area = table.bbox();
        let first = self.0.partition_point(|m| m.top < area.top);
        let below = self.0.iter().skip(first).take_while(|m| m.top <= area.bottom);
        let count = below.filter(|m| area.contains(m.center_x(), m.center_y())).count();
        let texts = table.cells.iter().filter(|c| !c.glyphs.is_empty()).count();
        count >= MARKS_LEAST && count as f64 >= MARKS_SHARE * texts as f64
    }
}

/// Whether one of the rules, sorted by position, lies at that position.
fn in_line(rules: &[Rule], position: Pt, reach: Pt) -> bool {
    let first = rules.partition_point(|r| r.position < position - reach);
    rules.get(first).is_some_and(|r| r.position <= position + reach)
}
