//! Paths: below a prefix, at places of the app's choice, unknown ones, wrong methods.

use axum::http::Method;

use super::*;
use crate::{Confirmable, Registerable};

fn below_auth(app: SecurityBuilder) -> SecurityBuilder {
    app.with(Registerable::default())
        .with(Confirmable::default())
        .core(|core| core.http.url_prefix = "/auth".into())
}

#[tokio::test]
async fn the_whole_walk_works_below_a_prefix() {
    for app in App::on_each_database(below_auth).await {
        let app = app.serving(Router::new().route(
            "/home",
            get(async |user: CurrentUser| format!("Hello {}", user.email)),
        ));
        let mut browser = app.browser();
        assert_eq!(
            browser.get("/home").await.location(),
            "/auth/login?next=%2Fhome"
        );
        let page = browser.get("/auth/login").await;
        for link in [
            "&#x2f;auth&#x2f;login",
            "&#x2f;auth&#x2f;register",
            "&#x2f;auth&#x2f;confirm",
            "&#x2f;auth&#x2f;security-static",
        ] {
            assert!(page.body.contains(link), "{link}");
        }
        let fields = [("email", ADA), ("password", PASSWORD)];
        assert_eq!(
            browser.post("/auth/register", &fields).await.location(),
            "/auth/confirm/code"
        );
        assert!(browser.get("/auth/confirm/code").await.says(ADA));
        let link = app.link_for(ADA).await;
        assert!(link.starts_with("/auth/confirm/"), "{link}");
        assert_eq!(browser.post(&link, &[]).await.location(), "/auth/login");
        let fields = [("email", ADA), ("password", PASSWORD), ("next", "/home")];
        assert_eq!(
            browser.submit("/auth/login", &fields).await.body,
            "Hello ada@example.test"
        );
        assert_eq!(
            browser
                .post("/auth/verify", &[("password", PASSWORD)])
                .await
                .status,
            303
        );
        assert_eq!(browser.post("/auth/logout", &[]).await.location(), "/");
        assert_eq!(browser.get("/home").await.status, 302);
        assert_eq!(
            app.browser().get("/login").await.status,
            404,
            "nothing outside of the prefix"
        );
    }
}

#[tokio::test]
async fn our_forms_below_a_prefix_are_guarded_against_other_sites() {
    for app in App::on_each_database(below_auth).await {
        let mut browser = app.browser().with_header("sec-fetch-site", "cross-site");
        assert_eq!(browser.post("/auth/login", &[]).await.status, 403);
        assert_eq!(browser.post("/auth/confirm/x", &[]).await.status, 403);
    }
}

#[tokio::test]
async fn an_unknown_path_below_the_prefix_is_404_in_the_shape_that_was_asked_for() {
    for app in App::on_each_database(below_auth).await {
        for path in [
            "/auth/nothing",
            "/auth/login/x/y",
            "/auth",
            "/auth/",
            "/auth/login/",
        ] {
            let mut browser = app.browser();
            let page = browser.get(path).await;
            assert_eq!(page.status, 404, "{path}");
            assert!(
                page.says("There is no page at this address."),
                "{path}: {}",
                page.body
            );
            let page = browser.get_json(path).await;
            assert_eq!(
                (page.status, page.error_codes()),
                (404, vec!["NOT_FOUND".to_owned()]),
                "{path}"
            );
            assert_eq!(page.header("x-content-type-options"), "nosniff");
        }
    }
}

#[tokio::test]
async fn an_unknown_path_below_one_of_ours_is_404_of_ours_and_any_other_is_the_apps_affair() {
    for app in apps().await {
        for path in ["/login/", "/login/x", "/verify/x/y"] {
            let page = app.browser().get(path).await;
            assert!(
                page.status == 404 && page.says("There is no page at this address."),
                "{path}"
            );
            assert_eq!(
                app.browser().get_json(path).await.error_codes(),
                ["NOT_FOUND"]
            );
        }
        let page = app.browser().get("/elsewhere").await;
        assert_eq!((page.status, page.body.as_str()), (404, ""));
        let own = Router::new().fallback(async || (axum::http::StatusCode::NOT_FOUND, "not here"));
        let app = app.serving(own);
        for path in ["/elsewhere", "/login/x"] {
            assert_eq!(app.browser().get(path).await.body, "not here");
        }
    }
}

#[tokio::test]
async fn a_wrong_method_is_405_and_says_which_are_right() {
    for (prefix, app) in [("", false), ("/auth", true)] {
        let features = |builder| if app { below_auth(builder) } else { builder };
        for app in App::on_each_database(features).await {
            let mut browser = app.browser();
            for method in [Method::PUT, Method::DELETE, Method::PATCH] {
                let page = browser
                    .request(method.clone(), &format!("{prefix}/login"))
                    .await;
                assert_eq!(
                    (page.status, page.header("allow")),
                    (405, "GET,HEAD,POST"),
                    "{method}"
                );
                assert!(page.says("This page cannot be used in that way."));
            }
            let page = browser.get_json(&format!("{prefix}/logout")).await;
            assert_eq!(
                (page.status, page.error_codes()),
                (405, vec!["METHOD_NOT_ALLOWED".to_owned()])
            );
            assert_eq!(page.header("allow"), "POST");
        }
    }
}

#[tokio::test]
async fn looking_without_reading_is_fine() {
    for app in apps().await {
        let page = app.browser().request(Method::HEAD, "/login").await;
        assert_eq!((page.status, page.body.as_str()), (200, ""));
    }
}

#[tokio::test]
async fn paths_are_settings() {
    let elsewhere = |app: SecurityBuilder| {
        app.core(|core| {
            core.http.login_url = "/in".into();
            core.http.logout_url = "/out".into();
            core.http.verify_url = "/again".into();
        })
    };
    for app in apps_with(elsewhere).await {
        let app = app.serving(Router::new().route("/home", get(async |_: CurrentUser| "home")));
        let mut browser = app.browser();
        assert_eq!(browser.get("/home").await.location(), "/in?next=%2Fhome");
        let fields = [("email", ADA), ("password", PASSWORD)];
        assert_eq!(browser.post("/in", &fields).await.status, 303);
        assert_eq!(browser.get("/again").await.status, 200);
        assert_eq!(browser.post("/out", &[]).await.status, 303);
        for path in ["/login", "/logout", "/verify"] {
            assert_eq!(browser.get(path).await.status, 404);
        }
    }
}

#[tokio::test]
async fn password_managers_are_shown_where_a_password_is_changed() {
    const WELL_KNOWN: &str = "/.well-known/change-password";
    for app in apps().await {
        let page = app.browser().get(WELL_KNOWN).await;
        assert_eq!(page.status, 404, "no feature that is on changes a password");
    }
    let resetting = |app: SecurityBuilder| app.with(crate::Recoverable::default());
    for app in apps_with(resetting).await {
        assert_eq!(app.browser().get(WELL_KNOWN).await.location(), "/reset");
    }
    let below = |app: SecurityBuilder| {
        resetting(app)
            .with(crate::Changeable::default())
            .core(|core| core.http.url_prefix = "/auth".into())
    };
    for app in apps_with(below).await {
        let page = app.browser().get(WELL_KNOWN).await;
        assert_eq!((page.status, page.location()), (302, "/auth/change"));
    }
}
