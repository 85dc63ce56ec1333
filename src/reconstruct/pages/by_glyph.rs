//! Something said of each glyph of a page, found by the glyph's number.

use std::ops::{Index, IndexMut};

use crate::model::Page;

/// A value for each glyph. A number that is none of the page's is a mistake of the program and stops it: numbers of glyphs are made
/// from the page.
#[derive(Debug)]
pub(super) struct ByGlyph<T>(Vec<T>);

impl<T: Clone + Default> ByGlyph<T> {
    /// The same for each glyph of the page: nothing.
    pub(super) fn of(page: &Page) -> Self {
        Self(vec![T::default(); page.glyphs.len()])
    }
}

impl<T> Index<u32> for ByGlyph<T> {
    type Output = T;

    fn index(&self, glyph: u32) -> &T {
        &self.0[glyph as usize]
    }
}

impl<T> IndexMut<u32> for ByGlyph<T> {
    fn index_mut(&mut self, glyph: u32) -> &mut T {
        &mut self.0[glyph as usize]
    }
}
