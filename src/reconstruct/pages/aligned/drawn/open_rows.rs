//! First and last rows that are not shaded: only one side of them is drawn.

use super::levels::{Frame, Level};
use crate::model::Pt;
use crate::reconstruct::pages::aligned::head_lines::is_labelled;
use crate::reconstruct::pages::aligned::pieces::TextLine;
use crate::reconstruct::pages::aligned::typeset::Typeset;
use crate::reconstruct::tolerances::REGION_GAP;

/// Adds the row above the first and below the last shaded one, where text stands there column by column.
pub(super) fn add_open_rows(frame: &mut Frame, lines: &[TextLine], typeset: &Typeset) {
    if !frame.shaded {
        return;
    }
    let (Some(top), Some(bottom)) = (frame.levels.first().map(|l| l.y), frame.levels.last().map(|l| l.y)) else {
        return;
    };
    let above = lines.iter().rev().filter(|l| l.bbox.center_y() < top);
    if let Some(edge) = reach(frame, above, top, typeset, true) {
        frame.levels.insert(0, Level { y: edge, marks: vec![(frame.left, frame.right)], shaded: true });
    }
    let below = lines.iter().filter(|l| l.bbox.center_y() > bottom);
    if let Some(edge) = reach(frame, below, bottom, typeset, false) {
        frame.levels.push(Level { y: edge, marks: vec![(frame.left, frame.right)], shaded: true });
    }
}

/// How far the lines go on column by column, away from the edge.
fn reach<'a>(
    frame: &Frame,
    lines: impl Iterator<Item = &'a TextLine>,
    edge: Pt,
    typeset: &Typeset,
    upwards: bool,
) -> Option<Pt> {
    let (mut end, mut texts) = (edge, 0);
    for line in lines {
        let gap = if upwards { end - line.bbox.bottom } else { line.bbox.top - end };
        let segments = line.segments(typeset.bridge());
        let over = segments.iter().any(|s| {
            frame.borders.iter().any(|&x| s.bbox.left < x - 0.2 * s.size && s.bbox.right > x + 0.2 * s.size)
        });
        let outside = line.bbox.left < frame.left - 1.0 || line.bbox.right > frame.right + 1.0;
        if gap > REGION_GAP * line.size || over || outside || is_labelled(line, typeset) {
            break;
        }
        texts += segments.len();
        end = if upwards { end.min(line.bbox.top) } else { end.max(line.bbox.bottom) };
    }
    let pad = 0.2 * typeset.em;
    (texts >= 2).then_some(if upwards { end - pad } else { end + pad })
}
