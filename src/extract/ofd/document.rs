//! OFD.xml and the documents in it → the list of pages, and where what they need stands.

use std::collections::BTreeMap;

use hayro_interpret::kurbo::Rect;

use super::package::{OfdPackage, ROOT, Unread};
use super::resources::Resources;
use super::values::rect;
use super::xml::{Node, parse};
use crate::error::{Damage, NotInput};
use crate::model::Budget;
use crate::{Error, Result};

/// What a page of the list takes, bytes.
const PAGE: u64 = 200;
/// Paper where nothing tells its size: A4, in millimetres.
const A4: Rect = Rect::new(0.0, 0.0, 210.0, 297.0);

/// What the package lists.
#[derive(Default)]
pub(super) struct PackageList {
    pub(super) documents: Vec<OfdDocument>,
    /// The pages of all documents in order.
    pub(super) pages: Vec<PageEntry>,
    /// The program that wrote it.
    pub(super) creator: Option<String>,
}

/// One document of the package.
#[derive(Default)]
pub(super) struct OfdDocument {
    /// Box of pages that do not give their own, millimetres.
    pub(super) area: Rect,
    pub(super) resources: Resources,
    pub(super) templates: BTreeMap<u32, TemplatePage>,
    /// Parts with annotations, by page.
    pub(super) annotations: BTreeMap<u32, Vec<String>>,
    /// Boxes of seals, by page, millimetres.
    pub(super) seals: BTreeMap<u32, Vec<Rect>>,
    /// Whether a part with fonts, drawing parameters or composite units could not be read.
    pub(super) incomplete: bool,
}

/// A page that others are drawn on.
pub(super) struct TemplatePage {
    pub(super) part: String,
    /// How high it lies, where the page itself does not say.
    pub(super) order: Option<String>,
}

/// A page of a document.
pub(super) struct PageEntry {
    /// Which document of the package.
    pub(super) document: usize,
    pub(super) id: Option<u32>,
    /// Its part; `None` where the document that should list it cannot be read.
    pub(super) part: Option<String>,
}

/// Reads what the package lists.
///
/// # Errors
/// Where it is encrypted, has no pages, or is larger than it may be.
pub(super) fn list(package: &OfdPackage, budget: &Budget) -> Result<PackageList> {
    let text = package.text(ROOT)?;
    let tree = parse(&text);
    let ofd = tree.top("OFD");
    if is_encrypted(ofd) || ofd.all("DocBody").any(is_encrypted) || package.has("Encryptions.xml") {
        return Err(Error::UnknownFormat { what: NotInput::EncryptedOfd });
    }
    let mut listed = PackageList::default();
    for body in ofd.all("DocBody") {
        let creator = body.at(&["DocInfo", "Creator"]).map(|c| c.text().trim().to_owned()).filter(|c| !c.is_empty());
        listed.creator = listed.creator.take().or(creator);
        // Versions of a document stand beside it; the last one is what is shown.
        let Some(root) = body.child("DocRoot") else { continue };
        let part = package.resolve(&root.text(), ROOT);
        let number = listed.documents.len();
        let document = match package.text(&part) {
            Ok(text) => read_document(&text, &part, package, &mut listed.pages, number, budget)?,
            Err(Unread::TooLarge(error)) => return Err(error),
            Err(_) => {
                listed.pages.push(PageEntry { document: number, id: None, part: None });
                OfdDocument { area: A4, ..OfdDocument::default() }
            }
        };
        listed.documents.push(document);
        let signatures = body.child("Signatures").map(|s| package.resolve(&s.text(), ROOT));
        if let (Some(part), Some(document)) = (signatures, listed.documents.last_mut()) {
            read_seals(package, &part, &mut document.seals);
        }
    }
    if listed.pages.is_empty() {
        return Err(Error::Damaged { what: Damage::NoPages });
    }
    Ok(listed)
}

/// Whether a node says that parts of the document are encrypted.
fn is_encrypted(node: &Node<'_>) -> bool {
    node.child("Encryptions").or_else(|| node.child("Encryption")).is_some()
}

fn read_document(
    text: &str,
    part: &str,
    package: &OfdPackage,
    pages: &mut Vec<PageEntry>,
    number: usize,
    budget: &Budget,
) -> Result<OfdDocument> {
    let tree = parse(text);
    let root = tree.top("Document");
    let mut document = OfdDocument { area: A4, incomplete: !tree.whole, ..OfdDocument::default() };
    if let Some(common) = root.child("CommonData") {
        document.area = common.child("PageArea").and_then(area_to_rect).unwrap_or(A4);
        for resource in common.children().iter().filter(|c| c.is("PublicRes") || c.is("DocumentRes")) {
            let part = package.resolve(&resource.text(), part);
            document.incomplete |= !document.resources.read(package, &part, budget)?;
        }
        for template in common.all("TemplatePage") {
            if let (Some(id), Some(location)) = (template.id("ID"), template.attribute("BaseLoc")) {
                let order = template.attribute("ZOrder").map(|o| o.trim().to_owned());
                budget.take(PAGE)?;
                document.templates.insert(id, TemplatePage { part: package.resolve(&location, part), order });
            }
        }
    }
    for page in root.all("Pages").flat_map(|list| list.all("Page")) {
        budget.take(PAGE)?;
        let part = page.attribute("BaseLoc").map(|location| package.resolve(&location, part));
        pages.push(PageEntry { document: number, id: page.id("ID"), part });
    }
    if let Some(list) = root.child("Annotations") {
        let part = package.resolve(&list.text(), part);
        document.incomplete |= !read_annotations(package, &part, &mut document.annotations);
    }
    Ok(document)
}

/// The box of a page in its `Area`.
pub(super) fn area_to_rect(area: &Node<'_>) -> Option<Rect> {
    let boxes = ["PhysicalBox", "ApplicationBox"].into_iter().filter_map(|name| rect(&area.child(name)?.text()));
    boxes.into_iter().find(|r| r.width() > 0.0 && r.height() > 0.0)
}

/// Lists the parts with annotations by page. Whether that could be read.
fn read_annotations(package: &OfdPackage, part: &str, annotations: &mut BTreeMap<u32, Vec<String>>) -> bool {
    let Ok(text) = package.text(part) else { return false };
    let tree = parse(&text);
    for page in tree.root.all("Annotations").flat_map(|list| list.all("Page")) {
        if let (Some(id), Some(location)) = (page.id("PageID"), page.child("FileLoc")) {
            annotations.entry(id).or_default().push(package.resolve(&location.text(), part));
        }
    }
    tree.whole
}

/// The boxes of seals. Seals are pictures in signed values; what cannot be read of them hides no text.
fn read_seals(package: &OfdPackage, part: &str, seals: &mut BTreeMap<u32, Vec<Rect>>) {
    let Ok(text) = package.text(part) else { return };
    let tree = parse(&text);
    for signature in tree.root.all("Signatures").flat_map(|list| list.all("Signature")) {
        let Some(location) = signature.attribute("BaseLoc") else { continue };
        let Ok(text) = package.text(&package.resolve(&location, part)) else { continue };
        let tree = parse(&text);
        let Some(info) = tree.root.at(&["Signature", "SignedInfo"]) else { continue };
        for stamp in info.all("StampAnnot") {
            let Some(boundary) = stamp.attribute("Boundary").and_then(|b| rect(&b)) else { continue };
            // A seal over the edges of several pages shows a strip of itself on each.
            let clip = stamp.attribute("Clip").and_then(|c| rect(&c)).map(|c| c + boundary.origin().to_vec2());
            let shown = clip.map_or(boundary, |clip| boundary.intersect(clip));
            if let Some(page) = stamp.id("PageRef") {
                seals.entry(page).or_default().push(shown);
            }
        }
    }
}
