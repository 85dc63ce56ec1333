//! How reasons of errors are written: each once, with its values, in both languages.

/// An enum of reasons. It displays in English and is a value of messages in both languages; the compiler holds that both name
/// every value.
macro_rules! reasons {
    ($(#[$about:meta])* $name:ident {
        $($reason:ident $({ $($value:ident: $kind:ty),+ $(,)? })? $zh:literal $en:literal)+
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = $en]
                $reason $({ $(
                    #[doc = concat!("What stands for `", stringify!($value), "`.")]
                    $value: $kind,
                )+ })?,
            )+
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$reason $({ $($value),+ })? =>
                        write!(f, $en $($(, $value = $crate::wording::Value::in_english($value))+)?),)+
                }
            }
        }

        impl $crate::wording::Value for $name {
            fn in_chinese(&self) -> impl std::fmt::Display + '_ {
                match self {
                    $(Self::$reason $({ $($value),+ })? =>
                        format_args!($zh $($(, $value = $crate::wording::Value::in_chinese($value))+)?).to_string(),)+
                }
            }
            fn in_english(&self) -> impl std::fmt::Display + '_ {
                self
            }
        }
    };
}

pub(super) use reasons;
