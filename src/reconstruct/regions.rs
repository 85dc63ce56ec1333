//! The tables of an input page by page, not joined over pages: what `jixiao tables` lists.

use crate::model::{BBox, Block, Budget, Content, Finding, Input, Noted, Page, PageSource, Table};

use super::page_threads::read_each;
use super::pages::choose::{self, Chosen};
use super::pages::prepared::prepared;
use super::pages::printed_over::without_marks;
use super::pages::relocate::{relocate_tables, renew};
use super::pages::{captions, paragraphs, ruled::GlyphIndex, tags::TagIndex, words};
use crate::vocabulary::Vocabulary;

/// Which part of an input is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Selection {
    /// First and last page of each range, from 1; empty for all.
    pub pages: Vec<(u32, u32)>,
    /// Only tables whose middle lies in the box, in points from the top left of the page.
    pub area: Option<BBox>,
}

impl Selection {
    /// The selected pages of so many.
    #[must_use]
    pub(crate) fn pages_of(&self, count: u32) -> Vec<u32> {
        (1..=count).filter(|&n| self.holds_page(n)).collect()
    }

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

/// The tables of the selected part, in reading order, each as it stands on its page, with its caption as title. `page_done` is
/// called after each page, from any thread. Where the input's budget is over before the end, what comes back is not the whole.
pub(crate) fn tables(
    input: &Input,
    selection: &Selection,
    vocabulary: &Vocabulary,
    page_done: &(dyn Fn() + Sync),
) -> Noted<Vec<Table>> {
    let Noted { mut output, findings } = match &input.content {
        Content::Pages(source) => page_tables(source.as_ref(), (selection, &input.budget), vocabulary, page_done),
        Content::Lines(_) | Content::Worksheets(_) | Content::Passages(_) | Content::Document(_) => {
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

fn page_tables(
    source: &dyn PageSource,
    (selection, budget): (&Selection, &Budget),
    vocabulary: &Vocabulary,
    page_done: &(dyn Fn() + Sync),
) -> Noted<Vec<Table>> {
    let tags = TagIndex::new(&source.tagged_tables());
    let numbers = selection.pages_of(source.page_count());
    let pages: Vec<(Vec<Table>, Vec<Finding>)> = read_each(source, &numbers, |number| {
        if budget.is_over() {
            return (Vec::new(), Vec::new());
        }
        let Noted { output: page, mut findings } = source.page(number);
        let (page, turn) = prepared(page);
        let cleaned = without_marks(&page);
        let page = cleaned.as_ref().map_or(&page, |(page, _)| page);
        let by_height = GlyphIndex::new(page);
        let found = choose::page_tables(page, &by_height, &words::glyphs_to_words(page), &tags, None);
        let mut said = found.findings;
        said.extend(cleaned.iter().flat_map(|(_, marks)| marks.iter().cloned()));
        let mut tables = with_captions(page, &by_height, &found.output, vocabulary);
        if !turn.is_none() {
            relocate_tables(&mut tables, number, &|area: &BBox| turn.place(number, area));
            for place in said.iter_mut().filter_map(|f| f.place.as_mut()) {
                renew(place, number, &|area: &BBox| turn.place(number, area));
            }
        }
        findings.extend(said);
        page_done();
        (tables, findings)
    });
    let mut noted = Noted { output: Vec::new(), findings: Vec::new() };
    for (tables, findings) in pages {
        noted.output.extend(tables);
        noted.findings.extend(findings);
    }
    noted
}

fn with_captions(page: &Page, by_height: &GlyphIndex, found: &[Chosen], vocabulary: &Vocabulary) -> Vec<Table> {
    if found.is_empty() {
        return Vec::new();
    }
    let mut taken = vec![false; page.glyphs.len()];
    for index in found.iter().flat_map(|t| &t.table.cells).flat_map(|c| &c.glyphs) {
        taken.iter_mut().skip(*index as usize).take(1).for_each(|t| *t = true);
    }
    let boxes: Vec<BBox> = found.iter().map(|c| c.table.bbox()).collect();
    let right_edges: Vec<f64> = boxes.iter().map(|b| b.right).collect();
    let paragraphs = paragraphs::glyphs_to_paragraphs(page, &taken, &right_edges);
    let areas: Vec<(BBox, f64)> = boxes.into_iter().map(|b| (b, by_height.small_print(page, &b))).collect();
    let captions = captions::captions(&areas, &paragraphs, vocabulary);
    let tables = found.iter().map(|c| choose::page_table_to_table(page, &c.table));
    let titles = captions.into_iter().map(|caption| Some(paragraphs[caption?].text.clone()));
    tables.zip(titles).map(|(table, title)| Table { title, ..table }).collect()
}
