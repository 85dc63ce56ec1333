//! Hidden rows and columns of .xlsx worksheets: what is in them is read, but a person should know.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::damaged;
use super::guard::Package;
use crate::Result;
use crate::findings::{HiddenColumns, HiddenRows, HiddenRowsAndColumns, Message};
use crate::model::{Finding, Spot};

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// One finding for each sheet with hidden rows or columns.
pub(super) fn rows_and_columns(bytes: &[u8], package: &Package) -> Result<Vec<Finding>> {
    let doubtful: Vec<_> = package.parts.iter().filter(|p| p.mentions_hidden && p.name != WORKBOOK).collect();
    if doubtful.is_empty() {
        return Ok(Vec::new());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let names = sheet_names(&mut archive)?;
    let mut findings = Vec::new();
    for part in doubtful {
        let Some(name) = names.get(&part.name) else { continue };
        let Ok(part) = archive.by_name(&part.name) else { continue };
        let (rows, columns) = count(part)?;
        if rows + columns > 0 {
            findings.push(finding(name, rows, columns));
        }
    }
    Ok(findings)
}

fn finding(sheet: &str, rows: usize, columns: usize) -> Finding {
    let finding = match (rows, columns) {
        (_, 0) => HiddenRows { sheet, rows }.finding(),
        (0, _) => HiddenColumns { sheet, columns }.finding(),
        _ => HiddenRowsAndColumns { sheet, rows, columns }.finding(),
    };
    finding.at(Spot::Sheet { sheet: sheet.to_owned() }.into())
}

/// Part names of the worksheets → sheet names.
fn sheet_names(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<BTreeMap<String, String>> {
    let mut targets = BTreeMap::new();
    each_element(archive, RELATIONS, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let target = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, target);
        }
    })?;
    let mut names = BTreeMap::new();
    each_element(archive, WORKBOOK, |element| {
        if element.local_name().as_ref() != "sheet" {
            return;
        }
        let id = attribute(element, "id").and_then(|id| targets.get(&id));
        if let (Some(part), Some(name)) = (id, attribute(element, "name")) {
            names.insert(part.clone(), name);
        }
    })?;
    Ok(names)
}

fn each_element(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
    mut see: impl FnMut(&BytesStart<'_>),
) -> Result<()> {
    let Ok(part) = archive.by_name(part) else { return Ok(()) };
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(element) | Event::Empty(element) => see(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// The value of an attribute by its name without prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn count(part: impl Read) -> Result<(usize, usize)> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut rows, mut columns) = (Vec::new(), 0, 0);
    loop {
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(element) | Event::Empty(element) => {
                let counted = match element.local_name().as_ref() {
                    "row" => &mut rows,
                    "col" => &mut columns,
                    _ => continue,
                };
                let hidden = attribute(&element, "hidden");
                *counted += usize::from(matches!(hidden.as_deref(), Some("1" | "true")));
            }
            Event::Eof => return Ok((rows, columns)),
            _ => {}
        }
        buffer.clear();
    }
}
