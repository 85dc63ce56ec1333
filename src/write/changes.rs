//! Differences between two documents → a workbook: old and new side by side, coloured by what happened.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use crate::Result;
use crate::diff::{Change, ChangeKind, field_to_text};
use crate::model::notation::place_to_cells;
use crate::model::{Place, Spot};

use super::cell_text::shortened;
use super::mark::{PROPERTY, open_mark, sealed_workbook};
use super::workbook::{failed, row_height, wrapped_lines};

/// Headings and widths in characters.
const COLUMNS: [(&str, f64); 8] = [
    ("变化", 8.0),
    ("表", 30.0),
    ("项目、指标", 36.0),
    ("内容", 14.0),
    ("原文", 44.0),
    ("新文", 44.0),
    ("原位置", 16.0),
    ("新位置", 16.0),
];
/// Where the old and the new content stand.
const BEFORE: usize = 4;
const AFTER: usize = 5;
/// Most changes of a sheet, below its heading.
const MOST_ROWS: usize = 1_048_575;
const HEADING: Color = Color::RGB(0x1F_3864);
const GRID: Color = Color::RGB(0xBF_BFBF);
/// The tints of what is gone and what is new.
const GONE: Color = Color::RGB(0xFF_C7CE);
const NEW: Color = Color::RGB(0xC6_EFCE);
const A4: u8 = 9;
const HEADING_HEIGHT: f64 = 30.0;

/// The workbook: one sheet, 比较, a row for each change, in their order. `names` are shown in the headings of the contents.
///
/// # Errors
/// Where the workbook cannot be written.
pub(crate) fn changes(changes: &[Change], names: [&str; 2]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    // Fixed, so that the same input gives the same bytes.
    let created = ExcelDateTime::from_ymd(2024, 1, 1).map_err(failed)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_creation_datetime(&created)
            .set_title("绩效目标比较")
            .set_custom_property(PROPERTY, open_mark()),
    );
    for (part, rows) in parts(changes).enumerate() {
        let sheet = workbook.add_worksheet();
        let name = if part == 0 { "比较".to_owned() } else { format!("比较({})", part + 1) };
        sheet.set_name(name).map_err(failed)?;
        write_sheet(sheet, rows, names)?;
    }
    sealed_workbook(workbook.save_to_buffer().map_err(failed)?)
}

/// The changes of each sheet; one empty sheet where nothing changed.
fn parts(changes: &[Change]) -> impl Iterator<Item = &[Change]> {
    let none = changes.is_empty().then_some(changes);
    none.into_iter().chain(changes.chunks(MOST_ROWS))
}

fn write_sheet(sheet: &mut Worksheet, changes: &[Change], names: [&str; 2]) -> Result<()> {
    let heading = plain()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(HEADING)
        .set_align(FormatAlign::VerticalCenter);
    let [before, after] = names;
    for (at, (name, width)) in COLUMNS.into_iter().enumerate() {
        let text = match at {
            BEFORE => format!("{name}（{before}）"),
            AFTER => format!("{name}（{after}）"),
            _ => name.to_owned(),
        };
        sheet.write_string_with_format(0, at as u16, shortened(&text), &heading).map_err(failed)?;
        sheet.set_column_width(at as u16, width).map_err(failed)?;
    }
    let (ordinary, gone, new) = (plain(), plain().set_background_color(GONE), plain().set_background_color(NEW));
    for (row, change) in (1..).zip(changes) {
        let cells = change_to_cells(change);
        let lines = cells.iter().zip(COLUMNS).map(|(text, (_, width))| wrapped_lines(text, width)).max();
        sheet.set_row_height(row, row_height(lines.unwrap_or(1))).map_err(failed)?;
        for (at, text) in cells.iter().enumerate() {
            let format = match (at, change.kind) {
                (0 | BEFORE, ChangeKind::Removed) | (BEFORE, ChangeKind::Changed) => &gone,
                (0 | AFTER, ChangeKind::Added) | (AFTER, ChangeKind::Changed) => &new,
                _ => &ordinary,
            };
            sheet.write_string_with_format(row, at as u16, shortened(text), format).map_err(failed)?;
        }
    }
    let last_row = changes.len().max(1) as u32;
    sheet.autofilter(0, 0, last_row, COLUMNS.len() as u16 - 1).map_err(failed)?;
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    sheet.set_repeat_rows(0, 0).map_err(failed)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&C第 &P 页，共 &N 页");
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3).set_row_height(0, HEADING_HEIGHT).map_err(failed)?;
    Ok(())
}

fn plain() -> Format {
    Format::new()
        .set_font_name("宋体")
        .set_font_size(10)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(GRID)
        .set_quote_prefix()
}

/// The cells of a change, one for each column.
fn change_to_cells(change: &Change) -> [String; COLUMNS.len()] {
    let kind = match change.kind {
        ChangeKind::Added => "新增",
        ChangeKind::Removed => "删除",
        ChangeKind::Changed => "修改",
    };
    let (form, below) = match change.path.split_first() {
        Some((form, below)) => (form.clone(), below.join(" / ")),
        None => (String::new(), String::new()),
    };
    [
        kind.to_owned(),
        form,
        below,
        change.field.as_deref().map_or_else(String::new, field_to_text),
        content(change.before.as_deref()),
        content(change.after.as_deref()),
        position(change.place_before.as_ref()),
        position(change.place_after.as_ref()),
    ]
}

/// What one of the documents says; nothing where it has no such thing.
fn content(text: Option<&str>) -> String {
    text.map_or_else(String::new, str::to_owned)
}

/// A place as a reader looks for it: page and line, without boxes.
fn position(place: Option<&Place>) -> String {
    match place.map(|p| &p.spot) {
        Some(Spot::Page { page, .. }) => format!("第{page}页"),
        Some(_) => {
            let (page, position) = place_to_cells(None, place);
            [page, position].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

    use std::io::Cursor;

    use calamine::{Reader, Xlsx};

    use super::changes;
    use crate::diff::{Change, ChangeKind};

    #[test]
    fn old_and_new_stand_side_by_side() {
        let change = Change {
            kind: ChangeKind::Changed,
            path: vec!["表一".to_owned(), "项目甲".to_owned()],
            field: Some("goal".to_owned()),
            before: Some("=旧".to_owned()),
            after: Some("新".to_owned()),
            place_before: None,
            place_after: None,
        };
        let bytes = changes(&[change], ["a.pdf", "b.pdf"]).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("比较").unwrap();
        let row: Vec<String> = sheet.rows().nth(1).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(row, ["修改", "表一", "项目甲", "绩效目标", "=旧", "新", "", ""]);
        assert_eq!(sheet.rows().next().unwrap()[4].to_string(), "原文（a.pdf）");
    }

    #[test]
    fn no_change_is_a_workbook_too() {
        assert!(!changes(&[], ["a", "b"]).unwrap().is_empty());
    }
}
