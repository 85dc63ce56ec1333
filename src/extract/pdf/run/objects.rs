//! Operators that name objects: graphics states, forms, images, marked content.

use hayro_interpret::kurbo::{Affine, Rect, Shape};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, dict_or_stream};
use hayro_syntax::page::Resources;

use super::content_run::ContentRun;
use super::library::NotRun;
use super::paths::TOLERANCE;

/// Forms nest this deep.
const MOST_NESTED: usize = 50;

impl<'a> ContentRun<'_, '_, 'a> {
    /// Sets what a graphics state holds.
    ///
    /// # Errors
    /// Where it changes colours.
    pub(super) fn set_state(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Result<(), NotRun> {
        let Some(state) = resources.get_ext_g_state(name) else { return Ok(()) };
        for key in state.keys() {
            let key: &[u8] = &key;
            let number = state.get::<f32>(key);
            match (key, number) {
                (b"LW", Some(width)) => self.states.now.line_width = width,
                (b"CA", Some(alpha)) => self.states.now.stroke.alpha = alpha,
                (b"ca", Some(alpha)) => self.states.now.fill.alpha = alpha,
                (b"TR" | b"TR2", _) if !matches!(state.get::<Object<'_>>(key), Some(Object::Name(_))) => {
                    return Err(NotRun);
                }
                (b"Font", _) => self.set_font_of_state(&state),
                _ => {}
            }
        }
        Ok(())
    }

    fn set_font_of_state(&mut self, state: &Dict<'a>) {
        let Some(set) = state.get::<Array<'a>>(b"Font".as_slice()) else { return };
        let mut parts = set.iter::<Object<'a>>();
        let (Some(Object::Dict(font)), Some(Object::Number(size))) = (parts.next(), parts.next()) else { return };
        let id = set.raw_iter().next().and_then(|font| font.as_obj_ref()).map(Into::into);
        let (characters, settings) = (&mut *self.marks.characters, self.library.settings);
        self.states.now.text.font = self.kept.fonts.font(&|| Some(font.clone()), id, characters, settings);
        self.states.now.text.size = size.as_f32();
    }

    /// Draws the form or the image of this name.
    ///
    /// # Errors
    /// Where that is optional or holds what is not run.
    pub(super) fn draw_object(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Result<(), NotRun> {
        let Some(object) = resources.get_x_object(name) else { return Ok(()) };
        match object.dict().get::<Name<'_>>(b"Subtype".as_slice()).as_deref() {
            Some(b"Image") => self.draw_image(object.dict()),
            Some(b"Form") => self.draw_form(&object, resources),
            _ => Ok(()),
        }
    }

    /// Draws an image.
    ///
    /// # Errors
    /// Where it is optional.
    pub(super) fn draw_image(&mut self, image: &Dict<'_>) -> Result<(), NotRun> {
        if image.contains_key(b"OC".as_slice()) {
            return Err(NotRun);
        }
        let [width, height] = [[&b"W"[..], b"Width"], [b"H", b"Height"]]
            .map(|[short, long]| image.get::<u32>(short).or_else(|| image.get::<u32>(long)));
        if let (Some(width @ 1..), Some(height @ 1..)) = (width, height) {
            let pixels = Affine::new([1.0 / f64::from(width), 0.0, 0.0, -1.0 / f64::from(height), 0.0, 1.0]);
            self.marks.image((width, height), self.states.now.to_page * pixels);
        }
        Ok(())
    }

    fn draw_form(&mut self, form: &Stream<'a>, around: &Resources<'a>) -> Result<(), NotRun> {
        let dict = form.dict();
        let (Ok(operators), Some([left, top, right, bottom])) =
            (form.decoded_data(), dict.get::<[f32; 4]>(b"BBox".as_slice()))
        else {
            return Ok(());
        };
        if dict.contains_key(b"OC".as_slice()) {
            return Err(NotRun);
        }
        if self.depth >= MOST_NESTED {
            return Ok(());
        }
        self.depth += 1;
        self.path.truncate(0);
        self.states.save();
        let matrix = dict.get::<[f64; 6]>(b"Matrix".as_slice()).map_or(Affine::IDENTITY, Affine::new);
        self.states.now.to_page *= matrix;
        if dict.get::<Dict<'_>>(b"Group".as_slice()).is_some() {
            (self.states.now.fill.alpha, self.states.now.stroke.alpha) = (1.0, 1.0);
        }
        let area = Rect::new(f64::from(left), f64::from(top), f64::from(right), f64::from(bottom));
        self.marks.begin_form(&(self.states.now.to_page * area.to_path(TOLERANCE)));
        let own = dict.get::<Dict<'a>>(b"Resources".as_slice()).map(Resources::new);
        self.run(&operators, own.as_ref().map_or(around, |own| own))?;
        self.marks.end_clip();
        self.restore();
        self.depth -= 1;
        Ok(())
    }

    /// Begins marked content.
    ///
    /// # Errors
    /// Where it is optional.
    pub(super) fn begin_marked(
        &mut self,
        tag: &[u8],
        properties: &Object<'_>,
        resources: &Resources<'a>,
    ) -> Result<(), NotRun> {
        let named = match properties {
            Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
            _ => None,
        };
        let optional = named.as_ref().and_then(|dict| dict.get::<Name<'_>>(b"Type".as_slice()));
        let properties = named.as_ref().or_else(|| dict_or_stream(properties).map(|(dict, _)| dict));
        if optional.as_deref() == Some(b"OCMD") || properties.is_some_and(|p| p.contains_key(b"OC".as_slice())) {
            return Err(NotRun);
        }
        self.marks.begin_marked(tag, properties);
        Ok(())
    }
}
