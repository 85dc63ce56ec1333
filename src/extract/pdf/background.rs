//! Where the page is painted in a colour, so that white marks there show.

use hayro_interpret::kurbo::Rect;

/// Cells in each direction; on A4 a cell is 3 by 5 pt, and the lowest shaded row is four cells high.
const CELLS: usize = 192;
/// Bits of a word.
const BITS: usize = 64;

/// A coarse picture of the page: coloured or paper.
pub(super) struct Background {
    page: Rect,
    rows: Vec<[u64; CELLS / BITS]>,
}

impl Background {
    /// All paper.
    pub(super) fn new(page: Rect) -> Self {
        Self { page, rows: vec![[0; CELLS / BITS]; CELLS] }
    }

    /// Paints a box in a colour or over with paper.
    pub(super) fn paint(&mut self, area: Rect, colored: bool) {
        let columns = cells(area.x0 - self.page.x0, area.x1 - self.page.x0, self.page.width());
        let rows = cells(area.y0 - self.page.y0, area.y1 - self.page.y0, self.page.height());
        for row in &mut self.rows[rows] {
            for (n, word) in row.iter_mut().enumerate() {
                let (from, to) = (columns.start.max(n * BITS), columns.end.min((n + 1) * BITS));
                if from < to {
                    let mask = (u64::MAX >> (BITS - (to - from))) << (from - n * BITS);
                    *word = if colored { *word | mask } else { *word & !mask };
                }
            }
        }
    }

    /// Whether the spot is coloured.
    pub(super) fn is_colored(&self, x: f64, y: f64) -> bool {
        let column = raster_cell(x - self.page.x0, self.page.width());
        let row = raster_cell(y - self.page.y0, self.page.height());
        self.rows[row][column / BITS] >> (column % BITS) & 1 == 1
    }
}

/// The cell of the raster, of an extent, that a place lies in.
fn raster_cell(at: f64, extent: f64) -> usize {
    (at / extent * CELLS as f64).clamp(0.0, CELLS as f64 - 1.0) as usize
}

/// The cells whose middle lies in a stretch.
fn cells(from: f64, to: f64, extent: f64) -> std::ops::Range<usize> {
    let [from, to] = [from, to].map(|at| (at / extent * CELLS as f64 - 0.5).ceil().clamp(0.0, CELLS as f64) as usize);
    from..to.max(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_over_colour_is_paper() {
        let mut background = Background::new(Rect::new(0.0, 0.0, 595.0, 842.0));
        assert!(!background.is_colored(300.0, 100.0));
        background.paint(Rect::new(30.0, 90.0, 560.0, 110.0), true);
        background.paint(Rect::new(400.0, 80.0, 500.0, 120.0), false);
        assert!(background.is_colored(300.0, 100.0) && !background.is_colored(300.0, 120.0));
        assert!(!background.is_colored(450.0, 100.0) && background.is_colored(520.0, 100.0));
    }

    #[test]
    fn an_empty_page_does_no_harm() {
        let mut background = Background::new(Rect::ZERO);
        background.paint(Rect::new(f64::NAN, 0.0, 1e300, 1.0), true);
        assert!(!background.is_colored(f64::NAN, 5.0) || background.is_colored(0.0, 0.0));
    }
}
