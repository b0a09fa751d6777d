//! One attempt at a time, with a clock that stands still.

use std::sync::Arc;
use std::time::Duration;

use super::super::fixtures::{LogBook, MAIL_TABLE, Post};
use super::super::outbox::State;
use super::super::{Message, Transport};
use super::*;
use crate::db::testing::databases;

#[tokio::test]
async fn a_job_is_composed_sent_settled_and_its_composer_told() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(&scratch.db, Policy::default());
        let id = post.enqueue("letter", "ann@example.org").await;
        assert_eq!(post.courier.deliver_due().await, 1);
        let mail = post.mailbox.to("ann@example.org").remove(0);
        assert_eq!(mail.message.id, format!("<{id}@example.org>"));
        let job = post.job(id).await;
        assert_eq!(
            (job.state, job.attempts, job.last_error),
            (State::Sent, 1, None)
        );
        assert_eq!(job.finished_at, Some(post.clock.now()));
        assert_eq!(
            post.scribe.sent(),
            [(id, "receipt for ann@example.org".to_owned())]
        );
        assert_eq!(post.courier.deliver_due().await, 0);
    }
}

#[tokio::test]
async fn a_job_with_nothing_to_send_is_done_and_nobody_is_told() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(&scratch.db, Policy::default());
        let id = post.enqueue("nothing", "nobody@example.org").await;
        assert_eq!(post.courier.deliver_due().await, 1);
        assert_eq!(post.job(id).await.state, State::Sent);
        assert!(post.mailbox.messages().is_empty() && post.scribe.sent().is_empty());
    }
}

#[tokio::test]
async fn a_mail_that_can_never_be_written_is_dead_at_once() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(&scratch.db, Policy::default());
        let unknown = post.enqueue("unknown", "ann@example.org").await;
        let address = post.enqueue("letter", "no address").await;
        assert_eq!(post.courier.deliver_due().await, 2);
        let job = post.job(unknown).await;
        assert_eq!(
            (job.state, job.last_error.as_deref()),
            (State::Dead, Some("no such kind of mail"))
        );
        assert_eq!(post.job(address).await.state, State::Dead);
    }
}

// ASVS: 16.5.4
#[tokio::test]
async fn a_panic_in_the_composer_is_an_attempt_and_stops_nothing() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(&scratch.db, Policy::default());
        let bad = post.enqueue("panic", "ann@example.org").await;
        let good = post.enqueue("letter", "bob@example.org").await;
        assert_eq!(post.courier.deliver_due().await, 2);
        assert_eq!(post.job(good).await.state, State::Sent);
        let bad = post.job(bad).await;
        assert_eq!((bad.state, bad.attempts), (State::Waiting, 1));
        assert!(bad.last_error.unwrap().contains("panicked"));
    }
}

#[tokio::test]
async fn a_job_that_ends_its_process_every_time_is_given_up() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(
            &scratch.db,
            Policy {
                attempts: 2,
                ..Policy::default()
            },
        );
        let id = post.enqueue("letter", "ann@example.org").await;
        for _ in 0..2 {
            assert_eq!(post.courier.take(4).await.len(), 1);
            assert_eq!(post.courier.deliver_due().await, 0, "the lease still holds");
            post.clock.advance(Policy::default().lease);
        }
        assert_eq!(post.courier.deliver_due().await, 1);
        assert_eq!(post.job(id).await.state, State::Dead);
        assert!(post.mailbox.messages().is_empty());
    }
}

#[tokio::test]
async fn a_failing_job_comes_back_ever_later_and_is_given_up_in_the_end() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(&scratch.db, Policy::default());
        let id = post.enqueue("panic", "ann@example.org").await;
        for (attempt, seconds) in [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]
            .into_iter()
            .enumerate()
        {
            assert_eq!(
                post.courier.deliver_due().await,
                1,
                "attempt {}",
                attempt + 1
            );
            let delay = Duration::from_secs(seconds);
            let waits = post.job(id).await.due_at.since(post.clock.now());
            assert!(
                waits <= delay && waits >= delay * 3 / 4,
                "{waits:?} for {delay:?}"
            );
            post.clock.advance(delay);
        }
        assert_eq!(post.courier.deliver_due().await, 1);
        let job = post.job(id).await;
        assert_eq!((job.state, job.attempts), (State::Dead, 12));
    }
}

#[tokio::test]
async fn the_log_names_jobs_but_neither_people_nor_subjects() {
    let log = LogBook::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(&scratch.db, Policy::default());
        let mut ids = Vec::new();
        for kind in ["letter", "nothing", "panic", "unknown"] {
            ids.push(post.enqueue(kind, "ann@example.org").await.to_string());
        }
        assert_eq!(post.courier.deliver_due().await, 4);
        let lines = log.lines().join("\n");
        assert!(ids.iter().all(|id| lines.contains(id)), "{lines}");
        assert!(!lines.contains('@') && !lines.contains("Tor"), "{lines}");
    }
}

#[tokio::test]
async fn an_attempt_that_hangs_ends_before_its_lease() {
    struct Stuck;
    #[async_trait::async_trait]
    impl Transport for Stuck {
        async fn send(&self, _: &Message) -> Result<(), SendError> {
            std::future::pending().await
        }
    }
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(&scratch.db, Policy::default());
        let policy = Policy {
            lease: Duration::from_millis(800),
            ..Policy::default()
        };
        let courier = Courier::new(
            scratch.db.clone(),
            post.clock.clone(),
            Arc::new(Stuck),
            post.scribe.clone(),
            policy,
        );
        let id = post.enqueue("letter", "ann@example.org").await;
        assert_eq!(courier.deliver_due().await, 1);
        let job = post.job(id).await;
        assert_eq!((job.state, job.leased_until), (State::Waiting, None));
        assert!(job.last_error.unwrap().contains("longer"));
    }
}
