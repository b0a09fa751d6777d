//! The one door at which a typed code is looked at. The try is counted and committed before, as a guess at a password is.

use portcullis_kit::{
    code::Code,
    token::{Token, TokenHash},
};

use super::throttle::Act;
use crate::{
    account::{Purpose, mailed_code, one_time_token},
    error::Result,
    security::{Security, feature::Client},
};

/// What a typed code came to.
#[derive(Debug)]
pub(crate) enum Tried {
    /// It is right: a secret with which the link beside the code can be used.
    Right(Token),
    /// It is not, or no more, or there is none.
    Wrong,
    /// This browser waits for no code, or has tried too many.
    Over,
}

impl Security {
    /// Tries a code that was typed in this browser. Each try counts for the mail that it waits for, for the address and for the
    /// client's network; a right one gives back the last two.
    ///
    /// # Errors
    /// [`crate::Error::Throttled`]; [`crate::Error::Unavailable`] when the database is.
    pub(crate) async fn try_code(
        &self,
        (browser, purpose): (&TokenHash, Purpose),
        code: &Code,
        client: &Client,
    ) -> Result<Tried> {
        let mut db = self.db();
        let Some(account) = mailed_code::account(&mut db, browser, purpose).await? else {
            return Ok(Tried::Over);
        };
        // First the address: a stranger who has used up its tries must not use up those of this mail.
        let taken = self.allow(Act::Code(&account), client).await?;
        let awaited = mailed_code::count_try(&mut db, browser, purpose).await?;
        let Some(awaited) = awaited else {
            return Ok(Tried::Over);
        };
        let now = self.now();
        let Some(token) = awaited.token_of(now, self.keys(), browser, code) else {
            return Ok(Tried::Wrong);
        };
        // The code stays good until its token is used, as the link does: what comes next may fail or be refused.
        let exchanged = one_time_token::exchange(&mut db, now, purpose, token).await?;
        self.give_back(taken).await?;
        Ok(exchanged.map_or(Tried::Wrong, Tried::Right))
    }
}
