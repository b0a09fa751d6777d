//! What the forms that ask for a mail have in common: whose mail it is, which browser asks, and what may be said.

use portcullis_kit::token::{Token, TokenHash};

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
        let Some(claim) = self.browser() else {
            return Ok(None);
        };
        let mut db = self.security().db();
        let user = store::find_claim(&mut db, email, &claim.hash()).await?;
        Ok(user.map(|user| user.id))
    }

    /// What this browser is known by from now on, if it asks for a mail: what it is known by already, or something new. The
    /// answer has to carry [`Security::browser_cookie`] with it.
    pub(crate) fn asking_browser(&self) -> Token {
        self.browser().cloned().unwrap_or_else(Token::generate)
    }

    /// Whether a link was asked for in this browser. One that no browser asked for, but the app or an operator, is good in
    /// any.
    pub(crate) fn asked_here(&self, asked: Option<&TokenHash>) -> bool {
        asked.is_none_or(|asked| self.browser().is_some_and(|own| own.hash() == *asked))
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
