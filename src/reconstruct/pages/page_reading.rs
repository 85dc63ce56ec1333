//! What is kept of a page once its glyphs are dropped: tables with text, paragraphs, and what is needed to join pages.

use crate::model::geometry::outer_edges;
use crate::model::{BBox, Finding, Method, Page, Place, Pt, Rule};
use crate::reconstruct::tolerances::{BORDER_COVER, BORDER_MERGE};

use super::block_columns::BlockColumns;
use super::lines::{glyphs_to_lines, join_overlapping};
use super::page_table::{PageCell, PageTable};
use super::ruled::GlyphIndex;
use super::tags::TagRow;
use super::words::{cell_text, line_text};

/// A page read.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageReading {
    /// Page number, from 1.
    pub(crate) number: u32,
    /// Page width in points.
    pub(crate) width: Pt,
    /// Page height in points.
    pub(crate) height: Pt,
    /// Its tables, in reading order.
    pub(crate) tables: Vec<TextTable>,
    /// Where it has no table: a grid that may be part of a sheet too wide for the paper, see [`super::ruled::bare_grid`]. Its
    /// text is among the paragraphs too.
    pub(crate) bare: Option<TextTable>,
    /// Where it has no table: what would be one if a table of the page before goes on here, see [`super::aligned::faint_table`]. Its text is
    /// among the paragraphs too.
    pub(crate) faint: Option<TextTable>,
    /// Its text outside tables, from top to bottom.
    pub(crate) paragraphs: Vec<PageParagraph>,
    /// The columns of the rows of a card that it ends with.
    pub(crate) block: Option<BlockColumns>,
    /// What was noticed.
    pub(crate) findings: Vec<Finding>,
}

/// Text outside tables, as one page prints it.
#[derive(Debug, Clone)]
pub(crate) struct PageParagraph {
    /// The text.
    pub(crate) text: String,
    /// Its box on the page (on the sheet, where pages were joined sideways).
    pub(crate) bbox: BBox,
    /// Font size in points.
    pub(crate) size: Pt,
    /// Where it is printed.
    pub(crate) place: Place,
    /// Its printed lines, where there are several.
    pub(crate) lines: Vec<CutLine>,
}

/// A table of a page, with text instead of glyphs.
#[derive(Debug, Clone)]
pub(crate) struct TextTable {
    /// First page, from 1.
    pub(crate) page: u32,
    /// How it was found.
    pub(crate) method: Method,
    /// How sure that is, 0 to 1.
    pub(crate) confidence: f32,
    /// x of the column borders.
    pub(crate) column_edges: Vec<Pt>,
    /// y of the row borders.
    pub(crate) row_edges: Vec<Pt>,
    /// Leading rows known to be header.
    pub(crate) header_rows: usize,
    /// Size of its smaller print in points: what distances are measured by.
    pub(crate) em: Pt,
    /// Cells in row order, then column order.
    pub(crate) cells: Vec<TextCell>,
    /// For each row the row of the structure tree it comes from.
    pub(crate) tag_rows: Vec<Option<TagRow>>,
    /// Where it is printed.
    pub(crate) place: Place,
    /// Index of the first cell of the last page, where the table stands on several.
    pub(crate) tail: usize,
    /// Indices of cells from earlier pages that reach the last row.
    pub(crate) spanning: Vec<usize>,
}

/// A cell of a [`TextTable`].
#[derive(Debug, Clone)]
pub(crate) struct TextCell {
    /// First row, from 0.
    pub(crate) row: usize,
    /// First column, from 0.
    pub(crate) col: usize,
    /// Rows covered.
    pub(crate) row_span: usize,
    /// Columns covered.
    pub(crate) col_span: usize,
    /// Its text.
    pub(crate) text: String,
    /// Where it is printed.
    pub(crate) place: Place,
    /// The sides without a ruling line.
    pub(crate) open: Sides,
    /// Its lines, of cells open to the left or right only: what is needed to put together a cell cut by the page's edge.
    pub(crate) lines: Vec<CutLine>,
    /// Width of its last printed line in points, of cells that end with their table only; otherwise 0.
    pub(crate) last_line: Pt,
}

impl TextCell {
    /// A cell of one row and one column between ruling lines.
    pub(crate) fn single(row: usize, col: usize, text: String, place: Place) -> Self {
        let open = Sides::default();
        Self { row, col, row_span: 1, col_span: 1, text, place, open, lines: Vec::new(), last_line: 0.0 }
    }
}

/// A line of a cell that the page's edge may cut.
#[derive(Debug, Clone)]
pub(crate) struct CutLine {
    /// Its text.
    pub(crate) text: String,
    /// Its box.
    pub(crate) bbox: BBox,
}

/// Which sides of a cell have no ruling line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four sides, each drawn or not")]
pub(crate) struct Sides {
    /// No line on the left.
    pub(crate) left: bool,
    /// No line above.
    pub(crate) top: bool,
    /// No line on the right.
    pub(crate) right: bool,
    /// No line below.
    pub(crate) bottom: bool,
}

impl TextTable {
    /// Number of columns.
    pub(crate) fn cols(&self) -> usize {
        self.column_edges.len().saturating_sub(1)
    }

    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.row_edges.len().saturating_sub(1)
    }

    /// The cells of the last page, and those of earlier pages that reach the last row.
    pub(crate) fn tail_cells(&self) -> impl Iterator<Item = (usize, &TextCell)> {
        let spanning = self.spanning.iter().map(|&n| (n, &self.cells[n]));
        spanning.chain(self.cells.iter().enumerate().skip(self.tail))
    }

    /// The cells that end with the last row.
    pub(crate) fn last_cells(&self) -> impl Iterator<Item = (usize, &TextCell)> {
        let end = self.rows();
        self.tail_cells().filter(move |(_, c)| c.row + c.row_span == end)
    }

    /// The box of the grid.
    pub(crate) fn bbox(&self) -> BBox {
        let ((left, right), (top, bottom)) = (outer_edges(&self.column_edges), outer_edges(&self.row_edges));
        BBox::new(left, top, right, bottom)
    }
}

/// Replaces a page table's glyphs by text.
pub(crate) fn to_text_table(
    page: &Page,
    by_height: &GlyphIndex,
    table: &PageTable,
    tag_rows: Vec<Option<TagRow>>,
) -> TextTable {
    let area = table.bbox();
    let em = by_height.small_print(page, &area);
    let sides = SideRules::of(page, &area.inflate(em), em);
    let tagged_header = tag_rows.iter().take_while(|row| row.is_some_and(|r| r.header)).count();
    let cells = table.cells.iter().map(|cell| to_text_cell(page, table, cell, &sides)).collect();
    TextTable {
        page: page.number,
        method: table.method,
        confidence: table.confidence,
        column_edges: table.column_edges.clone(),
        row_edges: table.row_edges.clone(),
        header_rows: table.header_rows.max(tagged_header),
        em,
        cells,
        tag_rows,
        place: Place::page(page.number, area),
        tail: 0,
        spanning: Vec::new(),
    }
}

fn to_text_cell(page: &Page, table: &PageTable, cell: &PageCell, sides: &SideRules) -> TextCell {
    let outer = Sides {
        left: cell.col == 0,
        top: cell.row == 0,
        right: cell.col + cell.col_span == table.cols(),
        bottom: cell.row + cell.row_span == table.rows(),
    };
    let open = sides.open(&cell.bbox, outer);
    let mut lines = Vec::new();
    if open.left || open.right {
        for line in join_overlapping(page, glyphs_to_lines(page, &cell.glyphs)) {
            let bbox = BBox::around(page.glyphs_of(&line.glyphs).map(|g| g.bbox)).unwrap_or_default();
            lines.push(CutLine { text: line_text(page, &line), bbox });
        }
    }
    TextCell {
        row: cell.row,
        col: cell.col,
        row_span: cell.row_span,
        col_span: cell.col_span,
        text: cell_text(page, &cell.glyphs),
        place: Place::page(page.number, cell.bbox),
        open,
        lines,
        last_line: if outer.bottom { last_line(page, cell) } else { 0.0 },
    }
}

/// The width of the last line of a cell.
fn last_line(page: &Page, cell: &PageCell) -> Pt {
    join_overlapping(page, glyphs_to_lines(page, &cell.glyphs))
        .iter()
        .filter_map(|line| BBox::around(page.glyphs_of(&line.glyphs).map(|g| g.bbox)))
        .max_by(|a, b| a.center_y().total_cmp(&b.center_y()))
        .map_or(0.0, |b| b.width())
}

/// The rules in and around one table, by position, to ask which sides of a cell are drawn.
struct SideRules {
    horizontal: Vec<Rule>,
    vertical: Vec<Rule>,
    reach: Pt,
}

impl SideRules {
    fn of(page: &Page, area: &BBox, em: Pt) -> Self {
        let near = page.rules.iter().filter(|r| {
            let b = r.bbox();
            b.left <= area.right && b.right >= area.left && b.top <= area.bottom && b.bottom >= area.top
        });
        let mut rules: Vec<Rule> = near.copied().collect();
        rules.sort_by(|a, b| a.position.total_cmp(&b.position));
        let (horizontal, vertical) = rules.into_iter().partition(|r| r.axis == crate::model::Axis::Horizontal);
        Self { horizontal, vertical, reach: BORDER_MERGE * em }
    }

    /// Of the asked sides, those without a rule along most of them.
    fn open(&self, b: &BBox, asked: Sides) -> Sides {
        Sides {
            left: asked.left && !self.drawn(&self.vertical, b.left, b.top, b.bottom),
            right: asked.right && !self.drawn(&self.vertical, b.right, b.top, b.bottom),
            top: asked.top && !self.drawn(&self.horizontal, b.top, b.left, b.right),
            bottom: asked.bottom && !self.drawn(&self.horizontal, b.bottom, b.left, b.right),
        }
    }

    fn drawn(&self, rules: &[Rule], position: Pt, from: Pt, to: Pt) -> bool {
        let first = rules.partition_point(|r| r.position < position - self.reach);
        let near = rules.iter().skip(first).take_while(|r| r.position <= position + self.reach);
        let covered: Pt = near.map(|r| (r.end.min(to) - r.start.max(from)).max(0.0)).sum();
        covered >= BORDER_COVER * (to - from)
    }
}
