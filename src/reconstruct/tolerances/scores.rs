//! What speaks for lines being one cell, one row or one table: the scores of the readers of tables without rules, in the unit of a
//! pair of neighbours (two texts that stand beside each other as in a row count one). Relative sizes matter, not the values.

/// Two pieces that cannot be one cell: other columns, two numbers.
pub(crate) const NEVER_ONE_CELL: f64 = -4.0;

/// Distances of two lines, in the usual pitch of the column, up to which they are close, usual, and wide; with what each says for one
/// cell. Wrapped lines keep the pitch exactly; rounding and a superscript change a tenth.
pub(crate) const PITCHES: [(f64, f64); 3] = [(1.12, 1.0), (1.35, 0.0), (1.7, -1.5)];

/// A distance beyond these.
pub(crate) const PITCH_FAR: f64 = -3.0;

/// Two labels of a header, one above the other, that were not wrapped: what the distance says for one cell is taken back.
pub(crate) const LABELS_APART: f64 = -1.5;

/// A number, or a label that may have been wrapped, below another of a header.
pub(crate) const HEADER_DOUBT: f64 = -0.5;

/// Labels of a header that follow closely.
pub(crate) const HEADER_CLOSE: f64 = 1.0;

/// The first word of the next line would have found room in the line above: it was not wrapped.
pub(crate) const ROOM_LEFT: f64 = -2.5;

/// It would not.
pub(crate) const NO_ROOM_LEFT: f64 = 1.2;

/// Against joining two lines, for each column, below headings, where both have text in all columns of values.
pub(crate) const TWO_ROWS: f64 = 4.0;

/// A number and a text are seldom lines of one cell.
pub(crate) const NUMBER_AND_TEXT: f64 = -2.5;

/// Nor are two texts that begin with values.
pub(crate) const TWO_VALUES: f64 = -2.0;

/// Padding of a cell in em that its text does not use.
pub(crate) const CELL_PADDING: f64 = 0.3;

/// Longest beginning of a text, in em, that is asked whether it had room in the line above.
pub(crate) const FIRST_WORD_MOST: f64 = 4.0;

/// A space between that word and the line above, in em.
pub(crate) const WORD_SPACE: f64 = 0.2;

/// Distances of lines below this, in em, are jitter or superscripts.
pub(crate) const PITCH_LEAST: f64 = 0.6;

/// The usual pitch, in em, of a column that shows none.
pub(crate) const PITCH_USUAL: f64 = 1.2;

/// Of the pitches sorted, the part that is taken for the usual one: the tightest, outliers aside.
pub(crate) const TIGHT_PART: usize = 10;

/// Fewest lines that tell how a column is set.
pub(crate) const FLUSH_LEAST: usize = 3;

/// How much better a region must be than the one found to take its place.
pub(crate) const REGION_BETTER: f64 = 0.5;

/// Lines that are looked at for what a text goes on with: those of the nearest rows.
pub(crate) const NEAR_LINES: usize = 4;

/// How many times a line over several columns costs the patience of one inside a column.
pub(crate) const PATIENCE_OF_LINE: usize = 8;

/// Most neighbours of a line that count: wide tables are no surer.
pub(crate) const NEIGHBOURS_MOST: usize = 4;

/// A line in one column.
pub(crate) const LONE_TEXT: f64 = -0.1;

/// A line of prose over gutters.
pub(crate) const PROSE_CROSSING: f64 = -2.0;

/// Another line over gutters: a heading, a sum.
pub(crate) const HEADING_CROSSING: f64 = -0.75;

/// Words and characters from which on a line over gutters is prose.
pub(crate) const CROSSING_WORDS: usize = 8;

/// See [`CROSSING_WORDS`].
pub(crate) const CROSSING_CHARACTERS: usize = 60;

/// Numbers of lines from which one more may be printed over a gutter: headings, sums, an over-long entry.
pub(crate) const CROSSINGS_FROM: [usize; 3] = [5, 12, 25];

/// How far, as a share of a gutter's width, a text may reach into it; and at most, in em.
pub(crate) const INTO_GUTTER: f64 = 0.25;

/// See [`INTO_GUTTER`].
pub(crate) const INTO_GUTTER_MOST: f64 = 0.5;

/// Lines beside a strip from which a narrow one is a gutter.
pub(crate) const BESIDE_LEAST: usize = 4;

/// Numbers on both sides of a strip from which it is a gutter.
pub(crate) const NUMBERS_LEAST: usize = 3;

/// How far, in em, beside a strip numbers are looked for.
pub(crate) const NUMBERS_REACH: f64 = 2.0;

/// How sure a table without rules is: at the least; more with numbers in all its cells; with rules; with more than so many rows; at
/// the most.
pub(crate) const ALIGNED_SURE: f32 = 0.5;
/// See [`ALIGNED_SURE`].
pub(crate) const SURER_BY_NUMBERS: f32 = 0.2;
/// See [`ALIGNED_SURE`].
pub(crate) const SURER_BY_RULES: f32 = 0.15;
/// See [`ALIGNED_SURE`].
pub(crate) const SURER_BY_ROWS: f32 = 0.1;
/// See [`ALIGNED_SURE`].
pub(crate) const MANY_ROWS: usize = 4;
/// See [`ALIGNED_SURE`].
pub(crate) const ALIGNED_SUREST: f32 = 0.9;

/// Columns, and wrapped cells among them, from which a lone row is what a page break left of a form.
pub(crate) const LONE_ROW_COLUMNS: usize = 4;
/// See [`LONE_ROW_COLUMNS`].
pub(crate) const LONE_ROW_WRAPPED: usize = 3;
/// Columns from which two full rows are a table without rules.
pub(crate) const TWO_ROWS_COLUMNS: usize = 3;
