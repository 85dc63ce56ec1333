//! Fills an agency's own workbook, and reads it back. Nothing in it changes but what is filled and what has to follow inserted rows.
//!
//! A template is read once ([`Template::open`]): sheets, labels, placeholders, merged blocks. [`Template::plan`] says what of a
//! document goes where, which rows are put in, and what finds no place; [`Template::fill`] then has the workbook edited in place by
//! `ooxml`: what is not filled keeps its bytes.
//!
//! `region`, `list`, `headings`, `list_rows`, `labelled_cell`, `total_rows`, `place_list` and `pattern` find the places, `asked` says which fields of the register these ask for, `template_facts` which kinds of forms it is for, `subject` what the
//! document says in them, `formatted` in which formats, `unknown_labels` what nobody knows; `layout`, `listed`, `pour`, `queue`, `shown`, `work` and `plan` decide what goes where;
//! `heights` has rows made as high as their text needs; `more_forms` and `repeated_rows` copy forms a template has too few of. `filled_sheet`, `read_list`, `read_reviews`, `packed`, `one_document`, `read_back` and
//! `answer` read a filled template back; `money` sees to the unit of amounts.

mod answer;
mod asked;
mod extra;
mod fill;
mod filled_sheet;
mod formatted;
mod headings;
mod heights;
mod labelled_cell;
mod layout;
mod list;
mod list_rows;
mod listed;
mod money;
mod more_forms;
mod one_document;
mod packed;
mod pattern;
mod place_list;
mod plan;
mod pour;
mod printed_classes;
mod queue;
mod read_back;
mod read_list;
mod read_reviews;
mod region;
mod repeated_rows;
mod shown;
mod subject;
mod template_facts;
mod total_rows;
mod unknown_labels;
mod work;

pub use extra::Extra;
pub use fill::Template;
pub use plan::{Plan, PlannedRows, PlannedValue};
pub use read_back::ReadBack;
