//! What the forms that ask for a mail have in common: whose mail it is, and what may be said about them.

use super::visit::Visit;
use crate::{
    account::{Email, UserId, store},
    error::{Fault, Result},
    security::Security,
};

impl Visit {
    /// This browser's own claim to an address. It comes before all others: it is the one that its owner can confirm
    /// here.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    pub(crate) async fn claim_to(&self, email: &Email) -> Result<Option<UserId>> {
        let Some(claim) = self.claim() else {
            return Ok(None);
        };
        let mut db = self.security().db();
        let user = store::find_claim(&mut db, email, &claim.hash()).await?;
        Ok(user.map(|user| user.id))
    }
}

impl Security {
    /// Why nobody would get a mail at this address: nobody is there, or the account is switched off. To be told only
    /// where answers need not be equal.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    pub(crate) async fn nobody_to_mail(&self, email: &Email) -> Result<Option<Fault>> {
        let user = self.user_of_address(email).await?;
        Ok(match user {
            None => Some(Fault::of("email", "USER_DOES_NOT_EXIST")),
            Some(user) if !user.active => Some(Fault::of("email", "DISABLED_ACCOUNT")),
            Some(_) => None,
        })
    }
}
