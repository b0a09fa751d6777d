//! Tokens for API clients: random, hashed at rest, expiring, ended with the session they were granted with.

use portcullis_kit::{
    clock::Time,
    db::{Tx, Verbs, query},
    id::new_id,
    secret::Secret,
    token::{Token, TokenHash},
};
use uuid::Uuid;

use crate::{
    account::{
        User, UserId,
        store::{self as users, user_columns, user_of},
    },
    audit::Kind,
    error::{Error, Result},
    security::{Security, feature::Client, signed_in::TokenRow},
};

impl User {
    /// Grants an auth token for the header `Authentication-Token` or `Authorization: Bearer`, valid for
    /// `TOKEN_MAX_AGE`. It ends with a change or reset of the password, with deactivation, and with
    /// [`Security::revoke_auth_tokens`].
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the user was deactivated, deleted or got another password since this was read;
    /// [`Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{CurrentUser, Security, User};
    /// # async fn example(security: &Security, user: &CurrentUser) -> portcullis::Result<()> {
    /// let token = user.auth_token(security).await?;
    /// let header = format!("Bearer {}", token.expose());
    /// # drop(header);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn auth_token(&self, security: &Security) -> Result<Secret> {
        security
            .grant_auth_token(self, None, security.now(), None)
            .await
    }
}

impl Security {
    /// Grants a token that ends with `session`, to the person at `client` or to the app. [`Error::Unauthenticated`] when the user's access has ended since `user` was
    /// read.
    pub(crate) async fn grant_auth_token(
        &self,
        user: &User,
        session: Option<Uuid>,
        authenticated_at: Time,
        client: Option<&Client>,
    ) -> Result<Secret> {
        let now = self.now();
        let token = Token::generate();
        let insert = query(INSERT)
            .bind(new_id(now))
            .bind(token.hash())
            .bind(user.id.0)
            .bind(session)
            .bind(now)
            .bind(authenticated_at)
            .bind(now + self.settings().tokens.token_max_age)
            .bind(user.access_version)
            .for_update()
            .about_nobody();
        let mut tx = self.begin().await?;
        if tx.run(insert).await? == 0 {
            return Err(Error::Unauthenticated);
        }
        let granted = self.done_by(client, user, Kind::TokenGranted);
        self.record(
            &mut tx,
            match session {
                Some(session) => granted.session(session),
                None => granted,
            },
        );
        self.commit(tx).await?;
        Ok(token.secret())
    }

    /// Ends all auth tokens of a user; sessions go on.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// // A machine with a token on it was lost.
    /// security.revoke_auth_tokens(user).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn revoke_auth_tokens(&self, user: &User) -> Result<()> {
        let mut tx = self.begin().await?;
        users::end_access(&mut tx, self.now(), user.id).await?;
        delete_of_user(&mut tx, user.id).await?;
        let revoked = self.done_to(user, Kind::TokensRevoked);
        self.record(&mut tx, revoked);
        self.commit(tx).await
    }
}

/// As for sessions: only while the access that was proven has not ended. It waits for whoever ends it at this moment.
const INSERT: &str = "
    INSERT INTO pc_auth_tokens (id, token_hash, user_id, session_id, created_at, authenticated_at, expires_at)
    SELECT $1, $2, u.id, $4, $5, $6, $7 FROM pc_users u
    WHERE u.id = $3 AND u.active AND u.deletion_at IS NULL AND u.access_version = $8";

const CHECK: &str = concat!(
    "SELECT t.id AS token_id, t.session_id, t.authenticated_at, t.expires_at, ",
    user_columns!(),
    " FROM pc_auth_tokens t JOIN pc_users u ON u.id = t.user_id
     WHERE t.token_hash = $1 AND t.expires_at > $2 AND u.active AND u.deletion_at IS NULL
       AND (t.session_id IS NULL OR EXISTS (SELECT 1 FROM pc_sessions s WHERE s.id = t.session_id))"
);

/// Finds a living token of an active user, in one statement.
pub(crate) async fn check(
    on: &mut impl Verbs,
    now: Time,
    token: &TokenHash,
) -> Result<Option<(TokenRow, User)>> {
    let row = on.optional(query(CHECK).bind(token).bind(now)).await?;
    row.map(|row| {
        let token = TokenRow {
            id: row.id("token_id")?,
            session_id: row.opt_id("session_id")?,
            authenticated_at: row.time("authenticated_at")?,
            expires_at: row.time("expires_at")?,
        };
        Ok((token, user_of(&row)?))
    })
    .transpose()
}

const DELETE: &str = "DELETE FROM pc_auth_tokens WHERE id = $1";

pub(crate) async fn delete(on: &mut impl Verbs, user: UserId, token: Uuid) -> Result<()> {
    on.run(query(DELETE).bind(token).about(user.0)).await?;
    Ok(())
}

const DELETE_OF_SESSION: &str =
    "DELETE FROM pc_auth_tokens WHERE session_id = $1 RETURNING user_id";

pub(crate) async fn delete_of_session(tx: &mut Tx, session: Uuid) -> Result<()> {
    let delete = query(DELETE_OF_SESSION).bind(session).about_nobody();
    for row in tx.all(delete).await? {
        tx.about(row.id("user_id")?);
    }
    Ok(())
}

const DELETE_OF_USER: &str = "DELETE FROM pc_auth_tokens WHERE user_id = $1";

pub(crate) async fn delete_of_user(on: &mut impl Verbs, user: UserId) -> Result<()> {
    on.run(query(DELETE_OF_USER).bind(user.0).about(user.0))
        .await?;
    Ok(())
}

const DELETE_OTHERS: &str = "
    DELETE FROM pc_auth_tokens
    WHERE user_id = $1 AND id <> $3 AND (session_id IS NULL OR session_id <> $2)";

/// Deletes the tokens of a user but those of this session, and this one.
pub(crate) async fn delete_others(
    on: &mut impl Verbs,
    user: UserId,
    session: Uuid,
    token: Uuid,
) -> Result<()> {
    let delete = query(DELETE_OTHERS).bind(user.0).bind(session);
    on.run(delete.bind(token).about(user.0)).await?;
    Ok(())
}

const SWEEP: &str = "
    DELETE FROM pc_auth_tokens WHERE id IN
        (SELECT id FROM pc_auth_tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT 500 /* LOCK */)";

/// Deletes a batch of tokens that have expired; returns how many.
pub(crate) async fn sweep(on: &mut impl Verbs, now: Time) -> Result<u64> {
    Ok(on.run(query(SWEEP).bind(now).skip_locked()).await?)
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[
    INSERT,
    CHECK,
    DELETE,
    DELETE_OF_SESSION,
    DELETE_OF_USER,
    DELETE_OTHERS,
    SWEEP,
];
