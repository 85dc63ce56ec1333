//! The settings that several commands share.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;

use crate::Options;

/// Settings of reading an input.
#[derive(Debug, clap::Args)]
pub(crate) struct Settings {
    /// 存放密码的文件（只读第一行） / file whose first line is the password
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// 每个文件的时限，秒 / seconds allowed for one document
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
}

impl Settings {
    /// The options of the library.
    pub(crate) fn options(&self) -> anyhow::Result<Options> {
        let mut options = Options { timeout: Duration::from_secs(self.timeout), ..Options::default() };
        if let Some(path) = &self.password_file {
            let text = std::fs::read_to_string(path).with_context(|| format!("--password-file {}", path.display()))?;
            options.password = Some(text.lines().next().unwrap_or_default().to_owned());
        }
        Ok(options)
    }
}
