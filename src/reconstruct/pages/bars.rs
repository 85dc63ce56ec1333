//! Bars of charts and boxes of diagrams: texts beside or inside them stand in rows and columns and are no table.

use crate::model::{Axis, BBox, Fill, Method, Page, Pt};
use crate::reconstruct::tolerances::{
    BARS_APART, BARS_DIFFER, BARS_LEAST, BARS_LOOKED_AT, BARS_SHARE, BOXES_APART, BOXES_SHARE, HALF,
};

use super::page_table::{PageCell, PageTable};
use super::rules::{Lattice, rules_to_lattices, small_print};

/// Rules on each axis that make one box.
const SIDES: usize = 2;

/// Boxes of four rules each, which touch no other rule.
pub(super) struct SingleBoxes {
    boxes: Vec<BBox>,
    em: Pt,
}

impl SingleBoxes {
    /// Those of a page that stand apart from each other. Lines that lead from box to box touch their sides and belong to them.
    pub(super) fn of(page: &Page) -> Self {
        let em = small_print(page);
        let lattices = rules_to_lattices(&page.rules, em).unwrap_or_default();
        let all: Vec<BBox> = lattices.iter().flat_map(|l| boxes_of(l, em)).collect();
        let apart = all.iter().enumerate().filter(|(n, own)| {
            let near = own.inflate(BOXES_APART * em);
            !all.iter().enumerate().any(|(k, b)| k != *n && near.overlap_x(b) > 0.0 && near.overlap_y(b) > 0.0)
        });
        Self { boxes: apart.map(|(_, own)| *own).collect(), em }
    }

    /// Whether most texts of a table stand each in a box of its own.
    pub(super) fn hold_texts_of(&self, page: &Page, table: &PageTable) -> bool {
        if self.boxes.len() < 2 {
            return false;
        }
        let area = table.bbox().inflate(self.em);
        let own: Vec<&BBox> = self.boxes.iter().filter(|b| area.contains(b.center_x(), b.center_y())).collect();
        let texts: Vec<BBox> = table.cells.iter().filter_map(|cell| text_box(page, cell)).collect();
        let alone = |b: &&&BBox| texts.iter().filter(|t| b.contains(t.center_x(), t.center_y())).count() == 1;
        let held = own.iter().filter(alone).count();
        held >= 2 && held as f64 >= BOXES_SHARE * texts.len() as f64
    }
}

/// The boxes that the rules of a lattice draw, where they draw nothing else but lines from one to another.
fn boxes_of(lattice: &Lattice, em: Pt) -> Vec<BBox> {
    let reach = HALF * em;
    let mut boxes = Vec::new();
    for pair in lattice.vertical.windows(SIDES) {
        let [left, right] = pair else { continue };
        let alike = (left.start - right.start).abs() <= reach && (left.end - right.end).abs() <= reach;
        let joined = |y: Pt| {
            let own = lattice.horizontal.iter().filter(|h| (h.position - y).abs() <= reach);
            own.filter(|h| (h.start - left.position).abs() <= reach && (h.end - right.position).abs() <= reach).count()
                == 1
        };
        if alike && joined(left.start) && joined(left.end) {
            boxes.push(BBox::new(left.position, left.start, right.position, left.end));
        }
    }
    // What is drawn besides may only lead from box to box.
    let sides = SIDES * boxes.len();
    if lattice.vertical.len() == sides && lattice.horizontal.len() < sides + boxes.len().max(1) {
        boxes
    } else {
        Vec::new()
    }
}

/// Where a cell's text stands.
fn text_box(page: &Page, cell: &PageCell) -> Option<BBox> {
    BBox::around(page.glyphs_of(&cell.glyphs).map(|g| g.bbox))
}

/// Whether bars of a chart stand among the texts of a table: fills of one colour and one thickness that begin on one line, end at different
/// places, and leave space between each other. Shaded rows and cells touch, or are equally long.
pub(super) fn has_bars(page: &Page, table: &PageTable) -> bool {
    let em = small_print(page);
    let area = table.bbox().inflate(em);
    let inside = page.fills.iter().filter(|f| area.contains(f.bbox.center_x(), f.bbox.center_y()));
    let fills: Vec<&Fill> = inside.take(BARS_LOOKED_AT).collect();
    let texts = table.cells.iter().filter(|c| !c.glyphs.is_empty()).count();
    table.method == Method::Alignment
        && fills.iter().any(|first| {
            [Axis::Horizontal, Axis::Vertical].into_iter().any(|axis| {
                let count = bars_with(first, &fills, axis, em);
                count >= BARS_LEAST && count as f64 >= BARS_SHARE * texts as f64
            })
        })
}

/// How many bars begin on the line where this one begins; 0 where they are no bars.
fn bars_with(first: &Fill, fills: &[&Fill], axis: Axis, em: Pt) -> usize {
    let own = Bar::of(&first.bbox, axis);
    let alike = fills.iter().filter(|f| f.color == first.color).map(|f| Bar::of(&f.bbox, axis));
    let reach = BARS_DIFFER * em;
    let alike: Vec<Bar> = alike.collect();
    // Beside a shaded cell stands another of its row; before and behind a bar there is nothing of its colour.
    let goes_on = alike.iter().any(|b| {
        let touches = (b.start - own.end).abs() <= reach || (b.end - own.start).abs() <= reach;
        touches && b.side < own.other_side - reach && b.other_side > own.side + reach
    });
    if goes_on {
        return 0;
    }
    let mut bars: Vec<Bar> = alike
        .into_iter()
        .filter(|b| (b.start - own.start).abs() <= reach && (b.thickness() - own.thickness()).abs() <= reach)
        .collect();
    bars.sort_by(|a, b| a.side.total_cmp(&b.side));
    let apart = bars.windows(2).all(|pair| match pair {
        [a, b] => b.side - a.other_side >= BARS_APART * own.thickness(),
        _ => true,
    });
    let mut ends: Vec<Pt> = bars.iter().map(|b| b.end).collect();
    ends.sort_by(Pt::total_cmp);
    ends.dedup_by(|a, b| *a - *b <= reach);
    if apart && own.thickness() > reach && ends.len() >= BARS_LEAST { bars.len() } else { 0 }
}

/// A fill seen along an axis: from the line on which bars stand.
struct Bar {
    start: Pt,
    end: Pt,
    side: Pt,
    other_side: Pt,
}

impl Bar {
    /// Bars lie from the left, or stand upwards.
    fn of(b: &BBox, axis: Axis) -> Self {
        match axis {
            Axis::Horizontal => Self { start: b.left, end: b.right, side: b.top, other_side: b.bottom },
            Axis::Vertical => Self { start: -b.bottom, end: -b.top, side: b.left, other_side: b.right },
        }
    }

    fn thickness(&self) -> Pt {
        self.other_side - self.side
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(left: Pt, top: Pt, right: Pt, bottom: Pt) -> Fill {
        Fill { bbox: BBox::new(left, top, right, bottom), color: [90; 3] }
    }

    fn bars(fills: &[Fill]) -> usize {
        let all: Vec<&Fill> = fills.iter().collect();
        all.last().map_or(0, |last| bars_with(last, &all, Axis::Horizontal, 10.0))
    }

    #[test]
    fn bars_end_where_they_like_and_shaded_cells_where_the_next_begins() {
        let chart = [60.0, 90.0, 130.0].iter().enumerate();
        let chart: Vec<Fill> = chart.map(|(n, end)| fill(40.0, 20.0 * n as Pt, *end, 20.0 * n as Pt + 10.0)).collect();
        assert_eq!(bars(&chart), 3);
        // The same with a cell before each, as merged cells of a striped table have.
        let cells: Vec<Fill> =
            chart.iter().map(|f| fill(0.0, f.bbox.top, 40.0, f.bbox.bottom)).chain(chart.clone()).collect();
        assert_eq!(bars(&cells), 0);
    }
}
