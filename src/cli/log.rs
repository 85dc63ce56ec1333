//! The log of a run, as JSON lines in a file.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use crate::outputs::Planner;
use crate::write::{Replace, mark};
use crate::{Error, Result};

/// A log whose file was planned.
pub(crate) struct Log {
    path: PathBuf,
    replace: Replace,
    /// A terminal, a pipe or the like, which is written to as it is.
    stream: bool,
}

impl Log {
    /// Plans the file of a log: like every output it replaces nothing but what this program wrote.
    ///
    /// # Errors
    /// [`Error::Refused`] where something else stands there.
    pub(crate) fn plan(path: &Path, planner: &mut Planner) -> Result<Self> {
        let stream = std::fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir());
        let replace = if stream {
            Replace::Anything
        } else {
            planner.take(path)?;
            planner.replace(path)?
        };
        Ok(Self { path: path.to_owned(), replace, stream })
    }

    /// Opens the file and begins the log.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub(crate) fn start(&self) -> Result<()> {
        let mut options = OpenOptions::new();
        options.write(true);
        if self.replace == Replace::Nothing {
            options.create_new(true)
        } else {
            options.create(true).truncate(true)
        };
        let file = options.open(&self.path).map_err(Error::writing(&self.path))?;
        tracing_subscriber::fmt().json().with_max_level(tracing::Level::DEBUG).with_writer(file).init();
        Ok(())
    }

    /// Puts the mark behind the last line, by which the next run knows the file for its own.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub(crate) fn close(&self) -> Result<()> {
        if self.stream {
            return Ok(());
        }
        let mut file = File::options().read(true).append(true).open(&self.path).map_err(Error::writing(&self.path))?;
        mark::append(&mut file).map_err(Error::writing(&self.path))
    }
}
