//! From a request to a mail that has left: nothing is lost on the way, whatever is broken for a while.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use portcullis_kit::mail::{Job, Memory, Message, NewJob, SendError, State, Transport};

use super::*;
use crate::{
    Template,
    features::confirmable::ConfirmInstructionsSent,
    security::{
        Security,
        core_settings::Throttles,
        feature::Feature,
        letter::{Body, Letter, Mail},
    },
};

/// Fails so many times, then delivers.
#[derive(Clone)]
struct Unreliable {
    failures: Arc<AtomicU32>,
    error: SendError,
    letters: Memory,
}

impl Unreliable {
    fn failing(times: u32, error: SendError) -> Self {
        Self {
            failures: Arc::new(times.into()),
            error,
            letters: Memory::new(),
        }
    }

    fn link(&self, app: &App) -> String {
        let mail = self.letters.to(ADA).pop().expect("a mail");
        app.links_in(&mail).remove(0)
    }
}

#[async_trait]
impl Transport for Unreliable {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        let left = self
            .failures
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            });
        match left {
            Ok(_) => Err(self.error.clone()),
            Err(_) => self.letters.send(message).await,
        }
    }
}

fn down() -> SendError {
    SendError::Temporary("no connection".into())
}

const HOUR: Duration = Duration::from_secs(3600);

// ASVS: 16.5.2
#[tokio::test]
async fn a_sign_up_succeeds_while_the_mail_server_is_down_and_the_mail_goes_out_later() {
    let transport = Unreliable::failing(0, down());
    for app in App::on_each_database(|app| everything(app).mail(transport.clone())).await {
        transport.failures.store(3, Ordering::SeqCst);
        let mut browser = app.browser();
        assert_eq!(browser.sign_up(ADA, PASSWORD).await.status, 303);
        for _ in 0..3 {
            assert_eq!(app.security.deliver_mail().await, 1);
            assert_eq!(app.security.deliver_mail().await, 0, "not again at once");
            let waiting = app
                .security
                .list_mail_jobs(Some(State::Waiting), 10)
                .await
                .unwrap();
            assert_eq!(waiting.len(), 1);
            assert_eq!(waiting[0].last_error.as_deref(), Some("no connection"));
            app.advance(HOUR);
        }
        let before = transport.letters.to(ADA).len();
        assert_eq!(app.security.deliver_mail().await, 1);
        assert_eq!(transport.letters.to(ADA).len(), before + 1);
        assert_eq!(
            app.security
                .list_mail_jobs(Some(State::Sent), 10)
                .await
                .unwrap()
                .len(),
            1
        );
        // The link's time begins when the mail leaves, not when it was asked for.
        app.advance(HOUR * 23);
        assert_eq!(
            browser.post(&transport.link(&app), &[]).await.location(),
            "/login"
        );
    }
}

// ASVS: 6.3.5, 16.5.2
#[tokio::test]
async fn a_notice_that_was_tried_in_vain_is_still_owed() {
    let transport = Unreliable::failing(0, down());
    let limits = Throttles::default().throttle_notices_per_recipient;
    let apps = App::on_each_database(|app| {
        everything(app)
            .mail(transport.clone())
            .core(|core| core.throttles.throttle_notices_per_recipient = limits.clone())
    });
    for app in apps.await {
        app.user(ADA, PASSWORD).await;
        for _ in 0..4 {
            assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
        }
        transport.failures.store(9, Ordering::SeqCst);
        for _ in 0..3 {
            assert_eq!(app.security.deliver_mail().await, 3);
            app.advance(Duration::from_secs(150));
        }
        let before = transport.letters.to(ADA).len();
        assert_eq!(app.security.deliver_mail().await, 3);
        assert_eq!(transport.letters.to(ADA).len(), before + 3);
    }
}

#[tokio::test]
async fn a_mail_that_cannot_leave_is_given_up_visibly_and_goes_out_when_an_operator_says_so() {
    let transport = Unreliable::failing(0, down());
    for app in App::on_each_database(|app| everything(app).mail(transport.clone())).await {
        transport.failures.store(12, Ordering::SeqCst);
        app.browser().sign_up(ADA, PASSWORD).await;
        for _ in 0..20 {
            app.security.deliver_mail().await;
            app.advance(HOUR);
        }
        let dead = app
            .security
            .list_mail_jobs(Some(State::Dead), 10)
            .await
            .unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!(
            (dead[0].attempts, dead[0].last_error.as_deref()),
            (12, Some("no connection"))
        );
        app.advance(HOUR * 24 * 20);
        app.security.sweep().await.unwrap();
        assert!(app.security.retry_mail_job(dead[0].id).await.unwrap());
        let before = transport.letters.to(ADA).len();
        app.security.deliver_mail().await;
        assert_eq!(transport.letters.to(ADA).len(), before + 1);
    }
}

#[tokio::test]
async fn a_mail_that_the_server_refuses_for_good_is_not_tried_again() {
    let transport = Unreliable::failing(0, SendError::Permanent("550 no such mailbox".into()));
    for app in App::on_each_database(|app| everything(app).mail(transport.clone())).await {
        transport.failures.store(1, Ordering::SeqCst);
        app.browser().sign_up(ADA, PASSWORD).await;
        app.security.deliver_mail().await;
        let dead = app
            .security
            .list_mail_jobs(Some(State::Dead), 10)
            .await
            .unwrap();
        assert_eq!(dead[0].last_error.as_deref(), Some("550 no such mailbox"));
        app.advance(HOUR);
        assert_eq!(app.security.deliver_mail().await, 0);
    }
}

#[tokio::test]
async fn a_signal_that_belongs_to_a_mail_is_told_when_the_mail_has_left() {
    let told = Arc::new(AtomicU32::new(0));
    let transport = Unreliable::failing(0, down());
    for app in App::on_each_database(|app| {
        let told = told.clone();
        everything(app)
            .mail(transport.clone())
            .on(move |_, _: ConfirmInstructionsSent| {
                let told = told.clone();
                async move {
                    told.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                }
            })
    })
    .await
    {
        app.browser().sign_up(ADA, PASSWORD).await;
        app.security.deliver_mail().await;
        transport.failures.store(2, Ordering::SeqCst);
        app.browser().post("/confirm", &[("email", ADA)]).await;
        for expected in [0, 0, 1, 1] {
            app.security.deliver_mail().await;
            assert_eq!(told.load(Ordering::SeqCst), expected);
            app.advance(HOUR);
        }
        told.store(0, Ordering::SeqCst);
    }
}

/// A feature of the app's own, with a mail.
struct Newsletter;

#[async_trait]
impl Feature for Newsletter {
    fn name(&self) -> &'static str {
        "newsletter"
    }

    fn templates(&self) -> &'static [Template] {
        &[
            Template {
                name: "security/email/news.txt",
                source: "News for {{ reader }}",
            },
            Template {
                name: "security/email/news.html",
                source: "<p>News for {{ reader }}</p>",
            },
        ]
    }

    fn mails(&self) -> &'static [&'static str] {
        &["news"]
    }

    async fn compose(&self, _security: &Security, job: &Job) -> crate::Result<Letter> {
        let to: crate::Email = job.recipient.parse().unwrap();
        Ok(Letter::from(Mail {
            context: minijinja::context! { reader => "<Ada>" },
            ..Mail::new("news", &to, ("News", "NEWS"), Body::new("NEWS"))
        }))
    }
}

#[tokio::test]
async fn a_mail_whose_feature_was_switched_off_waits_until_it_is_on_again() {
    for app in App::on_each_database(|app| app.with(Newsletter)).await {
        let mut tx = app.security.begin().await.unwrap();
        let job = NewJob::to("news", ADA, "en");
        app.security.enqueue(&mut tx, job).await.unwrap();
        app.security.commit(tx).await.unwrap();
        let app = app.restarted_with(|app| app).await;
        assert!(app.mail_to(ADA).await.is_empty());
        let waiting = app
            .security
            .list_mail_jobs(Some(State::Waiting), 10)
            .await
            .unwrap();
        let why = waiting[0].last_error.as_deref().unwrap();
        assert!(why.contains("\"news\""), "{why}");
        app.advance(HOUR);
        let app = app.restarted_with(|app| app.with(Newsletter)).await;
        let mail = app.newest_mail_to(ADA).await.message;
        assert_eq!(mail.text.unwrap(), "News for <Ada>");
        assert_eq!(mail.html.unwrap(), "<p>News for &lt;Ada&gt;</p>");
    }
}

#[tokio::test]
async fn a_sign_up_from_before_confirmation_was_switched_off_is_welcomed_without_a_link() {
    for app in App::on_each_database(everything).await {
        app.browser().sign_up(ADA, PASSWORD).await;
        let app = app
            .restarted_with(|app| app.with(crate::Registerable::default()))
            .await;
        let text = app.newest_mail_to(ADA).await.message.text.unwrap();
        assert!(text.contains("is ready."), "{text}");
        assert!(!text.contains("/confirm"), "{text}");
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn a_broken_template_keeps_the_mail_and_tells_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("security/email");
    std::fs::create_dir_all(&broken).unwrap();
    let file = broken.join("welcome.txt");
    std::fs::write(
        &file,
        "{{ confirmation_link }}\n{{ confirmation_link.nothing.here }}",
    )
    .unwrap();
    let own = |app: SecurityBuilder| {
        everything(app).core(|core| core.http.template_folder = folder.path().into())
    };
    for app in App::on_each_database(own).await {
        app.browser().sign_up(ADA, PASSWORD).await;
        assert!(app.mail_to(ADA).await.is_empty());
        let waiting = app
            .security
            .list_mail_jobs(Some(State::Waiting), 10)
            .await
            .unwrap();
        let why = waiting[0].last_error.as_deref().unwrap();
        assert!(
            why.contains("welcome.txt") && why.contains("line 2"),
            "{why}"
        );
        assert!(!why.contains("/confirm/"), "{why}");
        app.advance(HOUR);
        let app = app.restarted_with(everything).await;
        assert!(app.link_for(ADA).await.starts_with("/confirm/"));
    }
}

#[tokio::test]
async fn nothing_is_sent_for_what_was_rolled_back() {
    for app in App::on_each_database(everything).await {
        let mut tx = app.security.begin().await.unwrap();
        let job = NewJob::to("welcome", ADA, "en");
        app.security.enqueue(&mut tx, job).await.unwrap();
        drop(tx);
        assert_eq!(app.security.deliver_mail().await, 0);
        assert_eq!(tables::count(app.db(), "pc_mail_jobs").await, 0);
    }
}
