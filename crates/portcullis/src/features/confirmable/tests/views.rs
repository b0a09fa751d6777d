//! Where a browser goes on, and who is signed in then.

use serde_json::json;

use super::*;
use crate::Trackable;

fn with(change: impl FnOnce(&mut Confirmable)) -> Confirmable {
    let mut confirmable = Confirmable::default();
    change(&mut confirmable);
    confirmable
}

#[tokio::test]
async fn confirming_signs_in_where_that_is_wanted() {
    for app in apps_with(with(|c| c.auto_login_after_confirm = true)).await {
        let (mut browser, link) = signed_up(&app).await;
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
        assert_eq!(browser.get("/verify").await.status, 200, "signed in");
        assert!(browser.cookie("claim").is_none());
    }
}

#[tokio::test]
async fn a_program_that_confirms_and_is_signed_in_gets_the_token_it_asks_for() {
    let trackable = |app: SecurityBuilder| app.with(Trackable::default());
    for app in apps_where(with(|c| c.auto_login_after_confirm = true), trackable).await {
        let (mut browser, link) = signed_up(&app).await;
        let done = browser
            .post_json(&format!("{link}?include_auth_token"), &json!({}))
            .await;
        let token = done.response()["user"]["authentication_token"]
            .as_str()
            .unwrap()
            .to_owned();
        let mut program = app.browser().with_header("Authentication-Token", &token);
        assert_eq!(program.get_json("/verify").await.status, 200);
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert_eq!(user.login_count, 1);
    }
}

#[tokio::test]
async fn views_are_where_a_browser_goes_on() {
    let confirmable = with(|c| {
        c.post_confirm_view = "/welcome".into();
        c.confirm_error_view = "/sorry".into();
    });
    for app in apps_with(confirmable).await {
        let (mut browser, link) = signed_up(&app).await;
        assert_eq!(browser.get("/confirm/nonsense").await.location(), "/sorry");
        assert_eq!(
            browser.post("/confirm/nonsense", &[]).await.location(),
            "/sorry"
        );
        assert_eq!(browser.post(&link, &[]).await.location(), "/welcome");
        assert_eq!(browser.post(&link, &[]).await.location(), "/sorry");
    }
}

#[tokio::test]
async fn a_front_end_of_the_apps_own_gets_the_outcome_in_the_query() {
    let confirmable = with(|c| {
        c.post_confirm_view = "/app/confirmed".into();
        c.confirm_error_view = "/app/error".into();
    });
    let spa = |app: SecurityBuilder| {
        app.core(|core| {
            core.redirects.redirect_behavior = "spa".into();
            core.redirects.redirect_host = "localhost:8081".into();
        })
    };
    for app in apps_where(confirmable, spa).await {
        let mut browser = app.browser();
        browser.sign_up(ADA, PASSWORD).await;
        let link = app.link_for(ADA).await;
        let done = browser.post(&link, &[]).await;
        assert_eq!(
            done.location(),
            "http://localhost:8081/app/confirmed?success=Thank+you.+Your+email+address+is+confirmed.\
             &email=ada%40example.test&identity=ada%40example.test"
        );
        let again = browser.get(&link).await;
        assert_eq!(
            again.location(),
            "http://localhost:8081/app/error?info=This+address+is+confirmed+already."
        );
        let wrong = browser.post("/confirm/nonsense", &[]).await;
        assert_eq!(
            wrong.location(),
            "http://localhost:8081/app/error?error=This+confirmation+link+is+not+valid.+Ask+for+a+new+one."
        );
    }
}

#[tokio::test]
async fn a_front_end_on_another_host_gets_its_views_and_our_pages_stay_here() {
    let elsewhere = |app: SecurityBuilder| {
        app.core(|core| core.redirects.redirect_host = "localhost:8081".into())
    };
    for app in apps_where(with(|_| ()), elsewhere).await {
        let mut browser = app.browser();
        let told = browser.sign_up(ADA, PASSWORD).await;
        assert_eq!(told.location(), "/confirm/code");
        let link = app.link_for(ADA).await;
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
        assert_eq!(browser.get(&link).await.location(), "/confirm");
    }
}

#[tokio::test]
async fn somebody_else_who_is_signed_in_is_signed_out() {
    for app in apps().await {
        app.user("eve@example.test", PASSWORD).await;
        let (mut browser, link) = signed_up(&app).await;
        browser.sign_in("eve@example.test", PASSWORD).await;
        let session = browser.cookie("session").unwrap().to_owned();
        assert_eq!(browser.get("/verify").await.status, 200);
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
        assert!(browser.cookie("session").is_none());
        browser.set_cookie("session", &session);
        assert_eq!(
            browser.get("/verify").await.status,
            302,
            "a copy of the cookie is dead too"
        );
    }
}

#[tokio::test]
async fn somebody_else_is_signed_out_by_a_confirmation_that_signs_in() {
    for app in apps_with(with(|c| c.auto_login_after_confirm = true)).await {
        app.user("eve@example.test", PASSWORD).await;
        let (mut browser, link) = signed_up(&app).await;
        browser.sign_in("eve@example.test", PASSWORD).await;
        let session = browser.cookie("session").unwrap().to_owned();
        let page = browser.post(&link, &[]).await;
        let cookies = page.headers.get_all("set-cookie").iter();
        let of_session = cookies.filter(|value| value.as_bytes().starts_with(b"session="));
        assert_eq!(
            of_session.count(),
            1,
            "RFC 6265, 4.1.1: one cookie of a name"
        );
        assert!(browser.get("/verify").await.says("ada@example.test"));
        browser.set_cookie("session", &session);
        assert_eq!(browser.get("/verify").await.status, 302);
    }
}

#[tokio::test]
async fn who_confirms_while_signed_in_as_the_same_person_stays_signed_in() {
    for app in apps_with(with(|c| c.login_without_confirmation = true)).await {
        let mut browser = app.browser();
        assert_eq!(browser.sign_up(ADA, PASSWORD).await.location(), "/");
        let link = app.link_for(ADA).await;
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
        assert_eq!(browser.get("/verify").await.status, 200);
    }
}

#[tokio::test]
async fn who_is_signed_in_without_confirmation_uses_the_claim() {
    for app in apps_with(with(|c| c.login_without_confirmation = true)).await {
        let mut browser = app.browser();
        browser.sign_up(ADA, PASSWORD).await;
        assert_eq!(browser.get("/verify").await.status, 200);
        let mut other = app.browser();
        assert_eq!(other.sign_in(ADA, PASSWORD).await.location(), "/");
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.is_claim() && !app.security.requires_confirmation(&user));
    }
}

#[tokio::test]
async fn pages_are_where_the_settings_put_them() {
    let prefixed = |app: SecurityBuilder| app.core(|core| core.http.url_prefix = "/auth".into());
    for app in apps_where(with(|c| c.confirm_url = "/prove".into()), prefixed).await {
        let mut browser = app.browser();
        let fields = [("email", ADA), ("password", PASSWORD)];
        let page = browser.post("/auth/register", &fields).await;
        assert_eq!(page.location(), "/auth/prove/code");
        let link = app.link_for(ADA).await;
        assert!(link.starts_with("/auth/prove/"), "{link}");
        assert_eq!(browser.post(&link, &[]).await.location(), "/auth/login");
        assert_eq!(browser.get("/auth/prove/").await.location(), "/auth/prove");
        assert_eq!(browser.get("/prove").await.status, 404);
    }
}
