//! After a whole life of an account neither the database nor the log holds anything that would open it.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use portcullis_kit::{db::Kind, token::Token};
use serde_json::json;
use tracing::{Dispatch, info, level_filters::LevelFilter};
use tracing_subscriber::fmt::MakeWriter;

use super::*;
use crate::{
    UserAuthenticated,
    features::{
        confirmable::ConfirmInstructionsSent, login::UserFailedAuthn, registerable::UserRegistered,
    },
};

/// Where the log goes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// An app that logs what it is told, as apps do.
fn talkative(app: SecurityBuilder) -> SecurityBuilder {
    everything(app)
        .on(async |_, told: UserRegistered| noted(&told))
        .on(async |_, told: ConfirmInstructionsSent| noted(&told))
        .on(async |_, told: UserAuthenticated| noted(&told))
        .on(async |_, told: UserFailedAuthn| noted(&told))
}

fn noted(told: &impl std::fmt::Debug) -> crate::Result<()> {
    info!(?told);
    Ok(())
}

/// What must not be found anywhere.
#[derive(Default)]
struct Secrets(Vec<String>);

impl Secrets {
    fn add(&mut self, secret: impl Into<String>) -> String {
        let secret = secret.into();
        assert!(secret.len() > 10, "{secret:?} is found by chance");
        self.0.push(secret.clone());
        secret
    }

    fn of(&mut self, browser: &Browser) {
        for name in ["session", "session_browser"] {
            if let Some(value) = browser.cookie(name) {
                self.add(value);
            }
        }
    }

    /// The code as well.
    async fn in_coded_mail(&mut self, app: &App, address: &str) -> String {
        let code = app.code_for(address).await;
        self.0.extend([code.replace(' ', ""), code]);
        self.in_mail(app, address).await
    }

    async fn in_mail(&mut self, app: &App, address: &str) -> String {
        let link = app.link_for(address).await;
        self.add(link.rsplit('/').next().unwrap());
        link
    }
}

const SECOND: &str = "a second battery staple";
const THIRD: &str = "another horse entirely";
const WRONG: &str = "not my password at all";

/// Sign-up, confirmation, wrong and right sign-in, token, proof, change, reset, mailed link, sign-out.
async fn a_life(app: &App) -> Secrets {
    let mut secrets = Secrets::default();
    for password in [PASSWORD, SECOND, THIRD, WRONG] {
        secrets.add(password);
    }
    let mut browser = app.browser();
    assert_eq!(browser.sign_up(ADA, PASSWORD).await.status, 303);
    secrets.of(&browser);
    secrets.in_coded_mail(app, ADA).await;
    browser.post("/confirm", &[("email", ADA)]).await;
    let link = secrets.in_coded_mail(app, ADA).await;
    browser.get(&link).await;
    app.browser().post(&link, &[("password", WRONG)]).await;
    assert_eq!(browser.post(&link, &[]).await.location(), "/login");
    assert_eq!(browser.sign_in(ADA, WRONG).await.status, 401);
    let form = json!({ "email": ADA, "password": PASSWORD, "remember": true });
    let answer = browser.post_json("/login?include_auth_token", &form).await;
    secrets.of(&browser);
    let token = secrets.add(
        answer.response()["user"]["authentication_token"]
            .as_str()
            .unwrap(),
    );
    let mut program = app.browser().with_header("Authentication-Token", &token);
    assert_eq!(program.get_json("/verify").await.status, 200);
    assert_eq!(
        browser
            .post("/verify", &[("password", PASSWORD)])
            .await
            .status,
        303
    );
    secrets.of(&browser);
    let change = [
        ("password", PASSWORD),
        ("new_password", SECOND),
        ("new_password_confirm", SECOND),
    ];
    assert_eq!(browser.post("/change", &change).await.status, 303);
    app.security.deliver_mail().await;
    secrets.of(&browser);
    assert_eq!(browser.post("/logout", &[]).await.status, 303);
    browser.post("/reset", &[("email", ADA)]).await;
    let link = secrets.in_coded_mail(app, ADA).await;
    let reset = [("password", THIRD), ("password_confirm", THIRD)];
    assert_eq!(browser.post(&link, &reset).await.status, 303);
    assert_eq!(browser.sign_in(ADA, THIRD).await.status, 303);
    secrets.of(&browser);
    let archive = browser.post("/account/data", &[]).await;
    assert_eq!(archive.status, 200);
    assert!(archive.body.contains(ADA), "the archive says whose it is");
    assert_free_of(&secrets, &archive.body, "archive");
    app.security.deliver_mail().await;
    let delete = [("password", THIRD)];
    assert_eq!(browser.post("/account/delete", &delete).await.status, 303);
    let link = secrets.in_mail(app, ADA).await;
    assert_eq!(browser.post(&link, &[]).await.status, 303);
    app.browser().sign_up(ADA, SECOND).await;
    app.security.deliver_mail().await;
    secrets
}

/// A secret as it could stand in a table or a log: as it is, in a URL, as hexadecimal digits of its letters or bits.
fn forms_of(secret: &str) -> Vec<String> {
    let hex = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    let url = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect::<String>();
    let mut forms = vec![
        secret.to_lowercase(),
        url.to_lowercase(),
        hex(secret.as_bytes()),
    ];
    if Token::parse(secret).is_some() {
        use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
        forms.push(hex(&URL_SAFE_NO_PAD.decode(secret).unwrap()));
    }
    forms
}

fn assert_free_of(secrets: &Secrets, text: &str, place: &str) {
    let text = text.to_lowercase();
    for secret in &secrets.0 {
        for form in forms_of(secret) {
            if let Some(at) = text.find(&form) {
                let around: String = text[..at]
                    .chars()
                    .rev()
                    .take(200)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect();
                panic!("{secret:?} is in the {place}, after …{around}");
            }
        }
    }
}

// ASVS: 14.2.4, 16.2.5
#[tokio::test]
async fn neither_the_database_nor_the_log_holds_a_password_or_anything_that_opens_an_account() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let log_of_test = Dispatch::new(subscriber);
    // As long as a process has one subscriber, `tracing` asks the thread that meets a line first whether it listens, and
    // remembers the answer: that of another test.
    let second = Dispatch::new(tracing_subscriber::registry());
    // Everything of a request runs on this thread: the runtime has no other.
    let guard = tracing::dispatcher::set_default(&log_of_test);
    for app in App::on_each_database(talkative).await {
        let secrets = a_life(&app).await;
        assert!(secrets.0.len() >= 18, "{}", secrets.0.len());
        let rows = tables::dump(app.db()).await;
        assert!(rows.contains(ADA), "the dump shows what is there");
        assert_free_of(&secrets, &rows, "database");
        if app.db().kind() == Kind::Sqlite {
            assert_free_of(&secrets, &files_of(&app), "file of the database");
        }
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(
            text.contains("mail was sent"),
            "the log shows what is logged"
        );
        assert!(text.contains(ADA), "and what was told");
        assert_free_of(&secrets, &text, "log");
    }
    drop((guard, second));
}

/// The files as they are, with pages that are free again and the write-ahead log.
fn files_of(app: &App) -> String {
    let path = app.db_url().strip_prefix("sqlite://").unwrap();
    let mut all = String::new();
    for ending in ["", "-wal"] {
        let bytes = std::fs::read(format!("{path}{ending}")).unwrap_or_default();
        all.extend(bytes.iter().map(|byte| {
            if byte.is_ascii() {
                char::from(*byte)
            } else {
                '.'
            }
        }));
    }
    assert!(all.contains(ADA));
    all
}

#[test]
fn a_secret_that_is_there_is_found() {
    let token = Token::generate();
    let secrets = Secrets(vec![PASSWORD.to_owned(), token.expose().to_owned()]);
    let hex: String = PASSWORD.bytes().map(|byte| format!("{byte:02X}")).collect();
    for text in [
        format!("x {PASSWORD} y"),
        "correct+horse+battery".into(),
        format!("X'{hex}'"),
        token.expose().into(),
    ] {
        let found = std::panic::catch_unwind(|| assert_free_of(&secrets, &text, "text"));
        assert!(found.is_err(), "{text}");
    }
    assert_free_of(&secrets, "nothing of it", "text");
}
