//! Tolerances for tables without rules: what makes a row, the blocks of a form, cells over several rows.

/// How far, in em, the beginnings of texts may lie apart that begin a column together.
pub(crate) const PARTED_ALIGN: f64 = 0.25;

/// How many lines of a run must begin at one x to show a column that other lines cross: two do by chance.
pub(crate) const PARTED_STARTS: usize = 3;

/// With so many beginnings one text beside them is enough: it may stand for all these rows.
pub(crate) const PARTED_STARTS_SURE: usize = 5;

/// How many texts must stand beside them otherwise.
pub(crate) const PARTED_BESIDE: usize = 2;

/// At how many x texts must begin in two regions alike for them to be one table: two columns are alike in any two lists.
pub(crate) const JOINED_LEFTS: usize = 3;

/// How often they are tried: columns inside columns are two deep.
pub(crate) const PARTED_PASSES: usize = 3;

/// How many texts back the line above is looked for: those of a few lines, set beside it at other heights.
pub(crate) const LAST_LINE_REACH: usize = 16;

/// The most space, in em, that a full line leaves before the next column: the last ideograph did not fit, and padding.
pub(crate) const COLUMN_PADDING: f64 = 2.0;

/// The widest distance in em of lines of one cell where none are closer.
pub(crate) const LEADING_MOST: f64 = 1.5;

/// How many common beginnings are tried: no table has more columns, and each looks at all lines.
pub(crate) const PARTED_TRIES_MOST: usize = 200;

/// How much better the texts must agree before cells over several rows are believed.
pub(crate) const MERGED_GAIN: f64 = 0.7;

/// How much better rows must agree at the top, the middle or the bottom for their labels to be set so, too.
pub(crate) const ANCHOR_SURE: f64 = 1.0;

/// Against each label that stands otherwise than the cells of the rows surely do.
pub(crate) const LABEL_OTHER_ANCHOR: f64 = 0.75;

/// Lines of a region up to which cells over several rows are looked for: more than a page of small print has.
pub(crate) const MERGED_LINES_MOST: usize = 300;

/// Columns from the left up to which cells over several rows are looked for: organisation, project, amounts, goal, classes.
pub(crate) const MERGED_COLUMNS_MOST: usize = 12;

/// How far, in usual distances of rows, the rows above and below must stand off before a line with labels only is a row.
pub(crate) const MERGED_ROW_PITCH: f64 = 0.9;

/// Space, in em, between two lines of one label at most; cells have more between them.
pub(crate) const LABEL_LEADING: f64 = 0.55;

/// Against a row: each em by which a cell stands off where the others have it (top, middle, bottom).
pub(crate) const ROW_OFF: f64 = 1.6;

/// How far, in em, a text may reach over the border of its row: boxes of glyphs are not equally high.
pub(crate) const ROW_BORDER_SLACK: f64 = 0.15;

/// The most that one cell standing off counts.
pub(crate) const ROW_OFF_MOST: f64 = 3.0;

/// Against a row whose cells stand to each other otherwise than in the other rows: a page break does this, little else.
pub(crate) const ROW_OTHER_ANCHOR: f64 = 1.5;

/// Against a row: each column without text.
pub(crate) const ROW_EMPTY: f64 = 0.4;

/// The most that empty columns count against a row with text in the first column only: a heading over rows.
pub(crate) const ROW_HEADING: f64 = 0.8;

/// Against joining a text with the number below it in a column of numbers.
pub(crate) const ROW_NUMBER: f64 = 3.0;

/// Against joining two lines that both have text in every column, for each column: cells seldom wrap all alike.
pub(crate) const ROW_PARALLEL: f64 = 1.2;

/// The most that empty columns count: tables of many columns may be sparse.
pub(crate) const ROW_EMPTY_MOST: f64 = 2.4;

/// Share of a table's width that filled boxes over or under it must cover together to be a row of it.
pub(crate) const FILLED_ROW_COVER: f64 = 0.8;

/// The lowest row of filled boxes, in em: a line of text fits into it.
pub(crate) const FILLED_ROW_LEAST: f64 = 0.9;

/// How far, in points, a fill may reach out of the one it is painted on: rounding.
pub(crate) const FILL_INSIDE: f64 = 0.6;

/// How far, in em, the texts of a row without a line on its outer side may stand off the line on its inner side.
pub(crate) const OPEN_ROW_REACH: f64 = 1.2;

/// How far, in em, a text stands off the border of its cell where it is set at its left.
pub(crate) const TEXT_PADDING: f64 = 1.2;

/// The gap between two texts, in em, from which a border that lies in it parts them, where the right one begins at it.
pub(crate) const TEXTS_APART: f64 = 1.0;

/// The same, where the right one begins at no border.
pub(crate) const TEXTS_FAR: f64 = 2.0;

/// Ideographs in a line from which it is no label: a full line of a wrapped text, where a line of equal left follows.
pub(crate) const LONG_TEXT: usize = 10;

/// How far, in em, rows of the same columns may stand apart on a page: cells of a fixed height, their text in the middle.
pub(crate) const ROWS_APART: f64 = 12.0;

/// How much larger than the print of a page a line is that is the title of the table below it.
pub(crate) const TITLE_SIZE: f64 = 1.3;

/// Among so many lines at the top of a table the lines of its headings stand.
pub(crate) const HEADING_LINES: usize = 3;

/// How far, in em, the distance of a mark from its neighbour must be from none for one of them to have been squeezed; rounding
/// stays below.
pub(crate) const MARK_OFF: f64 = 0.03;

/// How far, in em, texts may begin from each other that begin at one x.
pub(crate) const OVERHANG_OFF: f64 = 0.06;

/// How far, in em, the ink after a squeezed mark may begin from where the texts of its column do.
pub(crate) const OVERHANG_START: f64 = 0.2;

/// The width, in em, of a strip that parts columns of text set without spaces, even if few lines print on both its sides.
pub(crate) const GUTTER_ALONE: f64 = 0.75;

/// The most entries of a column that may be a heading set otherwise than the texts below it: two lines.
pub(crate) const STRAY_ENTRIES: usize = 2;

/// Width, in em, from which the box of a mark holds its ink in one half only.
pub(crate) const MARK_WIDTH: f64 = 0.9;

/// The gap, in em, up to which the box of a mark at the end of a line is taken for squeezed by the column beside it.
pub(crate) const SQUEEZED_GAP: f64 = 0.6;

/// Columns from which a row of headings shows a table with one row below it.
pub(crate) const HEADED_COLUMNS: usize = 4;

/// Share of the columns that such a row of headings must fill.
pub(crate) const HEADED_SHARE: f64 = 0.75;

/// Characters from which a text that stands twice, one below the other, is two values: shorter ones repeat inside words.
pub(crate) const REPEAT_LEAST: usize = 4;

/// How far, in em, two entries of columns must share their height to stand beside each other, as a share of the first.
pub(crate) const BESIDE_SHARE: f64 = 0.25;

/// How far, in em, a text may reach over a border and still stand beside it.
pub(crate) const TEXT_OVER: f64 = 0.2;

/// How far apart, as a share of the slack at borders, texts may begin that begin at one x.
pub(crate) const START_SHARE: f64 = 0.125;

/// How much larger a fill must be to hold another: of two as large the later hides the first.
pub(crate) const FILL_LARGER: f64 = 1.01;

/// How far, in em, a border of a card's head may stand off one of the rows below it and be the same.
pub(crate) const BLOCK_EDGES_APART: f64 = 1.0;

/// How many headings known in full show that a line heads a list of projects.
pub(crate) const LIST_HEADINGS_LEAST: usize = 3;

/// Share of the lines of a list that may be printed over a border of its columns: an over-long word, a number that touches the next column.
pub(crate) const LIST_CROSSINGS: f64 = 0.1;

/// The gap, in em, from which two glyphs may stand in different columns where headings say that a border is about there.
pub(crate) const NARROW_GAP: f64 = 0.1;

/// How many lines that begin with a label and have a value show the head of a card.
pub(crate) const HEAD_LABELS_LEAST: usize = 2;
