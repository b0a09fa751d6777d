//! `/login`, `/logout`, `/verify`.

use serde::Deserialize;
use utoipa::ToSchema;

use super::signals::UserFailedAuthn;
use crate::{
    error::{Fault, Faults, Result},
    security::Security,
    session::{OpenSession, SignIn, cookie::Jar, guesses::Guess},
    web::{
        Flag, Form, PasswordText, Reply, Text, Visit,
        error::cookie_refused,
        openapi::{Failure, Success},
        redirect::{Target, with_query},
    },
};

/// What sign-in takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct LoginForm {
    /// The address.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "email", max_length = 254, example = "ada@example.com")]
    email: Text,
    /// The password.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "password", min_length = 1, max_length = 16384,
        example = "four words make a password")]
    password: PasswordText,
    /// Whether to stay signed in when the browser closes.
    #[serde(default)]
    remember: Flag,
    /// Where a browser goes on.
    #[serde(default)]
    next: Text,
}

impl LoginForm {
    /// The form with nothing but an address in it.
    pub(super) fn of(email: &str) -> Self {
        Self {
            email: Text::from(email),
            ..Self::default()
        }
    }
}

pub(super) fn view(security: &Security, form: &LoginForm) -> Reply {
    let remember = form.remember.shown().unwrap_or(false);
    Reply::page("login_user")
        .field("email", form.email.shown())
        .field("password", "")
        .field("remember", if remember { "y" } else { "" })
        .next(form.next.shown())
        .with("with_password", true)
        .with(
            "remember_default",
            security.settings().http.default_remember_me,
        )
}

/// The sign-in page; in JSON, what identifies people and, when somebody is signed in, who.
#[utoipa::path(get, path = "/login", tag = "login", responses((status = 200, body = Success)))]
pub(super) async fn page(visit: Visit) -> Result<Reply> {
    let security = visit.security();
    let reply = view(security, &LoginForm::default()).json(
        "identity_attributes",
        security.settings().http.user_identity_attributes.clone(),
    );
    match visit.user().await? {
        // Not where `next` says: that page may be the one that sent the browser here.
        Some(user) => Ok(reply.user(security, &user).go(security.signed_in_already())),
        None => Ok(reply),
    }
}

/// Signs in with address and password. `?include_auth_token` asks for an auth token.
#[utoipa::path(post, path = "/login", tag = "login", request_body = LoginForm,
    params(("include_auth_token" = Option<String>, Query, description = "Present: the answer carries `user.authentication_token`")),
    responses((status = 200, body = Success), (status = 400, body = Failure), (status = 503, body = Failure)))]
pub(super) async fn login(visit: Visit, Form(form): Form<LoginForm>) -> Result<Reply> {
    visit.anonymous_only().await?;
    let security = visit.security();
    match try_login(&visit, &form).await? {
        Ok(session) => {
            let target = security.post_login(&visit, Some(form.next.shown()));
            Reply::done()
                .json("tf_required", false)
                .go(target)
                .signed_in(&visit, &session)
                .await
        }
        Err(Denied::Form(faults)) => Ok(view(security, &form).refused(faults)),
        Err(Denied::Person(fault)) => Ok(denied(&visit, &form, fault)),
    }
}

/// Why nobody was signed in.
enum Denied {
    /// The form is not filled in as it should be; nobody was looked up.
    Form(Faults),
    /// The person may not come in.
    Person(Fault),
}

/// 401 to browsers, or the app's own page for those who have yet to confirm their address.
fn denied(visit: &Visit, form: &LoginForm, fault: Fault) -> Reply {
    let security = visit.security();
    let confirm = &security
        .settings()
        .redirects
        .requires_confirmation_error_view;
    if let ("CONFIRMATION_REQUIRED", Some(target)) = (fault.key, security.view(confirm)) {
        let email = vec![("email", form.email.shown().to_owned())];
        return Reply::diverted(fault).go(with_query(&target, &email));
    }
    view(security, form)
        .failing(401)
        .refused(Faults(vec![fault]))
}

async fn try_login(visit: &Visit, form: &LoginForm) -> Result<Result<OpenSession, Denied>> {
    let (security, mut faults) = (visit.security(), Faults::none());
    let email = form.email.read_email(&mut faults);
    let password = form.password.read("password", &mut faults);
    let remember = form.remember.read("remember", &mut faults);
    visit.check_next(&form.next, &mut faults);
    if password.is_empty() && !faults.has("password") {
        faults.push(Fault::of("password", "PASSWORD_NOT_PROVIDED"));
    }
    let Some(email) = email.filter(|_| faults.is_empty()) else {
        return Ok(Err(Denied::Form(faults)));
    };
    let (user, settlement) = match security
        .prove_owner(&email, &password, visit.client())
        .await?
    {
        Ok(proven) => proven,
        Err(failure) => return Ok(Err(Denied::Person(failure.fault(security)))),
    };
    let remember = remember.unwrap_or(visit.remembers_by_default());
    let request = visit.sign_in("password", remember).await?;
    match security.login_proven(&user, &request, settlement).await? {
        SignIn::Open(session) => Ok(Ok(session)),
        // Whoever deleted the account is told that it can be had back: nothing opens it meanwhile.
        SignIn::Refused(fault) if fault.key == "DELETION_PENDING" => Ok(Err(Denied::Person(fault))),
        // A right password tells nothing new to whoever knows it, but the answer must not tell it to who does not.
        SignIn::Refused(_) if security.generic() => {
            Ok(Err(Denied::Person(Fault::form("GENERIC_AUTHN_FAILED"))))
        }
        SignIn::Refused(fault) => Ok(Err(Denied::Person(Fault {
            field: "email",
            ..fault
        }))),
    }
}

/// Where the first sign-in of a browser goes on: to `next` when the cookie came back, else it is said what to do. Looks and
/// changes nothing.
pub(super) async fn check_cookie(visit: Visit) -> Result<Reply> {
    let security = visit.security();
    if visit.user().await?.is_some() {
        return Ok(Reply::done().go(security.post_login(&visit, None)));
    }
    let login = security.page("login").unwrap_or_else(Target::start);
    let next = visit.query("next");
    let next = next.filter(|next| security.check_next(next).is_some());
    let next: Vec<_> = next
        .map(|next| ("next", next.to_owned()))
        .into_iter()
        .collect();
    Ok(cookie_refused(&visit, with_query(&login, &next).as_str()))
}

/// What signing out takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct LogoutForm {
    /// Where a browser goes on.
    #[serde(default)]
    next: Text,
}

/// Signs out: the session and the auth tokens granted with it are dead, also their copies. Fine when nobody is signed in.
#[utoipa::path(post, path = "/logout", tag = "login", request_body = Option<LogoutForm>,
    responses((status = 200, body = Success)))]
pub(super) async fn logout(visit: Visit, form: Result<Form<LogoutForm>>) -> Result<Reply> {
    // A body that can't be read keeps nobody signed in.
    let Form(form) = form.unwrap_or_else(|_| Form(LogoutForm::default()));
    let security = visit.security();
    if let Some(user) = visit.user().await? {
        security.logout(&user, visit.client()).await?;
    } else if let Some(token) = visit.session_token() {
        security.logout_late(token).await?;
    }
    let target = security.post_logout(&visit, Some(form.next.shown()));
    let reply = Reply::done()
        .bare()
        .say(Fault::form("SIGNED_OUT"))
        .go(target);
    Ok(reply
        .cookie(security.no_cookie(Jar::Session))
        .forget(security))
}

/// What proving again takes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct VerifyForm {
    /// The password.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "password", min_length = 1, max_length = 16384,
        example = "four words make a password")]
    password: PasswordText,
    /// Where a browser goes on.
    #[serde(default)]
    next: Text,
}

pub(super) fn verify_view(has_password: bool, form: &VerifyForm) -> Reply {
    Reply::page("verify")
        .field("password", "")
        .with("has_password", has_password)
        .next(form.next.shown())
}

/// The page that asks for the password once more.
#[utoipa::path(get, path = "/verify", tag = "login",
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn verify_page(visit: Visit) -> Result<Reply> {
    let user = visit.signed_in().await?;
    Ok(verify_view(user.has_password(), &VerifyForm::default())
        .json("has_webauthn_verify_credential", false)
        .json("oauth_enabled", false)
        .json("oauth_providers", Vec::<String>::new())
        .user(visit.security(), &user))
}

/// Proves again who one is: the session gets a new secret and counts as fresh.
#[utoipa::path(post, path = "/verify", tag = "login", request_body = VerifyForm,
    security(("session" = []), ("token" = []), ("bearer" = [])),
    params(("include_auth_token" = Option<String>, Query, description = "Present: the answer carries a fresh auth token")),
    responses((status = 200, body = Success), (status = 400, body = Failure), (status = 401, body = Failure)))]
pub(super) async fn verify(visit: Visit, Form(form): Form<VerifyForm>) -> Result<Reply> {
    let user = visit.signed_in().await?;
    let (security, mut faults) = (visit.security(), Faults::none());
    let password = form.password.read("password", &mut faults);
    visit.check_next(&form.next, &mut faults);
    if password.is_empty() && !faults.has("password") {
        faults.push(Fault::of("password", "PASSWORD_NOT_PROVIDED"));
    }
    let guess = Guess::at(&user, visit.client(), "verify");
    if faults.is_empty() && security.prove_password(guess, &password).await?.is_none() {
        security
            .tell(UserFailedAuthn {
                user: (*user).clone(),
                auth_type: "password",
            })
            .await;
        faults.push(Fault::of("password", "INVALID_PASSWORD"));
    }
    if !faults.is_empty() {
        return Ok(verify_view(user.has_password(), &form).refused(faults));
    }
    let now = security.now();
    let mut reply = Reply::done()
        .say(Fault::form("REAUTHENTICATION_SUCCESSFUL"))
        .go(security.post_verify(&visit, form.next.shown()))
        .user(security, &user);
    let renewed = security.prove_again(&user, visit.client()).await?;
    if let (Some(token), Some(session)) = (renewed, &user.0.session) {
        reply = reply.cookie(security.renewed_cookie(session, &token));
    }
    reply
        .auth_token(&visit, &user, user.session_id(), now)
        .await
}
