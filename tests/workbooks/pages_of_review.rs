//! The page of review: what it marks is what is printed, it fetches nothing, hostile text stays text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use jixiao::model::{BBox, Content, Glyph};
use lopdf::dictionary;
use serde_json::Value;

/// Bytes of the page of review for each page of the input.
const MOST_BYTES: usize = 250_000;

fn jixiao() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin("jixiao"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The page of an input.
fn page(input: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("page.html");
    jixiao().arg("review").arg(input).arg("-o").arg(&out).assert().success();
    std::fs::read_to_string(out).unwrap()
}

fn data(page: &str) -> Value {
    let data = page.split("<script type=\"application/json\" id=\"data\">").nth(1).unwrap();
    serde_json::from_str(data.split("</script>").next().unwrap()).unwrap()
}

fn key(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，')).collect()
}

/// What is printed in the boxes of a value, box after box.
fn printed(glyphs: &[Vec<Glyph>], spots: &[Value]) -> String {
    let mut all = String::new();
    for spot in spots {
        let page = usize::try_from(spot["page"].as_u64().unwrap()).unwrap();
        let bbox: BBox = serde_json::from_value(spot["bbox"].clone()).unwrap();
        let middle = |g: &Glyph| (f64::midpoint(g.bbox.left, g.bbox.right), f64::midpoint(g.bbox.top, g.bbox.bottom));
        let inside = |g: &&Glyph| {
            let (x, y) = middle(g);
            (bbox.left..=bbox.right).contains(&x) && (bbox.top..=bbox.bottom).contains(&y)
        };
        let mut found: Vec<&Glyph> = glyphs[page - 1].iter().filter(inside).collect();
        found.sort_by(|a, b| middle(a).0.total_cmp(&middle(b).0));
        for glyph in found {
            all.push_str(&glyph.text);
        }
    }
    key(&all)
}

/// Of a file: values whose boxes hold just them, values marked by their cell or row, and those whose boxes say something else.
fn compare(input: &Path) -> (usize, usize, Vec<String>) {
    let options = jixiao::Options::default();
    let opened = jixiao::extract::open(input, &options).unwrap();
    let Content::Pages(pages) = opened.content else { panic!("{} has no pages", input.display()) };
    let glyphs: Vec<Vec<Glyph>> = (1..=pages.page_count()).map(|n| pages.page(n).output.glyphs).collect();
    let html = page(input);
    assert!(
        html.len() <= MOST_BYTES * glyphs.len(),
        "{}: {} bytes for {} pages",
        input.display(),
        html.len(),
        glyphs.len()
    );
    let (mut exact, mut coarse, mut wrong) = (0, 0, Vec::new());
    for value in data(&html)["records"].as_array().unwrap().iter().flat_map(|r| r["values"].as_array().unwrap()) {
        let text = value["text"].as_str().unwrap();
        if value["exact"] == false {
            coarse += 1;
            continue;
        }
        exact += 1;
        let spots = value["at"].as_array().unwrap();
        let printed = if spots.iter().all(|s| s["bbox"].is_array()) { printed(&glyphs, spots) } else { String::new() };
        if !printed.contains(&key(text)) {
            wrong.push(format!("{}: {text} is marked where {printed} stands", input.display()));
        }
    }
    (exact, coarse, wrong)
}

/// PDFs of the samples and, where it is there, of the corpus.
fn inputs() -> Vec<PathBuf> {
    let samples =
        ["project-list", "department", "project-card", "self-evaluation", "monitoring", "flat-list", "unruled"];
    let samples = samples.map(|name| root().join("samples").join(name).join("input.pdf"));
    let mut all = samples.to_vec();
    if let Ok(folder) = std::env::var("REVIEW_CORPUS") {
        let cases = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("input.pdf"));
        all.extend(cases.filter(|path| path.exists()));
    }
    all.sort();
    all
}

/// The glyphs inside the box of a value spell it; less than one value in twenty is marked by its cell or row instead, because it
/// is not printed as it stands.
#[test]
fn what_is_marked_is_what_is_printed() {
    let (mut exact, mut coarse, mut wrong) = (0, 0, Vec::new());
    for input in inputs() {
        let of_file = compare(&input);
        exact += of_file.0;
        coarse += of_file.1;
        wrong.extend(of_file.2);
    }
    assert!(wrong.is_empty(), "{} of {exact}: {}", wrong.len(), wrong.join("\n"));
    assert!(exact > 1500 && coarse * 20 < exact + coarse, "{coarse} beside {exact}");
}

/// A page may run its own script and nothing else, and nothing in it leads out.
#[test]
fn a_page_fetches_nothing_and_hostile_text_stays_text() {
    let html = page(&root().join("tests/review/markup-in-texts.html"));
    let head = html.split("<body>").next().unwrap();
    assert!(head.contains("default-src 'none'; script-src 'sha256-"), "{head}");
    assert!(!html.contains("http://") || html.matches("http://").count() == html.matches("http://www.w3.org/").count());
    assert!(!html.contains("https://") && !html.contains("<script>window.broken"));
    assert!(data(&html)["records"].to_string().contains("</script><script>window.broken=1</script>"));
    // The data, the script, and no third.
    assert_eq!(html.matches("<script").count(), 2);
}

/// The page takes the place of one that this program wrote, and of nothing else; the same input gives the same bytes.
#[test]
fn a_page_spares_what_is_not_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("page.html");
    let input = root().join("samples/text/002.txt");
    let run = || jixiao().arg("review").arg(&input).arg("-o").arg(&out).output().unwrap().status.code();
    assert_eq!(run(), Some(0));
    let first = std::fs::read(&out).unwrap();
    assert_eq!(run(), Some(0));
    assert_eq!(std::fs::read(&out).unwrap(), first);
    std::fs::write(&out, "mine").unwrap();
    assert_eq!(run(), Some(1));
    assert_eq!(std::fs::read(&out).unwrap(), b"mine");
    let wrong = folder.path().join("page.docx");
    assert_eq!(jixiao().arg("review").arg(&input).arg("-o").arg(wrong).output().unwrap().status.code(), Some(2));
}

/// What a page saved is in the columns of the workbook; a verdict on another file's records is named, not lost.
#[test]
fn saved_verdicts_stand_in_the_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let input = root().join("samples/self-evaluation/input.pdf");
    let shown = data(&page(&input));
    let record = shown["records"].as_array().unwrap().iter().find(|r| r["kind"] == "indicator").unwrap();
    let mut review = record["id"].clone();
    review["conclusion"] = "退回".into();
    review["opinion"] = "数字有误".into();
    let finding =
        serde_json::json!({"finding": 0, "code": shown["findings"][0]["code"], "conclusion": "待核", "opinion": null});
    let saved = folder.path().join("saved.review.json");
    let write = |sha256: &Value| {
        let source = serde_json::json!({"name": "input.pdf", "sha256": sha256});
        let file = serde_json::json!({"schema": "jixiao-review/1", "source": source, "reviews": [review, finding]});
        std::fs::write(&saved, file.to_string()).unwrap();
    };
    let convert = |out: &str| {
        let out = folder.path().join(out);
        jixiao().arg("convert").arg(&input).arg("-o").arg(&out).arg("--review").arg(&saved).assert().success();
        jixiao::read(&out, &jixiao::Options::default()).unwrap().remove(0)
    };
    write(&shown["source"]["sha256"]);
    let reviews = convert("a.xlsx").reviews;
    let said: Vec<_> = reviews.iter().map(|r| (r.conclusion.as_deref(), r.opinion.as_deref())).collect();
    assert_eq!(said, [(Some("退回"), Some("数字有误")), (Some("待核"), None)]);
    write(&"0".repeat(64).into());
    let other = convert("b.xlsx");
    assert!(other.reviews.is_empty());
    assert!(other.document.findings.iter().any(|f| f.quote.as_deref() == Some("退回；数字有误")));
}

/// A page for each file, and one over all that names what failed; made again, they take their own places.
#[test]
fn a_run_over_many_files_has_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let (inputs, out) = (folder.path().join("in"), folder.path().join("out"));
    std::fs::create_dir_all(inputs.join("甲 乙")).unwrap();
    std::fs::copy(root().join("samples/text/002.txt"), inputs.join("甲 乙/a.txt")).unwrap();
    std::fs::write(inputs.join("broken.pdf"), "%PDF-1.7\nnothing").unwrap();
    for _ in 0..2 {
        jixiao().arg("convert").arg(&inputs).arg("-o").arg(&out).arg("--review").assert().code(1);
        let index = data(&std::fs::read_to_string(out.join("index.html")).unwrap());
        let files = index["files"].as_array().unwrap();
        assert_eq!(files.len(), 2);
        let (broken, read) = (&files[0], &files[1]);
        assert!(broken["href"].is_null() && broken["failure"].is_string(), "{broken}");
        assert_eq!(read["href"], "%E7%94%B2%20%E4%B9%99/a.review.html");
        assert_eq!(read["forms"], 1);
    }
    assert!(data(&std::fs::read_to_string(out.join("甲 乙/a.review.html")).unwrap())["records"].is_array());
    // Beside the inputs the pages are no inputs themselves.
    jixiao().arg("convert").arg(&inputs).arg("--review").assert().code(1);
    let again = jixiao().arg("convert").arg(&inputs).arg("--review").output().unwrap();
    let index = data(&std::fs::read_to_string(inputs.join("index.html")).unwrap());
    assert_eq!(index["files"].as_array().unwrap().len(), 2, "{again:?}");
}

/// The annotated PDF begins with the bytes of the original; its notes stand where the findings are; what cannot be annotated is
/// refused in clear words.
#[test]
fn notes_stand_at_the_places_of_findings() {
    let folder = tempfile::tempdir().unwrap();
    let input = root().join("samples/project-list/input.pdf");
    let out = folder.path().join("notes.pdf");
    let run = |input: &Path| jixiao().arg("review").arg(input).arg("-o").arg(&out).output().unwrap();
    assert_eq!(run(&input).status.code(), Some(0));
    let (before, after) = (std::fs::read(&input).unwrap(), std::fs::read(&out).unwrap());
    assert!(after.starts_with(&before));
    let pdf = lopdf::Document::load_mem(&after).unwrap();
    // The pages are turned by a quarter: up in their own space is to the right for a reader, right is down.
    let mut places = std::collections::BTreeSet::new();
    for (number, page) in pdf.get_pages() {
        for note in pdf.get_page_annotations(page).unwrap() {
            let rect = note.get(b"Rect").unwrap().as_array().unwrap();
            let rect: Vec<f32> = rect.iter().map(|side| side.as_float().unwrap()).collect();
            places.insert((number, rect[1].round() as i32, rect[0].round() as i32));
        }
    }
    let findings = data(&page(&input))["findings"].clone();
    let boxed = findings.as_array().unwrap().iter().filter(|f| f["place"]["bbox"].is_array());
    let mut count = 0;
    for finding in boxed {
        let side = |n: usize| finding["place"]["bbox"][n].as_f64().unwrap().round() as i32;
        let number = u32::try_from(finding["place"]["page"].as_u64().unwrap()).unwrap();
        let near = |(page, left, top): &(u32, i32, i32)| {
            *page == number && (left - side(0)).abs() <= 1 && (top - side(1)).abs() <= 2
        };
        assert!(places.iter().any(near), "{finding} {places:?}");
        count += 1;
    }
    assert!(count > 20);
    // Made again it takes its own place; a text, an encrypted file are refused.
    assert_eq!(run(&input).status.code(), Some(0));
    let text = run(&root().join("samples/text/002.txt"));
    assert_eq!(text.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&text.stderr).contains("-o 名称.html"), "{text:?}");
    let encrypted = run(&root().join("tests/cases/password.pdf"));
    assert_eq!(encrypted.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&encrypted.stderr).contains("密码"), "{encrypted:?}");
}

/// A signed file gets notes only where its signature is given up in so many words.
#[test]
fn a_signature_is_not_broken_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let mut pdf = lopdf::Document::load(root().join("samples/project-list/input.pdf")).unwrap();
    pdf.add_object(dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "adbe.pkcs7.detached",
        "ByteRange" => vec![0.into(), 10.into(), 20.into(), 30.into()],
        "Contents" => lopdf::Object::string_literal("signature"),
    });
    let (input, out) = (folder.path().join("signed.pdf"), folder.path().join("notes.pdf"));
    pdf.save(&input).unwrap();
    let refused = jixiao().arg("review").arg(&input).arg("-o").arg(&out).output().unwrap();
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--break-signature"), "{refused:?}");
    assert!(!out.exists());
    jixiao().arg("review").arg(&input).arg("-o").arg(&out).arg("--break-signature").assert().success();
    assert!(std::fs::read(&out).unwrap().starts_with(&std::fs::read(&input).unwrap()));
    // The page needs no change of the file.
    jixiao().arg("review").arg(&input).arg("-o").arg(folder.path().join("page.html")).assert().success();
}
