//! The objects of layers and blocks, drawn one after the other.

use hayro_interpret::kurbo::Rect;
use hayro_interpret::{DrawMode, FillRule, StrokeProps};

use super::canvas::Canvas;
use super::outline::data_to_path;
use super::resources::Pen;
use super::space::{Space, World};
use super::text;
use super::values::{matrix_of, rect_of};
use super::xml::{Node, parse};
use crate::model::Ink;

/// Blocks and composite units lie in one another so deep at most.
const DEEPEST: usize = 12;
/// Width of lines where nothing is said, millimetres.
const LINE_WIDTH: f64 = 0.353;
const BLACK: Ink = Ink { color: [0; 3], alpha: 0xFF };

/// Draws what stands in a layer, a block or the like.
pub(super) fn draw_all(block: &Node<'_>, space: &Space, world: &World<'_>, canvas: &mut Canvas) {
    let space = Space { pen: Pen::of(block).or(world.pen(block.id("DrawParam"))).or(space.pen), ..space.clone() };
    for object in block.children() {
        draw(object, &space, world, canvas);
    }
}

fn draw(object: &Node<'_>, space: &Space, world: &World<'_>, canvas: &mut Canvas) {
    canvas.count_object();
    let hidden = Space { hidden: true, ..space.clone() };
    let space = if object.flag("Visible", true) { space } else { &hidden };
    match object.name() {
        "TextObject" => text::draw(object, space, world, canvas),
        "PathObject" if !space.hidden && !space.overlay => draw_path(object, space, world, canvas),
        "ImageObject" | "VideoObject" if !space.hidden => draw_image(object, space, canvas),
        "CompositeObject" => draw_unit(object, space, world, canvas),
        "Layer" | "PageBlock" | "Content" if space.depth < DEEPEST => draw_all(object, &space.deeper(), world, canvas),
        "Layer" | "PageBlock" | "Content" => world.incomplete.set(true),
        _ => {}
    }
}

fn draw_path(object: &Node<'_>, space: &Space, world: &World<'_>, canvas: &mut Canvas) {
    let Some(data) = object.child("AbbreviatedData") else { return };
    let path = data_to_path(&data.text());
    let boundary = rect_of(object, "Boundary");
    let outer = space.within(boundary);
    let to_page = outer * matrix_of(object);
    let pen = space.pen_of(object, world);
    let clip = space.clip_of(object, outer);
    let alpha = object.alpha();
    let faded = |ink: Ink| Ink { alpha: ink.alpha.min(alpha), ..ink };
    if object.flag("Fill", false)
        && let Some(fill) = pen.fill
    {
        canvas.path(&path, to_page, faded(fill), &DrawMode::Fill(FillRule::NonZero), clip);
    }
    if object.flag("Stroke", true) {
        let width = pen.line_width.unwrap_or(LINE_WIDTH);
        let stroke = DrawMode::Stroke(StrokeProps { line_width: width as f32, ..StrokeProps::default() });
        canvas.path(&path, to_page, faded(pen.stroke.unwrap_or(BLACK)), &stroke, clip);
    }
}

/// A picture fills the unit square of its matrix, without one its boundary.
fn draw_image(object: &Node<'_>, space: &Space, canvas: &mut Canvas) {
    let boundary = rect_of(object, "Boundary");
    let outer = space.within(boundary);
    let area = if object.attribute("CTM").is_some() {
        (outer * matrix_of(object)).transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0))
    } else {
        boundary.map(|b| space.to_page.transform_rect_bbox(b)).unwrap_or_default()
    };
    if area.is_finite() {
        canvas.image(area, space.clip_of(object, outer));
    }
}

fn draw_unit(object: &Node<'_>, space: &Space, world: &World<'_>, canvas: &mut Canvas) {
    let unit = object.id("ResourceID").and_then(|id| world.resources().into_iter().find_map(|r| r.unit(id)));
    let Some(unit) = unit else { return };
    if space.depth >= DEEPEST {
        world.incomplete.set(true);
        return;
    }
    canvas.count_unit(unit.len());
    let outer = space.within(rect_of(object, "Boundary"));
    let inner = Space {
        to_page: outer * matrix_of(object),
        clip: space.clip_of(object, outer),
        pen: space.pen_of(object, world),
        depth: space.depth + 1,
        ..*space
    };
    draw_all(&parse(unit).root, &inner, world, canvas);
}
