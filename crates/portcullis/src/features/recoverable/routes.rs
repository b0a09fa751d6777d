//! `/reset` and the mailed link below it.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{RESET, mails};
use crate::{
    account::{NewPassword, User, one_time_token::Found},
    audit::Kind,
    error::{Fault, Faults, Result},
    security::Security,
    session::{SignIn, throttle::Act},
    web::{
        Form, PasswordText, Reply, Text, Visit,
        check_mail::{CheckMail, CodeForm},
        form::read_new_password,
        link::LinkToken,
        openapi::{Failure, Success},
        redirect::Target,
    },
};

/// What asking for the mail takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct ForgotPasswordForm {
    /// The address.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "email", max_length = 254, example = "ada@example.com")]
    email: Text,
}

pub(super) fn view(typed: &str) -> Reply {
    Reply::page("forgot_password").field("email", typed)
}

/// The page that sends the mail with the link for a new password.
#[utoipa::path(get, path = "/reset", tag = "recoverable", responses((status = 200, body = Success)))]
pub(super) async fn page(visit: Visit) -> Result<Reply> {
    let own = visit.user().await?;
    let own = own.as_ref().map(|user| user.email.as_str());
    Ok(view(visit.query("email").or(own).unwrap_or_default()))
}

/// Sends the mail with the link for a new password. The answer is the same for every address.
#[utoipa::path(post, path = "/reset", tag = "recoverable", request_body = ForgotPasswordForm,
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn send(visit: Visit, Form(form): Form<ForgotPasswordForm>) -> Result<Reply> {
    let (security, mut faults) = (visit.security(), Faults::none());
    let Some(email) = form.email.read_email(&mut faults) else {
        return Ok(view(form.email.shown()).refused(faults));
    };
    visit
        .allow(Act::Mail(mails::RESET_INSTRUCTIONS, &email))
        .await?;
    if !security.generic()
        && let Some(fault) = security.nobody_to_mail(&email).await?
    {
        return Ok(view(form.email.shown()).refused(Faults(vec![fault])));
    }
    let browser = visit.asking_browser();
    let job = mails::job(email.as_str(), &visit.locale().to_string());
    let mut tx = security.begin().await?;
    let asked = (&browser.hash(), RESET);
    security.enqueue_asked(&mut tx, asked, &email, job).await?;
    let asked = security.asked_for(Kind::ResetRequested, &email, visit.client());
    security.record(&mut tx, asked);
    security.commit(tx).await?;
    let sent = view("").say(Fault::form("PASSWORD_RESET_REQUEST").with("email", &email));
    let reply = sent.cookie(security.browser_cookie(&browser));
    Ok(CHECK_MAIL.wait(&visit, reply, ""))
}

pub(super) const CHECK_MAIL: CheckMail = CheckMail {
    page: "reset_code",
    again: "reset",
    other_address: "reset",
    sent: &["PASSWORD_RESET_REQUEST"],
};

/// Where a browser waits for the mail.
#[utoipa::path(get, path = "/reset/code", tag = "recoverable", responses((status = 200, body = Success)))]
pub(super) async fn check_mail(visit: Visit) -> Result<Reply> {
    Ok(CHECK_MAIL.open(&visit))
}

/// Leads on to the page for the new password by the code of the mail, in the browser that asked for it. Programs get the token
/// of `/reset/{token}`.
#[utoipa::path(post, path = "/reset/code", tag = "recoverable", request_body = CodeForm,
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn code(visit: Visit, Form(form): Form<CodeForm>) -> Result<Reply> {
    Ok(match visit.try_code(RESET, &form).await? {
        Ok(token) => Reply::done()
            .go(visit.security().landing("reset", &token))
            .json("reset_token", token),
        Err(fault) => CHECK_MAIL.refused(&visit, &form, fault),
    })
}

/// What setting the new password takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct ResetPasswordForm {
    /// The new password.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "password", min_length = 1, max_length = 16384,
        example = "four words make a password")]
    password: PasswordText,
    /// The same once more; checked when it is sent, needed with `PASSWORD_CONFIRM_REQUIRED`.
    #[serde(default)]
    password_confirm: Option<PasswordText>,
}

/// Where the mailed link leads: the page for the new password. Nothing changes by looking at it.
#[utoipa::path(get, path = "/reset/{token}", tag = "recoverable",
    params(("token" = String, Path, description = "From the mail")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn landing(visit: Visit, LinkToken(token): LinkToken) -> Result<Reply> {
    let security = visit.security();
    let user = match usable(security, &token).await? {
        Ok(found) => found.user,
        Err(fault) => return Ok(dead_link(security, fault)),
    };
    let reset_view = security.recoverable().reset_view;
    Ok(landing_view(security, user.email.as_str())
        .json("email", user.email.as_str())
        .spa(security, &reset_view, vec![("token", token)]))
}

pub(super) fn landing_view(security: &Security, email: &str) -> Reply {
    let passwords = &security.settings().passwords;
    Reply::page("reset_password")
        .field("password", "")
        .field("password_confirm", "")
        .with("email", email)
        .with("confirm_password", passwords.password_confirm_required)
        .token_in_url()
}

/// Sets the new password. Of any number of submits exactly one does.
#[utoipa::path(post, path = "/reset/{token}", tag = "recoverable", request_body = ResetPasswordForm,
    params(("token" = String, Path, description = "From the mail"),
        ("include_auth_token" = Option<String>, Query, description = "Present: an answer that signs in carries an auth token")),
    responses((status = 200, body = Success), (status = 400, body = Failure), (status = 503, body = Failure)))]
pub(super) async fn reset(
    visit: Visit,
    LinkToken(token): LinkToken,
    Form(form): Form<ResetPasswordForm>,
) -> Result<Reply> {
    let security = visit.security();
    // Before any hashing: a made-up link costs nothing.
    let found = match usable(security, &token).await? {
        Ok(found) => found,
        Err(fault) => {
            visit.allow(Act::DeadLink).await?;
            return Ok(dead_link(security, fault));
        }
    };
    let password = match parse(security, &found.user, &form).await {
        Ok(password) => password,
        Err(faults) => {
            let page = landing_view(security, found.user.email.as_str());
            return Ok(page.refused(faults));
        }
    };
    let done = security
        .reset_by_token(&token, &password, visit.client())
        .await?;
    if let Some(user) = done {
        return finished(&visit, &user, visit.asked_here(found.browser.as_ref())).await;
    }
    let fault = match usable(security, &token).await? {
        Err(fault) => fault,
        Ok(_) => Fault::form("INVALID_RESET_PASSWORD_TOKEN"),
    };
    Ok(dead_link(security, fault))
}

async fn parse(
    security: &Security,
    user: &User,
    form: &ResetPasswordForm,
) -> Result<NewPassword, Faults> {
    let policy = security.password_policy().of(user);
    let mut faults = Faults::none();
    let repeated = form.password_confirm.as_ref();
    let password = read_new_password(
        security,
        &policy,
        &form.password,
        repeated,
        "password",
        &mut faults,
    )
    .await;
    password.filter(|_| faults.is_empty()).ok_or(faults)
}

/// A link that still works, or why it does not.
async fn usable(security: &Security, token: &str) -> Result<Result<Found, Fault>> {
    Ok(match security.find_token(RESET, token).await? {
        None => Err(Fault::form("INVALID_RESET_PASSWORD_TOKEN")),
        Some(Found { spent: true, .. }) => Err(Fault::form("PASSWORD_RESET_USED")),
        Some(Found { expired: true, .. }) => {
            let within = security.reset_password_within();
            Err(Fault::form("PASSWORD_RESET_EXPIRED").with("within", within))
        }
        Some(found) => Ok(found),
    })
}

/// The answer to a link that does not work: browsers go where a new one can be had.
pub(super) fn dead_link(security: &Security, fault: Fault) -> Reply {
    let view = security.recoverable().reset_error_view;
    Reply::dead_link(security, fault, &view, security.page("reset"))
}

/// A link that somebody may have passed on, or picked up, opens no session: whoever chose the password signs in with it.
async fn finished(visit: &Visit, user: &User, asked_here: bool) -> Result<Reply> {
    let security = visit.security();
    let settings = security.recoverable();
    let reply = Reply::done().bare().token_in_url();
    if settings.auto_login_after_reset && asked_here {
        let signed_in = security
            .login_user(user, &visit.sign_in("reset", false).await?)
            .await?;
        if let SignIn::Open(session) = signed_in {
            let post_login = &security.settings().redirects.post_login_view;
            let target = security.view_or(&settings.post_reset_view, post_login);
            let reply = reply.say(Fault::form("PASSWORD_RESET")).go(target);
            return reply.signed_in(visit, &session).await;
        }
    }
    let view = security.view(&settings.post_reset_view);
    let target = view.or_else(|| security.page("login"));
    Ok(reply
        .say(Fault::form("PASSWORD_RESET_NO_LOGIN"))
        .go(target.unwrap_or_else(Target::start)))
}
