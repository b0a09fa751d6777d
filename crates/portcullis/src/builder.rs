//! Putting an app's security together: which features, from where the settings, over which transport the mail.

mod names;
mod preview;
#[cfg(any(test, feature = "testing"))]
pub(crate) mod rigged;
mod tasks;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, OnceLock, atomic::AtomicBool},
};

use portcullis_kit::{
    clock::{Clock, SystemClock},
    db::{Db, Watcher},
    keys::Keys,
    mail::{Courier, Memory, Policy, Transport},
};
use serde_json::{Map, Value};

use crate::{
    account::{Profile, User, profile::Schema},
    audit::Actor,
    background::AtWork,
    error::{Error, Result},
    features,
    messages::Catalogue,
    migrations::MIGRATIONS,
    postman::Postman,
    security::{
        Inner, Payload, Security, cache::Cache, core_settings::CoreSettings, feature::Feature,
        seen::Seen,
    },
    settings::Settings,
    signals::{Bus, Signal},
    templates::{Stylesheet, Templates},
    web,
};

pub use preview::Preview;

#[doc = include_str!("builder/example.md")]
pub struct SecurityBuilder {
    db: Db,
    core: CoreSettings,
    settings: Settings,
    features: Vec<Box<dyn Feature>>,
    off: Vec<Box<dyn Feature>>,
    translations: Vec<(String, String)>,
    bus: Bus<Security>,
    schema: Schema,
    payload: Payload,
    clock: Arc<dyn Clock>,
    transport: Option<Arc<dyn Transport>>,
    background: bool,
    actor: Actor,
    #[cfg(any(test, feature = "testing"))]
    rig: Option<rigged::Rig>,
}

impl Security {
    /// Begins to put an app's security together.
    #[doc = include_str!("builder/examples/builder.md")]
    pub fn builder(db: Db) -> SecurityBuilder {
        SecurityBuilder {
            db,
            core: CoreSettings::default(),
            settings: Settings::default(),
            features: Vec::new(),
            off: Vec::new(),
            translations: Vec::new(),
            bus: Bus::default(),
            schema: Schema::default(),
            payload: Arc::new(|_| Map::new()),
            clock: Arc::new(SystemClock),
            transport: None,
            background: true,
            actor: Actor::App,
            #[cfg(any(test, feature = "testing"))]
            rig: None,
        }
    }
}

impl SecurityBuilder {
    /// Switches a feature on; its fields are its settings.
    #[doc = include_str!("builder/examples/with.md")]
    #[must_use]
    pub fn with(mut self, feature: impl Feature) -> Self {
        self.features.push(Box::new(feature));
        self
    }

    /// Changes the settings that belong to no feature: `.core(|core| core.http.app_name = "Acme".into())`.
    #[doc = include_str!("builder/examples/core.md")]
    #[must_use]
    pub fn core(mut self, change: impl FnOnce(&mut CoreSettings)) -> Self {
        change(&mut self.core);
        self
    }

    /// Settings from a file and the environment. They win over code, and may switch features on and off.
    #[doc = include_str!("builder/examples/settings.md")]
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Subscribes to the signal that the handler takes: `.on(async |security, UserConfirmed { user }| …)`.
    /// A failure is logged; what the handler returns else is of no interest.
    #[doc = include_str!("builder/examples/on.md")]
    #[must_use]
    pub fn on<S, F, Fut, T>(mut self, handler: F) -> Self
    where
        S: Signal,
        F: Fn(Security, S) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<T>> + Send + 'static,
    {
        self.bus.on(handler);
        self
    }

    /// Declares the app's own fields of a user.
    #[doc = include_str!("builder/examples/profile.md")]
    #[must_use]
    pub fn profile<P: Profile>(mut self) -> Self {
        self.schema = Schema::of::<P>();
        self
    }

    /// Adds sentences of the app's own in a language, as a Fluent file: `.translations("en", "CITY_UNKNOWN = There is no
    /// { $city }.")`. They win over ours of the same key. English has to have each of them; `PROFILE_<NAME>` is the label of
    /// a profile field.
    #[doc = include_str!("builder/examples/translations.md")]
    #[must_use]
    pub fn translations(mut self, locale: &str, source: impl Into<String>) -> Self {
        self.translations.push((locale.to_owned(), source.into()));
        self
    }

    /// What JSON answers say of a signed-in user. Nothing by default, as in Flask-Security.
    #[doc = include_str!("builder/examples/security_payload.md")]
    #[must_use]
    pub fn security_payload(
        mut self,
        payload: impl Fn(&User) -> Map<String, Value> + Send + Sync + 'static,
    ) -> Self {
        self.payload = Arc::new(payload);
        self
    }

    /// How mail leaves. Without one it stays in memory and shows at `/dev/mail`, which is refused unless the app is on
    /// loopback.
    #[doc = include_str!("builder/examples/mail.md")]
    #[must_use]
    pub fn mail(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The clock; the system's by default.
    #[doc = include_str!("builder/examples/clock.md")]
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// No courier and no sweeps in this process: for tools that share the database with a server.
    #[doc = include_str!("builder/examples/without_background.md")]
    #[must_use]
    pub fn without_background(mut self) -> Self {
        self.background = false;
        self
    }

    /// What this process does is done by an operator, and the audit log says so: for commands.
    #[doc = include_str!("builder/examples/by_operator.md")]
    #[must_use]
    pub fn by_operator(mut self) -> Self {
        self.actor = Actor::Operator;
        self
    }

    /// Makes the handle: reads the settings, checks everything that can be checked, brings the database's tables up to
    /// date, starts the courier.
    ///
    /// # Errors
    /// [`Error::Setup`] with every problem of the settings, templates and features, or when the database was made by a
    /// newer version; [`Error::Unavailable`] when the database is.
    #[doc = include_str!("builder/examples/build.md")]
    pub async fn build(mut self) -> Result<Security> {
        names::check(&self.features, self.schema.fields)?;
        let (messages, lints) = self.configure()?;
        for lint in lints {
            tracing::warn!("{lint}");
        }
        let transport = self.transport()?;
        let background = self.background;
        let (db, clock) = (self.db.clone(), self.clock.clone());
        let security = self.assemble(messages)?;
        // Last, so that an app which can't start leaves the database as it was.
        db.migrate(MIGRATIONS).await?;
        let composer = Arc::new(Postman(Arc::downgrade(&security.0)));
        let policy = Policy::of(transport.as_ref());
        let courier = Courier::new(db, clock, transport, composer, policy);
        let _ = security.0.courier.set(courier);
        if background {
            let _ = security.0.background.set(tasks::start(&security));
        }
        Ok(security)
    }

    /// Fills every group of settings and asks for problems. Returns the catalogue and the warnings.
    fn configure(&mut self) -> Result<(Catalogue, Vec<String>)> {
        let mut settings = std::mem::take(&mut self.settings);
        settings.core(&mut self.core);
        self.off = features::configure(&mut self.features, &mut settings);
        #[cfg(any(test, feature = "testing"))]
        self.be_rigged();
        // In development mail goes to the mailbox, which has pages of its own.
        let given = self.features.iter().map(AsRef::as_ref);
        let mut given = given.filter_map(features::DevMailbox::of);
        if self.transport.is_none() && given.next().is_none() {
            self.features
                .push(Box::new(features::DevMailbox::new(Memory::new())));
        }
        preview::judge(
            settings,
            &self.core,
            (&self.features, &self.off),
            &self.translations,
        )
    }

    fn transport(&self) -> Result<Arc<dyn Transport>> {
        let given = self.features.iter().map(AsRef::as_ref);
        let has_mailbox = given.filter_map(features::DevMailbox::of).next().is_some();
        // Given without a transport, the sentence below is the better one.
        if self.transport.is_some() && has_mailbox && !self.core.http.is_loopback() {
            return Err(Error::Setup(
                "`DevMailbox` shows every mail to everybody: it is for development on localhost only".into(),
            ));
        }
        if let Some(transport) = &self.transport {
            return Ok(transport.clone());
        }
        if !self.core.http.is_loopback() {
            return Err(Error::Setup(
                "no mail transport: give one with `.mail(…)`, such as `Smtp` or `Folder`; without one mail stays on this \
                 machine, which is for development on localhost only"
                    .into(),
            ));
        }
        let mailbox = self
            .features
            .iter()
            .find_map(|feature| features::DevMailbox::of(feature.as_ref()));
        let mailbox =
            mailbox.ok_or_else(|| Error::Internal("the development mailbox is missing".into()))?;
        Ok(Arc::new(mailbox.memory().clone()))
    }

    /// The keys, and the secrets forgotten: what is derived from them is all that is needed.
    fn keys(&mut self) -> Result<Keys> {
        let secrets = std::mem::take(&mut self.core.keys);
        let keys = secrets
            .derive()
            .map_err(|weakness| Error::Setup(format!("SECRET_KEY {weakness}")))?;
        Ok(keys.unwrap_or_else(|| {
            tracing::info!(
                "No SECRET_KEY is configured: keys are random, and what they seal opens until this process ends"
            );
            Keys::of_this_process()
        }))
    }

    fn assemble(mut self, messages: Catalogue) -> Result<Security> {
        let keys = self.keys()?;
        let http = &self.core.http;
        let folder =
            (!http.template_folder.as_os_str().is_empty()).then(|| http.template_folder.clone());
        let with_off = self.off.iter().chain(&self.features);
        let of_features = with_off.flat_map(|feature| feature.templates());
        let builtin = web::TEMPLATES.iter().chain(of_features).copied();
        let templates = Templates::new(builtin, folder.as_deref().map(Path::new))?;
        let public_url = OnceLock::new();
        if let Some(origin) = http.public_origin() {
            let _ = public_url.set(origin);
        }
        let hasher = self.core.passwords.hasher()?;
        let cache = Arc::new(Cache::new(self.core.sessions.session_cache_entries));
        let watcher: Arc<dyn Watcher> = Arc::clone(&cache) as _;
        self.db.watch(&watcher);
        let urls = self.urls();
        let password_policy = self.core.password_policy()?;
        let stylesheet = Stylesheet::with(&self.core.theme.css());
        Ok(Security(Arc::new(Inner {
            db: self.db,
            actor: self.actor,
            clock: self.clock,
            hasher,
            cache,
            seen: Seen::default(),
            keys,
            password_policy,
            core: self.core,
            features: self.features,
            off: self.off,
            messages: Arc::new(messages),
            templates,
            stylesheet,
            bus: self.bus,
            schema: self.schema,
            payload: self.payload,
            urls,
            public_url,
            courier: OnceLock::new(),
            background: OnceLock::new(),
            at_work: AtWork::default(),
            mounted: AtomicBool::new(false),
        })))
    }

    fn urls(&self) -> BTreeMap<&'static str, String> {
        let prefix = &self.core.http.url_prefix;
        let of_features = self
            .features
            .iter()
            .flat_map(|feature| feature.urls(&self.core));
        of_features
            .map(|(name, path)| (name, format!("{prefix}{path}")))
            .collect()
    }
}
