//! Charts and diagrams, whose labels stand in rows and columns and whose lines meet, told from tables.

use crate::model::geometry::first_behind;
use crate::model::{Axis, BBox, Method, Page, Pt, Rule};
use crate::reconstruct::tolerances::{
    BARS_FILLED, BARS_LOOKED_AT, BASELINE_STEP, HALF, LATTICE_RULES_LIMIT, MARK_LONGEST, MARKS_LEAST, MARKS_SHARE,
};

use super::page_table::PageTable;
use super::ruled::GlyphIndex;
use super::rules::{join_rules, small_print};

/// Width and height in em from which on a fill is a bar, and no line.
const BAR_THICK: f64 = 0.3;

/// The short lines of a page that border nothing: ticks of scales, ends of bars, symbols.
#[derive(Debug, Default)]
pub(crate) struct DrawingMarks(Vec<BBox>);

impl DrawingMarks {
    /// The page's marks, from the top. Dashes count as the line they make; a short piece in line with a long one is an underline
    /// of narrow columns.
    pub(crate) fn of(page: &Page) -> Self {
        if page.rules.len() > LATTICE_RULES_LIMIT {
            return Self::default();
        }
        let em = small_print(page);
        let mut marks = Vec::new();
        for axis in [Axis::Horizontal, Axis::Vertical] {
            let rules = join_rules(&page.rules, axis, em);
            let (short, long): (Vec<Rule>, Vec<Rule>) =
                rules.into_iter().partition(|r| r.length() <= MARK_LONGEST * em);
            let alone = short
                .iter()
                .filter(|mark| axis == Axis::Vertical || !in_line(&long, mark.position, BASELINE_STEP * em));
            marks.extend(alone.map(Rule::bbox));
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

/// Whether a table found by alignment is made of the labels of bars: filled areas without text stand among texts that leave most slots
/// free.
pub(crate) fn is_bar_chart(page: &Page, by_height: &GlyphIndex, table: &PageTable) -> bool {
    let texts = table.cells.iter().filter(|c| !c.glyphs.is_empty()).count();
    if table.method != Method::Alignment || texts as f64 >= BARS_FILLED * table.cells.len() as f64 {
        return false;
    }
    let area = table.bbox();
    let boxes: Vec<BBox> = table.cells.iter().flat_map(|c| page.glyphs_of(&c.glyphs)).map(|g| g.bbox).collect();
    let em = by_height.small_print(page, &area);
    let thick = page.fills.iter().map(|f| f.bbox).filter(|b| b.width() > BAR_THICK * em && b.height() > BAR_THICK * em);
    let bars =
        thick.filter(|b| b.overlap_x(&area) > 0.0 && b.overlap_y(&area) > 0.0 && b.width() < HALF * area.width());
    // Looking at a few is enough, however many there are.
    let (empty, shaded): (Vec<BBox>, Vec<BBox>) =
        bars.take(BARS_LOOKED_AT).partition(|bar| !boxes.iter().any(|g| bar.contains(g.center_x(), g.center_y())));
    // Where texts stand on the fills as well, rows or columns are shaded, empty cells among them.
    empty.len() >= MARKS_LEAST && empty.len() > 2 * shaded.len()
}

/// Whether one of the rules, sorted by position, lies at that position.
fn in_line(rules: &[Rule], position: Pt, reach: Pt) -> bool {
    first_behind(rules, |r| r.position < position - reach).is_some_and(|r| r.position <= position + reach)
}
