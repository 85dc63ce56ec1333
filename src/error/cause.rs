//! What went wrong, in Chinese; in English an error displays it. What to do about it is said by the command line and by the page in a
//! browser, each as it can be done there.

use super::Error;
use crate::wording::Value as _;

impl Error {
    /// What went wrong, without a stop behind it.
    #[cfg_attr(not(feature = "review"), allow(dead_code, reason = "what commands and the page say"))]
    pub(crate) fn cause_in_chinese(&self) -> String {
        match self {
            Self::Read { source, .. } => format!("无法读取（{source}）"),
            Self::Write { path, source } => format!("无法写入“{}”（{source}）", path.display()),
            Self::Refused { path, .. } => format!("未写入“{}”", path.display()),
            Self::UnknownFormat { what } => format!("不是PDF、文本或表格文件（{}）", what.in_chinese()),
            Self::Damaged { what } => format!("文件已损坏，无法打开（{}）", what.in_chinese()),
            Self::Password { given: false } => "文件已加密，需要密码".to_owned(),
            Self::Password { given: true } => "密码不正确".to_owned(),
            Self::NoText { pages } => format!("{pages}页都只有图片，没有文字（扫描件）"),
            Self::Limit { what } => format!("超出限制（{}）", what.in_chinese()),
            Self::Setting { what } => format!("设置无法使用：{}", what.in_chinese()),
        }
    }
}
