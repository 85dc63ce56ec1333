//! A set of hashes in as little memory as they need: there are several for each input.

use std::collections::HashSet;

/// Hashes that are added one by one.
#[derive(Debug, Default)]
pub(super) struct KeySet {
    sorted: Vec<u64>,
    /// Those added since the others were sorted.
    recent: HashSet<u64>,
}

/// Hashes that are not sorted in yet: so many, and a share of those that are.
const RECENT: usize = 256;
const SHARE: usize = 16;

impl KeySet {
    /// Adds a hash; whether it was not there yet.
    pub(super) fn insert(&mut self, key: u64) -> bool {
        if self.sorted.binary_search(&key).is_ok() || !self.recent.insert(key) {
            return false;
        }
        if self.recent.len() > RECENT + self.sorted.len() / SHARE {
            self.sorted.reserve_exact(self.recent.len());
            self.sorted.extend(std::mem::take(&mut self.recent));
            self.sorted.sort_unstable();
        }
        true
    }

    pub(super) fn contains(&self, key: u64) -> bool {
        self.sorted.binary_search(&key).is_ok() || self.recent.contains(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hash_is_there_once() {
        let key = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut keys = KeySet::default();
        assert!((0..5000).all(|n| keys.insert(key(n))));
        assert!((0..5000).all(|n| !keys.insert(key(n)) && keys.contains(key(n))));
        assert!(!keys.contains(key(5000)));
    }
}
