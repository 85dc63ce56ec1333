//! Rows → Arrow.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder, ListBuilder,
    StringBuilder, StructBuilder,
};
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use rust_decimal::Decimal;

use super::column::{DataColumn, DataKind, Member};
use super::columns::columns;
use super::row::DataSource;
use super::rows::rows;
use super::table::{DataTable, SCHEMA};
use super::value::{DECIMALS, DataValue};
use crate::Result;
use crate::write::workbook::failed;

/// Digits of a decimal number.
const PRECISION: u8 = 38;
const SCALE: i8 = DECIMALS as i8;

/// The schema of a table. Columns have their Chinese name and meaning in their metadata, the table the version of the schema.
#[must_use]
pub fn schema(table: DataTable) -> SchemaRef {
    let about = [("jixiao.schema", SCHEMA), ("jixiao.table", table.name()), ("zh", table.zh())];
    let about = about.map(|(key, value)| (key.to_owned(), value.to_owned()));
    Arc::new(Schema::new_with_metadata(columns(table).iter().map(field).collect::<Vec<_>>(), HashMap::from(about)))
}

fn field(column: &DataColumn) -> Field {
    named(&column.name, &column.zh, &column.about, column.kind)
}

fn named(name: &str, zh: &str, about: &str, kind: DataKind) -> Field {
    let metadata = [("zh", zh), ("description", about)].map(|(key, value)| (key.to_owned(), value.to_owned()));
    Field::new(name, data_type(kind), true).with_metadata(HashMap::from(metadata))
}

fn data_type(kind: DataKind) -> DataType {
    match kind {
        DataKind::Text => DataType::Utf8,
        DataKind::Whole => DataType::Int64,
        DataKind::Number => DataType::Decimal128(PRECISION, SCALE),
        DataKind::Real => DataType::Float64,
        DataKind::Flag => DataType::Boolean,
        DataKind::Day => DataType::Date32,
        DataKind::Texts => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
        DataKind::Records(members) => {
            DataType::List(Arc::new(Field::new_list_field(DataType::Struct(fields(members)), true)))
        }
    }
}

fn fields(members: &[Member]) -> Fields {
    members.iter().map(|member| named(member.name, member.zh, member.about, member.kind)).collect()
}

/// Gathers the rows of a table.
pub struct BatchBuilder {
    table: DataTable,
    columns: Vec<CellBuilder>,
    rows: usize,
}

impl BatchBuilder {
    /// Without rows.
    #[must_use]
    pub fn new(table: DataTable) -> Self {
        Self { table, columns: columns(table).iter().map(|column| CellBuilder::of(column.kind)).collect(), rows: 0 }
    }

    /// Adds the rows of a document, or of an input without one.
    pub fn add(&mut self, source: DataSource<'_>) {
        for row in rows(self.table, source) {
            for (column, cells) in columns(self.table).iter().zip(&mut self.columns) {
                cells.push(&column.value(&row));
            }
            self.rows += 1;
        }
    }

    /// How many rows there are.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The rows gathered so far; the builder is empty again.
    ///
    /// # Errors
    /// Where Arrow takes the columns for unequal, which they are not.
    pub fn finish(&mut self) -> Result<RecordBatch> {
        self.rows = 0;
        let arrays = self.columns.iter_mut().map(CellBuilder::finish).collect();
        RecordBatch::try_new(schema(self.table), arrays).map_err(failed)
    }
}

/// The cells of a column.
enum CellBuilder {
    Text(StringBuilder),
    Whole(Int64Builder),
    Number(Decimal128Builder),
    Real(Float64Builder),
    Flag(BooleanBuilder),
    Day(Date32Builder),
    Texts(ListBuilder<StringBuilder>),
    Records(ListBuilder<StructBuilder>, &'static [Member]),
}

impl CellBuilder {
    fn of(kind: DataKind) -> Self {
        match kind {
            DataKind::Text => Self::Text(StringBuilder::new()),
            DataKind::Whole => Self::Whole(Int64Builder::new()),
            DataKind::Number => Self::Number(numbers()),
            DataKind::Real => Self::Real(Float64Builder::new()),
            DataKind::Flag => Self::Flag(BooleanBuilder::new()),
            DataKind::Day => Self::Day(Date32Builder::new()),
            DataKind::Texts => Self::Texts(ListBuilder::new(StringBuilder::new())),
            DataKind::Records(members) => {
                let item = Field::new_list_field(DataType::Struct(fields(members)), true);
                let builders = members.iter().map(|member| boxed(member.kind)).collect();
                Self::Records(ListBuilder::new(StructBuilder::new(fields(members), builders)).with_field(item), members)
            }
        }
    }

    /// A value of another kind than the column's is none.
    fn push(&mut self, value: &DataValue<'_>) {
        match self {
            Self::Text(cells) => cells.append_option(text(value)),
            Self::Whole(cells) => cells.append_option(whole(value)),
            Self::Number(cells) => cells.append_option(number(value)),
            Self::Real(cells) => cells.append_option(real(value)),
            Self::Flag(cells) => cells.append_option(flag(value)),
            Self::Day(cells) => cells.append_option(day(value)),
            Self::Texts(cells) => match value {
                DataValue::Texts(texts) => cells.append_value(texts.iter().map(|text| Some(text.as_ref()))),
                _ => cells.append_null(),
            },
            Self::Records(cells, members) => match value {
                DataValue::Records(records) => {
                    for record in records {
                        push_record(cells.values(), members, record);
                    }
                    cells.append(true);
                }
                _ => cells.append(false),
            },
        }
    }

    fn finish(&mut self) -> Arc<dyn arrow_array::Array> {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Whole(cells) => Arc::new(cells.finish()),
            Self::Number(cells) => Arc::new(cells.finish()),
            Self::Real(cells) => Arc::new(cells.finish()),
            Self::Flag(cells) => Arc::new(cells.finish()),
            Self::Day(cells) => Arc::new(cells.finish()),
            Self::Texts(cells) => Arc::new(cells.finish()),
            Self::Records(cells, _) => Arc::new(cells.finish()),
        }
    }
}

fn numbers() -> Decimal128Builder {
    let kind = DataType::Decimal128(PRECISION, SCALE);
    Decimal128Builder::new().with_data_type(kind)
}

/// The builder of a member, which holds no records itself.
fn boxed(kind: DataKind) -> Box<dyn ArrayBuilder> {
    match kind {
        DataKind::Whole => Box::new(Int64Builder::new()),
        DataKind::Number => Box::new(numbers()),
        DataKind::Real => Box::new(Float64Builder::new()),
        DataKind::Flag => Box::new(BooleanBuilder::new()),
        DataKind::Day => Box::new(Date32Builder::new()),
        DataKind::Text | DataKind::Texts | DataKind::Records(_) => Box::new(StringBuilder::new()),
    }
}

fn push_record(into: &mut StructBuilder, members: &[Member], record: &[DataValue<'_>]) {
    for (at, (member, value)) in members.iter().zip(record).enumerate() {
        // Each member has the builder that `boxed` made for it.
        match member.kind {
            DataKind::Whole => push_into(into, at, |cells: &mut Int64Builder| cells.append_option(whole(value))),
            DataKind::Number => {
                push_into(into, at, |cells: &mut Decimal128Builder| cells.append_option(number(value)));
            }
            DataKind::Real => push_into(into, at, |cells: &mut Float64Builder| cells.append_option(real(value))),
            DataKind::Flag => push_into(into, at, |cells: &mut BooleanBuilder| cells.append_option(flag(value))),
            DataKind::Day => push_into(into, at, |cells: &mut Date32Builder| cells.append_option(day(value))),
            DataKind::Text | DataKind::Texts | DataKind::Records(_) => {
                push_into(into, at, |cells: &mut StringBuilder| cells.append_option(text(value)));
            }
        }
    }
    into.append(true);
}

fn push_into<B: ArrayBuilder>(into: &mut StructBuilder, at: usize, push: impl FnOnce(&mut B)) {
    if let Some(cells) = into.field_builder::<B>(at) {
        push(cells);
    }
}

fn text<'v>(value: &'v DataValue<'_>) -> Option<&'v str> {
    if let DataValue::Text(text) = value { Some(text) } else { None }
}

const fn whole(value: &DataValue<'_>) -> Option<i64> {
    if let DataValue::Whole(number) = value { Some(*number) } else { None }
}

const fn real(value: &DataValue<'_>) -> Option<f64> {
    if let DataValue::Real(number) = value { Some(*number) } else { None }
}

const fn flag(value: &DataValue<'_>) -> Option<bool> {
    if let DataValue::Flag(flag) = value { Some(*flag) } else { None }
}

const fn day(value: &DataValue<'_>) -> Option<i32> {
    if let DataValue::Day(day) = value { Some(*day) } else { None }
}

/// As a multiple of the last decimal.
fn number(value: &DataValue<'_>) -> Option<i128> {
    let DataValue::Number(number) = value else { return None };
    Some(scaled(*number))
}

/// A number of 28 digits and 8 decimals has 37 digits: it always fits.
fn scaled(number: Decimal) -> i128 {
    number.mantissa() * 10_i128.pow(DECIMALS.saturating_sub(number.scale()))
}
