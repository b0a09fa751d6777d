//! The sessions of one person, as their owner sees and ends them.

use portcullis_kit::{
    clock::Time,
    db::{Row, Verbs, query},
};
use uuid::Uuid;

use super::{UserLoggedOut, auth_token, check::CurrentUser, store};
use crate::{
    account::{User, UserId, store as users},
    audit::Kind,
    error::Result,
    security::{Security, feature::Client},
};

/// More than anybody has in use. Programs that sign in anew each time may leave more behind.
const SESSIONS_SHOWN: i64 = 100;

/// A session that somebody could use at this moment.
///
/// ```
/// # use portcullis::{Security, User};
/// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
/// for session in security.user_sessions(user).await? {
///     let browser = session.user_agent.as_deref().unwrap_or("something");
///     println!("{browser}, last seen {}", session.last_seen_at);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserSession {
    /// Names the session; it opens nothing.
    pub id: Uuid,
    /// How the sign-in was proven; see [`super::SignInRequest::authn_via`].
    pub authn_via: String,
    /// From which address the sign-in came.
    pub ip: Option<String>,
    /// The `User-Agent` of the sign-in, at most 256 characters of it: anything a client likes to send.
    pub user_agent: Option<String>,
    /// When it was opened.
    pub created_at: Time,
    /// When it was used last, to the minute.
    pub last_seen_at: Time,
}

const LIST: &str = "
    SELECT id, authn_via, ip, user_agent, created_at, last_seen_at FROM pc_sessions
    WHERE user_id = $1 AND idle_until > $2 AND expires_at > $2
    ORDER BY last_seen_at DESC, id DESC LIMIT $3";

fn session_of(row: &Row) -> Result<UserSession> {
    Ok(UserSession {
        id: row.id("id")?,
        authn_via: row.text("authn_via")?,
        ip: row.opt_text("ip")?,
        user_agent: row.opt_text("user_agent")?,
        created_at: row.time("created_at")?,
        last_seen_at: row.time("last_seen_at")?,
    })
}

const IS_OF: &str = "SELECT id FROM pc_sessions WHERE id = $1 AND user_id = $2";

async fn is_of(on: &mut impl Verbs, session: Uuid, user: UserId) -> Result<bool> {
    let row = on.optional(query(IS_OF).bind(session).bind(user.0)).await?;
    Ok(row.is_some())
}

impl Security {
    /// The sessions in which a user is signed in at this moment, the one used last first; at most a hundred.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// for session in security.user_sessions(user).await? {
    ///     println!("{} from {:?}", session.created_at, session.ip);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn user_sessions(&self, user: &User) -> Result<Vec<UserSession>> {
        let list = query(LIST).bind(user.id.0).bind(self.now());
        let rows = (&mut self.db()).all(list.bind(SESSIONS_SHOWN)).await?;
        rows.iter().map(session_of).collect()
    }

    /// Ends a session of this user, with the auth tokens that were granted with it; `client` is where the person asked for
    /// it, none for the app or an operator. Returns false, and changes nothing, when the user has no such session. Signal:
    /// [`UserLoggedOut`].
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// // An operator ends what was not used since yesterday.
    /// let yesterday = security.now() - std::time::Duration::from_secs(24 * 3600);
    /// for session in security.user_sessions(user).await? {
    ///     if session.last_seen_at < yesterday {
    ///         security.end_user_session(user, session.id, None).await?;
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn end_user_session(
        &self,
        user: &User,
        session: Uuid,
        client: Option<&Client>,
    ) -> Result<bool> {
        let mut tx = self.begin().await?;
        if !is_of(&mut tx, session, user.id).await?
            || self.end_session(&mut tx, session).await?.is_none()
        {
            return Ok(false);
        }
        let signed_out = self.done_by(client, user, Kind::SignOut);
        self.record(&mut tx, signed_out.session(session));
        self.commit(tx).await?;
        self.tell(UserLoggedOut { user: user.clone() }).await;
        Ok(true)
    }

    /// Ends all sessions and auth tokens of a caller but those they came with; sign-ins that are under way come to nothing.
    /// Returns how many sessions ended. Signal: [`UserLoggedOut`].
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, Visit};
    /// # async fn example(security: &Security, visit: &Visit) -> portcullis::Result<()> {
    /// let user = visit.signed_in().await?;
    /// let ended = security.end_other_sessions(&user, visit.client()).await?;
    /// println!("Signed out in {ended} other places");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn end_other_sessions(&self, user: &CurrentUser, client: &Client) -> Result<u64> {
        let session = user.session_id().unwrap_or_default();
        let token = user.0.token.as_ref().map(|token| token.id);
        let mut tx = self.begin().await?;
        // The user first, then sessions, then tokens: the order of locks everywhere.
        users::end_access(&mut tx, self.now(), user.id).await?;
        let ended = store::delete_others(&mut tx, user.id, session).await?;
        auth_token::delete_others(&mut tx, user.id, session, token.unwrap_or_default()).await?;
        let signed_out = self.done_by(Some(client), user, Kind::SignOut);
        self.record(&mut tx, signed_out.with("others", ended));
        self.commit(tx).await?;
        let user = (**user).clone();
        self.tell(UserLoggedOut { user }).await;
        Ok(ended)
    }
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[LIST, IS_OF];
