//! How wide the columns of a sheet are, how high its rows, and which rows are hidden.

use std::collections::BTreeSet;

use super::markup::{attribute, local_name};

/// A column's width where a sheet does not say it, in digits of the workbook's font.
const USUAL_WIDTH: f64 = 8.43;
/// A row's height where a sheet does not say it, in points.
const USUAL_HEIGHT: f64 = 15.0;

/// Widths, heights and hidden rows of a sheet.
#[derive(Debug, Default)]
pub(crate) struct SheetMeasures {
    /// First and last column with their width.
    columns: Vec<(u32, u32, f64)>,
    width: Option<f64>,
    height: Option<f64>,
    hidden: BTreeSet<u32>,
}

impl SheetMeasures {
    /// Takes in a tag of the sheet that is no cell; `row` is the number of the row it begins.
    pub(crate) fn see(&mut self, tag: &str, row: u32) {
        match local_name(tag) {
            "row" if is_on(tag, "hidden") => drop(self.hidden.insert(row)),
            "col" => self.columns.extend(column_width(tag)),
            "sheetFormatPr" => {
                self.width = number(tag, "defaultColWidth");
                self.height = number(tag, "defaultRowHeight");
            }
            _ => {}
        }
    }

    pub(crate) fn is_hidden(&self, row: u32) -> bool {
        self.hidden.contains(&row)
    }

    /// The width of columns together, in digits of the workbook's font.
    pub(crate) fn width(&self, left: u32, right: u32) -> f64 {
        (left..=right).map(|column| self.width_of(column)).sum()
    }

    fn width_of(&self, column: u32) -> f64 {
        let own = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&column));
        own.map(|(_, _, width)| *width).or(self.width).unwrap_or(USUAL_WIDTH)
    }

    /// The height of a row that says none, in points.
    pub(crate) fn height(&self) -> f64 {
        self.height.unwrap_or(USUAL_HEIGHT)
    }
}

fn column_width(tag: &str) -> Option<(u32, u32, f64)> {
    let (first, last) = (attribute(tag, "min")?.parse().ok()?, attribute(tag, "max")?.parse().ok()?);
    Some((first, last, number(tag, "width")?))
}

/// A number an attribute says.
pub(crate) fn number(tag: &str, name: &str) -> Option<f64> {
    attribute(tag, name).and_then(|text| text.parse().ok()).filter(|number: &f64| number.is_finite())
}

/// Whether an attribute says yes.
pub(crate) fn is_on(tag: &str, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| value == "1" || value == "true")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "numbers that are not computed")]
    use super::*;

    #[test]
    fn columns_rows_and_hidden_rows_are_measured() {
        let mut measures = SheetMeasures::default();
        assert_eq!((measures.width(1, 2), measures.height()), (2.0 * USUAL_WIDTH, USUAL_HEIGHT));
        measures.see(r#"x:sheetFormatPr defaultColWidth="10" defaultRowHeight="13.5""#, 0);
        measures.see(r#"col min="2" max="3" width="20.5" customWidth="1""#, 0);
        measures.see(r#"row r="4" hidden="true""#, 4);
        measures.see(r#"row r="5" hidden="0""#, 5);
        assert_eq!((measures.width(1, 3), measures.height()), (51.0, 13.5));
        assert_eq!([4, 5].map(|row| measures.is_hidden(row)), [true, false]);
    }
}
