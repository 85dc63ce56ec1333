//! What a cell holds.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;

/// Decimals behind the point of every number: what a table holds beyond them is rounded to the nearest.
pub const DECIMALS: u32 = 8;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum DataValue<'d> {
    /// Nothing is said.
    Empty,
    /// A text, never an empty one.
    Text(Cow<'d, str>),
    /// A whole number.
    Whole(i64),
    /// A number of at most [`DECIMALS`] decimals, without zeros behind them.
    Number(Decimal),
    /// A measure.
    Real(f64),
    /// Yes or no.
    Flag(bool),
    /// A day, as days since the first of 1970.
    Day(i32),
    /// Several texts.
    Texts(Vec<Cow<'d, str>>),
    /// Several records, each with a value for every member.
    Records(Vec<Vec<DataValue<'d>>>),
}

impl<'d> DataValue<'d> {
    pub(super) fn text(text: impl Into<Cow<'d, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    pub(super) fn optional(text: Option<&'d str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub(super) fn number(number: Decimal) -> Self {
        Self::Number(number.round_dp(DECIMALS).normalize())
    }

    pub(super) fn whole(number: impl TryInto<i64>) -> Self {
        number.try_into().map_or(Self::Empty, Self::Whole)
    }

    /// A whole number; another one is not said here.
    pub(super) fn whole_of(number: Decimal) -> Self {
        number.fract().is_zero().then(|| number.to_i64()).flatten().map_or(Self::Empty, Self::Whole)
    }

    pub(super) fn index(number: Option<impl TryInto<i64>>) -> Self {
        number.map_or(Self::Empty, Self::whole)
    }

    /// The word that stands for something in the JSON.
    pub(super) fn word(named: impl Serialize) -> Self {
        match serde_json::to_value(named) {
            Ok(serde_json::Value::String(word)) => Self::text(word),
            _ => Self::Empty,
        }
    }
}
