//! A list of projects: the line of its headings → the columns and rows of all that stands below it.
//!
//! The search for regions follows gutters that lines keep free, and loses a list where a tall cell stands alone beside white space, or
//! where a number touches the text beside it. The headings say how many columns there are and about where; the list ends where
//! something else begins.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::geometry::inner_edges;
use crate::model::{BBox, Pt};
use crate::reconstruct::pages::page_marks::{is_page_mark, key};
use crate::reconstruct::pages::page_table::PageTable;
use crate::reconstruct::tolerances::{LIST_CROSSINGS, LIST_HEADINGS_LEAST, MERGED_COLUMNS_MOST, ROWS_APART};
use crate::vocabulary::{Column, Vocabulary};

use super::block_lines::{BlockOfLines, heading_row, one_below_the_other};
use super::blocks::heads_indicators;
use super::head_lines;
use super::headed_columns::{between_headings, heading_boxes, list_heading_lines};
use super::ink::Gutter;
use super::measures::Measures;
use super::numbers::is_number;
use super::pieces::{GlyphRun, TextLine};
use super::strokes::Strokes;
use super::typeset::Typeset;

/// The columns of a list, which all its pages share.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ListColumns {
    /// The gutters between them, from left to right.
    gutters: Vec<Gutter>,
    /// Of a list with a row for each indicator: how many columns stand left of its name.
    labels: usize,
    /// How many of the first columns may hold what belongs to several rows: no cell goes over two projects of a row each.
    merged_most: usize,
}

impl ListColumns {
    /// The columns between these borders, outer ones among them, with their headings as far as they are known.
    pub(crate) fn between(borders: &[Pt], headings: &[(usize, Column)]) -> Self {
        Self::headed(inner_edges(borders).iter().map(|&x| Gutter { left: x, right: x }).collect(), headings)
    }

    fn headed(gutters: Vec<Gutter>, headings: &[(usize, Column)]) -> Self {
        let at = |wanted: Column| headings.iter().find(|(_, heading)| *heading == wanted).map(|(column, _)| *column);
        let labels = at(Column::Level3).unwrap_or(0);
        Self { gutters, labels, merged_most: at(Column::Project).unwrap_or(MERGED_COLUMNS_MOST) }
    }

    /// How many columns there are.
    pub(crate) fn count(&self) -> usize {
        self.gutters.len() + 1
    }
}

/// What a page must know of the list that the page before it ends with.
#[derive(Debug, Clone)]
pub(crate) struct ListAbove {
    /// Its columns.
    pub(crate) columns: ListColumns,
    /// What stands around it on its pages, as [`key`]s: running heads.
    pub(crate) around: Vec<String>,
}

/// A list on a page.
#[derive(Debug, Clone)]
pub(super) struct ProjectList {
    /// Its parts, each below headings of its own.
    parts: Vec<ListPart>,
    columns: ListColumns,
}

impl ProjectList {
    /// The line behind its last one.
    fn end(&self) -> usize {
        self.parts.last().map_or(0, |part| part.rows.end)
    }
}

/// Lines of a list, from headings to headings.
#[derive(Debug, Clone)]
struct ListPart {
    /// The lines of the headings, none where the list goes on from the page before.
    headings: Range<usize>,
    /// The lines of the rows.
    rows: Range<usize>,
}

/// The lines of a page as lists are sought among them.
pub(super) struct ListSearch<'a> {
    /// From top to bottom.
    pub(super) lines: &'a [TextLine],
    /// The same cut at every gap that may be a border.
    pub(super) finer: &'a [TextLine],
    /// For each line whether it is a title.
    pub(super) stops: &'a [bool],
    pub(super) typeset: &'a Typeset,
    pub(super) words: &'a Vocabulary,
}

impl ListSearch<'_> {
    /// The lists of the page from top to bottom, the first of them perhaps going on from the page before.
    pub(super) fn lists(&self, above: Option<&ListAbove>) -> Vec<ProjectList> {
        let mut lists: Vec<ProjectList> = above.and_then(|above| self.goes_on(above)).into_iter().collect();
        let mut from = lists.last().map_or(0, ProjectList::end);
        while let Some(at) = (from..self.lines.len()).find(|&n| self.heads_list(n)) {
            let headings = list_heading_lines(self.lines, at, self.words);
            let headings = headings.start.max(from)..headings.end;
            let begun = headings.start;
            from = headings.end;
            let known = above.and_then(|above| self.below_headings_again(at, headings.clone(), above));
            let Some(list) = known.or_else(|| self.below_headings(at, headings)) else { continue };
            from = list.end();
            match lists.last_mut() {
                // The writer began it anew on the same page.
                Some(last) if last.end() == begun && last.columns.count() == list.columns.count() => {
                    last.parts.extend(list.parts);
                }
                _ => lists.push(list),
            }
        }
        lists
    }

    /// Whether the line holds headings of a list of projects and nothing else.
    fn heads_list(&self, n: usize) -> bool {
        let line = &self.lines[n];
        let all = line.inked().count();
        let mut known: Vec<Column> = line.inked().filter_map(|piece| self.words.column(&piece.text)).collect();
        let others = all - known.len();
        known.sort_unstable();
        known.dedup();
        let project = known.contains(&Column::Project);
        let of_list = project || known.contains(&Column::Goal) || known.contains(&Column::Indicators);
        known.len() >= LIST_HEADINGS_LEAST
            && of_list
            && others * 2 <= known.len()
            && (project || !heads_indicators(line, self.words))
            && !line.inked().any(|piece| is_number(&piece.text))
    }

    fn below_headings(&self, at: usize, headings: Range<usize>) -> Option<ProjectList> {
        let heading = &self.lines[at];
        let rows = self.rows_from(headings.end);
        let all = self.finer.get(headings.start..rows.end)?;
        let boxes = heading_boxes(heading, &self.lines[headings.clone()], self.typeset, self.words);
        let gutters = between_headings(&boxes, all);
        let known = heading.inked().filter_map(|p| Some((column_of(&p.bbox, &gutters), self.words.column(&p.text)?)));
        let known: Vec<(usize, Column)> = known.collect();
        self.believed(ProjectList {
            parts: vec![ListPart { headings, rows }],
            columns: ListColumns::headed(gutters, &known),
        })
    }

    /// The list below headings that stand one in each column of the list before: they are printed again, and few rows show less of its columns.
    fn below_headings_again(&self, at: usize, headings: Range<usize>, above: &ListAbove) -> Option<ProjectList> {
        let gutters = &above.columns.gutters;
        let columns: Vec<usize> = self.lines[at].inked().map(|piece| column_of(&piece.bbox, gutters)).collect();
        let rows = self.rows_from(headings.end);
        let list = ProjectList { parts: vec![ListPart { headings, rows }], columns: above.columns.clone() };
        if columns.into_iter().eq(0..above.columns.count()) { self.believed(list) } else { None }
    }

    /// The rows at the top of the page that go on with a list.
    fn goes_on(&self, above: &ListAbove) -> Option<ProjectList> {
        let keys = self.lines.iter().map(|line| key(&line.text()));
        let start = keys.take_while(|key| is_page_mark(key) || above.around.contains(key)).count();
        let rows = self.rows_from(start);
        self.believed(ProjectList {
            parts: vec![ListPart { headings: start..start, rows }],
            columns: above.columns.clone(),
        })
    }

    /// The list of one part, where its lines keep its gutters free.
    fn believed(&self, mut list: ProjectList) -> Option<ProjectList> {
        let gutters = &list.columns.gutters;
        let rows = &mut list.parts.first_mut()?.rows;
        rows.end -= self.closing_lines(rows.clone(), gutters);
        let own = self.cut(rows.clone(), gutters);
        let over = own.iter().filter(|line| line.inked().any(|p| crosses_any(&p.bbox, gutters)));
        let free = over.count() as f64 <= LIST_CROSSINGS * own.len() as f64;
        (!own.is_empty() && gutters.len() + 1 >= LIST_HEADINGS_LEAST && free).then_some(list)
    }

    /// The lines from one on that stand together, up to a title, a note, other headings.
    fn rows_from(&self, start: usize) -> Range<usize> {
        let left = self.lines.iter().skip(start).map(|l| l.bbox.left).fold(Pt::INFINITY, Pt::min);
        let mut bottom = Pt::INFINITY;
        let mut end = start;
        for (n, line) in self.lines.iter().enumerate().skip(start) {
            let text = line.text();
            let alone = line.segments(self.typeset.bridge()).len() == 1;
            let titled = alone
                && (self.words.is_title(&text) || line.bbox.left <= left + line.size && self.words.is_note(&text));
            let far = line.bbox.top - bottom > ROWS_APART * self.typeset.em;
            if self.heads_list(n) {
                return start..end.min(list_heading_lines(self.lines, n, self.words).start).max(start);
            }
            if self.stops[n] || titled || far {
                break;
            }
            bottom = if bottom.is_finite() { bottom.max(line.bbox.bottom) } else { line.bbox.bottom };
            end = n + 1;
        }
        start..end
    }

    /// How many of the last lines stand below a table and are no part of it.
    pub(super) fn closing_lines(&self, rows: Range<usize>, gutters: &[Gutter]) -> usize {
        let own = self.lines.get(rows).unwrap_or_default();
        own.iter().rev().take_while(|line| self.ends(line, gutters)).count()
    }

    /// Whether the line stands below a list and is no part of it.
    fn ends(&self, line: &TextLine, gutters: &[Gutter]) -> bool {
        let alone = line.segments(self.typeset.bridge());
        let over = matches!(alone.as_slice(), [only] if crosses_any(&only.bbox, gutters));
        over || is_page_mark(&key(&line.text())) || head_lines::is_labelled(line, self.typeset)
    }

    /// The lines, their pieces cut at the gutters where a narrow gap stands over one.
    pub(super) fn cut(&self, lines: Range<usize>, gutters: &[Gutter]) -> Vec<TextLine> {
        let own = self.lines.iter().zip(self.finer).skip(lines.start).take(lines.len());
        own.map(|(line, finer)| TextLine::new(line.pieces.iter().flat_map(|p| cut_piece(p, finer, gutters)).collect()))
            .collect()
    }

    /// The list as a table.
    pub(super) fn table(&self, strokes: &Strokes, list: &ProjectList) -> Option<PageTable> {
        let lines = list.parts.iter().flat_map(|part| &self.lines[part.headings.start..part.rows.end]);
        let around = BBox::around(lines.map(|l| l.bbox))?;
        let mut top = around.top;
        let mut parts = Vec::with_capacity(list.parts.len());
        for (part, next) in list.parts.iter().zip(list.parts.iter().skip(1).map(Some).chain([None])) {
            let below = next.map(|next| &self.lines[next.headings.start]);
            let end = self.lines[part.rows.end.checked_sub(1)?].bbox.bottom;
            let bottom = below.map_or(around.bottom, |line| f64::midpoint(end, line.bbox.top)).max(top);
            parts.push(self.part_to_table(strokes, part, &list.columns, BBox { top, bottom, ..around }));
            top = bottom;
        }
        parts.into_iter().reduce(|above, below| one_below_the_other(above, below, 0.0))
    }

    /// A part of a list as a table in the area.
    fn part_to_table(&self, strokes: &Strokes, part: &ListPart, columns: &ListColumns, area: BBox) -> PageTable {
        let ListColumns { gutters, labels, merged_most } = columns;
        let (headings, rows) = (self.cut(part.headings.clone(), gutters), self.cut(part.rows.clone(), gutters));
        let measures = Measures { merged_most: *merged_most, ..Measures::drawn(strokes) };
        let bottom = headings.iter().map(|l| l.bbox.bottom).fold(Pt::NEG_INFINITY, Pt::max);
        let top = rows.iter().map(|l| l.bbox.top).fold(Pt::INFINITY, Pt::min);
        let between =
            if headings.is_empty() { area.top } else { f64::midpoint(bottom, top).min(area.bottom).max(area.top) };
        let below = BlockOfLines::new(&rows, gutters, self.typeset);
        let own = BBox { top: between, ..area };
        let below = match *labels {
            0 => below.table(measures, &own),
            labels => below.table_beside_labels(labels, Measures { labels: Some(labels), ..measures }, &own),
        };
        if headings.is_empty() {
            return below;
        }
        let mut heading = heading_row(&headings, gutters, self.typeset, &BBox { bottom: between, ..area });
        heading.header_rows = 1;
        one_below_the_other(heading, below, 0.0)
    }
}

/// The piece in the parts of which the gutters leave it free: those of the finer line that stand in it, put together up to each gutter.
fn cut_piece(piece: &GlyphRun, finer: &TextLine, gutters: &[Gutter]) -> Vec<GlyphRun> {
    if !crosses_any(&piece.bbox, gutters) {
        return vec![piece.clone()];
    }
    let mut parts: Vec<GlyphRun> = Vec::new();
    let glyphs: BTreeSet<u32> = piece.glyphs.iter().copied().collect();
    let own = finer.pieces.iter().filter(|p| p.glyphs.first().is_some_and(|g| glyphs.contains(g)));
    for part in own {
        match parts.last_mut() {
            Some(last) if column_of(&last.bbox, gutters) == column_of(&part.bbox, gutters) => {
                last.bbox = last.bbox.union(&part.bbox);
                last.text.push_str(&part.text);
                last.glyphs.extend(&part.glyphs);
            }
            _ => parts.push(part.clone()),
        }
    }
    let whole = parts.iter().map(|p| p.glyphs.len()).sum::<usize>() == piece.glyphs.len();
    if whole { parts } else { vec![piece.clone()] }
}

/// The column that the middle of a text stands in.
fn column_of(text: &BBox, gutters: &[Gutter]) -> usize {
    gutters.partition_point(|g| g.center() < text.center_x())
}

/// Whether a text is printed over the middle of a gutter.
pub(super) fn crosses_any(text: &BBox, gutters: &[Gutter]) -> bool {
    gutters.iter().any(|g| text.left < g.center() && text.right > g.center())
}

#[cfg(test)]
mod tests;
