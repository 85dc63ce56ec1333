//! Tables without rules: columns from the gutters that lines keep free, rows from all columns together.
//!
//! Words become lines of pieces, lines that keep the same gutters free a region, its gutters columns, what each line
//! prints into a column a fragment, and fragments rows.

use crate::model::{BBox, Page};

use crate::vocabulary::Vocabulary;

use super::page_table::PageTable;
use super::words::Word;

mod above;
mod bands;
mod block_lines;
mod blocks;
mod build;
mod card_rest;
mod cards;
mod columns;
mod division;
mod drawn;
mod fragments;
mod gap_columns;
mod head_lines;
mod headed_columns;
mod header;
mod ink;
mod joined;
mod judge;
mod lists;
mod measures;
mod merged;
mod numbers;
mod overhang;
mod page_columns;
mod pairs;
mod parted;
mod parted_cells;
mod pieces;
mod reading;
mod regions;
mod row_boxes;
mod rows;
mod shares;
mod strokes;
mod titles;
mod typeset;
mod wide_labels;

#[cfg(test)]
mod tests;

use fragments::Fragment;
use ink::Gutter;
use lists::ListSearch;
use measures::Measures;
use pieces::{PieceGaps, TextLine};
use reading::fragments_to_division;
use regions::Region;
use typeset::Typeset;

pub(crate) use above::{CardAbove, TableAbove};
pub(crate) use block_lines::{common_edges, edge_numbers};
pub(crate) use header::span_header;
pub(crate) use lists::{ListAbove, ListColumns};
pub(crate) use numbers::is_number;
pub(crate) use strokes::Strokes;

/// The tables among the words that stand in none of the boxes. `above` is what the page before ends with and may go on here.
pub(crate) fn tables(
    page: &Page,
    strokes: &Strokes,
    words: &[Word],
    taken: &[BBox],
    above: Option<&TableAbove>,
) -> Vec<PageTable> {
    let outside = words.iter().filter(|w| !taken.iter().any(|b| b.contains(w.bbox.center_x(), w.bbox.center_y())));
    let lines = words_to_lines(page, outside);
    let Some(cut) = page_columns::page_cut(&lines, strokes, &Typeset::of(&lines)) else {
        return tables_of_column(page, strokes, words, taken, above);
    };
    let parts = cut.part(words);
    parts.iter().flat_map(|part| tables_of_column(page, strokes, part, taken, above)).collect()
}

/// The tables among words that stand in one column of the page.
fn tables_of_column(
    page: &Page,
    strokes: &Strokes,
    words: &[Word],
    taken: &[BBox],
    above: Option<&TableAbove>,
) -> Vec<PageTable> {
    let outside =
        |word: &&Word, taken: &[BBox]| !taken.iter().any(|b| b.contains(word.bbox.center_x(), word.bbox.center_y()));
    let mut lines = words_to_lines(page, words.iter().filter(|w| outside(w, taken)));
    let mut typeset = Typeset::of(&lines);
    let known = Vocabulary::default();
    let mut tables = Vec::new();
    if typeset.cjk {
        let stops = titles::begins_title(&lines, &typeset);
        tables = drawn::tables(page, strokes, (&lines, &stops), &typeset, taken);
        let narrow = words.iter().filter(|w| outside(w, taken));
        let finer = pieces::words_to_lines(page, narrow, PieceGaps::NARROW);
        let search = ListSearch { lines: &lines, finer: &finer, stops: &stops, typeset: &typeset, words: &known };
        let list = match above {
            Some(TableAbove::List(list)) => Some(list),
            Some(TableAbove::Card(card)) => {
                put_rest(card_rest::rest_of_card(&search, strokes, card), &mut tables);
                None
            }
            None => None,
        };
        put_lists(&search, strokes, list, &mut tables);
    }
    if !tables.is_empty() {
        let drawn: Vec<BBox> = taken.iter().copied().chain(tables.iter().map(PageTable::bbox)).collect();
        lines = words_to_lines(page, words.iter().filter(|w| outside(w, &drawn)));
        typeset = Typeset::of(&lines);
    }
    let stops = titles::begins_title(&lines, &typeset);
    let regions = regions::lines_to_regions(&lines, &stops, &typeset);
    let mut regions = joined::join_regions(&lines, regions, &stops, &typeset);
    if typeset.cjk {
        regions = cards::regions_to_cards(&lines, regions, &stops, &typeset, &known);
        if let Some(head) = cards::head_at_end(&lines, &regions, &stops, &typeset, &known)
            && let Some(own) = lines.get(head.clone())
            && let Some(table) = blocks::head_to_table(strokes, own, &typeset, &known)
        {
            regions.retain(|region| region.lines.end <= head.start);
            tables.push(table);
        }
    }
    let mut floor = 0;
    for mut region in regions {
        // What a table took is no longer there for the head of the next.
        region.lines.start = region.lines.start.max(floor);
        region.lines.start +=
            head_lines::labelled(lines.get(region.lines.clone()).unwrap_or_default().iter(), &typeset);
        let own = lines.get(region.lines.clone()).filter(|_| typeset.cjk);
        let card = own.and_then(|own| blocks::blocks_to_table(strokes, own, &typeset, &known));
        if let Some(table) = card.or_else(|| region_to_table((page, strokes), &lines, &region, &typeset, false)) {
            floor = region.lines.end;
            tables.push(table);
        }
    }
    tables
}

/// The tables drawn by the tops and bottoms of their cells that go on above or below one of the ruled tables, which has sides of cells besides: of
/// all their rows only some have them. `taken` is not looked at.
pub(crate) fn tables_beyond(
    page: &Page,
    strokes: &Strokes,
    words: &[Word],
    ruled: &[PageTable],
    taken: &[BBox],
) -> Vec<PageTable> {
    let beyond = |b: &BBox| strokes.runs_beyond(b);
    if !ruled.iter().any(|table| beyond(&table.bbox())) {
        return Vec::new();
    }
    let outside = words.iter().filter(|w| !taken.iter().any(|b| b.contains(w.bbox.center_x(), w.bbox.center_y())));
    let lines = words_to_lines(page, outside);
    let typeset = Typeset::of(&lines);
    if !typeset.cjk {
        return Vec::new();
    }
    let stops = titles::begins_title(&lines, &typeset);
    let mut tables = drawn::tables(page, strokes, (&lines, &stops), &typeset, taken);
    tables.retain(|whole| {
        let area = whole.bbox().inflate(typeset.em);
        ruled.iter().map(PageTable::bbox).any(|b| {
            let holds = area.contains(b.left, b.top) && area.contains(b.right, b.bottom);
            holds && whole.bbox().height() > b.height() + typeset.em && beyond(&b)
        })
    });
    tables
}

/// Adds the rest of a card in place of the tables that hold a part of it.
fn put_rest(rest: Option<PageTable>, tables: &mut Vec<PageTable>) {
    let Some(rest) = rest else { return };
    let area = rest.bbox();
    tables.retain(|t| !area.contains(t.bbox().center_x(), t.bbox().center_y()));
    tables.push(rest);
}

/// Adds the lists of projects to the tables drawn cell by cell, in place of those that hold a part of one.
fn put_lists(search: &ListSearch<'_>, strokes: &Strokes, above: Option<&ListAbove>, tables: &mut Vec<PageTable>) {
    for list in search.lists(above) {
        let Some(table) = search.table(strokes, &list) else { continue };
        let area = table.bbox();
        let slack = search.typeset.em;
        let is_whole = |t: &PageTable| t.bbox().top <= area.top + slack && t.bbox().bottom >= area.bottom - slack;
        if tables.iter().any(is_whole) {
            continue;
        }
        tables.retain(|t| !area.contains(t.bbox().center_x(), t.bbox().center_y()));
        tables.push(table);
    }
}

fn words_to_lines<'a>(page: &Page, words: impl Iterator<Item = &'a Word>) -> Vec<TextLine> {
    let mut lines = pieces::words_to_lines(page, words, PieceGaps::USUAL);
    if Typeset::of(&lines).cjk {
        overhang::part_at_overhang(page, &mut lines);
    }
    lines
}

/// What may be a table on a page of text set without spaces that has none by itself: too few rows, or too little in them, but it may go on
/// with the table of the page before.
pub(crate) fn faint_table(page: &Page, words: &[Word]) -> Option<PageTable> {
    let lines = words_to_lines(page, words.iter());
    let typeset = Typeset::of(&lines);
    if !typeset.cjk {
        return None;
    }
    let stops = titles::begins_title(&lines, &typeset);
    let regions = regions::lines_to_regions(&lines, &stops, &typeset);
    let region = joined::join_regions(&lines, regions, &stops, &typeset).into_iter().next()?;
    let table = region_to_table((page, &Strokes::of(page)), &lines, &region, &typeset, true)?;
    (table.cols() > 2).then_some(table)
}

/// All words in the box of a ruled table read as one table, whatever rules there are. `None` where that can show nothing which the rules
/// leave out.
pub(crate) fn table_within(page: &Page, strokes: &Strokes, words: &[Word], ruled: &PageTable) -> Option<PageTable> {
    let area = ruled.bbox();
    let inside = |word: &&Word| area.contains(word.bbox.center_x(), word.bbox.center_y());
    let lines = words_to_lines(page, words.iter().filter(inside));
    let typeset = Typeset::of(&lines);
    let regions = regions::lines_to_regions(&lines, &vec![false; lines.len()], &typeset);
    let best = regions.into_iter().max_by(|a, b| a.value.total_cmp(&b.value))?;
    let cut = lines_to_cut(&lines, &best, &typeset)?;
    let parts = parted_cells::may_part_cells(page, ruled, &cut.fragments);
    parts.then(|| cut_to_table((page, strokes), &lines, &cut, &typeset, true)).flatten()
}

/// Lines cut into columns.
struct CutLines {
    gutters: Vec<Gutter>,
    fragments: Vec<Fragment>,
}

/// The region as a table; where it is not yet `believed` to be one, only if it looks like one.
fn region_to_table(
    drawn: (&Page, &Strokes),
    lines: &[TextLine],
    region: &Region,
    typeset: &Typeset,
    believed: bool,
) -> Option<PageTable> {
    let own = lines.get(region.lines.clone())?;
    cut_to_table(drawn, own, &lines_to_cut(own, region, typeset)?, typeset, believed)
}

/// The lines of a region in its columns; `None` where it has only one.
fn lines_to_cut(lines: &[TextLine], region: &Region, typeset: &Typeset) -> Option<CutLines> {
    let gutters = columns::region_to_gutters(lines, region, typeset);
    if gutters.is_empty() {
        return None;
    }
    let mut fragments = fragments::lines_to_fragments(lines, &gutters, typeset);
    if typeset.cjk {
        wide_labels::widen_like_neighbours(&mut fragments);
    }
    Some(CutLines { gutters, fragments })
}

fn cut_to_table(
    (page, strokes): (&Page, &Strokes),
    lines: &[TextLine],
    CutLines { gutters, fragments }: &CutLines,
    typeset: &Typeset,
    believed: bool,
) -> Option<PageTable> {
    let division = fragments_to_division(Measures::drawn(strokes), lines, fragments, gutters.len() + 1, typeset);
    let bbox = BBox::around(lines.iter().map(|l| l.bbox))?;
    let evidence = judge::evidence(fragments, gutters.len() + 1, &division, &page.rules, &bbox);
    let confidence = if believed { Some(0.7) } else { evidence.confidence() }?;
    let mut table = build::division_to_table(&bbox, fragments, gutters, &division, confidence);
    if !believed && (!typeset.cjk || header::heads_all_columns(page, &table)) {
        header::span_header(page, &mut table);
    }
    Some(table)
}
