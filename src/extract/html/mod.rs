//! Web pages → tables and the text between them. Also the HTML that spreadsheet programs and budget systems write as `.xls`.
//!
//! A tokenizer of browser grade reads the page as it is decoded, so that no tree of it is ever held; [`page`] follows the few
//! elements that make tables and lines.

mod add;
mod archive;
mod formats;
mod page;
mod table;
mod tags;
mod tokens;

pub(super) use add::{add_text, page_to_passages};
pub(super) use archive::archive_to_passages;
