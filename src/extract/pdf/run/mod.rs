//! A page's content, run for its marks alone.
//!
//! The interpreter of the library keeps all that drawing needs. Here fonts are known by their dictionaries and a code is looked into
//! once, colours are what is seen of them, and nothing is made that no mark needs. What is rare in documents (optional content,
//! shadings, text as a clip, transfer functions, Type 3 fonts whose matrix says nothing) is left to the library: [`NotRun`](library::NotRun).

mod colours;
mod content_run;
mod fonts;
mod inks;
mod library;
mod objects;
mod paths;
mod state;
mod text;
mod told_fonts;

pub(super) use content_run::{ContentRun, KeptOfDocument};
pub(super) use library::Library;
