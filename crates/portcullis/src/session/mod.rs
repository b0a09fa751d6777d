//! Who is signed in: rows in the database, 256 random bits in a cookie, their hash in the row.
//! [`Security::login_user`] knows gates, not features.

pub mod auth_token;
pub mod check;
pub(crate) mod codes;
pub(crate) mod cookie;
pub mod credentials;
pub(crate) mod device;
mod end;
pub(crate) mod guesses;
pub mod owned;
pub(crate) mod seen;
pub(crate) mod store;
#[cfg(test)]
mod tests;
pub mod throttle;
pub(crate) mod watch;

use portcullis_kit::{clock::Time, db::Tx, token::Token};
use uuid::Uuid;

use self::guesses::Settlement;
use crate::{
    account::{User, store as users},
    audit::Kind,
    error::{Error, Fault, Result},
    security::{
        Security,
        feature::{Attempt, Client, Verdict},
    },
    signals::Signal,
};

/// Somebody has signed in. Told after the session's commit.
///
/// ```
/// use portcullis::{Db, Security, UserAuthenticated};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, UserAuthenticated { user, authn_via }| {
///     println!("{} came in by {authn_via}", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct UserAuthenticated {
    /// Who.
    pub user: User,
    /// How it was proven; see [`SignInRequest::authn_via`].
    pub authn_via: &'static str,
}
impl Signal for UserAuthenticated {}

/// Somebody has signed out: of where they are, or, from there, of another session or of all others. Told once, after the commit.
///
/// ```
/// use portcullis::{Db, Security, features::login::UserLoggedOut};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, UserLoggedOut { user }| {
///     println!("{} went", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct UserLoggedOut {
    /// Who.
    pub user: User,
}
impl Signal for UserLoggedOut {}

/// How a person comes in.
///
/// ```
/// # use portcullis::{SignInRequest, Visit};
/// # fn example(visit: &Visit) {
/// let request = SignInRequest {
///     authn_via: "smart-card",
///     remember: false,
///     client: visit.client().clone(),
///     replaces: None,
/// };
/// # drop(request);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct SignInRequest {
    /// How it was proven: `password`, `register`, `confirm`, `reset`, `change`, `token`, or a name of the app's own. Gates
    /// also see `basic`, which opens no session.
    pub authn_via: &'static str,
    /// Keep the session for `REMEMBER_COOKIE_DURATION` instead of until the browser closes.
    pub remember: bool,
    /// Where from.
    pub client: Client,
    /// The browser's session so far; it ends (ASVS 5.0, V7.2.4: a new id at every sign-in).
    pub replaces: Option<Uuid>,
}

/// What became of a sign-in.
///
/// ```
/// # use portcullis::{Fault, SignIn, User};
/// fn user_or_reason(signed_in: SignIn) -> Result<User, Fault> {
///     match signed_in {
///         SignIn::Open(session) => Ok(session.user),
///         SignIn::Refused(fault) => Err(fault),
///     }
/// }
/// # let _ = user_or_reason;
/// ```
#[derive(Debug, Clone)]
#[must_use]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one at a time, on its way to the caller"
)]
pub enum SignIn {
    /// The session is open.
    Open(OpenSession),
    /// A gate refused; nothing has changed.
    Refused(Fault),
}

/// A session that has just been opened. Its token is the cookie's value and is nowhere else.
///
/// ```
/// # use portcullis::session::OpenSession;
/// fn log_line(session: &OpenSession) -> String {
///     let place = if session.is_new_device() { "a new browser" } else { "a known browser" };
///     format!("{} is in, from {place}", session.user.id)
/// }
/// # let _ = log_line;
/// ```
#[derive(Debug, Clone)]
pub struct OpenSession {
    pub(crate) id: Uuid,
    pub(crate) token: Token,
    pub(crate) remember: bool,
    pub(crate) expires_at: Time,
    pub(crate) authenticated_at: Time,
    pub(crate) device: device::Seen,
    /// Who is signed in.
    pub user: User,
}

impl OpenSession {
    /// Whether the user has signed in before, but never in this browser.
    ///
    /// ```
    /// # use portcullis::SignIn;
    /// fn greeting(signed_in: &SignIn) -> &'static str {
    ///     match signed_in {
    ///         SignIn::Open(session) if session.is_new_device() => "Your first time in this browser",
    ///         SignIn::Open(_) => "Welcome back",
    ///         SignIn::Refused(_) => "Not today",
    ///     }
    /// }
    /// # let _ = greeting;
    /// ```
    pub fn is_new_device(&self) -> bool {
        self.device.is_new
    }
}

/// Why nobody comes in to this account, whatever they show.
fn kept_out(user: &User) -> Option<Fault> {
    if !user.active {
        return Some(Fault::form("DISABLED_ACCOUNT"));
    }
    let when = user.deletion_at?;
    Some(Fault::form("DELETION_PENDING").with("when", when))
}

impl Security {
    /// Signs a user in: asks every gate, opens a session, tells every feature that wants to know.
    ///
    /// Changes: one session row, what the features record; the session in `request.replaces` ends. Signal:
    /// [`UserAuthenticated`].
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is; a refusal is no error but [`SignIn::Refused`] with
    /// `DISABLED_ACCOUNT`, `DELETION_PENDING`, `CONFIRMATION_REQUIRED`, `ACCESS_ENDED` (the password was changed, or all access ended, since
    /// `user` was read) or what an app's own gate says.
    ///
    /// ```
    /// # use portcullis::{Security, SignIn, SignInRequest, User, Visit};
    /// # async fn example(security: &Security, user: &User, visit: &Visit) -> portcullis::Result<()> {
    /// let request = SignInRequest {
    ///     authn_via: "invitation",
    ///     remember: false,
    ///     client: visit.client().clone(),
    ///     replaces: visit.user().await?.and_then(|user| user.session_id()),
    /// };
    /// match security.login_user(user, &request).await? {
    ///     SignIn::Open(session) => println!("{} is in", session.user.email),
    ///     SignIn::Refused(fault) => println!("{}", security.say(&fault).1),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn login_user(&self, user: &User, request: &SignInRequest) -> Result<SignIn> {
        let settled = Settlement::default();
        self.login_proven(user, request, settled).await
    }

    /// The same for somebody whose password was right; what is to settle is settled with the session, or not at all.
    pub(crate) async fn login_proven(
        &self,
        user: &User,
        request: &SignInRequest,
        settlement: Settlement,
    ) -> Result<SignIn> {
        if let Some(fault) = self
            .refusal(user, &request.client, request.authn_via)
            .await?
        {
            self.record_refusal(user, request, &fault).await?;
            return Ok(SignIn::Refused(fault));
        }
        let mut tx = self.begin().await?;
        let Some(session) = self.open_session(&mut tx, user, request).await? else {
            drop(tx);
            let fault = self.ended(user).await?;
            self.record_refusal(user, request, &fault).await?;
            return Ok(SignIn::Refused(fault));
        };
        settlement.settle(&mut tx).await?;
        self.commit(tx).await?;
        self.tell(UserAuthenticated {
            user: session.user.clone(),
            authn_via: request.authn_via,
        })
        .await;
        Ok(SignIn::Open(session))
    }

    /// Why a sign-in that was under way did not open a session.
    async fn ended(&self, user: &User) -> Result<Fault> {
        let present = users::find(&mut self.db(), user.id).await?;
        Ok(match present {
            Some(present) => kept_out(&present).unwrap_or(Fault::form("ACCESS_ENDED")),
            None => Fault::form("DISABLED_ACCOUNT"),
        })
    }

    /// Records that somebody who has proven who they are did not come in all the same.
    pub(crate) async fn record_refusal(
        &self,
        user: &User,
        request: &SignInRequest,
        fault: &Fault,
    ) -> Result<()> {
        let refused = self.done_by(Some(&request.client), user, Kind::SignInFailed);
        let refused = refused.refused().with("via", request.authn_via);
        let mut tx = self.begin().await?;
        self.record(&mut tx, refused.with("reason", fault.key));
        self.commit(tx).await
    }

    /// Asks whether this person may come in; `None` is yes.
    pub(crate) async fn refusal(
        &self,
        user: &User,
        client: &Client,
        authn_via: &'static str,
    ) -> Result<Option<Fault>> {
        if let Some(fault) = kept_out(user) {
            return Ok(Some(fault));
        }
        let attempt = Attempt {
            user,
            client,
            authn_via,
            new_device: false,
        };
        for feature in self.features() {
            if let Verdict::Refuse(fault) = feature.gate(self, &attempt).await? {
                return Ok(Some(fault));
            }
        }
        Ok(None)
    }

    /// Opens a session in the caller's transaction. `None` when the user's access has ended since `user` was read:
    /// deactivated, deleted, or another password. The caller has asked [`Security::refusal`] and tells [`UserAuthenticated`] after the commit.
    pub(crate) async fn open_session(
        &self,
        tx: &mut Tx,
        user: &User,
        request: &SignInRequest,
    ) -> Result<Option<OpenSession>> {
        let new = self.new_session(request.remember);
        let Some((id, token)) = store::insert(tx, user, request, &new).await? else {
            return Ok(None);
        };
        // After the insert, which locks the user: whoever ends the user's access deletes sessions too, and each would
        // wait for the other.
        if let Some(old) = request.replaces {
            self.end_session(tx, old).await?;
        }
        let device = device::note(tx, new.now, user, &request.client).await?;
        let signed_in = self.done_by(Some(&request.client), user, Kind::SignIn);
        let signed_in = signed_in
            .with("via", request.authn_via)
            .with("remember", request.remember)
            .with("new_device", device.is_new);
        self.record(tx, signed_in.session(id));
        let user = self.noted(tx, user, request, device.is_new).await?;
        Ok(Some(OpenSession {
            id,
            token,
            remember: request.remember,
            expires_at: new.expires_at,
            authenticated_at: new.now,
            device,
            user,
        }))
    }

    /// When a session begins and ends that is opened now.
    fn new_session(&self, remember: bool) -> store::NewSession {
        let (now, lifetimes) = (self.now(), &self.settings().sessions);
        let (idle, absolute) = if remember {
            let remembered = lifetimes.remember_cookie_duration;
            (remembered, remembered)
        } else {
            let absolute = lifetimes.permanent_session_lifetime;
            (lifetimes.session_idle_within.min(absolute), absolute)
        };
        store::NewSession {
            now,
            idle_until: now + idle,
            expires_at: now + absolute,
        }
    }

    /// Lets every feature note a sign-in. Returns the user as they are then.
    async fn noted(
        &self,
        tx: &mut Tx,
        user: &User,
        request: &SignInRequest,
        new_device: bool,
    ) -> Result<User> {
        let attempt = Attempt {
            user,
            client: &request.client,
            authn_via: request.authn_via,
            new_device,
        };
        for feature in self.features() {
            feature.signed_in(self, tx, &attempt).await?;
        }
        let user = users::find(tx, user.id).await?;
        user.ok_or_else(|| Error::Internal("a user vanished inside a transaction".into()))
    }
}
