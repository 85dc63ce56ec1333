//! What an .xlsx workbook claims, checked before the library that reads it reserves memory for it, and where its sheets stand.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::damaged;
use super::display::check_code;
use super::limits::CheckedPackage;
use super::measure::is_markup;
use crate::error::{Damage, Limit};
use crate::language::characters::without_first;
use crate::model::Budget;
use crate::{Error, Result};

/// The longest name of a sheet, in bytes: Excel allows 31 characters, others some more.
const LONGEST_NAME: usize = 1_024;
/// Most sheets: each has a part of its own.
const MOST_SHEETS: usize = 10_000;
/// What is kept of a shared text besides its bytes.
pub(super) const TEXT: u64 = 24;
/// What is kept of a cell format besides its texts: font, fill, borders, number format.
pub(super) const STYLE: u64 = 512;

/// A package that is being looked through.
pub(in crate::extract) struct KeptParts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    package: &'b CheckedPackage,
}

/// A sheet of the workbook: its name and its part.
pub(super) struct NamedPart {
    pub(super) name: String,
    pub(super) part: String,
}

/// What a workbook says it has.
pub(super) struct ClaimedContents {
    pub(super) sheets: Vec<NamedPart>,
    /// The part of its shared texts.
    pub(super) shared_texts: String,
}

/// What to do after an element.
#[derive(PartialEq)]
pub(super) enum Then {
    On,
    Stop,
}

impl<'b> KeptParts<'b> {
    pub(in crate::extract) fn open(bytes: &'b [u8], package: &'b CheckedPackage) -> Result<Self> {
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?, package })
    }

    /// The number of a part; names are compared as the library compares them.
    fn find(&self, name: &str) -> Option<usize> {
        self.package.parts.iter().position(|p| p.name.eq_ignore_ascii_case(name))
    }

    /// Reads a part whose unpacked size was measured; `None` where there is no such part.
    ///
    /// # Errors
    /// Where the part is damaged, and those of `read`.
    pub(super) fn part(
        &mut self,
        name: &str,
        read: impl FnOnce(u64, &mut dyn Read) -> Result<()>,
    ) -> Result<Option<()>> {
        let Some(number) = self.find(name) else { return Ok(None) };
        let size = self.package.parts.get(number).map_or(0, |p| p.bytes);
        let mut part = self.archive.by_index(number).map_err(damaged)?;
        read(size, &mut part).map(Some)
    }

    /// Shows all of a part, in order; nothing where there is no such part.
    ///
    /// # Errors
    /// Where the part is damaged, and those of `see`.
    pub(in crate::extract) fn each_event(
        &mut self,
        name: &str,
        mut see: impl FnMut(&Event<'_>) -> Result<()>,
    ) -> Result<()> {
        let Some(number) = self.find(name) else { return Ok(()) };
        let part = self.archive.by_index(number).map_err(damaged)?;
        let mut reader = Reader::from_reader(BufReader::new(part));
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).map_err(damaged)? {
                Event::Eof => return Ok(()),
                event => see(&event)?,
            }
            buffer.clear();
        }
    }

    /// Shows every element of a part, in order; nothing where there is no such part.
    ///
    /// # Errors
    /// Where the part is damaged, and those of `see`.
    pub(super) fn each_element(
        &mut self,
        name: &str,
        mut see: impl FnMut(&BytesStart<'_>) -> Result<Then>,
    ) -> Result<()> {
        let Some(number) = self.find(name) else { return Ok(()) };
        let part = self.archive.by_index(number).map_err(damaged)?;
        let mut reader = Reader::from_reader(BufReader::new(part));
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).map_err(damaged)? {
                Event::Start(element) | Event::Empty(element) if see(&element)? == Then::Stop => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
            buffer.clear();
        }
    }
}

/// The value of an attribute by its name without prefix.
pub(in crate::extract) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Charges what the library will keep of a workbook besides its cells, and lists its sheets.
///
/// # Errors
/// [`Error::Limit`] where it claims more than the budget allows, [`Error::Damaged`] where two sheets have one name or one part.
pub(super) fn check(parts: &mut KeptParts<'_>, budget: &Budget) -> Result<ClaimedContents> {
    let (folder, workbook) = office_document(parts)?;
    charge_texts(parts, &folder, budget)?;
    charge_styles(parts, &folder, budget)?;
    let targets = targets(parts, &folder, &workbook)?;
    let sheets = sheets(parts, &format!("{folder}{workbook}"), &folder, &targets)?;
    Ok(ClaimedContents { sheets, shared_texts: format!("{folder}sharedStrings.xml") })
}

/// The folder of the workbook's main part, with `/` at its end, and its name there.
fn office_document(parts: &mut KeptParts<'_>) -> Result<(String, String)> {
    let mut main = "xl/workbook.xml".to_owned();
    parts.each_element("_rels/.rels", |element| {
        if attribute(element, "Type").is_some_and(|t| t.ends_with("/relationships/officeDocument"))
            && let Some(target) = attribute(element, "Target")
        {
            main = target;
        }
        Ok(Then::On)
    })?;
    let (folder, name) = main.rsplit_once('/').map_or(("", main.as_str()), |(folder, name)| (folder, name));
    let folder = without_first(folder, "/");
    let name = if name.is_empty() { "workbook.xml" } else { name };
    Ok((if folder.is_empty() { String::new() } else { format!("{folder}/") }, name.to_owned()))
}

/// The library reserves as many texts as the part says it has.
fn charge_texts(parts: &mut KeptParts<'_>, folder: &str, budget: &Budget) -> Result<()> {
    let name = format!("{folder}sharedStrings.xml");
    let Some(part) = parts.find(&name).and_then(|n| parts.package.parts.get(n)) else { return Ok(()) };
    let (bytes, elements) = (part.bytes, part.elements);
    let mut claimed = 0;
    parts.each_element(&name, |element| {
        if element.local_name().as_ref() != "sst" {
            return Ok(Then::On);
        }
        // What is no number is not reserved for.
        claimed = attribute(element, "uniqueCount").and_then(|n| n.trim().parse().ok()).unwrap_or(0);
        Ok(Then::Stop)
    })?;
    budget.take(bytes.saturating_add(elements.max(claimed).saturating_mul(TEXT)))
}

/// The library keeps a copy of font, fill, borders and number format for each cell format.
fn charge_styles(parts: &mut KeptParts<'_>, folder: &str, budget: &Budget) -> Result<()> {
    let (mut formats, mut longest) = (0_u64, 0);
    parts.each_element(&format!("{folder}styles.xml"), |element| {
        longest = longest.max(element.len() as u64);
        match element.local_name().as_ref() {
            "xf" => formats += 1,
            "numFmt" => check_code(&attribute(element, "formatCode").unwrap_or_default())?,
            _ => {}
        }
        Ok(Then::On)
    })?;
    budget.take(formats.saturating_mul(STYLE + 2 * longest))
}

/// The parts that the workbook refers to, by the names of its relations.
fn targets(parts: &mut KeptParts<'_>, folder: &str, workbook: &str) -> Result<BTreeMap<String, String>> {
    let mut targets = BTreeMap::new();
    parts.each_element(&format!("{folder}_rels/{workbook}.rels"), |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let part = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
            targets.insert(id, part);
        }
        Ok(Then::On)
    })?;
    Ok(targets)
}

fn sheets(
    parts: &mut KeptParts<'_>,
    workbook: &str,
    folder: &str,
    targets: &BTreeMap<String, String>,
) -> Result<Vec<NamedPart>> {
    let (mut sheets, mut names, mut taken) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    parts.each_element(workbook, |element| {
        if element.local_name().as_ref() != "sheet" {
            return Ok(Then::On);
        }
        let name = attribute(element, "name").unwrap_or_default();
        let part = attribute(element, "id").and_then(|id| targets.get(&id)).cloned();
        let Some(part) = part else { return Ok(Then::On) };
        if name.len() > LONGEST_NAME || sheets.len() == MOST_SHEETS {
            return Err(Error::Limit { what: Limit::Sheets { most: MOST_SHEETS, longest: LONGEST_NAME } });
        }
        if !names.insert(name.clone()) {
            return Err(Error::Damaged { what: Damage::TwoSheets { name } });
        }
        // A small workbook would become a large one where one part is read for many sheets.
        if !taken.insert(part.to_ascii_lowercase()) || part.eq_ignore_ascii_case(&format!("{folder}sharedStrings.xml"))
        {
            return Err(Error::Damaged { what: Damage::PartOfSeveralSheets { part } });
        }
        if !is_markup(&part) {
            return Err(Error::Damaged { what: Damage::SheetNoXml { name, part } });
        }
        sheets.push(NamedPart { name, part });
        Ok(Then::On)
    })?;
    Ok(sheets)
}
