//! Sign-in links: made, mailed, looked at, used.

use std::time::Duration;

use portcullis_kit::{mail::NewJob, secret::Secret, token::TokenHash};

use super::{LOGIN, Passwordless, mails};
use crate::{
    account::{TokenStatus, User, one_time_token, one_time_token::Found},
    audit::Kind,
    error::Result,
    security::Security,
    session::{SignIn, SignInRequest, UserAuthenticated},
};

/// What is known of a sign-in link; more than its worth, so that people hear why it does not work.
#[derive(Debug, Clone)]
pub(super) enum Link {
    /// It can be used, in the browser that asked for it if one did.
    Live(User, Option<TokenHash>),
    /// It was used, or another one to the same person was.
    Used,
    /// Its time is over.
    Expired(User),
    /// It was never issued, is void, or leads to nobody who may have it.
    Invalid,
}

impl Security {
    /// Whether people can sign in with a mailed link.
    pub(crate) fn mails_login_links(&self) -> bool {
        self.feature::<Passwordless>().is_some()
    }

    /// Life of a sign-in link (`LOGIN_WITHIN`).
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// println!("Your link works for {:?}.", security.login_within());
    /// # Ok(())
    /// # }
    /// ```
    pub fn login_within(&self) -> Duration {
        self.passwordless().login_within
    }

    /// The settings of this feature.
    pub(super) fn passwordless(&self) -> Passwordless {
        let settings = self.settings_of::<Passwordless>();
        settings.cloned().unwrap_or_default()
    }

    /// Makes a sign-in token for the user's present address. Row: the token's hash; no mail, no signal.
    ///
    /// The token of a claim is made but is worth nothing: an address has to be confirmed before a link signs in.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let token = security.generate_login_token(user).await?;
    /// let link = format!("myapp://login/{}", token.expose());
    /// # drop(link);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn generate_login_token(&self, user: &User) -> Result<Secret> {
        let within = self.login_within();
        let issued =
            one_time_token::issue(&mut self.db(), self.now(), LOGIN, user, within, None).await?;
        Ok(issued.token.secret())
    }

    /// Makes a sign-in link and its token. Row: the token's hash; no mail, no signal.
    ///
    /// # Errors
    /// [`crate::Error::Setup`] when no public URL is known; [`crate::Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// // The app sends it by another way than mail.
    /// let (link, _token) = security.generate_login_link(user).await?;
    /// # drop(link);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn generate_login_link(&self, user: &User) -> Result<(String, Secret)> {
        let token = self.generate_login_token(user).await?;
        let path = self.path_of("login").unwrap_or("/login");
        Ok((self.url_of(&format!("{path}/{}", token.expose()))?, token))
    }

    /// Sends the user a mail with a sign-in link. Row: a mail job. Signal: [`super::LoginInstructionsSent`] once the mail
    /// is sent. Who has yet to confirm the address gets the confirmation mail instead; who is deactivated by then gets
    /// nothing.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// security.send_login_instructions(user).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send_login_instructions(&self, user: &User) -> Result<()> {
        let job = NewJob {
            user_id: Some(user.id.0),
            ..mails::job(user.email.as_str(), &user.locale_tag(), "")
        };
        let mut tx = self.begin().await?;
        self.enqueue(&mut tx, job).await?;
        let asked = self.done_to(user, Kind::LoginLinkRequested);
        self.record(&mut tx, asked);
        self.commit(tx).await
    }

    /// What a sign-in link is worth. Changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, TokenStatus};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// if let TokenStatus::Expired(user) = security.login_token_status("kX3…").await? {
    ///     security.send_login_instructions(&user).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn login_token_status(&self, token: &str) -> Result<TokenStatus> {
        Ok(match self.login_link(token).await? {
            Link::Live(user, _) => TokenStatus::Valid(user),
            Link::Expired(user) => TokenStatus::Expired(user),
            Link::Used | Link::Invalid => TokenStatus::Invalid,
        })
    }

    /// The same, with why.
    pub(super) async fn login_link(&self, token: &str) -> Result<Link> {
        let found = one_time_token::find(&mut self.db(), self.now(), LOGIN, token).await?;
        Ok(match found {
            Some(Found { user, .. }) if user.is_claim() => Link::Invalid,
            Some(Found { spent: true, .. }) => Link::Used,
            Some(Found {
                expired: true,
                user,
                ..
            }) => Link::Expired(user),
            Some(Found { user, browser, .. }) => Link::Live(user, browser),
            None => Link::Invalid,
        })
    }

    /// Signs the user of a live link in. Every gate is asked before the link is spent, so that who is refused today can use
    /// it once the reason is gone. Spending and the session are one transaction: of any number of calls exactly one
    /// gets a session, the others `None`. Signal: [`UserAuthenticated`].
    pub(super) async fn login_by_token(
        &self,
        token: &str,
        user: &User,
        request: &SignInRequest,
    ) -> Result<Option<SignIn>> {
        if let Some(fault) = self
            .refusal(user, &request.client, request.authn_via)
            .await?
        {
            self.record_refusal(user, request, &fault).await?;
            return Ok(Some(SignIn::Refused(fault)));
        }
        let mut tx = self.begin().await?;
        let Some(user) = one_time_token::spend(&mut tx, self.now(), LOGIN, token).await? else {
            return Ok(None);
        };
        let Some(session) = self.open_session(&mut tx, &user, request).await? else {
            return Ok(None);
        };
        self.commit(tx).await?;
        self.tell(UserAuthenticated {
            user: session.user.clone(),
            authn_via: request.authn_via,
        })
        .await;
        Ok(Some(SignIn::Open(session)))
    }
}
