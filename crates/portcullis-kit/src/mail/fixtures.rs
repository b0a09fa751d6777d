//! What the tests of mail share: a letter, a clock that stands still, and a composer that writes letters.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use uuid::Uuid;

use super::outbox::{enqueue, show};
use super::{
    Address, ComposeError, Composed, Composer, Courier, Job, Memory, Message, NewJob, Policy,
    Receipt,
};
use crate::clock::{Clock, Time};
use crate::db::{Db, Migration};

/// 2027-01-15 08:00 UTC.
pub(super) const MORNING: Time = Time::from_micros(1_800_000_000_000_000);

pub(super) fn letter_to(to: &str) -> Message {
    let from = Address::parse("Portcullis <keeper@example.org>").unwrap();
    Message {
        id: Message::id_for(
            Uuid::from_u128(0x0190_f1c2_0000_7000_8000_0000_0000_0001),
            &from,
        ),
        date: MORNING,
        from,
        to: to.to_owned(),
        subject: "Grüße aus dem Tor ✓".to_owned(),
        text: Some("Öffne das Tor:\nhttps://example.org/open\n.\nEnde".to_owned()),
        html: Some("<p>Öffne das <a href=\"https://example.org/open\">Tor</a></p>".to_owned()),
    }
}

/// A clock that goes on only when told to.
pub(super) struct StoppedClock(Mutex<Time>);

impl StoppedClock {
    pub(super) fn new() -> Self {
        Self(Mutex::new(MORNING))
    }

    pub(super) fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap();
        *now = *now + by;
    }
}

impl Clock for StoppedClock {
    fn now(&self) -> Time {
        *self.0.lock().unwrap()
    }
}

/// Writes a letter to the recipient of the job; its kind says what else happens.
#[derive(Default)]
pub(super) struct Scribe {
    sent: Mutex<Vec<(Uuid, String)>>,
}

impl Scribe {
    /// What it was told to be sent: the job and the receipt.
    pub(super) fn sent(&self) -> Vec<(Uuid, String)> {
        self.sent.lock().unwrap().clone()
    }
}

#[async_trait]
impl Composer for Scribe {
    async fn compose(&self, job: &Job) -> Result<Composed, ComposeError> {
        match job.kind.as_str() {
            "nothing" => {
                return Ok(Composed {
                    message: None,
                    receipt: None,
                });
            }
            "panic" => panic!("the scribe broke his pen"),
            "unknown" => return Err(ComposeError::Permanent("no such kind of mail".to_owned())),
            _ => {}
        }
        let mut letter = letter_to(&job.recipient);
        letter.id = Message::id_for(job.id, &letter.from);
        Ok(Composed {
            message: Some(letter),
            receipt: Some(Box::new(format!("receipt for {}", job.recipient))),
        })
    }

    async fn sent(&self, job: &Job, receipt: Receipt) {
        let receipt = receipt.downcast::<String>().unwrap();
        self.sent.lock().unwrap().push((job.id, *receipt));
    }
}

pub(super) fn job(kind: &'static str, recipient: &str) -> NewJob {
    NewJob::to(kind, recipient, "en")
}

/// An outbox with a courier whose mails stay in memory and whose clock stands still.
pub(super) struct Post {
    pub(super) db: Db,
    pub(super) clock: Arc<StoppedClock>,
    pub(super) mailbox: Memory,
    pub(super) scribe: Arc<Scribe>,
    pub(super) courier: Courier,
}

impl Post {
    pub(super) fn new(db: &Db, policy: Policy) -> Self {
        let (clock, mailbox) = (Arc::new(StoppedClock::new()), Memory::new());
        let scribe = Arc::new(Scribe::default());
        let transport = Arc::new(mailbox.clone());
        let courier = Courier::new(db.clone(), clock.clone(), transport, scribe.clone(), policy);
        Self {
            db: db.clone(),
            clock,
            mailbox,
            scribe,
            courier,
        }
    }

    pub(super) async fn enqueue(&self, kind: &'static str, to: &str) -> Uuid {
        enqueue(&mut &self.db, self.clock.now(), job(kind, to))
            .await
            .unwrap()
    }

    /// Waits until a mail to this address has arrived.
    pub(super) async fn arrived(&self, to: &str) {
        until("the mail arrives", async || !self.mailbox.to(to).is_empty()).await;
    }

    pub(super) async fn job(&self, id: Uuid) -> Job {
        show(&mut &self.db, id).await.unwrap().unwrap()
    }
}

/// Quick enough for tests in real time.
pub(super) fn eager() -> Policy {
    Policy {
        poll: Duration::from_millis(20),
        first_delay: Duration::from_millis(20),
        longest_delay: Duration::from_millis(100),
        attempts: 1000,
        ..Policy::default()
    }
}

/// The table of the outbox, as the migrations of the library make it.
pub(super) const MAIL_TABLE: Migration = Migration {
    number: 1,
    name: "mail",
    sqlite: "
CREATE TABLE pc_mail_jobs (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    user_id BLOB,
    locale TEXT NOT NULL,
    data TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead')),
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    leased_until INTEGER,
    finished_at INTEGER,
    last_error TEXT
) STRICT;
CREATE INDEX pc_mail_jobs_waiting ON pc_mail_jobs (due_at, id) WHERE state = 'waiting';
CREATE INDEX pc_mail_jobs_sent ON pc_mail_jobs (finished_at) WHERE state = 'sent';",
    postgres: "
CREATE TABLE pc_mail_jobs (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    user_id UUID,
    locale TEXT NOT NULL,
    data TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead')),
    attempts INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    leased_until TIMESTAMPTZ,
    finished_at TIMESTAMPTZ,
    last_error TEXT
);
CREATE INDEX pc_mail_jobs_waiting ON pc_mail_jobs (due_at, id) WHERE state = 'waiting';
CREATE INDEX pc_mail_jobs_sent ON pc_mail_jobs (finished_at) WHERE state = 'sent';",
};

/// Waits until the condition holds; fails after ten seconds.
pub(super) async fn until(what: &str, condition: impl AsyncFn() -> bool) {
    for _ in 0..1000 {
        if condition().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it never came true that {what}");
}

/// Keeps the log lines of this thread: the level, the message and the fields of each.
#[derive(Clone, Default)]
pub(super) struct LogBook(Arc<Mutex<Vec<String>>>);

impl LogBook {
    pub(super) fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl tracing::Subscriber for LogBook {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target().starts_with("portcullis_kit")
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = event.metadata().level().to_string();
        event.record(
            &mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
                line.push_str(&format!(" {field}={value:?}"));
            },
        );
        self.0.lock().unwrap().push(line);
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}
