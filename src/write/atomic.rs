//! Files that appear whole or not at all.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::{Error, Result};

/// Start of the names of unfinished files.
pub const PREFIX: &str = ".jixiao-";

/// Writes a file through a temporary one beside it: flushed to disk, then renamed.
///
/// # Errors
/// Where the folder cannot be written to; nothing is left behind then.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = Unfinished::create(path)?;
    file.write_all(bytes).map_err(|source| Error::Write { path: path.to_owned(), source })?;
    file.finish()
}

/// Bytes gathered before they are written.
const BUFFER: usize = 1 << 16;

/// A file being written under another name beside its own; gone where it is dropped unfinished.
pub struct Unfinished {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
    failure: Option<io::Error>,
}

impl Unfinished {
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn create(path: &Path) -> Result<Self> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        {
            // Temporary files are private by default; an output has the rights the user's umask gives.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(|source| Error::Write { path: path.to_owned(), source })?;
        Ok(Self { path: path.to_owned(), file: BufWriter::with_capacity(BUFFER, file), failure: None })
    }

    /// Flushes the file to disk and gives it its name.
    ///
    /// # Errors
    /// Where that cannot be done; nothing is left behind then.
    pub fn finish(self) -> Result<()> {
        let path = self.path;
        let fail = |source| Error::Write { path: path.clone(), source };
        let file = self.file.into_inner().map_err(|e| fail(e.into_error()))?;
        file.as_file().sync_all().map_err(fail)?;
        file.persist(&path).map_err(|e| fail(e.error))?;
        Ok(())
    }

    /// What went wrong while the file was written, for those who write through layers that tell errors of their own.
    pub fn failure(&mut self) -> Option<Error> {
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
