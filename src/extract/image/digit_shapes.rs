//! Digits of one page that do not look like the others of their kind: recognisers are sure of wrong figures, too.

use std::collections::{BTreeMap, BTreeSet};

use super::components::Dot;

/// A digit as it was recognised, and its ink within a box.
pub(super) struct DigitShape {
    /// 0 to 9.
    digit: usize,
    /// Share of ink of each field of a grid over its box.
    fields: [f32; FIELDS],
    /// Width of its box in heights.
    ratio: f32,
    /// Which size of print it is of: digits of one size differ by less.
    size: i32,
}

/// The grid over a digit: as fine as print of six points shows at 216 dpi.
const ACROSS: usize = 8;
const DOWN: usize = 12;
const FIELDS: usize = ACROSS * DOWN;
/// Sizes of print that are told apart, as logarithm of their ratio: a fifth.
const SIZES: f32 = 0.18;
/// So many of a kind tell what it looks like.
const KNOWN: usize = 4;
/// Mean difference of a field from which nothing looks like its kind any more, however far the others are.
const FAR: f32 = 0.38;
/// The width of a box, in heights, differs from that of its kind by no more.
const WIDER: f32 = 0.3;

impl DigitShape {
    /// Of the dots of one digit; none where these are too few to tell.
    pub(super) fn of(digit: char, dots: &[Dot]) -> Option<Self> {
        let digit = digit.to_digit(10)? as usize;
        let (left, right) = (dots.iter().map(|dot| dot.0).min()?, dots.iter().map(|dot| dot.0).max()? + 1);
        let (top, bottom) = (dots.iter().map(|dot| dot.1).min()?, dots.iter().map(|dot| dot.1).max()? + 1);
        let (width, height) = (right - left, bottom - top);
        if height < DOWN / 2 {
            return None;
        }
        let mut fields = [0.0; FIELDS];
        let per_field = (width * height) as f32 / FIELDS as f32;
        for (x, y) in dots {
            let (column, row) = ((x - left) * ACROSS / width, (y - top) * DOWN / height);
            if let Some(field) = fields.get_mut(row * ACROSS + column) {
                *field = (*field + 1.0 / per_field).min(1.0);
            }
        }
        let size = ((height as f32).ln() / SIZES).round() as i32;
        Some(Self { digit, fields, ratio: width as f32 / height as f32, size })
    }
}

/// What a kind of digit looks like on a page: the middle of its shapes.
struct DigitKind {
    fields: [f32; FIELDS],
    ratio: f32,
}

/// For each shape whether it looks like another kind than its own, or like none.
pub(super) fn doubtful(shapes: &[DigitShape]) -> Vec<bool> {
    let sizes: BTreeSet<i32> = shapes.iter().map(|shape| shape.size).collect();
    let of_size = |size: i32| {
        let own: Vec<&DigitShape> = shapes.iter().filter(|shape| shape.size == size).collect();
        (size, (0..10).map(|digit| kind(&own, digit)).collect::<Vec<Option<DigitKind>>>())
    };
    let kinds: BTreeMap<i32, Vec<Option<DigitKind>>> = sizes.into_iter().map(of_size).collect();
    let odd = shapes.iter().map(|shape| kinds.get(&shape.size).is_some_and(|kinds| is_doubtful(shape, kinds)));
    odd.zip(shapes).enumerate().map(|(at, (odd, shape))| odd && !has_twin(at, shape, shapes)).collect()
}

/// Whether the digit most like one is of its kind: a page may print its digits in more than one face.
fn has_twin(at: usize, shape: &DigitShape, shapes: &[DigitShape]) -> bool {
    let others = shapes.iter().enumerate().filter(|(other, known)| *other != at && known.size == shape.size);
    let (own, other): (Vec<_>, Vec<_>) = others.map(|(_, known)| known).partition(|known| known.digit == shape.digit);
    let nearest = |known: Vec<&DigitShape>| {
        known.iter().map(|known| difference(shape, &known.fields)).fold(f32::INFINITY, f32::min)
    };
    let (own, other) = (nearest(own), nearest(other));
    own < FAR && own < other
}

fn is_doubtful(shape: &DigitShape, kinds: &[Option<DigitKind>]) -> bool {
    let Some(own) = kinds.get(shape.digit).and_then(Option::as_ref) else { return false };
    let distance = difference(shape, &own.fields);
    let others = kinds.iter().enumerate().filter(|(digit, _)| *digit != shape.digit);
    let next = others
        .filter_map(|(_, kind)| kind.as_ref())
        .map(|kind| difference(shape, &kind.fields))
        .fold(f32::INFINITY, f32::min);
    distance > next || distance > FAR || (shape.ratio - own.ratio).abs() > WIDER
}

fn difference(shape: &DigitShape, fields: &[f32; FIELDS]) -> f32 {
    shape.fields.iter().zip(fields).map(|(a, b)| (a - b).abs()).sum::<f32>() / FIELDS as f32
}

fn kind(shapes: &[&DigitShape], digit: usize) -> Option<DigitKind> {
    let of_kind: Vec<&DigitShape> = shapes.iter().filter(|shape| shape.digit == digit).copied().collect();
    if of_kind.len() < KNOWN {
        return None;
    }
    let mut fields = [0.0; FIELDS];
    for (at, field) in fields.iter_mut().enumerate() {
        *field = middle(of_kind.iter().filter_map(|shape| shape.fields.get(at).copied()));
    }
    Some(DigitKind { fields, ratio: middle(of_kind.iter().map(|shape| shape.ratio)) })
}

fn middle(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame, or a bar at one side of it.
    fn drawn(bar: Option<usize>) -> Vec<Dot> {
        let all = (0..24_usize).flat_map(|y| (0..16_usize).map(move |x| (x, y)));
        all.filter(|&(x, y)| match bar {
            Some(at) => x.abs_diff(at) < 2 || y < 2,
            None => !(2..=13).contains(&x) || !(2..=21).contains(&y),
        })
        .collect()
    }

    #[test]
    fn a_digit_that_looks_like_another_is_doubtful() {
        let shapes = |digit: char, bar: Option<usize>, count: usize| {
            (0..count).filter_map(move |_| DigitShape::of(digit, &drawn(bar))).collect::<Vec<_>>()
        };
        let mut all = shapes('0', None, 5);
        all.extend(shapes('7', Some(14), 5));
        assert!(doubtful(&all).iter().all(|doubt| !doubt));
        all.extend(shapes('0', Some(14), 1));
        assert_eq!(doubtful(&all).iter().filter(|doubt| **doubt).count(), 1);
        assert_eq!(doubtful(&all).last(), Some(&true));
    }

    #[test]
    fn a_kind_of_few_is_not_judged() {
        let mut all: Vec<DigitShape> = (0..5).filter_map(|_| DigitShape::of('0', &drawn(None))).collect();
        all.extend(DigitShape::of('7', &drawn(None)));
        assert_eq!(doubtful(&all), vec![false; 6]);
    }
}
