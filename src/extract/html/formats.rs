//! What spreadsheet programs write beside the text of a cell: the stored number (`x:num`) and its format (`mso-number-format`).

use std::collections::BTreeMap;

use html5ever::tokenizer::Tag;
use rust_decimal::Decimal;

use super::tags::attribute;
use crate::extract::workbook::builtin::name_to_code;
use crate::extract::workbook::cells::number_to_cell;
use crate::extract::workbook::display::NumberFormat;
use crate::language::characters::split_around;

/// The property that names a format.
const PROPERTY: &str = "mso-number-format";
/// Classes whose formats are kept.
const MOST_CLASSES: usize = 10_000;

/// The formats of classes of a page's style sheets.
#[derive(Debug, Default)]
pub(super) struct Formats {
    classes: BTreeMap<String, String>,
}

/// How the number of a cell is shown.
#[derive(Debug, Default, PartialEq)]
pub(super) struct CellNumber {
    stored: Option<f64>,
    /// The number stands as the cell's text.
    is_text_stored: bool,
    code: Option<String>,
}

impl Formats {
    /// Reads a style sheet.
    pub(super) fn read(&mut self, styles: &str) {
        let mut rest = styles;
        while let Some((selectors, after)) = rest.split_once('{') {
            let (rules, after) = split_around(after, '}');
            if let Some(code) = style_to_code(rules) {
                for selector in selectors.split(',') {
                    let Some((_, class)) = selector.trim().rsplit_once('.') else { continue };
                    if self.classes.len() < MOST_CLASSES {
                        self.classes.insert(class.trim().to_ascii_lowercase(), code.clone());
                    }
                }
            }
            rest = after;
        }
    }

    /// What the tag of a cell says of its number.
    pub(super) fn of_cell(&self, tag: &Tag) -> CellNumber {
        // As Excel writes it, and as LibreOffice does.
        let number = attribute(tag, "x:num").or_else(|| attribute(tag, "sdval"));
        CellNumber {
            stored: number.and_then(|n| n.trim().parse().ok()),
            is_text_stored: number.is_some_and(|n| n.trim().is_empty()),
            code: attribute(tag, "style").and_then(style_to_code).or_else(|| self.code_of_class(tag)),
        }
    }

    /// The code that the last of a tag's classes with one has.
    fn code_of_class(&self, tag: &Tag) -> Option<String> {
        let classes = attribute(tag, "class")?.split_ascii_whitespace();
        classes.filter_map(|c| self.classes.get(&c.to_ascii_lowercase())).next_back().cloned()
    }
}

impl CellNumber {
    /// The stored number; the text as the format shows it, where the text is no more than the number.
    pub(super) fn apply(&self, text: &mut String) -> Option<Decimal> {
        let format = self.code.as_deref().filter(|code| *code != "@").map(NumberFormat::parse);
        let plain = text.trim();
        let is_bare = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
        let stored = match self.stored {
            Some(stored) => stored,
            // Without a format the text may be a code or the number of a person.
            None if self.is_text_stored || is_bare && format.as_ref().is_some_and(|f| *f != NumberFormat::General) => {
                plain.parse::<f64>().ok().filter(|n| n.is_finite())?
            }
            None => return None,
        };
        let (shown, number) = number_to_cell(stored, format.as_ref(), false);
        if plain.is_empty() || is_bare && format.is_some() {
            *text = shown;
        }
        number
    }
}

/// The code of the format in the rules of a style: `mso-number-format:"\#\,\#\#0\.00"`.
fn style_to_code(style: &str) -> Option<String> {
    let at = style.to_ascii_lowercase().find(PROPERTY)?;
    let value = style.get(at + PROPERTY.len()..)?.trim_start().strip_prefix(':')?.trim_start();
    let code = match value.chars().next()? {
        quote @ ('"' | '\'') => unescaped(value.get(1..)?, |c| c == quote),
        _ => unescaped(value, |c| c == ';' || c == '}').trim().to_owned(),
    };
    Some(name_to_code(&code).map_or(code, str::to_owned))
}

/// A value of a style up to its end: `\#` is a character as it stands, `\0022` one by its number.
fn unescaped(value: &str, is_end: impl Fn(char) -> bool) -> String {
    let (mut text, mut chars) = (String::new(), value.chars().peekable());
    while let Some(c) = chars.next().filter(|c| !is_end(*c)) {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let mut hex = String::new();
        while hex.len() < 6
            && let Some(digit) = chars.next_if(char::is_ascii_hexdigit)
        {
            hex.push(digit);
        }
        match u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32) {
            // `\0022`: four digits or more are a number; `\0` and `\00` are digits of the format.
            Some(c) if hex.len() >= 4 => {
                text.push(c);
                chars.next_if_eq(&' ');
            }
            _ if hex.is_empty() => text.extend(chars.next()),
            _ => text.push_str(&hex),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(style: &str, stored: Option<f64>, text: &str) -> (String, Option<String>) {
        let shown = CellNumber { stored, is_text_stored: false, code: style_to_code(style) };
        let mut text = text.to_owned();
        let number = shown.apply(&mut text);
        (text, number.map(|n| n.to_string()))
    }

    #[test]
    fn codes_are_read_out_of_styles() {
        for (style, code) in [
            (r#"mso-number-format:"\@";"#, "@"),
            (r#"color:red;MSO-NUMBER-FORMAT:"\#\,\#\#0\.00""#, "#,##0.00"),
            (r#"mso-number-format:"yyyy\0022年\0022m\0022月\0022";"#, "yyyy\"年\"m\"月\""),
            ("mso-number-format:0\\.00%;", "0.00%"),
            ("mso-number-format:Percent", "0.00%"),
            ("mso-number-format:'Short Date'", "yyyy/m/d"),
        ] {
            assert_eq!(style_to_code(style).as_deref(), Some(code), "{style}");
        }
        assert_eq!(style_to_code("color:red"), None);
        let mut formats = Formats::default();
        formats.read(".xl24, td.xl25 {mso-number-format:\"\\@\"; x:y}\n.xl26{color:red}");
        assert_eq!(formats.classes.keys().collect::<Vec<_>>(), ["xl24", "xl25"]);
    }

    #[test]
    fn bare_numbers_are_shown_by_their_format_and_texts_stay() {
        assert_eq!(shown("mso-number-format:0\\.00%", None, "0.954"), ("95.40%".into(), Some("0.954".into())));
        assert_eq!(shown("mso-number-format:0\\.00%", Some(0.954), "95.40%"), ("95.40%".into(), Some("0.954".into())));
        assert_eq!(shown("mso-number-format:\"\\@\"", None, "01"), ("01".into(), None));
        assert_eq!(shown("mso-number-format:General", None, "007"), ("007".into(), None));
        assert_eq!(
            shown("mso-number-format:\"yyyy\\/m\\/d\"", Some(46_210.0), ""),
            ("2026/7/7".into(), Some("46210".into()))
        );
        assert_eq!(shown("", None, "12"), ("12".into(), None));
    }
}
