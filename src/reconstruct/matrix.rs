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

impl<T> Matrix<T> {
    /// A matrix whose values are worked out by row and column.
    pub(crate) fn of(rows: usize, columns: usize, value: impl Fn(usize, usize) -> T) -> Self {
        let value = &value;
        let values = (0..rows).flat_map(|row| (0..columns).map(move |column| value(row, column))).collect();
        Self { columns, values }
    }

    /// The values of a row, by column.
    pub(crate) fn row(&self, row: usize) -> &[T] {
        &self.values[row * self.columns..(row + 1) * self.columns]
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
        assert_eq!(matrix.row(1), [7, 0, 0]);
    }

    #[test]
    #[should_panic(expected = "column 3 of 3")]
    fn a_place_outside_is_no_other_place() {
        let _ = Matrix::filled(2, 3, 0)[(0, 3)];
    }
}
