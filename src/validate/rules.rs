//! The settings of the checks: which run, how severe they are, their thresholds and words.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use super::thresholds::{Shared, Thresholds};
use crate::error::{RulesFault, Unusable};
use crate::findings::{self, Entry, Words, words};
use crate::language::nearest::nearest;
use crate::model::Severity;
use crate::{Error, Result};

/// What `rules.toml` says, see the build script.
const EMBEDDED: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.json"));

/// The settings of this program, read when the first form is checked.
static BUILT_IN: LazyLock<RuleSettings> = LazyLock::new(|| {
    // A unit test reads the embedded text; an unusable one would leave no check switched on.
    let none = RuleSettings { of_checks: BTreeMap::new(), thresholds: Thresholds::default() };
    built_in().unwrap_or(none)
});

/// The settings of all checks; [`Rules::default`] are the embedded ones, [`Rules::with_overrides`] changes some. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Those with changes; `None`: the embedded ones.
    changed: Option<Arc<RuleSettings>>,
}

#[derive(Debug, PartialEq)]
struct RuleSettings {
    of_checks: BTreeMap<&'static str, CheckSetting>,
    thresholds: Thresholds,
}

/// What the section of a check may say beside its thresholds and words.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Common {
    on: Option<bool>,
    severity: Option<Severity>,
    yields_to: Vec<String>,
}

type Sections = BTreeMap<String, Common>;

/// The settings that every check has.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckSetting {
    /// Whether it runs.
    pub on: bool,
    /// The severity of its findings.
    pub severity: Severity,
    /// Checks and code prefixes (`truncated*`) that, at the same place, report the same cause: it is silent then.
    pub yields_to: Vec<String>,
}

/// The section of the word lists that several checks share.
const SHARED: &str = "shared";
/// What every check has.
const COMMON: [&str; 2] = ["on", "severity"];
/// What users do not change.
const YIELDS_TO: &str = "yields_to";

impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        self.settings() == other.settings()
    }
}

impl Rules {
    /// The embedded rules with some settings changed by a TOML text: `[code]` sections with `on`, `severity`,
    /// thresholds (numbers) and words (lists, which replace the embedded list).
    ///
    /// # Example
    /// ```
    /// use jixiao::Rules;
    ///
    /// let rules = Rules::with_overrides("[no-such-check]\non = false");
    /// assert!(rules.is_err());
    /// ```
    ///
    /// # Errors
    /// [`Error::Setting`] where the text is no TOML, or names a check or setting that does not exist.
    pub fn with_overrides(overrides: &str) -> Result<Self> {
        let changes: toml::Table = toml::from_str(overrides).map_err(|e| not_toml(&e))?;
        let mut table: toml::Table = serde_json::from_str(EMBEDDED).map_err(|e| damaged(&e))?;
        for (code, section) in changes {
            change_section(&mut table, code, section).map_err(unusable)?;
        }
        let sections = Sections::deserialize(table.clone()).map_err(|e| not_toml(&e))?;
        let thresholds = Thresholds::deserialize(table).map_err(|e| not_toml(&e))?;
        Ok(Self { changed: Some(Arc::new(RuleSettings::new(thresholds, sections))) })
    }

    fn settings(&self) -> &RuleSettings {
        self.changed.as_deref().unwrap_or(&BUILT_IN)
    }

    /// The settings of a check.
    ///
    /// # Example
    /// ```
    /// assert!(jixiao::Rules::default().get("no-such-check").is_none());
    /// ```
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&CheckSetting> {
        self.settings().of_checks.get(code)
    }

    /// Thresholds and words of all checks.
    pub(super) fn thresholds(&self) -> &Thresholds {
        &self.settings().thresholds
    }

    /// The word lists that several checks share.
    pub(super) fn shared(&self) -> &Shared {
        &self.thresholds().shared
    }
}

impl RuleSettings {
    fn new(thresholds: Thresholds, mut sections: Sections) -> Self {
        let of_checks = checks().map(|entry| setting(sections.remove(&*entry.code.0), entry)).collect();
        Self { of_checks, thresholds }
    }
}

fn built_in() -> serde_json::Result<RuleSettings> {
    Ok(RuleSettings::new(serde_json::from_str(EMBEDDED)?, serde_json::from_str(EMBEDDED)?))
}

/// The checks as the register has them.
fn checks() -> impl Iterator<Item = &'static Entry> {
    findings::all().filter(|entry| entry.rule.is_some())
}

/// Their codes.
fn codes() -> impl Iterator<Item = &'static str> {
    checks().map(|entry| entry.code.0.as_ref())
}

/// Puts what a user says of a check into the table.
fn change_section(table: &mut toml::Table, code: String, section: toml::Value) -> Result<(), RulesFault> {
    if code != SHARED && !codes().any(|known| known == code) {
        let found = nearest(&code, codes().chain([SHARED])).map(str::to_owned);
        return Err(match found {
            Some(nearest) => RulesFault::NoSuchCheckPerhaps { code, nearest },
            None => RulesFault::NoSuchCheck { code },
        });
    }
    let toml::Value::Table(section) = section else { return Err(RulesFault::NoSection { code }) };
    let known = table.entry(&code).or_insert_with(|| toml::Table::new().into());
    let Some(known) = known.as_table_mut() else { return Err(RulesFault::NoSection { code }) };
    for (key, value) in section {
        let common = COMMON.into_iter().filter(|_| code != SHARED);
        if key == YIELDS_TO || !(known.contains_key(&key) || common.clone().any(|c| c == key)) {
            let own = known.keys().map(String::as_str).filter(|k| *k != YIELDS_TO);
            let found = nearest(&key, own.chain(common)).map(str::to_owned);
            return Err(match found {
                Some(nearest) => RulesFault::NoSuchSettingPerhaps { code, key, nearest },
                None => RulesFault::NoSuchSetting { code, key },
            });
        }
        if let Some(wanted) = wanted(known.get(&key), &key, &value) {
            return Err(RulesFault::WrongValue { code, key, wanted });
        }
        known.insert(key, value);
    }
    Ok(())
}

/// What is wanted in the place of a value of the wrong kind; `None` where it is of the right one.
fn wanted(known: Option<&toml::Value>, key: &str, value: &toml::Value) -> Option<Words> {
    use toml::Value::{Array, Boolean, Float, Integer};
    match (known, key, value) {
        (None, "on", Boolean(_)) => None,
        (None, "on", _) => Some(words::TRUE_OR_FALSE),
        (None, ..) => Severity::deserialize(value.clone()).is_err().then_some(words::SEVERITY),
        (Some(Array(_)), _, Array(list)) if list.iter().all(toml::Value::is_str) => None,
        (Some(Array(_)), ..) => Some(words::LIST_OF_WORDS),
        (Some(Float(_)), _, Float(number)) if number.is_finite() => None,
        (Some(Float(_)), _, Integer(_)) => None,
        (Some(Integer(_)), _, Integer(number)) if *number >= 0 => None,
        (Some(Integer(_)), ..) => Some(words::WHOLE_NUMBER),
        _ => Some(words::NUMBER),
    }
}

/// The settings of a check, for which the register says how severe it is.
fn setting(section: Option<Common>, entry: &'static Entry) -> (&'static str, CheckSetting) {
    let usual = entry.messages.first().map_or(Severity::Warning, |m| m.severity);
    let Common { on, severity, yields_to } = section.unwrap_or_default();
    (&entry.code.0, CheckSetting { on: on.unwrap_or(true), severity: severity.unwrap_or(usual), yields_to })
}

fn damaged(error: &serde_json::Error) -> Error {
    unusable(RulesFault::Toml { why: error.to_string() })
}

fn not_toml(error: &toml::de::Error) -> Error {
    unusable(RulesFault::Toml { why: error.message().to_owned() })
}

fn unusable(why: RulesFault) -> Error {
    Error::Setting { what: Unusable::Rules { why } }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use super::*;

    #[test]
    fn the_embedded_rules_are_what_the_file_says() {
        let embedded: toml::Table = serde_json::from_str(EMBEDDED).unwrap();
        assert_eq!(embedded, toml::from_str(include_str!("rules.toml")).unwrap());
        built_in().unwrap();
        let known = |code: &String| code == SHARED || codes().any(|c| c == code);
        assert!(embedded.keys().all(known), "a section of no check");
        assert_eq!(Rules::default(), Rules::with_overrides("").unwrap());
    }

    #[test]
    fn users_change_what_exists_and_nothing_else() {
        let rules = Rules::with_overrides("[few-indicators]\nseverity = \"error\"\nminimum = 5\n").unwrap();
        let severity = rules.get("few-indicators").unwrap().severity;
        assert_eq!((severity, rules.thresholds().few_indicators.minimum), (Severity::Error, 5));
        for wrong in [
            "[no-such]\non = false",
            "[few-indicators]\nx = 1",
            "[few-indicators]\non = 1",
            "[few-indicators]\nminimum = -1",
            "[few-indicators]\nseverity = \"bad\"",
            "[shared]\non = false",
            "[shared]\ncost = [1]",
            "[indicator-cut]\nyields_to = []",
            "few",
            "few-indicators = 1",
        ] {
            assert!(matches!(Rules::with_overrides(wrong), Err(Error::Setting { .. })), "{wrong}");
        }
    }

    #[test]
    fn a_slip_in_a_name_is_told_the_nearest_one() {
        let said = |overrides: &str| Rules::with_overrides(overrides).unwrap_err().to_string();
        assert!(said("[few-indicator]\non = false").ends_with("no check named few-indicator; perhaps few-indicators"));
        assert!(
            said("[few-indicators]\nminimun = 4").ends_with("few-indicators.minimun: no such setting; perhaps minimum")
        );
        assert!(said("[few-indicators]\ncolour = 4").ends_with("few-indicators.colour: no such setting"));
    }
}
