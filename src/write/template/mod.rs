//! Fills an agency's own workbook. Nothing in it changes but what is filled and what has to follow inserted rows.

mod book;
mod calculation;
mod formula;
mod grid;
mod growth;
mod markup;
mod package;
mod part;
mod pattern;
mod reference;
mod rules;
mod row;
mod scan;
mod sheet;
mod stale;
mod subject;
mod template;
