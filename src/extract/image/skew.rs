//! Ink → how far its lines fall to the right.

use super::raster::Bitmap;

/// Slopes that are looked for, dots down for each dot across: three degrees either way.
const MOST: f64 = 0.053;
/// The first steps between slopes, and by how much they shrink around the best.
const STEP: f64 = 0.002;
const FINER: f64 = 5.0;
/// Times the search goes on around the best.
const ROUNDS: usize = 2;
/// Dots looked at; more tell nothing more.
const DOTS: usize = 120_000;

/// The slope along which the ink lies in the fewest rows: that of ruling lines, or of lines of text.
pub(super) fn ink_to_slope(ink: &Bitmap) -> f64 {
    let all = ink.rows().flatten().filter(|ink| **ink).count();
    let every = all.div_ceil(DOTS).max(1);
    let dots: Vec<(f64, f64)> = ink
        .rows()
        .enumerate()
        .flat_map(|(y, row)| row.iter().enumerate().filter(|(_, ink)| **ink).map(move |(x, _)| (x as f64, y as f64)))
        .step_by(every)
        .collect();
    let (mut best, mut step, mut reach) = (0.0, STEP, MOST);
    for _ in 0..=ROUNDS {
        best = best_slope(&dots, ink, best, step, reach);
        reach = step;
        step /= FINER;
    }
    best
}

/// The best slope around one, in steps; of equals the nearest to it.
fn best_slope(dots: &[(f64, f64)], ink: &Bitmap, around: f64, step: f64, reach: f64) -> f64 {
    let steps = (reach / step).round() as i32;
    let slopes = (-steps..=steps).map(|n| around + f64::from(n) * step);
    let scored = slopes.map(|slope| (sharpness(dots, ink, slope), slope));
    scored.fold((0, around), |best, next| if next.0 > best.0 { next } else { best }).1
}

/// The sum of squares of the ink in each row along a slope.
fn sharpness(dots: &[(f64, f64)], ink: &Bitmap, slope: f64) -> u64 {
    let shift = (ink.width() as f64 * slope.abs()).ceil();
    let mut rows = vec![0_u64; ink.height() + 2 * shift as usize + 1];
    for (x, y) in dots {
        if let Some(row) = rows.get_mut((y - x * slope + shift).max(0.0) as usize) {
            *row += 1;
        }
    }
    rows.iter().map(|row| row * row).sum()
}
