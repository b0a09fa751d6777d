//! Asking for a link: the same answer for everybody, the mail for the owner only.

use serde_json::{Value, json};

use super::*;
use crate::testing::Browser;

#[tokio::test]
async fn the_sentence_and_the_job_tell_no_address_from_another() {
    for app in apps().await {
        for email in [ADA, "nobody@example.test"] {
            let page = ask(&app, email).await;
            let sentence = format!(
                "If there is an account with {email} , a sign-in link is on its way there."
            );
            assert!(page.text().contains(&sentence), "{}", page.text());
            let jobs = jobs(&app).await;
            let ours = jobs.iter().filter(|job| job.recipient == email);
            let kept: Vec<_> = ours.collect();
            let [job] = kept[..] else {
                panic!("{email}: {kept:?}")
            };
            assert_eq!(
                (job.kind.as_str(), job.user_id),
                ("login_instructions", None)
            );
            let data: Value = serde_json::from_str(&job.data).unwrap();
            let names: Vec<_> = data.as_object().unwrap().keys().collect();
            assert_eq!(names, ["awaited", "browser", "next"]);
        }
    }
}

#[tokio::test]
async fn only_an_active_owner_gets_a_link() {
    for app in apps().await {
        let gone = app.user("gone@example.test", PASSWORD).await;
        for email in [ADA, "gone@example.test", "nobody@example.test"] {
            ask(&app, email).await;
        }
        // Between the request and the mail.
        app.security.deactivate_user(&gone).await.unwrap();
        assert_eq!(app.mail_to(ADA).await.len(), 1);
        assert_eq!(app.mail_to("gone@example.test").await.len(), 0);
        assert_eq!(app.mail_to("nobody@example.test").await.len(), 0);
        assert!(
            jobs(&app)
                .await
                .iter()
                .all(|job| job.state == outbox::State::Sent)
        );
    }
}

#[tokio::test]
async fn the_mail_says_whom_the_link_signs_in_and_for_how_long() {
    for app in apps().await {
        ask(&app, "ADA@Example.test").await;
        let message = app.newest_mail_to(ADA).await.message;
        assert_eq!(
            (message.to.as_str(), message.subject.as_str()),
            (ADA, "Login instructions")
        );
        let link = app.link_for(ADA).await;
        let token = link.strip_prefix("/login/").unwrap();
        assert_eq!(token.len(), 43);
        let code = app.code_for(ADA).await;
        let text = message.text.unwrap();
        let text = text.replace(token, "TOKEN").replace(&code, "CODE");
        insta::allow_duplicates! {
        insta::assert_snapshot!(text, @r"
        Portcullis: Your sign-in link

        This link signs you in to Portcullis as ada@example.test. It works once, for 10 minutes. Do not pass it on.

        Sign in:
        http://localhost:3000/login/TOKEN

        Or type this code on the page where you asked for this mail, within 10 minutes:

            CODE

        You get this mail because somebody asked to sign in with this address.

        If that was not you, do nothing: unless the link is used, nobody is signed in.
        ");
        }
        let html = message.html.unwrap();
        let address = format!("http://localhost:3000{link}").replace('/', "&#x2f;");
        assert!(html.contains(&format!("<a href=\"{address}\"")), "{html}");
    }
}

#[tokio::test]
async fn subject_and_life_are_settings() {
    for app in App::on_each_database(|app| {
        app.with(Passwordless {
            login_within: std::time::Duration::from_secs(90 * 60),
            email_subject_passwordless: "Come in".into(),
        })
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        ask(&app, ADA).await;
        let message = app.newest_mail_to(ADA).await.message;
        assert_eq!(message.subject, "Come in");
        assert!(
            message
                .text
                .unwrap()
                .contains("once, for 1 hour 30 minutes.")
        );
    }
}

#[tokio::test]
async fn bad_input_is_a_fault_of_its_field_and_writes_nothing() {
    let long = "a".repeat(3000);
    for app in apps().await {
        let mut browser = app.browser();
        for (form, field, code) in [
            (json!({}), "email", "EMAIL_NOT_PROVIDED"),
            (json!({ "email": "" }), "email", "EMAIL_NOT_PROVIDED"),
            (json!({ "email": null }), "email", "EMAIL_NOT_PROVIDED"),
            (json!({ "email": 5 }), "email", "API_ERROR"),
            (json!({ "email": [ADA] }), "email", "API_ERROR"),
            (json!({ "email": long }), "email", "INVALID_INPUT_LENGTH"),
            (json!({ "email": "ada" }), "email", "INVALID_EMAIL_ADDRESS"),
            (
                json!({ "email": "a@b@example.test" }),
                "email",
                "INVALID_EMAIL_ADDRESS",
            ),
            (
                json!({ "email": "Ada <ada@example.test>" }),
                "email",
                "INVALID_EMAIL_ADDRESS",
            ),
            (
                json!({ "email": "ada@example.test\nBcc: x@y.z" }),
                "email",
                "INVALID_INPUT",
            ),
            (
                json!({ "email": "ada\0@example.test" }),
                "email",
                "INVALID_INPUT",
            ),
            (
                json!({ "email": ADA, "next": "//evil.example" }),
                "next",
                "INVALID_REDIRECT",
            ),
            (json!({ "email": ADA, "next": {} }), "next", "API_ERROR"),
        ] {
            let reply = browser.post_json("/login/link", &form).await;
            assert_eq!(reply.status, 400, "{form}");
            let codes = &reply.response()["field_error_codes"];
            assert_eq!(*codes, json!({ field: [code] }), "{form:.80}");
        }
        assert_eq!(jobs(&app).await.len(), 0);
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused() {
    for app in apps().await {
        let mut browser = app.browser();
        for (kind, body, status) in [
            ("application/json", b"[]".to_vec(), 400),
            ("application/json", b"{".to_vec(), 400),
            ("application/json", "[".repeat(10_000).into_bytes(), 400),
            ("text/plain", b"email=ada%40example.test".to_vec(), 415),
            ("application/json", vec![b' '; 10_000_000], 413),
            (
                "application/x-www-form-urlencoded",
                b"email=%FF".to_vec(),
                422,
            ),
        ] {
            let page = browser.post_raw("/login/link", kind, body).await;
            assert_eq!(page.status, status, "{kind}");
        }
        assert_eq!(jobs(&app).await.len(), 0);
    }
}

#[tokio::test]
async fn a_browser_gets_the_page_again_with_what_was_typed() {
    for app in apps().await {
        let form = [("email", "ada@"), ("next", "/profile")];
        let page = app.browser().post("/login/link", &form).await;
        assert_eq!(page.status, 422);
        assert!(page.says("This is not an email address."));
        assert!(page.body.contains("value=\"ada@\""), "{}", page.body);
        assert!(
            page.body.contains("value=\"&#x2f;profile\""),
            "{}",
            page.body
        );
        let form = [("email", ADA), ("next", "https://evil.example")];
        let page = app.browser().post("/login/link", &form).await;
        assert_eq!(page.status, 422);
        assert!(
            page.says("The page to go to next is not allowed."),
            "{}",
            page.text()
        );
    }
}

#[tokio::test]
async fn where_answers_need_not_be_equal_they_say_why() {
    for app in App::on_each_database(|app| {
        app.with(Passwordless::default())
            .core(|core| core.http.return_generic_responses = false)
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        let gone = app.user("gone@example.test", PASSWORD).await;
        app.security.deactivate_user(&gone).await.unwrap();
        let mut browser = app.browser();
        for (email, code) in [
            ("nobody@example.test", "USER_DOES_NOT_EXIST"),
            ("gone@example.test", "DISABLED_ACCOUNT"),
        ] {
            let form = json!({ "email": email });
            let reply = browser.post_json("/login/link", &form).await;
            assert_eq!(reply.status, 400);
            assert_eq!(
                reply.response()["field_error_codes"],
                json!({ "email": [code] })
            );
        }
        assert_eq!(jobs(&app).await.len(), 0);
        mailed_link(&app, ADA).await;
    }
}

#[tokio::test]
async fn another_site_cannot_ask() {
    for app in apps().await {
        let mut browser: Browser = app.browser().with_header("sec-fetch-site", "cross-site");
        let page = browser.post("/login/link", &[("email", ADA)]).await;
        assert_eq!(page.status, 403);
        assert_eq!(jobs(&app).await.len(), 0);
    }
}
