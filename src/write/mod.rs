//! Documents → files. Decides nothing about meaning.

pub mod atomic;
pub mod changes;
pub mod csv;
pub mod format;
pub mod json;
pub mod jsonl;
pub mod mark;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod replace;
pub mod svg;
pub mod tables;
pub mod workbook;

pub use format::Format;
pub use replace::Replace;
