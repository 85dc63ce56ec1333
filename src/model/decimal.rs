//! Exact decimals as JSON numbers: 95 is written `95`, 9486.23 is written `9486.23`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// For `#[serde(with = "…")]` on `Option<Decimal>`.
///
/// # Errors
/// Those of the serializer.
#[allow(clippy::ref_option, reason = "serde hands the field over as it is")]
pub(crate) fn serialize<S: Serializer>(value: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        None => to.serialize_none(),
        Some(d) => match d.fract().is_zero().then(|| d.to_i64()).flatten() {
            Some(n) => to.serialize_i64(n),
            None => d.to_f64().serialize(to),
        },
    }
}

/// For `#[serde(with = "…")]` on `Option<Decimal>`: the shortest decimal that reads back as the number given.
///
/// # Errors
/// Those of the deserializer, and numbers beyond 28 digits.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    let Some(number) = Option::<serde_json::Number>::deserialize(from)? else { return Ok(None) };
    let text = number.to_string();
    text.parse().or_else(|_| Decimal::from_scientific(&text)).map(Some).map_err(serde::de::Error::custom)
}
