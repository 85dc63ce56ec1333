//! Where the tables of a document go: into folders of their names, beside the file that was asked for.

use std::path::{Path, PathBuf};

use super::table::DataTable;
use crate::{Error, Result};

/// All files of an output path.
pub(crate) fn paths(path: &Path) -> Vec<PathBuf> {
    DataTable::ALL.into_iter().map(|table| in_folder(table, path)).collect()
}

/// `projects/out.parquet` for `out.parquet`.
#[must_use]
pub(crate) fn in_folder(table: DataTable, path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    path.with_file_name(table.name()).join(name)
}

/// Makes the folder of a table; not that of the output, which would hide that it was taken away.
///
/// # Errors
/// Where it cannot be made.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    match std::fs::create_dir(folder) {
        Err(why) if why.kind() != std::io::ErrorKind::AlreadyExists => Err(Error::writing(folder)(why)),
        _ => Ok(()),
    }
}
