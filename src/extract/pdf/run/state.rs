//! The graphics state of a content stream, as far as marks depend on it.

use std::rc::Rc;

use hayro_interpret::kurbo::Affine;
use hayro_syntax::object::Number;

use super::fonts::SetFont;
use super::inks::Colour;
use super::told_fonts::UNITS;
use crate::model::Ink;

/// As many states are saved one upon the other; real content stays below 30.
const MOST_SAVED: usize = 1 << 16;

/// A colour and how far it covers.
#[derive(Clone)]
pub(super) struct Painting<'a> {
    /// The colour as it was last set.
    pub(super) colour: Colour<'a>,
    /// From 0, invisible, to 1.
    pub(super) alpha: f32,
}

impl Painting<'_> {
    /// What is seen of it.
    pub(super) fn ink(&self) -> Ink {
        Ink { color: self.colour.seen, alpha: self.colour.covers.unwrap_or((self.alpha * 255.0 + 0.5) as u8) }
    }
}

/// How text is shown.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Shows {
    /// Filled.
    Fill,
    /// Drawn along its outlines.
    Stroke,
    /// Both.
    FillStroke,
    /// Not at all.
    Invisible,
}

/// What text operators set.
#[derive(Clone)]
pub(super) struct TextState<'a> {
    /// Between characters.
    pub(super) char_space: f32,
    /// Added to spaces of one byte.
    pub(super) word_space: f32,
    /// Of 100.
    pub(super) scaling: f32,
    /// Between lines.
    pub(super) leading: f32,
    /// Above the baseline.
    pub(super) rise: f32,
    /// The font and its size.
    pub(super) font: Option<Rc<SetFont<'a>>>,
    /// See `font`.
    pub(super) size: f32,
    /// How it is shown.
    pub(super) shows: Shows,
    /// Where the next glyph stands.
    pub(super) matrix: Affine,
    /// Where the line begins.
    pub(super) line_matrix: Affine,
}

impl TextState<'_> {
    /// Begins a line that lies so far from the one before.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set_matrix(self.line_matrix * Affine::translate((x, y)));
    }

    /// Sets where the line and its first glyph stand.
    pub(super) fn set_matrix(&mut self, matrix: Affine) {
        (self.matrix, self.line_matrix) = (matrix, matrix);
    }

    /// From a glyph's em to where it is drawn.
    pub(super) fn to_user(&self) -> Affine {
        let (size, across) = (f64::from(self.size), f64::from(self.scaling / 100.0));
        self.matrix * Affine::new([size * across, 0.0, 0.0, size, 0.0, f64::from(self.rise)])
    }

    /// Moves on by the advance of a code and what is set beside it.
    pub(super) fn advance(&mut self, advance: (f32, f32), is_space: bool, horizontal: bool) {
        let word_space = if is_space { self.word_space } else { 0.0 };
        let along = if horizontal { advance.0 } else { advance.1 };
        let step = along / UNITS * self.size + self.char_space + word_space;
        self.step(if horizontal { step * (self.scaling / 100.0) } else { step }, horizontal);
    }

    /// Moves back by thousandths of an em.
    pub(super) fn adjust(&mut self, thousandths: f32) {
        let horizontal = self.font.as_ref().is_some_and(|font| font.is_horizontal());
        let scaling = if horizontal { self.scaling / 100.0 } else { 1.0 };
        self.step(-thousandths / UNITS * self.size * scaling, horizontal);
    }

    fn step(&mut self, step: f32, horizontal: bool) {
        let (x, y) = if horizontal { (step, 0.0) } else { (0.0, step) };
        self.matrix *= Affine::new([1.0, 0.0, 0.0, 1.0, f64::from(x), f64::from(y)]);
    }
}

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub(super) struct GraphicsState<'a> {
    /// From user space to the page.
    pub(super) to_page: Affine,
    /// Of areas and text.
    pub(super) fill: Painting<'a>,
    /// Of lines.
    pub(super) stroke: Painting<'a>,
    /// Of lines.
    pub(super) line_width: f32,
    /// Of text.
    pub(super) text: TextState<'a>,
    /// Clips that were set before it was saved.
    clips: usize,
}

/// The states, the current one apart from the saved ones.
pub(super) struct GraphicsStates<'a> {
    /// The state of the moment.
    pub(super) now: GraphicsState<'a>,
    saved: Vec<GraphicsState<'a>>,
    /// Saves beyond the most.
    beyond: usize,
    /// Whether each clip that was set cuts anything off.
    clips: Vec<bool>,
}

impl GraphicsStates<'_> {
    /// What content begins with.
    pub(super) fn new(to_page: Affine) -> Self {
        let painting = Painting { colour: Colour::black(), alpha: 1.0 };
        let text = TextState {
            char_space: 0.0,
            word_space: 0.0,
            scaling: 100.0,
            leading: 0.0,
            rise: 0.0,
            font: None,
            size: 1.0,
            shows: Shows::Fill,
            matrix: Affine::IDENTITY,
            line_matrix: Affine::IDENTITY,
        };
        let now = GraphicsState { to_page, fill: painting.clone(), stroke: painting, line_width: 1.0, text, clips: 0 };
        Self { now, saved: Vec::new(), beyond: 0, clips: Vec::new() }
    }

    /// How many are saved.
    pub(super) fn depth(&self) -> usize {
        self.saved.len() + self.beyond
    }

    /// Saves the current one.
    pub(super) fn save(&mut self) {
        if self.saved.len() >= MOST_SAVED {
            self.beyond += 1;
            return;
        }
        self.saved.push(self.now.clone());
        self.now.clips = self.clips.len();
    }

    /// Brings the last one back. Gives back how many clips that cut end with it.
    pub(super) fn restore(&mut self) -> usize {
        if self.beyond > 0 {
            self.beyond -= 1;
            return 0;
        }
        let Some(before) = self.saved.pop() else { return 0 };
        let ended = self.clips.split_off(self.now.clips.min(self.clips.len()));
        self.now = before;
        ended.into_iter().filter(|cuts| *cuts).count()
    }

    /// Notes a clip, and whether it cuts anything off.
    pub(super) fn clip(&mut self, cuts: bool) {
        self.clips.push(cuts);
    }
}

/// The matrix that six numbers are.
pub(super) fn matrix(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|n| n.as_f64()))
}
