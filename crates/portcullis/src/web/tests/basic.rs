//! HTTP Basic: a password in a header.

use std::pin::pin;

use super::{guards::guarded, *};
use crate::audit::{Filter, Kind};

#[tokio::test]
async fn a_password_in_the_header_counts_only_where_the_setting_says_so() {
    for app in guarded(|app| app).await {
        let page = app
            .browser()
            .with_header("authorization", BASIC)
            .get_json("/auth")
            .await;
        assert_eq!(
            (page.status, page.header("www-authenticate")),
            (401, "Bearer")
        );
    }
    let named = |app| basic(app).core(|core| core.http.default_http_auth_realm = "The Gate".into());
    for app in guarded(named).await {
        let challenge = "Bearer, Basic realm=\"The Gate\", charset=\"UTF-8\"";
        let page = app.browser().get("/auth").await;
        assert_eq!(
            (page.status, page.header("www-authenticate")),
            (401, challenge)
        );
        assert_eq!(
            app.browser()
                .get_json("/auth")
                .await
                .header("www-authenticate"),
            challenge
        );
        let mut program = app.browser().with_header("authorization", BASIC);
        assert_eq!(program.get("/auth").await.body, "in");
        assert_eq!(program.get("/by").await.body, "basic");
        assert!(program.cookie("session").is_none());
        for wrong in [
            "Basic",
            "Basic !",
            "Basic YWRh",
            "Basic YWRhQGV4YW1wbGUudGVzdDp3cm9uZw==",
        ] {
            let page = app
                .browser()
                .with_header("authorization", wrong)
                .get_json("/auth")
                .await;
            assert_eq!(page.status, 401, "{wrong}");
        }
    }
}

#[tokio::test]
async fn a_password_in_the_header_lets_nobody_in_whom_the_form_would_not() {
    let confirming = |app| basic(app).with(crate::Confirmable::default());
    for app in guarded(confirming).await {
        let mut program = app.browser().with_header("authorization", BASIC);
        assert_eq!(program.get("/auth").await.status, 200);
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        app.security.deactivate_user(&ada).await.unwrap();
        assert_eq!(program.get("/auth").await.status, 401, "deactivated");
        let failed = Filter {
            kind: Some(Kind::SignInFailed),
            ..Filter::default()
        };
        let told = app.security.audit_events(&failed).await.unwrap();
        let detail: serde_json::Value = serde_json::from_str(&told[0].detail).unwrap();
        let expected = json!({ "via": "basic", "reason": "DISABLED_ACCOUNT" });
        assert_eq!(detail, expected, "{:?}", told[0]);
        app.security.delete_user(&ada).await.unwrap();
        let before = app.security.0.hasher.count();
        assert_eq!(program.get("/auth").await.status, 401, "unknown");
        assert_eq!(
            app.security.0.hasher.count() - before,
            1,
            "the work is that of a known one"
        );
        let unconfirmed = crate::NewUser {
            email: ADA.parse().unwrap(),
            password: Some(crate::NewPassword::unchecked(PASSWORD)),
            active: true,
            confirmed: false,
            profile: Default::default(),
        };
        let ada = app.security.create_user(unconfirmed).await.unwrap();
        assert_eq!(program.get("/auth").await.status, 401, "unconfirmed");
        app.security.confirm_user(&ada).await.unwrap();
        assert_eq!(program.get("/auth").await.status, 200);
    }
}

/// Stops a request with a password in its header before that call to the database; `None` when it makes no more than before it.
async fn held(app: &App, call: u64, meanwhile: impl Future<Output = ()>) -> Option<u16> {
    let mut hold = app.db().hold(call);
    let mut program = app.browser().with_header("authorization", BASIC);
    let mut slow = pin!(async move { program.get("/by").await.status });
    tokio::select! {
        reached = hold.reached() => assert!(reached),
        _ = &mut slow => {
            app.db().heal();
            return None;
        }
    }
    meanwhile.await;
    drop(hold);
    Some(slow.await)
}

#[tokio::test]
async fn access_that_ends_while_the_password_in_the_header_is_compared_has_ended() {
    for app in guarded(basic).await {
        let mut last = 0;
        while held(&app, last + 1, async {}).await == Some(200) {
            last += 1;
        }
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        let reset = async {
            let new = crate::NewPassword::unchecked("another horse battery");
            assert!(app.security.update_password(&ada, new).await.unwrap());
        };
        let status = held(&app, last, reset).await;
        assert_eq!(status, Some(401), "at call {last}");
    }
}
