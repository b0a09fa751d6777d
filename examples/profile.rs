//! An app with fields of its own at sign-up, a role that comes with the confirmed address, a password that has to be
//! changed before anything else, and a page that shows when and from where somebody signed in last.
//!
//! `cargo run --package portcullis --example profile`, then open <http://localhost:3000>; its mail is at `/dev/mail`.
//! `ida@example.test` signs in with `a first password` and is led to change it.

use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use portcullis::{
    Changeable, Confirmable, CurrentUser, Db, Email, NewPassword, NewUser, Profile, ProfileField,
    Recoverable, Registerable, Secret, Security, Trackable,
    features::{changeable::PasswordChanged, confirmable::UserConfirmed},
    roles_required,
};
use serde::{Deserialize, Serialize};
use serde_json::Map;
use tokio::net::TcpListener;

/// The app's own fields. What is not declared here, `/register` refuses.
#[derive(Serialize, Deserialize)]
struct Names {
    first_name: String,
    last_name: String,
}

impl Profile for Names {
    const FIELDS: &'static [ProfileField] = &[
        ProfileField::text("first_name", "First name").autocomplete("given-name"),
        ProfileField::text("last_name", "Last name")
            .autocomplete("family-name")
            .optional(),
    ];
}

/// Who has this role must change the password first.
const MUST_CHANGE: &str = "must-change-password";

#[tokio::main]
async fn main() -> portcullis::Result<()> {
    let security = Security::builder(Db::open("sqlite://profile.db").await?)
        .with(Registerable::default())
        .with(Confirmable::default())
        .with(Recoverable::default())
        .with(Changeable::default())
        .with(Trackable::default())
        .profile::<Names>()
        .on(async |security: Security, UserConfirmed { user }| {
            security.add_role_to_user(&user, "member").await
        })
        .on(async |security: Security, PasswordChanged { user }| {
            security.remove_role_from_user(&user, MUST_CHANGE).await
        })
        .build()
        .await?;
    prepare(&security).await?;
    let app = Router::new()
        .route(
            "/members",
            get(members).route_layer(roles_required(["member"])),
        )
        .route("/", get(sign_ins))
        .layer(middleware::from_fn(password_first));
    let app = security.mount(app);
    security
        .serve(TcpListener::bind("127.0.0.1:3000").await?, app)
        .await
}

/// The roles, and somebody whose password was handed out by an operator.
async fn prepare(security: &Security) -> portcullis::Result<()> {
    security
        .create_role("member", "Has confirmed the address", &[])
        .await?;
    security
        .create_role(MUST_CHANGE, "Has a password from somebody else", &[])
        .await?;
    if security.find_user("ida@example.test").await?.is_none() {
        let email = Email::parse("ida@example.test")?;
        let policy = security.password_policy().with_email(&email);
        let password = Secret::new("a first password");
        let new = NewUser {
            password: Some(NewPassword::parse(&password, "password", &policy).await?),
            email,
            active: true,
            confirmed: true,
            profile: Map::from_iter([("first_name".to_owned(), "Ida".into())]),
        };
        let ida = security.create_user(new).await?;
        security.add_role_to_user(&ida, "member").await?;
        security.add_role_to_user(&ida, MUST_CHANGE).await?;
    }
    Ok(())
}

/// Leads whoever must change the password to do so, wherever they wanted to go in this app.
async fn password_first(user: Option<CurrentUser>, request: Request, next: Next) -> Response {
    match user {
        Some(user) if user.has_role(MUST_CHANGE) => Redirect::to("/change").into_response(),
        _ => next.run(request).await,
    }
}

/// When and from where the signed-in person signed in before.
async fn sign_ins(user: CurrentUser) -> Html<String> {
    let never = || "never before".to_owned();
    let last = user.last_login_at.map_or_else(never, |at| at.to_string());
    let from = user
        .last_login_ip
        .clone()
        .unwrap_or_else(|| "an unknown address".to_owned());
    Html(format!(
        "<!doctype html><title>Sign-ins</title><h1>{}</h1>\
         <p>Sign-in number {}. The one before: {last}, from {from}.</p>\
         <p><a href=\"/members\">Members</a></p>\
         <form method=\"post\" action=\"/logout\"><button>Sign out</button></form>",
        user.email, user.login_count,
    ))
}

async fn members(user: CurrentUser) -> portcullis::Result<String> {
    Ok(format!("Welcome, {}.", user.profile::<Names>()?.first_name))
}
