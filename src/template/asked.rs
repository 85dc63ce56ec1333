//! What a place of a template asks for → the fields of the register that answer it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::Indicator;
use crate::model::fields::{AnyField, Holds, Registered, Use, all};
use crate::vocabulary::{AskedField, Column};

/// The fields by what asks for them, those of the smallest records first.
static BY_LABEL: LazyLock<BTreeMap<AskedField, Vec<AnyField>>> = LazyLock::new(|| {
    let mut fields: BTreeMap<AskedField, Vec<AnyField>> = BTreeMap::new();
    let mut smallest_first: Vec<AnyField> = all().collect();
    smallest_first.sort_by_key(|field| match field {
        AnyField::Indicator(_) | AnyField::Task(_) | AnyField::Budget(_) => 0,
        AnyField::Project(_) => 1,
        AnyField::Form(_) => 2,
        AnyField::Subtotal(_) => 3,
    });
    for field in smallest_first {
        for asked in asks_for(field) {
            fields.entry(asked).or_default().push(field);
        }
    }
    fields
});

/// The fields that a place may mean.
pub(super) fn fields_of(asked: AskedField) -> &'static [AnyField] {
    BY_LABEL.get(&asked).map_or(&[], Vec::as_slice)
}

/// The field of one kind of record that a place asks for.
pub(super) fn field_of<R: Registered>(asked: AskedField) -> Option<&'static crate::model::fields::Field<R>> {
    fields_of(asked).iter().find_map(|field| R::own(*field))
}

/// What places ask for a field with: a label of the vocabulary, or its own name.
pub(super) fn asks_for(field: AnyField) -> Vec<AskedField> {
    let about = field.about();
    let by_label = about.labels.iter().filter_map(|key| AskedField::try_from((*key).to_owned()).ok());
    by_label.chain([AskedField::Registered(about.json)]).collect()
}

/// Whether it belongs to an indicator's row even where the project has such a field, too.
pub(super) fn is_of_indicator(asked: AskedField) -> bool {
    match asked {
        AskedField::Column(column) => column.is_indicator() || column == Column::Number,
        AskedField::Registered(json) => Indicator::field(json).is_some(),
        AskedField::Title | AskedField::Notes | AskedField::MoneyUnit => false,
    }
}

/// Whether it is an amount of money.
pub(super) fn is_money(asked: AskedField) -> bool {
    match asked {
        AskedField::Column(column) => column.is_money(),
        asked => fields_of(asked).iter().any(|field| field.about().holds == Holds::Amount),
    }
}

/// Labels a person fills in by hand, and headings of blocks: no data for them is nothing to report.
pub(super) fn is_silent(asked: AskedField) -> bool {
    let by_hand = matches!(
        asked,
        AskedField::Column(
            Column::Person
                | Column::ProjectKind
                | Column::Summary
                | Column::FundsBlock
                | Column::BudgetBlock
                | Column::BudgetHeading
                | Column::TaskBlock
                | Column::Unit
        )
    );
    by_hand || fields_of(asked).iter().any(|field| !field.about().is_for(Use::NoData))
}
