//! Why a job could not be done.

use std::path::{Path, PathBuf};

mod cause;
mod damage;
mod limit;
mod not_input;
mod reason;
mod unusable;

pub use damage::{Damage, Piece, TemplateDamage};
pub use limit::Limit;
pub use not_input::NotInput;
pub use unusable::{RulesFault, Unusable};

/// Why a job could not be done. What a person should look at in a finished job is a
/// [`Finding`](crate::model::Finding).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file was not written, to spare what stands in its place.
    #[error("not written, to spare what is there: {} ({why:?})", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// What stands there.
        why: Refusal,
    },
    /// The input is empty or none of the formats that can be read.
    #[error("not a PDF, a text or a workbook: {what}")]
    UnknownFormat {
        /// What it is instead, as far as that can be told.
        what: NotInput,
    },
    /// The input is of a known format but too damaged to read.
    #[error("damaged: {what}")]
    Damaged {
        /// What is wrong with it.
        what: Damage,
    },
    /// The input is encrypted and the password is missing or wrong.
    #[error("encrypted: {}", if *given { "the password is wrong" } else { "a password is needed" })]
    Password {
        /// Whether a password was given.
        given: bool,
    },
    /// No page holds a character: pictures of text only.
    #[error("{pages} pages hold pictures only and no text: characters would have to be recognised first")]
    NoText {
        /// Number of pages.
        pages: u32,
    },
    /// A limit of time, memory or size was exceeded.
    #[error("limit exceeded: {what}")]
    Limit {
        /// Which limit.
        what: Limit,
    },
    /// A setting (vocabulary, rules, template) cannot be used.
    #[error("unusable setting: {what}")]
    Setting {
        /// What is wrong with it.
        what: Unusable,
    },
}

impl Error {
    /// A stable name of what went wrong, for programs: `read`, `write`, `refused`, `unknown-format`, `damaged`, `password`, `no-text`,
    /// `timed-out`, `too-large`, `worker-ended`, `setting`.
    ///
    /// # Example
    /// ```
    /// let error = jixiao::convert_bytes("a.bin", [0_u8, 1, 2], &jixiao::Options::default()).expect_err("these are no tables");
    /// assert_eq!(error.code(), "unknown-format");
    /// ```
    #[doc(hidden)]
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Read { .. } => "read",
            Self::Write { .. } => "write",
            Self::Refused { .. } => "refused",
            Self::UnknownFormat { .. } => "unknown-format",
            Self::Damaged { .. } => "damaged",
            Self::Password { .. } => "password",
            Self::NoText { .. } => "no-text",
            Self::Limit { what: Limit::Seconds { .. } } => "timed-out",
            Self::Limit { what: Limit::WorkerEnded { .. } } => "worker-ended",
            Self::Limit { .. } => "too-large",
            Self::Setting { .. } => "setting",
        }
    }

    /// A file cannot be read, for the reason that the system gives.
    pub(crate) fn reading(path: &Path) -> impl Fn(std::io::Error) -> Self {
        move |source| Self::Read { path: path.to_owned(), source }
    }

    /// A file cannot be written, for the reason that the system gives.
    pub(crate) fn writing(path: &Path) -> impl Fn(std::io::Error) -> Self {
        move |source| Self::Write { path: path.to_owned(), source }
    }
}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a file may not be written where it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is an input, a template or another file that the command line names.
    Named,
    /// Another output of the same run goes there.
    Taken,
    /// A file stands there that this program did not write, or cannot know for its own.
    Foreign,
    /// A file stands there that this program wrote and something else saved since.
    Changed,
    /// Reviews of the workbook that stands there have no place in the new one.
    Reviews {
        /// How many.
        count: usize,
    },
    /// A folder, a device or the like stands there.
    NotAFile,
}
