//! One finding for each cause.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Finding;

use super::rules::Rules;

type Key = (Option<usize>, Option<usize>, Option<usize>);

/// Leaves out findings whose cause another one reports at the same place: one of an earlier stage, or one of a check
/// that knows more (`yields_to` in the rules).
pub(super) fn one_for_each(findings: Vec<Finding>, earlier: &[Finding], rules: &Rules) -> Vec<Finding> {
    let mut codes: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
    for f in findings.iter().chain(earlier) {
        for key in [(f.form, f.project, f.indicator), (f.form, f.project, None)] {
            codes.entry(key).or_default().insert(f.code.0.to_string());
        }
    }
    findings.into_iter().filter(|f| !is_reported(f, &codes, rules)).collect()
}

fn is_reported(finding: &Finding, codes: &BTreeMap<Key, BTreeSet<String>>, rules: &Rules) -> bool {
    let Some(setting) = rules.get(&finding.code.0) else { return false };
    let Some(here) = codes.get(&(finding.form, finding.project, finding.indicator)) else { return false };
    setting.yields_to.iter().any(|wanted| match wanted.strip_suffix('*') {
        Some(prefix) => here.iter().any(|code| code.starts_with(prefix) && *code != *finding.code.0),
        None => here.contains(wanted) && *wanted != *finding.code.0,
    })
}
