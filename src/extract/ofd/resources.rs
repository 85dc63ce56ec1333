//! What objects refer to by number: fonts, drawing parameters, composite units.

use std::collections::BTreeMap;

use super::package::{OfdPackage, Unread};
use super::values::ink;
use super::xml::{Node, parse};
use crate::Result;
use crate::model::Budget;
use crate::model::Ink;

/// What an entry takes besides its texts, bytes.
const ENTRY: u64 = 200;
/// Drawing parameters build on others so deep at most.
const RELATIVES: usize = 8;

/// The resources of a document or of a page.
#[derive(Default)]
pub(super) struct Resources {
    /// Parts with font programs by the number of the font.
    fonts: BTreeMap<u32, String>,
    pens: BTreeMap<u32, (Pen, Option<u32>)>,
    /// Composite units: the content as written.
    units: BTreeMap<u32, Box<str>>,
}

/// What to draw with; `None` where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Pen {
    pub(super) fill: Option<Ink>,
    pub(super) stroke: Option<Ink>,
    /// Millimetres.
    pub(super) line_width: Option<f64>,
}

impl Pen {
    /// What an object, a layer or a drawing parameter says.
    pub(super) fn of(node: &Node<'_>) -> Self {
        Self {
            fill: node.child("FillColor").map(ink),
            stroke: node.child("StrokeColor").map(ink),
            line_width: node.number("LineWidth"),
        }
    }

    /// This, and what another says where this says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            fill: self.fill.or(other.fill),
            stroke: self.stroke.or(other.stroke),
            line_width: self.line_width.or(other.line_width),
        }
    }
}

impl Resources {
    /// Adds those of a part. Whether it could be read.
    ///
    /// # Errors
    /// Where they take more memory than there is.
    pub(super) fn read(&mut self, package: &OfdPackage, part: &str, budget: &Budget) -> Result<bool> {
        let text = match package.text(part) {
            Ok(text) => text,
            Err(Unread::TooLarge(error)) => return Err(error),
            Err(_) => return Ok(false),
        };
        let tree = parse(&text);
        let Some(root) = tree.root.child("Res") else { return Ok(false) };
        let base = root.attribute("BaseLoc").unwrap_or_default().trim().trim_matches(['/', '\\']).to_owned();
        for font in root.all("Fonts").flat_map(|list| list.all("Font")) {
            if let (Some(id), Some(file)) = (font.id("ID"), font.child("FontFile")) {
                let file = file.text();
                let file = file.trim();
                let below = package.resolve(&format!("{base}/{file}"), part);
                // Some writers count the folder in, some do not.
                let name =
                    if file.starts_with('/') || !package.has(&below) { package.resolve(file, part) } else { below };
                budget.take(ENTRY + name.len() as u64)?;
                self.fonts.insert(id, name);
            }
        }
        for pen in root.all("DrawParams").flat_map(|list| list.all("DrawParam")) {
            if let Some(id) = pen.id("ID") {
                budget.take(ENTRY)?;
                self.pens.insert(id, (Pen::of(pen), pen.id("Relative")));
            }
        }
        let units = ["CompositeGraphicUnits", "CompositeGraphicsUnits"].into_iter().flat_map(|name| root.all(name));
        for unit in units.flat_map(Node::children) {
            if let (Some(id), Some(content)) = (unit.id("ID"), unit.child("Content")) {
                budget.take(ENTRY + content.inner().len() as u64)?;
                self.units.insert(id, content.inner().into());
            }
        }
        Ok(tree.whole)
    }

    /// The part with the program of a font.
    pub(super) fn font(&self, id: u32) -> Option<&str> {
        self.fonts.get(&id).map(String::as_str)
    }

    /// The content of a composite unit, as written.
    pub(super) fn unit(&self, id: u32) -> Option<&str> {
        self.units.get(&id).map(AsRef::as_ref)
    }

    /// A drawing parameter with all that it builds on.
    pub(super) fn pen(&self, id: u32) -> Option<Pen> {
        let (mut pen, mut next) = *self.pens.get(&id)?;
        for _ in 0..RELATIVES {
            let Some((base, further)) = next.and_then(|id| self.pens.get(&id)) else { break };
            pen = pen.or(*base);
            next = *further;
        }
        Some(pen)
    }
}
