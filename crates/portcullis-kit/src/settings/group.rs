//! A group of settings: a plain struct whose fields have names, and the macro that makes one.

use std::fmt::Display;

use super::raw::Raw;

/// What is known of one setting.
#[derive(Copy, Clone, Debug)]
pub struct Setting {
    /// Its name without the prefix of its group.
    pub name: &'static str,
    /// Its kind in a word or two.
    pub kind: &'static str,
    /// Its default, as a TOML literal.
    pub default: fn() -> String,
    /// Its meaning: the text of the doc comment, one line after the other.
    pub doc: &'static str,
}

/// A struct of settings that can be filled by name. Made by [`settings!`](crate::settings!).
pub trait Group: Send + Sync {
    /// What stands before each name of this group where it is written.
    fn prefix(&self) -> &'static str {
        "SECURITY_"
    }

    /// Its settings, in the order in which they were declared.
    fn table(&self) -> &'static [Setting];

    /// Reads a value into the field of this name (without prefix).
    ///
    /// # Errors
    ///
    /// A sentence for the operator, when the value is of the wrong kind or the name is not of this group.
    fn set(&mut self, name: &str, raw: &Raw) -> Result<(), String>;

    /// The value of the field of this name as a TOML literal; empty when the name is not of this group.
    fn show(&self, name: &str) -> String;

    /// The values that stand outside of what their settings allow: name, and a sentence that says why.
    /// It judges values given in code as well as those that were read.
    fn check(&self) -> Vec<(&'static str, String)>;
}

/// A check for [`settings!`](crate::settings!): the value lies in this range, both ends included.
pub fn within<T: PartialOrd + Display>(least: T, most: T) -> impl Fn(&T) -> Result<(), String> {
    move |value| {
        if *value >= least && *value <= most {
            Ok(())
        } else {
            Err(format!("expected a number from {least} to {most}"))
        }
    }
}

/// A check for [`settings!`](crate::settings!): the value is one of these.
pub fn any_of(choices: &'static [&'static str]) -> impl Fn(&String) -> Result<(), String> {
    move |value| {
        if choices.contains(&value.as_str()) {
            return Ok(());
        }
        let choices: Vec<String> = choices.iter().map(|choice| format!("{choice:?}")).collect();
        Err(format!("expected {}", choices.join(" or ")))
    }
}

/// Makes a struct of settings and its [`Group`](crate::settings::Group).
///
/// Each field is written `NAME: field: Kind = default`, under a doc comment that says its meaning. After
/// `=>` may stand a check, a `Fn(&Kind) -> Result<(), String>`. The struct gets public fields, `Clone`,
/// `Debug` and a `Default` of the defaults. The names have the prefix `SECURITY_`; `prefix "…";` before
/// the struct gives another.
///
/// ```
/// use std::time::Duration;
///
/// portcullis_kit::settings! {
///     /// Sign-up needs a proof of the address.
///     pub struct Confirmable {
///         /// Life of the link in the mail.
///         CONFIRM_EMAIL_WITHIN: confirm_email_within: Duration = Duration::from_secs(24 * 3600),
///         /// How many links may be asked for in an hour, 1 to 100.
///         CONFIRM_LIMIT: confirm_limit: u32 = 5 => portcullis_kit::settings::within(1, 100),
///     }
/// }
/// assert_eq!(Confirmable::default().confirm_limit, 5);
/// ```
#[macro_export]
macro_rules! settings {
    (
        $(#[$meta:meta])*
        $vis:vis struct $group:ident { $($fields:tt)* }
    ) => {
        $crate::settings! {
            prefix "SECURITY_";
            $(#[$meta])*
            $vis struct $group { $($fields)* }
        }
    };
    (
        prefix $prefix:literal;
        $(#[$meta:meta])*
        $vis:vis struct $group:ident {
            $(
                $(#[doc = $doc:literal])+
                $name:ident : $field:ident : $kind:ty = $default:expr $(=> $check:expr)?
            ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        $vis struct $group {
            $(
                $(#[doc = $doc])+
                pub $field: $kind,
            )*
        }

        impl ::core::default::Default for $group {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $crate::settings::Group for $group {
            fn prefix(&self) -> &'static str {
                $prefix
            }

            fn table(&self) -> &'static [$crate::settings::Setting] {
                &[$(
                    $crate::settings::Setting {
                        name: ::core::stringify!($name),
                        kind: <$kind as $crate::settings::SettingValue>::KIND,
                        default: || {
                            let default: $kind = $default;
                            $crate::settings::SettingValue::show(&default)
                        },
                        doc: ::core::concat!($($doc, "\n"),+),
                    },
                )*]
            }

            fn set(
                &mut self,
                name: &str,
                raw: &$crate::settings::Raw,
            ) -> ::core::result::Result<(), ::std::string::String> {
                $(
                    if name == ::core::stringify!($name) {
                        self.$field = $crate::settings::SettingValue::read(raw)?;
                        return ::core::result::Result::Ok(());
                    }
                )*
                let _ = (name, raw);
                ::core::result::Result::Err("unknown setting".into())
            }

            fn show(&self, name: &str) -> ::std::string::String {
                $(
                    if name == ::core::stringify!($name) {
                        return $crate::settings::SettingValue::show(&self.$field);
                    }
                )*
                let _ = name;
                ::std::string::String::new()
            }

            fn check(&self) -> ::std::vec::Vec<(&'static str, ::std::string::String)> {
                let checks: &[(&'static str, ::core::result::Result<(), ::std::string::String>)] = &[
                    $($( (::core::stringify!($name), ($check)(&self.$field)), )?)*
                ];
                checks
                    .iter()
                    .filter_map(|(name, outcome)| Some((*name, outcome.clone().err()?)))
                    .collect()
            }
        }
    };
}
