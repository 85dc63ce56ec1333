//! Codes of checks: classes, values, units, signs and scores of indicators..

use super::entry::codes;
use crate::wording::text;

codes! {
    MOSTLY_QUALITATIVE = "mostly-qualitative" Substance rule "R-13" {
        name "定性指标过多" "mostly qualitative indicators"
        meaning "项目的指标大多没有数字，难以衡量。" "Most indicators of the project have no number and are hard to measure."
        advice "请填报单位量化。" "Ask for numbers."
        Warning MostlyQualitative { name, all, quantified } "“{name}”的{all}项指标中只有{quantified}项可以量化"
            "{name}: only {quantified} of {all} indicators have a number"
    }
    QUANTIFIED_SHARE = "quantified-share" Substance rule "R-13" {
        name "定量指标占比" "share of quantified indicators"
        meaning "全表有数字的指标占多少，供比较。" "How many indicators of the form have a number, for comparison."
        advice "无需处理。" "Nothing."
        Info QuantifiedShare { all, quantified, percent } "全表{all}项指标中{quantified}项为定量指标，占{percent:.1}%"
            "{quantified} of {all} indicators are quantified: {percent:.1} %"
    }
    UNIT_MISMATCH = "unit-mismatch" Substance rule "R-17" {
        name "单位与名称不符" "units that contradict the name"
        meaning "名称说的是比率、数量、时间、面积或金额，指标值却是另一种，或没有数字。"
                "The name announces a rate, a count, a time, an area or money, and the value is something else, or has no number."
        advice "核对名称与指标值哪一个有误。" "Find out whether the name or the value is wrong."
        Warning UnitMismatch { expected, found } "单位与指标名称不符：名称指{expected}，指标值却是{found}"
            "the name announces {expected}, the value is {found}"
        Warning NumberMissing { expected } "名称指{expected}，指标值却没有数字" "the name announces {expected}, the value has no number"
    }
    UNIT_MISSING = "unit-missing" Substance rule "R-18" {
        name "没有单位" "numbers without a unit"
        meaning "指标值是一个数，名称和值中都没有单位。" "The value is a number, and neither it nor the name has a unit."
        advice "请填报单位补上单位。" "Ask for the unit."
        Warning UnitMissing { } "指标值没有单位，名称中也没有" "a number without a unit, in value or name"
    }
    PERCENT_OUT_OF_RANGE = "percent-out-of-range" Substance rule "R-19" {
        name "百分比超出范围" "percentages beyond 0 to 100"
        meaning "百分比小于0或大于100，又不是增长率之类；292%可能是≥92%识别有误。"
                "A percentage below 0 or above 100 that is no growth; 292% is how ≥92% may be misrecognised."
        advice "核对原文件。" "Look it up in the original."
        Warning PercentOutOfRange { value } "百分比{value}%超出0至100" "{value} % is not between 0 and 100"
    }
    OPERATOR_MISSING = "operator-missing" Substance rule "R-20" {
        name "缺少符号" "missing signs"
        meaning "其他项目的同名指标都有上限符号，这里只有数字，可能漏了≤。"
                "Other projects give an upper bound for the same indicator; here is a bare number, perhaps without its ≤."
        advice "按建议核对。" "Check the suggestion."
        Warning OperatorMissing { } "缺少符号：其他项目的同名指标有上限符号（<、≤、……内）"
            "no sign, where other projects give an upper bound for the same indicator"
    }
    DIRECTION_DOUBTFUL = "direction-doubtful" Substance rule "R-20" {
        name "方向存疑" "bounds that point the wrong way"
        meaning "应当低的设了下限，或应当高的设了上限，符号可能写反。"
                "A lower bound for what should be low, or an upper bound for what should be high: the sign may be turned round."
        advice "核对符号。" "Check the sign."
        Warning LowerBoundOfLow { } "越低越好的指标却设了下限" "a lower bound for what should be low"
        Warning UpperBoundOfHigh { } "越高越好的指标却设了上限" "an upper bound for what should be high"
        Warning LowerBoundOfCost { } "成本类指标却设了下限" "a lower bound for a cost"
    }
    COUNT_CAPPED = "count-capped" Substance rule "R-20" {
        name "数量设为上限" "counts with an upper bound"
        meaning "要提供的数量设成了上限，做得越少越合格。" "A number of things to be provided has an upper bound: doing less would be better."
        advice "核对符号。" "Check the sign."
        Info CountCapped { } "数量指标设为上限，方向存疑" "an upper bound for a number of things to be provided"
    }
    PERIOD_BELOW_YEAR = "period-below-year" Substance rule "R-21" {
        name "周期值小于年度值" "period values below the year's"
        meaning "整个实施周期的指标值小于一年的指标值。" "The value of the whole period is below that of one year."
        advice "核对两栏是否填反。" "Check whether the columns are exchanged."
        Warning PeriodBelowYear { period, year } "实施周期指标值{period}小于年度指标值{year}"
            "the value of the whole period, {period}, is below the year's, {year}"
    }
    VALUE_REPEATS_NAME = "value-repeats-name" Substance rule "R-22" {
        name "指标值重复名称" "values that repeat the name"
        meaning "指标值只是把名称再说一遍，没有可衡量的内容。" "The value says the name again and nothing that can be measured."
        advice "请填报单位改写。" "Ask for a value."
        Warning ValueRepeatsName { } "指标值只是重复指标名称，没有可衡量的内容" "the value only repeats the name"
    }
    VALUE_VAGUE = "value-vague" Substance rule "R-22" {
        name "指标值笼统" "values that cannot be measured"
        meaning "指标值用“不断提升”“效果明显”之类的词，无法衡量。" "The value is made of words such as 不断提升 or 效果明显, which nobody can measure."
        advice "请填报单位改写。" "Ask for a value."
        Warning ValueVague { word } "指标值笼统，难以衡量：“{word}”" "the value cannot be measured: {word}"
    }
    CLASS_DOUBTFUL = "class-doubtful" Substance rule "R-26" {
        name "类别存疑" "indicators in a doubtful class"
        meaning "指标放在与其内容不符的类别下。" "The indicator stands in a class that does not fit it."
        advice "核对类别。" "Check its class."
        Warning NotSatisfaction { } "满意度指标的名称与满意度无关" "nothing to do with satisfaction"
        Warning SatisfactionElsewhere { } "满意度不在满意度指标之下" "satisfaction under another class"
        Warning TimeUnderBenefit { } "时限类指标列入效益指标" "a time limit under benefit"
        Warning WorkUnderBenefit { } "工作数量列入效益指标" "an amount of work under benefit"
        Warning RateUnderQuantity { } "比率列入数量指标" "a rate under quantity"
    }
    LATE_DEADLINE = "late-deadline" Substance rule "R-29" {
        name "期限晚于年度" "deadlines after the year"
        meaning "指标要求的完成期限晚于表的年度，年度内无法评价。" "The deadline is after the form's year, in which it cannot be judged."
        advice "核对期限。" "Check the deadline."
        Info LateDeadline { last, year } "完成期限{last}年晚于表的年度{year}"
            "the deadline, {last}, is after the form's year, {year}"
    }
    EXCEL_SERIAL = "excel-serial" Substance rule "R-29" {
        name "日期失去格式" "dates that lost their format"
        meaning "时间类指标的值是一个五位数，像是失去格式的日期；建议栏是相应的日期。"
                "The value of an indicator of time is a number of five digits: a date that lost its format; the suggestion is that date."
        advice "按建议核对。" "Check the suggestion."
        Info ExcelSerial { value } "指标值{value}像是失去格式的日期" "{value} may be a date that lost its format"
    }
    EXECUTION_RATE = "execution-rate" Substance rule "R-30" {
        name "执行率不符" "wrong rates of execution"
        meaning "执行率不等于全年执行数除以全年预算数。" "The rate of execution is not spending divided by budget."
        advice "核对三个数。" "Check the three numbers."
        Error ExecutionRate { printed, rate } "执行率{printed}%与执行数÷预算数{rate}%不符"
            "the rate of execution, {printed} %, is not spending by budget, {rate} %"
    }
    SCORE_ABOVE_POINTS = "score-above-points" Substance rule "R-30" {
        name "得分高于分值" "scores above their points"
        meaning "指标的得分多于它的分值。" "The score of an indicator is above its points."
        advice "核对两栏。" "Check both columns."
        Error ScoreAbovePoints { score, points } "得分{score}高于分值{points}" "score {score} of {points} points"
    }
    POINTS_TOTAL = "points-total" Substance rule "R-30" {
        name "分值合计不符" "points that do not add up"
        meaning "各项分值加起来不是满分（total）。" "The points do not add up to the whole (total)."
        advice "核对分值。" "Check the points."
        Error PointsTotal { sum, expected } "分值合计{sum}，不等于{expected}" "points add up to {sum}, not {expected}"
    }
    POINTS_SCHEME = "points-scheme" Substance rule "R-30" {
        name "各类分值与通用方案不同" "points per class that are not the usual"
        meaning "全国统一格式的自评表各类指标有通用的分值（2015年分类：预算执行10、产出50、效益30、满意度10；2021年另设成本20，产出40、效益20）；本表另有分配，可能有依据，也可能算错。"
                "The national form of an evaluation has usual points for each class (classes of 2015: execution 10, output 50, benefit 30, satisfaction 10; of 2021: also cost 20, output 40, benefit 20); here they are others, which may be right or a slip."
        advice "核对本地的分值规定。" "Check the local rules."
        Info PointsScheme { own, year, usual } "各类分值（{own}）与{year}年分类的通用分值（{usual}）不同"
            "the points per class ({own}) are not the usual ones of {year} ({usual})"
    }
    SCORE_TOTAL = "score-total" Substance rule "R-30" {
        name "总分不符" "wrong total scores"
        meaning "总分不等于各项得分之和。" "The total score is not the sum of the scores."
        advice "核对得分。" "Check the scores."
        Error ScoreTotal { printed, sum } "总分{printed}不等于各项得分之和{sum}"
            "total score {printed} is not the sum of the scores, {sum}"
    }
    EXECUTION_SCORE = "execution-score" Substance rule "R-30" {
        name "执行率得分不符" "scores of execution that do not fit"
        meaning "预算执行率的得分不等于分值乘以执行率（超过100%的按100%计）。"
                "The score of budget execution is not its points × the rate (a rate above 100 % counts as 100 %)."
        advice "核对三个数；评分办法不按比例计分的，用规则文件关闭本项。"
               "Check the three numbers; where the office scores otherwise, switch this check off in the rules."
        Warning ExecutionScore { score, points, rate, expected } "执行率{rate}%、分值{points}，应得{expected}分，实得{score}分"
            "{points} points at a rate of {rate} % make {expected}, not {score}"
    }
    ACTUAL_NOT_COMPARABLE = "actual-not-comparable" Substance rule "R-30" {
        name "完成值无法核对" "actual values that do not compare"
        meaning "指标值有数字，实际完成值却没有数字，或量的是另一种东西，无从判断是否完成。"
                "The target has a number, and the actual value has none, or measures something else: nobody can tell whether it was reached."
        advice "请填报单位补充实际完成的数字。" "Ask for the number that was reached."
        Warning ActualWithoutNumber { } "指标值有数字，实际完成值没有" "the target has a number, the actual value has none"
        Warning ActualRepeatsTarget { } "实际完成值只是照抄指标值（带符号），没有写明实际完成多少"
            "the actual value repeats the bound of the target and does not say what was reached"
        Warning ActualOfAnotherMeasure { expected, found } "指标值是{expected}，实际完成值却是{found}"
            "the target is {expected}, the actual value is {found}"
    }
    SCORE_UNEARNED = "score-unearned" Substance rule "R-30" {
        name "未完成却得满分" "full points for missed targets"
        meaning "实际完成值没有达到指标值，却得了满分。" "The actual value misses the target, and all points were given."
        advice "核对实际完成值与得分，按评分标准扣分。" "Check the actual value and the score; take off what the scoring rules say."
        Warning ScoreUnearned { percent, score } "实际完成值只达到指标值的{percent}%，却得满分{score}分"
            "the actual value is {percent} % of the target, and all {score} points were given"
    }
    REASON_MISSING = "reason-missing" Substance rule "R-30" {
        name "未说明原因" "missed targets without a reason"
        meaning "实际完成值没有达到指标值，却没有说明原因。" "The actual value misses the target, and no reason is given."
        advice "请填报单位说明。" "Ask for the reason."
        Error ReasonMissing { } "未完成指标值而没有说明原因" "the target was missed and no reason is given"
    }
}

text!(NoBudgetOrSpending { } "没有全年预算数或执行数" "no budget or no spending");
text!(NoExecutionRate { } "没有执行率" "no rate of execution");
text!(NoPoints { } "没有分值" "no points");
text!(IndicatorsWithoutPoints { } "有指标没有分值" "indicators without points");
text!(NoTotalScore { } "没有总分" "no total score");
text!(ScoresMissing { } "得分不全" "scores are missing");
text!(ReasonsBelow { } "原因写在表后，没有分到各项指标" "reasons are given for the form as a whole");
