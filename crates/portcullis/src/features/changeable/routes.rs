//! `/change`.

use portcullis_kit::secret::Secret;
use serde::Deserialize;
use utoipa::ToSchema;

use super::service::Shown;
use crate::{
    account::NewPassword,
    error::{Fault, Faults, Result},
    security::Security,
    session::{SignIn, check::CurrentUser, guesses::Guess},
    web::{
        Form, PasswordText, Reply, Visit,
        form::read_new_password,
        openapi::{Failure, Success},
    },
};

/// What the change takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct ChangePasswordForm {
    /// The current password; not needed by somebody who has none.
    #[serde(default)]
    password: PasswordText,
    /// The new password.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "password", min_length = 1, max_length = 16384,
        example = "and four others make the next")]
    new_password: PasswordText,
    /// The same once more; checked when it is sent, needed with `PASSWORD_CONFIRM_REQUIRED`.
    #[serde(default)]
    new_password_confirm: Option<PasswordText>,
}

pub(super) fn view(security: &Security, has_password: bool) -> Reply {
    let mut reply = Reply::page("change_password");
    if has_password {
        reply = reply.field("password", "");
    }
    let passwords = &security.settings().passwords;
    reply
        .field("new_password", "")
        .field("new_password_confirm", "")
        .with("has_password", has_password)
        .with("confirm_password", passwords.password_confirm_required)
}

/// Who may be here: the current password is asked for below; who has none must have signed in freshly.
async fn caller(visit: &Visit) -> Result<CurrentUser> {
    let user = visit.signed_in().await?;
    if !user.has_password() {
        visit.security().require_fresh(&user).await?;
    }
    Ok(user)
}

/// The page; in JSON, whether there is a password to change.
#[utoipa::path(get, path = "/change", tag = "changeable",
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn page(visit: Visit) -> Result<Reply> {
    let (security, user) = (visit.security(), caller(&visit).await?);
    Ok(view(security, user.has_password())
        .json("active_password", user.has_password())
        .user(security, &user))
}

/// Changes the password. All other sessions and all auth tokens end; the caller gets a new session.
#[utoipa::path(post, path = "/change", tag = "changeable", request_body = ChangePasswordForm,
    security(("session" = []), ("token" = []), ("bearer" = [])),
    params(("include_auth_token" = Option<String>, Query, description = "Present: the answer carries a new auth token")),
    responses((status = 200, body = Success), (status = 400, body = Failure), (status = 401, body = Failure),
        (status = 503, body = Failure)))]
pub(super) async fn change(visit: Visit, Form(form): Form<ChangePasswordForm>) -> Result<Reply> {
    let (security, user) = (visit.security(), caller(&visit).await?);
    let refused = |faults| Ok(view(security, user.has_password()).refused(faults));
    let (current, password) = match parse(security, &user, &form).await {
        Ok(parsed) => parsed,
        Err(faults) => return refused(faults),
    };
    let shown = match show(&visit, &user, &current, &password).await? {
        Ok(shown) => shown,
        Err(fault) => return refused(Faults(vec![fault])),
    };
    let remember = user.0.session.as_ref().is_some_and(|row| row.remember);
    let request = visit.sign_in("change", remember).await?;
    let changed = security
        .change_password(&user, Some(&password), &request, Some(&shown))
        .await?;
    match changed {
        SignIn::Open(session) => {
            let view = security.changeable().post_change_view;
            let post_login = &security.settings().redirects.post_login_view;
            Reply::done()
                .say(Fault::form("PASSWORD_CHANGE"))
                .go(security.view_or(&view, post_login))
                .signed_in(&visit, &session)
                .await
        }
        SignIn::Refused(fault) => refused(Faults(vec![fault])),
    }
}

async fn parse(
    security: &Security,
    user: &CurrentUser,
    form: &ChangePasswordForm,
) -> Result<(Secret, NewPassword), Faults> {
    let mut faults = Faults::none();
    let current = form.password.read("password", &mut faults);
    if user.has_password() && current.is_empty() && !faults.has("password") {
        faults.push(Fault::of("password", "PASSWORD_NOT_PROVIDED"));
    }
    let policy = security.password_policy().of(user);
    let password = read_new_password(
        security,
        &policy,
        &form.new_password,
        form.new_password_confirm.as_ref(),
        "new_password",
        &mut faults,
    )
    .await;
    match password {
        Some(password) if faults.is_empty() => Ok((current, password)),
        _ => Err(faults),
    }
}

/// Checks the current password, where there is one.
async fn show(
    visit: &Visit,
    user: &CurrentUser,
    current: &Secret,
    new: &NewPassword,
) -> Result<Result<Shown, Fault>> {
    if !user.has_password() {
        return Ok(Ok(Shown(None)));
    }
    let guess = Guess::at(user, visit.client(), "change");
    let Some(hash) = visit.security().prove_password(guess, current).await? else {
        return Ok(Err(Fault::of("password", "INVALID_PASSWORD")));
    };
    if new.is_same_as(current) {
        return Ok(Err(Fault::of("password", "PASSWORD_IS_THE_SAME")));
    }
    Ok(Ok(Shown(Some(hash))))
}
