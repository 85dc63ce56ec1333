//! The lists of this program: a constant that the build script writes from `words.toml`.

use std::borrow::Cow::Borrowed;

use super::column::Column;
use super::composed::{ComposedLists, ComposingRule};
use super::lists::{Lists, Operators, OtherWords, Titles, Touching, Units, Values};
use super::spellings::{Replacements, Spellings};
use super::template_words::{AskedField, ListOf, NamesInLists, TemplateLists};
use crate::model::Operator;

/// What stands in `words.toml`.
pub(super) static LISTS: Lists = include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));
