//! The columns of findings.

use super::column::{DataColumn, DataKind, worked};
use super::rows::{DataRow, RowContent};
use super::value::DataValue;
use crate::model::Finding;

/// What a finding says beside its keys and place.
pub(super) fn of_finding() -> Vec<DataColumn> {
    vec![
        worked("finding", "问题序", "index of the finding in the document, from 0", DataKind::Whole, |row| match row
            .content
        {
            RowContent::Finding(_, number) => DataValue::whole(number),
            _ => DataValue::Empty,
        }),
        worked("code", "规则代码", "stable name of the check", DataKind::Text, |row| {
            finding(row).map_or(DataValue::Empty, |finding| DataValue::text(&*finding.code.0))
        }),
        worked("rule", "规则", "name of the check for people", DataKind::Text, |row| {
            finding(row).map_or(DataValue::Empty, |finding| DataValue::text(crate::findings::name_of(&finding.code)))
        }),
        worked("severity", "级别", "error, warning or info", DataKind::Text, |row| {
            finding(row).map_or(DataValue::Empty, |finding| DataValue::word(finding.severity))
        }),
        worked("topic", "关于", "reading or substance", DataKind::Text, |row| {
            finding(row).and_then(|finding| finding.topic).map_or(DataValue::Empty, DataValue::word)
        }),
        worked("message", "说明", "what is wrong and what to do", DataKind::Text, |row| {
            DataValue::optional(finding(row).map(|finding| finding.message.as_str()))
        }),
        worked("quote", "原文", "the text in question", DataKind::Text, |row| {
            DataValue::optional(finding(row).and_then(|finding| finding.quote.as_deref()))
        }),
        worked("suggestion", "建议", "what it should perhaps be", DataKind::Text, |row| {
            DataValue::optional(finding(row).and_then(|finding| finding.suggestion.as_deref()))
        }),
    ]
}

fn finding<'d>(row: &DataRow<'d>) -> Option<&'d Finding> {
    match row.content {
        RowContent::Finding(finding, _) => Some(finding),
        _ => None,
    }
}
