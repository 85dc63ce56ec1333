//! The page over many inputs: counts, filters, links to the page of each.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::html::{head, in_script, tail};
use crate::write::atomic::{Finished, Unfinished};
use crate::{Error, Result};

const SCRIPT: &str = include_str!("page/index.js");

/// What the index says of an input.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct IndexEntry {
    /// Its name.
    pub(crate) name: String,
    /// Its page; `None` where there is none.
    pub(crate) href: Option<String>,
    pub(crate) forms: usize,
    pub(crate) indicators: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    /// Why it was not converted, or why it has no page.
    pub(crate) failure: Option<String>,
}

#[derive(Serialize)]
struct FileIndex<'e> {
    language: &'static str,
    files: &'e [IndexEntry],
}

/// Writes the index.
///
/// # Errors
/// Where the file cannot be written; nothing is left behind then.
pub(crate) fn index_finished(entries: &[IndexEntry], english: bool, path: &Path) -> Result<Finished> {
    let mut file = Unfinished::create(path)?;
    write(entries, if english { "en" } else { "zh" }, &mut file).map_err(Error::writing(path))?;
    file.close()
}

fn write(entries: &[IndexEntry], language: &'static str, out: &mut Unfinished) -> io::Result<()> {
    head(language, "jixiao", SCRIPT, out)?;
    let data = serde_json::to_string(&FileIndex { language, files: entries })?;
    writeln!(out, "<script type=\"application/json\" id=\"data\">{}</script>", in_script(&data))?;
    tail(SCRIPT, out)
}

/// A path below the folder of the index as a link: everything but letters, digits and few signs escaped.
pub(crate) fn link(path: &Path) -> String {
    let mut link = String::new();
    for part in path.components() {
        if !link.is_empty() {
            link.push('/');
        }
        for byte in part.as_os_str().to_string_lossy().bytes() {
            if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
                link.push(char::from(byte));
            } else {
                let _ = write!(link, "%{byte:02X}");
            }
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_hold_nothing_that_leads_elsewhere() {
        assert_eq!(link(Path::new("a b/javascript:#?.html")), "a%20b/javascript%3A%23%3F.html");
    }
}
