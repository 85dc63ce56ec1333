//! The search in work: the form it is in, and what stood since.

use std::collections::BTreeSet;

use crate::model::{Finding, Place};
use crate::reconstruct::forms::header::Header;
use crate::reconstruct::forms::items::{Row, TablePart};
use crate::reconstruct::forms::openings::{head_places, notes_of_head};
use crate::reconstruct::forms::segment::{Segment, continued};
use crate::vocabulary::Vocabulary;

/// What has been found, and what is in work.
pub(super) struct FormSearch<'r, 'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) done: Vec<Segment<'r>>,
    pub(super) current: Option<Segment<'r>>,
    /// Texts since the last row of a form.
    pub(super) pending: Vec<(&'r str, &'r Place)>,
    /// Prose stood between the last row of the form and here.
    pub(super) prose: bool,
    /// A title stood there.
    pub(super) titled: bool,
    /// The table over which the pending texts stand, once a row of it has been seen.
    pub(super) headed: Option<TablePart>,
    /// Rows of a table above the first label known in it: a form begins at the top of its table.
    pub(super) above: Vec<Row<'r>>,
}

impl<'r, 'v> FormSearch<'r, 'v> {
    pub(super) const fn new(vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            done: Vec::new(),
            current: None,
            pending: Vec::new(),
            prose: false,
            titled: false,
            headed: None,
            above: Vec::new(),
        }
    }

    /// Another form begins beside the one in work.
    pub(super) fn beside(&mut self) {
        self.close();
        self.above.clear();
        self.headed = None;
    }

    pub(super) fn open(&mut self, row: &Row<'r>, list: Option<Header>, findings: Vec<Finding>) {
        self.close();
        let mut above = std::mem::take(&mut self.above);
        above.retain(|r| r.block == row.block);
        let head: Vec<_> = self.pending.drain(..).collect();
        self.prose = false;
        self.titled = false;
        self.headed = None;
        let notes = notes_of_head(&head, self.vocabulary);
        self.current = Some(Segment {
            head: head.iter().map(|(t, _)| *t).collect(),
            above: if list.is_some() { std::mem::take(&mut above) } else { Vec::new() },
            blocks: above.iter().map(|r| r.block).collect(),
            list,
            rows: above,
            notes,
            places: head_places(&head, self.vocabulary),
            findings,
            heading_rows: Vec::new(),
            outline: false,
            indicators: None,
            classes: Vec::new(),
            labels: BTreeSet::new(),
        });
    }

    /// A row without labels: it belongs to the form before where it stands in the same table, or in one that continues it.
    pub(super) fn keep(&mut self, row: &Row<'r>) {
        let Some(current) = &mut self.current else {
            // The texts over a table serve a form that begins further down in it.
            if self.headed.is_some_and(|block| block != row.block) {
                self.pending.clear();
            }
            self.headed = Some(row.block);
            if self.above.last().is_some_and(|a| a.block != row.block) {
                self.above.clear();
            }
            self.above.push(row.clone());
            return;
        };
        if !current.blocks.contains(&row.block) {
            let columns = current.rows.last().map(|r| r.table.cols);
            let card = current.list.is_none() && current.indicators.is_none();
            let title_again =
                self.pending.iter().all(|(t, _)| !self.vocabulary.is_title(t) || current.head.contains(t));
            let same = columns == Some(row.table.cols) || current.has_its_classes(row.table, self.vocabulary);
            let continues = !self.prose && title_again && (same || card || columns.is_none());
            if !continues {
                self.close();
                self.pending.clear();
                self.above = vec![row.clone()];
                return;
            }
            if current.rows.last().is_some_and(|r| r.block != row.block) && !card {
                current.findings.push(continued(row));
            }
        } else if self.titled && current.list.is_none() {
            // A title inside a table of cards: what follows belongs to the next one.
            self.above.push(row.clone());
            return;
        }
        self.push(row);
    }

    pub(super) fn push(&mut self, row: &Row<'r>) {
        if let Some(current) = &mut self.current {
            current.blocks.insert(row.block);
            current.rows.push(row.clone());
        }
        self.pending.clear();
        self.prose = false;
        self.titled = false;
    }

    /// Ends the form in work; what has neither indicator header nor list header is none.
    pub(super) fn close(&mut self) {
        let Some(segment) = self.current.take() else { return };
        if segment.list.is_some() || segment.is_card(self.vocabulary) || segment.is_titled_form(self.vocabulary) {
            self.done.push(segment);
        }
    }
}
