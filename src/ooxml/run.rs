//! Text of several formats in one cell.

use quick_xml::events::Event;

use super::markup::{copy, local_name, text_of};
use crate::Result;

/// A stretch of text in one format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Run {
    /// The `rPr` element as it stands in the file; empty where the text has the format of the cell.
    pub(crate) format: String,
    pub(crate) text: String,
}

/// Collects the runs of one text while it is read.
#[derive(Debug, Default)]
pub(crate) struct RunCollector {
    runs: Vec<Run>,
    /// The format being read.
    format: Option<Vec<u8>>,
}

impl RunCollector {
    /// Takes the next token of the text; `is_text` where it is part of what is shown.
    ///
    /// # Errors
    /// None that memory does not have.
    pub(crate) fn see(&mut self, event: &Event<'_>, is_text: bool) -> Result<()> {
        // Most texts have one format only.
        let begins = match event {
            Event::Start(tag) | Event::Empty(tag) => local_name(tag),
            _ if self.runs.is_empty() && self.format.is_none() => return Ok(()),
            _ => "",
        };
        if begins == "r" {
            self.runs.push(Run::default());
        }
        if begins == "rPr" {
            self.format = Some(Vec::new());
        }
        if let Some(format) = &mut self.format {
            copy(format, event)?;
            let ends = match event {
                Event::End(tag) => local_name(tag) == "rPr",
                Event::Empty(_) => begins == "rPr",
                _ => false,
            };
            if let (true, Some(run)) = (ends, self.runs.last_mut()) {
                run.format = String::from_utf8_lossy(format).into_owned();
                self.format = None;
            }
        } else if let Some(run) = self.runs.last_mut().filter(|_| is_text) {
            text_of(event, &mut run.text);
        }
        Ok(())
    }

    /// The runs, where they make up the text and it may have placeholders.
    pub(crate) fn finish(&mut self, text: &str) -> Option<Vec<Run>> {
        let runs = std::mem::take(self).runs;
        let wanted = text.contains('{') && runs.iter().map(|run| run.text.as_str()).collect::<String>() == text;
        Some(runs).filter(|runs| wanted && runs.iter().any(|run| !run.format.is_empty()))
    }
}
