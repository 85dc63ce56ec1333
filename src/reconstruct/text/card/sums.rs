//! Sums that have lost the blanks between them → the columns they stood in.

use crate::reconstruct::cheapest_path::cheapest_path;
use crate::reconstruct::text::wrapped::is_amount;

/// What a sum looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Nature {
    Amount,
    Share,
    Dash,
}

fn nature(text: &str) -> Nature {
    if is_amount(text) {
        Nature::Amount
    } else if text.ends_with(['%', '％']) {
        Nature::Share
    } else {
        Nature::Dash
    }
}

/// The column of each sum, in order: below those of the full row above that look most like them, else from the left.
pub(super) fn sums_to_columns(sums: &[&str], columns: usize, above: &[&str]) -> Vec<usize> {
    let spare = columns.saturating_sub(sums.len());
    if spare == 0 || above.len() != columns {
        return (0..sums.len()).collect();
    }
    // For each sum the columns it may stand in, counted from one; what it costs is how many are unlike those above.
    let stages: Vec<Vec<usize>> = (0..sums.len()).map(|n| (n + 1..=n + 1 + spare).collect()).collect();
    let path = cheapest_path((0_usize, 0), &stages, |n, (unlike, last), behind| {
        (last < behind).then(|| unlike + usize::from(nature(above[behind - 1]) != nature(sums[n])))
    });
    path.map_or_else(Vec::new, |(_, blanks)| blanks.into_iter().enumerate().map(|(n, blank)| n + blank).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_stand_below_dashes() {
        let above = ["99.99", "99.99", "92.99", "—", "—", "—"];
        assert_eq!(sums_to_columns(&["—", "—", "—"], 6, &above), [3, 4, 5]);
        assert_eq!(sums_to_columns(&["1.00", "—", "—", "—"], 6, &above), [0, 3, 4, 5]);
        assert_eq!(sums_to_columns(&["1.00", "2.00"], 6, &[]), [0, 1]);
    }
}
