//! Pictures of pages → glyphs and ruling lines, every character with how surely it was recognised.
//!
//! A picture is made level, its light even (`skew`, `paper`); its ruling lines are found by long runs of ink and taken out
//! (`runs`, `ruling`); they cut the page into areas (`regions`), in each of which what hangs together
//! (`components`) is put in lines: blank rows and wide gaps part them
//! (`text_lines`). A network reads each line (`recogniser`, its files: `models`), which becomes glyphs with boxes (`glyphs`) and
//! doubts (`doubts`, `digit_shapes`).

mod comparison_signs;
mod components;
mod digit_heights;
mod digit_shapes;
mod doubts;
mod dust;
mod glyphs;
mod known_words;
mod levelled_page;
mod line_pictures;
mod line_reader;
mod mark_widths;
pub(crate) mod models;
mod page;
mod pages;
mod paper;
mod raster;
mod recogniser;
mod regions;
mod resample;
mod ruling;
mod runs;
mod second_reading;
mod skew;
mod text_layer;
mod text_lines;
mod trial;
mod turned;
mod turns;

pub(crate) mod picture_file;
pub(crate) use pages::recognised;
