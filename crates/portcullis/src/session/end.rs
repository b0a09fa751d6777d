//! How sessions end: one, all of a person, and those that have expired.

use portcullis_kit::db::Tx;
use uuid::Uuid;

use super::{auth_token, store};
use crate::{
    account::UserId, audit::Kind, background::in_batches, error::Result, security::Security,
};

impl Security {
    /// Ends a session and the auth tokens that were granted with it. A copy of the cookie is worth nothing from now on.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{CurrentUser, Security};
    /// # async fn example(security: &Security, user: &CurrentUser) -> portcullis::Result<()> {
    /// if let Some(session) = user.session_id() {
    ///     security.logout_user(session).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn logout_user(&self, session: Uuid) -> Result<()> {
        let mut tx = self.begin().await?;
        if let Some(user) = self.end_session(&mut tx, session).await? {
            let signed_out = self.done(Kind::SignOut).about(user);
            self.record(&mut tx, signed_out.session(session));
        }
        self.commit(tx).await
    }

    /// The same in the caller's transaction. Returns whose it was, if there was one.
    pub(crate) async fn end_session(&self, tx: &mut Tx, session: Uuid) -> Result<Option<UserId>> {
        let user = store::delete(tx, session).await?;
        auth_token::delete_of_session(tx, session).await?;
        Ok(user)
    }

    /// Ends all sessions and auth tokens of a user in the caller's transaction.
    pub(crate) async fn end_all_sessions(&self, tx: &mut Tx, user: UserId) -> Result<()> {
        store::delete_of_user(tx, user).await?;
        auth_token::delete_of_user(tx, user).await
    }

    /// Deletes sessions and auth tokens that have expired.
    pub(crate) async fn sweep_sessions(&self) -> Result<()> {
        let now = self.now();
        in_batches(|| async { store::sweep(&mut self.db(), now).await }).await?;
        in_batches(|| async { auth_token::sweep(&mut self.db(), now).await }).await
    }
}
