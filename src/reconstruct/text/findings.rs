//! The findings of text reading, by name.

use crate::model::{Code, Finding, Line, Place, Severity};

/// A header or title printed again on a later page; it was left out of the table.
pub(super) const REPEATED: Code = Code::new("repeated-header");
/// A page number or running footer inside a table; it was left out of the table.
pub(super) const PAGE_FURNITURE: Code = Code::new("page-furniture");

/// Says that a header, a title or a head line printed again was left out.
pub(super) fn repeated(text: &str, place: Place) -> Finding {
    Finding::new(
        REPEATED,
        Severity::Info,
        "换页后重复打印的表头或标题未重复计入",
        "header or title printed again on a new page was read once",
    )
    .at(place)
    .quote(text)
}

/// Says that a page number was left out.
pub(super) fn page_furniture(line: &Line) -> Finding {
    Finding::new(
        PAGE_FURNITURE,
        Severity::Info,
        "页码或页脚未计入表格",
        "a page number or footer was left out of the table",
    )
    .at(Place::lines(line.number, line.number))
    .quote(line.text.trim())
}
