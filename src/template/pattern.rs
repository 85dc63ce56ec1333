//! Placeholders in the spelling of `EasyExcel`: `{field}`, `{.field}` and `{list.field}` in a row that is repeated; `\{` and `\}`
//! are braces.

use std::ops::Range;

use super::asked::fields_of as fields_of_register;
use crate::ooxml::value::InsertedValue;
use crate::vocabulary::AskedField;
use crate::vocabulary::Vocabulary;

/// A placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// The list it belongs to: `Some("")` for `{.field}`.
    pub(super) list: Option<String>,
    pub(super) name: String,
}

/// A piece of a cell's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TextPiece {
    Text(String),
    Place(Placeholder),
}

/// The longest name of a placeholder, in characters; anything longer in braces is text.
const LONGEST_NAME: usize = 40;

/// The pieces of a text; `None` where it has no placeholder.
pub(super) fn pieces_of(text: &str) -> Option<Vec<TextPiece>> {
    Some(located_pieces(text)?.into_iter().map(|(piece, _)| piece).collect())
}

/// The pieces of a text with their bytes in it: of a placeholder all, of other text those of each character.
pub(super) fn located_pieces(text: &str) -> Option<Vec<(TextPiece, Vec<Range<usize>>)>> {
    // Most texts of a sheet have none: not worth taking apart.
    text.find('{')?;
    let (mut pieces, mut plain, mut rest, mut found) = (Vec::new(), String::new(), text, false);
    let mut places = Vec::new();
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        if let Some((brace, after)) = escaped_brace(rest) {
            plain.push(brace);
            places.push(at..at + 2);
            rest = after;
            continue;
        }
        if let Some((inner, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'))
            && let Some(place) = placeholder(inner)
        {
            if !plain.is_empty() {
                pieces.push((TextPiece::Text(std::mem::take(&mut plain)), std::mem::take(&mut places)));
            }
            pieces.push((TextPiece::Place(place), std::iter::once(at..text.len() - after.len()).collect()));
            found = true;
            rest = after;
            continue;
        }
        plain.push(c);
        places.push(at..at + c.len_utf8());
        rest = rest.strip_prefix(c).unwrap_or_default();
    }
    if !plain.is_empty() {
        pieces.push((TextPiece::Text(plain), places));
    }
    found.then_some(pieces)
}

/// The brace a text begins with where a backslash says that it is only that, and the rest.
fn escaped_brace(text: &str) -> Option<(char, &str)> {
    let mut rest = text.strip_prefix('\\')?.chars();
    let brace = rest.next().filter(|c| matches!(c, '{' | '}'))?;
    Some((brace, rest.as_str()))
}

fn placeholder(inner: &str) -> Option<Placeholder> {
    match inner.split_once('.') {
        Some((list, name)) if is_plain_name(name) && (list.is_empty() || is_plain_name(list)) => {
            Some(Placeholder { list: Some(list.to_owned()), name: name.to_owned() })
        }
        None if is_plain_name(inner) => Some(Placeholder { list: None, name: inner.to_owned() }),
        _ => None,
    }
}

/// Whether a placeholder's name is one: short, without blanks and signs of other syntaxes.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '\\' | '"' | ',' | ';' | '='))
}

/// The field a placeholder means; `None` where nobody knows it.
pub(super) fn field_of(placeholder: &Placeholder, vocabulary: &Vocabulary) -> Option<AskedField> {
    vocabulary.placeholder(placeholder.list.as_deref().unwrap_or_default(), &placeholder.name)
}

/// Whether a placeholder asks for the year.
pub(super) fn asks_for_year(placeholder: &Placeholder, vocabulary: &Vocabulary) -> bool {
    let asked = field_of(placeholder, vocabulary);
    asked.is_some_and(|asked| fields_of_register(asked).iter().any(|field| field.about().json == "year"))
}

/// The placeholders of a text.
fn places(pieces: &[TextPiece]) -> impl Iterator<Item = &Placeholder> {
    pieces.iter().filter_map(|piece| match piece {
        TextPiece::Place(place) => Some(place),
        TextPiece::Text(_) => None,
    })
}

/// The fields that the placeholders of a text mean.
pub(super) fn fields_of(pieces: &[TextPiece], vocabulary: &Vocabulary) -> impl Iterator<Item = AskedField> {
    places(pieces).filter_map(|place| field_of(place, vocabulary))
}

/// The first placeholder that nobody knows.
pub(super) fn unknown<'p>(pieces: &'p [TextPiece], vocabulary: &Vocabulary) -> Option<&'p str> {
    places(pieces).find(|place| field_of(place, vocabulary).is_none()).map(|place| place.name.as_str())
}

/// The value of a cell with placeholders: a placeholder alone gives its own value, one among text is written out.
pub(super) fn filled(
    pieces: &[TextPiece],
    mut value: impl FnMut(&Placeholder) -> Option<InsertedValue>,
) -> InsertedValue {
    if let [TextPiece::Place(place)] = pieces {
        return value(place).unwrap_or(InsertedValue::Empty);
    }
    let mut text = String::new();
    for piece in pieces {
        match piece {
            TextPiece::Text(plain) => text.push_str(plain),
            TextPiece::Place(place) => text.extend(value(place).map(|value| value.to_text())),
        }
    }
    InsertedValue::Text(text)
}

/// What stands in the places of a filled text; nothing where the text around them is not there, or two places touch, but for a year
/// behind another.
pub(super) fn unfilled<'p>(
    pieces: &'p [TextPiece],
    filled: &str,
    is_year: impl Fn(&Placeholder) -> bool,
) -> Vec<(&'p Placeholder, String)> {
    let (mut found, mut rest, mut open) = (Vec::new(), filled, Vec::<&Placeholder>::new());
    for piece in pieces {
        match piece {
            TextPiece::Place(place) => match open.as_slice() {
                [] => open.push(place),
                [_] if is_year(place) => open.push(place),
                _ => return Vec::new(),
            },
            TextPiece::Text(text) => {
                let Some((value, behind)) = rest.split_once(text.as_str()) else { return Vec::new() };
                if open.is_empty() && !value.is_empty() {
                    return Vec::new();
                }
                found.extend(apart(&open, value));
                open.clear();
                rest = behind;
            }
        }
    }
    found.extend(apart(&open, rest));
    found.retain(|(_, value)| !value.is_empty());
    found
}

/// The values of places that touch: digits at the end are those of the last of two.
fn apart<'p>(places: &[&'p Placeholder], value: &str) -> Vec<(&'p Placeholder, String)> {
    match places {
        [place] => vec![(*place, value.to_owned())],
        [first, year] => {
            let before = value.trim_end_matches(|c: char| c.is_ascii_digit());
            let digits = value.strip_prefix(before).unwrap_or_default();
            vec![(*first, before.to_owned()), (*year, digits.to_owned())]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;
    use crate::vocabulary::Column;

    fn place(list: Option<&str>, name: &str) -> TextPiece {
        TextPiece::Place(Placeholder { list: list.map(str::to_owned), name: name.to_owned() })
    }

    #[test]
    fn placeholders_stand_among_text() {
        let pieces = pieces_of(r"（{year}年度）\{x\}{.level1}{项目.名称}").unwrap();
        let text = |t: &str| TextPiece::Text(t.to_owned());
        assert_eq!(
            pieces,
            [
                text("（"),
                place(None, "year"),
                text("年度）{x}"),
                place(Some(""), "level1"),
                place(Some("项目"), "名称")
            ]
        );
        assert_eq!(pieces_of("{a b} {} {1,2} \\{x}"), None);
    }

    #[test]
    fn names_are_known_in_both_languages() {
        let v = Vocabulary::default();
        let of = |list: Option<&str>, name: &str| {
            field_of(&Placeholder { list: list.map(str::to_owned), name: name.to_owned() }, &v)
        };
        assert_eq!(of(None, "department"), Some(AskedField::Column(Column::Department)));
        assert_eq!(of(None, "主管部门"), Some(AskedField::Column(Column::Department)));
        assert_eq!(of(Some("indicators"), "name"), Some(AskedField::Column(Column::Level3)));
        assert_eq!(of(Some(""), "annual_value"), Some(AskedField::Column(Column::AnnualValue)));
        assert_eq!(of(None, "没有"), None);
    }

    #[test]
    fn filled_texts_give_their_values_back() {
        let values = |pattern: &str, filled: &str| {
            let pieces = pieces_of(pattern).unwrap();
            unfilled(&pieces, filled, |place| place.name == "year")
                .into_iter()
                .map(|(p, v)| format!("{}={v}", p.name))
                .collect::<Vec<_>>()
        };
        assert_eq!(values("（{year}年度）共{n}项", "（2024年度）共3项"), ["year=2024", "n=3"]);
        assert_eq!(values("部门：{d}", "部门："), [] as [&str; 0]);
        assert_eq!(values("{a}{b}", "xy"), [] as [&str; 0]);
        assert_eq!(values("{d}{year}年度表", "某局2024年度表"), ["d=某局", "year=2024"]);
        assert_eq!(values("部门：{d}", "科室：甲"), [] as [&str; 0]);
    }

    #[test]
    fn a_placeholder_alone_keeps_its_type() {
        let one = || Some(InsertedValue::Number(1.into()));
        assert_eq!(filled(&[place(None, "x")], |_| one()), InsertedValue::Number(1.into()));
        assert_eq!(filled(&pieces_of("共{x}项").unwrap(), |_| one()), InsertedValue::Text("共1项".into()));
    }
}
