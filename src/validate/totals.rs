//! the sums of a project list.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::findings::{
    AmountPartsMismatch, AmountsUnreadable, NoAmountsOf, NoOtherFunds, NoTotalRow, SeveralTotalRows, TotalMismatch,
    TotalMismatchExcused, Words, words,
};
use crate::model::{Finding, Form, Kind, Project, Subtotal};

use super::normal::normalised;
use super::outcome::Tally;
use super::view::View;

/// The names of the columns of [`Amounts`](crate::model::Amounts).
const COLUMNS: [Words; 4] = [words::TOTAL, words::FISCAL, words::SPECIAL_ACCOUNT, words::OTHER_FUNDS];

/// 合计 = the sum of the project rows; each agency row = the sum of its projects.
pub(super) fn totals(view: &View, tally: &mut Tally) {
    let form = view.form;
    if !is_list(form) || form.projects.is_empty() {
        return;
    }
    let unsure = &view.thresholds().total_mismatch.unsure;
    if view.earlier.iter().any(|f| unsure.iter().any(|code| f.code.0 == code.as_str())) {
        tally.lacks(&AmountsUnreadable {});
        return;
    }
    let total_words = &view.thresholds().total_mismatch.total_labels;
    let (grand, of_agencies): (Vec<&Subtotal>, Vec<&Subtotal>) =
        form.subtotals.iter().partition(|subtotal| total_words.contains(&normalised(&subtotal.label)));
    match grand.as_slice() {
        [] => tally.lacks(&NoTotalRow {}),
        [total] => compare(view, tally, total, &form.projects.iter().collect::<Vec<_>>()),
        _ => tally.lacks(&SeveralTotalRows {}),
    }
    let mut of_agency: BTreeMap<String, Vec<&Project>> = BTreeMap::new();
    for project in &form.projects {
        of_agency.entry(project.budget_unit.as_deref().map(normalised).unwrap_or_default()).or_default().push(project);
    }
    for agency in of_agencies {
        // A row above several agencies has no projects of its own.
        if let Some(projects) = of_agency.get(&normalised(&agency.label)) {
            compare(view, tally, agency, projects);
        }
    }
}

/// Whether a form lists projects, of whatever kind: a card has one of them and no sums.
fn is_list(form: &Form) -> bool {
    let several = !form.subtotals.is_empty() || form.projects.len() > 1;
    form.kind == Kind::ProjectTable || form.kind.is_about_projects() && several
}

fn compare(view: &View, tally: &mut Tally, row: &Subtotal, projects: &[&Project]) {
    for (n, (column, printed)) in COLUMNS.into_iter().zip(row.amounts.columns()).enumerate() {
        let Some(printed) = printed else { continue };
        let amounts: Vec<Decimal> =
            projects.iter().filter_map(|p| p.amounts.columns().into_iter().nth(n).flatten()).collect();
        if amounts.is_empty() {
            if !printed.is_zero() {
                tally.lacks(&NoAmountsOf { column });
            }
            continue;
        }
        let sum = total(&amounts);
        tally.look();
        if (printed - sum).abs() > view.thresholds().total_mismatch.rounding * Decimal::from(amounts.len()) {
            tally.hit(mismatch(view, row, column, (printed, sum)));
        }
    }
}

fn mismatch(view: &View, row: &Subtotal, column: Words, (printed, sum): (Decimal, Decimal)) -> Finding {
    let (difference, label) = (printed - sum, &row.label);
    let excluding = &view.thresholds().total_mismatch.excluding_notes;
    // Rows that are left out are missing from the sum: they explain a total above it, never one below.
    let mut excused = view.form.notes.iter().filter(|_| difference.is_sign_positive());
    let note = excused.find(|n| excluding.iter().any(|w| n.contains(w.as_str())));
    let mut finding = match note {
        Some(note) => view.finding(TotalMismatchExcused { label, column, printed, sum, difference, note }),
        None => view.finding(TotalMismatch { label, column, printed, sum, difference }),
    }
    .quote(format!("{label} {printed}"));
    if note.is_some() {
        finding.severity = finding.severity.max(crate::model::Severity::Warning);
    }
    match &row.place {
        Some(place) => finding.at(place.clone()),
        None => finding,
    }
}

/// 总计 = 财政拨款 + 财政专户拨款 + 其他资金 in every row; nothing printed counts as zero.
pub(super) fn parts(view: &View, tally: &mut Tally) {
    let form = view.form;
    // Forms that show further sources (上年结转 …) have no column for them in the model, nor have lists that
    // print the fiscal part only: there a total may exceed the parts.
    let complete = is_list(form)
        && form.projects.iter().any(|p| {
            let [_, of_account, other] = p.amounts.parts();
            of_account.or(other).is_some()
        });
    let rows = form.subtotals.iter().map(|s| (None, s.label.as_str(), s.amounts, s.place.as_ref()));
    let projects = form
        .projects
        .iter()
        .enumerate()
        .map(|(n, p)| (Some(n), p.name.as_deref().unwrap_or(""), p.amounts, Some(&p.place)));
    for (project, label, amounts, place) in rows.chain(projects) {
        let parts: Vec<Decimal> = amounts.parts().into_iter().flatten().collect();
        let Some(printed) = amounts.total.filter(|_| !parts.is_empty()) else { continue };
        let sum = total(&parts);
        tally.look();
        let tolerance = view.thresholds().amount_parts_mismatch.rounding * Decimal::from(parts.len());
        if (printed - sum).abs() <= tolerance {
            continue;
        }
        if sum < printed && !complete {
            tally.lacks(&NoOtherFunds {});
            continue;
        }
        let finding = view.finding(AmountPartsMismatch { label, printed, sum }).quote(format!("{label} {printed}"));
        let finding = if let Some(place) = place { finding.at(place.clone()) } else { finding };
        tally.hit(if let Some(n) = project { finding.project(n) } else { finding });
    }
}

/// The sum; saturates far beyond any budget.
pub(super) fn total(amounts: &[Decimal]) -> Decimal {
    amounts.iter().fold(Decimal::ZERO, |sum, a| sum.saturating_add(*a))
}
