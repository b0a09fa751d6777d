//! `/account/delete`, and the mailed link that undoes it.
//!
//! Whoever has but a session gets no further than this page: it asks for the password, and of somebody who has none for a
//! fresh sign-in.

use portcullis_kit::clock::Time;
use serde::Deserialize;
use utoipa::ToSchema;

use super::routes::left;
use crate::{
    account::{User, one_time_token::Found},
    error::{Fault, Faults, Result},
    messages::Sentence,
    security::Security,
    session::{check::CurrentUser, guesses::Guess, throttle::Act},
    web::{
        Form, PasswordText, Reply, Visit,
        link::LinkToken,
        openapi::{Failure, Success},
        redirect::Target,
    },
};

/// What the deletion takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct DeleteForm {
    /// The password; not needed by somebody who has none.
    #[serde(default)]
    password: PasswordText,
}

pub(super) fn view(visit: &Visit, has_password: bool) -> Reply {
    let mut reply = Reply::page("account_delete");
    if has_password {
        reply = reply.field("password", "");
    }
    let what = Sentence::of("DELETE_WHAT");
    let what = what.with("within", visit.security().undo_deletion_within());
    reply
        .with("has_password", has_password)
        .with("what", visit.sentence(&what))
}

/// Who may be here: the password is asked for below; who has none must have signed in freshly.
async fn caller(visit: &Visit) -> Result<CurrentUser> {
    let user = visit.signed_in().await?;
    if !user.has_password() {
        visit.security().require_fresh(&user).await?;
    }
    Ok(user)
}

/// The page; in JSON, whether there is a password to show.
#[utoipa::path(get, path = "/account/delete", tag = "account", operation_id = "delete_page",
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn page(visit: Visit) -> Result<Reply> {
    let (security, user) = (visit.security(), caller(&visit).await?);
    Ok(view(&visit, user.has_password())
        .json("active_password", user.has_password())
        .user(security, &user))
}

/// Has the account deleted at `deletion_at`. All access ends at once; the link in the mail undoes it until then.
#[utoipa::path(post, path = "/account/delete", tag = "account", operation_id = "delete", request_body = DeleteForm,
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 400, body = Failure), (status = 401, body = Failure)))]
pub(super) async fn delete(visit: Visit, Form(form): Form<DeleteForm>) -> Result<Reply> {
    let (security, user) = (visit.security(), caller(&visit).await?);
    if let Err(fault) = prove(&visit, &user, &form).await? {
        return Ok(view(&visit, user.has_password()).refused(Faults(vec![fault])));
    }
    let client = Some(visit.client());
    let requested = security.request_deletion(&user, client).await?;
    let Some((user, at)) = requested.and_then(|user| user.deletion_at.map(|at| (user, at))) else {
        let ended = Fault::form("ACCESS_ENDED");
        return Ok(view(&visit, user.has_password()).refused(Faults(vec![ended])));
    };
    let said = Fault::form("DELETION_REQUESTED");
    let said = said.with("email", &user.email).with("when", at);
    let target = security.page("login").unwrap_or_else(Target::start);
    Ok(left(&visit, said, target).json("deletion_at", at.to_string()))
}

/// Asks for the password, where there is one.
async fn prove(
    visit: &Visit,
    user: &CurrentUser,
    form: &DeleteForm,
) -> Result<std::result::Result<(), Fault>> {
    if !user.has_password() {
        return Ok(Ok(()));
    }
    let mut faults = Faults::none();
    let password = form.password.read("password", &mut faults);
    if let Some(fault) = faults.0.pop() {
        return Ok(Err(fault));
    }
    if password.is_empty() {
        return Ok(Err(Fault::of("password", "PASSWORD_NOT_PROVIDED")));
    }
    let guess = Guess::at(user, visit.client(), "delete");
    let proven = visit.security().prove_password(guess, &password).await?;
    Ok(proven
        .map(drop)
        .ok_or_else(|| Fault::of("password", "INVALID_PASSWORD")))
}

/// Where the mailed link leads: a page with one button. Nothing changes by looking at it.
#[utoipa::path(get, path = "/account/undo-deletion/{token}", tag = "account", operation_id = "undo_deletion_page",
    params(("token" = String, Path, description = "From the mail")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn undo_page(visit: Visit, LinkToken(token): LinkToken) -> Result<Reply> {
    let security = visit.security();
    Ok(match usable(security, &token).await? {
        Err(fault) => dead_link(security, fault),
        Ok(user) => undo_view(&visit, user.email.as_str(), user.deletion_at),
    })
}

pub(super) fn undo_view(visit: &Visit, email: &str, at: Option<Time>) -> Reply {
    let when = at.map(|at| Sentence::of("ACTIVITY_WHEN").with("when", at));
    Reply::page("undo_deletion")
        .with("email", email)
        .with("when", when.map(|when| visit.sentence(&when)))
        .json("email", email)
        .json("deletion_at", at.map(|at| at.to_string()))
        .token_in_url()
}

/// The button takes nothing; a body that is no form is refused as everywhere.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct UndoForm {}

/// Undoes the deletion. Of any number of submits exactly one does; it opens nothing, the person signs in as before.
#[utoipa::path(post, path = "/account/undo-deletion/{token}", tag = "account", operation_id = "undo_deletion",
    request_body = UndoForm, params(("token" = String, Path, description = "From the mail")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn undo(
    visit: Visit,
    LinkToken(token): LinkToken,
    Form(UndoForm {}): Form<UndoForm>,
) -> Result<Reply> {
    let security = visit.security();
    if let Err(fault) = usable(security, &token).await? {
        visit.allow(Act::DeadLink).await?;
        return Ok(dead_link(security, fault));
    }
    let undone = security.undo_deletion_by_token(&token, visit.client());
    if let Some(user) = undone.await? {
        let said = Fault::form("DELETION_UNDONE").with("email", &user.email);
        let target = security.page("login").unwrap_or_else(Target::start);
        return Ok(Reply::done().say(said).go(target).token_in_url());
    }
    // It died between the look and the deed: another submit was faster, or its time was over.
    let fault = usable(security, &token).await?.err();
    let fault = fault.unwrap_or_else(|| Fault::form("INVALID_UNDO_DELETION_TOKEN"));
    Ok(dead_link(security, fault))
}

/// The user of a link that still works, or why it does not. Of an account that is gone nothing is known, not even its links.
async fn usable(security: &Security, token: &str) -> Result<std::result::Result<User, Fault>> {
    Ok(match security.undo_deletion_link(token).await? {
        None => Err(Fault::form("INVALID_UNDO_DELETION_TOKEN")),
        Some(Found {
            spent: true, user, ..
        }) => Err(match user.deletion_at {
            // Asked for once more since; the newer mail has the link.
            Some(at) => Fault::form("DELETION_PENDING").with("when", at),
            None => Fault::form("UNDO_DELETION_USED"),
        }),
        Some(Found { expired: true, .. }) => Err(Fault::form("UNDO_DELETION_EXPIRED")),
        Some(Found { user, .. }) => Ok(user),
    })
}

fn dead_link(security: &Security, fault: Fault) -> Reply {
    Reply::dead_link(security, fault, "", security.page("login"))
}
