//! amounts that no budget has: below zero, or of another unit than their neighbours.

use rust_decimal::Decimal;

use crate::findings::{AmountMagnitude, AmountNegative};
use crate::model::{Finding, Place, Project};

use super::outcome::Tally;
use super::view::View;

/// An amount of a form: the index of its project, what it is called, where it stands.
type LabelledAmount<'f> = (Option<usize>, &'f str, Decimal, Option<&'f Place>);

/// no amount is negative.
pub(super) fn negative(view: &View, tally: &mut Tally) {
    let form = view.form;
    let of_rows = form.subtotals.iter().flat_map(|subtotal| {
        let amounts = subtotal.amounts.columns().into_iter().flatten();
        amounts.map(|amount| (None, subtotal.label.as_str(), amount, subtotal.place.as_ref()))
    });
    let of_projects = form.projects.iter().enumerate().flat_map(|(n, project)| {
        let amounts = project.amounts.columns().into_iter().flatten();
        amounts.map(move |amount| (Some(n), name(project), amount, Some(&project.place)))
    });
    let of_budget =
        form.budget.iter().filter_map(|line| Some((None, line.label.as_str(), line.amount?, line.place.as_ref())));
    let all: Vec<LabelledAmount> = of_rows.chain(of_projects).chain(of_budget).collect();
    for (project, label, amount, place) in all {
        tally.look();
        if amount.is_sign_negative() && !amount.is_zero() {
            let finding = view.finding(AmountNegative { label, amount }).quote(format!("{label} {amount}"));
            let finding = place.into_iter().cloned().fold(finding, Finding::at);
            tally.hit(project.into_iter().fold(finding, Finding::project));
        }
    }
}

fn name(project: &Project) -> &str {
    project.name.as_ref().map_or("", String::as_str)
}

/// an amount is of the size of its neighbours: one that is as large as they are when it is divided by ten thousand, and larger
/// than all of them by much otherwise, is given in 元 where they are in 万元.
pub(super) fn magnitude(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().amount_magnitude;
    let amounts: Vec<(usize, &Project, Decimal)> = view
        .form
        .projects
        .iter()
        .enumerate()
        .filter_map(|(n, p)| Some((n, p, p.amounts.total.filter(|a| a.is_sign_positive() && !a.is_zero())?)))
        .collect();
    if amounts.len() < own.minimum {
        return;
    }
    tally.look();
    let mut sorted: Vec<Decimal> = amounts.iter().map(|(.., amount)| *amount).collect();
    sorted.sort_unstable();
    let [smallest, .., second, largest] = sorted.as_slice() else { return };
    let Some(divided) = largest.checked_div(own.factor) else { return };
    let is_far = second.checked_mul(own.gap).is_some_and(|bound| *largest > bound);
    if !is_far || divided < *smallest || divided > *second {
        return;
    }
    for (n, project, amount) in amounts.into_iter().filter(|(.., amount)| amount == largest) {
        let finding = view.finding(AmountMagnitude { amount, divided: divided.normalize() });
        let quote = format!("{} {amount}", name(project));
        tally.hit(finding.project(n).at(project.place.clone()).quote(quote).suggest(divided.normalize().to_string()));
    }
}
