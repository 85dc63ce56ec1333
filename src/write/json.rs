//! The JSON of the model.

use std::io::Write;
use std::path::Path;

use super::atomic::{Finished, Unfinished};
use super::mark::{KEY, open_mark};
use crate::model::Document;
use crate::{Error, Result};

/// The document as JSON, indented by two spaces, ending in a line feed.
#[must_use]
pub fn document(document: &Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    // The model has string keys only and no failing serializer, and memory takes all, so this cannot fail.
    let _ = fill(document, &mut bytes);
    bytes
}

/// Writes the same to anything that takes bytes.
///
/// # Errors
/// Where the bytes are not taken.
pub fn write_to(document: &Document, out: &mut impl Write) -> std::io::Result<()> {
    fill(document, &mut std::io::BufWriter::new(&mut *out))?;
    out.flush()
}

/// The same as a file that only needs its name. Its text is never in memory as a whole; its first key is its mark.
///
/// # Errors
/// Where the file cannot be written; nothing is left behind then.
pub(crate) fn finished(document: &Document, path: &Path) -> Result<Finished> {
    let mut file = Unfinished::create(path)?;
    fill(document, &mut WithMark { to: &mut file, done: false }).map_err(Error::writing(path))?;
    file.close()
}

/// Puts an open mark behind the first brace.
struct WithMark<'a, W> {
    to: &'a mut W,
    done: bool,
}

impl<W: Write> Write for WithMark<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let brace = bytes.iter().position(|b| *b == b'{').filter(|_| !self.done);
        let Some(brace) = brace else { return self.to.write(bytes) };
        let (before, after) = bytes.split_at(brace + 1);
        self.to.write_all(before)?;
        write!(self.to, "\n  \"{KEY}\": \"{}\",", open_mark())?;
        self.to.write_all(after)?;
        self.done = true;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

/// JSON that was serialised, with an open mark as first key of its first object.
#[must_use]
pub(crate) fn with_mark(json: &[u8]) -> Vec<u8> {
    let mut marked = Vec::with_capacity(json.len() + 128);
    // Memory takes all, so this cannot fail.
    let _ = WithMark { to: &mut marked, done: false }.write_all(json);
    marked
}

fn fill(document: &Document, to: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, document)?;
    to.write_all(b"\n")
}
