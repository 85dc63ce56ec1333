//! Workbook packages (.xlsx, .xlsm) edited in place: what is not edited keeps its bytes.
//!
//! `package` holds the parts, `book`, `scan`, `texts` and `run` say what stands in them, `grid` where; `reference`, `rows` and `formula` know
//! addresses. `sheet_edits` says what is to become of a sheet: values, merged blocks, rows put in (`growth`). `workbook` does it: `sheet`
//! and `row` rewrite rows, `part` and `reference_attributes` what else speaks of rows, `dependent_formulas` and `calculation` see to stored values;
//! `measures`, `text_styles` and `row_heights` say how high rows have to be. `copied_sheet` and `workbook_part` copy sheets, `repeated_parts` and `row_breaks` what stands in rows that are repeated. Of budgets and indicators nothing is known here.

pub(crate) mod book;
mod calculation;
pub(crate) mod check;
pub(crate) mod copied_sheet;
mod dependent_formulas;
mod formula;
pub(crate) mod grid;
pub(crate) mod growth;
mod markup;
mod measures;
mod merged_blocks;
pub(crate) mod package;
mod part;
pub(crate) mod reference;
mod reference_attributes;
mod repeated_parts;
mod row;
mod row_breaks;
mod row_heights;
pub(crate) mod rows;
pub(crate) mod run;
pub(crate) mod scan;
mod sheet;
pub(crate) mod sheet_edits;
mod text_styles;
mod texts;
pub(crate) mod value;
pub(crate) mod workbook;
mod workbook_part;
