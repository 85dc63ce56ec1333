//! The settings that several commands share.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::ValueEnum;

use super::Language;
use super::page_numbers::PageNumbers;
use crate::Options;
use crate::batch::protocol::Setup;
use crate::extract::Access;
use crate::options::{self, Ocr};

/// Settings of reading an input.
#[derive(Debug, clap::Args)]
pub(crate) struct Settings {
    /// 存放密码的文件（只读第一行） / file whose first line is the password
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// 每个文件的时限，秒 / seconds allowed for one document
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// 每个文件的内存上限，MiB / memory allowed for one document, MiB
    #[arg(long, value_name = "MIB", default_value_t = options::MAX_MEMORY >> 20, value_parser = clap::value_parser!(u64).range(64..))]
    max_memory: u64,
    /// 扫描件、图片的文字识别：不识别、自动、全部重识 / reading of pages that are pictures
    #[cfg(feature = "ocr")]
    #[arg(long, value_enum, default_value_t = Ocr::Auto, value_name = "MODE")]
    ocr: Ocr,
    /// 只识别这些页，如 1-3,7,9- / only these pages are read so, as 1-3,7,9-
    #[cfg(feature = "ocr")]
    #[arg(long, value_name = "PAGES")]
    ocr_pages: Option<PageNumbers>,
    /// 识别模型所在文件夹 / folder of the models for it
    #[cfg(feature = "ocr")]
    #[arg(long, value_name = "DIR")]
    ocr_models: Option<PathBuf>,
    /// 补充的词汇表（TOML） / own labels and words
    #[arg(long, value_name = "FILE")]
    vocab: Option<PathBuf>,
    /// 检查规则设置（TOML）：开关、级别、阈值 / settings of the checks: on, severity, thresholds
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
}

impl Settings {
    /// The files that hold settings.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.password_file, &self.vocab, &self.rules].into_iter().flatten().map(PathBuf::as_path)
    }

    /// The same settings for another run of this program.
    pub(crate) fn arguments(&self) -> Vec<OsString> {
        let numbers = [("--timeout", self.timeout), ("--max-memory", self.max_memory)];
        let files = [("--password-file", &self.password_file), ("--vocab", &self.vocab), ("--rules", &self.rules)];
        let numbers = numbers.into_iter().flat_map(|(name, number)| [name.into(), number.to_string().into()]);
        let files = files.into_iter().filter_map(|(name, file)| Some([name.into(), file.as_ref()?.into()]));
        let mut arguments: Vec<OsString> = numbers.chain(files.flatten()).collect();
        if self.ocr_mode() != Ocr::Auto {
            let mode = self.ocr_mode().to_possible_value().map(|mode| mode.get_name().to_owned());
            arguments.extend(mode.into_iter().flat_map(|mode| ["--ocr".into(), mode.into()]));
        }
        let pages = self.ocr_pages();
        if pages != PageNumbers::default() {
            arguments.extend(["--ocr-pages".into(), pages.to_string().into()]);
        }
        arguments.extend(self.ocr_folder().into_iter().flat_map(|folder| ["--ocr-models".into(), folder.into()]));
        arguments
    }

    #[cfg(feature = "ocr")]
    fn ocr_mode(&self) -> Ocr {
        self.ocr
    }

    #[cfg(not(feature = "ocr"))]
    fn ocr_mode(&self) -> Ocr {
        Ocr::Auto
    }

    #[cfg(feature = "ocr")]
    fn ocr_pages(&self) -> PageNumbers {
        self.ocr_pages.clone().unwrap_or_default()
    }

    #[cfg(not(feature = "ocr"))]
    fn ocr_pages(&self) -> PageNumbers {
        PageNumbers::default()
    }

    #[cfg(feature = "ocr")]
    fn ocr_folder(&self) -> Option<PathBuf> {
        self.ocr_models.clone()
    }

    #[cfg(not(feature = "ocr"))]
    fn ocr_folder(&self) -> Option<PathBuf> {
        None
    }

    /// The options of the library.
    pub(crate) fn options(&self) -> anyhow::Result<Options> {
        Ok(self.setup(false, Language::Zh)?.options()?)
    }

    /// What it takes to open a file. The lists of words are read where the user gave some, to say what is wrong with them.
    pub(crate) fn access(&self) -> anyhow::Result<Access> {
        if self.vocab.is_some() || self.rules.is_some() {
            return Ok((&self.options()?).into());
        }
        let setup = self.setup(false, Language::Zh)?;
        Ok(Access {
            password: setup.password,
            timeout: setup.timeout,
            max_memory: self.max_memory << 20,
            ocr: setup.ocr,
            ocr_pages: setup.ocr_pages,
            ocr_models: setup.ocr_models,
        })
    }

    /// The same for worker processes.
    pub(crate) fn setup(&self, tables: bool, language: Language) -> anyhow::Result<Setup> {
        let password = match &self.password_file {
            None => None,
            Some(path) => {
                let text =
                    std::fs::read_to_string(path).with_context(|| format!("--password-file {}", path.display()))?;
                Some(text.lines().next().unwrap_or_default().to_owned())
            }
        };
        Ok(Setup {
            password,
            timeout: Duration::from_secs(self.timeout),
            max_memory: Some(self.max_memory << 20),
            ocr: self.ocr_mode(),
            ocr_pages: self.ocr_pages().0,
            ocr_models: self.ocr_folder(),
            tables,
            english: language == Language::En,
            vocabulary: self.vocab.clone(),
            rules: self.rules.clone(),
            keep_review: None,
            second_reader: None,
            shown: self.shown(tables, language),
            date: None,
        })
    }

    /// The settings that bear on the result and are not the defaults, as on the command line; files without their folders.
    fn shown(&self, tables: bool, language: Language) -> String {
        let mut shown: Vec<String> = Vec::new();
        if language == Language::En {
            shown.push("--lang en".to_owned());
        }
        if tables {
            shown.push("--tables".to_owned());
        }
        if let Some(mode) = self.ocr_mode().to_possible_value().filter(|_| self.ocr_mode() != Ocr::Auto) {
            shown.push(format!("--ocr {}", mode.get_name()));
        }
        if self.ocr_pages() != PageNumbers::default() {
            shown.push(format!("--ocr-pages {}", self.ocr_pages()));
        }
        for (name, file) in [("--vocab", &self.vocab), ("--rules", &self.rules)] {
            let file = file.as_ref().and_then(|f| f.file_name());
            shown.extend(file.map(|file| format!("{name} {}", file.to_string_lossy())));
        }
        shown.join(" ")
    }
}
