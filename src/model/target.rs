//! What an indicator is to reach.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::decimal;

/// A target: the printed value and what it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Target {
    /// What is printed, without the full stop that ends the item.
    pub raw: String,
    /// The comparison, from sign or words; `None` where the value is qualitative.
    pub operator: Option<Operator>,
    /// The number; `None` where there is none, or several (then see `parts`).
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub value: Option<Decimal>,
    /// The text of the unit.
    pub unit: Option<String>,
    /// Quantitative or qualitative.
    pub kind: TargetKind,
    /// Several targets in one value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Target>,
}

/// The comparison of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Operator {
    /// At least.
    #[serde(rename = "≥")]
    AtLeast,
    /// At most.
    #[serde(rename = "≤")]
    AtMost,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// Less than.
    #[serde(rename = "<")]
    LessThan,
    /// Exactly; also a bare number.
    #[serde(rename = "=")]
    Equal,
}

impl Operator {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::AtLeast, Self::AtMost, Self::MoreThan, Self::LessThan, Self::Equal];

    /// The comparison that a sign names, see [`Operator::sign`].
    ///
    /// # Example
    /// ```
    /// use jixiao::model::Operator;
    ///
    /// assert_eq!(Operator::from_sign("≥"), Some(Operator::AtLeast));
    /// assert_eq!(Operator::from_sign("约"), None);
    /// ```
    #[must_use]
    pub fn from_sign(sign: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.sign() == sign)
    }

    /// The sign: ≥ ≤ > < =.
    ///
    /// # Example
    /// ```
    /// assert_eq!(jixiao::model::Operator::AtMost.sign(), "≤");
    /// ```
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::MoreThan => ">",
            Self::LessThan => "<",
            Self::Equal => "=",
        }
    }
}

/// 定量 or 定性.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// 定量: has a number.
    Quantitative,
    /// 定性: has none.
    Qualitative,
}
