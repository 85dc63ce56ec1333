//! The checks on the five seed documents: each rule hits the places the table names, and no others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing unwrap is a failing test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use jixiao::model::Form;
use jixiao::validate::{self, Report, Rules};

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

#[test]
fn every_check_hits_its_places_and_no_others() {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for seed in SEEDS {
        for outcome in check(seed).outcomes {
            let places = found.entry(outcome.check.to_owned()).or_default();
            places.extend(outcome.hits.iter().map(|h| place(seed, h.project, h.indicator)));
        }
    }
    found.retain(|_, places| !places.is_empty());
    let expected = expected();
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
