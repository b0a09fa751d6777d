//! Sign-in by a mailed link, as people walk it.

mod asking;
mod claims;
mod functions;
mod link;
mod places;
mod refused;
mod single_page;

use portcullis_kit::mail::outbox::{self, Job};

use super::Passwordless;
use crate::{
    Confirmable, Registerable, Trackable,
    testing::{App, Browser, Page},
};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";

/// Ada has an account; people confirm what they sign up with.
async fn apps() -> Vec<App> {
    let apps = App::on_each_database(|app| {
        app.with(Registerable::default())
            .with(Confirmable::default())
            .with(Passwordless::default())
            .with(Trackable::default())
    })
    .await;
    for app in &apps {
        app.user(ADA, PASSWORD).await;
    }
    apps
}

/// Asks for a link in a browser of its own, and looks at the page that follows.
async fn ask(app: &App, email: &str) -> Page {
    let mut browser = app.browser();
    browser.submit("/login/link", &[("email", email)]).await
}

/// A link that the app sends of itself, which is good in any browser, out of the mail.
async fn mailed_link(app: &App, email: &str) -> String {
    let user = app.security.find_user(email).await.unwrap().unwrap();
    app.security.send_login_instructions(&user).await.unwrap();
    app.link_for(email).await
}

/// All mail jobs so far, the newest first.
async fn jobs(app: &App) -> Vec<Job> {
    outbox::list(&mut app.db(), None, 100).await.unwrap()
}

async fn sign_ins(app: &App, email: &str) -> i64 {
    let user = app.security.find_user(email).await.unwrap().unwrap();
    user.login_count
}

fn is_signed_in(browser: &Browser) -> bool {
    browser.cookie("session").is_some()
}
