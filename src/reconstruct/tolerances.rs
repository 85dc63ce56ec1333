//! Every tolerance of this stage, with its unit and its reason. Lengths are in em (the font size of the glyphs they
//! are applied to) unless the name says points.

mod blocks;
mod proportions;
mod readings;
mod scores;

pub(crate) use blocks::*;
pub(crate) use proportions::*;
pub(crate) use readings::*;
pub(crate) use scores::*;

/// Baselines closer than this, in em, are one line: what rounding and hinting shift.
pub(crate) const BASELINE_STEP: f64 = 0.12;

/// The most that baselines of one line may spread in all, in em: keeps a chain of steps from swallowing the next line.
pub(crate) const BASELINE_SPREAD: f64 = 0.3;

/// Share of the lower line's height by which two rows of glyphs must overlap to be one line (superscripts, mixed
/// fonts, the jitter of recognised text).
pub(crate) const LINE_OVERLAP: f64 = 0.5;

/// A gap between Latin letters, in em, from which it is a space: the narrowest spaces of justified text are 0.2 em,
/// kerning stays below 0.1 em.
pub(crate) const LATIN_SPACE: f64 = 0.17;

/// A gap beside a CJK character, in em, from which it is a space: the space that typesetters put between CJK and Latin
/// text is 0.25 em and is not typed.
pub(crate) const CJK_SPACE: f64 = 0.45;

/// A glyph set at most this share of its neighbour's size may be its superscript or subscript.
pub(crate) const SCRIPT_SIZE: f64 = 0.8;

/// The gap, in em of the larger glyph, up to which a superscript or subscript belongs to the word before it.
pub(crate) const SCRIPT_GAP: f64 = 0.25;

// Tables without rules.

/// A gap inside a word, in em over its usual one, from which its glyphs may belong to different columns. Letters of a
/// word stay well below it, neighbouring CJK columns above.
pub(crate) const PIECE_GAP: f64 = 0.2;

/// The space, in em, up to which an ideograph and a letter or digit beside it are one text: a quarter is usual, justified lines
/// stretch it.
pub(crate) const HAN_LATIN_GLUE: f64 = 0.35;

/// Dots or underscores in a row from which they lead the eye and are no text; an ellipsis has three.
pub(crate) const LEADER_DOTS: usize = 4;

/// Bins per em in which print is counted for gutters: a gutter's edges are then known to a sixteenth of a character.
pub(crate) const INK_BINS_PER_EM: f64 = 16.0;

/// Most bins over a page's width, whatever its size.
pub(crate) const INK_BINS_MOST: f64 = 8192.0;

/// A gap in em below which Latin words read on: spaces of justified text seldom reach it.
pub(crate) const BRIDGE: f64 = 0.5;

/// The same in usual spaces of the page (typewriter fonts have spaces of 0.6 em).
pub(crate) const BRIDGE_SPACES: f64 = 1.45;

/// The usual space of Latin fonts in em, where a page shows too few to measure.
pub(crate) const SPACE_LATIN: f64 = 0.28;

/// Gaps in em from which they are certainly no spaces.
pub(crate) const SPACE_MOST: f64 = 0.8;

/// The narrowest gutter in em between columns of CJK text, which has no spaces.
pub(crate) const GUTTER_CJK: f64 = 0.3;

/// The narrowest gutter in em between columns of Latin text.
pub(crate) const GUTTER_LATIN: f64 = 0.45;

/// A gap between two numbers, in em, from which they stand in different columns.
pub(crate) const NUMBER_GAP: f64 = 0.35;

/// What must be left of a gutter, in em, when text that reaches into it is given its room.
pub(crate) const GUTTER_LEFT: f64 = 0.3;

/// The vertical gap in em that ends a region, unless wider ones were met inside.
pub(crate) const REGION_GAP: f64 = 2.0;

/// How many times as far a line may stand off that fits three or more columns.
pub(crate) const REGION_GAP_FITTING: f64 = 1.75;

/// How much wider than the widest gap met so far the next may be.
pub(crate) const REGION_GAP_GROWTH: f64 = 1.5;

/// Most lines of a region: more than any page of print has.
pub(crate) const REGION_LINES_MOST: usize = 1000;

/// Lines that may follow without making a region better before it ends: wrapped cells, headings inside.
pub(crate) const REGION_PATIENCE: usize = 5;

/// How far a region's value may fall below its best before it ends, in neighbour pairs.
pub(crate) const REGION_SLACK: f64 = 4.0;

/// The gap in em up to which a line below the last row goes on in one of its cells.
pub(crate) const REGION_TAIL_GAP: f64 = 0.5;

/// The least value of a region, in neighbour pairs: two rows of two columns.
pub(crate) const REGION_VALUE: f64 = 2.0;

/// How far texts of two rows may overlap in height, in em: em boxes are taller than their letters.
pub(crate) const ROW_CUT: f64 = 0.2;

/// Most lines of one row: a page of small print in one cell.
pub(crate) const ROW_LINES_MOST: usize = 120;

/// Rules nearer to each other than this, in em, lie on one line: rounding of borders drawn cell by cell.
pub(crate) const RULE_OFFSET: f64 = 0.15;

/// Pieces of one rule with a gap up to this, in em, are one rule: dashes, and corners that were left open.
pub(crate) const RULE_JOIN_GAP: f64 = 0.5;

/// Rules shorter than this, in em, are marks (ticks, bullets, parts of drawings), no borders.
pub(crate) const RULE_SHORTEST: f64 = 0.3;

/// A rule that ends this near to another, in em, meets it.
pub(crate) const RULE_TOUCH: f64 = 0.35;

/// Lines nearer to each other than this, in em, are one border (double and triple lines).
pub(crate) const BORDER_STEP: f64 = 0.4;

/// The most that the lines of one border may spread in all, in em: no line of text fits between.
pub(crate) const BORDER_SPREAD: f64 = 0.8;

/// How far, in em, something must lie from a border to be beside it and not on it.
pub(crate) const BORDER_MERGE: f64 = 0.5;

/// Share of a slot's side that a rule must cover to be its border; below, it is a broken end or a stub.
pub(crate) const BORDER_COVER: f64 = 0.5;

/// How far, in em, a text may reach over a column border that is not drawn beside it: boxes of glyphs are a little wider than their ink.
pub(crate) const UNDRAWN_OVER: f64 = 0.1;

/// The space, in em, up to which texts on a line are one run: less than the padding on both sides of a border that is not drawn.
pub(crate) const UNDRAWN_RUN_GAP: f64 = 0.5;

/// How far, in em, a text that begins at a column border stands off it: the padding of a cell.
pub(crate) const UNDRAWN_PADDING: f64 = 0.8;

/// So many cells full of texts that keep the column borders free show that sides are left out: one may be two texts in a cell.
pub(crate) const UNDRAWN_CELLS: usize = 2;

/// One such cell shows it where it has texts in so many columns.
pub(crate) const UNDRAWN_COLUMNS: usize = 3;

/// Number of rules on a page beyond which it is a drawing.
pub(crate) const LATTICE_RULES_LIMIT: usize = 60_000;

/// Number of pairs of rules that are tried for a touch on one page.
pub(crate) const TOUCH_BUDGET: usize = 8_000_000;

/// Number of slots of a grid beyond which it is a drawing (graph paper, a map).
pub(crate) const GRID_SLOTS_LIMIT: usize = 400_000;

/// Glyphs set closer than this, in em, are one piece of text beyond doubt.
pub(crate) const CROSSING_GAP: f64 = 0.12;

/// How deep, in em, a border must lie inside a glyph to run through it and not beside it.
pub(crate) const CROSSING_INSIDE: f64 = 0.15;

/// How far, in em, the middle of a glyph may lie outside the table and still be in its outermost cell.
pub(crate) const EDGE_REACH: f64 = 0.3;

/// A gap on a line of text outside tables, in em, from which the pieces are paragraphs of their own.
pub(crate) const PARAGRAPH_GAP: f64 = 2.0;

/// The line pitch, in em, up to which the next line may belong to the same paragraph.
pub(crate) const PARAGRAPH_PITCH: f64 = 2.4;

/// How far the sizes of two lines of a paragraph may differ, as a share of the size.
pub(crate) const PARAGRAPH_SIZE: f64 = 0.1;

/// How far from the right margin, in em, a full line may end: a word or a bracket that did not fit.
pub(crate) const PARAGRAPH_RIGHT: f64 = 2.5;

/// The indent, in em, by which a paragraph's first line may stand in.
pub(crate) const PARAGRAPH_INDENT: f64 = 4.5;

/// Lines shorter than this, in em, are not wrapped: labels and titles.
pub(crate) const PARAGRAPH_WIDTH: f64 = 12.0;

/// The room, in em, that a wrapped line may leave in its cell: padding on both sides, and a word or number that did not fit.
pub(crate) const LINE_ROOM: f64 = 4.0;

/// Characters from which a text may be several paragraphs, each ending where it likes.
pub(crate) const PARAGRAPHS_LEAST: usize = 40;

/// How far, in em, a column border may shift from page to page and be the same.
pub(crate) const COLUMN_DRIFT: f64 = 0.5;

/// Share of the borders of the table with fewer columns that must be borders of the other for one to continue the other.
pub(crate) const COLUMN_SHARE: f64 = 0.75;

/// Share of rows that fill a column from which an empty cell in it, first on a page, says that its row began before.
pub(crate) const ALWAYS_FILLED: f64 = 0.8;

/// How far, in em, the row borders of pages printed side by side may differ: one sheet, one scale.
pub(crate) const ROW_DRIFT: f64 = 0.25;

/// Share of the lower row's height by which rows without borders must stand beside each other on the two pages of a sheet.
pub(crate) const ROWS_FACING: f64 = 0.5;

/// How far, in em, the first lines of cells in one row may differ in height on the two pages of a sheet without borders.
pub(crate) const FACING_ROW: f64 = 0.3;

/// The most pages one side of a wide sheet is expected to have; bounds the search.
pub(crate) const SIDEWAYS_LIMIT: usize = 300;

/// How far, of 255, one component of a mark's colour on paper must be from that of the text to be another ink.
pub(crate) const MARK_INK: u8 = 48;

/// How many times the text's size the print of a mark is at least, where its ink is the text's.
pub(crate) const MARK_LARGE: f64 = 1.8;

/// Share of a printed character that a mark's character must cover to lie over it: line boxes of neighbours touch.
pub(crate) const MARK_OVERLAP: f64 = 0.25;

/// Share of an upright mark's characters that lie over others: print that a neighbour's box touches has fewer.
pub(crate) const MARK_OVERLAPPED: f64 = 0.2;
/// Share of its width with which a glyph of a mark lies over one of the same line at least: the colon behind a label has ink in its left
/// half only, and values are set into the right one.
pub(crate) const MARK_ON_LINE: f64 = 0.5;
/// Share of the lower of two glyphs that both have in common in height where they are of one line.
pub(crate) const MARK_SAME_LINE: f64 = 0.75;

/// How far apart, in em, the middles of characters drawn one after the other are one mark.
pub(crate) const MARK_SPACING: f64 = 4.0;

/// Share of slanted characters from which the page itself is slanted, as a crooked scan is.
pub(crate) const SLANTED_PAGE: f64 = 0.9;

/// How far apart, in em, the middles of characters drawn one after the other are one run.
pub(crate) const RUN_SPACING: f64 = 2.0;

/// Share of a page's characters, and of its runs, that go one way from which the page is turned to it.
pub(crate) const TURNED_SHARE: f64 = 0.6;

/// How near to the side of a page's rules, in em, a rule must end to run off the paper there.
pub(crate) const SEAM_REACH: f64 = 0.4;

/// Share of the row borders of the side with fewer that two pages of one wide sheet must show at the same heights. Cells merged on one
/// of them hide some of the other's.
pub(crate) const SEAM_SHARE: f64 = 0.75;

/// Row borders that two pages must share to be sides of one sheet.
pub(crate) const SEAM_ROWS_LEAST: usize = 3;

/// How far, in em, a character printed on both sides of a seam may be off.
pub(crate) const SEAM_GLYPH: f64 = 0.3;

/// How far, as a share of the table's width, a title's middle may lie from the table's and be centred over it.
pub(crate) const CENTRED: f64 = 0.1;

/// How near to the table's edge, in em, text must reach to be cut by the edge of the paper.
pub(crate) const CUT_REACH: f64 = 1.2;

/// Characters at a page break that both pages print, from which they are the same line printed twice.
pub(crate) const LINE_TWICE: usize = 6;

/// The most characters a line of a cell is expected to have; bounds the search for a line printed twice.
pub(crate) const LINE_LONGEST: usize = 400;

// What speaks for lines being one row, in units of a pair of lines that stand as close as lines of a paragraph.

/// Ends of rules or shading at one place from which it is a border between columns.
pub(crate) const DRAWN_ENDS_LEAST: usize = 2;

/// Share of column borders at which what is drawn must end before running through one says that there is none.
pub(crate) const DRAWN_ENDS_SHARE: f64 = 0.4;

/// Rows drawn by tops and bottoms of cells from which they are a table.
pub(crate) const DRAWN_BANDS_LEAST: usize = 2;

/// How sure a table is whose vertical borders are the ends of horizontal ones.
pub(crate) const DRAWN_CONFIDENCE: f32 = 0.85;
