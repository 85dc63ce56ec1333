//! Tables of which only the tops and bottoms of cells are drawn, or their shading, cell by cell.
//!
//! No vertical rule is drawn, but each horizontal one, and each shaded box, ends where its cell ends. These ends are the
//! column borders, and what one height covers only in part says which cells go on below it. The missing vertical rules are
//! put in, and the rest is what is done with every ruled table.

use crate::model::geometry::inner_edges;
use crate::model::{Axis, BBox, Method, Page, Rule};
use crate::reconstruct::tolerances::{
    CONCLUDED_RULE, DRAWN_BANDS_LEAST, DRAWN_CONFIDENCE, EDGES_LEAST, FILLED_LEAST, HAIR, HEADED_COLUMNS, HEADED_SHARE,
    NEARLY_ALL, OVERLAY_CROSSING, REGION_GAP, UNDRAWN_RUN_GAP,
};

use super::head_lines;
use super::pieces::{RunOfPieces, TextLine};
use super::typeset::Typeset;
use crate::reconstruct::pages::aligned::strokes::Strokes;
use crate::reconstruct::pages::fill::grid_to_table;
use crate::reconstruct::pages::grid::lattice_with_texts_to_grid;
use crate::reconstruct::pages::lines::text_runs;
use crate::reconstruct::pages::page_table::PageTable;
use crate::reconstruct::pages::ruled::GlyphIndex;
use crate::reconstruct::pages::rules::Lattice;

mod labels;
mod levels;
mod open_rows;
mod shared_columns;
mod stacked;
mod text_borders;

use levels::{Frame, Level, is_over};
use text_borders::{text_borders, usual_starts};

/// How far, in em, glyphs may stand out of the frame.
const OUT_OF_FRAME: f64 = 0.3;
/// How many lines next to a frame are looked at.
const LINES_NEAR: usize = 2;
/// The gap in em up to which two texts of a column, one below the other, are lines of one cell.
const ONE_CELL_GAP: f64 = 0.9;

/// The tables drawn cell by cell among the lines.
pub(super) fn tables(
    page: &Page,
    strokes: &Strokes,
    (lines, stops): (&[TextLine], &[bool]),
    typeset: &Typeset,
    taken: &[BBox],
) -> Vec<PageTable> {
    let frames = levels::page_to_frames(page, (lines, stops), typeset, taken);
    if frames.is_empty() {
        return Vec::new();
    }
    let glyphs = GlyphIndex::new(page);
    frames.into_iter().filter_map(|frame| frame_to_table((page, strokes), lines, typeset, &glyphs, frame)).collect()
}

fn frame_to_table(
    (page, strokes): (&Page, &Strokes),
    lines: &[TextLine],
    typeset: &Typeset,
    glyphs: &GlyphIndex,
    mut frame: Frame,
) -> Option<PageTable> {
    let drawn = frame.levels.len();
    if is_part(&frame, lines, typeset) {
        return None;
    }
    open_rows::add_open_rows(strokes, &mut frame, lines, typeset);
    let opened = frame.levels.len() > drawn;
    if !frame.shaded {
        shared_columns::part_shared_columns(&mut frame, lines, typeset);
        // Lines over the whole width: what is drawn does not show the columns.
        if !stacked::columns_part_texts(&frame, lines, typeset) {
            return None;
        }
        stacked::add_stacked_rows(strokes, &mut frame, lines, typeset);
    }
    let bands = bands_of(&frame, lines, typeset);
    // A row alone on a page shows its columns in the headings over it only.
    let headed = opened && bands.first().is_some_and(|band| is_headed(band, &frame));
    if drawn < EDGES_LEAST && (!headed || goes_on_undrawn(&frame, lines, typeset)) {
        return None;
    }
    let held = bands.iter().filter(|b| !b.is_empty()).count();
    let rows = bands.iter().filter(|band| !band.is_empty() && is_one_row(band, &frame)).count();
    if held < DRAWN_BANDS_LEAST || !NEARLY_ALL.is_reached(rows, held) || is_overprinted(&frame, &bands) {
        return None;
    }
    let lattice = Lattice { horizontal: horizontal(&frame, &bands), vertical: vertical(&frame, &bands) };
    let em = typeset.em;
    let own = glyphs.within(page, &frame.bbox().inflate(OUT_OF_FRAME * em));
    let grid = lattice_with_texts_to_grid(&lattice, em, &text_runs(page, &own, UNDRAWN_RUN_GAP * em))?;
    let mut table = grid_to_table(page, grid, &own, DRAWN_CONFIDENCE);
    table.method = if frame.shaded { Method::Alignment } else { Method::Rules };
    let filled = table.cells.iter().filter(|c| !c.glyphs.is_empty()).count();
    (filled >= FILLED_LEAST).then_some(table)
}

/// Whether texts stand beside the frame on its lines: then only some columns of the table are drawn.
fn is_part(frame: &Frame, lines: &[TextLine], typeset: &Typeset) -> bool {
    let area = frame.bbox();
    let inside = lines.iter().filter(|l| l.bbox.center_y() > area.top && l.bbox.center_y() < area.bottom);
    let em = typeset.em;
    inside
        .flat_map(super::pieces::TextLine::inked)
        .any(|p| p.bbox.right < frame.left - em || p.bbox.left > frame.right + em)
}

/// Whether lines of several texts stand close above or below the frame: rows of the same table without lines.
fn goes_on_undrawn(frame: &Frame, lines: &[TextLine], typeset: &Typeset) -> bool {
    let area = frame.bbox();
    let several = |l: &&TextLine| l.segments(typeset.bridge()).len() > 1 && !head_lines::is_labelled(l, typeset);
    // A label set beside several rows may stand on a line of its own.
    let below = lines.iter().filter(|l| l.bbox.center_y() > area.bottom).take(LINES_NEAR).filter(several);
    let above = lines.iter().rev().filter(|l| l.bbox.center_y() < area.top).take(LINES_NEAR).filter(several);
    below.into_iter().any(|l| l.bbox.top - area.bottom <= REGION_GAP * l.size)
        || above.into_iter().any(|l| area.top - l.bbox.bottom <= REGION_GAP * l.size)
}

/// The runs of text of each band between two levels.
fn bands_of(frame: &Frame, lines: &[TextLine], typeset: &Typeset) -> Vec<Vec<RunOfPieces>> {
    let mut bands: Vec<Vec<RunOfPieces>> = vec![Vec::new(); frame.levels.len().saturating_sub(1)];
    for line in lines {
        for segment in frame.runs(line, typeset) {
            let (x, y) = (segment.bbox.center_x(), segment.bbox.center_y());
            let below = frame.levels.partition_point(|l| l.y < y);
            if x < frame.left || x > frame.right {
                continue;
            }
            if let Some(band) = below.checked_sub(1).and_then(|n| bands.get_mut(n)) {
                band.push(segment);
            }
        }
    }
    bands
}

/// Whether the band has text in most of not few columns.
fn is_headed(band: &[RunOfPieces], frame: &Frame) -> bool {
    let columns = frame.columns();
    columns >= HEADED_COLUMNS && columns_of(band, frame) as f64 >= HEADED_SHARE * columns as f64
}

/// In how many columns the band has text.
fn columns_of(band: &[RunOfPieces], frame: &Frame) -> usize {
    let mut columns: Vec<usize> = band.iter().map(|s| frame.column_of(s.bbox.center_x())).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.len()
}

/// Whether the texts of the band may be one row: the lines of each column stand close below each other.
fn is_one_row(band: &[RunOfPieces], frame: &Frame) -> bool {
    (0..frame.columns()).all(|column| {
        let own = band.iter().filter(|s| frame.column_of(s.bbox.center_x()) == column);
        let mut sorted: Vec<&RunOfPieces> = own.collect();
        sorted.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top));
        sorted.windows(2).all(|w| match w {
            [a, b] => b.bbox.top - a.bbox.bottom <= ONE_CELL_GAP * a.size.max(b.size),
            _ => true,
        })
    })
}

/// Whether text runs over what should be borders: at a good part of the places where the marks above and below end, and at
/// the edges of shading. Then the marks are no cells.
fn is_overprinted(frame: &Frame, bands: &[Vec<RunOfPieces>]) -> bool {
    let (mut over, mut all) = (0_usize, 0_usize);
    for (band, pair) in bands.iter().zip(frame.levels.windows(2)) {
        let [top, bottom] = pair else { continue };
        for &x in inner_edges(&frame.borders) {
            if [top, bottom].iter().all(|l| l.ends_at(x, frame.slack) == Some(true)) {
                all += 1;
                over += usize::from(band.iter().any(|s| is_over(s, x)));
            }
        }
    }
    over as f64 > OVERLAY_CROSSING * all as f64
}

/// The horizontal borders: what is drawn, and where labels between shaded cells part.
fn horizontal(frame: &Frame, bands: &[Vec<RunOfPieces>]) -> Vec<Rule> {
    let parted = labels::label_borders(frame, bands);
    let mut rules = Vec::new();
    for (n, level) in frame.levels.iter().enumerate() {
        for column in 0..frame.columns() {
            let (start, end) = frame.slot(column);
            if level.covers(start, end) || parted[(n, column)] {
                rules.push(Rule { axis: Axis::Horizontal, position: level.y, start, end, width: CONCLUDED_RULE });
            }
        }
    }
    rules
}

/// Whether nothing above or below the band runs through the border.
fn is_ended(frame: &Frame, x: f64, top: &Level, bottom: &Level) -> bool {
    let ends = |level: &Level| level.ends_at(x, frame.slack) != Some(false);
    !frame.cell_by_cell || ends(top) && ends(bottom)
}

/// Whether a cell that goes on above or below ends at the border there: then it does so here, too.
fn is_continued(frame: &Frame, x: f64, top: &Level, bottom: &Level) -> bool {
    let right = frame.column_of(x + HAIR);
    let Some(left) = right.checked_sub(1) else { return false };
    let open = |level: &Level, column: usize| {
        let (start, end) = frame.slot(column);
        !level.covers(start, end)
    };
    let goes_on =
        |level: &Level| level.ends_at(x, frame.slack) == Some(true) && open(level, left) != open(level, right);
    goes_on(top) || goes_on(bottom)
}

/// The vertical borders: at each column border, in each band where no text runs over it and no shaded box covers it.
fn vertical(frame: &Frame, bands: &[Vec<RunOfPieces>]) -> Vec<Rule> {
    let mut rules = Vec::new();
    let starts = usual_starts(frame, bands);
    for ((band, pair), number) in bands.iter().zip(frame.levels.windows(2)).zip(0..) {
        let [top, bottom] = pair else { continue };
        let over = |x: f64| band.iter().any(|s| is_over(s, x));
        let ended = |x: f64| is_ended(frame, x, top, bottom) || is_continued(frame, x, top, bottom);
        let outer = |x: f64| x <= frame.left || x >= frame.right;
        let free = |x: f64| !over(x) && !frame.is_inside_fill(x, number) && ended(x);
        let drawn = |x: &f64| outer(*x) || frame.has_side(*x, top.y, bottom.y) || free(*x);
        let mut borders: Vec<f64> = frame.borders.iter().copied().filter(drawn).collect();
        let parted = text_borders(frame, band, &borders, &starts);
        borders.extend(parted.into_iter().filter(|&x| !over(x)));
        borders.dedup();
        let to_rule =
            |x| Rule { axis: Axis::Vertical, position: x, start: top.y, end: bottom.y, width: CONCLUDED_RULE };
        rules.extend(borders.into_iter().map(to_rule));
    }
    rules.sort_by(|a, b| a.position.total_cmp(&b.position).then(a.start.total_cmp(&b.start)));
    rules
}
