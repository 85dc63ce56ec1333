//! Paper and scale, so that what is printed can be read.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::model::StandardSheet;

const A4: u8 = 9;
const A3: u8 = 8;
/// Characters of half width that fit side by side at full size: 277 mm and 400 mm between the margins, at 7 pixels of 1/96 inch.
const A4_CHARACTERS: f64 = 149.0;
const A3_CHARACTERS: f64 = 215.0;
/// How much smaller text may get: the 10 points of the cells become 6, as small as the notes of printed budgets.
const SMALLEST: f64 = 0.6;

/// The last of the columns that are printed again where a sheet is several pages wide: what a row is about stands in or before it.
pub(super) const fn last_repeated(sheet: StandardSheet) -> Option<&'static str> {
    match sheet {
        StandardSheet::Overview => Some("表名"),
        StandardSheet::Projects => Some("项目名称"),
        StandardSheet::Level3 => Some("三级指标"),
        StandardSheet::Findings => Some("说明"),
        _ => None,
    }
}

/// The paper and the pages side by side for columns of these widths.
#[derive(Debug, PartialEq)]
struct Pages {
    paper: u8,
    wide: u16,
}

/// The smaller paper if it serves, then the larger, then several pages. `repeated` is the width of the columns printed on each.
fn pages(all: f64, repeated: f64) -> Pages {
    let (small, large) = (A4_CHARACTERS / SMALLEST, A3_CHARACTERS / SMALLEST);
    if all <= small {
        return Pages { paper: A4, wide: 1 };
    }
    let wide =
        if all <= large || repeated * 2.0 > large { 1 } else { 1 + ((all - large) / (large - repeated)).ceil() as u16 };
    Pages { paper: A3, wide }
}

/// Sets paper, scale and repeated columns; `last` is the last column that is printed on every page.
pub(super) fn fit(worksheet: &mut Worksheet, widths: &[f64], last: Option<usize>) -> Result<(), XlsxError> {
    let repeated = last.map_or(0.0, |last| widths.iter().take(last + 1).sum());
    let Pages { paper, wide } = pages(widths.iter().sum(), repeated);
    worksheet.set_paper_size(paper);
    worksheet.set_print_fit_to_pages(wide, 0);
    if let Some(last) = last.filter(|_| wide > 1) {
        worksheet.set_repeat_columns(0, last as u16)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_sheets_get_larger_paper_and_then_more_of_it() {
        assert_eq!(pages(240.0, 80.0), Pages { paper: A4, wide: 1 });
        assert_eq!(pages(330.0, 80.0), Pages { paper: A3, wide: 1 });
        assert_eq!(pages(450.0, 130.0), Pages { paper: A3, wide: 2 });
        // More than half a page of repeated columns leaves no room for others.
        assert_eq!(pages(450.0, 200.0), Pages { paper: A3, wide: 1 });
    }
}
