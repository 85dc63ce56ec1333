//! Header rows: which columns mean what.

use super::items::{Row, Slot};
use crate::findings::{HeadingNearMiss, Message};
use crate::model::Finding;
use crate::vocabulary::{Column, Vocabulary};

/// A column heading: what it means and which columns it covers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    pub(super) role: Column,
    /// First column.
    pub(super) from: u32,
    /// Behind the last column.
    pub(super) to: u32,
    /// As printed.
    pub(super) text: String,
}

/// The headings of a table or of a part of one.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Header {
    pub(super) headings: Vec<Heading>,
}

impl Header {
    pub(super) fn has(&self, role: Column) -> bool {
        self.heading(role).is_some()
    }

    pub(super) fn heading(&self, role: Column) -> Option<&Heading> {
        self.headings.iter().find(|h| h.role == role)
    }

    /// The cell of a row under the heading of that role.
    pub(super) fn cell<'a, 'r>(&self, row: &'a Row<'r>, role: Column) -> Option<&'a Slot<'r>> {
        let heading = self.heading(role)?;
        row.within(heading.from, heading.to)
    }

    /// The text of that cell; `None` where it is empty or not there.
    pub(super) fn text<'r>(&self, row: &Row<'r>, role: Column) -> Option<&'r str> {
        self.cell(row, role).map(Slot::text).filter(|t| !t.is_empty())
    }

    /// The roles in order: two headers of the same roles are the same header printed again.
    pub(super) fn roles(&self) -> Vec<Column> {
        self.headings.iter().map(|h| h.role).collect()
    }

    /// The last column that has a heading.
    pub(super) fn last_column(&self) -> u32 {
        self.headings.iter().map(|h| h.to.saturating_sub(1)).max().unwrap_or(0)
    }

    /// Takes in a second header row: what stands under a heading takes its place.
    pub(super) fn refine(&mut self, below: Header) {
        for heading in below.headings {
            self.headings.retain(|h| {
                h.to <= heading.from
                    || h.from >= heading.to
                    || h.from == heading.from && h.to == heading.to && h.role == heading.role
            });
            if !self.headings.contains(&heading) {
                self.headings.push(heading);
            }
        }
        self.headings.sort_by_key(|h| h.from);
    }
}

/// The headings of a row. Where two or more labels are known, one that is known but for one character counts, too, with
/// a finding.
pub(super) fn row_to_header(row: &Row<'_>, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) -> Header {
    let known = row.filled().filter(|s| vocabulary.column(s.text()).is_some()).count();
    let mut headings = Vec::new();
    for slot in row.filled() {
        let role = match vocabulary.column(slot.text()) {
            Some(role) => role,
            None if known >= 2 => match vocabulary.column_near(slot.text()) {
                Some(near) => {
                    findings.push(near_miss(slot, near.spelling));
                    near.meaning
                }
                None => continue,
            },
            None => continue,
        };
        let cell = slot.cell;
        headings.push(Heading {
            role,
            from: cell.col,
            to: cell.col + cell.col_span.max(1),
            text: slot.text().to_owned(),
        });
    }
    Header { headings }
}

fn near_miss(slot: &Slot<'_>, known: &str) -> Finding {
    let heading = slot.text();
    HeadingNearMiss { heading, known }.finding().at(slot.cell.place.clone()).quote(heading).suggest(known)
}

/// Whether a header is that of a list of projects: project names in a column, and goals or indicators in others.
pub(super) fn is_list_header(header: &Header) -> bool {
    let subject = [Column::Goal, Column::GoalPeriod, Column::Indicators, Column::Level3];
    header.headings.len() >= 3 && header.has(Column::Project) && subject.iter().any(|&c| header.has(c))
}

/// Whether a header is that of indicator rows.
pub(super) fn is_indicator_header(header: &Header) -> bool {
    let levels = [Column::Level1, Column::Level2, Column::Level3].iter().filter(|&&c| header.has(c)).count();
    let valued = [Column::AnnualValue, Column::PeriodValue, Column::Actual].iter().any(|&c| header.has(c));
    !header.has(Column::Project) && (levels == 3 || levels == 2 && valued || header.has(Column::Level3) && valued)
}
