//! Reading pages where there are no threads: each with a reader of its own.

use std::sync::Arc;

use hayro_syntax::Pdf;

use super::interpret::{PageReader, ReadPage};
use super::limits::PageLimits;
use crate::extract::contain::{Stop, remaining};
use crate::model::Page;

/// What the pages of one document are read with.
pub(super) struct PagesInPlace {
    pdf: Arc<Pdf>,
    limits: PageLimits,
    tagged: bool,
}

impl PagesInPlace {
    /// No page is read after the deadline.
    pub(super) fn new(pdf: Arc<Pdf>, limits: PageLimits, _: usize, tagged: bool) -> Self {
        Self { pdf, limits, tagged }
    }

    /// Reads a page (from 1).
    pub(super) fn read(&self, number: u32) -> ReadPage {
        if remaining(self.limits.deadline).is_zero() {
            let page = Page { number, ..Page::default() };
            return ReadPage { page, stopped: Some(Stop::Time), notes: Vec::new() };
        }
        PageReader::new(&self.pdf, self.limits, self.tagged).read(number)
    }
}
