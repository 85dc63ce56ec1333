//! Rows of headings and labels, with which forms begin.

use super::state::FormSearch;
use crate::model::Finding;
use crate::reconstruct::forms::bare_rows::rows_to_bare_header;
use crate::reconstruct::forms::card::heads_a_card;
use crate::reconstruct::forms::header::{Header, is_indicator_header, is_list_header};
use crate::reconstruct::forms::header_tree::{claim_header, rows_to_header};
use crate::reconstruct::forms::items::Row;
use crate::reconstruct::forms::openings::{is_beside_label, is_opening, is_section_heading};
use crate::reconstruct::forms::outline::is_outline_header;
use crate::reconstruct::forms::segment::class_columns;
use crate::vocabulary::{Column, Vocabulary};

impl<'r> FormSearch<'r, '_> {
    /// Takes a row, the first of `rows`; returns how many of the following items it has taken, too.
    pub(super) fn row(&mut self, row: &Row<'r>, rows: &[&Row<'r>]) -> usize {
        let Some(first) = row.first() else {
            self.keep(row);
            return 0;
        };
        if self.text_row(row) {
            return 0;
        }
        let mut findings = Vec::new();
        let header = rows_to_header(rows, self.vocabulary, &mut findings);
        let outline = is_outline_header(&header, &rows[header.rows..], self.vocabulary);
        if !outline && heads_indicators_of_card(&header, rows, self.vocabulary) {
            return self.labels_over_values(rows, &header);
        }
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
        if let Some(header) = self.bare_header(rows) {
            self.indicator_header(row, &header, Vec::new());
            return 0;
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

    /// The columns of indicators that have no headings, in a card that has none yet.
    fn bare_header(&self, rows: &[&Row<'r>]) -> Option<Header> {
        let current = self.current.as_ref()?;
        let awaits = current.list.is_none() && current.indicators.is_none() && !self.titled;
        rows_to_bare_header(rows, self.vocabulary).filter(|_| awaits)
    }

    /// Opens a card whose labels stand over their values. Returns the rows taken besides the first.
    fn labels_over_values(&mut self, rows: &[&Row<'r>], header: &Header) -> usize {
        let Some((first, below)) = rows.split_first() else { return 0 };
        self.open_card(first, Column::Project);
        if let Some(current) = &mut self.current {
            current.labels.extend(header.roles());
        }
        below.iter().take(header.rows).for_each(|row| self.push(row));
        header.rows
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
}

/// Whether a header, the first of the rows, is that of the only row over a table of indicators.
fn heads_indicators_of_card(header: &Header, rows: &[&Row<'_>], vocabulary: &Vocabulary) -> bool {
    let mut below = rows.iter().skip(header.rows);
    let values = heads_a_card(header).then(|| below.next()).flatten();
    let indicators: Vec<&Row<'_>> = below.copied().collect();
    values.is_some_and(|values| values.filled().count() > 1)
        && is_indicator_header(&rows_to_header(&indicators, vocabulary, &mut Vec::new()))
}
