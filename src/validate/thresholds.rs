//! Thresholds and words of the checks, each a field of its check: what `rules.toml` holds.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde::{Deserialize, Deserializer};

/// A list of words.
pub(super) type WordList = Vec<String>;

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
        output: WordList,
        benefit: WordList,
        satisfaction: WordList,
        cost: WordList,
        boilerplate: WordList,
        grades: WordList,
        bound_words: WordList,
        percent_heads: WordList,
        not_percent_heads: WordList,
        percent_units: WordList,
        people_heads: WordList,
        not_people_heads: WordList,
        people_units: WordList,
        times_heads: WordList,
        not_times_heads: WordList,
        times_units: WordList,
        count_heads: WordList,
        not_count_heads: WordList,
        count_units: WordList,
        time_heads: WordList,
        not_time_heads: WordList,
        time_units: WordList,
        area_heads: WordList,
        not_area_heads: WordList,
        area_units: WordList,
        length_heads: WordList,
        not_length_heads: WordList,
        length_units: WordList,
        bulk_heads: WordList,
        not_bulk_heads: WordList,
        bulk_units: WordList,
        money_heads: WordList,
        not_money_heads: WordList,
        money_units: WordList,
        grade_units: WordList,
        low_is_good: WordList,
        reductions: WordList,
    }
    total_mismatch: TotalMismatch {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
        total_labels: WordList,
        unsure: WordList,
        excluding_notes: WordList,
    }
    amount_parts_mismatch: AmountPartsMismatch {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
    }
    budget_unbalanced: BudgetUnbalanced {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
    }
    tasks_exceed_budget: TasksExceedBudget {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
        basic_labels: WordList,
    }
    funds_without_task: FundsWithoutTask {
        #[serde(deserialize_with = "decimal")] rounding: Decimal,
        basic_labels: WordList,
    }
    few_indicators: FewIndicators {
        minimum: usize,
    }
    suspected_typo: SuspectedTypo {
        function_words: WordList,
    }
    money_unit: MoneyUnit {
        units: WordList,
    }
    indicator_cut: IndicatorCut {
        operator_words: WordList,
    }
    goal_cut: GoalCut {
        prefix_length: usize,
    }
    mostly_qualitative: MostlyQualitative {
        share: f64,
        minimum: usize,
    }
    similar_goal: SimilarGoal {
        share: f64,
        characters: usize,
        most: usize,
    }
    boilerplate: Boilerplate {
        projects: usize,
        characters: usize,
    }
    similar_indicator: SimilarIndicator {
        share: f64,
        pairs: usize,
        most: usize,
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
        event_verbs: WordList,
        event_nouns: WordList,
        all_or_none: WordList,
    }
    unit_missing: UnitMissing {
        unitless_heads: WordList,
    }
    percent_out_of_range: PercentOutOfRange {
        #[serde(deserialize_with = "decimal")] least: Decimal,
        #[serde(deserialize_with = "decimal")] most: Decimal,
        growth: WordList,
    }
    operator_missing: OperatorMissing {
        minimum: usize,
    }
    direction_doubtful: DirectionDoubtful {
        high_heads: WordList,
        cost_heads: WordList,
    }
    count_capped: CountCapped {
        caps: WordList,
    }
    value_repeats_name: ValueRepeatsName {
        share: f64,
        longest: f64,
        characters: usize,
    }
    value_vague: ValueVague {
        vague: WordList,
        degrees: WordList,
    }
    row_repaired: RowRepaired {
        repairs: WordList,
    }
    goal_object_without_indicator: GoalObjectWithoutIndicator {
        verbs: WordList,
        fillers: WordList,
        unknown: f64,
        longest_goal: usize,
        longest_clause: usize,
    }
    goal_is_statute: GoalIsStatute {
        statute: WordList,
    }
    class_doubtful: ClassDoubtful {
        time_heads: WordList,
        output_verbs: WordList,
        benefit_words: WordList,
        satisfaction_words: WordList,
    }
    amount_magnitude: AmountMagnitude {
        #[serde(deserialize_with = "decimal")] factor: Decimal,
        #[serde(deserialize_with = "decimal")] gap: Decimal,
        minimum: usize,
    }
    text_year: TextYear {
        not_of: WordList,
    }
    placeholder: Placeholder {
        inside: WordList,
        whole: WordList,
        numbered: WordList,
    }
    excel_serial: ExcelSerial {
        #[serde(deserialize_with = "decimal")] first: Decimal,
        #[serde(deserialize_with = "decimal")] last: Decimal,
        heads: WordList,
    }
    execution_rate: ExecutionRate {
        #[serde(deserialize_with = "decimal")] tolerance: Decimal,
    }
    execution_score: ExecutionScore {
        #[serde(deserialize_with = "decimal")] tolerance: Decimal,
    }
    actual_not_comparable: ActualNotComparable {
        done: WordList,
    }
    reason_missing: ReasonMissing {
        reasons: WordList,
    }
    points_scheme: PointsScheme {
        schemes: WordList,
    }
    quantified_share: QuantifiedShare {
        share: f64,
        minimum: usize,
    }
    points_total: PointsTotal {
        #[serde(deserialize_with = "decimal")] total: Decimal,
        #[serde(deserialize_with = "decimal")] execution: Decimal,
    }
    score_total: ScoreTotal {
        #[serde(deserialize_with = "decimal")] tolerance: Decimal,
    }
    published_count: PublishedCount {
        lead_in: WordList,
    }
}
