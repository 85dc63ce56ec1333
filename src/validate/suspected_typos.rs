//! the check of what [`typos`](super::typos) suspects.

use super::outcome::Tally;
use super::typos::{form_texts, indicator_texts};
use super::view::View;
use crate::findings::{SuspectedTypo, TooMuchText};
use crate::model::Finding;

/// characters that are probably misread or mistyped.
pub(super) fn suspected(view: &View, tally: &mut Tally) {
    let typos = view.survey.typos();
    if typos.too_long {
        tally.lacks(&TooMuchText {});
        return;
    }
    tally.look();
    for (project, text) in form_texts(view.form) {
        let Some(finding) = finding(view, text) else { continue };
        tally.hit(match project {
            Some((n, project)) => finding.project(n).at(project.place.clone()),
            None => finding,
        });
    }
    for group in view.groups() {
        for (n, indicator) in group.indicators.iter().enumerate() {
            for finding in indicator_texts(indicator).filter_map(|text| finding(view, text)) {
                let (quote, mut located) = (finding.quote.clone(), group.locate_indicator(finding, n));
                located.quote = quote;
                tally.hit(located);
            }
        }
    }
}

/// What is said of a text that has suspects.
fn finding(view: &View, text: &str) -> Option<Finding> {
    let (quote, suggestion) = view.survey.typos().in_text(text)?;
    let finding = view.finding(SuspectedTypo { text: &quote, right: &suggestion });
    Some(finding.quote(quote).suggest(suggestion))
}
