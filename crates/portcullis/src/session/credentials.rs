//! Passwords: checked, set, re-hashed when the cost has changed.

use portcullis_kit::{db::Tx, secret::Secret};

use super::{device, guesses::Guess};
use crate::{
    account::{NewPassword, User, one_time_token, store},
    error::Result,
    security::{Security, feature::Client},
};

impl Security {
    /// Whether this is the user's password. A hash of an outdated cost is renewed on the way (row: the user's).
    ///
    /// A user without a password costs the same work as one with, and is refused. It counts as a guess at the account, as a
    /// sign-in does (`THROTTLE_GUESSES_PER_ACCOUNT`, `THROTTLE_FAILURES`), so that an app that asks for passwords on a page
    /// of its own opens no way around the limits; of the client it knows nothing.
    ///
    /// # Errors
    /// [`crate::Error::Throttled`]; [`crate::Error::TooBusy`] when the queue for hashing is full, [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Secret, Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let is_right = security.verify_password(user, &Secret::new("lanterns over quiet water")).await?;
    /// # let _ = is_right;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn verify_password(&self, user: &User, password: &Secret) -> Result<bool> {
        let guess = Guess {
            account: user.email.key(),
            user: Some(user),
            client: None,
            via: "app",
            signs_in: false,
        };
        Ok(self.prove_password(guess, password).await?.is_some())
    }

    /// Stores the password at the present cost. The password has been proven, so a full queue or a database that can't be
    /// written leaves the old hash for another day.
    pub(super) async fn renewed(
        &self,
        guess: Guess<'_>,
        user: &User,
        stored: &Secret,
        password: &Secret,
    ) -> Secret {
        let renewed: Result<Secret> = async {
            let hash = self
                .0
                .hasher
                .hash(password, &self.share(guess.client))
                .await?;
            let now = self.now();
            store::rehash(&mut self.db(), now, user.id, stored.expose(), &hash).await?;
            Ok(Secret::new(hash))
        }
        .await;
        renewed.unwrap_or_else(|error| {
            tracing::warn!(%error, "A password could not be stored at the present cost; it is tried again at the next sign-in");
            stored.clone()
        })
    }

    /// Hashes a password that the policy lets in, in the turn of the client's network.
    ///
    /// # Errors
    /// [`crate::Error::TooBusy`] when the queue for hashing is full.
    pub(crate) async fn hash_password(
        &self,
        password: &NewPassword,
        client: Option<&Client>,
    ) -> Result<String> {
        let share = self.share(client);
        Ok(self.0.hasher.hash(password.secret(), &share).await?)
    }

    /// Stores a new hash and ends everything that the old password opened: all sessions, auth tokens, unused links that open
    /// the account, sign-ins that are under way, and known browsers but that of `client`. Guesses are counted anew. A session
    /// that is to open in the same transaction needs the user read again.
    pub(crate) async fn replace_password(
        &self,
        tx: &mut Tx,
        user: &User,
        hash: Option<&str>,
        client: Option<&Client>,
    ) -> Result<()> {
        let now = self.now();
        store::set_password(tx, now, user.id, hash).await?;
        store::end_access(tx, now, user.id).await?;
        one_time_token::void_keys(tx, now, user.id).await?;
        self.end_all_sessions(tx, user.id).await?;
        let device = client.and_then(|client| client.device.as_ref());
        device::forget(tx, user.id, device).await?;
        if self.is_user_of_address(tx, user).await? {
            self.forget_guesses(tx, &user.email).await?;
        }
        Ok(())
    }
}
