//! The last part of an address as mail programs and people spoil it: an answer of ours, never the router's own.

use super::*;

#[tokio::test]
async fn a_mailed_link_that_is_spoilt_or_cut_short_is_a_dead_link() {
    for app in App::on_each_database(everything).await {
        for (path, code) in [
            ("/confirm", "INVALID_CONFIRMATION_TOKEN"),
            ("/reset", "INVALID_RESET_PASSWORD_TOKEN"),
            ("/not-me", "INVALID_NOT_ME_TOKEN"),
            ("/account/undo-deletion", "INVALID_UNDO_DELETION_TOKEN"),
            ("/login", "INVALID_LOGIN_TOKEN"),
        ] {
            for end in ["/%FF", "/%ED%A0%80", "/%00", "/%2e%2e", "/x", "/"] {
                let (link, mut browser) = (format!("{path}{end}"), app.browser());
                for page in [browser.get(&link).await, browser.post(&link, &[]).await] {
                    assert!([302, 303].contains(&page.status), "{link}: {}", page.body);
                    assert_eq!(page.header("cache-control"), "no-store", "{link}");
                    assert_eq!(page.header("referrer-policy"), "no-referrer", "{link}");
                }
                for answer in [
                    browser.get_json(&link).await,
                    browser.post_json(&link, &serde_json::json!({})).await,
                ] {
                    assert_eq!(answer.status, 400, "{link}");
                    assert_eq!(answer.error_codes(), [code], "{link}");
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_no_number_is_no_mail() {
    for app in App::on_each_database(everything).await {
        for number in [
            "abc",
            "-1",
            "1.5",
            "%FF",
            "99999999999999999999",
            "abc/html",
            "%FF/html",
        ] {
            let page = app.browser().get(&format!("/dev/mail/{number}")).await;
            assert_eq!(page.status, 404, "{number}: {}", page.body);
            assert!(page.says("There is no page at this address."), "{number}");
            assert_eq!(page.header("cache-control"), "no-store", "{number}");
        }
    }
}
