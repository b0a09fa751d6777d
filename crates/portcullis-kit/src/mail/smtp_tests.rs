use std::time::Duration;

use tokio::time::Instant;

use super::super::fixtures::letter_to;
use super::super::smtp_server::{CERTIFICATE, Reaction, SmtpServer, Wrapping};
use super::super::smtp_settings::{SmtpCredentials, SmtpSecurity};
use super::*;
use crate::secret::Secret;

fn plain(server: &SmtpServer) -> SmtpSettings {
    SmtpSettings {
        port: server.port(),
        security: SmtpSecurity::Plain,
        timeout: Duration::from_secs(10),
        ..SmtpSettings::new("127.0.0.1")
    }
}

fn smtp(server: &SmtpServer) -> Smtp {
    Smtp::new(plain(server)).unwrap()
}

async fn send(smtp: &Smtp) -> Result<(), SendError> {
    smtp.send(&letter_to("ann@example.org")).await
}

fn temporary(result: Result<(), SendError>) -> String {
    match result {
        Err(SendError::Temporary(why)) => why,
        other => panic!("{other:?} is no temporary trouble"),
    }
}

fn permanent(result: Result<(), SendError>) -> String {
    match result {
        Err(SendError::Permanent(why)) => why,
        other => panic!("{other:?} is no permanent trouble"),
    }
}

#[tokio::test]
async fn a_mail_arrives_with_both_parts_and_a_subject_in_any_script() {
    let server = SmtpServer::start().await;
    send(&smtp(&server)).await.unwrap();
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(
        (mails[0].from.as_str(), mails[0].to.as_slice()),
        ("keeper@example.org", &["ann@example.org".to_owned()][..])
    );
    let expected = String::from_utf8(letter_to("ann@example.org").source().unwrap()).unwrap();
    assert_eq!(mails[0].source.trim_end(), expected.trim_end());
    assert!(expected.contains("text/plain") && expected.contains("text/html"));
}

#[tokio::test]
async fn one_connection_serves_many_mails() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    for _ in 0..3 {
        send(&smtp).await.unwrap();
    }
    assert_eq!((server.mails().len(), server.connections()), (3, 1));
    smtp.close().await;
    send(&smtp).await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn four_hundred_is_temporary_and_five_hundred_is_permanent() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    server.next([
        Reaction::AnswerRcpt("451 4.7.1 greylisted, come back"),
        Reaction::AnswerData("452 4.3.1 no room"),
        Reaction::AnswerRcpt("550 5.1.1 <ann@example.org> nobody here"),
        Reaction::AnswerData("554 5.7.1 blocked https://example.org/open"),
    ]);
    assert_eq!(
        temporary(send(&smtp).await),
        "the mail server answered 451 4.7.1 greylisted, come back"
    );
    assert_eq!(
        temporary(send(&smtp).await),
        "the mail server answered 452 4.3.1 no room"
    );
    assert_eq!(
        permanent(send(&smtp).await),
        "the mail server answered 550 5.1.1 […] nobody here"
    );
    assert_eq!(
        permanent(send(&smtp).await),
        "the mail server answered 554 5.7.1 blocked […]"
    );
    send(&smtp).await.unwrap();
}

#[tokio::test]
async fn an_answer_that_never_comes_ends_with_the_time_out_and_its_connection_is_not_used_again() {
    let server = SmtpServer::start().await;
    let smtp = Smtp::new(SmtpSettings {
        timeout: Duration::from_secs(1),
        ..plain(&server)
    })
    .unwrap();
    send(&smtp).await.unwrap();
    server.next([Reaction::HangAfterData]);
    let started = Instant::now();
    assert!(temporary(send(&smtp).await).contains("did not take the mail within 1s"));
    assert!(started.elapsed() < Duration::from_secs(5));
    send(&smtp).await.unwrap();
    assert_eq!((server.mails().len(), server.connections()), (2, 2));
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_middle_of_a_new_mail_is_temporary() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    server.next([Reaction::DropInData]);
    temporary(send(&smtp).await);
    assert!(server.mails().is_empty());
    send(&smtp).await.unwrap();
}

#[tokio::test]
async fn a_kept_connection_that_went_stale_costs_nothing() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    send(&smtp).await.unwrap();
    server.hang_up();
    send(&smtp).await.unwrap();
    // This one still answers NOOP, and breaks when the mail begins.
    server.next([Reaction::DropAtMail]);
    send(&smtp).await.unwrap();
    // And this one takes its leave politely.
    server.next([Reaction::AnswerRcpt("421 4.4.2 idle for too long")]);
    send(&smtp).await.unwrap();
    assert_eq!((server.mails().len(), server.connections()), (4, 4));
}

#[tokio::test]
async fn a_server_that_is_down_is_temporary() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    server.stop().await;
    assert!(temporary(send(&smtp).await).contains("refused"));
}

#[tokio::test]
async fn credentials_let_us_in_and_never_show() {
    let server = SmtpServer::start().await;
    server.require("keeper", "open-sesame");
    let with = |password: &str| {
        let credentials = SmtpCredentials {
            username: "keeper".to_owned(),
            password: Secret::new(password),
        };
        Smtp::new(SmtpSettings {
            credentials: Some(credentials),
            ..plain(&server)
        })
        .unwrap()
    };
    send(&with("open-sesame")).await.unwrap();
    assert_eq!(server.mails()[0].user.as_deref(), Some("keeper"));
    // Wrong credentials are the operator's to mend; the mails wait for it.
    let refused = temporary(send(&with("close-sesame")).await);
    assert!(
        refused.contains("(535)") && !refused.contains("sesame"),
        "{refused}"
    );
    assert!(temporary(send(&smtp(&server)).await).contains("530"));
}

// ASVS: 12.3.1, 12.3.2, 12.3.4
#[tokio::test]
async fn tls_and_starttls_protect_the_whole_mail() {
    for (wrapping, security) in [
        (Wrapping::Tls, SmtpSecurity::Tls),
        (Wrapping::StartTls, SmtpSecurity::StartTls),
    ] {
        let server = SmtpServer::start_on(0, wrapping).await;
        server.require("keeper", "open-sesame");
        let credentials = SmtpCredentials {
            username: "keeper".to_owned(),
            password: Secret::new("open-sesame"),
        };
        let settings = SmtpSettings {
            host: "localhost".to_owned(),
            security,
            credentials: Some(credentials),
            trusted: Some(CERTIFICATE.to_vec()),
            ..plain(&server)
        };
        let smtp = Smtp::new(settings.clone()).unwrap();
        send(&smtp).await.unwrap();
        send(&smtp).await.unwrap();
        assert!(
            server.mails().iter().all(|mail| mail.encrypted),
            "{wrapping:?}"
        );
        assert_eq!(server.connections(), 1);

        let stranger = Smtp::new(SmtpSettings {
            trusted: None,
            ..settings
        })
        .unwrap();
        assert!(temporary(send(&stranger).await).contains("certificate"));
        assert_eq!(server.mails().len(), 2);
    }
}

// ASVS: 12.3.1
#[tokio::test]
async fn a_server_without_starttls_gets_nothing() {
    let server = SmtpServer::start().await;
    let smtp = Smtp::new(SmtpSettings {
        security: SmtpSecurity::StartTls,
        ..plain(&server)
    })
    .unwrap();
    assert!(temporary(send(&smtp).await).contains("STARTTLS is not supported"));
    assert!(server.mails().is_empty());
}

#[tokio::test]
async fn many_mails_at_once_do_not_mix() {
    let server = SmtpServer::start().await;
    let smtp = std::sync::Arc::new(smtp(&server));
    let mut sending = tokio::task::JoinSet::new();
    for number in 0..20 {
        let smtp = smtp.clone();
        sending.spawn(async move {
            smtp.send(&letter_to(&format!("user{number}@example.org")))
                .await
        });
    }
    while let Some(sent) = sending.join_next().await {
        sent.unwrap().unwrap();
    }
    let mails = server.mails();
    assert_eq!(mails.len(), 20);
    for mail in mails {
        assert!(
            mail.source.contains(&format!("To: {}", mail.to[0])),
            "{mail:?}"
        );
    }
}
