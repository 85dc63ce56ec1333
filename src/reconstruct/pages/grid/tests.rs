#![allow(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use crate::model::Axis;

fn h(position: Pt, start: Pt, end: Pt) -> Rule {
    Rule { axis: Axis::Horizontal, position, start, end, width: 0.5 }
}

fn v(position: Pt, start: Pt, end: Pt) -> Rule {
    Rule { axis: Axis::Vertical, position, start, end, width: 0.5 }
}

fn spans(grid: &Grid) -> Vec<(usize, usize, usize, usize)> {
    grid.cells.iter().map(|s| (s.row, s.col, s.row_span, s.col_span)).collect()
}

#[test]
fn missing_borders_between_slots_make_spans() {
    let lattice = Lattice {
        horizontal: vec![h(0.0, 0.0, 300.0), h(20.0, 100.0, 300.0), h(40.0, 0.0, 300.0)],
        vertical: vec![v(0.0, 0.0, 40.0), v(100.0, 0.0, 40.0), v(200.0, 20.0, 40.0), v(300.0, 0.0, 40.0)],
    };
    let grid = lattice_to_grid(&lattice, 9.0).unwrap();
    assert_eq!(spans(&grid), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
}

#[test]
fn an_outer_border_left_out_is_completed() {
    let lattice = Lattice {
        horizontal: vec![h(20.0, 0.0, 300.0), h(40.0, 0.0, 300.0)],
        vertical: vec![v(100.0, 0.0, 60.0), v(200.0, 0.0, 60.0)],
    };
    let grid = lattice_to_grid(&lattice, 9.0).unwrap();
    assert_eq!((grid.column_edges.len(), grid.row_edges.len(), grid.cells.len()), (4, 4, 9));
}

#[test]
fn a_cell_open_on_one_side_is_a_cell() {
    let lattice = Lattice {
        horizontal: vec![h(0.0, 0.0, 200.0), h(20.0, 0.0, 200.0), h(40.0, 0.0, 200.0), h(60.0, 0.0, 200.0)],
        vertical: vec![v(0.0, 0.0, 60.0), v(100.0, 0.0, 60.0), v(200.0, 0.0, 20.0), v(200.0, 40.0, 60.0)],
    };
    let grid = lattice_to_grid(&lattice, 9.0).unwrap();
    assert_eq!(grid.cells.len(), 6);
    assert!(grid.repaired > 0.0);
}

#[test]
fn what_lies_outside_a_stepped_outline_is_no_cell() {
    let lattice = Lattice {
        horizontal: vec![h(0.0, 0.0, 100.0), h(20.0, 0.0, 200.0), h(40.0, 0.0, 200.0)],
        vertical: vec![v(0.0, 0.0, 40.0), v(50.0, 0.0, 40.0), v(100.0, 0.0, 40.0), v(200.0, 20.0, 40.0)],
    };
    let mut lattice = lattice;
    lattice.horizontal.push(h(60.0, 0.0, 200.0));
    lattice.vertical[3].end = 60.0;
    lattice.vertical[0].end = 60.0;
    let grid = lattice_to_grid(&lattice, 9.0).unwrap();
    assert_eq!(spans(&grid), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 3)]);
}

#[test]
fn double_lines_are_one_border() {
    let lattice = Lattice {
        horizontal: vec![h(0.0, 0.0, 100.0), h(2.0, 0.0, 100.0), h(30.0, 0.0, 100.0), h(32.0, 0.0, 100.0)],
        vertical: vec![v(0.0, 0.0, 32.0), v(50.0, 0.0, 32.0), v(98.0, 0.0, 32.0), v(100.0, 0.0, 32.0)],
    };
    let grid = lattice_to_grid(&lattice, 10.0).unwrap();
    assert_eq!(grid.cells.len(), 2);
    assert_eq!(grid.row_edges, [1.0, 31.0]);
}
