//! Path → bytes. Only files are read: a pipe may wait for ever, a device never end.

use std::fs::{File, FileType, Metadata};
use std::io::Read;
use std::path::Path;

use crate::error::{Limit, NotInput};
use crate::{Error, Result};

/// Refuses what is no file.
///
/// # Errors
/// Where it is something else, or not there.
pub(crate) fn check(path: &Path) -> Result<()> {
    let found = std::fs::metadata(path).map_err(Error::reading(path))?;
    if found.is_file() { Ok(()) } else { Err(Error::UnknownFormat { what: what(&found) }) }
}

/// The bytes of a file that is no longer than so many.
///
/// # Errors
/// Where it cannot be read, is no file, or is longer.
pub(crate) fn read_within(path: &Path, most: u64) -> Result<Vec<u8>> {
    check(path)?;
    let file = File::open(path).map_err(Error::reading(path))?;
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(Error::reading(path))?;
    if bytes.len() as u64 > most {
        return Err(Error::Limit { what: Limit::Megabytes { megabytes: most >> 20 } });
    }
    Ok(bytes)
}

/// What it is instead.
fn what(found: &Metadata) -> NotInput {
    if found.is_dir() { NotInput::Folder } else { special(found.file_type()) }
}

#[cfg(unix)]
fn special(kind: FileType) -> NotInput {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        NotInput::Pipe
    } else if kind.is_socket() {
        NotInput::Socket
    } else {
        NotInput::Device
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> NotInput {
    NotInput::Device
}
