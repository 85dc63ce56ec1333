//! The columns of documents: the input, what was found in it, or why nothing could be.

use super::column::{DataColumn, DataKind, WorkedOut, worked};
use super::value::DataValue;
use crate::model::{Document, Severity};

/// What is known of an input beside its keys.
pub(super) fn of_document() -> Vec<DataColumn> {
    let mut columns = vec![
        worked("bytes", "字节", "length of the input", DataKind::Whole, |row| match (row.document(), row.failed()) {
            (Some(document), _) => DataValue::whole(document.source.bytes),
            (None, failed) => DataValue::index(failed.and_then(|failed| failed.bytes)),
        }),
        worked("media_type", "类型", "media type of the input", DataKind::Text, |row| {
            row.document().map_or(DataValue::Empty, |document| DataValue::word(document.source.media_type))
        }),
        worked("pages", "页数", "pages of a PDF or an OFD file", DataKind::Whole, |row| {
            DataValue::index(row.document().and_then(|document| document.source.pages))
        }),
        worked("producer", "生成程序", "the program that wrote the input", DataKind::Text, |row| {
            DataValue::optional(row.document().and_then(|document| document.source.producer.as_deref()))
        }),
        worked("methods", "提取方式", "how its tables were found", DataKind::Texts, |row| {
            row.document().map_or(DataValue::Empty, methods)
        }),
    ];
    columns.extend(counts());
    columns.extend([
        worked(
            "error_code",
            "错误代码",
            "why there is no document; empty where there is one",
            DataKind::Text,
            |row| DataValue::optional(row.failed().map(|failed| failed.code.as_str())),
        ),
        worked("error_message", "错误", "the same in words", DataKind::Text, |row| {
            DataValue::optional(row.failed().map(|failed| failed.message.as_str()))
        }),
    ]);
    columns
}

fn methods(document: &Document) -> DataValue<'_> {
    let mut words = Vec::new();
    for method in &document.source.methods {
        if let DataValue::Text(word) = DataValue::word(method) {
            words.push(word);
        }
    }
    if words.is_empty() { DataValue::Empty } else { DataValue::Texts(words) }
}

fn counts() -> [DataColumn; 6] {
    let counts: [(&str, &str, &str, WorkedOut); 6] = [
        ("forms", "表数", "forms", |row| DataValue::index(row.document().map(|document| document.forms.len()))),
        ("projects", "项目数", "projects", |row| {
            DataValue::index(
                row.document().map(|document| document.forms.iter().map(|f| f.projects.len()).sum::<usize>()),
            )
        }),
        ("indicators", "指标数", "indicators", |row| {
            let counted =
                |document: &Document| document.forms.iter().map(|f| f.all_indicators().count()).sum::<usize>();
            DataValue::index(row.document().map(counted))
        }),
        ("errors", "错误数", "findings: something is missing or contradicts itself", |row| {
            DataValue::index(row.document().map(|document| document.findings_of(Severity::Error)))
        }),
        ("warnings", "警告数", "findings: something is doubtful", |row| {
            DataValue::index(row.document().map(|document| document.findings_of(Severity::Warning)))
        }),
        ("infos", "提示数", "findings: worth knowing", |row| {
            DataValue::index(row.document().map(|document| document.findings_of(Severity::Info)))
        }),
    ];
    counts.map(|(name, zh, about, work)| worked(name, zh, about, DataKind::Whole, work))
}
