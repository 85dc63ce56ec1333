//! Titles, head lines and notes: texts between tables, and rows that are nothing else.

use super::state::FormSearch;
use crate::model::Place;
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::head::{goes_on, is_head_line};
use crate::reconstruct::forms::items::{Row, Slot};
use crate::reconstruct::forms::openings::{MOST_HEAD_CELLS, is_head_row, is_labelled_line, owner_of_line};
use crate::vocabulary::Column;

/// Texts over a form that are searched for its head at most.
const MOST_HEAD_TEXTS: usize = 16;

/// Characters of the longest text that is no prose.
const LONGEST_HEAD_TEXT: usize = 60;

impl<'r> FormSearch<'r, '_> {
    pub(super) fn text(&mut self, text: &'r str, place: &'r Place) {
        let above = self.pending.last().map(|(t, _)| *t);
        let title = self.vocabulary.is_title(text) || above.is_some_and(|t| goes_on(t, text, self.vocabulary));
        let quiet = !title && !self.titled;
        let is_note = self.vocabulary.is_note(text);
        if let Some(current) = self.current.as_mut().filter(|c| quiet && (is_note || c.goes_on(text))) {
            current.notes.push(text);
            current.places.push(place);
            return;
        }
        if !title
            && !is_note
            && !is_head_line(text, self.vocabulary)
            && (text.chars().count() > LONGEST_HEAD_TEXT || text.contains('。'))
        {
            self.prose = true;
            self.pending.clear();
            self.headed = None;
            return;
        }
        if title {
            self.above.clear();
        }
        self.titled |= title;
        self.pending.push((text, place));
        if self.pending.len() > MOST_HEAD_TEXTS {
            self.pending.remove(0);
        }
    }

    /// A row whose cells are all titles, notes or head lines is text.
    pub(super) fn text_row(&mut self, row: &Row<'r>) -> bool {
        let vocabulary = self.vocabulary;
        if let Some(only) = row.single() {
            let notes_go_on = self.current.as_ref().is_some_and(|c| c.goes_on(only.text()));
            let begins = self.current.is_none() && vocabulary.may_be_title(only.text());
            let owner = owner_of_line(only.text(), notes_go_on, vocabulary).or(begins.then_some(Owner::Head));
            if let Some(owner) = owner {
                only.claim(owner);
                self.text(only.text(), &only.cell.place);
            }
            return owner.is_some();
        }
        let lines: Vec<&Slot<'_>> = row.filled().filter(|s| is_labelled_line(s.text(), vocabulary)).collect();
        let tells_unit = lines.iter().any(|s| vocabulary.labelled(s.text()).is_none_or(|(c, _)| c == Column::Unit));
        let count = row.filled().count();
        let unlabelled = row.filled().all(|s| vocabulary.column(s.text()).is_none());
        let mixed = count <= MOST_HEAD_CELLS && lines.len() < count;
        // An office's name beside 单位：万元.
        if mixed && unlabelled && tells_unit && self.is_between_forms() {
            for slot in row.filled() {
                if is_head_line(slot.text(), vocabulary) {
                    slot.claim(Owner::Head);
                }
                self.text(slot.text(), &slot.cell.place);
            }
            return true;
        }
        let all = is_head_row(row, vocabulary);
        if all {
            for slot in row.filled() {
                slot.claim(Owner::Head);
                self.text(slot.text(), &slot.cell.place);
            }
        }
        all
    }

    /// Whether a head may stand here: no form has begun, or the one in work has all its blocks.
    pub(super) fn is_between_forms(&self) -> bool {
        self.current.as_ref().is_none_or(|c| c.list.is_none() && c.indicators.is_some())
    }
}
