//! What a person should know about a page that was read.

use crate::extract::contain::Stop;
use crate::findings::{
    DamagedPage, GuessedCharacters, ImageOnlyPage, Message, NoDecodableText, NoText, OutlinedText, PageTooLarge,
    StreamTooLarge, TextLayer, TimeLimit, UnknownCharacters,
};
use crate::model::{BBox, Finding, Glyph, Page, Place, UnicodeSource};

/// Share of the page that pictures must cover to be its content.
const PICTURE_SHARE: f64 = 0.4;
/// Filled shapes with curves that are certainly letters: logos and seals have fewer.
const LETTER_SHAPES: usize = 400;
/// Characters quoted in a finding.
const QUOTED: usize = 40;

/// What is to be said of a page that was read; `shapes` is the number of filled outlines with curves.
pub(in crate::extract) fn of_page(page: &Page, shapes: usize) -> Vec<Finding> {
    let mut findings: Vec<Finding> = without_text(page, shapes).into_iter().collect();
    let inked: Vec<&Glyph> = page.glyphs.iter().filter(|g| !g.text.chars().all(char::is_whitespace)).collect();
    let unknown: Vec<&Glyph> = inked.iter().copied().filter(|g| g.source == UnicodeSource::None).collect();
    let guessed: Vec<&Glyph> = inked.iter().copied().filter(|g| g.source == UnicodeSource::Guess).collect();
    let number = page.number;
    if (unknown.len() + guessed.len()) * 2 > inked.len() {
        let doubtful: Vec<&Glyph> = unknown.into_iter().chain(guessed).collect();
        findings.push(about(page, &doubtful, &NoDecodableText { page: number }));
        return findings;
    }
    if !unknown.is_empty() {
        findings.push(about(page, &unknown, &UnknownCharacters { page: number, count: unknown.len() }));
    }
    if !guessed.is_empty() {
        findings.push(about(page, &guessed, &GuessedCharacters { page: number, count: guessed.len() }));
    }
    findings
}

fn about(page: &Page, glyphs: &[&Glyph], message: &impl Message) -> Finding {
    let bbox = BBox::around(glyphs.iter().map(|g| g.bbox)).unwrap_or_default();
    let quote: String = glyphs.iter().flat_map(|g| g.text.chars()).take(QUOTED).collect();
    message.finding().at(Place::page(page.number, bbox)).quote(quote)
}

/// What a page shows in the place of text.
fn without_text(page: &Page, shapes: usize) -> Option<Finding> {
    let number = page.number;
    let finding = if !is_textless(page) {
        return None;
    } else if page.glyphs.iter().any(|g| g.invisible) {
        TextLayer { page: number }.finding()
    } else if picture_share(page) >= PICTURE_SHARE {
        ImageOnlyPage { page: number }.finding()
    } else if shapes >= LETTER_SHAPES {
        OutlinedText { page: number }.finding()
    } else {
        return None;
    };
    Some(finding.at(whole(page)))
}

/// Whether no visible character stands on the page.
fn is_textless(page: &Page) -> bool {
    page.glyphs.iter().all(|g| g.invisible || g.text.chars().all(char::is_whitespace))
}

/// Whether no character at all stands on the page.
pub(in crate::extract) fn is_empty_of_text(page: &Page) -> bool {
    page.glyphs.iter().all(|g| g.text.chars().all(char::is_whitespace))
}

/// The share of the page that its largest pictures cover, each spot counted as often as it is covered.
fn picture_share(page: &Page) -> f64 {
    let covered: f64 = page.images.iter().map(|i| i.width() * i.height()).sum();
    covered / (page.width * page.height).max(1.0)
}

/// No page of the document has text that could be read.
pub(in crate::extract) fn no_text(pages: u32) -> Finding {
    NoText { pages }.finding()
}

/// Streams were left out; said at the first page.
pub(super) fn bombs(page: &Page, count: usize) -> Finding {
    StreamTooLarge { count }.finding().at(whole(page))
}

fn whole(page: &Page) -> Place {
    Place::page(page.number, BBox::new(0.0, 0.0, page.width, page.height))
}

/// Reading stopped before the page's end.
pub(in crate::extract) fn stopped(page: &Page, stop: Stop) -> Finding {
    let number = page.number;
    let finding = match stop {
        Stop::Panic => DamagedPage { page: number }.finding(),
        Stop::Time => TimeLimit { page: number }.finding(),
        Stop::Memory => PageTooLarge { page: number }.finding(),
    };
    finding.at(whole(page))
}
