//! Signing in through the form.

use super::*;

#[tokio::test]
async fn the_sign_in_page_asks_for_address_and_password() {
    for app in apps().await {
        let page = app.browser().get("/login").await;
        assert_eq!(page.status, 200);
        for field in ["name=\"email\"", "name=\"password\"", "name=\"remember\""] {
            assert!(page.body.contains(field), "{field}");
        }
        assert!(page.body.contains("autocomplete=\"current-password\""));
    }
}

#[tokio::test]
async fn the_right_password_signs_in_and_leads_to_the_start_page() {
    for app in apps().await {
        let mut browser = app.browser();
        let page = browser.sign_in(ADA, PASSWORD).await;
        assert_eq!((page.status, page.location()), (303, "/"));
        assert!(
            browser
                .get("/verify")
                .await
                .says("Signed in as ada@example.test")
        );
    }
}

#[tokio::test]
async fn any_spelling_of_the_address_signs_in() {
    for app in apps().await {
        for spelling in ["ADA@example.test", " ada@EXAMPLE.test ", "Ada@Example.Test"] {
            assert_eq!(
                app.browser().sign_in(spelling, PASSWORD).await.status,
                303,
                "{spelling}"
            );
        }
    }
}

#[tokio::test]
async fn the_configured_view_is_where_a_sign_in_leads() {
    let apps =
        apps_with(|app| app.core(|core| core.redirects.post_login_view = "/home?x=1".into()));
    for app in apps.await {
        assert_eq!(
            app.browser().sign_in(ADA, PASSWORD).await.location(),
            "/home?x=1"
        );
    }
}

#[tokio::test]
async fn a_wrong_password_shows_the_page_again_and_says_no_more_than_needed() {
    for app in apps().await {
        let mut browser = app.browser();
        let known = browser.sign_in(ADA, WRONG).await;
        let unknown = browser.sign_in("eve@example.test", WRONG).await;
        for page in [&known, &unknown] {
            assert_eq!(page.status, 401);
            assert!(page.says("The email address or the password is not right."));
            assert!(!page.body.contains(WRONG));
        }
        assert_eq!(
            known.text().replace(ADA, "eve@example.test"),
            unknown.text(),
            "the answers differ"
        );
        assert!(
            known.body.contains("value=\"ada@example.test\""),
            "the address stays in its field"
        );
        assert!(browser.cookie("session").is_none());
    }
}

#[tokio::test]
async fn a_page_that_says_401_names_a_scheme_that_opens_no_window() {
    let apps = apps_with(|app| {
        app.core(|core| core.http.api_enabled_methods = vec!["session".into(), "basic".into()])
    });
    for app in apps.await {
        let page = app.browser().sign_in(ADA, WRONG).await;
        assert_eq!(
            (page.status, page.header("www-authenticate")),
            (401, "Bearer")
        );
    }
}

#[tokio::test]
async fn a_form_that_is_not_filled_in_is_422_and_looks_nobody_up() {
    for app in apps().await {
        let before = app.security.0.hasher.count();
        let mut browser = app.browser();
        let page = browser.post("/login", &[]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("Enter your email address.") && page.says("Enter a password."));
        let page = browser.sign_in("ada", PASSWORD).await;
        assert_eq!(page.status, 422);
        assert!(page.says("This is not an email address."));
        assert_eq!(app.security.0.hasher.count(), before);
    }
}

#[tokio::test]
async fn a_deactivated_user_gets_the_answer_of_a_wrong_password() {
    for app in apps().await {
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        let wrong = app.browser().sign_in(ADA, WRONG).await;
        app.security.deactivate_user(&ada).await.unwrap();
        let page = app.browser().sign_in(ADA, PASSWORD).await;
        assert_eq!((page.status, page.text()), (401, wrong.text()));
    }
}

#[tokio::test]
async fn where_answers_may_differ_each_reason_is_told_beside_its_field() {
    let plain = |app: SecurityBuilder| app.core(|core| core.http.return_generic_responses = false);
    for app in apps_with(plain).await {
        let mut browser = app.browser();
        let page = browser.sign_in("eve@example.test", PASSWORD).await;
        assert!(page.says("There is no account with this address."));
        let page = browser.sign_in(ADA, WRONG).await;
        assert!(page.status == 401 && page.says("The password is not right."));
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        app.security.deactivate_user(&ada).await.unwrap();
        let page = browser.sign_in(ADA, PASSWORD).await;
        assert!(page.status == 401 && page.says("This account is switched off."));
        // Only whoever knows the password hears of the state of the account.
        assert!(
            browser
                .sign_in(ADA, WRONG)
                .await
                .says("The password is not right.")
        );
    }
}

#[tokio::test]
async fn somebody_who_is_signed_in_is_led_away_from_the_sign_in_page_and_never_to_next() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        for page in [
            browser.get("/login").await,
            browser.get("/login?next=/login").await,
        ] {
            assert_eq!((page.status, page.location()), (302, "/"));
        }
        let page = browser.post("/login?next=/x", &[("email", ADA)]).await;
        assert_eq!((page.status, page.location()), (303, "/"));
    }
}

#[tokio::test]
async fn next_of_the_form_comes_before_next_of_the_query() {
    for app in apps().await {
        let sign_in = async |path: &str, next: Option<&str>| {
            let mut fields = vec![("email", ADA), ("password", PASSWORD)];
            fields.extend(next.map(|next| ("next", next)));
            app.browser()
                .post(path, &fields)
                .await
                .location()
                .to_owned()
        };
        assert_eq!(
            sign_in("/login", Some("/a?x=1&y=2#z")).await,
            "/a?x=1&y=2#z"
        );
        assert_eq!(sign_in("/login?next=%2Fb%3Fx%3D1", None).await, "/b?x=1");
        assert_eq!(sign_in("/login?next=/b", Some("/a")).await, "/a");
        assert_eq!(sign_in("/login?next=/b", Some("")).await, "/b");
        assert_eq!(
            sign_in("/login", Some("http://localhost:3000/c")).await,
            "http://localhost:3000/c"
        );
        let page = app.browser().get("/login?next=%2Fb%3Fx%3D1").await;
        assert!(
            page.body.contains("name=\"next\" value=\"&#x2f;b?x=1\""),
            "{}",
            page.body
        );
    }
}

#[tokio::test]
async fn next_that_leads_elsewhere_is_refused_in_form_and_query() {
    let evil = [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "http://localhost:3000@evil.example/",
        "http://localhost:3001/",
        "https:evil.example",
        "evil",
    ];
    for app in apps().await {
        for next in evil {
            let fields = [("email", ADA), ("password", PASSWORD), ("next", next)];
            let mut browser = app.browser();
            let page = browser.post("/login", &fields).await;
            assert_eq!((page.status, page.location()), (422, ""), "{next}");
            assert!(
                page.says("The page to go to next is not allowed."),
                "{next}"
            );
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("next", next)
                .finish();
            let page = browser.post(&format!("/login?{query}"), &fields[..2]).await;
            assert_eq!((page.status, page.location()), (422, ""), "{next}");
            assert!(browser.cookie("session").is_none());
        }
    }
}

#[tokio::test]
async fn who_wants_to_be_remembered_gets_a_cookie_that_lives_on() {
    for app in apps().await {
        let fields = [("email", ADA), ("password", PASSWORD), ("remember", "y")];
        let page = app.browser().post("/login", &fields).await;
        assert!(
            page.header("set-cookie").contains("Max-Age=2592000"),
            "{}",
            page.header("set-cookie")
        );
        let page = app.browser().sign_in(ADA, PASSWORD).await;
        assert!(!page.header("set-cookie").contains("Max-Age"));
        assert!(!page.header("set-cookie").contains("Expires"));
    }
}

#[tokio::test]
async fn a_box_without_its_tick_is_not_remembered_even_where_it_is_ticked_beforehand() {
    let by_default = |app: SecurityBuilder| app.core(|core| core.http.default_remember_me = true);
    for app in apps_with(by_default).await {
        assert!(app.browser().get("/login").await.body.contains(" checked"));
        let page = app.browser().sign_in(ADA, PASSWORD).await;
        assert!(!page.header("set-cookie").contains("Max-Age"));
        let body = json!({ "email": ADA, "password": PASSWORD });
        let page = app.browser().post_json("/login", &body).await;
        assert!(page.header("set-cookie").contains("Max-Age"));
        let body = json!({ "email": ADA, "password": PASSWORD, "remember": false });
        let page = app.browser().post_json("/login", &body).await;
        assert!(!page.header("set-cookie").contains("Max-Age"));
    }
}

#[tokio::test]
async fn a_session_id_that_somebody_planted_is_not_the_one_that_is_signed_in() {
    for app in apps().await {
        let planted = "A".repeat(43);
        let mut browser = app.browser();
        browser.set_cookie("session", &planted);
        browser.sign_in(ADA, PASSWORD).await;
        assert_ne!(browser.cookie("session"), Some(planted.as_str()));
        let mut attacker = app.browser();
        attacker.set_cookie("session", &planted);
        assert_eq!(attacker.get_json("/verify").await.status, 401);
    }
}

#[tokio::test]
async fn each_outcome_is_told_once_and_after_its_commit() {
    let heard = Heard::default();
    for app in apps_with(|app| heard.listen(app)).await {
        let mut browser = app.browser();
        browser.sign_in(ADA, WRONG).await;
        browser.sign_in("eve@example.test", WRONG).await;
        browser.sign_in(ADA, PASSWORD).await;
        browser.post("/logout", &[]).await;
        browser.post("/logout", &[]).await;
        assert_eq!(
            heard.take(),
            [
                "ada@example.test failed by password",
                "ada@example.test came by password, 1 open",
                "ada@example.test left, 0 open",
            ]
        );
    }
}

#[tokio::test]
async fn who_has_yet_to_confirm_is_sent_to_the_apps_own_page_where_answers_may_differ() {
    let app = |app: SecurityBuilder| {
        app.with(crate::Confirmable::default()).core(|core| {
            core.http.return_generic_responses = false;
            core.redirects.requires_confirmation_error_view = "/unconfirmed?a=1".into();
        })
    };
    for app in App::on_each_database(app).await {
        unconfirmed(&app).await;
        let page = app.browser().sign_in("bob@example.test", PASSWORD).await;
        assert_eq!(page.location(), "/unconfirmed?a=1&email=bob%40example.test");
        let body = json!({ "email": "bob@example.test", "password": PASSWORD });
        let page = app.browser().post_json("/login", &body).await;
        assert_eq!(page.status, 400);
        assert_eq!(
            page.response()["field_error_codes"],
            json!({ "email": ["CONFIRMATION_REQUIRED"] })
        );
        assert_eq!(
            app.browser()
                .sign_in("bob@example.test", WRONG)
                .await
                .status,
            401
        );
    }
}

#[tokio::test]
async fn the_apps_own_page_is_not_shown_where_answers_are_equal() {
    let app = |app: SecurityBuilder| {
        app.with(crate::Confirmable::default())
            .core(|core| core.redirects.requires_confirmation_error_view = "/unconfirmed".into())
    };
    for app in App::on_each_database(app).await {
        unconfirmed(&app).await;
        let page = app.browser().sign_in("bob@example.test", PASSWORD).await;
        assert_eq!((page.status, page.location()), (401, ""));
    }
}

async fn unconfirmed(app: &App) {
    let bob = crate::NewUser {
        email: "bob@example.test".parse().unwrap(),
        password: Some(crate::NewPassword::unchecked(PASSWORD)),
        active: true,
        confirmed: false,
        profile: Default::default(),
    };
    app.security.create_user(bob).await.unwrap();
}
