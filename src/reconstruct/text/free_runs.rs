//! Positions on a page that the fewest words cross.

/// Positions beyond this are one: no printed line is longer.
pub(super) const LONGEST: usize = 4096;
/// Gutters between two labels that are weighed at most, the widest ones: no table has so many.
pub(super) const MOST_GUTTERS: usize = 12;

/// Running sums of changes, never below nothing.
pub(super) fn sums(changes: &[i64]) -> Vec<usize> {
    let mut sum = 0_i64;
    let add = |c: &i64| {
        sum += c;
        sum.max(0) as usize
    };
    changes.iter().map(add).collect()
}

/// Between two positions: the least crossing, and the widest runs that have it: last position and length of each.
pub(super) fn free_runs(crossing: &[usize], from: usize, to: usize) -> (usize, Vec<(usize, usize)>) {
    let to = to.min(LONGEST);
    let range = &crossing[from.min(to + 1)..=to];
    let least = range.iter().copied().min().unwrap_or(0);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut open = false;
    for (x, crossed) in (from..).zip(range) {
        let free = *crossed == least;
        match runs.last_mut() {
            Some(last) if free && open => *last = (x, last.1 + 1),
            _ if free => runs.push((x, 1)),
            _ => {}
        }
        open = free;
    }
    runs.sort_by(|a, b| b.1.cmp(&a.1).then(b.0.cmp(&a.0)));
    runs.truncate(MOST_GUTTERS);
    runs.sort_unstable();
    if runs.is_empty() {
        runs.push((to, 1));
    }
    (least, runs)
}
