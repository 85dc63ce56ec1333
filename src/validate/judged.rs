//! What the checks judge of an indicator: its target, and both as a quote.

use crate::model::{Indicator, Target, TargetKind};

/// The name of an indicator; empty where it prints none, so that no word is found in it.
pub(super) fn name(indicator: &Indicator) -> &str {
    indicator.level3.as_deref().unwrap_or("")
}

/// Name and value of an indicator as a quote.
pub(super) fn quote(indicator: &Indicator) -> String {
    let name = name(indicator);
    match (target(indicator), name) {
        (None, _) => name.to_owned(),
        (Some(target), "") => target.raw.clone(),
        (Some(target), _) => format!("{name}：{}", target.raw),
    }
}

/// The target a check judges: the annual one, or the whole period's where there is no annual one.
pub(super) fn target(indicator: &Indicator) -> Option<&Target> {
    indicator.annual_target.as_ref().or(indicator.period_target.as_ref())
}

/// The target, of several in one value each of them.
pub(super) fn single_targets(target: &Target) -> &[Target] {
    if target.parts.is_empty() { std::slice::from_ref(target) } else { &target.parts }
}

/// Whether the target has a number.
pub(super) fn is_quantitative(target: &Target) -> bool {
    target.kind == TargetKind::Quantitative
}
