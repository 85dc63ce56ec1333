//! A sheet of the template, copied with the parts that hang on it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use quick_xml::events::Event;

use super::book::{Book, relations, relations_part};
use super::formula;
use super::markup::{
    self, attribute, attribute_text, copy, damaged, escaped, local_name, put, with_attribute, without_attribute,
};
use super::package::{Package, PartChange, unusable};
use super::part::escaped_text;
use super::reference_attributes::{Speech, TEXTS};
use super::workbook::OpenWorkbook;
use super::workbook_part::{self, NewSheet};
use crate::error::{Limit, TemplateDamage, Unusable};
use crate::{Error, Result};

/// Parts that are copied with a sheet, by the last piece of their relation's type.
const COPIED: [&str; 9] = [
    "drawing",
    "vmldrawing",
    "legacydrawinghf",
    "comments",
    "chart",
    "chartstyle",
    "chartcolorstyle",
    "chartusershapes",
    "printersettings",
];
/// Parts that several others may refer to.
const SHARED: [&str; 1] = ["image"];
/// The most bytes all copies of a sheet may have.
const MOST_BYTES: usize = 64 << 20;
/// The longest name of a sheet, in UTF-16 units.
const LONGEST_NAME: usize = 31;

/// The names of the copies of a sheet, in order: 自评3 is followed by 自评4, 申报表 by 申报表 (2).
pub(crate) fn names(book: &Book, name: &str, count: u32) -> Vec<String> {
    let taken: BTreeSet<String> = book.sheets.iter().map(|sheet| sheet.name.to_lowercase()).collect();
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    // Four digits are a year.
    let digits = name.strip_prefix(stem).filter(|digits| digits.len() < 4);
    let number = digits.and_then(|digits| digits.parse::<u32>().ok());
    let number = number.filter(|_| !stem.is_empty());
    let numbers = number.map_or(2, |n| n + 1)..;
    let named = numbers
        .map(|n| if number.is_some() { shortened(stem, &n.to_string()) } else { shortened(name, &format!(" ({n})")) });
    named.filter(|name| !taken.contains(&name.to_lowercase())).take(count as usize).collect()
}

fn shortened(stem: &str, end: &str) -> String {
    let (mut name, mut units) = (String::new(), end.len());
    for c in stem.chars() {
        units += c.len_utf16();
        if units > LONGEST_NAME {
            break;
        }
        name.push(c);
    }
    name + end
}

/// The workbook with so many copies of a sheet behind it.
///
/// # Errors
/// Where something on the sheet cannot be in a workbook twice, or the copies would be too large.
pub(crate) fn copied(template: &OpenWorkbook, sheet: usize, count: u32) -> Result<Vec<u8>> {
    let mut package = template.package();
    let info = template.book.sheets.get(sheet).ok_or_else(|| damaged(TemplateDamage::SheetMissing))?;
    let part = info.part.clone().ok_or_else(|| unusable(Unusable::SheetWithoutCells))?;
    let mut copier = Copier {
        package: &mut package,
        old: &info.name,
        new: String::new(),
        added: BTreeMap::new(),
        types: Vec::new(),
        bytes: 0,
    };
    let (mut sheets, mut relationships) = (Vec::new(), String::new());
    for (n, name) in names(&template.book, &info.name, count).into_iter().enumerate() {
        copier.new.clone_from(&name);
        let target = copier.part(&part, "worksheet")?;
        let id = format!("rIdJixiao{}", n + 1);
        relationships.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"/{target}\"/>"
        ));
        sheets.push(NewSheet { name, id });
    }
    let (added, types) = (copier.added, copier.types);
    let mut changes: BTreeMap<String, PartChange<'_>> =
        added.into_iter().map(|(name, bytes)| (name, PartChange::Bytes(bytes))).collect();
    let workbook = &template.book.part;
    let (content_types, references) = ("[content_types].xml", relations_part(workbook));
    let rewritten = [
        (content_types, with_types(&part_of(&mut package, content_types)?, &types)?),
        (&references, before_end(&part_of(&mut package, &references)?, &relationships)?),
        (workbook, workbook_part::with_sheets(&part_of(&mut package, workbook)?, sheet, &info.name, &sheets)?),
    ];
    changes.extend(rewritten.map(|(part, xml)| (part.to_lowercase(), PartChange::Bytes(xml))));
    let mut out = std::io::Cursor::new(Vec::new());
    package.write_with(changes, &mut out)?;
    Ok(out.into_inner())
}

/// A part of the package.
///
/// # Errors
/// Where it has none of the name.
fn part_of(package: &mut Package, part: &str) -> Result<Vec<u8>> {
    package.bytes(part)?.ok_or_else(|| damaged(TemplateDamage::NoPart { part: part.to_owned() }))
}

/// Makes copies of parts.
struct Copier<'c> {
    package: &'c mut Package,
    /// The sheet's name, and that of the copy.
    old: &'c str,
    new: String,
    added: BTreeMap<String, Vec<u8>>,
    /// New parts with the part that has the same type of content.
    types: Vec<(String, String)>,
    bytes: usize,
}

impl Copier<'_> {
    /// Copies a part with what it refers to; returns the new part's name.
    fn part(&mut self, part: &str, kind: &str) -> Result<String> {
        let xml = part_of(self.package, part)?;
        let name = self.free_name(part);
        let bytes = if is_xml(part) { renamed(&xml, self.old, &self.new, kind == "worksheet")? } else { xml };
        self.bytes += bytes.len();
        if self.bytes > MOST_BYTES {
            return Err(Error::Limit { what: Limit::CopiedBytes { megabytes: MOST_BYTES as u64 >> 20 } });
        }
        self.types.push((name.clone(), part.to_owned()));
        self.added.insert(name.clone(), bytes);
        self.relations(part, &name)?;
        Ok(name)
    }

    fn relations(&mut self, part: &str, copy_of_it: &str) -> Result<()> {
        let Some(xml) = self.package.bytes(&relations_part(part))? else { return Ok(()) };
        let mut targets = BTreeMap::new();
        for relation in relations(self.package, part)?.into_iter().filter(|r| !r.external) {
            let kind = relation.kind.as_str();
            let target = if SHARED.contains(&kind) {
                relation.target
            } else if COPIED.contains(&kind) {
                self.part(&relation.target, kind)?
            } else {
                return Err(unusable(Unusable::CannotBeTwice { part: relation.target }));
            };
            targets.insert(relation.id, format!("/{target}"));
        }
        let new = with_targets(&xml, &targets)?;
        self.added.insert(relations_part(copy_of_it), new);
        Ok(())
    }

    /// A part name like this one that no part has.
    fn free_name(&self, part: &str) -> String {
        let (stem, extension) = part.rsplit_once('.').unwrap_or((part, "xml"));
        let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit());
        // The sheet's copies come in turn: the first number that may be free lies behind all that are taken.
        let mut number = self.added.len() as u64 + 1;
        loop {
            let name = format!("{stem}{number}.{extension}");
            if !self.package.has(&name) && !self.added.contains_key(&name) {
                return name;
            }
            number += 1;
        }
    }
}

fn is_xml(part: &str) -> bool {
    Path::new(part).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"))
}

/// A part of the copied sheet: what refers to the sheet by its name refers to the copy.
fn renamed(xml: &[u8], old: &str, new: &str, is_sheet: bool) -> Result<Vec<u8>> {
    let mut reader = markup::reader(xml);
    let (mut buffer, mut out, mut text) = (Vec::new(), Vec::with_capacity(xml.len() + 64), None::<String>);
    if xml.starts_with(markup::BYTE_ORDER_MARK) {
        out.extend_from_slice(markup::BYTE_ORDER_MARK);
    }
    loop {
        let event = markup::next(&mut reader, &mut buffer)?;
        if let Some(formula) = &mut text {
            if matches!(event, Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) {
                markup::text_of(&event, formula);
                continue;
            }
            put(&mut out, &escaped_text(&formula::on_sheet(formula, old, new)))?;
            text = None;
        }
        match &event {
            Event::Eof => return Ok(out),
            Event::Start(tag) | Event::Empty(tag) => {
                let open = matches!(event, Event::Start(_));
                let tag = if is_sheet { own_to_one(tag) } else { tag.to_string() };
                put(&mut out, &format!("<{tag}{}", if open { ">" } else { "/>" }))?;
                let speaks = TEXTS.iter().any(|(name, speech)| *speech == Speech::Formula && *name == local_name(&tag));
                text = (open && speaks).then(String::new);
            }
            event => copy(&mut out, event)?,
        }
    }
}

/// The tag without what only one sheet of a workbook may say of itself.
fn own_to_one(tag: &str) -> String {
    match local_name(tag) {
        "sheetView" => without_attribute(tag, "tabSelected"),
        "sheetPr" => without_attribute(tag, "codeName"),
        "worksheet" => without_attribute(tag, "xr:uid"),
        _ => tag.to_owned(),
    }
}

/// Relationships that lead elsewhere, by their ids.
fn with_targets(xml: &[u8], targets: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    each_tag(xml, "Relationship", |tag| {
        let target = targets.get(&attribute_text(tag, "Id")?)?;
        Some(with_attribute(tag, "Target", &escaped(target)))
    })
}

/// The types of content with those of new parts, which are as the parts they were copied from.
fn with_types(xml: &[u8], types: &[(String, String)]) -> Result<Vec<u8>> {
    let (mut known, mut new) = (BTreeMap::new(), String::new());
    each_tag(xml, "Override", |tag| {
        let part = super::package::part_name(&attribute_text(tag, "PartName")?);
        known.insert(part, attribute(tag, "ContentType")?.to_owned());
        None
    })?;
    for (part, like) in types {
        if let Some(content) = known.get(like) {
            new.push_str(&format!("<Override PartName=\"/{}\" ContentType=\"{content}\"/>", escaped(part)));
        }
    }
    before_end(xml, &new)
}

/// A part with some tags of a name replaced.
fn each_tag(xml: &[u8], name: &str, mut new: impl FnMut(&str) -> Option<String>) -> Result<Vec<u8>> {
    let mut reader = markup::reader(xml);
    let (mut buffer, mut out) = (Vec::new(), Vec::with_capacity(xml.len()));
    loop {
        let event = markup::next(&mut reader, &mut buffer)?;
        match &event {
            Event::Eof => return Ok(out),
            Event::Start(tag) | Event::Empty(tag) if local_name(tag) == name => {
                let tag = new(tag).unwrap_or_else(|| tag.to_string());
                put(&mut out, &format!("<{tag}{}", if matches!(event, Event::Start(_)) { ">" } else { "/>" }))?;
            }
            event => copy(&mut out, event)?,
        }
    }
}

/// A part with elements added at its end, in the name space and prefix of its root.
fn before_end(xml: &[u8], elements: &str) -> Result<Vec<u8>> {
    let mut reader = markup::reader(xml);
    let (mut buffer, mut out, mut depth) = (Vec::new(), Vec::with_capacity(xml.len() + elements.len()), 0_u32);
    loop {
        let event = markup::next(&mut reader, &mut buffer)?;
        match &event {
            Event::Eof => return Ok(out),
            Event::Start(_) => depth += 1,
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    put(&mut out, &elements.replace('<', &format!("<{}", markup::prefix(tag))))?;
                }
            }
            _ => {}
        }
        copy(&mut out, &event)?;
    }
}
