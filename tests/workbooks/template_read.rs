//! Filled templates read back: filled again with what was read, a template becomes the same workbook.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use jixiao::model::{Document, Reviewed};
use jixiao::template::{Extra, Template};
use jixiao::vocabulary::Vocabulary;
use proptest::prelude::*;
use serde_json::{Value, json};

const TEMPLATES: [&str; 7] =
    ["card", "card-with-parts", "department", "flat-list", "form-per-sheet", "stacked-cards", "two-row-header"];

fn template(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/cases/templates/{name}.xlsx", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn fill(template: &[u8], document: &Document) -> Vec<u8> {
    let opened = Template::open(template.to_vec()).unwrap();
    let plan = opened.plan(document, &Vocabulary::default(), &Extra::default().for_other_kind(true)).unwrap();
    opened.fill(&plan).unwrap()
}

fn read(template: &[u8], filled: &[u8]) -> Reviewed {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("filled.xlsx");
    std::fs::write(&path, filled).unwrap();
    jixiao::read_filled(&path, &Template::open(template.to_vec()).unwrap(), &jixiao::Options::default()).unwrap()
}

/// Fills, reads, fills again: the same bytes. Gives what was read.
fn round(template: &[u8], document: &Document) -> Document {
    let filled = fill(template, document);
    let back = read(template, &filled).document;
    let again = fill(template, &back);
    assert!(filled == again, "{}", differences(&filled, &again));
    back
}

/// The cells that differ.
fn differences(a: &[u8], b: &[u8]) -> String {
    let sheets = |bytes: &[u8]| jixiao::extract::workbook::open(bytes).unwrap().1.output;
    let mut found = Vec::new();
    for (a, b) in sheets(a).iter().zip(&sheets(b)) {
        found.extend(a.cells.iter().filter(|c| !b.cells.contains(c)).map(|c| format!("- {} {c:?}", a.name)));
        found.extend(b.cells.iter().filter(|c| !a.cells.contains(c)).map(|c| format!("+ {} {c:?}", a.name)));
    }
    found.join("\n")
}

fn sample(name: &str) -> Document {
    let path = format!("{}/samples/{name}/input.pdf", env!("CARGO_MANIFEST_DIR"));
    jixiao::convert(path.as_ref(), &jixiao::Options::default()).unwrap()
}

#[test]
fn every_sample_comes_back_from_every_template() {
    for name in ["project-card", "self-evaluation", "project-list", "flat-list", "department", "monitoring"] {
        let document = sample(name);
        for template_name in TEMPLATES {
            let back = round(&template(template_name), &document);
            assert!(!back.forms.is_empty(), "{name} in {template_name}");
        }
    }
}

fn amount(n: u32) -> Value {
    json!(f64::from(n) / 100.0)
}

/// An indicator whose target has sign, number and unit.
fn indicator() -> impl Strategy<Value = Value> {
    let class = prop::sample::select(vec![
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "成本指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
        ("其他指标", "安全指标"),
    ]);
    let target = prop_oneof![
        (1_u32..100).prop_map(
            |n| json!({"raw": format!("≥{n}%"), "operator": "≥", "value": n, "unit": "%", "kind": "quantitative"})
        ),
        (1_u32..900).prop_map(
            |n| json!({"raw": format!("{n}次"), "operator": "=", "value": n, "unit": "次", "kind": "quantitative"})
        ),
        "[甲-龥]{2,6}"
            .prop_map(|raw| json!({"raw": raw, "operator": null, "value": null, "unit": null, "kind": "qualitative"})),
    ];
    (class, "[=甲乙丙丁]{1,3}[一-龥]{2,8}", target, 1_u32..40).prop_map(|((level1, level2), name, target, points)| {
        json!({"seq": null, "level1": level1, "level2": level2, "level3": name, "partial": false, "period_target": null,
            "annual_target": target, "actual": null, "points": points, "score": null, "weight": null, "remark": null,
            "place": {"line": 1}})
    })
}

fn project() -> impl Strategy<Value = Value> {
    let indicators = prop::collection::vec(indicator(), 1..9);
    ("[甲-龥]{2,9}经费", "[甲-龥]{2,5}局", 1_u32..9_999_999, "[一-龥，。\n]{1,40}[一-龥]", indicators).prop_map(
        |(name, unit, total, goal, indicators)| {
            json!({"department": format!("{unit}(部门)"), "budget_unit": unit, "name": name, "goal": goal.trim(),
                "amounts": {"total": amount(total), "fiscal": amount(total / 2), "special_account": null, "other": 0},
                "indicators": indicators, "place": {"line": 1}})
        },
    )
}

fn document(forms: Value) -> Document {
    let source =
        json!({"name": "a.txt", "sha256": "", "bytes": 1, "media_type": "text/plain", "pages": null, "producer": null});
    serde_json::from_value(json!({"schema": "jixiao/1", "source": source, "forms": forms, "findings": []})).unwrap()
}

/// Every project has a name of its own.
fn projects(most: usize) -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(project(), 1..most).prop_map(|mut projects| {
        for (n, project) in projects.iter_mut().enumerate() {
            project["name"] = json!(format!("{}{n}", project["name"].as_str().unwrap()));
        }
        projects
    })
}

fn form(kind: &str, projects: &[Value]) -> Value {
    json!({"kind": kind, "title": null, "department": "某局", "year": 2024, "unit": "万元", "place": {"line": 1}, "projects": projects})
}

fn said(document: &Document) -> Vec<String> {
    let projects = document.forms.iter().flat_map(|form| &form.projects);
    projects
        .map(|p| {
            let indicators = p.indicators.iter().map(|i| {
                let target =
                    i.annual_target.as_ref().map(|t| (&t.operator, t.value.map(|v| v.normalize()), &t.unit, t.kind));
                format!("{:?} {:?} {:?} {target:?}", i.level1, i.level2, i.level3)
            });
            let amounts = [p.amounts.total, p.amounts.fiscal].map(|a| a.map(|a| a.normalize()));
            format!("{:?} {amounts:?} {:?} {:?}", p.name, p.goal, indicators.collect::<Vec<_>>())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn random_projects_come_back_from_a_flat_list(projects in projects(5)) {
        let document = document(json!([form("project_table", &projects)]));
        let back = round(&template("flat-list"), &document);
        // This template has a place for everything but 财政拨款.
        let without = |document: &Document| {
            let mut document = document.clone();
            document.forms.iter_mut().flat_map(|f| &mut f.projects).for_each(|p| p.amounts.fiscal = None);
            said(&document)
        };
        prop_assert_eq!(without(&back), without(&document));
        prop_assert_eq!(back.forms.len(), 1);
    }

    #[test]
    fn random_projects_come_back_from_cards(projects in projects(7)) {
        let forms: Vec<Value> = projects.iter().map(|p| form("self_evaluation", std::slice::from_ref(p))).collect();
        let document = document(json!(forms));
        let back = round(&template("form-per-sheet"), &document);
        prop_assert_eq!(said(&back), said(&document));
    }

    #[test]
    fn random_projects_come_back_from_stacked_cards(projects in projects(7)) {
        let document = document(json!([form("project_card", &projects)]));
        let back = round(&template("stacked-cards"), &document);
        prop_assert_eq!(back.forms.iter().map(|f| f.projects.len()).sum::<usize>(), projects.len());
    }

    #[test]
    fn random_projects_come_back_from_a_card_with_printed_classes(projects in projects(3)) {
        let document = document(json!([form("project_card", &projects)]));
        let back = round(&template("card"), &document);
        // The card sorts indicators by its classes.
        let sorted = |document: &Document| {
            let mut document = document.clone();
            for p in document.forms.iter_mut().flat_map(|f| &mut f.projects) {
                p.indicators.sort_by_key(|i| i.level3.clone());
            }
            document.forms.iter().flat_map(|f| &f.projects).flat_map(|p| &p.indicators).map(|i| format!("{:?} {:?}", i.level3, i.annual_target.as_ref().map(|t| &t.raw))).collect::<Vec<_>>()
        };
        prop_assert_eq!(sorted(&back), sorted(&document));
    }
}

#[test]
fn an_indicator_of_which_only_its_class_is_left_comes_back_where_the_template_does_not_print_it() {
    let bare = |level1: &str| {
        json!({"seq": "2", "level1": level1, "level2": null, "level3": null, "partial": true, "period_target": null,
            "annual_target": null, "actual": null, "points": null, "score": null, "weight": null, "remark": null, "place": {"line": 1}})
    };
    let whole = json!({"seq": "3", "level1": "产出指标", "level2": "数量指标", "level3": "次数", "partial": false,
        "period_target": null, "annual_target": null, "actual": null, "points": 3, "score": null, "weight": null, "remark": null,
        "place": {"line": 2}});
    let projects = [json!({"department": "甲", "budget_unit": null, "name": "乙", "goal": null, "place": {"line": 1},
        "amounts": {"total": 1, "fiscal": null, "special_account": null, "other": null},
        "indicators": [bare("产出指标"), whole, bare("安全指标")]})];
    let document = document(json!([form("project_card", &projects)]));
    for name in TEMPLATES {
        let back = round(&template(name), &document);
        let classes = |d: &Document| {
            d.forms
                .iter()
                .flat_map(|f| &f.projects)
                .flat_map(|p| &p.indicators)
                .filter_map(|i| i.level1.clone())
                .collect::<Vec<_>>()
        };
        if ["flat-list", "stacked-cards", "form-per-sheet"].contains(&name) {
            assert_eq!(classes(&back), classes(&document), "{name}");
        }
    }
}

#[test]
fn amounts_are_converted_into_the_unit_the_template_prints() {
    let projects = [
        json!({"department": null, "budget_unit": "乙", "name": "甲", "goal": null, "place": {"line": 1}, "indicators": [],
        "amounts": {"total": 123_456, "fiscal": 123_456, "special_account": null, "other": null}}),
    ];
    let mut in_yuan = document(json!([form("project_table", &projects)]));
    in_yuan.forms[0].unit = Some("元".into());
    let template = template("two-row-header");
    let opened = Template::open(template.clone()).unwrap();
    let plan = opened.plan(&in_yuan, &Vocabulary::default(), &Extra::default()).unwrap();
    assert!(plan.findings.iter().any(|f| f.code.0 == "template-money-unit"));
    let back = round(&template, &in_yuan);
    let form = &back.forms[0];
    assert_eq!(form.unit.as_deref(), Some("万元"));
    assert_eq!(form.projects[0].amounts.total.unwrap().to_string(), "12.3456");
}
