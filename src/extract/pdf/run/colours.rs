//! Operators that set colours.

use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::page::Resources;

use super::content_run::ContentRun;
use super::inks::Colour;

impl<'a> ContentRun<'_, '_, 'a> {
    /// Sets a colour, where the operator sets one.
    pub(super) fn set_colour(&mut self, operator: TypedInstruction<'_, '_>, resources: &Resources<'a>) {
        let (inks, library) = (&mut self.kept.inks, &self.library);
        let (fill, stroke) = (&mut self.states.now.fill.colour, &mut self.states.now.stroke.colour);
        match operator {
            TypedInstruction::NonStrokeColorDeviceGray(c) => *fill = Colour::gray(c.0),
            TypedInstruction::StrokeColorDeviceGray(c) => *stroke = Colour::gray(c.0),
            TypedInstruction::NonStrokeColorDeviceRgb(c) => *fill = Colour::rgb([c.0, c.1, c.2]),
            TypedInstruction::StrokeColorDeviceRgb(c) => *stroke = Colour::rgb([c.0, c.1, c.2]),
            TypedInstruction::NonStrokeColorCmyk(c) => {
                let cmyk = inks.first_of(b"DeviceCMYK", resources, library);
                *fill = inks.next(&cmyk, &[c.0, c.1, c.2, c.3], None, library);
            }
            TypedInstruction::StrokeColorCmyk(c) => {
                let cmyk = inks.first_of(b"DeviceCMYK", resources, library);
                *stroke = inks.next(&cmyk, &[c.0, c.1, c.2, c.3], None, library);
            }
            TypedInstruction::ColorSpaceNonStroke(space) => *fill = inks.first_of(space.0, resources, library),
            TypedInstruction::ColorSpaceStroke(space) => *stroke = inks.first_of(space.0, resources, library),
            TypedInstruction::NonStrokeColor(c) => *fill = inks.next(fill, &c.0, None, library),
            TypedInstruction::StrokeColor(c) => *stroke = inks.next(stroke, &c.0, None, library),
            TypedInstruction::NonStrokeColorNamed(c) => {
                *fill = inks.next(fill, &c.0, c.1.map(|pattern| (pattern, resources)), library);
            }
            TypedInstruction::StrokeColorNamed(c) => {
                *stroke = inks.next(stroke, &c.0, c.1.map(|pattern| (pattern, resources)), library);
            }
            _ => {}
        }
    }
}
