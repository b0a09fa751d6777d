//! Two answers at one path: refused at the start with both sides, before the router would panic.

use super::*;
use crate::testing::every_feature as everything;

/// The problem with a setting, after its name.
async fn clash(lines: &str) -> String {
    problem(|app| everything(app).settings(toml(lines))).await
}

#[tokio::test]
async fn a_path_that_is_taken_is_refused_with_both_sides() {
    for (setting, path, sides) in [
        (
            "CHANGE_URL",
            "/openapi.json",
            ["description of the API", "changeable"],
        ),
        (
            "LOGOUT_URL",
            "/openapi.json",
            ["description of the API", "login"],
        ),
        ("RESET_URL", "/dev/mail", ["dev_mailbox", "recoverable"]),
        (
            "RESET_URL",
            "/dev/mail.json",
            ["dev_mailbox", "recoverable"],
        ),
        (
            "CONFIRM_URL",
            "/login/link",
            ["passwordless", "confirmable"],
        ),
        ("RESET_URL", "/confirm/code", ["confirmable", "recoverable"]),
        (
            "VERIFY_URL",
            "/.well-known/change-password",
            ["well-known", "login"],
        ),
    ] {
        let text = clash(&format!("SECURITY_{setting} = '{path}'")).await;
        let begins =
            format!("portcullis.toml:1: SECURITY_{setting}: \"{path}\" would be answered by ");
        assert!(text.starts_with(&begins), "{text}");
        for side in sides {
            assert!(text.contains(side), "{text}");
        }
        assert_eq!(text.lines().count(), 1, "{text}");
    }
}

#[tokio::test]
async fn a_prefix_moves_the_paths_that_are_below_it() {
    let prefix = "SECURITY_URL_PREFIX = '/.well-known'\n";
    let text = clash(&format!("{prefix}SECURITY_VERIFY_URL = '/change-password'")).await;
    let begins = "portcullis.toml:2: SECURITY_VERIFY_URL: \"/.well-known/change-password\" would";
    assert!(text.starts_with(begins), "{text}");
}

#[tokio::test]
async fn a_path_that_the_app_keeps_for_itself_is_refused() {
    let mut settings = toml("SECURITY_CHANGE_URL = '/livez'");
    settings.reserve("/livez", "the health check");
    let text = problem(|app| everything(app).settings(settings)).await;
    assert_eq!(
        text,
        "portcullis.toml:1: SECURITY_CHANGE_URL: \"/livez\" would be answered by the health check and by the feature \
         \"changeable\""
    );
}

#[tokio::test]
async fn what_the_start_lets_through_can_be_mounted() {
    for lines in [
        "",
        "SECURITY_CONFIRM_URL = '/login/prove'",
        "SECURITY_URL_PREFIX = '/auth'\nSECURITY_VERIFY_URL = '/.well-known/change-password'",
        "SECURITY_RESET_URL = '/dev/mail/box'",
        "SECURITY_LOGIN_WITH_PASSWORD = false",
        "SECURITY_FRESHNESS = 'off'\nSECURITY_VERIFY_URL = '/openapi.json'",
    ] {
        let scratch = scratch().await;
        let builder = Security::builder(scratch.db.clone()).without_background();
        let security = everything(builder).settings(toml(lines)).build().await;
        let _: axum::Router = security.unwrap().mount(axum::Router::new());
    }
}
