//! how much of a form is quantified.

use crate::findings::{MostlyQualitative, QuantifiedShare};
use crate::model::TargetKind;

use super::judged::target;
use super::outcome::Tally;
use super::view::{Group, View};

/// Quantified and all indicators with a value that are whole.
fn quantified(group: &Group) -> (usize, usize) {
    let targets: Vec<_> = group.whole_indicators().filter_map(|(_, i)| target(i)).collect();
    (targets.iter().filter(|t| t.kind == TargetKind::Quantitative).count(), targets.len())
}

/// most indicators of a project have a number.
pub(super) fn mostly_qualitative(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        let (with_number, all) = quantified(&group);
        if all < view.thresholds().mostly_qualitative.minimum {
            continue;
        }
        tally.look();
        if (with_number as f64) < all as f64 * view.thresholds().mostly_qualitative.share {
            let name = group.called();
            let finding = view.finding(MostlyQualitative { name, all, quantified: with_number });
            tally.hit(group.locate(finding).quote(name));
        }
    }
}

/// the share of quantified indicators in the form, where it is small.
pub(super) fn share(view: &View, tally: &mut Tally) {
    let counts = view.groups().iter().map(quantified).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let (with_number, all) = counts;
    let own = &view.thresholds().quantified_share;
    if all < own.minimum {
        return;
    }
    tally.look();
    if (with_number as f64) < all as f64 * own.share {
        let percent = with_number as f64 * 100.0 / all as f64;
        tally.hit(
            view.finding(QuantifiedShare { all, quantified: with_number, percent })
                .quote(format!("{with_number}/{all}")),
        );
    }
}
