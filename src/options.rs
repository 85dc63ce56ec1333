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
    /// Memory the process may take, bytes, where it is limited: the stacks of reading threads are then kept small beside it.
    pub memory: Option<u64>,
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
            memory: None,
            tables: false,
            vocabulary: Vocabulary::default(),
            rules: Rules::default(),
        }
    }
}
