//! What the register says of a code, and the macro in which its entries are written.

use crate::model::{Code, Finding, Severity, Topic};
use crate::wording::{Said, Words};

/// A finding code: what it is about, what it means, and what it can say.
#[derive(Debug)]
pub struct Entry {
    /// Its stable name.
    pub code: Code,
    /// Whether it is about how the input was read or about what is wrong in the form.
    pub topic: Topic,
    /// The number of the rule of auditing it belongs to, `R-01` … `R-31`; `None` where no check reports it.
    pub rule: Option<&'static str>,
    /// What it looks for or reports, in a few words.
    pub name: Words,
    /// What it means and why it matters.
    pub meaning: Words,
    /// What a person should do.
    pub advice: Words,
    /// What it can say.
    pub messages: &'static [MessageText],
}

/// A message as it stands in the register: `{name}` stands for a value.
#[derive(Debug)]
pub struct MessageText {
    /// The struct that says it.
    pub name: &'static str,
    /// How bad it is, unless the settings of a check say otherwise.
    pub severity: Severity,
    /// The text.
    pub text: Words,
}

/// What a finding says, with its values.
#[allow(dead_code, reason = "codes that stages begin to report")]
pub(crate) trait Message: Said {
    /// How bad it is.
    const SEVERITY: Severity;
    /// The code it belongs to.
    fn entry() -> &'static Entry;
    /// The finding, still without a place.
    fn finding(&self) -> Finding {
        let entry = Self::entry();
        Finding::of(entry.code.clone(), entry.topic, Self::SEVERITY, self.in_chinese(), self.in_english())
    }
}

/// Codes of the register: of each its name, topic and documentation, and its messages as structs.
///
/// ```text
/// ENTRY = "code" Topic rule "R-01" {
///     name "中文" "English"
///     meaning "…" "…"
///     advice "…" "…"
///     Warning Message { value, value } "…{value}…" "…{value}…"
/// }
/// ```
macro_rules! codes {
    ($($entry:ident = $code:literal $topic:ident $(rule $rule:literal)? {
        name $name_zh:literal $name_en:literal
        meaning $meaning_zh:literal $meaning_en:literal
        advice $advice_zh:literal $advice_en:literal
        $($severity:ident $message:ident { $($value:ident),* $(,)? } $zh:literal $en:literal)+
    })+) => {
        /// The entries of this part of the register.
        pub(super) static ENTRIES: &[&$crate::findings::entry::Entry] = &[$(&$entry),+];
        $(
            #[doc = $name_en]
            pub(crate) static $entry: $crate::findings::entry::Entry = $crate::findings::entry::Entry {
                code: $crate::model::Code::new($code),
                topic: $crate::model::Topic::$topic,
                rule: $crate::findings::entry::first_of(&[$($rule)?]),
                name: $crate::wording::Words::new($name_zh, $name_en),
                meaning: $crate::wording::Words::new($meaning_zh, $meaning_en),
                advice: $crate::wording::Words::new($advice_zh, $advice_en),
                messages: &[$($crate::findings::entry::MessageText {
                    name: stringify!($message),
                    severity: $crate::model::Severity::$severity,
                    text: $crate::wording::Words::new($zh, $en),
                }),+],
            };
            $(
                $crate::wording::text!($message { $($value),* } $zh $en);

                #[allow(non_camel_case_types, reason = "each value has a type of its own, named like it")]
                impl<$($value: $crate::wording::Value),*> $crate::findings::entry::Message for $message<$($value),*> {
                    const SEVERITY: $crate::model::Severity = $crate::model::Severity::$severity;
                    fn entry() -> &'static $crate::findings::entry::Entry {
                        &$entry
                    }
                }
            )+
        )+
    };
}

/// The rule of an entry that may have none.
pub(super) const fn first_of(rules: &[&'static str]) -> Option<&'static str> {
    match rules {
        [rule, ..] => Some(rule),
        [] => None,
    }
}

pub(super) use codes;
