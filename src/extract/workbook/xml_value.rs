//! Values of cells as SpreadsheetML writes them → displayed texts and stored numbers.

use rust_decimal::Decimal;

use super::cells::number_to_cell;
use super::dates::iso_to_serial;
use super::display::NumberFormat;

/// The displayed text and the stored number of a cell.
pub(super) fn value(kind: &str, text: &str, format: &NumberFormat) -> (String, Option<Decimal>) {
    match kind {
        "Number" => match text.parse::<f64>().ok().filter(|n| n.is_finite()) {
            Some(number) => number_to_cell(number, Some(format), false),
            None => (text.to_owned(), None),
        },
        // 2023-01-01T00:00:00.000
        "DateTime" => match iso_to_serial(text) {
            Some(serial) if *format != NumberFormat::General => number_to_cell(serial, Some(format), false),
            _ => (text.split_once('T').map_or(text, |(date, _)| date).to_owned(), None),
        },
        "Boolean" => (if text == "1" { "TRUE" } else { "FALSE" }.to_owned(), None),
        _ => (text.to_owned(), None),
    }
}
