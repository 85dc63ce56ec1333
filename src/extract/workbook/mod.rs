//! Workbooks → worksheets: displayed texts, stored numbers, merged blocks.

pub mod guard;
