//! The settings of the checks: which run, how severe they are, their thresholds and words.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use rustc_hash::FxHashMap;

use crate::error::{RulesFault, Unusable};
use crate::model::Severity;
use crate::{Error, Result};

const EMBEDDED: &str = include_str!("rules.toml");

/// The settings of all checks; [`Rules::default`] are the embedded ones, [`Rules::with_overrides`] changes some.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    settings: BTreeMap<String, Setting>,
    /// The word lists that several checks share, which are asked for all the time.
    shared: Option<Setting>,
}

/// The settings of one check.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The number of the rule it belongs to, `R-01` … `R-31`; empty for word lists that several checks share.
    pub rule: String,
    /// What it looks for, in Chinese.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Whether it runs.
    pub on: bool,
    /// The severity of its findings.
    pub severity: Severity,
    /// Checks and code prefixes (`truncated*`) that, at the same place, report the same cause: it is silent then.
    pub yields_to: Vec<String>,
    numbers: FxHashMap<String, f64>,
    words: FxHashMap<String, Vec<String>>,
}

/// The section of the word lists that several checks share.
const SHARED: &str = "shared";

impl Default for Rules {
    fn default() -> Self {
        // The embedded file is parsed by a unit test; an unusable one leaves no check switched on.
        toml::from_str::<toml::Table>(EMBEDDED)
            .ok()
            .and_then(|table| tables_to_settings(&table).ok())
            .map_or_else(|| Self { settings: BTreeMap::new(), shared: None }, Self::of)
    }
}

impl Rules {
    fn of(mut settings: BTreeMap<String, Setting>) -> Self {
        let shared = settings.remove(SHARED);
        Self { settings, shared }
    }

    /// The embedded rules with some settings changed by a TOML text: `[code]` sections with `on`, `severity`,
    /// thresholds (numbers) and words (lists, which replace the embedded list).
    ///
    /// # Errors
    /// [`Error::Setting`] where the text is no TOML, or names a check or setting that does not exist.
    pub fn with_overrides(overrides: &str) -> Result<Self> {
        let table: toml::Table = toml::from_str(overrides).map_err(|e| unusable(e.message()))?;
        let mut rules = Self::default();
        for (code, section) in &table {
            let shared = rules.shared.as_mut().filter(|_| code == SHARED);
            let setting = shared
                .or_else(|| rules.settings.get_mut(code))
                .ok_or_else(|| unusable(&format!("no check named {code}")))?;
            let section = section.as_table().ok_or_else(|| unusable(&format!("{code} is not a section")))?;
            for (key, value) in section {
                setting.change(key, value).map_err(|why| unusable(&format!("{code}.{key}: {why}")))?;
            }
        }
        Ok(rules)
    }

    /// The settings of a check.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Setting> {
        self.settings.get(code)
    }

    /// Codes and settings of all checks, sorted by code.
    pub fn checks(&self) -> impl Iterator<Item = (&str, &Setting)> {
        self.settings.iter().filter(|(_, s)| !s.rule.is_empty()).map(|(code, s)| (code.as_str(), s))
    }

    /// A word list that several checks share.
    pub(super) fn shared(&self, list: &str) -> &[String] {
        self.shared.as_ref().map_or(&[], |s| s.words(list))
    }
}

impl Setting {
    /// A threshold; 0 where there is none of that name.
    pub(super) fn number(&self, key: &str) -> f64 {
        debug_assert!(self.numbers.contains_key(key), "no threshold {key}");
        self.numbers.get(key).copied().unwrap_or_default()
    }

    /// A threshold that counts something.
    pub(super) fn count(&self, key: &str) -> usize {
        self.number(key).max(0.0) as usize
    }

    /// A threshold in the unit of amounts.
    pub(super) fn decimal(&self, key: &str) -> Decimal {
        Decimal::from_f64(self.number(key)).unwrap_or_default()
    }

    /// A list of words; empty where there is none of that name.
    pub(super) fn words(&self, key: &str) -> &[String] {
        debug_assert!(self.words.contains_key(key), "no words {key}");
        self.words.get(key).map_or(&[], Vec::as_slice)
    }

    fn change(&mut self, key: &str, value: &toml::Value) -> Result<(), String> {
        match key {
            "on" => self.on = value.as_bool().ok_or("not true or false")?,
            "severity" => self.severity = severity(value)?,
            _ if self.numbers.contains_key(key) => {
                self.numbers.insert(key.to_owned(), number(value).ok_or("not a number")?);
            }
            _ if self.words.contains_key(key) => {
                self.words.insert(key.to_owned(), list(value).ok_or("not a list of words")?);
            }
            _ => return Err("no such setting".to_owned()),
        }
        Ok(())
    }
}

fn tables_to_settings(table: &toml::Table) -> Result<BTreeMap<String, Setting>, String> {
    table
        .iter()
        .map(|(code, section)| {
            let section = section.as_table().ok_or_else(|| format!("{code} is not a section"))?;
            Ok((code.clone(), table_to_setting(section).map_err(|why| format!("{code}: {why}"))?))
        })
        .collect()
}

fn table_to_setting(section: &toml::Table) -> Result<Setting, String> {
    let mut setting = Setting {
        rule: String::new(),
        name: String::new(),
        name_en: String::new(),
        on: true,
        severity: Severity::Warning,
        yields_to: Vec::new(),
        numbers: FxHashMap::default(),
        words: FxHashMap::default(),
    };
    let text = |value: &toml::Value| value.as_str().map(str::to_owned).ok_or("not a text");
    for (key, value) in section {
        match key.as_str() {
            "rule" => setting.rule = text(value)?,
            "name" => setting.name = text(value)?,
            "name_en" => setting.name_en = text(value)?,
            "on" => setting.on = value.as_bool().ok_or("not true or false")?,
            "severity" => setting.severity = severity(value)?,
            "yields_to" => setting.yields_to = list(value).ok_or("not a list of codes")?,
            _ => match (number(value), list(value)) {
                (Some(number), _) => drop(setting.numbers.insert(key.clone(), number)),
                (None, Some(words)) => drop(setting.words.insert(key.clone(), words)),
                (None, None) => return Err(format!("{key} is neither a number nor a list of words")),
            },
        }
    }
    Ok(setting)
}

fn severity(value: &toml::Value) -> Result<Severity, String> {
    match value.as_str() {
        Some("error") => Ok(Severity::Error),
        Some("warning") => Ok(Severity::Warning),
        Some("info") => Ok(Severity::Info),
        _ => Err("severity is error, warning or info".to_owned()),
    }
}

fn number(value: &toml::Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|n| n as f64)).filter(|n| n.is_finite())
}

fn list(value: &toml::Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|v| v.as_str().map(str::to_owned)).collect()
}

fn unusable(what: &str) -> Error {
    Error::Setting { what: Unusable::Rules { why: RulesFault::Toml { why: what.to_owned() } } }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use super::*;

    #[test]
    fn the_embedded_rules_can_be_read() {
        let table: toml::Table = toml::from_str(EMBEDDED).unwrap();
        let settings = tables_to_settings(&table).unwrap();
        for (code, setting) in settings.iter().filter(|(code, _)| *code != "shared") {
            assert!(setting.rule.starts_with("R-"), "{code}");
            assert!(!setting.name.is_empty() && !setting.name_en.is_empty(), "{code}");
        }
    }

    #[test]
    fn users_change_what_exists_and_nothing_else() {
        let rules = Rules::with_overrides("[few-indicators]\nseverity = \"error\"\nminimum = 5\n").unwrap();
        let setting = rules.get("few-indicators").unwrap();
        assert_eq!((setting.severity, setting.count("minimum")), (Severity::Error, 5));
        for wrong in ["[no-such]\non = false", "[few-indicators]\nx = 1", "[few-indicators]\non = 1", "few"] {
            assert!(matches!(Rules::with_overrides(wrong), Err(Error::Setting { .. })), "{wrong}");
        }
    }
}
