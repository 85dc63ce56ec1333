//! How large the paper of a picture is: files say it, often wrongly.

/// Dots an inch that a file may be believed: screens and cameras say 72 or 96 of pictures of any size.
const BELIEVED: std::ops::RangeInclusive<f64> = 100.0..=1200.0;
/// Long side of paper that is printed on, points: A6 to A2.
const LONG_SIDE: std::ops::RangeInclusive<f64> = 400.0..=1700.0;
/// Long side of a sheet of A4, points: what a picture shows that says nothing.
const USUAL: f64 = 842.0;

/// Dots a point of a picture on its paper.
pub(super) fn dots_a_point(width: u32, height: u32, dpi: Option<f64>) -> f64 {
    let long = f64::from(width.max(height));
    let said = dpi.filter(|dpi| BELIEVED.contains(dpi)).map(|dpi| dpi / 72.0);
    said.filter(|scale| LONG_SIDE.contains(&(long / scale))).unwrap_or(long / USUAL)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "whole numbers")]

    use super::*;

    #[test]
    fn a_resolution_is_believed_where_it_makes_paper() {
        let long_side = |dpi| (3508.0 / dots_a_point(2480, 3508, dpi)).round();
        assert_eq!((long_side(Some(300.0)), long_side(None)), (842.0, 842.0));
        assert_eq!((long_side(Some(72.0)), long_side(Some(1200.0))), (842.0, 842.0));
        assert_eq!(long_side(Some(200.0)), 1263.0);
    }
}
