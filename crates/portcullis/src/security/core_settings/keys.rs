//! The root secret, from which all keys are derived.

use portcullis_kit::{
    keys::{self, RootSecret, Weakness},
    secret::Secret,
};

use super::checks;

portcullis_kit::settings! {
    prefix "";
    /// The root secret, from which all keys are derived.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # use portcullis::Secret;
    /// # fn build(db: Db, present: Secret, former: Secret) {
    /// // Rotated: what was sealed with the former secret still opens.
    /// let builder = Security::builder(db).core(|core| {
    ///     core.keys.secret_key = present;
    ///     core.keys.secret_key_fallbacks = vec![former];
    /// });
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Keys {
        /// The secret from which every key is derived: at least 32 characters made by chance, in one word without commas.
        /// `portcullis keys generate` prints one. Needed unless the app is on loopback, where a random one does until the
        /// process ends. Unlike Flask's it signs no session and no link: those are random and looked up.
        SECRET_KEY: secret_key: Secret = Secret::default() => checks::root_secret,
        /// Former secrets, the newest first: what was sealed with them still opens. In a file one stands on each line.
        SECRET_KEY_FALLBACKS: secret_key_fallbacks: Vec<Secret> = Vec::new() => checks::root_secrets,
    }
}

impl Keys {
    /// The keys; `None` when no secret is configured.
    ///
    /// # Errors
    /// Why a secret is none.
    pub(crate) fn derive(&self) -> Result<Option<keys::Keys>, Weakness> {
        if self.secret_key.is_empty() {
            return Ok(None);
        }
        let current = RootSecret::parse(&self.secret_key)?;
        let fallbacks = self.secret_key_fallbacks.iter().map(RootSecret::parse);
        keys::Keys::new(current, fallbacks.collect::<Result<_, _>>()?).map(Some)
    }
}
