//! Lines below headings → rows: the columns that print something once a row tell the rows; classes and what belongs to a
//! project go over several of them.

use std::ops::Range;

use crate::model::{Finding, Line};
use crate::reconstruct::text::findings;
use crate::reconstruct::text::grid::{Placed, TableRows};
use crate::reconstruct::text::gutters::ColumnGutters;
use crate::reconstruct::text::pieces::Piece;
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{Dictionary, Judge, LineCell, PrintedColumn, Role, line_place, weights};
use crate::reconstruct::text::wrapped::{PlacedLine, placed_to_rows};
use crate::vocabulary::Column as Meaning;

use super::counts::{Parents, repeats_from_each};
use super::headings::SectionHeadings;
use super::items::{ColumnPiece, items_to_cell, note_doubt};
use super::stacks::{MOST_UNITS, PAGE_GAP, StackedCell, items_to_rows, items_to_spans};

/// Cost of a cell in a class column that is no class.
const NO_CLASS: f32 = 2.5;
/// Cost of a cell in which a whole class stands among other pieces.
const SEVERAL: f32 = 12.0;
/// Cost of a class beside one of another parent, each.
const OTHER_PARENT: f32 = 1.5;
/// Cost of a class printed again in the same project.
const CLASS_AGAIN: f32 = 1.5;
/// Cost of a class that goes over the border of two classes of the level above, as these stand by themselves.
const ACROSS: f32 = 0.4;

/// Pieces of each column.
type Stacks<'a> = Vec<Vec<ColumnPiece<'a>>>;

/// What stands between two sums.
struct BetweenSums<'a> {
    /// Pieces of each column.
    stacks: Stacks<'a>,
    /// The same line by line.
    lines: Vec<PlacedLine<'a>>,
    /// Where each page starts.
    pages: Vec<f32>,
}

impl BetweenSums<'_> {
    fn new(columns: usize) -> Self {
        Self { stacks: vec![Vec::new(); columns], lines: Vec::new(), pages: Vec::new() }
    }
}

/// Top and bottom of a row on the page.
type RowExtent = (f32, f32);

/// Reads the lines below headings, page by page, into a grid. `None` where no rows can be told.
pub(super) fn lines_to_grid(
    headings: &SectionHeadings,
    pages: &[(SectionHeadings, Vec<&Line>)],
    words: &Words,
    grid: &mut TableRows,
    noted: &mut Vec<Finding>,
) -> Option<()> {
    let mut printed = None;
    let mut page_columns = |(own, lines): &(SectionHeadings, Vec<&Line>)| {
        let inherited = printed.replace(own.number) == Some(own.number);
        ColumnGutters::of(&own.labels(), lines, inherited, words)
    };
    let columns: Vec<ColumnGutters> = pages.iter().map(&mut page_columns).collect();
    let begins_with_side = |columns: &ColumnGutters, line: &Line| {
        columns.cut(&line.text).first().is_some_and(|p| words.meaning(p.text) == Some(Meaning::Indicators))
    };
    let mut labelled = pages.iter().zip(&columns).flat_map(|((_, lines), c)| lines.iter().map(move |l| (c, *l)));
    let side = usize::from(columns.iter().any(|c| c.side_label) || labelled.any(|(c, l)| begins_with_side(c, l)));
    let count = headings.list.len() + side;
    let own = [headings.number, headings.number];
    grid.push_cells(headings.list.iter().zip(side..).map(|(h, c)| (c, (h.text.clone(), own))));
    let mut segment = BetweenSums::new(count);
    let (mut y, mut has_side) = (0.0, false);
    for ((_, lines), columns) in pages.iter().zip(&columns) {
        y += PAGE_GAP;
        let shift = side - usize::from(columns.side_label);
        let mut new_page = true;
        segment.pages.push(y + 1.0);
        for line in lines {
            y += 1.0;
            let pieces = columns.cut(&line.text);
            if let Some(first) = pieces.first().filter(|p| is_sum_label(p.text, words)) {
                segment_to_rows(headings, &segment, side, words, grid)?;
                segment = BetweenSums::new(count);
                let place = [line.number, line.number];
                let rest = pieces.iter().skip(1).map(|p| (p.column + shift, p.text));
                let cells = std::iter::once((0, first.text)).chain(rest);
                grid.push_cells(cells.map(|(column, text)| (column, (text.to_owned(), place))));
                continue;
            }
            let mut placed: Vec<Piece> = Vec::new();
            for piece in pieces {
                let is_side = side > 0 && words.meaning(piece.text) == Some(Meaning::Indicators);
                let column = if is_side { 0 } else { piece.column + shift };
                if is_side && std::mem::replace(&mut has_side, true) {
                    noted.push(findings::repeated(piece.text, line_place(line)));
                } else {
                    segment.stacks[column].push(ColumnPiece { text: piece.text, y, number: line.number });
                    placed.push(Piece { column, ..piece });
                }
            }
            if !placed.is_empty() {
                segment.lines.push(PlacedLine { number: line.number, row: y as usize, new_page, pieces: placed });
                new_page = false;
            }
        }
    }
    segment_to_rows(headings, &segment, side, words, grid)
}

/// Rows between two sums.
fn segment_to_rows(
    headings: &SectionHeadings,
    segment: &BetweenSums,
    side: usize,
    words: &Words,
    grid: &mut TableRows,
) -> Option<()> {
    let stacks = &segment.stacks;
    if stacks.iter().all(Vec::is_empty) {
        return Some(());
    }
    let at = |m: Meaning| headings.column(m).map(|c| c + side);
    let level3 = at(Meaning::Level3);
    let (level1, level2) = (at(Meaning::Level1), at(Meaning::Level2));
    let first_leaf = level3.or(level2.map(|c| c + 1)).or(level1.map(|c| c + 1))?;
    let first_class = level1.or(level2).or(level3)?;
    // Classes stand side by side, the finer to the right: nothing else is read here.
    if (first_class..first_leaf).any(|c| Some(c) != level1 && Some(c) != level2)
        || level2.is_some_and(|c| c < first_class)
    {
        return None;
    }
    let (mut rows, mut heights) = leaves_to_rows(headings, segment, (side, first_leaf), words, grid)?;
    // Where the coarser classes stand by themselves tells where finer ones can end.
    let borders = match level1.filter(|_| level2.is_some()) {
        Some(column) => {
            let items = &stacks[column];
            let units: Vec<Range<usize>> = (0..heights.len()).map(|n| n..n + 1).collect();
            let level = ClassColumn { is_first: true, over_none: true };
            class_spans(items, (&units, &heights, &segment.pages), (&[], &[]), level, words)
                .map_or_else(Vec::new, |spans| spans.iter().map(|s| s.1.end).collect())
        }
        None => Vec::new(),
    };
    let mut units: Vec<Range<usize>> = (0..heights.len()).map(|n| n..n + 1).collect();
    let mut classes: Vec<String> = vec![String::new(); units.len()];
    for column in [level2, level1].into_iter().flatten().filter(|c| *c < first_leaf) {
        let items = &stacks[column];
        let level = ClassColumn { is_first: Some(column) == level1, over_none: Some(column) == level2 };
        let crossed: &[usize] = if level.is_first { &[] } else { &borders };
        let mut spans = class_spans(items, (&units, &heights, &segment.pages), (&classes, crossed), level, words)?;
        if level.over_none {
            give_rows(&mut spans, items, &mut heights, &mut rows);
            units = (0..heights.len()).map(|n| n..n + 1).collect();
        }
        units = place_spans(&mut rows, column, items, &units, &spans)?;
        classes = spans.iter().map(|s| cell_text(&items[s.0.clone()])).collect();
    }
    if first_class > side {
        projects_to_rows(segment, side..first_class, (&units, &classes), &heights, &mut rows, grid)?;
    }
    if side > 0 {
        place(rows.first_mut()?, 0, stacks.first()?, heights.len());
    }
    for mut row in rows {
        row.sort_by_key(|p| p.column);
        grid.push(row);
    }
    Some(())
}

/// Gives cells that go over no row one of their own, and moves the rows of the others down.
fn give_rows(
    spans: &mut [StackedCell],
    items: &[ColumnPiece],
    heights: &mut Vec<RowExtent>,
    rows: &mut Vec<Vec<Placed>>,
) {
    let mut added = 0;
    for (own, over) in spans {
        *over = over.start + added..over.end + added;
        if over.start == over.end {
            let y = items[own.start].y;
            heights.insert(over.start, (y, y));
            rows.insert(over.start, Vec::new());
            over.end += 1;
            added += 1;
        }
    }
}

fn cell_text(items: &[ColumnPiece]) -> String {
    items_to_cell(items).map_or_else(String::new, |cell| cell.0)
}

fn place(row: &mut Vec<Placed>, column: usize, items: &[ColumnPiece], rows: usize) {
    if let Some(cell) = items_to_cell(items) {
        row.push(Placed { column, cell, rows, lost: false });
    }
}

/// The rows of what is printed once a row, and where each stands.
fn leaves_to_rows(
    headings: &SectionHeadings,
    segment: &BetweenSums,
    (side, first_leaf): (usize, usize),
    words: &Words,
    grid: &mut TableRows,
) -> Option<(Vec<Vec<Placed>>, Vec<RowExtent>)> {
    let own = [headings.number, headings.number];
    let column = |label: &str, role| PrintedColumn { label: label.to_owned(), role, lines: own, stacked: false };
    let headed = headings.list.iter().zip(headings.labels().roles).map(|(h, role)| column(&h.text, role));
    let columns: Vec<PrintedColumn> =
        std::iter::repeat_n(column("", Role::Remark), side).chain(headed).skip(first_leaf).collect();
    let mut lines = segment.lines.clone();
    for line in &mut lines {
        line.pieces.retain(|p| p.column >= first_leaf);
        line.pieces.iter_mut().for_each(|p| p.column -= first_leaf);
    }
    lines.retain(|l| !l.pieces.is_empty());
    let judge = Judge::new(words, Dictionary::default(), &columns);
    let (mut rows, mut heights) = (Vec::new(), Vec::new());
    let mut rest = lines.as_slice();
    for cells in placed_to_rows(&lines, &columns, &judge) {
        let last = cells.iter().map(|c| c.lines[1]).max()?;
        let (own, behind) = rest.split_at(rest.partition_point(|l| l.number <= last));
        rest = behind;
        heights.push((own.first()?.row as f32, own.last()?.row as f32));
        let doubtful = cells.first().filter(|c| c.margin < weights::NEAR);
        grid.doubts.extend(doubtful.map(|c| (c.text.clone(), c.lines)));
        rows.push(cells.into_iter().map(|c: LineCell| Placed::new(c.column + first_leaf, (c.text, c.lines))).collect());
    }
    (!rows.is_empty()).then_some((rows, heights))
}

/// Which class a column holds.
#[derive(Clone, Copy)]
struct ClassColumn {
    /// That of the first level.
    is_first: bool,
    /// Its cells may have no indicators.
    over_none: bool,
}

/// Class cells over rows (or over the cells of the finer class).
fn class_spans(
    items: &[ColumnPiece],
    (units, heights, pages): (&[Range<usize>], &[RowExtent], &[f32]),
    (finer, borders): (&[String], &[usize]),
    level: ClassColumn,
    words: &Words,
) -> Option<Vec<StackedCell>> {
    let read = |own: &[ColumnPiece]| {
        let text = cell_text(own);
        let (first, second) = words.class_levels(&text);
        let known = if level.is_first { first } else { second };
        let several = own.len() > 1 && own.iter().any(|i| words.class_levels(i.text) != (false, false));
        let cost = f32::from(u8::from(several)) * SEVERAL + f32::from(u8::from(!known)) * NO_CLASS;
        (words.level1(&text), cost)
    };
    let parents = Parents::of(finer.iter().map(|f| words.parent(f)).collect(), |class| words.level1(class));
    items_to_spans(items, &extents(units, heights), (pages, level.over_none), read, |(class, cost), over| {
        // Borders stand in their order.
        let before = |end: usize| borders.partition_point(|b| *b < end);
        let across = before(over.end).saturating_sub(borders.partition_point(|b| *b <= over.start));
        cost + parents.strangers(*class, &over) as f32 * OTHER_PARENT + across as f32 * ACROSS
    })
}

/// Top and bottom height of each unit of rows.
fn extents(units: &[Range<usize>], heights: &[RowExtent]) -> Vec<RowExtent> {
    let extent = |rows: &[RowExtent]| match rows {
        [only] => *only,
        [first, .., last] => (first.0, last.1),
        [] => RowExtent::default(),
    };
    units.iter().map(|unit| extent(&heights[unit.clone()])).collect()
}

/// The rows that a run of units goes over; `None` for no units.
fn rows_of(units: &[Range<usize>]) -> Option<Range<usize>> {
    Some(units.first()?.start..units.last()?.end)
}

/// Puts cells over several units into their first rows; gives the rows each goes over.
fn place_spans(
    rows: &mut [Vec<Placed>],
    column: usize,
    items: &[ColumnPiece],
    units: &[Range<usize>],
    spans: &[StackedCell],
) -> Option<Vec<Range<usize>>> {
    let mut over = Vec::new();
    for (own, of) in spans {
        let range = rows_of(&units[of.clone()])?;
        place(&mut rows[range.start], column, &items[own.clone()], range.len());
        over.push(range);
    }
    Some(over)
}

/// What is printed once a project: its column of fewest pieces tells the projects.
fn projects_to_rows(
    segment: &BetweenSums,
    columns: Range<usize>,
    (units, classes): (&[Range<usize>], &[String]),
    heights: &[RowExtent],
    rows: &mut [Vec<Placed>],
    grid: &mut TableRows,
) -> Option<()> {
    let stacks = &segment.stacks;
    let filled = stacks[columns.clone()].iter().filter(|s| !s.is_empty());
    let items = filled.min_by_key(|s| s.len())?;
    let repeats = repeats_from_each(classes, MOST_UNITS);
    let spans = items_to_spans(items, &extents(units, heights), (&segment.pages, false), again_cost, |cost, over| {
        cost + repeats[over.start][over.len()] as f32 * CLASS_AGAIN
    })?;
    let projects: Vec<&StackedCell> = spans.iter().filter(|s| !s.0.is_empty()).collect();
    let middles: Vec<f32> = projects.iter().map(|s| items[s.0.start].y).collect();
    for column in columns {
        let items = &stacks[column];
        for ((own, margin), span) in items_to_rows(items, &middles).into_iter().zip(&projects) {
            let own = &items[own];
            note_doubt(grid, own, margin);
            let range = rows_of(&units[span.1.clone()])?;
            place(&mut rows[range.start], column, own, range.len());
        }
    }
    Some(())
}

/// What a class costs that is printed over several rows.
fn again_cost(own: &[ColumnPiece]) -> f32 {
    (own.len() as f32 - 1.0) * CLASS_AGAIN
}

/// Whether a line that starts so is a row of sums: 小计, 总分.
fn is_sum_label(text: &str, words: &Words) -> bool {
    words.is_subtotal(text) || words.meaning(text) == Some(Meaning::Total)
}
