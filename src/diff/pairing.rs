//! Which things of one list are those of another.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Things whose texts share less than this of their character pairs are different things.
const LEAST_SIMILAR: f64 = 0.5;
/// Comparing every leftover with every other is quadratic; beyond this many comparisons only keys count.
const MOST_COMPARISONS: usize = 250_000;

/// What a thing is known by: keys, the strictest first, and a text for similarity; only things of one sort are the same.
pub(super) struct PairedItem {
    sort: String,
    owner: String,
    keys: [String; 2],
    pairs: BTreeSet<(char, char)>,
}

impl PairedItem {
    pub(super) fn new(keys: [&[&str]; 2], text: impl AsRef<str>) -> Self {
        let text = without_spaces(Some(text.as_ref()));
        Self {
            sort: String::new(),
            owner: String::new(),
            keys: keys.map(|parts| without_spaces(Some(&parts.join("\u{1f}")))),
            pairs: text.chars().zip(text.chars().skip(1)).collect(),
        }
    }

    /// The same as one of a sort that belongs to somebody, where that is known.
    pub(super) fn of_sort(self, sort: &str, owner: &str) -> Self {
        Self { sort: sort.to_owned(), owner: without_spaces(Some(owner)), ..self }
    }

    fn may_have_the_owner_of(&self, other: &Self) -> bool {
        self.owner == other.owner || self.owner.is_empty() || other.owner.is_empty()
    }

    /// The share of character pairs that both have, 0 to 1.
    fn similarity(&self, other: &Self) -> f64 {
        if self.sort != other.sort {
            return 0.0;
        }
        let all = self.pairs.len() + other.pairs.len();
        if all == 0 { 0.0 } else { 2.0 * self.pairs.intersection(&other.pairs).count() as f64 / all as f64 }
    }
}

/// A copy without spaces.
pub(super) fn without_spaces(text: Option<&str>) -> String {
    text.unwrap_or("").chars().filter(|c| !c.is_whitespace()).collect()
}

/// Indices of a thing in the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct IndexPair {
    a: Option<usize>,
    b: Option<usize>,
}

impl IndexPair {
    pub(super) fn before<T>(self, list: &[T]) -> Option<&T> {
        list.get(self.a?)
    }

    pub(super) fn after<T>(self, list: &[T]) -> Option<&T> {
        list.get(self.b?)
    }
}

/// Pairs the things of two lists: by each key in turn, then by similarity, then those of which each list has one of a sort left.
/// In the order of the first list, then what only the second has.
pub(super) fn pair(a: &[PairedItem], b: &[PairedItem]) -> Vec<IndexPair> {
    let mut partner: Vec<Option<usize>> = vec![None; a.len()];
    let mut taken = vec![false; b.len()];
    for key in 0..2 {
        let mut waiting: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
        for (n, item) in b.iter().enumerate().filter(|(n, _)| !is_taken(&taken, *n)) {
            waiting.entry(item.keys.get(key).map_or("", String::as_str)).or_default().push_back(n);
        }
        for (slot, item) in partner.iter_mut().zip(a).filter(|(slot, _)| slot.is_none()) {
            let found = waiting.get_mut(item.keys.get(key).map_or("", String::as_str)).and_then(VecDeque::pop_front);
            *slot = found;
            take(&mut taken, found);
        }
    }
    by_similarity(a, b, &mut partner, &mut taken);
    only_ones(a, b, &mut partner, &mut taken);
    let known = partner.iter().enumerate().map(|(n, b)| IndexPair { a: Some(n), b: *b });
    let added = taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(n, _)| IndexPair { a: None, b: Some(n) });
    known.chain(added).collect()
}

fn is_taken(taken: &[bool], n: usize) -> bool {
    taken.get(n).copied().unwrap_or(true)
}

fn take(taken: &mut [bool], n: Option<usize>) {
    if let Some(slot) = n.and_then(|n| taken.get_mut(n)) {
        *slot = true;
    }
}

/// The most similar leftovers first.
fn by_similarity(a: &[PairedItem], b: &[PairedItem], partner: &mut [Option<usize>], taken: &mut [bool]) {
    let left: Vec<usize> = partner.iter().enumerate().filter(|(_, p)| p.is_none()).map(|(n, _)| n).collect();
    let right: Vec<usize> = (0..b.len()).filter(|n| !is_taken(taken, *n)).collect();
    if left.len().saturating_mul(right.len()) > MOST_COMPARISONS {
        return;
    }
    let mut candidates: Vec<(f64, usize, usize)> = left
        .iter()
        .flat_map(|x| right.iter().map(move |y| (*x, *y)))
        .filter_map(|(x, y)| Some((a.get(x)?.similarity(b.get(y)?), x, y)))
        .filter(|(similarity, ..)| *similarity >= LEAST_SIMILAR)
        .collect();
    candidates.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1, p.2).cmp(&(q.1, q.2))));
    for (_, x, y) in candidates {
        if is_taken(taken, y) {
            continue;
        }
        if let Some(slot) = partner.get_mut(x).filter(|slot| slot.is_none()) {
            *slot = Some(y);
            take(taken, Some(y));
        }
    }
}

/// The only leftover of a sort on either side; things without a sort are not the same for that.
fn only_ones(a: &[PairedItem], b: &[PairedItem], partner: &mut [Option<usize>], taken: &mut [bool]) {
    let mut left: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (n, item) in a.iter().enumerate().filter(|(n, _)| partner.get(*n).is_some_and(Option::is_none)) {
        left.entry(item.sort.as_str()).or_default().0.push(n);
    }
    for (n, item) in b.iter().enumerate().filter(|(n, _)| !is_taken(taken, *n)) {
        left.entry(item.sort.as_str()).or_default().1.push(n);
    }
    for (sort, found) in left {
        let (false, ([x], [y])) = (sort.is_empty(), (found.0.as_slice(), found.1.as_slice())) else { continue };
        if a.get(*x).zip(b.get(*y)).is_some_and(|(x, y)| x.may_have_the_owner_of(y)) {
            partner.get_mut(*x).into_iter().for_each(|slot| *slot = Some(*y));
            take(taken, Some(*y));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IndexPair, PairedItem, pair};

    fn items(names: &[&str]) -> Vec<PairedItem> {
        names.iter().map(|n| PairedItem::new([&[*n], &[*n]], n)).collect()
    }

    #[test]
    fn order_does_not_count_and_similar_names_meet() {
        let pairs = pair(
            &items(&["普法经费", "法律援助工作经费", "同名", "同名"]),
            &items(&["同名", "法律援助 经费", "普法经费"]),
        );
        let expected = [(Some(0), Some(2)), (Some(1), Some(1)), (Some(2), Some(0)), (Some(3), None)];
        assert_eq!(pairs, expected.map(|(a, b)| IndexPair { a, b }).to_vec());
        assert_eq!(pair(&items(&["甲乙丙丁"]), &items(&["一二三四"])).len(), 2);
    }
}
