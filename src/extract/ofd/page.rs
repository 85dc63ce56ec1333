//! One page → marks: its templates, its layers in their order, its annotations and seals.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use hayro_interpret::kurbo::{Affine, Rect};

use super::canvas::{Canvas, StampText};
use super::document::{OfdDocument, PageEntry, area_to_rect};
use super::objects::draw_all;
use super::package::Unread;
use super::resources::{Pen, Resources};
use super::space::{SharedParts, Space, World};
use super::values::{POINTS, rect_of};
use super::xml::{Node, parse};
use crate::extract::contain::{Stop, contained};
use crate::model::Page;

/// Width and height that no paper has, points: A0 is 2,384 by 3,370.
const LARGEST: f64 = 20_000.0;

/// A page as far as it could be read.
pub(super) struct DrawnPage {
    pub(super) page: Page,
    /// Why reading stopped before the page's end, if it did; [`Stop::Panic`] also where a part is missing or damaged.
    pub(super) stopped: Option<Stop>,
    /// Filled outlines with curves.
    pub(super) shapes: usize,
    /// What stamps over the page say.
    pub(super) stamps: Vec<StampText>,
}

impl DrawnPage {
    /// A page that was not read at all.
    pub(super) fn unread(number: u32, why: Stop) -> Self {
        Self { page: Page { number, ..Page::default() }, stopped: Some(why), shapes: 0, stamps: Vec::new() }
    }
}

/// How high a layer or template lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LayerOrder {
    Background,
    Body,
    Foreground,
}

fn order(text: Option<&str>, otherwise: LayerOrder) -> LayerOrder {
    match text.map(str::trim) {
        Some("Background") => LayerOrder::Background,
        Some("Body") => LayerOrder::Body,
        Some("Foreground") => LayerOrder::Foreground,
        _ => otherwise,
    }
}

/// Reads a page.
pub(super) fn read(file: &SharedParts, number: u32, entry: &PageEntry, document: &OfdDocument) -> DrawnPage {
    let (text, unread) = match entry.part.as_deref().map(|part| file.package.text(part)) {
        Some(Ok(text)) => (text, None),
        Some(Err(Unread::TooLarge(_))) => (String::new(), Some(Stop::Memory)),
        _ => (String::new(), Some(Stop::Panic)),
    };
    let tree = parse(&text);
    let page = tree.top("Page");
    let area = page.child("Area").and_then(area_to_rect).unwrap_or(document.area);
    let to_page = Affine::scale(POINTS) * Affine::translate(-area.origin().to_vec2());
    let size = Rect::from_origin_size((0.0, 0.0), area.size() * POINTS);
    let size = size.intersect(Rect::new(0.0, 0.0, LARGEST, LARGEST));
    let mut canvas = Canvas::new(size, file.limits);
    let world = World {
        file,
        document,
        own: Resources::default(),
        widths: RefCell::default(),
        incomplete: Cell::new(!tree.whole || document.incomplete),
    };
    let space = Space { to_page, clip: size, pen: Pen::default(), hidden: false, overlay: false, depth: 0 };
    let run = contained(|| draw_page(page, entry, &space, world, &mut canvas));
    let stopped = match run {
        Ok(false) => Some(Stop::Panic),
        Ok(true) => None,
        Err(stop) => Some(stop),
    };
    let (shapes, stamps) = (canvas.shapes(), canvas.take_stamps());
    DrawnPage { page: canvas.into_page(number), stopped: unread.or(stopped), shapes, stamps }
}

/// Draws the page. Whether all of it could be read.
fn draw_page(page: &Node<'_>, entry: &PageEntry, space: &Space, mut world: World<'_>, canvas: &mut Canvas) -> bool {
    for own in page.all("PageRes") {
        let part = world.file.package.resolve(&own.text(), entry.part.as_deref().unwrap_or_default());
        if !world.own.read(&world.file.package, &part, &world.file.budget).unwrap_or(false) {
            world.incomplete.set(true);
        }
    }
    let templates = templates(page, &world);
    for at in [LayerOrder::Background, LayerOrder::Body, LayerOrder::Foreground] {
        for (_, text) in templates.iter().filter(|(order, _)| *order == at) {
            let tree = parse(text);
            if !tree.whole {
                world.incomplete.set(true);
            }
            let page = tree.top("Page");
            for layer in [LayerOrder::Background, LayerOrder::Body, LayerOrder::Foreground] {
                draw_layers(page, layer, space, &world, canvas);
            }
        }
        draw_layers(page, at, space, &world, canvas);
    }
    if let Some(id) = entry.id {
        draw_annotations(id, space, &world, canvas);
        for seal in world.document.seals.get(&id).into_iter().flatten() {
            canvas.image(space.to_page.transform_rect_bbox(*seal), canvas.size());
        }
    }
    !world.incomplete.get()
}

/// The templates that a page names, each once, with the text of their parts. What a template names as its own templates is left
/// out: the standard knows no such thing.
fn templates(page: &Node<'_>, world: &World<'_>) -> Vec<(LayerOrder, String)> {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for template in page.all("Template") {
        let Some(id) = template.id("TemplateID").filter(|id| seen.insert(*id)) else { continue };
        let known = world.document.templates.get(&id);
        match known.map(|known| (known, world.file.package.text(&known.part))) {
            Some((known, Ok(text))) => {
                let otherwise = order(known.order.as_deref(), LayerOrder::Background);
                found.push((order(template.attribute("ZOrder").as_deref(), otherwise), text));
            }
            _ => world.incomplete.set(true),
        }
    }
    found
}

/// Draws the layers of a page that lie so high.
fn draw_layers(page: &Node<'_>, at: LayerOrder, space: &Space, world: &World<'_>, canvas: &mut Canvas) {
    for content in page.all("Content") {
        for layer in content.all("Layer") {
            if order(layer.attribute("Type").as_deref(), LayerOrder::Body) == at {
                draw_all(layer, space, world, canvas);
            }
        }
    }
}

fn draw_annotations(page: u32, space: &Space, world: &World<'_>, canvas: &mut Canvas) {
    for part in world.document.annotations.get(&page).into_iter().flatten() {
        let Ok(text) = world.file.package.text(part) else {
            world.incomplete.set(true);
            continue;
        };
        let tree = parse(&text);
        if !tree.whole {
            world.incomplete.set(true);
        }
        for annotation in tree.root.all("PageAnnot").flat_map(|list| list.all("Annot")) {
            let first = canvas.glyph_count();
            for appearance in annotation.all("Appearance") {
                let inner = Space {
                    to_page: space.within(rect_of(appearance, "Boundary")),
                    hidden: !annotation.flag("Visible", true),
                    overlay: true,
                    ..space.clone()
                };
                draw_all(appearance, &inner, world, canvas);
                // What is drawn there counts as a picture.
                let drawn = appearance.children().iter().any(|object| !object.is("TextObject"));
                if let Some(boundary) = rect_of(appearance, "Boundary").filter(|_| drawn && !inner.hidden) {
                    canvas.image(space.to_page.transform_rect_bbox(boundary), canvas.size());
                }
            }
            if is_stamp(annotation) {
                canvas.set_aside(first);
            }
        }
    }
}

/// Whether an annotation is a stamp, a seal or a watermark; programs call text that a person typed onto the page a stamp, too, of
/// another kind.
fn is_stamp(annotation: &Node<'_>) -> bool {
    match annotation.attribute("Type").as_deref() {
        Some("Watermark") => true,
        Some("Stamp") => {
            let kind = annotation.attribute("Subtype").unwrap_or_default().to_ascii_lowercase();
            kind.is_empty() || ["stamp", "seal", "watermark", "sign"].iter().any(|word| kind.contains(word))
        }
        _ => false,
    }
}
