//! A front-end of the app's own: where links lead then, and with what in the query.

use std::time::Duration;

use super::*;

async fn apps() -> Vec<App> {
    let apps = App::on_each_database(|app| {
        app.with(Passwordless::default()).core(|core| {
            core.redirects.redirect_behavior = "spa".into();
            core.redirects.redirect_host = "localhost:8081".into();
            core.redirects.post_login_view = "/welcome".into();
            core.redirects.login_error_view = "/login-error".into();
        })
    })
    .await;
    for app in &apps {
        app.user(ADA, PASSWORD).await;
    }
    apps
}

#[tokio::test]
async fn a_link_that_signed_in_leads_on_with_who_it_was() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        let mut browser = app.browser();
        assert_eq!(browser.get(&link).await.status, 200);
        let page = browser.post(&link, &[]).await;
        assert_eq!(page.status, 303);
        assert_eq!(
            page.location(),
            "http://localhost:8081/welcome?email=ada%40example.test&identity=ada%40example.test"
        );
        assert!(is_signed_in(&browser));
    }
}

#[tokio::test]
async fn a_dead_link_leads_to_the_error_view() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        app.advance(Duration::from_secs(600));
        let page = app.browser().get(&link).await;
        assert_eq!(page.status, 302);
        assert_eq!(
            page.location(),
            "http://localhost:8081/login-error?error=This+sign-in+link+is+older+than+10+minutes.\
             +Ask+for+a+new+one.&email=ada%40example.test&identity=ada%40example.test"
        );
        let page = app.browser().post("/login/nonsense", &[]).await;
        assert_eq!(page.status, 303);
        assert_eq!(
            page.location(),
            "http://localhost:8081/login-error?error=This+sign-in+link+is+not+valid.+Ask+for+a+new+one."
        );
    }
}
