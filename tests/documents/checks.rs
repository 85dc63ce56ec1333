//! The checks on the five seed documents: each rule hits the places the table names, and no others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing unwrap is a failing test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jixiao::Options;
use jixiao::model::Form;
use jixiao::validate::{self, Outcome, Report, Rules, Verdict};

const SEEDS: [&str; 5] = ["000", "001", "002", "003", "004"];

fn check(seed: &str) -> Report {
    let json = fs::read_to_string(format!("tests/cases/seeds/{seed}.json")).unwrap();
    let forms: Vec<Form> = serde_json::from_str(&json).unwrap();
    validate::check(&forms, &[], &Rules::default())
}

/// A place as the table writes it: `000`, `000/8` (project 8), `000/8.4` (its indicator 4), `004.30`.
fn place(seed: &str, project: Option<usize>, indicator: Option<usize>) -> String {
    let project = project.map(|n| format!("/{}", n + 1)).unwrap_or_default();
    let indicator = indicator.map(|n| format!(".{}", n + 1)).unwrap_or_default();
    format!("{seed}{project}{indicator}")
}

fn expected() -> BTreeMap<String, BTreeSet<String>> {
    let table = fs::read_to_string("tests/cases/seeds/checks.tsv").unwrap();
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let (code, places) = line.split_once('\t').unwrap();
        expected.entry(code.to_owned()).or_default().extend(places.split_whitespace().map(str::to_owned));
    }
    expected
}

/// The places each check hits.
fn hits(outcomes: impl IntoIterator<Item = (&'static str, Outcome)>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (seed, outcome) in outcomes {
        let places = found.entry(outcome.check.to_owned()).or_default();
        places.extend(outcome.hits.iter().map(|h| place(seed, h.project, h.indicator)));
    }
    found.retain(|_, places| !places.is_empty());
    found
}

#[track_caller]
fn assert_same(found: &BTreeMap<String, BTreeSet<String>>, expected: &BTreeMap<String, BTreeSet<String>>) {
    let mut wrong = Vec::new();
    let none = BTreeSet::new();
    for code in found.keys().chain(expected.keys()).collect::<BTreeSet<_>>() {
        let (f, e) = (found.get(code).unwrap_or(&none), expected.get(code).unwrap_or(&none));
        let (missing, extra): (Vec<_>, Vec<_>) = (e.difference(f).collect(), f.difference(e).collect());
        if !missing.is_empty() || !extra.is_empty() {
            wrong.push(format!("{code}: missing {missing:?}, extra {extra:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_check_hits_its_places_and_no_others() {
    let found = hits(SEEDS.into_iter().flat_map(|seed| check(seed).outcomes.into_iter().map(move |o| (seed, o))));
    assert_same(&found, &expected());
}

#[test]
fn the_same_places_are_hit_in_what_is_read_from_the_seeds() {
    let seeds = ["000", "001", "003", "004"];
    let outcomes = seeds.into_iter().flat_map(|seed| {
        let path = format!("tests/cases/seeds/{seed}.txt");
        let document = jixiao::convert(Path::new(&path), &Options::default()).unwrap();
        let earlier: Vec<_> = document.findings.into_iter().filter(|f| !validate::is_check(&f.code.0)).collect();
        let outcomes = validate::check(&document.forms, &earlier, &Rules::default()).outcomes;
        outcomes.into_iter().map(move |o| (seed, o))
    });
    let mut expected = expected();
    for places in expected.values_mut() {
        places.retain(|place| seeds.iter().any(|seed| place.starts_with(seed)));
    }
    expected.retain(|_, places| !places.is_empty());
    // Rows that lost their first cells and were put right while reading.
    let repaired = ["004", "004.12", "004.13", "004.26"].map(str::to_owned);
    expected.insert("row-repaired".to_owned(), repaired.into());
    assert_same(&hits(outcomes), &expected);
}

#[test]
fn sums_of_the_seeds_hold_and_what_is_missing_is_said() {
    let verdict = |seed: &str, code: &str| {
        check(seed).outcomes.into_iter().find(|o| o.check == code).map(|o| (o.verdict, o.missing.len()))
    };
    assert_eq!(verdict("003", "total-mismatch"), Some((Verdict::Holds, 0)));
    assert_eq!(verdict("003", "amount-parts-mismatch"), Some((Verdict::Holds, 0)));
    for seed in ["002", "004"] {
        assert_eq!(verdict(seed, "budget-unbalanced"), Some((Verdict::Holds, 0)), "{seed}");
        assert_eq!(verdict(seed, "tasks-exceed-budget"), Some((Verdict::Holds, 0)), "{seed}");
    }
    assert_eq!(verdict("000", "total-mismatch"), Some((Verdict::CannotDecide, 1)));
    assert_eq!(verdict("002", "class-missing"), Some((Verdict::CannotDecide, 1)));
    assert_eq!(verdict("000", "execution-rate"), None);
}

#[test]
fn one_cause_is_reported_once() {
    let findings = check("001").findings;
    let of = |code: &str| findings.iter().filter(|f| f.code.0 == code).count();
    assert_eq!((of("indicator-cut"), of("indicator-incomplete"), of("unbalanced-punctuation")), (6, 0, 0));
    assert_eq!(of("numbering"), 0);
    let findings = check("000").findings;
    let sixth: Vec<&str> =
        findings.iter().filter(|f| (f.project, f.indicator) == (Some(5), Some(2))).map(|f| &*f.code.0).collect();
    assert_eq!(sixth, vec!["value-of-another"]);
}

#[test]
fn rotated_values_are_suggested_to_their_names() {
    let findings = check("000").findings;
    let rotated: Vec<_> = findings.iter().filter(|f| f.code.0 == "values-rotated").collect();
    let suggestions: Vec<_> = rotated.iter().filter_map(|f| f.suggestion.as_deref()).collect();
    assert_eq!(
        suggestions,
        vec![
            "组织召开区委全面依法治区委员会会议至少1次",
            "组织开展履职报告评议活动至少1次",
            "组织开展法治专题培训至少1次"
        ]
    );
}

#[test]
fn findings_are_sorted_and_say_everything_twice() {
    for seed in SEEDS {
        let findings = check(seed).findings;
        assert!(findings.windows(2).all(|w| w[0].severity <= w[1].severity), "{seed}");
        for f in &findings {
            // Of an indicator of which nothing was printed nothing can be quoted.
            let quoted = f.quote.as_ref().is_some_and(|quote| !quote.is_empty()) || f.code.0 == "indicator-cut";
            assert!(!f.message.is_empty() && !f.message_en.is_empty() && f.place.is_some() && quoted, "{f:?}");
        }
    }
}
