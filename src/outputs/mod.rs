//! What is written where, planned before anything is opened.
//!
//! [`Planner`] knows every file that the command line names and every name that an output of the run has; it says for each output
//! whether it may be written and what it may replace. [`names`] gives many inputs names that never meet; [`left_out`] tells
//! outputs from inputs where folders are walked.

mod key;
mod key_set;
pub(crate) mod left_out;
mod named;
pub(crate) mod names;
mod planner;

pub(crate) use planner::{OutputTarget, Planner, replace_at};
