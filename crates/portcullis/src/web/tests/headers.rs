//! The headers of our own answers.

use portcullis_kit::mail::Memory;

use super::*;
use crate::testing::Page;

const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; \
                   frame-ancestors 'none'; form-action 'self'";

fn check(page: &Page) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("content-security-policy", CSP),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-robots-tag", "noindex"),
    ] {
        assert_eq!(
            page.header(name),
            value,
            "{name} of {}: {}",
            page.status,
            page.body
        );
    }
}

#[tokio::test]
async fn pages_json_redirects_and_errors_of_ours_are_hardened() {
    for app in apps().await {
        let mut browser = app.browser();
        check(&browser.get("/login").await);
        check(&browser.get_json("/login").await);
        check(&browser.get("/verify").await);
        check(&browser.get_json("/verify").await);
        check(&browser.get("/logout").await);
        check(&browser.sign_in(ADA, "wrong").await);
        check(
            &browser
                .post_raw("/login", "text/plain", b"x".to_vec())
                .await,
        );
        check(&browser.get("/openapi.json").await);
        check(&browser.sign_in(ADA, PASSWORD).await);
        check(&browser.post("/logout", &[]).await);
    }
}

#[tokio::test]
async fn what_depends_on_who_asks_says_so_to_caches() {
    for app in apps().await {
        for page in [
            app.browser().get("/login").await,
            app.browser().get_json("/login").await,
        ] {
            assert_eq!(page.header("vary"), "Cookie, Accept");
        }
    }
}

#[tokio::test]
async fn an_apps_own_pages_are_left_alone() {
    for app in apps().await {
        let app = app.serving(Router::new().route("/own", get(async || "own")));
        let page = app.login_as(ADA).await.get("/own").await;
        assert_eq!(page.headers.len(), 2, "{:?}", page.headers);
    }
}

#[tokio::test]
async fn https_is_to_be_kept() {
    for app in apps().await {
        assert_eq!(
            app.browser()
                .get("/login")
                .await
                .header("strict-transport-security"),
            ""
        );
    }
    let https = |app: SecurityBuilder| {
        app.mail(Memory::new())
            .core(|core| core.http.public_url = "https://app.example.com".into())
    };
    for app in apps_with(https).await {
        let page = app
            .browser()
            .with_header("host", "app.example.com")
            .get("/login")
            .await;
        assert_eq!(
            page.header("strict-transport-security"),
            "max-age=31536000; includeSubDomains"
        );
    }
}

// ASVS: 3.5.7
#[tokio::test]
async fn pages_bring_no_script_and_no_style_of_their_own() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        for path in ["/verify", "/logout", "/dev/mail"] {
            let body = browser.get(path).await.body.to_lowercase();
            for bad in [
                "<script",
                " style=",
                " onclick=",
                "<style",
                "http://",
                "javascript:",
            ] {
                assert!(!body.contains(bad), "{bad} in {path}");
            }
        }
    }
}

#[tokio::test]
async fn the_stylesheet_is_kept_by_browsers_and_read_as_nothing_else() {
    for app in apps().await {
        let page = app.browser().get("/login").await;
        let path = page
            .body
            .split("href=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let path = path.replace("&#x2f;", "/");
        let css = app.browser().get(&path).await;
        assert_eq!(
            (css.status, css.header("content-type")),
            (200, "text/css; charset=utf-8")
        );
        assert_eq!(css.header("x-content-type-options"), "nosniff");
        assert!(css.header("cache-control").contains("immutable"));
    }
}
