//! Rows → CSV and JSON Lines, cell for cell what Arrow and Parquet hold.

use super::column::{DataColumn, DataKind, Member};
use super::columns::columns;
use super::row::DataSource;
use super::rows::rows;
use super::table::DataTable;
use super::value::DataValue;
use crate::write::csv::{BYTE_ORDER_MARK, push_record};

/// A table as CSV: names, then a record a row. Several texts and records in a cell are JSON. A text that a spreadsheet program would
/// take for a formula, or that begins with `'`, has a `'` before it, so that taking one off gives the text back.
#[must_use]
pub fn csv<'d>(table: DataTable, sources: impl IntoIterator<Item = DataSource<'d>>) -> Vec<u8> {
    let listed = columns(table);
    let mut text = BYTE_ORDER_MARK.to_owned();
    push_record(&mut text, listed.iter().map(|column| column.name.clone()));
    for row in sources.into_iter().flat_map(|source| rows(table, source)) {
        push_record(&mut text, listed.iter().map(|column| field(column, &column.value(&row))));
    }
    text.into_bytes()
}

fn field(column: &DataColumn, value: &DataValue<'_>) -> String {
    match value {
        DataValue::Empty => String::new(),
        DataValue::Text(text) if text.starts_with('\'') => format!("'{text}"),
        DataValue::Text(text) => crate::write::csv::guarded(text),
        _ => {
            let mut json = String::new();
            push_json(&mut json, column.kind, value);
            if column.kind == DataKind::Day { json.trim_matches('"').to_owned() } else { json }
        }
    }
}

/// A table as JSON Lines: an object a row with all columns, `null` where nothing is said. Numbers have all their digits, days are
/// written `2024-01-31`.
#[must_use]
pub fn json_lines<'d>(table: DataTable, sources: impl IntoIterator<Item = DataSource<'d>>) -> Vec<u8> {
    let mut text = String::new();
    for row in sources.into_iter().flat_map(|source| rows(table, source)) {
        for (n, column) in columns(table).iter().enumerate() {
            text.push(if n == 0 { '{' } else { ',' });
            push_text(&mut text, &column.name);
            text.push(':');
            push_json(&mut text, column.kind, &column.value(&row));
        }
        text.push_str("}\n");
    }
    text.into_bytes()
}

fn push_json(json: &mut String, kind: DataKind, value: &DataValue<'_>) {
    match value {
        DataValue::Empty => json.push_str("null"),
        DataValue::Text(text) => push_text(json, text),
        DataValue::Whole(number) => json.push_str(&number.to_string()),
        DataValue::Number(number) => json.push_str(&number.to_string()),
        DataValue::Real(number) => json.push_str(&format!("{number:?}")),
        DataValue::Flag(flag) => json.push_str(if *flag { "true" } else { "false" }),
        DataValue::Day(day) => push_text(json, &crate::language::period::day_to_text(*day)),
        DataValue::Texts(texts) => {
            json.push('[');
            for (n, text) in texts.iter().enumerate() {
                json.push_str(if n == 0 { "" } else { "," });
                push_text(json, text);
            }
            json.push(']');
        }
        DataValue::Records(records) => {
            let members = if let DataKind::Records(members) = kind { members } else { &[] };
            json.push('[');
            for (n, record) in records.iter().enumerate() {
                json.push_str(if n == 0 { "{" } else { ",{" });
                push_members(json, members, record);
                json.push('}');
            }
            json.push(']');
        }
    }
}

fn push_members(json: &mut String, members: &[Member], record: &[DataValue<'_>]) {
    for (n, (member, value)) in members.iter().zip(record).enumerate() {
        json.push_str(if n == 0 { "" } else { "," });
        push_text(json, member.name);
        json.push(':');
        push_json(json, member.kind, value);
    }
}

fn push_text(json: &mut String, text: &str) {
    json.push_str(&serde_json::Value::from(text).to_string());
}
