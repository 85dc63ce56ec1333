//! Values by row and column: what dynamic programmes fill and trace back.

use std::ops::{Index, IndexMut};

/// A rectangle of values. A place outside is a mistake of the program and stops it: no input leads to one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Matrix<T> {
    columns: usize,
    values: Vec<T>,
}

impl<T: Clone> Matrix<T> {
    /// A matrix that holds one value throughout.
    pub(crate) fn filled(rows: usize, columns: usize, value: T) -> Self {
        Self { columns, values: vec![value; rows * columns] }
    }
}

impl<T> Index<(usize, usize)> for Matrix<T> {
    type Output = T;

    fn index(&self, (row, column): (usize, usize)) -> &T {
        assert!(column < self.columns, "column {column} of {}", self.columns);
        &self.values[row * self.columns + column]
    }
}

impl<T> IndexMut<(usize, usize)> for Matrix<T> {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut T {
        assert!(column < self.columns, "column {column} of {}", self.columns);
        &mut self.values[row * self.columns + column]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_they_were_put() {
        let mut matrix = Matrix::filled(2, 3, 0);
        matrix[(0, 2)] = 5;
        matrix[(1, 0)] = 7;
        assert_eq!((matrix[(0, 2)], matrix[(1, 0)], matrix[(1, 2)]), (5, 7, 0));
    }

    #[test]
    #[should_panic(expected = "column 3 of 3")]
    fn a_place_outside_is_no_other_place() {
        let _ = Matrix::filled(2, 3, 0)[(0, 3)];
    }
}
