//! `/confirm` and the mailed link below it.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{CONFIRM, mails};
use crate::{
    account::{Email, User, one_time_token, one_time_token::Found},
    audit::Kind,
    error::{Fault, Faults, Result},
    security::Security,
    session::{SignIn, cookie::Jar, guesses::Guess, throttle::Act},
    web::{
        Form, PasswordText, Reply, Text, Visit,
        check_mail::{CheckMail, CodeForm},
        link::LinkToken,
        openapi::{Failure, Success},
        redirect::Target,
    },
};

/// What asking for a new mail takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct SendConfirmationForm {
    /// The address.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "email", max_length = 254, example = "ada@example.com")]
    email: Text,
}

pub(super) fn view(typed: &str) -> Reply {
    Reply::page("send_confirmation").field("email", typed)
}

/// The page that sends the confirmation mail again.
#[utoipa::path(get, path = "/confirm", tag = "confirmable", responses((status = 200, body = Success)))]
pub(super) async fn page(visit: Visit) -> Result<Reply> {
    Ok(view(visit.query("email").unwrap_or_default()))
}

/// Sends the confirmation mail again. The answer is the same for every address.
#[utoipa::path(post, path = "/confirm", tag = "confirmable", request_body = SendConfirmationForm,
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn send(visit: Visit, Form(form): Form<SendConfirmationForm>) -> Result<Reply> {
    let (security, mut faults) = (visit.security(), Faults::none());
    let Some(email) = form.email.read_email(&mut faults) else {
        return Ok(view(form.email.shown()).refused(faults));
    };
    visit
        .allow(Act::Mail(mails::CONFIRMATION_INSTRUCTIONS, &email))
        .await?;
    if !security.generic()
        && let Some(fault) = plain_answer(security, &email).await?
    {
        return Ok(view(form.email.shown()).refused(Faults(vec![fault])));
    }
    let claim = visit.claim_to(&email).await?;
    let browser = visit.asking_browser();
    let mut tx = security.begin().await?;
    let mut job = mails::job(email.as_str(), &visit.locale().to_string());
    job.user_id = claim.map(|user| user.0);
    let asked = (&browser.hash(), CONFIRM);
    security.enqueue_asked(&mut tx, asked, &email, job).await?;
    let asked = security.asked_for(Kind::ConfirmationRequested, &email, visit.client());
    security.record(&mut tx, asked);
    security.commit(tx).await?;
    let sent = view("").say(Fault::form("CONFIRMATION_REQUEST").with("email", &email));
    let reply = sent.cookie(security.browser_cookie(&browser));
    Ok(CHECK_MAIL.wait(&visit, reply, ""))
}

pub(super) const CHECK_MAIL: CheckMail = CheckMail {
    page: "confirm_code",
    again: "confirm",
    other_address: "register",
    sent: &["CONFIRM_REGISTRATION", "CONFIRMATION_REQUEST"],
};

/// Where a browser waits for the mail.
#[utoipa::path(get, path = "/confirm/code", tag = "confirmable", responses((status = 200, body = Success)))]
pub(super) async fn check_mail(visit: Visit) -> Result<Reply> {
    Ok(CHECK_MAIL.open(&visit))
}

/// Confirms the address by the code of the mail, in the browser that asked for it. When that is not the one that signed up,
/// the password of the sign-up is asked for at `/confirm/{token}`, whose token is in the answer.
#[utoipa::path(post, path = "/confirm/code", tag = "confirmable", request_body = CodeForm,
    params(("include_auth_token" = Option<String>, Query, description = "Present: an answer that signs in carries an auth token")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn code(visit: Visit, Form(form): Form<CodeForm>) -> Result<Reply> {
    let security = visit.security();
    let token = match visit.try_code(CONFIRM, &form).await? {
        Ok(token) => token,
        Err(fault) => return Ok(CHECK_MAIL.refused(&visit, &form, fault)),
    };
    match usable(security, &token).await? {
        Ok(found) if asks_password(&visit, &found.user) => Ok(Reply::done()
            .json("password_required", true)
            .json("confirmation_token", token.as_str())
            .go(security.landing("confirm", &token))),
        Ok(found) => act(&visit, &token, &found).await,
        Err(fault) => Ok(dead_link(security, fault)),
    }
}

/// What may be said where answers need not be equal.
async fn plain_answer(security: &Security, email: &Email) -> Result<Option<Fault>> {
    Ok(match security.user_of_address(email).await? {
        None => Some(Fault::of("email", "USER_DOES_NOT_EXIST")),
        Some(user) if user.confirmed_at.is_some() => Some(Fault::of("email", "ALREADY_CONFIRMED")),
        Some(_) => None,
    })
}

/// What confirming takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct ConfirmForm {
    /// The password of the sign-up, when this is not the browser that signed up.
    #[serde(default)]
    password: PasswordText,
}

/// Where the mailed link leads: a page with one button. Nothing changes by looking at it.
#[utoipa::path(get, path = "/confirm/{token}", tag = "confirmable", params(("token" = String, Path, description = "From the mail")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn landing(visit: Visit, LinkToken(token): LinkToken) -> Result<Reply> {
    let security = visit.security();
    match usable(security, &token).await? {
        Ok(found) => Ok(landing_view(
            found.user.email.as_str(),
            asks_password(&visit, &found.user),
        )),
        Err(fault) => Ok(dead_link(security, fault)),
    }
}

pub(super) fn landing_view(email: &str, ask_password: bool) -> Reply {
    Reply::page("confirm_email")
        .field("password", "")
        .with("email", email)
        .with("ask_password", ask_password)
        .json("email", email)
        .json("password_required", ask_password)
        .token_in_url()
}

/// The link shows who reads the mail. Who signed up is shown by the browser's cookie, or by the password of the
/// sign-up: without that, a click on a stranger's sign-up would hand the stranger a confirmed account.
fn asks_password(visit: &Visit, user: &User) -> bool {
    let same_browser = match (&user.claim_hash, visit.browser()) {
        (Some(known), Some(carried)) => *known == carried.hash(),
        _ => false,
    };
    user.is_claim() && user.has_password() && !same_browser
}

/// Confirms the address. Of any number of submits exactly one does.
#[utoipa::path(post, path = "/confirm/{token}", tag = "confirmable", request_body = ConfirmForm,
    params(("token" = String, Path, description = "From the mail"),
        ("include_auth_token" = Option<String>, Query, description = "Present: an answer that signs in carries an auth token")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn confirm(
    visit: Visit,
    LinkToken(token): LinkToken,
    Form(form): Form<ConfirmForm>,
) -> Result<Reply> {
    let security = visit.security();
    let found = match usable(security, &token).await? {
        Ok(found) => found,
        Err(fault) => {
            visit.allow(Act::DeadLink).await?;
            return Ok(dead_link(security, fault));
        }
    };
    if asks_password(&visit, &found.user)
        && let Some(fault) = wrong_password(&visit, &found.user, &form).await?
    {
        let view = landing_view(found.user.email.as_str(), true);
        return Ok(view.refused(Faults(vec![fault])));
    }
    act(&visit, &token, &found).await
}

/// Confirms, and signs in if that is wished and this is the browser that asked.
async fn act(visit: &Visit, token: &str, found: &Found) -> Result<Reply> {
    let security = visit.security();
    if let Some(user) = security.confirm_by_token(token, visit.client()).await? {
        return confirmed(visit, &user, visit.asked_here(found.browser.as_ref())).await;
    }
    // Somebody was faster: mostly the same person, who pressed the button twice.
    let fault = usable(security, token).await?.err();
    let fault = fault.unwrap_or_else(|| Fault::form("INVALID_CONFIRMATION_TOKEN"));
    Ok(dead_link(security, fault))
}

async fn wrong_password(visit: &Visit, user: &User, form: &ConfirmForm) -> Result<Option<Fault>> {
    let mut faults = Faults::none();
    let password = form.password.read("password", &mut faults);
    if let Some(fault) = faults.0.pop() {
        return Ok(Some(fault));
    }
    if password.is_empty() {
        return Ok(Some(Fault::of("password", "CONFIRM_OTHER_BROWSER")));
    }
    let guess = Guess::at(user, visit.client(), "confirm");
    let proven = visit.security().prove_password(guess, &password).await?;
    Ok(proven
        .is_none()
        .then(|| Fault::of("password", "INVALID_PASSWORD")))
}

/// A link that still works, or why it does not.
async fn usable(security: &Security, token: &str) -> Result<Result<Found, Fault>> {
    let found = one_time_token::find(&mut security.db(), security.now(), CONFIRM, token).await?;
    Ok(match found {
        None => Err(Fault::form("INVALID_CONFIRMATION_TOKEN")),
        Some(Found { user, .. }) if user.confirmed_at.is_some() => {
            Err(Fault::form("ALREADY_CONFIRMED"))
        }
        Some(Found { spent: true, .. }) => Err(Fault::form("INVALID_CONFIRMATION_TOKEN")),
        Some(Found { expired: true, .. }) => {
            let within = security.confirm_email_within();
            Err(Fault::form("CONFIRMATION_EXPIRED").with("within", within))
        }
        Some(found) => Ok(found),
    })
}

/// The answer to a link that does not work: browsers go where a new one can be had.
fn dead_link(security: &Security, fault: Fault) -> Reply {
    let view = security.confirmable().confirm_error_view;
    let target = security.view(&view).or_else(|| security.page("confirm"));
    Reply::dead_link(security, fault, &view, target)
}

async fn confirmed(visit: &Visit, user: &User, asked_here: bool) -> Result<Reply> {
    let security = visit.security();
    let settings = security.confirmable();
    let spa = vec![
        ("email", user.email.as_str().to_owned()),
        ("identity", user.email.as_str().to_owned()),
    ];
    let reply = Reply::done()
        .say(Fault::form("EMAIL_CONFIRMED"))
        .spa(security, &settings.post_confirm_view, spa)
        .token_in_url();
    let other = visit.user().await?.filter(|other| other.id != user.id);
    if let Some(other) = &other {
        security.logout(other, visit.client()).await?;
    }
    let leave = |reply: Reply| match &other {
        Some(_) => reply.cookie(security.no_cookie(Jar::Session)),
        None => reply,
    };
    if !(settings.auto_login_after_confirm && asked_here) {
        let view = security.view(&settings.post_confirm_view);
        let target = view.or_else(|| security.page("login"));
        return Ok(leave(reply).go(target.unwrap_or_else(Target::start)));
    }
    let reply = reply.go(security.view_or(
        &settings.post_confirm_view,
        &security.settings().redirects.post_login_view,
    ));
    match security
        .login_user(user, &visit.sign_in("confirm", false).await?)
        .await?
    {
        SignIn::Open(session) => reply.signed_in(visit, &session).await,
        SignIn::Refused(fault) => Ok(leave(reply).say(fault)),
    }
}
