//! Codes of a plan held against its result: targets, indicators, projects and money that are not those declared. R-30.

use super::entry::codes;

codes! {
    PLAN_TARGET_CHANGED = "plan-target-changed" Substance {
        name "指标值与申报不同" "targets that are not those declared"
        meaning "自评（监控）表中的指标值不是当初申报的：事后改了目标，完成情况便无从衡量。"
                "The target in the evaluation is not the one that was declared: changed afterwards, it measures nothing."
        advice "查有无批准的目标调整；没有的，按申报的指标值重新计算完成情况。"
               "Ask for the approved change; where there is none, judge by what was declared."
        Warning PlanTargetChanged { declared, printed } "指标值与申报不同：申报“{declared}”，这里是“{printed}”"
            "not the target declared: “{declared}”, here “{printed}”"
        Warning PlanTargetLost { declared } "申报的指标值“{declared}”在这里没有填写" "the declared target “{declared}” is not given here"
    }
    PLAN_INDICATOR_RENAMED = "plan-indicator-renamed" Substance {
        name "指标名称与申报不同" "names that are not those declared"
        meaning "指标名称与申报的相近而不相同：可能是笔误，也可能换了口径。"
                "The name is near to a declared one and not the same: a slip, or something else is measured."
        advice "核对两处的口径。" "Compare what both of them measure."
        Warning PlanIndicatorRenamed { declared } "指标名称与申报的“{declared}”不同" "the name declared is “{declared}”"
    }
    PLAN_INDICATOR_DROPPED = "plan-indicator-dropped" Substance {
        name "申报的指标没有自评" "declared indicators that are missing"
        meaning "申报过的指标在自评（监控）表中没有：没有完成的指标可能被去掉了。"
                "A declared indicator is not in the evaluation: one that was missed may have been left out."
        advice "请填报单位补充，或说明原因。" "Ask for it, or for the reason."
        Warning PlanIndicatorDropped { declared } "申报的指标“{declared}”在这里没有" "the declared indicator “{declared}” is missing here"
    }
    PLAN_INDICATOR_ADDED = "plan-indicator-added" Substance {
        name "没有申报过的指标" "indicators that were not declared"
        meaning "自评（监控）表中的指标没有申报过：可能用容易完成的指标换下了别的。"
                "An indicator of the evaluation was never declared: an easy one may stand for another."
        advice "查有无批准的目标调整。" "Ask for the approved change."
        Warning PlanIndicatorAdded { } "这项指标没有申报过" "this indicator was not declared"
    }
    PLAN_MONEY_CHANGED = "plan-money-changed" Substance {
        name "预算数与申报不同" "money that is not what was declared"
        meaning "自评（监控）表的年初预算数不是申报的金额。" "The initial budget in the evaluation is not the amount declared."
        advice "对照预算批复核对。" "Compare with the approved budget."
        Warning PlanMoneyChanged { column, declared, printed } "{column}{printed}与申报的{declared}不同" "{column} {printed} is not what was declared, {declared}"
    }
    PLAN_PROJECT_DROPPED = "plan-project-dropped" Substance {
        name "申报的项目没有自评" "declared projects without evaluation"
        meaning "申报过的项目没有自评（监控）表。" "A declared project has no evaluation."
        advice "请填报单位补充。" "Ask for it."
        Warning PlanProjectDropped { declared } "申报的项目“{declared}”没有自评" "the declared project “{declared}” is not evaluated"
    }
    PLAN_PROJECT_ADDED = "plan-project-added" Substance {
        name "没有申报过的项目" "projects that were not declared"
        meaning "自评（监控）的项目在申报表中没有。" "An evaluated project is not in the plan."
        advice "查它何时追加，有无绩效目标。" "Find out when it was added, and with what goal."
        Warning PlanProjectAdded { name } "项目“{name}”没有申报过" "the project “{name}” was not declared"
    }
}
