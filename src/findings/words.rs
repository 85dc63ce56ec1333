//! Words that messages say in the place of a value.

use crate::model::Variant;
use crate::wording::Words;

/// The name of a way of reading lines.
pub(crate) const fn of_variant(variant: Variant) -> Words {
    match variant {
        Variant::Separated => Words::new("分隔符", "separators"),
        Variant::Spaced => Words::new("空格分列", "columns of spaces"),
        Variant::SpacedSections => Words::new("空格分列（分段）", "columns of spaces by section"),
        Variant::Wrapped => Words::new("逐行", "wrapped lines"),
        Variant::WrappedCard => Words::new("逐行（单项目表）", "wrapped lines of a card"),
        Variant::WrappedDepartment => Words::new("逐行（部门表）", "wrapped lines of a department form"),
        Variant::Prose => Words::new("文字", "prose"),
    }
}

/// Columns of amounts.
pub(crate) const TOTAL: Words = Words::new("总计", "total");
/// 财政拨款.
pub(crate) const FISCAL: Words = Words::new("财政拨款", "fiscal");
/// 财政专户拨款.
pub(crate) const SPECIAL_ACCOUNT: Words = Words::new("财政专户拨款", "special account");
/// 其他资金.
pub(crate) const OTHER_FUNDS: Words = Words::new("其他资金", "other");
/// 年初预算数.
pub(crate) const INITIAL_BUDGET: Words = Words::new("年初预算数", "initial budget");
/// 预算数.
pub(crate) const BUDGET: Words = Words::new("预算数", "budget");
/// Sides of a department's budget.
pub(crate) const SPENDING: Words = Words::new("支出", "spending");
/// 收入.
pub(crate) const INCOME: Words = Words::new("收入", "income");
/// 按级次划分.
pub(crate) const BY_LEVEL: Words = Words::new("按级次划分的金额", "the amounts by level");

/// What an indicator may lack.
pub(crate) const CLASS: Words = Words::new("类别", "no class");
/// 名称.
pub(crate) const NAME: Words = Words::new("名称", "no name");
/// 指标值.
pub(crate) const VALUE: Words = Words::new("指标值", "no value");
/// Classes of indicators a project may lack.
pub(crate) const OUTPUT: Words = Words::new("产出指标", "no output");
/// 效益指标.
pub(crate) const BENEFIT: Words = Words::new("效益指标", "no benefit");
/// 满意度指标.
pub(crate) const SATISFACTION: Words = Words::new("满意度指标", "no satisfaction");
/// 成本指标.
pub(crate) const COST: Words = Words::new("成本指标", "no cost");
/// What two projects may share.
pub(crate) const GOAL_AND_INDICATORS: Words = Words::new("绩效目标和绩效指标", "goal and indicators");
/// 绩效目标.
pub(crate) const GOAL: Words = Words::new("绩效目标", "goal");
/// 绩效指标.
pub(crate) const INDICATORS: Words = Words::new("绩效指标", "indicators");

/// What a name may announce and a value be.
pub(crate) const PERCENTAGE: Words = Words::new("百分比", "a percentage");
/// 个数.
pub(crate) const COUNT: Words = Words::new("个数", "a count");
/// 人数或户数.
pub(crate) const PEOPLE: Words = Words::new("人数", "a number of people");
/// 次数.
pub(crate) const TIMES: Words = Words::new("次数", "a number of times");
/// 长度.
pub(crate) const LENGTH: Words = Words::new("长度", "a length");
/// 重量、体积、容量.
pub(crate) const BULK: Words = Words::new("重量或容量", "a weight or volume");
/// 时间.
pub(crate) const TIME: Words = Words::new("时间", "a time");
/// 面积.
pub(crate) const AREA: Words = Words::new("面积", "an area");
/// 金额.
pub(crate) const MONEY: Words = Words::new("金额", "an amount of money");

/// Records that forms of a template are for.
pub(crate) const DEPARTMENTS: Words = Words::new("部门", "departments");
/// 项目.
pub(crate) const PROJECTS: Words = Words::new("项目", "projects");

/// What no rows can be put into.
pub(crate) const ARRAY_FORMULA: Words = Words::new("数组公式", "an array formula");
/// 数据透视表.
pub(crate) const PIVOT_TABLE: Words = Words::new("数据透视表", "a pivot table");

/// What a setting may be.
pub(crate) const TRUE_OR_FALSE: Words = Words::new("true或false", "true or false");
/// 级别.
pub(crate) const SEVERITY: Words = Words::new("error、warning或info", "error, warning or info");
/// 一列词.
pub(crate) const LIST_OF_WORDS: Words = Words::new("一列词", "a list of words");
/// 整数.
pub(crate) const WHOLE_NUMBER: Words = Words::new("不小于零的整数", "a whole number from zero");
/// 数.
pub(crate) const NUMBER: Words = Words::new("一个数", "a number");
