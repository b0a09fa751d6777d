//! A feature of the app's own stands beside ours on equal terms.

use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use axum::routing::get;
use portcullis_kit::{db::Tx, settings::Group};

use super::*;
use crate::{
    CurrentUser, Reply, Template, User,
    messages::Translation,
    security::feature::{Attempt, Routes, Verdict},
    testing::App,
    tests::tables,
};

portcullis_kit::settings! {
    /// Only people of one domain may sign in.
    struct Doorkeeper {
        /// The domain.
        DOORKEEPER_DOMAIN: doorkeeper_domain: String = "example.test".to_owned(),
    }
}

/// How often which function was called, over all apps of a test.
#[derive(Default)]
struct Calls {
    signed_in: AtomicU32,
    swept: AtomicU32,
}

struct House {
    settings: Doorkeeper,
    calls: Arc<Calls>,
}

#[async_trait]
impl Feature for House {
    fn name(&self) -> &'static str {
        "house"
    }

    fn settings(&mut self) -> Option<&mut dyn Group> {
        Some(&mut self.settings)
    }

    fn routes(&self, _core: &CoreSettings) -> Routes {
        let page = async |user: CurrentUser| {
            Reply::page("house")
                .with("who", user.email.as_str())
                .json("who", user.email.as_str())
        };
        let trapdoor = async || -> Reply { panic!("on purpose") };
        Routes::new()
            .undescribed("/house", get(page))
            .undescribed("/trapdoor", get(trapdoor))
    }

    fn urls(&self, _core: &CoreSettings) -> Vec<(&'static str, String)> {
        vec![("house", "/house".into())]
    }

    fn templates(&self) -> &'static [Template] {
        &[Template {
            name: "security/house.html",
            source: "House of {{ who }} at {{ urls.house }}{% if urls.cellar %} with a cellar{% endif %}",
        }]
    }

    fn translations(&self) -> &'static [Translation] {
        &[Translation {
            locale: "en",
            source: "NOT_OF_THIS_HOUSE = Only people of this house come in.",
        }]
    }

    async fn gate(&self, _security: &Security, attempt: &Attempt<'_>) -> Result<Verdict> {
        let domain = format!("@{}", self.settings.doorkeeper_domain);
        Ok(if attempt.user.email.as_str().ends_with(&domain) {
            Verdict::Pass
        } else {
            Verdict::Refuse(Fault::form("NOT_OF_THIS_HOUSE"))
        })
    }

    async fn signed_in(
        &self,
        _security: &Security,
        _tx: &mut Tx,
        attempt: &Attempt<'_>,
    ) -> Result<()> {
        if attempt.user.email.as_str().starts_with("unlucky") {
            return Err(Error::Internal("on purpose".into()));
        }
        self.calls.signed_in.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    async fn sweep(&self, _security: &Security) -> Result<()> {
        self.calls.swept.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

fn house(calls: &Arc<Calls>) -> House {
    House {
        settings: Doorkeeper::default(),
        calls: calls.clone(),
    }
}

async fn apps(calls: &Arc<Calls>) -> Vec<App> {
    App::on_each_database(|app| {
        app.with(Trackable::default())
            .with(house(calls))
            .core(|core| core.http.return_generic_responses = false)
    })
    .await
}

async fn user(app: &App, email: &str) -> User {
    app.user(email, PASSWORD).await
}

#[tokio::test]
async fn its_gate_refuses_and_nothing_has_happened_then() {
    let calls = Arc::default();
    for app in apps(&calls).await {
        user(&app, "eve@elsewhere.test").await;
        let mut browser = app.browser();
        let page = browser.sign_in("eve@elsewhere.test", PASSWORD).await;
        assert!(page.status == 401 && page.says("Only people of this house come in."));
        let body = serde_json::json!({ "email": "eve@elsewhere.test", "password": PASSWORD });
        let page = browser.post_json("/login", &body).await;
        assert_eq!(
            (page.status, page.error_codes()),
            (400, vec!["NOT_OF_THIS_HOUSE".to_owned()])
        );
        let eve = app
            .security
            .find_user("eve@elsewhere.test")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(eve.login_count, 0);
        assert_eq!(calls.signed_in.load(Ordering::SeqCst), 0);
    }
}

#[tokio::test]
async fn it_is_told_of_sign_ins_and_sweeps_and_its_routes_are_there() {
    let calls: Arc<Calls> = Arc::default();
    for app in apps(&calls).await {
        user(&app, ADA).await;
        let mut browser = app.browser();
        assert_eq!(
            browser.get("/house").await.location(),
            "/login?next=%2Fhouse"
        );
        browser.sign_in(ADA, PASSWORD).await;
        assert_eq!(calls.signed_in.swap(0, Ordering::SeqCst), 1);
        assert_eq!(
            browser.get("/house").await.body,
            "House of ada@example.test at &#x2f;house"
        );
        assert_eq!(browser.get_json("/house").await.response()["who"], ADA);
        assert_eq!(app.security.path_of("house"), Some("/house"));
        app.security.sweep().await.unwrap();
        assert_eq!(calls.swept.swap(0, Ordering::SeqCst), 1);
        let mut elsewhere = app.browser().with_header("sec-fetch-site", "cross-site");
        assert_eq!(
            elsewhere.post("/house", &[]).await.status,
            403,
            "guarded like ours"
        );
    }
}

// ASVS: 16.5.1, 16.5.4
#[tokio::test]
async fn a_panic_in_it_is_500_and_harms_nobody_else() {
    for app in apps(&Arc::default()).await {
        let mut browser = app.browser();
        let answer = browser.get_json("/trapdoor").await;
        assert_eq!(
            (answer.status, answer.error_codes()),
            (500, vec!["SERVER_ERROR".to_owned()])
        );
        let page = browser.get("/trapdoor").await;
        assert!(
            page.status == 500 && !page.body.contains("purpose"),
            "{}",
            page.body
        );
        assert_eq!(browser.get("/login").await.status, 200);
    }
}

#[tokio::test]
async fn when_it_fails_the_whole_sign_in_is_undone() {
    let calls = Arc::default();
    for app in apps(&calls).await {
        user(&app, "unlucky@example.test").await;
        let mut browser = app.browser();
        let page = browser.sign_in("unlucky@example.test", PASSWORD).await;
        assert!(page.status == 500 && page.says("Something went wrong on our side."));
        assert!(!page.body.contains("on purpose") && browser.cookie("session").is_none());
        let unlucky = app
            .security
            .find_user("unlucky@example.test")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(unlucky.login_count, 0, "what Trackable wrote is undone");
        let open = tables::count_of_user(app.db(), "pc_sessions", unlucky.id).await;
        assert_eq!(open, 0);
    }
}

#[tokio::test]
async fn its_settings_come_from_outside_and_their_names_are_known() {
    let calls: Arc<Calls> = Arc::default();
    let elsewhere = |app: SecurityBuilder| {
        app.with(house(&calls))
            .settings(toml("SECURITY_DOORKEEPER_DOMAIN = 'elsewhere.test'"))
    };
    for app in App::on_each_database(elsewhere).await {
        user(&app, ADA).await;
        user(&app, "eve@elsewhere.test").await;
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.status, 401);
        assert_eq!(
            app.browser()
                .sign_in("eve@elsewhere.test", PASSWORD)
                .await
                .status,
            303
        );
    }
    let text = problem(|app| app.settings(toml("SECURITY_DOORKEEPER_DOMAIN = 'x'"))).await;
    assert!(text.contains("unknown setting"), "{text}");
}

/// Brings a key that is known already.
struct Echo;

impl Feature for Echo {
    fn name(&self) -> &'static str {
        "echo"
    }

    fn translations(&self) -> &'static [Translation] {
        &[Translation {
            locale: "en",
            source: "SIGNED_OUT = Bye.",
        }]
    }
}

#[tokio::test]
async fn a_second_feature_with_the_same_key_is_refused() {
    let text = problem(|app| app.with(Echo)).await;
    assert_eq!(text, "the sentence SIGNED_OUT is defined twice in en");
}
