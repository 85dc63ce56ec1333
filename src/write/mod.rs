//! Documents → files. Decides nothing about meaning.

pub mod atomic;
pub(crate) mod changes;
pub mod csv;
pub(crate) mod format;
pub mod json;
pub mod jsonl;
pub mod mark;
#[cfg(feature = "parquet")]
pub mod parquet;
pub(crate) mod replace;
pub(crate) mod svg;
#[cfg(feature = "cli")]
pub(crate) mod tables;
pub mod workbook;

pub use format::Format;
pub use replace::Replace;
