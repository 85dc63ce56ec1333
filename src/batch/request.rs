//! What a run over many inputs is asked to do.

use std::path::{Path, PathBuf};

use super::inputs::{Inputs, ListedInput};
use super::protocol::Setup;
use super::shard::Shard;
use crate::outputs::{Planner, names};
use crate::write::Format;

/// What to do.
#[derive(Debug)]
pub(crate) struct Request {
    /// The inputs.
    pub inputs: Inputs,
    /// Where outputs and journal go; `None`: outputs beside the inputs, no journal.
    pub folder: Option<PathBuf>,
    /// What to write for each input.
    pub formats: Vec<Format>,
    /// Leave out what an earlier run has done and nothing has changed of.
    pub resume: bool,
    /// Read every input again to see whether it has changed, whatever its length and time say.
    pub verify: bool,
    /// Worker processes.
    pub jobs: usize,
    /// Only this share of the inputs.
    pub shard: Option<Shard>,
    /// Keep each document's JSON for a merged output.
    pub keep: bool,
    /// This program, for the workers.
    pub program: PathBuf,
    /// What the workers are told.
    pub setup: Setup,
    /// Hash of all options that bear on the outputs.
    pub options: String,
    /// Says what each output may replace.
    pub planner: Planner,
}

/// The folder in an output folder in which the JSON of each input is kept for a merged output.
#[must_use]
pub(crate) fn kept_documents(folder: &Path) -> PathBuf {
    folder.join(".jixiao")
}

/// Where the outputs of an input go, without their endings, where no other input and no named file is in the way.
#[must_use]
pub(crate) fn natural_stem(listed: &ListedInput, folder: Option<&Path>, formats: &[Format]) -> PathBuf {
    match folder {
        Some(folder) => folder.join(&listed.relative).with_extension(""),
        None => names::beside(&listed.path, formats),
    }
}
