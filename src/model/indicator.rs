//! An indicator: what is to be reached, how much of it, and what was.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::decimal;
use super::place::Place;
use super::target::Target;

/// An indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Indicator {
    /// The printed number, not a key: numbering restarts inside cells.
    pub seq: Option<String>,
    /// 一级指标; `None` where it is not printed or is lost.
    pub level1: Option<String>,
    /// 二级指标; `None` where the form has none or it is lost.
    pub level2: Option<String>,
    /// 三级指标: the indicator's name.
    pub level3: Option<String>,
    /// Whether its text is truncated.
    pub partial: bool,
    /// 实施周期指标值, 中期指标值.
    pub period_target: Option<Target>,
    /// 年度指标值, 指标值.
    pub annual_target: Option<Target>,
    /// 实际完成值.
    pub actual: Option<Target>,
    /// 分值: attainable.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub points: Option<Decimal>,
    /// 得分: attained.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub score: Option<Decimal>,
    /// 权重.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub weight: Option<Decimal>,
    /// 备注, or the text printed after the final value.
    pub remark: Option<String>,
    /// 指标方向性, as printed: 正向, 反向.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// 指标解释, 指标说明.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// 评分标准, 绩效标准, 指标值说明, 数据来源, as printed; several columns joined with ；.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// 完成目标可能性, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<String>,
    /// 偏差原因分析及改进措施.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of text that was recognised in a picture: how sure the least sure of its characters is, of 1.
    #[serde(default, with = "decimal", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub confidence: Option<Decimal>,
    /// Where it is printed.
    pub place: Place,
}

impl Indicator {
    /// An indicator of which only its place is known.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::{Indicator, Place};
    ///
    /// let indicator = Indicator { level3: Some("及格率".to_owned()), ..Indicator::new(Place::lines(3, 3)) };
    /// assert!(indicator.annual_target.is_none());
    /// ```
    #[must_use]
    pub fn new(place: Place) -> Self {
        Self {
            seq: None,
            level1: None,
            level2: None,
            level3: None,
            partial: false,
            period_target: None,
            annual_target: None,
            actual: None,
            points: None,
            score: None,
            weight: None,
            remark: None,
            direction: None,
            explanation: None,
            criteria: None,
            likelihood: None,
            reason: None,
            confidence: None,
            place,
        }
    }
}
