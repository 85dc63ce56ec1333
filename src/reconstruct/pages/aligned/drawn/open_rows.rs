//! First and last rows that are not shaded: only one side of them is drawn.

use super::levels::{Frame, Level};
use crate::model::{BBox, Pt};
use crate::reconstruct::pages::aligned::fragments::lines_to_fragments;
use crate::reconstruct::pages::aligned::head_lines::is_labelled;
use crate::reconstruct::pages::aligned::ink::Gutter;
use crate::reconstruct::pages::aligned::pieces::TextLine;
use crate::reconstruct::pages::aligned::rows::best_rows;
use crate::reconstruct::pages::aligned::strokes::Strokes;
use crate::reconstruct::pages::aligned::typeset::Typeset;
use crate::reconstruct::tolerances::{REGION_GAP, STRAY_SIZE};

/// Adds the rows above the first and below the last level, where text stands there column by column. Where rules are drawn
/// this is a row cut by a page break: nothing else may stand between it and the edge of the page.
pub(super) fn add_open_rows(strokes: &Strokes, frame: &mut Frame, lines: &[TextLine], typeset: &Typeset) {
    let (Some(top), Some(bottom)) = (frame.levels.first().map(|l| l.y), frame.levels.last().map(|l| l.y)) else {
        return;
    };
    let mut above: Vec<&TextLine> = lines.iter().rev().filter(|l| l.bbox.center_y() < top).collect();
    above.truncate(reach(frame, &above, top, typeset, true));
    above.reverse();
    let heads = above.iter().take_while(|l| is_labelled(l, typeset)).count();
    above.drain(..heads);
    let below: Vec<&TextLine> = lines.iter().filter(|l| l.bbox.center_y() > bottom).collect();
    let below = below.get(..reach(frame, &below, bottom, typeset, false)).unwrap_or_default();
    let mut heights = edges(strokes, frame, &above, typeset);
    heights.pop();
    heights.extend(edges(strokes, frame, below, typeset).into_iter().skip(1));
    // The undrawn edges of open rows, cell by cell.
    let marks: Vec<(Pt, Pt)> = (0..frame.columns()).map(|c| frame.slot(c)).collect();
    let levels = heights.into_iter().map(|y| Level { y, marks: marks.clone(), shaded: true });
    frame.levels.extend(levels);
    frame.levels.sort_by(|a, b| a.y.total_cmp(&b.y));
}

/// The number of lines that go on column by column, away from the edge.
fn reach(frame: &Frame, lines: &[&TextLine], edge: Pt, typeset: &Typeset, upwards: bool) -> usize {
    let (mut end, mut texts, mut taken) = (edge, 0, 0);
    for line in lines {
        let gap = if upwards { end - line.bbox.bottom } else { line.bbox.top - end };
        let runs = frame.runs(line, typeset);
        let over = runs.iter().any(|s| frame.is_over_border(s));
        let outside = line.bbox.left < frame.left - 1.0 || line.bbox.right > frame.right + 1.0;
        let large = line.size > typeset.em * (1.0 + STRAY_SIZE);
        let far = large || frame.shaded && gap > REGION_GAP * line.size;
        if far || over || outside {
            break;
        }
        taken += 1;
        texts += runs.len();
        end = if upwards { end.min(line.bbox.top) } else { end.max(line.bbox.bottom) };
    }
    // A page number may stand at the edge of the paper.
    let rest = lines.get(taken..).unwrap_or_default();
    let alone = matches!(rest, [] | [_]) && rest.iter().all(|l| frame.runs(l, typeset).len() == 1);
    // Of a cut row a single line may be left, but no note stands right of the first column.
    let inner = |l: &&TextLine| frame.column_of(l.bbox.left) > 0;
    let enough = texts >= 2 || !frame.shaded && lines.iter().take(taken).any(inner);
    if enough && (frame.shaded || alone) { taken } else { 0 }
}

/// The tops and bottoms of the rows that the lines make.
fn edges(strokes: &Strokes, frame: &Frame, lines: &[&TextLine], typeset: &Typeset) -> Vec<Pt> {
    let own: Vec<TextLine> = lines.iter().map(|l| (*l).clone()).collect();
    let inner = frame.borders.get(1..frame.columns()).unwrap_or_default();
    let gutters: Vec<Gutter> = inner.iter().map(|&x| Gutter { left: x, right: x }).collect();
    let fragments = lines_to_fragments(&own, &gutters, typeset);
    let rows = best_rows(&own, &fragments, frame.columns(), strokes).rows;
    let boxes = rows.into_iter().filter_map(|r| BBox::around(own.get(r)?.iter().map(|l| l.bbox)));
    let boxes: Vec<BBox> = boxes.collect();
    let pad = 0.2 * typeset.em;
    let mut edges: Vec<Pt> = boxes.first().map(|b| b.top - pad).into_iter().collect();
    edges.extend(boxes.windows(2).filter_map(|w| Some(f64::midpoint(w.first()?.bottom, w.get(1)?.top))));
    edges.extend(boxes.last().map(|b| b.bottom + pad));
    edges
}
