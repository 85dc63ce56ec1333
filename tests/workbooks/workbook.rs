//! The standard workbook: written, looked at with an independent reader, and read back.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use jixiao::model::{
    Amounts, BBox, BudgetLine, Code, Document, Execution, Finding, Form, Indicator, Kind, MediaType, Method, Operator,
    Place, Project, RecordId, Review, Reviewed, Severity, Source, Spot, Subtotal, Target, TargetKind, Task, Topic,
};
use jixiao::{extract, reconstruct, write};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Writes documents and reads them back from the sheets alone.
fn write_and_read(documents: Vec<Reviewed>) -> Vec<Reviewed> {
    let bytes = write::workbook::documents(documents).unwrap();
    let (_, sheets) = extract::workbook::open(&bytes).unwrap();
    reconstruct::standard::documents(&sheets.output).expect("a standard workbook")
}

/// Texts as forms have them, and ones that a workbook has to take care of.
fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        4 => "[一-龥0-9A-Za-z≥%，。、（）]{1,12}",
        1 => "[=+@#'\\-][ -~一-龥]{0,8}",
        1 => "[ \\t\\n\\\\；;|｜!_x<&>\"\u{1}\u{feff}\u{1F600}0-9a-z]{1,8}[一-龥]",
        1 => Just("_x0041_".to_owned()),
    ]
}

fn number() -> impl Strategy<Value = Decimal> + Clone {
    (-99_999_999_i64..99_999_999, 0_u32..5).prop_map(|(n, scale)| Decimal::new(n, scale))
}

fn place() -> BoxedStrategy<Place> {
    let page = (1_u32..900, vec(0_i32..9_000, 4)).prop_map(|(page, v)| {
        let v: Vec<f64> = v.into_iter().map(|v| f64::from(v) / 10.0).collect();
        Spot::Page { page, bbox: BBox::new(v[0], v[1], v[2], v[3]) }
    });
    let spot = prop_oneof![
        4 => page,
        1 => (1_u32..99, 1_u32..99).prop_map(|(a, b)| Spot::Pages { pages: [a, b] }),
        1 => (1_u32..999).prop_map(|line| Spot::Line { line }),
        1 => (1_u32..999, 1_u32..999).prop_map(|(a, b)| Spot::Lines { lines: [a, b] }),
        1 => text().prop_map(|sheet| Spot::Cell { sheet, cell: "AB12".to_owned() }),
        1 => text().prop_map(|sheet| Spot::Sheet { sheet }),
    ];
    (spot.clone(), vec(spot, 0..2)).prop_map(|(spot, also)| Place { spot, also }).boxed()
}

fn target() -> BoxedStrategy<Target> {
    let kind = prop_oneof![Just(TargetKind::Quantitative), Just(TargetKind::Qualitative)];
    let plain = (text(), of(prop::sample::select(Operator::ALL.to_vec())), of(number()), of(text()), kind)
        .prop_map(|(raw, operator, value, unit, kind)| Target { raw, operator, value, unit, kind, parts: Vec::new() });
    (plain.clone(), prop_oneof![3 => Just(Vec::new()), 1 => vec(plain, 1..3)])
        .prop_map(|(target, parts)| Target { parts, ..target })
        .boxed()
}

fn indicator() -> BoxedStrategy<Indicator> {
    let words = (of("[0-9]{1,2}"), of(text()), of(text()), of(text()), any::<bool>(), of(text()));
    let targets = (of(target()), of(target()), of(target()));
    (words, targets, (of(number()), of(number()), of(number())), place())
        .prop_map(|(words, targets, numbers, place)| {
            let (seq, level1, level2, level3, partial, remark) = words;
            let (period_target, annual_target, actual) = targets;
            let (points, score, weight) = numbers;
            Indicator {
                seq,
                level1,
                level2,
                level3,
                partial,
                period_target,
                annual_target,
                actual,
                points,
                score,
                weight,
                remark,
                ..Indicator::new(place)
            }
        })
        .boxed()
}

fn amounts() -> impl Strategy<Value = Amounts> {
    (of(number()), of(number()), of(number()), of(number()))
        .prop_map(|(total, fiscal, special_account, other)| Amounts { total, fiscal, special_account, other })
}

fn project() -> BoxedStrategy<Project> {
    let texts = (of(text()), of(text()), of(text()), of(text()), of(text()), of(text()));
    let execution = number().prop_map(|n| Execution { spent: Some(n), ..Execution::default() });
    let period = amounts().prop_map(|a| Some(a).filter(|a| !a.is_empty()));
    (texts, amounts(), period, of(execution), vec(indicator(), 0..4), place())
        .prop_map(|(texts, amounts, amounts_period, execution, indicators, place)| {
            let (department, budget_unit, name, goal, goal_period, indicators_text) = texts;
            Project {
                department,
                budget_unit,
                name,
                amounts,
                amounts_period,
                goal,
                goal_period,
                indicators_text,
                indicators,
                execution,
                ..Project::new(place)
            }
        })
        .boxed()
}

fn subtotal() -> BoxedStrategy<Subtotal> {
    (text(), amounts(), of(place())).prop_map(|(label, amounts, place)| Subtotal { label, amounts, place }).boxed()
}

fn form() -> BoxedStrategy<Form> {
    let kinds = [Kind::ProjectTable, Kind::ProjectCard, Kind::SelfEvaluation, Kind::Monitoring];
    let head = (of(text()), of(text()), of(1990..2100_i32), of(text()), vec("注：[一-龥]{1,9}", 0..3));
    let list = (prop::sample::select(kinds.to_vec()), place(), vec(subtotal(), 0..3), vec(project(), 0..4))
        .prop_map(|(kind, place, subtotals, projects)| Form { subtotals, projects, ..Form::new(kind, place) });
    let budget = (text(), text(), of(number()), of(place())).prop_map(|(group, label, amount, place)| BudgetLine {
        group,
        label,
        amount,
        place,
    });
    let task = (of(text()), of(text()), of(number()), of(text()), of(place()))
        .prop_map(|(name, content, funds, expected, place)| Task { name, content, funds, expected, place });
    let lists = (vec(budget, 0..4), vec(task, 0..3), vec(indicator(), 0..4));
    let department = (place(), of(text()), of(text()), lists).prop_map(
        |(place, overall_goal, other_tasks, (budget, tasks, indicators))| Form {
            overall_goal,
            other_tasks,
            budget,
            tasks,
            indicators,
            ..Form::new(Kind::Department, place)
        },
    );
    (head, prop_oneof![list, department])
        .prop_map(|((title, department, year, unit, notes), form)| Form {
            title,
            department,
            year,
            unit,
            notes,
            ..form
        })
        .boxed()
}

fn severity() -> impl Strategy<Value = Severity> {
    prop_oneof![Just(Severity::Error), Just(Severity::Warning), Just(Severity::Info)]
}

/// A finding about one of the forms, as far down as `depth` and the form go.
fn finding(forms: &[Form], at: usize, depth: u8) -> (Option<usize>, Option<usize>, Option<usize>) {
    let Some(form) = forms.get(at % (forms.len() + 1)) else { return (None, None, None) };
    let f = Some(at % (forms.len() + 1));
    if depth == 0 {
        return (f, None, None);
    }
    let project = (!form.projects.is_empty()).then(|| at % form.projects.len());
    let indicators = project.map_or(&form.indicators, |p| &form.projects[p].indicators);
    let indicator = (depth > 1 && !indicators.is_empty()).then(|| at % indicators.len());
    (f, project, indicator)
}

fn document() -> BoxedStrategy<Document> {
    let media = [
        MediaType::Pdf,
        MediaType::Text,
        MediaType::TabSeparated,
        MediaType::Csv,
        MediaType::Xlsx,
        MediaType::Ods,
        MediaType::SpreadsheetXml,
        MediaType::Html,
        MediaType::WebArchive,
        MediaType::Docx,
        MediaType::Markdown,
        MediaType::Png,
        MediaType::Jpeg,
        MediaType::Tiff,
    ];
    let methods = [Method::Tags, Method::Rules, Method::Alignment, Method::Text, Method::Worksheet, Method::Ocr];
    let methods = prop::sample::subsequence(methods.to_vec(), 0..=6);
    let source = (
        text(),
        "[0-9a-f]{64}",
        0_u64..1 << 40,
        prop::sample::select(media.to_vec()),
        of(1_u32..999),
        of(text()),
        methods,
    )
        .prop_map(|(name, sha256, bytes, media_type, pages, producer, methods)| Source {
            name,
            sha256,
            bytes,
            media_type,
            pages,
            producer,
            methods,
        });
    let finding_texts = (severity(), text(), of(text()), of(text()), of(place()), any::<u16>(), 0_u8..3);
    (source, vec(form(), 0..4), vec(finding_texts, 0..6))
        .prop_map(|(source, forms, found)| {
            let findings = found.into_iter().map(|(severity, message, quote, suggestion, place, at, depth)| {
                let (form, project, indicator) = finding(&forms, usize::from(at), depth);
                // The workbook's own findings are none of the document's.
                let codes: Vec<_> = jixiao::findings::all()
                    .filter(|e| !["continued-text", "notes-left-out"].contains(&&*e.code.0))
                    .collect();
                let entry = codes[usize::from(at) % codes.len()];
                let plain = Finding::of(entry.code.clone(), entry.topic, severity, message, String::new());
                Finding { quote, suggestion, place, form, project, indicator, ..plain }
            });
            let findings = findings.collect();
            Document { schema: jixiao::model::SCHEMA.to_owned(), source, forms, tables: None, findings }
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(document in document()) {
        let reviewed = Reviewed { reviews: reviews_of_all(&document), document };
        prop_assert_eq!(write_and_read(vec![reviewed.clone()]), vec![reviewed]);
    }

    #[test]
    fn many_documents_are_read_back_from_one_workbook(documents in vec(document(), 2..4)) {
        let read = write_and_read(documents.iter().cloned().map(Reviewed::from).collect());
        let read: Vec<_> = read.into_iter().map(|r| r.document).collect();
        prop_assert_eq!(read, documents);
    }
}

/// A verdict on everything that can have one, in the order of records.
fn reviews_of_all(document: &Document) -> Vec<Review> {
    let mut records = Vec::new();
    for (f, form) in document.forms.iter().enumerate() {
        records.extend((0..form.projects.len()).map(|p| RecordId::Project(f, p)));
        records.extend((0..form.tasks.len()).map(|t| RecordId::Task(f, t)));
        records.extend((form.kind == Kind::Department).then_some(RecordId::Goal(f)));
        records.extend((0..form.indicators.len()).map(|i| RecordId::Indicator(f, None, i)));
        let of_project = |(p, project): (usize, &Project)| {
            (0..project.indicators.len()).map(move |i| RecordId::Indicator(f, Some(p), i)).collect::<Vec<_>>()
        };
        records.extend(form.projects.iter().enumerate().flat_map(of_project));
    }
    records.extend((0..document.findings.len()).map(RecordId::Finding));
    records.sort();
    let review = |(n, of)| Review {
        of,
        conclusion: (n % 3 > 0).then(|| if n % 2 == 0 { "采纳" } else { "退回" }.to_owned()),
        opinion: (n % 3 < 2).then(|| format!("意见{n}")),
    };
    records.into_iter().enumerate().map(review).collect()
}

/// A department form with one indicator, the given texts in its goal and the indicator's name.
fn small(goal: &str, name: &str) -> Document {
    let place = Place::page(1, BBox::new(1.0, 2.0, 3.0, 4.0));
    let target = Target {
        raw: "≥95.5%".to_owned(),
        operator: Some(Operator::AtLeast),
        value: Some(Decimal::new(955, 1)),
        unit: Some("%".to_owned()),
        kind: TargetKind::Quantitative,
        parts: Vec::new(),
    };
    let indicator = Indicator {
        level1: Some("产出指标".to_owned()),
        level3: Some(name.to_owned()),
        annual_target: Some(target),
        ..Indicator::new(place.clone())
    };
    let form =
        Form { overall_goal: Some(goal.to_owned()), indicators: vec![indicator], ..Form::new(Kind::Department, place) };
    let source = Source {
        name: "a.pdf".to_owned(),
        sha256: "0".repeat(64),
        bytes: 1,
        media_type: MediaType::Pdf,
        pages: Some(1),
        producer: None,
        methods: vec![jixiao::model::Method::Tags, jixiao::model::Method::Rules],
    };
    let code = Code::new("indicator-cut");
    let found = Finding::of(code, Topic::Substance, Severity::Error, "请核对".to_owned(), String::new());
    let found = found.form(0).indicator(0).quote(name);
    Document {
        schema: jixiao::model::SCHEMA.to_owned(),
        source,
        forms: vec![form],
        tables: None,
        findings: vec![found],
    }
}

fn sheet(bytes: &[u8], name: &str) -> calamine::Range<calamine::Data> {
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    book.worksheet_range(name).unwrap()
}

#[test]
fn an_independent_reader_sees_numbers_as_numbers_and_texts_as_texts() {
    use calamine::{Data, Reader};
    let bytes = write::workbook::document(&small("目标", "=HYPERLINK(\"x\")")).unwrap();
    let rows = sheet(&bytes, "三级指标");
    assert_eq!(rows.get((1, 4)), Some(&Data::String("=HYPERLINK(\"x\")".to_owned())));
    assert_eq!(rows.get((1, 12)), Some(&Data::Float(95.5)));
    let found = sheet(&bytes, "问题清单");
    assert_eq!(found.get((1, 4)), Some(&Data::String("三级指标!E2".to_owned())));
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(book.worksheet_formula("三级指标").unwrap().used_cells().count(), 0);
    // The form has no second level, and no sheet for one.
    let names = ["概览", "一级指标", "三级指标", "总体目标", "问题清单", "来源"];
    assert_eq!(book.sheet_names(), names);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = small("目标", "指标");
    let first = write::workbook::document(&document).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert!(first == write::workbook::document(&document).unwrap());
}

#[test]
fn a_text_longer_than_a_cell_continues_below() {
    let document = small(&"目标".repeat(40_000), &"😀".repeat(20_000));
    let bytes = write::workbook::document(&document).unwrap();
    let goals = sheet(&bytes, "总体目标");
    assert_eq!(goals.get((2, 0)).unwrap().to_string(), "续");
    assert_eq!(goals.height(), 4);
    let rules: Vec<_> = sheet(&bytes, "问题清单").rows().map(|r| r[2].to_string()).collect();
    assert!(rules.contains(&"分行的长文字".to_owned()), "{rules:?}");
    let read = write_and_read(vec![document.clone().into()]);
    assert_eq!(read[0].document, document);
}

#[test]
fn reviews_are_kept_and_sorted_rows_still_belong_where_they_did() {
    let review = Review {
        of: RecordId::Indicator(0, None, 0),
        conclusion: Some("退回".to_owned()),
        opinion: Some("=请核".to_owned()),
    };
    let reviewed = Reviewed { document: small("目标", "指标"), reviews: vec![review] };
    assert_eq!(write_and_read(vec![reviewed.clone()]), vec![reviewed]);
}
