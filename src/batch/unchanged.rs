//! An input and what an earlier run wrote down about it → whether it has to be read again.
//!
//! A file of the same length and the same time of change is taken to hold the same. What was changed within [`SETTLED`] of being read is
//! not trusted to: file systems tell times only so finely, and a later change could bear the same one.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::contents::Digest;
use super::journal::JournalEntry;

/// The coarsest time of change that a file system in use keeps (FAT: two seconds).
const SETTLED: Duration = Duration::from_secs(2);

/// Length and time of change of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileState {
    bytes: u64,
    modified: Option<u64>,
}

impl FileState {
    /// Of a file as it is now, before it is read; `None` where that cannot be told.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let now = SystemTime::now();
        let file = std::fs::metadata(path).ok()?;
        let modified = file.modified().ok()?;
        let settled = now.duration_since(modified).is_ok_and(|age| age >= SETTLED);
        let since = modified.duration_since(UNIX_EPOCH).ok()?;
        Some(Self { bytes: file.len(), modified: u64::try_from(since.as_nanos()).ok().filter(|_| settled) })
    }

    /// The time of change to be written down with what was read, where so many bytes were.
    pub(super) fn modified(self, read: u64) -> Option<u64> {
        self.modified.filter(|_| self.bytes == read)
    }

    /// What the file holds, where it is as an earlier run left it.
    pub(super) fn content(self, earlier: &JournalEntry) -> Option<Digest> {
        let same = self.modified.is_some() && earlier.modified == self.modified && earlier.bytes == self.bytes;
        if same { digest(&earlier.sha256) } else { None }
    }
}

/// A hash as it stands in journals → its bytes.
fn digest(hex: &str) -> Option<Digest> {
    let digits: Option<Vec<u32>> = hex.chars().map(|digit| digit.to_digit(16)).collect();
    let bytes: Vec<u8> =
        digits?.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | *digit as u8)).collect();
    // An odd digit at the end makes it no hash either.
    bytes.try_into().ok().filter(|bytes: &Digest| 2 * bytes.len() == hex.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_its_bytes_and_nothing_else_is_one() {
        let bytes: Digest = std::array::from_fn(|n| n as u8 * 7);
        assert_eq!(digest(&crate::extract::hex(&bytes)), Some(bytes));
        for none in ["", "00", &"0".repeat(63), &"0".repeat(66), &"é".repeat(32), &"+1".repeat(32)] {
            assert_eq!(digest(none), None, "{none}");
        }
    }

    #[test]
    fn what_was_changed_a_moment_ago_is_not_trusted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "x").unwrap();
        assert_eq!(FileState::of(&path).unwrap().modified(1), None);
        let old = SystemTime::now() - Duration::from_mins(1);
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
        let state = FileState::of(&path).unwrap();
        assert!(state.modified(1).is_some());
        assert_eq!(state.modified(2), None);
    }
}
