//! How the cells of the standard workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::model::Severity;
use crate::model::standard::Holds;

/// Fonts every Chinese Windows, macOS and WPS has.
const FONT: &str = "宋体";
const FONT_SIZE: f64 = 10.0;

const HEADING_FILL: Color = Color::RGB(0x1F_3864);
const NAMES_FILL: Color = Color::RGB(0xD9_E2F3);
pub(crate) const GRID: Color = Color::RGB(0xBF_BFBF);
pub(crate) const GREY: Color = Color::RGB(0x59_5959);
const LINK: Color = Color::RGB(0x05_63C1);

/// The colour of a severity: dark enough to tell apart in a chart.
pub(crate) const fn severity_color(severity: Severity) -> Color {
    match severity {
        Severity::Error => Color::RGB(0xC0_0000),
        Severity::Warning => Color::RGB(0xED_A100),
        Severity::Info => Color::RGB(0x5B_9BD5),
    }
}

/// The tint of a cell with a finding: light enough to read on, also printed in grey.
pub(crate) const fn tint(severity: Severity) -> Color {
    match severity {
        Severity::Error => Color::RGB(0xFF_C7CE),
        Severity::Warning => Color::RGB(0xFF_EB9C),
        Severity::Info => Color::RGB(0xDD_EBF7),
    }
}

/// The font that widths of columns are counted in.
pub(crate) fn measure() -> Format {
    Format::new().set_font_name("Arial").set_font_size(FONT_SIZE)
}

/// The heading of a column that says what a row is about. It is a link, which some programs draw in their own blue.
pub(crate) fn names_heading() -> Format {
    heading().set_font_color(HEADING_FILL).set_background_color(NAMES_FILL)
}

/// The heading row.
pub(crate) fn heading() -> Format {
    base()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(HEADING_FILL)
        .set_border(FormatBorder::Thin)
        .set_border_color(GRID)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(FONT_SIZE).set_text_wrap()
}

/// The format of a column, and of its cells without a finding or link.
pub(crate) fn column(holds: Holds) -> Format {
    let format = base().set_align(FormatAlign::Top);
    match holds {
        // So that entering and leaving the cell does not make a formula of a text that looks like one.
        Holds::Prose | Holds::Text | Holds::Word => format.set_align(FormatAlign::Left).set_quote_prefix(),
        Holds::Amount => format.set_num_format("#,##0.00"),
        Holds::Count => format.set_num_format("#,##0"),
        Holds::Share => format.set_num_format("0.0%"),
        Holds::Number => format.set_num_format("General"),
        Holds::Page => format.set_num_format("0").set_align(FormatAlign::Center),
    }
}

/// The format of a cell with a finding, a link, or both.
pub(crate) fn cell(holds: Holds, severity: Option<Severity>, link: bool) -> Format {
    let mut format = column(holds);
    if let Some(severity) = severity {
        // A fill hides the lines of the grid around it.
        format = format.set_background_color(tint(severity)).set_border(FormatBorder::Thin).set_border_color(GRID);
    }
    if link { linked(format) } else { format }
}

/// A format that looks like a link.
pub(crate) fn linked(format: Format) -> Format {
    format.set_font_color(LINK).set_underline(FormatUnderline::Single)
}

/// Text of the cover.
pub(crate) fn plain() -> Format {
    base().set_align(FormatAlign::Left)
}

/// The heading of a part of the cover.
pub(crate) fn section() -> Format {
    let format = plain().set_bold().set_font_color(HEADING_FILL).set_align(FormatAlign::VerticalCenter);
    format.set_border_bottom(FormatBorder::Medium).set_border_bottom_color(HEADING_FILL)
}

/// The thin lines between the rows of a sheet, drawn as far as there are rows.
pub(crate) fn grid() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_border_color(GRID)
}
