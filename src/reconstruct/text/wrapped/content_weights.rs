//! What a text costs as a cell of a column, by what it says: the weights of [`super::content`], in the unit of [`super::weights`].
//! Below zero speaks for the column, above zero against it.

use super::weights::Cost;

/// What a text costs that is longer than is usual in its column.
pub(super) struct Length {
    /// Characters that cost nothing.
    usual: Cost,
    /// Cost of each character beyond.
    each: Cost,
}

impl Length {
    /// The cost of so many characters.
    pub(super) fn cost(&self, characters: Cost) -> Cost {
        self.each * (characters - self.usual).max(0.0)
    }
}

/// A name of an organisation: most have up to thirty characters, subordinate ones more.
pub(super) const ORGANISATION_LENGTH: Length = Length { usual: 30.0, each: 0.15 };
/// A name of a project: long ones are titles of decrees.
pub(super) const PROJECT_LENGTH: Length = Length { usual: 45.0, each: 0.15 };
/// A name of an indicator or of a task.
pub(super) const NAME_LENGTH: Length = Length { usual: 40.0, each: 0.1 };
/// A unit of measure: `人次`, `万元`, `平方米`.
pub(super) const MEASURE_LENGTH: Length = Length { usual: 3.0, each: 0.6 };
/// A target: `≥95%`, `2024年12月底前`.
pub(super) const TARGET_LENGTH: Length = Length { usual: 8.0, each: 0.06 };
/// A text in a column of unknown meaning.
pub(super) const OPEN_LENGTH: Length = Length { usual: 12.0, each: 0.06 };
/// What a page break left of a short cell: seldom more than a line of a narrow column.
pub(super) const REST_LENGTH: Length = Length { usual: 12.0, each: 0.2 };

/// An amount in a column of amounts.
pub(super) const AMOUNT: Cost = -2.0;
/// A text that cannot be a cell of its column: no amount among amounts, a name that was printed whole elsewhere as a rest of one.
pub(super) const IMPOSSIBLE: Cost = 12.0;
/// An amount in a column of texts.
pub(super) const AMOUNT_AMONG_TEXTS: Cost = 6.0;
/// An amount in a column of unknown meaning.
pub(super) const AMOUNT_IN_OPEN: Cost = 1.0;
/// An amount at the beginning of a long cell.
pub(super) const AMOUNT_IN_LONG: Cost = 4.0;
/// An indicator of a packed cell in a column of short cells; in a long cell that holds no indicators.
pub(super) const ITEM_ELSEWHERE: Cost = 8.0;
/// Each sentence in a short cell, up to [`SENTENCES_MOST`].
pub(super) const SENTENCE_IN_SHORT: Cost = 4.0;
/// Sentences that are counted.
pub(super) const SENTENCES_MOST: usize = 2;
/// The name of a class as a target.
pub(super) const CLASS_AS_TARGET: Cost = 5.0;
/// A comparison in the column of comparisons.
pub(super) const SIGN: Cost = -3.0;
/// Anything else in the column of comparisons.
pub(super) const NO_SIGN: Cost = 8.0;

/// A rest of a short cell, whatever it says.
pub(super) const REST: Cost = 1.0;
/// … with clauses, signs or amounts in it.
pub(super) const STRANGE_REST: Cost = 8.0;

/// An organisation that the document names as such.
pub(super) const KNOWN_ORGANISATION: Cost = -4.0;
/// A text that ends as organisations do and begins as others of the document.
pub(super) const AKIN_ORGANISATION: Cost = -1.5;
/// A text that ends as organisations do.
pub(super) const LIKE_ORGANISATION: Cost = -0.8;
/// A text that begins as organisations of the document and ends otherwise.
pub(super) const BEGINS_LIKE_ORGANISATION: Cost = 1.0;
/// Anything else in a column of organisations.
pub(super) const NO_ORGANISATION: Cost = 3.5;

/// Each clause in the name of a project, up to [`PROJECT_CLAUSES_MOST`].
pub(super) const PROJECT_CLAUSE: Cost = 1.5;
/// Clauses of a name of a project that are counted.
pub(super) const PROJECT_CLAUSES_MOST: usize = 3;
/// An organisation of the document as the name of a project, or a remark.
pub(super) const ORGANISATION_AS_NAME: Cost = 4.0;
/// A text that ends as organisations do as the name of a project.
pub(super) const LIKE_ORGANISATION_AS_NAME: Cost = 1.5;
/// A text that ends as names of projects and tasks do (经费, 项目).
pub(super) const ENDS_LIKE_NAME: Cost = -1.5;
/// Names have at least so many characters.
pub(super) const NAME_SHORTEST: usize = 3;
/// A shorter one.
pub(super) const SHORT_NAME: Cost = 1.0;

/// A class of the column's own level.
pub(super) const CLASS: Cost = -4.0;
/// A class of both levels (成本指标, 满意度指标) in the column of the second level …
pub(super) const CLASS_OF_BOTH_AS_SECOND: Cost = -3.2;
/// … and in that of the first.
pub(super) const CLASS_OF_BOTH: Cost = -3.0;
/// A class that may be the name of an indicator as well.
pub(super) const DOUBTFUL_CLASS: Cost = -1.0;
/// Anything else in a column of classes.
pub(super) const NO_CLASS: Cost = 10.0;

/// A class that may be the name of an indicator, as one.
pub(super) const DOUBTFUL_CLASS_AS_NAME: Cost = 0.4;
/// A class as the name of an indicator, or as a unit of measure.
pub(super) const CLASS_ELSEWHERE: Cost = 5.0;
/// A class as a remark.
pub(super) const CLASS_AS_REMARK: Cost = 6.0;
/// Each clause in the name of an indicator, up to [`INDICATOR_CLAUSES_MOST`].
pub(super) const INDICATOR_CLAUSE: Cost = 0.3;
/// Clauses of a name of an indicator that are counted.
pub(super) const INDICATOR_CLAUSES_MOST: usize = 4;
/// A sign of comparison, or a share, inside the name of an indicator; the name as a whole looks like a target.
pub(super) const TARGET_IN_NAME: Cost = 1.5;

/// A unit of measure in its column.
pub(super) const MEASURE: Cost = -2.0;
/// An unknown text in the column of units of measure.
pub(super) const UNKNOWN_MEASURE: Cost = 0.3;
/// A text that looks like a target as a remark.
pub(super) const TARGET_AS_REMARK: Cost = 2.5;
/// A text as a remark: it could be the name of the next indicator as well.
pub(super) const REMARK: Cost = 1.0;

/// An organisation of the document as a whole long cell.
pub(super) const ORGANISATION_AS_LONG: Cost = 5.0;
/// A long cell begins with what follows something.
pub(super) const ODD_START: Cost = 1.5;
/// Indicators begin with a number that is not the first.
pub(super) const LATER_ITEM_FIRST: Cost = 1.0;
/// Indicators begin as they should.
pub(super) const ITEM_FIRST: Cost = -2.5;
/// Indicators begin with a text in which one follows.
pub(super) const ITEM_LATER: Cost = 2.0;
/// Indicators begin with a text without any.
pub(super) const NO_ITEM: Cost = 4.0;
/// A line with indicators among indicators; one without.
pub(super) const ITEM_LINE: Cost = -1.0;
/// See [`ITEM_LINE`].
pub(super) const LINE_AMONG_ITEMS: Cost = 0.25;
/// Each sign of an indicator in a goal, up to [`SIGNS_MOST`].
pub(super) const SIGN_IN_GOAL: Cost = 5.0;
/// Signs that are counted.
pub(super) const SIGNS_MOST: usize = 2;
/// A line of prose in a goal; another.
pub(super) const PROSE: Cost = -0.4;
/// See [`PROSE`].
pub(super) const NO_PROSE: Cost = 0.3;
/// A long cell ends as sentences do …
pub(super) const ENDS_WHOLE: Cost = -0.7;
/// … with what something must follow …
pub(super) const ENDS_INSIDE: Cost = 3.0;
/// It ends with the number of an item whose text is still to come.
pub(super) const ENDS_IN_NUMBER: Cost = 5.0;
/// … or otherwise.
pub(super) const ENDS_OPEN: Cost = 1.2;

/// Each clause in the name of a task, up to [`TASK_CLAUSES_MOST`].
pub(super) const TASK_CLAUSE: Cost = 0.4;
/// Clauses of a name of a task that are counted.
pub(super) const TASK_CLAUSES_MOST: usize = 3;

/// A text that looks like a target …
pub(super) const TARGET: Cost = -1.0;
/// … that holds a digit …
pub(super) const DIGITS_IN_TARGET: Cost = -0.2;
/// … or none, in the column of targets.
pub(super) const TARGET_IN_WORDS: Cost = 0.4;
/// A sign of comparison inside a target.
pub(super) const SIGN_INSIDE_TARGET: Cost = 0.8;
