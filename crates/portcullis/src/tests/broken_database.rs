//! A database that is locked or gone: 503, and the app works again by itself once it is back.

use std::time::Duration;

use portcullis_kit::db::{Db, Verbs, query};
use serde_json::json;

use super::*;
use crate::testing::Page;

fn is_unavailable(page: &Page) {
    assert_eq!(page.status, 503, "{}", page.body);
    let seconds: u64 = page.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds));
    assert_eq!(page.header("cache-control"), "no-store");
    if page.header("content-type").starts_with("application/json") {
        assert_eq!(page.json()["meta"]["code"], 503);
        assert_eq!(page.error_codes(), ["UNAVAILABLE"]);
    } else {
        assert!(page.says("Not available right now"), "{}", page.text());
    }
}

/// Everything that needs the database.
async fn all_is_unavailable(app: &App, link: &str, signed_in: &Browser) {
    let fields = json!({ "email": "new@example.test", "password": PASSWORD });
    is_unavailable(&app.browser().sign_up("new@example.test", PASSWORD).await);
    is_unavailable(&app.browser().post_json("/register", &fields).await);
    is_unavailable(&app.browser().sign_in(ADA, PASSWORD).await);
    is_unavailable(
        &app.browser()
            .post_json("/confirm", &json!({ "email": ADA }))
            .await,
    );
    is_unavailable(&app.browser().get(link).await);
    is_unavailable(&app.browser().post(link, &[("password", PASSWORD)]).await);
    is_unavailable(&signed_in.clone().get("/verify").await);
    for path in ["/login", "/register", "/confirm"] {
        assert_eq!(
            app.browser().get(path).await.status,
            200,
            "{path} asks for nothing"
        );
    }
}

async fn prepared(app: &App) -> (String, Browser) {
    app.user(ADA, PASSWORD).await;
    app.browser().sign_up("claim@example.test", PASSWORD).await;
    (
        app.link_for("claim@example.test").await,
        app.login_as(ADA).await,
    )
}

// ASVS: 13.2.6
#[cfg(feature = "sqlite")]
#[tokio::test]
async fn while_the_disk_is_full_changes_answer_503_and_those_who_are_signed_in_go_on() {
    let app = App::on_sqlite(everything).await;
    let (_, mut signed_in) = prepared(&app).await;
    let before = tables::counts(app.db()).await;
    // What SQLite says then is what it says of a full disk, and it takes no disk to say it.
    let full = query("PRAGMA max_page_count = 1");
    (&mut app.db()).run(full).await.unwrap();
    let mut refused = None;
    for n in 0..50 {
        let page = app
            .browser()
            .sign_up(&format!("number{n}@example.test"), PASSWORD)
            .await;
        if page.status != 303 {
            refused = Some(page);
            break;
        }
    }
    is_unavailable(&refused.expect("a file that can't grow is full at some time"));
    app.advance(Duration::from_secs(120));
    assert_eq!(signed_in.get("/verify").await.status, 200);
    // There is room again.
    let roomy = query("PRAGMA max_page_count = 1000000");
    (&mut app.db()).run(roomy).await.unwrap();
    let meanwhile = tables::counts(app.db()).await;
    let page = app.browser().sign_up("new@example.test", PASSWORD).await;
    assert_eq!(page.status, 303);
    assert!(before != meanwhile && tables::counts(app.db()).await != meanwhile);
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn while_somebody_else_holds_the_file_changes_answer_503_and_pages_still_open() {
    let app = App::on_sqlite(everything).await;
    let (_, mut signed_in) = prepared(&app).await;
    let before = tables::counts(app.db()).await;
    let other = Db::open(app.db_url()).await.unwrap();
    let lock = other.begin().await.unwrap();
    // Long enough for the use of the session to be worth a note, which can't be written now.
    app.advance(Duration::from_secs(120));
    let fields = json!({ "email": "new@example.test", "password": PASSWORD });
    let (mut one, mut two) = (app.browser(), app.browser());
    let (page, answer) = tokio::join!(
        one.sign_up("new@example.test", PASSWORD),
        two.post_json("/register", &fields)
    );
    is_unavailable(&page);
    is_unavailable(&answer);
    assert_eq!(
        signed_in.get("/verify").await.status,
        200,
        "reading goes on"
    );
    drop(lock);
    tokio::time::timeout(Duration::from_secs(5), other.close())
        .await
        .unwrap();
    assert_eq!(tables::counts(app.db()).await, before);
    assert_eq!(
        app.browser()
            .sign_up("new@example.test", PASSWORD)
            .await
            .status,
        303
    );
    assert!(
        app.link_for("new@example.test")
            .await
            .starts_with("/confirm/")
    );
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn when_the_file_cannot_be_reached_everything_that_needs_it_answers_503() {
    let app = App::on_sqlite(everything).await;
    let (link, signed_in) = prepared(&app).await;
    app.db().close().await;
    all_is_unavailable(&app, &link, &signed_in).await;
    assert_eq!(app.security.deliver_mail().await, 0);
}

// ASVS: 13.2.6, 16.5.2
#[cfg(feature = "postgres")]
#[tokio::test]
async fn when_the_database_is_dropped_everything_answers_503_until_it_is_there_again() {
    let mut apps = App::on_each_database(everything).await;
    let app = apps.pop().unwrap();
    assert_eq!(app.db().kind(), portcullis_kit::db::Kind::Postgres);
    let (link, signed_in) = prepared(&app).await;
    let (server, name) = app.db_url().rsplit_once('/').unwrap();
    let server = Db::open(&format!("{server}/postgres")).await.unwrap();
    tables::run(&server, format!("DROP DATABASE {name} WITH (FORCE)").leak()).await;
    all_is_unavailable(&app, &link, &signed_in).await;
    assert_eq!(app.security.deliver_mail().await, 0);
    tables::run(&server, format!("CREATE DATABASE {name}").leak()).await;
    crate::migrate(app.db()).await.unwrap();
    app.user(ADA, PASSWORD).await;
    assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
    assert_eq!(
        app.browser()
            .sign_up("new@example.test", PASSWORD)
            .await
            .status,
        303
    );
    assert!(
        app.link_for("new@example.test")
            .await
            .starts_with("/confirm/")
    );
}
