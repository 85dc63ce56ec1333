//! Pieces of ink → those of print: specks of dust, the grain of a fax and what lies around the sheet are none.

use std::collections::BTreeMap;

use super::components::Component;
use crate::model::Pt;

/// Specks are no larger than this, square points: the decimal point of print of five points has 0.3, and stands beside its digits.
const SPECK: f64 = 0.5;
/// What belongs to print has some of it this near, points; and a speck has so many beside it where it is one of a row of dots.
const NEAR: Pt = 3.0;
const ROW: usize = 3;
/// With so many specks that stand alone, a page is dusty: there are as many between its characters, too.
const DUSTY: usize = 60;
/// Of 100 specks that stand alone so many are no larger than what is taken for dust all over a dusty page.
const MOST: usize = 95;
/// Higher pieces are no print, points: the desk around the sheet, pictures.
const HIGHEST: Pt = 60.0;

/// A square of the page: its column and row.
type Square = (usize, usize);

/// Where print and specks are.
struct DustMap {
    /// Dots of the largest speck.
    largest: usize,
    /// Side of a square, dots.
    side: f64,
    /// Squares with print.
    print: BTreeMap<Square, usize>,
    /// Specks in each square.
    specks: BTreeMap<Square, usize>,
}

impl DustMap {
    fn of(components: &[Component], scale: f64) -> Self {
        let (largest, side) = ((SPECK * scale * scale) as usize, NEAR * scale);
        let mut known = Self { largest, side, print: BTreeMap::new(), specks: BTreeMap::new() };
        for component in components {
            if known.is_speck(component) {
                *known.specks.entry(square_of(component, side)).or_default() += 1;
            } else {
                let squares = component.dots.iter().map(|(x, y)| square(*x as f64, *y as f64, side));
                let mut before = None;
                // Dots that follow one another mostly stand in one square.
                known.print.extend(
                    squares.filter(|square| before.replace(*square) != Some(*square)).map(|square| (square, 1)),
                );
            }
        }
        known
    }

    fn is_speck(&self, component: &Component) -> bool {
        component.dots.len() <= self.largest
    }

    fn is_beside_print(&self, component: &Component) -> bool {
        near(&self.print, square_of(component, self.side)) > 0
    }

    fn is_in_a_row(&self, component: &Component) -> bool {
        near(&self.specks, square_of(component, self.side)) >= ROW
    }
}

/// What is print; `scale` is dots a point.
pub(super) fn without_dust(mut components: Vec<Component>, scale: f64) -> Vec<Component> {
    components.retain(|component| component.rows().len() as f64 <= HIGHEST * scale);
    let known = DustMap::of(&components, scale);
    let lone = components.iter().filter(|one| known.is_speck(one) && !known.is_beside_print(one));
    let mut alone: Vec<usize> = lone.map(size).collect();
    alone.sort_unstable();
    let dust = if alone.len() >= DUSTY { alone.get(alone.len() * MOST / 100).copied() } else { None };
    components.retain(|component| {
        !known.is_speck(component)
            || match dust {
                Some(dust) => size(component) > dust && known.is_beside_print(component),
                None => known.is_beside_print(component) || known.is_in_a_row(component),
            }
    });
    components
}

fn size(component: &Component) -> usize {
    component.dots.len()
}

fn square_of(component: &Component, side: f64) -> Square {
    let (x, y) = component.middle();
    square(x, y, side)
}

fn square(x: f64, y: f64, side: f64) -> Square {
    ((x / side) as usize, (y / side) as usize)
}

/// How many there are in a square and those around it.
fn near(counts: &BTreeMap<Square, usize>, (column, row): Square) -> usize {
    let rows = row.saturating_sub(1)..=row + 1;
    let around = rows.flat_map(|row| (column.saturating_sub(1)..=column + 1).map(move |column| (column, row)));
    around.filter_map(|square| counts.get(&square)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::components::ink_to_components;
    use super::super::raster::Bitmap;
    use super::*;

    /// What is left of squares of ink: their corner and side.
    fn left(squares: &[(usize, usize, usize)]) -> Vec<usize> {
        let mut ink = Bitmap::blank(1200, 900);
        for (left, top, side) in squares {
            (0..*side).for_each(|x| (0..*side).for_each(|y| ink.set(left + x, top + y, true)));
        }
        let print = without_dust(ink_to_components(ink, &[], 4.0), 4.0);
        print.iter().map(|component| component.rows().len()).collect()
    }

    #[test]
    fn specks_are_dust_but_beside_print_or_in_a_row() {
        assert_eq!(left(&[(100, 100, 20), (126, 117, 2), (500, 500, 2)]), [20, 2]);
        assert_eq!(left(&[(500, 500, 2), (506, 500, 2), (512, 500, 2)]), [2, 2, 2]);
        assert_eq!(left(&[(100, 100, 300), (600, 100, 30)]), [30]);
    }

    #[test]
    fn on_a_dusty_page_they_are_dust_beside_print_too() {
        let dust = (0..80).map(|n| (20 + n % 10 * 110, 20 + n / 10 * 110, 2));
        let page: Vec<_> = dust.chain([(100, 100, 6), (107, 104, 2), (400, 400, 20), (421, 417, 3)]).collect();
        assert_eq!(left(&page).into_iter().filter(|side| *side == 2).count(), 0);
        assert_eq!(left(&page).len(), 3);
    }
}
