//! the printed numbers of indicators.

use super::outcome::Tally;
use super::view::{Group, View};

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
                tally.lacks("指标没有编号", "indicators have no numbers");
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
        let said = if *seq == expected {
            None
        } else if place == 0 {
            Some((format!("编号从{seq}开始"), format!("numbering starts at {seq}")))
        } else if *seq == 1 {
            Some((
                format!("编号在第{n}项后重新从1开始，可能由两份清单合并而成"),
                format!("numbering restarts after item {n}: probably two lists were put together"),
            ))
        } else if *seq + 1 == expected {
            Some((format!("编号{seq}重复"), format!("number {seq} occurs twice")))
        } else {
            Some((
                format!("编号由{}跳到{seq}", expected - 1),
                format!("numbering jumps from {} to {seq}", expected - 1),
            ))
        };
        if let Some((zh, en)) = said {
            tally.hit(group.locate_indicator(view.finding(zh, en), *n));
        }
        expected = seq.saturating_add(1);
    }
}

/// The number printed before an item: `3`, `（3）`, `3.`; `None` for 一 or 1.2, which follow other orders.
fn printed_number(seq: &str) -> Option<u64> {
    let digits = seq.trim_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok().filter(|n| *n > 0 && *n < 1_000_000)
}
