//! Ink → lines of long runs, each with how thick it is.

use std::ops::Range;

use super::raster::Bitmap;

/// Dots that hang together in one row.
#[derive(Debug, Clone)]
pub(super) struct LongRun {
    pub(super) y: usize,
    pub(super) x: Range<usize>,
}

/// Long runs in neighbouring rows that overlap: a ruling line, or what looks like one.
#[derive(Debug, Clone)]
pub(super) struct Traced {
    /// From the top.
    pub(super) runs: Vec<LongRun>,
    /// Its dots across.
    pub(super) x: Range<usize>,
    /// The middle of its dots, down.
    pub(super) y: f64,
    /// How many rows of ink lie on top of one another along it: the middle of all.
    pub(super) thickness: usize,
    /// Share of its length where it is not much thicker than that: no letters hang together with it there.
    pub(super) clear: f64,
    /// Share of its length that is ink.
    pub(super) solid: f64,
}

/// What a run is.
pub(super) struct Bounds {
    /// Dots it is long at least.
    pub(super) length: usize,
    /// Dots without ink that do not end it.
    pub(super) gap: usize,
    /// Rows of ink that a line has at most.
    pub(super) thickest: usize,
}

/// The lines of long runs across. Those down are found in the transposed ink.
pub(super) fn ink_to_lines(ink: &Bitmap, bounds: &Bounds) -> Vec<Traced> {
    let mut open: Vec<Vec<LongRun>> = Vec::new();
    let mut lines = Vec::new();
    let below = ink.rows().skip(1).chain([[].as_slice()]);
    for (y, (row, below)) in ink.rows().zip(below).enumerate() {
        let runs = long_runs(row, below, y, bounds);
        let (going_on, ended): (Vec<_>, Vec<_>) = open.into_iter().partition(|line| touches_any(line, &runs, y));
        lines.extend(ended.into_iter().filter_map(|runs| trace(ink, runs, bounds)));
        open = going_on;
        for run in runs {
            let mut joined = vec![run.clone()];
            let mut apart = Vec::new();
            for line in open {
                if touches_any(&line, std::slice::from_ref(&run), y) {
                    joined.splice(0..0, line);
                } else {
                    apart.push(line);
                }
            }
            apart.push(joined);
            open = apart;
        }
    }
    lines.extend(open.into_iter().filter_map(|runs| trace(ink, runs, bounds)));
    lines
}

/// Whether a line has a run in this row or the one above that stands over one of these.
fn touches_any(line: &[LongRun], runs: &[LongRun], y: usize) -> bool {
    let near = line.iter().rev().take_while(|run| run.y + 1 >= y);
    near.into_iter().any(|above| runs.iter().any(|run| above.x.start <= run.x.end && run.x.start <= above.x.end))
}

/// The long runs of a row; the row below helps where a line steps down by one.
fn long_runs(row: &[bool], below: &[bool], y: usize, bounds: &Bounds) -> Vec<LongRun> {
    let below = below.iter().chain(std::iter::repeat(&false));
    let inked = row.iter().zip(below).enumerate().filter(|(_, (own, below))| **own || **below);
    let mut runs: Vec<LongRun> = Vec::new();
    let mut run = 0..0;
    for (x, _) in inked {
        if run.is_empty() || x > run.end + bounds.gap {
            runs.extend(long_enough(run, y, bounds));
            run = x..x;
        }
        run.end = x + 1;
    }
    runs.extend(long_enough(run, y, bounds));
    runs
}

fn long_enough(x: Range<usize>, y: usize, bounds: &Bounds) -> Option<LongRun> {
    (x.len() >= bounds.length.max(1)).then_some(LongRun { y, x })
}

fn trace(ink: &Bitmap, runs: Vec<LongRun>, bounds: &Bounds) -> Option<Traced> {
    let x = runs.iter().map(|run| run.x.start).min()?..runs.iter().map(|run| run.x.end).max()?;
    let mut heights = vec![None; x.len()];
    let (mut weight, mut moment) = (0.0, 0.0);
    for run in &runs {
        for at in run.x.clone().filter(|at| ink.at(*at, run.y)) {
            weight += 1.0;
            moment += run.y as f64;
            if let Some(height) = heights.get_mut(at - x.start) {
                let upright = ink.upright_run(at, run.y, 2 * bounds.thickest);
                *height = Some(upright.len());
            }
        }
    }
    let mut known: Vec<usize> = heights.iter().flatten().copied().collect();
    known.sort_unstable();
    let thickness = *known.get(known.len() / 3)?;
    let clear = known.iter().filter(|height| **height <= thickness + thickness / 2 + 1).count();
    let (clear, solid) = (clear as f64 / x.len() as f64, known.len() as f64 / x.len() as f64);
    let y = moment / weight;
    (thickness <= bounds.thickest && weight > 0.0).then_some(Traced { runs, x, y, thickness, clear, solid })
}
