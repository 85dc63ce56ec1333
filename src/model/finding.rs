//! What a person should look at.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::place::Place;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something is missing or contradicts itself.
    Error,
    /// Something is doubtful.
    Warning,
    /// Something was repaired, joined, or is worth knowing.
    Info,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// How the input was read: something may be lost or wrong in the result.
    Reading,
    /// What is wrong in the form itself, however well it was read.
    Substance,
}

/// The stable name of the check that produced a finding, as `truncated-indicator` or `lost-text`.
///
/// All of them stand in the register of [`crate::findings`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Code(pub Cow<'static, str>);

impl Code {
    /// A code known at compile time.
    ///
    /// # Example
    /// ```
    /// assert_eq!(jixiao::model::Code::new("amount-unreadable").0, "amount-unreadable");
    /// ```
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }
}

/// Something a person should look at. A finding never changes data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// Which check.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What it is about; `None` for a code of another version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// What is wrong and what to do, in Chinese (in English after [`Finding::in_english`]).
    pub message: String,
    /// The same in English.
    #[serde(skip)]
    pub message_en: String,
    /// Where.
    pub place: Option<Place>,
    /// Index of the form.
    pub form: Option<usize>,
    /// Index of the project in the form.
    pub project: Option<usize>,
    /// Index of the indicator in the project (of a department form: in the form).
    pub indicator: Option<usize>,
    /// The text in question.
    pub quote: Option<String>,
    /// What it should perhaps be; never applied.
    pub suggestion: Option<String>,
}

impl Finding {
    /// A finding with its message in Chinese and English, still without a place.
    #[doc(hidden)]
    #[must_use]
    pub fn of(code: Code, topic: Topic, severity: Severity, message: String, message_en: String) -> Self {
        Self {
            code,
            severity,
            topic: Some(topic),
            message,
            message_en,
            place: None,
            form: None,
            project: None,
            indicator: None,
            quote: None,
            suggestion: None,
        }
    }

    /// With its place.
    #[must_use]
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// With the text in question.
    #[doc(hidden)]
    #[must_use]
    pub fn quote(mut self, text: impl Into<String>) -> Self {
        // A place without text is not quoted.
        self.quote = Some(text.into()).filter(|text| !text.is_empty());
        self
    }

    /// With a suggestion.
    #[must_use]
    pub(crate) fn suggest(mut self, text: impl Into<String>) -> Self {
        self.suggestion = Some(text.into());
        self
    }

    /// With the index of its form.
    #[doc(hidden)]
    #[must_use]
    pub fn form(mut self, form: usize) -> Self {
        self.form = Some(form);
        self
    }

    /// With the index of its project.
    #[doc(hidden)]
    #[must_use]
    pub fn project(mut self, project: usize) -> Self {
        self.project = Some(project);
        self
    }

    /// With the index of its indicator.
    #[doc(hidden)]
    #[must_use]
    pub fn indicator(mut self, indicator: usize) -> Self {
        self.indicator = Some(indicator);
        self
    }

    /// With the English message in the place of the Chinese one.
    #[must_use]
    pub(crate) fn in_english(mut self) -> Self {
        if !self.message_en.is_empty() {
            self.message.clone_from(&self.message_en);
        }
        self
    }
}

/// A stage's output together with what it noticed.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Noted<T> {
    /// The output.
    pub output: T,
    /// What was noticed.
    pub findings: Vec<Finding>,
}
