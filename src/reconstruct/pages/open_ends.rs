//! Horizontal borders that end where no vertical one was drawn: writers that lose the cells of a row lose the border beside them, too.
//! The cells that such borders end have a side there.

/// Adds the sides. `left_of` says for `[column border][row]` whether a border is drawn, `above` for `[row border][column]`.
pub(super) fn close_open_ends(left_of: &mut [Vec<bool>], above: &[Vec<bool>]) {
    let inner = left_of.len().saturating_sub(2);
    for (border, sides) in left_of.iter_mut().enumerate().skip(1).take(inner) {
        for (inside, outside) in [(border - 1, border), (border, border - 1)] {
            let lines = BorderLines { above, inside, outside };
            let ends = lines.open_ends(sides);
            // One line that ends in the middle of a table may be too short; it is the first that nothing goes on with above.
            if ends.len() < 2 && ends.first() != Some(&0) {
                continue;
            }
            for end in ends {
                let (from, to) = lines.side_at(end);
                sides.iter_mut().take(to).skip(from).for_each(|side| *side = true);
            }
        }
    }
}

/// The horizontal borders on both sides of a column border: those of the column that may end there, and of its neighbour.
struct BorderLines<'a> {
    above: &'a [Vec<bool>],
    inside: usize,
    outside: usize,
}

impl BorderLines<'_> {
    fn is_drawn(line: &[bool], column: usize) -> bool {
        line.get(column) == Some(&true)
    }

    /// The row borders whose line ends here without a side above or below.
    fn open_ends(&self, sides: &[bool]) -> Vec<usize> {
        let lines = self.above.iter().enumerate();
        let ends = lines.filter(|(_, l)| Self::is_drawn(l, self.inside) && !Self::is_drawn(l, self.outside));
        ends.map(|(row, _)| row)
            .filter(|&row| !sides.iter().take(row + 1).skip(row.saturating_sub(1)).any(|side| *side))
            .collect()
    }

    /// The rows of the side that is missing at an open end: to the next line below, at the last one to the line above.
    fn side_at(&self, end: usize) -> (usize, usize) {
        let mut lines =
            self.above.iter().enumerate().filter(|(_, l)| Self::is_drawn(l, self.inside)).map(|(row, _)| row);
        let before = lines.by_ref().take_while(|&row| row < end).last();
        match self.above.iter().enumerate().skip(end + 1).find(|(_, l)| Self::is_drawn(l, self.inside)) {
            Some((below, _)) => (end, below),
            None => (before.unwrap_or(end), end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_end_together_end_their_cells() {
        // Two rows of one cell, then one of two cells.
        let above = [vec![true, false], vec![true, false], vec![true, true], vec![true, true]];
        let mut left_of = [vec![true; 3], vec![false, false, true], vec![false, false, true]];
        close_open_ends(&mut left_of, &above);
        assert_eq!(left_of, [vec![true; 3], vec![true; 3], vec![false, false, true]]);
    }

    #[test]
    fn a_line_that_is_too_short_ends_no_cell() {
        let above = [vec![true, true], vec![true, false], vec![true, true]];
        let mut left_of = [vec![true; 2], vec![false; 2], vec![true; 2]];
        close_open_ends(&mut left_of, &above);
        assert_eq!(left_of, [vec![true; 2], vec![false; 2], vec![true; 2]]);
    }
}
