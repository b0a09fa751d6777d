//! Nobody learns from an answer, nor from the work behind it, whether an address has an account.

use serde_json::{Value, json};

use super::*;
use crate::{testing::Page, tests::tables};

/// Everything that a client sees, but what is random or the address itself.
fn seen(page: &Page, address: &str) -> String {
    let mut lines = vec![page.status.to_string()];
    for (name, value) in &page.headers {
        let value = value.to_str().unwrap();
        lines.push(match (name.as_str(), value.split_once('=')) {
            ("date", _) => continue,
            ("set-cookie", Some((cookie, rest))) => {
                let (value, attributes) = rest.split_once(';').unwrap();
                format!("{cookie}: {} characters;{attributes}", value.len())
            }
            _ => format!("{name}: {value}"),
        });
    }
    lines.push(masked(page).replace(address, "[address]"));
    lines.join("\n")
}

fn masked(page: &Page) -> String {
    match page.json() {
        Value::Null => page.body.clone(),
        mut json => {
            json["response"]["csrf_token"] = "[random]".into();
            json.to_string()
        }
    }
}

#[tokio::test]
async fn a_new_a_claimed_an_owned_and_a_deactivated_address_get_the_same_answer_for_the_same_work()
{
    for app in apps().await {
        let gone = app.user("gone1@example.test", PASSWORD).await;
        app.security.deactivate_user(&gone).await.unwrap();
        app.user("owner@example.test", PASSWORD).await;
        app.browser().sign_up("claim@example.test", PASSWORD).await;
        app.security.deliver_mail().await;
        let mut answers = Vec::new();
        for name in ["fresh", "claim", "owner", "gone1"] {
            let address = format!("{name}@example.test");
            let before = (
                tables::counts(app.db()).await,
                app.security.0.hasher.count(),
            );
            let mut browser = app.browser();
            let sent = browser.sign_up(&address, PASSWORD).await;
            let page = browser.get(sent.location()).await;
            let fields = json!({ "email": address, "password": PASSWORD });
            let json = app
                .browser()
                .post_json("/register?include_auth_token", &fields)
                .await;
            let after = (
                tables::counts(app.db()).await,
                app.security.0.hasher.count(),
            );
            let work: Vec<_> = after
                .0
                .iter()
                .zip(&before.0)
                .map(|(now, then)| (now.0, now.1 - then.1))
                .collect();
            answers.push((
                [&sent, &page, &json].map(|page| seen(page, &address)),
                work,
                after.1 - before.1,
            ));
        }
        assert!(
            answers[0].0[0].contains("session_claim: 43 characters"),
            "{}",
            answers[0].0[0]
        );
        assert!(answers[0].0[1].contains("[address]"));
        assert_eq!(answers[0].2, 2, "one hash each");
        for other in &answers[1..] {
            assert_eq!(*other, answers[0]);
        }
    }
}

#[tokio::test]
async fn only_the_mail_differs() {
    for app in apps().await {
        let gone = app.user("gone1@example.test", PASSWORD).await;
        app.security.deactivate_user(&gone).await.unwrap();
        app.user("owner@example.test", PASSWORD).await;
        for name in ["fresh", "owner", "gone1"] {
            let address = format!("{name}@example.test");
            app.browser().sign_up(&address, PASSWORD).await;
            let mails = app.mail_to(&address).await;
            assert_eq!(mails.len(), 1, "{name}");
            let text = mails[0].message.text.as_ref().unwrap();
            assert_eq!(text.contains("/confirm/"), name == "fresh", "{text}");
        }
    }
}
