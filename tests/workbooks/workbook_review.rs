//! The workbook that is worked in: what an auditor sees first, what stays in view, what is printed; and workbooks of 0.1.0.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use jixiao::model::{Document, RecordId, Review, Reviewed};
use jixiao::{Options, write};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sample(name: &str) -> Document {
    jixiao::convert(&root().join("samples").join(name).join("input.pdf"), &Options::default()).unwrap()
}

/// A part of a package as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Name of the sheet → its part.
fn sheet(bytes: &[u8], name: &str) -> String {
    let book = part(bytes, "xl/workbook.xml");
    let before = book.split(&format!("name=\"{name}\"")).next().unwrap();
    part(bytes, &format!("xl/worksheets/sheet{}.xml", before.matches("<sheet ").count()))
}

fn cells(bytes: &[u8], name: &str) -> calamine::Range<calamine::Data> {
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    book.worksheet_range(name).unwrap()
}

#[test]
fn a_workbook_of_an_earlier_version_is_read_with_its_verdicts() {
    let path = root().join("tests/cases/workbooks/standard-0.1.0.xlsx");
    let read = jixiao::read(&path, &Options::default()).unwrap();
    let [Reviewed { document, reviews }] = read.as_slice() else { panic!("{} documents", read.len()) };
    let now = sample("department");
    assert_eq!(document.forms[0].indicators.len(), now.forms[0].indicators.len());
    let tasks = |document: &Document| -> Vec<_> {
        document.forms[0]
            .tasks
            .iter()
            .map(|t| (t.name.clone(), t.content.clone(), t.funds, t.expected.clone()))
            .collect()
    };
    assert_eq!(tasks(document), tasks(&now));
    assert_eq!(document.forms[0].budget.len(), now.forms[0].budget.len());
    assert_eq!(document.forms[0].overall_goal, now.forms[0].overall_goal);
    assert!(document.findings.iter().all(|f| f.code.0.is_ascii()), "{:?}", document.findings);
    let at = |n| RecordId::Indicator(0, None, n);
    let review = |of, conclusion: &str, opinion: Option<&str>| Review {
        of,
        conclusion: Some(conclusion.to_owned()),
        opinion: opinion.map(str::to_owned),
    };
    assert_eq!(*reviews, [review(at(0), "通过", None), review(at(1), "退回", Some("目标值偏低"))]);
    // Written anew it is in the order of today.
    let bytes =
        write::workbook::documents([Reviewed { document: document.clone(), reviews: reviews.clone() }]).unwrap();
    assert_eq!(cells(&bytes, "三级指标").get((0, 0)).unwrap().to_string(), "部门");
}

#[test]
fn the_verdict_stands_beside_the_value_and_the_names_stay_in_view() {
    let document = sample("self-evaluation");
    let bytes = write::workbook::document(&document).unwrap();
    let xml = sheet(&bytes, "三级指标");
    assert!(xml.contains("<pane xSplit=\"5\" ySplit=\"1\""), "{}", &xml[..1_500]);
    let columns = widths(&xml);
    let heading: Vec<String> =
        cells(&bytes, "三级指标").rows().next().unwrap().iter().map(ToString::to_string).collect();
    let pixels = |until: &str| {
        let last = heading.iter().position(|h| h == until).unwrap();
        columns[..=last].iter().map(|w| w * 7.0).sum::<f64>()
    };
    // Of a screen of 1600 pixels the numbers of the rows take some forty, the scroll bar twenty.
    assert!(
        pixels("三级指标") <= 620.0 && pixels("审核意见") <= 1_540.0,
        "{} {}",
        pixels("三级指标"),
        pixels("审核意见")
    );
}

/// The widths of the columns of a sheet, 0 where hidden.
fn widths(xml: &str) -> Vec<f64> {
    let mut widths = Vec::new();
    for column in xml.split("<col ").skip(1) {
        let value = |name: &str| column.split(&format!(" {name}=\"")).nth(1).and_then(|v| v.split('"').next());
        let value = |name: &str| {
            value(name).or_else(|| column.strip_prefix(&format!("{name}=\"")).and_then(|v| v.split('"').next()))
        };
        let (first, last): (usize, usize) =
            (value("min").unwrap().parse().unwrap(), value("max").unwrap().parse().unwrap());
        let is_hidden = value("hidden") == Some("1");
        let width = if is_hidden { 0.0 } else { value("width").map_or(8.43, |w| w.parse().unwrap()) };
        widths.resize(last.min(200), width);
        widths[first - 1..last.min(200)].fill(width);
    }
    widths
}

#[test]
fn columns_without_anything_in_them_can_be_opened_and_are_closed() {
    let bytes = write::workbook::document(&sample("project-list")).unwrap();
    let rows = cells(&bytes, "三级指标");
    let columns = widths(&sheet(&bytes, "三级指标"));
    for (at, heading) in rows.rows().next().unwrap().iter().enumerate() {
        let is_empty = rows.rows().skip(1).all(|row| row[at].to_string().is_empty());
        let is_review = heading.to_string().starts_with("审核");
        // The name of the one file stands on 概览 and 来源.
        let is_closed = (is_empty && !is_review) || *heading == "文件";
        assert_eq!(columns[at] == 0.0, is_closed, "{heading}");
    }
    assert!(sheet(&bytes, "三级指标").contains("outlineLevel=\"1\""));
}

#[test]
fn the_cover_says_what_was_read_and_where_to_look() {
    let document = sample("department");
    let origin = write::workbook::Origin { date: Some("2026-11-30".to_owned()), ..Default::default() };
    let bytes = write::workbook::document_with(&document, &[], &origin).unwrap();
    let rows = cells(&bytes, "概览");
    let text: String = rows.rows().flatten().map(|cell| cell.to_string() + "\n").collect();
    for expected in
        ["读到了什么", "未读单元格", "按规则的问题数", "先看这些地方", "图例", "2026-11-30", env!("CARGO_PKG_VERSION")]
    {
        assert!(text.contains(expected), "{expected}");
    }
    assert!(!String::from_utf8_lossy(&write::workbook::document(&document).unwrap()).contains("2026-11-30"));
    let links = sheet(&bytes, "概览");
    let worst = document.findings.len().min(10);
    // Each place leads to its cell and to its row of the list.
    assert!(links.matches("<hyperlink ").count() >= worst * 2, "{links}");
    assert!(sheet(&bytes, "三级指标").contains("location=\"概览!A1\"") || sheet(&bytes, "三级指标").contains("概览"));
}

#[test]
fn findings_have_names_and_the_code_in_a_note() {
    let document = sample("department");
    let bytes = write::workbook::document(&document).unwrap();
    let rows = cells(&bytes, "问题清单");
    let rules: Vec<String> = rows.rows().skip(1).map(|row| row[2].to_string()).collect();
    assert!(rules.iter().all(|rule| !rule.is_ascii()), "{rules:?}");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|n| n.unwrap().into_owned()).collect();
    let comments: String = names.iter().filter(|n| n.starts_with("xl/comments")).map(|n| part(&bytes, n)).collect();
    assert!(document.findings.iter().all(|f| comments.contains(&*f.code.0)));
    drop(archive.by_index(0));
    let list = sheet(&bytes, "问题清单");
    assert!(list.contains("采纳,不属实,已整改"), "no drop-down");
}

#[test]
fn what_is_printed_can_be_read() {
    for name in ["department", "project-list", "self-evaluation", "project-card", "monitoring", "flat-list"] {
        let bytes = write::workbook::document(&sample(name)).unwrap();
        let book = part(&bytes, "xl/workbook.xml");
        for number in 1..=book.matches("<sheet ").count() {
            let xml = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
            let setup = xml.split("<pageSetup ").nth(1).unwrap().split("/>").next().unwrap();
            assert!(setup.contains("paperSize=\"9\"") && setup.contains("landscape"), "{name} {setup}");
            let scale = setup.split("scale=\"").nth(1).map_or(100.0, |s| s.split('"').next().unwrap().parse().unwrap());
            // The cells have 10 points.
            assert!(10.0 * scale / 100.0 >= 8.0 && !xml.contains("fitToPage"), "{name} {setup}");
        }
    }
}

#[test]
fn places_in_the_file_take_no_pages_of_paper() {
    let bytes = write::workbook::document(&sample("project-list")).unwrap();
    let book = part(&bytes, "xl/workbook.xml");
    for name in ["项目", "三级指标", "问题清单"] {
        let cells = cells(&bytes, name);
        let position = (0..60).find(|c| cells.get_value((0, *c)).is_some_and(|text| *text == *"来源位置")).unwrap();
        let mut areas = book.split("_xlnm.Print_Area").skip(1);
        let area = areas.find_map(|area| area.split(&format!(">{name}!$A$1:$")).nth(1));
        let area = area.unwrap_or_else(|| panic!("{name}: {book}"));
        let letters = area.split('$').next().unwrap();
        let last = letters.bytes().fold(0, |n, letter| n * 26 + u32::from(letter - b'A') + 1);
        assert!(last <= position, "{name}: {letters} of {position}");
    }
}

#[test]
fn unknown_files_are_not_standard_workbooks() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/workbooks/card.xls");
    let read = jixiao::read(&path, &Options::default()).unwrap();
    assert!(read.iter().all(|one| one.reviews.is_empty()));
}

/// What a record is called; verdicts follow it.
fn name_of(document: &Document, of: RecordId) -> Option<String> {
    let form = |f: usize| document.forms.get(f);
    match of {
        RecordId::Project(f, p) => form(f)?.projects.get(p)?.name.clone(),
        RecordId::Task(f, t) => form(f)?.tasks.get(t)?.name.clone(),
        RecordId::Goal(f) => form(f)?.overall_goal.clone(),
        RecordId::Indicator(f, None, i) => form(f)?.indicators.get(i)?.level3.clone(),
        RecordId::Indicator(f, Some(p), i) => form(f)?.projects.get(p)?.indicators.get(i)?.level3.clone(),
        RecordId::Finding(n) => document.findings.get(n).map(|finding| finding.message.clone()),
        _ => None,
    }
}

/// A verdict on each project, task, goal, indicator and finding, with an opinion that no other has.
fn reviews_of_all(document: &Document) -> Vec<Review> {
    let mut records: Vec<RecordId> = (0..document.findings.len()).map(RecordId::Finding).collect();
    for (f, form) in document.forms.iter().enumerate() {
        records.extend(form.overall_goal.as_ref().map(|_| RecordId::Goal(f)));
        records.extend((0..form.tasks.len()).map(|t| RecordId::Task(f, t)));
        records.extend((0..form.indicators.len()).map(|i| RecordId::Indicator(f, None, i)));
        for (p, project) in form.projects.iter().enumerate() {
            records.push(RecordId::Project(f, p));
            records.extend((0..project.indicators.len()).map(|i| RecordId::Indicator(f, Some(p), i)));
        }
    }
    let review = |(n, of)| Review { of, conclusion: None, opinion: Some(format!("意见{n}。")) };
    records.into_iter().enumerate().map(review).collect()
}

/// The document as a later version of the form has it: records gone, renamed, moved; the goal and a value said otherwise.
fn changed(mut document: Document) -> Document {
    for form in &mut document.forms {
        let projects = form.projects.len();
        form.projects.rotate_left(1.min(projects));
        form.projects.pop();
        form.tasks.reverse();
        form.tasks.pop();
        form.overall_goal = form.overall_goal.take().map(|goal| format!("{goal}（修订）"));
        let indicators = match form.projects.first_mut() {
            Some(project) => &mut project.indicators,
            None => &mut form.indicators,
        };
        indicators.reverse();
        indicators.pop();
        if let [first, .., last] = indicators.as_mut_slice() {
            first.level3 = Some("改名的指标".to_owned());
            last.annual_target = None;
        }
    }
    // What is found of the first project and of the indicators that moved is found no more; the other projects have moved up.
    document.findings.retain(|finding| match (finding.project, finding.indicator) {
        (None, indicator) => indicator.is_none(),
        (Some(project), indicator) => project > 1 || project == 1 && indicator.is_none(),
    });
    document.findings.iter_mut().for_each(|finding| finding.project = finding.project.map(|project| project - 1));
    document.findings.reverse();
    document
}

#[test]
fn no_verdict_is_lost_where_the_content_changed() {
    for name in ["department", "project-list", "self-evaluation", "project-card"] {
        let document = sample(name);
        let reviewed = Reviewed { reviews: reviews_of_all(&document), document };
        let opinions = |reviews: &[Review]| -> BTreeMap<String, RecordId> {
            reviews.iter().map(|review| (review.opinion.clone().unwrap(), review.of)).collect()
        };
        let before = opinions(&reviewed.reviews);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.xlsx");
        std::fs::write(&path, write::workbook::documents(vec![reviewed.clone()]).unwrap()).unwrap();
        let old = jixiao::read(&path, &Options::default()).unwrap();
        let kept = jixiao::reconstruct::standard::carry_over(changed(sample(name)), &[&old[0]]);
        std::fs::write(&path, write::workbook::documents(vec![kept]).unwrap()).unwrap();
        let new = jixiao::read(&path, &Options::default()).unwrap().remove(0);
        let after = opinions(&new.reviews);
        for (opinion, of) in &after {
            let names = [name_of(&reviewed.document, before[opinion]), name_of(&new.document, *of)];
            assert_eq!(names[0], names[1], "{name}: {opinion}");
        }
        let placeless = new.document.findings.iter().filter(|f| &*f.code.0 == "unmatched-review");
        let placeless: BTreeSet<String> = placeless.filter_map(|finding| finding.quote.clone()).collect();
        let all: BTreeSet<String> = after.keys().chain(&placeless).cloned().collect();
        assert_eq!(all, before.keys().cloned().collect(), "{name}");
        // Of a form of one project nothing is left that a verdict could belong to.
        let forms = &new.document.forms;
        let gone = forms.iter().all(|f| f.projects.is_empty() && f.indicators.is_empty() && f.tasks.is_empty());
        assert!(!placeless.is_empty() && (gone || !after.is_empty()), "{name}: {} {}", after.len(), placeless.len());
    }
}

#[test]
fn what_was_not_surely_recognised_has_the_tint_of_doubt() {
    let mut document = sample("department");
    for (indicator, percent) in document.forms[0].indicators.iter_mut().zip([99, 62, 85]) {
        indicator.confidence = Some(rust_decimal::Decimal::new(percent, 2));
    }
    let bytes = write::workbook::document(&document).unwrap();
    let levels = write::workbook::document(&sample("department")).unwrap();
    let title = |range: &calamine::Range<calamine::Data>| {
        range.rows().find_map(|row| row.iter().position(|cell| *cell == "识别"))
    };
    // The sheet that lists the indicators of the form.
    let name = {
        use calamine::Reader;
        let book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(&bytes)).unwrap();
        let names = book.sheet_names();
        names.into_iter().find(|name| title(&cells(&bytes, name)).is_some()).unwrap()
    };
    let range = cells(&bytes, &name);
    let column = title(&range).unwrap();
    let shares: Vec<f64> = range
        .rows()
        .filter_map(|row| match row[column] {
            calamine::Data::Float(share) => Some(share),
            _ => None,
        })
        .collect();
    assert_eq!(shares, [0.99, 0.62, 0.85]);
    let styles = part(&bytes, "xl/styles.xml");
    let fills: Vec<&str> = styles.split("<fill>").skip(1).collect();
    let formats: Vec<&str> = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1).collect();
    let attribute = |tag: &str, name: &str| -> usize {
        tag.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let sheet = sheet(&bytes, &name);
    let is_tinted = |value: &str| {
        let before = sheet.split(&format!("<v>{value}</v>")).next().unwrap();
        let cell = before.rsplit("<c ").next().unwrap();
        fills[attribute(formats[attribute(cell, "s")], "fillId")].contains("FFFFEB9C")
    };
    assert_eq!(["0.99", "0.62", "0.85"].map(is_tinted), [false, true, false]);
    assert!(title(&cells(&levels, &name)).is_none(), "printed text has no such column");
}
