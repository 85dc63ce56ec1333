//! The structure tree's tables: which of their rows a row of a page comes from.

use std::collections::BTreeMap;

use crate::model::{Page, TaggedTable};

use super::page_table::PageTable;

/// A row of a tagged table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TagRow {
    /// Number of the tagged table.
    pub(crate) table: usize,
    /// Row in it, from 0.
    pub(crate) row: usize,
    /// Whether all its cells are TH.
    pub(crate) header: bool,
}

/// Finds the tagged row of marked content.
#[derive(Debug, Default)]
pub(crate) struct TagIndex {
    rows: BTreeMap<(u32, i32), TagRow>,
}

impl TagIndex {
    /// Indexes all content of the tagged tables.
    pub(crate) fn new(tables: &[TaggedTable]) -> Self {
        let mut rows = BTreeMap::new();
        for (table, tagged) in tables.iter().enumerate() {
            for (row, cells) in tagged.rows.iter().enumerate() {
                let header = !cells.is_empty() && cells.iter().all(|c| c.header);
                for content in cells.iter().flat_map(|c| &c.content) {
                    rows.entry(*content).or_insert(TagRow { table, row, header });
                }
            }
        }
        Self { rows }
    }

    /// For each row of the table the tagged row that its cells' text belongs to; `None` where it says nothing or the cells
    /// disagree. And whether any row holds text of several tagged rows: then tags and geometry are of two minds.
    pub(crate) fn rows_of(&self, page: &Page, table: &PageTable) -> (Vec<Option<TagRow>>, bool) {
        let mut found: Vec<Option<TagRow>> = vec![None; table.rows()];
        let mut mixed = vec![false; table.rows()];
        if self.rows.is_empty() {
            return (found, false);
        }
        for cell in table.cells.iter().filter(|c| c.row_span == 1) {
            let tagged = cell.glyphs.iter().filter_map(|&i| page.glyphs.get(i as usize)?.mcid);
            for tag in tagged.filter_map(|mcid| self.rows.get(&(page.number, mcid))) {
                match found.get_mut(cell.row) {
                    Some(slot @ None) => *slot = Some(*tag),
                    Some(Some(other)) if other != tag => {
                        if let Some(flag) = mixed.get_mut(cell.row) {
                            *flag = true;
                        }
                    }
                    _ => {}
                }
            }
        }
        let differ = mixed.contains(&true);
        (found.into_iter().zip(mixed).map(|(row, mixed)| row.filter(|_| !mixed)).collect(), differ)
    }
}
