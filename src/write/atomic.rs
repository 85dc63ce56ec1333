//! Files that appear whole or not at all.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::replace::Replace;
use super::{held, mark};
use crate::{Error, Result};

/// Start of the names of unfinished files, and how many letters and digits follow.
const PREFIX: &str = ".jixiao-unfinished-";
const RANDOM: usize = 12;

/// Whether a file of this name is one that a killed run left unfinished.
#[must_use]
pub(crate) fn is_unfinished(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX);
    random.is_some_and(|r| r.len() == RANDOM && r.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Writes a file through a temporary one beside it: flushed to disk, then renamed.
///
/// # Errors
/// Where the folder cannot be written to; nothing is left behind then.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    finished(path, bytes)?.rename().map(drop)
}

/// A file that only needs its name.
///
/// # Errors
/// As [`write`].
pub(crate) fn finished(path: &Path, bytes: &[u8]) -> Result<Finished> {
    let mut file = Unfinished::create(path)?;
    file.write_all(bytes).map_err(Error::writing(path))?;
    file.close()
}

/// Bytes gathered before they are written.
const BUFFER: usize = 1 << 16;

/// A file being written under another name beside its own; gone where it is dropped unfinished.
pub(crate) struct Unfinished {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
    failure: Option<io::Error>,
}

impl Unfinished {
    /// # Errors
    /// Where the folder cannot be written to.
    pub(crate) fn create(path: &Path) -> Result<Self> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).rand_bytes(RANDOM);
        #[cfg(unix)]
        {
            // Temporary files are private by default; an output has the rights the user's umask gives.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(Error::writing(path))?;
        Ok(Self { path: path.to_owned(), file: BufWriter::with_capacity(BUFFER, file), failure: None })
    }

    /// Flushes the file to disk and gives it its name, whatever stands there.
    ///
    /// # Errors
    /// Where that cannot be done; nothing is left behind then.
    pub(crate) fn finish(self) -> Result<()> {
        self.close()?.rename().map(drop)
    }

    /// Flushes the file to disk and puts the hash of its content into its mark, where it has one.
    ///
    /// # Errors
    /// Where that cannot be done; nothing is left behind then.
    pub(crate) fn close(self) -> Result<Finished> {
        let path = self.path;
        let mut file = self.file.into_inner().map_err(|e| Error::writing(&path)(e.into_error()))?;
        let sha256 = mark::seal(file.as_file_mut()).map_err(Error::writing(&path))?;
        file.as_file().sync_all().map_err(Error::writing(&path))?;
        Ok(Finished { path, file, sha256 })
    }

    /// What went wrong while the file was written, for those who write through layers that tell errors of their own.
    pub(crate) fn failure(&mut self) -> Option<Error> {
        self.failure.take().map(|source| Error::Write { path: self.path.clone(), source })
    }

    fn noted<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            if error.kind() == io::ErrorKind::Interrupted {
                return error;
            }
            let copy = io::Error::new(error.kind(), error.to_string());
            self.failure.get_or_insert(error);
            copy
        })
    }
}

/// A file that is safe on disk under another name beside its own; gone where it is dropped without being put there.
pub struct Finished {
    path: PathBuf,
    file: NamedTempFile,
    sha256: String,
}

impl Finished {
    fn rename(self) -> Result<Written> {
        let Self { path, mut file, sha256 } = self;
        let mut left = held::ATTEMPTS;
        loop {
            left -= 1;
            match file.persist(&path) {
                Ok(_) => return Ok(Written { path, sha256 }),
                Err(failed) if left > 0 && held::is_held(&failed.error) => file = failed.file,
                Err(failed) => return Err(Error::Write { path, source: failed.error }),
            }
            std::thread::sleep(held::PAUSE);
        }
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// Gives files their names: all of them, or none where one of them may not stand where it should.
///
/// # Errors
/// Where something stands in the place of one that may not be replaced, or it cannot be put there.
pub fn put(files: Vec<Finished>, replace: impl Fn(&Path) -> Replace) -> Result<Vec<Written>> {
    for Finished { path, sha256, .. } in &files {
        replace(path).allows(path, sha256).map_err(|why| Error::Refused { path: path.clone(), why })?;
    }
    files.into_iter().map(Finished::rename).collect()
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        self.noted(written)
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self.file.write_all(bytes);
        self.noted(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.flush();
        self.noted(flushed)
    }
}

impl Seek for Unfinished {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.file.seek(to);
        self.noted(at)
    }
}
