//! Tables and lines with the words of a form that became none: said, never passed over.

use std::collections::BTreeSet;

use super::account::Beginnings;
use crate::findings::{FormNotRead, Message as _, NoForm};
use crate::model::{Block, Finding, Paragraph, Reading, Table};
use crate::vocabulary::{Column, Vocabulary};

/// Headings of the domain that a table needs to look like a form.
const FEWEST: usize = 3;
/// The same where other headings stand among the same lines.
const FEWEST_OF_LINES: usize = 2;
/// What stands for a character that a font does not tell; a heading may miss one. Others of the same table may miss more.
const UNKNOWN: char = '\u{FFFD}';
/// Headings of any kind that such lines have at least.
const HEADINGS: usize = 5;

/// What is said of tables and lines outside forms that have the domain's headings, and of prose about targets.
pub(super) fn words_of_forms(
    reading: &Reading,
    beginnings: &Beginnings,
    has_forms: bool,
    vocabulary: &Vocabulary,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut nearest: Vec<&str> = Vec::new();
    for (number, block) in reading.blocks.iter().enumerate() {
        let table = match block {
            Block::Paragraph(paragraph) => {
                nearest.push(&paragraph.text);
                continue;
            }
            Block::Table(table) => table,
        };
        let above = std::mem::take(&mut nearest);
        if beginnings.holds(number) {
            continue;
        }
        let mut words = table_words(table, vocabulary);
        let goes_on = above.is_empty() && number > 0 && beginnings.holds(number - 1) && words.sure;
        let mut head = above.iter().rev().take(HEAD_LINES);
        let title = head.find(|text| vocabulary.is_title(text) && vocabulary.speaks_of_goals(text));
        let title = title.filter(|_| speaks_of_goals(table, vocabulary));
        let own_title = title_within(table, vocabulary).filter(|_| words.sure || names_projects(table, vocabulary));
        if words.printed.is_empty() {
            words.printed.extend(title.copied().or(own_title));
        }
        if words.is_form() || goes_on || title.is_some() || own_title.is_some() {
            findings.push(words.finding().at(table.place.clone()));
        }
    }
    if has_forms || !findings.is_empty() {
        return findings;
    }
    if let Some((words, paragraph)) = lines_with_words(reading, vocabulary) {
        findings.push(words.finding().at(paragraph.place.clone()));
    } else if let Some(prose) = paragraphs(reading).find(|p| vocabulary.speaks_of_goals(&p.text)) {
        findings.push(NoForm {}.finding().at(prose.place.clone()));
    }
    findings
}

/// Headings of the domain.
#[derive(Debug, Default)]
struct HeadingWords<'r> {
    meanings: BTreeSet<String>,
    printed: Vec<&'r str>,
    /// One of them stands in no other kind of table.
    sure: bool,
    /// One of them holds a character that its font does not tell.
    unknown: bool,
    /// Headings that other tables have, too: 项目名称, 主管部门, 金额.
    others: BTreeSet<String>,
}

impl<'r> HeadingWords<'r> {
    fn add(&mut self, text: &'r str, vocabulary: &Vocabulary) {
        let text = text.trim();
        let class = vocabulary.level1(text).or_else(|| vocabulary.level2(text)).filter(|_| text.contains("指标"));
        let spelt = || vocabulary.column_near(text).filter(|_| text.contains(UNKNOWN)).map(|near| near.meaning);
        let role = vocabulary.column(text).or_else(spelt).filter(|c| is_of_domain(*c));
        let meaning = match (class, role) {
            (Some(class), _) => class.to_owned(),
            (None, Some(role)) => format!("{role:?}"),
            (None, None) => return,
        };
        let own = [Column::Goal, Column::GoalPeriod, Column::Indicators, Column::Level1, Column::Level2];
        self.sure |= class.is_some() || role.is_some_and(|r| own.contains(&r));
        self.unknown |= text.contains(UNKNOWN);
        if self.meanings.insert(meaning) {
            self.printed.push(text);
        }
    }

    /// A word of a run of lines: reports have 绩效目标 and the like as headings, but no row of headings around it.
    fn add_of_line(&mut self, text: &'r str, vocabulary: &Vocabulary) {
        match vocabulary.column(text.trim()) {
            Some(role) if !is_of_domain(role) => drop(self.others.insert(format!("{role:?}"))),
            _ => self.add(text, vocabulary),
        }
    }

    fn is_form(&self) -> bool {
        let fewest = if self.unknown { FEWEST_OF_LINES } else { FEWEST };
        self.sure && self.meanings.len() >= fewest
    }

    /// The same of lines, where the headings that any table has count, too.
    fn is_row_of_headings(&self) -> bool {
        self.sure && self.meanings.len() >= FEWEST_OF_LINES && self.meanings.len() + self.others.len() >= HEADINGS
    }

    fn finding(&self) -> Finding {
        let words = self.printed.iter().take(SHOWN).copied().collect::<Vec<_>>().join("、");
        FormNotRead { words: words.as_str() }.finding().quote(self.printed.join(" | "))
    }
}

/// Words that a message shows.
const SHOWN: usize = 6;

fn is_of_domain(role: Column) -> bool {
    matches!(
        role,
        Column::Goal
            | Column::GoalPeriod
            | Column::Indicators
            | Column::Level1
            | Column::Level2
            | Column::Level3
            | Column::AnnualValue
            | Column::PeriodValue
            | Column::Actual
            | Column::Likelihood
    )
}

fn table_words<'r>(table: &'r Table, vocabulary: &Vocabulary) -> HeadingWords<'r> {
    let mut words = HeadingWords::default();
    for cell in &table.cells {
        words.add(&cell.text, vocabulary);
    }
    words
}

/// The title of a form in the first rows of a table. Where the table names projects, or has headings of a form, it is one: a list of
/// results without targets, or one whose headings stand in an order that nobody knows.
fn title_within<'r>(table: &'r Table, vocabulary: &Vocabulary) -> Option<&'r str> {
    let mut top = table.cells.iter().filter(|cell| cell.row < TITLE_ROWS);
    let title = top.find(|cell| vocabulary.is_title(&cell.text) && vocabulary.speaks_of_goals(&cell.text));
    title.map(|cell| cell.text.trim())
}

fn names_projects(table: &Table, vocabulary: &Vocabulary) -> bool {
    table.cells.iter().any(|cell| vocabulary.column(cell.text.trim()) == Some(Column::Project))
}

/// Rows of a table in which its title stands.
const TITLE_ROWS: u32 = 3;

/// Whether a cell speaks of performance targets, whatever else stands in it.
fn speaks_of_goals(table: &Table, vocabulary: &Vocabulary) -> bool {
    table.cells.iter().any(|cell| vocabulary.speaks_of_goals(&cell.text))
}

/// Texts over a table among which its title is looked for.
const HEAD_LINES: usize = 12;

fn paragraphs(reading: &Reading) -> impl Iterator<Item = &Paragraph> {
    reading.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    })
}

/// Lines in which a run of label–value lines is looked for.
const RUN: usize = 40;

/// The first run of short lines that holds headings of indicators: a list that no reading made a table of.
fn lines_with_words<'r>(reading: &'r Reading, vocabulary: &Vocabulary) -> Option<(HeadingWords<'r>, &'r Paragraph)> {
    let lines: Vec<&Paragraph> = paragraphs(reading).collect();
    (0..lines.len()).step_by(RUN / 2).find_map(|from| {
        let run = lines.get(from..(from + RUN).min(lines.len()))?;
        let (mut words, mut wide) = (HeadingWords::default(), HeadingWords::default());
        for line in run {
            for part in line.text.split([' ', '\t', '　', '|', '\n', '：', ':', '<', '>']) {
                // Reports have 绩效目标 and the like as headings; columns of classes stand in lists only.
                let class = vocabulary
                    .column(part)
                    .is_some_and(|c| matches!(c, Column::Level1 | Column::Level2 | Column::Level3));
                let value = vocabulary.column(part).is_some_and(|c| matches!(c, Column::AnnualValue | Column::Actual));
                if class || value {
                    words.add(part, vocabulary);
                }
                wide.add_of_line(part, vocabulary);
            }
        }
        let first = run.first()?;
        let found = if words.is_form() { Some(words) } else { Some(wide).filter(HeadingWords::is_row_of_headings) };
        found.map(|words| (words, *first))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Method, Place};

    fn codes(lines: &[&str]) -> Vec<String> {
        let paragraph = |(n, text): (u32, &&str)| {
            Block::Paragraph(Paragraph { text: (*text).to_owned(), place: Place::lines(n, n) })
        };
        let blocks = (1..).zip(lines).map(paragraph).collect();
        let reading = Reading { blocks, findings: Vec::new(), text_blocks: Vec::new() };
        let found = words_of_forms(&reading, &Beginnings::default(), false, &Vocabulary::default());
        found.into_iter().map(|f| f.code.0.into_owned()).collect()
    }

    #[test]
    fn a_row_of_headings_without_a_table_is_said() {
        let lines = [
            "2024年项目支出绩效目标表",
            "项目名称 主管部门 总计 财政拨款 绩效目标 绩效指标",
            "乡村道路养护 某县交通局 120.00 120.00 完成养护386公里",
        ];
        assert_eq!(codes(&lines), ["form-not-read"]);
    }

    #[test]
    fn headings_with_a_character_that_the_font_does_not_tell_are_said() {
        let cell = |(col, text): (u32, &&str)| Cell {
            row: 0,
            col,
            row_span: 1,
            col_span: 1,
            text: (*text).to_owned(),
            place: Place::lines(1, 1),
            number: None,
            lost: false,
        };
        let texts = ["项目��", "总计", "绩�目标", "绩�指标"];
        let table = Table {
            page: None,
            bbox: None,
            title: None,
            header_rows: 1,
            rows: 1,
            cols: 4,
            cells: (0..).zip(&texts).map(cell).collect(),
            method: Method::Rules,
            confidence: 1.0,
            place: Place::lines(1, 1),
        };
        let reading = Reading { blocks: vec![Block::Table(table)], findings: Vec::new(), text_blocks: Vec::new() };
        let found = words_of_forms(&reading, &Beginnings::default(), false, &Vocabulary::default());
        assert_eq!(found.iter().map(|f| f.code.0.as_ref()).collect::<Vec<_>>(), ["form-not-read"]);
    }

    #[test]
    fn chapters_of_a_report_are_prose() {
        let lines = [
            "一、部门职责",
            "二、预算绩效目标",
            "本年度各项目均编制绩效目标，涉及财政拨款120万元。",
            "三、名词解释",
            "财政拨款：由同级财政拨付的资金。",
        ];
        assert_eq!(codes(&lines), ["no-form"]);
    }
}
