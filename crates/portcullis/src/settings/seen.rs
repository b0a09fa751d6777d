//! The values of all settings, by name, as they stand once everything was laid over everything.

use std::collections::BTreeMap;

use portcullis_kit::settings::{Raw, SettingValue};

/// Names are without prefix. Values are kept as they are shown, so that no secret is among them.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    toggles: BTreeMap<&'static str, bool>,
    settings: BTreeMap<&'static str, SeenSetting>,
}

#[derive(Clone, Debug)]
struct SeenSetting {
    shown: String,
    on: bool,
    given: bool,
    toggle: Option<&'static str>,
}

impl Seen {
    pub(super) fn toggle(&mut self, toggle: &'static str, on: bool) {
        self.toggles.insert(toggle, on);
    }

    pub(super) fn setting(
        &mut self,
        name: &'static str,
        shown: String,
        on: bool,
        given: bool,
        toggle: Option<&'static str>,
    ) {
        let setting = SeenSetting {
            shown,
            on,
            given,
            toggle,
        };
        self.settings.insert(name, setting);
    }

    /// Whether the feature with this toggle is on.
    pub(super) fn is_on(&self, toggle: &str) -> bool {
        self.toggles.get(toggle).copied().unwrap_or(false)
    }

    /// The value of a setting; `None` when it is unknown, of another kind, or of a feature that is off.
    pub(super) fn value<T: SettingValue>(&self, name: &str) -> Option<T> {
        let setting = self.settings.get(name).filter(|setting| setting.on)?;
        T::read(&Raw::literal(&setting.shown)?).ok()
    }

    /// The names of all settings that are not of a feature that is off.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        let on = self.settings.iter().filter(|(_, setting)| setting.on);
        on.map(|(name, _)| *name)
    }

    /// Settings given outside of the code for a feature that is off, each with the toggle of that feature.
    pub(super) fn idle(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let idle = |(name, setting): (&&'static str, &SeenSetting)| {
            let toggle = setting.toggle?;
            (setting.given && !setting.on).then_some((*name, toggle))
        };
        self.settings.iter().filter_map(idle)
    }
}
