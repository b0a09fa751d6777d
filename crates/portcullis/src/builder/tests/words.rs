//! Templates and sentences that an app replaces.

use super::*;
use crate::testing::App;

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

async fn apps_with_templates(folder: &tempfile::TempDir) -> Vec<App> {
    App::on_each_database(|app| {
        app.with(Registerable::default())
            .with(Confirmable::default())
            .core(|core| core.http.template_folder = folder.path().to_owned())
    })
    .await
}

#[tokio::test]
async fn a_template_of_the_same_name_in_the_folder_wins() {
    let page = "{% extends 'security/base.html' %}{% block title %}Come in{% endblock %}{% block content %}\
                {% include 'own/greeting.html' %} to {{ app_name }}{% endblock %}";
    let folder = folder_with(&[
        ("security/login_user.html", page),
        (
            "own/greeting.html",
            "<b>Welcome</b> {{ user.email if user else '<nobody>' }}",
        ),
        (
            "security/email/welcome.txt",
            "Hi {{ user.email }}: {{ confirmation_link }}",
        ),
        ("notes.md", "{% broken, and no template %}"),
    ]);
    for app in apps_with_templates(&folder).await {
        let mut browser = app.browser();
        let page = browser.get("/login").await;
        assert!(
            page.says("Come in")
                && page
                    .body
                    .contains("<b>Welcome</b> &lt;nobody&gt; to Portcullis"),
            "{}",
            page.body
        );
        assert!(
            browser.get("/register").await.says("Create"),
            "the others are as they were"
        );
        browser.sign_up(ADA, PASSWORD).await;
        let mail = app.newest_mail_to(ADA).await.message;
        assert!(
            mail.text
                .unwrap()
                .starts_with("Hi ada@example.test: http://localhost:3000/confirm/")
        );
        assert!(mail.html.unwrap().contains("<html"));
    }
}

#[tokio::test]
async fn a_broken_template_stops_the_start_with_its_file_and_line() {
    let folder = folder_with(&[("security/login_user.html", "fine\n\n{% if %}")]);
    let path = folder.path().join("security/login_user.html");
    let text =
        problem(|app| app.core(|core| core.http.template_folder = folder.path().to_owned())).await;
    assert!(
        text.contains(&path.display().to_string()) && text.contains("line 3"),
        "{text}"
    );
}

#[tokio::test]
async fn a_folder_that_is_not_there_stops_the_start() {
    let text =
        problem(|app| app.core(|core| core.http.template_folder = "/nowhere/at/all".into())).await;
    assert!(text.contains("/nowhere/at/all"), "{text}");
}

#[tokio::test]
async fn a_template_that_fails_when_it_is_shown_is_500_and_says_nothing_of_itself() {
    let folder = folder_with(&[("security/login_user.html", "{{ no_such_value.field }}")]);
    for app in apps_with_templates(&folder).await {
        let page = app.browser().get("/login").await;
        assert_eq!(
            (page.status, page.body.as_str()),
            (500, "Something went wrong.")
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(app.browser().get_json("/login").await.status, 200);
    }
}

#[tokio::test]
async fn sentences_and_subjects_are_replaced_by_settings() {
    let text = "SECURITY_MSG_GENERIC_AUTHN_FAILED = 'Nein. { Nein }'\nSECURITY_MSG_UNAUTHENTICATED = 'Erst <anmelden>'\n\
                SECURITY_EMAIL_SUBJECT_REGISTER = 'Willkommen'";
    let apps = App::on_each_database(|app| {
        app.with(Registerable::default())
            .with(Confirmable::default())
            .settings(toml(text))
    });
    for app in apps.await {
        let mut browser = app.browser();
        assert!(browser.sign_in(ADA, PASSWORD).await.says("Nein. { Nein }"));
        let body = serde_json::json!({ "email": ADA, "password": PASSWORD });
        let page = browser.post_json("/login", &body).await;
        assert_eq!(page.response()["errors"][0], "Nein. { Nein }");
        assert_eq!(
            page.error_codes(),
            ["GENERIC_AUTHN_FAILED"],
            "the code stays"
        );
        let page = browser.visit("/verify").await;
        assert!(
            page.body.contains("Erst &lt;anmelden&gt;"),
            "a text is never markup"
        );
        browser.sign_up(ADA, PASSWORD).await;
        assert_eq!(app.newest_mail_to(ADA).await.message.subject, "Willkommen");
    }
}

#[tokio::test]
async fn a_sentence_of_the_apps_own_can_be_said_and_replaced() {
    let scratch = scratch().await;
    let builder = Security::builder(scratch.db.clone()).without_background();
    let security = builder
        .translations("en", "NOWHERE = There is no { $city }.")
        .settings(toml("SECURITY_MSG_NOWHERE = '{city}?'"))
        .build()
        .await
        .unwrap();
    let said = security.say(&Fault::of("city", "NOWHERE").with("city", "Atlantis"));
    assert_eq!(
        said,
        (crate::messages::Category::Error, "Atlantis?".to_owned())
    );
}

#[tokio::test]
async fn sentences_that_nobody_could_say_are_refused() {
    let own = |locale, source: &'static str| {
        problem(move |app: SecurityBuilder| app.translations(locale, source))
    };
    assert_eq!(
        own("de", "UNHEARD_OF = Nie").await,
        "the sentences in de: English has no UNHEARD_OF"
    );
    assert_eq!(
        own("x", "A = b").await,
        "\"x\" is no language, such as en or pt-BR"
    );
    let broken = own("en", "GREETING = Hello { $name").await;
    assert!(broken.starts_with("the sentences in en: "), "{broken}");
    let category = own("en", "GREETING = Hello\n    .category = loud").await;
    assert_eq!(
        category,
        "the sentence GREETING: its category is error, info or success"
    );
    let nobody = problem(|app| app.core(|core| core.i18n.default_locale = "tlh".into())).await;
    assert_eq!(
        nobody,
        "DEFAULT_LOCALE tlh: there are ar, de, en, es, fr, ja, pt"
    );
}

#[tokio::test]
async fn messages_for_the_next_page_are_switched_off() {
    let quiet = |app: SecurityBuilder| app.core(|core| core.http.flash_messages = false);
    for app in App::on_each_database(quiet).await {
        let mut browser = app.browser();
        let page = browser.get("/verify").await;
        assert!(page.status == 302 && page.header("set-cookie").is_empty());
        assert!(
            !browser
                .get("/login")
                .await
                .says("Sign in to see this page.")
        );
    }
}

#[tokio::test]
async fn a_cookie_cannot_put_words_on_a_page() {
    for app in App::on_each_database(|app| app.with(Confirmable::default())).await {
        // Even if it were sealed with our key.
        let flash = |json: &str| app.security.keys().seal("flash", &[], json.as_bytes());
        for (value, words) in [
            (flash(r#"[{"key":"Call 555-1234","params":[]}]"#), "555"),
            (
                flash(r#"[{"key":"UNAUTHENTICATED","params":[["text",{"text":"555"}]]}]"#),
                "555",
            ),
            (
                flash(
                    r#"[{"key":"CONFIRMATION_REQUEST","params":[["email",{"text":"<b>555</b>"}]]}]"#,
                ),
                "<b>555",
            ),
        ] {
            let mut browser = app.browser();
            browser.set_cookie("session_flash", &value);
            let page = browser.get("/login").await;
            assert!(
                page.status == 200 && !page.body.contains(words),
                "{value}: {}",
                page.body
            );
            assert!(browser.cookie("session_flash").is_none(), "shown once");
        }
    }
}
