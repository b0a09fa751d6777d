//! Sign-up as a person walks it.

mod equal_answers;
mod form;
mod mails;
mod profile;
mod told;
mod unconfirmed;

use super::*;
use crate::{Confirmable, SecurityBuilder, testing::App};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";

/// Sign-up that has to be confirmed.
async fn apps() -> Vec<App> {
    apps_where(|app| app.with(Confirmable::default())).await
}

async fn apps_where(more: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Vec<App> {
    App::on_each_database(|app| more(app.with(Registerable::default()))).await
}

fn plain(app: SecurityBuilder) -> SecurityBuilder {
    app.core(|core| core.http.return_generic_responses = false)
}
