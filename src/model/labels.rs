//! The words that stand for kinds, severities and media types in the cells of the standard workbook.

use super::document::MediaType;
use super::finding::Severity;
use super::form::Kind;
use super::target::TargetKind;

/// 定量 or 定性.
#[must_use]
pub const fn kind_to_text(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Quantitative => "定量",
        TargetKind::Qualitative => "定性",
    }
}

/// The kind that 定量 or 定性 names.
#[must_use]
pub fn text_to_kind(text: &str) -> Option<TargetKind> {
    [TargetKind::Quantitative, TargetKind::Qualitative].into_iter().find(|k| kind_to_text(*k) == text)
}

/// The name of a kind of form.
#[must_use]
pub const fn form_kind_to_text(kind: Kind) -> &'static str {
    match kind {
        Kind::ProjectTable => "项目绩效目标表",
        Kind::Department => "部门整体绩效目标表",
        Kind::ProjectCard => "项目绩效目标申报表",
        Kind::SelfEvaluation => "绩效自评表",
        Kind::Monitoring => "绩效监控表",
    }
}

/// The kind of form that a name stands for.
#[must_use]
pub fn text_to_form_kind(text: &str) -> Option<Kind> {
    [Kind::ProjectTable, Kind::Department, Kind::ProjectCard, Kind::SelfEvaluation, Kind::Monitoring]
        .into_iter()
        .find(|k| form_kind_to_text(*k) == text)
}

/// 错误, 警告 or 提示.
#[must_use]
pub const fn severity_to_text(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

/// The severity that a word names.
#[must_use]
pub fn text_to_severity(text: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|s| severity_to_text(*s) == text)
}

const MEDIA: [MediaType; 7] = [
    MediaType::Pdf,
    MediaType::Text,
    MediaType::TabSeparated,
    MediaType::Xlsx,
    MediaType::Xls,
    MediaType::Xlsb,
    MediaType::Ods,
];

/// What 提取方式 begins with for an input of this type; nothing for a PDF.
#[must_use]
pub const fn media_to_text(media: MediaType) -> &'static str {
    match media {
        MediaType::Pdf => "",
        MediaType::Text => "文本",
        MediaType::TabSeparated => "文本（制表符）",
        MediaType::Xlsx => "工作簿（xlsx）",
        MediaType::Xls => "工作簿（xls）",
        MediaType::Xlsb => "工作簿（xlsb）",
        MediaType::Ods => "工作簿（ods）",
    }
}

/// The type of the input that 提取方式 tells of.
#[must_use]
pub fn text_to_media(text: &str) -> MediaType {
    let first = text.split('，').next().unwrap_or_default();
    MEDIA.into_iter().find(|m| media_to_text(*m) == first).unwrap_or(MediaType::Pdf)
}
