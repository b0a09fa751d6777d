//! Changing a password.

use portcullis_kit::{db::Tx, secret::Secret};

use super::{Changeable, mails, signals::PasswordChanged};
use crate::{
    account::{NewPassword, User, store},
    audit::Kind,
    error::{Fault, Result},
    security::{Security, feature::Client},
    session::{SignIn, SignInRequest, UserAuthenticated},
};

/// What a caller has shown before a change: a password, by its stored hash; or, inside a user without one, nothing but
/// that there is none.
#[derive(Debug, Clone)]
pub(super) struct Shown(pub(super) Option<Secret>);

impl Shown {
    /// Whether it is still so. Of two changes at once the second has shown a password that is none any more.
    fn holds(&self, user: &User) -> bool {
        let text = |hash: &Option<Secret>| hash.as_ref().map(|hash| hash.expose().to_owned());
        text(&self.0) == text(&user.password_hash)
    }
}

impl Security {
    /// The settings of this feature.
    pub(super) fn changeable(&self) -> Changeable {
        let settings = self.settings_of::<Changeable>();
        settings.cloned().unwrap_or_default()
    }

    /// Changes a signed-in user's password; `None` removes it, and the person signs in by mailed link from then on. The
    /// current password is not asked for: that is the caller's business.
    ///
    /// Changes, in one transaction: the password; all sessions, auth tokens and unused links of the user end; a new session
    /// for the caller, as `caller` says (`authn_via` is best `change`); a mail job (`change_notice`) unless
    /// `SEND_PASSWORD_CHANGE_EMAIL` is off. Signals: [`PasswordChanged`], [`UserAuthenticated`]. Nothing changes when a
    /// gate refuses, or the user is deactivated or gone: [`SignIn::Refused`] says so.
    ///
    /// # Errors
    /// [`crate::Error::TooBusy`] when the queue for hashing is full; [`crate::Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{NewPassword, Secret, Security, SignInRequest, Visit};
    /// # async fn example(security: &Security, visit: &Visit) -> portcullis::Result<()> {
    /// let user = visit.signed_in().await?;
    /// let policy = security.password_policy().of(&user);
    /// let password = NewPassword::parse(&Secret::new("four quiet green owls"), "new_password", &policy).await?;
    /// let caller = SignInRequest {
    ///     authn_via: "change",
    ///     remember: false,
    ///     client: visit.client().clone(),
    ///     replaces: user.session_id(),
    /// };
    /// let signed_in = security.change_user_password(&user, Some(password), &caller).await?;
    /// # drop(signed_in);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn change_user_password(
        &self,
        user: &User,
        password: Option<NewPassword>,
        caller: &SignInRequest,
    ) -> Result<SignIn> {
        self.change_password(user, password.as_ref(), caller, None)
            .await
    }

    /// The same; refuses with `INVALID_PASSWORD` when what was `shown` does not hold any more.
    pub(super) async fn change_password(
        &self,
        user: &User,
        password: Option<&NewPassword>,
        caller: &SignInRequest,
        shown: Option<&Shown>,
    ) -> Result<SignIn> {
        if let Some(fault) = self.refusal(user, &caller.client, caller.authn_via).await? {
            return Ok(SignIn::Refused(fault));
        }
        let asked_at = user.access_version;
        let hash = match password {
            Some(password) => {
                let client = Some(&caller.client);
                Some(self.hash_password(password, client).await?)
            }
            None => None,
        };
        let gone = || SignIn::Refused(Fault::form("DISABLED_ACCOUNT"));
        let mut tx = self.begin().await?;
        let Some(user) = store::find_for_update(&mut tx, user.id).await? else {
            return Ok(gone());
        };
        if shown.is_some_and(|shown| !shown.holds(&user)) {
            return Ok(SignIn::Refused(Fault::of("password", "INVALID_PASSWORD")));
        }
        // All access ended while the password was hashed: whoever asked for this is out, also where there is no password to
        // show it.
        if user.active && user.access_version != asked_at {
            return Ok(SignIn::Refused(Fault::form("ACCESS_ENDED")));
        }
        self.replace_password(&mut tx, &user, hash.as_deref(), Some(&caller.client))
            .await?;
        self.enqueue_change_notice(&mut tx, &user, Some(&caller.client))
            .await?;
        let changed = self.done_by(Some(&caller.client), &user, Kind::PasswordChanged);
        self.record(&mut tx, changed.with("removed", hash.is_none()));
        // As the user is now: what was proven before opens nothing any more.
        let Some(user) = store::find(&mut tx, user.id).await? else {
            return Ok(gone());
        };
        let Some(session) = self.open_session(&mut tx, &user, caller).await? else {
            return Ok(gone());
        };
        self.commit(tx).await?;
        let user = session.user.clone();
        self.tell(PasswordChanged { user: user.clone() }).await;
        self.tell(UserAuthenticated {
            user,
            authn_via: caller.authn_via,
        })
        .await;
        Ok(SignIn::Open(session))
    }

    /// Changes a user's password for them, as an operator does. Returns false, and changes nothing, when the user is gone.
    ///
    /// Changes, in one transaction: the password; all sessions, auth tokens and unused links of the user end; with
    /// `notify` a mail job (`change_notice`) unless `SEND_PASSWORD_CHANGE_EMAIL` is off. Signal: [`PasswordChanged`].
    ///
    /// # Errors
    /// [`crate::Error::TooBusy`] when the queue for hashing is full; [`crate::Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{NewPassword, Secret, Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let password = Secret::new("four quiet green owls");
    /// let password = NewPassword::parse(&password, "password", &security.password_policy().of(user)).await?;
    /// let notify = true;
    /// security.admin_change_password(user, password, notify).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn admin_change_password(
        &self,
        user: &User,
        password: NewPassword,
        notify: bool,
    ) -> Result<bool> {
        let hash = self.hash_password(&password, None).await?;
        let mut tx = self.begin().await?;
        if store::find_for_update(&mut tx, user.id).await?.is_none() {
            return Ok(false);
        }
        self.replace_password(&mut tx, user, Some(&hash), None)
            .await?;
        let changed = store::find(&mut tx, user.id).await?;
        let Some(user) = changed else {
            return Ok(false);
        };
        let changed = self.done_to(&user, Kind::PasswordChanged);
        self.record(&mut tx, changed.with("removed", false));
        if notify {
            self.enqueue_change_notice(&mut tx, &user, None).await?;
        }
        self.commit(tx).await?;
        self.tell(PasswordChanged { user }).await;
        Ok(true)
    }

    /// Tells the user by mail (`change_notice`) that the password was changed just now. Row: a mail job; none when
    /// `SEND_PASSWORD_CHANGE_EMAIL` is off. No signal.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// // The app has changed the password without telling the owner, and does so now.
    /// security.send_password_changed_notice(user).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send_password_changed_notice(&self, user: &User) -> Result<()> {
        let mut tx = self.begin().await?;
        self.enqueue_change_notice(&mut tx, user, None).await?;
        self.commit(tx).await
    }

    async fn enqueue_change_notice(
        &self,
        tx: &mut Tx,
        user: &User,
        client: Option<&Client>,
    ) -> Result<()> {
        // Whose address nobody has proven, a stranger may have typed: its owner has no account to be told of.
        if !self.changeable().send_password_change_email || user.is_claim() {
            return Ok(());
        }
        self.enqueue_notice(tx, mails::CHANGE_NOTICE, user, client)
            .await
    }
}
