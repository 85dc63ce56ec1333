//! The fields of a printed amount of a department's budget, and of a 合计 or agency row.

use super::field::{Field, Holds, number, word};
use crate::model::amounts::Subtotal;
use crate::model::form::BudgetLine;

type LineField = Field<BudgetLine>;
type Sum = Field<Subtotal>;

/// A template knows a line of a budget by what it prints itself.
pub(super) static BUDGET: &[LineField] = &[
    LineField::new("group", ["类别", "group"], Holds::Word, word!(group)).told_by_place(),
    LineField::new("label", ["项目", "budget line"], Holds::Word, word!(label)).told_by_place(),
    LineField::new("amount", ["金额", "amount"], Holds::Amount, number!(amount)).told_by_place(),
];

pub(super) static SUBTOTAL: &[Sum] = &[
    Sum::new("label", ["标签", "label"], Holds::Word, word!(label)).told_by_place(),
    Sum::new("amounts.total", ["总计", "total"], Holds::Amount, number!(amounts.total)).labels(&["amount_total"]),
    Sum::new("amounts.fiscal", ["财政拨款", "fiscal funds"], Holds::Amount, number!(amounts.fiscal))
        .labels(&["amount_fiscal"]),
    Sum::new(
        "amounts.special_account",
        ["财政专户拨款", "special account"],
        Holds::Amount,
        number!(amounts.special_account),
    )
    .labels(&["amount_special_account"]),
    Sum::new("amounts.other", ["其他资金", "other funds"], Holds::Amount, number!(amounts.other))
        .labels(&["amount_other"]),
];
