//! Column widths that fit what is in them.

use unicode_width::UnicodeWidthStr;

use crate::model::standard::Holds;

use super::row::CellValue;

/// Rows that are measured: what the first ones hold is what a reader sees first, and longer text wraps.
const MEASURED: usize = 2_000;
/// Headings up to this width stand in one line.
const SHORT_HEADING: f64 = 8.0;
/// Room for the arrow of the filter beside a heading.
const FILTER: f64 = 3.0;
/// Programs measure text a little differently and lose room at the ends of lines.
const WRAP_LOSS: f64 = 1.06;
const LINE_HEIGHT: f64 = 13.0;
const ROW_PADDING: f64 = 3.0;
/// The format has no higher rows, in points.
const MOST_HEIGHT: f64 = 409.0;
/// With so many columns in view throughout, each is narrow.
const FEW_NAMES: usize = 4;
/// A short remark stands in two lines of so many characters.
const TO_WRITE_IN: f64 = 18.0;
/// Room left and right of the text.
const PADDING: f64 = 1.5;

/// The widest content of a column so far, in characters of half width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Width {
    holds: Holds,
    heading: f64,
    content: f64,
    most: f64,
    used: bool,
}

impl Width {
    /// The width of a column; `names` is the number of columns that stay in view where it is one of them.
    pub(crate) fn of(holds: Holds, heading: &str, names: Option<usize>) -> Self {
        // A long heading stands in two lines.
        let width = heading.width() as f64;
        let line = if width > SHORT_HEADING { (width / 2.0).ceil().max(SHORT_HEADING) } else { width };
        let heading = line + FILTER;
        let most: f64 = match (holds, names) {
            // Names leave two thirds of a screen to what is said of them.
            (Holds::Prose | Holds::Text, Some(FEW_NAMES..)) => 20.0,
            (Holds::Word, Some(FEW_NAMES..)) => 12.0,
            (Holds::Prose | Holds::Text, Some(_)) => 32.0,
            (Holds::Prose, None) => 56.0,
            (Holds::Text, None) => 28.0,
            (Holds::Word, _) => 18.0,
            _ => 20.0,
        };
        Self { holds, heading, content: 0.0, most: most.max(heading), used: false }
    }

    /// The width of a column of 概览, which nothing changes: the cover stands in the same columns.
    pub(crate) fn on_cover(holds: Holds, heading: &str) -> Self {
        let width = match holds {
            Holds::Word if heading == "文件" => 14.0,
            Holds::Word if heading == "金额单位" => 8.0,
            Holds::Text if heading == "表名" => 20.0,
            Holds::Word | Holds::Prose | Holds::Text => 13.0,
            Holds::Amount | Holds::Number => 12.0,
            Holds::Share => 8.0,
            Holds::Page if heading == "页码" => 8.0,
            Holds::Count | Holds::Page => 7.0,
        };
        let content = width - PADDING;
        Self { holds, heading: content, content, most: content, used: false }
    }

    /// The width of a column that people write in: its content is still to come.
    pub(crate) fn to_write_in(self) -> Self {
        Self { heading: self.heading.max(TO_WRITE_IN), most: self.most.max(TO_WRITE_IN), ..self }
    }

    /// The width where so many characters are enough, the heading apart.
    pub(crate) fn at_most(self, most: f64) -> Self {
        Self { most: self.most.min(most).max(self.heading), ..self }
    }

    /// Whether a cell of the column has something in it.
    pub(crate) fn is_used(&self) -> bool {
        self.used
    }

    /// Takes a cell into account; `row` counts from 0.
    pub(crate) fn measure(&mut self, row: usize, value: &CellValue<'_>) {
        self.used |= !value.is_empty();
        if row >= MEASURED || self.content >= self.most {
            return;
        }
        let width = match value {
            CellValue::Empty => return,
            CellValue::Text(text) => text.lines().map(UnicodeWidthStr::width).fold(0, usize::max) as f64,
            CellValue::Number(n) => self.number_width(*n),
        };
        self.content = self.content.max(width);
    }

    fn number_width(&self, n: f64) -> f64 {
        let digits = n.abs().max(1.0).log10().floor() + 1.0;
        match self.holds {
            // Thousands separators, sign and two decimals.
            Holds::Amount => digits + (digits / 3.0).floor() + 4.0,
            Holds::Share => 6.0,
            Holds::Count => digits + (digits / 3.0).floor(),
            _ => n.to_string().len().min(12) as f64,
        }
    }

    /// The width to set.
    pub(crate) fn get(&self) -> f64 {
        self.content.max(self.heading).min(self.most) + PADDING
    }

    /// Lines that the text takes where it wraps: whatever is wider than the widest column makes the column that wide.
    pub(crate) fn lines(&self, value: &CellValue<'_>) -> usize {
        let CellValue::Text(text) = value else { return 1 };
        wrapped_lines(text, self.most)
    }
}

/// Lines that a text takes in a column of this width, in characters of half width.
pub(crate) fn wrapped_lines(text: &str, most: f64) -> usize {
    // A byte is at most one character of half width, so this short a text needs no measuring.
    if text.len() as f64 <= most && !text.contains('\n') {
        return 1;
    }
    let lines_of = |line: &str| {
        let width = line.width() as f64;
        if width <= most { 1 } else { (width * WRAP_LOSS / most).ceil() as usize }
    };
    text.lines().map(lines_of).sum::<usize>().max(1)
}

/// The height of a row whose longest text takes so many lines, in points.
pub(crate) fn row_height(lines: usize) -> f64 {
    (lines as f64).mul_add(LINE_HEIGHT, ROW_PADDING).min(MOST_HEIGHT)
}
