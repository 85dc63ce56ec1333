//! values that stand beside another indicator's name.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::judged::{name, target};
use super::normal::{Bigram, share};
use super::outcome::Tally;
use super::view::{Group, View};
use crate::findings::{ValueOfAnother, ValueOfAnotherProject, ValuesRotated};

/// A value that fits another name of its group better than its own.
struct Misfit {
    indicator: usize,
    fits: usize,
}

/// Names and values of a group as pairs of characters, without words every indicator has.
struct GroupTexts<'a> {
    names: Vec<&'a [Bigram]>,
    values: Vec<&'a [Bigram]>,
}

impl<'a> GroupTexts<'a> {
    fn of(view: &View<'a>, group: &Group) -> Self {
        let (names, values) = group
            .indicators
            .iter()
            .map(|i| (view.survey.pairs(name(i)), view.survey.pairs(target(i).map_or("", |t| t.raw.as_str()))))
            .unzip();
        Self { names, values }
    }

    fn misfits(&self, view: &View, in_cycle: bool) -> Vec<Misfit> {
        let thresholds = view.thresholds();
        let (minimum, overlap, margin) = if in_cycle {
            let own = &thresholds.values_rotated;
            (own.pairs, own.overlap, own.margin)
        } else {
            let own = &thresholds.value_of_another;
            (own.pairs, own.overlap, own.margin)
        };
        if self.values.iter().all(|value| value.len() < minimum) {
            return Vec::new();
        }
        let names_with = NamesWith::of(&self.names);
        let mut shares = ValueShares::default();
        let long_enough = self.values.iter().enumerate().filter(|(_, value)| value.len() >= minimum);
        long_enough
            .filter_map(|(n, value)| {
                shares.of(value, &names_with);
                let own = shares.0.get(&n).map_or(0.0, |share| *share);
                let others = shares.0.iter().map(|(other, share)| (*other, *share)).filter(|(other, _)| *other != n);
                let (other, best) = others.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
                (best >= overlap && best - own >= margin).then_some(Misfit { indicator: n, fits: other })
            })
            .collect()
    }
}

/// Names by the pairs of characters in them.
struct NamesWith {
    /// Sorted: the names of a pair stand together.
    entries: Vec<(Bigram, usize)>,
    of_pair: FxHashMap<Bigram, Range<usize>>,
}

impl NamesWith {
    fn of(names: &[&[Bigram]]) -> Self {
        let mut entries: Vec<(Bigram, usize)> = Vec::new();
        for (n, name) in names.iter().enumerate() {
            entries.extend(name.iter().map(|pair| (*pair, n)));
        }
        entries.sort_unstable();
        let mut of_pair = FxHashMap::with_capacity_and_hasher(entries.len(), FxBuildHasher);
        let mut start = 0;
        for own in entries.chunk_by(|a, b| a.0 == b.0) {
            let Some((pair, _)) = own.first() else { continue };
            of_pair.insert(*pair, start..start + own.len());
            start += own.len();
        }
        Self { entries, of_pair }
    }

    fn with(&self, pair: Bigram) -> &[(Bigram, usize)] {
        self.of_pair.get(&pair).map_or(&[], |range| &self.entries[range.clone()])
    }
}

/// Of each name that has a share of a value, that share: with many names those of one value are few. In no order.
#[derive(Default)]
struct ValueShares(FxHashMap<usize, f64>);

impl ValueShares {
    /// Works them out for a value. A pair that several names have counts less: 法律援助 says little in a project about
    /// legal aid.
    fn of(&mut self, value: &[Bigram], names_with: &NamesWith) {
        self.0.clear();
        let mut whole = 0.0;
        for pair in value {
            let with = names_with.with(*pair);
            let weight = 1.0 / with.len().max(1) as f64;
            whole += weight;
            // What very many names have weighs next to nothing, and going through them all would be quadratic.
            for (_, n) in with.iter().filter(|_| with.len() <= MOST_NAMES) {
                *self.0.entry(*n).or_default() += weight;
            }
        }
        self.0.values_mut().for_each(|share| *share /= whole);
    }
}

/// The misfits that form cycles: value a fits name b, value b fits name c, …, back to a.
fn cycles(misfits: &[Misfit]) -> std::collections::BTreeSet<usize> {
    let next: BTreeMap<usize, usize> = misfits.iter().map(|m| (m.indicator, m.fits)).collect();
    let mut cyclic = std::collections::BTreeSet::new();
    let mut settled = std::collections::BTreeSet::new();
    for start in next.keys() {
        let mut path = Vec::new();
        let mut at = *start;
        while let Some(to) = next.get(&at).filter(|_| settled.insert(at)) {
            path.push(at);
            at = *to;
        }
        if let Some(from) = path.iter().position(|n| *n == at) {
            cyclic.extend(path.drain(from..));
        }
    }
    cyclic
}

/// Names a pair of characters may have and still say something.
const MOST_NAMES: usize = 64;

/// values rotated among the indicators of a project.
pub(super) fn rotated(view: &View, tally: &mut Tally) {
    each_misfit(view, tally, true);
}

/// a value that belongs to another indicator of the project.
pub(super) fn of_another(view: &View, tally: &mut Tally) {
    each_misfit(view, tally, false);
}

fn each_misfit(view: &View, tally: &mut Tally, in_cycle: bool) {
    for group in view.groups().iter().filter(|g| g.indicators.len() > 1) {
        tally.look();
        let misfits = GroupTexts::of(view, group).misfits(view, in_cycle);
        let cyclic = cycles(&misfits);
        for misfit in misfits.iter().filter(|m| cyclic.contains(&m.indicator) == in_cycle) {
            let name = name(&group.indicators[misfit.fits]);
            let item = misfit.fits + 1;
            let finding = if in_cycle {
                view.finding(ValuesRotated { item, name })
            } else {
                view.finding(ValueOfAnother { item, name })
            };
            let finding = group.locate_indicator(finding, misfit.indicator);
            let fitting = misfits.iter().find(|m| m.fits == misfit.indicator && cyclic.contains(&m.indicator));
            let value = fitting.and_then(|m| target(&group.indicators[m.indicator]));
            tally.hit(match value {
                Some(value) => finding.suggest(&value.raw),
                None => finding,
            });
        }
    }
}

/// a wordy value that shares nothing with its name but much with a name of another project.
pub(super) fn of_another_project(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().value_of_another_project;
    let (minimum, own_overlap, overlap) = (own.pairs, own.own_overlap, own.overlap);
    for group in view.groups() {
        let Some(project) = group.project else { continue };
        for (n, indicator) in group.whole_indicators() {
            let (Some(name), Some(target)) = (indicator.level3.as_deref(), target(indicator)) else { continue };
            let value = view.survey.pairs(&target.raw);
            if value.len() < minimum {
                continue;
            }
            tally.look();
            if share(value, view.survey.pairs(name)) > own_overlap {
                continue;
            }
            let Some((key, other, fits)) = view.survey.closest_name(value, (view.index, project)) else { continue };
            if fits >= overlap {
                let other_project = view.survey.project_name(key);
                let finding = view.finding(ValueOfAnotherProject { project: other_project, name: other });
                tally.hit(group.locate_indicator(finding, n));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Misfit, cycles};

    #[test]
    fn only_closed_chains_are_cycles() {
        let misfits = |pairs: &[(usize, usize)]| -> Vec<Misfit> {
            pairs.iter().map(|(indicator, fits)| Misfit { indicator: *indicator, fits: *fits }).collect()
        };
        assert_eq!(cycles(&misfits(&[(0, 2), (1, 0), (2, 1)])).len(), 3);
        assert_eq!(cycles(&misfits(&[(2, 8)])).len(), 0);
        assert_eq!(cycles(&misfits(&[(0, 1), (1, 2), (2, 1)])).into_iter().collect::<Vec<_>>(), vec![1, 2]);
    }
}
