//! The audit log on the handle: recording into it, reading and verifying it.

use portcullis_kit::{clock::Time, db::Tx};
use uuid::Uuid;

use super::{Security, commit::Owed, feature::Client};
use crate::{
    account::{Email, User},
    audit::{self, Actor, Entry, Event, Filter, Head, Kind, Verification, store},
    background::in_batches,
    error::Result,
};

impl Security {
    /// Records an event in the caller's transaction. [`Security::commit`] writes it as the last thing, so it may be
    /// called anywhere: the lock on the chain's end is taken when all others are held already.
    pub(crate) fn record(&self, tx: &mut Tx, event: Event) {
        tx.owe(Owed::Event(self.now(), Box::new(event)));
    }

    /// Something that the app or the operator does to a user.
    pub(crate) fn done_to(&self, user: &User, kind: Kind) -> Event {
        Event::of(kind, self.0.actor, user)
    }

    /// Something that a person does from a client; where there is none, that the app or the operator does to them.
    pub(crate) fn done_by(&self, client: Option<&Client>, user: &User, kind: Kind) -> Event {
        match client {
            Some(client) => client.located(Event::of(kind, Actor::Person, user)),
            None => self.done_to(user, kind),
        }
    }

    /// Something that the app or the operator does to nobody in particular.
    pub(crate) fn done(&self, kind: Kind) -> Event {
        Event::new(kind, self.0.actor)
    }

    /// A mail that was asked for, by whomever and whoever has the address.
    pub(crate) fn asked_for(&self, kind: Kind, email: &Email, client: &Client) -> Event {
        client.located(Event::new(kind, Actor::Nobody).address(email))
    }

    /// Events of the audit log, the newest first.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Email, Security, audit::Filter};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let email = Some(Email::parse("ada@example.com")?);
    /// for event in security.audit_events(&Filter { email, ..Filter::default() }).await? {
    ///     println!("{} {} by {}", event.at, event.kind, event.actor);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn audit_events(&self, filter: &Filter) -> Result<Vec<Entry>> {
        store::list(&mut self.db(), filter).await
    }

    /// What happened to a user, at `since` (to the millisecond) or later and before the event `before`, the newest first; at
    /// most `limit` events. Also what was tried at their address by nobody in particular, if they own it.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let week = std::time::Duration::from_secs(7 * 24 * 3600);
    /// let newest = security.user_activity(user, security.now() - week, None, 20).await?;
    /// // The next page goes on where this one ends.
    /// if let Some(last) = newest.last() {
    ///     let older = security.user_activity(user, security.now() - week, Some(last.id), 20).await?;
    ///     println!("{} and {} events", newest.len(), older.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn user_activity(
        &self,
        user: &User,
        since: Time,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<Entry>> {
        store::of_user(&mut self.db(), user, since, before, limit).await
    }

    /// Events of one chain of the audit log in their order, at most `limit` of those after number `after`. There are
    /// chains from 0 to below [`audit::CHAINS`]; together they are the log.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // The whole log, as an export has it.
    /// for chain in 0..portcullis::audit::CHAINS {
    ///     let mut after = 0;
    ///     loop {
    ///         let events = security.audit_chain(chain, after, 500).await?;
    ///         let Some(last) = events.last() else { break };
    ///         after = last.number;
    ///         events.iter().for_each(|event| println!("{}", event.to_json()));
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn audit_chain(&self, chain: i64, after: i64, limit: u32) -> Result<Vec<Entry>> {
        store::page(&mut self.db(), chain, after, limit.into()).await
    }

    /// Whether this process would write unsigned events behind signed ones, which `verify_audit` then finds: it has no lasting
    /// secret (`SECRET_KEY`), and whoever wrote to the log last had one.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// if security.audit_needs_secret().await? {
    ///     eprintln!("Set SECURITY_SECRET_KEY: the audit log is signed");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn audit_needs_secret(&self) -> Result<bool> {
        Ok(!self.0.keys.is_lasting() && store::is_signed(&mut self.db()).await?)
    }

    /// Walks all chains of the audit log and says whether they are as they were written, up to heads that were `noted`
    /// earlier. Without these nobody can tell that the newest events were cut off by somebody who may write to the
    /// database, nor, where there is no lasting secret, that a whole chain was written anew. Takes a while on a long log; others go on writing meanwhile.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let found = security.verify_audit(&[]).await?;
    /// for broken in &found.broken {
    ///     eprintln!("Event {} of chain {}: {:?}", broken.number, broken.chain, broken.fault);
    /// }
    /// // Kept elsewhere and given to the next walk, the ends show also whether something was cut off.
    /// let noted = found.heads;
    /// # drop(noted);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn verify_audit(&self, noted: &[Head]) -> Result<Verification> {
        audit::verify(&mut self.db(), &self.0.keys, noted).await
    }

    /// Erases whom old events were about.
    pub(crate) async fn sweep_audit(&self) -> Result<()> {
        let before = self.now() - self.settings().audit.audit_personal_data_within;
        in_batches(|| async { store::sweep(&mut self.db(), before).await }).await
    }
}

impl Client {
    /// The event, with where it came from.
    pub(crate) fn located(&self, event: Event) -> Event {
        event.client(self.ip, self.user_agent.as_deref())
    }
}
