//! One line of text in every way that Chinese PDFs encode it, see cases/fonts/make.py.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_cmp,
    clippy::indexing_slicing,
    reason = "a test may fail; places are rounded"
)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jixiao::model::{Content, ContentId, Glyph, Noted, Page, UnicodeSource, WritingDirection};
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
fn widths_of_more_codes_than_there_are_cost_the_page_only() {
    let read = page("wide-widths", None);
    assert_eq!(read.findings.iter().map(|f| f.code.0.as_ref()).collect::<Vec<_>>(), ["page-too-large"]);
    assert_eq!((read.output.width, read.output.height), (420.0, 100.0));
}

/// Zeros, compressed to a thousandth.
fn bomb(megabytes: u64) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::copy(&mut std::io::repeat(b' ').take(megabytes << 20), &mut encoder).unwrap();
    encoder.flush().unwrap();
    encoder.finish().unwrap()
}

/// A PDF of these objects, numbered from 1; the first is the catalogue. Without a cross-reference table.
fn pdf_of(objects: &[(String, Option<&[u8]>)]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, (dictionary, data)) in (1..).zip(objects) {
        match data {
            None => file.extend(format!("{number} 0 obj {dictionary} endobj\n").into_bytes()),
            Some(data) => {
                let head = format!("{number} 0 obj <<{dictionary}/Length {}>>\nstream\n", data.len());
                file.extend([head.as_bytes(), data, b"\nendstream endobj\n"].concat());
            }
        }
    }
    file.extend(b"trailer <</Root 1 0 R>>\n%%EOF\n");
    file
}

/// A page with a content stream, another stream as object 5, and resources.
fn page_with(content: (&str, &[u8]), other: (&str, &[u8]), resources: &str) -> Vec<u8> {
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<<{resources}>>>>");
    pdf_of(&[
        ("<</Type/Catalog/Pages 2 0 R>>".to_owned(), None),
        ("<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(), None),
        (page, None),
        (content.0.to_owned(), Some(content.1)),
        (other.0.to_owned(), Some(other.1)),
    ])
}

#[test]
fn streams_that_inflate_without_end_are_left_out() {
    let bomb = bomb(1024);
    let flate = "/Filter/FlateDecode";
    let text = b"BT /F1 9 Tf 9 9 Td (A) Tj ET /X1 Do".as_slice();
    let font = "/Font<</F1<</Type/Font/Subtype/TrueType/BaseFont/A/Encoding/WinAnsiEncoding\
        /FontDescriptor<</Type/FontDescriptor/FontName/A/Flags 32/FontFile2 5 0 R>>>>>>";
    let image = "/Subtype/Image/Width 9000/Height 9000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode";
    let cases: [(&str, Vec<u8>, &[&str], &str); 6] = [
        ("content", page_with((flate, &bomb), ("", b""), ""), &["stream-too-large", "damaged-page"], ""),
        ("font", page_with(("", text), (flate, &bomb), font), &["stream-too-large"], "A"),
        ("image", page_with(("", text), (image, &bomb), "/XObject<</X1 5 0 R>>"), &[], "A"),
        (
            "form",
            page_with(
                ("", text),
                ("/Subtype/Form/BBox[0 0 9 9]/Filter[/FlateDecode/FlateDecode]", &bomb),
                "/XObject<</X1 5 0 R>>",
            ),
            &["stream-too-large"],
            "A",
        ),
        (
            "elsewhere",
            page_with(("", text), ("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &bomb), ""),
            &["stream-too-large"],
            "A",
        ),
        (
            "many",
            page_with((flate, &bomb), ("", &[bomb.as_slice(), b" endstream stream\n"].concat().repeat(4)), ""),
            &["stream-too-large", "damaged-page"],
            "",
        ),
    ];
    for (name, file, codes, text) in cases {
        let input = extract::from_bytes(name.to_owned(), file, &Options::default()).unwrap();
        let Content::Pages(pages) = &input.content else { panic!("no PDF") };
        let read = pages.page(1);
        let mut found: Vec<_> = read.findings.iter().map(|f| f.code.0.as_ref()).collect();
        found.sort_unstable_by_key(|code| *code != "stream-too-large");
        assert_eq!((found.as_slice(), visible(&read.output).as_str()), (codes, text), "{name}");
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    assert!(peak.is_none_or(|kilobytes| kilobytes < 300_000), "{peak:?} kB");
}

#[test]
fn a_catalogue_in_a_bomb_is_a_limit() {
    let file = pdf_of(&[("/Type/ObjStm/N 1/First 4/Filter/FlateDecode".to_owned(), Some(&bomb(300)))]);
    let error = extract::from_bytes("catalogue".to_owned(), file, &Options::default()).map(|_| ()).unwrap_err();
    assert!(matches!(error, Error::Limit { .. }), "{error}");
}

#[test]
fn marked_content_is_told_apart_by_its_form() {
    let show = |text: &str, y: u32| format!("/P <</MCID 0>> BDC BT /F1 9 Tf 9 {y} Td ({text}) Tj ET EMC ");
    let resources = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>";
    let form = |inner: &str| format!("/Subtype/Form/BBox[0 0 99 99]/Resources<<{resources}{inner}>>");
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R\
         /Resources<<{resources}/XObject<</X1 5 0 R/X#32 6 0 R>>>>>>"
    );
    let cell = |form: &str| format!("<</Type/StructElem/S/TD/Pg 3 0 R/K<</Type/MCR/MCID 0{form}>>>>");
    let cells = [cell(""), cell("/Stm 5 0 R"), cell("/Stm 6 0 R")].concat();
    let tree = format!("<</K<</S/Table/K<</S/TR/K[{cells}]>>>>>>");
    let file = pdf_of(&[
        (format!("<</Type/Catalog/Pages 2 0 R/StructTreeRoot {tree}>>"), None),
        ("<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(), None),
        (page, None),
        (String::new(), Some((show("A", 80) + "q /X1 Do Q /X2 Do " + &show("D", 60)).as_bytes())),
        (form(""), Some(show("B", 40).as_bytes())),
        (form("/XObject<</X1 5 0 R>>"), Some((show("C", 20) + "/X1 Do").as_bytes())),
    ]);
    let input = extract::from_bytes("forms".to_owned(), file, &Options::default()).unwrap();
    let Content::Pages(pages) = &input.content else { panic!("no PDF") };
    let found: Vec<_> = pages.page(1).output.glyphs.iter().map(|g| (g.text.to_string(), g.mcid)).collect();
    let id = |form| Some(ContentId { form: std::num::NonZeroU32::new(form), id: 0 });
    let expected = [("A", id(0)), ("B", id(5)), ("C", id(6)), ("D", id(0))];
    // The form drawn inside the other repeats B on its spot.
    assert_eq!(found, expected.map(|(text, id)| (text.to_owned(), id)));
    let tagged = pages.tagged_tables();
    let contents: Vec<_> = tagged[0].rows[0].iter().flat_map(|c| c.content.clone()).collect();
    assert_eq!(contents, [(1, id(0).unwrap()), (1, id(5).unwrap()), (1, id(6).unwrap())]);
}

#[test]
fn what_the_clip_hides_is_kept_apart() {
    let font = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>";
    let show = |text: &str, y: i32| format!("BT /F1 9 Tf 9 {y} Td ({text}) Tj ET ");
    // B is hidden, A both shown and hidden on one spot, C is not on the page.
    let content =
        show("A", 10) + "q 0 0 99 30 re W n " + &show("B", 60) + &show("C", 200) + "0 0 5 5 re W n " + &show("A", 10);
    let page = page_with(("", content.as_bytes()), ("", b""), font);
    let input = extract::from_bytes("clip".to_owned(), page, &Options::default()).unwrap();
    let Content::Pages(pages) = &input.content else { panic!("no PDF") };
    let page = pages.page(1).output;
    let text = |glyphs: &[Glyph]| glyphs.iter().map(|g| g.text.as_str()).collect::<String>();
    assert_eq!((text(&page.glyphs), text(&page.clipped)), ("A".to_owned(), "B".to_owned()));
}

#[test]
fn numbers_beyond_all_bounds_draw_no_rule() {
    let digits = "9".repeat(99);
    let content = format!("{digits} w 9 50 m 90 50 l S 1 w 9 {digits} m 90 {digits} l S -1 w 9 70 m 90 70 l S");
    let file = page_with(("", content.as_bytes()), ("", b""), "");
    let input = extract::from_bytes("numbers".to_owned(), file, &Options::default()).unwrap();
    let Content::Pages(pages) = &input.content else { panic!("no PDF") };
    let rules: Vec<_> = pages.page(1).output.rules.iter().map(|r| (r.position, r.start, r.end, r.width)).collect();
    assert_eq!(rules, [(29.0, 9.0, 90.0, 1.0)]);
}
