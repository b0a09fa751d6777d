//! Replacing a password that nobody remembers, and the links for it.

use std::time::Duration;

use portcullis_kit::{db::Tx, mail::NewJob, secret::Secret};

use super::{RESET, Recoverable, mails, signals::PasswordReset};
use crate::{
    account::{
        NewPassword, TokenStatus, User,
        one_time_token::{self, Found, Purpose},
        store,
    },
    audit::Kind,
    error::Result,
    security::{Security, feature::Client},
};

impl Security {
    /// Life of a link for a new password (`RESET_PASSWORD_WITHIN`).
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// println!("Your link works for {:?}.", security.reset_password_within());
    /// # Ok(())
    /// # }
    /// ```
    pub fn reset_password_within(&self) -> Duration {
        self.recoverable().reset_password_within
    }

    /// The settings of this feature.
    pub(super) fn recoverable(&self) -> Recoverable {
        let settings = self.settings_of::<Recoverable>();
        settings.cloned().unwrap_or_default()
    }

    /// Makes a token for a new password, bound to the user's present address. Row: the token's hash; no mail, no signal.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let token = security.generate_reset_password_token(user).await?;
    /// let link = format!("myapp://reset/{}", token.expose());
    /// # drop(link);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn generate_reset_password_token(&self, user: &User) -> Result<Secret> {
        let within = self.reset_password_within();
        let issued =
            one_time_token::issue(&mut self.db(), self.now(), RESET, user, within, None).await?;
        Ok(issued.token.secret())
    }

    /// Makes a link for a new password and its token. Row: the token's hash; no mail, no signal.
    ///
    /// # Errors
    /// [`crate::Error::Setup`] when no public URL is known; [`crate::Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// // For a support that hands links over in person.
    /// let (link, _token) = security.generate_reset_password_link(user).await?;
    /// println!("{link}");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn generate_reset_password_link(&self, user: &User) -> Result<(String, Secret)> {
        let token = self.generate_reset_password_token(user).await?;
        let link = self.link_of(&self.recoverable().reset_url, token.expose())?;
        Ok((link, token))
    }

    /// Sends the user a mail (`reset_instructions`) with a link for a new password. Row: a mail job. Signal:
    /// [`super::ResetPasswordInstructionsSent`] once the mail is sent, also when `SEND_PASSWORD_RESET_EMAIL` is off and
    /// none is. Nothing is sent when the user is deactivated or gone by then.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// security.send_reset_password_instructions(user).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send_reset_password_instructions(&self, user: &User) -> Result<()> {
        let job = NewJob {
            user_id: Some(user.id.0),
            ..mails::job(user.email.as_str(), &user.locale_tag())
        };
        let mut tx = self.begin().await?;
        self.enqueue(&mut tx, job).await?;
        let asked = self.done_to(user, Kind::ResetRequested);
        self.record(&mut tx, asked);
        self.commit(tx).await
    }

    /// Tells the user by mail (`reset_notice`) that the password was replaced just now. Row: a mail job; none when
    /// `SEND_PASSWORD_RESET_NOTICE_EMAIL` is off. No signal.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// // The app has replaced the password in its own way, and the owner should know.
    /// security.send_password_reset_notice(user).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send_password_reset_notice(&self, user: &User) -> Result<()> {
        let mut tx = self.begin().await?;
        self.enqueue_reset_notice(&mut tx, user, None).await?;
        self.commit(tx).await
    }

    async fn enqueue_reset_notice(
        &self,
        tx: &mut Tx,
        user: &User,
        client: Option<&Client>,
    ) -> Result<()> {
        if !self.recoverable().send_password_reset_notice_email {
            return Ok(());
        }
        self.enqueue_notice(tx, mails::RESET_NOTICE, user, client)
            .await
    }

    /// What a link for a new password is worth. Changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, TokenStatus};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let status = security.reset_password_token_status("kX3…").await?;
    /// let shows_form = matches!(status, TokenStatus::Valid(_));
    /// # let _ = shows_form;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn reset_password_token_status(&self, token: &str) -> Result<TokenStatus> {
        Ok(self.find_token(RESET, token).await?.into())
    }

    /// What is known of a token. That of a claim is nothing once somebody owns the address.
    pub(super) async fn find_token(&self, purpose: Purpose, token: &str) -> Result<Option<Found>> {
        let found = one_time_token::find(&mut self.db(), self.now(), purpose, token).await?;
        let Some(found) = found else { return Ok(None) };
        Ok((!self.is_outdone(&mut self.db(), &found.user).await?).then_some(found))
    }

    /// Replaces a user's password without asking for the old one. Returns false, and changes nothing, when the user is
    /// gone.
    ///
    /// Changes, in one transaction: the password; all sessions, auth tokens and unused links of the user end; a mail job
    /// (`reset_notice`) unless `SEND_PASSWORD_RESET_NOTICE_EMAIL` is off. Signal: [`PasswordReset`]. Neither confirms
    /// nor activates anybody.
    ///
    /// # Errors
    /// [`crate::Error::TooBusy`] when the queue for hashing is full; [`crate::Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{NewPassword, Secret, Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let typed = Secret::new("four quiet green owls");
    /// let password = NewPassword::parse(&typed, "password", &security.password_policy().of(user)).await?;
    /// assert!(security.update_password(user, password).await?, "the user is still there");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update_password(&self, user: &User, password: NewPassword) -> Result<bool> {
        let hash = self.hash_password(&password, None).await?;
        let mut tx = self.begin().await?;
        let Some(user) = store::find_for_update(&mut tx, user.id).await? else {
            return Ok(false);
        };
        let user = self.reset_to(&mut tx, &user, &hash, None).await?;
        self.commit(tx).await?;
        self.tell(PasswordReset { user }).await;
        Ok(true)
    }

    /// Spends a link and sets the password; `None` when the link was used, ran out or is void by now. Whoever is not
    /// confirmed yet is now: the link has proven the address, and nobody but its reader knows the password.
    pub(super) async fn reset_by_token(
        &self,
        token: &str,
        password: &NewPassword,
        client: &Client,
    ) -> Result<Option<User>> {
        let hash = self.hash_password(password, Some(client)).await?;
        let mut tx = self.begin().await?;
        let Some(user) = one_time_token::spend(&mut tx, self.now(), RESET, token).await? else {
            return Ok(None);
        };
        let confirms = user.confirmed_at.is_none();
        if confirms && !self.own_address(&mut tx, &user, Some(client)).await? {
            return Ok(None);
        }
        let user = self.reset_to(&mut tx, &user, &hash, Some(client)).await?;
        self.commit(tx).await?;
        if confirms {
            self.tell_confirmed(&user).await?;
        }
        self.tell(PasswordReset { user: user.clone() }).await;
        Ok(Some(user))
    }

    /// Stores the password and queues the notice. Returns the user as they are then.
    async fn reset_to(
        &self,
        tx: &mut Tx,
        user: &User,
        hash: &str,
        client: Option<&Client>,
    ) -> Result<User> {
        self.enqueue_reset_notice(tx, user, client).await?;
        self.replace_password(tx, user, Some(hash), client).await?;
        let reset = self.done_by(client, user, Kind::PasswordReset);
        self.record(tx, reset);
        let now = store::find(tx, user.id).await?;
        now.ok_or_else(|| {
            crate::error::Error::Internal("a user vanished inside a transaction".into())
        })
    }
}
