//! Where a link is asked for (`/login/link`, or `/login` when no password signs in), and the mailed link below `/login`.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{LOGIN, mails, service::Link};
use crate::{
    account::{Email, User},
    audit::Kind,
    error::{Fault, Faults, Result},
    security::Security,
    session::{OpenSession, SignIn, throttle::Act},
    web::{
        Form, Reply, Text, Visit,
        check_mail::{CheckMail, CodeForm},
        link::LinkToken,
        openapi::{Failure, Success},
    },
};

/// What asking for a link takes. The sign-in page sends its whole form here; the password in it is not looked at.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct SendLoginForm {
    /// The address.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "email", max_length = 254, example = "ada@example.com")]
    email: Text,
    /// Where the link leads in the end.
    #[serde(default)]
    next: Text,
}

pub(super) fn view(security: &Security, email: &str, next: &str) -> Reply {
    let page = if security.settings().http.login_with_password {
        Reply::page("send_login")
    } else {
        Reply::page("login_user").with("with_password", false)
    };
    page.field("email", email).next(next)
}

/// The page that asks for the address; in JSON, what identifies people and, when somebody is signed in, who.
#[utoipa::path(get, path = "/login/link", tag = "passwordless", responses((status = 200, body = Success)))]
pub(super) async fn page(visit: Visit) -> Result<Reply> {
    let security = visit.security();
    let reply = view(security, visit.query("email").unwrap_or_default(), "").json(
        "identity_attributes",
        security.settings().http.user_identity_attributes.clone(),
    );
    Ok(match visit.user().await? {
        // Not where `next` says: that page may be the one that sent the browser here.
        Some(user) => reply.user(security, &user).go(security.signed_in_already()),
        None => reply,
    })
}

/// Mails a sign-in link. The answer is the same for every address.
#[utoipa::path(post, path = "/login/link", tag = "passwordless", request_body = SendLoginForm,
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn send(visit: Visit, Form(form): Form<SendLoginForm>) -> Result<Reply> {
    let security = visit.security();
    let again = || view(security, form.email.shown(), form.next.shown());
    let email = match parse(&visit, &form) {
        Ok(email) => email,
        Err(faults) => return Ok(again().refused(faults)),
    };
    visit
        .allow(Act::Mail(mails::LOGIN_INSTRUCTIONS, &email))
        .await?;
    if !security.generic()
        && let Some(fault) = security.nobody_to_mail(&email).await?
    {
        return Ok(again().refused(Faults(vec![fault])));
    }
    let claim = visit.claim_to(&email).await?;
    let browser = visit.asking_browser();
    let mut job = mails::job(
        email.as_str(),
        &visit.locale().to_string(),
        next(&visit, &form),
    );
    job.user_id = claim.map(|user| user.0);
    let mut tx = security.begin().await?;
    let asked = (&browser.hash(), LOGIN);
    security.enqueue_asked(&mut tx, asked, &email, job).await?;
    let asked = security.asked_for(Kind::LoginLinkRequested, &email, visit.client());
    security.record(&mut tx, asked);
    security.commit(tx).await?;
    let sent = Fault::form("LOGIN_EMAIL_SENT").with("email", &email);
    let next = next(&visit, &form);
    let reply = view(security, "", next)
        .say(sent)
        .cookie(security.browser_cookie(&browser));
    Ok(waiting(security).wait(&visit, reply, next))
}

/// The short name of the page on which a link is asked for: one of its own, or the sign-in page.
fn send_page(security: &Security) -> &'static str {
    let own = security.path_of("send_login").map(|_| "send_login");
    own.unwrap_or("login")
}

pub(super) fn waiting(security: &Security) -> CheckMail {
    CheckMail {
        page: "login_code",
        again: send_page(security),
        other_address: send_page(security),
        sent: &["LOGIN_EMAIL_SENT"],
    }
}

/// Where a browser waits for the mail.
#[utoipa::path(get, path = "/login/code", tag = "passwordless", responses((status = 200, body = Success)))]
pub(super) async fn check_mail(visit: Visit) -> Result<Reply> {
    visit.anonymous_only().await?;
    Ok(waiting(visit.security()).open(&visit))
}

/// Signs in by the code of the mail, in the browser that asked for it. `?include_auth_token` asks for an auth token.
#[utoipa::path(post, path = "/login/code", tag = "passwordless", request_body = CodeForm,
    params(("include_auth_token" = Option<String>, Query, description = "Present: the answer carries `user.authentication_token`")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn code(visit: Visit, Form(form): Form<CodeForm>) -> Result<Reply> {
    visit.anonymous_only().await?;
    let security = visit.security();
    let token = match visit.try_code(LOGIN, &form).await? {
        Ok(token) => token,
        Err(fault) => return Ok(waiting(visit.security()).refused(&visit, &form, fault)),
    };
    let link = security.login_link(&token).await?;
    let Link::Live(user, _) = &link else {
        return Ok(dead_link(security, &link));
    };
    let request = visit.sign_in("code", false).await?;
    match security.login_by_token(&token, user, &request).await? {
        Some(SignIn::Open(session)) => signed_in(&visit, form.next.shown(), &session).await,
        Some(SignIn::Refused(fault)) => Ok(waiting(visit.security())
            .refused(&visit, &form, fault)
            .failing(401)),
        None => Ok(dead_link(security, &security.login_link(&token).await?)),
    }
}

fn parse(visit: &Visit, form: &SendLoginForm) -> Result<Email, Faults> {
    let mut faults = Faults::none();
    let email = form.email.read_email(&mut faults);
    visit.check_next(&form.next, &mut faults);
    email.filter(|_| faults.is_empty()).ok_or(faults)
}

/// The checked `next` of the form, else of the query.
fn next<'a>(visit: &'a Visit, form: &'a SendLoginForm) -> &'a str {
    match form.next.shown() {
        "" => visit.query("next").unwrap_or_default(),
        next => next,
    }
}

/// What the button of the mailed link takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct TokenLoginForm {
    /// Where a browser goes on.
    #[serde(default)]
    next: Text,
}

pub(super) fn landing_view(email: &str, next: &str) -> Reply {
    Reply::page("token_login")
        .with("email", email)
        .json("email", email)
        .next(next)
        .token_in_url()
}

/// A browser that did not ask for the link: what it opens is not for this one, so that a link which somebody passes on, or
/// picks up, is worth nothing to them. A new one can be had here, or the code be typed there.
pub(super) fn elsewhere_view(security: &Security, email: &str) -> Reply {
    Reply::page("login_elsewhere")
        .with("email", email)
        .with("send", security.path_of(send_page(security)))
        .json("email", email)
        .json("asked_here", false)
        .token_in_url()
}

/// Where the mailed link leads: a page with one button. Nothing changes by looking at it.
#[utoipa::path(get, path = "/login/{token}", tag = "passwordless", params(("token" = String, Path, description = "From the mail")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn landing(visit: Visit, LinkToken(token): LinkToken) -> Result<Reply> {
    visit.anonymous_only().await?;
    Ok(match visit.security().login_link(&token).await? {
        Link::Live(user, asked) if visit.asked_here(asked.as_ref()) => {
            landing_view(user.email.as_str(), "")
        }
        Link::Live(user, _) => elsewhere_view(visit.security(), user.email.as_str()),
        dead => dead_link(visit.security(), &dead),
    })
}

/// Signs in. Of any number of submits exactly one does. `?include_auth_token` asks for an auth token.
#[utoipa::path(post, path = "/login/{token}", tag = "passwordless", request_body = TokenLoginForm,
    params(("token" = String, Path, description = "From the mail"),
        ("include_auth_token" = Option<String>, Query, description = "Present: the answer carries `user.authentication_token`")),
    responses((status = 200, body = Success), (status = 400, body = Failure)))]
pub(super) async fn login(
    visit: Visit,
    LinkToken(token): LinkToken,
    Form(form): Form<TokenLoginForm>,
) -> Result<Reply> {
    visit.anonymous_only().await?;
    let (security, mut faults) = (visit.security(), Faults::none());
    let user = match security.login_link(&token).await? {
        Link::Live(user, asked) if visit.asked_here(asked.as_ref()) => user,
        Link::Live(user, _) => {
            let fault = Fault::form("LOGIN_OTHER_BROWSER");
            let view = elsewhere_view(security, user.email.as_str());
            return Ok(view.refused(Faults(vec![fault])));
        }
        dead => {
            visit.allow(Act::DeadLink).await?;
            return Ok(dead_link(security, &dead));
        }
    };
    visit.check_next(&form.next, &mut faults);
    if !faults.is_empty() {
        return Ok(landing_view(user.email.as_str(), "").refused(faults));
    }
    let request = visit.sign_in("token", false).await?;
    match security.login_by_token(&token, &user, &request).await? {
        Some(SignIn::Open(session)) => signed_in(&visit, form.next.shown(), &session).await,
        Some(SignIn::Refused(fault)) => {
            let again = landing_view(user.email.as_str(), form.next.shown()).failing(401);
            Ok(again.refused(Faults(vec![fault])))
        }
        // It died between the look and the deed: another submit was faster, or the account was switched off.
        None => Ok(dead_link(security, &security.login_link(&token).await?)),
    }
}

async fn signed_in(visit: &Visit, next: &str, session: &OpenSession) -> Result<Reply> {
    let security = visit.security();
    let redirects = &security.settings().redirects;
    let reply = Reply::done()
        .go(security.post_login(visit, Some(next)))
        .token_in_url();
    let reply = if redirects.redirect_behavior == "spa" {
        reply.spa(security, &redirects.post_login_view, who(&session.user))
    } else {
        reply.say(Fault::form("PASSWORDLESS_LOGIN_SUCCESSFUL"))
    };
    reply.signed_in(visit, session).await
}

/// What a front-end of the app's own is told about the person.
fn who(user: &User) -> Vec<(&'static str, String)> {
    let email = user.email.as_str().to_owned();
    vec![("email", email.clone()), ("identity", email)]
}

/// The answer to a link that does not work: browsers go where a new one can be had.
fn dead_link(security: &Security, link: &Link) -> Reply {
    let (fault, params) = match link {
        Link::Expired(user) => {
            let within = security.login_within();
            let fault = Fault::form("LOGIN_EXPIRED").with("within", within);
            (fault, who(user))
        }
        Link::Used => (Fault::form("LOGIN_USED"), Vec::new()),
        Link::Live(..) | Link::Invalid => (Fault::form("INVALID_LOGIN_TOKEN"), Vec::new()),
    };
    let view = &security.settings().redirects.login_error_view;
    let target = security.page(send_page(security));
    Reply::dead_link(security, fault, view, target).spa(security, view, params)
}
