//! The end of a transaction: what it owes is written and told.

use portcullis_kit::{
    clock::Time,
    db::Tx,
    mail::outbox::{self, NewJob},
};

use super::Security;
use crate::{
    audit::{self, Event},
    error::Result,
};

/// What a transaction owes until [`Security::commit`].
pub(super) enum Owed {
    /// An event of the audit log, which is written as the last thing.
    Event(Time, Box<Event>),
    /// Mail has been written that the courier does not know of.
    Mail,
}

impl Security {
    /// Writes a mail job in the caller's transaction. Commit with [`Security::commit`], so that the courier hears of it.
    pub(crate) async fn enqueue(&self, tx: &mut Tx, job: NewJob) -> Result<()> {
        outbox::enqueue(tx, self.now(), job).await?;
        tx.owe(Owed::Mail);
        Ok(())
    }

    /// Writes the events that were recorded, commits, and wakes the courier if there is mail.
    pub(crate) async fn commit(&self, mut tx: Tx) -> Result<()> {
        let (mut events, mut is_mail) = (Vec::new(), false);
        for owed in tx.take_owed::<Owed>() {
            match owed {
                Owed::Event(at, event) => events.push((at, *event)),
                Owed::Mail => is_mail = true,
            }
        }
        audit::write(&mut tx, &self.0.keys, events).await?;
        tx.commit().await?;
        if let (true, Some(courier)) = (is_mail, self.0.courier.get()) {
            courier.wake();
        }
        Ok(())
    }
}
