//! Texts printed again and again, whatever they are: the values of a column.

use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::tokens::{Gap, Token};

/// Tokens and bytes of the longest text that is counted.
const LONGEST_TOKENS: usize = 6;
/// See [`LONGEST_TOKENS`].
const LONGEST_BYTES: usize = 180;
/// Tokens of a text that are looked at: what a list repeats it repeats there.
const SEEN_TOKENS: usize = 50_000;

/// Repeated texts, by their hashes.
#[derive(Debug, Default)]
pub(super) struct Repeats(FxHashSet<u64>);

/// What stands beside a text: the same at each of its places, or other things.
#[derive(Clone, Copy)]
struct Beside {
    left: u64,
    right: u64,
    left_varies: bool,
    right_varies: bool,
}

impl Repeats {
    /// Counts whole tokens, one or a few below one another. What stands before or behind the same text wherever it is printed is
    /// a piece of a longer one, unless that is a known name: `names` are the runs of tokens these take.
    pub(super) fn of(tokens: &[Token], names: &[(usize, usize)]) -> Self {
        let ends: FxHashSet<usize> = names.iter().flat_map(|(start, end)| [*start, *end]).collect();
        let mut inside = vec![false; tokens.len()];
        for (start, end) in names {
            inside[start + 1..*end].fill(true);
        }
        let mut seen: FxHashMap<u64, Beside> = FxHashMap::default();
        let mut text = String::new();
        for at in (0..tokens.len().min(SEEN_TOKENS)).filter(|at| !inside[*at]) {
            text.clear();
            for (n, token) in tokens.iter().enumerate().skip(at).take(LONGEST_TOKENS) {
                if n > at && token.gap != Gap::Line || text.len() + token.text.len() > LONGEST_BYTES {
                    break;
                }
                text.push_str(token.text);
                let (left, right) = (before(tokens, at, &ends), behind(tokens, n, &ends));
                match seen.entry(text_to_hash(&text)) {
                    Entry::Vacant(slot) => {
                        slot.insert(Beside { left, right, left_varies: false, right_varies: false });
                    }
                    Entry::Occupied(mut slot) => {
                        let own = slot.get_mut();
                        own.left_varies |= own.left != left;
                        own.right_varies |= own.right != right;
                    }
                }
            }
        }
        Self(seen.into_iter().filter(|(_, b)| b.left_varies && b.right_varies).map(|(hash, _)| hash).collect())
    }

    /// Whether a text is one of them.
    pub(super) fn has(&self, text: &str) -> bool {
        text.len() <= LONGEST_BYTES && self.0.contains(&text_to_hash(text))
    }
}

/// What stands above a token; by its position where it stands apart.
fn before(tokens: &[Token], at: usize, ends: &FxHashSet<usize>) -> u64 {
    match tokens.split_at(at) {
        ([.., above], [own, ..]) if own.gap == Gap::Line && !ends.contains(&at) => text_to_hash(above.text),
        _ => at as u64,
    }
}

/// What stands below a token; by its position where that stands apart.
fn behind(tokens: &[Token], at: usize, ends: &FxHashSet<usize>) -> u64 {
    let below = tokens.get(at + 1).filter(|t| t.gap == Gap::Line && !ends.contains(&(at + 1)));
    below.map_or(at as u64, |t| text_to_hash(t.text))
}

fn text_to_hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}
