//! The columns of each table: keys, the fields of the register, what is worked out.

use std::sync::LazyLock;

use super::column::{DataColumn, DataKind, Member, worked};
use super::documents::of_document;
use super::findings::of_finding;
use super::rows::{DataRow, RowContent};
use super::table::DataTable;
use super::target_columns::of_record;
use super::value::DataValue;
use crate::language::money::MoneyUnit;
use crate::language::period::text_to_days;
use crate::model::amounts::Subtotal;
use crate::model::fields::Record;
use crate::model::{BudgetLine, Form, Indicator, Place, Project, Spot, Task};

/// What is said of each spot of a place.
const SPOTS: &[Member] = &[
    Member { name: "page", zh: "页", about: "page, from 1", kind: DataKind::Whole },
    Member { name: "last_page", zh: "末页", about: "last page of a range", kind: DataKind::Whole },
    Member { name: "left", zh: "左", about: "box on the page, in points", kind: DataKind::Real },
    Member { name: "top", zh: "上", about: "from the top of the page", kind: DataKind::Real },
    Member { name: "right", zh: "右", about: "right side of the box", kind: DataKind::Real },
    Member { name: "bottom", zh: "下", about: "lower side of the box", kind: DataKind::Real },
    Member { name: "line", zh: "行", about: "line of a text, from 1", kind: DataKind::Whole },
    Member { name: "last_line", zh: "末行", about: "last line of a range", kind: DataKind::Whole },
    Member { name: "sheet", zh: "工作表", about: "name of the sheet", kind: DataKind::Text },
    Member { name: "cell", zh: "单元格", about: "address in the sheet", kind: DataKind::Text },
];

/// The columns of a table, the same for every document.
#[must_use]
pub fn columns(table: DataTable) -> &'static [DataColumn] {
    static COLUMNS: LazyLock<[Vec<DataColumn>; 9]> = LazyLock::new(|| DataTable::ALL.map(of));
    // As many lists as tables, in their order.
    COLUMNS.iter().zip(DataTable::ALL).find(|(_, own)| *own == table).map_or(&[], |(columns, _)| columns)
}

fn of(table: DataTable) -> Vec<DataColumn> {
    let mut columns = keys();
    match table {
        DataTable::Documents => columns.extend(of_document()),
        DataTable::Forms => {
            columns.extend([form(), kind()]);
            columns.extend(of_record::<Form>());
            columns.extend(days());
        }
        DataTable::Projects => {
            columns.extend([form(), project(), kind()]);
            columns.extend(of_record::<Project>());
            columns.extend(days());
            columns.extend([unit(), indicators()]);
        }
        DataTable::Amounts => {
            columns.extend([form(), project()]);
            columns.extend(amounts());
            columns.extend([unit(), yuan()]);
        }
        DataTable::Subtotals => columns.extend(of_rows::<Subtotal>("subtotal", "合计行")),
        DataTable::Budget => columns.extend(of_rows::<BudgetLine>("budget", "预算行")),
        DataTable::Tasks => columns.extend(of_rows::<Task>("task", "任务序")),
        DataTable::Indicators => {
            columns.extend([form(), project(), number("indicator", "指标序")]);
            columns.extend(of_record::<Indicator>());
            columns.push(partial());
        }
        DataTable::Findings => {
            columns.extend([form(), project(), number("indicator", "指标序")]);
            columns.extend(of_finding());
        }
    }
    if table != DataTable::Documents {
        columns.push(place());
    }
    columns
}

/// Rows of a form with amounts in its unit.
fn of_rows<R: crate::model::fields::Registered>(key: &str, zh: &str) -> Vec<DataColumn> {
    let mut columns = vec![form(), number(key, zh)];
    columns.extend(of_record::<R>());
    columns.push(unit());
    columns
}

/// What every table begins with.
fn keys() -> Vec<DataColumn> {
    let sha256 =
        worked("document_sha256", "文件SHA-256", "SHA-256 of the input's bytes", DataKind::Text, |row| {
            match (row.document(), row.failed()) {
                (Some(document), _) => DataValue::text(document.source.sha256.as_str()),
                (None, failed) => DataValue::optional(failed.and_then(|failed| failed.sha256.as_deref())),
            }
        });
    let name = worked("source_name", "文件", "name of the input", DataKind::Text, |row| {
        match (row.document(), row.failed()) {
            (Some(document), _) => DataValue::text(document.source.name.as_str()),
            (None, failed) => DataValue::optional(failed.map(|failed| failed.name.as_str())),
        }
    });
    vec![sha256, name]
}

fn form() -> DataColumn {
    worked("form", "表序", "index of the form in the document, from 0", DataKind::Whole, |row| {
        DataValue::index(row.form)
    })
}

fn project() -> DataColumn {
    worked(
        "project",
        "项目序",
        "index of the project in the form, from 0; empty: the form's own",
        DataKind::Whole,
        |row| DataValue::index(row.project),
    )
}

fn number(name: &str, zh: &str) -> DataColumn {
    let about = "index in its project, or in the form where there is none, from 0";
    worked(name, zh, about, DataKind::Whole, |row| DataValue::index(row.number))
}

fn kind() -> DataColumn {
    let about = "project_table, department, project_card, self_evaluation or monitoring";
    worked("kind", "表种", about, DataKind::Text, |row| {
        row.own_form().map_or(DataValue::Empty, |form| DataValue::word(form.kind))
    })
}

fn unit() -> DataColumn {
    worked("unit", "金额单位", "unit of money as printed on the form", DataKind::Text, |row| {
        DataValue::optional(row.own_form().and_then(|form| form.unit.as_deref()))
    })
}

fn indicators() -> DataColumn {
    worked("indicators", "指标数", "number of its indicators", DataKind::Whole, |row| match row.content {
        RowContent::Record(Record::Project(_, project)) => DataValue::whole(project.indicators.len()),
        _ => DataValue::Empty,
    })
}

fn partial() -> DataColumn {
    worked("partial", "不完整", "whether its text is truncated", DataKind::Flag, |row| match row.content {
        RowContent::Record(Record::Indicator(.., indicator)) => DataValue::Flag(indicator.partial),
        _ => DataValue::Empty,
    })
}

/// The days of the printed span of time.
fn days() -> [DataColumn; 2] {
    let about = "first day of the printed period, where it says one";
    let first = worked("first_day", "起始日", about, DataKind::Day, |row| {
        span(row).map_or(DataValue::Empty, |(first, _)| DataValue::Day(first))
    });
    let about = "last day of the printed period, where it says one";
    let last = worked("last_day", "终止日", about, DataKind::Day, |row| {
        span(row).map_or(DataValue::Empty, |(_, last)| DataValue::Day(last))
    });
    [first, last]
}

fn span(row: &DataRow<'_>) -> Option<(i32, i32)> {
    let printed = match row.content {
        RowContent::Record(Record::Form(form)) => form.period.as_deref(),
        RowContent::Record(Record::Project(_, project)) => project.period.as_deref(),
        _ => None,
    };
    text_to_days(printed?)
}

fn amounts() -> [DataColumn; 3] {
    [
        worked("item", "金额项", "the column of projects that holds it, too", DataKind::Text, |row| {
            match row.content {
                RowContent::Amount(_, _, field, _) => DataValue::text(field.about().json.replace('.', "_")),
                _ => DataValue::Empty,
            }
        }),
        worked("item_zh", "金额项名称", "its Chinese name", DataKind::Text, |row| match row.content {
            RowContent::Amount(_, _, field, _) => DataValue::text(field.about().zh),
            _ => DataValue::Empty,
        }),
        worked("amount", "金额", "the amount, in the unit of the form", DataKind::Number, |row| match row.content {
            RowContent::Amount(.., amount) => DataValue::number(amount),
            _ => DataValue::Empty,
        }),
    ]
}

fn yuan() -> DataColumn {
    let about = "the amount in yuan; empty where the form prints no unit of Chinese money";
    worked("yuan", "金额（元）", about, DataKind::Number, |row| {
        let RowContent::Amount(form, .., amount) = row.content else { return DataValue::Empty };
        let unit = form.unit.as_deref().and_then(MoneyUnit::from_text);
        unit.and_then(|unit| unit.convert(amount, MoneyUnit::YUAN)).map_or(DataValue::Empty, DataValue::number)
    })
}

fn place() -> DataColumn {
    worked("place", "位置", "where it is printed: one spot or several", DataKind::Records(SPOTS), |row| {
        row.place().map_or(DataValue::Empty, |place| DataValue::Records(spots(place)))
    })
}

fn spots(place: &Place) -> Vec<Vec<DataValue<'_>>> {
    std::iter::once(&place.spot).chain(&place.also).map(spot).collect()
}

/// In the order of [`SPOTS`].
fn spot(spot: &Spot) -> Vec<DataValue<'_>> {
    let mut pages = [None; 2];
    let mut sides: [Option<f64>; 4] = [None; 4];
    let mut lines = [None; 2];
    let mut names = [None; 2];
    match spot {
        Spot::Page { page, bbox } => {
            pages = [Some(*page), None];
            sides = <[f64; 4]>::from(*bbox).map(Some);
        }
        Spot::Pages { pages: [first, last] } => pages = [Some(*first), Some(*last)],
        Spot::Line { line } => lines = [Some(*line), None],
        Spot::Lines { lines: [first, last] } => lines = [Some(*first), Some(*last)],
        Spot::Cell { sheet, cell } => names = [Some(sheet.as_str()), Some(cell.as_str())],
        Spot::Sheet { sheet } => names = [Some(sheet.as_str()), None],
    }
    let mut members: Vec<DataValue<'_>> = pages.map(DataValue::index).into();
    members.extend(sides.map(|side| side.map_or(DataValue::Empty, DataValue::Real)));
    members.extend(lines.map(DataValue::index));
    members.extend(names.map(DataValue::optional));
    members
}
