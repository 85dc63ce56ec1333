//! Rows of 问题清单 → findings.

use std::borrow::Cow;

use crate::findings;
use crate::model::labels::text_to_severity;
use crate::model::{Code, Finding, Severity};

use super::rows::StandardRow;

/// The finding of a row; `index` tells the new indices of form, project and indicator from the numbers of its ordinal.
/// `None` for what only the workbook itself had to say.
pub(super) fn row_to_finding(
    row: &StandardRow<'_>,
    index: impl Fn(&[usize]) -> (Option<usize>, Option<usize>, Option<usize>),
) -> Option<Finding> {
    // Workbooks of 0.1.0 have the code where now its name stands.
    let code = match row.text("规则代码") {
        Some(code) => Code(Cow::Owned(code)),
        None => findings::text_to_code(row.str("规则").unwrap_or_default()),
    };
    if code == findings::CONTINUED_TEXT.code || code == findings::NOTES_LEFT_OUT.code {
        return None;
    }
    let (ordinal, place) = row.place();
    let (form, project, indicator) = ordinal.map(|o| index(&o.0)).unwrap_or_default();
    Some(Finding {
        topic: findings::entry_of(&code).map(|entry| entry.topic),
        code,
        severity: row.str("级别").and_then(text_to_severity).unwrap_or(Severity::Info),
        message: row.text("说明").unwrap_or_default(),
        message_en: String::new(),
        place,
        form,
        project,
        indicator,
        quote: row.text("原文"),
        suggestion: row.text("建议"),
    })
}
