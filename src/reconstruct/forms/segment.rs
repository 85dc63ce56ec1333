//! A form as rows: what a search through a reading has found, before it is read.

use std::collections::BTreeSet;

use super::header::Header;
use super::items::{Row, TablePart};
use crate::findings::{Message as _, TableContinued};
use crate::model::{Finding, Place, Table};
use crate::vocabulary::{Column, Vocabulary};

/// Characters quoted of the first row of a table that goes on.
const QUOTED: usize = 20;

/// The columns of a header that hold classes: from, behind the last.
pub(super) fn class_columns(header: &Header) -> Vec<(u32, u32)> {
    let levels = [Column::Level1, Column::Level2];
    header.headings.iter().filter(|h| levels.contains(&h.role)).map(|h| (h.from, h.to)).collect()
}

/// A form as rows.
#[derive(Debug)]
pub(super) struct Segment<'r> {
    /// The header of a project list; `None`: a card or department form.
    pub(super) list: Option<Header>,
    /// The texts over it, the nearest last.
    pub(super) head: Vec<&'r str>,
    /// The rows of that header.
    pub(super) heading_rows: Vec<Row<'r>>,
    /// The list is an outline: classes and names in one column.
    pub(super) outline: bool,
    /// Rows of its table above the header of a list.
    pub(super) above: Vec<Row<'r>>,
    /// Its rows, headers of lists left out.
    pub(super) rows: Vec<Row<'r>>,
    /// 注：….
    pub(super) notes: Vec<&'r str>,
    /// Places of header, head and notes.
    pub(super) places: Vec<&'r Place>,
    /// What was noticed while finding it.
    pub(super) findings: Vec<Finding>,
    /// Roles of its indicator header.
    pub(super) indicators: Option<Vec<Column>>,
    /// The columns of its classes: from, behind the last.
    pub(super) classes: Vec<(u32, u32)>,
    /// Labels seen at the beginning of rows.
    pub(super) labels: BTreeSet<Column>,
    /// Blocks whose rows it holds.
    pub(super) blocks: BTreeSet<TablePart>,
}

impl Segment<'_> {
    /// Indicator rows make a form where something else says so, too: a class column with values, or under a title with names and
    /// points, a label of a card, or a title. A table of names and values alone may be any statistics.
    pub(super) fn is_card(&self, vocabulary: &Vocabulary) -> bool {
        let Some(roles) = &self.indicators else { return false };
        let valued = [Column::AnnualValue, Column::PeriodValue, Column::Actual].iter().any(|c| roles.contains(c));
        let classed = roles.contains(&Column::Level1) || roles.contains(&Column::Level2);
        let scored = roles.contains(&Column::Level3)
            && [Column::Points, Column::Score, Column::Weight].iter().any(|c| roles.contains(c))
            && self.head.iter().any(|t| vocabulary.is_title(t));
        let labels = [
            Column::Project,
            Column::Department,
            Column::BudgetUnit,
            Column::Goal,
            Column::GoalPeriod,
            Column::TaskBlock,
        ];
        classed && (valued || scored)
            || labels.iter().any(|l| self.labels.contains(l))
            || valued && self.head.iter().any(|t| vocabulary.is_title(t))
    }

    /// A form without indicator rows whose title and labels leave no doubt.
    pub(super) fn is_titled_form(&self, vocabulary: &Vocabulary) -> bool {
        let titled = self.head.iter().any(|t| vocabulary.is_title(t));
        let subject = [Column::Project, Column::BudgetBlock, Column::TaskBlock].iter().any(|l| self.labels.contains(l));
        titled && self.has_goal() && subject
    }

    /// Whether the label of a goal has been seen.
    pub(super) fn has_goal(&self) -> bool {
        self.labels.contains(&Column::Goal) || self.labels.contains(&Column::GoalPeriod)
    }

    /// Whether a table without a header has the classes of indicators where this form has them: it goes on with the form, however
    /// many columns the page gave it.
    pub(super) fn has_its_classes(&self, table: &Table, vocabulary: &Vocabulary) -> bool {
        let speaking = table.cells.iter().filter(|c| c.text.contains("指标"));
        let mut classes = speaking
            .filter(|c| vocabulary.level1(&c.text).is_some() || vocabulary.level2(&c.text).is_some())
            .peekable();
        classes.peek().is_some() && classes.all(|c| self.classes.iter().any(|(from, to)| (*from..*to).contains(&c.col)))
    }

    /// Whether a text goes on with the notes: 2.… behind 注：1.….
    pub(super) fn goes_on(&self, text: &str) -> bool {
        let text = text.trim_start();
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        !self.notes.is_empty() && rest.len() < text.len() && rest.starts_with(['.', '、', '．'])
    }

    /// Whether it stands under that title, （续表） aside.
    pub(super) fn has_title(&self, title: &str, vocabulary: &Vocabulary) -> bool {
        let key = vocabulary.title_key(title);
        self.head.iter().any(|t| vocabulary.title_key(t) == key)
    }
}

/// What is said of a table that goes on with the form before without a header.
pub(super) fn continued(row: &Row<'_>) -> Finding {
    TableContinued {}.finding().at(row.table.place.clone()).quote(row.beginning(QUOTED))
}
