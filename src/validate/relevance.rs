//! what the goal or the prose says and the indicators do not.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::judged::quote;
use super::normal::{ideographs_without, normalised};
use super::outcome::Tally;
use super::view::{Group, View};
use crate::findings::{GoalIsStatute, GoalNumberWithoutIndicator, GoalObjectWithoutIndicator, PublishedCount};

/// All the texts of a group's indicators.
fn indicator_text(group: &Group) -> String {
    group.indicators.iter().map(|i| normalised(&quote(i)) + "\n").collect()
}

/// a percentage of the goal that no indicator has.
pub(super) fn goal_number(view: &View, tally: &mut Tally) {
    for group in view.groups().iter().filter(|g| !g.indicators.is_empty() && !g.is_truncated()) {
        let Some(goal) = group.goal.map(normalised) else { continue };
        tally.look();
        let numbers = percentages(&goal);
        if numbers.is_empty() {
            continue;
        }
        let text = indicator_text(group);
        let values: BTreeSet<String> = group
            .indicators
            .iter()
            .filter_map(super::judged::target)
            .filter_map(|t| t.value)
            .map(|v| v.normalize().to_string())
            .collect();
        for number in numbers {
            if !text.contains(&format!("{number}%")) && !values.contains(number) {
                let finding = view.finding(GoalNumberWithoutIndicator { number });
                tally.hit(group.locate(finding).quote(format!("{number}%")));
            }
        }
    }
}

/// The numbers before a percent sign.
fn percentages(text: &str) -> Vec<&str> {
    let Some((heads, _)) = text.rsplit_once('%') else { return Vec::new() };
    heads
        .split('%')
        .map(|head| head.rsplit_once(|c: char| !c.is_ascii_digit() && c != '.').map_or(head, |(_, number)| number))
        .filter(|number| !number.is_empty())
        .collect()
}

/// something the goal says will be bought or built, and no indicator names.
pub(super) fn goal_object(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().goal_object_without_indicator;
    let (verbs, fillers) = (&own.verbs, &own.fillers);
    for group in view.groups().iter().filter(|g| !g.indicators.is_empty() && !g.is_truncated()) {
        let Some(goal) = group.goal.filter(|g| g.chars().count() <= own.longest_goal) else {
            continue;
        };
        tally.look();
        // Most goals have no clause that names anything.
        let known = LazyCell::new(|| indicator_text(group).chars().collect::<FxHashSet<char>>());
        for clause in
            goal.split(['，', ',', '。', '；', ';', '、']).filter(|c| verbs.iter().any(|v| c.contains(v.as_str())))
        {
            if clause.chars().count() > own.longest_clause {
                continue;
            }
            let object = ideographs_without(&ideographs_without(clause, verbs), fillers);
            let unknown = object.chars().filter(|c| !known.contains(c)).count();
            let length = object.chars().count();
            if length >= 2 && unknown as f64 >= length as f64 * own.unknown {
                let finding = view.finding(GoalObjectWithoutIndicator { clause: clause.trim() });
                tally.hit(group.locate(finding).quote(clause.trim()));
            }
        }
    }
}

/// the goal is the text of a law.
pub(super) fn statute(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        let Some(goal) = group.goal else { continue };
        tally.look();
        if let Some(words) = view.thresholds().goal_is_statute.statute.iter().find(|w| goal.contains(w.as_str())) {
            let finding = view.finding(GoalIsStatute {});
            tally.hit(group.locate(finding).quote(words.as_str()));
        }
    }
}

/// the number of projects a note gives is the number of rows.
pub(super) fn published_count(view: &View, tally: &mut Tally) {
    for note in &view.form.notes {
        let note = normalised(note);
        let Some(stated) = view.thresholds().published_count.lead_in.iter().find_map(|w| number_after(&note, w)) else {
            continue;
        };
        tally.look();
        let rows = view.form.projects.len();
        if rows > 0 && stated != rows {
            let finding = view.finding(PublishedCount { stated, rows });
            tally.hit(finding.quote(note));
        }
    }
}

/// The number of things after a lead-in: 绩效目标的项目20个 is 20.
fn number_after(text: &str, lead_in: &str) -> Option<usize> {
    let rest = text.split_once(lead_in)?.1;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_suffix(after).filter(|_| after.starts_with('个'))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{number_after, percentages};

    #[test]
    fn numbers_of_prose() {
        assert_eq!(percentages("满意率98%,达到99.5%。%"), vec!["98", "99.5"]);
        assert_eq!(number_after("编报绩效目标的项目20个,涉及7054.05万元", "绩效目标的项目"), Some(20));
    }
}
