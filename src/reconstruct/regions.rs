//! The tables of an input page by page, not joined over pages: what `jixiao tables` lists.

use rayon::prelude::*;

use crate::model::{BBox, Block, Content, Finding, Input, Noted, PageSource, Table};

use super::pages::{choose, tags::TagIndex, words};
use crate::vocabulary::Vocabulary;

/// Which part of an input is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// First and last page of each range, from 1; empty for all.
    pub pages: Vec<(u32, u32)>,
    /// Only tables whose middle lies in the box, in points from the top left of the page.
    pub area: Option<BBox>,
}

impl Selection {
    fn holds_page(&self, number: u32) -> bool {
        self.pages.is_empty() || self.pages.iter().any(|&(first, last)| (first..=last).contains(&number))
    }

    fn holds_table(&self, table: &Table) -> bool {
        match (&self.area, &table.bbox) {
            (Some(area), Some(bbox)) => area.contains(bbox.center_x(), bbox.center_y()),
            (Some(_), None) => false,
            (None, _) => true,
        }
    }
}

/// The tables of the selected part, in reading order, each as it stands on its page.
pub fn tables(input: &Input, selection: &Selection, vocabulary: &Vocabulary) -> Noted<Vec<Table>> {
    let Noted { mut output, findings } = match &input.content {
        Content::Pages(source) => page_tables(source.as_ref(), selection),
        Content::Lines(_) | Content::Worksheets(_) => {
            let reading = super::read(input, vocabulary);
            let tables = reading.blocks.into_iter().filter_map(|block| match block {
                Block::Table(table) => Some(table),
                Block::Paragraph(_) => None,
            });
            Noted { output: tables.collect(), findings: reading.findings }
        }
    };
    output.retain(|table| selection.holds_table(table));
    Noted { output, findings }
}

fn page_tables(source: &dyn PageSource, selection: &Selection) -> Noted<Vec<Table>> {
    let tags = TagIndex::new(&source.tagged_tables());
    let numbers: Vec<u32> = (1..=source.page_count()).filter(|&n| selection.holds_page(n)).collect();
    let pages: Vec<(Vec<Table>, Vec<Finding>)> = numbers
        .par_iter()
        .map(|&number| {
            let Noted { output: page, mut findings } = source.page(number);
            let found = choose::page_tables(&page, &words::glyphs_to_words(&page), &tags);
            findings.extend(found.findings);
            (found.output.iter().map(|c| choose::page_table_to_table(&page, &c.table)).collect(), findings)
        })
        .collect();
    let mut noted = Noted { output: Vec::new(), findings: Vec::new() };
    for (tables, findings) in pages {
        noted.output.extend(tables);
        noted.findings.extend(findings);
    }
    noted
}
