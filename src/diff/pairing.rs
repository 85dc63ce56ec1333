//! Which things of one list are those of another.

use std::cell::Cell;
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

/// A thing of a list on its way to its partner in the other list.
struct Single<'l, T> {
    at: usize,
    thing: &'l T,
    item: PairedItem,
    partner: Cell<Option<&'l T>>,
}

impl<'l, T> Single<'l, T> {
    fn all(list: &'l [T], item: fn(&T) -> PairedItem) -> Vec<Self> {
        let things = list.iter().enumerate();
        things.map(|(at, thing)| Self { at, thing, item: item(thing), partner: Cell::new(None) }).collect()
    }

    fn is_left(&self) -> bool {
        self.partner.get().is_none()
    }

    fn join(&self, other: &Self) {
        self.partner.set(Some(other.thing));
        other.partner.set(Some(self.thing));
    }
}

/// Pairs the things of two lists: by each key in turn, then by similarity, then those of which each list has one of a sort left.
/// In the order of the first list, then what only the second has.
pub(super) fn pair<'l, T>(a: &'l [T], b: &'l [T], item: fn(&T) -> PairedItem) -> Vec<(Option<&'l T>, Option<&'l T>)> {
    let (a, b) = (Single::all(a, item), Single::all(b, item));
    let keys: [fn(&PairedItem) -> &str; 2] = [|item| &item.keys[0], |item| &item.keys[1]];
    for key in keys {
        let mut waiting: BTreeMap<&str, VecDeque<&Single<'l, T>>> = BTreeMap::new();
        for single in b.iter().filter(|single| single.is_left()) {
            waiting.entry(key(&single.item)).or_default().push_back(single);
        }
        for single in a.iter().filter(|single| single.is_left()) {
            if let Some(found) = waiting.get_mut(key(&single.item)).and_then(VecDeque::pop_front) {
                single.join(found);
            }
        }
    }
    by_similarity(&a, &b);
    only_ones(&a, &b);
    let known = a.iter().map(|single| (Some(single.thing), single.partner.get()));
    let added = b.iter().filter(|single| single.is_left()).map(|single| (None, Some(single.thing)));
    known.chain(added).collect()
}

/// The most similar leftovers first.
fn by_similarity<'l, T>(a: &[Single<'l, T>], b: &[Single<'l, T>]) {
    let (left, right) = (a.iter().filter(|x| x.is_left()), b.iter().filter(|y| y.is_left()));
    if left.clone().count().saturating_mul(right.clone().count()) > MOST_COMPARISONS {
        return;
    }
    let mut candidates = Vec::new();
    for x in left {
        for y in right.clone() {
            let similarity = x.item.similarity(&y.item);
            if similarity >= LEAST_SIMILAR {
                candidates.push((similarity, x, y));
            }
        }
    }
    candidates.sort_by(|(p, x, y), (q, v, w)| q.total_cmp(p).then((x.at, y.at).cmp(&(v.at, w.at))));
    for (_, x, y) in candidates {
        if x.is_left() && y.is_left() {
            x.join(y);
        }
    }
}

/// The only leftover of a sort on either side; things without a sort are not the same for that.
fn only_ones<'l, T>(a: &[Single<'l, T>], b: &[Single<'l, T>]) {
    type Left<'a, 'l, T> = Vec<&'a Single<'l, T>>;
    let mut left: BTreeMap<&str, (Left<'_, 'l, T>, Left<'_, 'l, T>)> = BTreeMap::new();
    for x in a.iter().filter(|x| x.is_left()) {
        left.entry(x.item.sort.as_str()).or_default().0.push(x);
    }
    for y in b.iter().filter(|y| y.is_left()) {
        left.entry(y.item.sort.as_str()).or_default().1.push(y);
    }
    for (sort, (of_a, of_b)) in left {
        let (false, [x], [y]) = (sort.is_empty(), of_a.as_slice(), of_b.as_slice()) else { continue };
        if x.item.may_have_the_owner_of(&y.item) {
            x.join(y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PairedItem, pair};

    fn item(name: &&str) -> PairedItem {
        PairedItem::new([&[*name], &[*name]], name)
    }

    #[test]
    fn order_does_not_count_and_similar_names_meet() {
        let pairs =
            pair(&["普法经费", "法律援助工作经费", "同名", "同名"], &["同名", "法律援助 经费", "普法经费"], item);
        let expected = [
            (Some(&"普法经费"), Some(&"普法经费")),
            (Some(&"法律援助工作经费"), Some(&"法律援助 经费")),
            (Some(&"同名"), Some(&"同名")),
            (Some(&"同名"), None),
        ];
        assert_eq!(pairs, expected);
        assert_eq!(pair(&["甲乙丙丁"], &["一二三四"], item).len(), 2);
    }
}
