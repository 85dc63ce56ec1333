//! One finding for each cause.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::model::Finding;

use super::rules::Rules;

type CauseKey = (Option<usize>, Option<usize>, Option<usize>);

/// The codes found at each place.
type Codes<'a> = FxHashMap<CauseKey, BTreeSet<&'a str>>;

/// Leaves out findings whose cause another one reports at the same place: one of an earlier stage, or one of a check
/// that knows more (`yields_to` in the rules).
pub(super) fn one_for_each(findings: Vec<Finding>, earlier: &[Finding], rules: &Rules) -> Vec<Finding> {
    let mut codes = Codes::default();
    for f in findings.iter().chain(earlier) {
        codes.entry((f.form, f.project, f.indicator)).or_default().insert(&f.code.0);
        if f.indicator.is_some() {
            codes.entry((f.form, f.project, None)).or_default().insert(&f.code.0);
        }
    }
    let reported: Vec<bool> = findings.iter().map(|f| is_reported(f, &codes, rules)).collect();
    findings.into_iter().zip(reported).filter(|(_, reported)| !reported).map(|(finding, _)| finding).collect()
}

fn is_reported(finding: &Finding, codes: &Codes, rules: &Rules) -> bool {
    let Some(setting) = rules.get(&finding.code.0) else { return false };
    // What only repeats an earlier stage is an outcome and no finding of its own.
    if setting.yields_to.iter().any(|wanted| wanted == "*") {
        return true;
    }
    let Some(here) = codes.get(&(finding.form, finding.project, finding.indicator)) else { return false };
    setting.yields_to.iter().any(|wanted| match wanted.strip_suffix('*') {
        Some(prefix) => here.iter().any(|code| code.starts_with(prefix) && *code != finding.code.0),
        None => here.contains(wanted.as_str()) && *wanted != *finding.code.0,
    })
}
