//! Path → bytes. Only files are read: a pipe may wait for ever, a device never end.

use std::fs::{FileType, Metadata};
use std::path::Path;

use crate::{Error, Result};

/// Refuses what is no file.
///
/// # Errors
/// Where it is something else, or not there.
pub fn check(path: &Path) -> Result<()> {
    let found = std::fs::metadata(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    if found.is_file() { Ok(()) } else { Err(Error::UnknownFormat { what: what(&found) }) }
}

/// The bytes of a file.
///
/// # Errors
/// Where it cannot be read or is no file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    check(path)?;
    std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// What it is instead.
fn what(found: &Metadata) -> &'static str {
    if found.is_dir() { "a folder" } else { special(found.file_type()) }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "a device"
}
