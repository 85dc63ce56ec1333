//! Columns that are named by years: which holds the target, and which are of earlier years.

use super::header_leaf::Leaf;
use crate::reconstruct::tolerances::{YEAR_DIGITS, YEARS};
use crate::vocabulary::{Column, Vocabulary, fold};

/// Columns named by years: the target is that of 目标值 beside them, else of the latest year; the others are of earlier years.
pub(super) fn tell_years(leaves: &mut [Leaf<'_, '_>], vocabulary: &Vocabulary) {
    let years: Vec<Option<i32>> = leaves.iter().map(|leaf| year_of_leaf(leaf, vocabulary)).collect();
    tell_earlier(leaves);
    let Some(latest) = years.iter().flatten().max().copied() else { return };
    let has_target = leaves.iter().any(|l| l.role == Some(Column::AnnualValue));
    for (leaf, year) in leaves.iter_mut().zip(years) {
        let Some(year) = year else { continue };
        let target = year == latest && !has_target;
        leaf.role = Some(if target { Column::AnnualValue } else { Column::Earlier });
    }
}

/// The year that a column without another meaning is named by, under a heading of values.
fn year_of_leaf(leaf: &Leaf<'_, '_>, vocabulary: &Vocabulary) -> Option<i32> {
    let year = year_of(leaf.path.last().filter(|_| leaf.role.is_none())?.text())?;
    let under_values = leaf
        .roles_over(vocabulary)
        .any(|c| matches!(c, Column::AnnualValue | Column::PeriodValue | Column::Actual | Column::Earlier));
    under_values.then_some(year)
}

/// 2022年实际 | 2023年实际 | 2024年目标: what names a year before that of another column of values is of an earlier one.
fn tell_earlier(leaves: &mut [Leaf<'_, '_>]) {
    let latest = leaves.iter().filter_map(year_of_values).max();
    for leaf in leaves {
        if year_of_values(leaf).is_some_and(|year| Some(year) < latest) {
            leaf.role = Some(Column::Earlier);
        }
    }
}

/// The year with which the heading of a column of values begins.
fn year_of_values(leaf: &Leaf<'_, '_>) -> Option<i32> {
    let valued = matches!(leaf.role, Some(Column::AnnualValue | Column::Actual | Column::ActualExpected));
    leaf.path.last().filter(|_| valued).and_then(|s| leading_year(s.text()))
}

/// The year with which a heading begins, where it begins no range of years.
fn leading_year(text: &str) -> Option<i32> {
    let folded = fold(text);
    let (year, rest) = folded.split_once('年')?;
    let year = year_of(year)?;
    (!rest.starts_with(['-', '~', '至', '—', '–'])).then_some(year)
}

pub(super) fn is_year(text: &str) -> bool {
    year_of(text).is_some()
}

/// 2023, 2023年, 2023年度.
fn year_of(text: &str) -> Option<i32> {
    let folded = fold(text);
    let digits = folded.trim_end_matches(['度', '年']);
    let year: i32 = digits.parse().ok().filter(|_| digits.len() == YEAR_DIGITS)?;
    YEARS.contains(&year).then_some(year)
}
