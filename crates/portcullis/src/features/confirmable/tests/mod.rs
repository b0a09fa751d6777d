//! Confirmation as a person walks it.

mod claims;
mod functions;
mod link;
mod races;
mod resend;
mod views;

use std::sync::{Arc, Mutex};

use super::*;
use crate::{
    Registerable, SecurityBuilder,
    testing::{App, Browser},
};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";
const EVIL_PASSWORD: &str = "stranger's own secret";

async fn apps() -> Vec<App> {
    apps_with(Confirmable::default()).await
}

async fn apps_with(confirmable: Confirmable) -> Vec<App> {
    apps_where(confirmable, |app| app).await
}

async fn apps_where(
    confirmable: Confirmable,
    more: impl Fn(SecurityBuilder) -> SecurityBuilder,
) -> Vec<App> {
    App::on_each_database(|app| more(app.with(Registerable::default()).with(confirmable.clone())))
        .await
}

/// Signs up in a browser, a second after whatever was before, and reads the link out of the mail.
async fn signed_up(app: &App) -> (Browser, String) {
    app.advance(std::time::Duration::from_secs(1));
    let mut browser = app.browser();
    let page = browser.sign_up(ADA, PASSWORD).await;
    assert_eq!(page.location(), "/confirm/code");
    let link = app.link_for(ADA).await;
    (browser, link)
}

/// What was told, in order.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

impl Told {
    fn note(&self, what: String) {
        self.0.lock().unwrap().push(what);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    /// Notes the signals of confirmation.
    fn listen(&self, app: SecurityBuilder) -> SecurityBuilder {
        let (sent, confirmed) = (self.clone(), self.clone());
        app.on(move |security, told: ConfirmInstructionsSent| {
            let sent = sent.clone();
            async move {
                let status = security
                    .confirm_email_token_status(told.confirmation_token.expose())
                    .await?;
                let works =
                    matches!(status, crate::TokenStatus::Valid(user) if user.id == told.user.id);
                sent.note(format!("sent {} {works}", told.user.email));
                Ok(())
            }
        })
        .on(move |security, told: UserConfirmed| {
            let confirmed = confirmed.clone();
            async move {
                // After the commit: whoever is told sees the change, and may make further ones.
                let seen = security.find_user_by_id(told.user.id).await?;
                let seen = seen.is_some_and(|user| user.confirmed_at.is_some());
                confirmed.note(format!("confirmed {} {seen}", told.user.email));
                Ok(())
            }
        })
    }
}
