//! Proportions and measures that several readers ask for.

/// A part of a whole number of things.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Proportion {
    part: usize,
    whole: usize,
}

impl Proportion {
    /// Whether `count` of `all` are at least this part.
    pub(crate) const fn is_reached(self, count: usize, all: usize) -> bool {
        count * self.whole >= all * self.part
    }
}

/// Nearly all: one in five may be an exception (a blank cell, a wrapped one, a misprint).
pub(crate) const NEARLY_ALL: Proportion = Proportion { part: 4, whole: 5 };

/// Most, so that columns or edges are told by them.
pub(crate) const TWO_THIRDS: Proportion = Proportion { part: 2, whole: 3 };

/// Most lines with entries on both sides of a strip have numbers there: then it is a gutter, however narrow.
pub(crate) const BETWEEN_NUMBERS: Proportion = Proportion { part: 6, whole: 10 };

/// Cells of a table of two columns that are numbers: lists of words have fewer.
pub(crate) const NUMBERS_OF_TWO: Proportion = Proportion { part: 1, whole: 4 };

/// Of sizes or gaps sorted, the part below which the smaller print lies: headings and large figures do not change it.
pub(crate) const SMALLER_PART: usize = 4;

/// The size in points of a text that says none, or of a page without text: that of small print.
pub(crate) const SIZE_UNKNOWN: f64 = 8.0;

/// The thickness in points of a border that is concluded, not printed.
pub(crate) const CONCLUDED_RULE: f64 = 0.5;

/// Half of the smaller: from this share on, two extents have more in common than not.
pub(crate) const HALF: f64 = 0.5;

/// A tenth of a point, or of an em: below it two places are the same, and right of a border is inside the cell.
pub(crate) const HAIR: f64 = 0.1;

/// Cells with text that a table has at the least where nothing but its borders speaks for it.
pub(crate) const FILLED_LEAST: usize = 4;

/// Cells with text from which rules or tags are taken for a table.
pub(crate) const FILLED_FEW: usize = 3;

/// Borders of one axis, or rows, from which they show a grid: fewer are an underline or a frame.
pub(crate) const EDGES_LEAST: usize = 3;

/// Scores nearer than this are equal: what adding them up in another order changes.
pub(crate) const SCORE_STEP: f64 = 1e-9;

/// How far, in em of the larger text, baselines of one line may lie apart where the sizes of a line are mixed.
pub(crate) const MIXED_BASELINE: f64 = 0.3;

/// How far, in em, a glyph may reach into the next one's place and still stand beside it: italics and kerning.
pub(crate) const GLYPHS_OVERLAP: f64 = 0.3;

/// The characters of years: 2024.
pub(crate) const YEAR_DIGITS: usize = 4;

/// Years that forms are about.
pub(crate) const YEARS: std::ops::Range<i32> = 1950..2100;

/// Characters, signs aside, up to which a text that begins with a digit is a value and no sentence.
pub(crate) const VALUE_LONGEST: usize = 24;

/// Bits of a word of a set.
pub(crate) const WORD_BITS: usize = u64::BITS as usize;
