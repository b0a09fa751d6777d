//! The settings that belong to no feature: how the app is reached, where it sends people, and what its
//! passwords, tokens, sessions and mails are like, and the secret behind its keys.

mod audit;
pub(crate) mod checks;
mod deletion;
mod email;
mod freshness;
mod http;
mod i18n;
mod keys;
mod passwords;
mod proxies;
mod redirects;
mod sessions;
#[cfg(test)]
mod tests;
mod theme;
mod throttles;
mod tokens;

pub use audit::Audit;
pub use deletion::Deletion;
pub use email::Email;
pub use freshness::Freshness;
pub use http::Http;
pub use i18n::I18n;
pub use keys::Keys;
pub use passwords::Passwords;
use portcullis_kit::settings::Group;
pub use proxies::Proxies;
pub use redirects::Redirects;
pub use sessions::Sessions;
pub use theme::Theme;
pub use throttles::Throttles;
pub use tokens::Tokens;

/// All core settings. Give in code only what differs:
///
/// ```
/// use portcullis::security::core_settings::{CoreSettings, Passwords};
///
/// let core = CoreSettings {
///     passwords: Passwords { password_length_min: 12, ..Default::default() },
///     ..Default::default()
/// };
/// # assert_eq!(core.passwords.password_length_max, 256);
/// ```
#[derive(Clone, Debug, Default)]
pub struct CoreSettings {
    /// How the app is reached and whom it answers.
    pub http: Http,
    /// Where people are sent.
    pub redirects: Redirects,
    /// How recent a sign-in must be for what is sensitive.
    pub freshness: Freshness,
    /// What a password must be like, and how it is hashed.
    pub passwords: Passwords,
    /// Auth tokens of API clients.
    pub tokens: Tokens,
    /// Sessions of browsers.
    pub sessions: Sessions,
    /// How often things may be tried.
    pub throttles: Throttles,
    /// What all mails share.
    pub email: Email,
    /// The languages of pages, messages and mails.
    pub i18n: I18n,
    /// The look of the pages.
    pub theme: Theme,
    /// The log of what happened to accounts.
    pub audit: Audit,
    /// How people's own accounts end.
    pub deletion: Deletion,
    /// The root secret.
    pub keys: Keys,
}

impl CoreSettings {
    /// The groups, each with its title.
    ///
    /// ```
    /// # use portcullis::security::core_settings::CoreSettings;
    /// for (title, group) in CoreSettings::default().groups() {
    ///     println!("{title}: {} settings", group.table().len());
    /// }
    /// ```
    #[must_use]
    pub fn groups(&self) -> [(&'static str, &dyn Group); 13] {
        [
            ("HTTP and sign-in", &self.http),
            ("Redirects", &self.redirects),
            ("Freshness", &self.freshness),
            ("Passwords", &self.passwords),
            ("Tokens", &self.tokens),
            ("Sessions", &self.sessions),
            ("Throttles", &self.throttles),
            ("Mail", &self.email),
            ("Languages", &self.i18n),
            ("Look", &self.theme),
            ("Audit log", &self.audit),
            ("Deletion", &self.deletion),
            ("Keys", &self.keys),
        ]
    }

    /// The groups, in the same order, to be filled.
    ///
    /// ```
    /// # use portcullis::{security::core_settings::CoreSettings, settings::Source};
    /// let mut source = Source::empty().toml("SECURITY_APP_NAME = 'Acme'", "app.toml");
    /// let mut core = CoreSettings::default();
    /// for group in core.groups_mut() {
    ///     source.overlay(group);
    /// }
    /// assert_eq!(core.http.app_name, "Acme");
    /// ```
    pub fn groups_mut(&mut self) -> [&mut dyn Group; 13] {
        [
            &mut self.http,
            &mut self.redirects,
            &mut self.freshness,
            &mut self.passwords,
            &mut self.tokens,
            &mut self.sessions,
            &mut self.throttles,
            &mut self.email,
            &mut self.i18n,
            &mut self.theme,
            &mut self.audit,
            &mut self.deletion,
            &mut self.keys,
        ]
    }
}
