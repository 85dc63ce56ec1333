//! Operators that set and show text.

use hayro_interpret::kurbo::Affine;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Name, Object, String as PdfString};
use hayro_syntax::page::Resources;

use super::content_run::ContentRun;
use super::fonts::PlacedCode;
use super::library::NotRun;
use super::state::{Shows, matrix};
use crate::extract::pdf::glyphs::{Showing, string_to_glyphs};
use crate::extract::pdf::type3::is_plausible;
use crate::model::Ink;

impl<'a> ContentRun<'_, '_, 'a> {
    /// Whether it is an operator that sets how or where text is shown, which is done.
    pub(super) fn is_text(&mut self, operator: &TypedInstruction<'_, '_>) -> bool {
        let text = &mut self.states.now.text;
        match operator {
            TypedInstruction::BeginText(_) => text.set_matrix(Affine::IDENTITY),
            TypedInstruction::SetTextMatrix(m) => text.set_matrix(matrix([m.0, m.1, m.2, m.3, m.4, m.5])),
            TypedInstruction::NextLine(by) => text.next_line(by.0.as_f64(), by.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(by) => {
                text.leading = -by.1.as_f64() as f32;
                text.next_line(by.0.as_f64(), by.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => self.next_line_by_leading(),
            TypedInstruction::HorizontalScaling(scaling) => text.scaling = scaling.0.as_f32(),
            TypedInstruction::TextLeading(leading) => text.leading = leading.0.as_f32(),
            TypedInstruction::CharacterSpacing(space) => text.char_space = space.0.as_f32(),
            TypedInstruction::WordSpacing(space) => text.word_space = space.0.as_f32(),
            TypedInstruction::TextRise(rise) => text.rise = rise.0.as_f32(),
            TypedInstruction::EndText(_) => {}
            _ => return false,
        }
        true
    }

    /// Begins the next line as far below as the leading says.
    pub(super) fn next_line_by_leading(&mut self) {
        let text = &mut self.states.now.text;
        text.next_line(0.0, -f64::from(text.leading));
    }

    /// Sets how text is shown.
    ///
    /// # Errors
    /// Where it becomes a clip.
    pub(super) fn set_rendering(&mut self, mode: i64) -> Result<(), NotRun> {
        self.states.now.text.shows = match mode {
            1 => Shows::Stroke,
            2 => Shows::FillStroke,
            3 => Shows::Invisible,
            4..=7 => return Err(NotRun),
            _ => Shows::Fill,
        };
        Ok(())
    }

    /// Sets the font of this name.
    pub(super) fn set_font(&mut self, name: &Name<'_>, size: f32, resources: &Resources<'a>) {
        let id = resources.fonts.get_ref(name).map(Into::into);
        let dict = || resources.get_font(name);
        let (characters, settings) = (&mut *self.marks.characters, self.library.settings);
        self.states.now.text.font = self.kept.fonts.font(&dict, id, characters, settings);
        self.states.now.text.size = size;
    }

    /// Shows what is appended; where no font is set in one that stands for it.
    pub(super) fn show_with_font(&mut self, append: impl FnOnce(&mut Self)) -> Result<(), NotRun> {
        if self.states.now.text.font.is_none() {
            self.states.now.text.font = self.kept.fonts.instead(self.library.settings);
        }
        append(self);
        self.show_string()
    }

    /// Appends texts and what is set between them.
    pub(super) fn append_all(&mut self, texts: &Array<'_>) {
        for object in texts.iter::<Object<'_>>() {
            match object {
                Object::Number(thousandths) => self.states.now.text.adjust(thousandths.as_f32()),
                Object::String(text) => self.append(&text),
                _ => {}
            }
        }
    }

    /// Appends a text.
    pub(super) fn append(&mut self, text: &PdfString<'_>) {
        let state = &mut self.states.now.text;
        let Some(font) = state.font.clone() else { return };
        let bytes = text.as_bytes();
        let (shown, horizontal) = (font.shows(bytes), font.is_horizontal());
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let Some(facts) = font.code(code) else { continue };
            let advance = facts.advance;
            if shown {
                let to_user = facts.to_user(state.to_user());
                self.string.push(PlacedCode { facts, font: font.clone(), to_user });
            }
            state.advance(advance, code == u32::from(b' ') && length == 1, horizontal);
        }
    }

    /// Shows the string that was put together.
    ///
    /// # Errors
    /// Where its glyphs are drawn by operators and have no plausible size.
    pub(super) fn show_string(&mut self) -> Result<(), NotRun> {
        let string = std::mem::take(&mut self.string);
        let Some(first) = string.first() else { return Ok(()) };
        if first.font.is_drawn(&first.facts) && !string.iter().any(|code| is_plausible(f64::from(code.facts.width))) {
            return Err(NotRun);
        }
        let state = &self.states.now;
        let vertical = !state.text.font.as_ref().is_some_and(|font| font.is_horizontal());
        let (fill, stroke) = (state.fill.ink(), state.stroke.ink());
        match state.text.shows {
            Shows::Fill => self.show(&string, vertical, fill, false),
            Shows::Stroke => self.show(&string, vertical, stroke, false),
            Shows::FillStroke => {
                self.show(&string, vertical, fill, false);
                self.show(&string, vertical, stroke, false);
            }
            Shows::Invisible => self.show(&string, vertical, fill, true),
        }
        self.string = string;
        self.string.clear();
        Ok(())
    }

    fn show(&mut self, string: &[PlacedCode<'a>], vertical: bool, ink: Ink, invisible: bool) {
        self.marks.check_limits();
        let showing = Showing { to_page: self.states.now.to_page, em: 1.0, clip: self.marks.clip_now(), vertical };
        let shown = self.marks.shown_in(ink, invisible);
        string_to_glyphs(string, showing, |glyph, inside| self.marks.keep(glyph, inside, shown));
    }
}
