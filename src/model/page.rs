//! What a PDF page shows: glyphs, ruling lines, filled areas, and the tagged tables of the structure tree.

use std::num::NonZeroU32;

use compact_str::CompactString;

use super::geometry::{Axis, BBox, Pt};

/// One page as a reader sees it: `/Rotate`, `CropBox` and `UserUnit` applied, nothing outside page and clip.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Page number, from 1.
    pub number: u32,
    /// Width in points.
    pub width: Pt,
    /// Height in points.
    pub height: Pt,
    /// Glyphs in drawing order, each printed character once.
    pub glyphs: Vec<Glyph>,
    /// Characters of the text layer that the clip hides on the page: not printed, so that nothing but `inspect` shows them.
    pub clipped: Vec<Glyph>,
    /// Ruling lines: strokes, thin filled rectangles, edges of outlined rectangles.
    pub rules: Vec<Rule>,
    /// Filled areas that are no rules: cell shading and the like. White on white is left out.
    pub fills: Vec<Fill>,
    /// Boxes of raster images.
    pub images: Vec<BBox>,
}

impl Page {
    /// The glyph with a number: its place in [`Page::glyphs`].
    pub(crate) fn glyph(&self, number: u32) -> &Glyph {
        &self.glyphs[number as usize]
    }

    /// The glyphs with these numbers.
    pub(crate) fn glyphs_of<'p>(&'p self, numbers: &'p [u32]) -> impl DoubleEndedIterator<Item = &'p Glyph> + Clone {
        numbers.iter().map(|number| self.glyph(*number))
    }
}

/// One drawn glyph.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The character or characters (a ligature has several); U+FFFD where nothing tells.
    pub text: CompactString,
    /// From the glyph's origin to the end of its advance, from ascent to descent (0.88 em above and 0.12 em below the
    /// baseline for horizontal text, which is the em box of CJK fonts).
    pub bbox: BBox,
    /// Font size on the page in points: the length of the em after all transformations.
    pub size: Pt,
    /// The way the text runs.
    pub direction: WritingDirection,
    /// Where the character came from.
    pub source: UnicodeSource,
    /// The marked content it belongs to, where the glyph is tagged.
    pub mcid: Option<ContentId>,
    /// Drawn invisibly (render mode 3): the text layer of an OCR'd scan.
    pub invisible: bool,
    /// What it is painted with.
    pub ink: Ink,
}

/// What a mark is painted with; black by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ink {
    /// Red, green, blue; of a pattern a middle grey, for its colours are not looked into.
    pub color: [u8; 3],
    /// 0 is invisible, 255 covers.
    pub alpha: u8,
}

impl Default for Ink {
    fn default() -> Self {
        Self { color: [0; 3], alpha: u8::MAX }
    }
}

impl Ink {
    /// What is seen of it on white paper.
    #[must_use]
    pub(crate) fn on_paper(self) -> [u8; 3] {
        let alpha = u32::from(self.alpha);
        self.color.map(|c| ((u32::from(c) * alpha + 255 * (255 - alpha)) / 255) as u8)
    }
}

/// Names a piece of marked content on a page: each form `XObject` numbers its own from 0, and so does the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentId {
    /// Object number of the form `XObject`; `None` in the page's own content.
    pub form: Option<NonZeroU32>,
    /// Its `/MCID` there.
    pub id: i32,
}

/// The way a glyph's baseline runs on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WritingDirection {
    /// Left to right.
    #[default]
    Right,
    /// Turned by 90° clockwise: reads from top to bottom with the head to the right.
    Down,
    /// Upside down.
    Left,
    /// Turned by 90° counter-clockwise: reads from bottom to top.
    Up,
    /// Vertical CJK writing: upright glyphs stacked from top to bottom.
    Stacked,
    /// Any other angle.
    Slanted,
}

/// Where a glyph's character came from, from the surest to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnicodeSource {
    /// `/ActualText` of the marked content.
    ActualText,
    /// The font's `/ToUnicode` map.
    ToUnicode,
    /// A known encoding: predefined CMap, character collection, glyph names.
    Encoding,
    /// The embedded font program's own character map, reversed.
    FontCmap,
    /// Recognised in the picture of the page, so surely, of 100.
    Picture {
        /// How sure, of 100.
        percent: u8,
    },
    /// Nothing tells; the code was taken as if it were ASCII or `WinAnsi`.
    Guess,
    /// Unknown: the text is U+FFFD.
    None,
}

/// A ruling line: a drawn straight line, or a thin filled rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its direction.
    pub axis: Axis,
    /// The coordinate across: y of a horizontal, x of a vertical rule (the middle of its width).
    pub position: Pt,
    /// The smaller coordinate along the rule.
    pub start: Pt,
    /// The larger coordinate along the rule.
    pub end: Pt,
    /// Line width in points.
    pub width: Pt,
}

impl Rule {
    /// Length along its axis.
    #[must_use]
    pub(crate) fn length(&self) -> Pt {
        self.end - self.start
    }

    /// The box the rule covers.
    #[must_use]
    pub(crate) fn bbox(&self) -> BBox {
        let half = self.width / 2.0;
        match self.axis {
            Axis::Horizontal => BBox::new(self.start, self.position - half, self.end, self.position + half),
            Axis::Vertical => BBox::new(self.position - half, self.start, self.position + half, self.end),
        }
    }
}

/// A filled area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Its box.
    pub bbox: BBox,
    /// Red, green, blue.
    pub color: [u8; 3],
}

/// A table of the PDF's structure tree, as its writer tagged it. Not to be trusted without geometry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaggedTable {
    /// Its rows in order.
    pub rows: Vec<Vec<TaggedCell>>,
}

/// A cell (TH or TD) of a [`TaggedTable`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaggedCell {
    /// Whether it is a TH.
    pub header: bool,
    /// `/RowSpan`, 1 where absent.
    pub row_span: u32,
    /// `/ColSpan`, 1 where absent.
    pub col_span: u32,
    /// The cells it names as its headers (`/Headers`), each as row and number in that row, from 0.
    pub headers: Vec<(u32, u32)>,
    /// Page number (from 1) and name of each piece of its marked content.
    pub content: Vec<(u32, ContentId)>,
}
