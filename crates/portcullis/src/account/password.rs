//! A new password, checked by the policy: its existence means that it may be set.

pub(crate) mod blocklist;
#[cfg(feature = "breached")]
mod breached;
mod context;
#[cfg(feature = "zxcvbn")]
mod strength;
#[cfg(test)]
mod tests;

use portcullis_kit::secret::Secret;
use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

#[cfg(feature = "breached")]
pub(crate) use self::breached::Breached;
pub(crate) use self::context::Context;
use super::{Email, User};
use crate::error::{Fault, Faults};

/// What new passwords must be like: how long, in code points after NFC; not common; and not made of what this policy
/// knows of the service and the person. Rules of composition there are none (NIST SP 800-63B-4, 3.1.1.2).
///
/// ```
/// # use portcullis::Security;
/// # async fn example(security: &Security) -> portcullis::Result<()> {
/// let policy = security.password_policy();
/// println!("{} to {} characters", policy.min, policy.max);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Policy {
    /// `SECURITY_PASSWORD_LENGTH_MIN`; NIST 800-63B-4, 3.1.1.2 asks for 15.
    pub min: usize,
    /// `SECURITY_PASSWORD_LENGTH_MAX`; at least 64 by the same rule.
    pub max: usize,
    pub(crate) context: Context,
    #[cfg(feature = "zxcvbn")]
    pub(crate) least_score: Option<u32>,
    #[cfg(feature = "breached")]
    pub(crate) breached: Option<std::sync::Arc<Breached>>,
}

impl Policy {
    /// The same, for a password of this user: parts of the address and of the profile are refused too.
    ///
    /// ```
    /// # use portcullis::{NewPassword, Secret, Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let typed = Secret::new(user.email.as_str());
    /// let policy = security.password_policy().of(user);
    /// assert!(NewPassword::parse(&typed, "password", &policy).await.is_err(), "that is the address");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn of(mut self, user: &User) -> Self {
        self.context.add_user(user);
        self
    }

    /// The same, for a password of whoever has this address.
    ///
    /// ```
    /// # use portcullis::{Email, NewPassword, Secret, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let email = Email::parse("countess.lovelace@example.com")?;
    /// let policy = security.password_policy().with_email(&email);
    /// let typed = Secret::new("countess.lovelace");
    /// assert!(NewPassword::parse(&typed, "password", &policy).await.is_err());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_email(mut self, email: &Email) -> Self {
        self.context.add_email(email);
        self
    }

    /// The same, for a password of whoever has this profile.
    ///
    /// ```
    /// # use portcullis::{NewPassword, Secret, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let profile = serde_json::json!({ "nickname": "countess of lovelace" });
    /// let policy = security.password_policy().with_profile(profile.as_object().unwrap());
    /// let typed = Secret::new("countess of lovelace");
    /// assert!(NewPassword::parse(&typed, "password", &policy).await.is_err());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_profile(mut self, profile: &Map<String, Value>) -> Self {
        self.context.add_profile(profile);
        self
    }

    /// All that can be judged here and now.
    fn check(&self, typed: &Secret) -> Result<(), Fault> {
        if typed.expose().trim().is_empty() {
            return Err(Fault::form("PASSWORD_NOT_PROVIDED"));
        }
        let length = typed.expose().nfc().count();
        if length < self.min {
            return Err(Fault::form("PASSWORD_INVALID_LENGTH").with("length", self.min));
        }
        if length > self.max {
            return Err(Fault::form("PASSWORD_TOO_LONG").with("length", self.max));
        }
        let folded = folded(typed.expose());
        if self.context.makes(folded.expose()) {
            return Err(Fault::form("PASSWORD_HAS_CONTEXT"));
        }
        if blocklist::is_common(folded.expose()) {
            return Err(Fault::form("PASSWORD_TOO_COMMON"));
        }
        Ok(())
    }
}

/// NFC and lower case: what is left of a text when it is compared with words.
pub(crate) fn folded(text: &str) -> Secret {
    let lower = Secret::new(text.nfc().flat_map(char::to_lowercase).collect::<String>());
    Secret::new(lower.expose().nfc().collect::<String>())
}

/// A password that the policy lets in: its existence means that it may be set. Never truncated.
///
/// ```
/// # use portcullis::{Email, NewPassword, NewUser, Result, Security, User};
/// // Whoever is given one need not look at it again.
/// async fn hire(security: &Security, email: Email, password: NewPassword) -> Result<User> {
///     let (password, profile) = (Some(password), Default::default());
///     security.create_user(NewUser { email, password, active: true, confirmed: true, profile }).await
/// }
/// # let _ = hire;
/// ```
#[derive(Debug, Clone)]
pub struct NewPassword(Secret);

impl NewPassword {
    /// Checks a password for the form field `field`. This is the one way to a new password, at sign-up, change and reset,
    /// for operators and for apps; `policy` is [`crate::Security::password_policy`], best with [`Policy::of`] whom it is for.
    ///
    /// # Errors
    /// A fault of `field`: `PASSWORD_NOT_PROVIDED` when it is empty or only blanks, `PASSWORD_INVALID_LENGTH` when it
    /// is shorter than the policy wants, `PASSWORD_TOO_LONG` when it is longer, `PASSWORD_HAS_CONTEXT` when it is made of
    /// the name of the service, the address or the profile, `PASSWORD_TOO_COMMON` when it is on the list of common ones; where these are switched on,
    /// `PASSWORD_TOO_SIMPLE` by zxcvbn, `PASSWORD_BREACHED` by the list of breached ones, `PASSWORD_BREACHED_SITE_ERROR`
    /// when that list can't be asked and must be.
    ///
    /// ```
    /// # use portcullis::{NewPassword, Secret, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let typed = Secret::new("correct horse battery staple");
    /// let password = NewPassword::parse(&typed, "new_password", &security.password_policy()).await?;
    /// # drop(password);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn parse(
        typed: &Secret,
        field: &'static str,
        policy: &Policy,
    ) -> Result<Self, Fault> {
        let of_field = |fault| Fault { field, ..fault };
        policy.check(typed).map_err(of_field)?;
        #[cfg(feature = "zxcvbn")]
        if let Some(least) = policy.least_score {
            strength::check(typed, &policy.context, least)
                .await
                .map_err(of_field)?;
        }
        #[cfg(feature = "breached")]
        if let Some(breached) = &policy.breached {
            breached.check(typed).await.map_err(of_field)?;
        }
        Ok(Self(typed.clone()))
    }

    /// Compares the password with its repetition: always when one was sent, and when `required`.
    pub(crate) fn check_repeated(
        typed: &Secret,
        repeated: Option<&Secret>,
        field: &'static str,
        required: bool,
        faults: &mut Faults,
    ) {
        let same = repeated.is_none_or(|repeated| repeated.expose() == typed.expose());
        if !same || (required && repeated.is_none()) {
            faults.push(Fault::of(field, "RETYPE_PASSWORD_MISMATCH"));
        }
    }

    /// Whether this is the same password as one that was typed elsewhere.
    pub(crate) fn is_same_as(&self, typed: &Secret) -> bool {
        self.0.expose().nfc().eq(typed.expose().nfc())
    }

    /// A password that no policy has seen.
    #[cfg(test)]
    pub(crate) fn unchecked(text: &str) -> Self {
        Self(Secret::new(text))
    }

    /// What to hash.
    ///
    /// ```
    /// # use portcullis::NewPassword;
    /// // Nothing prints it by accident: `expose` is where to look.
    /// fn is_like(password: &NewPassword, word: &str) -> bool {
    ///     password.secret().expose().contains(word)
    /// }
    /// # let _ = is_like;
    /// ```
    pub fn secret(&self) -> &Secret {
        &self.0
    }
}
