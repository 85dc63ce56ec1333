//! Pages → one reading: tables over several pages become one, sideways and downwards.

use crate::model::{BBox, Block, Cell, Finding, Paragraph, Reading, Spot, Table};

mod alike;
mod append;
mod blank_pieces;
mod card_rest;
mod columns;
mod cut_rest;
mod downwards;
mod facing;
mod facing_rows;
mod faint;
mod missing_columns;
mod repeated;
mod row_cut;
mod running;
mod sheet;
mod sideways;
mod stray_row;

use super::pages::page_reading::{PageParagraph, PageReading, TextTable};

/// Puts the pages together.
pub(crate) fn stitch(pages: Vec<PageReading>) -> Reading {
    let mut blocks = Vec::new();
    let mut findings: Vec<Finding> = Vec::new();
    let mut pages = pages;
    for page in &mut pages {
        findings.append(&mut page.findings);
    }
    facing::read_facing_pages(&mut pages);
    let pages = sideways::join_sideways(pages, &mut findings);
    for page in downwards::join_downwards(pages, &mut findings) {
        let mut parts: Vec<(BBox, Block)> = Vec::new();
        parts.extend(page.tables.into_iter().map(|t| (t.bbox(), Block::Table(to_table(t)))));
        parts.extend(page.paragraphs.into_iter().map(|p| (p.bbox, Block::Paragraph(to_paragraph(p)))));
        parts.sort_by(|a, b| a.0.top.total_cmp(&b.0.top).then(a.0.left.total_cmp(&b.0.left)));
        blocks.extend(parts.into_iter().map(|(_, block)| block));
    }
    Reading { blocks, findings, text_blocks: Vec::new() }
}

fn to_paragraph(paragraph: PageParagraph) -> Paragraph {
    Paragraph { text: paragraph.text, place: paragraph.place }
}

fn to_table(table: TextTable) -> Table {
    let (rows, cols) = (table.rows() as u32, table.cols() as u32);
    let bbox = match &table.place.spot {
        Spot::Page { bbox, .. } => *bbox,
        _ => table.bbox(),
    };
    let cells = table.cells.into_iter().map(|c| Cell {
        row: c.row as u32,
        col: c.col as u32,
        row_span: c.row_span as u32,
        col_span: c.col_span as u32,
        text: c.text,
        place: c.place,
        number: None,
        lost: false,
    });
    Table {
        page: Some(table.page),
        bbox: Some(bbox),
        title: None,
        header_rows: table.header_rows as u32,
        rows,
        cols,
        cells: cells.collect(),
        method: table.method,
        confidence: table.confidence,
        place: table.place,
    }
}
