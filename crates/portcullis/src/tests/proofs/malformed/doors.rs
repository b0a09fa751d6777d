//! Every route that takes a form, by the routers' own word, with whoever may use it: somebody is signed in, and the link of
//! the mail works, so that a field is read and not passed by.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::bodies::Fields;
use crate::{
    Secret, SecurityBuilder,
    account::{Email, NewPassword, Purpose, User, one_time_token},
    features::registerable::Registration,
    testing::{App, Browser, every_feature},
    web::tests::{Names, places::places},
};

const GOOD: &str = "correct horse battery";

/// Names that stand in no description: the button and the token of old clients' forms, and one that nobody has heard of.
pub(super) const HIDDEN: [&str; 3] = ["submit", "csrf_token", "unheard_of"];

/// All there is, with fields of the app's own.
pub(super) fn with_profile(app: SecurityBuilder) -> SecurityBuilder {
    every_feature(app).profile::<Names>()
}

/// A route that takes a form.
pub(super) struct Door<'a> {
    app: &'a App,
    /// As it is described: `/reset/{token}`.
    pub(super) route: String,
    /// The fields that it reads, and some that it does not.
    pub(super) names: Vec<String>,
    /// With a token that works in the place of `{token}`.
    pub(super) path: String,
    pub(super) browser: Browser,
    email: String,
    opened: usize,
}

impl<'a> Door<'a> {
    /// Every unsafe route of the app's, opened.
    pub(super) async fn all(app: &'a App) -> Vec<Door<'a>> {
        let document = app.browser().get("/openapi.json").await.json();
        let mut doors = Vec::new();
        for place in places(app).await {
            let methods: Vec<Method> = place.unsafe_methods().collect();
            if methods.is_empty() {
                continue;
            }
            assert_eq!(methods, [Method::POST], "{}", place.path);
            let route = place.path.replace(&"A".repeat(43), "{token}");
            let mut names = described(&document, &route).unwrap_or_else(|| {
                // A link that was cut short has a route of its own, with the answer of one that was never sent.
                assert!(route.ends_with('/'), "{route} is not described");
                vec!["email".into(), "password".into()]
            });
            names.extend(HIDDEN.map(str::to_owned));
            names.sort_unstable();
            names.dedup();
            doors.push(Self::to(app, &route, names).await);
        }
        doors
    }

    /// One that is named.
    pub(super) async fn to(app: &'a App, route: &str, names: Vec<String>) -> Door<'a> {
        let mut door = Self {
            app,
            route: route.to_owned(),
            names,
            path: route.to_owned(),
            browser: app.browser(),
            email: String::new(),
            opened: 0,
        };
        door.open().await;
        door
    }

    /// Opens it once more when what was sent has used it up: a link works once, a changed password ends the session.
    pub(super) async fn opened_again(&mut self) {
        if self.takes_token() || self.takes_session() {
            self.open().await;
        }
    }

    fn takes_token(&self) -> bool {
        self.route.contains("{token}")
    }

    fn takes_session(&self) -> bool {
        ["/verify", "/change", "/logout"].contains(&self.route.as_str())
            || self.route.starts_with("/account")
    }

    async fn open(&mut self) {
        let at = self.route.replace(['/', '{', '}'], "-");
        self.opened += 1;
        self.email = format!("ada{at}{}@example.test", self.opened);
        let user = if self.route == "/confirm/{token}" {
            claim(self.app, &self.email).await
        } else {
            self.app.user(&self.email, GOOD).await
        };
        if self.takes_session() {
            self.browser = self.app.login_as(&self.email).await;
        }
        if self.takes_token() {
            let token = link(self.app, &self.route, &user).await;
            self.path = self.route.replace("{token}", &token);
        }
    }

    /// What belongs into a field.
    pub(super) fn good(&self, name: &str) -> String {
        match name {
            "email" if self.route == "/register" => format!("new.{}", self.email),
            "email" => self.email.clone(),
            "new_password" | "new_password_confirm" => "another horse battery".into(),
            name if name.contains("password") => GOOD.into(),
            "next" => "/".into(),
            "session" => "others".into(),
            "locale" => "en".into(),
            "remember" => "true".into(),
            _ => "Ada".into(),
        }
    }

    /// What belongs into the other fields that must be there.
    pub(super) fn others(&self, name: &str) -> Fields {
        let needed = ["email", "first_name", "new_password", "password"];
        let others = self.names.iter().map(String::as_str);
        others
            .filter(|other| *other != name && needed.contains(other))
            .map(|other| (other.to_owned(), self.good(other)))
            .collect()
    }
}

/// The names in the form of a route, by the description of the API.
fn described(document: &Value, route: &str) -> Option<Vec<String>> {
    let body = &document["paths"][route]["post"]["requestBody"]["content"]["application/json"];
    let schema = &body["schema"];
    let reference = schema["$ref"]
        .as_str()
        .or_else(|| schema["oneOf"][0]["$ref"].as_str());
    let form = document.pointer(reference?.trim_start_matches('#'))?;
    let names = form["properties"].as_object();
    Some(names.map_or_else(Vec::new, |names| names.keys().cloned().collect()))
}

/// Somebody who has signed up elsewhere and has yet to confirm: the password of the sign-up is asked for.
async fn claim(app: &App, email: &str) -> User {
    let policy = app.security.password_policy();
    let password = NewPassword::parse(&Secret::new(GOOD), "password", &policy).await;
    let mut profile = Map::new();
    profile.insert("first_name".into(), json!("Ada"));
    let registration = Registration {
        locale: None,
        email: Email::parse(email).unwrap(),
        password: Some(password.unwrap()),
        profile,
        claim: None,
        client: None,
    };
    app.security.register_user(registration).await.unwrap()
}

/// The token of a mailed link, without the mail.
async fn link(app: &App, route: &str, user: &User) -> String {
    let purpose = match route {
        "/confirm/{token}" => "confirm",
        "/login/{token}" => "login",
        "/not-me/{token}" => "not_me",
        "/reset/{token}" => "reset",
        "/account/undo-deletion/{token}" => {
            app.security.request_user_deletion(user).await.unwrap();
            "undo_deletion"
        }
        other => panic!("no link leads to {other}"),
    };
    let (now, hour) = (app.security.now(), std::time::Duration::from_secs(3600));
    let issued =
        one_time_token::issue(&mut app.db(), now, Purpose(purpose), user, hour, None).await;
    issued.unwrap().token.expose().to_owned()
}
