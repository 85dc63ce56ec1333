//! Where forms begin and end in a reading.
//!
//! Forms are found by their labels: the header of a project list, the first label of a card (项目名称, 部门名称, …), the
//! header of indicator rows. Titles, head lines and notes are taken from the texts and one-cell rows around.

use std::collections::BTreeSet;

use super::claims::Owner;
use super::head::{goes_on, is_head_line};
use super::header::{Header, is_indicator_header, is_list_header};
use super::header_tree::{claim_header, rows_to_header};
use super::items::{Item, Row, Slot, TablePart, rows_from};
use super::openings::{
    MOST_HEAD_CELLS, head_places, is_beside_label, is_head_row, is_labelled_line, is_opening, is_section_heading,
    notes_of_head, owner_of_line,
};
use super::outline::is_outline_header;
use super::segment::{Segment, class_columns, continued};
use crate::model::{Finding, Place};
use crate::vocabulary::{Column, Vocabulary};

/// Finds the forms of a reading.
pub(super) fn items_to_segments<'r>(items: &[Item<'r>], vocabulary: &Vocabulary) -> Vec<Segment<'r>> {
    let mut search = FormSearch {
        vocabulary,
        done: Vec::new(),
        current: None,
        pending: Vec::new(),
        prose: false,
        titled: false,
        headed: None,
        above: Vec::new(),
    };
    let mut n = 0;
    while let Some(item) = items.get(n) {
        match item {
            Item::Text(text, place) => {
                // What stood over a table without a form is no head of the next one.
                if search.headed.take().is_some() {
                    search.pending.clear();
                }
                search.text(text, place);
            }
            Item::Beside => search.beside(),
            Item::Row(row) => n += search.row(row, &rows_from(items, n)),
        }
        n += 1;
    }
    search.close();
    search.done
}

struct FormSearch<'r, 'v> {
    vocabulary: &'v Vocabulary,
    done: Vec<Segment<'r>>,
    current: Option<Segment<'r>>,
    /// Texts since the last row of a form.
    pending: Vec<(&'r str, &'r Place)>,
    /// Prose stood between the last row of the form and here.
    prose: bool,
    /// A title stood there.
    titled: bool,
    /// The table over which the pending texts stand, once a row of it has been seen.
    headed: Option<TablePart>,
    /// Rows of a table above the first label known in it: a form begins at the top of its table.
    above: Vec<Row<'r>>,
}

/// Texts over a form that are searched for its head at most.
const MOST_HEAD_TEXTS: usize = 16;

/// Characters of the longest text that is no prose.
const LONGEST_HEAD_TEXT: usize = 60;

impl<'r> FormSearch<'r, '_> {
    /// Another form begins beside the one in work.
    fn beside(&mut self) {
        self.close();
        self.above.clear();
        self.headed = None;
    }

    fn text(&mut self, text: &'r str, place: &'r Place) {
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

    /// Takes a row, the first of `rows`; returns how many of the following items it has taken, too.
    fn row(&mut self, row: &Row<'r>, rows: &[&Row<'r>]) -> usize {
        let Some(first) = row.first() else {
            self.keep(row);
            return 0;
        };
        if self.text_row(row) {
            return 0;
        }
        let mut findings = Vec::new();
        let header = rows_to_header(rows, self.vocabulary, &mut findings);
        let outline = is_outline_header(&header, rows.get(header.rows..).unwrap_or_default(), self.vocabulary);
        if outline || is_list_header(&header) {
            claim_header(rows, &header);
            let heading_rows = rows.iter().take(header.rows).map(|r| (*r).clone()).collect();
            let taken = self.list_header(row, header, findings);
            if let Some(current) = &mut self.current {
                (current.heading_rows, current.outline) = (heading_rows, outline);
            }
            return taken;
        }
        if is_indicator_header(&header) {
            let taken = header.rows.saturating_sub(1);
            self.indicator_header(row, &header, findings);
            for below in rows.iter().skip(1).take(taken) {
                self.push(below);
            }
            return taken;
        }
        let may_open = !is_beside_label(row, self.vocabulary) && !is_section_heading(row);
        match self.vocabulary.column(first.text()) {
            Some(label) if is_opening(label) && may_open && self.opens(row, label) => self.open_card(row, label),
            Some(label) => {
                if let Some(current) = &mut self.current {
                    current.labels.insert(label);
                }
                self.keep(row);
            }
            None => self.keep(row),
        }
        0
    }

    /// A row whose cells are all titles, notes or head lines is text.
    fn text_row(&mut self, row: &Row<'r>) -> bool {
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
    fn is_between_forms(&self) -> bool {
        self.current.as_ref().is_none_or(|c| c.list.is_none() && c.indicators.is_some())
    }

    /// Opens a project list at its header; skips a header that is printed again on a further page. Returns the rows taken besides
    /// the first.
    fn list_header(&mut self, row: &Row<'r>, header: Header, findings: Vec<Finding>) -> usize {
        let taken = header.rows.saturating_sub(1);
        if let Some(current) = &mut self.current {
            let same = current.list.as_ref().is_some_and(|l| l.roles() == header.roles());
            let title = self.pending.iter().rev().find(|(t, _)| self.vocabulary.is_title(t)).map(|(t, _)| *t);
            let same_title = title.is_none_or(|t| current.has_title(t, self.vocabulary));
            if same && same_title && !self.prose {
                self.pending.clear();
                self.titled = false;
                current.blocks.insert(row.block);
                // The columns may stand elsewhere on the new page.
                if current.rows.last().is_some_and(|last| last.block != row.block) {
                    current.list = Some(header);
                }
                return taken;
            }
        }
        self.open(row, Some(header), findings);
        if let Some(current) = &mut self.current {
            current.blocks.insert(row.block);
            current.places.extend(row.cells.iter().filter(|s| s.begins).map(|s| &s.cell.place));
        }
        taken
    }

    fn indicator_header(&mut self, row: &Row<'r>, header: &Header, findings: Vec<Finding>) {
        let roles = header.roles();
        let again = self.current.as_ref().is_some_and(|c| c.list.is_none() && c.indicators.as_ref() == Some(&roles));
        let other = self.current.as_ref().is_none_or(|c| {
            let apart = self.prose || !header.has(Column::Level1) && !header.has(Column::Level2);
            c.list.is_some() || c.indicators.is_some() && !again || apart && !c.blocks.contains(&row.block)
        });
        if again && !self.titled {
            self.keep(row);
            return;
        }
        if other || again {
            self.open(row, None, Vec::new());
        }
        if let Some(current) = &mut self.current {
            current.indicators = Some(roles);
            current.classes = class_columns(header);
            current.findings.extend(findings);
        }
        self.push(row);
    }

    /// Whether a label at the beginning of a row opens a new card.
    fn opens(&self, row: &Row<'r>, label: Column) -> bool {
        let Some(current) = &self.current else { return true };
        if current.list.is_some() {
            return self.titled || current.rows.last().is_some_and(|r| r.block != row.block) || current.rows.is_empty();
        }
        let starts_card = matches!(label, Column::Project | Column::Department);
        // Another block of the same form, as the budget behind the head.
        let known = current.labels.contains(&label);
        current.indicators.is_some() && (starts_card || label == Column::BudgetUnit || known && self.titled)
            || label == Column::Project && known && (self.titled || current.has_goal())
    }

    fn open_card(&mut self, row: &Row<'r>, label: Column) {
        self.open(row, None, Vec::new());
        if let Some(current) = &mut self.current {
            current.labels.insert(label);
        }
        self.push(row);
    }

    fn open(&mut self, row: &Row<'r>, list: Option<Header>, findings: Vec<Finding>) {
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
    fn keep(&mut self, row: &Row<'r>) {
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

    fn push(&mut self, row: &Row<'r>) {
        if let Some(current) = &mut self.current {
            current.blocks.insert(row.block);
            current.rows.push(row.clone());
        }
        self.pending.clear();
        self.prose = false;
        self.titled = false;
    }

    /// Ends the form in work; what has neither indicator header nor list header is none.
    fn close(&mut self) {
        let Some(segment) = self.current.take() else { return };
        if segment.list.is_some() || segment.is_card(self.vocabulary) || segment.is_titled_form(self.vocabulary) {
            self.done.push(segment);
        }
    }
}
