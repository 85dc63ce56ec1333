//! Documents → files. Decides nothing about meaning.

pub mod atomic;
pub mod format;
pub mod json;
pub mod svg;
pub mod tables;

pub use format::Format;
pub mod template;
