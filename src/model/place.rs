//! Where a value was printed.

use serde::{Deserialize, Serialize};

use super::geometry::BBox;

/// One spot of the input: a box on a page, a line of a text, a cell of a worksheet, or a range of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Spot {
    /// A box on a page.
    Page {
        /// Page number, from 1.
        page: u32,
        /// The box, see [`BBox`].
        bbox: BBox,
    },
    /// First and last page of a form, from 1.
    Pages {
        /// First and last page.
        pages: [u32; 2],
    },
    /// A line of a text.
    Line {
        /// Line number, from 1.
        line: u32,
    },
    /// First and last line, from 1.
    Lines {
        /// First and last line.
        lines: [u32; 2],
    },
    /// A cell of a worksheet.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// The cell's address, as `D7`; of a merged block the anchor.
        cell: String,
    },
    /// A whole worksheet.
    Sheet {
        /// The sheet's name.
        sheet: String,
    },
}

/// The place of a value: its first spot, and the others where it was put together from several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The (first) spot.
    #[serde(flatten)]
    pub spot: Spot,
    /// The further spots of a value put together from several, as a row split by a page break.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Spot>,
}

impl From<Spot> for Place {
    fn from(spot: Spot) -> Self {
        Self { spot, also: Vec::new() }
    }
}

impl Place {
    /// A box on a page (from 1).
    ///
    /// # Example
    /// ```
    /// use jixiao::model::{BBox, Place, Spot};
    ///
    /// let place = Place::page(3, BBox::new(40.0, 60.0, 160.0, 80.0));
    /// assert!(matches!(place.spot, Spot::Page { page: 3, .. }));
    /// ```
    #[must_use]
    pub fn page(page: u32, bbox: BBox) -> Self {
        Spot::Page { page, bbox }.into()
    }

    /// Lines `first..=last` (from 1); a single line is written as `line`.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::{Place, Spot};
    ///
    /// assert!(matches!(Place::lines(7, 7).spot, Spot::Line { line: 7 }));
    /// assert!(matches!(Place::lines(7, 9).spot, Spot::Lines { lines: [7, 9] }));
    /// ```
    #[must_use]
    pub fn lines(first: u32, last: u32) -> Self {
        if first == last { Spot::Line { line: first } } else { Spot::Lines { lines: [first, last] } }.into()
    }

    /// A worksheet cell by 0-based row and column.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::{Place, Spot};
    ///
    /// assert!(matches!(Place::cell("目标表", 4, 1).spot, Spot::Cell { cell, .. } if cell == "B5"));
    /// ```
    #[must_use]
    pub fn cell(sheet: &str, row: u32, col: u32) -> Self {
        Spot::Cell { sheet: sheet.to_owned(), cell: cell_address(row, col) }.into()
    }

    /// This place and the other as one: spots on the same page, adjoining lines, become one spot, others stand in `also`.
    #[must_use]
    pub(crate) fn join(mut self, other: &Self) -> Self {
        for spot in std::iter::once(&other.spot).chain(&other.also) {
            if merge(&mut self.spot, spot) || self.also.iter_mut().any(|s| merge(s, spot)) {
                continue;
            }
            self.also.push(spot.clone());
        }
        self
    }

    /// All spots, the first one first.
    #[cfg(feature = "review")]
    pub(crate) fn spots(&self) -> impl Iterator<Item = &Spot> {
        std::iter::once(&self.spot).chain(&self.also)
    }

    /// The first page, where there is one.
    #[must_use]
    pub(crate) fn first_page(&self) -> Option<u32> {
        match &self.spot {
            Spot::Page { page, .. } => Some(*page),
            Spot::Pages { pages } => Some(pages[0]),
            _ => None,
        }
    }
}

/// Lines so far apart are still one spot.
pub(super) const REACH: u32 = 2;

/// Makes a spot that takes in the other, too, where the two can be one.
pub(super) fn merge(into: &mut Spot, other: &Spot) -> bool {
    match (&mut *into, other) {
        (Spot::Page { page, bbox }, Spot::Page { page: p, bbox: b }) if page == p => {
            *bbox = bbox.union(b);
            true
        }
        (Spot::Pages { pages }, Spot::Pages { pages: p }) => {
            *pages = [pages[0].min(p[0]), pages[1].max(p[1])];
            true
        }
        (a, b) if a == b => true,
        (a, b) => match (line_range(a), line_range(b)) {
            (Some([a0, a1]), Some([b0, b1])) if b0 <= a1.saturating_add(REACH) && a0 <= b1.saturating_add(REACH) => {
                let (first, last) = (a0.min(b0), a1.max(b1));
                *into = if first == last { Spot::Line { line: first } } else { Spot::Lines { lines: [first, last] } };
                true
            }
            _ => false,
        },
    }
}

pub(crate) fn line_range(spot: &Spot) -> Option<[u32; 2]> {
    match spot {
        Spot::Line { line } => Some([*line, *line]),
        Spot::Lines { lines } => Some(*lines),
        _ => None,
    }
}

/// The address of a cell by 0-based row and column: `(6, 3)` is `D7`.
#[must_use]
pub(crate) fn cell_address(row: u32, col: u32) -> String {
    let mut letters = Vec::new();
    let mut n = col + 1;
    while n > 0 {
        letters.push(char::from(b'A' + ((n - 1) % 26) as u8));
        n = (n - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_carry_over_after_z() {
        assert_eq!(cell_address(6, 3), "D7");
        assert_eq!(cell_address(0, 25), "Z1");
        assert_eq!(cell_address(0, 26), "AA1");
        assert_eq!(cell_address(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn places_are_written_as_the_contract_says() {
        let page = Place::page(3, BBox::new(30.0, 92.123, 780.4, 150.2));
        assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"page":3,"bbox":[30.0,92.12,780.4,150.2]}"#);
        let split = page.join(&Place::page(4, BBox::new(1.0, 2.0, 3.0, 4.0)));
        assert_eq!(
            serde_json::to_string(&split).unwrap(),
            r#"{"page":3,"bbox":[30.0,92.12,780.4,150.2],"also":[{"page":4,"bbox":[1.0,2.0,3.0,4.0]}]}"#
        );
        assert_eq!(serde_json::from_str::<Place>(r#"{"lines":[12,25]}"#).unwrap(), Place::lines(12, 25));
    }
}
