//! Thresholds and words of the checks, each a field of its check: what `rules.toml` holds.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde::{Deserialize, Deserializer};

/// A list of words.
pub(super) type Words = Vec<String>;

/// A number in the unit of amounts, percentages or points.
fn decimal<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    let number = f64::deserialize(from)?;
    Decimal::from_f64(number).ok_or_else(|| serde::de::Error::custom("no number that can be reckoned with"))
}

/// The sections of `rules.toml` with their own thresholds or words.
macro_rules! thresholds {
    ($($section:ident: $name:ident { $($(#[$how:meta])? $key:ident: $kind:ty),+ $(,)? })+) => {
        /// Thresholds and words of all checks.
        #[derive(Debug, Clone, Default, PartialEq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub(super) struct Thresholds {
            $(pub(super) $section: $name),+
        }
        $(
            #[derive(Debug, Clone, Default, PartialEq, Deserialize)]
            pub(super) struct $name {
                $($(#[$how])? pub(super) $key: $kind),+
            }
        )+
    };
}

thresholds! {
    shared: Shared {
        output: Words,
        benefit: Words,
        satisfaction: Words,
        cost: Words,
        boilerplate: Words,
        grades: Words,
        bound_words: Words,
        percent_heads: Words,
        not_percent_heads: Words,
        percent_units: Words,
        count_heads: Words,
        not_count_heads: Words,
        count_units: Words,
        time_heads: Words,
        not_time_heads: Words,
        time_units: Words,
        area_heads: Words,
        not_area_heads: Words,
        area_units: Words,
        money_heads: Words,
        not_money_heads: Words,
        money_units: Words,
        grade_units: Words,
        low_is_good: Words,
        reductions: Words,
    }
    total_mismatch: TotalMismatch {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
        total_labels: Words,
        unsure: Words,
        excluding_notes: Words,
    }
    amount_parts_mismatch: AmountPartsMismatch {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
    }
    budget_unbalanced: BudgetUnbalanced {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
    }
    tasks_exceed_budget: TasksExceedBudget {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
        basic_labels: Words,
    }
    funds_without_task: FundsWithoutTask {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
        basic_labels: Words,
    }
    few_indicators: FewIndicators {
        minimum: usize,
    }
    suspected_typo: SuspectedTypo {
        function_words: Words,
    }
    money_unit: MoneyUnit {
        units: Words,
    }
    indicator_cut: IndicatorCut {
        operator_words: Words,
    }
    goal_cut: GoalCut {
        prefix_length: usize,
    }
    mostly_qualitative: MostlyQualitative {
        share: f64,
        minimum: usize,
    }
    duplicate_value: DuplicateValue {
        characters: usize,
    }
    values_rotated: ValuesRotated {
        overlap: f64,
        margin: f64,
        pairs: usize,
    }
    value_of_another: ValueOfAnother {
        overlap: f64,
        margin: f64,
        pairs: usize,
    }
    value_of_another_project: ValueOfAnotherProject {
        overlap: f64,
        own_overlap: f64,
        pairs: usize,
    }
    unit_mismatch: UnitMismatch {
        event_verbs: Words,
        event_nouns: Words,
        all_or_none: Words,
    }
    unit_missing: UnitMissing {
        unitless_heads: Words,
    }
    percent_out_of_range: PercentOutOfRange {
        #[serde(deserialize_with = "decimal")] least: Decimal,
        #[serde(deserialize_with = "decimal")] most: Decimal,
        growth: Words,
    }
    operator_missing: OperatorMissing {
        minimum: usize,
    }
    direction_doubtful: DirectionDoubtful {
        high_heads: Words,
        cost_heads: Words,
    }
    count_capped: CountCapped {
        caps: Words,
    }
    value_repeats_name: ValueRepeatsName {
        share: f64,
        longest: f64,
        characters: usize,
    }
    value_vague: ValueVague {
        vague: Words,
    }
    row_repaired: RowRepaired {
        repairs: Words,
    }
    goal_object_without_indicator: GoalObjectWithoutIndicator {
        verbs: Words,
        fillers: Words,
        unknown: f64,
        longest_goal: usize,
        longest_clause: usize,
    }
    goal_is_statute: GoalIsStatute {
        statute: Words,
    }
    class_doubtful: ClassDoubtful {
        time_heads: Words,
        output_verbs: Words,
        benefit_words: Words,
        satisfaction_words: Words,
    }
    placeholder: Placeholder {
        inside: Words,
        whole: Words,
        numbered: Words,
    }
    excel_serial: ExcelSerial {
        #[serde(deserialize_with = "decimal")] first: Decimal,
        #[serde(deserialize_with = "decimal")] last: Decimal,
        heads: Words,
    }
    execution_rate: ExecutionRate {
        #[serde(deserialize_with = "decimal")] tolerance: Decimal,
    }
    points_total: PointsTotal {
        #[serde(deserialize_with = "decimal")] total: Decimal,
        #[serde(deserialize_with = "decimal")] execution: Decimal,
    }
    score_total: ScoreTotal {
        #[serde(deserialize_with = "decimal")] tolerance: Decimal,
    }
    published_count: PublishedCount {
        lead_in: Words,
    }
}
