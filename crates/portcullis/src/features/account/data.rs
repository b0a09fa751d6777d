//! `/account/data`: what is kept, to take away, and the way to the end of the account.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    error::Result,
    messages::Sentence,
    session::throttle::Act,
    web::{
        Form, Reply, Visit,
        openapi::{Failure, Success},
    },
};

/// What the person can do with all that is kept about them.
#[utoipa::path(get, path = "/account/data", tag = "account", operation_id = "data",
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn page(visit: Visit) -> Result<Reply> {
    let (security, user) = (visit.security(), visit.signed_in().await?);
    Ok(view(&visit).user(security, &user))
}

pub(super) fn view(visit: &Visit) -> Reply {
    let within = visit.security().undo_deletion_within();
    let hint = Sentence::of("DELETE_HINT").with("within", within);
    Reply::page("account_data")
        .with("delete_hint", visit.sentence(&hint))
        .json("undo_deletion_within", within.as_secs())
}

/// The button takes nothing; a body that is no form is refused as everywhere.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct ExportForm {}

/// All that is kept about the person as one JSON document, in `data`; for browsers a file. Needs a fresh sign-in. No GET, though
/// it only reads: what fetches pages ahead must fetch no archive, and each one is an event.
#[utoipa::path(post, path = "/account/data", tag = "account", operation_id = "export_data", request_body = ExportForm,
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn export(visit: Visit, Form(ExportForm {}): Form<ExportForm>) -> Result<Reply> {
    let (security, user) = (visit.security(), visit.signed_in().await?);
    security.require_fresh(&user).await?;
    visit.allow(Act::Export(&user.email)).await?;
    let client = Some(visit.client());
    let data = security.export_data(&user, &visit.locale(), client).await?;
    Ok(Reply::done().file("account-data.json", "data", data))
}
