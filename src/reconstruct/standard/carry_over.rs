//! What an auditor wrote in an older workbook → the indicators of a new document.

use std::collections::BTreeMap;

use crate::findings::{Message, UnmatchedReview};
use crate::model::notation::place_to_cells;
use crate::model::{Document, Finding, Form, Indicator, Place, Review, Reviewed};

/// Form, project and indicator by index.
type At = (usize, Option<usize>, usize);

/// The document with the verdicts of the older documents. An indicator is the same where its text and its place are, or
/// where its text is and stands in the document only once. A finding lists each verdict that found no indicator.
#[must_use]
pub fn carry_over(mut document: Document, older: &[&Reviewed]) -> Reviewed {
    if older.iter().all(|o| o.reviews.is_empty()) {
        return document.into();
    }
    let (mut by_place, mut by_text) = (BTreeMap::new(), BTreeMap::new());
    for (at, text, place) in keys(&document) {
        by_place.entry((text.clone(), place)).or_insert(at);
        by_text.entry(text).and_modify(|one| *one = None).or_insert(Some(at));
    }
    let mut reviews: BTreeMap<At, Review> = BTreeMap::new();
    let mut unmatched = Vec::new();
    for old in older {
        let keys: BTreeMap<_, _> = keys(&old.document).map(|(at, text, place)| (at, (text, place))).collect();
        for review in &old.reviews {
            let key = keys.get(&(review.form, review.project, review.indicator));
            let found =
                key.and_then(|key| by_place.get(key).copied().or_else(|| by_text.get(&key.0).copied().flatten()));
            match found.filter(|at| !reviews.contains_key(at)) {
                Some(at) => {
                    let (form, project, indicator) = at;
                    reviews.insert(at, Review { form, project, indicator, ..review.clone() });
                }
                None => unmatched.push(finding(old, review)),
            }
        }
    }
    document.findings.extend(unmatched);
    Reviewed { document, reviews: reviews.into_values().collect() }
}

/// Each indicator with its text and its place.
fn keys(document: &Document) -> impl Iterator<Item = (At, String, String)> {
    document.forms.iter().enumerate().flat_map(|(f, form)| {
        let mut numbers: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        form.all_indicators().map(move |(project, indicator)| {
            let number = numbers.entry(project).or_default();
            let at = (f, project, *number);
            *number += 1;
            (at, text_key(form, project, indicator), place_key(&indicator.place))
        })
    })
}

/// The words of an indicator, without white space: what the auditor judged.
fn text_key(form: &Form, project: Option<usize>, indicator: &Indicator) -> String {
    let project = project.and_then(|p| form.projects.get(p));
    let targets = [&indicator.period_target, &indicator.annual_target, &indicator.actual];
    let words = [
        form.department.as_deref(),
        project.and_then(|p| p.name.as_deref()),
        indicator.level1.as_deref(),
        indicator.level2.as_deref(),
        indicator.level3.as_deref(),
    ];
    let raws = targets.map(|t| t.as_ref().map(|t| t.raw.as_str()));
    let mut key = String::new();
    for word in words.into_iter().chain(raws) {
        key.extend(word.unwrap_or_default().chars().filter(|c| !c.is_whitespace()));
        key.push('\n');
    }
    key
}

fn place_key(place: &Place) -> String {
    let (page, position) = place_to_cells(None, Some(place));
    format!("{}/{}", page.unwrap_or_default(), position.unwrap_or_default())
}

fn finding(old: &Reviewed, review: &Review) -> Finding {
    let form = old.document.forms.get(review.form);
    let project = form.and_then(|f| f.projects.get(review.project?));
    let indicators = project.map_or_else(|| form.map(|f| &f.indicators), |p| Some(&p.indicators));
    let indicator = indicators.and_then(|i| i.get(review.indicator));
    let name = indicator.and_then(|i| i.level3.as_deref()).unwrap_or("—");
    let of_project = project.and_then(|p| p.name.as_deref()).unwrap_or_default();
    let written: Vec<_> = [&review.conclusion, &review.opinion].into_iter().flatten().map(String::as_str).collect();
    UnmatchedReview { project: of_project, indicator: name }.finding().quote(written.join("；"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn document(indicators: &[(&str, u32)]) -> Document {
        let indicators: Vec<_> = indicators
            .iter()
            .map(|(name, line)| {
                serde_json::json!({"seq": null, "level1": "产出指标", "level2": null, "level3": name, "partial": false,
                    "period_target": null, "annual_target": null, "actual": null, "points": null, "score": null,
                    "weight": null, "remark": null, "place": {"line": line}})
            })
            .collect();
        serde_json::from_value(serde_json::json!({
            "schema": "jixiao/1", "findings": [],
            "source": {"name": "a.txt", "sha256": "", "bytes": 1, "media_type": "text/plain", "pages": null, "producer": null},
            "forms": [{"kind": "department", "title": null, "department": "某局", "year": null, "unit": null,
                       "place": {"line": 1}, "indicators": indicators}]
        }))
        .unwrap()
    }

    fn review(indicator: usize, opinion: &str) -> Review {
        Review { form: 0, project: None, indicator, conclusion: None, opinion: Some(opinion.to_owned()) }
    }

    #[test]
    fn verdicts_follow_their_indicators_and_none_is_lost() {
        let reviews = vec![review(0, "甲"), review(1, "乙"), review(2, "丙"), review(3, "丁")];
        let old = Reviewed { document: document(&[("一", 1), ("二", 2), ("二", 3), ("三", 4)]), reviews };
        // 一 moved to another line, 二 stands twice where it stood, 三 is now called otherwise.
        let new = carry_over(document(&[("二", 2), ("二", 3), ("一", 9), ("叁", 4)]), &[&old]);
        let placed: Vec<_> = new.reviews.iter().map(|r| (r.indicator, r.opinion.as_deref().unwrap())).collect();
        assert_eq!(placed, [(0, "乙"), (1, "丙"), (2, "甲")]);
        let quotes: Vec<_> = new.document.findings.iter().map(|f| f.quote.as_deref().unwrap()).collect();
        assert_eq!(quotes, ["丁"]);
    }
}
