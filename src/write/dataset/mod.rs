//! Documents as data: one schema for Arrow, Parquet, CSV and JSON Lines.
//!
//! [`DataTable`] names the tables, [`columns`](column::DataColumn) come from the register of fields ([`crate::model::fields`]), `rows` are the
//! records of a document with their keys. What a cell holds is decided there; the outputs only write it down, each in its own way.

#[cfg(feature = "parquet")]
pub mod arrow;
mod column;
mod columns;
mod documents;
#[cfg(feature = "parquet")]
pub mod files;
mod findings;
mod lines;
#[cfg(feature = "parquet")]
pub mod parquet;
mod row;
mod rows;
mod table;
mod target_columns;
mod value;

pub use column::{DataColumn, DataKind, Member};
pub use columns::columns;
pub use lines::{csv, json_lines};
pub use row::{DataSource, FailedInput};
pub use rows::{DataRow, rows};
pub use table::{DataTable, SCHEMA};
pub use value::{DECIMALS, DataValue};

#[cfg(test)]
mod tests {
    use super::{DataKind, DataSource, DataTable, FailedInput, columns, csv, json_lines, rows};
    use crate::model::fields;

    #[test]
    fn names_of_columns_are_distinct_and_have_a_meaning_in_both_languages() {
        for table in DataTable::ALL {
            let mut names: Vec<_> = columns(table).iter().map(|column| column.name.as_str()).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{}", table.name());
            for column in columns(table) {
                assert!(!column.zh.is_empty() && !column.about.is_empty(), "{}.{}", table.name(), column.name);
            }
            assert_eq!(DataTable::of_name(table.name()), Some(table));
        }
    }

    /// As many columns of a name as records have a field of it, so that a field that is added to the register is in the data.
    #[test]
    fn every_field_of_the_register_is_a_column() {
        let all: Vec<_> = DataTable::ALL.into_iter().flat_map(columns).collect();
        for field in fields::all() {
            let name = field.about().json.replace('.', "_");
            let fields = fields::all().filter(|other| other.about().json == field.about().json).count();
            let found = all.iter().filter(|column| column.name == name && column.zh == field.about().zh).count();
            assert!(found > 0 && all.iter().filter(|column| column.name == name).count() >= fields, "{name}");
            let targets = all.iter().filter(|column| column.name == format!("{name}_value"));
            assert_eq!(targets.count(), usize::from(field.is_target()), "{name}");
        }
    }

    #[test]
    fn text_outputs_have_a_row_for_each_record_and_the_same_columns() {
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/project-list/input.pdf");
        let document = crate::convert(sample.as_ref(), &crate::Options::default()).unwrap();
        let source = DataSource::Document(&document);
        for table in DataTable::ALL {
            let count = rows(table, source).len();
            let text = csv(table, [source]);
            let mut records = ::csv::ReaderBuilder::new().from_reader(text.as_slice()).into_records();
            assert!(records.by_ref().take(count).all(|record| record.is_ok_and(|r| r.len() == columns(table).len())));
            assert!(records.next().is_none());
            let lines = String::from_utf8(json_lines(table, [source])).unwrap();
            assert_eq!(lines.lines().count(), count);
            for line in lines.lines() {
                let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
                assert_eq!(object.len(), columns(table).len());
                for column in columns(table).iter().filter(|column| column.kind == DataKind::Whole) {
                    assert!(object.get(&column.name).is_some_and(|v| v.is_null() || v.is_i64()), "{}", column.name);
                }
            }
        }
    }

    #[test]
    fn an_input_without_a_document_is_one_row_of_documents() {
        let failed = FailedInput {
            name: "坏.pdf".to_owned(),
            sha256: None,
            bytes: Some(7),
            code: "damaged".to_owned(),
            message: "x".to_owned(),
        };
        let counts = DataTable::ALL.map(|table| rows(table, DataSource::Failed(&failed)).len());
        assert_eq!(counts, [1, 0, 0, 0, 0, 0, 0, 0, 0]);
        let line = String::from_utf8(json_lines(DataTable::Documents, [DataSource::Failed(&failed)])).unwrap();
        assert!(line.contains(r#""source_name":"坏.pdf","bytes":7"#) && line.contains(r#""error_code":"damaged""#));
    }
}
