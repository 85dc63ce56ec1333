//! What a person should know about a page that was read.

use crate::extract::contain::Stop;
use crate::model::{BBox, Code, Finding, Glyph, Page, Place, Severity, UnicodeSource};

/// The page shows pictures and no text.
const IMAGE_ONLY_PAGE: Code = Code::new("image-only-page");
/// The page's letters are drawn as shapes.
const OUTLINED_TEXT: Code = Code::new("outlined-text");
/// The text lies invisibly over a picture: it was recognised, not written.
const TEXT_LAYER: Code = Code::new("text-layer");
/// No page has text.
pub(crate) const NO_TEXT: Code = Code::new("no-text");
/// Most characters of the page are unknown.
const NO_DECODABLE_TEXT: Code = Code::new("no-decodable-text");
/// Some characters are unknown.
const UNKNOWN_CHARACTERS: Code = Code::new("unknown-characters");
/// Some characters are guessed.
const GUESSED_CHARACTERS: Code = Code::new("guessed-characters");
/// The page could not be read to its end.
const DAMAGED_PAGE: Code = Code::new("damaged-page");
/// The time limit was reached.
const TIME_LIMIT: Code = Code::new("time-limit");
/// The page holds more than the memory budget allows.
const PAGE_TOO_LARGE: Code = Code::new("page-too-large");

/// A stream inflates beyond the memory budget.
const STREAM_TOO_LARGE: Code = Code::new("stream-too-large");

/// Share of the page that pictures must cover to be its content.
const PICTURE_SHARE: f64 = 0.4;
/// Filled shapes with curves that are certainly letters: logos and seals have fewer.
const LETTER_SHAPES: usize = 400;
/// Characters quoted in a finding.
const QUOTED: usize = 40;

/// What is to be said of a page that was read; `shapes` is the number of filled outlines with curves.
pub(super) fn of_page(page: &Page, shapes: usize) -> Vec<Finding> {
    let mut findings: Vec<Finding> = without_text(page, shapes).into_iter().collect();
    let of = |source| move |g: &&Glyph| g.source == source && !g.text.chars().all(char::is_whitespace);
    let inked = page.glyphs.iter().filter(|g| !g.text.chars().all(char::is_whitespace)).count();
    let unknown: Vec<&Glyph> = page.glyphs.iter().filter(of(UnicodeSource::None)).collect();
    let guessed: Vec<&Glyph> = page.glyphs.iter().filter(of(UnicodeSource::Guess)).collect();
    let n = page.number;
    if (unknown.len() + guessed.len()) * 2 > inked {
        let doubtful: Vec<&Glyph> = unknown.into_iter().chain(guessed).collect();
        let zh = format!("第{n}页的字体没有给出字符，读出的文字不可信。请做文字识别（OCR），或换一种方式重新导出。");
        let en = format!(
            "The fonts of page {n} do not tell their characters; the text cannot be trusted. Recognise it (OCR) or export it differently."
        );
        findings.push(about(page, &doubtful, NO_DECODABLE_TEXT, Severity::Error, zh, en));
        return findings;
    }
    if !unknown.is_empty() {
        let zh = format!("第{n}页有{}个字符无法确定，以“\u{FFFD}”代替。请对照原文件补上。", unknown.len());
        let en = format!(
            "{} characters of page {n} are unknown and stand as U+FFFD. Fill them in from the original.",
            unknown.len()
        );
        findings.push(about(page, &unknown, UNKNOWN_CHARACTERS, Severity::Error, zh, en));
    }
    if !guessed.is_empty() {
        let zh = format!("第{n}页有{}个字符是按编码猜测的。请对照原文件核对。", guessed.len());
        let en = format!(
            "{} characters of page {n} are guessed from their codes. Compare them with the original.",
            guessed.len()
        );
        findings.push(about(page, &guessed, GUESSED_CHARACTERS, Severity::Warning, zh, en));
    }
    findings
}

fn about(page: &Page, glyphs: &[&Glyph], code: Code, severity: Severity, zh: String, en: String) -> Finding {
    let bbox = BBox::around(glyphs.iter().map(|g| g.bbox)).unwrap_or_default();
    let quote: String = glyphs.iter().flat_map(|g| g.text.chars()).take(QUOTED).collect();
    Finding::new(code, severity, zh, en).at(Place::page(page.number, bbox)).quote(quote)
}

/// What a page shows in the place of text.
fn without_text(page: &Page, shapes: usize) -> Option<Finding> {
    let n = page.number;
    let (code, severity, zh, en) = if !is_textless(page) {
        return None;
    } else if page.glyphs.iter().any(|g| g.invisible) {
        (
            TEXT_LAYER,
            Severity::Warning,
            format!("第{n}页是图片，文字来自识别层，可能有误。请对照图片核对。"),
            format!(
                "Page {n} is a picture; its text comes from a layer of recognised characters. Compare it with the picture."
            ),
        )
    } else if picture_share(page) >= PICTURE_SHARE {
        (
            IMAGE_ONLY_PAGE,
            Severity::Error,
            format!("第{n}页只有图片，没有文字（扫描件）。请先做文字识别（OCR）。"),
            format!("Page {n} is a picture without text. Recognise its characters (OCR) first."),
        )
    } else if shapes >= LETTER_SHAPES {
        (
            OUTLINED_TEXT,
            Severity::Error,
            format!("第{n}页的文字已转为曲线，无法读出。请做文字识别（OCR），或重新导出并保留文字。"),
            format!(
                "The letters of page {n} are drawn as shapes and cannot be read. Recognise them (OCR) or export the text as text."
            ),
        )
    } else {
        return None;
    };
    Some(Finding::new(code, severity, zh, en).at(whole(page)))
}

/// Whether no visible character stands on the page.
fn is_textless(page: &Page) -> bool {
    page.glyphs.iter().all(|g| g.invisible || g.text.chars().all(char::is_whitespace))
}

/// Whether no character at all stands on the page.
pub(super) fn is_empty_of_text(page: &Page) -> bool {
    page.glyphs.iter().all(|g| g.text.chars().all(char::is_whitespace))
}

/// The share of the page that its largest pictures cover, each spot counted as often as it is covered.
fn picture_share(page: &Page) -> f64 {
    let covered: f64 = page.images.iter().map(|i| i.width() * i.height()).sum();
    covered / (page.width * page.height).max(1.0)
}

/// No page of the document has text that could be read.
pub(super) fn no_text(pages: u32) -> Finding {
    let zh = format!("全部{pages}页都没有可读的文字（扫描件或图片）。请先做文字识别（OCR），再转换带文字层的PDF。");
    let en = format!(
        "None of the {pages} pages has text (scans or pictures). Recognise the characters (OCR) first and convert the PDF with its text layer."
    );
    Finding::new(NO_TEXT, Severity::Error, zh, en)
}

/// Streams were left out; said at the first page.
pub(super) fn bombs(page: &Page, count: usize) -> Finding {
    let zh = format!("文件中有{count}个数据流解压后超出内存上限，未读入，文字可能不全。请核对原文件。");
    let en = format!(
        "{count} streams of the file inflate beyond the memory budget and were left out; text may be missing. Compare with the original."
    );
    Finding::new(STREAM_TOO_LARGE, Severity::Error, zh, en).at(whole(page))
}

fn whole(page: &Page) -> Place {
    Place::page(page.number, BBox::new(0.0, 0.0, page.width, page.height))
}

/// Reading stopped before the page's end.
pub(super) fn stopped(page: &Page, stop: Stop) -> Finding {
    let n = page.number;
    let (code, zh, en) = match stop {
        Stop::Panic => (
            DAMAGED_PAGE,
            format!("第{n}页已损坏，只读出了一部分。请核对原文件。"),
            format!("Page {n} is damaged and was read in part only. Compare it with the original."),
        ),
        Stop::Time => (
            TIME_LIMIT,
            format!("超过时限，第{n}页起未读完。请用 --timeout 放宽时限。"),
            format!("The time limit was reached at page {n}; the rest was not read. Raise it with --timeout."),
        ),
        Stop::Memory => (
            PAGE_TOO_LARGE,
            format!("第{n}页内容过多，只读出了一部分。"),
            format!("Page {n} holds more than fits the memory budget and was read in part only."),
        ),
    };
    Finding::new(code, Severity::Error, zh, en).at(whole(page))
}
