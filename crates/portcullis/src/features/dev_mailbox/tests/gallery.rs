//! The galleries have everything, in every language, and are nowhere but in development.

use std::collections::BTreeSet;

use portcullis_kit::mail::Memory;

use crate::{
    security::sample::LONG,
    testing::{App, every_feature},
    web,
};

/// The paths of all samples.
async fn paths(app: &App, gallery: &str) -> Vec<String> {
    let mut program = app.browser().with_header("accept", "application/json");
    let groups = program.get(gallery).await.response()["groups"].clone();
    let groups = groups.as_array().unwrap().clone().into_iter();
    let links = groups.flat_map(|group| group["links"].as_array().unwrap().clone());
    links
        .map(|link| link["path"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn every_template_and_every_mail_of_every_feature_has_a_sample() {
    let app = App::on_sqlite(every_feature).await;
    let shown: BTreeSet<String> = paths(&app, "/dev/pages")
        .await
        .iter()
        .map(|path| path.split('/').nth(3).unwrap().to_owned())
        .collect();
    let of_features = app
        .security
        .features()
        .flat_map(|feature| feature.templates());
    for template in web::TEMPLATES.iter().chain(of_features) {
        let name = template.name.trim_start_matches("security/");
        let is_part =
            name.starts_with('_') || name.ends_with("base.html") || name.starts_with("email/");
        let name = name.trim_end_matches(".html");
        assert!(is_part || shown.contains(name), "{name} has no sample");
    }
    let mails = app.security.sample_mails();
    for kind in app.security.features().flat_map(|feature| feature.mails()) {
        let has_sample = mails.iter().any(|sample| sample.mail.template == *kind);
        assert!(has_sample, "the mail {kind} has no sample");
    }
}

#[tokio::test]
async fn every_sample_is_shown_in_every_language() {
    let app = App::on_sqlite(every_feature).await;
    let locales = app.security.messages().staged();
    assert_eq!(locales.len(), 8);
    let paths = paths(&app, "/dev/pages").await;
    assert!(paths.len() >= 60, "{}", paths.len());
    let distinct: BTreeSet<&String> = paths.iter().collect();
    assert_eq!(distinct.len(), paths.len());
    for path in &paths {
        let mut bodies = BTreeSet::new();
        for locale in &locales {
            let page = app.browser().get(&format!("{path}?lang={locale}")).await;
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
            let head = format!("<html lang=\"{locale}\" dir=\"{}\">", locale.direction());
            assert!(page.body.contains(&head), "{path} in {locale}");
            assert_eq!(page.header("set-cookie"), "");
            // Words of the language, not only its name.
            bodies.insert(page.text());
        }
        let is_for_developers = path.starts_with("/dev/pages/dev_");
        assert!(is_for_developers || bodies.len() == locales.len(), "{path}");
    }
}

#[tokio::test]
async fn every_mail_is_shown_as_text_and_html_in_every_language() {
    let app = App::on_sqlite(every_feature).await;
    for sample in app.security.sample_mails() {
        let mut subjects = BTreeSet::new();
        for locale in app.security.messages().staged() {
            let message = app.security.preview_mail(&sample, &locale).unwrap();
            let (text, html) = (message.text.unwrap(), message.html.unwrap());
            assert!(text.contains("http") && html.contains(&format!("lang=\"{locale}\"")));
            subjects.insert(text);
            let path = format!("/dev/mail/templates/{}", sample.name);
            let page = app.browser().get(&format!("{path}?lang={locale}")).await;
            assert!(page.says(&message.subject), "{} in {locale}", sample.name);
            let frame = app
                .browser()
                .get(&format!("{path}/html?lang={locale}"))
                .await;
            assert_eq!(frame.body, html);
        }
        assert_eq!(subjects.len(), 8, "{}", sample.name);
    }
}

#[tokio::test]
async fn a_sample_is_shown_to_nobody_in_particular_whoever_looks() {
    let app = App::on_sqlite(every_feature).await;
    app.user("bob@example.test", "four words make a password")
        .await;
    let mut bob = app.login_as("bob@example.test").await;
    let page = bob.get("/dev/pages/login_user/empty").await;
    assert!(!page.says("bob@example.test"), "{}", page.text());
    let page = bob.get("/dev/pages/check_mail/long-address").await;
    assert!(page.says(LONG));
}

#[tokio::test]
async fn the_made_language_is_spoken_in_galleries_only() {
    let app = App::on_sqlite(every_feature).await;
    let sample = app
        .browser()
        .get("/dev/pages/login_user/empty?lang=en-XA")
        .await;
    assert!(sample.says("Šîĝĝñ îîñ"), "{}", sample.text());
    assert!(!sample.body.contains("value=\"en-XA\""));
    let mut browser = app.browser().with_header("accept-language", "en-XA");
    assert!(
        browser
            .get("/login?lang=en-XA")
            .await
            .body
            .contains("<html lang=\"en\"")
    );
    let form = [("locale", "en-XA"), ("next", "/login")];
    assert_ne!(browser.post("/language", &form).await.status, 303);
    assert!(
        browser
            .get("/login")
            .await
            .body
            .contains("<html lang=\"en\"")
    );
}

// ASVS: 15.2.3
#[tokio::test]
async fn no_gallery_is_there_outside_of_development() {
    let served = App::on_sqlite(|app| every_feature(app).mail(Memory::new())).await;
    let dev = App::on_sqlite(every_feature).await;
    let mut all = vec!["/dev/pages".to_owned(), "/dev/mail/templates".to_owned()];
    all.extend(paths(&dev, "/dev/pages").await);
    all.extend(paths(&dev, "/dev/mail/templates").await);
    assert!(all.len() > 60);
    for path in all {
        assert_eq!(served.browser().get(&path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_sample_that_is_not_there_is_not_found() {
    let app = App::on_sqlite(every_feature).await;
    for path in [
        "/dev/pages/login_user/never",
        "/dev/pages/never/empty",
        "/dev/mail/templates/never",
        "/dev/mail/templates/never/html",
    ] {
        assert_eq!(app.browser().get(path).await.status, 404, "{path}");
    }
}
