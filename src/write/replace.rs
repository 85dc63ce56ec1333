//! What may stand where a file is put.

use std::fs::File;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::mark::{self, Seen};
use crate::error::Refusal;

/// What may stand where a file is put; anything else stays, and the new file is not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Replace {
    /// No file, or one with the very bytes of the new one.
    Nothing,
    /// The file with this SHA-256, in hexadecimal digits.
    Written(String),
    /// Any file.
    Anything,
}

impl Replace {
    /// Whether a file with content `new` (a SHA-256) may take the place of what stands at `path`.
    pub(super) fn allows(&self, path: &Path, new: &str) -> Result<(), Refusal> {
        let Ok(meta) = std::fs::symlink_metadata(path) else { return Ok(()) };
        if !meta.is_file() {
            return Err(Refusal::NotAFile);
        }
        if *self == Self::Anything {
            return Ok(());
        }
        match File::open(path).and_then(mark::sha256_of) {
            Ok(there) if there == new || matches!(self, Self::Written(known) if *known == there) => Ok(()),
            Ok(_) if *self != Self::Nothing => Err(Refusal::Changed),
            _ if matches!(mark::of(path), Ok(Seen::Changed | Seen::Reviewed)) => Err(Refusal::Changed),
            _ => Err(Refusal::Foreign),
        }
    }
}
