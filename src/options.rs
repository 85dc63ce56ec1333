//! The settings of a conversion.

use std::time::Duration;

use crate::validate::Rules;
use crate::vocabulary::Vocabulary;

/// The settings of a conversion; [`Options::default`] is what the command line uses without flags.
#[derive(Debug, Clone)]
pub struct Options {
    /// Password of encrypted inputs.
    pub password: Option<String>,
    /// Wall-clock limit for one document.
    pub timeout: Duration,
    /// Also return the tables that belong to no recognised form.
    pub tables: bool,
    /// Labels, units and words the forms are recognised by.
    pub vocabulary: Vocabulary,
    /// The settings of the checks.
    pub rules: Rules,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            password: None,
            timeout: Duration::from_mins(1),
            tables: false,
            vocabulary: Vocabulary::default(),
            rules: Rules::default(),
        }
    }
}
