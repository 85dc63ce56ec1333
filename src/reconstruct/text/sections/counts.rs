//! What is asked of any run of units again and again, counted up beforehand.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Parents of the classes of units, counted from the first unit up to each.
pub(super) struct Parents<'a> {
    all: Vec<usize>,
    of_class: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Parents<'a> {
    /// Of the units' parents in order. `class_of` says which class a parent is.
    pub(super) fn of(parents: Vec<Option<&'a str>>, class_of: impl Fn(&'a str) -> Option<&'a str>) -> Self {
        let classes: Vec<Option<&str>> = parents.iter().map(|p| p.and_then(&class_of)).collect();
        let known: BTreeSet<&str> = classes.iter().copied().flatten().collect();
        let of_class = |class| (class, up_to_each(classes.iter().map(|c| *c == Some(class))));
        let of_class = known.into_iter().map(of_class).collect();
        Self { all: up_to_each(parents.iter().map(Option::is_some)), of_class }
    }

    /// How many of the units have a parent other than this class.
    pub(super) fn strangers(&self, class: Option<&str>, over: &Range<usize>) -> usize {
        let own = class.and_then(|class| self.of_class.get(class));
        within(&self.all, over) - own.map_or(0, |up_to| within(up_to, over))
    }
}

/// How many of some units are so, from how many of all units up to each are. Where nothing is known of units, none is.
fn within(up_to: &[usize], over: &Range<usize>) -> usize {
    let last = up_to.len() - 1;
    up_to[over.end.min(last)] - up_to[over.start.min(last)]
}

/// From each class on: how many of the first none, one, two … up to `most` classes are printed again among these.
pub(super) fn repeats_from_each(classes: &[String], most: usize) -> Vec<Vec<usize>> {
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    let before: Vec<Option<usize>> = classes.iter().enumerate().map(|(n, c)| last.insert(c, n)).collect();
    let from = |start: usize| up_to_each(before.iter().skip(start).take(most).map(|b| b.is_some_and(|b| b >= start)));
    (0..classes.len()).map(from).collect()
}

/// How many of the first none, one, two … are so.
fn up_to_each(are_so: impl Iterator<Item = bool>) -> Vec<usize> {
    let mut count = 0;
    let counted = are_so.map(|is_so| {
        count += usize::from(is_so);
        count
    });
    std::iter::once(0).chain(counted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_parents_of_another_class() {
        let class_of = |parent: &'static str| parent.chars().next().filter(|c| *c != '?').map(|_| parent);
        let parents = Parents::of(vec![Some("产出"), None, Some("效益"), Some("产出"), Some("?")], class_of);
        assert_eq!(parents.strangers(Some("产出"), &(0..5)), 2);
        assert_eq!(parents.strangers(Some("产出"), &(0..2)), 0);
        assert_eq!(parents.strangers(Some("效益"), &(2..4)), 1);
        assert_eq!(parents.strangers(None, &(0..5)), 4);
        assert_eq!(parents.strangers(Some("产出"), &(1..1)), 0);
    }

    #[test]
    fn what_is_printed_again_is_counted_from_each_class_on() {
        let classes = ["甲", "乙", "甲", "甲"].map(str::to_owned);
        let repeats = repeats_from_each(&classes, 3);
        assert_eq!(repeats, [vec![0, 0, 0, 1], vec![0, 0, 0, 1], vec![0, 0, 1], vec![0, 0]]);
    }
}
