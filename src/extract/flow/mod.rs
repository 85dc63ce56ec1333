//! Documents whose text flows (web pages, Markdown, word processors' files) → tables and the text between them.
//!
//! Their readers hand on texts and tables as they come: [`open_cell`] keeps what a cell holds, [`grid`] gives the cells of a table their columns, [`nested`] puts tables
//! within tables into one grid or takes a table of layout apart, [`passages`] numbers what comes of it.

pub(super) mod grid;
pub(super) mod nested;
pub(super) mod open_cell;
pub(super) mod passages;
