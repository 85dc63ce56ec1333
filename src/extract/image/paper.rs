//! Uneven light → even paper; grey → ink.

use super::raster::{Bitmap, Grey, PAPER};

/// Side of the squares whose paper is looked for, dots.
const SQUARE: usize = 24;
/// Of the dots of a square, so many (of 100) are darker than its paper: print covers a tenth to a third of a page.
const DARKER: usize = 80;
/// Paper is no darker than this even in shadow; what is, is a picture or a black area.
const DARKEST_PAPER: u8 = 70;
/// Ink is darker than this on even paper. Hairlines at 150 dpi lie on two rows of dots, each at half the shade.
const INK: u8 = 195;

/// Divides by the paper around each dot, so that shadows and yellowed paper become white.
pub(super) fn even(grey: &Grey) -> Grey {
    let (across, down) = (grey.width().div_ceil(SQUARE), grey.height().div_ceil(SQUARE));
    let local: Vec<u8> = (0..down)
        .flat_map(|row| (0..across).map(move |column| (column, row)))
        .map(|(c, r)| paper_of(grey, c, r))
        .collect();
    let mut papers = Grey::plain(across, down, DARKEST_PAPER);
    papers = papers.map(|x, y, _| brightest_near(&local, across, x, y));
    let papers: Vec<Vec<f32>> = papers.rows().map(|row| row.iter().copied().map(f32::from).collect()).collect();
    let (columns, rows) = (between_squares(grey.width(), across), between_squares(grey.height(), down));
    let mut dots = Vec::with_capacity(grey.width() * grey.height());
    for (row, (square, share)) in grey.rows().zip(rows) {
        let own: Vec<f32> = match papers.get(square..) {
            Some([upper, lower, ..]) => upper.iter().zip(lower).map(|(a, b)| mixed(*a, *b, share)).collect(),
            Some([only]) => only.clone(),
            _ => Vec::new(),
        };
        if own.iter().all(|paper| *paper >= f32::from(PAPER)) {
            dots.extend_from_slice(row);
            continue;
        }
        dots.extend(row.iter().zip(&columns).map(|(dot, (square, share))| {
            let (a, b) = match own.get(*square..) {
                Some([a, b, ..]) => (*a, *b),
                Some([a]) => (*a, *a),
                _ => (f32::from(PAPER), f32::from(PAPER)),
            };
            let paper = f32::from((mixed(a, b, *share) + 0.5) as u8).max(f32::from(DARKEST_PAPER));
            (f32::from(*dot) * f32::from(PAPER) / paper).min(f32::from(PAPER)) as u8
        }));
    }
    Grey::of_rows(grey.width(), dots)
}

/// For each dot along a side the square whose middle lies before it, and its share of the way to the next.
fn between_squares(dots: usize, squares: usize) -> Vec<(usize, f32)> {
    let last = squares.saturating_sub(1) as f32;
    let place = |dot: usize| {
        let at = ((dot as f32 - SQUARE as f32 / 2.0) / SQUARE as f32).clamp(0.0, last);
        (at as usize, at.fract())
    };
    (0..dots).map(place).collect()
}

fn mixed(a: f32, b: f32, share: f32) -> f32 {
    a * (1.0 - share) + b * share
}

/// Where there is ink on even paper.
pub(super) fn ink(even: &Grey) -> Bitmap {
    Bitmap::darker(even, INK)
}

/// The shade of the paper of one square.
fn paper_of(grey: &Grey, column: usize, row: usize) -> u8 {
    let mut shades = [0_usize; 256];
    let mut count = 0;
    for dots in grey.rows().skip(row * SQUARE).take(SQUARE) {
        for dot in dots.iter().skip(column * SQUARE).take(SQUARE) {
            if let Some(shade) = shades.get_mut(usize::from(*dot)) {
                *shade += 1;
                count += 1;
            }
        }
    }
    let mut below = 0;
    let paper = shades.iter().position(|dots| {
        below += dots;
        below * 100 >= count * DARKER
    });
    paper.map_or(PAPER, |shade| shade as u8).max(DARKEST_PAPER)
}

/// The brightest paper of the squares around one: a square full of print takes its neighbour's.
fn brightest_near(local: &[u8], across: usize, x: usize, y: usize) -> u8 {
    let rows = local.chunks_exact(across.max(1)).skip(y.saturating_sub(1)).take(if y == 0 { 2 } else { 3 });
    let near = rows.flat_map(|row| row.iter().skip(x.saturating_sub(1)).take(if x == 0 { 2 } else { 3 }));
    near.copied().max().unwrap_or(PAPER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_in_shadow_is_ink_and_the_shadow_is_paper() {
        let print = |x: usize, y: usize| x % 12 < 3 && y % 20 < 4;
        let shade = |x: usize| 250 - (x / 3).min(120) as u8;
        let page = Grey::plain(360, 240, PAPER).map(|x, y, _| if print(x, y) { shade(x) / 4 } else { shade(x) });
        let ink = ink(&even(&page));
        let wrong =
            (0..240).flat_map(|y| (0..360).map(move |x| (x, y))).filter(|(x, y)| ink.at(*x, *y) != print(*x, *y));
        assert_eq!(wrong.count(), 0);
    }
}
