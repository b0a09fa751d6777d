//! What happened in the account.

use std::time::Duration;

use super::*;
use crate::{audit::Kind, tests::tables};

const DAY: Duration = Duration::from_secs(86_400);

async fn events(browser: &mut Browser, path: &str) -> (Vec<Value>, Value) {
    let answer = browser.get_json(path).await.response();
    let events = answer["events"].as_array().unwrap().clone();
    (events, answer["older"].clone())
}

fn kinds(events: &[Value]) -> Vec<&str> {
    let kinds = events.iter().map(|event| event["kind"].as_str().unwrap());
    kinds.collect()
}

#[tokio::test]
async fn what_happened_is_told_in_words_with_time_device_and_address() {
    for app in apps().await {
        let mut browser = app.browser().with_header("user-agent", FIREFOX);
        browser.sign_in(ADA, "not this one, sorry").await;
        app.advance(Duration::from_secs(60));
        browser.post("/reset", &[("email", ADA)]).await;
        app.advance(Duration::from_secs(60));
        let mut browser = signed_in(&app, FIREFOX).await;
        let page = browser.get("/account/activity").await;
        let (text, place) = (page.text(), "Firefox on Linux · 203.0.113.7");
        let at = |what: &str| {
            let found = text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
            assert!(text[found..].contains(place), "{what}: {text}");
            found
        };
        let order = [
            at("Signed in"),
            at("A link for a new password was asked for"),
            at("A sign-in failed"),
            text.find("Your account was made By the people who run Portcullis")
                .unwrap_or_else(|| panic!("{text}")),
        ];
        assert!(order.is_sorted(), "{text}");
        assert!(text.contains("UTC · Firefox on Linux"), "{text}");
        let (told, older) = events(&mut browser, "/account/activity").await;
        let expected = [
            "sign_in",
            "reset_requested",
            "sign_in_failed",
            "user_created",
        ];
        assert_eq!((kinds(&told), older), (expected.to_vec(), Value::Null));
        assert_eq!(
            (&told[0]["browser"], &told[0]["ip"]),
            (&json!("Firefox"), &json!("203.0.113.7"))
        );
    }
}

#[tokio::test]
async fn a_sign_in_says_how_it_was_proven() {
    for app in apps().await {
        let mut browser = signed_in(&app, FIREFOX).await;
        browser.post("/logout", &[]).await;
        browser.post("/login/link", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        app.advance(Duration::from_secs(60));
        browser.post(&link, &[]).await;
        let page = browser.get("/account/activity").await;
        for words in [
            "Signed in with a mailed link",
            "Signed in with the password",
        ] {
            assert!(page.says(words), "{words}: {}", page.text());
        }
        let (told, _) = events(&mut browser, "/account/activity").await;
        let of = |kind: &str| {
            let all = told.iter().filter(|event| event["kind"] == kind);
            all.map(|event| event["via"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(of("sign_in"), ["token", "password"]);
        assert_eq!(of("sign_out"), [Value::Null]);
    }
}

#[tokio::test]
async fn an_address_is_written_from_left_to_right_among_words_that_run_the_other_way() {
    for app in apps().await {
        let ip: std::net::Ipv6Addr = "2001:db8::7".parse().unwrap();
        let browser = app.browser().at(ip).with_header("accept-language", "ar");
        let mut browser = browser.with_header("user-agent", FIREFOX);
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 303);
        for path in ["/account/activity", "/account/devices"] {
            let page = browser.get(path).await;
            let isolated = "\u{2066}2001:db8::7\u{2069}";
            assert!(page.body.contains(isolated), "{path}: {}", page.body);
        }
    }
}

#[tokio::test]
async fn every_kind_of_event_has_words() {
    for app in apps().await {
        let known = app.security.messages();
        for kind in Kind::ALL {
            let key = format!("ACTIVITY_{}", kind.as_str().to_ascii_uppercase());
            let text = known.text(known.default_locale(), &key, &[]);
            assert_ne!(text, key);
        }
    }
}

// ASVS: 8.2.2
#[tokio::test]
async fn nobody_sees_what_happened_to_somebody_else() {
    for app in apps().await {
        // A claim to Ada's address is somebody else's.
        app.browser().sign_up(ADA, PASSWORD).await;
        app.user("eve@example.test", PASSWORD).await;
        let mut eve = app.browser();
        eve.sign_in("eve@example.test", PASSWORD).await;
        app.browser().sign_in(ADA, "not this one, sorry").await;
        let (of_eve, _) = events(&mut eve, "/account/activity").await;
        let mut of_eve = kinds(&of_eve);
        of_eve.sort_unstable();
        assert_eq!(of_eve, ["sign_in", "user_created"]);
        let mut ada = signed_in(&app, FIREFOX).await;
        let (of_ada, _) = events(&mut ada, "/account/activity").await;
        assert!(!kinds(&of_ada).contains(&"sign_up"), "{of_ada:?}");
        assert!(kinds(&of_ada).contains(&"sign_in_failed"), "{of_ada:?}");
    }
}

#[tokio::test]
async fn thirty_are_on_a_page_and_older_ones_on_the_next_until_ninety_days() {
    for app in apps().await {
        let mut browser = signed_in(&app, FIREFOX).await;
        for _ in 0..40 {
            app.advance(Duration::from_secs(1));
            let mut other = app.browser();
            other.sign_in(ADA, "not this one, sorry").await;
        }
        let (first, older) = events(&mut browser, "/account/activity").await;
        assert_eq!(first.len(), 30);
        let next = format!("/account/activity?before={}", older.as_str().unwrap());
        let page = browser.get("/account/activity").await;
        let link = next.replace('/', "&#x2f;");
        assert!(
            page.body.contains(&format!("href=\"{link}\"")),
            "{}",
            page.body
        );
        let (second, last) = events(&mut browser, &next).await;
        assert_eq!((second.len(), last), (12, Value::Null));
        assert!(first.iter().all(|event| !second.contains(event)));
        let (odd, _) = events(&mut browser, "/account/activity?before=nonsense").await;
        assert_eq!(odd, first);
        app.advance(90 * DAY - Duration::from_secs(30));
        let mut later = signed_in(&app, FIREFOX).await;
        // Ninety days after the tenth second: the tries from there on are left, of those on that page.
        let (kept, _) = events(&mut later, &next).await;
        assert_eq!(kept.len(), 1);
        app.advance(Duration::from_secs(20));
        let (kept, _) = events(&mut later, "/account/activity").await;
        assert_eq!(kept.len(), 12, "the last eleven tries, and the sign-in");
    }
}

// ASVS: 7.5.2
#[tokio::test]
async fn this_was_not_me_ends_all_access_and_mails_a_link_for_a_new_password() {
    for app in apps().await {
        let mut thief = signed_in(&app, SAFARI).await;
        let mut browser = signed_in(&app, FIREFOX).await;
        app.security.deliver_mail().await;
        let page = browser.submit("/account/activity", &[]).await;
        assert!(
            page.says("on its way to ada@example.test"),
            "{}",
            page.text()
        );
        for gone in [&mut thief, &mut browser] {
            assert_eq!(gone.get_json("/account").await.status, 401);
        }
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 401);
        let link = app.link_for(ADA).await;
        let fields = [("password", "another horse battery")];
        assert_eq!(browser.post(&link, &fields).await.status, 303);
        assert_eq!(
            browser.sign_in(ADA, "another horse battery").await.status,
            303
        );
        let (told, _) = events(&mut browser, "/account/activity").await;
        assert!(kinds(&told).contains(&"not_me"), "{told:?}");
    }
}

#[tokio::test]
async fn where_no_password_can_be_reset_it_signs_out_everywhere() {
    for app in apps_with(|app| app.with(crate::Account::default())).await {
        let mut browser = signed_in(&app, FIREFOX).await;
        let page = browser.submit("/account/activity", &[]).await;
        assert!(
            page.says("You are signed out everywhere."),
            "{}",
            page.text()
        );
        assert_eq!(tables::count(app.db(), "pc_sessions").await, 0);
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 303);
    }
}

#[tokio::test]
async fn who_signed_in_long_ago_proves_it_again_before_access_ends() {
    for app in apps().await {
        let mut browser = app.browser();
        let fields = [("email", ADA), ("password", PASSWORD), ("remember", "y")];
        browser.post("/login", &fields).await;
        app.advance(25 * 60 * Duration::from_secs(60));
        let page = browser.post("/account/activity", &[]).await;
        assert!(
            page.location().starts_with("/verify"),
            "{}",
            page.location()
        );
        assert_eq!(browser.get("/account").await.status, 200);
    }
}
