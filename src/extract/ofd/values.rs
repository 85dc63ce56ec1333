//! The simple types of the standard: arrays of numbers, boxes, matrices, colours.

use hayro_interpret::kurbo::{Affine, Rect};

use super::xml::Node;
use crate::model::Ink;

/// Points in a millimetre, the unit of the format.
pub(super) const POINTS: f64 = 72.0 / 25.4;

/// The numbers of a list; what is no number is left out.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = f64> + '_ {
    text.split([' ', '\t', '\n', '\r', ',']).filter_map(|n| n.parse().ok()).filter(|n: &f64| n.is_finite())
}

fn fixed<const N: usize>(text: &str) -> Option<[f64; N]> {
    let mut out = [0.0; N];
    let mut from = numbers(text);
    for slot in &mut out {
        *slot = from.next()?;
    }
    Some(out)
}

/// A box, given as corner and size.
pub(super) fn rect(text: &str) -> Option<Rect> {
    let [x, y, width, height] = fixed(text)?;
    Some(Rect::new(x, y, x + width, y + height)).filter(Rect::is_finite)
}

/// The space that begins in the corner of a box.
pub(super) fn shift(to: Option<Rect>) -> Affine {
    to.map_or(Affine::IDENTITY, |to| Affine::translate(to.origin().to_vec2()))
}

/// A box in an attribute.
pub(super) fn rect_of(node: &Node<'_>, name: &str) -> Option<Rect> {
    rect(&node.attribute(name)?)
}

/// The matrix of an object; unchanged space where there is none.
pub(super) fn matrix_of(node: &Node<'_>) -> Affine {
    node.attribute("CTM").and_then(|text| fixed(&text)).map_or(Affine::IDENTITY, Affine::new)
}

/// The numbers of `DeltaX` or `DeltaY`, no more than so many: `g n v` stands for n times v.
pub(super) fn deltas(text: &str, most: usize) -> Vec<f64> {
    let mut out = Vec::new();
    let mut words = text.split([' ', '\t', '\n', '\r', ',']).filter(|w| !w.is_empty());
    while out.len() < most
        && let Some(word) = words.next()
    {
        if word.eq_ignore_ascii_case("g") {
            let times = words.next().and_then(|n| n.parse().ok()).unwrap_or(0_usize);
            let value = words.next().and_then(|n| n.parse().ok()).unwrap_or(0.0);
            out.extend(std::iter::repeat_n(value, times.min(most - out.len())));
        } else {
            out.push(word.parse().unwrap_or(0.0));
        }
    }
    out.iter_mut().filter(|d| !f64::is_finite(**d)).for_each(|d| *d = 0.0);
    out
}

/// A colour: red, green, blue, or a grey, or four printing inks. Of a gradient or pattern a middle grey.
pub(super) fn ink(color: &Node<'_>) -> Ink {
    let alpha = color.alpha();
    let Some(value) = color.attribute("Value") else { return Ink { color: [0x80; 3], alpha } };
    let parts: Vec<f64> = value
        .split([' ', '\t', '\n', '\r', ','])
        .filter_map(|word| match word.strip_prefix('#') {
            Some(hex) => u8::from_str_radix(hex, 16).ok().map(f64::from),
            None => word.parse().ok(),
        })
        .collect();
    let color = match *parts.as_slice() {
        [grey] => [grey; 3],
        [red, green, blue] => [red, green, blue],
        [cyan, magenta, yellow, black, ..] => {
            [cyan, magenta, yellow].map(|ink| (255.0 - ink) * (255.0 - black) / 255.0)
        }
        _ => [0.0; 3],
    };
    Ink { color: color.map(|c| c.clamp(0.0, 255.0) as u8), alpha }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::ofd::xml::parse;

    #[test]
    fn repeat_runs_are_written_out_and_no_further_than_asked() {
        assert_eq!(deltas("1 g 3 2.5 4", 9), [1.0, 2.5, 2.5, 2.5, 4.0]);
        assert_eq!(deltas("G 4000000000 1", 3), [1.0; 3]);
        assert_eq!(deltas("1 x inf g", 9), [1.0, 0.0, 0.0]);
    }

    #[test]
    fn colours_have_one_to_four_parts() {
        let color = |xml: &str| parse(xml).root.children().first().map(ink).map(|i| (i.color, i.alpha));
        assert_eq!(color("<c Value='156 82 35'/>"), Some(([156, 82, 35], 255)));
        assert_eq!(color("<c Value='#FF #00 #10' Alpha='0'/>"), Some(([255, 0, 16], 0)));
        assert_eq!(color("<c Value='200'/>"), Some(([200; 3], 255)));
        assert_eq!(color("<c Value='0 255 255 0'/>"), Some(([255, 0, 0], 255)));
        assert_eq!(color("<c><AxialShd/></c>"), Some(([0x80; 3], 255)));
    }

    #[test]
    fn boxes_are_corner_and_size() {
        assert_eq!(rect("1 2 3 4"), Some(Rect::new(1.0, 2.0, 4.0, 6.0)));
        assert_eq!(rect("1 2 3"), None);
    }
}
