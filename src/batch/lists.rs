//! A list of paths → the paths, byte for byte.

#[cfg(unix)]
use std::ffi::OsString;
use std::path::PathBuf;

use crate::Result;
#[cfg(not(unix))]
use crate::{Error, error::Unusable};

/// Paths separated by `separator` (a line feed, or NUL as of `find -print0`); empty ones are none.
///
/// # Errors
/// On Windows, where one is no UTF-8.
pub(crate) fn paths(list: &[u8], separator: u8) -> Result<Vec<PathBuf>> {
    list.split(|b| *b == separator).filter(|bytes| !bytes.is_empty()).map(path).collect()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> Result<PathBuf> {
    let name: OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec());
    Ok(name.into())
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Result<PathBuf> {
    let text = std::str::from_utf8(bytes).map_err(|e| Error::Setting {
        what: Unusable::ListedPath { text: String::from_utf8_lossy(bytes).into_owned(), why: e.to_string() },
    })?;
    Ok(PathBuf::from(text))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_off_a_path() {
        let found = paths(b" a b .pdf\r\n\nc\xff.pdf\n", b'\n').unwrap();
        let names: Vec<&[u8]> = found.iter().map(|p| p.as_os_str().as_encoded_bytes()).collect();
        assert_eq!(names, [b" a b .pdf\r".as_slice(), b"c\xff.pdf"]);
        assert_eq!(paths(b"a\nb\0c\0", 0).unwrap(), [PathBuf::from("a\nb"), PathBuf::from("c")]);
    }
}
