//! The findings of text reading, by name.

use crate::model::{Code, Finding, Line, Place, Severity, Variant};

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

/// Says that lines can be read in another way.
pub(super) fn ambiguous_block(own: Variant, other: Variant, place: Place) -> Finding {
    let ((own_zh, own_en), (other_zh, other_en)) = (own.names(), other.names());
    let zh = format!("这些行按“{own_zh}”与按“{other_zh}”读取的可能性相近，已取前者，请核对");
    let en = format!("as {other_en} these lines read nearly as well as they do as {own_en}; the latter was kept");
    Finding::new(AMBIGUOUS, Severity::Warning, zh, en).at(place)
}

/// Says that rows were completed with cells printed elsewhere on the page.
pub(super) fn out_of_order(rows: usize, place: Place) -> Finding {
    let zh = format!("文本中部分单元格脱离所在行打印，已按顺序归回 {rows} 行");
    let en = format!("cells printed apart from their rows were put back into {rows} rows by their order");
    Finding::new(OUT_OF_ORDER, Severity::Info, zh, en).at(place)
}

/// Half pages were joined: what both print was kept once.
pub(super) const PRINTED_TWICE: Code = Code::new("printed-twice");
/// What both half pages should print differs.
pub(super) const HALVES_DIFFER: Code = Code::new("halves-differ");
/// The text does not say which class an indicator belongs to.
pub(super) const LEVEL_UNRESOLVED: Code = Code::new("level-unresolved");

/// Says that a cell over both halves of a form was read once.
pub(super) fn printed_twice(text: &str, place: Place) -> Finding {
    let zh = "左右两半页重复打印的内容只计一次";
    Finding::new(PRINTED_TWICE, Severity::Info, zh, "printed on both half pages, read once").at(place).quote(text)
}

/// Says that the halves of a form disagree.
pub(super) fn halves_differ(text: &str, place: Place) -> Finding {
    let zh = "左右两半页应相同的内容不一致，已取左半页";
    let en = "the half pages disagree; the left one was kept";
    Finding::new(HALVES_DIFFER, Severity::Warning, zh, en).at(place).quote(text)
}

/// Says that the halves of a form have different numbers of rows.
pub(super) fn halves_uneven(left: usize, right: usize, place: Place) -> Finding {
    let zh = format!("左半页有 {left} 行，右半页有 {right} 行，按顺序对应，请核对");
    let en = format!("the left half page has {left} rows, the right one {right}; they were joined in order");
    Finding::new(HALVES_DIFFER, Severity::Warning, zh, en).at(place)
}

/// Says that an indicator's classes are lost, and lists the classes there are.
pub(super) fn level_unresolved(name: &str, classes: &[String], place: Place) -> Finding {
    let list = classes.join("、");
    let zh = format!("文本中无法确定该指标所属的一、二级指标，可能为：{list}");
    let en = format!("the text does not say which class this indicator belongs to; likely one of {list}");
    Finding::new(LEVEL_UNRESOLVED, Severity::Warning, zh, en).at(place).quote(name)
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
