//! What a person should know about a page that was read.

use super::contain::Stop;
use crate::model::{BBox, Code, Finding, Page, Place, Severity};

/// The page could not be read to its end.
const DAMAGED_PAGE: Code = Code::new("damaged-page");
/// The time limit was reached.
const TIME_LIMIT: Code = Code::new("time-limit");
/// The page holds more than the memory budget allows.
const PAGE_TOO_LARGE: Code = Code::new("page-too-large");

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
