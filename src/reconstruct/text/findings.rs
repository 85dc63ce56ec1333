//! The findings of text reading, by name.

use crate::model::{Code, Finding, Line, Place, Severity};

/// A header or title printed again on a later page; it was left out of the table.
pub(super) const REPEATED: Code = Code::new("repeated-header");
/// A page number or running footer inside a table; it was left out of the table.
pub(super) const PAGE_FURNITURE: Code = Code::new("page-furniture");

/// Two readings of wrapped lines are nearly as likely; the better was kept.
pub(super) const AMBIGUOUS: Code = Code::new("reading-ambiguous");
/// Cells printed apart from their rows were put back by their order.
pub(super) const OUT_OF_ORDER: Code = Code::new("cells-out-of-order");

/// Says that a cell's borders are doubtful.
pub(super) fn ambiguous(text: &str, place: Place) -> Finding {
    let quote: String = text.chars().take(40).collect();
    Finding::new(
        AMBIGUOUS,
        Severity::Warning,
        "此单元格的边界有两种相近的读法，已取较可能者，请核对",
        "two readings of this cell's borders are nearly as likely; the better was kept",
    )
    .at(place)
    .quote(quote)
}

/// Says that rows were completed with cells printed elsewhere on the page.
pub(super) fn out_of_order(rows: usize, place: Place) -> Finding {
    let zh = format!("文本中部分单元格脱离所在行打印，已按顺序归回 {rows} 行");
    let en = format!("cells printed apart from their rows were put back into {rows} rows by their order");
    Finding::new(OUT_OF_ORDER, Severity::Info, zh, en).at(place)
}

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
