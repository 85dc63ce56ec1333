//! The weights of the scoring model: what speaks against a reading, in one unit (about the negative logarithm of how often
//! it happens), and the tolerances of line widths in half-width display cells. Relative sizes matter, not the values.

/// A cost; less is likelier.
pub(in crate::reconstruct::text) type Cost = f32;

/// A cell lacks: its row has nothing in a column. Merged department cells are common, a missing name is not.
pub(in crate::reconstruct::text) const MISSING_ORGANISATION: Cost = 0.9;
/// See [`MISSING_ORGANISATION`].
pub(in crate::reconstruct::text) const MISSING_NAME: Cost = 3.0;
/// See [`MISSING_ORGANISATION`].
pub(in crate::reconstruct::text) const MISSING_LONG: Cost = 2.4;
/// Total and fiscal amount stand in nearly every row.
pub(in crate::reconstruct::text) const MISSING_AMOUNT: Cost = 1.0;
/// Other amounts are mostly empty.
pub(in crate::reconstruct::text) const MISSING_OTHER_AMOUNT: Cost = 0.1;
/// A class is printed once for all its indicators.
pub(in crate::reconstruct::text) const MISSING_CLASS: Cost = 0.3;
/// A class without indicators has an empty row.
pub(in crate::reconstruct::text) const MISSING_INDICATOR: Cost = 0.8;
/// A column whose heading is unknown is filled as often as not.
pub(in crate::reconstruct::text) const MISSING_OPEN: Cost = 1.2;
/// Every row lacks here what is printed elsewhere: a row that is none pays for it.
pub(super) const MISSING_ELSEWHERE: Cost = 4.0;
/// A text in an unknown column, or in one of remarks, that is printed more than once.
pub(super) const REPEATED: Cost = -2.0;
/// A text in a column of organisations that ends as none does and is printed more than once.
pub(super) const REPEATED_UNKNOWN: Cost = 0.2;
/// A class or an indicator of a packed cell in an unknown column; a repeated organisation; and what clauses cost at most.
pub(super) const STRANGE_IN_OPEN: Cost = 6.0;
/// See [`STRANGE_IN_OPEN`].
pub(super) const NAME_IN_OPEN: Cost = 2.5;
/// See [`STRANGE_IN_OPEN`].
pub(super) const MOST_CLAUSES: Cost = 3.0;
/// A cell stands in the column of a section's label.
pub(in crate::reconstruct::text) const IN_SECTION_COLUMN: Cost = 4.0;
/// A dump lost a cell between two others of its row.
pub(in crate::reconstruct::text) const LOST_INSIDE: Cost = 1.5;
/// How much better a row must read elsewhere to be moved there.
pub(in crate::reconstruct::text) const CLEARLY_BETTER: Cost = 1.5;
/// A new row starts.
pub(in crate::reconstruct::text) const NEW_ROW: Cost = 0.4;
/// A new row does not start in the middle of a line.
pub(in crate::reconstruct::text) const NEW_ROW_IN_LINE: Cost = 4.0;
/// A page's text begins with a pool of one-line cells.
pub(in crate::reconstruct::text) const POOL: Cost = 4.0;
/// … where nothing shows that a page begins.
pub(in crate::reconstruct::text) const POOL_WITHIN_PAGE: Cost = 3.0;
/// A cell that a pool, or the row beside it, lacks.
pub(in crate::reconstruct::text) const MISSING_BESIDE_POOL: Cost = 0.35;
/// A line inside a cell starts with a name that the text repeats as a cell of its own.
pub(in crate::reconstruct::text) const NAME_INSIDE: Cost = 5.0;
/// A page break cut through a row.
pub(super) const CONTINUED: Cost = 1.5;
/// … where nothing shows that a page begins.
pub(super) const CONTINUED_WITHIN_PAGE: Cost = 7.0;
/// A cell border at a line end rather than at a blank line.
pub(in crate::reconstruct::text) const BORDER_AT_LINE: Cost = 0.3;
/// A long cell shares a line with the cell before it.
pub(in crate::reconstruct::text) const LONG_AFTER_SPACE: Cost = 0.6;
/// A cell shares a line with the end of a long cell.
pub(in crate::reconstruct::text) const AFTER_LONG_IN_LINE: Cost = 3.0;

/// A line end inside the name of an indicator.
pub(in crate::reconstruct::text) const LINE_INSIDE_NAME: Cost = 0.3;
/// A target is the same as the one in the column before: that of the year and that of the period, the planned and the reached.
pub(super) const SAME_TARGET: Cost = -2.0;
/// How much better a page must read as cells drawn first and cells drawn late than in its order.
pub(in crate::reconstruct::text) const LATE_CLEARLY: Cost = 4.0;
/// The same of cells in any order, which more readings are open to.
pub(super) const DEALT_CLEARLY: Cost = 10.0;
/// A text ends in a word of comparison, whose number is still to come.
pub(super) const NUMBER_TO_COME: Cost = 4.0;
/// A space inside a target or the name of an indicator.
pub(in crate::reconstruct::text) const SPACE_INSIDE_NAME: Cost = 2.0;
/// An indicator has a target but no name.
pub(in crate::reconstruct::text) const MISSING_INDICATOR_NAME: Cost = 3.0;
/// A row of separated fields has a target but no name: a lone text beside a class is a name, whatever it looks like.
pub(in crate::reconstruct::text) const LOST_INDICATOR_NAME: Cost = 6.0;
/// A page break, or a title that is drawn late, between the cells of a row beside a pool.
pub(super) const PAGE_BETWEEN_CELLS: Cost = 3.0;
/// A blank line inside a cell.
pub(in crate::reconstruct::text) const BLANK_INSIDE: Cost = 2.2;
/// A line end inside a target: most are short.
pub(in crate::reconstruct::text) const LINE_INSIDE_TARGET: Cost = 0.7;
/// A page break inside a cell.
pub(in crate::reconstruct::text) const PAGE_INSIDE: Cost = 1.5;
/// A space inside a short cell; in a long one.
pub(in crate::reconstruct::text) const SPACE_INSIDE_SHORT: Cost = 1.2;
/// See [`SPACE_INSIDE_SHORT`].
pub(in crate::reconstruct::text) const SPACE_INSIDE_LONG: Cost = 0.15;

/// A line inside a cell ends short of the column's width, per cell of width, and at most.
pub(in crate::reconstruct::text) const SHORT_LINE_PER_CELL: Cost = 0.35;
/// See [`SHORT_LINE_PER_CELL`].
pub(in crate::reconstruct::text) const SHORT_LINE_MOST: Cost = 4.5;
/// An indicator of a packed cell starts a line although the one before had room.
pub(super) const ITEM_ON_NEW_LINE: Cost = 0.5;
/// A line is wider than its column, per cell of width, and at most.
pub(in crate::reconstruct::text) const WIDE_LINE_PER_CELL: Cost = 0.5;
/// See [`WIDE_LINE_PER_CELL`].
pub(in crate::reconstruct::text) const WIDE_LINE_MOST: Cost = 7.0;
/// A cell ends with a full line.
pub(in crate::reconstruct::text) const ENDS_FULL: Cost = 0.7;
/// Punctuation may not start a line and digits are narrower than half: a full line may end this share short.
pub(in crate::reconstruct::text) const WIDTH_SHARE: f32 = 0.03;
/// … and this many cells.
pub(in crate::reconstruct::text) const WIDTH_SLACK: f32 = 3.0;

/// Most lines of a short cell (a name in a narrow column).
pub(in crate::reconstruct::text) const SHORT_CELL_TOKENS: usize = 10;
/// A text starts with punctuation that follows something; brackets in it are opened and not closed, or the other way round.
pub(in crate::reconstruct::text) const STARTS_INSIDE: Cost = 3.0;
/// See [`STARTS_INSIDE`].
pub(in crate::reconstruct::text) const UNBALANCED: Cost = 2.0;
/// A gap of several spaces inside a line that a reading takes for a mere space.
pub(in crate::reconstruct::text) const WIDE_GAP_UNEXPLAINED: Cost = 0.5;
/// The same of a tab, which nothing but a border makes.
pub(in crate::reconstruct::text) const TAB_UNEXPLAINED: Cost = 3.0;
/// How sure a table of a text is: nothing is printed that shows its borders.
pub(in crate::reconstruct::text) const CONFIDENCE: f32 = 0.9;
/// Two ways of reading a block closer than this, per printed line, are reported: about one cell of a short row misread.
pub(in crate::reconstruct::text) const NEAR_PER_LINE: Cost = 0.1;
/// Lines are taken for cells that stand apart where that is better by so much per printed line: dumps that print so gain .6 and more.
pub(in crate::reconstruct::text) const CELLS_APART: Cost = 0.4;

/// Two readings closer than this are reported.
pub(in crate::reconstruct::text) const NEAR: Cost = 0.5;
/// A name in the department column that the text prints as a unit, or the other way round.
pub(in crate::reconstruct::text) const OUT_OF_COLUMN: Cost = 2.5;
/// A cell of a row set in columns of spaces stands neither centred on the row nor at its top, per line, and at most so many lines.
pub(in crate::reconstruct::text) const OFF_CENTRE: Cost = 0.6;
/// See [`OFF_CENTRE`].
pub(in crate::reconstruct::text) const OFF_CENTRE_MOST: Cost = 12.0;
/// A number is broken over lines.
pub(in crate::reconstruct::text) const NUMBER_BROKEN: Cost = 8.0;
/// Each line but one of a row set in columns of spaces that fills every column the row fills.
pub(in crate::reconstruct::text) const FULL_LINE: Cost = 2.5;
/// … where other lines of the row fill fewer columns, and the line stands right below another such.
pub(in crate::reconstruct::text) const FULL_LINE_BESIDE: Cost = 0.5;
/// Characters two organisations of one place share at their beginning.
pub(super) const AKIN_CHARACTERS: usize = 3;
/// A goal or indicators stand beside a row that adds others up.
pub(in crate::reconstruct::text) const SUM_BESIDE_LONG: Cost = 6.0;
