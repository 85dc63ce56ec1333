//! The mark that an output carries: the hash of its own content, by which the program knows later whether the file is still what it
//! wrote.
//!
//! A mark is `jixiao-mark:` and 64 hexadecimal digits: the SHA-256 of the file with zeros in their place. JSON has it as its
//! first key, SVG and web pages as a comment, Parquet as a key of its metadata, a log in its last line ([`text`]), a workbook as a property of the
//! document ([`package`]). Where a workbook holds reviews the digits stay zeros: it is not this program's alone.

mod digits;
mod package;
mod text;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

pub use digits::Seen;
pub(crate) use digits::{KEY, open_mark, sha256_of};
pub(crate) use package::{PROPERTY, sealed_workbook, unsealed_workbook};
#[cfg(feature = "review")]
pub(crate) use text::HTML_START;
pub(crate) use text::seal;
#[cfg(feature = "cli")]
pub(crate) use text::{append, closing_comment};

/// Looks at the mark of a file.
///
/// # Errors
/// Where the file cannot be read.
pub fn of(path: &Path) -> io::Result<Seen> {
    let mut file = File::open(path)?;
    let mut magic = [0; 4];
    let known = file.read_exact(&mut magic).is_ok();
    file.seek(SeekFrom::Start(0))?;
    if known && magic == *b"PK\x03\x04" {
        return Ok(package::seen(file));
    }
    text::seen(&mut file)
}
