//! What a line says of the row it belongs to: pairs of characters that it shares with the row's name and few other names hold.

use std::collections::{BTreeMap, BTreeSet};

use super::super::weights::Cost;

/// What a shared pair speaks for, per unit of how rare it is; a line at most.
const SHARED: Cost = 0.5;
/// See [`SHARED`].
const SHARED_MOST: Cost = 3.0;

/// Pairs of characters by the rows whose names hold them.
pub(super) struct NamePairs {
    rows: BTreeMap<(char, char), BTreeSet<usize>>,
    count: usize,
}

impl NamePairs {
    /// Those of the rows' names.
    pub(super) fn of(names: &[String]) -> Self {
        let mut rows: BTreeMap<(char, char), BTreeSet<usize>> = BTreeMap::new();
        for (name, row) in names.iter().zip(0..) {
            for pair in pairs(name) {
                rows.entry(pair).or_default().insert(row);
            }
        }
        Self { rows, count: names.len() }
    }

    /// For each row what speaks for a text being its own.
    pub(super) fn shared(&self, text: &str) -> Vec<Cost> {
        let mut shared = vec![0.0; self.count];
        let own: BTreeSet<(char, char)> = pairs(text).collect();
        for holders in own.iter().filter_map(|pair| self.rows.get(pair)) {
            let rare = (self.count as Cost / holders.len() as Cost).ln();
            for row in holders {
                shared.get_mut(*row).into_iter().for_each(|s: &mut Cost| *s = (*s + SHARED * rare).min(SHARED_MOST));
            }
        }
        shared
    }
}

/// The neighbouring characters of a text, without figures and marks.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1)).filter(|(a, b)| a.is_alphabetic() && b.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_nearest_to_the_row_it_speaks_of() {
        let names = ["法律援助经费", "普法宣传经费", "社区矫正经费"].map(str::to_owned);
        let shared = NamePairs::of(&names).shared("为社区矫正对象开展教育，节约经费");
        assert!(shared[2] > 1.0 && shared[0] < 0.01 && shared[1] < 0.01, "{shared:?}");
    }
}
