//! The files that the command line names.

#[cfg(unix)]
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::key::key;
use super::key_set::KeySet;

/// Files that no output may be: by their paths, and by what the file system knows them by, which links share.
#[derive(Debug, Default)]
pub(super) struct Named {
    paths: KeySet,
    files: KeySet,
}

impl Named {
    pub(super) fn add(&mut self, path: &Path) {
        self.paths.insert(key(path));
        if let Some(file) = identity(path) {
            self.files.insert(file);
        }
    }

    pub(super) fn holds(&self, path: &Path) -> bool {
        self.paths.contains(key(path)) || identity(path).is_some_and(|file| self.files.contains(file))
    }
}

/// Device and number of a file, followed through links: their hash, so that many take little memory.
#[cfg(unix)]
fn identity(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    let meta = std::fs::metadata(path).ok()?;
    let mut hasher = DefaultHasher::new();
    (meta.dev(), meta.ino()).hash(&mut hasher);
    Some(hasher.finish())
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<u64> {
    None
}
