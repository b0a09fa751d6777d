//! Couriers that run, in real time.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::fixtures::{LogBook, MAIL_TABLE, Post, Scribe, eager, job, until};
use super::outbox::{State, enqueue, list, show};
use super::{Courier, Job, Memory, Message, Policy, SendError, Transport};
use crate::clock::{Clock, SystemClock};
use crate::db::testing::databases;
use crate::db::{Db, Verbs, query};

#[tokio::test]
async fn a_running_courier_sends_as_soon_as_it_is_woken() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(
            &scratch.db,
            Policy {
                poll: Duration::from_secs(3600),
                ..Policy::default()
            },
        );
        let courier = post.courier.clone();
        let running = tokio::spawn(async move { courier.run(std::future::pending()).await });
        for to in ["ann@example.org", "bob@example.org"] {
            post.enqueue("letter", to).await;
            post.courier.wake();
            post.arrived(to).await;
        }
        running.abort();
    }
}

#[tokio::test]
async fn two_couriers_on_one_database_never_send_the_same_job() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let post = Post::new(&scratch.db, eager());
        let mut tx = scratch.db.begin().await.unwrap();
        for number in 0..60 {
            let to = format!("user{number}@example.org");
            enqueue(&mut tx, post.clock.now(), job("letter", &to))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let other = Courier::new(
            scratch.open_again().await,
            post.clock.clone(),
            Arc::new(post.mailbox.clone()),
            post.scribe.clone(),
            eager(),
        );
        let all_sent = async || in_state(&post.db, State::Waiting).await.is_empty();
        let running = async {
            tokio::join!(
                post.courier.run(until("all is sent", &all_sent)),
                other.run(until("all is sent", &all_sent))
            )
        };
        running.await;
        let mut recipients: Vec<String> = post
            .mailbox
            .messages()
            .into_iter()
            .map(|mail| mail.message.to)
            .collect();
        assert_eq!(recipients.len(), 60);
        recipients.sort();
        recipients.dedup();
        assert_eq!((recipients.len(), post.scribe.sent().len()), (60, 60));
    }
}

// ASVS: 16.3.4, 16.5.2
#[tokio::test]
async fn an_outage_of_the_database_is_logged_once_and_survived() {
    let log = LogBook::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let outages = || {
        log.lines()
            .iter()
            .filter(|line| line.contains("the outbox cannot be used"))
            .count()
    };
    for (round, scratch) in databases(&[MAIL_TABLE]).await.iter().enumerate() {
        let post = Post::new(&scratch.db, eager());
        let courier = post.courier.clone();
        let running = tokio::spawn(async move { courier.run(std::future::pending()).await });
        post.enqueue("letter", "ann@example.org").await;
        post.arrived("ann@example.org").await;
        let mut db = &scratch.db;
        db.run(query("ALTER TABLE pc_mail_jobs RENAME TO away"))
            .await
            .unwrap();
        until("the outage is seen", async || outages() == round + 1).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        db.run(query("ALTER TABLE away RENAME TO pc_mail_jobs"))
            .await
            .unwrap();
        post.enqueue("letter", "bob@example.org").await;
        post.arrived("bob@example.org").await;
        assert_eq!(outages(), round + 1);
        running.abort();
    }
}

/// A transport that takes its time.
struct Slow {
    mailbox: Memory,
    begun: Notify,
}

fn slow_courier(db: &Db) -> (Arc<Slow>, Arc<Scribe>, Courier) {
    let slow = Arc::new(Slow {
        mailbox: Memory::new(),
        begun: Notify::new(),
    });
    let scribe = Arc::new(Scribe::default());
    let policy = Policy {
        at_once: 1,
        ..eager()
    };
    let clock = Arc::new(SystemClock);
    let courier = Courier::new(db.clone(), clock, slow.clone(), scribe.clone(), policy);
    (slow, scribe, courier)
}

async fn enqueue_now(db: &Db) -> Uuid {
    let letter = job("letter", "ann@example.org");
    enqueue(&mut &*db, SystemClock.now(), letter).await.unwrap()
}

async fn in_state(db: &Db, state: State) -> Vec<Job> {
    list(&mut &*db, Some(state), 100).await.unwrap()
}

#[async_trait::async_trait]
impl Transport for Slow {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        self.begun.notify_one();
        sleep(Duration::from_millis(300)).await;
        self.mailbox.send(message).await
    }
}

#[tokio::test]
async fn a_stopped_courier_finishes_the_mail_in_hand_and_takes_no_other() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let (slow, scribe, courier) = slow_courier(&scratch.db);
        enqueue_now(&scratch.db).await;
        enqueue_now(&scratch.db).await;
        let running = courier.run(slow.begun.notified());
        timeout(Duration::from_secs(10), running).await.unwrap();
        assert_eq!((slow.mailbox.messages().len(), scribe.sent().len()), (1, 1));
        assert_eq!(in_state(&scratch.db, State::Sent).await.len(), 1);
        assert_eq!(in_state(&scratch.db, State::Waiting).await[0].attempts, 0);
    }
}

#[tokio::test]
async fn a_mail_that_was_sent_during_an_outage_is_not_sent_again() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let (slow, scribe, courier) = slow_courier(&scratch.db);
        let id = enqueue_now(&scratch.db).await;
        let life = async {
            let mut db = &scratch.db;
            slow.begun.notified().await;
            let leaving = query("ALTER TABLE pc_mail_jobs RENAME TO away");
            db.run(leaving).await.unwrap();
            sleep(Duration::from_millis(500)).await;
            assert!(scribe.sent().is_empty(), "it is not marked yet");
            let returning = query("ALTER TABLE away RENAME TO pc_mail_jobs");
            db.run(returning).await.unwrap();
            until("it is told", async || scribe.sent().len() == 1).await;
        };
        courier.run(life).await;
        let job = show(&mut &scratch.db, id).await.unwrap().unwrap();
        assert_eq!((job.state, job.attempts), (State::Sent, 1));
        assert_eq!(slow.mailbox.messages().len(), 1);
    }
}
