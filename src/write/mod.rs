//! Documents → files. Decides nothing about meaning.

pub mod atomic;
pub mod json;
