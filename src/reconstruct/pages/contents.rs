//! Tables of contents, told from tables: dots lead from each heading to a page number, and the numbers never fall. Where no dots lead there the
//! numbers stand at the right of texts, without a heading of their own.

use crate::model::{Method, Page};
use crate::reconstruct::tolerances::{CONTENTS_LEAST, CONTENTS_LED, CONTENTS_NUMBERED, LEADER_DOTS};

use super::aligned::is_number;
use super::page_table::PageTable;
use super::words::cell_text;

/// Most columns of a table of contents: number, title, dots, page.
const CONTENTS_COLUMNS: usize = 4;
/// Page numbers are lower.
const PAGES_MOST: u32 = 10_000;
/// Dots of an ellipsis.
const ELLIPSIS_DOTS: usize = 3;

/// Whether the table is one of contents.
pub(crate) fn is_contents(page: &Page, table: &PageTable) -> bool {
    if table.method != Method::Alignment || table.cols() > CONTENTS_COLUMNS {
        return false;
    }
    let mut numbers: Vec<u32> = Vec::new();
    let mut led = 0_usize;
    let mut rows: Vec<(String, usize)> = vec![(String::new(), 0); table.rows()];
    for cell in &table.cells {
        let ((text, filled), own) = (&mut rows[cell.row], cell_text(page, &cell.glyphs));
        *filled += usize::from(!own.is_empty());
        text.push_str(&own);
        text.push(' ');
    }
    rows.retain(|(_, filled)| *filled > 0);
    for (text, _) in &rows {
        let Some(number) = text.split_whitespace().next_back().and_then(page_number) else { continue };
        led += usize::from(has_leader(text));
        numbers.push(number);
    }
    let with_dots = rows.len() >= 2 && numbers.is_sorted() && led as f64 >= CONTENTS_LED * rows.len() as f64;
    with_dots || is_without_leaders(page, table)
}

/// Whether every row is a text with a page number behind it, from the first on, and nothing else but the text's own number before it.
fn is_without_leaders(page: &Page, table: &PageTable) -> bool {
    let mut rows: Vec<Vec<(usize, String)>> = vec![Vec::new(); table.rows()];
    for cell in table.cells.iter().filter(|c| !c.glyphs.is_empty()) {
        rows[cell.row].push((cell.col, cell_text(page, &cell.glyphs)));
    }
    let mut pages: Vec<u32> = Vec::with_capacity(rows.len());
    for row in &rows {
        let [before @ .., (column, last)] = row.as_slice() else { continue };
        if *column + 1 != table.cols() {
            continue;
        }
        let texts = before.iter().filter(|(_, text)| !is_number(text)).count();
        let numbers = before.len() - texts;
        let Some(number) = page_number(last).filter(|_| texts >= 1 && numbers <= 1) else { return false };
        pages.push(number);
    }
    let first = rows.first().is_some_and(|row| row.last().is_some_and(|(_, text)| page_number(text).is_some()));
    let rising = pages.is_sorted() && pages.first() < pages.last();
    first && rising && pages.len() >= CONTENTS_LEAST && pages.len() as f64 >= CONTENTS_NUMBERED * rows.len() as f64
}

/// A page number as it stands behind the dots: whole and small.
fn page_number(word: &str) -> Option<u32> {
    word.trim_matches(|c: char| !c.is_alphanumeric()).parse().ok().filter(|n| *n < PAGES_MOST)
}

fn has_leader(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        match c {
            '.' | '·' | '…' | '‥' | '_' | '．' => run += if c == '…' { ELLIPSIS_DOTS } else { 1 },
            c if c.is_whitespace() => {}
            _ => run = 0,
        }
        run >= LEADER_DOTS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_lead_over_gaps() {
        assert!(has_leader("Scope . . . . . 4") && has_leader("范围……4") && !has_leader("3.5 and so on... 4"));
        assert_eq!(page_number("12."), Some(12));
        assert_eq!(page_number("1,204"), None);
    }
}
