//! Confirming, and the links for it.

use std::time::Duration;

use portcullis_kit::{
    db::Tx,
    mail::{Job, NewJob},
    secret::Secret,
    token::TokenHash,
};

use super::{CONFIRM, Confirmable, mails, signals::UserConfirmed};
use crate::{
    account::{TokenStatus, User, one_time_token, store},
    audit::Kind,
    error::{Error, Result},
    security::{Security, feature::Client, mailed_link::MailedLink},
};

impl Security {
    /// Life of a confirmation link (`CONFIRM_EMAIL_WITHIN`).
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// println!("Your link works for {:?}.", security.confirm_email_within());
    /// # Ok(())
    /// # }
    /// ```
    pub fn confirm_email_within(&self) -> Duration {
        self.confirmable().confirm_email_within
    }

    /// The settings of this feature.
    pub(super) fn confirmable(&self) -> Confirmable {
        let settings = self.settings_of::<Confirmable>();
        settings.cloned().unwrap_or_default()
    }

    /// Whether this user has to confirm the address before signing in: `Confirmable` is on,
    /// `LOGIN_WITHOUT_CONFIRMATION` is off, and nothing is confirmed yet.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// if security.requires_confirmation(user) {
    ///     println!("Look into the mailbox of {}", user.email);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn requires_confirmation(&self, user: &User) -> bool {
        self.feature::<Confirmable>()
            .is_some_and(|c| !c.login_without_confirmation)
            && user.confirmed_at.is_none()
    }

    /// Makes a confirmation token for the user's present address. Row: the token's hash; no mail, no signal.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let token = security.generate_confirmation_token(user).await?;
    /// let link = format!("myapp://confirm/{}", token.expose());
    /// # drop(link);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn generate_confirmation_token(&self, user: &User) -> Result<Secret> {
        let within = self.confirm_email_within();
        Ok(
            one_time_token::issue(&mut self.db(), self.now(), CONFIRM, user, within, None)
                .await?
                .token
                .secret(),
        )
    }

    /// Makes a confirmation link and its token. Row: the token's hash; no mail, no signal.
    ///
    /// # Errors
    /// [`Error::Setup`] when no public URL is known; [`Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// // The app sends it in a mail of its own.
    /// let (link, _token) = security.generate_confirmation_link(user).await?;
    /// # drop(link);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn generate_confirmation_link(&self, user: &User) -> Result<(String, Secret)> {
        let token = self.generate_confirmation_token(user).await?;
        let link = self.link_of(&self.confirmable().confirm_url, token.expose())?;
        Ok((link, token))
    }

    /// Sends the user a mail with a confirmation link. Row: a mail job. Signal: [`super::ConfirmInstructionsSent`] once the
    /// mail is sent. Nothing is sent when the address is confirmed by then.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// if security.requires_confirmation(user) {
    ///     security.send_confirmation_instructions(user).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send_confirmation_instructions(&self, user: &User) -> Result<()> {
        let mut tx = self.begin().await?;
        self.enqueue_confirmation(&mut tx, user, None).await?;
        let asked = self.done_to(user, Kind::ConfirmationRequested);
        self.record(&mut tx, asked);
        self.commit(tx).await
    }

    /// The same in the caller's transaction, asked for in this browser if it was in any.
    pub(crate) async fn enqueue_confirmation(
        &self,
        tx: &mut Tx,
        user: &User,
        browser: Option<&TokenHash>,
    ) -> Result<()> {
        let job = NewJob {
            user_id: Some(user.id.0),
            ..mails::job(user.email.as_str(), &user.locale_tag())
        };
        match browser {
            Some(browser) => {
                self.enqueue_asked(tx, (browser, CONFIRM), &user.email, job)
                    .await
            }
            None => self.enqueue(tx, job).await,
        }
    }

    /// The link for a mail job, and the code beside it.
    pub(crate) async fn confirmation_link_for(&self, job: &Job, user: &User) -> Result<MailedLink> {
        let settings = self.confirmable();
        let what = (CONFIRM, settings.confirm_email_within);
        self.mailed_link(job, what, user, &settings.confirm_url)
            .await
    }

    /// What a confirmation link is worth. Changes nothing.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, TokenStatus};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// if let TokenStatus::Expired(user) = security.confirm_email_token_status("kX3…").await? {
    ///     security.send_confirmation_instructions(&user).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn confirm_email_token_status(&self, token: &str) -> Result<TokenStatus> {
        let found = one_time_token::find(&mut self.db(), self.now(), CONFIRM, token).await?;
        Ok(found.into())
    }

    /// Confirms a user's address without asking for a token. Returns false, and changes nothing, when it is confirmed
    /// already or somebody else owns it.
    ///
    /// Changes, in one transaction: `confirmed_at` is now, all other claims to the address are deleted, unused
    /// confirmation links are void. Signal: [`UserConfirmed`].
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // The address was proven in another way, by a letter.
    /// if let Some(user) = security.find_user("ada@example.com").await? {
    ///     security.confirm_user(&user).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn confirm_user(&self, user: &User) -> Result<bool> {
        let mut tx = self.begin().await?;
        if !self.own_address(&mut tx, user, None).await? {
            return Ok(false);
        }
        self.commit(tx).await?;
        self.tell_confirmed(user).await?;
        Ok(true)
    }

    /// The change of [`Security::confirm_user`] in the caller's transaction, who tells [`UserConfirmed`] after it. With a
    /// client it is the person who confirms.
    pub(crate) async fn own_address(
        &self,
        tx: &mut Tx,
        user: &User,
        client: Option<&Client>,
    ) -> Result<bool> {
        let now = self.now();
        if !store::own_address(tx, now, user).await? {
            return Ok(false);
        }
        one_time_token::void(tx, now, CONFIRM, user.id).await?;
        let confirmed = self.done_by(client, user, Kind::Confirmed);
        self.record(tx, confirmed);
        Ok(true)
    }

    /// Tells [`UserConfirmed`] with the user as they are now.
    pub(crate) async fn tell_confirmed(&self, user: &User) -> Result<User> {
        let user = store::find(&mut self.db(), user.id).await?;
        let user =
            user.ok_or_else(|| Error::Internal("a user vanished after confirming".into()))?;
        self.tell(UserConfirmed { user: user.clone() }).await;
        Ok(user)
    }

    /// Spends a link and confirms. `None` when the link was used, ran out or is void by now.
    pub(super) async fn confirm_by_token(
        &self,
        token: &str,
        client: &Client,
    ) -> Result<Option<User>> {
        let mut tx = self.begin().await?;
        let Some(user) = one_time_token::spend(&mut tx, self.now(), CONFIRM, token).await? else {
            return Ok(None);
        };
        if !self.own_address(&mut tx, &user, Some(client)).await? {
            return Ok(None);
        }
        self.commit(tx).await?;
        self.tell_confirmed(&user).await.map(Some)
    }
}
