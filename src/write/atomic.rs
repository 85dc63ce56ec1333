//! Files that appear whole or not at all.

use std::io::Write;
use std::path::Path;

use crate::{Error, Result};

/// Start of the names of unfinished files.
pub const PREFIX: &str = ".jixiao-";

/// Writes a file through a temporary one beside it: flushed to disk, then renamed.
///
/// # Errors
/// Where the folder cannot be written to; nothing is left behind then.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let fail = |source| Error::Write { path: path.to_owned(), source };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        // Temporary files are private by default; an output has the rights the user's umask gives.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    file.persist(path).map_err(|e| fail(e.error))?;
    Ok(())
}
