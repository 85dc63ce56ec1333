//! What an auditor wrote in an older workbook → the records of a new document.

use std::collections::BTreeMap;

use super::review_keys::{ReviewKey, document_to_keys};
use crate::findings::{self, Message, UnmatchedRecord, UnmatchedReview, Words};
use crate::model::fields::Record;
use crate::model::{Document, Finding, RecordId, Review, Reviewed};

/// The document with the verdicts of the older documents. A record is the same where its text and its place are, or where its
/// text is and stands in the document only once; a finding by its rule, quote and place. A finding lists each verdict that found
/// nothing; those of an older workbook stay.
#[must_use]
pub fn carry_over(mut document: Document, older: &[&Reviewed]) -> Reviewed {
    for old in older {
        keep_unmatched(&mut document, &old.document);
    }
    if older.iter().all(|o| o.reviews.is_empty()) {
        return document.into();
    }
    let (mut by_place, mut by_text) = (BTreeMap::new(), BTreeMap::new());
    for ReviewKey { of, text, place } in document_to_keys(&document) {
        by_place.entry((text.clone(), place)).or_insert(of);
        by_text.entry(text).and_modify(|one| *one = None).or_insert(Some(of));
    }
    let mut reviews: BTreeMap<RecordId, Review> = BTreeMap::new();
    let mut unmatched = Vec::new();
    for old in older {
        let keys: BTreeMap<_, _> =
            document_to_keys(&old.document).into_iter().map(|key| (key.of, (key.text, key.place))).collect();
        for review in &old.reviews {
            let found = keys
                .get(&review.of)
                .and_then(|key| by_place.get(key).copied().or_else(|| by_text.get(&key.0).copied().flatten()));
            match found.filter(|of| !reviews.contains_key(of)) {
                Some(of) => drop(reviews.insert(of, Review { of, ..review.clone() })),
                None => unmatched.push(finding(&old.document, review)),
            }
        }
    }
    document.findings.extend(unmatched);
    Reviewed { document, reviews: reviews.into_values().collect() }
}

/// What an earlier run could not place is not lost in the next: somebody has to write it in, or delete the row.
fn keep_unmatched(document: &mut Document, older: &Document) {
    for finding in older.findings.iter().filter(|f| f.code == findings::UNMATCHED_REVIEW.code) {
        if !document.findings.contains(finding) {
            document.findings.push(finding.clone());
        }
    }
}

fn named(name: Option<&str>) -> String {
    name.unwrap_or("—").to_owned()
}

fn finding(old: &Document, review: &Review) -> Finding {
    let written: Vec<_> = [&review.conclusion, &review.opinion].into_iter().flatten().map(String::as_str).collect();
    let about = Record::of_id(old, review.of);
    let project = about.and_then(|about| about.project()).and_then(|project| project.name.as_deref());
    let (record, name) = match review.of {
        RecordId::Indicator(..) => {
            let indicator = about.and_then(|about| about.indicator()).and_then(|indicator| indicator.level3.as_deref());
            let (project, indicator) = (project.unwrap_or_default(), indicator.unwrap_or("—"));
            return UnmatchedReview { project, indicator }.finding().quote(written.join("；"));
        }
        RecordId::Project(..) => (Words::new("项目", "project"), named(project)),
        RecordId::Task(..) => {
            let task = if let Some(Record::Task(_, task)) = about { task.name.as_deref() } else { None };
            (Words::new("重点任务", "task"), named(task))
        }
        RecordId::Finding(n) => {
            (Words::new("问题", "finding"), named(old.findings.get(n).map(|finding| finding.message.as_str())))
        }
        RecordId::Goal(_) | RecordId::Form(_) | RecordId::Subtotal(..) | RecordId::Budget(..) => {
            (Words::new("总体目标", "goal"), named(about.and_then(|about| about.form().department.as_deref())))
        }
        RecordId::Source => (Words::new("文件", "file"), old.source.name.clone()),
    };
    UnmatchedRecord { record, name }.finding().quote(written.join("；"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::model::Place;

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
        let of = RecordId::Indicator(0, None, indicator);
        Review { of, conclusion: None, opinion: Some(opinion.to_owned()) }
    }

    #[test]
    fn verdicts_follow_their_indicators_and_none_is_lost() {
        let reviews = vec![review(0, "甲"), review(1, "乙"), review(2, "丙"), review(3, "丁")];
        let old = Reviewed { document: document(&[("一", 1), ("二", 2), ("二", 3), ("三", 4)]), reviews };
        // 一 moved to another line, 二 stands twice where it stood, 三 is now called otherwise.
        let new = carry_over(document(&[("二", 2), ("二", 3), ("一", 9), ("叁", 4)]), &[&old]);
        let placed: Vec<_> = new.reviews.iter().map(|r| (r.of, r.opinion.as_deref().unwrap())).collect();
        let at = |n| RecordId::Indicator(0, None, n);
        assert_eq!(placed, [(at(0), "乙"), (at(1), "丙"), (at(2), "甲")]);
        let quotes: Vec<_> = new.document.findings.iter().map(|f| f.quote.as_deref().unwrap()).collect();
        assert_eq!(quotes, ["丁"]);
        // The next run still has it.
        let next = carry_over(document(&[("二", 2)]), &[&new]);
        assert!(next.document.findings.iter().any(|f| f.quote.as_deref() == Some("丁")));
    }

    #[test]
    fn what_was_said_of_findings_and_goals_is_carried_over_too() {
        let found = |line| {
            let place = Place::lines(line, line);
            UnmatchedReview { project: "", indicator: "某" }.finding().at(place).quote("引文").form(0).indicator(0)
        };
        let with = |line| Document {
            findings: vec![Finding { code: findings::NOT_READ.code.clone(), ..found(line) }],
            ..document(&[("一", 1)])
        };
        let review = |of, word: &str| Review { of, conclusion: Some(word.to_owned()), opinion: None };
        let reviews = vec![review(RecordId::Goal(0), "通过"), review(RecordId::Finding(0), "不属实")];
        let old = Reviewed { document: with(7), reviews: reviews.clone() };
        assert_eq!(carry_over(with(7), &[&old]).reviews, reviews);
        // The finding moved; it is the only one of its rule and quote.
        assert_eq!(carry_over(with(8), &[&old]).reviews, reviews);
        // It is gone: what was said of it is not.
        let new = carry_over(document(&[("一", 1)]), &[&old]);
        assert_eq!(new.document.findings.first().and_then(|f| f.quote.as_deref()), Some("不属实"));
    }
}
