//! What the command line says: what is wrong, where, and what to do, in Chinese or English.

use std::path::Path;

use super::Language;
use crate::Error;
use crate::error::Refusal;
use crate::model::{Document, Severity};
use crate::write::held::is_held;

/// Picks the text of the language.
pub(crate) fn pick<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// An error about a file: what, where, what to do.
pub(crate) fn error_about(path: &Path, error: &Error, language: Language) -> String {
    let path = path.display();
    match language {
        Language::Zh => format!("错误：{path}：{}", in_chinese(error)),
        Language::En => format!("error: {path}: {}", in_english(error)),
    }
}

/// An error about a file, to be handed up from `main`.
pub(crate) fn about(path: &Path, language: Language) -> impl Fn(Error) -> anyhow::Error {
    move |error| anyhow::anyhow!(error_about(path, &error, language))
}

/// An error that is about no single input.
pub(crate) fn error(error: &anyhow::Error, language: Language) -> String {
    match (error.downcast_ref::<Error>(), language) {
        (Some(own), Language::Zh) => format!("错误：{}", in_chinese(own)),
        (Some(own), Language::En) => format!("error: {}", in_english(own)),
        (None, Language::Zh) => format!("错误：{error:#}"),
        (None, Language::En) => format!("error: {error:#}"),
    }
}

fn in_chinese(error: &Error) -> String {
    let cause = error.cause_in_chinese();
    let advice = match error {
        Error::Refused { why, .. } => return format!("{cause}：{}", refusal_in_chinese(*why)),
        Error::Setting { .. } => return cause,
        Error::Read { source, .. } if is_held(source) => "请先关闭正在打开该文件的程序（如Excel、WPS），并检查权限。",
        Error::Write { source, .. } if is_held(source) => {
            "请先关闭正在打开该文件的程序（如Excel、WPS），并检查文件夹是否可写；原有文件没有变。"
        }
        Error::Read { .. } => "请检查路径和权限。",
        Error::Write { .. } => "请检查文件夹是否存在、是否可写、磁盘是否已满。",
        Error::UnknownFormat { .. } => "请确认文件是否完整，或先另存为PDF、TXT或XLSX。",
        Error::Damaged { .. } => "请重新下载或重新导出。",
        Error::Password { given: false } => "请把密码写入一个文件，用 --password-file 指定。",
        Error::Password { given: true } => "请检查 --password-file 指定的文件。",
        Error::NoText { .. } => "请运行“jixiao models install”安装识别模型后再转换，或先用其他软件做文字识别（OCR）。",
        Error::Limit { .. } => "可用 --timeout、--max-memory 等选项放宽，或拆分文件。",
    };
    format!("{cause}。{advice}")
}

fn in_english(error: &Error) -> String {
    let advice = match error {
        Error::Read { source, .. } if is_held(source) => {
            return format!(
                "cannot be read ({source}). Close the program that has it open (Excel, WPS), and check its permissions."
            );
        }
        Error::Write { path, source } if is_held(source) => {
            return format!(
                "cannot write {} ({source}). Close the program that has it open (Excel, WPS), and check that the folder is writable; the file there is as it was.",
                path.display()
            );
        }
        Error::Read { source, .. } => return format!("cannot be read ({source}). Check the path and its permissions."),
        Error::Write { path, source } => {
            return format!(
                "cannot write {} ({source}). Check that the folder exists and is writable, and that the disk is not full.",
                path.display()
            );
        }
        Error::Refused { path, why } => {
            return format!("{} was not written: {}", path.display(), refusal_in_english(*why));
        }
        Error::UnknownFormat { .. } => "Check that the file is whole, or save it as PDF, TXT or XLSX first.",
        Error::Damaged { .. } => "Download or export it again.",
        Error::Password { given: false } => "Put the password into a file and name it with --password-file.",
        Error::Password { given: true } => "Check the file given with --password-file.",
        Error::NoText { .. } => {
            "Run “jixiao models install” and convert it again, or recognise it with another program (OCR) first."
        }
        Error::Limit { .. } => "Raise it with --timeout, --max-memory and the like, or split the file.",
        Error::Setting { .. } => "",
    };
    format!("{error}. {advice}").trim_end().to_owned()
}

fn refusal_in_chinese(why: Refusal) -> String {
    match why {
        Refusal::Named => "它是命令行中的输入、模板或其他文件，不能作为输出。请换一个名称或文件夹。".to_owned(),
        Refusal::Taken => "同一次运行的另一个输出也用这个名称。请换一个名称或文件夹。".to_owned(),
        Refusal::Foreign => {
            "该处已有文件，且无法确认它是本程序写的原样。如可覆盖请加 --force；如需保留其中的审核意见请加 --keep-review。".to_owned()
        }
        Refusal::Changed => {
            "该处的文件由本程序写出后又被修改过。如需保留其中的审核意见请加 --keep-review，如可覆盖请加 --force。".to_owned()
        }
        Refusal::Reviews { count } => {
            format!("该处的工作簿中有{count}条审核意见在新的结果中找不到位置。请换一个输出，或加 --force 覆盖。")
        }
        Refusal::NotAFile => "该处是文件夹、链接或设备。请换一个名称。".to_owned(),
    }
}

fn refusal_in_english(why: Refusal) -> String {
    match why {
        Refusal::Named => "it is an input, a template or another file of the command line. Choose another name or folder.".to_owned(),
        Refusal::Taken => "another output of this run has the name. Choose another name or folder.".to_owned(),
        Refusal::Foreign => {
            "a file stands there that may not be this program's, or not as it was written. Use --force to replace it, --keep-review to keep the reviews in it.".to_owned()
        }
        Refusal::Changed => {
            "the file there was changed since this program wrote it. Use --keep-review to keep the reviews in it, --force to replace it.".to_owned()
        }
        Refusal::Reviews { count } => {
            format!("{count} reviews of the workbook there have no place in the new one. Choose another output, or --force.")
        }
        Refusal::NotAFile => "a folder, a link or a device stands there. Choose another name.".to_owned(),
    }
}

/// What was found in a document, in one line.
pub(crate) fn summary(document: &Document, language: Language) -> String {
    let projects: usize = document.forms.iter().map(|f| f.projects.len()).sum();
    let indicators: usize = document.forms.iter().map(|f| f.all_indicators().count()).sum();
    let [errors, warnings, infos] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| document.findings_of(severity));
    let forms = document.forms.len();
    match language {
        Language::Zh => format!(
            "{forms}张表，{projects}个项目，{indicators}条指标；问题：{errors}个错误，{warnings}个警告，{infos}个提示"
        ),
        Language::En => format!(
            "{forms} forms, {projects} projects, {indicators} indicators; findings: {errors} errors, {warnings} warnings, {infos} notes"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Damage, Limit, NotInput, RulesFault, TemplateDamage, Unusable};

    #[test]
    fn a_chinese_reader_is_told_nothing_in_english() {
        let rules = RulesFault::NoSuchCheckPerhaps { code: "甲".to_owned(), nearest: "乙".to_owned() };
        let errors = [
            Error::Damaged { what: Damage::Structure },
            Error::Damaged { what: Damage::Template { what: TemplateDamage::RowsUnordered } },
            Error::Limit { what: Limit::Memory },
            Error::Limit { what: Limit::Cells { most: 7 } },
            Error::UnknownFormat { what: NotInput::PackageWithoutSheets },
            Error::Setting { what: Unusable::Rules { why: rules } },
        ];
        for error in errors {
            let (zh, en) = (in_chinese(&error), in_english(&error));
            let words = zh
                .replace("--timeout", "")
                .replace("--max-memory", "")
                .replace("PDF", "")
                .replace("TXT", "")
                .replace("XLSX", "");
            assert!(!words.contains(|c: char| c.is_ascii_alphabetic()), "{zh}");
            assert!(!en.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) && c != '甲' && c != '乙'), "{en}");
        }
    }
}
