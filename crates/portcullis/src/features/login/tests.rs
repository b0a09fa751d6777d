//! Sign-in, sign-out and the new proof, as people and programs walk them.

mod answers;
mod cookie;
mod hashing;
mod sign_in;
mod sign_out;
mod verify;

use std::sync::{Arc, Mutex};

use serde_json::json;

use super::*;
use crate::{
    SecurityBuilder, UserAuthenticated,
    testing::{App, Browser},
    tests::{ADA, PASSWORD, apps_with, tables},
};

const WRONG: &str = "battery horse correct";

async fn apps() -> Vec<App> {
    apps_with(|app| app).await
}

/// What was told, in order.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn note(&self, what: String) {
        self.0.lock().unwrap().push(what);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    /// Listens to the signals of sign-in; each note says what the database showed when the signal was told.
    fn listen(&self, app: SecurityBuilder) -> SecurityBuilder {
        let (came, failed, left) = (self.clone(), self.clone(), self.clone());
        app.on(
            move |security: crate::Security, UserAuthenticated { user, authn_via }| {
                let heard = came.clone();
                async move {
                    let sessions = sessions_of(&security, &user).await;
                    heard.note(format!(
                        "{} came by {authn_via}, {sessions} open",
                        user.email
                    ));
                    Ok(())
                }
            },
        )
        .on(move |_, UserFailedAuthn { user, auth_type }| {
            failed.note(format!("{} failed by {auth_type}", user.email));
            async { Ok(()) }
        })
        .on(move |security: crate::Security, UserLoggedOut { user }| {
            let heard = left.clone();
            async move {
                let sessions = sessions_of(&security, &user).await;
                heard.note(format!("{} left, {sessions} open", user.email));
                Ok(())
            }
        })
    }
}

async fn sessions_of(security: &crate::Security, user: &crate::User) -> i64 {
    tables::count_of_user(security.db(), "pc_sessions", user.id).await
}
