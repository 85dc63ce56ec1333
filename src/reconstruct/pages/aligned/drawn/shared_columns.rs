//! Column borders at which nothing drawn ends: the lines run over them in every row, but the texts keep them free.

use super::levels::Frame;
use crate::model::Pt;
use crate::reconstruct::pages::aligned::pieces::TextLine;
use crate::reconstruct::pages::aligned::typeset::Typeset;
use crate::reconstruct::tolerances::SHARED_COLUMN_LINES;

/// Left and right of the texts of a line that stand in one column of a frame.
type TextsBeside = Vec<(Pt, Pt)>;

/// Adds to the frame borders in each column in which several lines have texts beside each other, and keep the same strips free between them.
pub(super) fn part_shared_columns(frame: &mut Frame, lines: &[TextLine], typeset: &Typeset) {
    let area = frame.bbox();
    let mut shared: Vec<Vec<TextsBeside>> = vec![Vec::new(); frame.columns()];
    for line in lines.iter().filter(|l| l.bbox.center_y() > area.top && l.bbox.center_y() < area.bottom) {
        let mut own: Vec<TextsBeside> = vec![Vec::new(); frame.columns()];
        for run in frame.runs(line, typeset) {
            own[frame.column_of(run.bbox.center_x())].push((run.bbox.left, run.bbox.right));
        }
        for (column, texts) in shared.iter_mut().zip(own).filter(|(_, texts)| texts.len() > 1) {
            column.push(texts);
        }
    }
    let parted = shared.iter().filter(|lines| lines.len() >= SHARED_COLUMN_LINES);
    // Texts begin right of a border, with little room between.
    let borders: Vec<Pt> =
        parted.flat_map(|lines| free_strips(lines)).map(|(from, to)| from.max(to - frame.slack)).collect();
    frame.borders.extend(borders);
    frame.borders.sort_by(Pt::total_cmp);
}

/// The strips that all the lines keep free between their texts.
fn free_strips(lines: &[TextsBeside]) -> Vec<(Pt, Pt)> {
    let mut texts: Vec<(Pt, Pt)> = lines.iter().flatten().copied().collect();
    texts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut strips = Vec::new();
    let mut end = Pt::INFINITY;
    for (left, right) in texts {
        if left > end {
            strips.push((end, left));
        }
        end = if end.is_finite() { end.max(right) } else { right };
    }
    strips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_are_free_in_all_lines() {
        let lines = [vec![(0.0, 40.0), (60.0, 70.0), (90.0, 99.0)], vec![(0.0, 30.0), (55.0, 72.0)]];
        assert_eq!(free_strips(&lines), [(40.0, 55.0), (72.0, 90.0)]);
        assert_eq!(free_strips(&[vec![(0.0, 40.0), (60.0, 70.0)], vec![(0.0, 20.0), (35.0, 65.0)]]), []);
    }
}
