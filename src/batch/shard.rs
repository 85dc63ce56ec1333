//! A share of the inputs, stable by content.

use std::str::FromStr;

/// Share `index` (from 1) of `count`: an input belongs to it by the hash of its content, wherever it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    index: u64,
    count: u64,
}

impl Shard {
    /// Whether the input with this SHA-256 (hexadecimal) belongs to the share.
    #[must_use]
    pub(crate) fn holds(&self, sha256: &str) -> bool {
        let head = sha256.get(..16).and_then(|h| u64::from_str_radix(h, 16).ok()).unwrap_or(0);
        head % self.count == self.index - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((index, count)) if index >= 1 && index <= count => Ok(Self { index, count }),
            _ => Err(format!("{text}: i/n, 1 <= i <= n")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_belongs_to_exactly_one_share() {
        let shards: Vec<Shard> = (1..=3).map(|i| format!("{i}/3").parse().unwrap()).collect();
        for hash in ["00000000000000000", "ffffffffffffffffaa", "0123456789abcdef00"] {
            assert_eq!(shards.iter().filter(|s| s.holds(hash)).count(), 1, "{hash}");
        }
    }

    #[test]
    fn shares_out_of_range_are_refused() {
        for bad in ["0/3", "4/3", "1", "a/b", "1/0"] {
            assert!(bad.parse::<Shard>().is_err(), "{bad}");
        }
    }
}
