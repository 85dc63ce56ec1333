//! Tolerances of choosing between readings of a region, of tags, drawings and captions.

// Choosing between readings.

/// Share of a table's texts that must stand in cells which the rules leave open (several columns or rows in one) before
/// alignment is believed more than the rules.
pub(crate) const OVERLAY_SHARE: f64 = 0.35;

/// Share of slots with text from which lines inside one ruled row are rows of their own.
pub(crate) const OVERLAY_ROW_FILL: f64 = 0.7;

/// So many rows that are nearly full, over more than two columns, are rows whatever they hold.
pub(crate) const OVERLAY_ROWS: usize = 4;

/// What a header cell standing off the middle of the columns it would span counts, for each em, in columns covered.
pub(crate) const HEADER_OFF: f64 = 0.9;

/// Most header rows of a table without rules.
pub(crate) const HEADER_ROWS_MOST: usize = 8;

/// Words in a line from which it is running text: labels of tables are shorter.
pub(crate) const PROSE_WORDS: usize = 5;

/// CJK characters in a line from which it is running text.
pub(crate) const PROSE_CHARACTERS: usize = 12;

/// How far, in em, below a table the beginning of a cut row may stand: its cells may be centred in what is left of the page.
pub(crate) const STRAY_REACH: f64 = 8.0;

/// How far, in em, lines of the rest of a cut row stand from one another and from the headings printed again over it: more is another text.
pub(crate) const CUT_REST_REACH: f64 = 1.0;

/// How far, as a share, the size of text below a table may differ from the table's print and still be part of it.
pub(crate) const STRAY_SIZE: f64 = 0.15;

/// Share of a ruled grid's cells that must hold text: charts have grids with a few labels.
pub(crate) const DATA_SHARE: f64 = 0.15;

/// Share of an alignment's filled cells that may hold text from both sides of a drawn line: headings set across columns do, in
/// a table or two; more says that the alignment missed the columns.
pub(crate) const OVERLAY_CROSSING: f64 = 0.12;

/// How far apart, in points, the borders of neighbouring cells may be drawn that are one edge.
pub(crate) const BAND_SNAP: f64 = 1.0;

/// How thick, in points, an edge is at most that borders of neighbouring cells make: what goes on below is hatching.
pub(crate) const BAND_THICKEST: f64 = 4.0;

/// Share of a table's width that what is drawn at one height must cover to part rows.
pub(crate) const BAND_SHARE: f64 = 0.8;

/// Share of a table's width from which something drawn parts cells of a merged one.
pub(crate) const BAND_PART: f64 = 0.05;

/// How far, in em, cells of one row may differ from standing at one height.
pub(crate) const BAND_ANCHOR: f64 = 0.5;

/// How far, in em, the edges of a band may stand from the middle of its first and last line. Centred text stands further off.
pub(crate) const BAND_REACH: f64 = 4.0;

/// Bands that must look like one wrapped row each before bands are taken for rows.
pub(crate) const BAND_ROWS_LEAST: usize = 3;

/// Space, in em, between two lines of one cell of a band at most.
pub(crate) const BAND_LEADING: f64 = 1.2;

/// Filled cells of a ruled row that is a table by itself: fewer are boxes beside each other.
pub(crate) const LONE_ROW_CELLS: usize = 4;

// Tables from tags.

/// Slots of tagged tables that are walked in all; real documents stay far below, crafted spans do not.
pub(crate) const TAG_SLOTS_LIMIT: usize = 4_000_000;

/// Share of a tagged table's filled cells that may stand outside the columns and rows which the others of them keep to: text that
/// runs over its cell does. More says that the tags give cells to wrong rows or columns.
pub(crate) const TAG_MISFITS: f64 = 0.04;

/// Share of the glyphs among a tagged table's text that may belong to none of its cells (marks, artifacts).
pub(crate) const TAG_FOREIGN: f64 = 0.1;

/// Space, in em, between a column's text and its border where the next column has no text on this page.
pub(crate) const TAG_PADDING: f64 = 0.25;

/// How far, in em, text may reach beyond a border of its tagged cell and still stand in it: side bearings, tight leading.
pub(crate) const TAG_REACH: f64 = 0.25;

/// Share of a tagged table's filled cells that may lie on both sides of a drawn line before the lines are believed more.
pub(crate) const TAG_CROSSING: f64 = 0.03;

/// Share of a ruled table's text that must belong to one tagged table for the two to be readings of the same table.
pub(crate) const TAG_SAME: f64 = 0.9;

/// How far apart, as a share of their height, the texts of two tagged cells of one row stand at least that are two cells.
pub(crate) const TAG_GAP: f64 = 0.25;

/// The gap in em up to which untagged lines above a tagged table's later pages are its header, printed again.
pub(crate) const TAG_HEADER_GAP: f64 = 1.5;

// Drawings.

/// Lines up to this long, in em, are marks of a drawing (ticks, the ends of bars, corners of symbols): no text fits beside them.
pub(crate) const MARK_LONGEST: f64 = 1.3;

/// Marks among the texts from which they are the labels of a drawing.
pub(crate) const MARKS_LEAST: usize = 4;

/// Share of marks to texts from which they are the labels of a drawing: a table may hold a symbol or two.
pub(crate) const MARKS_SHARE: f64 = 0.15;

/// Share of slots with text from which a table is none of a chart's labels, whatever is shaded in it.
pub(crate) const BARS_FILLED: f64 = 0.6;

/// Filled areas that are looked at to find bars among them.
pub(crate) const BARS_LOOKED_AT: usize = 64;

/// Share of a table's rows with leading dots from which it may be a table of contents.
pub(crate) const CONTENTS_LED: f64 = 0.7;

/// Rows of texts with page numbers behind them from which they are contents although no dots lead there: five numbers of a table rise in
/// one of a hundred by chance.
pub(crate) const CONTENTS_LEAST: usize = 5;

/// Share of the rows of such contents that have a page number: titles may wrap.
pub(crate) const CONTENTS_NUMBERED: f64 = 0.6;

/// Space, in em, from which boxes stand apart: cells drawn as boxes of their own stand closer.
pub(crate) const BOXES_APART: f64 = 0.8;

/// Share of a table's texts that must stand in boxes of their own for it to be a drawing of boxes.
pub(crate) const BOXES_SHARE: f64 = 0.6;

/// Fills beside each other that are the bars of a chart: fewer may be anything.
pub(crate) const BARS_LEAST: usize = 3;

/// Share of bars to texts from which the texts belong to the bars: each has a label, a value or two, and beside them stands a scale.
pub(crate) const BARS_SHARE: f64 = 0.15;

/// How far, in em, from the outermost vertical rule of a table the nearest text of a column without a rule on its other side begins.
pub(crate) const BESIDE_REACH: f64 = 2.5;

/// Lines beside a table that stand at the height of its lines, from which they may be a column of it.
pub(crate) const BESIDE_LINES: usize = 3;

/// Share of the lines on both sides of such a rule that must stand at one height.
pub(crate) const BESIDE_MATCHED: f64 = 0.6;

/// Share of the width of a table from which a rule along its top or bottom closes it.
pub(crate) const CLOSED_SHARE: f64 = 0.8;

/// Space between neighbouring bars as a share of their thickness: rows that are shaded touch.
pub(crate) const BARS_APART: f64 = 0.15;

/// How far, in em, lengths of bars differ that are not equal, and ends that are on one line may lie apart.
pub(crate) const BARS_DIFFER: f64 = 0.3;

/// Share of a ruled grid's cells that may be completed before it is a drawing whose lines happen to meet.
pub(crate) const REPAIRED_MOST: f64 = 0.45;

/// Share of the boxes of a single column, or of a header, that must hold text: the lines of a chart's scale hold a legend or two.
pub(crate) const COLUMN_FILLED: f64 = 0.7;

/// Share of a ruled grid's cells with text below which one row must be full, as a header is: the grid of a chart has none.
pub(crate) const SPARSE: f64 = 0.3;

// Columns of a page.

/// The width, in em, that a strip between the columns of a page has at the least.
pub(crate) const COLUMN_GAP: f64 = 1.2;

/// The gap, in em, between runs of a line that may stand in different columns of the page.
pub(crate) const TABLES_GAP: f64 = 1.2;

/// Lines that keep the strip free at the least.
pub(crate) const COLUMN_LINES: usize = 8;

/// Share of the lines on one side of the strip, at the least, that are lines of running text where it is a column of text.
pub(crate) const COLUMN_PROSE: f64 = 0.6;

/// Share of the width of its side that a line of running text takes at the least.
pub(crate) const COLUMN_FULL: f64 = 0.8;

/// Lines of running text that stand on both sides of the strip at the least.
pub(crate) const COLUMN_TEXT_LEAST: usize = 4;

/// Strokes that must end on both sides of a strip for it to part tables: top, heading, bottom.
pub(crate) const COLUMN_STROKES: usize = 2;

/// How far, in em, a vertical rule must end from a horizontal one to end in the middle of a row: a line of print fits between.
pub(crate) const VERTICAL_ENDS: f64 = 0.9;

// Captions.

/// Space, in em, up to which a line above or below a table may be its caption.
pub(crate) const CAPTION_GAP: f64 = 2.5;

/// Characters of a heading at most; a numbered caption may have four times as many.
pub(crate) const CAPTION_LONGEST: usize = 60;

/// Short lines that may stand between heading and table: money unit, date.
pub(crate) const CAPTION_SKIPPED: usize = 2;

/// In how many lines two texts must stand in one drawn column, with a common gap between them, to show two columns: two do by chance.
pub(crate) const SHARED_COLUMN_LINES: usize = 3;
