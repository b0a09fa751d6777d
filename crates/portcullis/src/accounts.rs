//! Users for apps and operators: find, make, activate, delete. Flask-Security's datastore, on the handle, each function a
//! transaction of its own.

pub(crate) mod deletion;
#[cfg(feature = "foreign-hashes")]
mod import;
mod roles;

use std::time::Duration;

use portcullis_kit::{
    db::{self, Verbs},
    mail::outbox,
};
use serde_json::{Map, Value};

use crate::{
    account::{Email, NewPassword, User, UserId, mailed_code, one_time_token, store},
    audit::Kind,
    background::in_batches,
    error::{Error, Fault, Result},
    messages::Locale,
    security::{
        Security,
        feature::{Client, Feature},
    },
    session::device,
};

pub use deletion::{UserDeleted, UserDeletionRequested, UserDeletionUndone};
#[cfg(feature = "foreign-hashes")]
pub use import::{ImportError, ImportedUser};

/// What an operator gives for a new user.
#[doc = include_str!("accounts/examples/new_user.md")]
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The address; it is owned at once, whoever claims it.
    pub email: Email,
    /// The password; without one the person signs in by mailed link or sets one by reset.
    pub password: Option<NewPassword>,
    /// Whether the person may sign in.
    pub active: bool,
    /// Whether the address counts as proven.
    pub confirmed: bool,
    /// The app's own fields, validated as at sign-up when there are any; all empty when there are none.
    pub profile: Map<String, Value>,
}

impl Security {
    /// Finds a user by what identifies people (`USER_IDENTITY_ATTRIBUTES`: the address): the owner of the address,
    /// else the newest claim to it. A text that is no address finds nobody.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// if let Some(user) = security.find_user("ada@example.com").await? {
    ///     assert!(user.has_role("admin"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn find_user(&self, identity: &str) -> Result<Option<User>> {
        match Email::parse(identity) {
            Ok(email) => self.user_of_address(&email).await,
            Err(_) => Ok(None),
        }
    }

    /// The owner of an address, else a claim to it: the newest, or, where people live in claims, the oldest.
    pub(crate) async fn user_of_address(&self, email: &Email) -> Result<Option<User>> {
        let oldest = self.features().any(Feature::lets_claims_in);
        store::find_by_email(&mut self.db(), email, oldest).await
    }

    /// Whether the user is but a claim to an address that somebody else owns.
    pub(crate) async fn is_outdone(&self, on: &mut impl Verbs, user: &User) -> Result<bool> {
        if !user.is_claim() {
            return Ok(false);
        }
        let first = store::find_by_email(on, &user.email, false).await?;
        Ok(first.is_some_and(|first| !first.is_claim()))
    }

    /// Whether the address leads to this user. The guesses at a password are counted by the address, for whomever it leads to:
    /// what somebody shows of another claim to it says nothing of them.
    pub(crate) async fn is_user_of_address(
        &self,
        on: &mut impl Verbs,
        user: &User,
    ) -> Result<bool> {
        if !user.is_claim() {
            return Ok(true);
        }
        let oldest = self.features().any(Feature::lets_claims_in);
        let first = store::find_by_email(on, &user.email, oldest).await?;
        Ok(first.is_some_and(|first| first.id == user.id))
    }

    /// Asks the database for something small: whether the app can work at this moment.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer; another one when its tables are missing.
    #[doc = include_str!("accounts/examples/check_database.md")]
    pub async fn check_database(&self) -> Result<()> {
        let nobody = UserId(uuid::Uuid::nil());
        store::find(&mut self.db(), nobody).await.map(drop)
    }

    /// Finds a user by id.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    #[doc = include_str!("accounts/examples/find_user_by_id.md")]
    pub async fn find_user_by_id(&self, id: UserId) -> Result<Option<User>> {
        store::find(&mut self.db(), id).await
    }

    /// Users in the order of their making, at most `limit` of those after `after`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let first = security.list_users(None, 50).await?;
    /// let last = first.last().map(|user| user.id);
    /// let second = security.list_users(last, 50).await?;
    /// # drop(second);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_users(&self, after: Option<UserId>, limit: u32) -> Result<Vec<User>> {
        store::list(
            &mut self.db(),
            after.unwrap_or(UserId(uuid::Uuid::nil())),
            i64::from(limit),
        )
        .await
    }

    /// Makes a user who owns the address. No mail, no signal: this is the operator's way.
    ///
    /// # Errors
    /// [`Error::Refused`] with `EMAIL_ALREADY_ASSOCIATED` when somebody owns the address, or with what is wrong with
    /// the profile; [`Error::Unavailable`], [`Error::TooBusy`].
    ///
    /// ```
    /// # use portcullis::{Email, NewPassword, NewUser, Secret, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let email = Email::parse("ada@example.com")?;
    /// let policy = security.password_policy().with_email(&email);
    /// let password = Secret::new("lanterns over quiet water");
    /// let new = NewUser {
    ///     password: Some(NewPassword::parse(&password, "password", &policy).await?),
    ///     email,
    ///     active: true,
    ///     confirmed: true,
    ///     profile: Default::default(),
    /// };
    /// let ada = security.create_user(new).await?;
    /// # drop(ada);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_user(&self, new: NewUser) -> Result<User> {
        let taken = Fault::of("email", "EMAIL_ALREADY_ASSOCIATED").with("email", &new.email);
        let password = new.password.clone();
        let mut row = self.row_of(new, None)?;
        if let Some(password) = &password {
            row.password_hash = Some(self.hash_password(password, None).await?);
        }
        let mut tx = self.begin().await?;
        let user = self.insert_user(&mut tx, row, taken).await?;
        self.commit(tx).await?;
        Ok(user)
    }

    /// Inserts a user whom nobody signed up, and records it.
    async fn insert_user(
        &self,
        tx: &mut db::Tx,
        row: store::NewUser,
        taken: Fault,
    ) -> Result<User> {
        let (active, confirmed) = (row.active, row.confirmed_at.is_some());
        let user = unless_taken(store::insert(tx, self.now(), row).await, taken)?;
        let created = self.done_to(&user, Kind::UserCreated);
        self.record(
            tx,
            created.with("active", active).with("confirmed", confirmed),
        );
        Ok(user)
    }

    /// The row of a user who owns the address.
    fn row_of(&self, new: NewUser, password_hash: Option<String>) -> Result<store::NewUser> {
        let profile = if new.profile.is_empty() {
            self.0.schema.blank()
        } else {
            self.0.schema.parse(&new.profile).map_err(Error::Refused)?
        };
        Ok(store::NewUser {
            email: new.email,
            password_hash,
            profile,
            locale: None,
            active: new.active,
            confirmed_at: new.confirmed.then_some(self.now()),
            claim: None,
        })
    }

    /// Lets a user sign in again. Returns whether that changed anything.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    #[doc = include_str!("accounts/examples/activate_user.md")]
    pub async fn activate_user(&self, user: &User) -> Result<bool> {
        let mut tx = self.begin().await?;
        let changed = store::set_active(&mut tx, self.now(), user.id, true).await?;
        if changed {
            self.record(&mut tx, self.done_to(user, Kind::UserActivated));
        }
        self.commit(tx).await?;
        Ok(changed)
    }

    /// Keeps a user out: all sessions, auth tokens and mailed links end at once. Returns whether that changed anything.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let was_active = security.deactivate_user(user).await?;
    /// # drop(was_active);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn deactivate_user(&self, user: &User) -> Result<bool> {
        let mut tx = self.begin().await?;
        let changed = store::set_active(&mut tx, self.now(), user.id, false).await?;
        self.end_access(&mut tx, user).await?;
        if changed {
            self.record(&mut tx, self.done_to(user, Kind::UserDeactivated));
        }
        self.commit(tx).await?;
        Ok(changed)
    }

    /// Activates who is not, deactivates who is. Returns whether the user is active now.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    #[doc = include_str!("accounts/examples/toggle_active.md")]
    pub async fn toggle_active(&self, user: &User) -> Result<bool> {
        let mut tx = self.begin().await?;
        // As it is now, which need not be as the caller saw it.
        let present = store::find_for_update(&mut tx, user.id).await?;
        let activate = present.is_some_and(|present| !present.active);
        let changed = store::set_active(&mut tx, self.now(), user.id, activate).await?;
        if !activate {
            self.end_access(&mut tx, user).await?;
        }
        let kind = if activate {
            Kind::UserActivated
        } else {
            Kind::UserDeactivated
        };
        if changed {
            self.record(&mut tx, self.done_to(user, kind));
        }
        self.commit(tx).await?;
        Ok(activate)
    }

    /// Ends everything that opens the account: sessions, auth tokens, mailed links; its known browsers are forgotten. The
    /// password stays, and so do the links "it was not me" of notices, which open nothing.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    #[doc = include_str!("accounts/examples/reset_user_access.md")]
    pub async fn reset_user_access(&self, user: &User) -> Result<()> {
        self.reset_access(user, None).await
    }

    /// The same, as the person at `client` asks for it.
    pub(crate) async fn reset_access(&self, user: &User, client: Option<&Client>) -> Result<()> {
        let mut tx = self.begin().await?;
        self.end_access(&mut tx, user).await?;
        self.record(&mut tx, self.done_by(client, user, Kind::AccessEnded));
        self.commit(tx).await
    }

    pub(crate) async fn end_access(&self, tx: &mut db::Tx, user: &User) -> Result<()> {
        store::end_access(tx, self.now(), user.id).await?;
        one_time_token::void_all_but_not_me(tx, self.now(), user.id).await?;
        device::forget(tx, user.id, None).await?;
        self.end_all_sessions(tx, user.id).await
    }

    /// Replaces a user's profile fields, validated as at sign-up.
    ///
    /// # Errors
    /// [`Error::Refused`] with what is wrong; [`Error::Unavailable`].
    #[doc = include_str!("accounts/examples/set_profile.md")]
    pub async fn set_profile(&self, user: &User, fields: &Map<String, Value>) -> Result<()> {
        self.change_profile(user, fields, None, None).await
    }

    /// The same, with another language, as the person at `client` asks for it.
    pub(crate) async fn change_profile(
        &self,
        user: &User,
        fields: &Map<String, Value>,
        locale: Option<&Locale>,
        client: Option<&Client>,
    ) -> Result<()> {
        let profile = self.0.schema.parse(fields).map_err(Error::Refused)?;
        let mut tx = self.begin().await?;
        store::set_profile(&mut tx, self.now(), user.id, &profile).await?;
        if let Some(locale) = locale {
            store::set_locale(&mut tx, self.now(), user.id, locale).await?;
        }
        self.record(&mut tx, self.done_by(client, user, Kind::ProfileChanged));
        self.commit(tx).await
    }

    /// Stores the language in which a user is spoken to, as the person at `client` asks for it; none for the app or an
    /// operator. Returns whether that changed anything; only a change is an event.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    #[doc = include_str!("accounts/examples/set_locale.md")]
    pub async fn set_locale(
        &self,
        user: &User,
        locale: &Locale,
        client: Option<&Client>,
    ) -> Result<bool> {
        let mut tx = self.begin().await?;
        let changed = store::set_locale(&mut tx, self.now(), user.id, locale).await?;
        if changed {
            self.record(&mut tx, self.done_by(client, user, Kind::ProfileChanged));
        }
        self.commit(tx).await?;
        Ok(changed)
    }
}

/// How long a claim stands that nobody confirms. Far beyond the life of its link, so that whoever asks for a new one
/// still finds it.
const CLAIM_LIFE: Duration = Duration::from_secs(30 * 24 * 3600);

/// How long what is over stays, for people who open a used or expired link and deserve the right words.
const REMEMBERED: Duration = Duration::from_secs(7 * 24 * 3600);

/// How long a mail that was given up stays: an operator who comes back from a holiday can still send it again. Not for
/// ever, since it holds an address.
const DEAD_MAIL_LIFE: Duration = Duration::from_secs(30 * 24 * 3600);

impl Security {
    /// Deletes accounts whose time is over, claims that nobody confirmed, tokens that ran out, and mail jobs that are over.
    pub(crate) async fn sweep_accounts(&self) -> Result<()> {
        let now = self.now();
        self.sweep_deletions().await?;
        let (over, dead) = (now - REMEMBERED, now - DEAD_MAIL_LIFE);
        in_batches(|| async { one_time_token::sweep(&mut self.db(), over).await }).await?;
        in_batches(|| async { mailed_code::sweep(&mut self.db(), over).await }).await?;
        in_batches(|| async { Ok(outbox::sweep(&mut self.db(), over, dead).await?) }).await?;
        // Where nobody asks for confirmation, or may wait with it, people live in their claims.
        if self.confirms_addresses() && !self.features().any(Feature::lets_claims_in) {
            let unclaimed = now - CLAIM_LIFE;
            in_batches(|| async { store::sweep_claims(&mut self.db(), unclaimed).await }).await?;
        }
        Ok(())
    }
}

/// Turns the refusal of the unique index on addresses into one that people understand.
pub(crate) fn unless_taken<T>(result: Result<T>, taken: Fault) -> Result<T> {
    result.map_err(|error| {
        if matches!(error, Error::Taken) {
            taken.into()
        } else {
            error
        }
    })
}

#[cfg(test)]
mod tests;
