//! Checking who wants to sign in.

use portcullis_kit::secret::Secret;

use super::signals::UserFailedAuthn;
use crate::{
    account::{Email, User, store},
    error::{Fault, Result},
    security::Security,
};

/// Why a password did not let somebody in. The caller decides how much of it is told.
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
    /// password or not. Signal: [`UserFailedAuthn`] for a known user.
    ///
    /// # Errors
    /// [`crate::Error::TooBusy`], [`crate::Error::Unavailable`].
    pub async fn authenticate_password(
        &self,
        email: &Email,
        password: &Secret,
    ) -> Result<Result<User, LoginFailure>> {
        let Some(user) = store::find_by_email(&mut self.db(), email).await? else {
            self.verify_nobody(password).await?;
            return Ok(Err(LoginFailure::NoUser));
        };
        if self.verify_password(&user, password).await? {
            return Ok(Ok(user));
        }
        self.tell(UserFailedAuthn {
            user,
            auth_type: "password",
        })
        .await;
        Ok(Err(LoginFailure::WrongPassword))
    }
}
