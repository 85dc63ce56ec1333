//! Sums that have lost the blanks between them → the columns they stood in.

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
    let unlike = |sum: &str, column: usize| above.get(column).is_none_or(|a| nature(a) != nature(sum));
    // `best[s]`: the first sums stand with `s` columns blank before them: how many are unlike, and where each stands.
    let mut best: Vec<(usize, Vec<usize>)> = vec![(0, Vec::new()); spare + 1];
    for (n, sum) in sums.iter().enumerate() {
        let mut next: Vec<(usize, Vec<usize>)> = Vec::with_capacity(spare + 1);
        for blank in 0..=spare {
            let before = best.get(..=blank).unwrap_or_default().iter().min_by_key(|b| b.0).cloned().unwrap_or_default();
            let mut columns = before.1;
            columns.push(n + blank);
            next.push((before.0 + usize::from(unlike(sum, n + blank)), columns));
        }
        best = next;
    }
    best.into_iter().min_by_key(|b| b.0).map(|b| b.1).unwrap_or_default()
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
