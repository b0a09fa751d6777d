//! The handle that an app holds. Each feature adds its functions to it; nothing else knows all features.

mod audit_log;
pub(crate) mod cache;
mod commit;
pub mod core_settings;
pub mod feature;
pub mod hashing;
pub mod letter;
mod mail_jobs;
pub(crate) mod mailed_link;
pub(crate) mod notice;
pub mod sample;
mod sealing;
pub(crate) mod seen;
pub mod signed_in;

use std::{
    any::Any,
    collections::BTreeMap,
    sync::{Arc, OnceLock, atomic::AtomicBool},
};

use portcullis_kit::{
    clock::{Clock, Time},
    db::{Db, Tx},
    keys::Keys,
    mail::courier::Courier,
    password::Hasher,
};
use serde_json::{Map, Value};
use url::Url;

use self::{cache::Cache, core_settings::CoreSettings, feature::Feature, seen::Seen};
use crate::{
    account::{User, password::Policy, profile::Schema},
    audit::Actor,
    background::{AtWork, Background},
    error::{Error, Fault, Result},
    messages::{Catalogue, Category, Locale},
    signals::{AnySignal, Bus, Signal},
    templates::{Stylesheet, Templates},
};

pub(crate) type Payload = Arc<dyn Fn(&User) -> Map<String, Value> + Send + Sync>;

/// Account security for one app. Cheap to clone; all clones are one.
///
/// ```
/// use axum::{Router, routing::get};
/// use portcullis::{CurrentUser, Db, Registerable, Security};
///
/// # async fn example() -> portcullis::Result<()> {
/// let db = Db::open("sqlite://app.db").await?;
/// let security = Security::builder(db).with(Registerable::default()).build().await?;
/// let hello = get(async |user: CurrentUser| format!("Hello {}", user.email));
/// let app: Router = security.mount(Router::new().route("/", hello));
/// # drop(app);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Security(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) db: Db,
    /// Who does what no visit asks for: the app, or an operator with a command.
    pub(crate) actor: Actor,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) hasher: Hasher,
    pub(crate) cache: Arc<Cache>,
    pub(crate) seen: Seen,
    pub(crate) keys: Keys,
    pub(crate) password_policy: Policy,
    pub(crate) core: CoreSettings,
    pub(crate) features: Vec<Box<dyn Feature>>,
    pub(crate) off: Vec<Box<dyn Feature>>,
    pub(crate) messages: Arc<Catalogue>,
    pub(crate) templates: Templates,
    pub(crate) stylesheet: Stylesheet,
    pub(crate) bus: Bus<Security>,
    pub(crate) schema: Schema,
    pub(crate) payload: Payload,
    pub(crate) urls: BTreeMap<&'static str, String>,
    pub(crate) public_url: OnceLock<Url>,
    pub(crate) courier: OnceLock<Courier>,
    pub(crate) background: OnceLock<Background>,
    pub(crate) at_work: AtWork,
    /// Whether the layer was put around something: an app that never was mounted asks nobody who they are.
    pub(crate) mounted: AtomicBool,
}

impl Security {
    /// The feature of this type, if it is on.
    ///
    /// ```
    /// # use portcullis::{Registerable, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let signs_up = security.feature::<Registerable>().is_some();
    /// # let _ = signs_up;
    /// # Ok(())
    /// # }
    /// ```
    pub fn feature<F: Feature>(&self) -> Option<&F> {
        self.0
            .features
            .iter()
            .find_map(|feature| (feature.as_ref() as &dyn Any).downcast_ref::<F>())
    }

    /// The settings of this feature, which are those of the app also when the feature is off.
    pub(crate) fn settings_of<F: Feature>(&self) -> Option<&F> {
        let mut all = self.0.features.iter().chain(&self.0.off);
        all.find_map(|feature| (feature.as_ref() as &dyn Any).downcast_ref())
    }

    /// The features that are on.
    ///
    /// ```
    /// # use portcullis::{Feature, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let names: Vec<_> = security.features().map(Feature::name).collect();
    /// assert!(names.contains(&"login"), "it is always on");
    /// # Ok(())
    /// # }
    /// ```
    pub fn features(&self) -> impl Iterator<Item = &dyn Feature> {
        self.0.features.iter().map(AsRef::as_ref)
    }

    /// The feature that writes mails of this kind. Also one that is off: an app may send its mails all the same, with
    /// `send_login_instructions` and its like.
    pub(crate) fn writer_of(&self, kind: &str) -> Option<&dyn Feature> {
        let all = self.0.features.iter().chain(&self.0.off).map(AsRef::as_ref);
        let mut writers = all.filter(|feature| feature.mails().contains(&kind));
        writers.next()
    }

    /// The settings that belong to no feature.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// println!("This is {}", security.settings().http.app_name);
    /// # Ok(())
    /// # }
    /// ```
    pub fn settings(&self) -> &CoreSettings {
        &self.0.core
    }

    /// All sentences, by key.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let messages = security.messages();
    /// println!("{}", messages.text(messages.default_locale(), "LOGIN_TITLE", &[]));
    /// # Ok(())
    /// # }
    /// ```
    pub fn messages(&self) -> &Catalogue {
        &self.0.messages
    }

    /// The time by this app's clock.
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// // With the clock that a test turns, too.
    /// if user.deletion_at.is_some_and(|end| end < security.now()) {
    ///     println!("Any minute now");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn now(&self) -> Time {
        self.0.clock.now()
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) async fn begin(&self) -> Result<Tx> {
        Ok(self.0.db.begin().await?)
    }

    /// What new passwords must be like, for [`crate::NewPassword::parse`]: as the settings say, and not made of the name
    /// of the service. [`Policy::of`] adds the person.
    ///
    /// ```
    /// # use portcullis::{NewPassword, Secret, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let policy = security.password_policy();
    /// let password = NewPassword::parse(&Secret::new("password"), "password", &policy).await;
    /// assert!(password.is_err(), "too common");
    /// # Ok(())
    /// # }
    /// ```
    pub fn password_policy(&self) -> Policy {
        self.0.password_policy.clone()
    }

    /// Whether a sign-up has to prove its address before it owns it.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let next = if security.confirms_addresses() { "Look into your mailbox." } else { "Welcome." };
    /// # let _ = next;
    /// # Ok(())
    /// # }
    /// ```
    pub fn confirms_addresses(&self) -> bool {
        self.features().any(Feature::confirms_addresses)
    }

    /// Whether answers must not tell if an account exists (`RETURN_GENERIC_RESPONSES`).
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let answer = if security.generic() { "If there is an account, we have sent a mail." } else { "Sent." };
    /// # let _ = answer;
    /// # Ok(())
    /// # }
    /// ```
    pub fn generic(&self) -> bool {
        self.0.core.http.return_generic_responses
    }

    /// The path of a page by its short name (`register`, `login`, …), `None` when its feature is off.
    ///
    /// ```
    /// # use portcullis::{Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// if let Some(page) = security.path_of("login") {
    ///     println!("<a href=\"{page}\">Sign in</a>");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn path_of(&self, page: &str) -> Option<&str> {
        self.0.urls.get(page).map(String::as_str)
    }

    /// The absolute URL of a path of ours, for mails: from the configured public URL, never from a request.
    ///
    /// # Errors
    /// [`Error::Setup`] when no public URL is configured and the app is not being served by [`Security::serve`], which
    /// would tell the port of a development server.
    ///
    /// ```
    /// # use portcullis::{Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let link = security.url_of("/orders/7")?;
    /// # drop(link);
    /// # Ok(())
    /// # }
    /// ```
    pub fn url_of(&self, path: &str) -> Result<String> {
        let base = self.0.public_url.get().ok_or_else(|| {
            Error::Setup(
                "links need SECURITY_PUBLIC_URL, such as \"https://accounts.example.com\"".into(),
            )
        })?;
        Ok(format!("{}{path}", base.as_str().trim_end_matches('/')))
    }

    /// The absolute URL of a mailed link: a page of ours with the token as the last part of its path.
    ///
    /// # Errors
    /// As [`Security::url_of`].
    pub(crate) fn link_of(&self, page: &str, token: &str) -> Result<String> {
        let prefix = &self.settings().http.url_prefix;
        self.url_of(&format!("{prefix}{page}/{token}"))
    }

    /// The origin that people's browsers see, once it is known.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// if let Some(origin) = security.public_url() {
    ///     println!("Open {origin}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn public_url(&self) -> Option<&Url> {
        self.0.public_url.get()
    }

    /// The text of a fault in `DEFAULT_LOCALE`, for operators. What a visitor reads is said by [`crate::web::Visit::say`].
    ///
    /// ```
    /// # use portcullis::{Email, Security};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// if let Err(fault) = Email::parse("ada") {
    ///     let (_, text) = security.say(&fault);
    ///     eprintln!("{text}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn say(&self, fault: &Fault) -> (Category, String) {
        self.say_in(self.0.messages.default_locale(), fault)
    }

    /// The text of a fault in a language.
    ///
    /// ```
    /// # use portcullis::{Fault, Security, messages::Locale};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let german: Locale = "de".parse().expect("a language");
    /// let (_, text) = security.say_in(&german, &Fault::form("DISABLED_ACCOUNT"));
    /// println!("{text}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn say_in(&self, locale: &Locale, fault: &Fault) -> (Category, String) {
        self.0.messages.say(locale, fault.key, &fault.params)
    }

    /// Tells a signal to its subscribers. Call it after the commit.
    ///
    /// ```
    /// # use portcullis::{Security, User, features::confirmable::UserConfirmed};
    /// // An app that confirms people by letter: whoever asked for the signal hears of it.
    /// async fn confirmed_by_letter(security: &Security, user: User) {
    ///     security.tell(UserConfirmed { user }).await;
    /// }
    /// # let _ = confirmed_by_letter;
    /// ```
    pub async fn tell<S: Signal>(&self, signal: S) {
        self.tell_any(AnySignal::new(signal)).await;
    }

    pub(crate) async fn tell_any(&self, signal: AnySignal) {
        self.0.bus.tell(self, signal).await;
    }

    /// What JSON answers say of a signed-in user: what the app's `security_payload` gives, nothing by default.
    ///
    /// ```
    /// # use portcullis::{CurrentUser, Security};
    /// use axum::Json;
    ///
    /// async fn me(security: Security, user: CurrentUser) -> Json<serde_json::Value> {
    ///     Json(security.security_payload(&user).into())
    /// }
    /// # let _ = me;
    /// ```
    pub fn security_payload(&self, user: &User) -> Map<String, Value> {
        (self.0.payload)(user)
    }
}

impl User {
    /// What JSON answers say of this user; see [`Security::security_payload`].
    ///
    /// ```
    /// # use portcullis::{Security, User};
    /// # fn example(security: &Security, user: &User) {
    /// println!("{:?}", user.security_payload(security).get("name"));
    /// # }
    /// ```
    pub fn security_payload(&self, security: &Security) -> Map<String, Value> {
        security.security_payload(self)
    }
}
