//! One line of text in every way that Chinese PDFs encode it, see cases/fonts/make.py.

#![allow(clippy::unwrap_used, clippy::panic, clippy::float_cmp, reason = "a test may fail; places are rounded")]

use std::path::{Path, PathBuf};

use jixiao::model::{Content, Noted, Page, UnicodeSource, WritingDirection};
use jixiao::{Error, Options, extract};

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/fonts").join(name).with_extension("pdf")
}

fn page(name: &str, password: Option<&str>) -> Noted<Page> {
    let options = Options { password: password.map(str::to_owned), ..Options::default() };
    let input = extract::open(&case(name), &options).unwrap();
    let Content::Pages(pages) = &input.content else { panic!("no PDF") };
    assert_eq!(pages.page_count(), 1);
    pages.page(1)
}

fn visible(page: &Page) -> String {
    page.glyphs.iter().filter(|g| !g.invisible).map(|g| g.text.as_str()).collect()
}

#[test]
fn every_encoding_reads_the_same() {
    let expected = std::fs::read_to_string(case("expected").with_extension("txt")).unwrap();
    let mut wrong = Vec::new();
    for (name, text) in expected.lines().map(|line| line.split_once('\t').unwrap()) {
        let password = name.ends_with("-password").then(|| if name.contains("aes-256") { "口令" } else { "secret" });
        let read = page(name, password);
        if visible(&read.output) != text || !read.findings.is_empty() {
            wrong.push(format!("{name}: {} {:?}", visible(&read.output), read.findings));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_missing_password_and_a_wrong_one_are_told_apart() {
    for (password, given) in [(None, false), (Some("wrong"), true)] {
        let options = Options { password: password.map(str::to_owned), ..Options::default() };
        let error = extract::open(&case("encrypted-aes-256-password"), &options).map(|_| ()).unwrap_err();
        assert!(matches!(error, Error::Password { given: g } if g == given), "{error}");
    }
}

#[test]
fn each_glyph_says_where_its_character_came_from() {
    let sources = |name| page(name, None).output.glyphs.iter().map(|g| g.source).collect::<Vec<_>>();
    let all = |name, source| sources(name).iter().all(|s| *s == source);
    assert!(all("tounicode-good", UnicodeSource::ToUnicode));
    assert!(all("tounicode-without", UnicodeSource::FontCmap));
    assert!(all("embedded-GBK-EUC-H", UnicodeSource::Encoding));
    assert!(all("actual-text", UnicodeSource::ActualText));
    let partial = sources("tounicode-partial");
    assert!(partial.contains(&UnicodeSource::ToUnicode) && partial.contains(&UnicodeSource::FontCmap));
}

#[test]
fn places_are_those_a_reader_sees() {
    let first = |name: &str| {
        let page = page(name, None).output;
        let glyph = page.glyphs.first().unwrap().clone();
        let round = |v: f64| (v * 10.0).round() / 10.0;
        let b = glyph.bbox;
        ((page.width, page.height), [b.left, b.top, b.right, b.bottom].map(round), round(glyph.size), glyph.direction)
    };
    // 12 pt at (20, 50) from the lower left corner of 420 x 100.
    let upright = [20.0, 39.4, 32.0, 51.4];
    assert_eq!(first("tounicode-good"), ((420.0, 100.0), upright, 12.0, WritingDirection::Right));
    assert_eq!(first("plain-UniGB-UCS2-H"), ((420.0, 100.0), upright, 12.0, WritingDirection::Right));
    assert_eq!(first("type3"), ((420.0, 100.0), upright, 12.0, WritingDirection::Right));
    assert_eq!(first("slanted").2, 12.0);
    assert_eq!(first("rotated"), ((100.0, 420.0), [48.6, 20.0, 60.6, 32.0], 12.0, WritingDirection::Down));
    assert_eq!(first("crop-unit"), ((800.0, 100.0), [20.0, 58.9, 44.0, 82.9], 24.0, WritingDirection::Right));
    assert_eq!(first("upside-down").3, WritingDirection::Left);
    assert_eq!(first("plain-UniGB-UCS2-V").1, [14.0, 20.0, 26.0, 32.0]);
    assert_eq!(first("plain-UniGB-UCS2-V").3, WritingDirection::Stacked);
}

#[test]
fn white_on_paper_is_not_visible_and_a_white_repetition_not_there() {
    let page = page("white-on-paper", None).output;
    assert_eq!(page.glyphs.len(), visible(&page).chars().count());
}

#[test]
fn widths_that_would_fill_the_memory_cost_the_page_only() {
    let read = page("hostile-widths", None);
    assert_eq!(read.findings.iter().map(|f| f.code.0.as_ref()).collect::<Vec<_>>(), ["page-too-large"]);
    assert_eq!((read.output.width, read.output.height), (420.0, 100.0));
}
