//! Paper, scale and page breaks, so that what is printed can be read.

use rust_xlsxwriter::{Worksheet, XlsxError};

const A4: u8 = 9;
/// Pixels of 1/96 inch between the margins of a page on its side: 277 mm, less what programs differ by in the width of a column.
const PAGE: f64 = 980.0;
/// How much smaller text may get, percent: the 10 points of the cells become 8.1.
const SMALLEST: u16 = 81;
/// Pixels of a column beyond those of its characters, and of a character.
const BESIDE: f64 = 5.0;
const CHARACTER: f64 = 7.0;

/// How a sheet is printed.
#[derive(Debug, PartialEq, Eq)]
struct Pages {
    /// Percent.
    scale: u16,
    /// The columns that begin a page, but the first.
    breaks: Vec<u32>,
}

/// One page side by side where text stays large enough, else as many as it takes, each beginning with the first `names` columns.
/// A hidden column has no width.
fn pages(widths: &[f64], names: usize) -> Pages {
    let all: f64 = widths.iter().sum();
    if all <= room() {
        // A scale of whole percent, never above the full size.
        let scale = (PAGE / all.max(1.0) * 100.0).floor().clamp(f64::from(SMALLEST), 100.0) as u16;
        return Pages { scale, breaks: Vec::new() };
    }
    let repeated: f64 = widths.iter().take(names).sum();
    // Names that leave no room for anything else are not repeated.
    let repeated = if repeated * 2.0 > room() { 0.0 } else { repeated };
    let (mut breaks, mut used) = (Vec::new(), 0.0);
    for (at, width) in widths.iter().enumerate() {
        if used + width > room() && used > repeated {
            breaks.push(at as u32);
            used = repeated;
        }
        used += width;
    }
    Pages { scale: SMALLEST, breaks }
}

fn room() -> f64 {
    PAGE * 100.0 / f64::from(SMALLEST)
}

/// Sets paper, scale, breaks and repeated columns. `widths` are those of the columns in characters, 0 where hidden, `names` says
/// how many columns are printed on every page,
/// `is_cover` whether the sheet begins with the cover.
pub(super) fn fit(worksheet: &mut Worksheet, widths: &[f64], names: usize, is_cover: bool) -> Result<(), XlsxError> {
    let pixels: Vec<f64> = widths.iter().map(|w| if *w > 0.0 { w.mul_add(CHARACTER, BESIDE) } else { 0.0 }).collect();
    let Pages { scale, breaks } = pages(&pixels, names);
    worksheet.set_paper_size(A4);
    // The cover is as high as a page at the smallest scale.
    worksheet.set_print_scale(if is_cover { SMALLEST } else { scale });
    if breaks.is_empty() {
        return Ok(());
    }
    worksheet.set_vertical_page_breaks(&breaks)?;
    // All columns of some rows, then all of the next.
    worksheet.set_page_order(false);
    if names > 0 && pixels.iter().take(names).sum::<f64>() * 2.0 <= room() {
        worksheet.set_repeat_columns(0, names as u16 - 1)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_made_smaller_and_then_takes_more_pages() {
        assert_eq!(pages(&[500.0, 400.0], 1), Pages { scale: 100, breaks: Vec::new() });
        assert_eq!(pages(&[600.0, 600.0], 1), Pages { scale: 81, breaks: Vec::new() });
        // 1209 pixels a page, of which the second has 400 for the name.
        assert_eq!(pages(&[400.0, 800.0, 500.0, 300.0, 200.0], 1), Pages { scale: 81, breaks: vec![2, 4] });
        // More than half a page of names leaves no room for others.
        assert_eq!(pages(&[700.0, 500.0, 600.0, 600.0], 1), Pages { scale: 81, breaks: vec![2] });
    }
}
