//! Sums of money as printed.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::decimal;
use super::place::Place;

/// The amount columns of a project or subtotal row. `None`: nothing printed; zero: a printed zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amounts {
    /// 总计.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub total: Option<Decimal>,
    /// 财政拨款.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub fiscal: Option<Decimal>,
    /// 财政专户拨款.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub special_account: Option<Decimal>,
    /// 其他资金.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub other: Option<Decimal>,
}

impl Amounts {
    /// Whether nothing is printed.
    ///
    /// # Example
    /// ```
    /// assert!(jixiao::model::Amounts::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The columns as they are printed, from the left: the total, then its parts.
    #[must_use]
    pub(crate) fn columns(&self) -> [Option<Decimal>; 4] {
        let [fiscal, special_account, other] = self.parts();
        [self.total, fiscal, special_account, other]
    }

    /// What the total consists of: 财政拨款, 财政专户拨款, 其他资金.
    #[must_use]
    pub(crate) fn parts(&self) -> [Option<Decimal>; 3] {
        [self.fiscal, self.special_account, self.other]
    }
}

/// A 合计 or agency row of a project list: never a project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subtotal {
    /// Its label as printed.
    pub label: String,
    /// Its amounts.
    pub amounts: Amounts,
    /// Where it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}
