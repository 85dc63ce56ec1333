//! The merged blocks of a sheet that is rewritten.

use std::io::{BufRead, Write};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::markup::{self, attribute, copy, local_name, prefix, put, with_attribute};
use super::part::PartWriter;
use super::reference::Area;
use super::sheet_edits::SheetEdits;
use crate::Result;
use crate::error::TemplateDamage;

/// What may stand between the rows and the merged blocks.
pub(crate) fn before_merges(local: &str) -> bool {
    const ELEMENTS: [&str; 8] = [
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
    ];
    ELEMENTS.contains(&local)
}

pub(crate) fn merge_cells(prefix: &str, areas: &[Area]) -> String {
    let cells: Vec<String> = areas.iter().map(|area| format!("<{prefix}mergeCell ref=\"{area}\"/>")).collect();
    let cells = cells.concat();
    format!("<{prefix}mergeCells count=\"{}\">{cells}</{prefix}mergeCells>", areas.len())
}

/// Rewrites the merged blocks, whose start tag was read last.
pub(crate) fn rewrite_merges<R: BufRead, W: Write>(
    reader: &mut Reader<R>,
    writer: &mut PartWriter<'_, W>,
    edits: &SheetEdits,
    tag: &str,
) -> Result<()> {
    let (mut kept, mut count, mut buffer) = (Vec::new(), 0, Vec::new());
    loop {
        let event = markup::next(reader, &mut buffer)?;
        match &event {
            Event::Eof => return Err(markup::damaged(TemplateDamage::MergedCellsOpen)),
            Event::End(end) if local_name(end) == "mergeCells" => break,
            Event::Start(cell) | Event::Empty(cell) if local_name(cell) == "mergeCell" => {
                let area = attribute(cell, "ref").and_then(Area::parse);
                if area.is_some_and(|area| edits.unmerge.contains(&area)) {
                    continue;
                }
                let cell = writer.editor.tag(cell).unwrap_or_else(|| cell.to_string());
                put(&mut kept, &format!("<{cell}/>"))?;
                count += 1;
            }
            Event::End(_) => {}
            event => copy(&mut kept, event)?,
        }
    }
    writer.changed = true;
    let prefix = prefix(tag);
    for area in &edits.merge {
        put(&mut kept, &format!("<{prefix}mergeCell ref=\"{area}\"/>"))?;
        count += 1;
    }
    if count == 0 {
        return Ok(());
    }
    put(&mut writer.out, &format!("<{}>", with_attribute(tag, "count", &count.to_string())))?;
    writer.out.write_all(&kept).map_err(|error| markup::damaged(TemplateDamage::Writing { why: error.to_string() }))?;
    put(&mut writer.out, &format!("</{prefix}mergeCells>"))
}
