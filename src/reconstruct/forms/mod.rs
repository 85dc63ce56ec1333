//! Tables and the text between them → forms, projects, indicators, targets.

pub mod targets;
