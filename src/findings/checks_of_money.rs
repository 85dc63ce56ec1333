//! Codes of checks: sums, budgets, units of money..

use super::entry::codes;
use crate::wording::text;

codes! {
    TOTAL_MISMATCH = "total-mismatch" Substance rule "R-01" {
        name "合计与明细不符" "totals that are not the sum of their rows"
        meaning "合计行或单位行的金额不等于其下各项目之和：有项目漏列、重列，或有数字写错。"
                "A total, or the row of an agency, is not the sum of its projects: one is missing, listed twice, or a number is wrong."
        advice "逐行核对金额；表注说明有未列出的项目时只作警告。"
               "Check the amounts row by row; where a note says that rows are left out, it is only a warning."
        Error TotalMismatch { label, column, printed, sum, difference }
            "“{label}”的{column}{printed}不等于各项目之和{sum}，相差{difference}"
            "{label}: {column} {printed} is not the sum of the projects, {sum}; difference {difference}"
        Warning TotalMismatchExcused { label, column, printed, sum, difference, note }
            "“{label}”的{column}{printed}不等于各项目之和{sum}，相差{difference}；表注“{note}”，可能有未列出的项目"
            "{label}: {column} {printed} is not the sum of the projects, {sum}; difference {difference}; the note “{note}” says that rows may be left out"
    }
    AMOUNT_PARTS_MISMATCH = "amount-parts-mismatch" Substance rule "R-02" {
        name "总计与各项资金不符" "row totals that are not the sum of their parts"
        meaning "一行的总计不等于财政拨款、财政专户拨款与其他资金之和。" "The total of a row is not fiscal, special-account and other funds together."
        advice "核对这一行的各项资金。" "Check the parts of this row."
        Error AmountPartsMismatch { label, printed, sum } "“{label}”的总计{printed}不等于各项资金之和{sum}"
            "{label}: total {printed} is not the sum of its parts, {sum}"
    }
    AMOUNT_NEGATIVE = "amount-negative" Substance rule "R-02" {
        name "金额为负" "negative amounts"
        meaning "预算金额不会小于零：可能多了一个负号，或用减项凑平了合计。"
                "A budget has no amount below zero: a sign too many, or an entry that makes a sum come out."
        advice "核对原文件。" "Look it up in the original."
        Warning AmountNegative { label, amount } "“{label}”的金额{amount}小于零" "{label}: the amount {amount} is below zero"
    }
    BUDGET_UNBALANCED = "budget-unbalanced" Substance rule "R-03" {
        name "部门预算收支不平" "department budgets that do not balance"
        meaning "部门预算的支出合计与收入合计（或按级次划分的合计）不相等。"
                "The department's spending is not equal to its income, or to the amounts by level."
        advice "对照部门预算批复核对。" "Compare with the approved budget."
        Error BudgetUnbalanced { spending, side, amount, difference } "支出合计{spending}不等于{side}合计{amount}，相差{difference}"
            "spending {spending} is not equal to {side} {amount}; difference {difference}"
    }
    TASKS_EXCEED_BUDGET = "tasks-exceed-budget" Substance rule "R-04" {
        name "任务资金超过项目支出" "task funds beyond the project spending"
        meaning "重点工作任务的拟投入资金多于部门能用于项目的支出。" "The tasks claim more money than the department has for projects."
        advice "核对任务资金是否重复计算或含其他来源。" "Check whether funds are counted twice or come from elsewhere."
        Warning TasksExceedBudget { funds, money } "重点工作任务拟投入资金合计{funds}，超过项目支出与事业发展性支出之和{money}"
            "the tasks' funds, {funds}, exceed the project and development spending, {money}"
    }
    FUNDS_WITHOUT_TASK = "funds-without-task" Substance rule "R-04" {
        name "未列入任务的资金" "project spending that belongs to no task"
        meaning "项目支出中有一部分没有对应的重点工作任务；可能正常，也可能漏列任务。"
                "A part of the project spending belongs to no task: that may be right, or tasks are missing."
        advice "确认这部分资金的用途。" "Find out what this money is for."
        Info FundsWithoutTask { money, rest } "项目支出与事业发展性支出之和{money}中，有{rest}未列入重点工作任务"
            "{rest} of the project and development spending, {money}, belong to no task"
    }
    MONEY_UNIT_MISSING = "money-unit-missing" Substance rule "R-27" {
        name "没有金额单位" "amounts without a unit of money"
        meaning "表中有金额，却没有写明是元还是万元，金额无从解释。"
                "The form has amounts and does not say in which unit: they may be wrong by ten thousand."
        advice "按同批文件或填报单位的说明补上单位。" "Add the unit, from forms of the same batch or by asking."
        Warning MoneyUnitMissing { } "表中有金额而没有写明金额单位（元、万元）" "the form has amounts but no unit of money"
    }
    AMOUNT_MAGNITUDE = "amount-magnitude" Substance rule "R-27" {
        name "金额大小异常" "amounts of another size"
        meaning "这个金额比表中其他项目大上百倍，除以一万后却与它们相当：可能以元填在万元的表中。"
                "The amount is more than a hundred times any other, and of their size when divided by ten thousand: 元 where 万元 are meant."
        advice "核对金额单位。" "Check the unit of the amount."
        Warning AmountMagnitude { amount, divided } "金额{amount}比其他项目大得多，可能是以元填写（{divided}万元）"
            "{amount} is far above the other projects: perhaps 元 for 万元 ({divided})"
    }
    MONEY_UNIT = "money-unit" Substance rule "R-27" {
        name "金额单位不一致" "contradicting units of money"
        meaning "表中先后写了不同的金额单位。" "The form names different units of money."
        advice "确定以哪一个为准，并核对金额大小。" "Find out which one holds, and check the size of the amounts."
        Error MoneyUnits { unit, other } "金额单位前后不一致：{unit}与{other}" "two units of money: {unit} and {other}"
    }
}

text!(AmountsUnreadable { } "有金额无法读出" "some amounts cannot be read");
text!(NoTotalRow { } "没有合计行" "no total row");
text!(SeveralTotalRows { } "有多个合计行，不知各自包括哪些项目" "several total rows: unclear which projects each covers");
text!(NoAmountsOf { column } "各项目没有{column}" "no project has a {column} amount");
text!(NoOtherFunds { } "没有其他资金栏，总计可能含未列出的资金" "no column for other funds: the total may include more");
text!(NoSpending { } "没有支出金额" "no spending amounts");
text!(NoBudgetSide { side } "没有{side}" "no {side}");
text!(NoTaskFunds { } "没有任务资金或项目支出金额" "no task funds or no project spending");
