//! Forms → outcomes and findings: the checks auditors run. Changes nothing, and knows only the model.
//!
//! Each check has a stable code, belongs to a rule (`R-01` … `R-31`), and says of each form that it holds, is violated,
//! or cannot be decided. What can be set stands in `rules.toml`.

use std::collections::BTreeMap;

use crate::model::{Budget, Finding, Form};

mod achievement;
mod amounts;
mod catalogue;
mod causes;
mod classing;
mod completeness;
mod department_budget;
mod direction;
mod duplicates;
mod evaluation;
mod judged;
mod likeness;
mod measure;
mod measures;
mod normal;
mod numbering;
mod outcome;
mod pairing;
mod points;
mod punctuation;
mod relevance;
mod rules;
mod survey;
mod suspected_typos;
mod thresholds;
mod totals;
mod typos;
mod units;
mod vagueness;
mod view;
mod years;

pub use outcome::{Hit, Outcome, Report, Verdict, sort};
pub use rules::{CheckSetting, Rules};

/// Runs every check that is switched on over the forms of a document. `earlier`: the findings of the stages before,
/// whose causes are not reported again.
#[must_use]
pub fn check(forms: &[Form], earlier: &[Finding], rules: &Rules) -> Report {
    check_within(forms, earlier, rules, &Budget::default())
}

/// The same as far as a budget reaches: what is found when it is over is not the whole.
#[must_use]
pub fn check_within(forms: &[Form], earlier: &[Finding], rules: &Rules, budget: &Budget) -> Report {
    if forms.is_empty() {
        return Report::default();
    }
    let survey = survey::Survey::of(forms, rules);
    let mut by_form: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in earlier {
        by_form.entry(finding.form.unwrap_or(0)).or_default().push(finding);
    }
    let mut report = Report::default();
    for (index, form) in forms.iter().enumerate() {
        for check in catalogue::CHECKS {
            let setting = rules.get(&check.entry.code.0).filter(|s| s.on && !budget.is_over());
            let Some(setting) = setting else { continue };
            let earlier = by_form.get(&index).map_or(&[][..], Vec::as_slice);
            let view = view::View { index, form, survey: &survey, rules, setting, entry: check.entry, earlier };
            let mut tally = outcome::Tally::default();
            (check.run)(&view, &mut tally);
            report.outcomes.extend(tally.outcome(index, check.entry));
            report.findings.append(&mut tally.findings);
        }
    }
    report.findings = causes::one_for_each(report.findings, earlier, rules);
    sort(&mut report.findings);
    report
}

/// Whether a code is that of a check, rather than of an earlier stage.
#[must_use]
pub fn is_check(code: &str) -> bool {
    catalogue::CHECKS.iter().any(|check| check.entry.code.0 == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_settings_and_every_rule_of_the_register_a_check() {
        let rules = Rules::default();
        for check in catalogue::CHECKS {
            assert!(rules.get(&check.entry.code.0).is_some(), "{}", check.entry.code.0);
        }
        for entry in crate::findings::all().filter(|entry| entry.rule.is_some()) {
            assert!(is_check(&entry.code.0), "{}", entry.code.0);
        }
    }
}
