//! Signing out: what was open is dead, also its copies.

use super::*;

// ASVS: 7.4.1
#[tokio::test]
async fn signing_out_leads_on_says_so_and_takes_the_cookie_away() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        let copy = browser.clone();
        let page = browser.post("/logout", &[]).await;
        assert_eq!((page.status, page.location()), (303, "/"));
        assert!(browser.cookie("session").is_none());
        assert!(browser.get("/login").await.says("You are signed out."));
        assert!(
            !browser.get("/login").await.says("You are signed out."),
            "said once"
        );
        for mut copy in [copy.clone(), copy] {
            assert_eq!(
                copy.get_json("/verify").await.status,
                401,
                "a saved cookie is dead"
            );
        }
    }
}

#[tokio::test]
async fn signing_out_kills_the_tokens_of_the_session_and_no_other() {
    for app in apps().await {
        let mut browser = app.browser();
        let body = json!({ "email": ADA, "password": PASSWORD });
        let page = browser.post_json("/login?include_auth_token", &body).await;
        let of_session = page.response()["user"]["authentication_token"]
            .as_str()
            .unwrap()
            .to_owned();
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        let other = ada.auth_token(&app.security).await.unwrap();
        let mut elsewhere = app.login_as(ADA).await;
        let status = async |token: &str| {
            let mut program = app.browser().with_header("authentication-token", token);
            program.get_json("/verify").await.status
        };
        assert_eq!(status(&of_session).await, 200);
        browser.post("/logout", &[]).await;
        assert_eq!(status(&of_session).await, 401);
        assert_eq!(status(other.expose()).await, 200);
        assert_eq!(
            elsewhere.get_json("/verify").await.status,
            200,
            "other devices stay signed in"
        );
    }
}

#[tokio::test]
async fn a_program_that_signs_out_with_its_token_ends_the_token_and_its_session() {
    for app in apps().await {
        let mut browser = app.browser();
        let body = json!({ "email": ADA, "password": PASSWORD });
        let page = browser.post_json("/login?include_auth_token", &body).await;
        let token = page.response()["user"]["authentication_token"]
            .as_str()
            .unwrap()
            .to_owned();
        let mut program = app
            .browser()
            .with_header("authorization", &format!("Bearer {token}"));
        let page = program.post_json("/logout", &json!({})).await;
        assert_eq!(
            page.json(),
            json!({ "meta": { "code": 200 }, "response": {} })
        );
        assert_eq!(program.get_json("/verify").await.status, 401);
        assert_eq!(browser.get_json("/verify").await.status, 401);
    }
}

#[tokio::test]
async fn signing_out_is_fine_when_nobody_is_signed_in() {
    let heard = Heard::default();
    for app in apps_with(|app| heard.listen(app)).await {
        let mut browser = app.browser();
        assert_eq!(browser.post("/logout", &[]).await.status, 303);
        let page = browser.post_json("/logout", &json!({})).await;
        assert_eq!(
            page.json(),
            json!({ "meta": { "code": 200 }, "response": {} })
        );
        assert!(heard.take().is_empty());
    }
}

#[tokio::test]
async fn signing_out_leads_to_next_or_the_configured_view() {
    let view =
        |app: SecurityBuilder| app.core(|core| core.redirects.post_logout_view = "/bye".into());
    for app in apps_with(view).await {
        let mut browser = app.browser();
        assert_eq!(browser.post("/logout", &[]).await.location(), "/bye");
        assert_eq!(browser.post("/logout?next=/a", &[]).await.location(), "/a");
        assert_eq!(
            browser
                .post("/logout?next=//evil.example", &[])
                .await
                .location(),
            "/bye"
        );
    }
}

#[tokio::test]
async fn opening_the_path_signs_nobody_out() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        for page in [
            browser.get("/logout").await,
            browser.get_json("/logout").await,
        ] {
            assert_eq!((page.status, page.header("allow")), (405, "POST"));
        }
        assert_eq!(browser.get_json("/verify").await.status, 200);
    }
}

#[tokio::test]
async fn nobody_is_told_to_have_left_who_came_by_a_password_in_the_header() {
    let heard = Heard::default();
    let basic = |app: SecurityBuilder| {
        heard
            .listen(app)
            .core(|core| core.http.api_enabled_methods.push("basic".into()))
    };
    for app in apps_with(basic).await {
        let credentials = "Basic YWRhQGV4YW1wbGUudGVzdDpjb3JyZWN0IGhvcnNlIGJhdHRlcnk=";
        let mut program = app.browser().with_header("authorization", credentials);
        assert_eq!(program.get_json("/verify").await.status, 200);
        assert_eq!(program.post_json("/logout", &json!({})).await.status, 200);
        assert!(heard.take().is_empty());
    }
}

#[tokio::test]
async fn after_signing_out_the_form_says_where_to_go_then_the_query_then_the_setting() {
    let apps = App::on_each_database(|app| {
        app.core(|core| core.redirects.post_logout_view = "/bye".into())
    });
    for app in apps.await {
        for (path, next, target) in [
            ("/logout", "", "/bye"),
            ("/logout", "/form", "/form"),
            ("/logout?next=/query", "", "/query"),
            ("/logout?next=/query", "/form", "/form"),
            ("/logout", "https://evil.example", "/bye"),
            ("/logout?next=/query", "//evil.example", "/bye"),
        ] {
            let page = app.browser().post(path, &[("next", next)]).await;
            assert_eq!(
                (page.status, page.location()),
                (303, target),
                "{path} {next}"
            );
        }
    }
}

// ASVS: 7.4.1
#[tokio::test]
async fn signing_out_with_the_cookie_from_before_a_renewal_ends_the_session() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        let mut behind = browser.clone();
        let page = browser.post("/verify", &[("password", PASSWORD)]).await;
        assert_eq!(page.status, 303);
        assert_eq!(
            behind.get_json("/verify").await.status,
            401,
            "it opens nothing"
        );
        assert_eq!(browser.get_json("/verify").await.status, 200);
        assert_eq!(behind.post("/logout", &[]).await.status, 303);
        assert_eq!(browser.get_json("/verify").await.status, 401);
    }
}

#[tokio::test]
async fn whoever_proves_it_twice_at_once_gets_one_new_cookie_and_two_good_answers() {
    for app in apps().await {
        let (mut one, mut other) = (app.login_as(ADA).await, app.browser());
        other.set_cookie("session", one.cookie("session").unwrap());
        let mut hold = app.db().hold(2);
        let slow = tokio::spawn(async move {
            let page = other.post("/verify", &[("password", PASSWORD)]).await;
            (page.status, page.header("set-cookie").contains("session="))
        });
        assert!(hold.reached().await);
        assert_eq!(
            one.post("/verify", &[("password", PASSWORD)]).await.status,
            303
        );
        drop(hold);
        assert_eq!(slow.await.unwrap(), (303, false));
        assert_eq!(one.get_json("/verify").await.status, 200);
    }
}
