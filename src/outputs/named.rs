//! The files that the command line names.

use std::collections::HashSet;
use std::path::Path;

use super::key::key;

/// Files that no output may be: by their paths, and by what the file system knows them by, which links share.
#[derive(Debug, Default)]
pub(super) struct Named {
    paths: HashSet<u64>,
    files: HashSet<(u64, u64)>,
}

impl Named {
    pub(super) fn add(&mut self, path: &Path) {
        self.paths.insert(key(path));
        self.files.extend(identity(path));
    }

    pub(super) fn holds(&self, path: &Path) -> bool {
        self.paths.contains(&key(path)) || identity(path).is_some_and(|file| self.files.contains(&file))
    }
}

/// Device and number of a file, followed through links.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}
