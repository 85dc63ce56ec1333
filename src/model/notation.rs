//! How places and ordinals are written in the cells of the standard workbook, and read again.
//!
//! 来源页 holds the page (`3`, `1-3`), 来源位置 an ordinal that ties the row to its form, project and indicator, and what
//! else the place says: `#1.5.3 30.0,92.1,780.4,150.2；第4页 30.0,40.0,780.4,60.1`, `#2.1 第12-25行`, `#1 表1!D7`.

use crate::language::characters::split_around;

use super::geometry::BBox;
use super::labels::{kind_to_text, text_to_kind};
use super::place::{Place, Spot};
use super::target::{Operator, Target};

/// Which record a row shows: numbers from 1, each level within the one above. Project 0 is the form itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ordinal(pub Vec<usize>);

const SEPARATOR: char = '；';

impl Ordinal {
    /// An ordinal of 0-based indices, of which the project may be missing (the form itself).
    #[must_use]
    pub(crate) fn new(form: usize, rest: &[usize]) -> Self {
        let mut numbers = vec![form + 1];
        numbers.extend_from_slice(rest);
        Self(numbers)
    }
}

/// A place as one text, by which records are told apart.
pub(crate) fn place_to_key(place: Option<&Place>) -> String {
    let (page, position) = place_to_cells(None, place);
    format!("{}/{}", page.unwrap_or_default(), position.unwrap_or_default())
}

/// The texts of 来源页 and 来源位置 for a place.
#[must_use]
pub(crate) fn place_to_cells(ordinal: Option<&Ordinal>, place: Option<&Place>) -> (Option<String>, Option<String>) {
    let mut position = String::new();
    if let Some(Ordinal(numbers)) = ordinal {
        position.push('#');
        let numbers: Vec<_> = numbers.iter().map(usize::to_string).collect();
        position.push_str(&numbers.join("."));
    }
    let Some(place) = place else { return (None, some_text(position)) };
    let (page, first) = match &place.spot {
        Spot::Page { page, bbox } => (Some(page.to_string()), bbox_to_text(bbox)),
        Spot::Pages { pages: [a, b] } => (Some(format!("{a}-{b}")), String::new()),
        other => (None, spot_to_text(other)),
    };
    let says_more = !first.is_empty() || !place.also.is_empty();
    if says_more && !position.is_empty() {
        position.push(' ');
    }
    position.push_str(&first);
    for spot in &place.also {
        position.push(SEPARATOR);
        position.push_str(&spot_to_text(spot));
    }
    (page, some_text(position))
}

/// The ordinal and the place that the texts of 来源页 and 来源位置 say; what cannot be read is left out.
#[must_use]
pub(crate) fn cells_to_place(page: Option<&str>, position: Option<&str>) -> (Option<Ordinal>, Option<Place>) {
    let position = position.unwrap_or_default();
    let (ordinal, rest) = match position.strip_prefix('#') {
        Some(rest) => {
            let (numbers, rest) = split_around(rest, ' ');
            let numbers: Option<Vec<usize>> = numbers.split('.').map(|n| n.parse().ok()).collect();
            (numbers.map(Ordinal), rest)
        }
        None => (None, position),
    };
    let mut pieces = split_unescaped(rest, SEPARATOR);
    let first = if pieces.is_empty() { String::new() } else { pieces.remove(0) };
    let spot = match page.map(str::trim).filter(|p| !p.is_empty()) {
        Some(page) => page_to_spot(page, &first),
        None => text_to_spot(&first),
    };
    let also = pieces.iter().filter_map(|p| text_to_spot(p)).collect();
    (ordinal, spot.map(|spot| Place { spot, also }))
}

fn some_text(text: String) -> Option<String> {
    Some(text).filter(|t| !t.is_empty())
}

fn page_to_spot(page: &str, rest: &str) -> Option<Spot> {
    if let Some((a, b)) = page.split_once('-') {
        return Some(Spot::Pages { pages: [a.trim().parse().ok()?, b.trim().parse().ok()?] });
    }
    let page = page.parse().ok()?;
    Some(text_to_bbox(rest).map_or(Spot::Pages { pages: [page, page] }, |bbox| Spot::Page { page, bbox }))
}

fn spot_to_text(spot: &Spot) -> String {
    match spot {
        Spot::Page { page, bbox } => format!("第{page}页 {}", bbox_to_text(bbox)),
        Spot::Pages { pages: [a, b] } => format!("第{a}-{b}页"),
        Spot::Line { line } => format!("第{line}行"),
        Spot::Lines { lines: [a, b] } => format!("第{a}-{b}行"),
        Spot::Cell { sheet, cell } => format!("{}!{cell}", escape(sheet)),
        Spot::Sheet { sheet } => format!("{}!", escape(sheet)),
    }
}

/// `text` has its separators still escaped, so that a sheet's name may look like anything.
fn text_to_spot(text: &str) -> Option<Spot> {
    if let Some((sheet, cell)) = text.rsplit_once('!') {
        let sheet = unescape(sheet);
        return Some(if cell.is_empty() { Spot::Sheet { sheet } } else { Spot::Cell { sheet, cell: cell.to_owned() } });
    }
    let rest = text.strip_prefix('第')?;
    if let Some(lines) = rest.strip_suffix('行') {
        return match lines.split_once('-') {
            Some((a, b)) => Some(Spot::Lines { lines: [a.parse().ok()?, b.parse().ok()?] }),
            None => Some(Spot::Line { line: lines.parse().ok()? }),
        };
    }
    let (page, bbox) = rest.split_once('页')?;
    match page.split_once('-') {
        Some((a, b)) => Some(Spot::Pages { pages: [a.parse().ok()?, b.parse().ok()?] }),
        None => Some(Spot::Page { page: page.parse().ok()?, bbox: text_to_bbox(bbox.trim())? }),
    }
}

/// Rounded to 0.1 pt: finer than a reader can point at.
fn bbox_to_text(b: &BBox) -> String {
    // Adding zero turns -0.0 into 0.0.
    let [l, t, r, bottom] = [b.left, b.top, b.right, b.bottom].map(|v| (v * 10.0).round() / 10.0 + 0.0);
    format!("{l:.1},{t:.1},{r:.1},{bottom:.1}")
}

fn text_to_bbox(text: &str) -> Option<BBox> {
    let values: Option<Vec<f64>> =
        text.split(',').map(|v| v.trim().parse().ok().filter(|v: &f64| v.is_finite())).collect();
    let values: [f64; 4] = values?.try_into().ok()?;
    Some(values.into())
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '#' | SEPARATOR) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    out
}

/// Pieces between separators that no backslash stands before; the backslashes stay.
fn split_unescaped(text: &str, separator: char) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let (mut pieces, mut piece, mut escaped) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        if c == separator && !escaped {
            pieces.push(std::mem::take(&mut piece));
            continue;
        }
        escaped = c == '\\' && !escaped;
        piece.push(c);
    }
    pieces.push(piece);
    pieces
}

/// The parts of a target, one a line: `处级≥110学分｜≥｜110｜学分｜定量`.
#[must_use]
pub(crate) fn parts_to_text(parts: &[Target]) -> String {
    let lines: Vec<_> = parts.iter().map(part_to_line).collect();
    lines.join("\n")
}

fn part_to_line(part: &Target) -> String {
    let fields = [
        escape_field(&part.raw),
        part.operator.map_or("", Operator::sign).to_owned(),
        part.value.map(|v| v.to_string()).unwrap_or_default(),
        part.unit.as_deref().map(escape_field).unwrap_or_default(),
        kind_to_text(part.kind).to_owned(),
    ];
    fields.join("｜")
}

/// The parts that such a text says; lines that say none are left out.
#[must_use]
pub(crate) fn text_to_parts(text: &str) -> Vec<Target> {
    split_unescaped(text, '\n').iter().filter_map(|line| line_to_part(line)).collect()
}

fn line_to_part(line: &str) -> Option<Target> {
    let [raw, sign, value, unit, kind]: [String; 5] = split_unescaped(line, '｜').try_into().ok()?;
    Some(Target {
        raw: unescape(&raw),
        operator: Operator::from_sign(&sign),
        value: value.parse().ok(),
        unit: Some(unescape(&unit)).filter(|u| !u.is_empty()),
        kind: text_to_kind(&kind)?,
        parts: Vec::new(),
    })
}

fn escape_field(text: &str) -> String {
    text.replace('\\', "\\\\").replace('｜', "\\｜").replace('\n', "\\\n")
}

#[cfg(test)]
mod tests {
    use super::super::target::TargetKind;
    use super::*;

    fn round_trip(ordinal: Option<Ordinal>, place: Option<Place>) -> (Option<String>, Option<String>) {
        let (page, position) = place_to_cells(ordinal.as_ref(), place.as_ref());
        assert_eq!(cells_to_place(page.as_deref(), position.as_deref()), (ordinal, place));
        (page, position)
    }

    #[test]
    fn places_come_back_from_their_cells() {
        let split =
            Place::page(3, BBox::new(30.0, 92.1, 780.4, 150.2)).join(&Place::page(4, BBox::new(1.0, 2.0, 3.0, 4.0)));
        let (page, position) = round_trip(Some(Ordinal(vec![1, 5, 3])), Some(split));
        assert_eq!(page.as_deref(), Some("3"));
        assert_eq!(position.as_deref(), Some("#1.5.3 30.0,92.1,780.4,150.2；第4页 1.0,2.0,3.0,4.0"));
        round_trip(None, Some(Spot::Pages { pages: [2, 2] }.into()));
        round_trip(None, Some(Place::lines(7, 7)));
        round_trip(Some(Ordinal(vec![2])), Some(Place::lines(7, 9)));
        round_trip(None, Some(Place::cell("第3行；#x\\", 6, 3)));
        round_trip(Some(Ordinal(vec![2])), Some(Spot::Sheet { sheet: "表!1".to_owned() }.into()));
        round_trip(Some(Ordinal(vec![2, 1])), None);
        round_trip(None, None);
    }

    #[test]
    fn parts_come_back_from_their_text() {
        let part = |raw: &str, unit: Option<&str>| Target {
            raw: raw.to_owned(),
            operator: Some(Operator::AtLeast),
            value: Some(110.into()),
            unit: unit.map(str::to_owned),
            kind: TargetKind::Quantitative,
            parts: Vec::new(),
        };
        let parts = vec![part("处级≥110学分", Some("学分")), part("a｜b\\\nc", None)];
        let text = parts_to_text(&parts);
        assert!(text.starts_with("处级≥110学分｜≥｜110｜学分｜定量\n"), "{text}");
        assert_eq!(text_to_parts(&text), parts);
    }

    #[test]
    fn anything_typed_over_is_read_without_a_place() {
        assert_eq!(cells_to_place(Some("无"), Some("#a.b 1,2")), (None, None));
        assert_eq!(cells_to_place(None, Some("1,2,3,nan")), (None, None));
    }
}
