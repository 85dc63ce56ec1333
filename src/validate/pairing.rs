//! values that stand beside another indicator's name.

use std::collections::BTreeMap;

use super::normal::{bigrams, ideographs_without, share};
use super::outcome::Tally;
use super::view::{Group, View, target};

type Pairs = std::collections::BTreeSet<(char, char)>;

/// A value that fits another name of its group better than its own.
struct Misfit {
    indicator: usize,
    fits: usize,
}

/// Names and values of a group as pairs of characters, without words every indicator has.
struct Texts {
    names: Vec<Pairs>,
    values: Vec<Pairs>,
}

impl Texts {
    fn of(view: &View, group: &Group) -> Self {
        let boilerplate = view.rules.shared("boilerplate");
        let pairs = |text: &str| bigrams(&ideographs_without(text, boilerplate));
        Self {
            names: group.indicators.iter().map(|i| pairs(i.level3.as_deref().unwrap_or(""))).collect(),
            values: group.indicators.iter().map(|i| pairs(target(i).map_or("", |t| t.raw.as_str()))).collect(),
        }
    }

    fn misfits(&self, view: &View) -> Vec<Misfit> {
        let mut names_with: BTreeMap<(char, char), Vec<usize>> = BTreeMap::new();
        for (n, name) in self.names.iter().enumerate() {
            for pair in name {
                names_with.entry(*pair).or_default().push(n);
            }
        }
        let (minimum, overlap, margin) =
            (view.setting.count("pairs"), view.setting.number("overlap"), view.setting.number("margin"));
        let long_enough = self.values.iter().enumerate().filter(|(_, value)| value.len() >= minimum);
        long_enough
            .filter_map(|(n, value)| {
                let shares = shares(value, &names_with);
                let own = shares.get(&n).copied().unwrap_or(0.0);
                let others = shares.into_iter().filter(|(other, _)| *other != n);
                let (other, best) = others.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
                (best >= overlap && best - own >= margin).then_some(Misfit { indicator: n, fits: other })
            })
            .collect()
    }
}

/// Of each name the share of the value it has. A pair that several names have counts less: 法律援助 says little in a
/// project about legal aid.
fn shares(value: &Pairs, names_with: &BTreeMap<(char, char), Vec<usize>>) -> BTreeMap<usize, f64> {
    let mut shares: BTreeMap<usize, f64> = BTreeMap::new();
    let mut whole = 0.0;
    for pair in value {
        let with = names_with.get(pair).map_or(&[][..], Vec::as_slice);
        let weight = 1.0 / with.len().max(1) as f64;
        whole += weight;
        // What very many names have weighs next to nothing, and going through them all would be quadratic.
        for n in with.iter().filter(|_| with.len() <= MOST_NAMES) {
            *shares.entry(*n).or_default() += weight;
        }
    }
    for share in shares.values_mut() {
        *share /= whole;
    }
    shares
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
        let misfits = Texts::of(view, group).misfits(view);
        let cyclic = cycles(&misfits);
        for misfit in misfits.iter().filter(|m| cyclic.contains(&m.indicator) == in_cycle) {
            let name = group.indicators.get(misfit.fits).and_then(|i| i.level3.as_deref()).unwrap_or("");
            let finding = if in_cycle {
                view.finding(
                    format!("指标值错位：这个值与第{}项“{name}”对应，几项指标的值互相错位", misfit.fits + 1),
                    format!("values rotated: this value belongs to item {}, {name}", misfit.fits + 1),
                )
            } else {
                view.finding(
                    format!("指标值与名称不对应：这个值更像第{}项“{name}”的", misfit.fits + 1),
                    format!("the value does not belong to this name but rather to item {}, {name}", misfit.fits + 1),
                )
            };
            let finding = group.locate_indicator(finding, misfit.indicator);
            let fitting = misfits.iter().find(|m| m.fits == misfit.indicator && cyclic.contains(&m.indicator));
            let value = fitting.and_then(|m| group.indicators.get(m.indicator)).and_then(target);
            tally.hit(match value {
                Some(value) => finding.suggest(&value.raw),
                None => finding,
            });
        }
    }
}

/// a wordy value that shares nothing with its name but much with a name of another project.
pub(super) fn of_another_project(view: &View, tally: &mut Tally) {
    let boilerplate = view.rules.shared("boilerplate");
    for group in view.groups() {
        let Some(project) = group.project else { continue };
        for (n, indicator) in group.whole_indicators() {
            let (Some(name), Some(target)) = (indicator.level3.as_deref(), target(indicator)) else { continue };
            let text = ideographs_without(&target.raw, boilerplate);
            let value = bigrams(&text);
            if value.len() < view.setting.count("pairs") {
                continue;
            }
            tally.look();
            let own = share(&value, &bigrams(&ideographs_without(name, boilerplate)));
            let Some((key, other, overlap)) = view.survey.closest_name(&text, (view.index, project)) else { continue };
            if own <= view.setting.number("own_overlap") && overlap >= view.setting.number("overlap") {
                let other_project = view.survey.project_name(key);
                let finding = view.finding(
                    format!("指标值与名称无关，与“{other_project}”的指标“{other}”相近"),
                    format!("the value has nothing to do with its name; it resembles {other} of {other_project}"),
                );
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
