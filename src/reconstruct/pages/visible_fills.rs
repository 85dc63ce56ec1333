//! Fills whose edges show: a box on a box of the same colour has none.

use crate::model::{BBox, Fill};
use crate::reconstruct::tolerances::{FILL_INSIDE, FILL_LARGER};

/// Most pairs of fills that are compared on one page; drawings have more.
const PAIRS_MOST: usize = 4_000_000;

/// The fills without those that lie on one of the same colour with nothing painted between them.
pub(super) fn without_hidden(fills: Vec<Fill>) -> Vec<Fill> {
    if fills.len().saturating_mul(fills.len()) > PAIRS_MOST {
        return fills;
    }
    let hidden: Vec<bool> = (0..fills.len()).map(|n| is_hidden(&fills, n)).collect();
    fills.into_iter().zip(hidden).filter(|(_, hidden)| !hidden).map(|(fill, _)| fill).collect()
}

/// Whether the last fill painted below the whole of this one has its colour and is larger.
fn is_hidden(fills: &[Fill], n: usize) -> bool {
    let (own, below) = (&fills[n], &fills[..n]);
    let last = below.iter().rfind(|f| meets(&f.bbox, &own.bbox) && f.color != own.color || holds(f, own));
    last.is_some_and(|f| f.color == own.color)
}

fn holds(outer: &Fill, inner: &Fill) -> bool {
    let (a, b) = (&outer.bbox, &inner.bbox);
    let inside = b.left >= a.left - FILL_INSIDE
        && b.right <= a.right + FILL_INSIDE
        && b.top >= a.top - FILL_INSIDE
        && b.bottom <= a.bottom + FILL_INSIDE;
    inside && outer.color == inner.color && a.width() * a.height() > FILL_LARGER * b.width() * b.height()
}

fn meets(a: &BBox, b: &BBox) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(left: f64, right: f64, grey: u8) -> Fill {
        Fill { bbox: BBox::new(left, 0.0, right, 10.0), color: [grey; 3] }
    }

    #[test]
    fn an_edge_is_where_the_colour_changes() {
        let row = fill(0.0, 100.0, 230);
        assert_eq!(without_hidden(vec![row, fill(10.0, 40.0, 230), fill(50.0, 90.0, 230)]), vec![row]);
        let head = vec![row, fill(10.0, 40.0, 120)];
        assert_eq!(without_hidden(head.clone()), head);
        let window = vec![row, fill(5.0, 60.0, 255), fill(10.0, 40.0, 230)];
        assert_eq!(without_hidden(window.clone()), window);
        // Cells painted side by side have edges, if only to each other.
        let cells = vec![fill(0.0, 50.0, 230), fill(50.0, 100.0, 230)];
        assert_eq!(without_hidden(cells.clone()), cells);
    }
}
