//! A mailbox in the memory of this process: for tests, and behind the mailbox page of development.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{Message, SendError, Transport};
use crate::clock::Time;

/// How many mails a mailbox keeps: days of development, a few megabytes.
const KEPT: usize = 500;

/// A mailbox for the newest 500 mails; every clone is the same box.
#[derive(Clone, Default)]
pub struct Memory {
    letters: Arc<Mutex<Letters>>,
}

#[derive(Default)]
struct Letters {
    kept: VecDeque<Received>,
    /// The number of the last mail that arrived.
    newest: u64,
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
    /// An empty box.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All mails that are kept, the oldest first.
    #[must_use]
    pub fn messages(&self) -> Vec<Received> {
        self.letters().kept.iter().cloned().collect()
    }

    /// All mails to this address (upper and lower case count as the same), the oldest first.
    #[must_use]
    pub fn to(&self, address: &str) -> Vec<Received> {
        let letters = self.letters();
        let mails = letters.kept.iter().filter(|mail| mail.is_to(address));
        mails.cloned().collect()
    }

    /// The mail of that number, while it is kept.
    #[must_use]
    pub fn find(&self, number: u64) -> Option<Received> {
        let letters = self.letters();
        letters
            .kept
            .iter()
            .find(|mail| mail.number == number)
            .cloned()
    }

    fn letters(&self) -> MutexGuard<'_, Letters> {
        // A panic elsewhere cannot leave a half-written letter in the box.
        self.letters.lock().unwrap_or_else(PoisonError::into_inner)
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
        letters.newest += 1;
        if letters.kept.len() >= KEPT {
            letters.kept.pop_front();
        }
        let number = letters.newest;
        letters.kept.push_back(Received {
            number,
            at: message.date,
            message: message.clone(),
        });
        Ok(())
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
        let mailbox = Memory::new();
        for _ in 0..=KEPT {
            deliver(&mailbox, "ann@example.org").await;
        }
        let numbers = numbers(&mailbox.messages());
        assert_eq!(numbers.len(), KEPT);
        assert_eq!((numbers[0], numbers[KEPT - 1]), (2, 501));
        assert!(mailbox.find(1).is_none() && mailbox.find(501).is_some());
    }

    #[tokio::test]
    async fn mails_are_found_by_their_recipient() {
        let mailbox = Memory::new();
        deliver(&mailbox, "ann@example.org").await;
        deliver(&mailbox, "bob@example.org").await;
        deliver(&mailbox, "Ann@Example.org").await;
        assert_eq!(numbers(&mailbox.to("ann@example.org")), [1, 3]);
        assert!(mailbox.to("carl@example.org").is_empty());
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
