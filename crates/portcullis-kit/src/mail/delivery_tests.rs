//! From the outbox to a mail server that behaves as mail servers do.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::fixtures::{MAIL_TABLE, Scribe, StoppedClock, job, until};
use super::outbox::{State, enqueue, retry, show};
use super::smtp_server::{Reaction, SmtpServer, Wrapping};
use super::{Courier, Job, Policy, Smtp, SmtpSecurity, SmtpSettings};
use crate::clock::{Clock, SystemClock};
use crate::db::Db;
use crate::db::testing::databases;

const PATIENCE: Duration = Duration::from_secs(10);

struct Post {
    db: Db,
    clock: Arc<StoppedClock>,
    courier: Courier,
}

fn smtp(port: u16, timeout: Duration) -> Arc<Smtp> {
    let settings = SmtpSettings {
        port,
        security: SmtpSecurity::Plain,
        timeout,
        ..SmtpSettings::new("127.0.0.1")
    };
    Arc::new(Smtp::new(settings).unwrap())
}

impl Post {
    fn new(db: &Db, server: &SmtpServer) -> Self {
        Self::with_timeout(db, server, PATIENCE)
    }

    fn with_timeout(db: &Db, server: &SmtpServer, timeout: Duration) -> Self {
        let clock = Arc::new(StoppedClock::new());
        let scribe = Arc::new(Scribe::default());
        let courier = Courier::new(
            db.clone(),
            clock.clone(),
            smtp(server.port(), timeout),
            scribe,
            Policy::default(),
        );
        Self {
            db: db.clone(),
            clock,
            courier,
        }
    }

    async fn enqueue(&self) -> Uuid {
        enqueue(
            &mut &self.db,
            self.clock.now(),
            job("letter", "ann@example.org"),
        )
        .await
        .unwrap()
    }

    async fn job(&self, id: Uuid) -> Job {
        show(&mut &self.db, id).await.unwrap().unwrap()
    }

    /// One attempt that fails for the moment, one half a minute later that succeeds.
    async fn fails_then_succeeds(&self, server: &SmtpServer, why: &str) {
        let id = self.enqueue().await;
        assert_eq!(self.courier.deliver_due().await, 1);
        let job = self.job(id).await;
        assert_eq!((job.state, job.attempts), (State::Waiting, 1));
        let error = job.last_error.unwrap();
        assert!(error.contains(why), "{error}");
        assert_eq!(self.courier.deliver_due().await, 0, "it is not due yet");
        self.clock.advance(Duration::from_secs(30));
        assert_eq!(self.courier.deliver_due().await, 1);
        let job = self.job(id).await;
        assert_eq!(
            (job.state, job.attempts, job.last_error),
            (State::Sent, 2, None)
        );
        let mails = server.mails();
        assert_eq!(mails.len(), 1);
        assert!(
            mails[0]
                .source
                .contains(&format!("Message-ID: <{id}@example.org>"))
        );
    }
}

#[tokio::test]
async fn a_mail_the_server_puts_off_is_delivered_later() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let server = SmtpServer::start().await;
        server.next([Reaction::AnswerRcpt("451 4.7.1 greylisted")]);
        Post::new(&scratch.db, &server)
            .fails_then_succeeds(&server, "451 4.7.1 greylisted")
            .await;
    }
}

#[tokio::test]
async fn a_mail_on_which_the_server_hangs_is_delivered_later() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let server = SmtpServer::start().await;
        server.next([Reaction::HangAfterData]);
        Post::with_timeout(&scratch.db, &server, Duration::from_secs(1))
            .fails_then_succeeds(&server, "within 1s")
            .await;
    }
}

#[tokio::test]
async fn a_mail_on_which_the_connection_breaks_is_delivered_later() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let server = SmtpServer::start().await;
        server.next([Reaction::DropInData]);
        Post::new(&scratch.db, &server)
            .fails_then_succeeds(&server, "127.0.0.1")
            .await;
    }
}

#[tokio::test]
async fn a_mail_the_server_refuses_is_dead_until_an_operator_retries_it() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let server = SmtpServer::start().await;
        server.next([Reaction::AnswerData("550 5.7.1 blocked by policy")]);
        let post = Post::new(&scratch.db, &server);
        let id = post.enqueue().await;
        assert_eq!(post.courier.deliver_due().await, 1);
        let job = post.job(id).await;
        assert_eq!(
            (job.state, job.finished_at),
            (State::Dead, Some(post.clock.now()))
        );
        assert!(
            job.last_error
                .unwrap()
                .contains("550 5.7.1 blocked by policy")
        );
        post.clock.advance(Duration::from_secs(86400));
        assert_eq!(post.courier.deliver_due().await, 0);
        assert!(retry(&mut &post.db, post.clock.now(), id).await.unwrap());
        assert_eq!(post.courier.deliver_due().await, 1);
        assert_eq!(
            (post.job(id).await.state, server.mails().len()),
            (State::Sent, 1)
        );
    }
}

#[tokio::test]
async fn a_mail_waits_while_the_server_is_down_and_goes_out_when_it_is_back() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let server = SmtpServer::start().await;
        let port = server.port();
        server.stop().await;
        let policy = Policy {
            poll: Duration::from_millis(20),
            first_delay: Duration::from_millis(50),
            longest_delay: Duration::from_millis(100),
            attempts: 1000,
            ..Policy::default()
        };
        let clock = Arc::new(SystemClock);
        let courier = Courier::new(
            scratch.db.clone(),
            clock.clone(),
            smtp(port, PATIENCE),
            Arc::new(Scribe::default()),
            policy,
        );
        let id = enqueue(
            &mut &scratch.db,
            clock.now(),
            job("letter", "ann@example.org"),
        )
        .await
        .unwrap();
        let state = async || show(&mut &scratch.db, id).await.unwrap().unwrap();
        let life = async {
            until("it was tried twice", async || state().await.attempts > 1).await;
            assert_eq!(state().await.state, State::Waiting);
            let server = SmtpServer::start_on(port, Wrapping::Plain).await;
            until("it is sent", async || state().await.state == State::Sent).await;
            assert_eq!(server.mails().len(), 1);
        };
        courier.run(life).await;
    }
}

#[tokio::test]
async fn a_stop_waits_for_the_answer_of_the_server() {
    for scratch in databases(&[MAIL_TABLE]).await {
        let server = SmtpServer::start().await;
        server.next([Reaction::AcceptAfter(Duration::from_millis(300))]);
        let post = Post::new(&scratch.db, &server);
        let id = post.enqueue().await;
        let begun = until("the mail is on its way", async || server.connections() == 1);
        post.courier.run(begun).await;
        assert_eq!(
            (post.job(id).await.state, server.mails().len()),
            (State::Sent, 1)
        );
    }
}
