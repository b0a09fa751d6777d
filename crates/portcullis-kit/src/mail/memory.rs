//! A mailbox in the memory of this process: for tests, and behind the mailbox page of development.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::watch;

use super::{Message, SendError, Transport};
use crate::clock::Time;

/// How many mails a mailbox keeps unless told otherwise: days of development, a few megabytes.
const KEPT: usize = 500;

/// A bounded mailbox; every clone is the same box. The oldest mails make room for new ones.
#[derive(Clone)]
pub struct Memory {
    inner: Arc<Inner>,
}

struct Inner {
    capacity: usize,
    letters: Mutex<VecDeque<Received>>,
    newest: watch::Sender<u64>,
}

/// A mail that has arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// Counts up from 1 and is never given twice, also after old mails have gone.
    pub number: u64,
    /// When it was written (its `Date`).
    pub at: Time,
    /// The mail itself.
    pub message: Message,
}

impl Memory {
    /// A box for the newest 500 mails.
    #[must_use]
    pub fn new() -> Self {
        Self::with_capacity(KEPT)
    }

    /// A box for the newest `capacity` mails (at least one).
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            inner: Arc::new(Inner {
                capacity: capacity.max(1),
                letters: Mutex::new(VecDeque::new()),
                newest: watch::Sender::new(0),
            }),
        }
    }

    /// All mails that are kept, the oldest first.
    #[must_use]
    pub fn messages(&self) -> Vec<Received> {
        self.letters().iter().cloned().collect()
    }

    /// All mails to this address (upper and lower case count as the same), the oldest first.
    #[must_use]
    pub fn to(&self, address: &str) -> Vec<Received> {
        self.letters()
            .iter()
            .filter(|mail| mail.is_to(address))
            .cloned()
            .collect()
    }

    /// The newest mail to this address.
    #[must_use]
    pub fn latest_to(&self, address: &str) -> Option<Received> {
        self.letters()
            .iter()
            .rev()
            .find(|mail| mail.is_to(address))
            .cloned()
    }

    /// The mail of that number, while it is kept.
    #[must_use]
    pub fn find(&self, number: u64) -> Option<Received> {
        self.letters()
            .iter()
            .find(|mail| mail.number == number)
            .cloned()
    }

    /// The number of the newest mail that ever arrived; 0 before the first.
    #[must_use]
    pub fn newest_number(&self) -> u64 {
        *self.inner.newest.borrow()
    }

    /// The newest mail to this address; waits up to `within` for one when there is none yet.
    pub async fn wait_for(&self, address: &str, within: Duration) -> Option<Received> {
        self.wait_for_newer(address, 0, within).await
    }

    /// The newest mail to this address with a number above `after`; waits up to `within` for it.
    /// Take [`Memory::newest_number`] before the act that sends the mail, and hand it in here.
    pub async fn wait_for_newer(
        &self,
        address: &str,
        after: u64,
        within: Duration,
    ) -> Option<Received> {
        let mut newest = self.inner.newest.subscribe();
        let arrival = async {
            loop {
                newest.borrow_and_update();
                if let Some(mail) = self.latest_to(address).filter(|mail| mail.number > after) {
                    return Some(mail);
                }
                newest.changed().await.ok()?;
            }
        };
        tokio::time::timeout(within, arrival).await.ok().flatten()
    }

    /// Throws all mails away; numbers go on.
    pub fn clear(&self) {
        self.letters().clear();
    }

    fn letters(&self) -> MutexGuard<'_, VecDeque<Received>> {
        // A panic elsewhere cannot leave a half-written letter in the box.
        self.inner
            .letters
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

impl Received {
    fn is_to(&self, address: &str) -> bool {
        self.message.to.to_lowercase() == address.to_lowercase()
    }
}

#[async_trait]
impl Transport for Memory {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        // What SMTP would refuse must not pass in a test or in development.
        message.mime()?;
        let mut letters = self.letters();
        let number = self.newest_number() + 1;
        if letters.len() >= self.inner.capacity {
            letters.pop_front();
        }
        letters.push_back(Received {
            number,
            at: message.date,
            message: message.clone(),
        });
        self.inner.newest.send_replace(number);
        Ok(())
    }

    fn name(&self) -> &'static str {
        "memory"
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::letter_to;
    use super::*;

    async fn deliver(mailbox: &Memory, to: &str) {
        mailbox.send(&letter_to(to)).await.unwrap();
    }

    fn numbers(mails: &[Received]) -> Vec<u64> {
        mails.iter().map(|mail| mail.number).collect()
    }

    #[tokio::test]
    async fn a_full_mailbox_drops_its_oldest_mail_and_counts_on() {
        let mailbox = Memory::with_capacity(2);
        for _ in 0..3 {
            deliver(&mailbox, "ann@example.org").await;
        }
        assert_eq!(numbers(&mailbox.messages()), [2, 3]);
        assert!(mailbox.find(1).is_none() && mailbox.find(3).is_some());
        mailbox.clear();
        deliver(&mailbox, "ann@example.org").await;
        assert_eq!(numbers(&mailbox.messages()), [4]);
    }

    #[tokio::test]
    async fn mails_are_found_by_their_recipient() {
        let mailbox = Memory::new();
        deliver(&mailbox, "ann@example.org").await;
        deliver(&mailbox, "bob@example.org").await;
        deliver(&mailbox, "Ann@Example.org").await;
        assert_eq!(numbers(&mailbox.to("ann@example.org")), [1, 3]);
        assert_eq!(mailbox.latest_to("ANN@example.org").unwrap().number, 3);
        assert!(mailbox.latest_to("carl@example.org").is_none());
    }

    #[tokio::test]
    async fn waiting_ends_with_the_mail_or_with_the_time() {
        let mailbox = Memory::new();
        let sender = mailbox.clone();
        tokio::spawn(async move {
            deliver(&sender, "bob@example.org").await;
            deliver(&sender, "ann@example.org").await;
        });
        let mail = mailbox
            .wait_for("ann@example.org", Duration::from_secs(5))
            .await;
        assert_eq!(mail.unwrap().number, 2);
        let newer = mailbox
            .wait_for_newer("ann@example.org", 2, Duration::from_millis(10))
            .await;
        assert!(newer.is_none());
    }

    #[tokio::test]
    async fn a_mail_that_smtp_would_refuse_is_refused() {
        let refused = Memory::new().send(&letter_to("no address")).await;
        assert!(
            matches!(refused, Err(SendError::Permanent(_))),
            "{refused:?}"
        );
    }
}
