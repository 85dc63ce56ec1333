//! Column roles: what a label or a column heading means.

use serde::{Deserialize, Serialize};

/// The name of a field of the register in the JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JsonName(pub &'static str);

/// What a label or a column heading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// 序号.
    Number,
    /// 主管部门, 部门名称.
    Department,
    /// 预算单位, 实施单位.
    BudgetUnit,
    /// 项目名称.
    Project,
    /// 年度 as a label.
    Year,
    /// 总计, 年度资金总额.
    AmountTotal,
    /// 中期资金总额: the whole project's total beside the annual one.
    AmountPeriodTotal,
    /// 财政拨款.
    AmountFiscal,
    /// 财政专户拨款.
    AmountSpecialAccount,
    /// 其他资金.
    AmountOther,
    /// 上年结转资金.
    AmountCarryover,
    /// 地方资金 of a transfer: known, not read.
    AmountLocal,
    /// 绩效目标, 年度总体目标, 预期目标.
    Goal,
    /// 总体目标, 中期目标: of the whole project where [`Column::Goal`] stands beside it, else the goal.
    GoalPeriod,
    /// 实际完成情况 beside the goal.
    GoalActual,
    /// 绩效指标: packed cells, or the heading beside the indicator rows.
    Indicators,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Level3,
    /// 年度指标值, 指标值.
    AnnualValue,
    /// 实施周期指标值, 中期指标值.
    PeriodValue,
    /// 指标性质: the sign of a value.
    Operator,
    /// 度量单位.
    Unit,
    /// 指标方向性.
    Direction,
    /// 权重.
    Weight,
    /// 分值: attainable.
    Points,
    /// 实际完成值.
    Actual,
    /// 全年预计完成情况.
    ActualExpected,
    /// 完成目标可能性.
    Likelihood,
    /// 得分: attained.
    Score,
    /// 偏差原因分析及改进措施.
    Reason,
    /// 备注.
    Remark,
    /// 指标解释.
    Description,
    /// 绩效标准, 评分标准.
    Criteria,
    /// 预算整体情况: the heading beside the budget of a department.
    BudgetBlock,
    /// 部门预算支出, 收入来源: an inner heading of that budget.
    BudgetHeading,
    /// 年度重点工作任务: the heading beside the tasks.
    TaskBlock,
    /// 名称 of a task.
    TaskName,
    /// 主要实施内容.
    TaskContent,
    /// 拟投入的资金.
    TaskFunds,
    /// 期望达到的目标.
    TaskExpected,
    /// 其他需完成的任务.
    OtherTasks,
    /// 项目资金: the heading beside the amounts of a card.
    FundsBlock,
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Budget,
    /// 全年执行数.
    Spent,
    /// 全年预计执行数.
    SpentExpected,
    /// 执行率.
    Rate,
    /// 总分.
    Total,
    /// 项目编码, 项目代码.
    ProjectCode,
    /// 单位编码, 部门编码.
    UnitCode,
    /// 中央主管部门: above the one that answers for the project; known, not read.
    UpperDepartment,
    /// 上年实际, 前年完成值: of earlier years, no target; known, not read.
    Earlier,
    /// 评价结论, 存在问题, 审核意见: what stands below the indicators; known, not read.
    Closing,
    /// 项目属性: known, not read.
    ProjectKind,
    /// 项目期, 起止时间.
    ProjectPeriod,
    /// 填表人, 联系电话: known, not read.
    Person,
    /// 项目概况, 立项依据: known, not read.
    Summary,
    /// A field of indicators that only the register names, by its JSON name: headed by its Chinese name.
    #[serde(skip)]
    Registered(JsonName),
}

impl Column {
    /// Whether it is one of the amounts of a project.
    #[must_use]
    pub(crate) fn is_amount(self) -> bool {
        matches!(
            self,
            Self::AmountTotal
                | Self::AmountPeriodTotal
                | Self::AmountFiscal
                | Self::AmountSpecialAccount
                | Self::AmountOther
                | Self::AmountCarryover
                | Self::AmountLocal
        )
    }

    /// Whether it is an amount for which a project has no field.
    #[must_use]
    pub fn is_amount_without_field(self) -> bool {
        matches!(self, Self::AmountCarryover | Self::AmountLocal)
    }

    /// Whether it is any amount of money: of a project, its execution, a task.
    #[must_use]
    pub(crate) fn is_money(self) -> bool {
        self.is_amount()
            || matches!(self, Self::Initial | Self::Budget | Self::Spent | Self::SpentExpected | Self::TaskFunds)
    }

    /// Whether it heads a column of indicator rows.
    #[must_use]
    pub(crate) fn is_indicator(self) -> bool {
        matches!(
            self,
            Self::Level1
                | Self::Level2
                | Self::Level3
                | Self::AnnualValue
                | Self::PeriodValue
                | Self::Operator
                | Self::Unit
                | Self::Direction
                | Self::Weight
                | Self::Points
                | Self::Actual
                | Self::ActualExpected
                | Self::Likelihood
                | Self::Score
                | Self::Reason
                | Self::Remark
                | Self::Description
                | Self::Criteria
                | Self::Registered(_)
        )
    }
}
