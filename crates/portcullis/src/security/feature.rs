//! What a feature is. Ours and an app's own stand beside each other on equal terms.

use std::any::Any;

use async_trait::async_trait;
use axum::Router;
use portcullis_kit::{db::Tx, mail::outbox::Job, settings::Group, token::Token};
use utoipa::openapi::path::{PathItem, Paths};
use utoipa_axum::router::UtoipaMethodRouter;

use super::{
    Security,
    core_settings::CoreSettings,
    letter::Letter,
    sample::{Sample, SampleMail},
};
use crate::{
    account::User,
    error::{Fault, Result},
    messages::Translation,
    templates::Template,
};

/// A part of account security: its fields are its settings, having it is having it switched on.
///
/// ```
/// use portcullis::{
///     Feature, Result, Security,
///     security::feature::{Attempt, Verdict},
/// };
/// # use portcullis::{Db, Fault};
///
/// /// Lets nobody in whose address is not of the house.
/// struct OnlyOurs;
///
/// #[async_trait::async_trait]
/// impl Feature for OnlyOurs {
///     fn name(&self) -> &'static str {
///         "only_ours"
///     }
///
///     async fn gate(&self, _: &Security, attempt: &Attempt<'_>) -> Result<Verdict> {
///         let is_ours = attempt.user.email.as_str().ends_with("@example.com");
///         Ok(if is_ours { Verdict::Pass } else { Verdict::Refuse(Fault::form("DISABLED_ACCOUNT")) })
///     }
/// }
///
/// # fn build(db: Db) {
/// let builder = Security::builder(db).with(OnlyOurs);
/// # let _ = builder;
/// # }
/// ```
#[doc = include_str!("feature/example.md")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no feature of Portcullis",
    label = "not a feature",
    note = "`.with(…)` takes what is switched on, such as `Registerable::default()`; settings that belong to no feature are \
            changed with `.core(|core| …)`, and a feature of your own is a type with `impl portcullis::Feature`"
)]
#[async_trait]
pub trait Feature: Any + Send + Sync {
    /// Its name, as its folder is called.
    fn name(&self) -> &'static str;

    /// The settings that TOML and environment may overlay.
    fn settings(&mut self) -> Option<&mut dyn Group> {
        None
    }

    /// Its routes, below `URL_PREFIX`.
    fn routes(&self, _core: &CoreSettings) -> Routes {
        Routes::default()
    }

    /// Its pages by a short name, for links in templates: `("register", "/register")`.
    fn urls(&self, _core: &CoreSettings) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Its pages and mails.
    fn templates(&self) -> &'static [Template] {
        &[]
    }

    /// Its pages in each of their states, for the gallery at `/dev/pages`. Every template of a feature has at least one.
    fn samples(&self) -> Vec<Sample> {
        Vec::new()
    }

    /// Its mails with values that were made up, for the gallery at `/dev/mail/templates`. Every kind of mail has at least
    /// one.
    fn sample_mails(&self, _security: &Security) -> Vec<SampleMail> {
        Vec::new()
    }

    /// Its sentences, in English and as many other languages as it speaks.
    fn translations(&self) -> &'static [Translation] {
        &[]
    }

    /// The kinds of mail jobs that [`Feature::compose`] answers for.
    fn mails(&self) -> &'static [&'static str] {
        &[]
    }

    /// Says what a mail job sends. Asked by the courier when it is about to send, so that what is looked up is true now
    /// and a token is made at the last moment.
    async fn compose(&self, _security: &Security, _job: &Job) -> Result<Letter> {
        Ok(Letter::Nothing)
    }

    /// A link for the notice that goes to this user, with which they say that it was not them. Asked by the courier when it
    /// is about to send the notice; the first feature that has one gives it.
    async fn disavowal(&self, _security: &Security, _user: &User) -> Result<Option<Disavowal>> {
        Ok(None)
    }

    /// Whether a sign-up has to prove its address. Accounts begin as claims when one feature says so.
    ///
    /// ```
    /// # use portcullis::Feature;
    /// /// Proves addresses by a letter on paper.
    /// struct ByPost;
    ///
    /// impl Feature for ByPost {
    ///     fn name(&self) -> &'static str {
    ///         "by_post"
    ///     }
    ///
    ///     fn confirms_addresses(&self) -> bool {
    ///         true
    ///     }
    /// }
    /// ```
    fn confirms_addresses(&self) -> bool {
        false
    }

    /// Whether people may use a claim before it is confirmed. Claims are not swept then: somebody lives in them.
    ///
    /// ```
    /// # use portcullis::Feature;
    /// /// Lets people look around until the letter comes.
    /// struct ByPost;
    ///
    /// impl Feature for ByPost {
    ///     fn name(&self) -> &'static str {
    ///         "by_post"
    ///     }
    ///
    ///     fn lets_claims_in(&self) -> bool {
    ///         true
    ///     }
    /// }
    /// ```
    fn lets_claims_in(&self) -> bool {
        false
    }

    /// Asked before a session opens, and twice after a password: may this person come in?
    async fn gate(&self, _security: &Security, _attempt: &Attempt<'_>) -> Result<Verdict> {
        Ok(Verdict::Pass)
    }

    /// Told in the transaction that opens a session.
    async fn signed_in(
        &self,
        _security: &Security,
        _tx: &mut Tx,
        _attempt: &Attempt<'_>,
    ) -> Result<()> {
        Ok(())
    }

    /// What this feature keeps about a person, for the archive that they can ask for (`/account/data`), where it stands under
    /// the feature's name; `None` is nothing. An app that has tables of its own gives its part here. Nothing secret, no hash,
    /// and nothing about anybody else: whoever is signed in as the person gets it.
    async fn export(
        &self,
        _security: &Security,
        _user: &User,
    ) -> Result<Option<serde_json::Value>> {
        Ok(None)
    }

    /// Throws away what has expired. Called every few minutes.
    async fn sweep(&self, _security: &Security) -> Result<()> {
        Ok(())
    }
}

/// A gate's answer.
///
/// ```
/// # use portcullis::{Fault, security::feature::Verdict};
/// fn at_night(hour: u8) -> Verdict {
///     if hour < 6 { Verdict::Refuse(Fault::form("CLOSED_AT_NIGHT")) } else { Verdict::Pass }
/// }
/// # let _ = at_night(3);
/// ```
#[derive(Debug, Clone)]
#[must_use]
#[non_exhaustive]
pub enum Verdict {
    /// Nothing against it.
    Pass,
    /// No, and this is why.
    Refuse(Fault),
}

/// Somebody who has proven who they are and is about to be signed in.
///
/// ```
/// # use portcullis::security::feature::Attempt;
/// // In a feature's `gate`: who is an admin comes from the house only.
/// fn is_fine(attempt: &Attempt<'_>) -> bool {
///     let at_home = attempt.client.ip.is_some_and(|ip| ip.is_loopback());
///     at_home || !attempt.user.has_role("admin")
/// }
/// # let _ = is_fine;
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// Who.
    pub user: &'a User,
    /// Where from.
    pub client: &'a Client,
    /// How it was proven; see [`crate::SignInRequest::authn_via`].
    pub authn_via: &'static str,
    /// Whether the user has signed in before, but never in this browser. Not known yet, and so false, when gates are asked.
    pub new_device: bool,
}

/// Where a request comes from, as far as it can be known.
///
/// ```
/// # use portcullis::security::feature::Client;
/// fn from_where(client: &Client) -> String {
///     client.ip.map_or_else(|| "who knows where".into(), |ip| ip.to_string())
/// }
/// # let _ = from_where(&Client::default());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// The peer's address, or what a trusted proxy says it is.
    pub ip: Option<std::net::IpAddr>,
    /// The `User-Agent` header, at most 256 characters of it.
    pub user_agent: Option<String>,
    /// What the browser carries since somebody signed in there.
    pub(crate) device: Option<Token>,
}

/// A link with which the owner of an account says of a notice: it was not me.
///
/// ```
/// # use portcullis::security::feature::Disavowal;
/// # use std::time::Duration;
/// let by_phone = Disavowal {
///     link: "https://example.com/call-us".into(),
///     within: Duration::from_secs(7 * 86_400),
/// };
/// # drop(by_phone);
/// ```
#[derive(Debug, Clone)]
pub struct Disavowal {
    /// The whole URL.
    pub link: String,
    /// How long it works.
    pub within: std::time::Duration,
}

/// Routes with their description.
///
/// ```
/// # use portcullis::security::{core_settings::CoreSettings, feature::Routes};
/// use axum::routing::get;
///
/// // What a feature's `routes` gives.
/// fn routes(_: &CoreSettings) -> Routes {
///     Routes::new().undescribed("/member", get(async || "Hello")).undescribed("/member/card", get(async || "No. 7"))
/// }
/// # let _ = routes;
/// ```
#[derive(Default)]
pub struct Routes {
    pub(crate) router: Router<Security>,
    pub(crate) paths: Paths,
    pub(crate) schemas: Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>,
    /// Each path with its methods, empty where they are not known.
    pub(crate) places: Vec<(String, Vec<&'static str>)>,
}

impl Routes {
    /// No routes.
    ///
    /// ```
    /// # use portcullis::security::feature::Routes;
    /// let routes = Routes::new().undescribed("/member", axum::routing::get(async || "Hello"));
    /// # drop(routes);
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds handlers at a path: `.at(&self.confirm_url, routes!(page, send))`. The path of their descriptions is
    /// replaced by this one, which may be a setting.
    ///
    /// ```
    /// # use portcullis::security::feature::Routes;
    /// use utoipa_axum::routes;
    ///
    /// /// What the member sees.
    /// #[utoipa::path(get, path = "/member", responses((status = 200, description = "The page")))]
    /// async fn member() -> &'static str {
    ///     "Hello"
    /// }
    ///
    /// let routes = Routes::new().at("/our/member", routes!(member));
    /// # drop(routes);
    /// ```
    #[must_use]
    pub fn at(
        mut self,
        path: &str,
        (schemas, paths, methods): UtoipaMethodRouter<Security>,
    ) -> Self {
        let known = paths.paths.values().flat_map(methods_of).collect();
        self.places.push((path.to_owned(), known));
        for item in paths.paths.into_values() {
            match self.paths.paths.get_mut(path) {
                Some(known) => known.merge_operations(item),
                None => drop(self.paths.paths.insert(path.to_owned(), item)),
            }
        }
        self.schemas.extend(schemas);
        self.router = self.router.route(path, methods);
        self
    }

    /// Adds handlers that are no part of the described API, such as pages of a development tool.
    ///
    /// ```
    /// # use portcullis::security::feature::Routes;
    /// // In a feature's `routes`.
    /// let routes = Routes::new().undescribed("/dev/clock", axum::routing::get(async || "12:00"));
    /// # drop(routes);
    /// ```
    #[must_use]
    pub fn undescribed(
        mut self,
        path: &str,
        methods: axum::routing::MethodRouter<Security>,
    ) -> Self {
        self.places.push((path.to_owned(), Vec::new()));
        self.router = self.router.route(path, methods);
        self
    }
}

fn methods_of(item: &PathItem) -> impl Iterator<Item = &'static str> {
    let operations = [
        ("get", &item.get),
        ("put", &item.put),
        ("post", &item.post),
        ("delete", &item.delete),
        ("options", &item.options),
        ("head", &item.head),
        ("patch", &item.patch),
        ("trace", &item.trace),
    ];
    let there = operations.map(|(name, operation)| operation.is_some().then_some(name));
    there.into_iter().flatten()
}
