//! Under which names the app answers.

use portcullis_kit::mail::Memory;

use super::*;

async fn status(app: &App, host: &str) -> u16 {
    app.browser()
        .with_header("host", host)
        .get("/login")
        .await
        .status
}

#[tokio::test]
async fn on_loopback_every_name_of_loopback_is_fine_and_no_other() {
    for app in apps().await {
        for host in [
            "localhost",
            "localhost:3000",
            "127.0.0.1:8080",
            "[::1]:3000",
            "[::1]",
            "LOCALHOST",
            "app.localhost:3000",
            "127.0.0.2",
        ] {
            assert_eq!(status(&app, host).await, 200, "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example:3000",
            "",
            "[::2]",
            "128.0.0.1",
            "localhost/x",
            "notlocalhost",
        ] {
            assert_eq!(status(&app, host).await, 400, "{host}");
        }
    }
}

#[tokio::test]
async fn in_public_the_public_name_and_the_trusted_ones_are_fine() {
    let public = |app: SecurityBuilder| {
        app.mail(Memory::new()).core(|core| {
            core.http.public_url = "https://app.example.com".into();
            core.http.trusted_hosts = vec!["internal.example".into(), "app.internal:8443".into()];
        })
    };
    for app in apps_with(public).await {
        for host in [
            "app.example.com",
            "APP.example.com",
            "app.example.com:443",
            "internal.example",
            "app.internal:8443",
        ] {
            assert_eq!(status(&app, host).await, 200, "{host}");
        }
        for host in [
            "localhost",
            "example.com",
            "xapp.example.com",
            "app.example.com.evil.example",
            "app.internal",
        ] {
            assert_eq!(status(&app, host).await, 400, "{host}");
        }
    }
}

#[tokio::test]
async fn the_refusal_says_why_as_page_and_as_json() {
    for app in apps().await {
        let mut browser = app.browser().with_header("host", "evil.example");
        let page = browser.get("/login").await;
        assert!(page.says("This server does not answer under the name in the address."));
        let page = browser.get_json("/login").await;
        assert_eq!(
            (page.status, page.error_codes()),
            (400, vec!["HOST_NOT_ALLOWED".to_owned()])
        );
        let app = app.serving(Router::new().route("/own", get(async || "own")));
        let page = app
            .browser()
            .with_header("host", "evil.example")
            .get("/own")
            .await;
        assert_eq!(page.status, 400, "the app's routes as well");
    }
}

#[tokio::test]
async fn two_names_at_once_are_refused() {
    for app in apps().await {
        let browser = app.browser().with_header("host", "localhost:3000");
        let mut browser = browser.with_header("host", "evil.example");
        assert_eq!(browser.get("/login").await.status, 400);
    }
}
