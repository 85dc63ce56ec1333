//! Fills an agency's own workbook. Nothing in it changes but what is filled and what has to follow inserted rows.

mod book;
mod formula;
mod growth;
mod markup;
mod package;
mod part;
mod reference;
mod rules;
mod scan;
