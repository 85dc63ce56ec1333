//! the printed numbers of indicators.

use super::outcome::Tally;
use super::view::{Group, View};
use crate::findings::{NoNumbers, NumberTwice, NumberingJumps, NumberingRestarts, NumberingStartsAt};

/// numbers start at 1 and go up by 1.
pub(super) fn numbers(view: &View, tally: &mut Tally) {
    let mut last_of_previous = 0;
    for group in view.groups() {
        let numbers: Vec<(usize, u64)> = group
            .indicators
            .iter()
            .enumerate()
            .filter_map(|(n, i)| Some((n, printed_number(i.seq.as_deref()?)?)))
            .collect();
        let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
            if !group.indicators.is_empty() {
                tally.lacks(&NoNumbers {});
            }
            continue;
        };
        tally.look();
        // A column that numbers the projects repeats one number beside each of their indicators.
        let numbers_projects = numbers.len() > 1 && numbers.iter().all(|(_, seq)| *seq == first.1);
        // Numbers may also run on through the whole form.
        let runs_on = last_of_previous > 0 && first.1 == last_of_previous + 1;
        if !numbers_projects {
            judge(view, tally, &group, &numbers, runs_on);
        }
        last_of_previous = last.1;
    }
}

fn judge(view: &View, tally: &mut Tally, group: &Group, numbers: &[(usize, u64)], runs_on: bool) {
    let mut expected = if runs_on { numbers.first().map_or(1, |n| n.1) } else { 1 };
    for (place, (n, seq)) in numbers.iter().enumerate() {
        let finding = if *seq == expected {
            None
        } else if place == 0 {
            Some(view.finding(NumberingStartsAt { seq }))
        } else if *seq == 1 {
            Some(view.finding(NumberingRestarts { after: n }))
        } else if *seq + 1 == expected {
            Some(view.finding(NumberTwice { seq }))
        } else {
            Some(view.finding(NumberingJumps { from: expected - 1, to: seq }))
        };
        if let Some(finding) = finding {
            tally.hit(group.locate_indicator(finding, *n));
        }
        expected = seq.saturating_add(1);
    }
}

/// The number printed before an item: `3`, `（3）`, `3.`; `None` for 一 or 1.2, which follow other orders.
fn printed_number(seq: &str) -> Option<u64> {
    let digits = seq.trim_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok().filter(|n| *n > 0 && *n < 1_000_000)
}
