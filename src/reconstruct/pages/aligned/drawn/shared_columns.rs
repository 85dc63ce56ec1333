//! Column borders at which nothing drawn ends: the lines run over them in every row, but the texts keep them free.

use super::levels::Frame;
use crate::model::Pt;
use crate::reconstruct::pages::aligned::pieces::TextLine;
use crate::reconstruct::pages::aligned::typeset::Typeset;
use crate::reconstruct::tolerances::SHARED_COLUMN_LINES;

/// Adds to the frame a border in each column in which several lines have two texts with a common gap between them.
pub(super) fn part_shared_columns(frame: &mut Frame, lines: &[TextLine], typeset: &Typeset) {
    let area = frame.bbox();
    let mut gaps: Vec<Vec<(Pt, Pt)>> = vec![Vec::new(); frame.columns()];
    for line in lines.iter().filter(|l| l.bbox.center_y() > area.top && l.bbox.center_y() < area.bottom) {
        let runs = frame.runs(line, typeset);
        for (left, right) in runs.iter().zip(runs.iter().skip(1)) {
            let [a, b] = [left, right].map(|run| frame.column_of(run.bbox.center_x()));
            if a == b {
                gaps[a].push((left.bbox.right, right.bbox.left));
            }
        }
    }
    let parted = gaps.iter().filter(|own| own.len() >= SHARED_COLUMN_LINES);
    let common = parted.map(|own| {
        let from = own.iter().map(|gap| gap.0).fold(Pt::NEG_INFINITY, Pt::max);
        (from, own.iter().map(|gap| gap.1).fold(Pt::INFINITY, Pt::min))
    });
    // Texts begin right of a border, with little room between.
    let free = common.filter(|(from, to)| from < to).map(|(from, to)| from.max(to - frame.slack));
    let borders: Vec<Pt> = free.collect();
    frame.borders.extend(borders);
    frame.borders.sort_by(Pt::total_cmp);
}
