//! The features, and how settings switch them on and off.

pub mod account;
pub mod changeable;
pub mod confirmable;
pub mod dev_mailbox;
pub mod language;
pub mod login;
pub mod passwordless;
pub mod recoverable;
pub mod registerable;
pub mod trackable;

pub use account::Account;
pub use changeable::Changeable;
pub use confirmable::Confirmable;
pub use dev_mailbox::DevMailbox;
pub use language::Language;
pub use login::Login;
pub use passwordless::Passwordless;
pub use recoverable::Recoverable;
pub use registerable::Registerable;
pub use trackable::Trackable;

#[cfg(test)]
use crate::messages::{SHARED, Translation};
use crate::{security::feature::Feature, settings::Settings};

/// A feature that a setting can switch on, with that setting's name.
struct Known {
    toggle: &'static str,
    make: fn() -> Box<dyn Feature>,
}

fn known<F: Feature + Default>(toggle: &'static str) -> Known {
    Known {
        toggle,
        make: || Box::new(F::default()),
    }
}

/// The features with a toggle, in the order in which their gates are asked.
fn toggled() -> [Known; 7] {
    [
        known::<Registerable>("REGISTERABLE"),
        known::<Confirmable>("CONFIRMABLE"),
        known::<Recoverable>("RECOVERABLE"),
        known::<Changeable>("CHANGEABLE"),
        known::<Passwordless>("PASSWORDLESS"),
        known::<Trackable>("TRACKABLE"),
        known::<Account>("ACCOUNT"),
    ]
}

/// The names of our own features, which an app's have to differ from.
#[cfg(any(test, feature = "testing"))]
pub(crate) fn names() -> Vec<&'static str> {
    let always: [&dyn Feature; 3] = [&Login, &Language, &DevMailbox::new(Default::default())];
    let always = always.map(Feature::name).into_iter();
    let toggled = toggled().map(|known| (known.make)().name());
    always.chain(toggled).collect()
}

/// The settings that switch features on, for tests that want all there are.
#[cfg(test)]
pub(crate) fn toggles() -> Vec<&'static str> {
    toggled().iter().map(|known| known.toggle).collect()
}

/// The sentences of the library and of all its features, on or off.
#[cfg(test)]
pub(crate) fn every_translation() -> impl Iterator<Item = &'static Translation> {
    let features = toggled().map(|known| (known.make)());
    let always: [Box<dyn Feature>; 2] = [Box::new(Login), Box::new(Language)];
    let of_features = features
        .into_iter()
        .chain(always)
        .flat_map(|feature| feature.translations());
    SHARED.iter().chain(of_features)
}

/// Overlays the settings on what the code gave, and switches features on and off as they say. Sign-in and the choice of the
/// language are always on.
/// Returns those that are off.
pub(crate) fn configure(
    features: &mut Vec<Box<dyn Feature>>,
    settings: &mut Settings,
) -> Vec<Box<dyn Feature>> {
    let mut off = Vec::new();
    let mut given = std::mem::take(features);
    let mut take = |name: &str| {
        given
            .iter()
            .position(|feature| feature.name() == name)
            .map(|n| given.remove(n))
    };
    features.push(take("login").unwrap_or_else(|| Box::new(Login)));
    features.push(take("language").unwrap_or_else(|| Box::new(Language)));
    for known in toggled() {
        let default = (known.make)();
        let in_code = take(default.name());
        let is_given = in_code.is_some();
        let mut feature = in_code.unwrap_or(default);
        if settings.feature(known.toggle, is_given, feature.settings()) {
            features.push(feature);
        } else {
            off.push(feature);
        }
    }
    for mut own in given {
        if let Some(group) = own.settings() {
            settings.group(group);
        }
        features.push(own);
    }
    off
}

#[cfg(test)]
mod tests;
