//! Rows between which nothing is drawn: a line below a group of rows, as below the label that stands for them, parts groups only.

use super::levels::{Frame, Level};
use crate::model::geometry::inner_edges;
use crate::model::{BBox, Pt};
use crate::reconstruct::joining::is_cjk;
use crate::reconstruct::pages::aligned::fragments::{Fragment, lines_to_fragments};
use crate::reconstruct::pages::aligned::ink::Gutter;
use crate::reconstruct::pages::aligned::measures::Measures;
use crate::reconstruct::pages::aligned::pieces::TextLine;
use crate::reconstruct::pages::aligned::reading::fragments_to_division;
use crate::reconstruct::pages::aligned::strokes::Strokes;
use crate::reconstruct::pages::aligned::typeset::Typeset;
use crate::reconstruct::tolerances::{COLUMN_PADDING, LONG_TEXT};

/// Of how many lines one may have two texts in one column.
const SHARED_LEAST: usize = 10;
/// In how many columns texts must stand on both sides of a border of rows that is not drawn.
const PARTED_COLUMNS: usize = 2;

/// Adds a level between each two rows that their texts show and nothing drawn parts. It runs from the first column that has a text of
/// its own in both rows to the last; left of it stand the labels of the group.
pub(super) fn add_stacked_rows(strokes: &Strokes, frame: &mut Frame, lines: &[TextLine], typeset: &Typeset) {
    let area = frame.bbox();
    let own: Vec<TextLine> = lines.iter().filter(|l| is_within(&area, l)).cloned().collect();
    let gutters: Vec<Gutter> = inner_edges(&frame.borders).iter().map(|&x| Gutter { left: x, right: x }).collect();
    let fragments = lines_to_fragments(&own, &gutters, typeset);
    let division = fragments_to_division(Measures::drawn(strokes), &own, &fragments, frame.columns(), typeset);
    // For each row the columns with a text that stands in this row only.
    let mut alone: Vec<Vec<usize>> = vec![Vec::new(); division.rows.len()];
    for (fragment, rows) in fragments.iter().zip(&division.covered).filter(|(f, rows)| !f.spans() && rows.len() == 1) {
        alone.iter_mut().skip(rows.start).take(1).for_each(|columns| columns.push(*fragment.columns.start()));
    }
    let rows = division.rows.iter().zip(&alone);
    let mut added: Vec<(usize, Level)> = Vec::new();
    for ((above, texts_above), (below, texts_below)) in rows.clone().zip(rows.skip(1)) {
        let mut both: Vec<usize> = texts_above.iter().copied().filter(|c| texts_below.contains(c)).collect();
        both.sort_unstable();
        both.dedup();
        let ends = both.len() >= PARTED_COLUMNS
            && !is_drawn(frame, *above, *below)
            && !runs_on(frame, &fragments, *above, &both);
        if let Some(first) = both.first().filter(|_| ends) {
            let marks = (*first..frame.columns()).map(|column| frame.slot(column)).collect();
            added.push((*first, Level { y: f64::midpoint(above.1, below.0), marks, shaded: true }));
        }
    }
    // Several labels in one band: its lines part no groups.
    let crowded = |(first, level): &(usize, Level)| {
        let band = frame.levels.partition_point(|l| l.y < level.y);
        let mut labels: Vec<(usize, usize)> = fragments
            .iter()
            .zip(&division.covered)
            .filter(|(f, _)| {
                f.columns.end() < first && frame.levels.partition_point(|l| l.y < f.bbox.center_y()) == band
            })
            .map(|(f, rows)| (*f.columns.start(), rows.start))
            .collect();
        labels.sort_unstable();
        labels.dedup();
        labels.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0))
    };
    if added.iter().any(crowded) {
        return;
    }
    frame.levels.extend(added.into_iter().map(|(_, level)| level));
    frame.levels.sort_by(|a, b| a.y.total_cmp(&b.y));
}

/// Whether a long text in one of the columns fills its last line in the row: it goes on below.
fn runs_on(frame: &Frame, fragments: &[Fragment], row: (Pt, Pt), columns: &[usize]) -> bool {
    fragments.iter().filter(|f| f.bbox.center_y() > row.0 && f.bbox.center_y() < row.1).any(|f| {
        let (_, right) = frame.slot(*f.columns.start());
        columns.contains(f.columns.start())
            && f.text.chars().filter(|&c| is_cjk(c)).count() >= LONG_TEXT
            && f.bbox.right + COLUMN_PADDING * f.size > right
    })
}

/// Whether nearly no line has two texts in one column of the frame.
pub(super) fn columns_part_texts(frame: &Frame, lines: &[TextLine], typeset: &Typeset) -> bool {
    let area = frame.bbox();
    let shared = |line: &&TextLine| {
        let runs = frame.runs(line, typeset);
        let columns = runs.iter().map(|s| frame.column_of(s.bbox.center_x()));
        columns.clone().zip(columns.skip(1)).any(|(a, b)| a == b)
    };
    let own = lines.iter().filter(|l| is_within(&area, l));
    own.clone().filter(shared).count() * SHARED_LEAST <= own.count()
}

/// Whether the line stands between the top and the bottom of the area.
fn is_within(area: &BBox, line: &TextLine) -> bool {
    line.bbox.center_y() > area.top && line.bbox.center_y() < area.bottom
}

/// Whether something is drawn between the middles of two rows.
fn is_drawn(frame: &Frame, above: (Pt, Pt), below: (Pt, Pt)) -> bool {
    let (from, to) = (f64::midpoint(above.0, above.1), f64::midpoint(below.0, below.1));
    frame.levels.iter().any(|level| level.y > from && level.y < to)
}
