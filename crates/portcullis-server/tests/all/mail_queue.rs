//! Mail on its way: to a server that refuses it at first, and into a folder.

use std::fs;

use crate::{
    process::{Place, status, until},
    relay::Relay,
};

#[tokio::test]
async fn a_mail_that_was_given_up_is_shown_with_the_reason_and_sent_again_when_asked() {
    let relay = Relay::that_refuses();
    let place = Place::configured(&relay.settings());
    let served = place.serve().await;
    served.sign_up("zoe@example.test").await;
    let dead = until("the mail is given up", async || {
        let dead = place.json(&["mail", "list", "--state", "dead"]).await;
        dead.get(0).cloned()
    })
    .await;
    assert_eq!(dead["recipient"], "zoe@example.test");
    assert!(
        dead["last_error"].as_str().unwrap().contains("550"),
        "{dead}"
    );

    let id = dead["id"].as_str().unwrap();
    relay.be_kind();
    let again = place.json(&["mail", "retry", id]).await;
    assert_eq!(
        (&again["changed"], &again["mail"]["id"]),
        (&true.into(), &dead["id"])
    );
    until("the mail is sent", async || {
        let job = place.json(&["mail", "show", id]).await;
        (job["state"] == "sent").then_some(())
    })
    .await;
    let refused = place.run(&["mail", "retry", id]).await;
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.errors.contains("is sent"), "{refused:?}");
}

/// Whether the folder holds a whole mail to this address.
fn has_mail(place: &Place, address: &str) -> bool {
    let Ok(entries) = fs::read_dir(place.path("mails")) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let path = entry.path();
        path.extension().is_some_and(|ending| ending == "eml")
            && fs::read_to_string(&path).is_ok_and(|mail| mail.contains(&format!("To: {address}")))
    })
}

#[tokio::test]
async fn a_mail_is_put_into_the_folder_that_the_settings_name() {
    let place = Place::configured("MAIL_FOLDER = 'mails'\n");
    let served = place.serve().await;
    served.sign_up("zoe@example.test").await;
    until("the mail is in the folder", async || {
        has_mail(&place, "zoe@example.test").then_some(())
    })
    .await;
    assert!(!has_mail(&place, "eve@example.test"));
}

#[tokio::test]
async fn a_mail_is_seen_before_it_is_ever_sent() {
    let place = Place::configured("SECURITY_RECOVERABLE = true\nMAIL_FOLDER = 'mails'\n");
    let names = place.json(&["mail", "preview"]).await;
    assert!(
        names
            .as_array()
            .unwrap()
            .contains(&"reset_instructions".into()),
        "{names}"
    );
    let mail = |lang: &'static str| ["mail", "preview", "reset_instructions", "--lang", lang];
    let german = place.json(&mail("de")).await;
    assert!(
        german["text"]
            .as_str()
            .unwrap()
            .contains("ada@example.test"),
        "{german}"
    );
    assert!(
        german["html"]
            .as_str()
            .unwrap()
            .contains("<html lang=\"de\""),
        "{german}"
    );
    assert_ne!(
        german["subject"],
        place.json(&mail("en-XA")).await["subject"]
    );
    let write = [&mail("ar")[..], &["--html", "mail.html"]].concat();
    assert_eq!(place.json(&write).await["file"], "mail.html");
    let written = fs::read_to_string(place.path("mail.html")).unwrap();
    assert!(written.contains("dir=\"rtl\""), "{written}");
    for wrong in [vec!["mail", "preview", "never"], mail("tlh").to_vec()] {
        assert_eq!(place.run(&wrong).await.code, Some(2));
    }
    // A server that is not in development has no gallery of them.
    let served = place.serve().await;
    for path in [
        "/dev/mail/templates",
        "/dev/pages",
        "/dev/pages/login_user/empty",
    ] {
        assert_eq!(status(&served.at(path)).await, Some(404), "{path}");
    }
}
