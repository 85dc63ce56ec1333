//! Documents → files. Decides nothing about meaning.

pub mod atomic;
mod cell_text;
pub(crate) mod changes;
#[cfg(feature = "review")]
pub(crate) mod claim_looks;
#[cfg(feature = "cli")]
pub(crate) mod contact_sheet;
pub mod csv;
pub mod dataset;
pub(crate) mod format;
pub(crate) mod held;
pub mod json;
pub mod jsonl;
pub mod mark;
#[cfg(feature = "parquet")]
pub mod parquet;
pub(crate) mod replace;
#[cfg(feature = "review")]
pub(crate) mod review;
pub(crate) mod svg;
#[cfg(feature = "cli")]
pub(crate) mod tables;
pub mod workbook;

pub use format::Format;
pub use replace::Replace;
