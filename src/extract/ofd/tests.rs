//! Small files of every kind of object, made here.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::io::{Cursor, Write};
use std::time::Duration;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{OfdFile, open};
use crate::Result;
use crate::model::{Axis, Budget, Noted, Page, PageSource, UnicodeSource, WritingDirection};

/// A font of boxes whose glyphs 1 and 2 show 绩 and 效 (`tests/cases/ofd/make.py` makes it).
static BOXES: &[u8] = include_bytes!("../../../tests/cases/ofd/boxes.ttf");
/// Points in 10 mm.
const CM: f64 = 720.0 / 25.4;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.start_file("Doc_0/Res/boxes.ttf", SimpleFileOptions::default()).unwrap();
    writer.write_all(BOXES).unwrap();
    writer.finish().unwrap().into_inner()
}

fn opened(parts: &[(&str, &str)]) -> Result<OfdFile> {
    open(package(parts), &Budget::new(Duration::from_mins(1), 64 << 20))
}

const ROOT: &str = "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
const DOCUMENT: &str = "<ofd:Document xmlns:ofd='http://www.ofdspec.org/2016'><ofd:CommonData>\
    <ofd:PageArea><ofd:PhysicalBox>0 0 100 100</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>Res.xml</ofd:PublicRes>\
    <ofd:TemplatePage ID='7' BaseLoc='T.xml'/></ofd:CommonData><ofd:Pages><ofd:Page ID='1' BaseLoc='P.xml'/></ofd:Pages>\
    <ofd:Annotations>Annotations.xml</ofd:Annotations></ofd:Document>";
const RES: &str = "<Res BaseLoc='Res'><Fonts><Font ID='1' FontName='宋体'/>\
    <Font ID='2' FontName='Boxes'><FontFile>boxes.ttf</FontFile></Font></Fonts>\
    <DrawParams><DrawParam ID='3' LineWidth='2'/><DrawParam ID='4' Relative='3'><FillColor Value='255 0 0'/></DrawParam></DrawParams>\
    <CompositeGraphicUnits><CompositeGraphicUnit ID='5'><Content><TextObject Boundary='0 0 10 10' Font='1' Size='10'>\
    <TextCode X='0' Y='8.8'>章</TextCode></TextObject><PathObject Boundary='0 0 50 1'><AbbreviatedData>M 0 0 L 50 0</AbbreviatedData></PathObject></Content></CompositeGraphicUnit>\
    <CompositeGraphicUnit ID='6'><Content><CompositeObject ResourceID='6'/><CompositeObject ResourceID='6'/><CompositeObject ResourceID='6'/>\
    <CompositeObject ResourceID='6'/><CompositeObject ResourceID='6'/></Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>";
const ANNOTATIONS: &str = "<Annotations><Page PageID='1'><FileLoc>A.xml</FileLoc></Page></Annotations>";

/// A document of one page with this content, template and annotations.
fn noted(page: &str, template: &str, annotations: &str) -> Noted<Page> {
    let file = opened(&[
        ("OFD.xml", ROOT),
        ("Doc_0/Document.xml", DOCUMENT),
        ("Doc_0/Res.xml", RES),
        ("Doc_0/P.xml", &format!("<Page>{page}</Page>")),
        ("Doc_0/T.xml", &format!("<Page>{template}</Page>")),
        ("Doc_0/Annotations.xml", ANNOTATIONS),
        ("Doc_0/A.xml", &format!("<PageAnnot>{annotations}</PageAnnot>")),
    ]);
    file.unwrap().page(1)
}

fn drawn(objects: &str) -> Page {
    let noted = noted(&format!("<Content><Layer>{objects}</Layer></Content>"), "", "");
    assert!(noted.findings.iter().all(|f| f.code.0 != "damaged-page"), "{:?}", noted.findings);
    noted.output
}

fn text(page: &Page) -> String {
    page.glyphs.iter().map(|g| g.text.as_str()).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.01
}

#[test]
fn millimetres_from_the_boundary_become_points() {
    let page = drawn(
        "<TextObject Boundary='10 20 40 10' Font='1' Size='10' HScale='0.5'><TextCode X='10' Y='8.8' DeltaX='5'>绩1</TextCode></TextObject>",
    );
    assert!(near(page.width, 10.0 * CM) && near(page.height, 10.0 * CM));
    let b = page.glyphs[0].bbox;
    assert!(
        near(b.left, 2.0 * CM) && near(b.top, 2.0 * CM) && near(b.right, 2.5 * CM) && near(b.bottom, 3.0 * CM),
        "{b:?}"
    );
    assert!(near(page.glyphs[0].size, CM) && near(page.glyphs[1].bbox.left, 2.5 * CM));
    // A matrix acts within the boundary; the corner of the page's box is the corner of the page.
    let moved = "<Area><PhysicalBox>10 20 50 50</PhysicalBox></Area><Content><Layer><TextObject Boundary='10 20 40 10' CTM='0.5 0 0 0.5 10 0' Font='1' Size='20'>\
        <TextCode X='0' Y='17.6'>绩</TextCode></TextObject></Layer></Content>";
    let page = noted(moved, "", "").output;
    let b = page.glyphs[0].bbox;
    assert!(near(b.left, CM) && near(b.top, 0.0) && near(b.width(), CM) && near(page.width, 5.0 * CM), "{b:?}");
}

#[test]
fn text_runs_down_by_deltas_or_turned() {
    let object = |attributes: &str, code: &str| {
        format!(
            "<TextObject Boundary='0 0 90 90' Font='1' Size='10' {attributes}><TextCode X='10' Y='10' {code}>绩效</TextCode></TextObject>"
        )
    };
    let direction = |attributes: &str, code: &str| {
        let page = drawn(&object(attributes, code));
        (page.glyphs[1].direction, page.glyphs[1].bbox.top - page.glyphs[0].bbox.top)
    };
    assert_eq!(direction("", "DeltaX='10'").0, WritingDirection::Right);
    for (attributes, code, way) in [
        ("", "DeltaY='10'", WritingDirection::Stacked),
        ("ReadDirection='90'", "", WritingDirection::Stacked),
        ("CharDirection='90'", "DeltaY='10'", WritingDirection::Down),
        ("ReadDirection='90' CharDirection='90'", "", WritingDirection::Down),
    ] {
        let (direction, down) = direction(attributes, code);
        assert!(direction == way && near(down, CM), "{attributes} {code}: {direction:?} {down}");
    }
    assert_eq!(direction("CTM='0 -1 1 0 0 80'", "DeltaX='10'").0, WritingDirection::Up);
}

#[test]
fn glyphs_tell_the_characters_that_placeholders_hide() {
    let object = |font: u32, glyphs: &str, text: &str| {
        let transform = format!(
            "<CGTransform CodePosition='0' CodeCount='2' GlyphCount='2'><Glyphs>{glyphs}</Glyphs></CGTransform>"
        );
        drawn(&format!(
            "<TextObject Boundary='0 0 90 90' Font='{font}' Size='10'>{transform}<TextCode X='0' Y='9' DeltaX='10'>{text}</TextCode></TextObject>"
        ))
    };
    for hidden in ["¤¤", "\u{E001}\u{FFFD}", ""] {
        let page = object(2, "1 2", hidden);
        assert_eq!(text(&page), "绩效", "{hidden:?}");
        assert!(page.glyphs.iter().all(|g| g.source == UnicodeSource::FontCmap));
    }
    // What is said stands, whatever the glyphs are.
    assert_eq!(text(&object(2, "1 2", "年度")), "年度");
    assert_eq!(text(&object(1, "1 2", "¤¤")), "\u{FFFD}\u{FFFD}");
    assert_eq!(text(&object(2, "900 901", "¤¤")), "\u{FFFD}\u{FFFD}");
}

#[test]
fn strokes_and_thin_fills_are_rules() {
    let path = |attributes: &str, inner: &str, data: &str| {
        drawn(&format!(
            "<PathObject Boundary='10 10 50 50' {attributes}>{inner}<AbbreviatedData>{data}</AbbreviatedData></PathObject>"
        ))
    };
    let black = "<FillColor Value='0 0 0'/>";
    for page in [
        path("LineWidth='1'", "", "M 0 5 L 50 5"),
        path("Fill='true' Stroke='false'", black, "M 0 4.5 L 50 4.5 L 50 5.5 L 0 5.5 L 0 4.5 C"),
        path("LineWidth='10' CTM='0.1 0 0 -0.1 0 50'", "", "M 0 450 L 500 450"),
    ] {
        let [rule] = page.rules[..] else { panic!("{:?}", page.rules) };
        assert_eq!(rule.axis, Axis::Horizontal);
        assert!(
            near(rule.position, 1.5 * CM)
                && near(rule.start, CM)
                && near(rule.end, 6.0 * CM)
                && near(rule.width, 0.1 * CM)
        );
    }
    let filled = path("Fill='true' Stroke='false' DrawParam='4'", "", "M 0 0 L 50 0 L 50 20 L 0 20 C");
    assert_eq!(filled.fills.iter().map(|f| f.color).collect::<Vec<_>>(), [[255, 0, 0]]);
    assert!(near(path("DrawParam='4'", "", "M 0 0 L 0 50").rules[0].width, 0.2 * CM));
    // Curves rule nothing; a fill without a colour is none.
    assert!(path("", "", "M 0 0 B 1 1 2 2 50 0").rules.is_empty());
    assert!(path("Fill='true' Stroke='false'", "", "M 0 0 L 50 0 L 50 20 L 0 20 C").fills.is_empty());
}

#[test]
fn templates_lie_below_or_above() {
    let text_at = |c: &str, x: u32| {
        format!(
            "<TextObject Boundary='{x} 0 10 10' Font='1' Size='10'><TextCode X='0' Y='9'>{c}</TextCode></TextObject>"
        )
    };
    let layer = |kind: &str, objects: &str| format!("<Layer Type='{kind}'>{objects}</Layer>");
    let content = format!(
        "<Content>{}{}{}</Content>",
        layer("Foreground", &text_at("前", 0)),
        layer("Body", &text_at("文", 10)),
        layer("Background", &text_at("底", 20))
    );
    let template = format!("<Content>{}</Content><Template TemplateID='7'/>", layer("Body", &text_at("模", 30)));
    let order = |z: &str| {
        text(
            &noted(&format!("{content}<Template TemplateID='7' {z}/><Template TemplateID='7'/>"), &template, "").output,
        )
    };
    assert_eq!(order(""), "模底文前");
    assert_eq!(order("ZOrder='Foreground'"), "底文模前");
}

#[test]
fn composite_units_are_drawn_in_their_place() {
    let page =
        drawn("<PageBlock><CompositeObject ResourceID='5' Boundary='20 30 50 50' CTM='0.5 0 0 0.5 0 0'/></PageBlock>");
    let b = page.glyphs[0].bbox;
    assert!(text(&page) == "章" && near(b.left, 2.0 * CM) && near(b.top, 3.0 * CM) && near(b.width(), 0.5 * CM));
    assert!(near(page.rules[0].length(), 2.5 * CM));
}

#[test]
fn annotations_lie_over_the_page_and_rule_no_table() {
    let annotation = "<Annot Type='Stamp'><Appearance Boundary='20 30 50 50'><CompositeObject ResourceID='5'/></Appearance></Annot>\
        <Annot Visible='false'><Appearance Boundary='0 0 9 9'><TextObject Boundary='0 0 9 9' Font='1' Size='9'><TextCode X='0' Y='8'>隐</TextCode></TextObject></Appearance></Annot>";
    let Noted { output: page, findings } = noted("<Content/>", "", annotation);
    assert_eq!((text(&page).as_str(), page.rules.len(), page.images.len()), ("", 0, 1));
    let said: Vec<_> = findings.iter().map(|f| (f.code.0.as_ref(), f.quote.as_deref())).collect();
    assert!(said.contains(&("overlay-text", Some("章"))), "{said:?}");
    let typed = noted("<Content/>", "", &annotation.replace("'Stamp'", "'Stamp' Subtype='FreeText'"));
    assert_eq!((text(&typed.output).as_str(), typed.findings.len()), ("章", 0));
    assert_eq!(page.clipped.iter().map(|g| g.text.as_str()).collect::<String>(), "隐");
}

#[test]
fn what_is_hidden_clipped_or_white_is_not_printed() {
    let object = |attributes: &str, inner: &str| {
        let page = drawn(&format!(
            "<TextObject Boundary='10 10 50 10' Font='1' Size='10' {attributes}>{inner}<TextCode X='0' Y='9' DeltaX='10'>绩效</TextCode></TextObject>"
        ));
        let shown = page.glyphs.iter().filter(|g| !g.invisible).count();
        (shown, page.glyphs.len(), page.clipped.len())
    };
    assert_eq!(object("", ""), (2, 2, 0));
    assert_eq!(object("Visible='false'", ""), (0, 0, 2));
    assert_eq!(object("", "<FillColor Value='255 255 255'/>"), (0, 2, 0));
    assert_eq!(object("Alpha='0'", ""), (0, 2, 0));
    let clip = |boundary: &str, flag: &str| {
        format!(
            "<Clips {flag}><Clip><Area><Path Boundary='{boundary}'><AbbreviatedData>M 0 0 L 10 0 L 10 10 L 0 10 C</AbbreviatedData></Path></Area></Clip></Clips>"
        )
    };
    assert_eq!(object("", &clip("0 0 10 10", "")), (1, 1, 1));
    assert_eq!(object("CTM='0.5 0 0 0.5 0 0'", &clip("0 0 10 10", "")), (1, 1, 1));
    assert_eq!(object("CTM='0.5 0 0 0.5 0 0'", &clip("0 0 10 10", "TransFlag='false'")), (2, 2, 0));
    // An object far outside its own boundary.
    assert_eq!(object("CTM='1 0 0 1 0 30'", ""), (0, 0, 2));
}

#[test]
fn parts_are_found_whatever_case_and_slashes_their_names_have() {
    let body = |n: u32| format!("<DocBody><DocRoot>/DOC_{n}\\Document.xml</DocRoot></DocBody>");
    let page = |c: &str| {
        format!(
            "<Page><Content><Layer><TextObject Boundary='0 0 9 9' Font='1' Size='9'><TextCode X='0' Y='8'>{c}</TextCode></TextObject></Layer></Content></Page>"
        )
    };
    let file = opened(&[
        ("/ofd.XML", &format!("<OFD xmlns='http://www.ofdspec.org'>{}{}</OFD>", body(0), body(1))),
        ("Doc_0/document.xml", "<Document><Pages><Page ID='1' BaseLoc='/Doc_0/pages/P.xml'/><Page ID='2' BaseLoc='Doc_0/Pages/Q.xml'/></Pages></Document>"),
        ("doc_1/Document.xml", "<Document><Pages><Page ID='1' BaseLoc='../doc_1/R.xml'/></Pages></Document>"),
        ("Doc_0/Pages/P.xml", &page("一")),
        ("Doc_0\\Pages\\Q.xml", &page("二")),
        ("/Doc_1/R.xml", &page("三")),
    ])
    .unwrap();
    let texts: String = (1..=file.page_count()).map(|n| text(&file.page(n).output)).collect();
    assert_eq!(texts, "一二三");
    // A4 where nothing tells the size.
    assert!(near(file.page(1).output.width, 21.0 * CM));
}

#[test]
fn what_points_at_itself_comes_to_an_end() {
    let page =
        "<Page><Content><Layer><CompositeObject ResourceID='6'/></Layer></Content><Template TemplateID='7'/></Page>";
    let file = opened(&[
        ("OFD.xml", &ROOT.replace("<ofd:DocBody>", "<DocBody><DocRoot>OFD.xml</DocRoot></DocBody><ofd:DocBody>")),
        (
            "Doc_0/Document.xml",
            &DOCUMENT
                .replace("<ofd:Pages>", "<ofd:Pages><ofd:Page ID='9' BaseLoc='Document.xml'/>")
                .replace("T.xml", "P.xml"),
        ),
        ("Doc_0/Res.xml", RES),
        ("Doc_0/P.xml", page),
        (
            "Doc_0/Annotations.xml",
            "<Annotations><Page PageID='1'><FileLoc>Annotations.xml</FileLoc></Page></Annotations>",
        ),
    ])
    .unwrap();
    assert_eq!(file.page_count(), 2);
    let codes = |n: u32| file.page(n).findings.iter().map(|f| f.code.0.to_string()).collect::<Vec<_>>();
    assert!(
        codes(2).contains(&"page-too-large".to_owned()) || codes(2).contains(&"damaged-page".to_owned()),
        "{:?}",
        codes(2)
    );
}

#[test]
fn missing_and_broken_parts_are_said() {
    let codes = |parts: &[(&str, &str)]| {
        let file = opened(parts).unwrap();
        let noted = file.page(1);
        (text(&noted.output), noted.findings.iter().map(|f| f.code.0.to_string()).collect::<Vec<_>>())
    };
    let document = "<Document><Pages><Page ID='1' BaseLoc='P.xml'/></Pages></Document>";
    let (_, missing) = codes(&[("OFD.xml", ROOT), ("Doc_0/Document.xml", document)]);
    assert!(missing.contains(&"damaged-page".to_owned()), "{missing:?}");
    let (_, no_document) = codes(&[("OFD.xml", ROOT)]);
    assert!(no_document.contains(&"damaged-page".to_owned()), "{no_document:?}");
    let page = "<Page><Content><Layer><TextObject Font='1' Size='9'><TextCode X='0' Y='8'>绩</TextCode></TextObject><TextObject";
    let (text, broken) = codes(&[("OFD.xml", ROOT), ("Doc_0/Document.xml", document), ("Doc_0/P.xml", page)]);
    assert!(text == "绩" && broken.contains(&"damaged-page".to_owned()), "{text} {broken:?}");
}

#[test]
fn encrypted_empty_and_outsized_files_are_refused() {
    let refusal = |parts: &[(&str, &str)]| opened(parts).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(refusal(&[("OFD.xml", ROOT), ("Encryptions.xml", "<Encryptions/>")]).contains("encrypted OFD"));
    assert!(refusal(&[("OFD.xml", "<OFD><DocBody/></OFD>")]).contains("no pages"));
    assert!(refusal(&[("OFD.xml", "<!DOCTYPE OFD><OFD/>")]).contains("document type"));
    let many = format!("<Document>{}</Document>", "<a/>".repeat(5_000));
    let small = open(
        package(&[("OFD.xml", ROOT), ("Doc_0/Document.xml", &many)]),
        &Budget::new(Duration::from_mins(1), 1 << 20),
    );
    assert!(small.err().is_some_and(|e| e.to_string().starts_with("limit")));
    // A page that is too large is left out and said.
    let page = format!("<Page>{}</Page>", "<a/>".repeat(5_000));
    let parts = [
        ("OFD.xml", ROOT),
        ("Doc_0/Document.xml", "<Document><Pages><Page BaseLoc='P.xml'/></Pages></Document>"),
        ("Doc_0/P.xml", &page),
    ];
    let file = open(package(&parts), &Budget::new(Duration::from_mins(1), 1 << 20)).unwrap();
    assert!(file.page(1).findings.iter().any(|f| f.code.0 == "page-too-large"));
}
