//! `/register`.

use portcullis_kit::token::Token;
use serde::Deserialize;
use serde_json::Map;
use utoipa::ToSchema;

use super::{Registerable, service::Registration};
use crate::{
    account::User,
    error::{Error, Fault, Faults, Result},
    security::Security,
    session::{SignIn, throttle::Act},
    web::{
        Form, PasswordText, Reply, Text, Visit,
        form::{ProfileFields, read_new_password},
        openapi::{Failure, Success},
    },
};

/// What sign-up takes, beside the app's declared profile fields. Anything else is refused.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct RegisterForm {
    /// The address.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "email", max_length = 254, example = "ada@example.com")]
    email: Text,
    /// The password.
    #[serde(default)]
    #[schema(value_type = String, required = true, format = "password", min_length = 1, max_length = 16384,
        example = "four words make a password")]
    password: PasswordText,
    /// The same once more; checked when it is sent, needed with `PASSWORD_CONFIRM_REQUIRED`.
    #[serde(default)]
    password_confirm: Option<PasswordText>,
    /// Where a browser goes on.
    #[serde(default)]
    next: Text,
    /// The app's declared profile fields.
    #[serde(flatten)]
    #[schema(ignore)]
    profile: ProfileFields,
}

impl RegisterForm {
    /// The form with nothing but an address in it.
    pub(super) fn of(email: &str) -> Self {
        Self {
            email: Text::from(email),
            ..Self::default()
        }
    }
}

pub(super) fn view(security: &Security, form: &RegisterForm) -> Reply {
    let fields = security.0.schema.fields;
    let mut reply = Reply::page("register_user")
        .field("email", form.email.shown())
        .field("password", "")
        .field("password_confirm", "")
        .next(form.next.shown())
        .with("profile_fields", fields)
        .with("confirms", security.confirms_addresses())
        .with(
            "confirm_password",
            security.settings().passwords.password_confirm_required,
        );
    for field in fields {
        reply = reply.field(field.name, form.profile.shown(field.name));
    }
    reply
}

/// The sign-up page.
#[utoipa::path(get, path = "/register", tag = "registerable", responses((status = 200, body = Success)))]
pub(super) async fn page(visit: Visit) -> Result<Reply> {
    visit.anonymous_only().await?;
    Ok(view(visit.security(), &RegisterForm::default()))
}

/// Signs up. Where addresses are to be confirmed the answer is the same for every address.
#[utoipa::path(post, path = "/register", tag = "registerable", request_body = RegisterForm,
    params(("include_auth_token" = Option<String>, Query, description = "Present: an answer that signs in carries an auth token")),
    responses((status = 200, body = Success), (status = 400, body = Failure), (status = 503, body = Failure)))]
pub(super) async fn register(visit: Visit, Form(form): Form<RegisterForm>) -> Result<Reply> {
    visit.anonymous_only().await?;
    let security = visit.security();
    let claim = visit.asking_browser();
    // Before the password is judged, for which others may be asked: a flood does not get that far.
    let taken = match form.email.read_email(&mut Faults::none()) {
        Some(email) => Some(visit.allow(Act::SignUp(&email)).await?),
        None => None,
    };
    let give_back = async || match taken {
        Some(taken) => security.give_back(taken).await,
        None => Ok(()),
    };
    let registration = match parse(&visit, &form, &claim).await {
        Ok(registration) => registration,
        Err(faults) => {
            give_back().await?;
            return Ok(view(security, &form).refused(faults));
        }
    };
    let email = registration.email.clone();
    match security.register_user(registration).await {
        Ok(user) if security.confirms_addresses() && security.requires_confirmation(&user) => {
            Ok(to_be_confirmed(&visit, &user)?.cookie(security.browser_cookie(&claim)))
        }
        Ok(user) => welcome(&visit, &form, &user, &claim).await,
        Err(Error::Refused(faults)) if security.generic() && faults.0.iter().all(is_taken) => {
            security
                .tell_owner(&email, visit.client(), &visit.locale())
                .await?;
            Ok(Reply::done()
                .json("user", Map::new())
                .go(security.post_register(&visit, &form)))
        }
        Err(Error::Refused(faults)) => Ok(view(security, &form).refused(faults)),
        Err(error) => {
            give_back().await?;
            Err(error)
        }
    }
}

fn is_taken(fault: &Fault) -> bool {
    fault.key == "EMAIL_ALREADY_ASSOCIATED"
}

async fn parse(visit: &Visit, form: &RegisterForm, claim: &Token) -> Result<Registration, Faults> {
    let (security, mut faults) = (visit.security(), Faults::none());
    let email = form.email.read_email(&mut faults);
    let profile = security.0.schema.parse(&form.profile.0);
    let mut policy = security.password_policy();
    if let Some(email) = &email {
        policy = policy.with_email(email);
    }
    if let Ok(profile) = &profile {
        policy = policy.with_profile(profile);
    }
    let password = read_new_password(
        security,
        &policy,
        &form.password,
        form.password_confirm.as_ref(),
        "password",
        &mut faults,
    )
    .await;
    visit.check_next(&form.next, &mut faults);
    if let Err(of_profile) = profile {
        faults.0.extend(of_profile.0);
    }
    match email {
        Some(email) if faults.is_empty() => Ok(Registration {
            email,
            password,
            profile: form.profile.0.clone(),
            claim: Some(claim.clone()),
            locale: Some(visit.locale()),
            client: Some(visit.client().clone()),
        }),
        _ => Err(faults),
    }
}

/// The answer that is the same whoever has the address.
fn to_be_confirmed(visit: &Visit, user: &User) -> Result<Reply> {
    let security = visit.security();
    let target = security
        .page("confirm_code")
        .ok_or_else(|| Error::Internal("an address to be confirmed without the feature".into()))?;
    let said = Fault::form("CONFIRM_REGISTRATION").with("email", &user.email);
    Ok(Reply::done().user(security, user).say(said).go(target))
}

/// The account can be used at once.
async fn welcome(visit: &Visit, form: &RegisterForm, user: &User, claim: &Token) -> Result<Reply> {
    let security = visit.security();
    let reply = Reply::done().go(security.post_register(visit, form));
    let reply = if user.is_claim() {
        reply.cookie(security.browser_cookie(claim))
    } else {
        reply
    };
    match security
        .login_user(user, &visit.sign_in("register", false).await?)
        .await?
    {
        SignIn::Open(session) => reply.signed_in(visit, &session).await,
        SignIn::Refused(fault) => Ok(reply.say(fault).user(security, user)),
    }
}

impl Security {
    fn post_register(&self, visit: &Visit, form: &RegisterForm) -> crate::web::redirect::Target {
        let view = self
            .feature::<Registerable>()
            .map_or("", |settings| &settings.post_register_view);
        self.after(visit, Some(form.next.shown()), view)
    }
}
