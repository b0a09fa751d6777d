//! Passwords: checked, set, re-hashed when the cost has changed.

use portcullis_kit::{
    db::Tx,
    password::{self, Verified},
    secret::Secret,
};

use crate::{
    account::{NewPassword, User, one_time_token, store},
    error::Result,
    security::Security,
};

impl Security {
    /// Whether this is the user's password. A hash of an outdated cost is renewed on the way (row: the user's).
    ///
    /// A user without a password costs the same work as one with, and is refused.
    ///
    /// # Errors
    /// [`crate::Error::TooBusy`] when the queue for hashing is full, [`crate::Error::Unavailable`] when the database is.
    pub async fn verify_password(&self, user: &User, password: &Secret) -> Result<bool> {
        Ok(self.hash_of(user, password).await?.is_some())
    }

    /// The same check; gives the hash that the right password is stored as by now, so that a later transaction can see
    /// whether it still is.
    pub(crate) async fn hash_of(&self, user: &User, password: &Secret) -> Result<Option<Secret>> {
        let Some(stored) = &user.password_hash else {
            self.verify_nobody(password).await?;
            return Ok(None);
        };
        match self.0.hasher.verify(password, stored.expose()).await {
            Ok(Verified::No) => Ok(None),
            Ok(Verified::Yes) => Ok(Some(stored.clone())),
            Ok(Verified::YesButOutdated) => Ok(Some(self.renewed(user, stored, password).await)),
            // Nobody knows which password it is of. The person can still have a new one by mail.
            Err(password::Error::Unreadable) => {
                tracing::error!(user = %user.id, "The stored password hash cannot be read: no password opens this account");
                self.verify_nobody(password).await?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Stores the password at the present cost. The password has been proven, so a full queue or a database that can't be
    /// written leaves the old hash for another day.
    async fn renewed(&self, user: &User, stored: &Secret, password: &Secret) -> Secret {
        let renewed: Result<Secret> = async {
            let hash = self.0.hasher.hash(password).await?;
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

    /// The work of [`Security::verify_password`] for somebody who does not exist.
    pub(crate) async fn verify_nobody(&self, password: &Secret) -> Result<()> {
        Ok(self.0.hasher.verify_nobody(password).await?)
    }

    /// Hashes a password that the policy lets in.
    ///
    /// # Errors
    /// [`crate::Error::TooBusy`] when the queue for hashing is full.
    pub(crate) async fn hash_password(&self, password: &NewPassword) -> Result<String> {
        Ok(self.0.hasher.hash(password.secret()).await?)
    }

    /// Stores a new hash and ends everything that the old password opened: all sessions, auth tokens, unused links that open
    /// the account, and sign-ins that are under way. A session that is to open in the same transaction needs the user read again.
    pub(crate) async fn replace_password(
        &self,
        tx: &mut Tx,
        user: &User,
        hash: Option<&str>,
    ) -> Result<()> {
        let now = self.now();
        store::set_password(tx, now, user.id, hash).await?;
        store::end_access(tx, now, user.id).await?;
        one_time_token::void_keys(tx, now, user.id).await?;
        self.end_all_sessions(tx, user.id).await
    }
}
