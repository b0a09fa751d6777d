//! Checking who wants to sign in.

use portcullis_kit::{secret::Secret, token::Token};

use super::signals::UserFailedAuthn;
use crate::{
    account::{Email, User},
    audit::Kind,
    error::{Error, Fault, Result},
    security::{Security, feature::Client},
    session::{
        UserLoggedOut, auth_token,
        check::{CurrentUser, Mechanism},
        guesses::{Guess, Settlement},
        store::{self, Renewed},
    },
};

/// Why a password did not let somebody in. The caller decides how much of it is told.
///
/// ```
/// # use portcullis::{Email, Secret, Security, features::login::LoginFailure, security::feature::Client};
/// # async fn example(security: &Security, client: &Client) -> portcullis::Result<()> {
/// let (email, password) = (Email::parse("ada@example.com")?, Secret::new("four quiet green owls"));
/// match security.authenticate_password(&email, &password, client).await? {
///     Ok(user) => println!("It is {}", user.email),
///     // For a log. Who asks is told the same in both cases.
///     Err(LoginFailure::NoUser) => println!("Nobody has this address"),
///     Err(_) => println!("Somebody has it, with another password"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginFailure {
    /// Nobody has this address.
    NoUser,
    /// It is not this user's password, or there is none.
    WrongPassword,
}

impl LoginFailure {
    /// The fault of the form, as `RETURN_GENERIC_RESPONSES` allows it to be told.
    pub(super) fn fault(self, security: &Security) -> Fault {
        match self {
            _ if security.generic() => Fault::form("GENERIC_AUTHN_FAILED"),
            Self::NoUser => Fault::of("email", "USER_DOES_NOT_EXIST"),
            Self::WrongPassword => Fault::of("password", "INVALID_PASSWORD"),
        }
    }
}

impl Security {
    /// Finds the user of an address by their password. Exactly one hash is computed whether the user exists, has a
    /// password or not, and each counts as a guess of that client. Signal: [`UserFailedAuthn`] for a known user.
    ///
    /// # Errors
    /// [`crate::Error::Throttled`], the same whoever has the address; [`crate::Error::TooBusy`], [`crate::Error::Unavailable`].
    ///
    /// ```
    /// # use portcullis::{Email, Secret, Security, security::feature::Client};
    /// # async fn example(security: &Security, client: &Client) -> portcullis::Result<()> {
    /// let (email, password) = (Email::parse("ada@example.com")?, Secret::new("four quiet green owls"));
    /// if let Ok(user) = security.authenticate_password(&email, &password, client).await? {
    ///     // Proven, and not signed in yet: that is `Security::sign_in`.
    ///     println!("It is {}", user.email);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn authenticate_password(
        &self,
        email: &Email,
        password: &Secret,
        client: &Client,
    ) -> Result<Result<User, LoginFailure>> {
        match self.prove_owner(email, password, client).await? {
            Ok((user, settlement)) => {
                settlement.settle(&mut self.db()).await?;
                Ok(Ok(user))
            }
            Err(failure) => Ok(Err(failure)),
        }
    }

    /// The same for whoever opens a session next, and settles in that transaction.
    ///
    /// # Errors
    /// As [`Security::authenticate_password`].
    pub(super) async fn prove_owner(
        &self,
        email: &Email,
        password: &Secret,
        client: &Client,
    ) -> Result<Result<(User, Settlement), LoginFailure>> {
        let user = self.user_of_address(email).await?;
        let guess = Guess {
            account: email.key(),
            user: user.as_ref(),
            client: Some(client),
            via: "password",
            signs_in: true,
        };
        let proof = self.prove(guess, password).await?;
        let Some(user) = user else {
            return Ok(Err(LoginFailure::NoUser));
        };
        if let Some(proof) = proof {
            return Ok(Ok((user, proof.settlement)));
        }
        self.tell(UserFailedAuthn {
            user,
            auth_type: "password",
        })
        .await;
        Ok(Err(LoginFailure::WrongPassword))
    }

    /// Signs a caller out of what they came with: the session, the auth tokens granted with it, the auth token of the
    /// request. Signal: [`UserLoggedOut`], unless there was nothing to end.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`].
    pub(crate) async fn logout(&self, user: &CurrentUser, client: &Client) -> Result<()> {
        let mut tx = self.begin().await?;
        // Sessions before tokens, as everywhere: whoever ends all of a person's locks in this order.
        if let Some(session) = user.session_id() {
            self.end_session(&mut tx, session).await?;
        }
        if let Some(token) = &user.0.token {
            auth_token::delete(&mut tx, user.id, token.id).await?;
        }
        // HTTP Basic comes with every request anew: nobody is signed out of it.
        let ends = user.mechanism() != Mechanism::Basic;
        if ends {
            let event = self.done_by(Some(client), user, Kind::SignOut);
            let event = match user.session_id() {
                Some(session) => event.session(session),
                None => event,
            };
            self.record(&mut tx, event);
        }
        self.commit(tx).await?;
        if ends {
            let user = (**user).clone();
            self.tell(UserLoggedOut { user }).await;
        }
        Ok(())
    }

    /// Notes that a caller has proven again who they are. A session gets a new secret; `None` when there is no
    /// session, or when another request with the same cookie was faster: the new one is on its way with its answer.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the session has ended meanwhile; [`Error::Unavailable`].
    pub(super) async fn prove_again(
        &self,
        user: &CurrentUser,
        client: &Client,
    ) -> Result<Option<Token>> {
        let mut tx = self.begin().await?;
        let mut event = self.done_by(Some(client), user, Kind::Proven);
        let mut renewed = None;
        if let (Mechanism::Session, Some(session)) = (user.mechanism(), &user.0.session) {
            renewed = match store::renew(&mut tx, self.now(), user.id, session).await? {
                Renewed::Now(token) => Some(token),
                Renewed::Already => None,
                Renewed::Gone => return Err(Error::Unauthenticated),
            };
            event = event.session(session.id);
        }
        self.record(&mut tx, event);
        self.commit(tx).await?;
        Ok(renewed)
    }

    /// Ends the session of a cookie that was replaced at this moment: whoever signs out while another answer renews the
    /// session has not seen the new cookie, and must not be signed in by it.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`].
    pub(super) async fn logout_late(&self, token: &Token) -> Result<()> {
        match store::find_replaced(&mut self.db(), &token.hash()).await? {
            Some(session) => self.logout_user(session).await,
            None => Ok(()),
        }
    }
}
