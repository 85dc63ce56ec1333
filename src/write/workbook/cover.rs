//! The cover above the forms of 概览, one page long: what was read, what was not, where to look first.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

use crate::model::Severity;
use crate::model::labels::severity_to_text;

use super::extras::{COVER_ROWS, ExtraColumns};
use super::facts::WorkbookFacts;
use super::first_places::{FirstPlaces, PLACES, PlaceToSee};
use super::formats;
use super::row::CellRef;

/// The row the charts begin in, and how high they are.
pub(crate) const CHART_ROW: u32 = 25;
pub(crate) const CHART_ROWS: u32 = 9;
/// Height of an ordinary row, in points, and in pixels.
const ROW_HEIGHT: f64 = 15.0;
pub(crate) const ROW_PIXELS: u32 = 20;
/// The last column of the cover, and of its left half; the columns of its right half: number, severity, text.
pub(crate) const LAST: u16 = 16;
const LEFT_LAST: u16 = 3;
const NUMBER: u16 = 5;
const SEVERITY: u16 = 6;
const TEXT: u16 = 7;
/// Where its parts begin.
const HEAD_ROW: u32 = 3;
const FIRST_ROW: u32 = 4;
const RULES_ROW: u32 = 13;
const LEGEND_ROW: u32 = 15;
/// Rules that are named before the rest is summed up.
const RULES: usize = 9;
/// Characters of half width that fit in the two lines of a place.
const PLACE_WIDTH: usize = 134;

/// Writes the cover.
pub(crate) fn write(
    worksheet: &mut Worksheet,
    facts: &WorkbookFacts,
    places: &FirstPlaces,
    extras: &ExtraColumns,
) -> Result<(), XlsxError> {
    for row in 0..COVER_ROWS {
        let height = match row {
            0 => 30.0,
            2 | 24 | 34 => 6.0,
            _ if (FIRST_ROW..FIRST_ROW + PLACES as u32).contains(&row) => 26.0,
            _ => ROW_HEIGHT,
        };
        worksheet.set_row_height(row, height)?;
    }
    let title = formats::plain().set_bold().set_font_size(18).set_align(FormatAlign::VerticalCenter);
    merge(worksheet, 0, 0, LAST, "绩效目标标准工作簿 · 概览", &title)?;
    merge(worksheet, 1, 0, LAST, &subtitle(facts), &formats::plain().set_font_color(formats::GREY))?;
    facts_block(worksheet, facts)?;
    rules_block(worksheet, facts)?;
    merge(
        worksheet,
        HEAD_ROW,
        NUMBER,
        LAST,
        "先看这些地方（点文字到该单元格，点序号到问题清单）",
        &formats::section(),
    )?;
    if places.iter().next().is_none() {
        merge(worksheet, FIRST_ROW, NUMBER, LAST, "没有发现问题。", &line())?;
    }
    for (n, place) in places.iter().enumerate() {
        place_row(worksheet, FIRST_ROW + n as u32, n + 1, place, extras)?;
    }
    legend(worksheet)
}

fn subtitle(facts: &WorkbookFacts) -> String {
    let mut parts = Vec::new();
    parts.push(if facts.documents > 1 {
        format!("{} 等 {} 个文件", facts.file, facts.documents)
    } else {
        facts.file.clone()
    });
    parts.push(format!("jixiao {}", env!("CARGO_PKG_VERSION")));
    parts.extend(facts.date.clone());
    parts.join("　·　")
}

/// What was read, and what was not.
fn facts_block(worksheet: &mut Worksheet, facts: &WorkbookFacts) -> Result<(), XlsxError> {
    merge(worksheet, HEAD_ROW, 0, LEFT_LAST, "读到了什么", &formats::section())?;
    let (forms, kinds) = facts.forms();
    let share = if facts.indicators == 0 { 0.0 } else { facts.quantitative as f64 / facts.indicators as f64 };
    let (read, left) = match facts.cells {
        None => ("没有统计（来源不是由本程序直接读取的表格）".to_owned(), "—".to_owned()),
        Some(cells) => (
            format!("读入字段 {} 格；标签、表头、合计、注 {} 格", cells.read, cells.known),
            match cells.not_read {
                0 => "0 格：每个有内容的单元格都有去处".to_owned(),
                n => format!("{n} 格，见问题清单中的“{}”", crate::findings::name_of(&crate::findings::NOT_READ.code)),
            },
        ),
    };
    let rows = [
        ("文件", format!("{} 个", facts.documents)),
        ("表", if forms == 0 { "0 张".to_owned() } else { format!("{forms} 张（{kinds}）") }),
        ("项目", format!("{} 个", facts.projects)),
        ("三级指标", format!("{} 条，其中定量 {} 条（{:.1}%）", facts.indicators, facts.quantitative, share * 100.0)),
        ("已读单元格", read),
        ("未读单元格", left),
        ("问题", by_severity(facts)),
    ];
    let is_unread = facts.cells.is_some_and(|cells| cells.not_read > 0);
    for (row, (label, value)) in (FIRST_ROW..).zip(&rows) {
        worksheet.write_string_with_format(row, 0, *label, &line().set_font_color(formats::GREY))?;
        let mut format = line();
        if *label == "未读单元格" && is_unread {
            format = format.set_bold().set_background_color(formats::tint(Severity::Warning));
        }
        merge(worksheet, row, 1, LEFT_LAST, value, &format)?;
    }
    Ok(())
}

fn by_severity(facts: &WorkbookFacts) -> String {
    let counts = [Severity::Error, Severity::Warning, Severity::Info]
        .map(|severity| format!("{} {}", severity_to_text(severity), facts.findings(severity)));
    counts.join("，")
}

/// The rules with findings.
fn rules_block(worksheet: &mut Worksheet, facts: &WorkbookFacts) -> Result<(), XlsxError> {
    merge(worksheet, RULES_ROW, 0, LEFT_LAST, "按规则的问题数", &formats::section())?;
    let rules = facts.rules();
    if rules.is_empty() {
        return merge(worksheet, RULES_ROW + 1, 0, LEFT_LAST, "没有发现问题。", &line());
    }
    for (at, (severity, name, n)) in (RULES_ROW + 1..).zip(rules.iter().take(RULES)) {
        rule_row(worksheet, at, Some(*severity), name, *n)?;
    }
    let rest: Vec<_> = rules.iter().skip(RULES).collect();
    if rest.is_empty() {
        return Ok(());
    }
    let sum = rest.iter().map(|(_, _, n)| n).sum();
    rule_row(worksheet, RULES_ROW + 1 + RULES as u32, None, &format!("其余 {} 条规则，见问题清单", rest.len()), sum)
}

fn rule_row(
    worksheet: &mut Worksheet,
    at: u32,
    severity: Option<Severity>,
    name: &str,
    count: usize,
) -> Result<(), XlsxError> {
    merge(worksheet, at, 0, 1, name, &line())?;
    let tinted = severity.map_or_else(line, |s| line().set_background_color(formats::tint(s)));
    worksheet.write_string_with_format(at, 2, severity.map_or("", severity_to_text), &tinted)?;
    worksheet.write_number_with_format(at, LEFT_LAST, count as f64, &line().set_align(FormatAlign::Right))?;
    Ok(())
}

fn place_row(
    worksheet: &mut Worksheet,
    row: u32,
    number: usize,
    place: &PlaceToSee,
    extras: &ExtraColumns,
) -> Result<(), XlsxError> {
    let linked = formats::linked(line());
    let tinted = line().set_align(FormatAlign::Center).set_background_color(formats::tint(place.severity));
    let number_link = link(extras, place.finding, number.to_string()).set_tip("到问题清单");
    worksheet.write_url_with_format(row, NUMBER, number_link, &linked.clone().set_align(FormatAlign::Center))?;
    worksheet.write_string_with_format(row, SEVERITY, severity_to_text(place.severity), &tinted)?;
    let text = shortened(&place.text);
    merge(worksheet, row, TEXT, LAST, "", &linked)?;
    worksheet.write_url_with_format(row, TEXT, link(extras, place.cell, text).set_tip("到该单元格"), &linked)?;
    Ok(())
}

fn link(extras: &ExtraColumns, cell: CellRef, text: String) -> Url {
    Url::new(format!("internal:{}", extras.link(cell))).set_text(text)
}

/// What the tints mean, and whose the columns of verdicts are.
fn legend(worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    merge(worksheet, LEGEND_ROW, NUMBER, LAST, "图例", &formats::section())?;
    let texts = [
        (Some(Severity::Error), "缺失或自相矛盾，须核对；批注写明原因"),
        (Some(Severity::Warning), "存疑，请核对"),
        (Some(Severity::Info), "已修复或供了解"),
        (None, "审核结论、审核意见、状态、意见由审核人填写；jixiao read 和 --keep-review 保留它们"),
        (None, "全空的列已折叠，点列上方的“+”展开；点各表浅色的表头回到本页"),
    ];
    for (row, (severity, text)) in (LEGEND_ROW + 1..).zip(texts) {
        if let Some(severity) = severity {
            let tinted = line().set_align(FormatAlign::Center).set_background_color(formats::tint(severity));
            merge(worksheet, row, NUMBER, SEVERITY, severity_to_text(severity), &tinted)?;
        }
        merge(worksheet, row, if severity.is_some() { TEXT } else { NUMBER }, LAST, text, &line())?;
    }
    Ok(())
}

fn line() -> Format {
    let format = formats::plain().set_align(FormatAlign::VerticalCenter);
    format.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(formats::GRID)
}

fn merge(
    worksheet: &mut Worksheet,
    row: u32,
    first: u16,
    last: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    worksheet.merge_range(row, first, row, last, text, format)?;
    Ok(())
}

/// As much of a text as two lines hold.
fn shortened(text: &str) -> String {
    use unicode_width::UnicodeWidthChar;
    let (mut short, mut width) = (String::new(), 0);
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        width += c.width().unwrap_or_default();
        if width > PLACE_WIDTH {
            short.push('…');
            break;
        }
        short.push(c);
    }
    short
}
