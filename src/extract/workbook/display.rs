//! What Excel displays for a stored number, by its number format.
//!
//! Covers what tables of figures use: digits and grouping, per cent, literals, dates, sections by sign or condition. What is not
//! understood is displayed as stored.

use super::builtin;
use super::dates::{self, DatePart};
use super::sections::{self, FormatSection};
use super::stored::Stored;
use crate::error::Limit;
use crate::{Error, Result};

/// The longest number format, in characters; Excel takes no longer one.
const LONGEST_CODE: usize = 255;

/// Refuses a format code longer than there are any: a reader keeps one for each cell format.
///
/// # Errors
/// [`Error::Limit`] for such.
pub(super) fn check_code(code: &str) -> Result<()> {
    if code.len() > LONGEST_CODE && code.chars().count() > LONGEST_CODE {
        return Err(Error::Limit { what: Limit::NumberFormat { most: LONGEST_CODE } });
    }
    Ok(())
}

/// A number format, ready to be applied.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NumberFormat {
    /// As stored.
    General,
    /// A date or time.
    Date(Vec<DatePart>),
    /// Sections for positive, negative and zero numbers, at least one.
    Sections(Vec<FormatSection>),
    /// The number as stored between two texts.
    Text(String, String),
    /// A code that is not understood, though it may show a word: as stored.
    Unknown(String),
}

impl NumberFormat {
    /// Understands a format code.
    pub(crate) fn parse(code: &str) -> Self {
        if code.is_empty() || code.eq_ignore_ascii_case("general") || code == "@" {
            return Self::General;
        }
        if let Some(parts) = dates::parse(code) {
            return Self::Date(parts);
        }
        if let Some((before, after)) = sections::text_between(code) {
            return Self::Text(before, after);
        }
        match sections::parse(code) {
            Some(sections) => Self::Sections(sections),
            // A fraction or an exponent is the stored number in other words.
            None if sections::may_show_words(code) => Self::Unknown(code.to_owned()),
            None => Self::General,
        }
    }

    /// The format of that number: the workbook's own where it has one, else one of those that every program knows.
    pub(crate) fn by_id(id: u16, own: Option<&str>) -> Self {
        own.or_else(|| builtin::id_to_code(id)).map_or(Self::General, Self::parse)
    }

    /// The text that a cell with a text shows: some formats set words around it.
    pub(crate) fn display_text(&self, text: String) -> String {
        match self {
            Self::Text(before, after) if !text.is_empty() => format!("{before}{text}{after}"),
            _ => text,
        }
    }

    /// The displayed text. `serial` is the number as the file has it, for dates; `is_1904` their epoch.
    pub(crate) fn display(&self, stored: Stored, serial: f64, is_1904: bool) -> String {
        match self {
            Self::General | Self::Unknown(_) => stored.text,
            Self::Text(before, after) => format!("{before}{}{after}", stored.text),
            Self::Date(parts) => dates::display(parts, serial, is_1904).unwrap_or(stored.text),
            Self::Sections(sections) => sections::display(sections, &stored),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::NumberFormat;
    use crate::extract::workbook::stored::stored;

    fn shown(code: &str, number: f64) -> String {
        NumberFormat::parse(code).display(stored(number).unwrap(), number, false)
    }

    #[test]
    fn numbers_are_displayed_as_excel_displays_them() {
        for (code, number, text) in [
            ("General", 82_800.920_000_000_01, "82800.92"),
            ("0%", 1.0, "100%"),
            ("0.00%", 0.954, "95.40%"),
            ("#,##0.00", 1_234_567.891, "1,234,567.89"),
            ("#,##0.00", -0.5, "-0.50"),
            ("0.00_ ;[Red]\\-0.00\\ ", -2.345, "-2.35 "),
            ("#,##0.00_);(#,##0.00)", -3.5, "(3.50)"),
            ("\"≥\"0\"%\"", 95.0, "≥95%"),
            ("0.0#", 2.5, "2.5"),
            ("[$¥-804]#,##0", 1200.0, "¥1,200"),
            ("0;-0;\"无\"", 0.0, "无"),
            ("000", 7.0, "007"),
            ("0,", 12_500.0, "13"),
            ("#", 0.0, ""),
            ("0.00", -0.001, "0.00"),
            ("# ?/?", 0.5, "0.5"),
            ("0!.0,\"万\"", 12_500.0, "1.3万"),
            ("[>=10000]0!.0,\"万元\";0\"元\"", 12_500.0, "1.3万元"),
            ("[>=10000]0!.0,\"万元\";0\"元\"", 950.0, "950元"),
            ("[=1]\"是\";[=0]\"否\";General", 0.0, "否"),
            ("[=1]\"是\";[=0]\"否\";General", 2.5, "2.5"),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 1234.5, "1,234.50"),
            ("General\"日\"", 12.5, "12.5日"),
            ("@\"（备注）\"", 3.0, "3（备注）"),
            ("000-0000", 1_234_567.0, "123-4567"),
        ] {
            assert_eq!(shown(code, number), text, "{number} as {code}");
        }
    }

    #[test]
    fn dates_are_displayed_by_their_format() {
        for (code, number, text) in [
            ("yyyy\"年\"m\"月\"d\"日\"", 44_927.0, "2023年1月1日"),
            ("yyyy/mm/dd", 44_927.0, "2023/01/01"),
            ("yyyy-mm-dd hh:mm", 44_927.5, "2023-01-01 12:00"),
            ("[$-804]yyyy\"年\"m\"月\";@", 45_291.0, "2023年12月"),
            ("[h]\"小时\"mm\"分\"", 1.25, "30小时00分"),
            ("[h]:mm", 46_023.0, "1104552:00"),
            ("[mm]:ss", 0.5, "720:00"),
            ("[$-804]aaaa", 46_023.0, "星期四"),
            ("aaa", 46_023.0, "四"),
            ("e\"年\"m\"月\"", 46_023.0, "2026年1月"),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 46_023.0, "2026年1月1日"),
            ("上午/下午h\"时\"mm\"分\"", 46_023.0, "上午12时00分"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 46_213.0, "二〇二六年七月十日"),
            ("m\"个月\"", 46_023.0, "1个月"),
        ] {
            assert_eq!(shown(code, number), text, "{number} as {code}");
        }
    }
}
