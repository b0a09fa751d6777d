//! The end of an account. Its owner asks for it, it waits, and it is gone; until then it can be undone. An operator or the app
//! deletes at once.

use std::time::Duration;

use portcullis_kit::{
    clock::Time,
    db::{Tx, Verbs},
    mail::outbox::Job,
};
use uuid::Uuid;

use crate::{
    account::{
        User, UserId, deletion,
        one_time_token::{self, Found, UNDO_DELETION},
        store,
    },
    audit::{self, Kind},
    background::let_others,
    error::Result,
    security::{Security, feature::Client, letter::Letter},
    signals::Signal,
};

/// The kind of the job for the mail that says when the account will be gone, and undoes it.
pub(crate) const DELETION_NOTICE: &str = "deletion_notice";

/// Somebody has asked for their account to be deleted. Nothing opens it any more; it is gone at [`User::deletion_at`]. Told after
/// the commit.
///
/// ```
/// use portcullis::{Db, Security, UserDeletionRequested};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, UserDeletionRequested { user }| {
///     println!("{} leaves: end the subscription", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct UserDeletionRequested {
    /// Whose account, as it is by now.
    pub user: User,
}
impl Signal for UserDeletionRequested {}

/// A deletion that waited was undone, by the mailed link, by "it was not me", by the app or an operator. Told after the commit.
///
/// ```
/// use portcullis::{Db, Security, UserDeletionUndone};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, UserDeletionUndone { user }| {
///     println!("{} stays after all", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct UserDeletionUndone {
    /// Whose account, as it is by now.
    pub user: User,
}
impl Signal for UserDeletionUndone {}

/// An account is gone: its time was over, or the app or an operator deleted it. Told after the commit; an app takes away what it
/// keeps about the person.
///
/// ```
/// use portcullis::{Db, Security, UserDeleted};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, UserDeleted { user }| {
///     println!("Delete what the app keeps of {}", user.id);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct UserDeleted {
    /// Whose account it was, as it was at the end.
    pub user: User,
}
impl Signal for UserDeleted {}

impl Security {
    /// How long a deletion that people ask for waits and can be undone (`UNDO_DELETION_WITHIN`).
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// println!("You can change your mind for {:?}.", security.undo_deletion_within());
    /// # Ok(())
    /// # }
    /// ```
    pub fn undo_deletion_within(&self) -> Duration {
        self.settings().deletion.undo_deletion_within
    }

    /// Has a user deleted once `UNDO_DELETION_WITHIN` is over. `None`, and nothing changes, when the user is gone or to be
    /// deleted already.
    ///
    /// Changes, in one transaction: the time is noted in `deletion_at`; all sessions, auth tokens and unused links of the
    /// user end but "it was not me", known browsers are forgotten; a mail job (`deletion_notice`) whose mail carries the link
    /// that undoes it. Until then nobody signs in. Signal: [`UserDeletionRequested`].
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// if let Some(user) = security.request_user_deletion(user).await? {
    ///     println!("{} is deleted at {:?}", user.email, user.deletion_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn request_user_deletion(&self, user: &User) -> Result<Option<User>> {
        self.request_deletion(user, None).await
    }

    /// The same, as the person at `client` asks for it, who has just proven who they are. Also `None` when their access has
    /// ended since: a password that was replaced meanwhile proves nothing.
    pub(crate) async fn request_deletion(
        &self,
        user: &User,
        client: Option<&Client>,
    ) -> Result<Option<User>> {
        let (now, asked_at) = (self.now(), user.access_version);
        let mut tx = self.begin().await?;
        let Some(user) = store::find_for_update(&mut tx, user.id).await? else {
            return Ok(None);
        };
        if client.is_some() && (!user.active || user.access_version != asked_at) {
            return Ok(None);
        }
        let at = now + self.undo_deletion_within();
        if !deletion::begin(&mut tx, now, user.id, at).await? {
            return Ok(None);
        }
        self.end_access(&mut tx, &user).await?;
        let user = self.as_it_is(&mut tx, user).await?;
        self.enqueue_notice(&mut tx, DELETION_NOTICE, &user, client)
            .await?;
        let requested = self.done_by(client, &user, Kind::DeletionRequested);
        self.record(&mut tx, requested.with("deletion_at", at.to_string()));
        self.commit(tx).await?;
        self.tell(UserDeletionRequested { user: user.clone() })
            .await;
        Ok(Some(user))
    }

    /// Undoes a deletion that waits: the person signs in as before. Returns false, and changes nothing, when none does.
    ///
    /// Changes, in one transaction: `deletion_at`; unused links that undo it are void. Signal: [`UserDeletionUndone`].
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // Somebody called the support in time.
    /// if let Some(user) = security.find_user("ada@example.com").await? {
    ///     security.undo_user_deletion(&user).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn undo_user_deletion(&self, user: &User) -> Result<bool> {
        let mut tx = self.begin().await?;
        let Some(user) = self.undo_deletion(&mut tx, user, None).await? else {
            return Ok(false);
        };
        self.commit(tx).await?;
        self.tell(UserDeletionUndone { user }).await;
        Ok(true)
    }

    /// The same in the caller's transaction, who tells [`UserDeletionUndone`] after it. `None` when no deletion waits.
    pub(crate) async fn undo_deletion(
        &self,
        tx: &mut Tx,
        user: &User,
        client: Option<&Client>,
    ) -> Result<Option<User>> {
        let now = self.now();
        if !deletion::undo(tx, now, user.id).await? {
            return Ok(None);
        }
        one_time_token::void(tx, now, UNDO_DELETION, user.id).await?;
        let undone = self.done_by(client, user, Kind::DeletionUndone);
        self.record(tx, undone);
        self.as_it_is(tx, user.clone()).await.map(Some)
    }

    /// The user as they are in this transaction by now.
    async fn as_it_is(&self, on: &mut impl Verbs, user: User) -> Result<User> {
        Ok(store::find(on, user.id).await?.unwrap_or(user))
    }

    /// Makes the link that undoes the deletion of this user, for as long as it waits. Row: the token's hash. `None` when none
    /// waits, or where there is no page for it.
    pub(crate) async fn generate_undo_deletion_link(&self, user: &User) -> Result<Option<String>> {
        let (now, page) = (self.now(), self.path_of("undo_deletion"));
        let (Some(at), Some(page)) = (user.deletion_at.filter(|at| *at > now), page) else {
            return Ok(None);
        };
        let (mut db, within) = (self.db(), at.since(now));
        let issued = one_time_token::issue(&mut db, now, UNDO_DELETION, user, within, None).await?;
        self.url_of(&format!("{page}/{}", issued.token.expose()))
            .map(Some)
    }

    /// What is known of a link that undoes a deletion. Changes nothing.
    pub(crate) async fn undo_deletion_link(&self, token: &str) -> Result<Option<Found>> {
        one_time_token::find(&mut self.db(), self.now(), UNDO_DELETION, token).await
    }

    /// Spends a link and undoes the deletion. `None` when the link is worth nothing by now: of any number of submits one gets
    /// the user, and none that comes later than the deletion.
    pub(crate) async fn undo_deletion_by_token(
        &self,
        token: &str,
        client: &Client,
    ) -> Result<Option<User>> {
        let (mut tx, now) = (self.begin().await?, self.now());
        let Some(user) = one_time_token::spend(&mut tx, now, UNDO_DELETION, token).await? else {
            return Ok(None);
        };
        let Some(user) = self.undo_deletion(&mut tx, &user, Some(client)).await? else {
            return Ok(None);
        };
        self.commit(tx).await?;
        self.tell(UserDeletionUndone { user: user.clone() }).await;
        Ok(Some(user))
    }

    /// What somebody gets who asks for a mail that would open their account, while its deletion waits: when it will be gone,
    /// and a link that undoes that.
    pub(crate) async fn deletion_letter(&self, job: &Job, user: &User) -> Result<Letter> {
        let job = Job {
            kind: DELETION_NOTICE.to_owned(),
            user_id: Some(user.id.0),
            data: "{}".to_owned(),
            ..job.clone()
        };
        match self.writer_of(DELETION_NOTICE) {
            Some(feature) => feature.compose(self, &job).await,
            None => Ok(Letter::Nothing),
        }
    }

    /// Deletes a user with everything of theirs, now; the audit log forgets whom its events were about. Returns whether there
    /// was one. Signal: [`UserDeleted`].
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// if let Some(user) = security.find_user("ada@example.com").await? {
    ///     assert!(security.delete_user(&user).await?);
    /// }
    /// assert!(security.find_user("ada@example.com").await?.is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_user(&self, user: &User) -> Result<bool> {
        let tx = self.begin().await?;
        self.delete_and_tell(tx, user.id).await
    }

    /// The one way in which an account goes: at once, or when its time is over.
    async fn delete_and_tell(&self, mut tx: Tx, id: UserId) -> Result<bool> {
        // The user first, as everywhere: whoever locks in another order waits in a circle.
        store::end_access(&mut tx, self.now(), id).await?;
        self.end_all_sessions(&mut tx, id).await?;
        // As the user is now, who may own the address only since the caller looked.
        let Some(user) = store::find(&mut tx, id).await? else {
            return Ok(false);
        };
        audit::store::erase(&mut tx, &user).await?;
        // The id alone: enough to show that it was done, and to whom for those who kept the id.
        let deleted = self.done(Kind::UserDeleted).about(id);
        self.record(&mut tx, deleted);
        let counted = self.is_user_of_address(&mut tx, &user).await?;
        deletion::delete(&mut tx, id).await?;
        if counted {
            self.forget_guesses(&mut tx, &user.email).await?;
        }
        self.commit(tx).await?;
        self.tell(UserDeleted { user }).await;
        Ok(true)
    }

    /// Deletes the accounts whose time is over, each in a transaction of its own. Any number of processes may do so at once:
    /// whoever comes second finds nobody. One that can't be deleted, since a table of the app holds on to it, keeps no other.
    pub(crate) async fn sweep_deletions(&self) -> Result<()> {
        let mut after = (Time::from_micros(i64::MIN), UserId(Uuid::nil()));
        loop {
            let due = deletion::due(&mut self.db(), self.now(), after).await?;
            let Some(last) = due.last() else {
                return Ok(());
            };
            after = *last;
            for (_, id) in due {
                if let Err(error) = self.delete_if_due(id).await {
                    tracing::error!(user = %id, %error, "An account whose time is over could not be deleted; it is tried again later");
                }
                let_others().await;
            }
        }
    }

    async fn delete_if_due(&self, id: UserId) -> Result<bool> {
        let mut tx = self.begin().await?;
        // It may have been undone since it was listed.
        if !deletion::lock_due(&mut tx, self.now(), id).await? {
            return Ok(false);
        }
        self.delete_and_tell(tx, id).await
    }
}
