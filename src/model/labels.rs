//! The words that stand for kinds, severities and media types in the cells of the standard workbook.

use super::document::MediaType;
use super::finding::Severity;
use super::form::Kind;
use super::table::Method;
use super::target::TargetKind;
use crate::language::characters::split_around;
use crate::wording::Words;

/// 定量 or 定性.
#[must_use]
pub(crate) const fn kind_to_text(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Quantitative => "定量",
        TargetKind::Qualitative => "定性",
    }
}

/// The kind that 定量 or 定性 names.
#[must_use]
pub(crate) fn text_to_kind(text: &str) -> Option<TargetKind> {
    [TargetKind::Quantitative, TargetKind::Qualitative].into_iter().find(|k| kind_to_text(*k) == text)
}

/// The name of a kind of form.
#[must_use]
pub(crate) const fn form_kind_to_text(kind: Kind) -> &'static str {
    match kind {
        Kind::ProjectTable => "项目绩效目标表",
        Kind::Department => "部门整体绩效目标表",
        Kind::ProjectCard => "项目绩效目标申报表",
        Kind::SelfEvaluation => "绩效自评表",
        Kind::Monitoring => "绩效监控表",
    }
}

/// The name of a kind of form in both languages.
#[must_use]
pub(crate) const fn form_kind_to_words(kind: Kind) -> Words {
    let english = match kind {
        Kind::ProjectTable => "a list of projects",
        Kind::Department => "a declaration of a department",
        Kind::ProjectCard => "a declaration of a project",
        Kind::SelfEvaluation => "a self-evaluation",
        Kind::Monitoring => "monitoring",
    };
    Words::new(form_kind_to_text(kind), english)
}

/// Kinds that say the same of a project are of one family: a list of projects may be poured into cards.
#[must_use]
pub(crate) const fn kind_family(kind: Kind) -> u8 {
    match kind {
        Kind::ProjectTable | Kind::ProjectCard => 0,
        Kind::Department => 1,
        Kind::SelfEvaluation => 2,
        Kind::Monitoring => 3,
    }
}

/// The kind of form that a name stands for.
#[must_use]
pub(crate) fn text_to_form_kind(text: &str) -> Option<Kind> {
    [Kind::ProjectTable, Kind::Department, Kind::ProjectCard, Kind::SelfEvaluation, Kind::Monitoring]
        .into_iter()
        .find(|k| form_kind_to_text(*k) == text)
}

/// 错误, 警告 or 提示.
#[must_use]
pub(crate) const fn severity_to_text(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

/// The severity that a word names.
#[must_use]
pub(crate) fn text_to_severity(text: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|s| severity_to_text(*s) == text)
}

const MEDIA: [MediaType; 17] = [
    MediaType::Pdf,
    MediaType::Ofd,
    MediaType::Text,
    MediaType::TabSeparated,
    MediaType::Csv,
    MediaType::Xlsx,
    MediaType::Xls,
    MediaType::Xlsb,
    MediaType::Ods,
    MediaType::SpreadsheetXml,
    MediaType::Html,
    MediaType::WebArchive,
    MediaType::Docx,
    MediaType::Markdown,
    MediaType::Png,
    MediaType::Jpeg,
    MediaType::Tiff,
];

/// All ways of finding a table.
pub(crate) const METHODS: [Method; 6] =
    [Method::Tags, Method::Rules, Method::Alignment, Method::Text, Method::Worksheet, Method::Ocr];

/// How a table was found.
#[must_use]
pub(crate) const fn method_to_text(method: Method) -> &'static str {
    match method {
        Method::Tags => "标签",
        Method::Rules => "框线",
        Method::Alignment => "对齐",
        Method::Text => "文本",
        Method::Worksheet => "表格",
        Method::Ocr => "识别",
    }
}

/// What 提取方式 shows: the type of the input, then how its tables were found, as `PDF，框线、对齐`.
#[must_use]
pub(crate) fn extraction_to_text(media: MediaType, methods: &[Method]) -> String {
    let methods: Vec<&str> = methods.iter().map(|m| method_to_text(*m)).collect();
    let media = media_to_text(media);
    if methods.is_empty() { media.to_owned() } else { format!("{media}，{}", methods.join("、")) }
}

/// The type and the ways that 提取方式 tells of.
#[must_use]
pub(crate) fn text_to_extraction(text: &str) -> (MediaType, Vec<Method>) {
    let (media, methods) = split_around(text, '，');
    let methods = methods.split('、').filter_map(|name| METHODS.into_iter().find(|m| method_to_text(*m) == name));
    (text_to_media(media), methods.collect())
}

/// What 提取方式 begins with for an input of this type.
const fn media_to_text(media: MediaType) -> &'static str {
    match media {
        MediaType::Pdf => "PDF",
        MediaType::Ofd => "OFD",
        MediaType::Text => "文本",
        MediaType::TabSeparated => "文本（制表符）",
        MediaType::Csv => "文本（CSV）",
        MediaType::Xlsx => "工作簿（xlsx）",
        MediaType::Xls => "工作簿（xls）",
        MediaType::Xlsb => "工作簿（xlsb）",
        MediaType::Ods => "工作簿（ods）",
        MediaType::SpreadsheetXml => "工作簿（XML）",
        MediaType::Html => "网页",
        MediaType::WebArchive => "网页（mht）",
        MediaType::Docx => "文字处理文档（docx）",
        MediaType::Markdown => "文本（Markdown）",
        MediaType::Png => "图片（PNG）",
        MediaType::Jpeg => "图片（JPEG）",
        MediaType::Tiff => "图片（TIFF）",
    }
}

/// A PDF where nothing is said.
fn text_to_media(text: &str) -> MediaType {
    MEDIA.into_iter().find(|m| media_to_text(*m) == text).unwrap_or(MediaType::Pdf)
}
