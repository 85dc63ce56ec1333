//! One run per output folder.

use std::fs::File;
use std::path::Path;

use crate::error::Unusable;
use crate::{Error, Result};

/// Held while a run writes into a folder. The operating system releases it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Takes the folder for this run.
///
/// # Errors
/// Where another run holds it, or the folder cannot be written to.
pub(crate) fn acquire(folder: &Path) -> Result<Lock> {
    let path = folder.join(".jixiao.lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(Error::writing(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err(Error::Setting { what: Unusable::FolderInUse { folder: folder.display().to_string() } })
        }
        Err(std::fs::TryLockError::Error(source)) => Err(Error::writing(&path)(source)),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_second_run_is_refused_until_the_first_ends() {
        let folder = tempfile::tempdir().unwrap();
        let first = super::acquire(folder.path()).unwrap();
        assert!(super::acquire(folder.path()).is_err());
        drop(first);
        assert!(super::acquire(folder.path()).is_ok());
    }
}
