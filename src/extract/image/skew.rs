//! Ink → how far its lines fall to the right.

use super::raster::Bitmap;

/// Slopes that are looked for, dots down for each dot across: three degrees either way.
const MOST: f64 = 0.053;
/// The first steps between slopes, and by how much they shrink around the best.
const STEP: f64 = 0.002;
const FINER: f64 = 5.0;
/// Slopes this near the best, of its score, are as good: less than a row of dots parts them over the page.
const AS_GOOD: f64 = 0.998;
/// Times the search goes on around the best.
const ROUNDS: usize = 2;
/// Dots looked at; more tell nothing more.
const DOTS: usize = 120_000;

/// The slope along which the ink lies in the fewest rows: that of ruling lines, or of lines of text.
pub(super) fn ink_to_slope(ink: &Bitmap) -> f64 {
    let every = ink.inked().count().div_ceil(DOTS).max(1);
    let dots: Vec<(f64, f64)> = ink.inked().step_by(every).map(|(x, y)| (x as f64, y as f64)).collect();
    let (mut best, mut step, mut reach) = (0.0, STEP, MOST);
    for _ in 0..=ROUNDS {
        best = best_slope(&dots, ink, best, step, reach);
        reach = step;
        step /= FINER;
    }
    best
}

/// The middle of the slopes around one, in steps, that are as good as the best.
fn best_slope(dots: &[(f64, f64)], ink: &Bitmap, around: f64, step: f64, reach: f64) -> f64 {
    let steps = (reach / step).round() as i32;
    let slopes = (-steps..=steps).map(|n| around + f64::from(n) * step);
    let scored: Vec<(f64, f64)> = slopes.map(|slope| (sharpness(dots, ink, slope) as f64, slope)).collect();
    let best = scored.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    let good: Vec<f64> = scored.iter().filter(|(score, _)| *score >= AS_GOOD * best).map(|(_, slope)| *slope).collect();
    good.iter().sum::<f64>() / good.len().max(1) as f64
}

/// The sum of squares of the ink in bands along a slope, two dots wide, one at each half: a line of dots is as good wherever it lies
/// between the rows.
fn sharpness(dots: &[(f64, f64)], ink: &Bitmap, slope: f64) -> u64 {
    let shift = (ink.width() as f64 * slope.abs()).ceil();
    let mut rows = vec![0_u64; 2 * (ink.height() + 2 * shift as usize + 1)];
    for (x, y) in dots {
        if let Some(row) = rows.get_mut((2.0 * (y - x * slope + shift)).max(0.0) as usize) {
            *row += 1;
        }
    }
    rows.windows(4).map(|band| band.iter().sum::<u64>().pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_of_falling_lines_is_found() {
        for wanted in [-0.03, 0.0, 0.021] {
            let mut ink = Bitmap::blank(600, 400);
            for (x, line) in (50..550).flat_map(|x| (1..8).map(move |line| (x, line))) {
                ink.set(x, (f64::from(line) * 45.0 + (x as f64 - 300.0) * wanted).round() as usize, true);
            }
            assert!((ink_to_slope(&ink) - wanted).abs() < 0.001, "{wanted}: {}", ink_to_slope(&ink));
        }
    }
}
