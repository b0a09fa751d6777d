//! The mailed link that works.

use axum::http::Method;
use serde_json::json;

use super::*;
use crate::tests::at_once::at_once;

// ASVS: 6.5.1
#[tokio::test]
async fn a_link_signs_in_once() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        let mut browser = app.browser();
        let page = browser.get(&link).await;
        assert!(page.says("Sign in to Portcullis as ada@example.test"));
        let page = browser.post(&link, &[]).await;
        assert_eq!((page.status, page.location()), (303, "/"));
        assert!(browser.get_json("/login").await.response()["user"].is_object());
        let mut other = app.browser();
        let page = other.submit(&link, &[]).await;
        assert!(
            page.says("This sign-in link was used already."),
            "{}",
            page.text()
        );
        assert!(!is_signed_in(&other));
        assert_eq!(sign_ins(&app, ADA).await, 1);
    }
}

// ASVS: 7.6.2
#[tokio::test]
async fn looking_at_a_link_changes_nothing() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        let mut scanner = app.browser();
        for method in [Method::GET, Method::HEAD, Method::GET] {
            assert_eq!(scanner.request(method, &link).await.status, 200);
        }
        assert!(!is_signed_in(&scanner));
        assert_eq!(sign_ins(&app, ADA).await, 0);
        assert_eq!(app.browser().post(&link, &[]).await.location(), "/");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_32_parallel_submits_exactly_one_signs_in() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        let submits = (0..32).map(|_| {
            let (mut browser, link) = (app.browser(), link.clone());
            async move {
                let page = browser.post(&link, &[]).await;
                assert_eq!(page.status, 303, "{}", page.body);
                let place = if is_signed_in(&browser) {
                    "/"
                } else {
                    "/login/link"
                };
                assert_eq!(page.location(), place);
                usize::from(is_signed_in(&browser))
            }
        });
        let winners: usize = at_once(submits).await.into_iter().sum();
        assert_eq!(winners, 1);
        assert_eq!(sign_ins(&app, ADA).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_links_used_at_the_same_moment_one_signs_in() {
    for app in apps().await {
        let links = [mailed_link(&app, ADA).await, mailed_link(&app, ADA).await];
        let submits = (0..32).map(|n| {
            let (mut browser, link) = (app.browser(), links[n % 2].clone());
            async move {
                let page = browser.post(&link, &[]).await;
                assert_eq!(page.status, 303, "{}", page.body);
                usize::from(is_signed_in(&browser))
            }
        });
        assert_eq!(at_once(submits).await.into_iter().sum::<usize>(), 1);
        assert_eq!(sign_ins(&app, ADA).await, 1);
    }
}

#[tokio::test]
async fn several_links_work_until_one_is_used() {
    for app in apps().await {
        let first = mailed_link(&app, ADA).await;
        let second = mailed_link(&app, ADA).await;
        assert_ne!(first, second);
        assert_eq!(app.browser().get(&first).await.status, 200);
        assert_eq!(app.browser().post(&second, &[]).await.location(), "/");
        let reply = app.browser().post_json(&first, &json!({})).await;
        assert_eq!(reply.error_codes(), ["LOGIN_USED"]);
    }
}

#[tokio::test]
async fn a_program_gets_the_user_and_a_token_when_it_asks_for_one() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        let mut program = app.browser();
        let reply = program.get_json(&link).await;
        assert_eq!(reply.response()["email"], ADA);
        let reply = program.post_json(&link, &json!({})).await;
        let body = reply.json();
        assert_eq!(body["meta"], json!({ "code": 200 }));
        assert_eq!(body["response"]["user"], json!({}));
        assert!(body["response"]["csrf_token"].is_string());
        let link = mailed_link(&app, ADA).await;
        let asking = format!("{link}?include_auth_token");
        let reply = app.browser().post_json(&asking, &json!({})).await;
        let token = reply.response()["user"]["authentication_token"].clone();
        let token = token.as_str().unwrap();
        let mut bearer = app
            .browser()
            .with_header("authorization", &format!("Bearer {token}"));
        assert!(bearer.get_json("/login").await.response()["user"].is_object());
    }
}

#[tokio::test]
async fn next_comes_from_the_mail_the_form_or_the_query() {
    for app in apps().await {
        let mut browser = app.browser();
        let form = [("email", ADA), ("next", "/profile?tab=1")];
        browser.post("/login/link", &form).await;
        let link = app.link_for(ADA).await;
        assert!(link.ends_with("?next=%2Fprofile%3Ftab%3D1"), "{link}");
        let page = browser.get(&link).await;
        assert!(
            page.body.contains("value=\"&#x2f;profile?tab=1\""),
            "{}",
            page.body
        );
        assert_eq!(browser.post(&link, &[]).await.location(), "/profile?tab=1");

        let mut browser = app.browser();
        browser
            .post("/login/link?next=/query", &[("email", ADA)])
            .await;
        let link = app.link_for(ADA).await;
        assert!(link.ends_with("?next=%2Fquery"), "{link}");
        let page = browser.post(&link, &[("next", "/form")]).await;
        assert_eq!(page.location(), "/form");
    }
}

#[tokio::test]
async fn a_next_that_leads_elsewhere_is_refused_and_the_link_stays_good() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        let mut browser = app.browser();
        for next in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "javascript:x",
        ] {
            let page = browser.post(&link, &[("next", next)]).await;
            assert_eq!(page.status, 422, "{next}");
            assert!(page.says("The page to go to next is not allowed."));
            let reply = browser.post_json(&link, &json!({ "next": next })).await;
            let codes = &reply.response()["field_error_codes"];
            assert_eq!(*codes, json!({ "next": ["INVALID_REDIRECT"] }));
        }
        let page = browser
            .post(&format!("{link}?next=//evil.example"), &[])
            .await;
        assert_eq!(page.status, 422);
        assert!(!is_signed_in(&browser));
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
    }
}

#[tokio::test]
async fn the_session_is_never_remembered() {
    for app in App::on_each_database(|app| {
        app.with(Passwordless::default())
            .core(|core| core.http.default_remember_me = true)
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        let form = [("email", ADA), ("password", "x"), ("remember", "y")];
        let mut browser = app.browser();
        browser.post("/login/link", &form).await;
        let link = app.link_for(ADA).await;
        let page = browser.post(&link, &[("remember", "y")]).await;
        let cookies = page.headers.get_all("set-cookie").iter();
        let cookies: Vec<&str> = cookies.map(|value| value.to_str().unwrap()).collect();
        let session = cookies
            .iter()
            .find(|cookie| cookie.starts_with("session="))
            .unwrap();
        assert!(!session.to_lowercase().contains("max-age"), "{session}");
        assert!(!session.to_lowercase().contains("expires"), "{session}");
    }
}

#[tokio::test]
async fn a_session_id_that_was_planted_is_not_the_one_that_signs_in() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        let planted = "A".repeat(43);
        let mut browser = app.browser();
        browser.set_cookie("session", &planted);
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
        let session = browser.cookie("session").unwrap();
        assert_ne!(session, planted);
        assert_ne!(session, link.strip_prefix("/login/").unwrap());
        let mut planter = app.browser();
        planter.set_cookie("session", &planted);
        assert!(planter.get_json("/login").await.response()["user"].is_null());
    }
}

// ASVS: 14.2.1
#[tokio::test]
async fn the_page_of_a_link_is_not_kept_and_tells_nobody_its_address() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        for page in [
            app.browser().get(&link).await,
            app.browser().post(&link, &[]).await,
            app.browser().get(&link).await,
        ] {
            assert_eq!(
                page.header("referrer-policy"),
                "no-referrer",
                "{}",
                page.status
            );
            assert_eq!(page.header("cache-control"), "no-store", "{}", page.status);
        }
    }
}
