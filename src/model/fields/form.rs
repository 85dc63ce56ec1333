//! The fields of a form's head and of a department form.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::field::{Accessor, Field, Holds, Use, text};
use crate::model::form::{Cells, Form};

/// The template has a head of its own: nobody misses the document's.
const OWN_HEAD: &[Use] = &[Use::NoPlace];
/// Forms ask for it that few departments print.
const SELDOM: &[Use] = &[Use::NoData];
/// How a document was read says nothing about what it says.
const OF_READING: &[Use] = &[Use::Diff, Use::NoPlace, Use::NoData];

type FormField = Field<Form>;

pub(super) static FIELDS: &[FormField] = &[
    FormField::new("title", ["表名", "title"], Holds::Text, text!(title)).labels(&["title"]).except(OWN_HEAD),
    FormField::new("department", ["部门", "department"], Holds::Word, text!(department)).labels(&["department"]),
    FormField::new("year", ["年度", "year"], Holds::Page, YEAR).labels(&["year"]).except(OWN_HEAD),
    FormField::new("unit", ["金额单位", "unit of money"], Holds::Word, text!(unit))
        .labels(&["money_unit"])
        .except(OWN_HEAD),
    FormField::new("overall_goal", ["总体绩效目标", "overall goal"], Holds::Prose, text!(overall_goal))
        .labels(&["goal"]),
    FormField::new("other_tasks", ["其他任务", "other tasks"], Holds::Prose, text!(other_tasks))
        .labels(&["other_tasks"]),
    FormField::new("notes", ["备注", "notes"], Holds::Text, NOTES).labels(&["notes"]).except(OWN_HEAD),
    FormField::new("code", ["代码", "code"], Holds::Word, text!(code))
        .labels(&["project_code"])
        .where_used()
        .except(SELDOM),
    FormField::new("period", ["起止时间", "period"], Holds::Word, text!(period))
        .labels(&["project_period"])
        .where_used()
        .except(SELDOM),
    FormField::new("goal_actual", ["目标实际完成情况", "goal reached"], Holds::Prose, text!(goal_actual))
        .labels(&["goal_actual"])
        .where_used(),
    FormField::new("cells.read", ["读出单元格", "cells read"], Holds::Count, CELLS_READ)
        .where_used()
        .told_by_place()
        .except(OF_READING),
    FormField::new("cells.known", ["已知单元格", "cells known"], Holds::Count, CELLS_KNOWN)
        .where_used()
        .told_by_place()
        .except(OF_READING),
    FormField::new("cells.not_read", ["未读单元格", "cells not read"], Holds::Count, CELLS_NOT_READ)
        .where_used()
        .told_by_place()
        .except(OF_READING),
];

const YEAR: Accessor<Form> =
    Accessor::Number(|f| f.year.map(Decimal::from), |f, year| f.year = year.and_then(|y| y.try_into().ok()));

/// One note a line.
const NOTES: Accessor<Form> = Accessor::Text(
    |f| Some(Cow::Owned(f.notes.join("\n"))),
    |f, text| f.notes = text.map(|t| t.split('\n').map(str::to_owned).collect()).unwrap_or_default(),
);

const CELLS_READ: Accessor<Form> = cells(|f| f.cells.map(|c| c.read.into()), |f, n| set_cells(f, n, |c, n| c.read = n));
const CELLS_KNOWN: Accessor<Form> =
    cells(|f| f.cells.map(|c| c.known.into()), |f, n| set_cells(f, n, |c, n| c.known = n));
const CELLS_NOT_READ: Accessor<Form> =
    cells(|f| f.cells.map(|c| c.not_read.into()), |f, n| set_cells(f, n, |c, n| c.not_read = n));

const fn cells(get: fn(&Form) -> Option<Decimal>, set: fn(&mut Form, Option<Decimal>)) -> Accessor<Form> {
    Accessor::Number(get, set)
}

/// Sets one of the counts; a count of none leaves a form without counts as it is.
fn set_cells(form: &mut Form, number: Option<Decimal>, set: fn(&mut Cells, u32)) {
    if let Some(number) = number.and_then(|n| n.try_into().ok()) {
        set(form.cells.get_or_insert_default(), number);
    }
}
