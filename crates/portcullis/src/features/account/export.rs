//! All that is kept about a person, as one JSON document.

use std::cmp::Reverse;

use portcullis_kit::clock::Time;
use serde_json::{Map, Value, json};

use super::{
    activity::{device, ip, words},
    store,
    user_agent::Known,
};
use crate::{
    account::User,
    audit::{Entry, Kind},
    error::Result,
    messages::Locale,
    security::{Security, feature::Client},
    session::owned::UserSession,
};

/// How many events are read at once.
const AT_ONCE: u32 = 500;

impl Security {
    /// All that is kept about a user, for themselves: the account with the declared profile fields, roles, sessions, known
    /// browsers, tokens, mailed links, mails in the queue, every event of the audit log that is readable still, and what each
    /// feature adds ([`crate::Feature::export`]). What is said in words is said in `locale`. No secret and no hash is in
    /// it, and nobody else is named. Row: the event `data_exported`.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, User, messages::Locale};
    /// # async fn example(security: &Security, user: &User) -> portcullis::Result<()> {
    /// let english: Locale = "en".parse().expect("a language");
    /// let archive = security.export_user(user, &english).await?;
    /// println!("{archive:#}");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn export_user(&self, user: &User, locale: &Locale) -> Result<Value> {
        self.export_data(user, locale, None).await
    }

    /// The same, as the person at `client` asks for it.
    pub(super) async fn export_data(
        &self,
        user: &User,
        locale: &Locale,
        client: Option<&Client>,
    ) -> Result<Value> {
        let mut tx = self.begin().await?;
        self.record(&mut tx, self.done_by(client, user, Kind::DataExported));
        self.commit(tx).await?;
        let sessions = self.user_sessions(user).await?;
        let sessions = sessions.iter().map(|session| in_use(self, locale, session));
        let sessions: Vec<Value> = sessions.collect();
        let mut db = self.db();
        Ok(json!({
            "service": self.settings().http.app_name,
            "made_at": self.now(),
            "account": account(user),
            "profile": user.profile_fields(),
            "roles": user.roles(),
            "permissions": user.permissions(),
            "sessions": sessions,
            "devices": store::devices(&mut db, user.id).await?,
            "tokens": store::tokens(&mut db, user.id).await?,
            "links": store::links(&mut db, user.id).await?,
            "mails": store::mails(&mut db, user.id).await?,
            "activity": self.all_activity(user, locale).await?,
            "features": self.parts_of_features(user).await?,
        }))
    }

    async fn all_activity(&self, user: &User, locale: &Locale) -> Result<Vec<Value>> {
        let (mut all, mut before) = (Vec::new(), None);
        loop {
            let since = Time::from_micros(0);
            let page = self.user_activity(user, since, before, AT_ONCE).await?;
            before = page.last().map(|event| event.id);
            let more = page.len() == AT_ONCE as usize;
            all.extend(page);
            if !more {
                break;
            }
        }
        // Ids tell milliseconds apart, and no more.
        all.sort_by_key(|event| Reverse((event.at, event.number)));
        let all = all.iter().map(|event| happened(self, locale, event));
        Ok(all.collect())
    }

    async fn parts_of_features(&self, user: &User) -> Result<Map<String, Value>> {
        let mut parts = Map::new();
        for feature in self.features() {
            if let Some(part) = feature.export(self, user).await? {
                parts.insert(feature.name().to_owned(), part);
            }
        }
        Ok(parts)
    }
}

fn account(user: &User) -> Value {
    json!({
        "id": user.id,
        "email": user.email.as_str(),
        "confirmed_at": user.confirmed_at,
        "created_at": user.created_at,
        "active": user.active,
        "has_password": user.has_password(),
        "language": user.locale.as_ref().map(ToString::to_string),
        "deletion_at": user.deletion_at,
    })
}

/// A browser in words.
fn named(security: &Security, locale: &Locale, user_agent: Option<&str>) -> String {
    let sentence = Known::of(user_agent).sentence();
    security
        .messages()
        .text(locale, sentence.key, &sentence.params)
}

fn in_use(security: &Security, locale: &Locale, session: &UserSession) -> Value {
    let user_agent = session.user_agent.as_deref();
    json!({
        "device": named(security, locale, user_agent),
        "user_agent": user_agent,
        "ip": session.ip,
        "authn_via": session.authn_via,
        "created_at": session.created_at,
        "last_seen_at": session.last_seen_at,
    })
}

fn happened(security: &Security, locale: &Locale, event: &Entry) -> Value {
    let person = event.person.as_ref();
    let user_agent = person.and_then(|person| person.user_agent.as_deref());
    let detail: Value = serde_json::from_str(&event.detail).unwrap_or_default();
    json!({
        "at": event.at,
        "what": words(security, locale, event),
        "kind": event.kind,
        "result": event.result,
        "by": event.actor,
        "detail": detail,
        "email": person.and_then(|person| person.email.as_deref()),
        "device": device(event).map(|_| named(security, locale, user_agent)),
        "user_agent": user_agent,
        "ip": ip(event),
    })
}
