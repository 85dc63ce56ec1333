//! Texts in both languages and their named values: what findings and errors are said with.

use std::fmt::{self, Display, Formatter};

use rust_decimal::Decimal;

/// What a named value of a message reads as in either language.
pub(crate) trait Value {
    /// In Chinese.
    fn in_chinese(&self) -> impl Display + '_;
    /// In English.
    fn in_english(&self) -> impl Display + '_;
}

/// Texts as printed and numbers read the same in both.
macro_rules! same_in_both {
    ($($kind:ty),+) => {
        $(impl Value for $kind {
            fn in_chinese(&self) -> impl Display + '_ {
                self
            }
            fn in_english(&self) -> impl Display + '_ {
                self
            }
        })+
    };
}

same_in_both!(str, String, char, i32, u32, u64, usize, f64, Decimal);

impl<V: Value + ?Sized> Value for &V {
    fn in_chinese(&self) -> impl Display + '_ {
        (**self).in_chinese()
    }
    fn in_english(&self) -> impl Display + '_ {
        (**self).in_english()
    }
}

/// A word that the program says itself, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Words {
    /// The Chinese and the English word.
    #[must_use]
    #[doc(hidden)]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }
}

impl Value for Words {
    fn in_chinese(&self) -> impl Display + '_ {
        self.zh
    }
    fn in_english(&self) -> impl Display + '_ {
        self.en
    }
}

/// Several values: joined with `、` in Chinese, with `, ` in English.
#[allow(dead_code, reason = "for those who say several values in one")]
#[derive(Debug, Clone)]
pub(crate) struct Listed<V>(pub(crate) Vec<V>);

#[allow(dead_code, reason = "as Listed")]
struct JoinedValues<'a, V>(&'a [V], fn(&V, &mut Formatter<'_>) -> fmt::Result, &'static str);

impl<V> Display for JoinedValues<'_, V> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (n, value) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str(self.2)?;
            }
            (self.1)(value, f)?;
        }
        Ok(())
    }
}

impl<V: Value> Value for Listed<V> {
    fn in_chinese(&self) -> impl Display + '_ {
        JoinedValues(&self.0, |v, f| write!(f, "{}", v.in_chinese()), "、")
    }
    fn in_english(&self) -> impl Display + '_ {
        JoinedValues(&self.0, |v, f| write!(f, "{}", v.in_english()), ", ")
    }
}

/// A text in both languages with its values.
pub(crate) trait Said {
    /// In Chinese.
    fn in_chinese(&self) -> String;
    /// In English.
    fn in_english(&self) -> String;
}

/// A struct for a text, with a field for each of its values. The compiler holds that both languages name every value, and no other.
macro_rules! text {
    ($name:ident { $($value:ident),* } $zh:literal $en:literal) => {
        #[doc = $en]
        #[allow(non_camel_case_types, reason = "each value has a type of its own, named like it")]
        #[allow(dead_code, reason = "codes that stages begin to report")]
        #[derive(Debug, Clone)]
        pub(crate) struct $name<$($value),*> { $(pub(crate) $value: $value),* }

        #[allow(non_camel_case_types, reason = "each value has a type of its own, named like it")]
        impl<$($value: $crate::wording::Value),*> $crate::wording::Said for $name<$($value),*> {
            fn in_chinese(&self) -> String {
                format_args!($zh, $($value = $crate::wording::Value::in_chinese(&self.$value)),*).to_string()
            }
            fn in_english(&self) -> String {
                format_args!($en, $($value = $crate::wording::Value::in_english(&self.$value)),*).to_string()
            }
        }
    };
}

pub(crate) use text;
