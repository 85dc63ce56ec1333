//! values that say nothing, and what a template left behind.

use std::borrow::Cow;

use super::judged::{is_quantitative, name, target};
use super::normal::{common_length, has_any, is_ideograph, normalised};
use super::outcome::Tally;
use super::view::View;
use crate::findings::{PlaceholderLeft, ValueRepeatsName, ValueVague};

/// Longer texts are prose, and comparing them would take quadratic time.
const LONGEST: usize = 120;

/// the value says what the name says.
pub(super) fn repeats_name(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().value_repeats_name;
    for (group, n, name, raw) in qualitative(view) {
        tally.look();
        let (name, value) = (ideographs(name), ideographs(raw));
        if name.len() < own.characters || name.len() > LONGEST || value.len() > LONGEST {
            continue;
        }
        let repeated = common_length(&name, &value) as f64;
        if repeated >= name.len() as f64 * own.share && value.len() as f64 <= name.len() as f64 * own.longest {
            tally.hit(group.locate_indicator(view.finding(ValueRepeatsName {}), n));
        }
    }
}

/// The ideographs of a text.
fn ideographs(text: &str) -> Vec<char> {
    text.chars().filter(|c| is_ideograph(*c)).collect::<Vec<char>>()
}

/// the value is made of words that cannot be measured.
pub(super) fn vague(view: &View, tally: &mut Tally) {
    for (group, n, _, raw) in qualitative(view) {
        tally.look();
        let own = &view.thresholds().value_vague;
        let whole = raw.trim_end_matches(['。', '；', '.']).trim();
        let degree = own.degrees.iter().find(|w| *w == whole);
        if let Some(word) = own.vague.iter().find(|w| raw.contains(w.as_str())).or(degree) {
            tally.hit(group.locate_indicator(view.finding(ValueVague { word }), n));
        }
    }
}

/// Whole indicators whose value has no number and no grade: group, index, name, value.
fn qualitative<'a>(view: &View<'a>) -> Vec<(super::view::Group<'a>, usize, &'a str, &'a str)> {
    let grades = &view.rules.shared().grades;
    let mut found = Vec::new();
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let Some(target) = target(indicator).filter(|t| !is_quantitative(t)) else { continue };
            let has_number = target.raw.chars().any(|c| c.is_ascii_digit());
            if !has_number && !grades.iter().any(|g| target.raw.contains(g.as_str())) {
                found.push((group, n, name(indicator), target.raw.as_str()));
            }
        }
    }
    found
}

/// Whether a text is a placeholder or a hint of the template.
fn is_left(view: &View, text: &str) -> bool {
    let own = &view.thresholds().placeholder;
    let text = normalised(text);
    let numbered = own.numbered.iter().filter_map(|word| text.strip_prefix(word.as_str())).any(is_number_at_end);
    own.whole.contains(&text) || numbered || has_any(&text, &own.inside)
}

/// A name without what its template says of the value: 受益人数（≥**人） is the template's own text, not the agency's.
fn without_hints(name: &str) -> Cow<'_, str> {
    if !name.contains('*') && !name.contains('＊') {
        return name.into();
    }
    let parts = name.split(['≥', '≤', '>', '<', '=', '＞', '＜', '＝']).enumerate();
    let own: String =
        parts.filter(|(n, part)| *n == 0 || !part.starts_with(['*', '＊'])).map(|(_, part)| part).collect();
    own.into()
}

/// Whether what stands behind a word is nothing or a short number, perhaps with a colon.
fn is_number_at_end(rest: &str) -> bool {
    rest.len() <= 2 && rest.trim_end_matches(':').chars().all(|c| c.is_ascii_digit())
}

/// placeholders and hints of the template.
pub(super) fn placeholders(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        for text in [group.name, group.goal].into_iter().flatten() {
            tally.look();
            if is_left(view, text) {
                let finding = view.finding(PlaceholderLeft {});
                tally.hit(group.locate(finding).quote(text.chars().take(60).collect::<String>()));
            }
        }
        for (n, indicator) in group.whole_indicators() {
            let name = indicator.level3.as_deref().map(without_hints);
            let value = target(indicator).map(|t| t.raw.as_str());
            if [name.as_deref(), value].into_iter().flatten().any(|text| is_left(view, text)) {
                let finding = view.finding(PlaceholderLeft {});
                tally.hit(group.locate_indicator(finding, n));
            }
        }
    }
}
