//! Extractors for an app's handlers: who is signed in, and since when.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};

use portcullis_kit::settings::Span;

use super::visit::Visit;
use crate::{
    error::{Error, Result},
    security::Security,
    session::{
        check::{CurrentUser, Mechanism},
        store,
    },
};

/// # Rejection
/// [`Error::Unauthenticated`]: the way to the sign-in page for browsers, 401 for programs.
impl<S: Send + Sync> FromRequestParts<S> for CurrentUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        Visit::from_request_parts(parts, state)
            .await?
            .signed_in()
            .await
    }
}

/// `Option<CurrentUser>`: a page for everybody that greets those it knows.
impl<S: Send + Sync> OptionalFromRequestParts<S> for CurrentUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>> {
        Visit::from_request_parts(parts, state).await?.user().await
    }
}

/// The handle, for handlers of an app.
///
/// # Rejection
/// [`Error::Setup`] on a route that is not below the layer: 500, and the log says what to do.
impl<S: Send + Sync> FromRequestParts<S> for Security {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        Ok(Visit::from_request_parts(parts, state)
            .await?
            .security()
            .clone())
    }
}

/// Somebody who has proven who they are within `FRESHNESS` (a day by default).
///
/// # Rejection
/// [`Error::NotFresh`]: the way to `/verify` for browsers, 401 with `reauth_required` for programs; and those of the
/// extractor inside.
///
/// ```
/// use axum::{Router, routing::post};
/// use portcullis::{CurrentUser, Fresh};
///
/// async fn pay_out(Fresh(user): Fresh<CurrentUser>) -> String {
///     format!("Paid out to {}", user.email)
/// }
///
/// let app = Router::<()>::new().route("/pay-out", post(pay_out));
/// # let _ = app;
/// ```
#[derive(Debug, Clone)]
pub struct Fresh<T: Provable>(pub T);

/// Who can be asked to prove it again: a [`CurrentUser`].
///
/// ```
/// # use portcullis::{CurrentUser, Fresh};
/// // The one that there is.
/// async fn close_account(Fresh(user): Fresh<CurrentUser>) -> String {
///     format!("Good bye, {}", user.email)
/// }
/// # let _ = close_account;
/// ```
#[diagnostic::on_unimplemented(
    message = "`Fresh<{Self}>` is nobody who could prove it again",
    label = "not a signed-in user",
    note = "a handler takes `Fresh<CurrentUser>`; for routes that take no user there is the guard `fresh_auth_required()`"
)]
pub trait Provable: sealed::Sealed {}
impl Provable for CurrentUser {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for crate::session::check::CurrentUser {}
}

impl<S: Send + Sync> FromRequestParts<S> for Fresh<CurrentUser> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let user = visit.signed_in().await?;
        visit.security().require_fresh(&user).await?;
        Ok(Self(user))
    }
}

impl Security {
    /// Refuses a user whose last proof is older than `FRESHNESS`. A passed check starts or prolongs the grace period of
    /// the session, in which nobody is asked again.
    ///
    /// # Errors
    /// [`Error::NotFresh`]; [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{CurrentUser, Security};
    /// # async fn example(security: &Security, caller: &CurrentUser) -> portcullis::Result<()> {
    /// // Only a large sum needs a recent proof.
    /// let sum = 5_000;
    /// if sum > 1_000 {
    ///     security.require_fresh(caller).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn require_fresh(&self, user: &CurrentUser) -> Result<()> {
        let settings = &self.settings().freshness;
        let Span::Within(within) = settings.freshness else {
            return Ok(());
        };
        let (who, now) = (&user.0, self.now());
        let recent = now.since(who.authenticated_at) < within;
        match (who.mechanism, &who.session) {
            // The password was in this very request.
            (Mechanism::Basic, _) => Ok(()),
            (Mechanism::Token, _) if settings.freshness_allow_auth_token && recent => Ok(()),
            (Mechanism::Session, Some(session)) if recent || now < session.grace_until => {
                let grace_until = now + settings.freshness_grace_period;
                store::best_effort(store::extend_grace(
                    &mut self.db(),
                    user.id,
                    session,
                    grace_until,
                ))
                .await;
                Ok(())
            }
            _ => Err(Error::NotFresh),
        }
    }
}
