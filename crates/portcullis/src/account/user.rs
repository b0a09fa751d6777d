//! A person's account as the app sees it.

use std::{collections::BTreeSet, fmt};

use portcullis_kit::{clock::Time, secret::Secret, token::TokenHash};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::email::Email;
use crate::{
    error::{Error, Result},
    messages::Locale,
};

/// Identifies a user for as long as the account lives (UUIDv7).
///
/// ```
/// # use portcullis::User;
/// // As the app's own tables keep it.
/// fn key_of(user: &User) -> String {
///     user.id.to_string()
/// }
/// # let _ = key_of;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UserId(pub Uuid);

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A user, as read from the database at one moment.
///
/// ```
/// # use portcullis::User;
/// # fn example(user: &User) {
/// if user.active && user.confirmed_at.is_some() {
///     println!("{} has the id {}", user.email, user.id);
/// }
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct User {
    /// Identifies the user.
    pub id: UserId,
    /// The address.
    pub email: Email,
    /// Whether the person may sign in.
    pub active: bool,
    /// When the address was proven to be this person's; `None` until then.
    pub confirmed_at: Option<Time>,
    /// When the sign-in before the current one happened (`Trackable`).
    pub last_login_at: Option<Time>,
    /// When the current sign-in happened (`Trackable`).
    pub current_login_at: Option<Time>,
    /// From which address the sign-in before the current one came (`Trackable`).
    pub last_login_ip: Option<String>,
    /// From which address the current sign-in came (`Trackable`).
    pub current_login_ip: Option<String>,
    /// How many sign-ins there were (`Trackable`).
    pub login_count: i64,
    /// When the account was made.
    pub created_at: Time,
    /// When the account will be deleted, because its owner asked for it. Until then nobody can sign in to it.
    pub deletion_at: Option<Time>,
    /// The language of the person, for pages and mails: that of the sign-up, until they choose another. `None` until
    /// anything is known.
    pub locale: Option<Locale>,
    pub(crate) profile: Map<String, Value>,
    pub(crate) roles: BTreeSet<String>,
    pub(crate) permissions: BTreeSet<String>,
    pub(crate) access_version: i64,
    pub(crate) claim: bool,
    pub(crate) claim_hash: Option<TokenHash>,
    pub(crate) password_hash: Option<Secret>,
}

impl User {
    /// Whether the user has this role.
    ///
    /// ```
    /// # use portcullis::{CurrentUser, Error, Result};
    /// async fn audits(user: CurrentUser) -> Result<&'static str> {
    ///     if user.has_role("auditor") { Ok("Audits") } else { Err(Error::Forbidden) }
    /// }
    /// # let _ = audits;
    /// ```
    pub fn has_role(&self, name: &str) -> bool {
        self.roles.contains(name)
    }

    /// Whether one of the user's roles carries this permission.
    ///
    /// ```
    /// # use portcullis::{CurrentUser, Error, Result};
    /// async fn publish(user: CurrentUser) -> Result<&'static str> {
    ///     if user.has_permission("publish") { Ok("Published") } else { Err(Error::Forbidden) }
    /// }
    /// # let _ = publish;
    /// ```
    pub fn has_permission(&self, name: &str) -> bool {
        self.permissions.contains(name)
    }

    /// The names of the user's roles.
    ///
    /// ```
    /// # use portcullis::User;
    /// # fn example(user: &User) {
    /// for role in user.roles() {
    ///     println!("{} is {role}", user.email);
    /// }
    /// # }
    /// ```
    pub fn roles(&self) -> &BTreeSet<String> {
        &self.roles
    }

    /// What the user's roles allow.
    ///
    /// ```
    /// # use portcullis::User;
    /// # fn example(user: &User) {
    /// // More than one at once.
    /// let may_edit = ["read", "write"].iter().all(|needed| user.permissions().contains(*needed));
    /// # let _ = may_edit;
    /// # }
    /// ```
    pub fn permissions(&self) -> &BTreeSet<String> {
        &self.permissions
    }

    /// The tag of the user's language, for a mail job; `""` when none is known.
    pub(crate) fn locale_tag(&self) -> String {
        self.locale
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// Whether the account is in use: neither switched off nor about to be deleted. Of any other nothing that is mailed opens
    /// anything.
    pub(crate) fn is_in_use(&self) -> bool {
        self.active && self.deletion_at.is_none()
    }

    /// Whether the account is but a claim to its address: signed up, nothing proven, maybe one of several.
    ///
    /// ```
    /// # use portcullis::User;
    /// # fn example(user: &User) {
    /// if user.is_claim() {
    ///     println!("Somebody says that {} is theirs", user.email);
    /// }
    /// # }
    /// ```
    pub fn is_claim(&self) -> bool {
        self.claim
    }

    /// Whether the user can sign in with a password.
    ///
    /// ```
    /// # use portcullis::User;
    /// # fn example(user: &User) {
    /// let advice = if user.has_password() { "Change your password" } else { "Set a password" };
    /// # let _ = advice;
    /// # }
    /// ```
    pub fn has_password(&self) -> bool {
        self.password_hash.is_some()
    }

    /// The app's own fields.
    ///
    /// # Errors
    /// [`Error::Internal`] when the stored fields do not fit the type any more.
    ///
    /// ```
    /// # use portcullis::User;
    /// # fn example(user: &User) -> portcullis::Result<()> {
    /// #[derive(serde::Deserialize)]
    /// struct Names {
    ///     first_name: String,
    /// }
    ///
    /// let names: Names = user.profile()?;
    /// println!("Dear {}", names.first_name);
    /// # Ok(())
    /// # }
    /// ```
    pub fn profile<P: DeserializeOwned>(&self) -> Result<P> {
        serde_json::from_value(Value::Object(self.profile.clone()))
            .map_err(|error| Error::Internal(format!("profile of user {}: {error}", self.id)))
    }

    /// The app's own fields as they are stored.
    ///
    /// ```
    /// # use portcullis::User;
    /// # fn example(user: &User) {
    /// for (name, value) in user.profile_fields() {
    ///     println!("{name}: {value}");
    /// }
    /// # }
    /// ```
    pub fn profile_fields(&self) -> &Map<String, Value> {
        &self.profile
    }
}
