//! What a pool and its workers say to each other: [`IsolatedSettings`] once, then for each input [`IsolatedJob`], with the bytes behind it where they are not
//! in a file, → [`IsolatedAnswer`].

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::Document;
use crate::{Error, Options, Result, Rules};

/// How documents are converted, for a worker that is told in a pipe, which a password may go through.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IsolatedSettings {
    /// Password of encrypted inputs.
    pub password: Option<String>,
    /// Wall-clock limit for one input.
    pub timeout: Duration,
    /// Memory that working on one document may take, bytes.
    pub max_memory: u64,
    /// Also return tables that belong to no form.
    pub tables: bool,
    /// Findings in English.
    pub english: bool,
    /// The text of the user's vocabulary.
    pub vocabulary: Option<String>,
    /// The text of the user's rules.
    pub rules: Option<String>,
}

impl IsolatedSettings {
    /// The options of the library.
    ///
    /// # Errors
    /// Where vocabulary or rules cannot be used.
    pub fn options(&self) -> Result<Options> {
        let mut options = Options {
            password: self.password.clone(),
            timeout: self.timeout,
            max_memory: self.max_memory,
            tables: self.tables,
            ..Options::default()
        };
        if let Some(text) = &self.vocabulary {
            options.vocabulary = options.vocabulary.extended(text)?;
        }
        if let Some(text) = &self.rules {
            options.rules = Rules::with_overrides(text)?;
        }
        Ok(options)
    }
}

/// An input.
#[derive(Debug, Clone)]
pub enum IsolatedInput<'i> {
    /// A file.
    Path(PathBuf),
    /// Its bytes, and what the document calls it.
    Bytes(String, &'i [u8]),
}

/// One input to convert.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum IsolatedJob {
    /// A file.
    Path(PathBuf),
    /// So many bytes that follow, and what the document calls them.
    Bytes { name: String, length: u64 },
}

/// What became of it.
pub(super) type IsolatedAnswer = std::result::Result<Document, Failure>;

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// [`Error::code`].
    pub code: String,
    /// What went wrong, in Chinese.
    pub message: String,
    /// The same in English.
    pub message_en: String,
    /// The number that the system gives an error of a file.
    pub system: Option<i32>,
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let system = match error {
            Error::Read { source, .. } | Error::Write { source, .. } => source.raw_os_error(),
            _ => None,
        };
        let (message, message_en) = (error.cause_in_chinese(), error.to_string());
        Self { code: error.code().to_owned(), message, message_en, system }
    }
}
