//! Header rows: which columns mean what.

use super::items::{Row, Slot};
use crate::vocabulary::Column;

/// Fewest headings of a list of projects.
const LIST_HEADINGS: usize = 3;
/// Levels of an indicator: both classes and the name.
const LEVELS: [Column; 3] = [Column::Level1, Column::Level2, Column::Level3];

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
    /// The class printed over it, where classes are groups of columns.
    pub(super) class: Option<String>,
    /// The class of the second level over a column of one indicator.
    pub(super) second: Option<String>,
}

impl Heading {
    pub(super) fn covers(&self, slot: &Slot<'_>) -> bool {
        slot.cell.col < self.to && slot.end() > self.from
    }
}

/// A heading whose meaning is not known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unknown {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) text: String,
}

/// The headings of a table or of a part of one.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Header {
    pub(super) headings: Vec<Heading>,
    /// Those beside them that are not known.
    pub(super) unknown: Vec<Unknown>,
    /// Rows of the table it takes; 0 for none.
    pub(super) rows: usize,
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

    /// That text, taken into a field.
    pub(super) fn take<'r>(&self, row: &Row<'r>, role: Column) -> Option<&'r str> {
        self.cell(row, role).filter(|s| !s.is_blank()).map(|s| s.read(role))
    }

    /// Whether more columns than one have this meaning.
    pub(super) fn repeats(&self, role: Column) -> bool {
        self.headings.iter().filter(|h| h.role == role).nth(1).is_some()
    }

    /// The same as a text of its own.
    pub(super) fn take_owned(&self, row: &Row<'_>, role: Column) -> Option<String> {
        self.take(row, role).map(str::to_owned)
    }

    /// Its columns class by class, where classes are groups of columns: the class and what stands under it.
    pub(super) fn classes(&self) -> Vec<(String, Header)> {
        let mut classes: Vec<(String, Header)> = Vec::new();
        for heading in &self.headings {
            let Some(class) = &heading.class else { continue };
            match classes.iter_mut().find(|(c, _)| c == class) {
                Some((_, header)) => header.headings.push(heading.clone()),
                None => {
                    classes.push((
                        class.clone(),
                        Header { headings: vec![heading.clone()], rows: self.rows, ..Header::default() },
                    ));
                }
            }
        }
        classes
    }

    /// The roles in order: two headers of the same roles are the same header printed again.
    pub(super) fn roles(&self) -> Vec<Column> {
        self.headings.iter().map(|h| h.role).collect()
    }

    /// The last column that has a heading.
    pub(super) fn last_column(&self) -> u32 {
        self.headings.iter().map(|h| h.to.saturating_sub(1)).fold(0, u32::max)
    }
}

/// Whether a header is that of a list of projects: project names in a column, and goals or indicators in others.
pub(super) fn is_list_header(header: &Header) -> bool {
    let subject = [Column::Goal, Column::GoalPeriod, Column::Indicators, Column::Level3];
    header.headings.len() >= LIST_HEADINGS && header.has(Column::Project) && subject.iter().any(|&c| header.has(c))
}

/// Whether a header is that of indicator rows.
pub(super) fn is_indicator_header(header: &Header) -> bool {
    let levels = LEVELS.iter().filter(|&&c| header.has(c)).count();
    let valued = [Column::AnnualValue, Column::PeriodValue, Column::Actual].iter().any(|&c| header.has(c));
    !header.has(Column::Project)
        && (levels == LEVELS.len() || levels == 2 && valued || header.has(Column::Level3) && valued)
}
