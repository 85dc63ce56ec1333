//! The workbook part and what hangs on it: sheets, names, and the parts that belong to each sheet.

use quick_xml::events::Event;

use super::formula::Parts;
use super::markup::{self, attribute, attribute_text, damaged, local_name, prefixed_attribute, text_of};
use super::package::{Package, part_name, unusable};
use crate::Result;
use crate::error::{TemplateDamage, Unusable};

/// What a workbook consists of.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// The workbook part.
    pub(crate) part: String,
    /// Sheets in workbook order.
    pub(crate) sheets: Vec<Sheet>,
    /// Defined names: name in lower case and what they refer to.
    pub(crate) names: Vec<(String, Parts)>,
    /// The parts the workbook part refers to.
    pub(crate) relations: Vec<Relation>,
}

/// A sheet of the workbook.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// Its part; `None` for chart and macro sheets, which have no cells.
    pub(crate) part: Option<String>,
}

/// What a part refers to.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last piece of its type: `worksheet`, `drawing`, `comments`.
    pub(crate) kind: String,
    /// The normalised part name, or the address of something outside.
    pub(crate) target: String,
    pub(crate) external: bool,
}

impl Book {
    /// # Errors
    /// Where the package has no readable workbook part.
    pub(crate) fn read(package: &mut Package) -> Result<Self> {
        let root = relations(package, "")?;
        let part = root
            .iter()
            .find(|r| r.kind == "officedocument")
            .map(|r| r.target.clone())
            .ok_or_else(|| damaged(TemplateDamage::NoWorkbook))?;
        if part.rsplit('.').next() == Some("bin") {
            return Err(unusable(Unusable::TemplateBinary));
        }
        let relations = relations(package, &part)?;
        let mut book = Self { part, relations, ..Self::default() };
        let xml = package.bytes(&book.part)?.ok_or_else(|| damaged(TemplateDamage::NoWorkbook))?;
        book.read_workbook(&xml)?;
        if book.sheets.is_empty() {
            return Err(damaged(TemplateDamage::NoSheets));
        }
        Ok(book)
    }

    fn read_workbook(&mut self, xml: &[u8]) -> Result<()> {
        let mut reader = markup::reader(xml);
        let mut buffer = Vec::new();
        let mut name: Option<(String, String)> = None;
        loop {
            let event = markup::next(&mut reader, &mut buffer)?;
            match &event {
                Event::Eof => return Ok(()),
                Event::Start(tag) | Event::Empty(tag) if local_name(tag) == "sheet" => self.read_sheet(tag),
                Event::Start(tag) if local_name(tag) == "definedName" => {
                    name = attribute_text(tag, "name").map(|name| (name.to_lowercase(), String::new()));
                }
                Event::End(tag) if local_name(tag) == "definedName" => {
                    self.names.extend(name.take().map(|(name, text)| (name, super::formula::parts_of(&text))));
                }
                _ => {
                    if let Some((_, text)) = &mut name {
                        text_of(&event, text);
                    }
                }
            }
        }
    }

    fn read_sheet(&mut self, tag: &str) {
        let Some(name) = attribute_text(tag, "name") else { return };
        let id = prefixed_attribute(tag, "id");
        let relation = self.relations.iter().find(|r| Some(r.id.as_str()) == id && !r.external);
        let part = relation.filter(|r| r.kind == "worksheet").map(|r| r.target.clone());
        self.sheets.push(Sheet { name, part });
    }

    /// The part of a kind the workbook refers to.
    pub(crate) fn related(&self, kind: &str) -> Option<&str> {
        self.relations.iter().find(|r| r.kind == kind && !r.external).map(|r| r.target.as_str())
    }
}

/// The part that says what a part refers to.
pub(crate) fn relations_part(part: &str) -> String {
    match part.rsplit_once('/') {
        None | Some(("", _)) => format!("_rels/{}.rels", part.trim_start_matches('/')),
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
    }
}

/// What a part refers to; the empty name is the package itself.
///
/// # Errors
/// Where it is damaged.
pub(crate) fn relations(package: &mut Package, part: &str) -> Result<Vec<Relation>> {
    let Some(xml) = package.bytes(&relations_part(part))? else { return Ok(Vec::new()) };
    let mut reader = markup::reader(xml.as_slice());
    let (mut buffer, mut found) = (Vec::new(), Vec::new());
    loop {
        match markup::next(&mut reader, &mut buffer)? {
            Event::Eof => return Ok(found),
            Event::Start(tag) | Event::Empty(tag) if local_name(&tag) == "Relationship" => {
                let said = ["Id", "Type", "Target"].map(|name| attribute_text(&tag, name));
                let [Some(id), Some(kind), Some(target)] = said else { continue };
                let external = attribute(&tag, "TargetMode") == Some("External");
                let kind = kind.to_lowercase();
                found.push(Relation {
                    id,
                    kind: kind.rsplit_once('/').map_or(kind.as_str(), |(_, kind)| kind).to_owned(),
                    target: if external { target } else { resolved(part, &target) },
                    external,
                });
            }
            _ => {}
        }
    }
}

/// The normalised name of a part referred to from another.
fn resolved(from: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if target.starts_with('/') {
        return part_name(&target);
    }
    let mut pieces: Vec<&str> = from.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect());
    for piece in target.split('/') {
        match piece {
            "." | "" => {}
            ".." => {
                pieces.pop();
            }
            piece => pieces.push(piece),
        }
    }
    part_name(&pieces.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_their_part() {
        assert_eq!(resolved("xl/worksheets/sheet1.xml", "../drawings/Drawing1.xml"), "xl/drawings/drawing1.xml");
        assert_eq!(resolved("xl/workbook.xml", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(relations_part("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(relations_part(""), "_rels/.rels");
    }
}
